// What documents say beside statements: descriptions, passages, looks, links, relations, clauses.
#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "registry/store/statements.hpp"

namespace registry::store {

// Written once for each document, words and place; `counts` as Standing has it.
struct KeptDescription {
    std::int64_t id = 0;
    bool fresh = false;
};
KeptDescription keep_description(Writer&, const Run&, const Description&, std::string_view source,
                                 std::int64_t document, std::string_view instrument, bool counts);
// Opens or ends what the document says of that instrument. True if anything changed.
bool live_descriptions(Writer&, const Run&, std::int64_t document, const Alias&, bool counts);
std::set<std::int64_t> descriptions_in(Reader&, std::int64_t document);
void drop_description(Writer&, std::int64_t id);  // a document read again no longer says it

// `once`: not again where the document (a cited one) already says it.
bool keep_passage(Writer&, const Passage&, std::int64_t document, std::string_view instrument,
                  const Meant& party, bool once);
bool keep_look(Writer&, const Run&, const Look&, std::int64_t document, std::string_view instrument,
               const Meant& party, const Meant& entity);
bool keep_link(Writer&, const Link&, std::int64_t document);
bool keep_relation(Writer&, const Relation&, std::int64_t document, std::string_view from,
                   std::string_view to);
bool keep_clause(Writer&, const Clause&, std::int64_t document, std::string_view instrument);

// A settled name in passages and looks. Gives the instruments ("" = any) whose looks it touched.
std::set<std::string> resolve_records(Writer&, std::string_view kind, const std::string& name_as_said,
                                      const std::string& id);

// Search records about an instrument, those about any instrument included.
struct StoredLook {
    std::int64_t id = 0, document = 0;
    std::string source, instrument, party, entity, milestone, note;
    Day to{}, recorded{};
    int unreadable = 0;
    std::optional<Day> from;
};
// Of whatever party, or those that concern one party: its own and those of no party.
std::vector<StoredLook> looks_at(Reader&, std::string_view instrument,
                                 std::optional<std::string_view> party = {});

struct StoredClause {
    std::int64_t document = 0;
    EntryClause clause;
};
std::vector<StoredClause> clauses_of(Reader&, std::string_view instrument);

// The documents that state an instrument completely.
struct Covering {
    std::int64_t document = 0;
    std::string source;
    Alias alias;
};
std::vector<Covering> covering(Reader&, std::string_view instrument);

}  // namespace registry::store
