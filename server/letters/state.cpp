#include "server/letters/state.hpp"

#include <algorithm>

#include "registry/answers/answers.hpp"
#include "server/http/message.hpp"
#include "server/letters/parts.hpp"
#include "server/letters/standing.hpp"
#include "server/pages/subscription_parts.hpp"
#include "server/pages/words.hpp"

namespace server::letters {
namespace {

using registry::Watched;

Value told(const View& view, const registry::Verdict& verdict) {
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
    change.both("looks", paragraphs(looks(view, verdict)));
    const auto page = "/findings/" + percent(verdict.id);
    change.both("evidence_href", link_to(view, page));
    change.both("report_href", report_link(view, verdict.id, page));
    return change;
}

// By road, each where the worst on it stands.
Value told_by_road(registry::store::Reader& reader, const View& view,
                   const std::vector<registry::Verdict>& all) {
    auto roads = Value::list();
    for (auto each = all.begin(); each != all.end(); ++each) {
        const auto is_here = [&](const registry::Verdict& other) {
            return other.instrument == each->instrument && other.party == each->party;
        };
        if (std::find_if(all.begin(), each, is_here) != each) continue;
        auto changes = Value::list();
        for (auto other = each; other != all.end(); ++other)
            if (is_here(*other)) changes.push(told(view, *other));
        const auto head = registry::store::head(reader, each->instrument, {});
        roads.push(Value::object()
                       .both("name", track_name(view, head, each->party))
                       .both("href", link_to(view, track_path(each->instrument, each->party)))
                       .both("changes", std::move(changes)));
    }
    return roads;
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

Value for_programs(const View& view, const Standing::Line& line) {
    auto value = Value::object();
    value.both("instrument", line.instrument).both("party", line.party).both("entity", line.entity);
    value.both("severity", line.severity).both("says", line.says);
    value.both("url", view.permanent(track_path(line.instrument, line.party)));
    return value;
}

// How many there are, and how many of them stand here.
std::string counted(const View& view, const Standing& standing, std::size_t shown) {
    const std::string of = standing.of == Standing::Of::findings      ? "findings."
                           : standing.of == Standing::Of::instruments ? "instruments."
                                                                      : "roads.";
    const std::string how = standing.count == 0       ? "none"
                            : standing.count == 1     ? "one"
                            : standing.count == shown ? "all"
                                                      : "some";
    return view.say("/letters.state." + of + how,
                    {{"n", number(view, static_cast<std::int64_t>(standing.count))},
                     {"shown", number(view, static_cast<std::int64_t>(shown))}});
}

// That nobody looked is said wherever findings are counted: where there is none, nothing is established by
// that.
std::string of_the_unsearched(const View& view, const Standing& standing) {
    if (standing.of != Standing::Of::findings) return {};
    if (!standing.counts_unsearched) return view.say("roads.unsearched-in-no-list");
    if (standing.unsearched == 0) return {};
    return view.say(
        standing.unsearched == 1 ? "/letters.state.unsearched.one" : "/letters.state.unsearched.several",
        {{"n", number(view, static_cast<std::int64_t>(standing.unsearched))}});
}

std::vector<std::string> in_sentences(const View& view, const Standing& standing) {
    if (standing.of == Standing::Of::page) return {view.say("/letters.state.on-page")};
    auto all = standing.says;
    const bool nothing_established = standing.count == 0 && standing.unsearched > 0;
    all.push_back(nothing_established
                      ? view.say("/letters.state.nothing-established")
                      : counted(view, standing, std::max(standing.findings.size(), standing.lines.size())));
    if (auto unsearched = of_the_unsearched(view, standing); !unsearched.empty())
        all.push_back(std::move(unsearched));
    if (!standing.next.empty()) all.push_back(view.say("/letters.link", {{"what", view.say("track.next")}}));
    for (const auto& each : standing.next) all.push_back(each.says);
    return all;
}

}  // namespace

Value state_for_programs(const View& view, registry::store::Reader& reader, registry::Catalogue& catalogue,
                         const registry::alerts::Message& message) {
    auto value = Value::object();
    if (message.reasons.empty()) return value;
    const auto& selector = message.reasons.front().selector;
    const auto standing = standing_of(reader, view, catalogue, selector);
    value.both("url", view.permanent(path_of(selector)));
    const bool by_page = standing.of == Standing::Of::page;
    value.both("on_page_only", by_page);
    if (by_page) return value;
    value.both("listed_at", view.permanent(standing.page.empty() ? path_of(selector) : standing.page));
    value.both("count", standing.count);
    value.both("unsearched", standing.counts_unsearched ? Value{standing.unsearched} : Value{});
    value.both("facts", standing.facts);
    auto findings = Value::list(), lines = Value::list(), next = Value::list();
    for (const auto& each : standing.findings) findings.push(for_programs(view, each));
    for (const auto& each : standing.lines) lines.push(for_programs(view, each));
    for (const auto& each : standing.next)
        next.push(Value::object()
                      .both("milestone", each.milestone)
                      .both("entity", each.entity)
                      .both("says", each.says));
    value.both("findings", std::move(findings)).both("lines", std::move(lines)).both("next", std::move(next));
    return value;
}

std::string of_state(Value& into, const View& view, registry::store::Reader& reader,
                     registry::Catalogue& catalogue, const registry::alerts::Message& message) {
    std::vector<std::string> intro{
        view.say("/letters.state.intro", {{"day", day_text(view, view.asked.today)}})};
    std::string what;
    auto tracks = Value::list(), lines = Value::list();
    if (!message.reasons.empty()) {
        const auto& selector = message.reasons.front().selector;
        what = describe(reader, view, selector);
        const auto standing = standing_of(reader, view, catalogue, selector);
        for (auto& each : in_sentences(view, standing)) intro.push_back(std::move(each));
        tracks = told_by_road(reader, view, standing.findings);
        for (const auto& each : standing.lines)
            lines.push(Value::object()
                           .both("text", each.says.empty()
                                             ? each.name
                                             : view.say("/letters.state.line",
                                                        {{"name", each.name}, {"says", each.says}}))
                           .both("href", link_to(view, track_path(each.instrument, each.party))));
        if (selector.scope != Watched::subject)
            put_action(into, view, "/letters.state.page",
                       link_to(view, standing.page.empty() ? path_of(selector) : standing.page));
    }
    into.both("intro", paragraphs(std::move(intro)));
    into.both("tracks", std::move(tracks));
    into.both("lines", std::move(lines));
    return view.say("/letters.subject.state", {{"what", what}});
}

}  // namespace server::letters
