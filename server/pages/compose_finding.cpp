// Findings, and the trees of reasons and conditions, put into words.
#include <algorithm>
#include <type_traits>

#include "registry/rules/words.hpp"
#include "server/http/message.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

using registry::Reason;
using registry::Truth;

// A tree as a flat list, since templates know no recursion: `opens` starts a nested list before the item,
// `ends` closes the item when it has nothing below it, `closes` has one element for each nested list that
// ends after it.
struct Flat {
    Value list = Value::list();

    template <class Node, class Children, class Fill>
    void add(const Node& node, const Children& children, const Fill& fill, bool first = false,
             int closes = 0) {
        const auto& nested = children(node);
        auto item = Value::object();
        item.both("opens", first);
        fill(item, node);
        item.both("ends", nested.empty());
        auto closing = Value::list();
        if (nested.empty())
            for (int i = 0; i < closes; ++i) closing.push(true);
        item.both("closes", std::move(closing));
        list.push(std::move(item));
        for (std::size_t i = 0; i < nested.size(); ++i)
            add(nested[i], children, fill, i == 0, i + 1 == nested.size() ? closes + 1 : 0);
    }
};

// Where an error or an official reply about a finding goes; a mail names the finding.
std::string report_address(const View& view, const std::string& finding) {
    if (!view.report_to.starts_with("mailto:"))
        return is_web_address(view.report_to) ? view.report_to : std::string{};
    const auto address = view.permanent("/findings/" + percent(finding));
    return view.report_to + "?subject=" + percent(finding) + "&body=" + percent(address);
}

bool rests_on_last_look(const View& view, const registry::Verdict& verdict) {
    return is_judged_as_of_look(verdict) && *verdict.last_look < view.asked.on;
}

// The headline: how long nothing was found, said as the rule's scope demands.
std::string opening(const View& view, const registry::Verdict& verdict) {
    using registry::Scope;
    if (verdict.certainty == registry::Certainty::unsearched) return view.say("finding.not-checked");
    const auto* rule = registry::rule(verdict.rule);
    const auto scope = rule ? rule->scope : Scope::track;
    const bool open_start = verdict.since.lo == registry::earliest_day;
    const std::string key =
        scope == Scope::order                              ? "finding.order"
        : scope == Scope::staleness                        ? "finding.stale"
        : scope == Scope::duty || scope == Scope::question ? "finding.term"
        : rests_on_last_look(view, verdict)
            ? open_start ? "finding.no-movement-looked" : "finding.no-movement-since-looked"
        : open_start ? "finding.no-movement"
                     : "finding.no-movement-since";
    return view.say(
        key, {{"elapsed", elapsed(view, verdict.since, judged_up_to(view, verdict))},
              {"since", open_start ? std::string{} : registry::say_when(view.lang, verdict.since)},
              {"look", day_text(view, judged_up_to(view, verdict))},
              {"severity", view.say("/severity." + std::string{registry::name_of(verdict.severity)})}});
}

std::string awaited_text(const View& view, const registry::Verdict& verdict) {
    std::vector<std::string> labels;
    for (const auto& code : verdict.awaited) labels.push_back(milestone_label(view, code));
    return listed(view, labels);
}

void add_rule(Value& into, const View& view, const registry::Verdict& verdict) {
    into.both("rule_version", verdict.rule_version);
    const auto* rule = registry::rule(verdict.rule);
    const std::string basis{rule ? registry::name_of(rule->basis) : std::string_view{}};
    into.both("basis", basis);
    into.people("basis_label", rule ? view.say("/basis." + basis) : std::string{});
    into.both("authorities", rule ? authorities(view, rule->authorities) : Value::list());
}

// Any of the milestones fulfils the condition.
std::string any_of(const View& view, std::string_view key, const std::vector<std::string>& codes) {
    std::vector<std::string> labels;
    for (const auto& code : codes) labels.push_back(milestone_label(view, code));
    return view.say(key, {{"milestones", listed_any(view, labels)}});
}

