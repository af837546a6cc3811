// A verdict and its proof in a person's language (schemas/messages/rules.xml). What the proof holds as codes
// (milestones, entities, sources, dates, lengths) is said with the vocabulary's labels; days are counted up
// to the day asked, so that the stored proof stays the same from one day to the next.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "registry/rules/judge.hpp"

namespace registry {

struct Line {
    int depth = 0;
    std::string text;
    Truth truth = Truth::yes;
    std::vector<std::string> evidence;
    bool operator==(const Line&) const = default;
};

// The whole tree, one line each reason, in order.
std::vector<Line> in_words(Lang, const Reason&, const Vocabulary&, Day on);
// One reason without what stands below it.
std::string sentence(Lang, const Reason&, const Vocabulary&, Day on);
// "Adopted (Federal State): 19 July 2018; not found as of 12 October 2021: Promulgated, Published; 1,181
// days".
// `note`: the competent authority's own words, where an explanation parks the finding.
std::string in_short(Lang, const Verdict&, const Vocabulary&, Day on, std::string_view note = {});
// "will be stalled on 15 January 2019 if nothing is found by then"; empty where time alone changes nothing.
std::string worsens_in_words(Lang, const Verdict&, Day on);
// A sentence each: what, since when, who is waited for, on what authority, how sure, when it will worsen.
std::vector<std::string> in_full(Lang, const Verdict&, const Vocabulary&, Day on, std::string_view note = {});
// A lapse computed from a dissolution, as a reason without evidence: nobody stated it. In doubt where the
// calendar's day is not verified; in words it then says so.
Reason computed_lapse(const TrackEvent&, Truth happened);
std::string computed_in_words(Lang, const TrackEvent&, const Vocabulary&, Day on);
// Whether last_look is a day up to which somebody looked; else it follows from the recorded day of a step.
bool is_looked_up_to(const Verdict&);
// What a rule or step rests on; in English, as the declared data say it, where the language has no words for it.
std::string authority_in_words(Lang, const std::string& text);
// What an event or an explanation is about: a step, a rule, an assembly, a declared subject ("pages.subject.…");
// what has no words, such as a question's number, as it is.
std::string subject_in_words(Lang, const std::string& subject, const Vocabulary&);
// "12 months", "30 days"; and how long it has been since a day known only so far: "between 81 and 111 days".
std::string in_words(Lang, const Span&);
std::string elapsed_in_words(Lang, Day lo, Day hi, Day on, bool in_months);

}  // namespace registry
