#include "registry/timeline/track.hpp"

#include <gtest/gtest.h>

using namespace registry;

namespace {

TrackFacts track() {
    TrackFacts facts;
    facts.instrument = "opcat";
    facts.party = "be";
    return facts;
}

void add(TrackFacts& facts, const char* milestone, const char* entity, bool unconfirmed = false,
         const char* when = "2005-10-24") {
    TrackEvent event;
    event.id = "e" + std::to_string(facts.events.size() + 1);
    event.milestone = milestone;
    event.entity = entity;
    event.when = parse_when(when).value();
    event.unconfirmed = unconfirmed;
    facts.events.push_back(event);
}

std::vector<EntityOnTrack> on(const TrackFacts& facts) { return entities_on(facts, Vocabulary::built_in()); }

}  // namespace

TEST(Track, engaged_and_required_are_two_lists) {
    auto facts = track();
    add(facts, "entity-engaged", "be-wal");
    add(facts, "assent-required", "be-fed");
    add(facts, "assent-required", "be-ggc", true);
    const auto rows = on(facts);
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_EQ(rows[0].entity, "be-fed");
    EXPECT_TRUE(rows[0].required && !rows[0].engaged && !rows[0].unconfirmed);
    EXPECT_EQ(rows[1].entity, "be-wal");
    EXPECT_TRUE(rows[1].engaged && !rows[1].required);
    EXPECT_EQ(rows[2].entity, "be-ggc");
    EXPECT_TRUE(rows[2].required && rows[2].unconfirmed);
    EXPECT_EQ(rows[2].because, "e3");
}

TEST(Track, an_entity_that_acted_is_on_the_track_though_nobody_listed_it) {
    auto facts = track();
    add(facts, "promulgated", "be-bru");
    add(facts, "signed", "be-vlg");  // not a step of an entity
    const auto rows = on(facts);
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].entity, "be-bru");
    EXPECT_TRUE(rows[0].acted && !rows[0].required && rows[0].because.empty());
}

TEST(Track, being_required_is_the_better_reason_and_a_sure_word_beats_a_doubtful_one) {
    auto facts = track();
    add(facts, "entity-engaged", "be-wal");
    add(facts, "assent-required", "be-wal", true);
    EXPECT_EQ(on(facts)[0].because, "e2");
    EXPECT_TRUE(on(facts)[0].unconfirmed);
    add(facts, "assent-required", "be-wal");
    EXPECT_EQ(on(facts)[0].because, "e3");
    EXPECT_FALSE(on(facts)[0].unconfirmed);
    EXPECT_TRUE(on(facts)[0].engaged && on(facts)[0].required);
}

TEST(Track, entities_stand_in_the_order_of_the_vocabulary_and_unknown_ones_last) {
    auto facts = track();
    for (const auto* entity : {"somebody", "be-cocof", "be-dg", "be-fed", "be-vlg"})
        add(facts, "assent-required", entity);
    std::vector<std::string> order;
    for (const auto& row : on(facts)) order.push_back(row.entity);
    EXPECT_EQ(order, (std::vector<std::string>{"be-fed", "be-vlg", "be-dg", "be-cocof", "somebody"}));
}

TEST(Track, the_required_list_is_whole_when_somebody_says_so_and_is_sure) {
    auto facts = track();
    EXPECT_FALSE(required_list_is_whole(facts));
    add(facts, "required-list-whole", "", true);
    EXPECT_FALSE(required_list_is_whole(facts));
    add(facts, "required-list-whole", "");
    EXPECT_TRUE(required_list_is_whole(facts));
}

TEST(Track, steps_are_found_by_milestone_and_entity_in_the_order_of_their_days) {
    auto facts = track();
    add(facts, "promulgated", "be-wal", false, "2025-05-15");
    add(facts, "promulgated", "be-bru", false, "2021-04-15");
    add(facts, "promulgated", "be-wal", false, "2025-05");
    EXPECT_EQ(facts.all("promulgated").size(), 3u);
    EXPECT_EQ(facts.first("promulgated")->entity, "be-bru");
    EXPECT_EQ(facts.first("promulgated", "be-wal")->id, "e3");
    EXPECT_EQ(facts.first("adopted"), nullptr);
    EXPECT_EQ(facts.first("promulgated", "be-vlg"), nullptr);
}
