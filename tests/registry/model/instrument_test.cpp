// The ways an instrument is named.
#include "registry/model/instrument.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using namespace registry;

// The likeliest reading as text; "" where there is none.
std::string likeliest(std::string_view typed) {
    const auto found = read_alias(typed);
    return found.empty() ? "" : text(found.front());
}

bool among(std::string_view typed, const Alias& alias) {
    const auto found = read_alias(typed);
    return std::find(found.begin(), found.end(), alias) != found.end();
}

TEST(Alias, every_spelling_of_a_chamber_file_gives_one_number) {
    for (const auto* typed : {"54K3192", "54k3192", "54-3192", "54 3192", "54/3192", "DOC 54 3192/001",
                              "doc. 54 3192/1", "54-3192/001", "54K3192001", "K54-3192", "CHAMBER 54K3192",
                              "CHAMBER 54-3192", "  54\u00A03192 ", "54\u20133192"})
        EXPECT_EQ(likeliest(typed), "CHAMBER 54K3192") << typed;
    for (const auto* typed : {"K56-0623", "56-623", "56K0623", "56K623", "56 623", "DOC 56 0623/001"})
        EXPECT_EQ(likeliest(typed), "CHAMBER 56K0623") << typed;
    EXPECT_EQ(likeliest("56K0481001"), "CHAMBER 56K0481");
    EXPECT_EQ(likeliest("56-1"), "CHAMBER 56K0001");
}

TEST(Alias, what_cannot_be_a_chamber_file_is_not_read_as_one) {
    for (const auto* typed :
         {"54K", "543192", "54-31923", "54-0", "4-3192", "154-3192", "54K31920011", "54-3192/", "54--3192"})
        for (const auto& each : read_alias(typed))
            EXPECT_NE(each.scheme, "CHAMBER") << typed << " " << each.value;
}

TEST(Alias, mtdsg_numbers_are_read_with_chapter_letter_and_sub_number) {
    EXPECT_EQ(likeliest("MTDSG IV-9-b"), "MTDSG IV-9-b");
    EXPECT_EQ(likeliest("IV-9-b"), "MTDSG IV-9-b");
    EXPECT_EQ(likeliest("iv-9-B"), "MTDSG IV-9-b");
    EXPECT_EQ(likeliest("IV.9.b"), "MTDSG IV-9-b");
    EXPECT_EQ(likeliest("IV-9(b)"), "MTDSG IV-9-b");
    EXPECT_EQ(likeliest("mtdsg iv 9 b"), "MTDSG IV-9-b");
    EXPECT_EQ(likeliest("XI-A-16"), "MTDSG XI-A-16");
    EXPECT_EQ(likeliest("xi-b-16-1"), "MTDSG XI-B-16-1");
    EXPECT_EQ(likeliest("III-2-12b"), "MTDSG III-2-12b");
    EXPECT_EQ(likeliest("XXVII-7-d"), "MTDSG XXVII-7-d");
    EXPECT_NE(likeliest("IIII-9"), "MTDSG IIII-9");
    EXPECT_NE(likeliest("VX-9"), "MTDSG VX-9");
}

TEST(Alias, registers_and_gazettes_are_read) {
    EXPECT_EQ(likeliest("CETS 126"), "CETS 126");
    EXPECT_EQ(likeliest("ETS No. 005"), "CETS 5");
    EXPECT_EQ(likeliest("STCE n° 210"), "CETS 210");
    EXPECT_EQ(likeliest("I-24841"), "UNTS I-24841");
    EXPECT_EQ(likeliest("UNTS I-24841"), "UNTS I-24841");
    EXPECT_EQ(likeliest("2025004251"), "NUMAC 2025004251");
    EXPECT_EQ(likeliest("2025/201277"), "NUMAC 2025201277");
    EXPECT_EQ(likeliest("[C \u2212 2009/15020]"), "NUMAC 2009015020");
    EXPECT_EQ(likeliest("https://www.ejustice.just.fgov.be/eli/wet/2018/07/19/2018012345"),
              "ELI eli/wet/2018/07/19/2018012345");
    EXPECT_EQ(likeliest("Trb. 2005, 243"), "TRB 2005, 243");
    EXPECT_EQ(likeliest("6-987"), "SENATE 6-987");
}

TEST(Alias, numbers_of_a_session_are_read_in_either_order_with_their_house) {
    for (const auto* typed : {"K. (1990-1991) 1378", "K. (1990-1991 ) 1378", "K. 1378 (1990-1991)",
                              "K. 1378/1 (1990-1991)", "Doc. K. 1378/1 (1990-1991)", "Ch. 1378 (1990-1991)",
                              "CHAMBER 1378 (1990-1991)", "1378 (1990-1991)"})
        EXPECT_EQ(likeliest(typed), "CHAMBER 1378 (1990-1991)") << typed;
    for (const auto* typed : {"S. (1990-1991) 1355", "S. (1990-1991 ) 1355", "S. 1355/2 (1990-1991)",
                              "Doc. S. 1355/1 (1990-1991)", "SENATE 1355 (1990-1991)"})
        EXPECT_EQ(likeliest(typed), "SENATE 1355 (1990-1991)") << typed;
    EXPECT_TRUE(among("1355 (1990-1991)", {"SENATE", "1355 (1990-1991)"}));
    EXPECT_EQ(likeliest("S. 4-675"), "SENATE 4-675");
    EXPECT_EQ(likeliest("S. 4-675/1"), "SENATE 4-675");
    EXPECT_EQ(likeliest("K. 52-1558"), "CHAMBER 52K1558");
    EXPECT_EQ(likeliest("Ch. 52-1558"), "CHAMBER 52K1558");
}

