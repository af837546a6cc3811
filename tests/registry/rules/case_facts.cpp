#include "case_facts.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <stdexcept>

#include "registry/exchange/exchange_xml.hpp"
#include "registry/reconcile/settle.hpp"

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
    std::string kind;
};

void gather(const Batch& batch, OneName& names, const std::string& instrument, const std::string& party,
            Gathered& all) {
    for (const auto& statement : batch.statements) {
        if (names.id(statement.instrument) != instrument) continue;
        const auto& document = batch.documents.at(statement.document);
        Said said;
        said.id = static_cast<std::int64_t>(all.said.size() + 1);
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
        all.absences.push_back({look.milestone, entity_id(look.entity), "", look.to, look.source, look.note,
                                "look:" + look.source + ":" + iso(look.to), look.unreadable, look.from});
    }
    for (const auto& name : batch.covers) {
        if (names.id(name) != instrument || !batch.documents.front().as_of) continue;
        const auto* source = words().source(batch.documents.front().source);
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
                all.absences.push_back({milestone, entity, "", batch.documents.front().as_of->lo, source->id,
                                        "", "document:", 0});
    }
    for (const auto& clause : batch.clauses)
        if (names.id(clause.instrument) == instrument) all.clause = clause.clause;
    for (const auto& description : batch.descriptions)
        if (description.key == "kind" && names.id(description.instrument) == instrument)
            all.kind = description.value;
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
               const std::string& kind) {
    Gathered all;
    OneName names(batches);
    for (const auto& batch : batches) gather(batch, names, instrument, party, all);
    Facts facts;
    facts.track.instrument = instrument;
    facts.track.party = party;
    facts.track.instrument_kind = kind.empty() ? all.kind : kind;
    facts.track.absences = all.absences;
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
            if (who.empty() && has(event, Effect::enters)) recorded = event.when;
            if (who != party && !(who.empty() && is_for_all(event))) continue;
            facts.track.events.push_back({event.id, event.milestone, event.entity, event.form, event.subject,
                                          event.when, event.unconfirmed});
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
    return facts;
}

}  // namespace cases
