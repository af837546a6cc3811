// The gazette's own texts at hand: exact facts, and all facts against golden texts.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>

#include "importers/exchange/exchange.hpp"
#include "registry/model/vocabulary.hpp"
#include "registry/reconcile/settle.hpp"
#include "tests/importers/gazette_sample.hpp"

namespace fs = std::filesystem;
using registry::Batch;
using tests::described;
using tests::remarked;
using tests::said;
using Strings = std::vector<std::string>;

namespace {

const fs::path folder = tests::shared / "sources/be";

Batch read(const std::string& name) { return tests::read_gazette(tests::contents(folder / name)); }

bool says(const Batch& batch, const std::string& fact) {
    const auto all = said(batch);
    return std::find(all.begin(), all.end(), fact) != all.end();
}

class GazetteTexts : public testing::Test {
protected:
    void SetUp() override {
        if (!fs::exists(folder)) GTEST_SKIP() << "skipped: ../shared is not there";
    }
};

// Facts of Belgium and of every State, told apart from the rest by their names.
std::string all_facts(const Batch& batch) {
    std::string out;
    for (const auto& each : batch.statements)
        out += registry::text(each.instrument) + "|" + each.party + "|" + each.entity + "|" + each.milestone +
               "|" + each.form + "|" + each.when.edtf + "|" + each.act + "|" +
               each.place.substr(0, each.place.find(',')) + "\n";
    for (const auto& each : batch.links)
        out += "link " + registry::text(each.one) + " = " + registry::text(each.other) + "\n";
    std::map<std::string, int> counted;
    for (const auto& each : batch.descriptions) ++counted["description " + each.key + " " + each.language];
    for (const auto& each : batch.passages) ++counted["passage " + each.kind + " " + each.language];
    for (const auto& each : batch.remarks)
        ++counted["remark " + std::string{registry::name_of(each.weight)} + " " + each.kind];
    for (const auto& [what, times] : counted) out += what + " " + std::to_string(times) + "\n";
    return out;
}

struct GazetteGolden : testing::TestWithParam<fs::path> {};

std::vector<fs::path> texts() {
    std::vector<fs::path> out;
    for (const auto& file : tests::files_in(folder)) {
        const auto name = file.filename().string();
        if (name.starts_with("bs_") && name.ends_with(".txt") && name.find("inhoud") == std::string::npos)
            out.push_back(file);
    }
    return out;
}

}  // namespace

TEST_P(GazetteGolden, facts_are_as_they_were) {
    const auto bytes = tests::contents(GetParam());
    const auto source = tests::source(GetParam().filename().string(), bytes);
    const auto importer = importers::importer_for(source);
    ASSERT_TRUE(importer.has_value()) << importer.error().what;
    EXPECT_EQ((*importer)->id, "be-gazette");
    const auto actual = all_facts((*importer)->read(source));
    const auto golden = fs::path("tests/golden/gazette") / GetParam().filename();
    if (std::getenv("UPDATE_GOLDEN") != nullptr) {
        fs::create_directories(golden.parent_path());
        std::ofstream(golden, std::ios::binary) << actual;
    }
    EXPECT_EQ(actual, tests::contents(golden));
}

INSTANTIATE_TEST_SUITE_P(, GazetteGolden, testing::ValuesIn(texts()), [](const auto& each) {
    auto name = each.param.stem().string();
    for (auto& c : name)
        if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9')) c = '_';
    return name;
});
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(GazetteGolden);

TEST_F(GazetteTexts, bbnj_law_names_every_assembly_with_both_dates) {
    const auto batch = read("bs_2025-08-05_2025004251_BBNJ_wet.txt");
    for (const auto* fact :
         {"be-fed|sanctioned|2024-12-25", "be-fed|promulgated|2024-12-25", "be-fed|published|2025-08-05",
          "be-fed|reported|2024-11-29", "be-vlg|promulgated|2025-05-23", "be-vlr|published|2025-06-11",
          "be-fwb|promulgated|2025-05-22", "be-fwb|published|2025-06-05", "be-dg|promulgated|2025-04-28",
          "be-dg|published|2025-06-16", "be-wal|promulgated|2025-04-03", "be-wal|published|2025-04-23",
          "be-bru|promulgated|2025-05-19", "be-bru|published|2025-05-22"})
        EXPECT_TRUE(says(batch, fact)) << fact;
    EXPECT_TRUE(said(batch, "adopted").empty()) << "29 November 2024 is the committee report's day";
    EXPECT_EQ(tests::linked(batch, "CHAMBER"), Strings{"56K0481"});
    EXPECT_EQ(described(batch, "conclusion", "en"), "New York, 19 June 2023");
    EXPECT_EQ(batch.documents[0].title, "Belgisch Staatsblad 5 August 2025, p. 64435");
    EXPECT_EQ(batch.remarks.size(), 1U) << "only the count";
}

