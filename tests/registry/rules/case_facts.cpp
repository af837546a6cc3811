#include "case_facts.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <stdexcept>

#include "registry/exchange/exchange_xml.hpp"
#include "registry/reconcile/settle.hpp"
#include "registry/timeline/lapses.hpp"

namespace cases {

using namespace registry;

Batch read_evidence(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error("no such evidence: " + path.string());
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    auto batch = read_exchange(text, path.filename().string());
    if (!batch) throw std::runtime_error(batch.error().where + ": " + batch.error().what);
    return *batch;
}

namespace {

// Names that somebody says are of one instrument.
class OneName {
public:
    explicit OneName(const std::vector<Batch>& batches) {
        for (const auto& batch : batches)
            for (const auto& link : batch.links) join(link.one, link.other);
    }
    std::string id(const Alias& alias) {
        std::vector<Alias> all;
        const auto of = root(alias);
        for (const auto& [each, _] : parent_)
            if (root(each) == of) all.push_back(each);
        if (all.empty()) all.push_back(alias);
        return mint_id(all);
    }

private:
    Alias root(Alias alias) {
        parent_.try_emplace(alias, alias);
        while (parent_.at(alias) != alias) alias = parent_.at(alias);
        return alias;
    }
    void join(const Alias& a, const Alias& b) {
        const auto first = root(a), second = root(b);
        parent_[second] = first;
    }
    std::map<Alias, Alias> parent_;
};

const Vocabulary& words() { return Vocabulary::built_in(); }

std::string party_id(const std::string& name) {
    if (name.empty()) return {};
    const auto* party = words().party_named(name);
    if (!party) throw std::runtime_error("no party is called " + name);
    return party->id;
}

std::string entity_id(const std::string& name) {
    if (name.empty()) return {};
    if (words().entity(name)) return name;
    const auto* entity = words().entity_named(name);
    if (!entity) throw std::runtime_error("no entity is called " + name);
    return entity->id;
}

struct Gathered {
    std::map<std::string, std::vector<Said>> said;  // by party
    std::vector<Absence> absences;
    std::optional<EntryClause> clause;
    std::string kind, replaced_by;
    std::vector<SittingDays> sittings;  // of each calendar the last given
    std::int64_t count = 0;
};

// Public by that day; where no publication day is known, the day it speaks of counts (semantics 2).
bool is_public(const Document& document, const std::optional<Day>& by) {
    if (!by) return true;
    const auto& day = document.published ? document.published : document.as_of;
    return day && day->hi <= *by;
}

void gather(const Batch& batch, OneName& names, const std::string& instrument, const std::string& party,
            const std::optional<Day>& published, Gathered& all) {
    for (const auto& statement : batch.statements) {
        if (names.id(statement.instrument) != instrument) continue;
        const auto& document = batch.documents.at(statement.document);
        if (!is_public(document, published)) continue;
        Said said;
        said.id = ++all.count;
        said.source = document.source;
        said.instrument = instrument;
        said.party = party_id(statement.party);
        said.entity = entity_id(statement.entity);
        said.milestone = statement.milestone;
        said.form = statement.form;
        said.when = statement.when;
        said.act = statement.act;
        said.subject = statement.subject;
        said.polarity = statement.polarity;
        said.unconfirmed = statement.unconfirmed;
        said.note = statement.note;
        said.as_of = document.as_of;
        said.where = document.title + " " + statement.place;
        all.said[said.party].push_back(std::move(said));
    }
    for (const auto& look : batch.looks) {
        if (look.instrument && names.id(*look.instrument) != instrument) continue;
        if (!look.party.empty() && party_id(look.party) != party) continue;
        if (!is_public(batch.documents.at(look.document), published)) continue;
        all.absences.push_back({look.milestone, entity_id(look.entity), "", look.to, look.source, look.note,
                                "look:" + look.source + ":" + iso(look.to), look.unreadable, look.from});
    }
    for (const auto& document : batch.documents) {
        const auto named = [&](const Alias& name) { return names.id(name) == instrument; };
        if (!document.as_of || !is_public(document, published) ||
            std::none_of(document.covers.begin(), document.covers.end(), named))
            continue;
        const auto* source = words().source(document.source);
        if (!source) continue;
        std::vector<std::string> of{""};
        if (source->voice == Voice::parliament) {
            of.clear();
            for (const auto* entity : words().entities_of(party))
                if (std::find(entity->assemblies.begin(), entity->assemblies.end(), source->id) !=
                    entity->assemblies.end())
                    of.push_back(entity->id);
        }
        for (const auto& entity : of)
            for (const auto& milestone : source->covers)
                all.absences.push_back(
                    {milestone, entity, "", document.as_of->lo, source->id, "", "document:", 0});
    }
    for (const auto& clause : batch.clauses)
        if (names.id(clause.instrument) == instrument &&
            is_public(batch.documents.at(clause.document), published))
            all.clause = clause.clause;
    for (const auto& description : batch.descriptions)
        if (description.key == "kind" && names.id(description.instrument) == instrument)
            all.kind = description.value;
    for (const auto& relation : batch.relations)
        if (relation.kind == "replaces" && names.id(relation.to) == instrument)
            all.replaced_by = names.id(relation.from);
    for (const auto& each : batch.sittings)
        if (is_public(batch.documents.at(each.document), published)) all.sittings.push_back(each.calendar);
}

TrackEvent as_track_event(const Event& event, const std::vector<Said>& said) {
    TrackEvent out{event.id,      event.milestone, event.entity,      event.form,
                   event.subject, event.when,      event.unconfirmed, event.party.empty()};
    for (const auto& each : said)
        if (!event.statements.empty() && each.id == event.statements.front()) out.source = each.source;
    return out;
}

bool has(const Event& event, Effect effect) {
    const auto* milestone = words().milestone(event.milestone);
    return milestone && milestone->effect == effect;
}

std::optional<Consent> consent_of(const std::string& party, const std::vector<Event>& events) {
    std::optional<Consent> consent;
    for (const auto& event : events)
        if (has(event, Effect::consents) && (!consent || event.when.lo < consent->deposited.lo))
            consent = Consent{party, event.when, {}, {}};
    for (const auto& event : events) {
        if (consent && has(event, Effect::withdraws)) consent->withdrawn = event.when;
        if (consent && has(event, Effect::enters)) consent->recorded_entry = event.when;
    }
    return consent;
}

// Of what concerns everybody, a party's road takes duties and the like, never signatures, consents or entry
// into force.
bool is_for_all(const Event& event) {
    for (const auto effect : {Effect::signs, Effect::unsigns, Effect::consents, Effect::withdraws,
                              Effect::provisional, Effect::enters})
        if (has(event, effect)) return false;
    return true;
}

}  // namespace

Facts facts_of(const std::vector<Batch>& batches, const std::string& instrument, const std::string& party,
               const std::string& kind, const std::optional<Day>& published) {
    Gathered all;
    OneName names(batches);
    for (const auto& batch : batches) gather(batch, names, instrument, party, published, all);
    Facts facts;
    facts.track.instrument = instrument;
    facts.track.party = party;
    facts.track.instrument_kind = kind.empty() ? all.kind : kind;
    facts.track.absences = all.absences;
    facts.track.replaced_by = all.replaced_by;
    facts.track.sittings = std::make_shared<const std::vector<SittingDays>>(all.sittings);
    facts.clause = all.clause;
    std::vector<Consent> consents;
    std::optional<When> recorded;
    for (const auto& [who, said] : all.said) {
        const auto settled = settle(said, words());
        if (const auto consent = consent_of(who, settled.events); consent && !who.empty()) {
            consents.push_back(*consent);
            if (who == party) facts.consent = consent;
        }
        for (const auto& event : settled.events) {
            if (who.empty() && has(event, Effect::enters)) {
                recorded = event.when;
                facts.track.general_entry = as_track_event(event, said);
            }
            if (who != party && !(who.empty() && is_for_all(event))) continue;
            facts.track.events.push_back(as_track_event(event, said));
        }
        for (const auto& absent : settled.absences)
            if ((who == party || who.empty()) && absent.when.lo != earliest_day)
                facts.track.absences.push_back(
                    {absent.milestone, absent.entity, absent.subject, absent.when.lo, absent.source,
                     absent.note, "statement:" + absent.milestone + ":" + iso(absent.when.lo), 0});
    }
    facts.entry.recorded = recorded;
    if (facts.clause) facts.entry = general_entry(*facts.clause, consents, recorded);
    if (facts.consent)
        facts.track.computed_entry = bound(facts.clause, facts.entry, facts.consent, latest_day).computed;
    add_lapses(facts.track, words(), built_in_calendars());
    return facts;
}

}  // namespace cases
