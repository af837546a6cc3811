// /instruments/{instrument}: what it is called, its own dates, who takes part, how it enters into force.
#include <algorithm>

#include "registry/answers/exchange_of.hpp"
#include "registry/rules/words.hpp"
#include "server/http/message.hpp"
#include "server/pages/calendar_days.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/instrument_linked.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/participants.hpp"
#include "server/pages/participation_page.hpp"
#include "server/pages/track_parts.hpp"
#include "server/pages/words.hpp"
#include "server/represent/linked.hpp"

namespace server {
namespace {

using registry::InstrumentAnswer;

constexpr std::size_t passage_shown = 400;  // characters of each; the whole stands in the document

Value titles(const View& view, const registry::InstrumentHead& head) {
    auto list = Value::list();
    for (const auto& title : head.titles) {
        auto value = Value::object();
        value.both("lang", title.lang);
        value.people("language", language_label(view, title.lang));
        value.both("text", title.text);
        list.push(std::move(value));
    }
    return list;
}

Value aliases(const registry::InstrumentHead& head) {
    auto list = Value::list();
    for (const auto& alias : head.aliases) {
        if (alias.scheme == "placet") continue;
        auto value = Value::object();
        value.both("scheme", alias.scheme);
        value.both("number", alias.value);
        value.people("text", registry::text(alias));
        list.push(std::move(value));
    }
    return list;
}

Value counts(const View& view, std::string_view of, const registry::Counts& counts) {
    auto value = Value::object();
    value.people("label", view.say("instrument.counts." + std::string{of}));
    const auto add = [&](std::string_view key, const std::optional<int>& count) {
        value.both(key, count);
        value.people(std::string{key} + "_text",
                     count ? number(view, *count) : view.say("instrument.no-count"));
    };
    add("signatories", counts.signatories);
    add("parties", counts.parties);
    return value;
}

Value entry(const View& view, const InstrumentAnswer& answer) {
    auto value = Value::object();
    value.both("recorded", when(view, answer.entry.recorded));
    value.both("computed", when(view, answer.entry.computed));
    auto counted = Value::list();
    for (const auto& party : answer.entry.counted) counted.push(party);
    value.programs("counted", std::move(counted));
    if (!answer.clause) return value;
    const auto& clause = *answer.clause;
    value.programs("threshold", clause.threshold);
    value.programs("delay", registry::iso(clause.delay));
    value.programs("own", registry::iso(clause.own));
    value.both("authority", clause.authority);
    value.people("clause", view.say(clause.threshold ? "instrument.clause" : "instrument.clause-own",
                                    {{"n", number(view, clause.threshold)},
                                     {"delay", registry::in_words(view.lang, clause.delay)},
                                     {"own", registry::in_words(view.lang, clause.own)}}));
    return value;
}

Value descriptions(const View& view, const InstrumentAnswer& answer) {
    auto list = Value::list();
    for (const auto& each : answer.descriptions) {
        if (each.key == "title" || each.key == "kind") continue;  // said above
        auto value = Value::object();
        value.both("key", each.key);
        const auto label = view.say("description." + each.key);
        value.people("label", label.starts_with("pages.") ? each.key : label);
        value.both("lang", each.language);
        value.both("text", each.value);
        value.both("evidence", evidence(view, each.evidence));
        list.push(std::move(value));
    }
    return list;
}

Value relations(const View& view, const InstrumentAnswer& answer) {
    auto list = Value::list();
    for (const auto& each : answer.relations) {
        auto value = Value::object();
        value.both("kind", each.kind);
        value.both("outwards", each.outwards);
        const auto key = "relation." + each.kind + (each.outwards ? "" : ".back");
        const auto label = view.say(key);
        value.people("label", label.starts_with("pages.") ? each.kind : label);
        name_instrument(value, view, each.other);
        list.push(std::move(value));
    }
    return list;
}

// Cut between characters, never inside one.
std::string beginning(const std::string& text, std::size_t characters) {
    std::size_t at = 0;
    for (; at < text.size() && characters; ++at)
        if (at + 1 == text.size() || (text[at + 1] & 0xC0) != 0x80) --characters;
    return at < text.size() ? text.substr(0, at) + " […]" : text;
}

Value passages(const View& view, const InstrumentAnswer& answer) {
    auto list = Value::list();
    for (const auto& each : answer.passages) {
        auto value = Value::object();
        value.both("kind", each.kind);
        const auto label = view.say("passage." + each.kind);
        value.people("kind_label", label.starts_with("pages.") ? each.kind : label);
        value.both("party", each.party);
        value.people("party_label", each.party.empty() ? each.party_said : party_label(view, each.party));
        value.programs("party_said", each.party_said);
        value.both("lang", each.language);
        value.both("text", beginning(each.text, passage_shown));
        value.programs("place", each.place);
        value.people("place", place_text(view, each.place));
        value.both("document", each.document_key);
        value.people("document_href", each.document_key.empty()
                                          ? std::string{}
                                          : view.plain("/documents/" + each.document_key));
        list.push(std::move(value));
    }
    return list;
}

void add_head(Value& says, const View& view, const InstrumentAnswer& answer) {
    name_instrument(says, view, answer.instrument);
    says.both("kind", answer.instrument.kind);
    says.people("kind_label", kind_label(view, answer.instrument.kind));
    says.both("titles", titles(view, answer.instrument));
    says.both("aliases", aliases(answer.instrument));
    says.both("nothing_known", answer.nothing_known);
    says.both("as_of", when(view, as_told(answer.as_of_told, answer.as_of)));
    says.people("age", has_depositary(answer.instrument)
                           ? depositary_age(view, as_told(answer.as_of_told, answer.as_of), answer.asked.on)
                           : std::string{});
    says.both("official", counts(view, "official", answer.official));
    says.both("counted", counts(view, "counted", answer.counted));
    const bool differ =
        (answer.official.signatories && answer.official.signatories != answer.counted.signatories) ||
        (answer.official.parties && answer.official.parties != answer.counted.parties);
    says.people("counts_differ", differ && answer.asked.is_plain());
}

}  // namespace

Document instrument(const View& view, const InstrumentAnswer& answer) {
    const auto title = title_of(view, answer.instrument);
    auto document = page(view, "instrument", std::string{title.get("text")->text()});
    auto& says = document.says;
    add_head(says, view, answer);
    auto own = Value::list();
    auto sorted = answer.own;
    std::ranges::stable_sort(sorted, {}, [](const auto& each) {
        const auto& when = each.event.when;
        return when.lo == registry::earliest_day ? when.hi : when.lo;
    });
    for (const auto& each : sorted) own.push(event(view, each));
    says.both("events", std::move(own));
    says.both("entry_into_force", entry(view, answer));
    says.both("participants", participants(view, answer));
    says.people("participants_count", number(view, static_cast<std::int64_t>(answer.parties.size())));
    says.both("relations", relations(view, answer));
    says.both("descriptions", descriptions(view, answer));
    says.both("passages", passages(view, answer));
    says.people("passages_count", number(view, static_cast<std::int64_t>(answer.passages.size())));
    auto joined = Value::list();
    for (const auto& each : answer.joined_by_title) joined.push(match_pair(view, each));
    says.both("joined_by_title", std::move(joined));
    auto remarks = Value::list();
    for (const auto& each : answer.remarks) remarks.push(remark(view, each));
    says.both("remarks", std::move(remarks));
    says.people("changes_href", view.plain("/instruments/" + percent(answer.instrument.id) + "/changes"));
    says.people("between_href", view.to("/between", {{"instrument", answer.instrument.id}}));
    says.people("instruments_href", view.to("/instruments"));
    says.people("markup_growth", small_timeline(view, answer));
    says.people("timeline_href", view.to("/instruments/" + percent(answer.instrument.id) + "/timeline"));
    says.people("map_href", view.to("/instruments/" + percent(answer.instrument.id) + "/map"));
    says.people("compare_href", view.to("/compare", {{"instruments", answer.instrument.id}}));
    says.people("participants_href", view.to("/instruments/" + percent(answer.instrument.id) + "/participants"));
    document.linked = linked_instrument(view, answer);
    says.people("markup_linked", data_block(*document.linked));
    add_citation(document, view, std::string{title.get("text")->text()});
    return document;
}

Answered instrument_page(const Asking& asking) {
    const auto& view = asking.view;
    const auto& typed = asking.params["instrument"];
    const auto found = registry::find_instrument(asking.reader, typed);
    if (!found.id) return missing(view, "instrument", typed, found.near);
    if (*found.id != typed) return Moved{view.here_at("/instruments/" + percent(*found.id))};
    const auto answer = registry::instrument_answer(asking.reader, *found.id, view.asked);
    if (!answer) return missing(view, "instrument", typed);
    auto document = instrument(view, *answer);
    if (asking.format == "ics") add_calendar(document, view, calendar_of_instrument(asking.reader, view, *answer));
    if (asking.format == "xml") document.exchange = registry::exchange_of(asking.reader, answer->instrument, view.asked);
    return document;
}

}  // namespace server
