#include "registry/answers/awaits.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "registry/answers/as_asked.hpp"
#include "registry/answers/evidence.hpp"
#include "registry/answers/rows_as_asked.hpp"
#include "registry/procedure/road.hpp"

namespace registry {
namespace {

bool consents(std::string_view milestone) {
    const auto* declared = Vocabulary::built_in().milestone(milestone);
    return declared && declared->effect == Effect::consents;
}

// What somebody did, not what is said of the road: which procedure, who is on a list.
bool is_step(std::string_view milestone) {
    const auto* declared = Vocabulary::built_in().milestone(milestone);
    return declared && declared->effect != Effect::qualifies && declared->effect != Effect::lists;
}

using Steps = std::vector<AwaitedStep>;

// The steps expected next of a road, as stored or, where it is due, walked anew.
Steps steps_next(store::Reader& reader, const CatalogueRow& row, const CatalogueTrack& track,
                 const Asked& today) {
    if (!track.due || *track.due > today.on) return track.awaits;
    const auto& vocabulary = Vocabulary::built_in();
    const auto facts = store::track_facts(reader, row.id, track.party, {});
    const auto choice = procedure_of(facts, vocabulary);
    if (!choice.procedure) return {};
    const auto road = walk(*choice.procedure, facts, vocabulary, today.on);
    Steps steps;
    for (const auto at : road.next)
        if (const auto* milestone = vocabulary.milestone(road.states[at].step->milestone))
            steps.push_back({milestone->code, road.states[at].entity});
    return steps;
}

// One line of the list before it is read: a road and a body.
struct Candidate {
    const CatalogueRow* row = nullptr;
    const CatalogueTrack* track = nullptr;
    std::string entity;
    std::vector<const Listed*> findings;  // worst first
};

class Candidates {
public:
    Candidates(store::Reader& reader, const ListedOn& listed, const Asked& today, std::string_view party)
        : reader_(reader), today_(today), party_(party) {
        for (const auto& each : listed.all) {
            auto& of = waiting_[{each.instrument, each.party}];
            if (!each.entity.empty()) of[each.entity].push_back(&each);
            if (!each.waits_for.empty() && each.waits_for != each.entity) of[each.waits_for].push_back(&each);
        }
    }

    void add(const CatalogueRow& row, bool ready) {
        for (const auto& track : row.tracks) {
            if (!party_.empty() && track.party != party_) continue;
            if (party_.empty() || ready ? !track.own_procedure : !has_procedure(track.party)) continue;
            add(row, track, ready);
        }
    }
    std::vector<Candidate> all;

private:
    void add(const CatalogueRow& row, const CatalogueTrack& track, bool ready) {
        std::map<std::string, Candidate, std::less<>> by_entity;
        const auto of = [&](std::string_view entity) -> Candidate& {
            auto at = by_entity.find(entity);
            if (at == by_entity.end())
                at = by_entity.emplace(entity, Candidate{&row, &track, std::string{entity}, {}}).first;
            return at->second;
        };
        for (const auto& each : steps_next(reader_, row, track, today_))
            if (!ready || (each.entity.empty() && consents(each.milestone))) of(each.entity);
        if (const auto found = waiting_.find({row.id, track.party}); found != waiting_.end() && !ready)
            for (const auto& [entity, findings] : found->second) of(entity).findings = findings;
        for (auto& [entity, candidate] : by_entity) all.push_back(std::move(candidate));
    }

    store::Reader& reader_;
    const Asked& today_;
    std::string_view party_;
    using Waiting = std::map<std::string_view, std::vector<const Listed*>>;  // by entity
    std::map<std::pair<std::string_view, std::string_view>, Waiting> waiting_;
};

std::vector<Candidate> candidates(store::Reader& reader, const Table& table, const ListedOn& listed,
                                  const Asked& today, std::string_view party, bool ready) {
    Candidates found(reader, listed, today, party);
    if (party.empty())
        for (const auto& row : table.rows) found.add(*row, ready);
    else
        for (const auto* row : table.of_party(party)) found.add(*row, ready);
    return std::move(found.all);
}

// ---- one line ----

class Telling {
public:
    Telling(store::Reader& reader, const Candidate& of, const Asked& today, bool ready)
        : reader_(reader),
          of_(of),
          today_(today),
          ready_(ready),
          facts_(store::track_facts(reader, of.row->id, of.track->party, {})),
          road_(facts_, Vocabulary::built_in()) {
        for (const auto& party : {std::string{}, of.track->party})
            for (auto& event : store::stored_events(reader, of.row->id, party))
                events_.emplace(event.id, std::move(event));
    }

