#include "registry/answers/ahead.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <utility>

#include "registry/answers/as_asked.hpp"

namespace registry {
namespace {

// A step up, before it is read.
struct Turn {
    Day on{};
    Severity to = Severity::none;
    std::string_view id;
    const CatalogueRow* row = nullptr;
    const CatalogueFinding* finding = nullptr;
    const ListedSpan* before = nullptr;  // the span it follows on; null: the finding opens
    const FindingLine* judged = nullptr;
};

class Ahead {
public:
    Ahead(store::Reader& reader, const Table& table, const AheadQuestion& question, const Asked& asked)
        : reader_(reader),
          table_(table),
          question_(question),
          asked_(asked),
          until_(asked.on + std::chrono::days{question.days}) {}

    AheadAnswer run() {
        gather();
        if (question_.only_open) first_of_each();
        std::vector<Keyed> keyed;
        keyed.reserve(turns_.size());
        for (std::size_t at = 0; at < turns_.size(); ++at) keyed.push_back({key(turns_[at]), at});
        AheadAnswer answer;
        answer.page = cut_page(keyed, question_.page);
        for (auto at = answer.page.from; at < answer.page.to; ++at)
            answer.lines.push_back(line(turns_[keyed[at].at]));
        return answer;
    }

private:
    // Soonest first, then the worse. A finding that worsens twice has another day or class.
    static std::string key(const Turn& turn) {
        return key_of(turn.on.time_since_epoch().count()) + std::to_string(9 - static_cast<int>(turn.to)) +
               "." + std::string{turn.id};
    }

    bool is_wanted(std::string_view party) const {
        return question_.party.empty() || question_.party == party;
    }

    void gather() {
        if (asked_.published) return judge_all();
        const bool all_changed =
            asked_.known && store::last_recorded_of_all(reader_).value_or(earliest_day) > *asked_.known;
        std::set<std::pair<std::string_view, std::string_view>> anew;
        for (const auto& [row, track] : table_.untold())
            if (*track->due <= until_ && is_wanted(track->party)) anew.emplace(row->id, track->party);
        for (const auto& row : table_.rows) {
            if (asked_.known && row->first_recorded > *asked_.known) continue;
            if (asked_.known && (all_changed || row->last_recorded > *asked_.known)) {
                for (const auto& party : store::parties_on(reader_, row->id, view_of(asked_)))
                    if (is_wanted(party)) judge({row->id, party});
                continue;
            }
            for (const auto& finding : row->findings)
                if (finding.profile == asked_.profile && is_wanted(finding.party) &&
                    (anew.empty() || !anew.contains({row->id, finding.party})))
                    take(*row, finding);
        }
        for (const auto& [instrument, party] : anew) {
            const auto* row = table_.row(instrument);
            if (asked_.known && (row->first_recorded > *asked_.known || all_changed ||
                                 row->last_recorded > *asked_.known))
                continue;  // judged above, or not held yet
            judge({std::string{instrument}, std::string{party}});
        }
    }

    void judge_all() {
        const bool others = !question_.party.empty() && !has_own_procedure(question_.party);
        for (const auto& track : tracks_as_asked(reader_, asked_, others))
            if (is_wanted(track.party)) judge(track);
    }

    void judge(const store::Track& track) {
        ForecastFilter filter;
        filter.days = question_.days, filter.entity = question_.entity, filter.rule = question_.rule;
        for (auto& each : forecast_of(reader_, track, filter, asked_)) {
            judged_.push_back(std::move(each));
            const auto& line = judged_.back();
            if (question_.only_open && !line.open) continue;
            turns_.push_back({*line.turns_on, line.turns_to, line.verdict.id, nullptr, nullptr, nullptr, &line});
        }
    }

    bool is_about(const CatalogueFinding& finding, const ListedSpan& span) const {
        return (question_.rule.empty() || question_.rule == finding.rule) &&
               (question_.entity.empty() || question_.entity == finding.entity ||
                question_.entity == span.waits_for);
    }

