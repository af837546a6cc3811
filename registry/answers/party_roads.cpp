#include "registry/answers/party_roads.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "registry/answers/as_asked.hpp"
#include "registry/answers/listed_on.hpp"

namespace registry {
namespace {

// Of a step as a list shows it: the last one of that effect. The read model keeps its first and last day
// only, so the words of the date are read for the lines shown.
std::optional<Day> last_day_of(const CatalogueTrack& track, Effect effect, const Asked& asked) {
    std::optional<Day> last;
    for (const auto& each : track.steps)
        if (each.effect == effect && (asked.on >= asked.today || each.lo <= asked.on))
            last = last ? std::max(*last, each.lo) : each.lo;
    return last;
}

std::optional<When> last_of(const std::vector<Event>& events, Effect effect) {
    std::optional<When> last;
    for (const auto& each : events) {
        const auto* milestone = Vocabulary::built_in().milestone(each.milestone);
        if (milestone && milestone->effect == effect && (!last || last->lo <= each.when.lo)) last = each.when;
    }
    return last;
}

// What is to be shown of the day asked: nothing that lies after it, unless it is announced.
bool is_shown(const CatalogueTrack& track, const Asked& asked) {
    return track.first && (asked.on >= asked.today || *track.first <= asked.on);
}

// Under a declared procedure: as stored, or, of a row made for another view, as its party and kind tell.
bool is_track(const CatalogueRow& row, const CatalogueTrack& track) {
    if (!track.procedure.empty()) return true;
    return row.counts_from > latest_day && has_procedure(track.party);
}

struct Worst {
    Severity severity = Severity::none;
    std::string_view finding;
    const Listed* listed = nullptr;
};

class Roads {
public:
    Roads(store::Reader& reader, const RoadsQuestion& question, const Asked& asked, RowsAsked rows,
          const ListedOn& listed)
        : reader_(reader), question_(question), asked_(asked), rows_(std::move(rows)) {
        for (const auto& each : listed.all)
            worst_.try_emplace(each.instrument, Worst{each.severity, each.id, &each});
    }

    RoadsAnswer run() {
        std::vector<Keyed> lines;
        for (std::size_t at = 0; at < rows_.rows.size(); ++at) {
            const auto* track = rows_.rows[at]->track(question_.party);
            if (track && is_shown(*track, asked_)) consider(*rows_.rows[at], *track, at, lines);
        }
        for (const auto& [value, name] : Names<Standing>::table)
            if (const int n = standings_[static_cast<std::size_t>(value)])
                answer_.standings.push_back({std::string{name}, n});
        for (const auto& [value, name] : Names<Severity>::table)
            if (const int n = severities_[static_cast<std::size_t>(value)]; n && value != Severity::none)
                answer_.severities.push_back({std::string{name}, n});
        answer_.page = cut_page(lines, question_.page);
        for (auto at = answer_.page.from; at < answer_.page.to; ++at) show(*rows_.rows[lines[at].at]);
        return std::move(answer_);
    }

private:
    Worst worst(std::string_view instrument) const {
        const auto found = worst_.find(instrument);
        return found == worst_.end() ? Worst{} : found->second;
    }

    void consider(const CatalogueRow& row, const CatalogueTrack& track, std::size_t at,
                  std::vector<Keyed>& lines) {
        const auto stands = standing(track, asked_.on);
        const auto severity = worst(row.id).severity;
        const auto signed_on = last_day_of(track, Effect::signs, asked_);
        const bool in_time =
            (!question_.signed_from || (signed_on && *signed_on >= *question_.signed_from)) &&
            (!question_.signed_before || (signed_on && *signed_on < *question_.signed_before));
        const bool standing_fits = !question_.standing || *question_.standing == stands;
        const bool severity_fits = severity >= question_.at_least;
        if (in_time && severity_fits) ++standings_[static_cast<std::size_t>(stands)];
        if (in_time && standing_fits)
            for (auto level = static_cast<std::size_t>(severity); level > 0; --level) ++severities_[level];
        if (in_time && standing_fits && severity_fits) lines.push_back({key(row, track, severity), at});
    }

    std::string key(const CatalogueRow& row, const CatalogueTrack& track, Severity severity) const {
        const auto by_day = [&](Effect effect) {
            return key_of(last_day_of(track, effect, asked_).value_or(latest_day).time_since_epoch().count());
        };
        switch (question_.order) {
            case RoadOrder::signed_on:
                return by_day(Effect::signs) + "." + row.id;
            case RoadOrder::consented_on:
                return by_day(Effect::consents) + "." + row.id;
            case RoadOrder::severity:
                return std::to_string(9 - static_cast<int>(severity)) + "." + row.id;
            case RoadOrder::instrument:
                break;
        }
        return title_key(row, question_.lang) + "." + row.id;
    }

