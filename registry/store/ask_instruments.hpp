// Instruments as they are named: finding one by what a person typed, its titles and aliases, search,
// relations.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/model/instrument.hpp"
#include "registry/model/language.hpp"
#include "registry/store/track_facts.hpp"

namespace registry {

// In that language ("nl-BE" serves who asks for "nl"), else English, else the first; null: none.
const Title* title_in(const std::vector<Title>&, Lang);

struct InstrumentHead {
    std::string id, kind;
    std::vector<Title> titles;
    std::vector<Alias> aliases;
    const Title* title(Lang lang) const { return title_in(titles, lang); }
};

}  // namespace registry

namespace registry::store {

// The instrument of that id; of an id merged into another, the one it became.
std::optional<std::string> instrument_of_id(Reader&, std::string_view id);
// Upper and lower case are the same.
std::optional<std::string> instrument_of_alias(Reader&, const Alias&);
// Those with an alias of that value in whatever scheme; at most `limit`.
std::vector<std::string> instruments_of_value(Reader&, std::string_view value, int limit);

// Ids (former ones too) and values of aliases that begin so, with the id they lead to; at most `limit`, in
// order.
struct NearName {
    std::string name, id;
};
std::vector<NearName> ids_beginning(Reader&, std::string_view prefix, int limit);
std::vector<NearName> aliases_beginning(Reader&, std::string_view prefix, int limit);

// Titles as said in that view, the depositary's before others', then by text; aliases in order.
InstrumentHead head(Reader&, std::string_view id, const View&);
int place_of_title(std::string_view source);  // in that order: the less, the earlier

// Ids by search text (search_words.hpp), nearest first; at most most_names (search.hpp) are counted. Empty
// text: all, by id. Text without a letter or digit finds nothing.
struct Matches {
    std::vector<std::string> ids;
    std::size_t total = 0;
};
Matches search(Reader&, std::string_view text, std::size_t limit, std::size_t offset);
// Any of the words will do: for "did you mean".
std::vector<std::string> search_any(Reader&, std::string_view text, std::size_t limit);

struct RelatedRow {
    std::string kind, other;
    bool outwards = true;
};
std::vector<RelatedRow> relations_of(Reader&, std::string_view id, const View&);

}  // namespace registry::store
