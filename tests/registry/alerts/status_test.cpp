// A party's standing becomes another: once, with the day of what made it so.
#include <gtest/gtest.h>

#include "registry/intake/believe.hpp"
#include "tests/registry/alerts/town.hpp"

namespace {

using namespace registry;
using test::Town;
using Lines = std::vector<std::string>;

// "be: signed -> bound (2020-03-02)"
Lines standings(Town& town) {
    auto reader = town.read();
    Lines all;
    ChangeFilter filter;
    filter.kind = "status", filter.oldest_first = true;
    for (const auto& each : store::change_log(reader, filter))
        all.push_back(each.party + ": " + each.was + " -> " + each.status + " (" +
                      (each.effective ? iso(*each.effective) : "") + ")");
    return all;
}

void expect_sound(Town& town, std::string_view day) {
    EXPECT_EQ(rejudge(town.database(), Town::at(day)), Lines{});
}

}  // namespace

TEST(PartyStatus, is_counted_as_the_depositary_counts) {
    const auto day = [](std::string_view iso) { return *parse_day(iso); };
    StatusOn sum(day("2020-01-01"));
    EXPECT_EQ(sum.status(), PartyStatus::none);
    sum.add(Effect::signs, *parse_when("2000-05"));
    EXPECT_EQ(sum.status(), PartyStatus::signed_);
    sum.add(Effect::enters, *parse_when("2020-01-02"));
    sum.add(Effect::consents, *parse_when("2010-01-01"));
    EXPECT_EQ(sum.status(), PartyStatus::bound) << "the day of entry has not come";
    sum.add(Effect::enters, *parse_when("2019-12-31"));
    EXPECT_EQ(sum.status(), PartyStatus::in_force);
    EXPECT_EQ(sum.act()->edtf, "2019-12-31");
    sum.add(Effect::withdraws, *parse_when("2020-01-01"));
    EXPECT_EQ(sum.status(), PartyStatus::withdrawn);
    sum.add(Effect::consents, *parse_when("2020-01-01"));
    EXPECT_EQ(sum.status(), PartyStatus::withdrawn) << "which came last cannot be known";
    StatusOn anew(day("2026-11-22"));
    anew.add(Effect::consents, *parse_when("2000-01-01"));
    anew.add(Effect::enters, *parse_when("2001-01-01"));
    anew.add(Effect::withdraws, *parse_when("2010-01-01"));
    anew.add(Effect::consents, *parse_when("2026-10-01"));
    EXPECT_EQ(anew.status(), PartyStatus::bound) << "what entered into force before ended with the withdrawal";
    EXPECT_EQ(anew.act()->edtf, "2026-10-01");
    anew.add(Effect::enters, *parse_when("2026-11-01"));
    EXPECT_EQ(anew.status(), PartyStatus::in_force);
    StatusOn unsigned_again(day("2020-01-01"));
    unsigned_again.add(Effect::signs, *parse_when("2000-01-01"));
    unsigned_again.add(Effect::unsigns, *parse_when("2002-01-01"));
    EXPECT_EQ(unsigned_again.status(), PartyStatus::none);
    EXPECT_EQ(unsigned_again.act()->edtf, "2002-01-01");
}

TEST(PartyStatus, of_a_treaty_first_recorded_is_no_change) {
    Town town;
    town.page("IV-1", "2020-02-01",
              {{"Belgium", "signed", "2020-01-10"}, {"France", "deposited", "2020-01-10"}});
    EXPECT_EQ(standings(town), Lines{});
    expect_sound(town, "2020-02-01");
}

TEST(PartyStatus, is_logged_when_it_becomes_another_and_of_who_joins_the_others) {
    Town town;
    town.page("IV-1", "2020-02-01",
              {{"Belgium", "signed", "2020-01-10"}, {"France", "deposited", "2020-01-10"}});
    town.page("IV-1", "2020-03-05",
              {{"Belgium", "signed", "2020-01-10"},
               {"Belgium", "deposited", "2020-03-02"},
               {"France", "deposited", "2020-01-10"},
               {"Germany", "signed", "2020-03-01"}});
    EXPECT_EQ(standings(town),
              (Lines{"be: signed -> bound (2020-03-02)", "de: none -> signed (2020-03-01)"}));
    town.page("IV-1", "2020-03-06",
              {{"Belgium", "signed", "2020-01-10"}, {"France", "deposited", "2020-01-10"}});
    EXPECT_EQ(standings(town).size(), 4u);
    EXPECT_EQ(standings(town)[2], "be: bound -> signed (2020-01-10)") << "the deposit is no longer said";
    EXPECT_EQ(standings(town)[3], "de: signed -> none ()");
    expect_sound(town, "2020-03-06");
}

