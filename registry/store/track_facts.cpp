#include "registry/store/track_facts.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "registry/procedure/procedure.hpp"
#include "registry/store/columns.hpp"
#include "registry/store/events.hpp"
#include "registry/store/records.hpp"
#include "registry/store/sittings.hpp"
#include "registry/timeline/lapses.hpp"

namespace registry::store {
namespace {

const Vocabulary& words() { return Vocabulary::built_in(); }

// ---- absences ----

std::string named_evidence(std::string_view kind, std::int64_t id) {
    return std::string{kind} + ":" + std::to_string(id);
}

// "Not as of D" holds for every day before D too; where D itself is vague, its first day is sure.
std::vector<Absence> asserted_of(const Settled& settled) {
    std::vector<Absence> absences;
    for (const auto& said : settled.absences) {
        if (said.when.lo == earliest_day) continue;  // "not as of some day": reaches nothing
        absences.push_back({said.milestone, said.entity, said.subject, said.when.lo, said.source, said.note,
                            named_evidence("statement", said.id), 0});
    }
    return absences;
}

void add_looks(std::vector<Absence>& absences, const InstrumentFacts& about, std::string_view party) {
    for (const auto& look : about.looks) {
        if (!look.party.empty() && look.party != party) continue;
        absences.push_back({look.milestone, look.entity, "", look.to, look.source, look.note,
                            named_evidence("look", look.id), look.unreadable, look.from});
    }
}

// Whose steps a source's silence speaks of: everybody's, for a depositary; for an assembly's own pages only
// the entities whose assembly it is; nothing for another party's source.
std::vector<std::string> entities_watched(const SourceInfo& source, std::string_view party) {
    if (source.party.empty()) return {""};
    if (source.party != party) return {};
    std::vector<std::string> entities;
    for (const auto* entity : words().entities_of(party))
        if (std::find(entity->assemblies.begin(), entity->assemblies.end(), source.id) !=
            entity->assemblies.end())
            entities.push_back(entity->id);
    if (entities.empty() && source.voice != Voice::parliament) return {""};
    return entities;
}

void add_covered(std::vector<Absence>& absences, const InstrumentFacts& about, std::string_view party) {
    for (const auto& each : about.covered) {
        const auto& source = *words().source(each.source);
        for (const auto& entity : entities_watched(source, party))
            for (const auto& milestone : source.covers)
                absences.push_back(
                    {milestone, entity, "", each.as_of, each.source, "", "document:" + each.key, 0});
    }
}

std::vector<InstrumentFacts::Covered> covered(Reader& reader, std::string_view instrument,
                                              Standing& standing) {
    std::vector<InstrumentFacts::Covered> found;
    std::set<std::pair<std::string, Alias>> seen;
    for (const auto& each : covering(reader, instrument)) {
        const auto* source = words().source(each.source);
        if (!source || source->covers.empty() || !seen.insert({each.source, each.alias}).second) continue;
        const auto& newest = standing.newest(each.source, each.alias);
        if (newest.empty()) continue;
        const auto& about = standing.particulars(newest.front());
        if (about.as_of->lo != earliest_day) found.push_back({each.source, about.key, about.as_of->lo});
    }
    return found;
}

using OneParty = std::optional<std::string_view>;

// The parties of whom absences are asserted: most have none.
std::vector<std::string> parties_without(Reader& reader, std::string_view instrument, const OneParty& only) {
    std::vector<std::string> parties;
    Query rows(reader, only ? "SELECT DISTINCT party FROM statement WHERE instrument = ? AND polarity = ? AND "
                              "party IN ('', ?)"
                            : "SELECT DISTINCT party FROM statement WHERE instrument = ? AND polarity = ?");
    for (only ? rows.bind(instrument, name_of(Polarity::absent), *only)
              : rows.bind(instrument, name_of(Polarity::absent));
         rows.step();)
        parties.push_back(rows.text(0));
    return parties;
}

// Read once for all the roads of the instrument.
void add_absences(InstrumentFacts& facts, Reader& reader, const View& view, Standing& standing,
                  const OneParty& only) {
    facts.looks = looks_at(reader, facts.instrument, only);
    std::erase_if(facts.looks, [&](const StoredLook& look) {
        return (view.known && look.recorded > *view.known) || !standing.admitted(look.document);
    });
    facts.covered = covered(reader, facts.instrument, standing);
    if (!view.is_current()) return;  // asserted ones are known already
    for (const auto& party : parties_without(reader, facts.instrument, only))
        if (auto absences = asserted_of(settled(reader, facts.instrument, party, view)); !absences.empty())
            facts.asserted.emplace(party, std::move(absences));
}

void add_current_events(InstrumentFacts& facts, Reader& reader, const OneParty& only) {
    const auto put = [&](std::vector<Event> events) {
        for (auto& event : events) facts.events[event.party].push_back(std::move(event));
    };
    // A clause counts everybody's consents.
    if (!only || facts.clause) return put(stored_events(reader, facts.instrument));
    put(stored_events(reader, facts.instrument, ""));
    if (!only->empty()) put(stored_events(reader, facts.instrument, *only));
}

// Events, and what is asserted not to have happened: each party's statements are read once.
void add_settled(InstrumentFacts& facts, Reader& reader, const View& view, Standing& standing,
                 const OneParty& only) {
    const bool one = only && !facts.clause;
    std::vector<std::string> parties;
    Query rows(reader,
               one ? "SELECT DISTINCT party FROM statement WHERE instrument = ? AND party IN ('', ?)"
                   : "SELECT DISTINCT party FROM statement WHERE instrument = ?");
    for (one ? rows.bind(facts.instrument, *only) : rows.bind(facts.instrument); rows.step();)
        parties.push_back(rows.text(0));
    for (const auto& party : parties) {
        const auto said = said_of(reader, facts.instrument, party, view, standing);
        if (said.empty()) continue;
        auto settled = settle(said, words());
        if (auto absences = asserted_of(settled); !absences.empty())
            facts.asserted.emplace(party, std::move(absences));
        in_stored_order(settled.events);
        facts.events[party] = std::move(settled.events);
    }
}

// Only for procedures that count them.
bool counts_sittings(std::string_view party) {
    for (const auto& procedure : built_in_procedures())
        for (const auto& step : procedure.steps)
            if (procedure.party == party && step.clock && step.clock->count == Count::sitting) return true;
    return false;
}

// ---- the instrument ----

std::optional<EntryClause> clause_of(Reader& reader, std::string_view instrument, Standing& standing) {
    const auto age = [&](std::int64_t document) {
        const auto& about = standing.particulars(document);
        const auto* source = words().source(about.source);
        return std::tuple{source && source->voice == Voice::editor,
                          about.as_of ? about.as_of->hi : earliest_day, about.key};
    };
    std::optional<StoredClause> best;
    for (auto& each : clauses_of(reader, instrument))
        if (standing.admitted(each.document) && (!best || age(each.document) > age(best->document)))
            best = std::move(each);
    return best ? std::optional{best->clause} : std::nullopt;
}

bool is_depositary(const std::string& source) {
    const auto* info = words().source(source);
    return info && info->voice == Voice::depositary;
}

std::optional<When> depositary_data(Reader& reader, std::string_view instrument, Standing& standing) {
    std::optional<When> newest;
    const auto see = [&](std::int64_t document) {
        const auto& about = standing.particulars(document);
        if (is_depositary(about.source) && about.as_of && standing.admitted(document) &&
            (!newest || newest->lo < about.as_of->lo))
            newest = about.as_of;
    };
    for (const auto& each : covering(reader, instrument)) see(each.document);
    if (newest) return newest;
    // A depositary's notification covers nothing and still is its data.
    Query rows(reader,
               "SELECT DISTINCT a.document FROM statement s JOIN appearance a ON a.statement = s.id WHERE "
               "s.instrument = ?");
    for (rows.bind(instrument); rows.step();) see(rows.integer(0));
    return newest;
}

// Steps for everybody; what binds one party is its own.
bool is_for_all(const Event& event) {
    const auto* milestone = words().milestone(event.milestone);
    return milestone && !concerns_one_party(milestone->effect);
}

TrackEvent as_track_event(const Event& event, const InstrumentFacts& about) {
    TrackEvent out;
    out.id = event.id, out.milestone = event.milestone, out.entity = event.entity;
    out.form = event.form, out.subject = event.subject;
    out.when = event.when;
    out.unconfirmed = event.unconfirmed;
    if (!event.statements.empty())
        if (const auto said = about.sources.find(event.statements.front()); said != about.sources.end())
            out.source = said->second;
    return out;
}

bool enters(const Event& event) {
    const auto* milestone = words().milestone(event.milestone);
    return milestone && milestone->effect == Effect::enters;
}

std::unordered_map<std::int64_t, std::string> sources_of(Reader& reader, std::string_view instrument,
                                                         const OneParty& only) {
    std::unordered_map<std::int64_t, std::string> sources;
    Query rows(reader, only ? "SELECT id, source FROM statement WHERE instrument = ? AND party IN ('', ?)"
                            : "SELECT id, source FROM statement WHERE instrument = ?");
    for (only ? rows.bind(instrument, *only) : rows.bind(instrument); rows.step();) sources.emplace(rows.integer(0), rows.text(1));
    return sources;
}

std::string replacement_of(Reader& reader, std::string_view instrument, Standing& standing) {
    Query rows(reader,
               "SELECT from_instrument, document FROM relation WHERE to_instrument = ? AND kind = 'replaces' "
               "ORDER BY from_instrument");
    for (rows.bind(instrument); rows.step();)
        if (rows.view(0) != instrument && standing.admitted(rows.integer(1))) return rows.text(0);
    return {};
}

// A page that covers the road is silent about a step only where the step is not recorded as of its day: the
// page of 19 July that gives the tabling of 21 June is no look that found no tabling. What a source asserts
// stays.
void leave_out_what_happened(TrackFacts& facts) {
    std::erase_if(facts.absences, [&](const Absence& absence) {
        if (!absence.evidence.starts_with("document:")) return false;
        return std::any_of(facts.events.begin(), facts.events.end(), [&](const TrackEvent& event) {
            return event.milestone == absence.milestone && event.when.lo <= absence.reach &&
                   (absence.entity.empty() || event.entity.empty() || event.entity == absence.entity);
        });
    });
}

}  // namespace

std::optional<Day> depositary_as_of(Reader& reader, std::string_view instrument, const View& view) {
    const auto data = depositary_data(reader, instrument, view);
    return data ? std::optional{data->lo} : std::nullopt;
}

std::optional<When> depositary_data(Reader& reader, std::string_view instrument, const View& view) {
    Standing standing(reader, view);
    return depositary_data(reader, instrument, standing);
}

InstrumentFacts instrument_facts(Reader& reader, std::string_view instrument, const View& view,
                                 std::optional<std::string_view> party) {
    InstrumentFacts facts;
    facts.instrument = instrument;
    Standing standing(reader, view);
    {
        Query row(reader, "SELECT kind FROM instrument WHERE id = ?");
        if (row.bind(instrument).step()) facts.kind = row.text(0);
    }
    facts.clause = clause_of(reader, instrument, standing);
    if (view.is_current())
        add_current_events(facts, reader, party);
    else
        add_settled(facts, reader, view, standing, party);
    facts.as_of_told = depositary_data(reader, instrument, standing);
    if (facts.as_of_told) facts.as_of = facts.as_of_told->lo;
    facts.sources = sources_of(reader, instrument, party);
    facts.replaced_by = replacement_of(reader, instrument, standing);
    add_absences(facts, reader, view, standing, party);
    std::optional<When> recorded;
    std::vector<Consent> counted;
    for (const auto& [of, events] : facts.events) {
        if (of.empty()) {
            for (const auto& event : events) {
                const auto* milestone = words().milestone(event.milestone);
                if (milestone && milestone->effect == Effect::enters &&
                    (!recorded || event.when.lo < recorded->lo))
                    recorded = event.when;
            }
        } else if (auto consent = consent_of(of, events)) {
            facts.consents.push_back(std::move(*consent));
            for (auto& each : consents_of(of, events)) counted.push_back(std::move(each));
        }
    }
    facts.entry.recorded = recorded;
    if (facts.clause) facts.entry = general_entry(*facts.clause, counted, recorded);
    return facts;
}

TrackFacts track_facts(Reader& reader, const InstrumentFacts& about, std::string_view party,
                       const View& view) {
    TrackFacts facts;
    facts.instrument = about.instrument;
    facts.party = party;
    facts.instrument_kind = about.kind;
    facts.as_of = about.as_of;
    facts.replaced_by = about.replaced_by;
    if (const auto own = about.events.find(party); own != about.events.end() && !party.empty())
        for (const auto& event : own->second) facts.events.push_back(as_track_event(event, about));
    if (const auto all = about.events.find(""); all != about.events.end())
        for (const auto& event : all->second) {
            if (party.empty() || is_for_all(event)) {
                facts.events.push_back(as_track_event(event, about));
                facts.events.back().general = true;
            } else if (enters(event) &&
                       (!facts.general_entry || event.when.lo < facts.general_entry->when.lo)) {
                facts.general_entry = as_track_event(event, about);
                facts.general_entry->general = true;
            }
        }

    if (counts_sittings(party)) facts.sittings = sittings(reader, view);
    const auto add_asserted = [&](std::string_view of) {
        if (const auto said = about.asserted.find(of); said != about.asserted.end())
            facts.absences.insert(facts.absences.end(), said->second.begin(), said->second.end());
    };
    add_asserted("");
    if (!party.empty()) add_asserted(party);
    add_looks(facts.absences, about, party);
    add_covered(facts.absences, about, party);
    leave_out_what_happened(facts);
    std::sort(facts.absences.begin(), facts.absences.end(), [](const Absence& a, const Absence& b) {
        return std::tie(a.milestone, a.entity, a.subject, a.reach, a.source, a.note) <
               std::tie(b.milestone, b.entity, b.subject, b.reach, b.source, b.note);
    });

    const auto consent = std::find_if(about.consents.begin(), about.consents.end(),
                                      [&](const Consent& each) { return each.party == party; });
    if (consent != about.consents.end())
        facts.computed_entry = bound(about.clause, about.entry, *consent, latest_day).computed;
    add_lapses(facts, words(), built_in_calendars());
    return facts;
}

TrackFacts track_facts(Reader& reader, std::string_view instrument, std::string_view party,
                       const View& view) {
    return track_facts(reader, instrument_facts(reader, instrument, view, party), party, view);
}

}  // namespace registry::store
