// What a subscription is about: a thing of the registry, or a list of this site by its address.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "registry/base/result.hpp"
#include "registry/catalogue/list.hpp"
#include "registry/store/ask_changes.hpp"
#include "registry/store/subscriptions.hpp"

namespace registry::alerts {

// Checks and makes canonical. The problem names what is wrong and what is allowed or near. Takes ids as
// people type them (an alias, a party's name); a list is an address of this site with or without its base.
Result<Selector> read_selector(store::Reader&, std::string_view scope, std::string_view key,
                               std::string_view kinds = {}, std::string_view at_least = {});

// "be, fr, nl": in a problem, what is allowed or near.
std::string among(const std::vector<std::string>&);

// A list that can be watched: /instruments, /search, /stalled, /changes, /parties/{party},
// /entities/{entity}, /parties/{party}/awaits and /ready-for-deposit, with their filters; order, pages,
// language and days are left out of the canonical address. What is asked is answered by rows in memory, for
// the instrument a change is of. A list that names a party is about what that party does and what concerns
// everybody: a change of another party is none of it.
struct WatchedList {
    std::string address;  // canonical
    enum class Of { instruments, findings, roads, changes } of = Of::instruments;
    catalogue::Question question;                           // of instruments and roads
    ChangeFilter changes;                                   // of the log
    std::string party, entity, rule, certainty, milestone;  // of findings and roads
    Severity at_least = Severity::none;
    // Of roads: those that hold the question; on which a step is expected next, of the entity where one is
    // named; on which the party's own step is; on which the party's own act of consent is.
    enum class Which { asked, awaits, awaits_own, ready } which = Which::asked;
    std::vector<std::string> words;  // folded; of instruments: each begins a word of a title or a name
};
Result<WatchedList> read_list(std::string_view address);

// The address of a list, or of a page about one thing, taken apart.
struct Address {
    std::string path;                                         // "/stalled", without a suffix for the format
    std::vector<std::pair<std::string, std::string>> values;  // by name; order, pages, language, days left out
};
Result<Address> read_address(std::string_view address);
std::string text_of(const Address&);  // "/stalled?party=be&rule=R3"

// Whether the thing the change is of is on the list with that row; `row` null: not recorded.
bool is_on(const WatchedList&, const ChangeLine&, const CatalogueRow* row, Day today);
// What words are looked for in: every title and name of the row, folded.
std::string folded_words(const CatalogueRow&);
bool is_on(const WatchedList&, const ChangeLine&, const CatalogueRow* row, std::string_view folded, Day today);
// Of findings: whether it was on the list before that change, as the line itself says.
bool was_on(const WatchedList&, const ChangeLine&, const CatalogueRow* row);

// Watched and key of every subscription, lists apart, that this change concerns.
std::vector<std::pair<Watched, std::string>> keys_of(const ChangeLine&,
                                                     const std::vector<std::string>& subjects);
// Whether kind and class are wanted; a finding that closes is told to who was told of it by its class before.
bool wants(const Selector&, const ChangeLine&);

}  // namespace registry::alerts
