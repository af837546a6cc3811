// One import of 1,000 changes in a store in which 10,000 people asked to be told by mail, from its commit to
// the last mail taken: every mail composed as it is sent, handed over by SMTP to a server in this process
// that takes everything. Four fifths follow one instrument (5 lines each), a tenth a track, a twentieth a
// party (200), the rest lists and the whole subject (1,000: a summary).
#include <Poco/Exception.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <thread>
#include <vector>

#include "registry/alerts/fan_out.hpp"
#include "registry/alerts/people.hpp"
#include "registry/alerts/select.hpp"
#include "registry/intake/intake.hpp"
#include "server/delivery/deliver.hpp"
#include "tests/support/scratch.hpp"

namespace {

using namespace registry;
namespace delivery = server::delivery;
using Clock = std::chrono::steady_clock;

constexpr int instruments = 200, facts_each = 5;

// Takes mail and counts it; a thread for each connection.
class MailServer {
public:
    MailServer() : socket_(Poco::Net::SocketAddress("127.0.0.1", 0)), thread_([this] { serve(); }) {}
    ~MailServer() { ending_ = true; }
    unsigned short port() const { return socket_.address().port(); }
    std::size_t taken() const { return taken_; }
    std::size_t connections() const { return connections_; }
    std::size_t bytes() const { return bytes_; }
    Clock::time_point last() const { return Clock::time_point{Clock::duration{last_.load()}}; }

private:
    void serve() {
        std::vector<std::jthread> talks;
        while (!ending_)
            if (socket_.poll(Poco::Timespan(0, 20'000), Poco::Net::Socket::SELECT_READ))
                talks.emplace_back([this, connection = socket_.acceptConnection()]() mutable {
                    ++connections_;
                    try {
                        talk(connection);
                    } catch (const Poco::Exception&) {
                    }
                });
    }
    void talk(Poco::Net::StreamSocket& connection) {
        connection.setNoDelay(true);
        connection.setReceiveTimeout(Poco::Timespan(60, 0));
        const auto say = [&](std::string_view line) {
            connection.sendBytes(line.data(), static_cast<int>(line.size()));
        };
        say("220 here\r\n");
        std::string heard;
        bool in_mail = false;
        for (std::vector<char> piece(1 << 16);;) {
            const auto got = connection.receiveBytes(piece.data(), static_cast<int>(piece.size()));
            if (got <= 0) return;
            bytes_ += static_cast<std::size_t>(got);
            heard.append(piece.data(), static_cast<std::size_t>(got));
            if (in_mail) {
                if (!heard.ends_with("\r\n.\r\n")) continue;
                in_mail = false, heard.clear();
                ++taken_, last_ = Clock::now().time_since_epoch().count();
                say("250 2.0.0 taken\r\n");
                continue;
            }
            if (!heard.ends_with("\r\n")) continue;
            in_mail = heard.starts_with("DATA");
            const bool leaves = heard.starts_with("QUIT");
            say(in_mail ? "354 go on\r\n" : leaves ? "221 bye\r\n" : "250 ok\r\n");
            heard.clear();
            if (leaves) return;
        }
    }

    Poco::Net::ServerSocket socket_;
    std::atomic<bool> ending_ = false;
    std::atomic<std::size_t> taken_ = 0, connections_ = 0, bytes_ = 0;
    std::atomic<Clock::rep> last_ = 0;
    std::jthread thread_;
};

const std::string& party(int n) {
    return Vocabulary::built_in().parties()[static_cast<std::size_t>(n % facts_each)].id;
}

Batch page() {
    Batch batch;
    Document document;
    document.source = "un-mtdsg", document.title = "Status", document.media_type = "text/plain",
    document.language = "en";
    batch.documents = {document};
    for (int i = 0; i < instruments; ++i)
        for (int n = 0; n < facts_each; ++n) {
            Statement said;
            said.instrument = {"MTDSG", "IV-" + std::to_string(i)};
            said.party = party(n), said.milestone = "signed", said.when = *parse_when("2026-11-01");
            said.place = "row";
            batch.statements.push_back(said);
        }
    return batch;
}

std::pair<std::string, std::string> wish(int n) {
    const auto instrument = "mtdsg-iv-" + std::to_string(n % instruments);
    if (n % 100 == 0) return {"subject", "mtdsg-iv"};
    if (n % 20 == 1) return {"list", "/instruments?party=" + party(n / 20) + "&status=signed"};
    if (n % 20 == 2) return {"party", party(n / 20)};
    if (n % 10 == 3) return {"track", instrument + "/" + party(n / 10)};
    return {"instrument", instrument};
}

// Memory of the process's own, without the store's file, which it has in its address space too.
double mib_now() {
    std::ifstream in("/proc/self/status");
    for (std::string word; in >> word;)
        if (word == "RssAnon:") {
            double kib = 0;
            in >> kib;
            return kib / 1024;
        }
    return 0;
}
double mib_at_most() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

// The instruments are there before anybody asks for them; then everybody asks.
void ask(store::Database& database, std::int64_t people, const Now& now) {
    auto first = page();
    for (auto& each : first.statements) each.party = "va";
    take_in(database, {"first", "bench", "first", first}, now);
    auto writer = database.write();
    for (int n = 0; n < people; ++n) {
        alerts::Wish asked;
        const auto [scope, key] = wish(n);
        asked.selector = alerts::read_selector(writer, scope, key).value();
        asked.address = std::to_string(n) + "@example.org", asked.confirmed = true;
        asked.lang = std::array{Lang::en, Lang::nl, Lang::fr, Lang::de}[static_cast<std::size_t>(n % 4)];
        alerts::subscribe(writer, asked, now).value();
    }
    auto settings = store::alerting(writer);
    settings.hold_above = 1'000'000'000;
    settings.base_url = "https://placet.example.org";
    store::put_alerting(writer, settings);
    writer.commit();
}

void mail_of_an_import(benchmark::State& state) {
    const auto now = *parse_now("2026-11-22T12:00:00Z"), later = *parse_now("2026-11-22T12:30:00Z");
    for (auto _ : state) {
        const test::Scratch scratch;
        store::Database database(scratch / "placet.db");
        ask(database, state.range(0), now);
        MailServer server;
        delivery::SmtpSettings smtp;
        smtp.host = "127.0.0.1", smtp.port = server.port(), smtp.tls = delivery::SmtpSettings::Tls::never;
        smtp.from = "Placet <alerts@example.org>", smtp.bounces = "bounces@example.org";
        delivery::Ways ways;
        delivery::Mailer mailer(smtp);
        ways.mail = [&](const delivery::Mail& mail) { return mailer.send(mail); };
        delivery::Post post;
        post.who = "bench", post.now = [&] { return later; };
        const auto imported = Clock::now();
        take_in(database, {"second", "bench", "second", page()}, now);
        const auto committed = Clock::now();
        const auto before = mib_now();
        const auto done = delivery::deliver(database, ways, post);
        const auto after = mib_now();
        const auto seconds = [](Clock::duration took) { return std::chrono::duration<double>(took).count(); };
        const auto to_last = seconds(server.last() - committed);
        state.SetIterationTime(to_last);
        std::int64_t told = 0;
        auto reader = database.read();
        for (std::int64_t id = 0;;) {
            const auto some = store::messages_in(reader, "sent", id, 1'000);
            if (some.empty()) break;
            for (const auto& each : some)
                told += static_cast<std::int64_t>(store::told_in(reader, each.id).size());
            id = some.back().id;
        }
        if (done.sent != server.taken() || done.later + done.dead + done.empty > 0)
            state.SkipWithError("not all was sent");
        state.counters["import_s"] = seconds(committed - imported);
        state.counters["mails"] = static_cast<double>(server.taken());
        state.counters["mails_a_second"] = static_cast<double>(server.taken()) / to_last;
        state.counters["lines"] = static_cast<double>(told);
        state.counters["lines_a_second"] = static_cast<double>(told) / to_last;
        state.counters["MB_mail"] = static_cast<double>(server.bytes()) / 1e6;
        state.counters["connections"] = static_cast<double>(server.connections());
        state.counters["MiB_before"] = before;
        state.counters["MiB_more"] = after - before;
        state.counters["MiB_peak"] = mib_at_most();
    }
}

}  // namespace

BENCHMARK(mail_of_an_import)
    ->Arg(1'000)
    ->Arg(10'000)
    ->Iterations(1)
    ->UseManualTime()
    ->Unit(benchmark::kSecond);

BENCHMARK_MAIN();
