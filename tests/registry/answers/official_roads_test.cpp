// Other Belgian roads from official files, from the file to what a person asks: a law printed twenty-one
// years late, one that waited for a region, two cooperation agreements, and a translation that is no step at
// all.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "tests/registry/answers/imported.hpp"

namespace {

using namespace registry;
using Lines = std::vector<std::string>;

#define NEEDS_SHARED_FILES \
    if (!std::filesystem::exists(test::belgian_files)) GTEST_SKIP() << "skipped: ../shared is not there"

// The list of note (2) of a law: nobody says since when, but not after the day it was printed.
std::string required_by(const std::string& printed) { return "assent-required ../" + printed; }

Asked on(std::string_view day) {
    auto asked = test::asked_today();
    asked.on = parse_day(day).value();
    return asked;
}

Asked published(std::string_view day) {
    auto asked = on(day);
    asked.published = asked.on;
    return asked;
}

const Event* consent_of(const InstrumentAnswer& answer, const std::string& party, const char* milestone) {
    for (const auto& line : answer.parties)
        for (const auto& event : line.events)
            if (line.party == party && event.milestone == milestone) return &event;
    return nullptr;
}

bool has(const Lines& lines, const std::string& begins) {
    return std::any_of(lines.begin(), lines.end(),
                       [&](const auto& each) { return each.starts_with(begins); });
}

}  // namespace

TEST(OfficialRoads, the_vine_and_wine_law_of_2004_is_found_unpublished_until_2025) {
    NEEDS_SHARED_FILES;
    test::Imported store({"bs_2025-05-20_2025002056_OIV_wet-2004.txt"});
    auto reader = store.read();
    const auto answer = test::belgian_road(reader, "51K0466", test::asked_today());
    const auto required = required_by("2025-05-20");
    EXPECT_EQ(test::steps_of(answer, "be-fed"),
              (Lines{required, "promulgated 2004-02-13", "published 2025-05-20", "sanctioned 2004-02-13"}));
    EXPECT_EQ(test::steps_of(answer, "be-vlr"),
              (Lines{required, "promulgated 2004-05-07", "published 2004-07-16", "sanctioned 2004-05-07"}));
    EXPECT_EQ(test::steps_of(answer, "be-wal"),
              (Lines{required, "promulgated 2003-06-06", "published 2003-06-23", "sanctioned 2003-06-06"}));
    EXPECT_EQ(test::steps_of(answer, "be-bru"),
              (Lines{required, "promulgated 2003-02-13", "published 2003-03-10", "sanctioned 2003-02-13"}));
    EXPECT_EQ(test::step(answer, "deposited").event.when.edtf, "2004-07-01");
    EXPECT_EQ(test::step(answer, "deposited").event.form, "accession");
    EXPECT_EQ(test::step(answer, "entered-into-force").event.when.edtf, "2004-07-31");
    EXPECT_EQ(answer.bound.bound, Bound::yes);
    EXPECT_EQ(test::listed(answer), Lines{});

    const auto day_before = test::belgian_road(reader, "2025002056", on("2025-05-19"));
    EXPECT_EQ(test::listed(day_before), Lines{"R8 be-fed severe certain"});
    const auto in_2010 = test::belgian_road(reader, "2025002056", on("2010-01-01"));
    EXPECT_EQ(test::listed(in_2010), Lines{"R8 be-fed severe certain"});
}

