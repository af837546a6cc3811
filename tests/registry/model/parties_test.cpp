// The declared parties: every name that sources use leads to one of them, old names and new to the same.
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "registry/model/vocabulary.hpp"

namespace {

using namespace registry;

std::string id_of(std::string_view name) {
    const auto* party = Vocabulary::built_in().party_named(name);
    return party ? party->id : "";
}

}  // namespace

TEST(Parties, old_and_new_names_of_one_state_lead_to_one_party) {
    const std::pair<const char*, const char*> pairs[] = {
        {"Turkey", "Türkiye"},
        {"Swaziland", "Eswatini"},
        {"The former Yugoslav Republic of Macedonia", "North Macedonia"},
        {"Czech Republic", "Czechia"},
        {"Cape Verde", "Cabo Verde"},
        {"Netherlands", "Netherlands (Kingdom of the)"},
        {"Bahamas", "Bahamas (The)"},
        {"Bolivia", "Bolivia (Plurinational State of)"},
        {"Libyan Arab Jamahiriya", "Libya"},
        {"Moldova", "Republic of Moldova"},
        {"Byelorussian Soviet Socialist Republic", "Belarus"},
        {"Byelorussian SSR", "Belarus"},
        {"Upper Volta", "Burkina Faso"},
        {"Dahomey", "Benin"},
        {"Burma", "Myanmar"},
        {"Zaire", "Democratic Republic of the Congo"},
        {"Ceylon", "Sri Lanka"},
        {"Siam", "Thailand"},
        {"Persia", "Iran (Islamic Republic of)"},
        {"Salvador", "El Salvador"},
        {"Union of South Africa", "South Africa"},
        {"Russia", "Russian Federation"},
        {"Ivory Coast", "Côte d'Ivoire"},
        {"St. Kitts and Nevis", "Saint Kitts and Nevis"},
        {"United Nations Educational Scientific and Cultural Organization",
         "United Nations Educational, Scientific and Cultural Organization"},
    };
    for (const auto& [old_name, new_name] : pairs) {
        EXPECT_NE(id_of(old_name), "") << old_name;
        EXPECT_EQ(id_of(old_name), id_of(new_name)) << old_name;
    }
}

TEST(Parties, names_that_look_alike_lead_to_different_parties) {
    EXPECT_EQ(id_of("Congo"), "cg");
    EXPECT_EQ(id_of("Democratic Republic of the Congo"), "cd");
    EXPECT_EQ(id_of("Republic of Korea"), "kr");
    EXPECT_EQ(id_of("Democratic People's Republic of Korea"), "kp");
    EXPECT_EQ(id_of("Niger"), "ne");
    EXPECT_EQ(id_of("Nigeria"), "ng");
    EXPECT_EQ(id_of("Guinea"), "gn");
    EXPECT_EQ(id_of("Guinea-Bissau"), "gw");
    EXPECT_EQ(id_of("Equatorial Guinea"), "gq");
    EXPECT_EQ(id_of("Dominica"), "dm");
    EXPECT_EQ(id_of("Dominican Republic"), "do");
    EXPECT_EQ(id_of("Germany"), "de");
    EXPECT_EQ(id_of("German Democratic Republic"), "ddde");
    EXPECT_EQ(id_of("Yugoslavia (former)"), "yucs");
    EXPECT_EQ(id_of("Serbia and Montenegro"), "csxx");
    EXPECT_EQ(id_of("Serbia"), "rs");
    EXPECT_EQ(id_of("Czechoslovakia"), "cshh");
    EXPECT_EQ(id_of("Union of Soviet Socialist Republics"), "suhh");
    EXPECT_EQ(id_of("Samoa"), "ws");
    EXPECT_EQ(id_of("American Samoa"), "as");
}

TEST(Parties, a_name_is_found_in_any_language_and_spelling) {
    EXPECT_EQ(id_of("BELGIË"), "be");
    EXPECT_EQ(id_of("le Royaume de Belgique"), "be");
    EXPECT_EQ(id_of("het Koninkrijk der Nederlanden"), "nl");
    EXPECT_EQ(id_of("Die Schweiz"), "ch");
    EXPECT_EQ(id_of("l’Allemagne"), "de");
    EXPECT_EQ(id_of("COTE D’IVOIRE"), "ci");
    EXPECT_EQ(id_of("Frankrijk"), "fr");
    EXPECT_EQ(id_of("  European\u00A0Union "), "eu");
    EXPECT_EQ(id_of("be"), "be");
    EXPECT_EQ(id_of("org-who"), "org-who");
}

TEST(Parties, what_names_no_party_or_more_than_one_leads_nowhere) {
    for (const auto* name :
         {"", "Atlantis", "British Empire", "Austria-Hungary", "United Arab Republic", "the ", "zz"})
        EXPECT_EQ(id_of(name), "") << name;
    EXPECT_EQ(id_of(std::string(1'000'000, 'a')), "");
}

TEST(Parties, every_name_of_the_un_tables_is_known) {
    std::ifstream names("../shared/fixtures/un-participant-names.txt");
    if (!names) GTEST_SKIP() << "skipped: ../shared is not there";
    int known = 0;
    for (std::string name; std::getline(names, name); ++known) EXPECT_NE(id_of(name), "") << name;
    EXPECT_GT(known, 200);
}

TEST(Parties, each_state_says_since_when_and_until_when_it_had_a_name) {
    const auto* belarus = Vocabulary::built_in().party("by");
    ASSERT_TRUE(belarus);
    bool found = false;
    for (const auto& name : belarus->names) {
        if (name.text != "Byelorussian Soviet Socialist Republic") continue;
        found = true;
        EXPECT_EQ(name.to, parse_day("1991-09-18"));
        EXPECT_FALSE(name.from);
    }
    EXPECT_TRUE(found);
}

TEST(Parties, former_states_have_successors_and_territories_a_state) {
    const auto& words = Vocabulary::built_in();
    int former = 0, territories = 0, states = 0;
    for (const auto& party : words.parties()) {
        if (party.kind == "former-state") {
            ++former;
            EXPECT_FALSE(party.successors.empty()) << party.id;
        }
        if (party.kind == "territory") {
            ++territories;
            ASSERT_TRUE(words.party(party.of)) << party.id;
            EXPECT_EQ(words.party(party.of)->kind, "state") << party.id;
        }
        states += party.kind == "state";
    }
    EXPECT_EQ(states, 197);  // 193 members, two observers, Cook Islands and Niue
    EXPECT_GE(former, 6);
    EXPECT_GE(territories, 40);
    EXPECT_EQ(words.party("cshh")->successors, (std::vector<std::string>{"cz", "sk"}));
}

TEST(Parties, a_mistyped_name_brings_the_nearest_ids_and_nonsense_brings_none) {
    const auto& words = Vocabulary::built_in();
    const auto near = words.near_parties("Belguim");
    ASSERT_FALSE(near.empty());
    EXPECT_EQ(near.front(), "be");
    EXPECT_LE(near.size(), 3U);
    EXPECT_EQ(words.near_parties("Swizerland").front(), "ch");
    EXPECT_TRUE(words.near_parties("xqzvwkjhpqrstuvw").empty());
    EXPECT_TRUE(words.near_parties("").empty());
    EXPECT_TRUE(words.near_parties(std::string(100'000, 'b')).empty());
}
