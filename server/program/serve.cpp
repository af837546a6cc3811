// placet serve: the site on a socket until SIGINT or SIGTERM, with the daily tick.
#include <CLI/CLI.hpp>

#include <csignal>

#include <chrono>
#include <condition_variable>
#include <future>
#include <memory>
#include <mutex>
#include <ostream>
#include <thread>

#include "registry/intake/intake.hpp"
#include "server/http/listen.hpp"
#include "server/program/command.hpp"
#include "server/site.hpp"

namespace server::program {
namespace {

struct Options {
    std::string address = "127.0.0.1", base_url, report_to, dumps;
    unsigned short port = 8080;
    std::size_t keep_bytes = SiteSettings{}.kept_bytes;
};

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

void serve(Context& context, const Options& options) {
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
    std::promise<Site*> made;
    std::mutex one_at_a_time;  // for the lines on standard error
    auto listener = std::make_unique<Listener>(
        options.address, options.port,
        [site = made.get_future().share()](const Request& request) { return site.get()->answer_to_send(request); });
    const auto local = "http://" + options.address + ":" + std::to_string(listener->port());
    SiteSettings settings;
    settings.base_url = options.base_url.empty() ? local : options.base_url;
    settings.now = now;
    settings.report_to = options.report_to;
    settings.kept_bytes = options.keep_bytes;
    settings.dumps = options.dumps.empty() ? context.db + ".dumps" : options.dumps;
    settings.connections = [open = listener.get()] { return open->connections(); };
    settings.report = [&context, &one_at_a_time](const std::string& line) {
        const std::lock_guard lock(one_at_a_time);
        context.streams.err << "placet: " << line << std::endl;
    };
    Site site(database, std::move(settings));
    made.set_value(&site);
    context.streams.out << "Placet serves " << context.db << " on " << local << std::endl;
    {
        const DailyTick daily(database, now, context.streams.err);
        int signal = 0;
        sigwait(&ending, &signal);
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
    command.add_option("--dumps", options->dumps,
                       "Folder for the files of /dump (default: beside the registry, .dumps)");
    command.add_option("--keep-bytes", options->keep_bytes,
                       "Bound on finished pages kept in memory; 0 keeps none");
    command.callback(
        [&context, options] { context.chosen = [&context, options] { serve(context, *options); }; });
}

}  // namespace server::program
