#include <gtest/gtest.h>

#include "registry/base/text.hpp"
#include "tests/registry/alerts/town.hpp"

namespace {

using namespace registry;
using test::Town;
using Lines = std::vector<std::string>;

const std::vector<test::Row> signed_by_two{{"Belgium", "signed", "2020-01-10"},
                                           {"France", "signed", "2020-01-11"}};

}  // namespace

TEST(FanOut, nobody_subscribed_costs_and_leaves_nothing) {
    Town town;
    town.page("IV-1", "2020-02-01", signed_by_two);
    auto reader = town.read();
    EXPECT_FALSE(store::alerting_if_any(reader)) << "not even the watermark";
    EXPECT_TRUE(town.outbox().empty());
}

TEST(FanOut, each_scope_hears_of_what_it_watches_and_of_nothing_else) {
    Town town;
    town.page("IV-1", "2020-02-01", signed_by_two);
    const auto instrument = town.watch("instrument", "mtdsg-iv-1", "i@example.org");
    const auto party = town.watch("party", "Belgium", "p@example.org");
    const auto track = town.watch("track", "MTDSG IV-1/be", "t@example.org");
    const auto subject = town.watch("subject", "Human rights", "s@example.org");
    const auto health = town.watch("subject", "mtdsg-ix", "h@example.org");
    const auto all = town.watch("all", "", "all@example.org");

    auto rows = signed_by_two;
    rows.push_back({"Germany", "signed", "2020-03-01"});
    rows.push_back({"Belgium", "deposited", "2020-03-02"});
    town.page("IV-1", "2020-03-05", rows);
    town.page("IX-1", "2020-03-06", {{"Belgium", "signed", "2020-03-03"}});

    const Lines of_instrument{"fact mtdsg-iv-1 be deposited", "fact mtdsg-iv-1 de signed",
                              "status mtdsg-iv-1 be bound", "status mtdsg-iv-1 de signed"};
    EXPECT_EQ(town.told(instrument), of_instrument);
    EXPECT_EQ(town.told(subject), of_instrument);
    EXPECT_EQ(town.told(track), (Lines{of_instrument[0], of_instrument[2]}));
    EXPECT_EQ(town.told(party), (Lines{of_instrument[0], of_instrument[2], "fact mtdsg-ix-1 be signed"}))
        << "a first page of a treaty brings facts, and no change of standing";
    EXPECT_EQ(town.told(health), (Lines{"fact mtdsg-ix-1 be signed"}));
    EXPECT_EQ(town.told(all).size(), 5u);
}

TEST(FanOut, twice_over_the_same_changes_adds_nothing) {
    Town town;
    town.page("IV-1", "2020-02-01", signed_by_two);
    town.watch("all", "", "a@example.org");
    town.watch("party", "de", "a@example.org");
    town.watch("list", "/instruments?party=de", "b@example.org");
    town.page("IV-1", "2020-03-05", {{"Germany", "signed", "2020-03-01"}});
    const auto before = town.outbox().size();

    auto settings = town.settings();
    EXPECT_EQ(settings.fanned_out, town.last_change());
    settings.fanned_out = 0;
    town.set(settings);
    auto writer = town.database().write();
    const auto again = alerts::fan_out(writer, nullptr, Town::at("2020-04-01"));
    writer.commit();
    EXPECT_GT(again.changes, 0u);
    EXPECT_EQ(again.told, 0u);
    EXPECT_EQ(again.messages, 0u);
    EXPECT_EQ(town.outbox().size(), before);
}

