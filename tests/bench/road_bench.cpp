// The road from a file to a page, part by part. Counters: MB/s of file read, statements and tracks a second.
// "Parse only" is pugixml on the same bytes: what reading costs at the least.
#include <benchmark/benchmark.h>

#include <pugixml.hpp>

#include <fstream>
#include <stdexcept>

#include "importers/importer.hpp"
#include "registry/answers/answers.hpp"
#include "registry/intake/intake.hpp"
#include "server/site.hpp"
#include "tests/support/scratch.hpp"

namespace {

std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>{in}, {}};
    if (bytes.empty()) throw std::runtime_error("run benchmarks from the source folder: no " + path.string());
    return bytes;
}

const std::string& table() {
    static const std::string bytes = bytes_of("samples/un/IV-9-b.en.xml");
    return bytes;
}

registry::Batch read_table() {
    const importers::Source source{"IV-9-b.en.xml", table(), {}};
    return (*importers::importer_for(source))->read(source);
}

const registry::Now now = *registry::parse_now("2026-11-22");

void count_bytes(benchmark::State& state) {
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * table().size()));
}

void parse_only(benchmark::State& state) {
    for (auto _ : state) {
        pugi::xml_document document;
        benchmark::DoNotOptimize(document.load_buffer(table().data(), table().size()));
    }
    count_bytes(state);
}
BENCHMARK(parse_only);

void read(benchmark::State& state) {
    std::size_t statements = 0;
    for (auto _ : state) statements += read_table().statements.size();
    count_bytes(state);
    state.counters["statements/s"] =
        benchmark::Counter(static_cast<double>(statements), benchmark::Counter::kIsRate);
}
BENCHMARK(read);

void take_in(benchmark::State& state) {
    std::size_t statements = 0;
    for (auto _ : state) {
        state.PauseTiming();
        auto scratch = std::make_unique<test::Scratch>();
        auto database = std::make_unique<registry::store::Database>(*scratch / "bench.db");
        registry::Incoming incoming{"IV-9-b.en.xml", "un-mtdsg", table(), read_table()};
        state.ResumeTiming();
        statements += registry::take_in(*database, incoming, now).said;
        state.PauseTiming();
        database.reset();
        scratch.reset();
        state.ResumeTiming();
    }
    count_bytes(state);
    state.counters["statements/s"] =
        benchmark::Counter(static_cast<double>(statements), benchmark::Counter::kIsRate);
}
BENCHMARK(take_in)->Unit(benchmark::kMillisecond);

void settle(benchmark::State& state) {
    std::vector<registry::Said> said;
    const char* sources[] = {"un-mtdsg", "be-gazette", "ngo"};
    const char* milestones[] = {"signed", "deposited", "entered-into-force"};
    for (int i = 0; i < state.range(0); ++i) {
        registry::Said each;
        each.id = i + 1;
        each.source = sources[i % 3];
        each.instrument = "opcat";
        each.party = "be";
        each.milestone = milestones[(i / 3) % 3];
        each.when = registry::on(registry::Day{std::chrono::days{13000 + i % 7}});
        said.push_back(each);
    }
    for (auto _ : state) benchmark::DoNotOptimize(registry::settle(said, registry::Vocabulary::built_in()));
    state.SetComplexityN(state.range(0));
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(settle)->RangeMultiplier(8)->Range(8, 4096)->Complexity();

struct Filled {
    Filled() : database(scratch / "bench.db") {
        for (const auto& entry : std::filesystem::recursive_directory_iterator("samples")) {
            const auto name = entry.path().string();
            if (!entry.is_regular_file() || name.ends_with(".about.xml") || name.ends_with("README.md"))
                continue;
            const auto bytes = bytes_of(entry.path());
            const importers::Source source{name, bytes, {}};
            const auto importer = importers::importer_for(source);
            if (importer)
                registry::take_in(
                    database, {name, std::string{(*importer)->id}, bytes, (*importer)->read(source)}, now);
        }
    }
    test::Scratch scratch;
    registry::store::Database database;
};
Filled& filled() {
    static Filled one;
    return one;
}

// OPCAT's road through Belgium, judged by `judged`: registry::judge or registry::history.
template <class Judged>
void judged_road(benchmark::State& state, Judged judged) {
    auto reader = filled().database.read();
    registry::Asked asked;
    asked.on = asked.today = now.today;
    const auto track = registry::track_answer(reader, "opcat", "be", asked);
    if (!track) return state.SkipWithError("no track opcat/be in the samples");
    for (auto _ : state)
        benchmark::DoNotOptimize(judged(track->facts, registry::built_in_rules(),
                                        registry::Vocabulary::built_in(), registry::Profile::practice_aware,
                                        now.today));
    state.counters["tracks/s"] =
        benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

void judge(benchmark::State& state) {
    judged_road(state, [](auto&&... of) { return registry::judge(of...); });
}
BENCHMARK(judge);

void history(benchmark::State& state) {
    judged_road(state, [](auto&&... of) { return registry::history(of...); });
}
BENCHMARK(history);

void page(benchmark::State& state, const char* target, std::size_t kept_bytes) {
    server::SiteSettings settings;
    settings.base_url = "http://placet.example";
    settings.now = [] { return now; };
    settings.kept_bytes = kept_bytes;
    server::Site site(filled().database, std::move(settings));
    server::Request request;
    request.target = target;
    if (site.answer(request).status != 200) return state.SkipWithError("not 200");
    std::size_t bytes = 0;
    for (auto _ : state) bytes += site.answer(request).body->size();
    state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}
BENCHMARK_CAPTURE(page, track_kept, "/instruments/opcat/be", 64u << 20);
BENCHMARK_CAPTURE(page, track_computed, "/instruments/opcat/be", 0);
BENCHMARK_CAPTURE(page, instrument_computed, "/instruments/opcat", 0);
BENCHMARK_CAPTURE(page, stalled_computed, "/stalled", 0);
BENCHMARK_CAPTURE(page, track_json_computed, "/instruments/opcat/be.json", 0);

}  // namespace

BENCHMARK_MAIN();
