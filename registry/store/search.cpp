#include "registry/store/search.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "registry/base/text.hpp"
#include "registry/store/ask_instruments.hpp"
#include "registry/store/columns.hpp"

namespace registry::store {
namespace {

struct Name {
    Nearness nearness;
    std::string id;
    auto operator<=>(const Name&) const = default;
};

// The names by which an instrument was known in that view, folded; empty: it was not held.
std::string names_then(Reader& reader, const std::string& id, const View& view) {
    const auto then = head(reader, id, view);
    if (then.titles.empty()) return {};
    std::string lines;
    for (const auto& title : then.titles) (lines += fold(title.text)) += '\n';
    for (const auto& alias : then.aliases) (lines += fold(text(alias))) += '\n';
    return lines;
}

// In the order of first recording, at most so many; true when there are more.
bool read_names(Reader& reader, const SearchQuery& query, Wording how, std::size_t most,
                std::vector<Name>& into) {
    const auto match = match_text(query, how);
    if (match.empty()) return false;
    Query rows(reader,
               "SELECT i.id, i.folded FROM title_search t CROSS JOIN instrument i ON i.search_row = t.rowid "
               "WHERE t.words MATCH ?1 LIMIT ?2");
    std::size_t seen = 0;
    for (rows.bind(match, most + 1); rows.step();) {
        if (++seen > most) return true;
        into.push_back({nearness(query, rows.view(1)), rows.text(0)});
    }
    return false;
}

bool is_secret_here(const View& view, Standing& standing, std::int64_t document) {
    return !view.is_current() && !standing.admitted(document);
}

Day day_of(const DocumentHit& hit) {
    return hit.as_of ? hit.as_of->hi : hit.published ? hit.published->hi : earliest_day;
}

}  // namespace

FoundNames find_names(Reader& reader, const SearchQuery& query, const View& view, std::size_t most) {
    std::vector<Name> names;
    FoundNames found;
    // With the fillers first: "un" of "un conv" stands before "United" too, and orders what is read.
    const bool has_fillers =
        !query.only_fillers() && std::any_of(query.words.begin(), query.words.end(),
                                             [](const SearchWord& word) { return word.filler; });
    constexpr std::size_t with_fillers = 200;
    if (has_fillers) read_names(reader, query, Wording::strict, std::min(with_fillers, most_names), names);
    found.more = read_names(reader, query, Wording::loose, most_names, names);
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    constexpr std::size_t most_then = 300;  // each costs several questions in a view
    if (!view.is_current() && names.size() > most_then) names.resize(most_then), found.more = true;
    for (auto& each : names) {
        if (found.ids.size() == most) break;
        if (!view.is_current() && !answers(query, names_then(reader, each.id, view))) continue;
        found.ids.push_back(std::move(each.id));
    }
    return found;
}

std::vector<std::string> names_beginning(Reader& reader, const SearchQuery& query, std::size_t read) {
    std::vector<Name> names;
    read_names(reader, query, Wording::strict, read, names);
    if (names.empty()) read_names(reader, query, Wording::loose, read, names);
    std::sort(names.begin(), names.end());
    std::vector<std::string> ids;
    for (auto& each : names) ids.push_back(std::move(each.id));
    return ids;
}

std::vector<std::string> find_any_name(Reader& reader, const SearchQuery& query, std::size_t most) {
    std::vector<Name> names;
    read_names(reader, query, Wording::any, most_names, names);
    // Those with more of the words first.
    std::vector<std::pair<std::size_t, std::string>> order;
    for (auto& each : names) {
        Query row(reader, "SELECT folded FROM instrument WHERE id = ?");
        if (!row.bind(each.id).step()) continue;
        std::size_t lacking = 0;
        for (const auto& word : query.words) {
            SearchQuery alone;
            alone.words = {word};
            lacking += nearness(alone, row.view(0)).kind == 5;
        }
        order.emplace_back(lacking, std::move(each.id));
    }
    std::sort(order.begin(), order.end());
    std::vector<std::string> ids;
    for (auto& [lacking, id] : order)
        if (ids.size() < most) ids.push_back(std::move(id));
    return ids;
}

std::vector<std::string> ids_matching(Reader& reader, std::string_view typed, std::size_t most) {
    return find_names(reader, read_query(typed), {}, most).ids;
}

FoundPassages find_passages(Reader& reader, const SearchQuery& query, const View& view) {
    FoundPassages found;
    const auto match = match_text(query, Wording::loose);
    if (match.empty()) return found;
    // The newest first: what an older document says counts no more where a newer one states it completely.
    // The view searched_passage is the rule of what is public; said again, because a hit is shown.
    Query rows(
        reader,
        "SELECT p.id, p.instrument, p.party, p.party_said, p.kind, p.language, p.text, d.key, p.place, "
        "p.document, p.scheme, p.value_said FROM passage_search t CROSS JOIN passage p ON p.id = t.rowid "
        "CROSS JOIN document d ON d.id = p.document "
        "WHERE t.words MATCH ?1 AND d.secondary = 0 AND d.taken_down = 0 ORDER BY t.rowid DESC LIMIT ?2");
    Standing standing(reader, view);
    std::vector<std::tuple<Nearness, std::int64_t, PassageHit>> order;
    std::size_t seen = 0;
    constexpr std::size_t weighed = 4096;  // bytes: enough to tell where the words stand together
    for (rows.bind(match, most_texts + 1); rows.step();) {
        if (++seen > most_texts) {
            found.more = true;
            break;
        }
        if (!standing.counts(rows.integer(9), {rows.text(10), rows.text(11)})) continue;
        PassageHit hit{rows.text(1), rows.text(2), rows.text(3), rows.text(4),
                       rows.text(5), rows.text(6), rows.text(7), rows.text(8)};
        auto near = nearness(query, fold(rows.view(6).substr(0, weighed)));
        near.length = rows.view(6).size();
        order.emplace_back(near, rows.integer(0), std::move(hit));
    }
    std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
        return std::tie(std::get<0>(a), std::get<1>(a)) < std::tie(std::get<0>(b), std::get<1>(b));
    });
    for (auto& [near, id, hit] : order) found.hits.push_back(std::move(hit));
    return found;
}