TEST(FanOut, one_person_is_told_once_by_the_soonest_message_whatever_he_subscribed_to) {
    Town town;
    town.page("IV-1", "2020-02-01", signed_by_two);
    const auto weekly = town.watch("all", "", "a@example.org", {}, {}, Pace::weekly);
    const auto soon = town.watch("party", "de", "A@EXAMPLE.org", {}, {}, Pace::at_once);
    town.page("IV-1", "2020-03-05T10:00:00Z",
              {{"Belgium", "signed", "2020-01-10"},
               {"France", "signed", "2020-01-11"},
               {"Germany", "signed", "2020-03-01"},
               {"Italy", "signed", "2020-03-02"}});
    const auto outbox = town.outbox();
    ASSERT_EQ(outbox.size(), 2u);
    auto reader = town.read();
    std::int64_t of_germany = 0;
    for (const auto& each : store::told_to(reader, soon, 0, 10)) {
        of_germany = each.message.value();
        EXPECT_EQ(store::message_about(reader, outbox[0].subscriber, std::nullopt, each.change), of_germany);
    }
    for (const auto& each : store::told_to(reader, weekly, 0, 10)) {
        const auto line = store::change_line(reader, each.change).value();
        EXPECT_EQ(each.message == of_germany, line.party == "de") << test::words(line);
    }
    const auto at = alerts::seconds(Town::at("2020-03-05T10:00:00Z"));
    for (const auto& each : outbox)
        EXPECT_EQ(each.due_at,
                  each.id == of_germany ? at + 600 : alerts::seconds(Town::at("2020-03-09T05:00:00Z")))
            << "Thursday's weekly letter goes on Monday";
}

TEST(FanOut, what_has_a_longer_pace_gathers_in_one_message_until_it_is_taken) {
    Town town;
    town.page("IV-1", "2020-02-01", signed_by_two);
    town.watch("all", "", "a@example.org", "fact", {}, Pace::daily);
    auto rows = signed_by_two;
    for (const auto* party : {"Germany", "Italy"}) {
        rows.push_back({party, "signed", "2020-03-01"});
        town.page("IV-1", rows.size() == 3 ? "2020-03-05T08:00:00Z" : "2020-03-05T20:00:00Z", rows);
    }
    ASSERT_EQ(town.outbox().size(), 1u);
    auto writer = town.database().write();
    const auto at = alerts::seconds(Town::at("2020-03-06T05:00:00Z"));
    EXPECT_TRUE(store::claim(writer, "one", at - 1, 60, 10).empty()) << "not before five in the morning";
    const auto taken = store::claim(writer, "one", at, 60, 10);
    ASSERT_EQ(taken.size(), 1u);
    EXPECT_EQ(store::told_in(writer, taken[0].id).size(), 2u);
    writer.commit();
    rows.push_back({"Spain", "signed", "2020-03-01"});
    town.page("IV-1", "2020-03-06T06:00:00Z", rows);
    EXPECT_EQ(town.outbox().size(), 2u) << "what was taken gathers no more";
}

TEST(FanOut, a_list_tells_what_came_onto_it_and_what_left_it) {
    Town town;
    town.page("IV-1", "2020-02-01", {{"Belgium", "signed", "2020-01-10"}});
    const auto list = town.watch("list", "/instruments?party=be&status=signed-not-bound");
    town.page("IV-1", "2020-03-05",
              {{"Belgium", "signed", "2020-01-10"},
               {"Belgium", "deposited", "2020-03-02"},
               {"France", "signed", "2020-03-02"}});
    town.page("IX-1", "2020-03-06", {{"Belgium", "signed", "2020-03-03"}});
    auto reader = town.read();
    std::vector<std::pair<std::string, int>> moves;
    for (const auto& each : store::told_to(reader, list, 0, 10))
        moves.emplace_back(test::words(store::change_line(reader, each.change).value()), each.moves);
    EXPECT_EQ(moves, (std::vector<std::pair<std::string, int>>{{"fact mtdsg-ix-1 be signed", 1},
                                                               {"status mtdsg-iv-1 be bound", -1},
                                                               {"fact mtdsg-iv-1 be deposited", -1}}))
        << "France's signature is no news of a list about Belgium";
}