const std::vector<registry::Condition>& below(const registry::Condition& condition) {
    static const std::vector<registry::Condition> none;
    return std::visit(
        [](const auto& is) -> const std::vector<registry::Condition>& {
            if constexpr (requires { is.of.size(); })
                return is.of;
            else
                return none;
        },
        condition.is);
}

struct InWords {
    const View& view;
    std::string operator()(const registry::All& all) const {
        return view.say(all.of.empty() ? "condition.always" : "condition.all");
    }
    std::string operator()(const registry::Any&) const { return view.say("condition.any"); }
    std::string operator()(const registry::Not&) const { return view.say("condition.not"); }
    std::string operator()(const registry::May&) const { return view.say("condition.may"); }
    std::string operator()(const registry::RequiredListWhole&) const {
        return view.say("condition.list-whole");
    }
    std::string operator()(const registry::Qualified& qualified) const {
        return view.say("condition.qualified", {{"as", view.say("/qualification." + qualified.as)}});
    }
    std::string operator()(const registry::Happened& happened) const {
        auto text = any_of(view, "condition.happened." + std::string{registry::name_of(happened.of)},
                           happened.milestones);
        std::vector<std::string> forms;
        for (const auto& form : happened.forms) forms.push_back(form_label(view, form));
        if (!forms.empty()) text += " (" + listed_any(view, forms) + ")";
        std::vector<std::string> subjects;
        for (const auto& subject : happened.subjects) subjects.push_back(subject_label(view, subject));
        if (!subjects.empty()) text += " (" + listed_any(view, subjects) + ")";
        if (!happened.within.empty())
            text +=
                ", " + view.say("condition.within", {{"milestone", milestone_label(view, happened.within)}});
        return text;
    }
    std::string operator()(const registry::PeriodEnded& period) const {
        return view.say("condition.period-ended", {{"milestone", milestone_label(view, period.from)}});
    }
};

}  // namespace

bool is_judged_as_of_look(const registry::Verdict& verdict) {
    return verdict.certainty == registry::Certainty::unverified && verdict.last_look;
}

registry::Day judged_up_to(const View& view, const registry::Verdict& verdict) {
    return is_judged_as_of_look(verdict) ? std::min(*verdict.last_look, view.asked.on) : view.asked.on;
}

Value proof_shown(const View& view, const Reason& reason, const std::map<std::string, Value>& sources) {
    Flat flat;
    const auto children = [](const Reason& node) -> const std::vector<Reason>& { return node.of; };
    const auto fill = [&](Value& item, const Reason& node) {
        const std::string truth{registry::name_of(node.truth)};
        item.both("text", sentence(view, node));
        item.both("truth", truth);
        item.both("truth_label", view.say("truth." + truth));
        auto ids = Value::list();
        for (const auto& id : node.evidence) ids.push(id);
        item.both("evidence", std::move(ids));
        auto rests = Value::list();
        for (const auto& id : node.evidence)
            if (const auto found = sources.find(id); found != sources.end())
                for (const auto& each : *found->second.items()) rests.push(each);
        item.people("rests", std::move(rests));
    };
    flat.add(reason, children, fill);
    return std::move(flat.list);
}

Value proof_told(const View& view, const Reason& reason) {
    auto value = Value::object();
    value.both("message", reason.message);
    auto arguments = Value::object();
    for (const auto& [name, text] : reason.arguments) arguments.both(name, text);
    value.both("arguments", std::move(arguments));
    value.both("text", sentence(view, reason));
    value.both("truth", registry::name_of(reason.truth));
    auto evidence = Value::list(), of = Value::list();
    for (const auto& id : reason.evidence) evidence.push(id);
    for (const auto& child : reason.of) of.push(proof_told(view, child));
    value.both("evidence", std::move(evidence));
    value.both("of", std::move(of));
    return value;
}