namespace {

// `rows` gives ids of documents, found in the index by the text bound first.
bool read_documents(Reader& reader, Query& rows, const SearchQuery& query, const View& view,
                    std::vector<DocumentHit>& into) {
    Query about(reader,
                "SELECT id, key, source, title, quotation, address, language, as_of, as_of_lo, as_of_hi, "
                "published, published_lo, published_hi, sha256 IS NOT NULL, secondary FROM document "
                "WHERE id = ? AND taken_down = 0");
    Standing standing(reader, view);
    std::size_t seen = 0;
    for (rows.bind(match_text(query, Wording::loose), most_texts + 1); rows.step();) {
        if (++seen > most_texts) return true;
        const auto id = rows.integer(0);
        if (is_secret_here(view, standing, id) || !about.bind(id).step()) continue;
        into.push_back({id, about.text(1), about.text(2), about.text(3), about.text(4), about.text(5),
                        about.text(6), maybe_when(about, 7), maybe_when(about, 10), about.flag(13),
                        about.flag(14)});
    }
    return false;
}

}  // namespace

FoundDocuments find_documents(Reader& reader, const SearchQuery& query, const View& view, Audience audience) {
    FoundDocuments found;
    if (query.empty()) return found;
    Query open(
        reader,
        "SELECT rowid FROM document_search WHERE document_search MATCH ?1 ORDER BY rowid DESC LIMIT ?2");
    found.more = read_documents(reader, open, query, view, found.hits);
    if (audience == Audience::operator_alone) {
        Query closed(
            reader,
            "SELECT rowid FROM private_search WHERE private_search MATCH ?1 ORDER BY rowid DESC LIMIT ?2");
        found.more = read_documents(reader, closed, query, view, found.hits) || found.more;
    }
    const auto order = [&](const DocumentHit& hit) {
        const auto days = static_cast<std::int64_t>(day_of(hit).time_since_epoch().count());
        return std::tuple{nearness(query, fold(hit.title)).kind, -days, hit.id};
    };
    std::vector<std::pair<std::tuple<int, std::int64_t, std::int64_t>, DocumentHit>> sorted;
    for (auto& hit : found.hits) {
        auto key = order(hit);
        sorted.emplace_back(key, std::move(hit));
    }
    std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    found.hits.clear();
    for (auto& [key, hit] : sorted)
        if (found.hits.empty() || found.hits.back().id != hit.id) found.hits.push_back(std::move(hit));
    return found;
}

std::string text_for(Reader& reader, std::int64_t document, Audience audience) {
    Query row(reader,
              "SELECT e.text FROM extracted e JOIN document d ON d.id = e.document "
              "WHERE e.document = ?1 AND d.taken_down = 0 AND (d.secondary = 0 OR ?2)");
    return row.bind(document, audience == Audience::operator_alone).step() ? row.text(0) : std::string{};
}

}  // namespace registry::store
