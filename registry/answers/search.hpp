// One search over everything people know a thing by: titles in all languages, aliases and official numbers,
// names of parties and entities (former ones too), the texts of reservations, declarations and objections,
// documents, and the findings of what was named. What a query may hold: registry/store/search_words.hpp.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/answers/answers.hpp"
#include "registry/store/search.hpp"

namespace registry {

enum class Sought { instrument, party, passage, document, finding };  // in the order shown
template <>
struct Names<Sought> {
    static constexpr std::array table{std::pair{Sought::instrument, std::string_view{"instrument"}},
                                      std::pair{Sought::party, std::string_view{"party"}},
                                      std::pair{Sought::passage, std::string_view{"passage"}},
                                      std::pair{Sought::document, std::string_view{"document"}},
                                      std::pair{Sought::finding, std::string_view{"finding"}}};
};

struct SearchFilter {
    std::string text;
    std::optional<Sought> only;  // one kind, by `limit` and `offset`; else the first of each
    std::size_t limit = 5, offset = 0;
    store::Audience audience = store::Audience::everybody;
};

struct FoundParty {
    std::string party, entity;  // an entity with its party, or a party alone
    std::string name;           // the name that was hit
};
struct FoundPassage {
    store::PassageHit passage;
    InstrumentHead instrument;
};
struct FoundDocument {
    store::DocumentHit document;
    std::string text;  // what that audience may read; empty: title and quotation only
};

struct SearchCount {
    std::size_t n = 0;
    bool more = false;  // at least so many: no more were read
};

struct SearchAnswer {
    SearchQuery query;
    Asked asked;
    bool nothing_known = false;
    SearchCount count[5];  // by Sought
    const SearchCount& of(Sought kind) const { return count[static_cast<std::size_t>(kind)]; }
    SearchCount& of(Sought kind) { return count[static_cast<std::size_t>(kind)]; }

    // The instruments the whole query is an official number or id of; one alone stands first among
    // instruments.
    std::vector<std::string> by_number;
    std::vector<InstrumentHead> instruments;
    // Parties were named besides: nothing has all the words, so instruments were looked for by the rest.
    std::vector<std::string> set_apart;  // the words that name a party or entity, as typed
    std::vector<FoundParty> parties;
    std::vector<FoundPassage> passages;
    std::vector<FoundDocument> documents;
    std::vector<FindingLine> findings;
    bool findings_as_of_today = true;  // false: asked for other days, on which findings are not searched

    std::string did_you_mean;  // the query with words in use instead; empty: none is near, or all are in use
    std::vector<InstrumentHead> near;  // nothing was found: instruments with some of the words, at most three
    bool found_nothing() const;
};
SearchAnswer search_answer(store::Reader&, const SearchFilter&, const Asked&);

// What a box may offer while somebody types: at most ten, numbers first, then parties, then instruments.
struct Suggestion {
    std::string text;  // a title in that language (else as head.title() has it), a party's name
    std::string instrument, party, entity;  // one of them
    std::string number;                     // the alias that was hit, of an instrument
};
std::vector<Suggestion> suggestions(store::Reader&, std::string_view typed, Lang);

// Parties and entities by name; the vocabulary is small and in memory.
std::vector<FoundParty> parties_named(const SearchQuery&);
// Takes out of the query the words that are the whole name of a party or entity.
struct SetApart {
    SearchQuery rest;
    std::vector<FoundParty> parties;
    std::vector<std::string> words;
};
SetApart set_apart(const SearchQuery&);

}  // namespace registry
