// placet serve: the site on a socket until SIGINT or SIGTERM, with the daily tick.
#include <CLI/CLI.hpp>

#include <csignal>

#include <atomic>
#include <algorithm>
#include <cctype>
#include <chrono>
#include <condition_variable>
#include <fstream>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <ostream>
#include <thread>

#include "registry/intake/intake.hpp"
#include "server/dump/folder.hpp"
#include "server/http/listen.hpp"
#include "server/program/base_url.hpp"
#include "server/program/command.hpp"
#include "server/program/sending.hpp"
#include "server/site.hpp"

namespace server::program {
namespace {

struct Options {
    std::string address = "127.0.0.1", base_url, report_to, dumps;
    unsigned short port = 8080;
    std::size_t keep_bytes = SiteSettings{}.kept_bytes;
    Sending sending;
    FormSettings forms;
    std::string operator_token_file;
};

// Its first line, long enough not to be guessed.
std::string operator_token(const std::string& file) {
    constexpr std::size_t shortest = 32, longest = 200;
    if (file.empty()) return {};
    std::ifstream in(file);
    std::string token;
    if (!std::getline(in, token)) throw Refusal(exit_unreadable, "no token can be read from " + file);
    const bool plain = std::all_of(token.begin(), token.end(), [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '_'; });
    if (token.size() < shortest || token.size() > longest || !plain)
        throw Refusal(exit_usage, "--operator-token-file wants a first line of 32 to 200 letters, digits, \"-\" and \"_\"");
    return token;
}

delivery::Post post_of(const SiteSettings& settings) {
    delivery::Post post;
    post.base_url = settings.base_url, post.report_to = settings.report_to;
    post.who = name_of_run();
    post.now = settings.now, post.report = settings.report;
    return post;
}

// Judges at the turn of every UTC day what is due by then.
class DailyTick {
public:
    DailyTick(registry::store::Database& database, std::function<registry::Now()> now, std::ostream& err)
        : database_(database), now_(std::move(now)), err_(err), thread_([this] { loop(); }) {}
    ~DailyTick() {
        {
            const std::lock_guard lock(mutex_);
            ending_ = true;
        }
        wake_.notify_all();
        thread_.join();
    }

private:
    void loop() {
        std::unique_lock lock(mutex_);
        while (!ending_) {
            const auto midnight = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()) +
                                  std::chrono::days{1};
            if (wake_.wait_until(lock, midnight, [this] { return ending_; })) return;
            lock.unlock();
            try {
                registry::tick(database_, now_());
            } catch (const std::exception& error) {
                err_ << "placet: the daily tick failed: " << error.what() << std::endl;
            }
            lock.lock();
        }
    }

    registry::store::Database& database_;
    std::function<registry::Now()> now_;
    std::ostream& err_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool ending_ = false;
    std::thread thread_;
};

void check(const Options& options) {
    need_base_url(options.base_url);
    if (options.dumps.empty()) return;
    try {
        dump::prepare(options.dumps);
    } catch (const std::exception& error) {
        throw Refusal(exit_unreadable, std::string{"--dumps: "} + error.what());
    }
}

void serve(Context& context, const Options& options) {
    check(options);
    const auto token = operator_token(options.operator_token_file);
    auto ways = options.sending.any() ? std::optional{options.sending.ways()} : std::nullopt;
    auto database = context.open_or_make();
    const auto now = [&context] { return context.now(); };
    registry::tick(database, now());

    // Blocked before any thread starts, so that only sigwait() below takes them.
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGINT);
    sigaddset(&ending, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ending, nullptr);
    std::signal(SIGPIPE, SIG_IGN);

    // The site needs the port for its links and the listener needs the site: requests wait until both are
    // there.
    std::atomic<bool> stop{false};
    std::promise<Site*> made;
    const auto site_made = made.get_future().share();
    std::mutex one_at_a_time;  // for the lines on standard error
    auto listener = std::make_unique<Listener>(
        options.address, options.port,
        [site_made](const Request& request) { return site_made.get()->answer(request); }, Limits{}, Report{},
        [site_made](const HeadView& head) { return site_made.get()->at_once(head); });
    const auto local = "http://" + options.address + ":" + std::to_string(listener->port());
    SiteSettings settings;
    settings.base_url = options.base_url.empty() ? local : options.base_url;
    settings.now = now;
    settings.today = [fixed = context.now_text.empty() ? std::nullopt : std::optional(now().today)] {
        return fixed ? *fixed : std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    };
    settings.report_to = options.report_to;
    settings.kept_bytes = options.keep_bytes;
    settings.stop = &stop;
    settings.forms = options.forms;
    settings.forms.operator_token = token;
    settings.forms.webhooks.loopback = options.sending.loopback;
    settings.dumps = options.dumps.empty() ? context.db + ".dumps" : options.dumps;
    settings.connections = [open = listener.get()] { return open->connections(); };
    settings.report = [&context, &one_at_a_time](const std::string& line) {
        const std::lock_guard lock(one_at_a_time);
        context.streams.err << "placet: " << line << std::endl;
    };
    auto post = post_of(settings);
    Site site(database, std::move(settings));
    Request readiness;
    readiness.target = "/readyz";
    site.answer(readiness);  // loads the lists, so that nobody who asks waits for them
    made.set_value(&site);
    context.streams.out << "Placet serves " << context.db << " on " << local << std::endl;
    {
        const DailyTick daily(database, now, context.streams.err);
        std::optional<Delivering> delivering;
        if (ways) delivering.emplace(database, std::move(*ways), std::move(post));
        int signal = 0;
        sigwait(&ending, &signal);
        stop = true;  // whoever waits for a long answer does not hold us
    }
    listener.reset();  // before the site it asks
    context.streams.out << "Placet has stopped." << std::endl;
}

}  // namespace

void add_serve(CLI::App& app, Context& context) {
    auto options = std::make_shared<Options>();
    auto& command = *app.add_subcommand("serve", "Serve the site until interrupted");
    command.add_option("--port", options->port, "Port; 0 takes a free one");
    command.add_option("--bind", options->address, "Address to listen on");
    command.add_option("--base-url", options->base_url,
                       "Address for permanent links, feeds and mail (default: the local one)");
    command.add_option("--report-to", options->report_to,
                       "Where readers send errors and official replies: mailto:… or https://…");
    command.add_flag("--behind-proxy", options->forms.behind_proxy,
                     "Forms are counted by the last address in X-Forwarded-For, which your proxy sets");
    command.add_option("--forms-per-minute", options->forms.a_minute, "Forms one client may send a minute; 0: no bound")
        ->check(CLI::Range(0, 1'000'000));
    command.add_option("--forms-per-hour", options->forms.an_hour, "And an hour; 0: no bound")->check(CLI::Range(0, 1'000'000));
    command.add_option("--operator-token-file", options->operator_token_file,
                       "File whose first line opens /operator/TOKEN: what waits, was given up, is held");
    command.add_option("--dumps", options->dumps,
                       "Folder for the files of /dump (default: beside the registry, .dumps)");
    command.add_option("--keep-bytes", options->keep_bytes,
                       "Bound on finished pages kept in memory; 0 keeps none");
    options->sending.add_to(command);
    command.callback(
        [&context, options] { context.chosen = [&context, options] { serve(context, *options); }; });
}

}  // namespace server::program
