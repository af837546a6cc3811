#include "registry/answers/listed_on.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "registry/answers/as_asked.hpp"
#include "registry/answers/evidence.hpp"

namespace registry {
namespace {

bool comes_earlier(const Listed& a, const Listed& b) {
    if (a.severity != b.severity) return a.severity > b.severity;
    return a.since->lo != b.since->lo ? a.since->lo < b.since->lo : a.id < b.id;
}

class Gathering {
public:
    Gathering(store::Reader& reader, std::shared_ptr<const Table> table, const Asked& asked,
              const Narrow& narrow)
        : reader_(reader), asked_(asked), narrow_(narrow) {
        found_.table = std::move(table);
    }

    ListedOn run() {
        if (is_before_registry(reader_, asked_)) {
            found_.nothing_known = true;
            return std::move(found_);
        }
        if (asked_.published)
            every_track();
        else
            as_stored();
        std::sort(found_.all.begin(), found_.all.end(), comes_earlier);
        return std::move(found_);
    }

private:
    using Due = std::set<std::pair<std::string_view, std::string_view>>;  // instrument and party

    bool is_wanted(std::string_view party) const {
        if (!narrow_.party.empty() && narrow_.party != party) return false;
        return narrow_.at_least <= Severity::notice || has_own_procedure(party);
    }

    void every_track() {
        std::optional<store::InstrumentFacts> about;
        for (const auto& [instrument, party] :
             tracks_as_asked(reader_, asked_, narrow_.at_least <= Severity::notice)) {
            if (!is_wanted(party)) continue;
            if (!about || about->instrument != instrument)
                about = store::instrument_facts(reader_, instrument, view_of(asked_));
            judge_track(*about, party);
        }
    }

    void as_stored() {
        Due due;
        for (const auto& [row, track] : found_.table->untold())
            if (*track->due <= asked_.on) due.emplace(row->id, track->party);
        // What is said of every instrument at once changes every one.
        const bool all_changed =
            asked_.known && store::last_recorded_of_all(reader_).value_or(earliest_day) > *asked_.known;
        for (const auto& row : found_.table->rows) {
            if (asked_.known && row->first_recorded > *asked_.known) continue;
            if (asked_.known && (all_changed || row->last_recorded > *asked_.known)) {
                judge_instrument(row->id);
                continue;
            }
            for (const auto& each : row->findings) take(*row, each, due);
        }
        std::optional<store::InstrumentFacts> about;  // several of one instrument often come due together
        for (const auto& [instrument, party] : due) {
            const auto* row = found_.table->row(instrument);
            if (!row || !is_wanted(party)) continue;
            if (asked_.known && (all_changed || row->last_recorded > *asked_.known))
                continue;  // judged above
            if (!about || about->instrument != instrument)
                about = store::instrument_facts(reader_, instrument, view_of(asked_));
            judge_track(*about, std::string{party});
        }
    }

    void take(const CatalogueRow& row, const CatalogueFinding& each, const Due& due) {
        if (each.profile != asked_.profile || !is_wanted(each.party)) return;
        const auto* span = span_on(each.listed, asked_.on);
        if (!span || span->severity < narrow_.at_least) return;
        if (!due.empty() && due.contains({row.id, each.party})) return;
        found_.all.push_back({each.id, row.id, each.rule, each.party, each.entity, span->waits_for,
                              span->severity, span->certainty, &span->since, opened_on(each.listed, *span),
                              nullptr});
    }

    void judge_instrument(const std::string& instrument) {
        const auto about = store::instrument_facts(reader_, instrument, view_of(asked_));
        std::set<std::string_view> parties;
        for (const auto& [party, _] : about.events) parties.insert(party);
        for (const auto& [party, _] : about.asserted) parties.insert(party);
        for (const auto party : parties)
            if (is_wanted(party)) judge_track(about, std::string{party});
    }

    void judge_track(const store::InstrumentFacts& about, const std::string& party) {
        if (!has_procedure(party)) return;
        const auto facts = road(reader_, about, party, asked_);
        if (!facts) return;
        if (narrow_.opened) {
            for (auto& each :
                 history(*facts, built_in_rules(), Vocabulary::built_in(), asked_.profile, asked_.on))
                if (const auto* span = span_on(each.listed, asked_.on))
                    add(std::move(each.latest), opened_on(each.listed, *span));
            return;
        }
        for (auto& each : judged(*facts, asked_, asked_.on).verdicts) add(std::move(each), std::nullopt);
    }

