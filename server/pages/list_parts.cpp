#include "server/pages/list_parts.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "server/pages/navigation.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

// Of another list the place in this one means nothing.
bool is_place(std::string_view parameter) {
    return parameter == "after" || parameter == "before" || parameter == "page";
}

View at_beginning(const View& view) {
    auto other = view;
    std::erase_if(other.query, [](const auto& pair) { return is_place(pair.first); });
    return other;
}

bool has_shape_of_a_bound(std::string_view text) {
    if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
    for (std::size_t k = 0; k < text.size(); ++k) {
        const bool dash = k == 4 || k == 7;
        if (dash ? text[k] != '-' : text[k] < '0' || text[k] > '9') return false;
    }
    return true;
}

}  // namespace

Refusal bad_value(const View& view, std::string_view parameter, std::string detail,
                  std::vector<std::string> allowed) {
    return {400,
            "bad-value",
            view.say("problem.bad-value"),
            std::move(detail),
            std::string{parameter},
            std::move(allowed)};
}

Refusal not_listed(const View& view, std::string_view parameter, std::string_view value,
                   std::vector<std::string> allowed) {
    return bad_value(view, parameter,
                     view.say("problem.not-listed",
                              {{"parameter", std::string{parameter}}, {"value", std::string{value}}}),
                     std::move(allowed));
}

std::optional<Refusal> read_bound(const Asking& asking, std::string_view parameter,
                                  std::optional<registry::Day>& into) {
    const auto typed = asking.asked_for(parameter);
    if (typed.empty()) return std::nullopt;
    const auto when = has_shape_of_a_bound(typed) ? registry::parse_when(typed) : std::nullopt;
    if (!when)
        return bad_value(asking.view, parameter,
                         asking.view.say("roads.not-a-bound", {{"parameter", std::string{parameter}},
                                                               {"value", std::string{typed}}}),
                         {"2010", "2010-06", "2010-06-15"});
    into = when->lo;
    return std::nullopt;
}

std::optional<Refusal> read_days(const Asking& asking, std::string_view parameter, int most,
                                 std::optional<int>& into) {
    const auto typed = asking.asked_for(parameter);
    if (typed.empty()) return std::nullopt;
    int days = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), days);
    if (error != std::errc{} || end != typed.data() + typed.size() || days < 1 || days > most)
        return bad_value(asking.view, parameter,
                         asking.view.say("roads.not-days", {{"parameter", std::string{parameter}},
                                                            {"value", std::string{typed}},
                                                            {"most", std::to_string(most)}}),
                         {"1", std::to_string(most)});
    into = days;
    return std::nullopt;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    constexpr std::size_t most_digits = 12;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    return whole && number >= 0 && text.size() <= most_digits ? std::optional{number} : std::nullopt;
}

std::optional<Refusal> read_party(const Asking& asking, std::string_view parameter, std::string& into) {
    const auto typed = asking.asked_for(parameter);
    if (typed.empty()) return std::nullopt;
    const auto found = registry::find_party(typed);
    if (!found.id)
        return bad_value(asking.view, parameter,
                         asking.view.say("problem.unknown-party", {{"typed", std::string{typed}}}),
                         found.near);
    into = *found.id;
    return std::nullopt;
}

std::optional<Refusal> read_cursors(const Asking& asking, registry::PageAsked& into) {
    constexpr std::size_t longest = 400;
    into.after = asking.asked_for("after");
    into.before = asking.asked_for("before");
    if (!into.after.empty() && !into.before.empty())
        return bad_value(asking.view, "before", asking.view.say("roads.both-cursors"), {"after", "before"});
    if (into.after.size() > longest || into.before.size() > longest)
        return bad_value(asking.view, into.after.empty() ? "before" : "after",
                         asking.view.say("roads.no-cursor"));
    return std::nullopt;
}

std::string list_with(const View& view, std::string_view parameter, std::string_view value) {
    return at_beginning(view).here(parameter, value);
}

