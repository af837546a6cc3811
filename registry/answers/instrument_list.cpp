#include "registry/answers/instrument_list.hpp"

#include <algorithm>
#include <tuple>

#include "registry/answers/as_asked.hpp"

namespace registry {
namespace {

constexpr std::size_t most_found = 1000;  // by words; the store looks at no more

// Its findings or next step may have turned since it was judged.
bool may_have_turned(const CatalogueRow& row, Day on) {
    return std::any_of(row.tracks.begin(), row.tracks.end(),
                       [&](const CatalogueTrack& each) { return each.due && *each.due <= on; });
}

bool is_settled_anew(const CatalogueRow& row, const Asked& asked, bool all_changed) {
    return all_changed || (asked.known && row.last_recorded > *asked.known) || may_have_turned(row, asked.on);
}

void take_events(CatalogueRow& row, const std::string& party, const std::vector<Event>& events) {
    CatalogueTrack track;
    track.party = party;
    track.held = !events.empty();
    auto& steps = party.empty() ? row.own : track.steps;
    const auto& words = Vocabulary::built_in();
    for (const auto& each : events) {
        track.first = std::min(track.first.value_or(each.when.lo), each.when.lo);
        const auto* milestone = words.milestone(each.milestone);
        if (!milestone || (!party.empty() && !concerns_one_party(milestone->effect))) continue;
        steps.push_back({milestone->effect, milestone->code, each.when.lo, each.when.hi});
        if (party.empty() && !row.adopted && milestone->code == words.milestones().front().code)
            row.adopted = each.when;
    }
    std::stable_sort(steps.begin(), steps.end(), [](const CatalogueStep& a, const CatalogueStep& b) {
        return std::tie(a.lo, a.hi) < std::tie(b.lo, b.hi);
    });
    if (!party.empty()) row.tracks.push_back(std::move(track));
}

// The party's road judged on the day asked: next step, and findings listed on that day alone.
void judge_track(CatalogueRow& row, CatalogueTrack& track, const TrackFacts& facts, const Asked& asked) {
    const auto& words = Vocabulary::built_in();
    const auto choice = procedure_of(facts, words);
    track.own_procedure = has_own_procedure(track.party);
    track.next_milestone.clear(), track.next_entity.clear(), track.awaits.clear();
    if (choice.procedure) {
        track.procedure = choice.procedure->id;
        const auto road = walk(*choice.procedure, facts, words, asked.on);
        if (!road.next.empty()) {
            const auto& next = road.states.at(road.next.front());
            track.next_milestone = next.step->milestone, track.next_entity = next.entity;
        }
        for (const auto at : road.next)
            if (const auto* milestone = words.milestone(road.states.at(at).step->milestone))
                track.awaits.push_back({milestone->code, road.states.at(at).entity});
    }
    for (const auto& verdict : judged(facts, asked, asked.on).verdicts) {
        if (!is_listed(verdict)) continue;
        CatalogueFinding finding;
        finding.id = verdict.id, finding.rule = verdict.rule, finding.party = verdict.party;
        finding.entity = verdict.entity, finding.waits_for = verdict.waits_for;
        finding.profile = verdict.profile, finding.since = verdict.since, finding.open = true;
        finding.listed = {{asked.on, asked.on + std::chrono::days{1}, verdict.severity, verdict.certainty,
                           verdict.waits_for, verdict.since}};
        row.findings.push_back(std::move(finding));
    }
}

void judge_row(store::Reader& reader, CatalogueRow& row, const store::InstrumentFacts& facts,
               const Asked& asked) {
    for (auto& track : row.tracks) {
        if (!has_procedure(track.party)) continue;
        std::erase_if(row.findings, [&](const CatalogueFinding& each) { return each.party == track.party; });
        if (const auto about = road(reader, facts, track.party, asked))
            judge_track(row, track, *about, asked);
    }
    std::sort(row.findings.begin(), row.findings.end(),
              [](const CatalogueFinding& a, const CatalogueFinding& b) { return a.id < b.id; });
}

// A question that names and kinds alone answer, which are kept as they are now.
std::string_view beyond_names(const catalogue::Asked& asked) {
    for (const auto& each : catalogue::filters())
        if (each.asked(asked.question) && each.key != "q" && each.key != "kind") return each.key;
    if (asked.sort.by != catalogue::Order::title && asked.sort.by != catalogue::Order::nearness)
        return "sort";
    return {};
}

bool is_gone(const Table& table, const std::optional<catalogue::Cursor>& cursor) {
    return cursor && !cursor->id.empty() && !table.row(cursor->id);
}

// Of each line the row as asked; lines of which nothing was held are left out.
void settle_lines(store::Reader& reader, InstrumentsAnswer& answer, const Asked& asked) {
    std::vector<catalogue::Listed> lines;
    for (auto line : answer.list.lines) {
        auto row = settled_row(reader, *line.row, asked);
        if (!row) continue;
        answer.settled.push_back(std::make_shared<const CatalogueRow>(std::move(*row)));
        line.row = answer.settled.back().get();
        lines.push_back(line);
    }
    answer.list.lines = std::move(lines);
    answer.list.facets.clear();  // counted over today's rows
}

}  // namespace

std::optional<CatalogueRow> settled_row(store::Reader& reader, const CatalogueRow& today,
                                        const Asked& asked) {
    const auto view = view_of(asked);
    const auto facts = store::instrument_facts(reader, today.id, view);
    CatalogueRow row;
    if (view.is_current()) {
        row = today;
    } else {
        auto head = store::head(reader, today.id, view);
        if (head.titles.empty() && facts.events.empty()) return std::nullopt;
        row.id = std::move(head.id), row.kind = std::move(head.kind);
        row.titles = std::move(head.titles), row.aliases = std::move(head.aliases);
        row.first_recorded = today.first_recorded, row.last_recorded = today.last_recorded;
        for (const auto& [party, events] : facts.events) take_events(row, party, events);
        for (const auto& [party, _] : facts.asserted)
            if (!party.empty() && !row.track(party)) {
                CatalogueTrack track;
                track.party = party;
                row.tracks.insert(std::ranges::lower_bound(row.tracks, party, {}, &CatalogueTrack::party),
                                  std::move(track));
            }
        row.counts_from = latest_day + std::chrono::days{1};  // counted when asked
    }
    judge_row(reader, row, facts, asked);
    return row;
}

TableAsAsked table_as_asked(store::Reader& reader, Catalogue& catalogue, const Asked& asked) {
    const auto table = catalogue.at(reader);
    if (is_before_registry(reader, asked)) return {make_table(table->revision, {}), false, true};
    if (asked.published) return {table, true, false};
    const auto held = [&](const CatalogueRow& row) {
        return !asked.known || row.first_recorded <= *asked.known;
    };
    // What is said of every instrument at once changes every one.
    const bool all_changed =
        asked.known && store::last_recorded_of_all(reader).value_or(earliest_day) > *asked.known;
    std::size_t anew = 0, left_out = 0;
    for (const auto& row : table->rows) {
        left_out += !held(*row);
        anew += held(*row) && is_settled_anew(*row, asked, all_changed);
    }
    if (anew + left_out == 0) return {table, false, false};
    if (anew > most_settled_anew) return {table, true, false};
    std::vector<std::shared_ptr<const CatalogueRow>> rows;
    for (const auto& row : table->rows) {
        if (!held(*row)) continue;
        if (!is_settled_anew(*row, asked, all_changed))
            rows.push_back(row);
        else if (auto settled = settled_row(reader, *row, asked))
            rows.push_back(std::make_shared<const CatalogueRow>(std::move(*settled)));
    }
    return {make_table(table->revision, std::move(rows)), false, false};
}

InstrumentsAnswer list_instruments(store::Reader& reader, Catalogue& catalogue, catalogue::Asked list,
                                   const Asked& asked) {
    InstrumentsAnswer answer;
    const auto rows = table_as_asked(reader, catalogue, asked);
    answer.table = rows.table;
    answer.nothing_known = rows.nothing_known;
    if (rows.names_only) answer.cannot = beyond_names(list);
    if (!answer.cannot.empty()) return answer;
    for (const auto& [name, cursor] : {std::pair{"after", &list.after}, std::pair{"before", &list.before}})
        if (is_gone(*rows.table, *cursor)) answer.gone = name;
    if (!answer.gone.empty()) return answer;
    auto& question = list.question;
    question.on = asked.on, question.today = asked.today, question.profile = asked.profile;
    if (!question.q.empty()) {
        question.hits = store::search(reader, question.q, most_found, 0).ids;
        answer.more_than_found = question.hits.size() >= most_found;
    }
    answer.list = catalogue::list(*answer.table, list);
    if (rows.names_only) settle_lines(reader, answer, asked);
    return answer;
}

}  // namespace registry
