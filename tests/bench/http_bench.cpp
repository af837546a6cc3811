// What a request costs before and after its page is written: reading the head, finding the route, packing,
// keeping, and a whole exchange over the loopback with the listener. Processor time of the whole process,
// client included.
#include <benchmark/benchmark.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>
#include <string>

#include "server/http/compress.hpp"
#include "server/http/conditional.hpp"
#include "server/http/framing.hpp"
#include "server/http/kept.hpp"
#include "server/http/listen.hpp"
#include "server/http/router.hpp"

using namespace server;

namespace {

const std::string of_a_browser =
    "GET /instruments/opcat/be?on=2021-10-12&lang=nl HTTP/1.1\r\nHost: placet.example\r\n"
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\r\n"
    "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n"
    "Accept-Language: nl-BE,nl;q=0.8,fr;q=0.5,en;q=0.3\r\nAccept-Encoding: gzip, deflate, br\r\n"
    "Connection: keep-alive\r\nUpgrade-Insecure-Requests: 1\r\nSec-Fetch-Dest: document\r\n\r\n";

// As repetitive as a table of participants is.
std::string page(std::size_t bytes) {
    std::string text;
    for (unsigned i = 0; text.size() < bytes; ++i)
        text += "<tr><th scope=\"row\">Party " + std::to_string(i * 7919 % 1000) + "</th><td>" +
                std::to_string(1950 + i % 70) + "-0" + std::to_string(1 + i % 9) + "</td></tr>\n";
    text.resize(bytes);
    return text;
}

void reads_a_head(benchmark::State& state) {
    for (auto _ : state) {
        const auto end = find_block_end(of_a_browser, 0);
        benchmark::DoNotOptimize(read_head(std::string_view(of_a_browser).substr(0, end.at), {8192, 65536}));
    }
}
BENCHMARK(reads_a_head);

// All that is read of a request whose answer stands ready.
void looks_at_a_head(benchmark::State& state) {
    HeadView view;
    for (auto _ : state) {
        const auto end = find_block_end(of_a_browser, 0);
        benchmark::DoNotOptimize(
            view_head(std::string_view(of_a_browser).substr(0, end.at), {8192, 65536}, view));
        benchmark::DoNotOptimize(view);
    }
}
BENCHMARK(looks_at_a_head);

void finds_a_route(benchmark::State& state) {
    constexpr Route<int> routes[] = {{"/", 0},
                                     {"/instruments", 1},
                                     {"/instruments/{i}", 2},
                                     {"/instruments/{i}/timeline", 3},
                                     {"/instruments/{i}/{p}", 4},
                                     {"/parties", 5},
                                     {"/parties/{p}", 6},
                                     {"/parties/{a}/with/{b}", 7},
                                     {"/stalled", 8},
                                     {"/findings/{f}", 9},
                                     {"/sources", 10},
                                     {"/sources/{s}", 11},
                                     {"/documents/{d}", 12},
                                     {"/rules/{r}", 13},
                                     {"/procedures/{p}", 14},
                                     {"/changes", 15},
                                     {"/healthz", 16}};
    const Router<int> router(routes, {"json", "atom", "csv"});
    for (auto _ : state) {
        Target target;
        read_target("/instruments/opcat/be.json?on=2021-10-12&lang=nl", target);
        benchmark::DoNotOptimize(router.find("GET", target));
    }
}
BENCHMARK(finds_a_route);

void packs(benchmark::State& state) {
    const auto text = page(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) benchmark::DoNotOptimize(gzip(text));
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * state.range(0));
}
BENCHMARK(packs)->Arg(2'000)->Arg(30'000)->Unit(benchmark::kMicrosecond);

void finds_what_is_kept(benchmark::State& state) {
    Kept kept(64u << 20);
    const Edition edition{17, "2026-11-22", "nl", "html", "2021-10-12", {}, {}, {}, "build"};
    for (int i = 0; i < 1000; ++i) {
        Finished finished;
        finished.plain.body = std::make_shared<const std::string>(page(10'000));
        kept.keep("/instruments/" + std::to_string(i), edition, std::move(finished));
    }
    for (auto _ : state) {
        benchmark::DoNotOptimize(entity_tag(edition));
        benchmark::DoNotOptimize(kept.find("/instruments/500", edition));
    }
}
BENCHMARK(finds_what_is_kept);

int connected_to(unsigned short port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0), on = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    at.sin_port = htons(port);
    if (::connect(fd, reinterpret_cast<const sockaddr*>(&at), sizeof at) != 0)
        throw std::runtime_error("no connection");
    return fd;
}

enum class Given { worked_out, ready, from_memory_file };

void exchanges(benchmark::State& state, Given given) {
    const auto body = std::make_shared<const std::string>(page(static_cast<std::size_t>(state.range(0))));
    const auto sheets = OpenFile::in_memory();
    Response answer;
    answer.headers["Content-Type"] = "text/html; charset=utf-8";
    answer.body = body;
    auto ready = answer;
    ready.written = std::make_shared<const std::string>(written_headers(answer));
    if (given == Given::from_memory_file) {
        ready.from = sheets->append(*body).value();
        ready.length = body->size();
        ready.file = sheets;
    }
    const auto shared =
        given == Given::worked_out ? nullptr : std::make_shared<const Response>(std::move(ready));
    const Listener listener(
        "127.0.0.1", 0, [&](const Request&) { return answer; }, {}, {},
        [&](const HeadView&) { return shared; });
    const int fd = connected_to(listener.port());
    std::string got(body->size() + 4096, '\0');
    for (auto _ : state) {
        if (::send(fd, of_a_browser.data(), of_a_browser.size(), MSG_NOSIGNAL) < 0)
            state.SkipWithError("not sent");
        std::size_t have = 0, whole = 0;
        while (whole == 0 || have < whole) {
            const auto more = ::recv(fd, got.data() + have, got.size() - have, 0);
            if (more <= 0) throw std::runtime_error("the answer ended");
            have += static_cast<std::size_t>(more);
            const auto end = got.find("\r\n\r\n");
            if (whole == 0 && end < have) whole = end + 4 + body->size();
        }
    }
    ::close(fd);
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}
void exchanges_worked_out(benchmark::State& state) { exchanges(state, Given::worked_out); }
void exchanges_ready(benchmark::State& state) { exchanges(state, Given::ready); }
void exchanges_from_memory_file(benchmark::State& state) { exchanges(state, Given::from_memory_file); }

void of_two_sizes(benchmark::internal::Benchmark* bench) {
    bench->Arg(2'000)->Arg(30'000)->MeasureProcessCPUTime()->UseRealTime()->Unit(benchmark::kMicrosecond);
}
BENCHMARK(exchanges_worked_out)->Apply(of_two_sizes);
BENCHMARK(exchanges_ready)->Apply(of_two_sizes);
BENCHMARK(exchanges_from_memory_file)->Apply(of_two_sizes);

}  // namespace

BENCHMARK_MAIN();
