// Every page kind, computed: nothing is taken from the kept bodies. On a store of full size (generate_store).
//
//   PLACET_STORE=full.db bench_pages            Google Benchmark, with its own options
//   PLACET_STORE=full.db bench_pages --table    one table in Markdown; --table=WORD: only addresses with WORD
//
// Times are CPU milliseconds of the process. Rows are those the store gave to its askers; "passed over" are
// rows of whole-table scans.
#include <benchmark/benchmark.h>
#include <fmt/core.h>
#include <time.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <vector>

#include "server/dump/manifest.hpp"
#include "server/site.hpp"
#include "tests/bench/examples.hpp"

namespace {

// A folder with a small dump under the name of the one the store would give, so that /dump and its files can
// be measured and none is made meanwhile. A dump of the store itself: placet dump.
class SmallDump {
public:
    SmallDump(registry::store::Database& database, const registry::Now& now) {
        auto made = (std::filesystem::temp_directory_path() / "placet-bench-XXXXXX").string();
        if (!mkdtemp(made.data())) throw std::runtime_error("no folder for a dump can be made");
        folder = made;
        registry::store::Database small(folder / "small.db");
        auto dump = *server::dump::make(small, folder, now, {false});
        const auto of_small = folder / dump.edition;
        auto reader = database.read();
        dump.edition = server::dump::edition_now(reader);
        std::filesystem::rename(of_small, folder / dump.edition);
        std::ofstream(folder / dump.edition / server::dump::manifest_name) << server::dump::write_manifest(dump);
    }
    ~SmallDump() {
        std::error_code error;
        std::filesystem::remove_all(folder, error);
    }
    SmallDump(const SmallDump&) = delete;
    SmallDump& operator=(const SmallDump&) = delete;

    std::filesystem::path folder;
};

struct Bench {
    Bench(const char* file, const char* now) : database(file) {
        server::SiteSettings settings;
        settings.base_url = "http://placet.example";
        const auto moment = registry::parse_now(now);
        if (!moment) throw std::runtime_error(std::string{"PLACET_NOW is a day such as 2026-11-22: "} + now);
        settings.now = [moment] { return *moment; };
        settings.kept_bytes = 0;
        dump = std::make_unique<SmallDump>(database, *moment);
        settings.dumps = dump->folder;
        site = std::make_unique<server::Site>(database, std::move(settings));
        auto reader = database.read();
        all = bench::examples(reader);
    }

    server::Response ask(const std::string& target) {
        server::Request request;
        request.target = target;
        request.headers["Accept"] = "text/html,*/*;q=0.5";
        return site->answer(request);
    }

    // One thread asks, so the connection given back last is the one that did the work.
    registry::store::Work work() {
        auto reader = database.read();
        return registry::store::work_of(reader);
    }

    registry::store::Database database;
    std::unique_ptr<SmallDump> dump;
    std::unique_ptr<server::Site> site;
    std::vector<bench::Example> all;
};

struct Measured {
    double ms = 0, first_ms = 0;
    registry::store::Work work;
    std::size_t bytes = 0, shown = 0;
    int status = 0;
};

std::size_t count(std::string_view text, std::string_view word) {
    std::size_t n = 0;
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + word.size())) ++n;
    return n;
}

