// placet deliver: sends what is due, once or until interrupted; and takes in what came back.
#include <CLI/CLI.hpp>

#include <csignal>

#include <memory>
#include <mutex>
#include <ostream>

#include "registry/alerts/people.hpp"
#include "registry/alerts/token.hpp"
#include "registry/store/subscriptions.hpp"
#include "server/program/base_url.hpp"
#include "server/program/command.hpp"
#include "server/program/files.hpp"
#include "server/program/sending.hpp"

namespace server::program {
namespace {

struct Options {
    Sending sending;
    bool once = false;
    std::string base_url, report_to, bounce;
};

void take_bounce(Context& context, const std::string& file) {
    const auto bytes = bytes_of({file, file}, context.streams.in);
    const auto bounce = delivery::read_bounce(bytes);
    if (!bounce)
        throw Refusal(exit_usage, file +
                                      " is no delivery status notification (RFC 3464) that says mail of a "
                                      "registry was refused for good");
    auto database = context.open();
    auto writer = database.write();
    const auto whose = registry::alerts::came_back(writer, bounce->code, bounce->why, context.now());
    if (!whose) throw Refusal(exit_usage, file + " changes nothing: " + whose.error().what);
    writer.commit_unseen();
    Table table{{"subscriber", "address", "bounces", "stopped", "why"}, {}};
    table.rows.push_back({whose->id, registry::alerts::masked(whose->address), std::int64_t{whose->bounces},
                          std::string{whose->stopped_at ? "yes" : "no"}, bounce->why});
    print(context, table);
}

// Without an address for links nothing is sent: a link must lead somewhere.
void need_base(registry::store::Database& database, const std::string& given) {
    if (!given.empty()) return;
    auto reader = database.read();
    const auto settings = registry::store::alerting_if_any(reader);
    if (settings && settings->base_url.empty())
        throw Refusal(exit_usage,
                      "messages need an address for their links: --base-url https://… (or placet outbox "
                      "settings --base-url)");
}

void run_until_interrupted(registry::store::Database& database, delivery::Ways ways, delivery::Post post) {
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGINT);
    sigaddset(&ending, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ending, nullptr);
    const Delivering delivering(database, std::move(ways), std::move(post));
    int signal = 0;
    sigwait(&ending, &signal);
}

void run(Context& context, const Options& options) {
    need_base_url(options.base_url);
    if (!options.bounce.empty()) return take_bounce(context, options.bounce);
    auto ways = options.sending.ways();
    if (!ways.mail && !ways.webhook)
        throw Refusal(exit_usage, "nothing says how to send: --smtp HOST:PORT, --webhooks or both");
    auto database = context.open();
    need_base(database, options.base_url);
    std::signal(SIGPIPE, SIG_IGN);
    std::mutex one_at_a_time;
    delivery::Post post;
    post.base_url = options.base_url, post.report_to = options.report_to;
    post.who = name_of_run();
    post.now = [&context] { return context.now(); };
    post.report = [&](const std::string& line) {
        const std::lock_guard lock(one_at_a_time);
        context.streams.err << "placet: " << line << std::endl;
    };
    if (!options.once) {
        context.streams.out << "Placet delivers for " << context.db << std::endl;
        run_until_interrupted(database, std::move(ways), std::move(post));
        context.streams.out << "Placet has stopped." << std::endl;
        return;
    }
    const auto done = delivery::deliver(database, ways, post);
    const auto n = [](std::size_t count) { return static_cast<std::int64_t>(count); };
    Table table{{"sent", "later", "dead", "empty", "bounced", "pings"}, {}};
    table.rows.push_back(
        {n(done.sent), n(done.later), n(done.dead), n(done.empty), n(done.bounced), n(done.pings)});
    print(context, table);
    if (done.dead)
        context.exit_code = exit_losses;
    else if (done.later)
        context.exit_code = exit_remarks;
}

}  // namespace

void add_deliver(CLI::App& app, Context& context) {
    auto options = std::make_shared<Options>();
    auto& command = *app.add_subcommand("deliver", "Send the alerts that are due, until interrupted");
    command.add_flag("--once", options->once, "What is due now, and end");
    options->sending.add_to(command);
    command.add_option("--base-url", options->base_url,
                       "Address links begin with (default: of placet outbox settings)");
    command.add_option("--report-to", options->report_to, "Where readers send errors: mailto:… or https://…");
    command.add_option(
        "--bounce", options->bounce,
        "Take in a delivery status notification (a file, or - for standard input), and send nothing");
    command.callback(
        [&context, options] { context.chosen = [&context, options] { run(context, *options); }; });
}

}  // namespace server::program
