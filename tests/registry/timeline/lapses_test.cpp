#include "registry/timeline/lapses.hpp"

#include <gtest/gtest.h>

using namespace registry;

namespace {

Day day(const char* text) { return *parse_day(text); }

CalendarPeriod term(const char* from, const char* to, const char* name) {
    CalendarPeriod period;
    period.from = day(from);
    if (*to) period.to = day(to);
    period.name = name;
    return period;
}

AssemblyCalendar chamber() {
    AssemblyCalendar calendar;
    calendar.assembly = "be-chamber";
    calendar.terms = {term("2010-07-06", "2014-04-25", "53"), term("2014-06-19", "2019-04-25", "54"),
                      term("2019-06-20", "2024-05-08", "55"), term("2024-07-04", "", "56")};
    calendar.lapse_authority = "Law of 5 May 1999";
    return calendar;
}

struct Road : TrackFacts {
    Road() { instrument = "t", party = "be"; }
    Road& said(const char* milestone, const char* date, const char* entity = "be-fed",
               bool unconfirmed = false) {
        TrackEvent event;
        event.id = std::string{"t.be."} + milestone + "." + entity + "." + date;
        event.milestone = milestone;
        event.entity = entity;
        event.when = *parse_when(date);
        event.unconfirmed = unconfirmed;
        events.push_back(event);
        return *this;
    }
    Road& looked(const char* milestone, const char* reach, const char* entity = "be-fed") {
        absences.push_back({milestone, entity, "", day(reach), "be-chamber", "", "look:1", 0});
        return *this;
    }
    std::vector<TrackEvent> lapses(std::vector<AssemblyCalendar> calendars = {chamber()}) const {
        return registry::lapses(*this, Vocabulary::built_in(), calendars);
    }
};

}  // namespace

TEST(Lapses, a_bill_tabled_and_not_adopted_lapses_at_the_dissolution) {
    const auto found = Road{}.said("bill-tabled", "2013-02-01").looked("adopted", "2014-06-01").lapses();
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].milestone, "lapsed");
    EXPECT_EQ(found[0].entity, "be-fed");
    EXPECT_EQ(found[0].when, on(day("2014-04-25")));
    EXPECT_TRUE(found[0].derived);
    EXPECT_FALSE(found[0].unconfirmed);
    EXPECT_EQ(found[0].id, "derived.t.be.lapsed.be-fed.2014-04-25");
    EXPECT_EQ(found[0].subject, "be-chamber");
    EXPECT_EQ(found[0].source, "") << "nobody says so";
}

TEST(Lapses, it_is_unconfirmed_unless_somebody_looked_past_the_dissolution) {
    EXPECT_TRUE(Road{}.said("bill-tabled", "2013-02-01").lapses().at(0).unconfirmed);
    EXPECT_TRUE(
        Road{}.said("bill-tabled", "2013-02-01").looked("adopted", "2014-04-24").lapses().at(0).unconfirmed);
    EXPECT_FALSE(
        Road{}.said("bill-tabled", "2013-02-01").looked("adopted", "2014-04-25").lapses().at(0).unconfirmed);
    EXPECT_TRUE(Road{}
                    .said("bill-tabled", "2013-02-01")
                    .looked("adopted", "2015-01-01", "be-vlg")
                    .lapses()
                    .at(0)
                    .unconfirmed)
        << "another assembly's pages";
    EXPECT_TRUE(Road{}
                    .said("bill-tabled", "2013-02-01")
                    .looked("published", "2015-01-01")
                    .lapses()
                    .at(0)
                    .unconfirmed);
}

TEST(Lapses, one_adopted_and_sent_for_sanction_does_not_lapse) {
    EXPECT_TRUE(Road{}
                    .said("bill-tabled", "2018-06-21")
                    .said("adopted", "2018-07-19")
                    .looked("published", "2024-09-01")
                    .lapses()
                    .empty());
    EXPECT_TRUE(Road{}.said("bill-tabled", "2018-06-21").said("promulgated", "2018-09-01").lapses().empty());
    EXPECT_TRUE(Road{}.said("bill-tabled", "2018-06-21").said("adopted", "2019-04-25").lapses().empty())
        << "on the day itself";
    EXPECT_EQ(
        Road{}.said("bill-tabled", "2018-06-21").said("adopted", "2018-07-19", "be-vlg").lapses().size(), 1u)
        << "another assembly's vote";
}

TEST(Lapses, a_bill_tabled_after_the_last_dissolution_has_not_lapsed) {
    EXPECT_TRUE(Road{}.said("bill-tabled", "2024-09-01").lapses().empty());
}

