// What a letter says of a change is true on the day it is read.
#include <gtest/gtest.h>

#include "server/letters/letter.hpp"
#include "tests/delivery/letters_made.hpp"

using test::holds;
using test::written;

TEST(Told, a_finding_opened_with_its_own_day_and_has_its_class_now) {
    auto made = test::message();
    made.tracks = {test::opcat({test::opened()})};
    const auto html = written(made).html;  // its lines are not broken
    EXPECT_TRUE(holds(html, "with effect from 21 November 2026; now “stalled”")) << html;
}

TEST(Told, what_follows_from_a_recorded_day_is_not_called_a_look) {
    auto made = test::message();
    auto opened = test::opened();
    opened.finding->because.of.push_back(
        {"because.inferred", {{"day", "2026-10-01"}}, registry::Truth::yes, {}, {}});
    made.tracks = {test::opcat({opened})};
    const auto text = written(made).text;
    EXPECT_TRUE(holds(text, "Not found up to: 1 October 2026; that follows from")) << text;
    EXPECT_FALSE(holds(text, "Last looked")) << text;
}

TEST(Told, what_is_recorded_before_its_day_is_said_to_lie_ahead) {
    auto made = test::message();
    auto ahead = test::fact();
    ahead.line.milestone = "entered-into-force", ahead.line.date = "2026-12-18";
    made.tracks = {test::opcat({ahead})};
    const auto letter = written(made);
    EXPECT_TRUE(holds(letter.text, "18 December 2026 (still ahead when recorded)")) << letter.text;
    EXPECT_TRUE(holds(letter.subject, "18 December 2026 (still ahead when recorded)")) << letter.subject;
    made.tracks = {test::opcat({test::fact()})};
    EXPECT_FALSE(holds(written(made).text, "still ahead"));
}

TEST(Told, what_left_the_lists_for_want_of_a_look_is_not_called_closed) {
    auto made = test::message();
    auto gone = test::opened();
    gone.line.kind = "closed", gone.line.severity = "none", gone.line.status = "unsearched";
    made.tracks = {test::opcat({gone})};
    const auto letter = written(made);
    EXPECT_TRUE(holds(letter.subject, "finding on no list now: R3")) << letter.subject;
    EXPECT_TRUE(holds(letter.text, "no look on record reaches")) << letter.text;
    EXPECT_TRUE(holds(letter.text, "The finding is not closed")) << letter.text;
    gone.line.status.clear();
    made.tracks = {test::opcat({gone})};
    EXPECT_TRUE(holds(written(made).text, "this finding is open no longer"));
}

TEST(Told, consent_is_said_to_be_expressed_and_nobody_is_called_bound_by_it) {
    auto made = test::message();
    auto status = test::fact();
    status.line.kind = "status", status.line.was = "signed", status.line.status = "bound";
    made.tracks = {test::opcat({status})};
    const auto text = written(made).text;
    EXPECT_TRUE(holds(text, "standing: signed → consent expressed")) << text;
    EXPECT_FALSE(holds(text, "bound (")) << text;
}
