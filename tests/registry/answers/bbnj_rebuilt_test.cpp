// One road rebuilt from official files alone: Belgium and the agreement on the high seas (BBNJ). The dossier
// page of the Chamber, the report of its plenary, the gazette's texts of the law and three of the five other
// acts, the law's page as PDF, the list of bound States and the day's contents. In whatever order they come,
// the same steps, each once, each with its place.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <random>

#include "tests/registry/answers/imported.hpp"

namespace {

using namespace registry;
using Lines = std::vector<std::string>;

const Lines files{"dekamer_56K0481_captured-2025-06-16.html",
                  "dekamer_plenary_ip015_2024-12-05.html",
                  "bs_2025-08-05_2025004251_BBNJ_wet.txt",
                  "bs_2025-08-05_2025004251_BBNJ_wet_p64435-64436.pdf",
                  "bs_2025-04-23_2025201277_BBNJ_waals-decreet.txt",
                  "bs_2025-05-22_2025003951_BBNJ_brusselse-ordonnantie.txt",
                  "bs_2025-06-11_2025004351_BBNJ_vlaams-decreet.txt",
                  "bs_2025-08-05_BBNJ_lijst-gebonden-staten_layout.txt",
                  "bs_2025-08-05_inhoud.txt"};

#define NEEDS_SHARED_FILES \
    if (!std::filesystem::exists(test::belgian_files)) GTEST_SKIP() << "skipped: ../shared is not there"

class BbnjRebuilt : public testing::Test {
protected:
    // Made once: every test only reads.
    static test::Imported& store() {
        static test::Imported made{files};
        return made;
    }
    TrackAnswer road(const Asked& asked = test::asked_today()) {
        auto reader = store().read();
        return test::belgian_road(reader, "56K0481", asked);
    }
};

std::string place_in(const EventView& step, std::string_view file) {
    for (const auto& each : step.evidence)
        if (each.file == file) return each.place;
    return "not said in " + std::string{file};
}

bool is_said_in(const EventView& step, std::string_view file) {
    return std::any_of(step.evidence.begin(), step.evidence.end(),
                       [&](const Evidence& each) { return each.file == file && !each.place.empty(); });
}

}  // namespace

TEST_F(BbnjRebuilt, the_federal_road_from_the_bill_to_the_gazette) {
    NEEDS_SHARED_FILES;
    EXPECT_EQ(test::steps_of(road(), "be-fed"),
              (Lines{"adopted 2024-12-05", "assent-required ../2025-08-05", "bill-tabled 2024-11-14",
                     "committee 2024-11-20", "debated 2024-12-05", "promulgated 2024-12-25",
                     "published 2025-08-05", "reported 2024-11-29", "sanctioned 2024-12-25"}));
}

TEST_F(BbnjRebuilt, each_other_assembly_with_its_own_days_and_nothing_double) {
    NEEDS_SHARED_FILES;
    const auto answer = road();
    // The list of note (2) of the law: nobody says since when, but not after the day it was printed.
    const std::string required = "assent-required ../2025-08-05";
    EXPECT_EQ(test::steps_of(answer, "be-wal"),
              (Lines{"adopted 2025-04-02", required, "promulgated 2025-04-03", "published 2025-04-23",
                     "sanctioned 2025-04-03"}));
    EXPECT_EQ(test::steps_of(answer, "be-bru"),
              (Lines{"adopted 2025-05-16", required, "promulgated 2025-05-19", "published 2025-05-22",
                     "sanctioned 2025-05-19"}));
    const Lines flemish{"adopted 2025-05-21", required, "promulgated 2025-05-23", "published 2025-06-11",
                        "sanctioned 2025-05-23"};
    EXPECT_EQ(test::steps_of(answer, "be-vlg"), flemish);
    EXPECT_EQ(test::steps_of(answer, "be-vlr"), flemish);
    // No text of theirs is at hand: known from the notes of the law.
    EXPECT_EQ(test::steps_of(answer, "be-dg"),
              (Lines{required, "promulgated 2025-04-28", "published 2025-06-16", "sanctioned 2025-04-28"}));
    EXPECT_EQ(test::steps_of(answer, "be-fwb"),
              (Lines{required, "promulgated 2025-05-22", "published 2025-06-05", "sanctioned 2025-05-22"}));
    for (const auto* other : {"be-ggc", "be-cocof", "be-wal-138", "be-dg-139"})
        EXPECT_EQ(test::steps_of(answer, other), Lines{}) << other;
}