TEST(Lapses, a_bill_relieved_goes_on_until_the_next_dissolution) {
    const auto found = Road{}
                           .said("bill-tabled", "2013-02-01")
                           .said("relieved-of-lapse", "2014-10-10")
                           .looked("adopted", "2020-01-01")
                           .lapses();
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].when, on(day("2019-04-25")));
    EXPECT_FALSE(found[0].unconfirmed);
    EXPECT_TRUE(Road{}
                    .said("bill-tabled", "2013-02-01")
                    .said("relieved-of-lapse", "2014-10-10", "be-fed", true)
                    .looked("adopted", "2020-01-01")
                    .lapses()
                    .at(0)
                    .unconfirmed)
        << "by a doubtful word";
    EXPECT_EQ(
        Road{}.said("bill-tabled", "2013-02-01").said("relieved-of-lapse", "2019-10-10").lapses().at(0).when,
        on(day("2014-04-25")))
        << "relief after another dissolution is of another bill";
}

TEST(Lapses, none_is_computed_where_a_source_says_how_it_ended) {
    EXPECT_TRUE(Road{}.said("bill-tabled", "2013-02-01").said("lapsed", "2014-04-25").lapses().empty());
    EXPECT_TRUE(Road{}.said("bill-tabled", "2013-02-01").said("rejected", "2013-12-01").lapses().empty());
    EXPECT_EQ(Road{}.said("bill-tabled", "2013-02-01").said("lapsed", "2010-05-07").lapses().size(), 1u)
        << "an earlier bill's end";
}

TEST(Lapses, vague_dates_leave_it_unconfirmed) {
    const auto vague_vote = Road{}
                                .said("bill-tabled", "2013-02-01")
                                .said("adopted", "2014")
                                .looked("adopted", "2015-01-01")
                                .lapses();
    ASSERT_EQ(vague_vote.size(), 1u);
    EXPECT_TRUE(vague_vote[0].unconfirmed);
    const auto vague_tabling = Road{}.said("bill-tabled", "2014").looked("adopted", "2020-01-01").lapses();
    ASSERT_EQ(vague_tabling.size(), 2u) << "tabled before or after the dissolution of 2014";
    EXPECT_TRUE(vague_tabling[0].unconfirmed);
    EXPECT_FALSE(vague_tabling[1].unconfirmed);
    EXPECT_TRUE(Road{}.said("bill-tabled", "XXXX-XX-XX").looked("adopted", "2020-01-01").lapses().empty());
}

// It was relieved or tabled again; nobody recorded which.
TEST(Lapses, adopted_later_without_a_new_bill_leaves_it_unconfirmed) {
    EXPECT_TRUE(Road{}
                    .said("bill-tabled", "2013-02-01")
                    .said("adopted", "2015-03-01")
                    .looked("adopted", "2014-12-31")
                    .lapses()
                    .at(0)
                    .unconfirmed);
    EXPECT_FALSE(Road{}
                     .said("bill-tabled", "2013-02-01")
                     .said("bill-tabled", "2014-11-01")
                     .said("adopted", "2015-03-01")
                     .looked("adopted", "2014-12-31")
                     .lapses()
                     .at(0)
                     .unconfirmed);
}

TEST(Lapses, each_assembly_has_its_own_calendar_and_its_own_rule) {
    const auto flemish = Road{}.said("bill-tabled", "2013-02-01", "be-vlg");
    EXPECT_TRUE(flemish.lapses().empty()) << "the Chamber's dissolution is not the Flemish Parliament's";
    auto parliament = chamber();
    parliament.assembly = "be-vlaams-parlement";
    EXPECT_EQ(flemish.lapses({parliament}).size(), 1u);
    parliament.lapse_authority.clear();
    EXPECT_TRUE(flemish.lapses({parliament}).empty()) << "where bills do not lapse";
}

TEST(Lapses, an_act_without_an_entity_is_the_federal_state_s) {
    EXPECT_EQ(Road{}.said("bill-tabled", "2013-02-01", "").lapses().at(0).entity, "be-fed");
}

TEST(Lapses, two_bills_lapse_once_with_one_assembly) {
    EXPECT_EQ(Road{}.said("bill-tabled", "2013-02-01").said("bill-tabled", "2013-03-01").lapses().size(), 1u);
}

TEST(Lapses, are_put_among_the_facts) {
    Road facts;
    facts.said("bill-tabled", "2013-02-01");
    add_lapses(facts, Vocabulary::built_in(), {chamber()});
    ASSERT_EQ(facts.events.size(), 2u);
    EXPECT_TRUE(facts.events[1].derived);
}
