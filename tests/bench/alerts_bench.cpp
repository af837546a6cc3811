// One import of 1,000 changes in a store in which nobody, 100 or 10,000 people asked to be told: the time of
// the import's transaction, lines of the ledger a second, and the memory it took. Lists are watched by a
// tenth.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <memory>

#include "registry/alerts/fan_out.hpp"
#include "registry/alerts/people.hpp"
#include "registry/alerts/select.hpp"
#include "registry/intake/intake.hpp"
#include "tests/support/scratch.hpp"

namespace {

using namespace registry;

constexpr int instruments = 200, facts_each = 5;

Batch page(int round) {
    Batch batch;
    Document document;
    document.source = "un-mtdsg", document.title = "Status", document.media_type = "text/plain",
    document.language = "en";
    batch.documents = {document};
    const auto& parties = Vocabulary::built_in().parties();
    for (int i = 0; i < instruments; ++i)
        for (int n = 0; n < facts_each; ++n) {
            Statement said;
            said.instrument = {"MTDSG", "IV-" + std::to_string(i)};
            said.party = parties[static_cast<std::size_t>(round * facts_each + n) % parties.size()].id;
            said.milestone = "signed", said.when = *parse_when("2026-11-01"), said.place = "row";
            batch.statements.push_back(said);
        }
    return batch;
}

// What is watched: a tenth lists, else parties, instruments, roads, a subject.
std::pair<std::string, std::string> wish(int n) {
    const auto& parties = Vocabulary::built_in().parties();
    const auto party = parties[static_cast<std::size_t>(n) % parties.size()].id;
    const auto instrument = "mtdsg-iv-" + std::to_string(n % instruments);
    switch (n % 10) {
        case 0:
            return {"list", "/instruments?party=" + party + "&status=signed"};
        case 1:
            return {"subject", "mtdsg-ix"};
        case 2:
        case 3:
        case 4:
            return {"party", party};
        case 5:
            return {"track", instrument + "/" + party};
        default:
            return {"instrument", instrument};
    }
}

long peak_kib() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

void import_of_a_thousand(benchmark::State& state) {
    const auto now = *parse_now("2026-11-22");
    const test::Scratch scratch;
    store::Database database(scratch / "placet.db");
    int round = 0;
    const auto take = [&] {
        const auto name = "round " + std::to_string(round);
        take_in(database, {name, "bench", name, page(round)}, now);
        ++round;
    };
    take();
    {
        auto writer = database.write();
        for (int n = 0; n < state.range(0); ++n) {
            alerts::Wish asked;
            const auto [scope, key] = wish(n);
            asked.selector = alerts::read_selector(writer, scope, key).value();
            asked.address = std::to_string(n) + "@example.org", asked.confirmed = true;
            if (!alerts::subscribe(writer, asked, now)) state.SkipWithError("refused");
        }
        if (state.range(0) > 0) {
            auto settings = store::alerting(writer);
            settings.hold_above = state.range(1);
            store::put_alerting(writer, settings);
        }
        writer.commit();
    }
    const auto peak = peak_kib();
    const auto first = [&] {
        auto reader = database.read();
        return store::last_change(reader);
    }();
    for (auto _ : state) take();
    auto reader = database.read();
    std::int64_t told = 0;
    for (std::int64_t after = 0;;) {
        const auto some = store::all_subscriptions(reader, after, 1'000);
        if (some.empty()) break;
        for (const auto& each : some)
            told += static_cast<std::int64_t>(store::told_to(reader, each.id, 0, 1'000'000).size());
        after = some.back().id;
    }
    const auto imports = static_cast<double>(state.iterations());
    state.counters["changes"] = static_cast<double>(store::last_change(reader) - first) / imports;
    state.counters["told"] = static_cast<double>(told) / imports;
    state.counters["told_a_second"] =
        benchmark::Counter(static_cast<double>(told), benchmark::Counter::kIsRate);
    state.counters["MiB_more"] = static_cast<double>(peak_kib() - peak) / 1024;
}

}  // namespace

constexpr int never_held = 1'000'000'000, as_usual = 500;
BENCHMARK(import_of_a_thousand)
    ->Args({0, never_held})
    ->Args({100, never_held})
    ->Args({10'000, never_held})
    ->Args({10'000, as_usual})
    ->Iterations(5)
    ->Unit(benchmark::kMillisecond);

BENCHMARK_MAIN();
