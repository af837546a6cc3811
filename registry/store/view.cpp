#include "registry/store/view.hpp"

#include <algorithm>
#include <stdexcept>

#include "registry/store/columns.hpp"

namespace registry::store {

const Dated& Standing::particulars(std::int64_t document) {
    if (const auto found = documents_.find(document); found != documents_.end()) return found->second;
    Query row(reader_,
              "SELECT d.source, d.key, d.as_of, d.as_of_lo, d.as_of_hi, d.published, d.published_lo, "
              "d.published_hi, "
              "i.recorded_day FROM document d JOIN import i ON i.id = d.import WHERE d.id = ?");
    if (!row.bind(document).step()) throw std::runtime_error("no document " + std::to_string(document));
    return documents_
        .emplace(document,
                 Dated{row.text(0), row.text(1), maybe_when(row, 2), maybe_when(row, 5), row.day(8)})
        .first->second;
}

bool Standing::admitted(std::int64_t document) {
    if (view_.is_current()) return true;
    const auto& about = particulars(document);
    if (view_.known && about.recorded > *view_.known) return false;
    if (!view_.published) return true;
    const auto& day = about.published ? about.published : about.as_of;
    return day && day->hi <= *view_.published;
}

bool Standing::covers(std::int64_t document, const Alias& alias) {
    Query row(reader_, "SELECT 1 FROM covers WHERE document = ? AND scheme = ? AND value = ?");
    return row.bind(document, alias.scheme, alias.value).step();
}

const std::vector<std::int64_t>& Standing::newest(const std::string& source, const Alias& alias) {
    auto [at, fresh] = newest_.try_emplace(Name{source, alias});
    if (!fresh) return at->second;
    std::optional<std::pair<Day, Day>> best;
    Query rows(reader_,
               "SELECT d.id, d.as_of_lo, d.as_of_hi FROM covers c JOIN document d ON d.id = c.document "
               "WHERE c.scheme = ? AND c.value = ? AND d.source = ? AND d.as_of IS NOT NULL ORDER BY d.id");
    std::vector<std::pair<std::int64_t, std::pair<Day, Day>>> all;
    for (rows.bind(alias.scheme, alias.value, source); rows.step();)
        all.push_back({rows.integer(0), {rows.day(2), rows.day(1)}});
    for (const auto& [document, day] : all)
        if (admitted(document)) best = best ? std::max(*best, day) : day;
    for (const auto& [document, day] : all)
        if (day == best && admitted(document)) at->second.push_back(document);
    return at->second;
}

bool Standing::counts(std::int64_t document, const Alias& alias) {
    const auto [at, fresh] = counts_.try_emplace({document, alias}, false);
    if (!fresh) return at->second;
    const auto& about = particulars(document);
    bool yes = admitted(document);
    if (yes && about.as_of && covers(document, alias)) {
        const auto& best = newest(about.source, alias);
        yes = std::find(best.begin(), best.end(), document) != best.end();
    }
    return at->second = yes;
}

}  // namespace registry::store
