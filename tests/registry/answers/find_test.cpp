#include <gtest/gtest.h>

#include <algorithm>

#include "tests/registry/answers/small_registry.hpp"

using namespace test;

namespace {

std::vector<std::string> found(registry::store::Reader& reader, std::string_view search) {
    std::vector<std::string> ids;
    for (const auto& line : registry::instruments(reader, search, 10, 0, asked()).lines)
        ids.push_back(line.head.id);
    std::sort(ids.begin(), ids.end());
    return ids;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST(Find, an_instrument_is_found_by_its_id_and_by_every_spelling_of_every_alias) {
    auto& store = shared_registry();
    auto reader = store.read();
    EXPECT_FALSE(registry::find_instrument(reader, "opcat").by_alias);
    for (const auto* typed : {"opcat", "OPCAT", " opcat ", "MTDSG IV-9-b", "mtdsg iv-9-B", "IV-9-b", "iv-9-b",
                              "54K3192", "54-3192", "DOC 54 3192/001", "mtdsg-iv-9-b"})
        EXPECT_EQ(registry::find_instrument(reader, typed).id, "opcat") << typed;
    EXPECT_TRUE(registry::find_instrument(reader, "54-3192").by_alias);
}

TEST(Find, an_id_merged_into_another_answers_with_the_one_it_became) {
    auto& store = shared_registry();
    auto reader = store.read();
    const auto answer = registry::instrument_answer(reader, "mtdsg-iv-9-b", asked());
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->instrument.id, "opcat");
    const auto track = registry::track_answer(reader, "mtdsg-iv-9-b", "be", asked());
    ASSERT_TRUE(track);
    EXPECT_EQ(track->instrument.id, "opcat");
}

TEST(Find, what_is_mistyped_gives_at_most_three_near_ids) {
    auto& store = shared_registry();
    auto reader = store.read();
    for (const auto* typed :
         {"opact", "pocat", "opca", "oopcat", "0pcat", "IV-9-c", "torture protocol", "mtdsg-iv-9-x"}) {
        const auto answer = registry::find_instrument(reader, typed);
        EXPECT_FALSE(answer.id) << typed;
        ASSERT_FALSE(answer.near.empty()) << typed;
        EXPECT_EQ(answer.near.front(), "opcat") << typed;
        EXPECT_LE(answer.near.size(), 3u);
    }
    for (const auto& typed :
         {std::string{"zzzzzzzz"}, std::string{}, std::string{"\"*()"}, std::string(100'000, 'o')}) {
        const auto answer = registry::find_instrument(reader, typed);
        EXPECT_FALSE(answer.id);
        EXPECT_TRUE(answer.near.empty()) << typed.substr(0, 20);
    }
}

TEST(Find, near_ids_are_found_among_very_many_with_the_same_beginning) {
    SmallRegistry store;
    {
        auto writer = store.database().write();
        for (int i = 0; i < 2000; ++i) {
            const auto id = "oil-" + std::to_string(i);
            registry::store::Query(writer, "INSERT INTO instrument (id, search_row) VALUES (?, ?)")
                .run(id, 1000 + i);
        }
        writer.commit();
    }
    auto reader = store.read();
    EXPECT_EQ(registry::find_instrument(reader, "oil-1234x").near.front(), "oil-1234");
}

TEST(Find, a_party_is_found_by_id_and_by_its_names) {
    EXPECT_EQ(registry::find_party("be").id, "be");
    EXPECT_EQ(registry::find_party("BE").id, "be");
    EXPECT_EQ(registry::find_party("Belgique").id, "be");
    EXPECT_TRUE(registry::find_party("Belgique").by_alias);
    EXPECT_FALSE(registry::find_party("Belgum").id);
    EXPECT_FALSE(registry::find_party("Belgum").near.empty());
}

TEST(Search, both_dutch_names_of_one_convention_find_it) {
    auto& store = shared_registry();
    auto reader = store.read();
    const Ids crime{"mtdsg-xviii-12"};
    EXPECT_EQ(found(reader, "transnationale georganiseerde"), crime);
    EXPECT_EQ(found(reader, "grensoverschrijdende"), crime);
    EXPECT_EQ(found(reader, "organized crime"), crime);
    EXPECT_EQ(found(reader, "misdaad grens"), crime);
}

TEST(Search, beginnings_of_words_will_do_and_neither_case_nor_diacritics_matter) {
    auto& store = shared_registry();
    auto reader = store.read();
    const Ids opcat{"opcat"};
    EXPECT_EQ(found(reader, "facul tort"), opcat);
    EXPECT_EQ(found(reader, "PROTOCOLE FACULTATIF à"), opcat);
    EXPECT_EQ(found(reader, "tôrtùre"), opcat);
    EXPECT_EQ(found(reader, "IV-9-b"), opcat);
    EXPECT_EQ(found(reader, "54K3192"), opcat);
    EXPECT_EQ(found(reader, "torture crime"), Ids{});
    EXPECT_EQ(found(reader, ""), (Ids{"mtdsg-xviii-12", "opcat"}));
}

TEST(Search, nothing_typed_is_read_as_an_operator) {
    auto& store = shared_registry();
    auto reader = store.read();
    for (const auto* typed : {"\"", "torture\" OR \"crime", "NEAR(torture crime)", "torture NOT crime",
                              "text:torture", "-*^", "torture AND", "(", "'; DROP TABLE change; --"})
        EXPECT_NO_THROW(found(reader, typed)) << typed;
    EXPECT_EQ(found(reader, "NOT torture"), Ids{}) << "NOT is a word like any other";
    EXPECT_EQ(found(reader, "???"), Ids{});
    EXPECT_NO_THROW(found(reader, std::string(200'000, 'a')));
    std::string many;
    for (int i = 0; i < 20'000; ++i) many += "w ";
    EXPECT_NO_THROW(found(reader, many));
}

TEST(Search, a_page_of_the_list_says_how_many_there_are) {
    auto& store = shared_registry();
    auto reader = store.read();
    const auto first = registry::instruments(reader, "", 1, 0, asked()),
               second = registry::instruments(reader, "", 1, 1, asked());
    EXPECT_EQ(first.total, 2u);
    ASSERT_EQ(first.lines.size(), 1u);
    ASSERT_EQ(second.lines.size(), 1u);
    EXPECT_NE(first.lines[0].head.id, second.lines[0].head.id);
    const auto torture = registry::instruments(reader, "torture", 0, 0, asked());
    EXPECT_EQ(torture.total, 1u);
    EXPECT_TRUE(torture.lines.empty());
}

TEST(Search, a_line_of_the_list_carries_counts_adoption_and_the_worst_finding) {
    auto& store = shared_registry();
    auto reader = store.read();
    const auto list = registry::instruments(reader, "torture", 10, 0, asked());
    ASSERT_EQ(list.lines.size(), 1u);
    EXPECT_EQ(list.lines[0].signatories, 3);
    EXPECT_EQ(list.lines[0].parties, 2);
    ASSERT_TRUE(list.lines[0].adopted);
    EXPECT_EQ(list.lines[0].adopted->edtf, "2002-12-18");
    EXPECT_EQ(list.lines[0].severity, registry::Severity::severe);
    EXPECT_EQ(registry::instruments(reader, "crime", 10, 0, asked()).lines.at(0).severity,
              registry::Severity::none);
}
