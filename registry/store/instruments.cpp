#include "registry/store/instruments.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "registry/base/text.hpp"
#include "registry/model/vocabulary.hpp"
#include "registry/reconcile/title_words.hpp"
#include "registry/store/columns.hpp"
#include "registry/store/statements.hpp"

namespace registry::store {
namespace {

// What assents to a treaty. A dossier or act joined with its treaty speaks of itself when it says its kind.
constexpr std::array<std::string_view, 4> acts{"bill", "law", "decree", "ordinance"};

bool is_title_of_assent(Reader& reader, std::string_view id) {
    Query rows(reader,
               "SELECT value FROM description WHERE instrument = ? AND key = 'title' AND gone_in IS NULL");
    for (rows.bind(id); rows.step();)
        if (is_assent(rows.view(0))) return true;
    return false;
}

// The kind most to be believed: an editor's, else of the newest document, else the least word. None where
// only the act of assent has said its own.
std::string kind_of(Reader& reader, std::string_view id) {
    struct Said {
        bool editor;
        Day as_of;
        std::string kind;
    };
    std::vector<Said> said;
    Query rows(reader,
               "SELECT t.source, d.as_of_hi, t.value FROM description t JOIN document d ON d.id = t.document "
               "WHERE t.instrument = ? AND t.key = 'kind' AND t.gone_in IS NULL");
    for (rows.bind(id); rows.step();) {
        const auto* source = Vocabulary::built_in().source(rows.text(0));
        if (!Vocabulary::built_in().instrument_kind(rows.text(2))) continue;
        said.push_back({source && source->voice == Voice::editor, rows.maybe_day(1).value_or(earliest_day),
                        rows.text(2)});
    }
    if (said.empty()) return {};
    if (is_title_of_assent(reader, id))
        std::erase_if(said, [](const Said& each) {
            return !each.editor && std::find(acts.begin(), acts.end(), each.kind) != acts.end();
        });
    if (said.empty()) return {};
    return std::min_element(
               said.begin(), said.end(),
               [](const Said& a, const Said& b) {
                   return std::tuple{!a.editor, b.as_of, a.kind} < std::tuple{!b.editor, a.as_of, b.kind};
               })
        ->kind;
}

// Titles and aliases, each once, one a line.
std::string words_of(Reader& reader, std::string_view id) {
    std::set<std::string> words;
    Query rows(reader,
               "SELECT value FROM description WHERE instrument = ? AND key = 'title' AND gone_in IS NULL");
    for (rows.bind(id); rows.step();) words.insert(rows.text(0));
    for (const auto& each : aliases_of(reader, id)) words.insert(text(each));
    std::string all;
    for (const auto& each : words) all += (all.empty() ? "" : "\n") + each;
    return all;
}

// Line by line, so that a search cannot match across two titles.
std::string folded_lines(const std::string& words) {
    std::string all;
    for (const auto& line : split(words, '\n')) all += (all.empty() ? "" : "\n") + fold(line);
    return all;
}

}  // namespace

std::optional<std::string> instrument_by_minted(Reader& reader, std::string_view minted) {
    Query row(reader, "SELECT instrument FROM alias WHERE minted = ? LIMIT 1");
    if (!row.bind(minted).step()) return std::nullopt;
    return row.text(0);
}

std::vector<Alias> aliases_of(Reader& reader, std::string_view instrument) {
    std::vector<Alias> found;
    Query rows(reader, "SELECT scheme, value FROM alias WHERE instrument = ? ORDER BY scheme, value");
    for (rows.bind(instrument); rows.step();) found.push_back({rows.text(0), rows.text(1)});
    return found;
}

std::vector<std::string> all_instruments(Reader& reader) {
    std::vector<std::string> found;
    Query rows(reader, "SELECT id FROM instrument WHERE merged_into IS NULL ORDER BY id");
    for (rows.bind(); rows.step();) found.push_back(rows.text(0));
    return found;
}

void add_instrument(Writer& writer, std::string_view id) {
    Query(writer,
          "INSERT INTO instrument (id, search_row) VALUES (?, (SELECT coalesce(max(search_row), 0) + 1 FROM "
          "instrument)) "
          "ON CONFLICT (id) DO UPDATE SET merged_into = NULL WHERE merged_into IS NOT NULL")
        .run(id);
}

bool add_alias(Writer& writer, const Alias& alias, std::string_view minted, std::string_view instrument) {
    Query row(writer, "SELECT 1 FROM alias WHERE scheme = ? AND value = ?");
    if (row.bind(alias.scheme, alias.value).step()) return false;
    Query(writer, "INSERT INTO alias (scheme, value, instrument, minted) VALUES (?, ?, ?, ?)")
        .run(alias.scheme, alias.value, instrument, minted);
    return true;
}

void join_instruments(Writer& writer, std::string_view from, std::string_view to) {
    move_statements(writer, from, to);
    for (const auto* sql : {"UPDATE alias SET instrument = ?1 WHERE instrument = ?2",
                            "UPDATE description SET instrument = ?1 WHERE instrument = ?2",
                            "UPDATE passage SET instrument = ?1 WHERE instrument = ?2",
                            "UPDATE look SET instrument = ?1 WHERE instrument = ?2",
                            "UPDATE clause SET instrument = ?1 WHERE instrument = ?2",
                            "UPDATE relation SET from_instrument = ?1 WHERE from_instrument = ?2",
                            "UPDATE relation SET to_instrument = ?1 WHERE to_instrument = ?2",
                            "UPDATE change SET instrument = ?1 WHERE instrument = ?2",
                            "UPDATE instrument SET first_day = (SELECT min(first_day) FROM instrument WHERE "
                            "id IN (?1, ?2)) WHERE id = ?1",
                            "UPDATE instrument SET merged_into = ?1 WHERE merged_into = ?2",
                            "UPDATE instrument SET merged_into = ?1, folded = '', kind = '' WHERE id = ?2"})
        Query(writer, sql).run(to, from);
    Query(writer, "DELETE FROM remark WHERE instrument = ?").run(from);
}

void touch(Writer& writer, std::string_view instrument, Day recorded) {
    Query(writer,
          "UPDATE instrument SET revision = ?1, first_day = min(coalesce(first_day, ?2), ?2), "
          "last_day = max(coalesce(last_day, ?2), ?2) WHERE id = ?3")
        .run(static_cast<std::int64_t>(writer.revision()) + 1, recorded, instrument);
}

bool refresh_instrument(Writer& writer, std::string_view id) {
    const auto folded = folded_lines(words_of(writer, id));
    const auto kind = kind_of(writer, id);
    {
        Query row(writer, "SELECT folded, kind FROM instrument WHERE id = ?");
        if (!row.bind(id).step() || (row.view(0) == folded && row.view(1) == kind)) return false;
    }
    // The index follows (schemas/migrations/0003, "Search").
    Query(writer, "UPDATE instrument SET folded = ?, kind = ? WHERE id = ?").run(folded, kind, id);
    return true;
}

}  // namespace registry::store
