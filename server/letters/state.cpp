#include "server/letters/state.hpp"

#include <algorithm>

#include "registry/answers/answers.hpp"
#include "server/http/message.hpp"
#include "server/letters/parts.hpp"
#include "server/pages/words.hpp"

namespace server::letters {
namespace {

using registry::Watched;

constexpr std::size_t most_findings = 10, most_counted = 500;

// Worst first.
struct Standing {
    std::vector<registry::Verdict> findings;
    std::size_t count = 0;
    bool more = false;  // than were counted
    std::string next;   // sentence about what is awaited
};

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
