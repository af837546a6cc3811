// Judging a condition: its truth, and the proof.
#include "registry/procedure/condition.hpp"

#include <algorithm>

#include "registry/procedure/road.hpp"

namespace registry {

namespace {

bool is_one_of(const std::vector<std::string>& words, const std::string& word) {
    return words.empty() || std::find(words.begin(), words.end(), word) != words.end();
}

bool is_asked(const Happened& asked, const TrackEvent& event) {
    return is_one_of(asked.forms, event.form) && is_one_of(asked.subjects, event.subject);
}

// Did it happen in the period that the milestone begins?
Truth lies_within(const TrackEvent& event, const Period& period) {
    const auto& began = period.start->when;
    if (event.when.hi < began.lo || (period.latest && event.when.lo > *period.latest)) return Truth::no;
    return event.when.lo >= began.hi && event.when.hi <= period.earliest ? Truth::yes : Truth::unknown;
}

// What is published has been promulgated: the one asked for, the other will do as its latest day.
std::vector<std::string_view> doing_for(const Happened& asked, const Vocabulary& vocabulary) {
    std::vector<std::string_view> milestones(asked.milestones.begin(), asked.milestones.end());
    const auto promulgates = [&](const std::string& code) {
        const auto* milestone = vocabulary.milestone(code);
        return milestone && milestone->effect == Effect::promulgates;
    };
    if (std::any_of(asked.milestones.begin(), asked.milestones.end(), promulgates))
        for (const auto& milestone : vocabulary.milestones())
            if (milestone.effect == Effect::publishes) milestones.push_back(milestone.code);
    return milestones;
}

std::string joined(const std::vector<std::string>& codes) {
    std::string text;
    for (const auto& code : codes) text += (text.empty() ? "" : " ") + code;
    return text;
}

// Truth of one body's step, and (where `because` is given) the event that settles it.
Truth happened_of(const Happened& asked, const Road& road, std::string_view entity, Day on, Reason* because) {
    Truth truth = Truth::no;
    const TrackEvent* settling = nullptr;
    const auto period = asked.within.empty() ? std::nullopt : road.period(asked.within, on);
    for (const auto milestone : doing_for(asked, road.vocabulary()))
        for (const auto* event : road.events(milestone)) {
            if (!is_asked(asked, *event) || !road.is_of(*event, entity)) continue;
            auto each = Road::happened(*event, on);
            if (!asked.within.empty()) each = both(each, period ? lies_within(*event, *period) : Truth::no);
            if (!settling || each > truth) settling = event;
            truth = either(truth, each);
        }
    if (!because) return truth;
    because->truth = truth;
    because->message = truth == Truth::yes  ? "because.happened"
                       : truth == Truth::no ? (settling ? "because.later" : "because.not-recorded")
                                            : "because.cannot-tell";
    because->arguments = {{"milestone", settling ? settling->milestone : asked.milestones.front()}};
    if (!entity.empty()) because->arguments.emplace_back("entity", entity);
    if (!settling && !asked.forms.empty()) because->arguments.emplace_back("form", joined(asked.forms));
    if (settling) {
        because->arguments.emplace_back("date", settling->when.edtf);
        because->evidence.push_back(settling->id);
    }
    return truth;
}

struct Judge {
    const Road& road;
    std::string_view subject;
    Day on;
    bool prove;

    Reason begin(const char* message, Truth truth) const {
        Reason reason;
        reason.truth = truth;
        if (prove) reason.message = message;
        return reason;
    }
    Reason joined(const std::vector<Condition>& of, Truth start, Truth (*join)(Truth, Truth),
                  const char* message) const {
        auto reason = begin(message, start);
        for (const auto& each : of) {
            auto below = std::visit(*this, each.is);
            reason.truth = join(reason.truth, below.truth);
            if (prove) reason.of.push_back(std::move(below));
        }
        return reason;
    }

