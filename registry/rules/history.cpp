// A finding's history by effective days: judged on the first day on which anything is on record and then on
// every day on which something can change, no other.
#include <map>

#include "registry/rules/weigh.hpp"

namespace registry {

namespace {

struct Course {
    judging::Weighed latest;
    Day seen{};  // the last day on which it had a severity
    bool open = false, seen_now = false;
    std::vector<FindingStep> steps;
};

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
            if (weighed.severity != Severity::none)
                take(courses[judging::finding_id(weighed, facts, profile)], weighed, *on);
        for (auto& [id, course] : courses) {
            if (course.open && !course.seen_now) {
                course.open = false;
                course.steps.push_back({StepKind::closed, *on, Severity::none, course.latest.certainty});
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
        histories.push_back({std::move(latest), course.open, std::move(course.steps)});
    }
    return histories;
}

}  // namespace registry
