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

AllSteps::AllSteps(Reader& reader)
    : rows_(reader,
            R"sql(SELECT party, instrument, milestone, lo, hi FROM event ORDER BY party, instrument)sql") {
    rows_.bind();
}
std::optional<StepRow> AllSteps::next() {
    if (!rows_.step()) return std::nullopt;
    return StepRow{rows_.view(0), rows_.view(1), rows_.view(2), rows_.day(3), rows_.day(4)};
}

std::vector<PartyTracks> tracks_by_party(Reader& reader) {
    std::vector<PartyTracks> found;
    Query q(reader, R"sql(SELECT party, count(*) FROM track GROUP BY party)sql");
    for (q.bind(); q.step();) found.push_back({q.text(0), static_cast<int>(q.integer(1))});
    return found;
}

}  // namespace registry::store
