#include "registry/store/search_words.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "registry/base/text.hpp"

using registry::marked;
using registry::match_text;
using registry::nearness;
using registry::read_query;
using registry::searchable;
using registry::Segment;
using registry::snippet;
using registry::Wording;

namespace {

std::string loose(std::string_view typed) { return match_text(read_query(typed), Wording::loose); }

std::string shown(const std::vector<Segment>& pieces) {
    std::string all;
    for (const auto& each : pieces) all += each.hit ? "[" + each.text + "]" : each.text;
    return all;
}

}  // namespace

TEST(Searchable, letters_that_unicode_does_not_decompose_are_written_plainly) {
    EXPECT_EQ(searchable("Straße Øresund Æsir Łódź"), "strasse oresund aesir lodz");
}

TEST(Searchable, lines_are_kept_apart_and_words_with_hyphens_and_numbers_are_also_spelled_otherwise) {
    EXPECT_EQ(searchable("Co-operation\nCHAMBER 54K3192"),
              "co-operation \uE000 chamber 54k3192 \uE000 cooperation 3192");
    EXPECT_EQ(searchable("IV-9-b"), "iv-9-b") << "a number's parts are no words";
    EXPECT_EQ(searchable(""), "");
    const auto once = searchable("l’Union – Übereinkommen 2000/59");
    EXPECT_EQ(once, searchable("l’Union – Übereinkommen 2000/59"));
}

TEST(Query, every_word_is_open_at_its_end_and_all_are_wanted) {
    EXPECT_EQ(loose("Tort Crim"), "\"tort\"* AND \"crim\"*");
    EXPECT_EQ(loose("\"against torture\" -crime"), "(\"against torture\") NOT (\"crime\")");
    EXPECT_EQ(loose("a b"), "\"b\"") << "a single letter begins too many words";
    EXPECT_EQ(loose("-crime"), "") << "something must be wanted";
}

TEST(Query, articles_and_prepositions_of_four_languages_do_not_decide) {
    EXPECT_EQ(loose("het verdrag van de Verenigde Naties tegen corruptie"),
              "\"verdrag\"* AND \"verenigde\"* AND \"naties\"* AND \"tegen\"* AND \"corruptie\"*");
    EXPECT_EQ(loose("la convention"), "\"convention\"*");
    EXPECT_EQ(loose("l'Union"), "\"union\"*");
    EXPECT_EQ(loose("das Übereinkommen über die Rechte"), "\"ubereinkommen\"* AND \"rechte\"*");
    EXPECT_EQ(loose("de la"), "\"de\" AND \"la\"") << "alone they are looked for as they are";
    EXPECT_EQ(loose("\"the law\""), "\"the law\"") << "in quotes they stand";
}

TEST(Query, a_hyphen_joins_and_an_apostrophe_parts) {
    EXPECT_EQ(loose("co-operation"), "(\"co operation\"* OR \"cooperation\"*)");
    EXPECT_EQ(loose("IV-9-b"), "\"iv 9 b\"");
    EXPECT_EQ(loose("Côte d’Ivoire"), "\"cote\"* AND \"ivoire\"*");
}

TEST(Query, nothing_typed_ends_a_literal_of_the_index) {
    for (const auto& typed : {std::string{"\""}, std::string{"\"\"\""}, std::string{"NEAR(a b)"},
                              std::string{"a*b^c:d{e}"}, std::string{"col:umn"}, std::string("nul\0byte", 8),
                              std::string{"\xff\xfe"}, std::string{"- -- -\""}}) {
        const auto match = loose(typed);
        EXPECT_EQ(std::count(match.begin(), match.end(), '"') % 2, 0) << match;
        EXPECT_EQ(match.find('\0'), std::string::npos);
    }
}

