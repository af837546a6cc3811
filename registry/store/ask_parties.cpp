#include "registry/store/ask_parties.hpp"

namespace registry::store {
std::vector<std::string> instruments_of_party(Reader& reader, std::string_view party, std::size_t limit,
                                              std::size_t offset) {
    std::vector<std::string> found;
    Query q(reader, R"sql(
        SELECT DISTINCT instrument FROM statement WHERE party = ?1 ORDER BY instrument LIMIT ?2 OFFSET ?3)sql");
    for (q.bind(party, limit, offset); q.step();) found.push_back(q.text(0));
    return found;
}

bool was_said(Reader& reader, std::string_view instrument, std::string_view party) {
    Query q(reader, R"sql(SELECT 1 FROM statement WHERE instrument = ?1 AND party = ?2 LIMIT 1)sql");
    return q.bind(instrument, party).step();
}

}  // namespace registry::store
