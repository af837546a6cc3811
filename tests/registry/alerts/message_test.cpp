#include <gtest/gtest.h>

#include "tests/registry/alerts/town.hpp"

namespace {

using namespace registry;
using test::Town;
using Lines = std::vector<std::string>;

std::optional<alerts::Message> first_message(Town& town) {
    auto reader = town.read();
    for (const auto& each : town.outbox())
        if (auto made = alerts::message(reader, each)) return made;
    return std::nullopt;
}

Lines lines(const alerts::ToldTrack& track) {
    Lines all;
    for (const auto& each : track.changes) all.push_back(test::words(each.line));
    return all;
}

}  // namespace

TEST(Message, says_of_each_road_what_changed_news_before_what_was_added_to_the_record) {
    Town town;
    town.page("IV-1", "2020-02-01", {{"Belgium", "signed", "2020-01-10"}});
    town.watch("instrument", "mtdsg-iv-1");
    town.watch("all", "");
    town.page("IV-1", "2020-03-05",
              {{"Belgium", "signed", "2020-01-10"},
               {"Albania", "signed", "1999-01-01"},
               {"Germany", "signed", "2020-03-01"},
               {"Belgium", "deposited", "2020-03-02"}});
    const auto message = first_message(town);
    ASSERT_TRUE(message);
    EXPECT_EQ(message->reasons.size(), 2u);
    ASSERT_EQ(message->tracks.size(), 3u);
    EXPECT_EQ(message->tracks[2].party, "al") << "of 1999";
    EXPECT_TRUE(message->tracks[2].changes.at(0).line.old_fact);
    for (const auto& track : message->tracks) {
        EXPECT_EQ(track.instrument.id, "mtdsg-iv-1");
        for (const auto& each : track.changes) EXPECT_EQ(each.why.size(), 2u) << "once, for both reasons";
        if (track.party == "be") {
            EXPECT_EQ(lines(track), (Lines{"fact mtdsg-iv-1 be deposited", "status mtdsg-iv-1 be bound"}));
        }
    }
    EXPECT_EQ(message->more, 0u);
}

TEST(Message, does_not_tell_what_was_taken_back_meanwhile) {
    Town town;
    town.page("IV-1", "2020-02-01", {{"Belgium", "signed", "2020-01-10"}});
    town.watch("all", "", "a@example.org", "fact correction retraction");
    town.page("IV-1", "2020-03-05",
              {{"Belgium", "signed", "2020-01-10"}, {"Germany", "signed", "2020-03-01"}});
    ASSERT_TRUE(first_message(town));
    town.page("IV-1", "2020-03-06", {{"Belgium", "signed", "2020-01-10"}});
    EXPECT_EQ(town.outbox().size(), 1u);
    EXPECT_FALSE(first_message(town)) << "Germany's signature came and went";
    town.page("IV-1", "2020-03-07", {{"Germany", "signed", "2020-03-01"}});
    const auto message = first_message(town);
    ASSERT_TRUE(message);
    Lines all;
    for (const auto& track : message->tracks)
        for (const auto& each : lines(track)) all.push_back(each);
    EXPECT_EQ(all, (Lines{"retraction mtdsg-iv-1 be signed", "fact mtdsg-iv-1 de signed"}))
        << "what stays is told: what is gone is no news when it had been told before";
}

TEST(Message, does_not_tell_of_a_finding_that_opened_and_closed_meanwhile) {
    Town town;
    town.page("IV-1", "2020-02-01", {{"Belgium", "signed", "2020-01-10"}});
    town.watch("all", "", "a@example.org", "opened closed");
    town.page("IV-1", "2020-03-05",
              {{"Belgium", "signed", "2020-01-10"}, {"Albania", "signed", "1999-01-01"}});
    const auto opened = first_message(town);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->tracks.at(0).changes.at(0).line.kind, "opened");
    town.page("IV-1", "2020-03-06",
              {{"Belgium", "signed", "2020-01-10"},
               {"Albania", "signed", "1999-01-01"},
               {"Albania", "deposited", "1999-02-01"}});
    EXPECT_EQ(town.outbox().size(), 1u) << "it gathers still";
    EXPECT_FALSE(first_message(town)) << "it came and went";
}

