// placet forecast: what will open or worsen within some days if nothing more is recorded.
#include <CLI/CLI.hpp>

#include <charconv>
#include <ostream>

#include "registry/answers/as_asked.hpp"
#include "registry/rules/words.hpp"
#include "server/program/command.hpp"

namespace server::program {
namespace {

struct Options {
    std::string ahead = "90", party;
    Days days;
};

int days_ahead(const std::string& text) {
    int days = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), days);
    if (error != std::errc{} || end != text.data() + text.size() || days < 1 ||
        days > registry::longest_forecast)
        throw Refusal(exit_usage, "--days wants a number from 1 to " +
                                      std::to_string(registry::longest_forecast) + ", not \"" + text + "\"");
    return days;
}

void forecast(Context& context, const Options& options) {
    const auto asked = options.days.asked(context.now());
    registry::ForecastFilter filter;
    filter.days = days_ahead(options.ahead);
    if (!options.party.empty()) filter.party = party_of(options.party);
    filter.limit = 100'000;
    auto database = context.open();
    auto reader = database.read();
    const auto& words = registry::Vocabulary::built_in();
    Table table{
        {"day", "finding", "instrument", "party", "entity", "rule", "from", "to", "certainty", "because"},
        {}};
    for (const auto& line : registry::forecast(reader, filter, asked)) {
        const auto& v = line.verdict;
        const auto from = line.open ? v.severity : registry::Severity::none;
        table.rows.push_back({registry::iso(*line.turns_on), v.id, v.instrument, v.party, v.entity, v.rule,
                              std::string{registry::name_of(from)},
                              std::string{registry::name_of(line.turns_to)},
                              std::string{registry::name_of(v.certainty)},
                              registry::in_short(registry::Lang::en, v, words, *line.turns_on)});
    }
    if (context.as() != Format::text) return print(context, table);
    auto& out = context.streams.out;
    if (registry::is_before_registry(reader, asked))
        out << "This registry held nothing by " << registry::iso(*asked.known) << ".\n";
    else if (table.rows.empty())
        out << "Nothing will open or worsen within " << filter.days << " days after "
            << registry::iso(asked.on) << " if nothing more is recorded, as far as somebody looked.\n";
    else {
        print(context, table);
        out << "\nIf nothing more is recorded within " << filter.days << " days after "
            << registry::iso(asked.on) << ", profile " << options.days.profile
            << ". A class is the rule's; it is not a finding of fault."
            << (registry::made_from_samples(reader) ? " Contains samples, which are not official files." : "")
            << "\n";
    }
}

}  // namespace

void add_forecast(CLI::App& app, Context& context) {
    auto options = std::make_shared<Options>();
    auto& command = *app.add_subcommand(
        "forecast", "What will open or worsen within some days if nothing more is recorded");
    command.add_option("--days", options->ahead, "How many days ahead, 1 to 366");
    command.add_option("--party", options->party, "Only that party's");
    options->days.add_to(command, true);
    command.callback(
        [&context, options] { context.chosen = [&context, options] { forecast(context, *options); }; });
}

}  // namespace server::program
