#include "server/letters/state.hpp"

#include <algorithm>

#include "registry/answers/answers.hpp"
#include "server/http/message.hpp"
#include "server/letters/parts.hpp"
#include "server/pages/track_parts.hpp"
#include "server/pages/words.hpp"

namespace server::letters {
namespace {

using registry::Watched;

constexpr std::size_t most_findings = 10, most_counted = 500, most_next = 10;

// Worst first.
struct Standing {
    std::vector<registry::Verdict> findings;
    std::size_t count = 0;
    bool more = false;  // than were counted
    struct Next {
        std::string milestone, entity, says;
    };
    std::vector<Next> next;  // of a track: what its road awaits
};

// As its page says it: what is awaited, and up to which day nothing of it was found.
std::vector<Standing::Next> awaited(const View& view, const registry::TrackAnswer& track) {
    std::vector<Standing::Next> all;
    for (const auto at : track.walk.next) {
        if (at >= track.walk.states.size() || all.size() == most_next) continue;
        const auto& state = track.walk.states[at];
        const auto* absence = absence_for(track, state.step->milestone, state.entity);
        const std::string key = std::string{"track."} + (absence ? "none-found." : "none-recorded.") +
                                (state.entity.empty() ? "party" : "entity");
        const auto until = absence ? day_text(view, std::min(absence->reach, track.asked.on)) : std::string{};
        all.push_back({state.step->milestone, state.entity,
                       view.say(key, {{"milestone", step_label(view, *state.step)},
                                      {"entity", entity_label(view, state.entity)},
                                      {"party", party_label(view, track.party)},
                                      {"day", until}})});
    }
    return all;
}

bool is_told(const registry::Verdict& verdict) {
    return verdict.certainty != registry::Certainty::unsearched &&
           verdict.severity >= registry::Severity::notice;
}

Standing of_track(registry::store::Reader& reader, const View& view, std::string_view instrument,
                  std::string_view party) {
    Standing standing;
    const auto answer = registry::track_answer(reader, instrument, party, view.asked);
    if (!answer) return standing;
    for (const auto& each : answer->findings)
        if (is_told(each)) standing.findings.push_back(each);
    std::stable_sort(standing.findings.begin(), standing.findings.end(),
                     [](const auto& a, const auto& b) { return a.severity > b.severity; });
    standing.count = standing.findings.size();
    standing.next = awaited(view, *answer);
    return standing;
}

Standing of_instrument(registry::store::Reader& reader, const View& view, std::string_view instrument) {
    Standing standing;
    const auto answer = registry::instrument_answer(reader, instrument, view.asked);
    if (!answer) return standing;
    auto lines = answer->parties;
    lines.erase(std::remove_if(lines.begin(), lines.end(),
                               [](const auto& each) { return each.worst_finding.empty(); }),
                lines.end());
    std::stable_sort(lines.begin(), lines.end(),
                     [](const auto& a, const auto& b) { return a.severity > b.severity; });
    standing.count = lines.size();
    for (std::size_t i = 0; i < std::min(lines.size(), most_findings); ++i)
        if (const auto found = registry::finding_answer(reader, lines[i].worst_finding))
            standing.findings.push_back(found->line.verdict);
    return standing;
}

Standing of_listed(registry::store::Reader& reader, const View& view, const registry::Selector& selector) {
    registry::StalledFilter filter;
    if (selector.scope == Watched::party) filter.party = selector.key;
    if (selector.scope == Watched::entity) filter.entity = selector.key;
    if (selector.scope == Watched::rule) filter.rule = selector.key;
    if (selector.at_least != registry::Severity::none) filter.at_least = selector.at_least;
    filter.limit = most_counted;
    Standing standing;
    const auto lines = registry::stalled(reader, filter, view.asked);
    standing.count = lines.size();
    standing.more = lines.size() == most_counted;
    for (std::size_t i = 0; i < std::min(lines.size(), most_findings); ++i)
        standing.findings.push_back(lines[i].verdict);
    return standing;
}

Standing standing_of(registry::store::Reader& reader, const View& view, const registry::Selector& selector) {
    switch (selector.scope) {
        case Watched::track: {
            const auto slash = selector.key.rfind('/');
            return of_track(reader, view, selector.key.substr(0, slash), selector.key.substr(slash + 1));
        }
        case Watched::instrument:
            return of_instrument(reader, view, selector.key);
        case Watched::party:
        case Watched::entity:
        case Watched::rule:
        case Watched::all:
            return of_listed(reader, view, selector);
        case Watched::subject:
        case Watched::list:
            break;  // its page shows it
    }
    return {};
}

Value told(registry::store::Reader& reader, const View& view, const registry::Verdict& verdict) {
    auto change = Value::object();
    const auto* rule = registry::rule(verdict.rule);
    change.both(
        "says",
        view.say("/letters.state.finding",
                 {{"rule", verdict.rule},
                  {"title", rule ? rule->title.in(view.lang) : verdict.rule},
                  {"severity", view.say("/severity." + std::string{registry::name_of(verdict.severity)})}}));
    change.both("stands", in_short(view, verdict));
    change.both("certainty", certainty_sentence(view, verdict));
    auto list = Value::list();
    for (auto& each : looks(view, verdict)) {
        auto one = Value::object();
        one.both("text", std::move(each));
        list.push(std::move(one));
    }
    change.both("looks", std::move(list));
    const auto href = link_to(view, "/findings/" + percent(verdict.id));
    change.both("evidence_href", href);
    change.both("report_href", href);
    auto track = Value::object();
    track.both("name",
               track_name(view, registry::store::head(reader, verdict.instrument, {}), verdict.party));
    track.both("href", link_to(view, track_path(verdict.instrument, verdict.party)));
    auto changes = Value::list();
    changes.push(std::move(change));
    track.both("changes", std::move(changes));
    return track;
}

// A finding as a program reads it, thin: its page says the rest.
Value for_programs(const View& view, const registry::Verdict& verdict) {
    auto value = Value::object();
    value.both("finding", verdict.id).both("rule", verdict.rule);
    value.both("instrument", verdict.instrument).both("party", verdict.party);
    value.both("severity", registry::name_of(verdict.severity));
    value.both("certainty", registry::name_of(verdict.certainty));
    value.both("last_look", verdict.last_look ? Value{registry::iso(*verdict.last_look)} : Value{});
    value.both("url", view.permanent(track_path(verdict.instrument, verdict.party)));
    value.both("evidence", view.permanent("/findings/" + percent(verdict.id)));
    return value;
}

}  // namespace

std::string page_of(const registry::Selector& selector) {
    switch (selector.scope) {
        case Watched::instrument:
        case Watched::track: {
            const auto slash = selector.key.rfind('/');
            return slash == std::string::npos
                       ? track_path(selector.key, {})
                       : track_path(selector.key.substr(0, slash), selector.key.substr(slash + 1));
        }
        case Watched::party:
            return "/parties/" + percent(selector.key);
        case Watched::entity:
            return "/entities/" + percent(selector.key);
        case Watched::rule:
            return "/rules/" + percent(selector.key);
        case Watched::list:
            return selector.key;
        case Watched::subject:
            return "/instruments?subject=" + percent(selector.key);
        case Watched::all:
            break;
    }
    return "/changes";
}

Value state_for_programs(const View& view, registry::store::Reader& reader,
                         const registry::alerts::Message& message) {
    auto value = Value::object();
    if (message.reasons.empty()) return value;
    const auto& selector = message.reasons.front().selector;
    value.both("url", view.permanent(page_of(selector)));
    const bool by_page = selector.scope == Watched::list || selector.scope == Watched::subject;
    value.both("on_page_only", by_page);
    if (by_page) return value;
    const auto standing = standing_of(reader, view, selector);
    value.both("count", standing.count).both("more_than_counted", standing.more);
    auto findings = Value::list();
    for (std::size_t i = 0; i < std::min(most_findings, standing.findings.size()); ++i)
        findings.push(for_programs(view, standing.findings[i]));
    value.both("findings", std::move(findings));
    auto next = Value::list();
    for (const auto& each : standing.next) {
        auto one = Value::object();
        one.both("milestone", each.milestone).both("entity", each.entity).both("says", each.says);
        next.push(std::move(one));
    }
    value.both("next", std::move(next));
    return value;
}

std::string of_state(Value& into, const View& view, registry::store::Reader& reader,
                     const registry::alerts::Message& message) {
    std::string what;
    auto intro = Value::list();
    const auto put = [&](std::string text) {
        auto value = Value::object();
        value.both("text", std::move(text));
        intro.push(std::move(value));
    };
    put(view.say("/letters.state.intro"));
    auto tracks = Value::list();
    if (!message.reasons.empty()) {
        const auto& selector = message.reasons.front().selector;
        what = describe(reader, view, selector);
        const auto standing = standing_of(reader, view, selector);
        const bool by_page = selector.scope == Watched::list || selector.scope == Watched::subject;
        const auto n = number(view, static_cast<std::int64_t>(standing.count));
        if (!by_page)
            put(view.say(standing.count == 0   ? "/letters.state.none"
                         : standing.count == 1 ? "/letters.state.one"
                         : standing.more       ? "/letters.state.at-least"
                                               : "/letters.state.several",
                         {{"n", n}}));
        if (!standing.next.empty()) put(view.say("track.next"));
        for (const auto& each : standing.next) put(each.says);
        for (std::size_t i = 0; i < std::min(most_findings, standing.findings.size()); ++i)
            tracks.push(told(reader, view, standing.findings[i]));
        into.both("action_label", view.say("/letters.state.page"));
        into.both("action_href", link_to(view, page_of(selector)));
    }
    into.both("intro", std::move(intro));
    into.both("tracks", std::move(tracks));
    return view.say("/letters.subject.state", {{"what", what}});
}

}  // namespace server::letters