TEST(OfficialRoads, the_states_of_its_list_are_bound_as_the_list_says) {
    NEEDS_SHARED_FILES;
    test::Imported store({"bs_2025-05-20_2025002056_OIV_wet-2004.txt"});
    auto reader = store.read();
    const auto id = find_instrument(reader, "51K0466").id;
    ASSERT_TRUE(id);
    const auto answer = instrument_answer(reader, *id, test::asked_today());
    ASSERT_TRUE(answer);
    const std::vector<std::array<const char*, 3>> rows{{"de", "2003-02-17", "2004-01-01"},
                                                       {"fr", "2003-12-29", "2004-01-01"},
                                                       {"es", "2002-08-02", "2004-01-01"},
                                                       {"za", "2004-08-27", "2004-09-26"},
                                                       {"in", "2011-12-08", "2012-01-07"}};
    for (const auto& [party, deposited, in_force] : rows) {
        const auto* consent = consent_of(*answer, party, "deposited");
        ASSERT_TRUE(consent) << party;
        EXPECT_EQ(consent->when.edtf, deposited) << party;
        const auto* entry = consent_of(*answer, party, "entered-into-force");
        ASSERT_TRUE(entry) << party;
        EXPECT_EQ(entry->when.edtf, in_force) << party;
    }
    // "Chili *": what the star means stands on a page that is not at hand. A doubt, and no date is made up.
    EXPECT_FALSE(consent_of(*answer, "cl", "deposited"));
    const auto& remarks = store.reports().begin()->second.remarks;
    EXPECT_TRUE(std::any_of(remarks.begin(), remarks.end(), [](const Remark& each) {
        return each.weight == Remark::Weight::doubt && each.what.find("Chili") != std::string::npos;
    }));
}

TEST(OfficialRoads, benin_waited_for_wallonia) {
    NEEDS_SHARED_FILES;
    test::Imported store({"bs_2025-10-16_2019011406_Benin_wet-2019.txt"});
    auto reader = store.read();
    const auto answer = test::belgian_road(reader, "54K3403", test::asked_today());
    const auto required = required_by("2025-10-16");
    EXPECT_EQ(test::steps_of(answer, "be-fed"),
              (Lines{required, "promulgated 2019-03-01", "published 2025-10-16", "reported 2019-01-25",
                     "sanctioned 2019-03-01"}));
    EXPECT_EQ(test::steps_of(answer, "be-vlr"),
              (Lines{required, "promulgated 2021-06-18", "published 2021-07-14", "sanctioned 2021-06-18"}));
    EXPECT_EQ(test::steps_of(answer, "be-wal"),
              (Lines{required, "promulgated 2025-05-15", "published 2025-05-30", "sanctioned 2025-05-15"}));
    EXPECT_EQ(test::steps_of(answer, "be-bru"),
              (Lines{required, "promulgated 2021-04-15", "published 2021-04-23", "sanctioned 2021-04-15"}));
    EXPECT_EQ(test::step(answer, "entered-into-force").event.when.edtf, "2025-10-01");
    EXPECT_EQ(test::listed(answer), Lines{});
    EXPECT_EQ(answer.bound.bound, Bound::yes);

    const auto waiting = test::listed(test::belgian_road(reader, "54K3403", on("2025-05-14")));
    // Possible, not certain: the law names whose acts there are, and does not say that nobody else had to
    // assent.
    EXPECT_EQ(waiting, (Lines{"R5 be-fed severe possible", "R6 be-wal severe possible"}));
    EXPECT_EQ(test::listed(test::belgian_road(reader, "54K3403", on("2025-10-15"))), Lines{});
}

TEST(OfficialRoads, a_rectification_changes_the_day_of_the_law_and_is_no_second_printing) {
    NEEDS_SHARED_FILES;
    const Lines files{"dekamer_56K0623_captured-2025-04-17.html",
                      "bs_2025-04-30_2025003428_samenwerkingsakkoord_wet.txt",
                      "bs_2025-05-30_2025004184_rechtzetting.txt"};
    const Lines backwards(files.rbegin(), files.rend());
    for (const auto& order : {files, backwards}) {
        test::Imported store(order);
        auto reader = store.read();
        const auto answer = test::belgian_road(reader, "56K0623", test::asked_today());
        EXPECT_EQ(test::step(answer, "promulgated", "be-fed").event.when.edtf, "2025-04-09");
        EXPECT_EQ(test::step(answer, "published", "be-fed").event.when.edtf, "2025-04-30");
        EXPECT_EQ(test::step(answer, "rectified", "be-fed").event.when.edtf, "2025-05-30");
        EXPECT_EQ(test::step(answer, "bill-tabled", "be-fed").event.when.edtf, "2025-01-15");
        // The page prints a vote of 2024, before the bill; its own calendar says 2025.
        EXPECT_EQ(test::step(answer, "adopted", "be-fed").event.when.edtf, "2025-04-03");
        EXPECT_EQ(find_instrument(reader, "2025003428").id, find_instrument(reader, "56K0623").id);
        std::size_t doubts = 0;
        for (const auto& [file, report] : store.reports()) doubts += report.doubts;
        EXPECT_GT(doubts, 0u) << "that the page prints two days for one vote is said";
        EXPECT_FALSE(has(test::listed(answer), "R"));

        const auto first_printed = test::belgian_road(reader, "56K0623", published("2025-05-01"));
        EXPECT_EQ(test::step(first_printed, "promulgated", "be-fed").event.when.edtf, "2025-04-05");
    }
}

