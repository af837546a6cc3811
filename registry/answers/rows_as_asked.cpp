#include "registry/answers/rows_as_asked.hpp"

#include <algorithm>
#include <limits>

#include "registry/answers/as_asked.hpp"
#include "registry/base/text.hpp"
#include "registry/store/ask_parties.hpp"

namespace registry {
namespace {

void put_steps(CatalogueRow& row, std::string_view party, const std::vector<Event>& events) {
    const auto& vocabulary = Vocabulary::built_in();
    auto* steps = &row.own;
    if (!party.empty()) {
        auto& track = row.tracks.emplace_back();
        track.party = party, track.held = !events.empty();
        track.own_procedure = has_own_procedure(party);
        for (const auto& each : events)
            track.first = track.first ? std::min(*track.first, each.when.lo) : each.when.lo;
        steps = &track.steps;
    }
    for (const auto& each : events) {
        const auto* milestone = vocabulary.milestone(each.milestone);
        if (!milestone || (!party.empty() && !concerns_one_party(milestone->effect))) continue;
        steps->push_back({milestone->effect, milestone->code, each.when.lo, each.when.hi});
        if (party.empty() && !row.adopted && milestone->code == vocabulary.milestones().front().code)
            row.adopted = each.when;
    }
    std::stable_sort(steps->begin(), steps->end(), [](const CatalogueStep& a, const CatalogueStep& b) {
        return a.lo != b.lo ? a.lo < b.lo : a.hi < b.hi;
    });
}

}  // namespace

std::shared_ptr<const CatalogueRow> row_in_view(store::Reader& reader, std::string_view instrument,
                                                const store::View& view) {
    auto head = store::head(reader, instrument, view);
    auto row = std::make_shared<CatalogueRow>();
    for (const auto& party : store::parties_on(reader, instrument, view))
        put_steps(*row, party, store::settled(reader, instrument, party, view).events);
    if (head.titles.empty() && row->tracks.empty() && row->own.empty()) return nullptr;
    row->id = std::move(head.id), row->kind = std::move(head.kind);
    row->titles = std::move(head.titles), row->aliases = std::move(head.aliases);
    std::sort(row->tracks.begin(), row->tracks.end(),
              [](const CatalogueTrack& a, const CatalogueTrack& b) { return a.party < b.party; });
    row->counts_from = latest_day + std::chrono::days{1};  // counted when asked
    return row;
}

RowsAsked rows_as_asked(store::Reader& reader, std::shared_ptr<const Table> table, const Asked& asked,
                        std::string_view party) {
    RowsAsked found;
    found.table = std::move(table);
    const auto view = view_of(asked);
    const auto make = [&](const std::string& id) {
        auto row = row_in_view(reader, id, view);
        if (!row || (!party.empty() && !row->track(party))) return;
        found.rows.push_back(row.get());
        found.made.push_back(std::move(row));
    };
    if (asked.known && is_before_registry(reader, asked)) return found;
    if (asked.published) {
        if (party.empty())
            for (const auto& row : found.table->rows) make(row->id);
        else
            for (const auto& id :
                 store::instruments_of_party(reader, party, std::numeric_limits<std::uint32_t>::max(), 0))
                make(id);
        return found;
    }
    const auto take = [&](const CatalogueRow& row) {
        if (asked.known && row.first_recorded > *asked.known) return;
        if (asked.known && row.last_recorded > *asked.known)
            make(row.id);
        else
            found.rows.push_back(&row);
    };
    if (party.empty()) {
        for (const auto& row : found.table->rows) take(*row);
    } else if (!asked.known) {
        for (const auto* row : found.table->of_party(party)) found.rows.push_back(row);
    } else {
        // What was said of the party then may be gone now.
        for (const auto& id :
             store::instruments_of_party(reader, party, std::numeric_limits<std::uint32_t>::max(), 0))
            if (const auto* row = found.table->row(id);
                row && (row->last_recorded > *asked.known || row->track(party)))
                take(*row);
    }
    return found;
}

std::string title_key(const CatalogueRow& row, Lang lang) {
    constexpr std::size_t longest = 60;
    const auto* title = row.title(lang);
    auto text = title ? fold(title->text) : row.id;
    auto end = std::min(longest, text.size());
    while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    text.resize(end);
    return text;
}

}  // namespace registry