    Reason operator()(const All& all) const { return joined(all.of, Truth::yes, both, "because.all"); }
    Reason operator()(const Any& any) const { return joined(any.of, Truth::no, either, "because.any"); }
    Reason operator()(const Not& none) const {
        auto reason = joined(none.of, Truth::no, either, "because.none");
        reason.truth = negated(reason.truth);
        return reason;
    }
    // A decision: TRUE becomes ALLOWS, everything else passes (UK Parliament's procedure-parsing).
    Reason operator()(const May& may) const {
        auto reason = joined(may.of, Truth::yes, both, "because.may");
        if (reason.truth == Truth::yes) reason.truth = Truth::allowed;
        return reason;
    }
    Reason operator()(const RequiredListWhole&) const {
        return road.list_is_whole() ? begin("because.list-whole", Truth::yes)
                                    : begin("because.list-not-whole", Truth::no);
    }
    Reason operator()(const Qualified& asked) const {
        auto reason = road.qualified(asked.as) ? begin("because.qualified", Truth::yes)
                                               : begin("because.not-qualified", Truth::no);
        if (!prove) return reason;
        reason.arguments = {{"as", asked.as}};
        for (const auto* event : road.events("qualified")) reason.evidence.push_back(event->id);
        return reason;
    }
    Reason operator()(const PeriodEnded& asked) const {
        const auto period = road.period(asked.from, on);
        Reason reason;
        reason.truth = period ? period->ended(on) : Truth::no;
        if (prove) say(reason, asked.from, period);
        return reason;
    }
    static void say(Reason& reason, const std::string& from, const std::optional<Period>& period) {
        reason.arguments = {{"milestone", from}};
        if (!period) {
            reason.message = "because.period-not-begun";
            return;
        }
        reason.message = message_of(*period);
        if (const auto last = period->last_day())
            reason.arguments.emplace_back("day", iso(*last));
        else if (period->calendar_to)
            reason.arguments.emplace_back("day", iso(*period->calendar_to));
        reason.evidence.push_back(period->start->id);
        for (const auto* event : period->extensions) reason.evidence.push_back(event->id);
    }
    Reason operator()(const Happened& asked) const {
        switch (asked.of) {
            case Of::every_required:
                return each_of(asked, road.required(), both, "because.every-required");
            case Of::every_recorded:
                return each_of(asked, road.recorded(), both, "because.every-recorded");
            case Of::some_required:
                return each_of(asked, road.required(), either, "because.some-required");
            case Of::federal:
                return one(asked, road.federal());
            case Of::subject:
                return one(asked, subject);
            case Of::track:
            case Of::any:
                break;
        }
        return one(asked, {});
    }
    Reason one(const Happened& asked, std::string_view entity) const {
        Reason reason;
        reason.truth = happened_of(asked, road, entity, on, prove ? &reason : nullptr);
        return reason;
    }
    // Of nobody nothing is known: neither "all have" nor "none has".
    Reason each_of(const Happened& asked, const std::vector<std::string_view>& entities,
                   Truth (*join)(Truth, Truth), const char* message) const {
        if (entities.empty()) return begin("because.nobody-listed", Truth::unknown);
        auto reason = begin(message, join == both ? Truth::yes : Truth::no);
        if (prove) reason.arguments = {{"milestone", asked.milestones.front()}};
        for (const auto entity : entities) {
            auto below = one(asked, entity);
            reason.truth = join(reason.truth, below.truth);
            if (prove) reason.of.push_back(std::move(below));
        }
        return reason;
    }
};

}  // namespace

Reason judge(const Condition& condition, const Road& road, std::string_view subject, Day on) {
    return std::visit(Judge{road, subject, on, true}, condition.is);
}

Reason judge(const Condition& condition, const TrackFacts& facts, const Vocabulary& vocabulary,
             std::string_view subject, Day on) {
    return judge(condition, Road{facts, vocabulary}, subject, on);
}

Truth truth_of(const Condition& condition, const Road& road, std::string_view subject, Day on) {
    return std::visit(Judge{road, subject, on, false}, condition.is).truth;
}

}  // namespace registry