    void take(const CatalogueRow& row, const CatalogueFinding& finding) {
        const auto& listed = finding.listed;
        if (question_.only_open && !span_on(listed, asked_.on)) return;
        for (std::size_t k = 0; k < listed.size(); ++k) {
            const auto& span = listed[k];
            if (span.from <= asked_.on || span.from > until_) continue;
            const auto* before = k > 0 && listed[k - 1].to == span.from ? &listed[k - 1] : nullptr;
            if (before && before->severity >= span.severity) continue;
            if (question_.only_open && !before) return;
            if (is_about(finding, before ? *before : span))
                turns_.push_back({span.from, span.severity, finding.id, &row, &finding, before, nullptr});
        }
    }

    void first_of_each() {
        std::map<std::string_view, std::size_t> first;
        for (std::size_t at = 0; at < turns_.size(); ++at) {
            const auto [known, fresh] = first.emplace(turns_[at].id, at);
            if (!fresh && turns_[at].on < turns_[known->second].on) known->second = at;
        }
        std::vector<Turn> kept;
        for (const auto& [_, at] : first) kept.push_back(turns_[at]);
        turns_ = std::move(kept);
    }

    FindingLine line(const Turn& turn) {
        FindingLine line;
        if (turn.judged) {
            line = *turn.judged;
        } else {
            line.open = turn.before != nullptr;
            line.turns_on = turn.on, line.turns_to = turn.to;
            line.verdict = verdict(turn);
        }
        const auto* row = view_of(asked_).is_current() ? table_.row(line.verdict.instrument) : turn.row;
        line.instrument =
            row ? head_of(*row) : store::head(reader_, line.verdict.instrument, view_of(asked_));
        return line;
    }

    // Of the day before the step, where it is open by then; else of the step's own.
    Verdict verdict(const Turn& turn) {
        auto then = asked_;
        then.on = turn.before ? std::max(asked_.on, turn.before->from) : turn.on;
        if (turn.before)
            if (auto stored = verdict_as_stored(reader_, turn.finding->id, then)) return *std::move(stored);
        const auto at = std::pair{std::string_view{turn.row->id}, std::string_view{turn.finding->party}};
        auto known = roads_.find(at);
        if (known == roads_.end()) {
            const auto about =
                store::instrument_facts(reader_, turn.row->id, view_of(asked_), turn.finding->party);
            known = roads_.emplace(at, road(reader_, about, turn.finding->party, then)).first;
        }
        if (known->second)
            for (auto& each : judged(*known->second, then, then.on).verdicts)
                if (each.id == turn.id) return std::move(each);
        return as_told(turn);
    }

    // Listed by what an older version kept, and not found when judged.
    Verdict as_told(const Turn& turn) const {
        const auto& span = turn.before ? *turn.before : *turn.finding->on(turn.on);
        Verdict told;
        told.id = turn.id, told.rule = turn.finding->rule, told.instrument = turn.row->id;
        told.party = turn.finding->party, told.entity = turn.finding->entity;
        told.waits_for = span.waits_for, told.profile = asked_.profile;
        told.severity = told.certain_severity = span.severity;
        told.certainty = span.certainty, told.since = span.since;
        return told;
    }

    store::Reader& reader_;
    const Table& table_;
    const AheadQuestion& question_;
    const Asked& asked_;
    Day until_;
    std::deque<FindingLine> judged_;
    std::vector<Turn> turns_;
    std::map<std::pair<std::string_view, std::string_view>, std::optional<TrackFacts>> roads_;
};

}  // namespace

AheadAnswer ahead_answer(store::Reader& reader, std::shared_ptr<const Table> table,
                         const AheadQuestion& question, const Asked& asked) {
    AheadAnswer answer;
    answer.nothing_known = is_before_registry(reader, asked);
    if (answer.nothing_known || question.days <= 0) return answer;
    return Ahead{reader, *table, question, asked}.run();
}

}  // namespace registry
