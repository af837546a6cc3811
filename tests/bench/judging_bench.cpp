// Judging 500,000 events from scratch, and one import's worth in a store of 5,000 and of 60,000 instruments:
// the second must not grow with the store.
#include <benchmark/benchmark.h>

#include <map>
#include <memory>

#include "registry/intake/intake.hpp"
#include "registry/procedure/procedure.hpp"
#include "registry/rules/judge.hpp"
#include "tests/support/scratch.hpp"

namespace {

using namespace registry;

const Now now = *parse_now("2026-11-22");

struct Step {
    const char *milestone, *entity;
    int days;  // after the signature
};
// A Belgian road in eight events; how far each track has got differs.
constexpr Step steps[] = {{"signed", "", 0},
                          {"qualified", "", 30},
                          {"assent-required", "be-fed", 30},
                          {"bill-tabled", "be-fed", 700},
                          {"adopted", "be-fed", 900},
                          {"promulgated", "be-fed", 960},
                          {"deposited", "", 1200},
                          {"published", "be-fed", 2100}};

Day signed_on(int track) { return *parse_day("1990-01-01") + std::chrono::days{track % 12'000}; }

TrackFacts facts(int track) {
    TrackFacts made;
    made.instrument = "treaty-" + std::to_string(track);
    made.party = "be";
    made.instrument_kind = "convention";
    for (const auto& [milestone, entity, days] : steps) {
        TrackEvent event;
        event.id = made.instrument + "." + milestone;
        event.milestone = milestone;
        event.entity = entity;
        event.subject = std::string_view{milestone} == "qualified" ? "federal" : "";
        event.when = on(signed_on(track) + std::chrono::days{days + track % 300});
        made.events.push_back(std::move(event));
    }
    // Every second road has not got to its end, and somebody has looked.
    if (track % 2) {
        made.events.resize(5);
        for (const auto* milestone : {"promulgated", "published", "deposited"})
            made.absences.push_back(
                {milestone, "", "", now.today - std::chrono::days{20}, "be-gazette", "", "look:1", 0});
    }
    made.as_of = now.today - std::chrono::days{20};
    return made;
}

// Both profiles on one day, as a rebuild does.
void judge_all(benchmark::State& state) {
    std::vector<TrackFacts> all;
    std::size_t events = 0;
    for (int track = 0; events < 500'000; ++track) {
        all.push_back(facts(track));
        events += all.back().events.size();
    }
    const auto& words = Vocabulary::built_in();
    std::size_t verdicts = 0;
    for (auto _ : state)
        for (const auto& each : all)
            for (const auto profile : {Profile::practice_aware, Profile::strict})
                verdicts += judge(each, built_in_rules(), words, profile, now.today).verdicts.size();
    state.counters["tracks"] = static_cast<double>(all.size());
    state.counters["events"] = static_cast<double>(events);
    state.counters["verdicts"] = static_cast<double>(verdicts) / static_cast<double>(state.iterations());
}
BENCHMARK(judge_all)->Unit(benchmark::kMillisecond)->Iterations(1);

Statement said(int track, const Step& step) {
    Statement made;
    made.instrument = {"placet", "treaty-" + std::to_string(track)};
    made.party = "be";
    made.entity = step.entity;
    made.milestone = step.milestone;
    made.when = on(signed_on(track) + std::chrono::days{step.days});
    if (made.milestone == "qualified") made.subject = "federal";
    made.place = "1";
    return made;
}

Batch batch(int first, int last, std::initializer_list<int> which, Day as_of) {
    Batch made;
    made.documents = {{}};
    made.documents[0].source = "be-government";
    made.documents[0].as_of = on(as_of);
    for (int track = first; track < last; ++track)
        for (const int step : which) made.statements.push_back(said(track, steps[step]));
    return made;
}

struct Filled {
    explicit Filled(int instruments) : database(scratch / "bench.db") {
        constexpr int part = 5000;
        for (int first = 0; first < instruments; first += part) {
            const auto name = "fill-" + std::to_string(first);
            take_in(database,
                    {name, "bench", name,
                     batch(first, std::min(instruments, first + part), {0, 1, 2, 3},
                           now.today - std::chrono::days{20})},
                    now);
        }
    }
    test::Scratch scratch;
    store::Database database;
    int imports = 0;
};

// Ten treaties get one more step: read, settled, judged and logged in one transaction on disk.
void one_import(benchmark::State& state) {
    static std::map<std::int64_t, std::unique_ptr<Filled>> stores;
    auto& filled = stores[state.range(0)];
    if (!filled) filled = std::make_unique<Filled>(static_cast<int>(state.range(0)));
    for (auto _ : state) {
        const int first = 10 * filled->imports % static_cast<int>(state.range(0) - 10);
        const auto name = "more-" + std::to_string(++filled->imports);
        take_in(filled->database, {name, "bench", name, batch(first, first + 10, {4}, now.today)}, now);
    }
    state.counters["instruments"] = static_cast<double>(state.range(0));
}
BENCHMARK(one_import)->Arg(5'000)->Arg(60'000)->Unit(benchmark::kMillisecond)->Iterations(100);

}  // namespace

BENCHMARK_MAIN();
