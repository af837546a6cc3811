// placet stalled: the findings of a day, worst first. Only what somebody looked for is listed (semantics 3).
#include <CLI/CLI.hpp>

#include <ostream>

#include "registry/answers/as_asked.hpp"
#include "registry/intake/intake.hpp"
#include "registry/rules/words.hpp"
#include "server/program/command.hpp"

namespace server::program {
namespace {

struct Options {
    std::string party, entity, rule, severity = "stalled";
    Days days;
};

void stalled(Context& context, const Options& options) {
    const auto now = context.now();
    const auto asked = options.days.asked(now);
    registry::StalledFilter filter;
    if (!options.party.empty()) filter.party = party_of(options.party);
    if (!options.entity.empty()) {
        const auto* entity = registry::Vocabulary::built_in().entity_named(options.entity);
        if (!entity)
            throw Refusal(exit_usage, "no entity is known as \"" + options.entity +
                                          "\" (see schemas/vocabulary/entities.xml)");
        filter.entity = entity->id;
    }
    if (!options.rule.empty() && !registry::rule(options.rule)) {
        std::string known;
        for (const auto& each : registry::built_in_rules()) known += (known.empty() ? "" : ", ") + each.id;
        throw Refusal(exit_usage, "no rule is called \"" + options.rule + "\"; there are " + known);
    }
    filter.rule = options.rule;
    filter.at_least = *registry::named<registry::Severity>(options.severity);
    filter.limit = 100'000;

    auto database = context.open();
    if (asked.is_plain()) registry::tick(database, now);  // verdicts turn with the day
    auto reader = database.read();
    const auto& words = registry::Vocabulary::built_in();
    Table table{{"finding", "instrument", "party", "entity", "rule", "severity", "certain_severity",
                 "certainty", "since", "because"},
                {}};
    for (const auto& line : registry::stalled(reader, filter, asked)) {
        const auto& v = line.verdict;
        std::vector<std::string> because{
            registry::in_short(registry::Lang::en, v, words, asked.on, line.reason_given)};
        if (context.as() != Format::text)
            for (auto& each : registry::in_words(registry::Lang::en, v.because, words, asked.on))
                because.push_back(std::move(each.text));
        table.rows.push_back({v.id, v.instrument, v.party, v.entity, v.rule,
                              std::string{registry::name_of(v.severity)},
                              std::string{registry::name_of(v.certain_severity)},
                              std::string{registry::name_of(v.certainty)}, v.since.edtf, because});
    }
    if (table.rows.empty() && context.as() == Format::text && registry::is_before_registry(reader, asked))
        context.streams.out << "This registry held nothing by " << registry::iso(*asked.known) << ".\n";
    else if (table.rows.empty() && context.as() == Format::text)
        context.streams.out << "Nothing is " << options.severity << " or worse on " << registry::iso(asked.on)
                            << ", as far as somebody looked.\n";
    else
        print(context, table);
    if (context.as() != Format::text || table.rows.empty()) return;
    context.streams.out << "\nOn " << registry::iso(asked.on) << ", profile " << options.days.profile
                        << ". A class is the rule's; it is not a finding of fault."
                        << (registry::made_from_samples(reader)
                                ? " Contains samples, which are not official files."
                                : "")
                        << "\n";
}

}  // namespace

void add_stalled(CLI::App& app, Context& context) {
    auto options = std::make_shared<Options>();
    auto& command = *app.add_subcommand(
        "stalled", "Where tracks have stopped: rule, severity, certainty, since when, why");
    command.add_option("--party", options->party, "Only that party's");
    command.add_option("--entity", options->entity, "Only those waiting for that entity");
    command.add_option("--rule", options->rule, "Only that rule's");
    command.add_option("--severity", options->severity, "That severity or worse")
        ->check(CLI::IsMember({"notice", "warn", "stalled", "severe"}));
    options->days.add_to(command, true);
    command.callback(
        [&context, options] { context.chosen = [&context, options] { stalled(context, *options); }; });
}

}  // namespace server::program
