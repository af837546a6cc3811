#include "registry/answers/compare.hpp"

#include <algorithm>

#include "registry/answers/as_asked.hpp"
#include "registry/answers/listed_on.hpp"

namespace registry {
namespace {

// Nothing that lies after the day asked, unless it is announced (as_asked.hpp).
bool is_shown(Day first, const Asked& asked) { return asked.on >= asked.today || first <= asked.on; }

std::optional<When> last_of(const CatalogueTrack& track, Effect effect, const Asked& asked) {
    const CatalogueStep* last = nullptr;
    for (const auto& each : track.steps)
        if (each.effect == effect && is_shown(each.lo, asked) && (!last || last->lo <= each.lo)) last = &each;
    return last ? std::optional{said_of(last->lo, last->hi)} : std::nullopt;
}

CompareAnswer::Cell cell_of(const CatalogueTrack* track, const Asked& asked) {
    CompareAnswer::Cell cell;
    if (!track || !track->first || !is_shown(*track->first, asked)) return cell;
    cell.standing = standing(*track, asked.on);
    cell.signed_on = last_of(*track, Effect::signs, asked);
    cell.consented_on = last_of(*track, Effect::consents, asked);
    cell.in_force_on = last_of(*track, Effect::enters, asked);
    cell.withdrawn_on = last_of(*track, Effect::withdraws, asked);
    return cell;
}

const CatalogueRow* row_of(const Table& table, const std::string& id, const Asked& asked) {
    const auto* row = table.row(id);
    return row && asked.known && row->first_recorded > *asked.known ? nullptr : row;
}

// What is held of it now is not what was asked about.
bool has_changed(const CatalogueRow& row, const Asked& asked) {
    return asked.published || (asked.known && row.last_recorded > *asked.known);
}

CatalogueTrack track_of(const std::vector<Event>& events) {
    CatalogueTrack track;
    for (const auto& each : events) {
        track.first = track.first ? std::min(*track.first, each.when.lo) : each.when.lo;
        const auto* milestone = Vocabulary::built_in().milestone(each.milestone);
        if (milestone && concerns_one_party(milestone->effect))
            track.steps.push_back({milestone->effect, milestone->code, each.when.lo, each.when.hi});
    }
    return track;
}

// Of the parties asked about alone.
CompareAnswer::Row row_in_view(store::Reader& reader, const CatalogueRow& row,
                               const std::vector<std::string>& parties, const Asked& asked) {
    const auto view = view_of(asked);
    CompareAnswer::Row line;
    line.instrument = store::head(reader, row.id, view);
    line.held = !line.instrument.titles.empty();
    for (const auto& party : parties) {
        const auto track = track_of(store::settled(reader, row.id, party, view).events);
        line.held = line.held || track.first;
        line.cells.push_back(cell_of(&track, asked));
    }
    return line;
}

}  // namespace

When said_of(Day lo, Day hi) {
    if (lo == hi) return on(lo);
    if (lo == earliest_day && hi == latest_day) return {};
    if (lo == earliest_day) return not_after(hi);
    const auto first = iso(lo);
    for (const auto& shorter : {first.substr(0, 4), first.substr(0, 7), first + "/.."})
        if (const auto when = parse_when(shorter); when && when->lo == lo && when->hi == hi) return *when;
    return between(lo, hi);
}

CompareAnswer compare_answer(store::Reader& reader, std::shared_ptr<const Table> table,
                             const CompareQuestion& question, const Asked& asked) {
    CompareAnswer answer;
    answer.nothing_known = is_before_registry(reader, asked);
    if (answer.nothing_known) return answer;
    for (const auto& id : question.instruments) {
        const auto* row = row_of(*table, id, asked);
        if (row && has_changed(*row, asked)) {
            answer.rows.push_back(row_in_view(reader, *row, question.parties, asked));
            continue;
        }
        CompareAnswer::Row line;
        line.held = row != nullptr;
        line.instrument.id = id;
        if (row) line.instrument = head_of(*row);
        for (const auto& party : question.parties)
            line.cells.push_back(cell_of(row ? row->track(party) : nullptr, asked));
        answer.rows.push_back(std::move(line));
    }
    return answer;
}

}  // namespace registry
