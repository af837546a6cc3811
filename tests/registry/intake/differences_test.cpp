#include "registry/intake/differences.hpp"

#include <gtest/gtest.h>

#include "tests/registry/intake/whole_store.hpp"

namespace {

using registry::Event;
using registry::intake::differences;
using Events = std::vector<Event>;
using Lines = std::vector<std::string>;

Event event(const char* id, const char* milestone, const char* date, const char* entity = "",
            const char* form = "") {
    Event each;
    each.id = id, each.milestone = milestone, each.entity = entity, each.form = form;
    each.when = test::when(date);
    return each;
}

Lines in_words(const registry::intake::Compared& compared) {
    Lines lines;
    for (const auto& [kind, now, was] : compared.differences)
        lines.push_back(std::string{now && was ? "correction"
                                    : now      ? "fact"
                                               : "retraction"} +
                        " " + (now ? now->id : was->id));
    for (const auto& [from, to] : compared.renamed) lines.push_back(from + " is " + to);
    return lines;
}

const Events none;

}  // namespace

TEST(Differences, the_same_events_in_any_order_are_none) {
    const Events a{event("signed", "signed", "2005"), event("deposited", "deposited", "2006")}, b{a[1], a[0]};
    EXPECT_EQ(in_words(differences(a, none, b)), Lines{});
}

TEST(Differences, another_date_or_form_is_a_correction) {
    EXPECT_EQ(
        in_words(differences({event("x", "deposited", "2006")}, none, {event("x", "deposited", "2006-03")})),
        Lines{"correction x"});
    EXPECT_EQ(in_words(differences({event("x", "deposited", "2006", "", "ratification")}, none,
                                   {event("x", "deposited", "2006", "", "accession")})),
              Lines{"correction x"});
}

TEST(Differences, one_vote_moved_to_another_day_is_a_correction_of_two_nobody_can_tell) {
    EXPECT_EQ(in_words(differences({event("v.1", "adopted", "2018-07-18")}, none,
                                   {event("v.2", "adopted", "2018-07-19")})),
              (Lines{"correction v.2", "v.1 is v.2"}));
    EXPECT_EQ(in_words(differences(
                  {event("v.1", "adopted", "2018-07-18"), event("v.2", "adopted", "2018-07-19")}, none,
                  {event("v.3", "adopted", "2018-07-20"), event("v.4", "adopted", "2018-07-21")})),
              (Lines{"fact v.3", "fact v.4", "retraction v.1", "retraction v.2"}));
    EXPECT_EQ(in_words(differences({event("a", "adopted", "2018-07-18", "be-fed")}, none,
                                   {event("b", "adopted", "2018-07-18", "be-vlg")})),
              (Lines{"fact b", "retraction a"}))
        << "another entity's act is another event";
}

TEST(Differences, what_a_track_takes_over_is_no_news) {
    const Events now{event("opcat.be.signed", "signed", "2005-10-24")};
    EXPECT_EQ(in_words(differences(none, {event("mtdsg.be.signed", "signed", "2005-10-24")}, now)),
              Lines{"mtdsg.be.signed is opcat.be.signed"});
    EXPECT_EQ(in_words(differences(now, {event("mtdsg.be.signed", "signed", "2005-10-24")}, now)),
              Lines{"mtdsg.be.signed is opcat.be.signed"})
        << "both had it";
    EXPECT_EQ(in_words(differences(now, {event("mtdsg.be.signed", "signed", "2005")}, now)),
              Lines{"mtdsg.be.signed is opcat.be.signed"})
        << "the vaguer of the two is folded";
    EXPECT_EQ(in_words(differences(none, {event("mtdsg.be.deposited", "deposited", "2005")}, now)),
              (Lines{"fact opcat.be.signed", "retraction mtdsg.be.deposited"}));
}