TEST(PartyStatus, turns_by_time_alone_when_the_day_of_entry_into_force_arrives) {
    Town town;
    town.page("IV-1", "2020-02-01",
              {{"Belgium", "deposited", "2020-01-10"}, {"Belgium", "entered-into-force", "2020-06-01"}});
    const auto one = town.watch("track", "mtdsg-iv-1/be");
    const auto list = town.watch("list", "/parties/be?status=in-force", "list@example.org");
    town.tick("2020-05-31");
    EXPECT_EQ(standings(town), Lines{});
    town.tick("2020-06-01");
    town.tick("2020-06-01");
    EXPECT_EQ(standings(town), Lines{"be: bound -> in-force (2020-06-01)"});
    EXPECT_EQ(town.told(one), Lines{"status mtdsg-iv-1 be in-force"});
    auto reader = town.read();
    const auto lines = store::told_to(reader, list, 0, 10);
    ASSERT_EQ(lines.size(), 1u);
    EXPECT_EQ(lines[0].moves, 1) << "with it the road came onto the list";
    expect_sound(town, "2020-06-01");
}

TEST(PartyStatus, of_tracks_an_older_version_kept_is_filled_in_without_a_word) {
    Town town;
    town.page("IV-1", "2020-02-01",
              {{"Belgium", "signed", "2020-01-10"}, {"France", "deposited", "2020-01-10"}});
    const auto forget = [&] {
        auto writer = town.database().write();
        for (const auto* party : {"be", "fr"}) {
            auto road = store::stored_track(writer, {"mtdsg-iv-1", party}).value();
            road.status.reset();
            store::put_track(writer, road);
        }
        writer.commit();
    };
    forget();
    town.tick("2020-02-02");
    {
        auto reader = town.read();
        EXPECT_EQ(store::stored_track(reader, {"mtdsg-iv-1", "fr"})->status, "bound");
        EXPECT_TRUE(store::tracks_without_status(reader).empty());
    }
    EXPECT_EQ(standings(town), Lines{});
    forget();
    town.page("IV-1", "2020-03-05",
              {{"Belgium", "deposited", "2020-03-02"}, {"France", "deposited", "2020-01-10"}});
    EXPECT_EQ(standings(town), Lines{"be: signed -> bound (2020-03-02)"})
        << "what it was is known from what was recorded before this import";
    expect_sound(town, "2020-03-05");
}

TEST(PartyStatus, follows_a_name_that_is_settled_and_an_instrument_that_becomes_another) {
    Town town;
    town.page("IV-1", "2020-02-01",
              {{"Belgium", "signed", "2020-01-10"}, {"Ruritania", "signed", "2020-01-10"}});
    ASSERT_TRUE(resolve_name(town.database(), "party", "Ruritania", "fr", Town::at("2020-02-02")));
    EXPECT_EQ(standings(town), Lines{}) << "another name is nothing new";
    Batch batch;
    Document document;
    document.source = "editor", document.media_type = "text/plain", document.language = "en";
    batch.documents = {document};
    batch.links = {{{"MTDSG", "IV-1"}, {"placet", "one"}, 0, "line 1"}};
    take_in(town.database(), {"link.xml", "test", "link", batch}, Town::at("2020-02-20"));
    EXPECT_EQ(standings(town), Lines{});
    town.page("IV-1", "2020-03-05",
              {{"Belgium", "deposited", "2020-03-02"}, {"France", "signed", "2020-01-10"}});
    EXPECT_EQ(standings(town), Lines{"be: signed -> bound (2020-03-02)"});
    expect_sound(town, "2020-03-05");
}
