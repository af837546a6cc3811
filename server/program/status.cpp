// placet status: is it in force, for whom, since when, on whose word, and how old that word is.
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <ostream>

#include "registry/answers/as_asked.hpp"
#include "registry/model/messages.hpp"
#include "registry/procedure/step_words.hpp"
#include "registry/rules/words.hpp"
#include "server/program/command.hpp"

namespace server::program {
namespace {

using registry::Lang;
using Writer = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

struct Options {
    std::string instrument, party;
    Days days;
};

constexpr std::string_view spelled(registry::Bound bound) {
    return bound == registry::Bound::yes  ? "bound"
           : bound == registry::Bound::no ? "not-bound"
                                          : "cannot-be-known";
}

std::string title_of(const registry::InstrumentHead& head) {
    const auto* title = head.title(Lang::en);
    return title ? title->text : head.id;
}

void put(Writer& writer, const char* key, std::string_view text) {
    writer.Key(key);
    writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}
void put(Writer& writer, const char* key, const std::optional<registry::When>& when) {
    writer.Key(key);
    when ? writer.String(when->edtf.c_str()) : writer.Null();
}
void put(Writer& writer, const char* key, const std::optional<registry::Day>& day) {
    writer.Key(key);
    day ? writer.String(registry::iso(*day).c_str()) : writer.Null();
}
void put(Writer& writer, const char* key, const std::optional<int>& number) {
    writer.Key(key);
    number ? writer.Int(*number) : writer.Null();
}

void put(Writer& writer, const char* key, const registry::Counts& counts) {
    writer.Key(key);
    writer.StartObject();
    put(writer, "signatories", counts.signatories);
    put(writer, "parties", counts.parties);
    writer.EndObject();
}

void put_entry(Writer& writer, const char* key, const std::optional<registry::When>& recorded,
               const std::optional<registry::When>& computed) {
    writer.Key(key);
    writer.StartObject();
    put(writer, "recorded", recorded);
    put(writer, "computed", computed);
    writer.EndObject();
}

std::string next_step(const registry::TrackAnswer& track) {
    std::string text;
    for (const auto at : track.walk.next) {
        const auto& state = track.walk.states[at];
        const auto* entity = registry::Vocabulary::built_in().entity(state.entity);
        if (!text.empty()) text += "; ";
        text += registry::name_of_step(Lang::en, *state.step) +
                (entity ? " (" + entity->label.in(Lang::en) + ")" : "");
    }
    return text;
}

// The steps that decide who is bound, each with who says so and where.
template <class Each>
void each_deciding(const std::vector<registry::EventView>& events, Each each) {
    using registry::Effect;
    for (const auto& view : events) {
        const auto* milestone = registry::Vocabulary::built_in().milestone(view.event.milestone);
        if (!milestone || view.evidence.empty()) continue;
        const auto effect = milestone->effect;
        if (effect == Effect::signs || effect == Effect::consents || effect == Effect::enters ||
            effect == Effect::withdraws)
            each(view, milestone->label.in(Lang::en), view.evidence.front());
    }
}

void print_authority(std::ostream& out, const std::vector<registry::EventView>& events) {
    each_deciding(events, [&](const registry::EventView& view, const std::string& label,
                              const registry::Evidence& believed) {
        out << "on the word of      " << believed.source_label.in(Lang::en)
            << (believed.place.empty() ? "" : ", " + believed.place) << ": " << label << ", "
            << registry::say_when(Lang::en, view.event.when)
            << (believed.sample ? " (sample, not the official file)" : "") << "\n";
    });
}

void put_authority(Writer& writer, const std::vector<registry::EventView>& events) {
    writer.Key("on_the_word_of");
    writer.StartArray();
    each_deciding(
        events, [&](const registry::EventView& view, const std::string&, const registry::Evidence& believed) {
            writer.StartObject();
            put(writer, "milestone", view.event.milestone);
            put(writer, "date", view.event.when.edtf);
            put(writer, "source", believed.source);
            put(writer, "document", believed.document_title);
            put(writer, "place", believed.place);
            writer.EndObject();
        });
    writer.EndArray();
}

void print_json(Context& context, const registry::InstrumentAnswer& answer,
                const registry::TrackAnswer* track) {
    rapidjson::StringBuffer buffer;
    Writer writer(buffer);
    writer.SetIndent(' ', 1);
    writer.StartObject();
    put(writer, "instrument", answer.instrument.id);
    put(writer, "title", title_of(answer.instrument));
    put(writer, "on", std::optional{answer.asked.on});
    put(writer, "known", answer.asked.known);
    put(writer, "published", answer.asked.published);
    writer.Key("nothing_known");
    writer.Bool(answer.nothing_known);
    put(writer, "official", answer.official);
    put(writer, "counted", answer.counted);
    put_entry(writer, "entered_into_force", answer.entry.recorded, answer.entry.computed);
    put(writer, "as_of", answer.as_of);
    if (track) {
        put(writer, "party", track->party);
        put(writer, "bound", spelled(track->bound.bound));
        put_entry(writer, "entry_into_force_for_party", track->bound.recorded, track->bound.computed);
        put(writer, "because",
            track->bound.because.empty() ? "" : registry::say(Lang::en, track->bound.because));
        put_authority(writer, track->events);
        put(writer, "next_step", next_step(*track));
        put(writer, "procedure", track->procedure.procedure ? track->procedure.procedure->id : "");
        writer.Key("periods");
        writer.StartArray();
        for (const auto& state : track->walk.states) {
            if (!state.period) continue;
            writer.StartObject();
            put(writer, "from", state.period->clock->from);
            put(writer, "starts_on", state.period->start->when.edtf);
            put(writer, "ends_on", state.period->last_day());
            put(writer, "not_before", std::optional{state.period->earliest});
            put(writer, "says", registry::in_words(Lang::en, *state.period, answer.asked.on));
            writer.EndObject();
        }
        writer.EndArray();
        writer.Key("findings");
        writer.StartArray();
        for (const auto& verdict : track->findings) {
            writer.StartObject();
            put(writer, "finding", verdict.id);
            put(writer, "rule", verdict.rule);
            put(writer, "entity", verdict.entity);
            put(writer, "severity", registry::name_of(verdict.severity));
            put(writer, "certainty", registry::name_of(verdict.certainty));
            writer.EndObject();
        }
        writer.EndArray();
    }
    writer.EndObject();
    context.streams.out << buffer.GetString() << "\n";
}

// "Lapsed (Federal State): 25 April 2014, computed from the dissolution of …".
std::string computed(const registry::TrackEvent& lapse, registry::Day on) {
    return registry::computed_in_words(Lang::en, lapse, registry::Vocabulary::built_in(), on);
}

std::string counted(const registry::Counts& counts) {
    const auto number = [](const std::optional<int>& n) {
        return n ? std::to_string(*n) : std::string{"not stated"};
    };
    return "signatories " + number(counts.signatories) + ", parties " + number(counts.parties);
}

std::string shown(const std::optional<registry::When>& when) {
    return when ? registry::say_when(Lang::en, *when) : "not recorded";
}

std::string age_of_data(const registry::InstrumentAnswer& answer) {
    if (!answer.as_of) return "day not known";
    const auto day = "as of " + registry::iso(*answer.as_of);
    const auto age = registry::days_between(*answer.as_of, answer.asked.on);
    return age > 0 ? day + ", " + std::to_string(age) + " days before the day asked" : day;
}

void print_text(Context& context, const registry::InstrumentAnswer& answer,
                const registry::TrackAnswer* track) {
    auto& out = context.streams.out;
    out << title_of(answer.instrument) << " (" << answer.instrument.id << ")\n";
    out << "on                  " << registry::iso(answer.asked.on) << "\n";
    if (answer.nothing_known) {
        out << "This registry held nothing by " << registry::iso(*answer.asked.known) << ".\n";
        return;
    }
    out << "in force generally  recorded: " << shown(answer.entry.recorded)
        << "; computed: " << shown(answer.entry.computed) << "\n";
    out << "official            " << counted(answer.official) << "\ncounted here        "
        << counted(answer.counted) << "\n";
    out << "depositary's data   " << age_of_data(answer) << "\n";
    print_authority(out, answer.own);
    if (!track) return;
    const auto* party = registry::Vocabulary::built_in().party(track->party);
    out << "\n" << (party ? party->label.in(Lang::en) : track->party) << "\n";
    out << "bound               " << spelled(track->bound.bound)
        << "; recorded: " << shown(track->bound.recorded) << "; computed: " << shown(track->bound.computed)
        << "\n";
    if (!track->bound.because.empty())
        out << "because             " << registry::say(Lang::en, track->bound.because) << "\n";
    print_authority(out, track->events);
    for (const auto& each : track->facts.events)
        if (each.derived && each.when.lo <= answer.asked.on)
            out << "computed            " << computed(each, answer.asked.on) << "\n";
    if (track->procedure.procedure) {
        const auto next = next_step(*track);
        out << "next recorded step  " << (next.empty() ? "none is determined from what is recorded" : next)
            << "\n";
        for (const auto& state : track->walk.states)
            if (state.period)
                out << "period              " << registry::name_of_step(Lang::en, *state.step) << ": "
                    << registry::in_words(Lang::en, *state.period, answer.asked.on) << "\n";
    }
    for (const auto& verdict : track->findings)
        out << "finding             " << verdict.id << ": " << registry::name_of(verdict.severity) << ", "
            << registry::name_of(verdict.certainty) << "\n";
}

void status(Context& context, const Options& options) {
    auto database = context.open();
    auto reader = database.read();
    const auto asked = options.days.asked(context.now());
    const auto id = instrument_of(reader, options.instrument);
    const auto answer = registry::instrument_answer(reader, id, asked);
    if (!answer) throw Refusal(exit_usage, "no instrument is known as \"" + options.instrument + "\"");
    std::optional<registry::TrackAnswer> track;
    if (!options.party.empty()) {
        const auto party = party_of(options.party);
        track = registry::track_answer(reader, id, party, asked);
        if (!track) throw Refusal(exit_usage, "nothing is recorded of " + party + " and " + id);
    }
    if (context.as() == Format::text)
        print_text(context, *answer, track ? &*track : nullptr);
    else if (context.as() == Format::json)
        print_json(context, *answer, track ? &*track : nullptr);
    else
        throw Refusal(
            exit_usage,
            "status is printed as text or json; for tables use timeline or stalled with --format csv");
}

}  // namespace

void add_status(CLI::App& app, Context& context) {
    auto options = std::make_shared<Options>();
    auto& command = *app.add_subcommand("status", "Is it in force, for whom, since when, on whose word");
    add_track_names(command, options->instrument, options->party);
    options->days.add_to(command, true);
    command.callback(
        [&context, options] { context.chosen = [&context, options] { status(context, *options); }; });
}

}  // namespace server::program