TEST(Message, counts_what_goes_beyond_the_most_lines_and_shows_news_first) {
    Town town;
    town.page("IV-1", "2020-02-01", {{"Belgium", "signed", "2020-01-10"}});
    town.watch("all", "", "a@example.org", "fact");
    auto settings = town.settings();
    settings.most_lines = 2;
    town.set(settings);
    town.page("IV-1", "2020-03-05",
              {{"Belgium", "signed", "2020-01-10"},
               {"Albania", "signed", "1999-01-01"},
               {"Germany", "signed", "2020-03-01"},
               {"Italy", "signed", "1998-01-01"},
               {"Spain", "signed", "2020-03-01"}});
    const auto message = first_message(town);
    ASSERT_TRUE(message);
    EXPECT_EQ(message->more, 2u);
    Lines parties;
    for (const auto& each : message->tracks) parties.push_back(each.party);
    EXPECT_EQ(parties, (Lines{"de", "es"}));
}

TEST(Message, says_that_a_road_has_come_to_its_end) {
    Town town;
    town.page("IV-1", "2020-02-01",
              {{"Belgium", "signed", "2020-01-10"}, {"Belgium", "deposited", "2020-01-20"}});
    town.watch("track", "mtdsg-iv-1/be");
    town.page("IV-1", "2020-03-05",
              {{"Belgium", "signed", "2020-01-10"},
               {"Belgium", "deposited", "2020-01-20"},
               {"Belgium", "entered-into-force", "2020-03-01"}});
    const auto message = first_message(town);
    ASSERT_TRUE(message);
    ASSERT_EQ(message->tracks.size(), 1u);
    EXPECT_EQ(message->tracks[0].ended, "in-force");
}

TEST(Message, of_a_confirmation_names_the_one_thing_that_waits_for_it) {
    Town town;
    std::vector<std::int64_t> asked;
    const auto each_message = [&] {
        std::vector<std::int64_t> named;
        auto reader = town.read();
        for (const auto& each : town.outbox())
            if (const auto made = alerts::message(reader, each)) {
                EXPECT_EQ(made->outgoing.kind, Letter::confirm);
                EXPECT_EQ(made->key, town.settings().key);
                EXPECT_EQ(made->reasons.size(), 1u);
                named.push_back(made->reasons.at(0).id);
            }
        return named;
    };
    {
        auto writer = town.database().write();
        alerts::Wish wish;
        wish.address = "a@example.org";
        for (const auto* party : {"be", "fr", "de"}) {
            wish.selector = alerts::read_selector(writer, "party", party).value();
            asked.push_back(alerts::subscribe(writer, wish, Town::at("2020-01-01")).value().subscription);
        }
        writer.commit();
    }
    EXPECT_EQ(each_message(), asked);
    {
        // What is confirmed or gone is asked about no more.
        auto writer = town.database().write();
        auto one = store::subscription(writer, asked[0]).value();
        store::drop_subscription(writer, asked[2]);
        store::confirm_subscription(writer, one.id, alerts::seconds(Town::at("2020-01-01")));
        writer.commit();
    }
    EXPECT_EQ(each_message(), (std::vector<std::int64_t>{asked[1]}));
}

TEST(Message, is_complete_when_its_gathering_has_ended_however_often_it_is_sent) {
    Town town;
    town.page("IV-1", "2020-02-01", {{"Belgium", "signed", "2020-01-10"}});
    {
        auto writer = town.database().write();
        alerts::Wish wish;
        wish.address = "a@example.org", wish.pace = Pace::daily, wish.confirmed = true;
        wish.selector = alerts::read_selector(writer, "all", "").value();
        ASSERT_TRUE(alerts::subscribe(writer, wish, Town::at("2020-02-01")));
        writer.commit();
    }
    town.page("IV-1", "2020-03-05",
              {{"Belgium", "signed", "2020-01-10"}, {"Germany", "signed", "2020-03-01"}});
    const auto first = first_message(town);
    ASSERT_TRUE(first);
    EXPECT_GT(first->complete_at, first->outgoing.made_at);
    EXPECT_EQ(first->complete_at, first->outgoing.due_at);
    // Tried again later: due later, and complete when it was.
    auto reader = town.read();
    auto again = first->outgoing;
    again.due_at += 50'000;
    EXPECT_EQ(alerts::message(reader, again)->complete_at, first->complete_at);
    EXPECT_GT(first->first, 0);
    EXPECT_GE(first->last, first->first);
}