    void add(Verdict verdict, std::optional<Day> opened) {
        if (!is_listed(verdict) || verdict.severity < narrow_.at_least) return;
        const auto& v = found_.judged.emplace_back(std::move(verdict));
        found_.all.push_back({v.id, v.instrument, v.rule, v.party, v.entity, v.waits_for, v.severity,
                              v.certainty, &v.since, opened, &v});
    }

    store::Reader& reader_;
    const Asked& asked_;
    const Narrow& narrow_;
    ListedOn found_;
};

std::optional<Verdict> judged_again(store::Reader& reader, const Listed& listed, const Asked& asked) {
    const auto facts =
        road(reader, store::instrument_facts(reader, listed.instrument, view_of(asked), listed.party),
             listed.party, asked);
    if (!facts) return std::nullopt;
    for (auto& each : judged(*facts, asked, asked.on).verdicts)
        if (each.id == listed.id) return std::move(each);
    return std::nullopt;
}

// Listed by what an older version kept, and not found when judged: what the list says of it, without proof.
Verdict as_listed(const Listed& listed, const Asked& asked) {
    Verdict verdict;
    verdict.id = listed.id, verdict.rule = listed.rule;
    verdict.instrument = listed.instrument, verdict.party = listed.party;
    verdict.entity = listed.entity, verdict.waits_for = listed.waits_for;
    verdict.profile = asked.profile;
    verdict.severity = verdict.certain_severity = listed.severity;
    verdict.certainty = listed.certainty, verdict.since = *listed.since;
    return verdict;
}

}  // namespace

const ListedSpan* span_on(const std::vector<ListedSpan>& spans, Day on) {
    auto after = std::upper_bound(spans.begin(), spans.end(), on,
                                  [](Day day, const ListedSpan& each) { return day < each.from; });
    if (after == spans.begin()) return nullptr;
    --after;
    return on < after->to || after->to == latest_day ? &*after : nullptr;
}

Day opened_on(const std::vector<ListedSpan>& spans, const ListedSpan& span) {
    const auto* first = &span;
    while (first != spans.data() && (first - 1)->to == first->from) --first;
    return first->from;
}

ListedOn listed_on(store::Reader& reader, std::shared_ptr<const Table> table, const Asked& asked,
                   const Narrow& narrow) {
    return Gathering{reader, std::move(table), asked, narrow}.run();
}

std::optional<Verdict> verdict_as_stored(store::Reader& reader, std::string_view finding, const Asked& asked) {
    const auto last = store::last_import(reader);
    if (last && asked.on < *last) return std::nullopt;
    auto row = store::finding_row(reader, finding);
    if (!row || !row->open || row->gone) return std::nullopt;
    if (row->verdict.next_change && *row->verdict.next_change <= asked.on) return std::nullopt;
    return std::move(row->verdict);
}

FindingLine finding_line(store::Reader& reader, const ListedOn& among, const Listed& listed,
                         const Asked& asked) {
    FindingLine line;
    if (listed.verdict)
        line.verdict = *listed.verdict;
    else if (auto stored = verdict_as_stored(reader, listed.id, asked))
        line.verdict = *std::move(stored);
    else if (auto judged = judged_again(reader, listed, asked))
        line.verdict = *std::move(judged);
    else
        line.verdict = as_listed(listed, asked);
    const auto* row = view_of(asked).is_current() ? among.table->row(listed.instrument) : nullptr;
    line.instrument = row ? head_of(*row) : store::head(reader, listed.instrument, view_of(asked));
    const auto& verdict = line.verdict;
    if (!verdict.parked_by.empty())
        for (auto& event : store::stored_events(reader, verdict.instrument, verdict.party))
            if (event.id == verdict.parked_by)
                line.reason_given =
                    reason_given(view_event(reader, std::move(event), view_of(asked)), verdict.party);
    return line;
}

InstrumentHead head_of(const CatalogueRow& row) { return {row.id, row.kind, row.titles, row.aliases}; }

}  // namespace registry