TEST_F(BbnjRebuilt, signed_and_deposited_as_the_list_of_bound_states_has_it) {
    NEEDS_SHARED_FILES;
    const auto answer = road();
    EXPECT_EQ(test::step(answer, "signed").event.when.edtf, "2023-09-20");
    const auto& deposited = test::step(answer, "deposited").event;
    EXPECT_EQ(deposited.when.edtf, "2025-06-09");
    EXPECT_EQ(deposited.form, "ratification");
    for (const auto* milestone : {"signed", "deposited"})
        EXPECT_TRUE(is_said_in(test::step(answer, milestone), files[7])) << milestone;
}

TEST_F(BbnjRebuilt, entry_into_force_is_not_recorded_and_is_not_invented) {
    NEEDS_SHARED_FILES;
    const auto answer = road();
    for (const auto& each : answer.events) EXPECT_NE(each.event.milestone, "entered-into-force");
    EXPECT_EQ(answer.bound.bound, Bound::cannot_be_known);
    ASSERT_TRUE(answer.procedure.procedure);
    EXPECT_EQ(answer.procedure.procedure->id, "be-treaty-mixed");
    ASSERT_FALSE(answer.walk.next.empty());
    EXPECT_EQ(answer.walk.states[answer.walk.next.front()].step->milestone, "entered-into-force");
}

TEST_F(BbnjRebuilt, every_step_has_its_place_in_each_file_that_gives_it) {
    NEEDS_SHARED_FILES;
    const auto answer = road();
    for (const auto& each : answer.events) {
        EXPECT_FALSE(each.evidence.empty()) << each.event.id;
        for (const auto& evidence : each.evidence)
            EXPECT_FALSE(evidence.place.empty()) << each.event.id << " in " << evidence.file;
    }
    const auto expect_said = [&](const char* milestone, const char* entity, std::size_t file) {
        const auto& found = test::step(answer, milestone, entity);
        EXPECT_TRUE(is_said_in(found, files[file])) << milestone << ": " << place_in(found, files[file]);
    };
    expect_said("bill-tabled", "be-fed", 0);
    expect_said("adopted", "be-fed", 0);
    expect_said("adopted", "be-fed", 1);
    expect_said("promulgated", "be-fed", 2);
    expect_said("promulgated", "be-fed", 3);
    expect_said("published", "be-fed", 2);
    expect_said("published", "be-fed", 3);
    expect_said("reported", "be-fed", 2);
    expect_said("promulgated", "be-wal", 4);
    expect_said("promulgated", "be-wal", 2);
    expect_said("promulgated", "be-bru", 5);
    expect_said("promulgated", "be-vlr", 6);
    expect_said("published", "be-dg", 2);
    // Where the gazette has it: the page.
    EXPECT_NE(place_in(test::step(answer, "published", "be-fed"), files[2]).find("64435"), std::string::npos)
        << place_in(test::step(answer, "published", "be-fed"), files[2]);
    EXPECT_EQ(test::step(answer, "promulgated", "be-fed").event.act, "2025004251");
}

TEST_F(BbnjRebuilt, the_vote_is_counted_in_the_report_of_the_plenary) {
    NEEDS_SHARED_FILES;
    const auto answer = road();
    std::string words;
    for (const auto& each : test::step(answer, "adopted", "be-fed").evidence)
        if (each.file == files[1]) words += each.note;
    for (const auto* number : {"104", "0", "24"}) EXPECT_NE(words.find(number), std::string::npos) << words;
    // Note (1) of the law gives the day of a report: never the vote.
    EXPECT_EQ(test::step(answer, "reported", "be-fed").event.when.edtf, "2024-11-29");
}

