// placet outbox: what waits to be sent, what was given up and why, imports that wait for an editor's word.
#include <CLI/CLI.hpp>

#include <memory>
#include <optional>
#include <ostream>

#include "registry/alerts/fan_out.hpp"
#include "registry/alerts/token.hpp"
#include "registry/store/outbox.hpp"
#include "server/delivery/guard.hpp"
#include "server/letters/parts.hpp"
#include "server/program/base_url.hpp"
#include "server/program/command.hpp"

namespace server::program {
namespace {

namespace store = registry::store;
using registry::Posted;

struct Options {
    std::string state;
    std::size_t limit = 100;
    std::int64_t after = 0, id = 0;
    std::optional<std::int64_t> hold_above, gather, most_lines;
    std::optional<std::string> base_url, hub;
};

std::string time_text(std::optional<registry::Instant> at) {
    return at ? letters::instant_text(*at) : std::string{};
}

// Whom it goes to, as far as that may be shown.
std::string receiver(store::Reader& reader, const registry::Outgoing& one) {
    if (one.endpoint && !store::goes_by_mail(one)) {
        const auto endpoint = store::endpoint(reader, *one.endpoint);
        return endpoint ? letters::host_of(endpoint->url) : std::string{};
    }
    const auto subscriber = store::subscriber(reader, one.subscriber);
    return subscriber ? registry::alerts::masked(subscriber->address) : std::string{};
}

Table listed(store::Reader& reader, const std::vector<registry::Outgoing>& messages) {
    Table table{
        {"id", "kind", "state", "channel", "to", "pace", "made", "due", "sent", "tries", "import", "error"},
        {}};
    for (const auto& each : messages)
        table.rows.push_back(
            {each.id, std::string{registry::name_of(each.kind)}, std::string{registry::name_of(each.state)},
             std::string{store::goes_by_mail(each) ? "mail" : "webhook"}, receiver(reader, each),
             std::string{registry::name_of(each.pace)}, time_text(each.made_at), time_text(each.due_at),
             time_text(each.sent_at), std::int64_t{each.tries}, each.import ? Cell{*each.import} : Cell{},
             each.error});
    return table;
}

void list(Context& context, const Options& options) {
    auto database = context.open();
    auto reader = database.read();
    std::vector<registry::Outgoing> all;
    for (const auto& [state, name] : registry::Names<Posted>::table) {
        // All that is not done with, unless a state is asked for.
        const bool wanted =
            options.state.empty() ? state != Posted::sent && state != Posted::empty : options.state == name;
        if (!wanted || all.size() >= options.limit) continue;
        for (auto& each : store::messages_in(reader, name, options.after, options.limit - all.size()))
            all.push_back(std::move(each));
    }
    print(context, listed(reader, all));
}

void counts(Context& context) {
    auto database = context.open();
    auto reader = database.read();
    const auto queue = store::queue_counts(reader);
    Table table{{"what", "which", "n"}, {}};
    const auto row = [&](const std::string& what, const std::string& which, std::int64_t n) {
        table.rows.push_back({what, which, n});
    };
    for (const auto& [state, name] : registry::Names<Posted>::table) {
        const auto found = queue.messages.find(name);
        row("messages", std::string{name}, found == queue.messages.end() ? 0 : found->second);
    }
    for (const auto& [channel, n] : queue.subscriptions) row("subscriptions", channel, n);
    row("subscriptions", "unconfirmed", queue.unconfirmed);
    row("imports", "held", queue.held_imports);
    row("pings", "waiting", queue.pings);
    print(context, table);
}

void held(Context& context, const Options& options) {
    auto database = context.open();
    auto reader = database.read();
    Table table{{"import", "file", "changes", "messages", "state", "held", "decided"}, {}};
    for (const auto& each : store::held_imports(reader, true, options.limit))
        table.rows.push_back({each.import, each.file, each.changes, each.messages, each.state,
                              time_text(each.held_at), time_text(each.decided_at)});
    print(context, table);
}

void decide(Context& context, std::int64_t import, const std::string& word) {
    auto database = context.open();
    auto writer = database.write();
    if (!store::decide(writer, import, word, registry::alerts::seconds(context.now())))
        throw Refusal(exit_usage, "no import " + std::to_string(import) +
                                      " is held (placet outbox held lists those that wait)");
    writer.commit_unseen();
    Table table{{"import", "state"}, {}};
    table.rows.push_back({import, word});
    print(context, table);
}

void retry(Context& context, std::int64_t id) {
    auto database = context.open();
    auto writer = database.write();
    const auto one = store::outgoing(writer, id);
    if (!one)
        throw Refusal(exit_usage,
                      "there is no message " + std::to_string(id) + " (placet outbox list --state dead)");
    if (one->state != Posted::dead)
        throw Refusal(exit_usage, "message " + std::to_string(id) + " is not given up, it is \"" +
                                      std::string{registry::name_of(one->state)} + "\"");
    store::try_again(writer, id, registry::alerts::seconds(context.now()));
    const auto after = store::outgoing(writer, id);
    const auto table = listed(writer, {*after});
    writer.commit_unseen();
    print(context, table);
}

void settings(Context& context, const Options& options) {
    auto database = context.open();
    auto writer = database.write();
    auto now = store::alerting(writer);
    const auto at_least = [](std::string_view option, const std::optional<std::int64_t>& value,
                             std::int64_t least) {
        if (value && *value < least)
            throw Refusal(exit_usage, std::string{option} + " is at least " + std::to_string(least));
    };
    at_least("--hold-above", options.hold_above, 1);
    at_least("--gather", options.gather, 0);
    at_least("--most-lines", options.most_lines, 1);
    now.hold_above = options.hold_above.value_or(now.hold_above);
    now.gather = options.gather.value_or(now.gather);
    now.most_lines = options.most_lines.value_or(now.most_lines);
    if (options.base_url) {
        need_base_url(*options.base_url);
        now.base_url = *options.base_url;
        while (now.base_url.ends_with('/')) now.base_url.pop_back();
    }
    if (options.hub) {
        if (const auto to = delivery::take_apart(*options.hub); !to && !options.hub->empty())
            throw Refusal(exit_usage, "--hub: " + to.error().what);
        now.hub = *options.hub;
    }
    store::put_alerting(writer, now);
    if (options.hub)
        writer.commit();  // the feed names it
    else
        writer.commit_unseen();
    Table table{{"hold_above", "gather", "most_lines", "base_url", "hub", "fanned_out"}, {}};
    table.rows.push_back({now.hold_above, now.gather, now.most_lines, now.base_url, now.hub, now.fanned_out});
    print(context, table);
}

template <class Do>
CLI::App& add(CLI::App& under, Context& context, const std::shared_ptr<Options>& options, const char* name,
              const char* about, Do act) {
    auto& command = *under.add_subcommand(name, about);
    command.callback(
        [&context, options, act] { context.chosen = [&context, options, act] { act(context, *options); }; });
    return command;
}

}  // namespace

void add_outbox(CLI::App& app, Context& context) {
    auto options = std::make_shared<Options>();
    auto& command =
        *app.add_subcommand("outbox", "What waits to be sent, what was given up, and imports that are held");
    auto& listing =
        add(command, context, options, "list", "Messages: all that are not done with, or of one state", list);
    std::vector<std::string> states;
    for (const auto& [_, name] : registry::Names<Posted>::table) states.emplace_back(name);
    for (auto* each : {&command, &listing}) {
        each->add_option("--state", options->state, "Messages in that state")->check(CLI::IsMember(states));
        each->add_option("--limit", options->limit, "At most so many")->check(CLI::Range(1, 100'000));
        each->add_option("--after", options->after, "Those with a higher number");
    }
    add(command, context, options, "held", "Imports with more changes than are sent without an editor's word",
        held);
    const auto word = [](const char* state) {
        return [state](Context& with, const Options& given) { decide(with, given.id, state); };
    };
    add(command, context, options, "release", "Send the summaries of a held import", word("released"))
        .add_option("IMPORT", options->id, "Its number")
        ->required();
    add(command, context, options, "drop", "Send nothing of a held import", word("dropped"))
        .add_option("IMPORT", options->id, "Its number")
        ->required();
    add(command, context, options, "retry", "Try again what was given up",
        [](Context& with, const Options& given) { retry(with, given.id); })
        .add_option("ID", options->id, "The message's number")
        ->required();
    auto& setting =
        add(command, context, options, "settings", "Show or change how alerts are sent", settings);
    setting.add_option("--hold-above", options->hold_above,
                       "Changes of one import beyond which an editor is asked");
    setting.add_option("--gather", options->gather, "Seconds over which what is told at once is gathered");
    setting.add_option("--most-lines", options->most_lines,
                       "Changes in one message beyond which they are counted");
    setting.add_option("--base-url", options->base_url, "Address links begin with");
    setting.add_option("--hub", options->hub, "WebSub hub to tell of new entries; empty: none");
    command.require_subcommand(0, 1);
    command.callback([&context, &command, options] {
        if (!command.get_subcommands().empty()) return;
        context.chosen = [&context, options] {
            options->state.empty() ? counts(context) : list(context, *options);
        };
    });
}

}  // namespace server::program
