// placet subscriptions: who is told of what, addresses masked; confirming and ending them by an operator's
// hand.
#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>

#include "registry/alerts/people.hpp"
#include "registry/alerts/token.hpp"
#include "registry/store/outbox.hpp"
#include "server/letters/parts.hpp"
#include "server/program/command.hpp"

namespace server::program {
namespace {

namespace alerts = registry::alerts;
namespace store = registry::store;
using registry::Subscription;

struct Options {
    std::size_t limit = 100;
    std::int64_t after = 0, id = 0;
};

std::string time_text(std::optional<registry::Instant> at) {
    return at ? letters::instant_text(*at) : std::string{};
}

std::vector<Cell> row_of(store::Reader& reader, const Subscription& one) {
    const auto whose = store::subscriber(reader, one.subscriber);
    const auto endpoint = one.endpoint ? store::endpoint(reader, *one.endpoint) : std::nullopt;
    return {one.id,
            one.subscriber,
            std::string{registry::name_of(one.selector.scope)},
            one.selector.key,
            one.selector.kinds,
            std::string{registry::name_of(one.selector.at_least)},
            std::string{registry::name_of(one.channel)},
            std::string{registry::name_of(one.pace)},
            whose ? alerts::masked(whose->address) : std::string{},
            endpoint ? letters::host_of(endpoint->url) : std::string{},
            whose ? std::string{registry::name_of(whose->lang)} : std::string{},
            time_text(one.made_at),
            time_text(one.confirmed_at)};
}

const std::vector<std::string> columns{"id",   "subscriber", "scope", "key",  "kinds", "at_least", "channel",
                                       "pace", "to",         "host",  "lang", "made",  "confirmed"};

Subscription one_of(store::Reader& reader, std::int64_t id) {
    auto one = store::subscription(reader, id);
    if (!one)
        throw Refusal(exit_usage, "there is no subscription " + std::to_string(id) +
                                      " (placet subscriptions lists them)");
    return *one;
}

void list(Context& context, const Options& options) {
    auto database = context.open();
    auto reader = database.read();
    Table table{columns, {}};
    for (const auto& each : store::all_subscriptions(reader, options.after, options.limit))
        table.rows.push_back(row_of(reader, each));
    print(context, table);
}

// The row, with how it goes: the last it was told of, whether its receiver takes anything.
void show(Context& context, const Options& options) {
    auto database = context.open();
    auto reader = database.read();
    const auto one = one_of(reader, options.id);
    Table table{columns, {}};
    for (const auto* more :
         {"last_told", "bounces", "stopped", "failures", "endpoint_ended", "last_message", "last_state"})
        table.keys.push_back(more);
    auto row = row_of(reader, one);
    const auto whose = store::subscriber(reader, one.subscriber);
    const auto endpoint = one.endpoint ? store::endpoint(reader, *one.endpoint) : std::nullopt;
    const auto messages = store::messages_to(reader, one.subscriber, 0, 1);
    row.push_back(store::last_told_to(reader, one.id));
    row.push_back(std::int64_t{whose ? whose->bounces : 0});
    row.push_back(whose ? time_text(whose->stopped_at) : std::string{});
    row.push_back(std::int64_t{endpoint ? endpoint->failures : 0});
    row.push_back(endpoint ? time_text(endpoint->ended_at) : std::string{});
    row.push_back(messages.empty() ? Cell{} : Cell{messages.front().id});
    row.push_back(messages.empty() ? std::string{} : std::string{registry::name_of(messages.front().state)});
    table.rows.push_back(std::move(row));
    print(context, table);
}

void stop(Context& context, const Options& options) {
    auto database = context.open();
    auto writer = database.write();
    const auto one = one_of(writer, options.id);
    alerts::stop(writer, one, context.now());
    const bool kept = store::subscriber(writer, one.subscriber).has_value();
    writer.commit_unseen();
    Table table{{"id", "stopped", "subscriber_kept"}, {}};
    table.rows.push_back({one.id, std::string{"yes"}, std::string{kept ? "yes" : "no"}});
    print(context, table);
}

void forget(Context& context, const Options& options) {
    auto database = context.open();
    auto writer = database.write();
    const auto whose = store::subscriber(writer, options.id);
    if (!whose)
        throw Refusal(exit_usage, "nobody here has the number " + std::to_string(options.id) +
                                      " (column subscriber of placet subscriptions)");
    const auto n = static_cast<std::int64_t>(store::subscriptions_of(writer, whose->id).size());
    alerts::stop_all(writer, *whose, context.now());
    writer.commit_unseen();
    Table table{{"subscriber", "to", "stopped"}, {}};
    table.rows.push_back({whose->id, alerts::masked(whose->address), n});
    print(context, table);
}

// In the person's place: this one and the address, and nothing else that waits for it. The secret of a
// webhook nobody confirmed before is shown this once.
void confirm(Context& context, const Options& options) {
    auto database = context.open();
    auto writer = database.write();
    const auto one = one_of(writer, options.id);
    const auto token = alerts::token(store::alerting(writer).key, alerts::Purpose::confirm, one.nonce);
    const auto done = alerts::confirm(writer, token, context.now());
    if (!done) throw Refusal(exit_usage, "subscription " + std::to_string(one.id) + " cannot be confirmed");
    Table table{columns, {row_of(writer, done->subscriptions.front())}};
    table.keys.emplace_back("secret");
    table.rows.front().push_back(done->endpoints.empty() ? std::string{}
                                                         : alerts::secret_text(done->endpoints.front()));
    writer.commit_unseen();
    print(context, table);
}

void test(Context& context, const Options& options) {
    auto database = context.open();
    auto writer = database.write();
    const auto one = one_of(writer, options.id);
    if (one.channel == registry::Channel::feed)
        throw Refusal(exit_usage, "a private feed is fetched; nothing is sent to it");
    if (!one.confirmed_at)
        throw Refusal(exit_usage,
                      "subscription " + std::to_string(one.id) + " is not confirmed: nothing is sent to it");
    alerts::send_test(writer, one, context.now());
    writer.commit_unseen();
    Table table{{"id", "posted"}, {}};
    table.rows.push_back({one.id, std::string{"test"}});
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

void add_subscriptions(CLI::App& app, Context& context) {
    auto options = std::make_shared<Options>();
    auto& command = *app.add_subcommand("subscriptions", "Who is told of what; confirm or end it");
    auto& listing = add(command, context, options, "list", "All, in order of number", list);
    for (auto* each : {&command, &listing}) {
        each->add_option("--limit", options->limit, "At most so many")->check(CLI::Range(1, 100'000));
        each->add_option("--after", options->after, "Those with a higher number");
    }
    const auto of_one = [&](const char* name, const char* about, void (*act)(Context&, const Options&)) {
        add(command, context, options, name, about, act)
            .add_option("ID", options->id, "Its number")
            ->required();
    };
    of_one("show", "One, and how it goes", show);
    of_one("stop", "End one; with somebody's last one his address is deleted", stop);
    of_one("confirm", "Confirm it in the person's place", confirm);
    of_one("test", "Send a test message", test);
    add(command, context, options, "forget", "Delete everything of one subscriber", forget)
        .add_option("SUBSCRIBER", options->id, "The subscriber's number")
        ->required();
    command.require_subcommand(0, 1);
    command.callback([&context, &command, options] {
        if (command.get_subcommands().empty())
            context.chosen = [&context, options] { list(context, *options); };
    });
}

}  // namespace server::program
