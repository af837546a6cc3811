#include "registry/store/matches.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "registry/base/bytes.hpp"
#include "registry/base/text.hpp"

namespace registry::store {
namespace {

std::string lines_of(const std::vector<MatchReason>& reasons) {
    std::string out;
    for (const auto& each : reasons)
        out += (out.empty() ? "" : "\n") + std::string{name_of(each.ground)} + "\t" + each.words;
    return out;
}

std::vector<MatchReason> reasons_in(const std::string& lines) {
    std::vector<MatchReason> out;
    for (const auto line : split(lines, '\n')) {
        const auto tab = std::min(line.find('\t'), line.size());
        if (const auto ground = named<Ground>(line.substr(0, tab)))
            out.push_back({*ground, std::string{line.substr(std::min(tab + 1, line.size()))}});
    }
    return out;
}

// A link of exactly these two stands for somebody's word; of an instrument that both name already, for
// nothing new.
const std::string select_pair = R"sql(
    SELECT p.id, p.one_scheme, p.one_value, p.other_scheme, p.other_value, p.automatic, p.score, p.reasons, p.since,
        CASE WHEN EXISTS (SELECT 1 FROM not_same n
                 WHERE n.one_scheme = p.one_scheme AND n.one_value = p.one_value
                   AND n.other_scheme = p.other_scheme AND n.other_value = p.other_value) THEN 'rejected'
             WHEN EXISTS (SELECT 1 FROM link l
                 WHERE (l.one_scheme = p.one_scheme AND l.one_value = p.one_value
                        AND l.other_scheme = p.other_scheme AND l.other_value = p.other_value)
                    OR (l.one_scheme = p.other_scheme AND l.one_value = p.other_value
                        AND l.other_scheme = p.one_scheme AND l.other_value = p.one_value)) THEN 'accepted'
             WHEN p.automatic THEN 'automatic'
             WHEN a.instrument = b.instrument THEN 'joined' ELSE 'waiting' END
    FROM match_pair p JOIN alias a ON a.scheme = p.one_scheme AND a.value = p.one_value
    JOIN alias b ON b.scheme = p.other_scheme AND b.value = p.other_value )sql";
const std::string select_by_id = select_pair + "WHERE p.id = ?";
const std::string select_likely = select_pair + "WHERE p.automatic = 0 ORDER BY p.score DESC, p.id";
const std::string select_automatic =
    select_pair +
    "WHERE a.instrument = ?1 AND b.instrument = ?1 AND p.automatic = 1 ORDER BY p.score DESC, p.id";
const std::string select_of_one = select_pair + "WHERE p.one_scheme = ? AND p.one_value = ? ORDER BY p.id";
const std::string select_of_other =
    select_pair + "WHERE p.other_scheme = ? AND p.other_value = ? ORDER BY p.id";

MatchPair pair_in(const Query& row) {
    MatchPair out;
    out.id = row.text(0);
    out.one = {row.text(1), row.text(2)}, out.other = {row.text(3), row.text(4)};
    out.match.automatic = row.flag(5);
    out.match.waits = !out.match.automatic;
    out.match.score = static_cast<int>(row.integer(6));
    out.match.reasons = reasons_in(row.text(7));
    out.since = row.day(8);
    out.state = named<MatchPair::State>(row.view(9)).value_or(MatchPair::State::waiting);
    return out;
}

}  // namespace

bool put_conclusion(Writer& writer, const Alias& alias, const Conclusion& conclusion) {
    Query(writer, "INSERT OR IGNORE INTO concluded (day, scheme, value, place) VALUES (?, ?, ?, ?)")
        .run(conclusion.day, alias.scheme, alias.value, conclusion.place);
    return writer.changed_rows() > 0;
}

std::vector<Conclusion> conclusions_of(Reader& reader, const Alias& alias) {
    std::vector<Conclusion> found;
    Query rows(reader, "SELECT place, day FROM concluded WHERE scheme = ? AND value = ? ORDER BY day, place");
    for (rows.bind(alias.scheme, alias.value); rows.step();) found.push_back({rows.text(0), rows.day(1)});
    return found;
}

std::vector<Alias> concluded_on(Reader& reader, Day day, std::size_t limit) {
    std::vector<Alias> found;
    Query rows(reader,
               "SELECT DISTINCT scheme, value FROM concluded WHERE day = ? ORDER BY scheme, value LIMIT ?");
    for (rows.bind(day, limit); rows.step();) found.push_back({rows.text(0), rows.text(1)});
    return found;
}