TEST(Query, what_is_too_long_is_cut_and_says_so) {
    const auto query = read_query(std::string(10'000, 'a'));
    EXPECT_TRUE(query.cut);
    EXPECT_LE(query.typed.size(), registry::longest_query);
    std::string many;
    for (int i = 0; i < 100; ++i) many += "w" + std::to_string(i) + " ";
    EXPECT_EQ(read_query(many).words.size(), registry::most_words);
    EXPECT_TRUE(read_query(many).cut);
    EXPECT_FALSE(read_query("torture").cut);
    std::string accents;
    while (accents.size() < 2 * registry::longest_query) accents += "aé";
    EXPECT_TRUE(registry::is_utf8(read_query(accents).typed));
}

TEST(Nearness, the_title_itself_is_nearer_than_one_that_begins_so_than_one_that_holds_it) {
    const auto query = read_query("convention against torture");
    const auto kind = [&](std::string_view lines) { return nearness(query, lines).kind; };
    EXPECT_EQ(kind("the convention against torture"), 0);
    EXPECT_EQ(kind("convention against torture and other cruel treatment"), 1);
    EXPECT_EQ(kind("optional protocol to the convention against torture"), 2);
    EXPECT_EQ(kind("torture: a convention against it"), 3);
    EXPECT_EQ(kind("convention against crime\nagainst torture"), 4);
    EXPECT_EQ(kind("convention against crime"), 5);
}

TEST(Nearness, of_two_titles_the_one_that_says_less_besides_is_nearer) {
    const auto query = read_query("law of treaties");
    EXPECT_LT(nearness(query, "vienna convention on the law of treaties"),
              nearness(query, "declaration on the universal acceptance of the law of treaties"));
}

TEST(Answers, other_spellings_and_exclusions_are_judged_as_the_index_judges_them) {
    EXPECT_TRUE(registry::answers(read_query("cooperation"), "european co-operation"));
    EXPECT_TRUE(registry::answers(read_query("co-operation"), "european cooperation"));
    EXPECT_TRUE(registry::answers(read_query("3192"), "chamber 54k3192"));
    EXPECT_FALSE(registry::answers(read_query("torture -crime"), "torture and crime"));
    EXPECT_FALSE(registry::answers(read_query(""), "anything"));
}

TEST(Marks, fall_on_the_words_as_they_are_written) {
    const auto query = read_query("tort ubereinkommen");
    EXPECT_EQ(shown(marked(query, "Übereinkommen gegen Tortur: Torture")),
              "[Übereinkommen] gegen [Tortur]: [Torture]");
    EXPECT_EQ(shown(marked(read_query("\"of the\" la"), "law of the sea")), "law [of the] sea");
    EXPECT_EQ(shown(marked(query, "")), "");
    EXPECT_EQ(shown(marked(read_query("<b>"), "<b>b</b>")), "<[b]>[b]</[b]>") << "text stays text";
}

TEST(Snippet, is_about_the_place_that_has_most_of_the_words_and_says_where_it_is_cut) {
    std::string text = "torture. ";
    for (int i = 0; i < 200; ++i) text += "other words ";
    text += "no derogation from the convention on torture is possible ";
    for (int i = 0; i < 200; ++i) text += "and more ";
    const auto found = shown(snippet(read_query("derogation torture"), text));
    EXPECT_NE(found.find("no [derogation] from the convention on [torture]"), std::string::npos) << found;
    EXPECT_TRUE(found.starts_with("… ")) << found;
    EXPECT_TRUE(found.ends_with(" …")) << found;
    EXPECT_LT(found.size(), 360u);
}

TEST(Snippet, of_a_hostile_text_is_bounded_and_whole_characters) {
    std::string bytes;
    for (int i = 0; i < 100'000; ++i) bytes += "€";
    const auto found = shown(snippet(read_query("torture"), bytes));
    EXPECT_LT(found.size(), 360u);
    EXPECT_TRUE(registry::is_utf8(found));
    EXPECT_EQ(shown(snippet(read_query("torture"), "")), "");
}