    AwaitsLine line() {
        AwaitsLine line;
        line.instrument = head_of(*of_.row);
        line.party = of_.track->party, line.entity = of_.entity;
        line.latest = of_.track->latest;
        line.list_whole = road_.list_is_whole() && road_.list_is_confirmed();
        for (const auto& each : road_.entities())
            if (each.entity == of_.entity && !of_.entity.empty()) {
                line.required = each.required, line.unconfirmed = each.unconfirmed;
                if (each.required) line.required_by = shown(each.because);
            }
        for (const auto* each : of_.findings)
            line.findings.push_back(
                {std::string{each->id}, std::string{each->rule}, each->severity, *each->since});
        if (const auto* procedure = road_.procedure().procedure) {
            const auto walked = walk(*procedure, road_, today_.on);
            for (const auto at : walked.next)
                if (const auto& state = walked.states[at]; state.entity == of_.entity)
                    if (!ready_ || consents(state.step->milestone)) line.next.push_back(next(state));
        }
        return line;
    }

private:
    std::optional<EventView> shown(const std::string& id) {
        const auto found = events_.find(id);
        if (found == events_.end()) return std::nullopt;
        return view_event(reader_, found->second, {});
    }

    AwaitsLine::Next next(const StepState& state) {
        AwaitsLine::Next next;
        next.milestone = state.step->milestone, next.step = state.step;
        for (const auto& id : named_evidence(judge(state.step->requires_, road_, state.entity, today_.on))) {
            const auto* event = recorded(id);
            if (!event || Road::happened(*event, today_.on) != Truth::yes) continue;
            const bool later = !next.since || next.since->hi <= event->when.hi;
            if (later && is_step(event->milestone))
                next.since = event->when, next.since_milestone = event->milestone;
            if (ready_)
                if (auto view = shown(id)) next.rests_on.push_back(std::move(*view));
        }
        next.look = look(state);
        return next;
    }

    const TrackEvent* recorded(std::string_view id) const {
        for (const auto& each : facts_.events)
            if (each.id == id) return &each;
        return nullptr;
    }

    std::optional<Placed> look(const StepState& state) {
        const Absence* furthest = nullptr;
        for (const auto& each : facts_.absences) {
            const bool same = each.milestone == state.step->milestone &&
                              (each.entity.empty() || each.entity == state.entity);
            if (same && (!furthest || each.reach > furthest->reach)) furthest = &each;
        }
        if (!furthest) return std::nullopt;
        return place(reader_, *furthest, {});
    }

    store::Reader& reader_;
    const Candidate& of_;
    const Asked& today_;
    bool ready_;
    TrackFacts facts_;
    Road road_;
    std::map<std::string, Event, std::less<>> events_;
};

std::string key(const Candidate& of, const AwaitsQuestion& question) {
    const auto id = "." + of.row->id + "." + of.entity;
    switch (question.order) {
        case AwaitsOrder::instrument:
            return title_key(*of.row, question.lang) + id;
        case AwaitsOrder::severity: {
            const auto worst = of.findings.empty() ? Severity::none : of.findings.front()->severity;
            return std::to_string(9 - static_cast<int>(worst)) + id;
        }
        case AwaitsOrder::latest:
            break;
    }
    return key_of(of.track->latest.value_or(earliest_day).time_since_epoch().count()) + id;
}

std::vector<FacetCount> counted_by_entity(const std::map<std::string, int>& counts) {
    std::vector<FacetCount> all;
    for (const auto& entity : Vocabulary::built_in().entities())
        if (const auto found = counts.find(entity.id); found != counts.end())
            all.push_back({entity.id, found->second});
    if (const auto own = counts.find(""); own != counts.end()) all.push_back({"", own->second});
    return all;
}

}  // namespace

AwaitsAnswer awaits_answer(store::Reader& reader, std::shared_ptr<const Table> table,
                           const AwaitsQuestion& question, const Asked& today) {
    const auto listed = listed_on(reader, table, today, {question.party, Severity::notice, false});
    const auto all = candidates(reader, *table, listed, today, question.party, question.ready);
    AwaitsAnswer answer;
    std::map<std::string, int> counts;
    std::vector<Keyed> lines;
    for (std::size_t at = 0; at < all.size(); ++at) {
        ++counts[all[at].entity];
        if (!question.entity || *question.entity == all[at].entity)
            lines.push_back({key(all[at], question), at});
    }
    answer.entities = counted_by_entity(counts);
    answer.page = cut_page(lines, question.page);
    for (auto at = answer.page.from; at < answer.page.to; ++at)
        answer.lines.push_back(Telling{reader, all[lines[at].at], today, question.ready}.line());
    return answer;
}

std::vector<FacetCount> awaited_of_entities(store::Reader& reader, std::shared_ptr<const Table> table,
                                            const Asked& today) {
    const auto listed = listed_on(reader, table, today, {{}, Severity::warn, false});
    std::map<std::string, int> counts;
    for (const auto& each : candidates(reader, *table, listed, today, {}, false)) ++counts[each.entity];
    auto all = counted_by_entity(counts);
    std::erase_if(all, [](const FacetCount& each) { return each.value.empty(); });
    return all;
}

}  // namespace registry