void add_pages(Document& document, const View& view, const registry::PageAnswer& page) {
    const auto first = at_beginning(view);
    const auto next = page.next.empty() ? std::string{} : first.here("after", page.next, view.suffix);
    const auto previous =
        page.previous.empty() ? std::string{} : first.here("before", page.previous, view.suffix);
    const auto count = [&](std::size_t n) { return number(view, static_cast<std::int64_t>(n)); };
    auto value = Value::object();
    value.both("total", page.total);
    value.programs("from", page.total ? page.from + 1 : 0);
    value.programs("to", page.to);
    value.programs("next", next);
    value.programs("previous", previous);
    value.people("before", previous);
    value.people("after", next);
    value.people("some", page.total > 0);
    value.people("text", page.to > page.from ? view.say("roads.lines", {{"from", count(page.from + 1)},
                                                                        {"to", count(page.to)},
                                                                        {"n", count(page.total)}})
                                             : std::string{});
    if (page.next.size() + page.previous.size() > 0 && page.to > page.from)
        tell_rows(document.says, view, std::string{value.get("text")->text()},
                  page.next.empty() ? std::string{} : first.here("after", page.next, "csv"));
    document.says.both("paging", std::move(value));
    const auto link = [&](const std::string& href, std::string rel) {
        if (!href.empty()) document.links.push_back({href, std::move(rel), {}});
    };
    link(next, "next");
    link(previous, "prev");
    if (page.from > 0) link(first.here("after", "", view.suffix), "first");
}

Value facets_shown(const View& view, const std::vector<Facet>& facets) {
    constexpr std::size_t at_once = 8;
    auto list = Value::list();
    for (const auto& facet : facets) {
        if (facet.choices.empty() && facet.chosen.empty()) continue;
        auto shown = Value::list(), folded = Value::list();
        std::size_t n = 0;
        for (const auto& [count, label] : facet.choices) {
            const bool chosen = !count.value.empty() && count.value == facet.chosen;
            auto choice = Value::object();
            choice.both("value", count.value);
            choice.people("label", label);
            choice.programs("n", count.n);
            choice.people("n", number(view, count.n));
            choice.both("chosen", chosen);
            choice.people("href", list_with(view, facet.key, chosen ? std::string{} : count.value));
            (n++ < at_once || chosen ? shown : folded).push(std::move(choice));
        }
        auto value = Value::object();
        value.both("key", facet.key);
        value.people("label", facet.label);
        value.both("choices", std::move(shown));
        value.both("further", std::move(folded));
        list.push(std::move(value));
    }
    return list;
}

Value sorts_shown(const View& view, const std::vector<SortWord>& words, std::string_view chosen,
                  bool backwards) {
    auto list = Value::list();
    for (const auto& each : words) {
        const bool here = each.code == chosen;
        auto value = Value::object();
        value.both("code", each.code);
        value.people("label", each.label);
        value.both("chosen", here);
        value.both("backwards", here && backwards);
        // Chosen again, the other way round.
        value.people("href", list_with(view, "sort", (here && !backwards ? "-" : "") + each.code));
        list.push(std::move(value));
    }
    return list;
}

std::string said_in_words(const View& view, std::string what, const std::vector<std::string>& clauses) {
    for (const auto& each : clauses) what += ", " + each;
    return view.say("roads.said", {{"what", std::move(what)}});
}

Value fields_kept(const View& view, const std::vector<std::string_view>& asked_for_anew) {
    auto list = Value::list();
    for (const auto& [name, text] : view.query) {
        if (is_place(name) || std::ranges::find(asked_for_anew, name) != asked_for_anew.end()) continue;
        auto field = Value::object();
        field.both("name", name);
        field.both("text", text);
        list.push(std::move(field));
    }
    return list;
}

Value options(const std::vector<Option>& offered, std::string_view chosen) {
    auto list = Value::list();
    for (const auto& each : offered) {
        auto value = Value::object();
        value.both("code", each.code);
        value.both("label", each.label);
        value.both("chosen", each.code == chosen);
        list.push(std::move(value));
    }
    return list;
}

}  // namespace server