// Milliseconds of this process' own time: others on the machine do not count.
double spent() {
    timespec at{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
    return static_cast<double>(at.tv_sec) * 1e3 + static_cast<double>(at.tv_nsec) / 1e6;
}

// The median of some answers; `shown`: rows of tables and items of lists, of a page for people.
Measured measure(Bench& bench, const bench::Example& example) {
    Measured measured;
    auto start = spent();
    auto response = bench.ask(example.target);
    measured.first_ms = spent() - start;
    measured.status = response.status;
    const std::string body = response.body ? *response.body : std::string{};  // a file has none
    measured.bytes = body.size();
    measured.shown =
        count(body, "<tr") + count(body, "<li") + count(body, "<entry>");
    const auto before = bench.work();
    response = bench.ask(example.target);
    const auto after = bench.work();
    // The questions the measuring itself asks: one row for the revision.
    measured.work = {after.rows - before.rows, after.scanned - before.scanned, after.steps - before.steps};
    std::vector<double> times;
    const auto began = spent();
    while (times.size() < 3 || (times.size() < 15 && spent() - began < 300)) {
        start = spent();
        benchmark::DoNotOptimize(bench.ask(example.target));
        times.push_back(spent() - start);
    }
    std::sort(times.begin(), times.end());
    measured.ms = times[times.size() / 2];
    return measured;
}

int table(Bench& bench, std::string_view only) {
    fmt::print(
        "| address | ms | first | rows | passed over | shown | kB | |\n|---|--:|--:|--:|--:|--:|--:|---|\n");
    int wrong = 0;
    for (const auto& example : bench.all) {
        if (example.target.empty()) {
            fmt::print("| `{}` | | | | | | | NO EXAMPLE: give one in tests/bench/examples.cpp |\n",
                       example.pattern);
            ++wrong;
            continue;
        }
        if (example.target.find(only) == std::string::npos) continue;
        const auto measured = measure(bench, example);
        std::string flags;
        if (measured.status != example.status) flags += fmt::format(" STATUS {}", measured.status), ++wrong;
        if (measured.ms > 100) flags += " SLOW", ++wrong;
        if (measured.work.scanned > 1000) flags += " SCAN";
        if (measured.shown && measured.work.rows > 10 * measured.shown + 100) flags += " rows";
        fmt::print("| `{}` | {:.1f} | {:.1f} | {} | {} | {} | {:.0f} |{} |\n", example.target, measured.ms,
                   measured.first_ms, measured.work.rows, measured.work.scanned,
                   measured.shown ? std::to_string(measured.shown) : "",
                   static_cast<double>(measured.bytes) / 1024, flags);
        std::fflush(stdout);
    }
    return wrong ? 1 : 0;
}

void page(benchmark::State& state, Bench& bench, const bench::Example& example) {
    const auto first = bench.ask(example.target);
    if (first.status != example.status) return state.SkipWithError("another status than expected");
    const auto before = bench.work();
    for (auto _ : state) benchmark::DoNotOptimize(bench.ask(example.target));
    const auto after = bench.work();
    const auto each = [&](std::uint64_t total) {
        return static_cast<double>(total) / static_cast<double>(state.iterations());
    };
    state.counters["rows"] = each(after.rows - before.rows);
    state.counters["passed_over"] = each(after.scanned - before.scanned);
    state.counters["steps"] = each(after.steps - before.steps);
    state.counters["bytes"] = static_cast<double>(first.body ? first.body->size() : 0);
}

}  // namespace

int main(int argc, char** argv) {
    const char* file = std::getenv("PLACET_STORE");
    const char* now = std::getenv("PLACET_NOW");
    if (!file) {
        std::cerr << "bench_pages: PLACET_STORE names the store to measure (generate_store makes one)\n";
        return 64;
    }
    try {
        Bench bench(file, now ? now : "2026-11-22");
        for (int i = 1; i < argc; ++i)
            if (const std::string_view word = argv[i]; word.starts_with("--table"))
                return table(bench, word.starts_with("--table=") ? word.substr(8) : "");
        for (const auto& example : bench.all)
            if (example.target.empty())
                throw std::runtime_error("no example for the route " + example.pattern +
                                         ": give one in tests/bench/examples.cpp");
        for (const auto& example : bench.all)
            benchmark::RegisterBenchmark(example.target.c_str(), [&](benchmark::State& state) {
                page(state, bench, example);
            })->Unit(benchmark::kMillisecond);
        benchmark::Initialize(&argc, argv);
        benchmark::RunSpecifiedBenchmarks();
    } catch (const std::exception& error) {
        std::cerr << "bench_pages: " << error.what() << "\n";
        return 74;
    }
    return 0;
}