Described described(Reader& reader, const Alias& alias) {
    Described out{alias, {}, conclusions_of(reader, alias)};
    std::optional<std::int64_t> document;
    Query rows(reader,
               "SELECT DISTINCT document, language, value FROM description "
               "WHERE scheme = ? AND value_said = ? AND key = 'title' ORDER BY document, language, value");
    for (rows.bind(alias.scheme, alias.value); rows.step();) {
        if (document != rows.integer(0)) out.titles.emplace_back();
        document = rows.integer(0);
        out.titles.back().push_back({rows.text(1), rows.text(2)});
    }
    return out;
}

std::vector<std::pair<Alias, std::string>> unread_conclusions(Writer& writer) {
    std::vector<std::pair<Alias, std::string>> found;
    Query(writer, "UPDATE meta SET value = '1' WHERE key = 'conclusions_read' AND value = '0'").run();
    if (writer.changed_rows() == 0) return found;
    Query rows(writer, "SELECT DISTINCT scheme, value_said, value FROM description WHERE key = 'conclusion'");
    for (rows.bind(); rows.step();) found.push_back({{rows.text(0), rows.text(1)}, rows.text(2)});
    return found;
}

std::string pair_id(const Alias& one, const Alias& other) {
    constexpr std::size_t digits = 12;  // of the digest: enough to tell a million pairs apart
    const auto& [first, last] = std::minmax(one, other);
    return sha256(first.scheme + "\x1f" + first.value + "\x1f" + last.scheme + "\x1f" + last.value)
        .substr(0, digits);
}

std::optional<MatchPair> put_pair(Writer& writer, const Run& run, const Alias& a, const Alias& b,
                                  const Match& match) {
    const auto& [one, other] = std::minmax(a, b);
    const auto id = pair_id(one, other);
    std::optional<MatchPair> before;
    {
        Query row(writer, "SELECT automatic, score FROM match_pair WHERE id = ?");
        if (row.bind(id).step()) {
            before.emplace();
            before->match.automatic = row.flag(0);
            before->match.score = static_cast<int>(row.integer(1));
        }
    }
    Query(writer,
          "INSERT INTO match_pair (id, one_scheme, one_value, other_scheme, other_value, automatic, score, "
          "reasons, "
          "since) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET automatic = "
          "excluded.automatic, "
          "score = excluded.score, reasons = excluded.reasons")
        .run(id, one.scheme, one.value, other.scheme, other.value, match.automatic, match.score,
             lines_of(match.reasons), run.now.today);
    return before;
}

std::optional<MatchPair> pair(Reader& reader, std::string_view id) {
    Query row(reader, select_by_id);
    if (!row.bind(id).step()) return std::nullopt;
    return pair_in(row);
}

std::vector<MatchPair> likely_pairs(Reader& reader) {
    std::vector<MatchPair> found;
    Query rows(reader, select_likely);
    for (rows.bind(); rows.step();) found.push_back(pair_in(rows));
    return found;
}

std::vector<MatchPair> automatic_pairs(Reader& reader, std::string_view instrument) {
    std::vector<MatchPair> found;
    Query rows(reader, select_automatic);
    for (rows.bind(instrument); rows.step();) found.push_back(pair_in(rows));
    return found;
}

std::vector<MatchPair> pairs_of(Reader& reader, const Alias& alias) {
    std::vector<MatchPair> found;
    for (const auto* sql : {&select_of_one, &select_of_other}) {
        Query rows(reader, *sql);
        for (rows.bind(alias.scheme, alias.value); rows.step();) found.push_back(pair_in(rows));
    }
    return found;
}

bool are_told_apart(Reader& reader, const Alias& a, const Alias& b) {
    const auto& [one, other] = std::minmax(a, b);
    Query row(reader,
              "SELECT 1 FROM not_same WHERE one_scheme = ? AND one_value = ? AND other_scheme = ? AND "
              "other_value = ?");
    return row.bind(one.scheme, one.value, other.scheme, other.value).step();
}

bool keep_not_same(Writer& writer, const NotSame& said, std::int64_t document) {
    const auto& [one, other] = std::minmax(said.one, said.other);
    Query(writer,
          "INSERT OR IGNORE INTO not_same (one_scheme, one_value, other_scheme, other_value, document, "
          "because, place) "
          "VALUES (?, ?, ?, ?, ?, ?, ?)")
        .run(one.scheme, one.value, other.scheme, other.value, document, said.because, said.place);
    return writer.changed_rows() > 0;
}

void drop_remarks_at(Writer& writer, std::string_view kind, std::string_view place) {
    Query(writer, "DELETE FROM remark WHERE kind = ? AND place = ?").run(kind, place);
}

}  // namespace registry::store
