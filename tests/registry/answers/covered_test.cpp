// A page that covers a road is silent only about what it does not record.
#include <gtest/gtest.h>

#include "registry/answers/answers.hpp"
#include "registry/intake/intake.hpp"
#include "tests/support/scratch.hpp"

using namespace registry;

TEST(Covered, a_page_that_gives_the_tabling_is_no_look_that_found_none) {
    const test::Scratch scratch;
    store::Database database(scratch / "r.db");
    Batch batch;
    Document page;
    page.source = "be-chamber";
    page.as_of = parse_when("2018-07-19");
    batch.documents = {page};
    Statement tabled;
    tabled.instrument = {"CHAMBER", "54K3192"};
    tabled.party = "be", tabled.entity = "be-fed", tabled.milestone = "bill-tabled";
    tabled.when = *parse_when("2018-06-21");
    tabled.place = "Indieningsdatum";
    batch.statements = {tabled};
    batch.documents.at(0).covers = {{"CHAMBER", "54K3192"}};
    take_in(database, {"page.html", "be-chamber", "bytes of the page", batch}, *parse_now("2026-11-22"));

    auto reader = database.read();
    Asked asked;
    asked.on = asked.today = *parse_day("2018-07-20");
    const auto track = track_answer(reader, "be-54k3192", "be", asked);
    ASSERT_TRUE(track);
    const auto looked_for = [&](std::string_view milestone) {
        return std::any_of(track->looks.begin(), track->looks.end(),
                           [&](const Placed& each) { return each.absence.milestone == milestone; });
    };
    EXPECT_FALSE(looked_for("bill-tabled"));
    EXPECT_TRUE(looked_for("adopted")) << "the page would have said so";
}
