// A finding's history by effective days: judged on the first day on which anything is on record and then on
// every day on which something can change, no other.
#include <algorithm>
#include <map>
#include <utility>

#include "registry/rules/weigh.hpp"

namespace registry {

namespace {

struct Course {
    judging::Weighed latest;
    Day seen{};  // the last day on which it had a severity
    bool open = false, seen_now = false;
    std::vector<FindingStep> steps;
    std::vector<ListedSpan> listed;
};

bool is_going_on(const Course& course) {
    return !course.listed.empty() && course.listed.back().to == latest_day;
}

void list(Course& course, ListedSpan now) {
    if (is_going_on(course)) {
        auto& last = course.listed.back();
        now.to = last.to;
        std::swap(now.from, last.from);
        const bool same = now == last;
        std::swap(now.from, last.from);
        if (same) return;
        // Of two verdicts of one name on one day the latter stands.
        if (last.from == now.from)
            course.listed.pop_back();
        else
            last.to = now.from;
    }
    now.to = latest_day;
    course.listed.push_back(std::move(now));
}

void unlist(Course& course, Day on) {
    if (is_going_on(course)) course.listed.back().to = on;
}

void take(Course& course, const judging::Weighed& weighed, Day on) {
    const auto step = [&](StepKind kind) {
        course.steps.push_back({kind, on, weighed.severity, weighed.certainty});
    };
    if (!course.open)
        step(StepKind::opened);
    else if (weighed.severity > course.latest.severity)
        step(StepKind::worsened);
    else if (weighed.severity < course.latest.severity)
        step(StepKind::eased);
    course.latest = weighed;
    course.seen = on;
    course.open = course.seen_now = true;
}

}  // namespace

std::vector<FindingHistory> history(const TrackFacts& facts, const std::vector<Rule>& rules,
                                    const Vocabulary& vocabulary, Profile profile, Day until) {
    const judging::Weighing weighing(facts, rules, vocabulary, profile);
    std::map<std::string, Course> courses;  // by finding id
    std::optional<Day> last;
    for (auto on = weighing.first_day(); on && *on <= until;) {
        const auto all = weighing.all(*on);
        for (const auto& weighed : all)
            if (weighed.severity != Severity::none) {
                auto& course = courses[judging::finding_id(weighed, facts, profile)];
                take(course, weighed, *on);
                if (weighed.certainty == Certainty::unsearched)
                    unlist(course, *on);
                else
                    list(course,
                         {*on, latest_day, weighed.severity, weighed.certainty,
                          judging::waits_for(weighing, weighed, *on), judging::since(weighing, weighed)});
            }
        for (auto& [id, course] : courses) {
            if (course.open && !course.seen_now) {
                course.open = false;
                unlist(course, *on);
                course.steps.push_back({StepKind::closed, *on, Severity::none, course.latest.certainty});
                // What was looked into later says nothing of a wait that had ended.
                if (auto& reach = course.latest.reach) reach = std::min(*reach, *on);
            }
            course.seen_now = false;
        }
        last = on;
        on = weighing.next_change(all, *on);
    }
    std::vector<FindingHistory> histories;
    for (auto& [id, course] : courses) {
        // An open finding is as it stands on the day asked; a closed one as it last was.
        const auto on = course.open ? until : course.seen;
        auto latest = judging::verdict(weighing, course.latest, on);
        if (!course.open) latest.worsens_no_more();
        histories.push_back(
            {std::move(latest), course.open, std::move(course.steps), std::move(course.listed)});
    }
    return histories;
}

Outlook outlook(const TrackFacts& facts, const std::vector<Rule>& rules, const Vocabulary& vocabulary,
                Profile profile, Day on) {
    const judging::Weighing weighing(facts, rules, vocabulary, profile);
    Outlook outlook;
    std::map<std::string, Course> courses;  // by finding id
    for (std::optional<Day> day = on; day;) {
        const auto all = weighing.all(*day);
        const auto next = weighing.next_change(all, *day);
        if (day == on) {
            outlook.next_change = next;
            if (!next) return outlook;
        }
        for (const auto& weighed : all) {
            if (weighed.severity == Severity::none || weighed.certainty == Certainty::unsearched) continue;
            auto& course = courses[judging::finding_id(weighed, facts, profile)];
            course.latest = weighed;
            course.seen_now = true;
            list(course, {day == on ? earliest_day : *day, latest_day, weighed.severity, weighed.certainty,
                          judging::waits_for(weighing, weighed, *day), judging::since(weighing, weighed)});
        }
        for (auto& [id, course] : courses)
            if (!std::exchange(course.seen_now, false)) unlist(course, *day);
        day = next;
    }
    for (auto& [id, course] : courses) {
        const auto& first = course.listed.front();
        if (first.from == earliest_day && first.to == latest_day) continue;
        const auto& matter = *course.latest.matter;
        outlook.findings.push_back(
            {id, matter.rule->id, std::string{matter.entity}, profile, std::move(course.listed)});
    }
    return outlook;
}

}  // namespace registry