TEST_F(GazetteTexts, walloon_flemish_and_brussels_acts_say_their_adoption) {
    const auto walloon = read("bs_2025-04-23_2025201277_BBNJ_waals-decreet.txt");
    EXPECT_EQ(said(walloon, "adopted"), (Strings{"be-wal|adopted|2025-04-02", "be-wal|adopted|2025-04-02"}));
    EXPECT_EQ(said(walloon, "promulgated"),
              (Strings{"be-wal|promulgated|2025-04-03", "be-wal|promulgated|2025-04-03"}))
        << "the second is the cooperation agreement's, printed after it";
    EXPECT_EQ(described(walloon, "kind", "", "2025201278"), "cooperation-agreement");
    EXPECT_EQ(described(walloon, "title", "de", "2025201277").substr(0, 30), "Übereinkommen im Rahmen des S");
    const auto flemish = read("bs_2025-06-11_2025004351_BBNJ_vlaams-decreet.txt");
    EXPECT_EQ(said(flemish, "adopted"), (Strings{"be-vlg|adopted|2025-05-21", "be-vlr|adopted|2025-05-21"}));
    EXPECT_EQ(said(flemish, "published"),
              (Strings{"be-vlg|published|2025-06-11", "be-vlr|published|2025-06-11"}));
    const auto brussels = read("bs_2025-05-22_2025003951_BBNJ_brusselse-ordonnantie.txt");
    EXPECT_EQ(said(brussels), (Strings{"be-bru|sanctioned|2025-05-19", "be-bru|promulgated|2025-05-19",
                                       "be-bru|published|2025-05-22", "be-bru|adopted|2025-05-16"}));
}

TEST_F(GazetteTexts, oiv_law_of_2004_was_published_in_2025_with_its_list) {
    const auto batch = read("bs_2025-05-20_2025002056_OIV_wet-2004.txt");
    EXPECT_TRUE(says(batch, "be-fed|promulgated|2004-02-13"));
    EXPECT_TRUE(says(batch, "be-fed|published|2025-05-20"));
    EXPECT_TRUE(says(batch, "be-vlr|promulgated|2004-05-07"));
    EXPECT_TRUE(says(batch, "be-bru|published|2003-03-10"));
    EXPECT_TRUE(says(batch, "België|deposited|2004-07-01|accession"));
    EXPECT_TRUE(says(batch, "België|entered-into-force|2004-07-31"));
    EXPECT_EQ(tests::linked(batch, "CHAMBER"), Strings{"51K0466"});
    EXPECT_EQ(tests::linked(batch, "SENATE"), Strings{"3-231"});
    EXPECT_EQ(described(batch, "conclusion", "en"), "Paris, 3 April 2001");
    EXPECT_EQ(said(batch, "deposited").size(), 43U);
    EXPECT_EQ(remarked(batch, "list-without-day").size(), 2U) << "Chile and Turkey bear a star";
}

TEST_F(GazetteTexts, benin_law_says_when_the_agreement_entered_into_force) {
    const auto batch = read("bs_2025-10-16_2019011406_Benin_wet-2019.txt");
    EXPECT_EQ(batch.statements[0].act, "2019011406");
    EXPECT_EQ(said(batch, "entered-into-force"), Strings{"be|entered-into-force|2025-10-01"});
    EXPECT_TRUE(says(batch, "be-wal|promulgated|2025-05-15"));
    EXPECT_TRUE(says(batch, "be-vlr|published|2021-07-14"));
    EXPECT_EQ(tests::linked(batch, "CHAMBER"), Strings{"54K3403"});
    EXPECT_EQ(described(batch, "conclusion", "en"), "Cotonou, 9 January 2018");
}

