// /: what has stalled, what moved, what is about to become overdue, and the ways in.
#include <algorithm>
#include <map>

#include "registry/answers/as_asked.hpp"
#include "server/http/message.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/navigation.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

constexpr std::size_t worst_shown = 6, moved_shown = 7, ahead_shown = 6;
constexpr int days_ahead = 90;

using registry::ChangeGroup;

Value finding_lines(const View& view, const std::vector<registry::FindingLine>& findings) {
    auto list = Value::list();
    for (const auto& each : findings) {
        auto value = finding_line(view, each.verdict);
        name_instrument(value, view, each.instrument);
        value.both("turns_on", day(view, each.turns_on));
        name_severity(value, view, "turns_to", each.turns_to);
        list.push(std::move(value));
    }
    return list;
}

std::string with_commas(const std::vector<std::string>& items) {
    std::string text;
    for (const auto& each : items) text += (text.empty() ? "" : ", ") + each;
    return text;
}

// What a group says in one line: the sentence of a single change, else what kinds of step and how many.
std::string told(const View& view, const ChangeGroup& group) {
    if (group.lines.size() == 1) return std::string{change(view, group.lines.front()).get("says")->text()};
    std::vector<std::string> kinds;
    for (const auto& each : group.lines) {
        const auto* rule = each.finding.empty() ? nullptr : registry::rule(each.rule);
        auto name = each.finding.empty() ? milestone_label(view, each.milestone)
                    : rule               ? each.rule + " (" + rule->title.in(view.lang) + ")"
                                         : each.rule;
        if (!name.empty() && std::ranges::find(kinds, name) == kinds.end()) kinds.push_back(std::move(name));
    }
    constexpr std::size_t most_named = 4;
    const bool more = kinds.size() > most_named;
    if (more) kinds.resize(most_named);
    // A large import is read in part only.
    constexpr std::size_t surely_counted = 100;
    const std::string key = group.lines.size() >= surely_counted ? "home.at-least"
                            : more                               ? "home.several-more"
                                                                 : "home.several";
    return view.say(key,
                    {{"n", number(view, static_cast<std::int64_t>(group.lines.size()))},
                     {"kinds", more ? with_commas(kinds) : listed(view, kinds)}});
}

// "1969 to 2004": of old facts.
std::string years_of(const ChangeGroup& group) {
    std::optional<int> first, last;
    for (const auto& each : group.lines)
        if (each.effective) {
            const int year{std::chrono::year_month_day{*each.effective}.year()};
            first = std::min(first.value_or(year), year);
            last = std::max(last.value_or(year), year);
        }
    if (!first) return {};
    return *first == *last ? std::to_string(*first) : std::to_string(*first) + "–" + std::to_string(*last);
}

Value group(const View& view, const ChangeGroup& each) {
    auto value = Value::object();
    name_instrument(value, view, each.instrument);
    name_party(value, view, each.party);
    const auto& first = each.lines.front();
    std::string path = "/instruments/" + percent(first.instrument);
    if (!each.party.empty()) path += "/" + percent(each.party);
    if (each.lines.size() == 1 && !first.finding.empty()) path = "/findings/" + percent(first.finding);
    value.people("href", view.to(path));
    value.programs("url", view.permanent(path));
    value.both("recorded", day(view, each.recorded));
    value.both("changes", each.lines.size());
    value.both("newest_change", first.id);
    value.both("says", told(view, each));
    value.people("years", years_of(each));
    return value;
}

Value groups(const View& view, const std::vector<ChangeGroup>& all) {
    auto list = Value::list();
    for (const auto& each : all) list.push(group(view, each));
    return list;
}

std::string counted(const View& view, std::string_view key, std::size_t n) {
    return view.say(key, {{"n", number(view, static_cast<std::int64_t>(n))}});
}

// For those who write, those who advise and those who compute.
Value entry_points(const View& view) {
    struct Way {
        std::string_view who, path;
    };
    constexpr Way ways[] = {{"journalist", "/search"},       {"journalist", "/between"},
                            {"journalist", "/help/findings"}, {"lawyer", "/entities"},
                            {"lawyer", "/parties"},          {"lawyer", "/procedures"},
                            {"program", "/api"},             {"program", "/openapi.json"},
                            {"program", "/dump"},           {"program", "/changes"}};
    auto list = Value::list();
    for (const auto* who : {"journalist", "lawyer", "program"}) {
        auto links = Value::list();
        for (const auto& way : ways)
            if (way.who == who && (is_route(way.path) || way.path.starts_with("/help/")))
                links.push(Value::object()
                               .both("href", way.path.ends_with(".json") ? view.at(way.path) : view.to(way.path))
                               .both("label", view.say("entry." + std::string{way.path.substr(way.path.rfind('/') + 1)})));
        list.push(Value::object()
                      .both("heading", view.say("home.for." + std::string{who}))
                      .both("links", std::move(links)));
    }
    return list;
}

}  // namespace

Document home(const View& view, const HomeAnswer& answer) {
    auto document = page(view, "home", view.say("home.title"));
    auto& says = document.says;
    says.both("stalled", finding_lines(view, answer.worst.lines));
    says.programs("severe", answer.worst.told ? Value{answer.worst.severe} : Value{});
    says.programs("stalled_only", answer.worst.told ? Value{answer.worst.stalled} : Value{});
    says.programs("instruments", answer.instruments);
    says.people("count_instruments", counted(view, "instruments.count", answer.instruments));
    says.people("count_severe", counted(view, "home.count-severe", answer.worst.severe));
    // What the list it leads to has: that class and the one above.
    says.people("count_stalled",
                counted(view, "home.count-stalled", answer.worst.stalled + answer.worst.severe));
    says.people("worst_told", answer.worst.told);
    says.both("about_to_change", finding_lines(view, answer.ahead.lines));
    says.people("ahead_told", answer.ahead.told);
    says.both("moved", groups(view, answer.lately.moved));
    says.both("corrected", groups(view, answer.lately.corrected));
    says.both("added", groups(view, answer.lately.added));
    says.both("nothing_known", answer.nothing_known);
    const auto& published = view.asked.published;
    says.people(
        "changes_left_out",
        published ? view.say("home.moved-not-dated", {{"day", day_text(view, *published)}}) : std::string{});
    says.people("all_stalled", view.to("/stalled"));
    says.people("severe_href", view.to("/stalled", {{"severity", "severe"}}));
    says.people("instruments_href", view.to("/instruments"));
    says.people("all_changes", view.to("/changes"));
    says.people("all_ahead", view.to("/forecast"));
    says.people("ahead", view.say("home.ahead", {{"n", number(view, days_ahead)}}));
    says.people("entries", entry_points(view));
    return document;
}

Answered home_page(const Asking& asking) {
    const auto& asked = asking.view.asked;
    registry::store::Reader& reader = asking.reader;
    const auto table = asking.catalogue.at(reader);
    return home(asking.view, {registry::worst(reader, *table, asked, worst_shown),
                              registry::lately(reader, asked, moved_shown),
                              registry::ahead(reader, table, asked, days_ahead, ahead_shown), table->rows.size(),
                              registry::is_before_registry(reader, asked)});
}

}  // namespace server