TEST(FanOut, words_of_a_search_are_looked_for_in_titles_and_numbers) {
    Town town;
    const auto search = town.watch("list", "/search?q=Désarmement+treaty", "a@example.org");
    const auto number = town.watch("list", "/instruments?q=XXVI-2", "b@example.org");
    town.page("XXVI-1", "2020-03-05", {{"Belgium", "signed", "2020-03-02"}}, "Treaty on desarmement");
    town.page("XXVI-2", "2020-03-06", {{"Belgium", "signed", "2020-03-02"}}, "Treaty on something else");
    EXPECT_EQ(town.told(search), Lines{"fact mtdsg-xxvi-1 be signed"});
    EXPECT_EQ(town.told(number), Lines{"fact mtdsg-xxvi-2 be signed"});
}

TEST(FanOut, more_than_an_editor_allows_is_held_and_told_in_one_sum) {
    Town town;
    town.page("IV-1", "2020-02-01", signed_by_two);
    const auto all = town.watch("all", "", "a@example.org");
    const auto party = town.watch("party", "de", "a@example.org");
    const auto feed = town.watch_by_feed("party", "it");
    const auto nothing = town.watch("party", "jp", "b@example.org");
    auto settings = town.settings();
    settings.hold_above = 4;
    town.set(settings);
    town.page("IV-1", "2020-03-05",
              {{"Belgium", "signed", "2020-01-10"},
               {"France", "signed", "2020-01-11"},
               {"Germany", "signed", "2020-03-01"},
               {"Italy", "signed", "2020-03-01"},
               {"Spain", "signed", "2020-03-01"}});
    for (const auto each : {all, party, nothing}) EXPECT_TRUE(town.told(each).empty());
    EXPECT_EQ(town.told(feed).size(), 2u) << "a feed is fetched: it waits for nobody";
    const auto outbox = town.outbox();
    ASSERT_EQ(outbox.size(), 1u) << "one letter a person, whatever he subscribed to";
    EXPECT_EQ(outbox[0].kind, Letter::summary);
    EXPECT_EQ(outbox[0].state, Posted::held);
    auto writer = town.database().write();
    const auto held = store::held_imports(writer, false, 10);
    ASSERT_EQ(held.size(), 1u);
    EXPECT_EQ(held[0].changes, 6) << "three signatures and three standings";
    EXPECT_EQ(held[0].messages, 1);
    EXPECT_EQ(held[0].file, "IV-1.html");
    const auto sums = store::summarised_in(writer, outbox[0].id);
    ASSERT_EQ(sums.size(), 2u);
    EXPECT_EQ(sums[0].changes + sums[1].changes, 6 + 2);
    const auto at = alerts::seconds(Town::at("2020-03-06"));
    EXPECT_TRUE(store::claim(writer, "one", at, 60, 10).empty());
    EXPECT_TRUE(store::decide(writer, held[0].import, "released", at));
    EXPECT_FALSE(store::decide(writer, held[0].import, "dropped", at)) << "decided once";
    const auto taken = store::claim(writer, "one", at, 60, 10);
    ASSERT_EQ(taken.size(), 1u);
    const auto message = alerts::message(writer, taken[0]);
    ASSERT_TRUE(message);
    EXPECT_EQ(message->summaries.size(), 2u);
    EXPECT_EQ(message->reasons.size(), 2u);
    EXPECT_TRUE(message->tracks.empty());
}

TEST(FanOut, what_is_dropped_is_not_sent) {
    Town town;
    town.watch("all", "", "a@example.org");
    auto settings = town.settings();
    settings.hold_above = 1;
    town.set(settings);
    town.page("IV-1", "2020-03-05", signed_by_two);
    auto writer = town.database().write();
    const auto held = store::held_imports(writer, false, 10);
    ASSERT_EQ(held.size(), 1u);
    const auto at = alerts::seconds(Town::at("2020-03-06"));
    EXPECT_TRUE(store::decide(writer, held[0].import, "dropped", at));
    EXPECT_TRUE(store::claim(writer, "one", at + 1'000'000, 60, 10).empty());
    EXPECT_TRUE(store::held_imports(writer, false, 10).empty());
    EXPECT_EQ(store::held_imports(writer, true, 10).size(), 1u);
}

