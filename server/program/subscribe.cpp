// placet subscribe: an operator asks for somebody, or for a program, to be told.
#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>

#include "registry/alerts/people.hpp"
#include "registry/alerts/select.hpp"
#include "registry/alerts/token.hpp"
#include "registry/store/subscriptions.hpp"
#include "server/delivery/guard.hpp"
#include "server/program/command.hpp"

namespace server::program {
namespace {

namespace alerts = registry::alerts;
namespace store = registry::store;
using registry::Channel;

struct Options {
    std::string to, list, mail, webhook, owner, pace = "at-once", kinds, at_least, lang = "en";
    bool feed = false, state = false, confirmed = false, loopback = false;
};

template <registry::Named Enum>
std::vector<std::string> words() {
    std::vector<std::string> all;
    for (const auto& [value, name] : registry::Names<Enum>::table) all.emplace_back(name);
    return all;
}

registry::Selector selector_of(store::Reader& reader, const Options& options) {
    std::string scope = "list", key = options.list;
    if (!options.to.empty()) {
        const auto colon = options.to.find(':');
        scope = options.to.substr(0, colon);
        key = colon == std::string::npos ? std::string{} : options.to.substr(colon + 1);
    }
    auto selector = alerts::read_selector(reader, scope, key, options.kinds, options.at_least);
    if (!selector)
        throw Refusal(exit_usage, (selector.error().where.empty() ? "" : selector.error().where + ": ") +
                                      selector.error().what);
    return *selector;
}

alerts::Wish wish_of(store::Reader& reader, const Options& options) {
    alerts::Wish wish;
    if (options.to.empty() == options.list.empty())
        throw Refusal(exit_usage,
                      "say what is to be followed, once: --to KIND:KEY (such as track:opcat/be) or --list "
                      "ADDRESS (such as /stalled?party=be)");
    const int ways = !options.mail.empty() + !options.webhook.empty() + options.feed;
    if (ways != 1)
        throw Refusal(
            exit_usage,
            "say how it is to be told, once: --mail ADDRESS, --webhook URL --owner ADDRESS, or --feed");
    if (!options.webhook.empty() && options.owner.empty())
        throw Refusal(exit_usage, "a webhook needs the mail address of who answers for it: --owner ADDRESS");
    if (options.webhook.empty() && !options.owner.empty())
        throw Refusal(exit_usage, "--owner goes with --webhook");
    if (options.mail.empty() && options.pace != registry::name_of(registry::Pace::at_once))
        throw Refusal(exit_usage, "--pace goes with --mail: webhooks and feeds are told at once");
    if (options.feed && options.state)
        throw Refusal(exit_usage, "--state goes with --mail and --webhook: nothing is sent to a feed");
    wish.selector = selector_of(reader, options);
    wish.channel = options.feed ? Channel::feed : options.webhook.empty() ? Channel::mail : Channel::webhook;
    wish.pace = *registry::named<registry::Pace>(options.pace);
    wish.lang = *registry::named<registry::Lang>(options.lang);
    wish.address = options.webhook.empty() ? options.mail : options.owner;
    wish.wants_state = options.state;
    wish.confirmed = options.confirmed;
    if (!options.webhook.empty()) {
        delivery::WebhookSettings settings;
        settings.loopback = options.loopback;
        const auto url = delivery::read_endpoint(options.webhook, settings);
        if (!url) throw Refusal(exit_usage, "--webhook: " + url.error().what);
        wish.url = *url;
    }
    return wish;
}

void run(Context& context, const Options& options) {
    auto database = context.open();
    auto writer = database.write();
    const auto wish = wish_of(writer, options);
    const auto asked = alerts::subscribe(writer, wish, context.now());
    if (!asked) throw Refusal(exit_usage, asked.error().what);
    const auto settings = store::alerting(writer);
    writer.commit_unseen();
    const auto address = asked->feed_token.empty()
                             ? std::string{}
                             : settings.base_url + "/subscriptions/feed/" + asked->feed_token + ".atom";
    Table table{{"subscription", "subscriber", "scope", "key", "channel", "confirmed", "feed", "secret"}, {}};
    table.rows.push_back({asked->subscription, asked->subscriber,
                          std::string{registry::name_of(wish.selector.scope)}, wish.selector.key,
                          std::string{registry::name_of(wish.channel)},
                          std::string{asked->waits_for_confirmation ? "no" : "yes"}, address, asked->secret});
    print(context, table);
    if (asked->asked_too_often)
        context.streams.err
            << "note: that address was asked to confirm often enough today; no further mail goes to it\n";
}

}  // namespace

void add_subscribe(CLI::App& app, Context& context) {
    auto options = std::make_shared<Options>();
    auto& command = *app.add_subcommand(
        "subscribe", "Have somebody told of changes: by mail, by webhook or by a private feed");
    command.add_option("--to", options->to,
                       "KIND:KEY – instrument:opcat, track:opcat/be, party:be, entity:be-wal, rule:R3, "
                       "subject:CODE, or all");
    command.add_option("--list", options->list, "A list of the site, by its address: /stalled?party=be");
    command.add_option("--mail", options->mail, "Mail address");
    command.add_option("--webhook", options->webhook, "https address of a program that takes webhooks");
    command.add_option("--owner", options->owner, "Mail address of who answers for the webhook");
    command.add_flag("--feed", options->feed, "A private Atom feed at a secret address");
    command.add_option("--pace", options->pace, "How often mail is sent")
        ->check(CLI::IsMember(words<registry::Pace>()));
    command.add_option("--kinds", options->kinds, "Kinds of change, with commas between (default: all)");
    command.add_option("--at-least", options->at_least, "Findings from this class on")
        ->check(CLI::IsMember(words<registry::Severity>()));
    command.add_option("--lang", options->lang, "Language of the messages")
        ->check(CLI::IsMember(words<registry::Lang>()));
    command.add_flag("--state", options->state, "Send once how things stand now");
    command.add_flag("--confirmed", options->confirmed,
                     "You vouch for the address: no confirmation is asked");
    command.add_flag("--webhooks-loopback", options->loopback, "Allow http and this machine, for tests");
    command.callback(
        [&context, options] { context.chosen = [&context, options] { run(context, *options); }; });
}

}  // namespace server::program
