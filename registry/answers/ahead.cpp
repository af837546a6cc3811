#include "registry/answers/ahead.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "registry/answers/as_asked.hpp"

namespace registry {
namespace {

// A step up that has been kept, before it is read.
struct Turn {
    Day on{};
    Severity to = Severity::none;
    const CatalogueRow* row = nullptr;
    const CatalogueFinding* finding = nullptr;
    const ListedSpan* before = nullptr;  // the span it follows on; null: the finding opens
    std::size_t judged = 0;              // else: one more than its place among the lines judged
};

bool comes_sooner(const Turn& a, std::string_view id_a, const Turn& b, std::string_view id_b) {
    if (a.on != b.on) return a.on < b.on;
    return a.to != b.to ? a.to > b.to : id_a < id_b;
}

class Ahead {
public:
    Ahead(store::Reader& reader, const Table& table, const ForecastFilter& filter, const Asked& asked)
        : reader_(reader), table_(table), filter_(filter), asked_(asked) {}

    AheadAnswer run() {
        const auto until = asked_.on + std::chrono::days{filter_.days};
        const auto due = store::tracks_by_due(reader_, until);
        std::set<std::pair<std::string_view, std::string_view>> due_tracks;
        for (const auto& each : due) due_tracks.emplace(each.instrument, each.party);
        for (const auto& each : due) judge(each);
        each_kept(until, due_tracks);
        std::sort(turns_.begin(), turns_.end(),
                  [&](const Turn& a, const Turn& b) { return comes_sooner(a, id_of(a), b, id_of(b)); });
        AheadAnswer answer;
        const auto from = std::min(filter_.offset, turns_.size());
        const auto to = from + std::min(filter_.limit, turns_.size() - from);
        answer.more = to < turns_.size();
        for (auto at = from; at < to; ++at) answer.lines.push_back(line(turns_[at]));
        return answer;
    }

private:
    std::string_view id_of(const Turn& turn) const {
        return turn.judged ? std::string_view{judged_[turn.judged - 1].verdict.id}
                           : std::string_view{turn.finding->id};
    }

    // The party's other tracks than those that are due come from the read model.
    void judge(const store::DueTrack& track) {
        if (!filter_.party.empty() && filter_.party != track.party) return;
        for (auto& each : forecast_of(reader_, {track.instrument, track.party}, filter_, asked_)) {
            Turn turn;
            turn.on = *each.turns_on, turn.to = each.turns_to;
            judged_.push_back(std::move(each));
            turn.judged = judged_.size();
            turns_.push_back(turn);
        }
    }

    bool is_wanted(const CatalogueFinding& finding, const ListedSpan& span) const {
        return (filter_.rule.empty() || filter_.rule == finding.rule) &&
               (filter_.entity.empty() || filter_.entity == finding.entity ||
                filter_.entity == span.waits_for);
    }

    template <class Due>
    void each_kept(Day until, const Due& due) {
        for (const auto& row : table_.rows)
            for (const auto& finding : row->findings) {
                if (finding.profile != asked_.profile) continue;
                if (!filter_.party.empty() && filter_.party != finding.party) continue;
                kept(*row, finding, until, due);
            }
    }

    template <class Due>
    void kept(const CatalogueRow& row, const CatalogueFinding& finding, Day until, const Due& due) {
        for (std::size_t k = 0; k < finding.listed.size(); ++k) {
            const auto& span = finding.listed[k];
            if (span.from <= asked_.on || span.from > until) continue;
            const auto* before =
                k > 0 && finding.listed[k - 1].to == span.from ? &finding.listed[k - 1] : nullptr;
            if (before && before->severity >= span.severity) continue;
            if (!is_wanted(finding, before ? *before : span)) continue;
            if (due.contains({row.id, finding.party})) return;
            turns_.push_back({span.from, span.severity, &row, &finding, before, 0});
        }
    }

    FindingLine line(const Turn& turn) {
        if (turn.judged) {
            auto line = judged_[turn.judged - 1];
            line.instrument = head(line.verdict.instrument);
            return line;
        }
        FindingLine line;
        line.open = turn.before != nullptr;
        line.turns_on = turn.on, line.turns_to = turn.to;
        line.instrument = head_of(*turn.row);
        line.verdict = verdict(turn);
        return line;
    }

    InstrumentHead head(const std::string& instrument) const {
        const auto* row = table_.row(instrument);
        return row ? head_of(*row) : store::head(reader_, instrument, {});
    }

    // Of the day before the step, where it is open by then; else of the step's own.
    Verdict verdict(const Turn& turn) {
        auto then = asked_;
        then.on = turn.before ? std::max(asked_.on, turn.before->from) : turn.on;
        const auto facts =
            road(reader_, store::instrument_facts(reader_, turn.row->id, {}), turn.finding->party, then);
        if (facts)
            for (auto& each : judged(*facts, then, then.on).verdicts)
                if (each.id == turn.finding->id) return std::move(each);
        const auto& span = turn.before ? *turn.before : *turn.finding->on(turn.on);
        Verdict kept;
        kept.id = turn.finding->id, kept.rule = turn.finding->rule, kept.instrument = turn.row->id;
        kept.party = turn.finding->party, kept.entity = turn.finding->entity;
        kept.waits_for = span.waits_for, kept.profile = asked_.profile;
        kept.severity = kept.certain_severity = span.severity;
        kept.certainty = span.certainty, kept.since = span.since;
        return kept;
    }

    store::Reader& reader_;
    const Table& table_;
    const ForecastFilter& filter_;
    const Asked& asked_;
    std::vector<FindingLine> judged_;
    std::vector<Turn> turns_;
};

}  // namespace

AheadAnswer ahead_answer(store::Reader& reader, std::shared_ptr<const Table> table,
                         const ForecastFilter& filter, const Asked& asked) {
    AheadAnswer answer;
    if (is_before_registry(reader, asked)) {
        answer.nothing_known = true;
        return answer;
    }
    if (filter.days <= 0 || filter.limit == 0) return answer;
    if (view_of(asked).is_current()) return Ahead{reader, *table, filter, asked}.run();
    auto one_more = filter;
    ++one_more.limit;
    answer.lines = forecast(reader, one_more, asked);
    answer.more = answer.lines.size() > filter.limit;
    if (answer.more) answer.lines.resize(filter.limit);
    return answer;
}

}  // namespace registry
