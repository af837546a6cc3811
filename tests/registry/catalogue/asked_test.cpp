// Lists as asked for other days: the read model answers as settling and judging everything anew does.
#include <gtest/gtest.h>

#include <map>

#include "registry/answers/instrument_list.hpp"
#include "tests/registry/answers/small_registry.hpp"
#include "tests/registry/catalogue/kept_in_step.hpp"
#include "tests/support/scratch.hpp"

namespace {

using namespace registry;
using test::day;

std::string line(int signatories, int parties, const std::optional<When>& adopted, Severity severity,
                 const std::string& title) {
    return std::to_string(signatories) + " " + std::to_string(parties) + " " +
           (adopted ? adopted->edtf : "-") + " " + std::string{name_of(severity)} + " " + title;
}
using Lines = std::map<std::string, std::string>;

Lines anew(store::Reader& reader, const Asked& asked) {
    Lines lines;
    for (const auto& each : instruments(reader, "", 1000, 0, asked).lines)
        lines[each.head.id] = line(each.signatories, each.parties, each.adopted, each.severity,
                                   each.head.title(Lang::en) ? each.head.title(Lang::en)->text : "");
    return lines;
}

Lines from_rows(store::Reader& reader, const Asked& asked) {
    Catalogue catalogue;
    catalogue::Asked all;
    all.limit = 1000;
    const auto answer = list_instruments(reader, catalogue, all, asked);
    EXPECT_TRUE(answer.cannot.empty());
    Lines lines;
    for (const auto& each : answer.list.lines) {
        const auto& row = *each.row;
        const auto counts = row.counts(asked.on);
        lines[row.id] =
            line(counts.signatories.value_or(0), counts.parties.value_or(0), row.adopted,
                 row.severity(asked.profile, asked.on), row.title(Lang::en) ? row.title(Lang::en)->text : "");
    }
    return lines;
}

constexpr std::string_view recorded[] = {test::SmallRegistry::first_page, test::SmallRegistry::papers,
                                         test::SmallRegistry::memorandum, test::SmallRegistry::second_page,
                                         test::SmallRegistry::search};

}  // namespace

TEST(ListAsAsked, on_any_day_says_what_judging_anew_says) {
    auto reader = test::shared_registry().read();
    std::size_t found = 0;
    for (const auto* on : {"1999-01-01", "2004-08-11", "2011-06-02", "2019-01-15", "2021-10-12", "2022-03-01",
                           "2023-06-01", "2030-01-01"})
        for (const auto profile : {Profile::practice_aware, Profile::strict}) {
            auto asked = test::asked(on);
            asked.profile = profile;
            const auto lines = from_rows(reader, asked);
            EXPECT_EQ(lines, anew(reader, asked)) << on << " " << name_of(profile);
            found += lines.size();
        }
    EXPECT_GT(found, 16u);
}

TEST(ListAsAsked, as_known_on_a_day_leaves_out_what_was_recorded_later) {
    auto reader = test::shared_registry().read();
    for (const auto known : recorded)
        for (const auto* on : {"2019-01-15", "2022-03-01"}) {
            auto asked = test::asked(on);
            asked.known = day(known);
            EXPECT_EQ(from_rows(reader, asked), anew(reader, asked)) << on << ", known " << known;
        }
    auto before = test::asked_known("2019-01-31");
    Catalogue catalogue;
    const auto answer = list_instruments(reader, catalogue, {}, before);
    EXPECT_TRUE(answer.nothing_known);
    EXPECT_EQ(answer.list.total, 0u);
}

TEST(ListAsAsked, what_was_public_is_settled_for_the_lines_shown_and_cannot_be_filtered_by) {
    auto reader = test::shared_registry().read();
    for (const auto* published : {"2018-01-05", "2018-10-01", "2021-10-15", "2022-01-10"}) {
        const auto asked = test::asked_published(published);
        EXPECT_EQ(from_rows(reader, asked), anew(reader, asked)) << published;
    }
    Catalogue catalogue;
    const auto asked = test::asked_published("2018-10-01");
    catalogue::Asked by_party;
    by_party.question.party = "be";
    EXPECT_EQ(list_instruments(reader, catalogue, by_party, asked).cannot, "party");
    catalogue::Asked by_count;
    by_count.sort.by = catalogue::Order::parties;
    EXPECT_EQ(list_instruments(reader, catalogue, by_count, asked).cannot, "sort");
    catalogue::Asked by_words;
    by_words.question.q = "torture";
    const auto found = list_instruments(reader, catalogue, by_words, asked);
    EXPECT_TRUE(found.cannot.empty());
    ASSERT_EQ(found.list.lines.size(), 1u);
    EXPECT_EQ(found.list.lines.front().row->id, "opcat");
}

TEST(ListAsAsked, a_road_due_since_its_last_judgement_is_judged_anew) {
    const test::Scratch scratch;
    store::Database database(scratch / "placet.db");
    ASSERT_TRUE(test::take_file(database, test::samples / "opcat.xml", "2018-09-01"));
    auto reader = database.read();
    for (const auto* today : {"2018-09-02", "2019-08-01", "2026-11-22"}) {
        Asked asked;
        asked.on = asked.today = day(today);
        EXPECT_EQ(from_rows(reader, asked), anew(reader, asked)) << "never ticked, on " << today;
    }
}

TEST(ListAsAsked, over_the_samples_every_day_agrees) {
    const test::Scratch scratch;
    store::Database database(scratch / "placet.db");
    for (const auto& file : test::files_in(test::samples)) test::take_file(database, file, "2026-11-22");
    auto reader = database.read();
    for (const auto* on : {"2004-12-31", "2016-08-01", "2018-10-20", "2025-08-05", "2026-11-22"}) {
        Asked asked;
        asked.on = day(on), asked.today = day("2026-11-22");
        EXPECT_EQ(from_rows(reader, asked), anew(reader, asked)) << on;
    }
}