TEST(FanOut, who_subscribes_hears_of_what_comes_after_and_not_of_what_was_there) {
    Town town;
    town.page("IV-1", "2020-02-01", signed_by_two);
    const auto late = town.watch("all", "");
    auto settings = town.settings();
    settings.fanned_out = 0;  // as if the changes before had been missed
    town.set(settings);
    town.page("IX-1", "2020-03-06", {{"Belgium", "signed", "2020-03-03"}});
    EXPECT_EQ(town.told(late), Lines{"fact mtdsg-ix-1 be signed"});
}

TEST(FanOut, digests_go_at_five_in_the_morning_and_weekly_ones_on_monday) {
    const auto at = [](std::string_view text) { return alerts::seconds(Town::at(text)); };
    EXPECT_EQ(alerts::due(Pace::at_once, at("2026-11-22T12:00:00Z"), 600), at("2026-11-22T12:10:00Z"));
    EXPECT_EQ(alerts::due(Pace::daily, at("2026-11-22T04:59:59Z"), 600), at("2026-11-22T05:00:00Z"));
    EXPECT_EQ(alerts::due(Pace::daily, at("2026-11-22T05:00:00Z"), 600), at("2026-11-23T05:00:00Z"));
    EXPECT_EQ(alerts::due(Pace::weekly, at("2026-11-22T12:00:00Z"), 600), at("2026-11-23T05:00:00Z"))
        << "a Sunday";
    EXPECT_EQ(alerts::due(Pace::weekly, at("2026-11-23T05:00:00Z"), 600), at("2026-11-30T05:00:00Z"));
    EXPECT_EQ(at("1970-01-02T00:00:01Z"), 86'401);
}

TEST(FanOut, an_instrument_that_becomes_another_is_followed_by_whoever_watched_it) {
    Town town;
    town.page("IV-1", "2020-02-01", signed_by_two);
    town.page("IV-2", "2020-02-01", {{"Belgium", "signed", "2020-01-10"}});
    const auto one = town.watch("instrument", "mtdsg-iv-1", "one@example.org");
    const auto two = town.watch("instrument", "mtdsg-iv-2", "two@example.org");
    const auto both = town.watch("track", "mtdsg-iv-2/be", "both@example.org");
    town.watch("track", "mtdsg-iv-1/be", "both@example.org");
    const auto log = town.watch("list", "/changes?instrument=mtdsg-iv-2&party=be", "log@example.org");
    Batch batch;
    Document document;
    document.source = "editor", document.media_type = "text/plain", document.language = "en";
    batch.documents = {document};
    batch.links = {{{"MTDSG", "IV-1"}, {"MTDSG", "IV-2"}, 0, "line 1"}};
    take_in(town.database(), {"link.xml", "test", "link", batch}, Town::at("2020-02-20"));
    {
        auto reader = town.read();
        const auto id = store::instrument_of_alias(reader, {"MTDSG", "IV-2"}).value();
        EXPECT_EQ(id, store::instrument_of_alias(reader, {"MTDSG", "IV-1"}).value());
        EXPECT_EQ(store::subscription(reader, one)->selector.key, id);
        EXPECT_EQ(store::subscription(reader, two)->selector.key, id);
        const auto whose = store::subscriber_by_address(reader, "both@example.org").value();
        ASSERT_EQ(store::subscriptions_of(reader, whose.id).size(), 1u) << "two of one thing are one";
        EXPECT_EQ(store::subscriptions_of(reader, whose.id)[0].selector.key, id + "/be");
        EXPECT_EQ(store::subscription(reader, log)->selector.key, "/changes?instrument=" + id + "&party=be");
    }
    (void)both;
    const auto before = town.told(two).size();
    auto rows = signed_by_two;
    rows.push_back({"Belgium", "deposited", "2020-03-02"});
    town.page("IV-1", "2020-03-05", rows);
    EXPECT_GT(town.told(two).size(), before);
    EXPECT_EQ(town.told(one), town.told(two));
}
