// A case as a lawyer writes it: evidence, a track, a day, and what the rules should say. Read and run without
// a store; the same cases run over facts that a store holds where those are given instead.
//
//   case       opcat-2018-10-20-strict
//   about      the month-only date leaves the warn limit in doubt
//   evidence   opcat-S                                      a file of tests/cases/evidence
//   kind       protocol                                     of the instrument, where no evidence says it
//   said       be-chamber be be-fed adopted 2018-07-19      source, party (- for the instrument), entity,
//                                                           milestone, date; then what is needed of
//              … form=P1Y subject=npm act=2025/1 as-of=2021-10 published=2021-11 unconfirmed
//   absent     ngo be - published 2021-10                   not happened as of that date
//   looked     be-gazette be be-fed published 2021-01-01 2021-10-12 unreadable=3
//                                                           public on the day it reaches
//   covers     un-mtdsg 2018-01-15                          a document that states the instrument completely,
//                                                           as of that day
//   clause     20 P30D P30D                                 deposits needed, delay, own delay
//   sits       uk-joint 2025-01-06 2025-02-28 2025-01-06..2025-01-09 2025-01-13
//                                                           a calendar of sitting days, known from the first
//                                                           day to the second, then its days
//   track      opcat be
//   on         2018-10-20                                   the state on that day; or
//   published  2018-10-20                                   what the documents public by that day show of it
//   profile    strict                                       practice-aware, unless said
//   at         2018-10-20 on published practice-aware strict
//                                                           instead of the three above, as often as needed:
//                                                           what follows holds in each of these views (on and
//                                                           practice-aware, unless said); "looked" below it
//                                                           is of this block only
//   procedure  be-treaty-mixed
//   expect     R3 be-fed warn certain=notice possible cause=R7b since=2018-07 looked=2021-10-01
//                                                           … subject=npm id=… waits=… changes=2018-11-08
//                                                           … parked=2021-10-01 worsens=stalled:2019-01-15
//                                                           (- for not parked, not by time)
//   because    between 81 and 111 days, limit 100           a line of the proof of the finding expected last
//   expect     no R7b                                       or: no R2 be-fed, no other, nothing
//                                                           … nothing listed: but what nobody looked for
//                                                           … healthy: none listed at stalled or above
//                                                           … unrecorded: nothing at all was public
//   history    R7b - opened 2018-09-17 notice               a step of a finding until that day
//   next       promulgated be-fed                           the steps expected next begin with these
//   note       no-obligation-yet npm
//   bound      no                                           yes, no, unknown
//   period     laid 2025-02-27                              last day of the period it begins
//                                                           (unknown, none)
//
// "#" begins a comment. Words that are not known are refused, and so is a case that expects nothing.
#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "case_facts.hpp"
#include "case_given.hpp"

namespace cases {

// Where the facts of a track come from: case_facts.hpp, or a store.
using FactsOf = std::function<Facts(const std::vector<registry::Batch>&, const std::string& instrument,
                                    const std::string& party, const std::string& kind,
                                    std::optional<registry::Day> published)>;

// What is wrong, each with file and line; empty: the case holds.
std::vector<std::string> run(const std::filesystem::path& file, const FactsOf& = facts_of);
std::vector<std::string> run_text(const std::string& text, const std::string& name,
                                  const std::filesystem::path& evidence, const FactsOf& = facts_of);

// What is found in each view of a case, in its order. Throws where the case cannot be understood.
struct Outcome {
    View view;
    bool recorded = false;
    std::vector<registry::Verdict> verdicts;
};
std::vector<Outcome> outcomes(const std::filesystem::path& file, const FactsOf& = facts_of);
// What is given in it. Throws where it cannot be understood.
Given given(const std::filesystem::path& file);

}  // namespace cases
