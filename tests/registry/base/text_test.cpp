// Text as it is kept: cleaned, folded, split.
#include "registry/base/text.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace {

using namespace registry;

TEST(Utf8, valid_text_is_told_from_overlong_forms_surrogates_and_what_lies_beyond_unicode) {
    EXPECT_TRUE(is_utf8(""));
    EXPECT_TRUE(is_utf8("plain"));
    EXPECT_TRUE(is_utf8("België, Ελλάδα, 日本, \xF0\x9F\x98\x80"));
    EXPECT_TRUE(is_utf8("\xF4\x8F\xBF\xBF"));
    EXPECT_FALSE(is_utf8("\xC0\xAF"));          // overlong '/'
    EXPECT_FALSE(is_utf8("\xE0\x80\xAF"));      // overlong
    EXPECT_FALSE(is_utf8("\xED\xA0\x80"));      // surrogate
    EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80"));  // U+110000
    EXPECT_FALSE(is_utf8("Belgi\xEB"));         // Latin-1
    EXPECT_FALSE(is_utf8("\x80"));
    EXPECT_FALSE(is_utf8("cut \xE2\x82"));
}

TEST(Clean, every_run_of_white_space_is_one_blank_and_none_at_the_ends) {
    EXPECT_EQ(clean(" \t22 Apr\t 2016\r\n"), "22 Apr 2016");
    EXPECT_EQ(clean("23\u00A0November\u00A0 1951"), "23 November 1951");
    EXPECT_EQ(clean("United\u2002Nations\u3000"), "United Nations");
    EXPECT_EQ(clean("a\u0085b\u2028c"), "a b c");
    EXPECT_EQ(clean("\u00A0\u2003\n"), "");
    EXPECT_EQ(clean(""), "");
}

TEST(Clean, text_is_composed) {
    EXPECT_EQ(clean("Co\u0302te"), "C\u00F4te");
    EXPECT_EQ(clean("\u212B"), "\u00C5");  // the ångström sign is the letter
}

TEST(Clean, soft_hyphens_controls_and_marks_that_turn_the_writing_go) {
    EXPECT_EQ(clean("rati\u00ADfication"), "ratification");
    EXPECT_EQ(clean("a\x01\x1Fz\x7F"), "az");
    EXPECT_EQ(clean("\uFEFFBelgi\u00EB\u200B"), "Belgi\u00EB");
    EXPECT_EQ(clean("a\u009Cb\u202Ec\u2066d"), "abcd");
    EXPECT_EQ(clean(std::string("a\0b", 3)), "ab");
}

TEST(Clean, quotes_and_dashes_stay_as_written) {
    EXPECT_EQ(clean("\u201CCôte d\u2019Ivoire\u201D \u2013 1"), "\u201CCôte d\u2019Ivoire\u201D \u2013 1");
}

TEST(Clean, bytes_that_are_no_text_become_the_replacement_character) {
    EXPECT_EQ(clean("Belgi\xEB!"), "Belgi\uFFFD!");
    EXPECT_EQ(clean("x\uFFFFy"), "x\uFFFDy");
    EXPECT_TRUE(is_utf8(clean("\xF0\x9F\x98")));
}

TEST(Clean, cleaning_again_changes_nothing) {
    for (const auto* text : {" a \t b\u00A0", "Co\u0302te d\u2019Ivoire", "\xFF\xFE", "e\u00AD\u0301x",
                             "\u1E0B\u0323", "a \u0301 b"}) {
        const auto once = clean(text);
        EXPECT_EQ(clean(once), once) << text;
    }
}

TEST(Fold, case_diacritics_and_typographic_marks_do_not_part_names) {
    EXPECT_EQ(fold("Côte d\u2019Ivoire"), fold("COTE D'IVOIRE"));
    EXPECT_EQ(fold("Côte d\u2019Ivoire"), "cote d'ivoire");
    EXPECT_EQ(fold("Türkiye"), "turkiye");
    EXPECT_EQ(fold("TÜRK\u0130YE"), "turkiye");
    EXPECT_EQ(fold("Straße"), "strasse");
    EXPECT_EQ(fold("Østerrike Łódź Œuvre"), "osterrike lodz oeuvre");
    EXPECT_EQ(fold("Guinea\u2013Bissau"), "guinea-bissau");
    EXPECT_EQ(fold("\u201Cx\u201D \u00ABy\u00BB `z\u00B4"), "\"x\" \"y\" 'z'");
    EXPECT_EQ(fold("Ελλάδα"), fold("ΕΛΛΆΔΑ"));
    EXPECT_NE(fold("Niger"), fold("Nigeria"));
}

TEST(Fold, vowels_of_other_scripts_are_not_stripped) { EXPECT_NE(fold("\u0915\u093F"), fold("\u0915")); }

TEST(Split, empty_parts_are_parts) {
    EXPECT_EQ(split("a,,b", ','), (std::vector<std::string_view>{"a", "", "b"}));
    EXPECT_EQ(split("", ','), (std::vector<std::string_view>{""}));
    EXPECT_EQ(split("a,", ','), (std::vector<std::string_view>{"a", ""}));
}

TEST(Trim, only_the_ends_are_trimmed) {
    EXPECT_EQ(trim(" \r\n a b\t"), "a b");
    EXPECT_EQ(trim(" \n"), "");
}

TEST(Slug, an_id_is_lower_case_letters_and_digits_joined_by_single_hyphens) {
    EXPECT_EQ(slug("MTDSG IV-9-b"), "mtdsg-iv-9-b");
    EXPECT_EQ(slug("  Côte d\u2019Ivoire -- (2) "), "cote-divoire-2");
    EXPECT_EQ(slug("日本"), "");
}

TEST(Distance, edits_are_counted_in_characters_and_without_regard_to_case_or_accents) {
    EXPECT_EQ(distance("Belgium", "belgium"), 0U);
    EXPECT_EQ(distance("Belgum", "Belgium"), 1U);
    EXPECT_EQ(distance("Belguim", "Belgium"), 2U);
    EXPECT_EQ(distance("", "abc"), 3U);
    EXPECT_EQ(distance("Türkiye", "Turkey"), 2U);
    EXPECT_EQ(distance("日本", "日"), 1U);
}

TEST(Distance, endless_text_is_not_measured) {
    const std::string endless(3'000'000, 'a');
    EXPECT_EQ(distance(endless, endless + "b"), endless.size() + 1);
}

TEST(Clean, a_large_text_is_cleaned_in_linear_time) {
    std::string text;
    for (int i = 0; i < 300'000; ++i) text += "e\u0301 \t";
    const auto started = std::chrono::steady_clock::now();
    EXPECT_EQ(clean(text).size(), 300'000U * 3 - 1);
    EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::seconds{20});
}

}  // namespace
