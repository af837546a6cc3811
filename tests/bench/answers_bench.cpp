// Questions over a store of 400 treaties with 40 parties each, a Belgian road on every one. A page is one
// question or a few; what is not a plain question settles and judges in memory.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <memory>

#include "registry/answers/answers.hpp"
#include "registry/answers/party_roads.hpp"
#include "registry/intake/intake.hpp"
#include "tests/support/scratch.hpp"

namespace {

using namespace registry;

constexpr int treaties = 400, parties_each = 40;
const Now now = *parse_now("2026-11-22");

Statement said(const Alias& of, const std::string& party, const char* milestone, Day day,
               const char* entity = "") {
    Statement s;
    s.instrument = of;
    s.party = party;
    s.entity = entity;
    s.milestone = milestone;
    s.when = on(day);
    s.place = party;
    return s;
}

Batch everything() {
    Batch batch;
    batch.documents = {{}};
    batch.documents[0].source = "un-mtdsg";
    batch.documents[0].as_of = on(now.today);
    const auto& declared = Vocabulary::built_in().parties();
    for (int t = 0; t < treaties; ++t) {
        const Alias of{"placet", "treaty-" + std::to_string(t)};
        const auto opened = Day{std::chrono::year{1990} / 1 / 1} + std::chrono::days{t * 20};
        batch.documents.at(0).covers.push_back(of);
        batch.descriptions.push_back(
            {of, "title", "en", "Convention number " + std::to_string(t) + " on some matter", 0, "1"});
        batch.statements.push_back(said(of, "", "text-adopted", opened));
        batch.statements.push_back(said(of, "be", "signed", opened));
        batch.statements.push_back(said(of, "be", "assent-required", opened, "be-fed"));
        batch.statements.push_back(said(of, "be", "adopted", opened + std::chrono::days{900}, "be-fed"));
        for (int p = 0; p < parties_each; ++p) {
            const auto& party = declared[static_cast<std::size_t>(p)].id;
            if (party == "be") continue;
            batch.statements.push_back(said(of, party, "signed", opened + std::chrono::days{p}));
            batch.statements.push_back(said(of, party, "deposited", opened + std::chrono::days{400 + 7 * p}));
        }
    }
    return batch;
}

// Held for the whole run: one snapshot, statements prepared once, as a page finds them.
store::Reader& reader() {
    static const test::Scratch scratch;
    static store::Database database(scratch / "placet.db");
    static const bool filled = [] {
        take_in(database, {"bench", "bench", "bench", everything()}, now);
        return true;
    }();
    static store::Reader opened = database.read();
    benchmark::DoNotOptimize(filled);
    return opened;
}

Asked plain() { return {now.today, now.today, {}, {}, Profile::practice_aware}; }
Asked known() {
    auto asked = plain();
    asked.known = now.today;
    return asked;
}

template <class Ask>
void ask(benchmark::State& state, Ask question) {
    auto& r = reader();
    for (auto _ : state) benchmark::DoNotOptimize(question(r));
}

void find_by_id(benchmark::State& s) {
    ask(s, [](auto& r) { return find_instrument(r, "treaty-200"); });
}
BENCHMARK(find_by_id)->Unit(benchmark::kMicrosecond);

void find_mistyped(benchmark::State& s) {
    ask(s, [](auto& r) { return find_instrument(r, "traety-200x"); });
}
BENCHMARK(find_mistyped)->Unit(benchmark::kMicrosecond);

void track(benchmark::State& s) {
    ask(s, [](auto& r) { return track_answer(r, "treaty-200", "be", plain()); });
}
BENCHMARK(track)->Unit(benchmark::kMicrosecond);

void instrument(benchmark::State& s) {
    ask(s, [](auto& r) { return instrument_answer(r, "treaty-200", plain()); });
}
BENCHMARK(instrument)->Unit(benchmark::kMicrosecond);

void instrument_as_known(benchmark::State& s) {
    ask(s, [](auto& r) { return instrument_answer(r, "treaty-200", known()); });
}
BENCHMARK(instrument_as_known)->Unit(benchmark::kMicrosecond);

void list_of_50(benchmark::State& s) {
    ask(s, [](auto& r) { return instruments(r, "", 50, 100, plain()); });
}
BENCHMARK(list_of_50)->Unit(benchmark::kMicrosecond);

void search(benchmark::State& s) {
    ask(s, [](auto& r) { return instruments(r, "convent 200", 20, 0, plain()); });
}
BENCHMARK(search)->Unit(benchmark::kMicrosecond);

void stalled_stored(benchmark::State& s) {
    ask(s, [](auto& r) { return stalled(r, {}, plain()); });
}
BENCHMARK(stalled_stored)->Unit(benchmark::kMillisecond);

void stalled_on_another_day(benchmark::State& s) {
    auto asked = plain();
    asked.on -= std::chrono::days{365};
    ask(s, [&](auto& r) { return stalled(r, {}, asked); });
}
BENCHMARK(stalled_on_another_day)->Unit(benchmark::kMillisecond);

void stalled_as_known(benchmark::State& s) {
    ask(s, [](auto& r) { return stalled(r, {}, known()); });
}
BENCHMARK(stalled_as_known)->Unit(benchmark::kMillisecond);

void every_party(benchmark::State& s) {
    Catalogue catalogue;
    ask(s, [&](auto& r) { return party_summaries(r, catalogue.at(r), plain()); });
}
BENCHMARK(every_party)->Unit(benchmark::kMillisecond);

void tracks_of_a_party(benchmark::State& s) {
    Catalogue catalogue;
    RoadsQuestion question;
    question.party = "be";
    ask(s, [&](auto& r) { return roads_answer(r, catalogue.at(r), question, plain()); });
}
BENCHMARK(tracks_of_a_party)->Unit(benchmark::kMicrosecond);

void newest_changes(benchmark::State& s) {
    ask(s, [](auto& r) { return changes(r, {}); });
}
BENCHMARK(newest_changes)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
