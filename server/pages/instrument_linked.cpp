#include "server/pages/instrument_linked.hpp"

#include <algorithm>

#include "server/http/message.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/track_parts.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

using registry::InstrumentAnswer;
using registry::Truth;

Value reference(std::string iri) { return Value::object().both("@id", std::move(iri)); }

// Terms without a prefix are schema.org's. ELI: the ontology of the EU's Publications Office.
Value context() {
    const auto typed = [](std::string_view type) { return Value::object().both("@type", type); };
    return Value::object()
        .both("@vocab", "https://schema.org/")
        .both("eli", "http://data.europa.eu/eli/ontology#")
        .both("skos", "http://www.w3.org/2004/02/skos/core#")
        .both("xsd", "http://www.w3.org/2001/XMLSchema#")
        .both("url", typed("@id"))
        .both("sameAs", typed("@id"))
        .both("eli:date_document", typed("xsd:date"))
        .both("eli:first_date_entry_in_force", typed("xsd:date"))
        .both("eli:date_no_longer_in_force", typed("xsd:date"));
}

Value in_language(std::string_view text, std::string_view lang) {
    auto value = Value::object();
    value.both("@value", text);
    if (!lang.empty()) value.both("@language", lang);
    return value;
}

Value names(const registry::InstrumentHead& head) {
    auto list = Value::list();
    for (const auto& title : head.titles) list.push(in_language(title.text, title.lang));
    return list;
}

// ISO 8601 has the day, the month or the year; what EDTF says beyond them it has not.
std::string iso_date(const registry::When& when) {
    const auto plain = [](char c) { return (c >= '0' && c <= '9') || c == '-'; };
    const auto size = when.edtf.size();
    const bool shape = size == 4 || size == 7 || size == 10;
    // "2018-21" is a season.
    const bool season = size == 7 && when.edtf.substr(5) > "12";
    return shape && !season && std::ranges::all_of(when.edtf, plain) ? when.edtf : std::string{};
}

const registry::Event* own(const InstrumentAnswer& answer, std::string_view milestone) {
    for (const auto& each : answer.own)
        if (each.event.milestone == milestone && !each.event.unconfirmed) return &each.event;
    return nullptr;
}

void add_dates(Value& into, const InstrumentAnswer& answer) {
    // "Date of adoption or signature of the legislation" (schema.org); of an act the assembly's adoption.
    const auto* adopted = own(answer, "text-adopted");
    if (!adopted) adopted = own(answer, "adopted");
    if (!adopted) return;
    if (const auto date = iso_date(adopted->when); !date.empty()) into.both("legislationDate", date);
    if (adopted->when.is_day()) into.both("eli:date_document", registry::iso(adopted->when.lo));
}

void add_passed_by(Value& into, const View& view, const InstrumentAnswer& answer) {
    const auto* adopted = own(answer, "adopted");
    if (!adopted || adopted->entity.empty()) return;
    auto body = Value::object();
    body.both("@type", "Organization");
    body.both("name", in_language(entity_label(view, adopted->entity), registry::name_of(view.lang)));
    body.both("identifier", adopted->entity);
    into.both("legislationPassedBy", std::move(body));
}

// Only what is sure on the day asked: an entry into force that has happened by then and no end that may have,
// or one that has not. Without any record it is not known, and left out.
std::optional<bool> is_in_force(const InstrumentAnswer& answer) {
    const auto& entry = answer.entry.recorded ? answer.entry.recorded : answer.entry.computed;
    const auto* end = own(answer, "terminated");
    const auto ended = end ? registry::happened_by(end->when, answer.asked.on) : Truth::no;
    if (ended == Truth::yes) return false;
    if (!entry) return std::nullopt;
    const auto entered = registry::happened_by(*entry, answer.asked.on);
    if (entered == Truth::no) return false;
    if (entered == Truth::yes && ended == Truth::no) return true;
    return std::nullopt;
}

