#include "registry/store/track_facts.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "registry/store/columns.hpp"
#include "registry/store/events.hpp"
#include "registry/store/records.hpp"

namespace registry::store {
namespace {

const Vocabulary& words() { return Vocabulary::built_in(); }

constexpr std::string_view statements_of_track =
    "SELECT id, source, instrument, party, party_resolved, entity, milestone, form, date, lo, hi, act, "
    "subject, polarity, "
    "unconfirmed, live FROM statement WHERE instrument = ? AND party = ? "
    "ORDER BY source, entity, milestone, form, date, act, subject, polarity";

Said said_in(const Query& row) {
    Said said;
    said.id = row.integer(0);
    said.source = row.text(1), said.instrument = row.text(2), said.party = row.text(3);
    said.party_resolved = row.flag(4);
    said.entity = row.text(5), said.milestone = row.text(6), said.form = row.text(7);
    said.when = when_in(row, 8);
    said.act = row.text(11), said.subject = row.text(12);
    said.polarity = named<Polarity>(row.view(13)).value_or(Polarity::happened);
    said.unconfirmed = row.flag(14);
    return said;
}

// Was it a current statement at the end of the day?
bool current_on(Reader& reader, std::int64_t statement, Day day) {
    Query row(
        reader,
        "SELECT 1 FROM span WHERE statement = ?1 AND said_day <= ?2 AND (gone_day IS NULL OR gone_day > ?2)");
    return row.bind(statement, day).step();
}

// Fills in the newest admitted place where it is said. False where the view admits none that counts.
bool place(Reader& reader, Said& said, Standing& standing, const View& view) {
    using Age = std::tuple<Day, std::string, std::string>;  // as_of, then whatever is not a number of ours
    std::optional<Age> newest;
    bool counts = false, confirmed = false;
    Query rows(reader,
               "SELECT a.document, a.place, a.scheme, a.value, a.note, a.unconfirmed, d.title, d.file, "
               "i.recorded_day FROM appearance a JOIN document d ON d.id = a.document JOIN import i ON i.id "
               "= a.import "
               "WHERE a.statement = ?");
    for (rows.bind(said.id); rows.step();) {
        const auto document = rows.integer(0);
        if (!standing.admitted(document) || (view.known && rows.day(8) > *view.known)) continue;
        if (view.published) counts = counts || standing.counts(document, {rows.text(2), rows.text(3)});
        confirmed = confirmed || !rows.flag(5);
        const auto& about = standing.particulars(document);
        const Age age{about.as_of ? about.as_of->hi : earliest_day, about.key, rows.text(1)};
        if (newest && age <= *newest) continue;
        newest = age;
        said.as_of = about.as_of;
        said.note = rows.text(4);
        const auto& name = rows.view(6).empty() ? rows.text(7) : rows.text(6);
        said.where = rows.view(1).empty() ? name : name + ", " + rows.text(1);
    }
    if (newest) said.unconfirmed = !confirmed;
    return view.published ? counts : true;
}

// ---- absences ----

std::string named_evidence(std::string_view kind, std::int64_t id) {
    return std::string{kind} + ":" + std::to_string(id);
}

// "Not as of D" holds for every day before D too; where D itself is vague, its first day is sure.
void add_asserted(std::vector<Absence>& absences, const std::vector<Said>& asserted) {
    for (const auto& said : asserted) {
        if (said.when.lo == earliest_day) continue;  // "not as of some day": reaches nothing
        absences.push_back({said.milestone, said.entity, said.subject, said.when.lo, said.source, said.note,
                            named_evidence("statement", said.id), 0});
    }
}

void add_looks(std::vector<Absence>& absences, Reader& reader, std::string_view instrument,
               std::string_view party, Standing& standing, const View& view) {
    for (const auto& look : looks_at(reader, instrument, party)) {
        if (view.known && look.recorded > *view.known) continue;
        if (!standing.admitted(look.document)) continue;
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

void add_covered(std::vector<Absence>& absences, Reader& reader, std::string_view instrument,
                 std::string_view party, Standing& standing) {
    std::set<std::pair<std::string, Alias>> seen;
    for (const auto& each : covering(reader, instrument)) {
        const auto* source = words().source(each.source);
        if (!source || source->covers.empty() || !seen.insert({each.source, each.alias}).second) continue;
        const auto& newest = standing.newest(each.source, each.alias);
        if (newest.empty()) continue;
        const auto& about = standing.particulars(newest.front());
        if (about.as_of->lo == earliest_day) continue;
        for (const auto& entity : entities_watched(*source, party))
            for (const auto& milestone : source->covers)
                absences.push_back(
                    {milestone, entity, "", about.as_of->lo, each.source, "", "document:" + about.key, 0});
    }
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

std::optional<Day> depositary_as_of(Reader& reader, std::string_view instrument, Standing& standing) {
    std::optional<Day> newest;
    const auto see = [&](std::int64_t document) {
        const auto& about = standing.particulars(document);
        if (is_depositary(about.source) && about.as_of && standing.admitted(document))
            newest = newest ? std::max(*newest, about.as_of->lo) : about.as_of->lo;
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
    if (!milestone) return false;
    switch (milestone->effect) {
        case Effect::signs:
        case Effect::unsigns:
        case Effect::consents:
        case Effect::withdraws:
        case Effect::provisional:
        case Effect::enters:
            return false;
        default:
            return true;
    }
}

TrackEvent as_track_event(const Event& event) {
    TrackEvent out;
    out.id = event.id, out.milestone = event.milestone, out.entity = event.entity;
    out.form = event.form, out.subject = event.subject;
    out.when = event.when;
    out.unconfirmed = event.unconfirmed;
    return out;
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

std::vector<Said> said_of(Reader& reader, std::string_view instrument, std::string_view party,
                          const View& view) {
    std::vector<Said> found;
    Standing standing(reader, view);
    Query rows(reader, statements_of_track);
    for (rows.bind(instrument, party); rows.step();) {
        if (view.is_current() && !rows.flag(15)) continue;
        auto said = said_in(rows);
        // What was public by a day is not what has been said last, but what counts among the documents of
        // then.
        if (view.known && !view.published && !current_on(reader, said.id, *view.known)) continue;
        if (place(reader, said, standing, view)) found.push_back(std::move(said));
    }
    return found;
}

std::vector<std::string> parties_on(Reader& reader, std::string_view instrument, const View& view) {
    std::vector<std::string> found;
    Query rows(reader,
               view.is_current()
                   ? "SELECT DISTINCT party FROM statement WHERE instrument = ? AND live = 1 ORDER BY party"
                   : "SELECT DISTINCT party FROM statement WHERE instrument = ? ORDER BY party");
    for (rows.bind(instrument); rows.step();) found.push_back(rows.text(0));
    if (!view.is_current())
        std::erase_if(found, [&](const std::string& party) {
            return said_of(reader, instrument, party, view).empty();
        });
    return found;
}

Settled settled(Reader& reader, std::string_view instrument, std::string_view party, const View& view) {
    return settle(said_of(reader, instrument, party, view), words());
}

InstrumentFacts instrument_facts(Reader& reader, std::string_view instrument, const View& view) {
    InstrumentFacts facts;
    facts.instrument = instrument;
    Standing standing(reader, view);
    {
        Query row(reader, "SELECT kind FROM instrument WHERE id = ?");
        if (row.bind(instrument).step()) facts.kind = row.text(0);
    }
    if (view.is_current())
        for (auto& event : stored_events(reader, instrument))
            facts.events[event.party].push_back(std::move(event));
    else
        for (const auto& party : parties_on(reader, instrument, view)) {
            auto events = settled(reader, instrument, party, view).events;
            in_stored_order(events);
            facts.events[party] = std::move(events);
        }
    facts.clause = clause_of(reader, instrument, standing);
    facts.as_of = depositary_as_of(reader, instrument, standing);
    std::optional<When> recorded;
    std::vector<Consent> counted;
    for (const auto& [party, events] : facts.events) {
        if (party.empty()) {
            for (const auto& event : events) {
                const auto* milestone = words().milestone(event.milestone);
                if (milestone && milestone->effect == Effect::enters &&
                    (!recorded || event.when.lo < recorded->lo))
                    recorded = event.when;
            }
        } else if (auto consent = consent_of(party, events)) {
            facts.consents.push_back(std::move(*consent));
            for (auto& each : consents_of(party, events)) counted.push_back(std::move(each));
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
    if (const auto own = about.events.find(party); own != about.events.end() && !party.empty())
        for (const auto& event : own->second) facts.events.push_back(as_track_event(event));
    if (const auto all = about.events.find(""); all != about.events.end())
        for (const auto& event : all->second)
            if (party.empty() || is_for_all(event)) {
                facts.events.push_back(as_track_event(event));
                facts.events.back().general = true;
            }

    Standing standing(reader, view);
    add_asserted(facts.absences, settled(reader, about.instrument, party, view).absences);
    if (!party.empty()) add_asserted(facts.absences, settled(reader, about.instrument, "", view).absences);
    add_looks(facts.absences, reader, about.instrument, party, standing, view);
    add_covered(facts.absences, reader, about.instrument, party, standing);
    leave_out_what_happened(facts);
    std::sort(facts.absences.begin(), facts.absences.end(), [](const Absence& a, const Absence& b) {
        return std::tie(a.milestone, a.entity, a.subject, a.reach, a.source, a.note) <
               std::tie(b.milestone, b.entity, b.subject, b.reach, b.source, b.note);
    });

    const auto consent = std::find_if(about.consents.begin(), about.consents.end(),
                                      [&](const Consent& each) { return each.party == party; });
    if (consent != about.consents.end())
        facts.computed_entry = bound(about.clause, about.entry, *consent, latest_day).computed;
    return facts;
}

TrackFacts track_facts(Reader& reader, std::string_view instrument, std::string_view party,
                       const View& view) {
    return track_facts(reader, instrument_facts(reader, instrument, view), party, view);
}

}  // namespace registry::store