    // As stored where that is of the day asked, else walked anew.
    void say_next(PartyTrack& line, const CatalogueRow& row) const {
        const auto* stored = asked_.is_plain() ? row.track(question_.party) : nullptr;
        if (stored && (!stored->due || *stored->due > asked_.on)) {
            line.next_milestone = stored->next_milestone, line.next_entity = stored->next_entity;
            return;
        }
        const auto facts = store::track_facts(reader_, row.id, question_.party, view_of(asked_));
        const auto& vocabulary = Vocabulary::built_in();
        const auto chosen = procedure_of(facts, vocabulary);
        if (!chosen.procedure) return;
        const auto road = walk(*chosen.procedure, facts, vocabulary, asked_.on);
        if (road.next.empty()) return;
        const auto& next = road.states[road.next.front()];
        line.next_milestone = next.step->milestone, line.next_entity = next.entity;
    }

    void show(const CatalogueRow& row) {
        const auto view = view_of(asked_);
        const auto all = view.is_current() ? store::stored_events(reader_, row.id, question_.party)
                                           : store::settled(reader_, row.id, question_.party, view).events;
        const auto events = shown_on(all, asked_);
        RoadsAnswer::Line line;
        line.standing = standing(*row.track(question_.party), asked_.on);
        auto& track = line.track;
        track.instrument = head_of(row);
        track.signed_on = last_of(events, Effect::signs);
        track.consented_on = last_of(events, Effect::consents);
        track.withdrawn_on = last_of(events, Effect::withdraws);
        track.in_force_on = last_of(events, Effect::enters);
        if (has_procedure(question_.party)) say_next(track, row);
        const auto found = worst(row.id);
        track.severity = found.severity, track.finding = found.finding;
        if (found.listed) {
            track.rule = found.listed->rule;
            if (found.listed->since) track.waits_since = *found.listed->since;
            track.doubtful = found.listed->certainty != Certainty::certain;
        }
        answer_.lines.push_back(std::move(line));
    }

    store::Reader& reader_;
    const RoadsQuestion& question_;
    const Asked& asked_;
    RowsAsked rows_;
    std::unordered_map<std::string_view, Worst> worst_;  // by instrument: the first listed is the worst
    std::array<int, 5> standings_{}, severities_{};
    RoadsAnswer answer_;
};

}  // namespace

Standing standing(const CatalogueTrack& track, Day on) {
    const auto sum = track.tally(on);
    if (sum.is_party()) return Standing::consented;
    const auto had = [&](Effect effect) {
        return std::any_of(track.steps.begin(), track.steps.end(),
                           [&](const CatalogueStep& each) { return each.effect == effect && each.lo <= on; });
    };
    if (had(Effect::withdraws)) return Standing::withdrawn;
    if (sum.is_signatory()) return Standing::signed_only;
    return had(Effect::unsigns) ? Standing::signature_withdrawn : Standing::other;
}

RoadsAnswer roads_answer(store::Reader& reader, std::shared_ptr<const Table> table,
                         const RoadsQuestion& question, const Asked& asked) {
    if (is_before_registry(reader, asked)) {
        RoadsAnswer nothing;
        nothing.nothing_known = true;
        return nothing;
    }
    const auto listed = listed_on(reader, table, asked, {question.party, Severity::notice, false});
    auto rows = rows_as_asked(reader, std::move(table), asked, question.party);
    return Roads{reader, question, asked, std::move(rows), listed}.run();
}

std::vector<PartySummary> party_summaries(store::Reader& reader, std::shared_ptr<const Table> table,
                                          const Asked& asked) {
    const auto listed = listed_on(reader, table, asked, {{}, Severity::stalled, false});
    const auto rows = rows_as_asked(reader, std::move(table), asked);
    std::unordered_map<std::string_view, PartySummary> by_party;
    for (const auto& each : listed.all) ++by_party[each.party].findings;
    for (const auto* row : rows.rows)
        for (const auto& track : row->tracks) {
            if (!is_shown(track, asked)) continue;
            auto& summary = by_party[track.party];
            const auto sum = track.tally(asked.on);
            summary.signed_ += sum.is_signatory();
            summary.bound += sum.is_party();
            summary.tracks += is_track(*row, track);
        }
    std::vector<PartySummary> all;
    for (auto& [party, summary] : by_party) {
        summary.party = party;
        all.push_back(std::move(summary));
    }
    std::sort(all.begin(), all.end(),
              [](const PartySummary& a, const PartySummary& b) { return a.party < b.party; });
    return all;
}

}  // namespace registry
