// A case as a lawyer writes it: evidence, a track, a day, and what the rules should say. Read and run without
// a store.
//
//   case       opcat-2018-10-20-strict
//   about      the month-only date leaves the warn limit in doubt
//   evidence   opcat-S                                      a file of tests/cases/evidence
//   kind       protocol                                     of the instrument, where no evidence says it
//   said       be-chamber be be-fed adopted 2018-07-19      source, party (- for the instrument), entity,
//   milestone, date
//              … form=P1Y subject=npm act=2025/1 as-of=2021-10 unconfirmed
//   absent     ngo be - published 2021-10                   not happened as of that date
//   looked     be-gazette be be-fed published 2021-01-01 2021-10-12 unreadable=3
//   covers     un-mtdsg 2018-01-15                          a document that states the instrument completely,
//   as of that day clause     20 P30D P30D                                 deposits needed, delay, own delay
//   track      opcat be
//   on         2018-10-20
//   profile    strict                                       practice-aware, unless said
//   procedure  be-treaty-mixed
//   expect     R3 be-fed warn certain=notice possible cause=R7b since=2018-07 looked=2021-10-01 subject=…
//   id=… because    between 81 and 111 days, limit 100           a line of the proof of the finding expected
//   last expect     no R7b                                       or: no R2 be-fed, no other, nothing, healthy
//   history    R7b - opened 2018-09-17 notice               a step of a finding until that day
//   next       promulgated be-fed                           the steps expected next begin with these
//   note       no-obligation-yet npm
//   bound      no                                           yes, no, unknown
//
// "#" begins a comment. Words that are not known are refused, and so is a case that expects nothing.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace cases {

// What is wrong, each with file and line; empty: the case holds.
std::vector<std::string> run(const std::filesystem::path& file);
std::vector<std::string> run_text(const std::string& text, const std::string& name,
                                  const std::filesystem::path& evidence);

}  // namespace cases
