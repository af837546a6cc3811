// /instruments/{instrument}/{party}/note: a dated status note for a file, one or two sheets of paper.
#include <algorithm>
#include <map>

#include "server/http/message.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/track_order.hpp"
#include "server/pages/track_parts.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

using registry::EventView;
using registry::TrackAnswer;

// The documents the note rests on, numbered as they are first named.
class Documents {
public:
    explicit Documents(const View& view) : view_(view) {}

    std::string number_of(const registry::Evidence& said) {
        const auto key = said.document_key.empty() ? said.source + said.document_title : said.document_key;
        const auto [at, added] = numbers_.emplace(key, numbers_.size() + 1);
        if (added) add(said, at->second);
        return std::to_string(at->second);
    }
    Value list() && { return std::move(list_); }

private:
    void add(const registry::Evidence& said, std::size_t number) {
        auto value = evidence(view_, said);
        value.both("number", number);
        list_.push(std::move(value));
    }
    const View& view_;
    std::map<std::string, std::size_t> numbers_;
    Value list_ = Value::list();
};

bool is_against(const EventView& shown, const registry::Evidence& said) {
    return std::ranges::find(shown.event.against, said.statement) != shown.event.against.end();
}

// Who says so: each source once, with the place in the document believed first and the numbers of all of its
// documents in the list at the end.
Value said_by(const View& view, Documents& documents, const EventView& shown) {
    struct Said {
        const registry::Evidence* first;
        bool against;
        std::vector<std::string> numbers;
    };
    std::vector<Said> sources;
    for (const auto& each : shown.evidence) {
        const bool against = is_against(shown, each);
        auto number = documents.number_of(each);
        const auto same = std::ranges::find_if(sources, [&](const Said& said) {
            return said.first->source == each.source && said.against == against;
        });
        auto& said = same == sources.end() ? sources.emplace_back(Said{&each, against, {}}) : *same;
        if (std::ranges::find(said.numbers, number) == said.numbers.end())
            said.numbers.push_back(std::move(number));
    }
    auto list = Value::list();
    for (const auto& said : sources) {
        auto value = Value::object();
        name_source(value, view, said.first->source);
        value.people("place", place_text(view, said.first->place));
        value.programs("place", said.first->place);
        auto numbers = Value::list();
        for (const auto& each : said.numbers) numbers.push(each);
        value.both("documents", std::move(numbers));
        value.both("against", said.against);
        list.push(std::move(value));
    }
    return list;
}

// A note on the past is told of what had or may have happened by then; one of today also of what is announced.
bool belongs(const TrackAnswer& track, const EventView& shown) {
    return track.asked.on >= track.asked.today ||
           happened_by(shown.event.when, track.asked.on) != registry::Truth::no;
}

Value steps(const View& view, Documents& documents, const TrackAnswer& track) {
    auto list = Value::list();
    for (const auto* shown : in_order(track)) {
        if (!belongs(track, *shown)) continue;
        auto value = Value::object();
        value.both("milestone", shown->event.milestone);
        value.people("milestone_label", event_label(view, *shown));
        name_entity(value, view, shown->event.entity);
        value.both("form", shown->event.form);
        value.people("form_label",
                     registry::parse_span(shown->event.form) ? std::string{} : form_label(view, shown->event.form));
        value.both("when", when(view, shown->event.when));
        value.both("act", shown->event.act);
        value.both("unconfirmed", shown->event.unconfirmed);
        value.people("future", happened_by(shown->event.when, track.asked.on) == registry::Truth::no);
        value.both("said_by", said_by(view, documents, *shown));
        list.push(std::move(value));
    }
    return list;
}

std::string standing_of(const View& view, const registry::EntityOnTrack& entity) {
    std::vector<std::string> words;
    if (entity.required)
        words.push_back(view.say(entity.unconfirmed ? "entity.required-unconfirmed" : "entity.required"));
    if (entity.engaged) words.push_back(view.say("entity.engaged"));
    if (words.empty()) words.push_back(view.say("entity.acted-only"));
    return listed(view, words);
}

Value acts_of(const View& view, const TrackAnswer& track, const std::string& entity) {
    auto list = Value::list();
    for (const auto* shown : in_order(track)) {
        if (shown->event.entity != entity || !belongs(track, *shown)) continue;
        auto value = Value::object();
        name_milestone(value, view, shown->event.milestone);
        value.both("when", when(view, shown->event.when));
        list.push(std::move(value));
    }
    return list;
}

Value assents(const View& view, Documents& documents, const TrackAnswer& track) {
    auto list = Value::list();
    for (const auto& entity : track.entities) {
        auto value = Value::object();
        name_entity(value, view, entity.entity);
        value.both("required", entity.required);
        value.people("standing", standing_of(view, entity));
        const auto because = std::ranges::find_if(
            track.events, [&](const auto& each) { return each.event.id == entity.because; });
        value.both("said_by",
                   because == track.events.end() ? Value::list() : said_by(view, documents, *because));
        value.both("acts", acts_of(view, track, entity.entity));
        list.push(std::move(value));
    }
    return list;
}

Value not_found(const View& view, Documents& documents, const TrackAnswer& track) {
    auto list = Value::list();
    for (const auto& each : track.looks) {
        auto value = look(view, each);
        value.both("number", documents.number_of(each.evidence));
        list.push(std::move(value));
    }
    return list;
}

