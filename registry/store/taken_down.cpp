#include "registry/store/taken_down.hpp"

namespace registry::store {

std::optional<TakenDown> taken_down(Reader& reader, std::int64_t document) {
    Query row(reader,
              "SELECT i.recorded_at, t.because, t.down FROM taking_down t JOIN import i ON i.id = t.import "
              "WHERE t.document = ? ORDER BY t.id DESC LIMIT 1");
    if (!row.bind(document).step() || !row.flag(2)) return std::nullopt;
    return TakenDown{row.text(0), row.text(1)};
}

void set_taken_down(Writer& writer, const Run& run, std::int64_t document, bool down,
                    std::string_view because) {
    Query(writer, "UPDATE document SET taken_down = ? WHERE id = ?").run(down, document);
    const auto revision = static_cast<std::int64_t>(writer.revision() + 1);  // the one that commit() makes
    Query(writer,
          "INSERT INTO taking_down (document, down, because, revision, import) VALUES (?, ?, ?, ?, ?)")
        .run(document, down, because, revision, run.id);
}

std::uint64_t public_copies_from(Reader& reader) {
    Query row(reader, "SELECT coalesce(max(revision), 0) FROM taking_down WHERE down = 1");
    return row.bind().step() ? static_cast<std::uint64_t>(row.integer(0)) : 0;
}

std::vector<std::string> cited_by(Reader& reader, std::int64_t document) {
    std::vector<std::string> keys;
    Query rows(reader,
               "SELECT d.key FROM cites c JOIN document d ON d.id = c.document "
               "WHERE c.cited = ? AND d.taken_down = 0 ORDER BY d.key");
    for (rows.bind(document); rows.step();) keys.push_back(rows.text(0));
    return keys;
}

}  // namespace registry::store
