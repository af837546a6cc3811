#include "registry/store/ask_instruments.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "registry/base/text.hpp"
#include "registry/model/vocabulary.hpp"
#include "registry/store/columns.hpp"
#include "registry/store/search.hpp"

namespace registry {

const Title* title_in(const std::vector<Title>& titles, Lang lang) {
    const auto in = [&](std::string_view code) {
        return std::find_if(titles.begin(), titles.end(), [&](const Title& each) {
            return each.lang.starts_with(code) &&
                   (each.lang.size() == code.size() || each.lang[code.size()] == '-');
        });
    };
    if (titles.empty()) return nullptr;
    for (const auto code : {name_of(lang), name_of(Lang::en)})
        if (const auto found = in(code); found != titles.end()) return &*found;
    return &titles.front();
}

}  // namespace registry

namespace registry::store {
namespace {

// Merges are one step long when made, but a successor may itself be merged later; a ring would be a defect of
// the store and must not hang a page.
constexpr int longest_chain = 32;

// Above every text that begins with the prefix.
std::string end_of(std::string_view prefix) { return std::string{prefix} + "\U0010FFFF"; }

Matches everything(Reader& reader, std::size_t limit, std::size_t offset) {
    Matches all;
    Query count(reader, R"sql(SELECT count(*) FROM instrument WHERE merged_into IS NULL)sql");
    if (count.bind().step()) all.total = static_cast<std::size_t>(count.integer(0));
    Query ids(reader,
              R"sql(SELECT id FROM instrument WHERE merged_into IS NULL ORDER BY id LIMIT ?1 OFFSET ?2)sql");
    for (ids.bind(limit, offset); ids.step();) all.ids.push_back(ids.text(0));
    return all;
}

}  // namespace

int place_of_title(std::string_view source) {
    const auto* info = Vocabulary::built_in().source(source);
    const auto voice = info ? info->voice : Voice::other;
    return voice == Voice::depositary ? -1 : static_cast<int>(voice);
}

std::optional<std::string> instrument_of_id(Reader& reader, std::string_view id) {
    Query q(reader, R"sql(SELECT merged_into FROM instrument WHERE id = ?1)sql");
    std::string at{id};
    for (int steps = 0; steps < longest_chain; ++steps) {
        if (!q.bind(at).step()) return std::nullopt;
        if (q.is_null(0)) return at;
        at = q.text(0);
    }
    return std::nullopt;
}

std::optional<std::string> instrument_of_alias(Reader& reader, const Alias& alias) {
    Query q(reader, R"sql(
        SELECT instrument FROM alias WHERE value = ?2 COLLATE NOCASE AND scheme = ?1 COLLATE NOCASE
        ORDER BY scheme, value LIMIT 1)sql");
    if (!q.bind(alias.scheme, alias.value).step()) return std::nullopt;
    return instrument_of_id(reader, q.text(0));
}

std::vector<std::string> instruments_of_value(Reader& reader, std::string_view value, int limit) {
    std::vector<std::string> found;
    Query q(reader, R"sql(
        SELECT DISTINCT instrument FROM alias WHERE value = ?1 COLLATE NOCASE ORDER BY instrument LIMIT ?2)sql");
    for (q.bind(value, limit); q.step();)
        if (const auto id = instrument_of_id(reader, q.text(0)))
            if (std::find(found.begin(), found.end(), *id) == found.end()) found.push_back(*id);
    return found;
}

std::vector<NearName> ids_beginning(Reader& reader, std::string_view prefix, int limit) {
    std::vector<NearName> found;
    Query q(reader, R"sql(
        SELECT id FROM instrument WHERE id >= ?1 AND id < ?2 ORDER BY id LIMIT ?3)sql");
    for (q.bind(prefix, end_of(prefix), limit); q.step();)
        if (auto id = instrument_of_id(reader, q.text(0))) found.push_back({q.text(0), std::move(*id)});
    return found;
}

std::vector<NearName> aliases_beginning(Reader& reader, std::string_view prefix, int limit) {
    std::vector<NearName> found;
    Query q(reader, R"sql(
        SELECT value, instrument FROM alias
        WHERE value COLLATE NOCASE >= ?1 AND value COLLATE NOCASE < ?2 ORDER BY value COLLATE NOCASE LIMIT ?3)sql");
    for (q.bind(prefix, end_of(prefix), limit); q.step();)
        if (auto id = instrument_of_id(reader, q.text(1))) found.push_back({q.text(0), std::move(*id)});
    return found;
}

InstrumentHead head(Reader& reader, std::string_view id, const View& view) {
    InstrumentHead head;
    Query self(reader, R"sql(SELECT id, kind FROM instrument WHERE id = ?1)sql");
    if (self.bind(id).step()) head = {self.text(0), self.text(1), {}, {}};
    // What was public by a day is not what has been said last, but what counts among the documents of then.
    Query titles(reader, R"sql(
        SELECT language, value, source, document, scheme, value_said FROM description
        WHERE instrument = ?1 AND key = 'title'
          AND (?3 IS NOT NULL OR (?2 IS NULL AND gone_day IS NULL)
               OR (said_day <= ?2 AND (gone_day IS NULL OR gone_day > ?2))))sql");
    Standing standing(reader, view);
    std::vector<std::tuple<int, std::string, std::string>> said;  // voice, text, language
    for (titles.bind(id, view.known, view.published); titles.step();)
        if (!view.published || standing.counts(titles.integer(3), {titles.text(4), titles.text(5)}))
            said.emplace_back(place_of_title(titles.view(2)), titles.text(1), titles.text(0));
    std::sort(said.begin(), said.end());
    for (auto& [voice, text, language] : said) {
        Title title{std::move(language), std::move(text)};
        if (std::find(head.titles.begin(), head.titles.end(), title) == head.titles.end())
            head.titles.push_back(std::move(title));
    }
    Query aliases(reader,
                  R"sql(SELECT scheme, value FROM alias WHERE instrument = ?1 ORDER BY scheme, value)sql");
    for (aliases.bind(id); aliases.step();) head.aliases.push_back({aliases.text(0), aliases.text(1)});
    return head;
}

Matches search(Reader& reader, std::string_view text, std::size_t limit, std::size_t offset) {
    if (trim(text).empty()) return everything(reader, limit, offset);
    auto found = find_names(reader, read_query(text));
    Matches page;
    page.total = found.ids.size();
    for (auto k = offset; k < page.total && page.ids.size() < limit; ++k)
        page.ids.push_back(std::move(found.ids[k]));
    return page;
}

std::vector<std::string> search_any(Reader& reader, std::string_view text, std::size_t limit) {
    return find_any_name(reader, read_query(text), limit);
}

std::vector<RelatedRow> relations_of(Reader& reader, std::string_view id, const View& view) {
    std::vector<RelatedRow> found;
    const auto add = [&](const Query& row, bool outwards) {
        const auto other = instrument_of_id(reader, row.text(1));
        RelatedRow related{row.text(0), other.value_or(row.text(1)), outwards};
        if (related.other != id) found.push_back(std::move(related));
    };
    Query from(reader, R"sql(
        SELECT DISTINCT r.kind, r.to_instrument FROM relation r JOIN document d ON d.id = r.document
        JOIN import i ON i.id = d.import
        WHERE r.from_instrument = ?1 AND (?2 IS NULL OR i.recorded_day <= ?2)
          AND (?3 IS NULL OR coalesce(d.published_hi, d.as_of_hi) <= ?3)
        ORDER BY 1, 2)sql");
    for (from.bind(id, view.known, view.published); from.step();) add(from, true);
    Query to(reader, R"sql(
        SELECT DISTINCT r.kind, r.from_instrument FROM relation r JOIN document d ON d.id = r.document
        JOIN import i ON i.id = d.import
        WHERE r.to_instrument = ?1 AND (?2 IS NULL OR i.recorded_day <= ?2)
          AND (?3 IS NULL OR coalesce(d.published_hi, d.as_of_hi) <= ?3)
        ORDER BY 1, 2)sql");
    for (to.bind(id, view.known, view.published); to.step();) add(to, false);
    return found;
}

}  // namespace registry::store
