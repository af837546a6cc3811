// Search over what the registry holds: titles and aliases of instruments, texts of reservations and the like
// (passages), documents. The indexes are FTS5 tables kept by triggers (schemas/migrations/0003, "Search"): in
// the same transaction as the thing itself, whoever writes it.
//
// Work is bounded: of each kind at most a number of hits is read, instruments in the order in which they were
// first recorded, texts the last recorded first, and only these are put in order of nearness. Given up for
// it: where more match than that, the nearest may be among those not read (a query of one word that half of
// all titles have cannot be answered well anyhow), and counts say "more than". bm25 is not used: it reads
// every hit of every word, 60,000 for "convention".
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/exchange/batch.hpp"
#include "registry/store/database.hpp"
#include "registry/store/search_words.hpp"
#include "registry/store/view.hpp"

struct sqlite3;

namespace registry::store {

inline constexpr std::size_t most_names = 1000, most_texts = 200;  // read and counted, of each kind

struct FoundNames {
    std::vector<std::string> ids;  // nearest first
    bool more = false;             // the bound was reached: there may be more than these
};
// Instruments whose titles and aliases, together, have every word. In a view: those that were held, judged by
// the titles of then; aliases bear no day. At most `most`.
FoundNames find_names(Reader&, const SearchQuery&, const View& view = {}, std::size_t most = most_names);
// For suggestions: like find_names, fillers open ("un" is "United" too), of the first `read` hits alone.
std::vector<std::string> names_beginning(Reader&, const SearchQuery&, std::size_t read);
// Any of the words will do: for "did you mean".
std::vector<std::string> find_any_name(Reader&, const SearchQuery&, std::size_t most);
// For lists that filter by words: ids in order of nearness.
std::vector<std::string> ids_matching(Reader&, std::string_view typed, std::size_t most = most_names);

struct PassageHit {
    std::string instrument, party, party_said, kind, language, text, document_key, place;
};
struct FoundPassages {
    std::vector<PassageHit> hits;  // in one piece before scattered, the shorter text first
    bool more = false;
};
// Of documents that count for what they say in that view (view.hpp), none of secondary ones.
FoundPassages find_passages(Reader&, const SearchQuery&, const View&);

// What may be shown of a secondary document is its title and quotation; `text` is empty for it in a public
// search. Documents taken down are found by nobody.
enum class Audience { everybody, operator_alone };
struct DocumentHit {
    std::int64_t id = 0;
    std::string key, source, title, quotation, address, language;
    std::optional<When> as_of, published;
    bool is_file = false, secondary = false;
};
struct FoundDocuments {
    std::vector<DocumentHit> hits;  // by title before by text, then the newest first
    bool more = false;
};
FoundDocuments find_documents(Reader&, const SearchQuery&, const View&, Audience);
// The text of a document as far as that audience may read it; empty: none.
std::string text_for(Reader&, std::int64_t document, Audience);

// Whether any word of public names, passages or documents begins so.
bool is_beginning(Reader&, std::string_view folded);
// Words in use most like that one, nearest and most used first; at most three.
std::vector<std::string> words_like(Reader&, std::string_view folded);

// Makes searchable() known to SQL on that connection.
void add_search_functions(sqlite3*);
// Makes the indexes anew, all or nothing, when they were made by another rule. On opening, after migrating.
void bring_search_up_to_date(Connection&);
void rebuild_search(Writer&);
// Compares every index with what it should hold; in words, one for each that differs. Needs no change of its
// own, but FTS5 checks through a write.
std::vector<std::string> search_differences(Writer&);

}  // namespace registry::store
