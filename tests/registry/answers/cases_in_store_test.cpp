// The cases of tests/cases over a real store: taken in, settled, read back. What the rules say of facts told
// in a case they say of the same facts kept.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "tests/registry/answers/small_registry.hpp"
#include "tests/registry/rules/case_file.hpp"

namespace {

namespace fs = std::filesystem;
using namespace registry;

std::vector<fs::path> case_files(std::string_view begins) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator("tests/cases"))
        if (entry.path().extension() == ".case" && entry.path().filename().string().starts_with(begins))
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

class Held {
public:
    Held(const std::vector<Batch>& batches, const std::string& instrument, const std::string& kind)
        : database_(scratch_ / "placet.db") {
        int number = 0;
        for (const auto& batch : batches)
            test::take(database_, "batch " + std::to_string(++number), batch, "2026-11-22");
        if (kind.empty()) return;
        Batch described;
        described.documents.emplace_back();
        described.documents.back().source = "editor";
        described.descriptions.push_back({Alias{"placet", instrument}, "kind", "", kind, 0, ""});
        test::take(database_, "kind", described, "2026-11-22");
    }
    store::Reader read() { return database_.read(); }

private:
    test::Scratch scratch_;
    store::Database database_;
};

cases::Facts held(const std::vector<Batch>& batches, const std::string& instrument, const std::string& party,
                  const std::string& kind, std::optional<Day> published) {
    Held store(batches, instrument, kind);
    auto reader = store.read();
    const auto found = find_instrument(reader, instrument);
    if (!found.id) throw std::runtime_error("the store knows no instrument " + instrument);
    const store::View view{std::nullopt, published};
    const auto facts = store::instrument_facts(reader, *found.id, view);
    cases::Facts out;
    out.track = store::track_facts(reader, facts, party, view);
    out.clause = facts.clause;
    out.entry = facts.entry;
    for (const auto& each : facts.consents)
        if (each.party == party) out.consent = each;
    return out;
}

std::vector<std::string> lines(const std::vector<Verdict>& verdicts) {
    std::vector<std::string> all;
    for (const auto& each : verdicts)
        all.push_back(each.rule + " " + each.entity + " " + std::string{name_of(each.severity)} + " " +
                      std::string{name_of(each.certain_severity)} + " " +
                      std::string{name_of(each.certainty)} + " " + each.cause + " " + each.since.edtf);
    std::sort(all.begin(), all.end());
    return all;
}

}  // namespace

TEST(CasesInStore, all_hold) {
    const auto files = case_files("");
    EXPECT_GE(files.size(), 50u);
    for (const auto& file : files)
        for (const auto& wrong : cases::run(file, held)) ADD_FAILURE() << wrong;
}

// As a person asks it, by both times and under both profiles.
TEST(CasesInStore, the_answer_about_a_track_is_what_the_acts_of_assent_say) {
    const auto files = case_files("assent-");
    ASSERT_EQ(files.size(), 12u);
    for (const auto& file : files) {
        const auto given = cases::given(file);
        const auto told = cases::outcomes(file);
        std::size_t at = 0;
        for (const auto& block : given.blocks) {
            Held store(given.batches(block), given.instrument, given.kind);
            auto reader = store.read();
            for (const auto& view : block.views) {
                Asked asked;
                asked.on = view.on;
                asked.today = test::day("2026-11-22");
                if (view.published) asked.published = view.on;
                asked.profile = view.profile;
                const auto answer = track_answer(reader, given.instrument, given.party, asked);
                ASSERT_TRUE(answer) << file;
                EXPECT_EQ(lines(answer->findings), lines(told.at(at++).verdicts))
                    << file << " on " << iso(view.on) << (view.published ? " by what was published" : "");
            }
        }
        EXPECT_EQ(at, told.size());
    }
}
