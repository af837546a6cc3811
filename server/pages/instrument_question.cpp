// What /instruments is asked: its query read, or refused by name.
#include <fmt/format.h>

#include <charconv>

#include "server/pages/instrument_list.hpp"

namespace server {
namespace {

using namespace registry::catalogue;  // Filter, Question, Takes of a list

constexpr std::size_t fewest = 1, most = 200;  // lines of a page

Refusal contradicts(const View& view, const Contradiction& found) {
    using Kind = Contradiction::Kind;
    const std::string_view key = found.kind == Kind::needs          ? "list.needs"
                                 : found.kind == Kind::empty_period ? "list.empty-period"
                                 : found.kind == Kind::only_today   ? "list.only-today"
                                                                    : "list.excludes";
    return bad_value(
        view, found.parameter,
        view.say(key, {{"parameter", std::string{found.parameter}}, {"with", std::string{found.with}}}), {});
}

std::optional<Refusal> read_limit(const Asking& asking, std::size_t& limit) {
    const auto typed = asking.asked_for("limit");
    if (typed.empty()) return std::nullopt;
    const auto read = std::from_chars(typed.data(), typed.data() + typed.size(), limit);
    if (read.ec == std::errc{} && read.ptr == typed.data() + typed.size() && limit >= fewest && limit <= most)
        return std::nullopt;
    return bad_value(asking.view, "limit",
                     asking.view.say("list.limit", {{"fewest", std::to_string(fewest)},
                                                    {"most", std::to_string(most)},
                                                    {"value", std::string{typed}}}),
                     {fmt::format("{}…{}", fewest, most)});
}

std::optional<Refusal> read_filter(const Asking& asking, const Filter& each, Question& question) {
    const auto typed = asking.asked_for(each.key);
    if (typed.empty()) return std::nullopt;
    if (each.takes == registry::catalogue::Takes::party) return read_party(asking, each.key, question.party);
    if (each.read(question, typed)) return std::nullopt;
    if (each.takes == registry::catalogue::Takes::bound)
        return bad_value(asking.view, each.key,
                         asking.view.say("list.not-a-bound", {{"parameter", std::string{each.key}},
                                                              {"value", std::string{typed}}}),
                         {"2010", "2010-06", "2010-06-15"});
    return not_listed(asking.view, each.key, typed, allowed(each.takes));
}

std::optional<Refusal> read_cursor_of(const Asking& asking, std::string_view parameter, const Sort& sort,
                                      std::optional<Cursor>& into) {
    const auto typed = asking.asked_for(parameter);
    if (typed.empty()) return std::nullopt;
    into = read_cursor(typed);
    if (into && into->sort == sort) return std::nullopt;
    return bad_value(asking.view, parameter,
                     asking.view.say(into ? "list.cursor-of-another" : "list.no-cursor",
                                     {{"parameter", std::string{parameter}}}));
}

std::optional<Refusal> read_place(const Asking& asking, Asked& asked) {
    if (const auto typed = asking.asked_for("sort"); !typed.empty()) {
        const auto sort = registry::catalogue::read_sort(typed);
        if (!sort) return not_listed(asking.view, "sort", typed, sorts());
        asked.sort = *sort;
    } else if (!asked.question.q.empty()) {
        asked.sort.by = Order::nearness;
    }
    if (auto refusal = read_limit(asking, asked.limit)) return refusal;
    if (auto refusal = read_cursor_of(asking, "after", asked.sort, asked.after)) return refusal;
    if (auto refusal = read_cursor_of(asking, "before", asked.sort, asked.before)) return refusal;
    if (asked.after && asked.before)
        return bad_value(asking.view, "before",
                         asking.view.say("list.excludes", {{"parameter", "before"}, {"with", "after"}}));
    return std::nullopt;
}

}  // namespace

std::variant<Asked, Refusal> read_list(const Asking& asking) {
    Asked asked;
    asked.lang = asking.view.lang;
    auto& question = asked.question;
    for (const auto& each : filters())
        if (auto refusal = read_filter(asking, each, question)) return *refusal;
    question.on = asking.view.asked.on, question.today = asking.view.asked.today;
    question.profile = asking.view.asked.profile;
    if (const auto found = contradiction(question)) return contradicts(asking.view, *found);
    if (auto refusal = read_place(asking, asked)) return *refusal;
    return asked;
}

std::optional<Refusal> refused_list(const Asking& asking, const registry::InstrumentsAnswer& answer) {
    const auto& view = asking.view;
    const auto named = [](std::string_view parameter) {
        return registry::Arguments{{"parameter", std::string{parameter}}};
    };
    if (!answer.cannot.empty())
        return bad_value(
            view, answer.cannot,
            view.say(view.asked.published ? "list.not-published" : "list.not-known", named(answer.cannot)),
            {"q", "kind", "sort=title", "sort=-title"});
    if (!answer.gone.empty()) return bad_value(view, answer.gone, view.say("list.gone", named(answer.gone)));
    return std::nullopt;
}

}  // namespace server