Value findings(const View& view, const TrackAnswer& track) {
    std::vector<const registry::Verdict*> chosen;
    for (const auto& verdict : track.findings)
        if (verdict.certainty != registry::Certainty::unsearched) chosen.push_back(&verdict);
    std::ranges::stable_sort(chosen, std::greater<>{}, [](const auto* each) { return each->severity; });
    auto list = Value::list();
    for (const auto* verdict : chosen) list.push(finding(view, *verdict));
    return list;
}

// What is next, in the words of the track: "Promulgated; no act of the Federal State found as of …".
std::string next_in_words(const View& view, const TrackAnswer& track) {
    std::string text;
    for (const auto at : track.walk.next) {
        if (at >= track.walk.states.size()) continue;
        const auto& state = track.walk.states[at];
        const auto* absence = absence_for(track, state.step->milestone, state.entity);
        const std::string of = state.entity.empty() ? "party" : "entity";
        text += (text.empty() ? "" : " ") +
                view.say((absence ? "track.none-found." : "track.none-recorded.") + of,
                         {{"milestone", step_label(view, *state.step)},
                          {"entity", entity_label(view, state.entity)},
                          {"party", party_label(view, track.party)},
                          {"day", absence ? day_text(view, std::min(absence->reach, track.asked.on))
                                          : std::string{}}});
    }
    return text;
}

std::string status_sentence(const View& view, const TrackAnswer& track) {
    constexpr std::string_view names[] = {"not-bound", "cannot-be-known", "bound"};
    auto text = view.say("bound." + std::string{names[static_cast<std::size_t>(track.bound.bound)]},
                         {{"day", day_text(view, track.asked.on)}, {"party", party_label(view, track.party)}});
    if (!track.bound.because.empty()) text += ": " + registry::say(view.lang, track.bound.because);
    if (!text.ends_with('.')) text += ".";
    return text;
}

Value aliases(const registry::InstrumentHead& head) {
    auto list = Value::list();
    for (const auto& each : head.aliases) {
        if (each.scheme == "placet") continue;
        list.push(Value::object().both("scheme", each.scheme).both("value", each.value).people(
            "text", registry::text(each)));
    }
    return list;
}

void add_days(Value& says, const View& view) {
    const auto& asked = view.asked;
    says.people("on_text", day_text(view, asked.on));
    says.people("known_text", asked.known ? day_text(view, *asked.known) : day_text(view, asked.today));
    says.people("published_text", asked.published ? day_text(view, *asked.published) : std::string{});
    says.people("profile_text", view.say("/profile." + std::string{registry::name_of(asked.profile)}));
}

}  // namespace

Document status_note(const View& view, const TrackAnswer& answer, std::uint64_t revision) {
    const auto party = party_label(view, answer.party);
    const std::string title{title_of(view, answer.instrument).get("text")->text()};
    auto document = page(view, "status_note", view.say("note.title") + ": " + party + " – " + title);
    auto& says = document.says;
    Documents documents(view);
    name_instrument(says, view, answer.instrument);
    name_party(says, view, answer.party);
    says.people("track_href",
                view.to("/instruments/" + percent(answer.instrument.id) + "/" + percent(answer.party)));
    says.both("aliases", aliases(answer.instrument));
    says.both("nothing_known", answer.nothing_known);
    add_days(says, view);
    says.both("status", status_sentence(view, answer));
    says.both("next", next_in_words(view, answer));
    says.people("age", has_depositary(answer.instrument)
                           ? depositary_age(view, as_told(answer.depositary_told, answer.depositary_as_of), answer.asked.on)
                           : std::string{});
    says.both("steps", steps(view, documents, answer));
    const bool whole = registry::required_list_is_whole(answer.facts);
    says.both("required_list_whole", whole);
    says.people("whole_says", view.say(whole ? "entity.list-whole" : "entity.list-not-whole"));
    says.both("assents", assents(view, documents, answer));
    says.both("looks", not_found(view, documents, answer));
    says.both("findings", findings(view, answer));
    auto notes = Value::list();
    for (const auto& note : answer.notes) notes.push(sentence(view, note));
    says.both("notes", std::move(notes));
    says.both("sources_not_consulted", not_consulted(view, answer.not_consulted));
    says.both("documents", std::move(documents).list());
    says.programs("revision", revision);
    says.people("generated",
                view.say("note.generated", {{"day", day_text(view, view.asked.today)},
                                            {"revision", number(view, static_cast<std::int64_t>(revision))}}));
    add_citation(document, view, view.say("note.title") + ", " + party + ", " + title);
    return document;
}

Answered status_note_page(const Asking& asking) {
    const auto& view = asking.view;
    const auto& typed = asking.params["instrument"];
    const auto& typed_party = asking.params["party"];
    const auto found = registry::find_instrument(asking.reader, typed);
    if (!found.id) return missing(view, "instrument", typed, found.near);
    const auto party = registry::find_party(typed_party);
    if (!party.id) return missing(view, "party", typed_party, party.near);
    if (*found.id != typed || *party.id != typed_party)
        return Moved{view.here_at("/instruments/" + percent(*found.id) + "/" + percent(*party.id) + "/note")};
    const auto answer = registry::track_answer(asking.reader, *found.id, *party.id, view.asked);
    if (!answer) return missing(view, "track", typed_party + ", " + typed);
    return status_note(view, *answer, asking.reader.revision());
}

}  // namespace server
