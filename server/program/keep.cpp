// placet check, export, tick, remarks, resolve: keeping the store.
#include <CLI/CLI.hpp>

#include <ostream>

#include "registry/intake/intake.hpp"
#include "server/program/command.hpp"

namespace server::program {
namespace {

void check(Context& context) {
    auto database = context.open();
    const auto differences = registry::rejudge(database, context.now());
    for (const auto& each : differences) context.streams.out << each << "\n";
    context.streams.out << (differences.empty()
                                ? "check: events and findings rebuilt from statements are those stored"
                                : "check: " + std::to_string(differences.size()) + " differences")
                        << "\n";
    if (!differences.empty()) context.exit_code = exit_losses;
}

void tick(Context& context) {
    auto database = context.open();
    const auto report = registry::tick(database, context.now());
    Table table{{"tracks", "opened", "changed", "closed"}, {}};
    table.rows.push_back({static_cast<std::int64_t>(report.touched.size()),
                          static_cast<std::int64_t>(report.opened), static_cast<std::int64_t>(report.changed),
                          static_cast<std::int64_t>(report.closed)});
    print(context, table);
}

void remarks(Context& context, const std::string& source) {
    auto database = context.open();
    auto reader = database.read();
    Table table{{"weight", "kind", "what", "where"}, {}};
    for (const auto& name : registry::waiting_names(reader))
        table.rows.push_back({"doubt", "unknown-" + name.kind,
                              "\"" + name.text + "\" is not known; " + std::to_string(name.statements) +
                                  " statements wait (placet resolve \"" + name.text + "\" ID)",
                              name.example});
    constexpr std::size_t page = 500;
    for (std::size_t at = 0;; at += page) {
        const auto some = registry::remarks(reader, source, page, at);
        for (const auto& each : some)
            table.rows.push_back(
                {std::string{registry::name_of(each.weight)}, each.kind, each.what, each.where});
        if (some.size() < page) break;
    }
    print(context, table);
    if (!table.rows.empty()) context.exit_code = exit_remarks;
}

void resolve(Context& context, const std::string& kind, const std::string& name, const std::string& id) {
    auto database = context.open();
    const auto report = registry::resolve_name(database, kind, name, id, context.now());
    if (!report) throw Refusal(exit_usage, report.error().what);
    context.streams.out << "\"" << name << "\" is " << id << "; " << report->touched.size()
                        << " tracks settled again\n";
}

}  // namespace

void add_check(CLI::App& app, Context& context) {
    auto& command = *app.add_subcommand(
        "check", "Rebuild events and findings from statements, compare with what is stored, report");
    command.add_flag_function(
        "--rejudge", [](std::int64_t) {}, "Judge every track again (what check always does)");
    command.callback([&context] { context.chosen = [&context] { check(context); }; });
}

void add_export(CLI::App& app, Context& context) {
    auto& command = *app.add_subcommand(
        "export", "Write the whole registry as one exchange file (urn:placet:exchange:1)");
    auto days = std::make_shared<Days>();
    days->add_to(command, false);
    command.callback([&context, days] {
        context.chosen = [&context, days] {
            const auto asked = days->asked(context.now());
            auto database = context.open();
            auto reader = database.read();
            context.streams.out << registry::export_all(
                reader, {asked.known, asked.published},
                days->on.empty() ? std::nullopt : std::optional{asked.on});
        };
    });
}

void add_tick(CLI::App& app, Context& context) {
    auto& command = *app.add_subcommand(
        "tick", "Judge the tracks that are due by the passage of time; twice on a day changes nothing");
    command.callback([&context] { context.chosen = [&context] { tick(context); }; });
}

void add_remarks(CLI::App& app, Context& context) {
    auto source = std::make_shared<std::string>();
    auto& command = *app.add_subcommand("remarks", "What waits for a person: unknown names, doubts, losses");
    command.add_option("--source", *source, "Only of that source");
    command.callback(
        [&context, source] { context.chosen = [&context, source] { remarks(context, *source); }; });
}

void add_resolve(CLI::App& app, Context& context) {
    struct Names {
        std::string kind = "party", name, id;
    };
    auto names = std::make_shared<Names>();
    auto& command = *app.add_subcommand("resolve", "Settle a name the registry does not know");
    command.add_option("name", names->name, "The name as the source writes it")->required();
    command.add_option("id", names->id, "The party or entity it means")->required();
    command.add_option("--kind", names->kind, "What it names")->check(CLI::IsMember({"party", "entity"}));
    command.callback([&context, names] {
        context.chosen = [&context, names] { resolve(context, names->kind, names->name, names->id); };
    });
}

}  // namespace server::program
