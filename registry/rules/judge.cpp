#include "registry/rules/judge.hpp"

#include <algorithm>

#include "registry/base/text.hpp"
#include "registry/rules/weigh.hpp"

namespace registry::judging {

namespace {

std::string lower(std::string text) {
    for (auto& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

// What tells the opening event from others of its kind on this track: the rest of its id after instrument,
// party, milestone and entity. Empty for what happens once, so that the id stays when a date is learnt more
// exactly.
std::string occurrence(const TrackEvent& event, const TrackFacts& facts) {
    std::string stem = facts.instrument + "." + slug(facts.party) + "." + event.milestone;
    if (!event.entity.empty()) stem += "." + slug(event.entity);
    if (!event.id.starts_with(stem + ".")) return {};
    return event.id.substr(stem.size());
}

std::string order_subject(const Weighed& weighed) {
    const TrackEvent* then = nullptr;
    for (const auto& step : weighed.matter->closers)
        if (!then || step.event->when.hi < then->when.hi) then = step.event;
    return weighed.start.event && then ? weighed.start.event->milestone + "-" + then->milestone
                                       : std::string{};
}

std::string subject_of(const Weighed& weighed) {
    return weighed.matter->order ? order_subject(weighed) : std::string{weighed.matter->subject};
}

}  // namespace

std::string finding_id(const Weighed& weighed, const TrackFacts& facts, Profile profile) {
    const auto& matter = *weighed.matter;
    std::string id = lower(matter.rule->id) + "." + facts.instrument + "." + slug(facts.party);
    const auto add = [&](std::string_view part) {
        if (!part.empty()) id += "." + slug(part);
    };
    add(matter.entity);
    const auto subject = subject_of(weighed);
    if (!matter.promise) add(subject);
    // Only where the opening step is the subject's own: the first assent of another says nothing of this
    // finding.
    const auto* event = weighed.start.event;
    // A promise's own occurrence names its step too.
    if (event && (matter.promise || (subject.empty() && matter.rule->clock_of == ClockOf::subject)))
        id += occurrence(*event, facts);
    if (profile == Profile::strict) id += ".strict";
    return id;
}

Reason about(const char* message, Truth truth, const TrackEvent& event) {
    Reason reason{message, {{"milestone", event.milestone}}, truth, {event.id}, {}};
    if (!event.entity.empty()) reason.arguments.emplace_back("entity", event.entity);
    reason.arguments.emplace_back("date", event.when.edtf);
    if (!event.subject.empty() && !event.derived) reason.arguments.emplace_back("subject", event.subject);
    return reason;
}

namespace {

Reason started(const Weighing& weighing, const Weighed& weighed) {
    if (const auto* promise = weighed.matter->promise)
        return {"because.deadline",
                {{"milestone", promise->subject},
                 {"date", promise->when.edtf},
                 {"source", promise->source},
                 {"day", iso(weighed.start.lo)}},
                weighed.start.started,
                {promise->id},
                {}};
    if (weighed.start.event) return about("because.clock", weighed.start.started, *weighed.start.event);
    Reason reason{"because.clock-computed", {}, weighed.start.started, {}, {}};
    if (const auto& computed = weighing.road().facts().computed_entry)
        reason.arguments.emplace_back("date", computed->edtf);
    return reason;
}

// How long, against which limit. The days themselves are counted when it is said, so that the proof does not
// change daily.
Reason elapsed(const Weighing& weighing, const Weighed& weighed) {
    Reason reason{"because.elapsed", {{"lo", iso(weighed.start.lo)}}, Truth::yes, {}, {}};
    if (weighed.start.hi != weighed.start.lo)
        reason.arguments.emplace_back("hi", weighed.start.hi == latest_day ? ".." : iso(weighed.start.hi));
    if (weighed.as_of_look) reason.arguments.emplace_back("judged", iso(weighed.judged));
    const auto shown =
        weighing.severity_at(weighed, weighed.start.lo);  // by its own ladder, whatever raised it
    if (shown == Severity::none) {
        reason.message = "because.elapsed-only";
        return reason;
    }
    if (weighed.certain < weighed.severity && !weighed.cause) reason.truth = Truth::unknown;
    reason.arguments.emplace_back("severity", name_of(shown));
    reason.arguments.emplace_back("limit", iso(weighing.limit(weighed, shown)));
    return reason;
}

Reason look(const Absence& absence) {
    std::string message = absence.from ? "because.look-from" : "because.look";
    if (absence.unreadable) message += "-unreadable";
    Reason reason{std::move(message), {}, Truth::yes, {}, {}};
    reason.arguments = {
        {"milestone", absence.milestone}, {"source", absence.source}, {"day", iso(absence.reach)}};
    if (absence.from) reason.arguments.emplace_back("from", iso(*absence.from));
    if (!absence.entity.empty()) reason.arguments.emplace_back("entity", absence.entity);
    if (absence.unreadable) reason.arguments.emplace_back("n", std::to_string(absence.unreadable));
    if (!absence.evidence.empty()) reason.evidence.push_back(absence.evidence);
    return reason;
}

// What may be said to be missing: steps between two parties are so only where there are two, as far as the
// kind of the instrument is known.
std::vector<std::string> said_awaited(const Weighing& weighing, const Matter& matter) {
    auto said = matter.awaits();
    const auto& road = weighing.road();
    if (road.facts().instrument_kind.empty() || road.qualified("bilateral")) return said;
    const auto& only = matter.rule->bilateral_only;
    std::erase_if(said, [&](const std::string& milestone) {
        return std::find(only.begin(), only.end(), milestone) != only.end() &&
               std::none_of(matter.awaited.begin(), matter.awaited.end(),
                            [&](const Matter::Step& step) { return step.event->milestone == milestone; });
    });
    return said;
}

// Absence is known up to that day from a step recorded for a later one, or from a lapse: nobody looked then.
bool is_inferred(const Matter& matter, Day reach) {
    return matter.looks.empty() || matter.looks.front()->reach < reach;
}

Reason known_up_to(const Matter& matter, Day reach, Truth truth) {
    return {is_inferred(matter, reach) ? "because.inferred" : "because.last-look",
            {{"day", iso(reach)}},
            truth,
            {},
            {}};
}

// One line for each milestone waited for; the looks that reach furthest below the first.
void not_found(const Weighing& weighing, const Weighed& weighed, Day on, std::vector<Reason>& lines) {
    const auto& matter = *weighed.matter;
    for (const auto& milestone : said_awaited(weighing, matter)) {
        const Matter::Step* recorded = nullptr;
        for (const auto& step : matter.awaited)
            if (step.event->milestone == milestone && !recorded) recorded = &step;
        if (recorded) {
            const auto truth = Road::happened(*recorded->event, on);
            lines.push_back(about(truth == Truth::no    ? "because.later"
                                  : truth == Truth::yes ? "because.undone"
                                                        : "because.cannot-tell",
                                  negated(truth), *recorded->event));
            continue;
        }
        Reason reason{"because.not-found", {{"milestone", milestone}}, Truth::yes, {}, {}};
        if (!matter.entity.empty()) reason.arguments.emplace_back("entity", matter.entity);
        if (!matter.subject.empty() && !matter.promise)
            reason.arguments.emplace_back("subject", matter.subject);
        lines.push_back(std::move(reason));
    }
    Reason looks{"because.looks", {}, Truth::yes, {}, {}};
    constexpr std::size_t most = 5;
    for (std::size_t at = 0; at < matter.looks.size() && at < most; ++at)
        looks.of.push_back(look(*matter.looks[at]));
    if (weighed.certainty == Certainty::unsearched && weighed.reach)
        looks = {
            "because.looked-before", {{"day", iso(*weighed.reach)}}, Truth::unknown, {}, std::move(looks.of)};
    else if (weighed.certainty == Certainty::unsearched)
        looks = {"because.nobody-looked", {}, Truth::unknown, {}, {}};
    else if (weighed.as_of_look) {
        auto last = known_up_to(matter, *weighed.reach, Truth::unknown);
        last.of = std::move(looks.of);
        looks = std::move(last);
    }
    const bool inferred = weighed.reach && weighed.certainty != Certainty::unsearched &&
                          !weighed.as_of_look && is_inferred(matter, *weighed.reach);
    if (matter.rule->needs_look && (!looks.of.empty() || looks.message != "because.looks"))
        lines.push_back(std::move(looks));
    if (inferred) lines.push_back(known_up_to(matter, *weighed.reach, Truth::yes));
}

void doubts(const Weighing& weighing, const Weighed& weighed, Day on, std::vector<Reason>& lines) {
    const auto& matter = *weighed.matter;
    for (const auto& step : matter.closers) {
        const auto truth = Road::happened(*step.event, on);
        if (truth == Truth::unknown)
            lines.push_back(about("because.cannot-tell", Truth::unknown, *step.event));
    }
    if (weighed.unread)
        lines.push_back({"because.unread",
                         {{"from", iso(weighed.unread->first)}, {"day", iso(weighed.unread->second)}},
                         Truth::unknown,
                         {},
                         {}});
    const auto& road = weighing.road();
    if (matter.rule->needs_list && !road.list_is_whole())
        lines.push_back({"because.list-not-whole", {}, Truth::unknown, {}, {}});
    if (matter.rule->needs_list || (!matter.entity.empty() && road.is_unconfirmed(matter.entity)))
        for (const auto& each : road.entities())
            if (each.required && each.unconfirmed)
                lines.push_back(
                    {"because.unconfirmed", {{"entity", each.entity}}, Truth::unknown, {each.because}, {}});
}

Reason because_of_order(const Weighed& weighed) {
    Reason reason{"because.order", {{"subject", subject_of(weighed)}}, weighed.truth, {}, {}};
    reason.of.push_back(about("because.happened", Truth::yes, *weighed.start.event));
    const TrackEvent* then = nullptr;
    for (const auto& step : weighed.matter->closers)
        if (!then || step.event->when.hi < then->when.hi) then = step.event;
    if (then) reason.of.push_back(about("because.happened", Truth::yes, *then));
    return reason;
}

Reason because(const Weighing& weighing, const Weighed& weighed, Day on) {
    const auto& matter = *weighed.matter;
    if (matter.order) return because_of_order(weighed);
    Reason root{"because.finding", {{"rule", matter.rule->id}}, weighed.truth, {}, {}};
    if (matter.rule->scope == Scope::staleness) {
        root.of.push_back(known_up_to(*weighed.cause, *weighed.reach, Truth::yes));
        root.of.push_back({"because.rests-on", {{"rule", weighed.cause->rule->id}}, Truth::yes, {}, {}});
        for (const auto* absence : weighed.cause->looks)
            if (absence->reach == *weighed.reach) root.of.push_back(look(*absence));
        root.of.push_back(elapsed(weighing, weighed));
        return root;
    }
    root.of.push_back(started(weighing, weighed));
    circumstances(weighing, weighed, on, root.of);
    not_found(weighing, weighed, on, root.of);
    root.of.push_back(elapsed(weighing, weighed));
    if (weighed.strict_ladder && weighing.profile() != Profile::strict)
        for (const auto* shown : matter.shown) {
            auto reason = look(*shown);
            reason.message = "because.shown-absent";
            root.of.push_back(std::move(reason));
        }
    const auto* all = std::get_if<All>(&matter.rule->when.is);
    if (!all || !all->of.empty())
        root.of.push_back(registry::judge(matter.rule->when, weighing.road(), matter.entity, on));
    if (weighed.cause) {
        Reason raised{
            "because.raised",
            {{"rule", weighed.cause->rule->id}, {"severity", std::string{name_of(weighed.severity)}}},
            Truth::yes,
            {},
            {}};
        if (!weighed.cause->entity.empty()) raised.arguments.emplace_back("entity", weighed.cause->entity);
        root.of.push_back(std::move(raised));
    }
    doubts(weighing, weighed, on, root.of);
    return root;
}

}  // namespace

When since(const Weighing& weighing, const Weighed& weighed) {
    if (weighed.matter->rule->scope == Scope::staleness) return registry::on(*weighed.reach);
    const auto& computed = weighing.road().facts().computed_entry;
    if (!weighed.start.event) return computed ? *computed : When{};
    if (weighed.matter->promise) return registry::on(weighed.start.lo);
    if (weighed.start.moved) return weighed.start.moved->when;
    const auto& when = weighed.start.event->when;
    if (weighed.matter->duty && weighed.start.lo != when.lo)
        return between(weighed.start.lo, weighed.start.hi);
    return when;
}

std::string waits_for(const Weighing& weighing, const Weighed& weighed, Day on) {
    const auto& matter = *weighed.matter;
    const bool by_missing =
        weighed.cause && !weighed.cause->entity.empty() && matter.rule->scope != Scope::staleness;
    if (by_missing && !matter.order) return std::string{weighed.cause->entity};
    if (const auto [milestone, entity] = waiting_for(weighing, weighed, on);
        !milestone.empty() && !by_missing)
        return std::string{entity};
    return matter.order ? std::string{} : std::string{matter.entity};
}

Verdict verdict(const Weighing& weighing, const Weighed& weighed, Day on) {
    const auto& matter = *weighed.matter;
    const auto& facts = weighing.road().facts();
    Verdict verdict;
    verdict.id = finding_id(weighed, facts, weighing.profile());
    verdict.rule = matter.rule->id;
    verdict.rule_version = matter.rule->version;
    verdict.instrument = facts.instrument;
    verdict.party = facts.party;
    verdict.entity = matter.entity;
    verdict.subject = subject_of(weighed);
    verdict.profile = weighing.profile();
    verdict.severity = weighed.severity;
    verdict.certain_severity = weighed.certain;
    verdict.certainty = weighed.certainty;
    verdict.since = since(weighing, weighed);
    if (weighed.start.event) verdict.opened_by = weighed.start.event->id;
    verdict.awaited = said_awaited(
        weighing, weighed.cause && matter.rule->scope == Scope::staleness ? *weighed.cause : matter);
    verdict.waits_for = waits_for(weighing, weighed, on);
    if (weighed.cause) verdict.cause = weighed.cause->rule->id;
    if (weighed.parked_by) {
        verdict.parked_by = weighed.parked_by->id;
        verdict.parked_until = weighed.parked_until;
    }
    if (const auto worse = weighing.worsens(weighed)) {
        verdict.worsens_on = worse->first;
        verdict.worsens_to = worse->second;
    }
    if (weighed.certainty != Certainty::unsearched) verdict.last_look = weighed.reach;
    verdict.next_change = weighing.next_change(weighed, on);
    verdict.because = because(weighing, weighed, on);
    return verdict;
}

}  // namespace registry::judging

namespace registry {

Judgement judge(const TrackFacts& facts, const std::vector<Rule>& rules, const Vocabulary& vocabulary,
                Profile profile, Day on) {
    const judging::Weighing weighing(facts, rules, vocabulary, profile);
    const auto all = weighing.all(on);
    Judgement judgement;
    for (const auto& weighed : all)
        if (weighed.severity != Severity::none)
            judgement.verdicts.push_back(judging::verdict(weighing, weighed, on));
    judgement.notes = judging::notes(weighing, all, on);
    judgement.next_change = weighing.next_change(all, on);
    return judgement;
}

}  // namespace registry