TEST(OfficialRoads, a_cooperation_agreement_is_joined_from_dossier_law_and_decree) {
    NEEDS_SHARED_FILES;
    const Lines files{"dekamer_56K1000_captured-2025-11-22.html",
                      "bs_2025-10-28_2025008154_samenwerkingsakkoord_wet.txt",
                      "bs_2025-04-23_2025201277_BBNJ_waals-decreet.txt"};  // two decrees of that day
    const Lines backwards(files.rbegin(), files.rend());
    for (const auto& order : {files, backwards}) {
        test::Imported store(order);
        auto reader = store.read();
        const auto answer = test::belgian_road(reader, "56K1000", test::asked_today());
        EXPECT_EQ(test::steps_of(answer, "be-fed"),
                  (Lines{"adopted 2025-10-09", "bill-tabled 2025-07-17", "committee 2025-09-23",
                         "debated 2025-10-09", "promulgated 2025-10-16", "published 2025-10-28",
                         // The committee's report by the dossier, the verbatim one by note (1) of the law.
                         "reported 2025-10-02", "reported 2025-10-09", "sanctioned 2025-10-16"}));
        EXPECT_EQ(test::steps_of(answer, "be-wal"), (Lines{"adopted 2025-04-02", "promulgated 2025-04-03",
                                                           "published 2025-04-23", "sanctioned 2025-04-03"}));
        EXPECT_EQ(answer.facts.instrument_kind, "cooperation-agreement");
        ASSERT_TRUE(answer.procedure.procedure);
        EXPECT_EQ(answer.procedure.procedure->id, "be-cooperation-agreement");
        EXPECT_EQ(find_instrument(reader, "2025008154").id, find_instrument(reader, "56K1000").id);
        EXPECT_FALSE(has(test::listed(answer), "R8"));
    }
}

TEST(OfficialRoads, a_dossier_alone_knows_a_cooperation_agreement_by_its_title) {
    NEEDS_SHARED_FILES;
    test::Imported store({"dekamer_56K0768_captured-2025-06-27.html"});
    auto reader = store.read();
    const auto answer = test::belgian_road(reader, "56K0768", test::asked_today());
    ASSERT_TRUE(answer.procedure.procedure);
    EXPECT_EQ(answer.procedure.procedure->id, "be-cooperation-agreement");
    // Nothing is deposited: nobody waits for that.
    for (const auto& each : answer.findings) EXPECT_FALSE(each.rule == "R7" || each.rule == "R7b") << each.id;
}

TEST(OfficialRoads, a_bill_that_assents_to_nothing_is_on_no_road) {
    NEEDS_SHARED_FILES;
    test::Imported store({"dekamer_56K0953_captured-2025-11-22.html"});
    auto reader = store.read();
    const auto answer = test::belgian_road(reader, "56K0953", test::asked_today());
    EXPECT_FALSE(answer.procedure.procedure);
    EXPECT_TRUE(answer.findings.empty());
}

TEST(OfficialRoads, a_german_translation_of_a_law_is_no_step) {
    NEEDS_SHARED_FILES;
    test::Imported store({"bs_2025-08-14_2025005164_duitse-vertaling.txt"});
    auto reader = store.read();
    for (const auto& line : instruments(reader, "", 50, 0, test::asked_today()).lines) {
        const auto answer = track_answer(reader, line.head.id, "be", test::asked_today());
        if (!answer) continue;
        for (const auto& step : test::steps(*answer)) {
            EXPECT_EQ(step.find("2025"), std::string::npos) << line.head.id << ": " << step;
        }
    }
}