TEST_F(GazetteTexts, cooperation_agreements_and_the_law_whose_day_was_corrected) {
    const auto first = read("bs_2025-04-30_2025003428_samenwerkingsakkoord_wet.txt"),
               corrected = read("bs_2025-05-30_2025004184_rechtzetting.txt"),
               other = read("bs_2025-10-28_2025008154_samenwerkingsakkoord_wet.txt");
    EXPECT_EQ(said(first, "promulgated"), Strings{"be-fed|promulgated|2025-04-05"});
    EXPECT_EQ(said(corrected), (Strings{"be-fed|rectified|2025-05-30", "be-fed|sanctioned|2025-04-09",
                                        "be-fed|promulgated|2025-04-09"}));
    EXPECT_EQ(said(other, "promulgated"), Strings{"be-fed|promulgated|2025-10-16"})
        << "a subscription to capital is no treaty";
    EXPECT_EQ(described(other, "conclusion-date"), "2024-01-10");

    // Both said, the newer is believed, the older stays visible.
    std::vector<registry::Said> all;
    for (const auto* batch : {&first, &corrected})
        for (const auto& each : batch->statements) {
            registry::Said one;
            one.id = static_cast<std::int64_t>(all.size()) + 1;
            one.source = batch->documents[0].source;
            one.instrument = each.instrument.value;
            one.party = "be";
            one.entity = each.entity;
            one.milestone = each.milestone;
            one.when = each.when;
            one.act = each.act;
            one.as_of = batch->documents[0].as_of;
            all.push_back(one);
        }
    std::reverse(all.begin(), all.end());
    const auto settled = registry::settle(all, registry::Vocabulary::built_in());
    int promulgations = 0;
    for (const auto& event : settled.events) {
        if (event.milestone != "promulgated") continue;
        ++promulgations;
        EXPECT_EQ(event.when.edtf, "2025-04-09");
        EXPECT_EQ(event.against.size(), 1U);
    }
    EXPECT_EQ(promulgations, 1);
}

TEST_F(GazetteTexts, german_translation_is_no_step) {
    EXPECT_TRUE(read("bs_2025-08-14_2025005164_duitse-vertaling.txt").statements.empty());
}

TEST_F(GazetteTexts, list_of_states_bound_by_bbnj_is_read_whole) {
    const auto batch = read("bs_2025-08-05_BBNJ_lijst-gebonden-staten_layout.txt");
    std::set<std::string> parties;
    for (const auto& each : batch.statements) {
        const auto* party = registry::Vocabulary::built_in().party_named(each.party);
        EXPECT_TRUE(party) << each.party;
        if (party) parties.insert(party->id);
    }
    EXPECT_EQ(said(batch, "signed").size(), parties.size()) << "every State once";
    EXPECT_TRUE(says(batch, "België|signed|2023-09-20"));
    EXPECT_TRUE(says(batch, "België|deposited|2025-06-09|ratification"));
    EXPECT_TRUE(says(batch, "Europese Unie|deposited|2025-05-28|approval"));
    EXPECT_TRUE(says(batch, "Finland|deposited|2025-05-28|acceptance"));
    EXPECT_TRUE(says(batch, "Seychellen|deposited|2024-05-13|ratification"));
    EXPECT_EQ(remarked(batch, "languages-disagree").size(), 2U) << "Seychelles and the Bahamas";
    EXPECT_TRUE(remarked(batch, "one-language-only").empty());
    EXPECT_EQ(described(batch, "conclusion", "en"), "New York, 19 June 2023");
}

TEST(GazetteSample, says_what_the_facts_beside_it_say) {
    const auto text = tests::contents("samples/be/bs_2025-08-05_2025004251.txt"),
               facts = tests::contents("samples/bbnj.xml");
    const auto gazette = tests::read_gazette(text);
    const auto beside = importers::exchange::read(tests::source("bbnj.xml", facts));
    EXPECT_TRUE(gazette.documents[0].sample);
    std::set<std::string> known;
    for (const auto& each : beside.statements)
        known.insert(each.entity + "|" + each.milestone + "|" + each.when.edtf + "|" + each.form);
    int compared = 0;
    for (const auto& each : gazette.statements) {
        if (each.milestone == "sanctioned") continue;  // of one date with promulgation
        ++compared;
        EXPECT_TRUE(
            known.contains(each.entity + "|" + each.milestone + "|" + each.when.edtf + "|" + each.form))
            << each.entity << " " << each.milestone << " " << each.when.edtf;
    }
    EXPECT_EQ(compared, 24);
    EXPECT_EQ(tests::linked(gazette, "CHAMBER"), Strings{"56K0481"});
}