Value condition_shown(const View& view, const registry::Condition& condition) {
    Flat flat;
    const auto fill = [&](Value& item, const registry::Condition& node) {
        item.both("text", std::visit(InWords{view}, node.is));
    };
    flat.add(condition, below, fill);
    return std::move(flat.list);
}

Value finding_line(const View& view, const registry::Verdict& verdict, std::string_view note) {
    auto value = Value::object();
    value.both("finding", verdict.id);
    value.people("finding_href", view.plain("/findings/" + percent(verdict.id)));
    value.programs("url", view.permanent("/findings/" + percent(verdict.id)));
    name_party(value, view, verdict.party);
    name_entity(value, view, verdict.entity);
    name_rule(value, view, verdict.rule);
    name_severity(value, view, "severity", verdict.severity);
    name_severity(value, view, "certain_severity", verdict.certain_severity);
    const std::string certainty{registry::name_of(verdict.certainty)};
    value.both("certainty", certainty);
    value.people("certainty_label", view.say("/certainty." + certainty));
    value.people("doubtful", verdict.certainty != registry::Certainty::certain);
    value.people("certainty_word", view.say("certainty-word." + certainty));
    value.both("since", when(view, verdict.since));
    value.people("since_known", verdict.since.lo != registry::earliest_day);
    value.people("elapsed", elapsed(view, verdict.since, judged_up_to(view, verdict)));
    const bool looked = registry::is_looked_up_to(verdict);
    value.people("looked_to_label", view.say(looked ? "finding.looked-to" : "finding.not-found-to"));
    value.people("looked_to", rests_on_last_look(view, verdict) ? day(view, *verdict.last_look) : Value{});
    value.both("because", in_short(view, verdict, note));
    value.people("track_href",
                 view.to("/instruments/" + percent(verdict.instrument) + "/" + percent(verdict.party)));
    return value;
}

Value finding(const View& view, const registry::Verdict& verdict, const std::map<std::string, Value>& sources,
              std::string_view note) {
    auto value = finding_line(view, verdict, note);
    value.programs("instrument", verdict.instrument);
    add_rule(value, view, verdict);
    value.both("subject", verdict.subject);
    const std::string profile{registry::name_of(verdict.profile)};
    value.both("profile", profile);
    value.people("profile_label", view.say("/profile." + profile));
    value.both("opening", opening(view, verdict));
    const bool doubtful = verdict.certain_severity != verdict.severity;
    value.people("at_least", doubtful ? *value.get("certain_severity_shown") : Value{});
    value.people("unsearched", verdict.certainty == registry::Certainty::unsearched);
    auto awaited = Value::list();
    for (const auto& code : verdict.awaited) awaited.push(code);
    value.both("awaited", std::move(awaited));
    value.people("awaited_text", awaited_text(view, verdict));
    value.both("waits_for", verdict.waits_for);
    value.people("waits_for_label", entity_label(view, verdict.waits_for));
    value.both("cause", verdict.cause);
    const auto* cause = registry::rule(verdict.cause);
    value.people("cause_label", cause ? cause->title.in(view.lang) : verdict.cause);
    const auto last = verdict.last_look;  // for people up to the day asked about, as in `look`
    value.people("last_look_label",
                 view.say(registry::is_looked_up_to(verdict) ? "finding.last-look" : "finding.not-found-to"));
    value.people("last_look", day(view, last ? std::optional{std::min(*last, view.asked.on)} : last));
    value.programs("last_look", day(view, last));
    value.both("next_change", day(view, verdict.next_change));
    value.programs("worsens_on", day(view, verdict.worsens_on));
    value.programs("worsens_to", verdict.worsens_on ? Value{registry::name_of(verdict.worsens_to)} : Value{});
    value.programs("parked_by", verdict.parked_by);
    value.programs("parked_until", day(view, verdict.parked_until));
    value.programs("proof", proof_told(view, verdict.because));
    value.people("proof", proof_shown(view, verdict.because, sources));
    value.people("report_href", report_address(view, verdict.id));
    return value;
}

}  // namespace server
