// What the lists of findings, parties, roads and awaited steps share: what is read from the query, the facets
// and orders as links, the pages by cursor, the list in a sentence.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/answers/paging.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/pages.hpp"

namespace server {

// A parameter with a value it may not have: 400 with what is allowed.
Refusal bad_value(const View&, std::string_view parameter, std::string detail,
                  std::vector<std::string> allowed = {});
// One of the words of an enumeration; not given: `into` stays. Given and none of them: the refusal.
template <registry::Named Enum>
std::vector<std::string> words_of() {
    std::vector<std::string> words;
    for (const auto& [value, name] : registry::Names<Enum>::table) words.emplace_back(name);
    return words;
}
Refusal not_listed(const View&, std::string_view parameter, std::string_view value,
                   std::vector<std::string> allowed);
template <class Into, registry::Named Enum>
std::optional<Refusal> read_word(const Asking& asking, std::string_view parameter, Into& into) {
    const auto typed = asking.asked_for(parameter);
    if (typed.empty()) return std::nullopt;
    const auto value = registry::named<Enum>(typed);
    if (!value) return not_listed(asking.view, parameter, typed, words_of<Enum>());
    into = *value;
    return std::nullopt;
}
// ?sort=WORD, "-WORD" the other way round.
template <registry::Named Enum>
std::optional<Refusal> read_sort(const Asking& asking, Enum& order, bool& backwards) {
    auto typed = asking.asked_for("sort");
    if (typed.empty()) return std::nullopt;
    const auto whole = typed;
    backwards = typed.starts_with('-');
    if (backwards) typed.remove_prefix(1);
    const auto value = registry::named<Enum>(typed);
    if (!value) {
        auto allowed = words_of<Enum>();
        for (const auto& word : words_of<Enum>()) allowed.push_back("-" + word);
        return not_listed(asking.view, "sort", whole, std::move(allowed));
    }
    order = *value;
    return std::nullopt;
}
// A year, a month or a day: its first day.
std::optional<Refusal> read_bound(const Asking&, std::string_view parameter,
                                  std::optional<registry::Day>& into);
// A number of days, from 1 to `most`.
std::optional<Refusal> read_days(const Asking&, std::string_view parameter, int most,
                                 std::optional<int>& into);
// A whole number that is not negative, of at most twelve digits; none: it is not written so.
std::optional<std::int64_t> whole_number(std::string_view);
// A party by any of its names.
std::optional<Refusal> read_party(const Asking&, std::string_view parameter, std::string& into);
// ?after= or ?before=, never both.
std::optional<Refusal> read_cursors(const Asking&, registry::PageAsked& into);

// This page with one filter or order set to another value, and at the beginning of the list; an empty value
// takes it out.
std::string list_with(const View&, std::string_view parameter, std::string_view value);

// "paging": {total, from, to, next, previous} with addresses, and the Link header's next, prev and first.
void add_pages(Document&, const View&, const registry::PageAnswer&);

// "facets": {key, label, choices: [{value, label, n, href, chosen}]}; of long ones the first, the rest
// folded.
struct Facet {
    std::string key, label;
    std::vector<std::pair<registry::FacetCount, std::string>> choices;  // with their labels
    std::string chosen;                                                 // value; empty: none
};
Value facets_shown(const View&, const std::vector<Facet>&);

// "sorts": {code, label, href, chosen, backwards}. `chosen` as read.
struct SortWord {
    std::string code, label;
};
Value sorts_shown(const View&, const std::vector<SortWord>&, std::string_view chosen, bool backwards);

// "a, b and c; in all 12": the list in one sentence. `what` says how many of what; the clauses narrow it.
std::string said_in_words(const View&, std::string what, const std::vector<std::string>& clauses);

// Fields of a form that keep what it does not ask for: days, language, and other parameters but these.
Value fields_kept(const View&, const std::vector<std::string_view>& asked_for_anew);
// Options of a <select>: {code, label, chosen}.
struct Option {
    std::string code, label;
};
Value options(const std::vector<Option>&, std::string_view chosen);

}  // namespace server
