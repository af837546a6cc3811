// The survival curves over a store of 500,000 events: 200 parties, 1,250 treaties, each signed and most of
// them consented to. Cold is the first question after an import: all signatures are read. Warm is every
// other.
#include <benchmark/benchmark.h>

#include "registry/answers/waits.hpp"
#include "registry/model/vocabulary.hpp"
#include "tests/support/scratch.hpp"

namespace {

using namespace registry;

constexpr int parties = 200, treaties = 1250;
const Day as_of = *parse_day("2026-01-01");

void fill(store::Database& database) {
    auto writer = database.write();
    store::Query(writer,
                 "INSERT INTO import (id, kind, recorded_at, recorded_day, file, importer) "
                 "VALUES (1, 'file', '2026-01-01T00:00:00Z', 20454, 'bench', 'bench')")
        .run();
    store::Query(writer,
                 "INSERT INTO document (id, key, source, title, address, file, media_type, language, as_of, "
                 "as_of_lo, as_of_hi, import) VALUES (1, 'bench', 'un-mtdsg', '', '', '', '', '', "
                 "'2026-01-01', ?1, ?1, 1)")
        .run(as_of);
    store::Query instrument(writer, "INSERT INTO instrument (id, search_row) VALUES (?, ?)");
    store::Query alias(writer,
                       "INSERT INTO alias (scheme, value, instrument, minted) VALUES ('T', ?1, ?1, ?1)");
    store::Query covers(writer, "INSERT INTO covers (document, scheme, value) VALUES (1, 'T', ?)");
    store::Query event(
        writer,
        "INSERT INTO event (instrument, party, milestone, entity, id, form, date, lo, hi, act, "
        "subject, unconfirmed, statements, against) "
        "VALUES (?1, ?2, ?3, '', ?4, '', '', ?5, ?5, '', '', 0, '', '')");
    const auto& declared = Vocabulary::built_in().parties();
    for (int t = 0; t < treaties; ++t) {
        const auto id = "treaty-" + std::to_string(t);
        instrument.run(id, t + 1);
        alias.run(id);
        covers.run(id);
        const Day opened = *parse_day("1960-01-01") + std::chrono::days{t * 17};
        for (int p = 0; p < parties; ++p) {
            const auto& party = declared[static_cast<std::size_t>(p)].id;
            const auto name = std::to_string(t) + "." + std::to_string(p);
            const Day signed_on = opened + std::chrono::days{p % 90};
            event.run(id, party, "signed", name, signed_on);
            // A second event each: a consent, or what is no step of this wait.
            const bool consented = (t * 7 + p * 13) % 10 < 7;
            event.run(id, party, consented ? "deposited" : "pledged", name + "b",
                      signed_on + std::chrono::days{100 + (t * 31 + p * 97) % 9000});
        }
    }
    writer.commit();
}

store::Database& filled() {
    static const test::Scratch scratch;
    static store::Database database(scratch / "bench.db");
    static const bool done = (fill(database), true);
    benchmark::DoNotOptimize(done);
    return database;
}

void cold(benchmark::State& state) {
    auto reader = filled().read();
    for (auto _ : state) {
        Waits waits;
        benchmark::DoNotOptimize(waits.curves(reader, "be", as_of));
    }
    Waits waits;
    const auto both = waits.curves(reader, "be", as_of);
    state.counters["signatures"] = both.all.curve.n;
    state.counters["consents"] = both.all.curve.events;
}
BENCHMARK(cold)->Unit(benchmark::kMillisecond);

void warm(benchmark::State& state) {
    auto reader = filled().read();
    Waits waits;
    for (auto _ : state) benchmark::DoNotOptimize(waits.curves(reader, "be", as_of));
}
BENCHMARK(warm)->Unit(benchmark::kMicrosecond);

// Somebody asks about another day: the curve of all is drawn anew.
void warm_on_another_day(benchmark::State& state) {
    auto reader = filled().read();
    Waits waits;
    auto day = as_of;
    for (auto _ : state) benchmark::DoNotOptimize(waits.curves(reader, "be", day -= std::chrono::days{1}));
}
BENCHMARK(warm_on_another_day)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