TEST(Alias, what_is_no_session_gives_no_number_of_a_session) {
    for (const auto* typed :
         {"K. 1378 (1990-1995)", "K. 0 (1990-1991)", "1378 (2020-2021)", "1378 1990-1991"})
        for (const auto& each : read_alias(typed))
            EXPECT_EQ(each.value.find('('), std::string::npos) << typed;
}

TEST(Alias, one_treaty_of_several_in_an_act_or_bill_has_its_own_number) {
    EXPECT_EQ(likeliest("51K0966#1"), "CHAMBER 51K0966#1");
    EXPECT_EQ(likeliest("51-966#12"), "CHAMBER 51K0966#12");
    EXPECT_EQ(likeliest("2004015166#2"), "NUMAC 2004015166#2");
    EXPECT_EQ(mint_id({{"CHAMBER", "51K0966#1"}}), "be-51k0966-1");
}

TEST(Alias, our_own_ids_are_names_too) {
    EXPECT_EQ(likeliest("opcat"), "opcat");
    EXPECT_EQ(likeliest("OPCAT"), "opcat");
    EXPECT_EQ(likeliest("mtdsg-iv-9-b"), "MTDSG IV-9-b");
    EXPECT_TRUE(among("mtdsg-iv-9-b", {"placet", "mtdsg-iv-9-b"}));
    EXPECT_TRUE(among("be-54k3192", {"placet", "be-54k3192"}));
}

TEST(Alias, what_was_written_is_read_back) {
    for (const Alias& alias : {Alias{"MTDSG", "IV-9-b"},
                               {"CHAMBER", "54K3192"},
                               {"NUMAC", "2025004251"},
                               {"CETS", "126"},
                               {"UNTS", "I-24841"},
                               {"TRB", "2005, 243"},
                               {"SENATE", "6-987"},
                               {"SENATE", "1355 (1990-1991)"},
                               {"CHAMBER", "1378 (1990-1991)"},
                               {"CHAMBER", "51K0966#2"},
                               {"NUMAC", "2004015166#1"},
                               {"ELI", "eli/wet/2018/07/19/2018012345"},
                               {"placet", "opcat"}})
        EXPECT_TRUE(among(text(alias), alias)) << text(alias);
}

TEST(Alias, an_ambiguous_number_brings_every_reading_likeliest_first) {
    EXPECT_EQ(likeliest("I-123"), "MTDSG I-123");
    EXPECT_TRUE(among("I-123", {"UNTS", "I-123"}));
}

TEST(Alias, what_names_nothing_is_read_as_nothing) {
    EXPECT_TRUE(read_alias("").empty());
    EXPECT_TRUE(read_alias("   ").empty());
    EXPECT_TRUE(read_alias("Convention against Torture").empty());
    EXPECT_TRUE(read_alias("'; DROP TABLE instrument").empty());
    EXPECT_TRUE(read_alias(std::string(1'000'000, 'i')).empty());
    EXPECT_TRUE(read_alias(std::string(1'000'000, '-')).empty());
}

TEST(MintId, the_preferred_alias_gives_the_id) {
    EXPECT_EQ(mint_id({{"MTDSG", "IV-9-b"}}), "mtdsg-iv-9-b");
    EXPECT_EQ(mint_id({{"CHAMBER", "54K3192"}}), "be-54k3192");
    EXPECT_EQ(mint_id({{"CETS", "126"}}), "cets-126");
    EXPECT_EQ(mint_id({{"UNTS", "I-24841"}, {"CHAMBER", "54K3192"}, {"MTDSG", "IV-9-b"}}), "mtdsg-iv-9-b");
    EXPECT_EQ(mint_id({{"CHAMBER", "54K3192"}, {"CETS", "126"}}), "cets-126");
    EXPECT_EQ(mint_id({{"UNTS", "I-24841"}, {"NUMAC", "2025004251"}}), "numac-2025004251");
    EXPECT_EQ(mint_id({{"MTDSG", "IV-9-b"}, {"placet", "opcat"}}), "opcat");
    EXPECT_EQ(mint_id({{"placet", "opcat"}, {"placet", "cat-protocol"}}), "cat-protocol");
    EXPECT_EQ(mint_id({}), "");
}

TEST(MintId, the_order_of_the_aliases_does_not_matter) {
    std::vector<Alias> aliases{
        {"MTDSG", "IV-9-b"}, {"UNTS", "I-24841"}, {"CETS", "126"}, {"CHAMBER", "54K3192"}, {"MTDSG", "IV-9"}};
    std::sort(aliases.begin(), aliases.end());
    const auto id = mint_id(aliases);
    do EXPECT_EQ(mint_id(aliases), id);
    while (std::next_permutation(aliases.begin(), aliases.end()));
}

TEST(MintId, values_without_latin_letters_still_get_different_ids) {
    const auto one = mint_id({{"OTHER", "条约一"}}), two = mint_id({{"OTHER", "条约二"}});
    EXPECT_NE(one, two);
    EXPECT_TRUE(one.starts_with("other-"));
}

}  // namespace
