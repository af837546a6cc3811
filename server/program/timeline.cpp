// placet timeline: what happened, in order, with the sources.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <ostream>

#include "registry/answers/as_asked.hpp"
#include "registry/rules/words.hpp"
#include "server/program/command.hpp"

namespace server::program {
namespace {

struct Options {
    std::string instrument, party;
    Days days;
};

void timeline(Context& context, const Options& options) {
    auto database = context.open();
    auto reader = database.read();
    const auto asked = options.days.asked(context.now());
    const auto id = instrument_of(reader, options.instrument);
    if (context.as() == Format::text && registry::is_before_registry(reader, asked)) {
        context.streams.out << "This registry held nothing by " << registry::iso(*asked.known) << ".\n";
        return;
    }
    Table table{
        {"date", "lo", "hi", "party", "entity", "milestone", "form", "event", "sources", "disputed_by"}, {}};
    const auto add = [&](const registry::EventView& view) {
        const auto& event = view.event;
        std::vector<std::string> sources, against;
        for (const auto& each : view.evidence) {
            const auto dissents =
                std::find(event.against.begin(), event.against.end(), each.statement) != event.against.end();
            (dissents ? against : sources)
                .push_back(each.source + (each.place.empty() ? "" : ", " + each.place) +
                           (dissents ? " says " + each.date : ""));
        }
        const auto bounded = [](registry::Day day) {
            return day == registry::earliest_day || day == registry::latest_day ? Cell{}
                                                                                : Cell{registry::iso(day)};
        };
        table.rows.push_back({event.when.edtf, bounded(event.when.lo), bounded(event.when.hi), event.party,
                              event.entity, event.milestone, event.form, event.id, sources, against});
    };
    if (options.party.empty()) {
        const auto answer = registry::instrument_answer(reader, id, asked);
        if (!answer) throw Refusal(exit_usage, "no instrument is known as \"" + options.instrument + "\"");
        std::vector<registry::EventView> all = answer->own;
        for (const auto& line : answer->parties)
            for (const auto& event : line.events) all.push_back({event, {}});
        // In order of time; what has no first day stands at its last, what has no day at the end.
        const auto stands_at = [](const registry::EventView& view) {
            const auto& when = view.event.when;
            return when.lo == registry::earliest_day ? when.hi : when.lo;
        };
        std::stable_sort(all.begin(), all.end(),
                         [&](const auto& a, const auto& b) { return stands_at(a) < stands_at(b); });
        for (const auto& view : all) add(view);
    } else {
        const auto party = party_of(options.party);
        const auto track = registry::track_answer(reader, id, party, asked);
        if (!track) throw Refusal(exit_usage, "nothing is recorded of " + party + " and " + id);
        for (const auto& view : track->events) add(view);
        // What follows from a dissolution: on the calendar's word.
        for (const auto& each : track->facts.events)
            if (each.derived)
                table.rows.push_back(
                    {each.when.edtf, registry::iso(each.when.lo), registry::iso(each.when.hi), party,
                     each.entity, each.milestone, each.form, each.id,
                     std::vector<std::string>{registry::computed_in_words(
                         registry::Lang::en, each, registry::Vocabulary::built_in(), asked.on)},
                     std::vector<std::string>{}});
        // What follows from a period's running out, and nobody said.
        if (track->walk.computed)
            for (const auto& each : *track->walk.computed)
                table.rows.push_back({each.when.edtf, registry::iso(each.when.lo),
                                      registry::iso(each.when.hi), party, each.entity, each.milestone,
                                      each.form, each.id, std::vector<std::string>{"computed"},
                                      std::vector<std::string>{}});
    }
    print(context, table);
}

}  // namespace

void add_timeline(CLI::App& app, Context& context) {
    auto options = std::make_shared<Options>();
    auto& command = *app.add_subcommand("timeline", "What happened, in order, with the sources");
    add_track_names(command, options->instrument, options->party);
    options->days.add_to(command, false);
    command.callback(
        [&context, options] { context.chosen = [&context, options] { timeline(context, *options); }; });
}

}  // namespace server::program