void add_force(Value& into, const InstrumentAnswer& answer) {
    if (const auto in_force = is_in_force(answer)) {
        into.both("legislationLegalForce",
                  reference(*in_force ? "https://schema.org/InForce" : "https://schema.org/NotInForce"));
        into.both("eli:in_force", reference(std::string{"http://data.europa.eu/eli/ontology#InForce-"} +
                                            (*in_force ? "inForce" : "notInForce")));
    }
    const auto& entry = answer.entry.recorded;
    if (entry && entry->is_day()) into.both("eli:first_date_entry_in_force", registry::iso(entry->lo));
    if (const auto* end = own(answer, "terminated"); end && end->when.is_day())
        into.both("eli:date_no_longer_in_force", registry::iso(end->when.lo));
}

void add_identifiers(Value& into, const InstrumentAnswer& answer) {
    auto numbers = Value::list(), same = Value::list();
    for (const auto& alias : answer.instrument.aliases) {
        if (alias.scheme == "placet") continue;
        numbers.push(registry::text(alias));
        if (is_web_address(alias.value)) same.push(alias.value);
    }
    into.both("identifier", answer.instrument.id);
    if (!numbers.items()->empty()) into.both("eli:id_local", numbers).both("legislationIdentifier", numbers);
    if (!same.items()->empty()) into.both("sameAs", std::move(same));
}

void add_kind(Value& into, const View& view, const InstrumentAnswer& answer) {
    const auto& kind = answer.instrument.kind;
    if (kind.empty()) return;
    const auto label = kind_label(view, kind);
    into.both("legislationType", in_language(label, registry::name_of(view.lang)));
    into.both("eli:type_document", Value::object()
                                       .both("@type", "skos:Concept")
                                       .both("skos:notation", kind)
                                       .both("skos:prefLabel", in_language(label, registry::name_of(view.lang))));
}

void add_relations(Value& into, const View& view, const InstrumentAnswer& answer) {
    struct Term {
        std::string_view kind;
        bool outwards;
        std::string_view schema, eli;  // empty: schema.org has no such term
    };
    constexpr Term terms[] = {{"amends", true, "legislationChanges", "eli:amends"},
                              {"amends", false, {}, "eli:amended_by"},
                              {"based-on", true, "isBasedOn", "eli:based_on"},
                              {"based-on", false, {}, "eli:basis_for"}};
    for (const auto& term : terms) {
        auto schema = Value::list(), eli = Value::list();
        for (const auto& each : answer.relations) {
            if (each.kind != term.kind || each.outwards != term.outwards) continue;
            const auto iri = view.permanent("/instruments/" + percent(each.other.id));
            schema.push(
                Value::object().both("@type", "Legislation").both("@id", iri).both("name", names(each.other)));
            eli.push(reference(iri));
        }
        if (eli.items()->empty()) continue;
        if (!term.schema.empty()) into.both(term.schema, std::move(schema));
        into.both(term.eli, std::move(eli));
    }
}

}  // namespace

Value linked_instrument(const View& view, const InstrumentAnswer& answer) {
    const auto iri = view.permanent("/instruments/" + percent(answer.instrument.id));
    auto linked = Value::object();
    linked.both("@context", context());
    linked.both("@type", Value::list().push("Legislation").push("eli:LegalResource"));
    linked.both("@id", iri).both("url", iri);
    if (!answer.instrument.titles.empty()) linked.both("name", names(answer.instrument));
    add_identifiers(linked, answer);
    add_kind(linked, view, answer);
    add_dates(linked, answer);
    add_passed_by(linked, view, answer);
    add_force(linked, answer);
    add_relations(linked, view, answer);
    linked.both("sdPublisher", Value::object().both("@type", "Organization").both("name", "Placet").both(
                                   "url", view.permanent("/")));
    if (const auto told = as_told(answer.as_of_told, answer.as_of))
        if (const auto date = iso_date(*told); !date.empty()) linked.both("sdDatePublished", date);
    return linked;
}

}  // namespace server