TEST_F(BbnjRebuilt, the_day_and_place_of_its_conclusion_stand_in_every_title) {
    NEEDS_SHARED_FILES;
    auto reader = store().read();
    const auto id = find_instrument(reader, "56K0481").id;
    ASSERT_TRUE(id);
    const auto answer = instrument_answer(reader, *id, test::asked_today());
    ASSERT_TRUE(answer);
    int said = 0;
    for (const auto& each : answer->descriptions) {
        if (each.key != "conclusion-date") continue;
        EXPECT_EQ(each.value, "2023-06-19");
        EXPECT_FALSE(each.evidence.place.empty());
        ++said;
    }
    EXPECT_GE(said, 1);
}

TEST_F(BbnjRebuilt, it_is_one_instrument_by_all_its_names) {
    NEEDS_SHARED_FILES;
    auto reader = store().read();
    const auto dossier = find_instrument(reader, "56K0481").id;
    ASSERT_TRUE(dossier);
    for (const auto* name : {"2025004251", "2025201277", "2025003951", "2025004351"})
        EXPECT_EQ(find_instrument(reader, name).id, dossier) << name;
}

TEST_F(BbnjRebuilt, a_healthy_road_has_no_finding_at_stalled_or_above) {
    NEEDS_SHARED_FILES;
    for (const auto profile : {Profile::practice_aware, Profile::strict}) {
        auto asked = test::asked_today();
        asked.profile = profile;
        const auto answer = road(asked);
        for (const auto& each : answer.findings)
            EXPECT_FALSE(each.severity >= Severity::stalled && each.certainty != Certainty::unsearched)
                << each.id << " " << name_of(each.severity);
    }
}

TEST_F(BbnjRebuilt, by_what_was_published_the_law_is_unknown_until_its_day) {
    NEEDS_SHARED_FILES;
    auto asked = test::asked_today();
    asked.on = parse_day("2025-08-04").value();
    asked.published = asked.on;
    const auto before = road(asked);
    for (const auto& each : before.events) {
        EXPECT_NE(each.event.milestone, "deposited");
        EXPECT_FALSE(each.event.entity == "be-fed" && each.event.milestone == "promulgated");
    }
    EXPECT_EQ(test::step(before, "promulgated", "be-wal").event.when.edtf, "2025-04-03");
    asked.on = asked.published.emplace(parse_day("2025-08-05").value());
    const auto after = road(asked);
    EXPECT_EQ(test::step(after, "promulgated", "be-fed").event.when.edtf, "2024-12-25");
    EXPECT_EQ(test::step(after, "deposited").event.when.edtf, "2025-06-09");
}

TEST_F(BbnjRebuilt, in_whatever_order_the_files_come) {
    NEEDS_SHARED_FILES;
    const auto expected = test::steps(road());
    auto order = files;
    std::reverse(order.begin(), order.end());
    std::mt19937 chance(56481);
    for (int round = 0; round < 4; ++round) {
        test::Imported other(order);
        auto reader = other.read();
        std::string said;
        for (const auto& each : order) said += each + " ";
        EXPECT_EQ(test::steps(test::belgian_road(reader, "56K0481", test::asked_today())), expected) << said;
        std::shuffle(order.begin(), order.end(), chance);
    }
}

TEST_F(BbnjRebuilt, the_same_files_again_say_nothing_new) {
    NEEDS_SHARED_FILES;
    auto twice = files;
    twice.insert(twice.end(), files.begin(), files.end());
    test::Imported again(twice);
    for (const auto& [file, report] : again.reports()) EXPECT_TRUE(report.known_file) << file;
    auto reader = again.read();
    EXPECT_EQ(test::steps(test::belgian_road(reader, "56K0481", test::asked_today())), test::steps(road()));
}
