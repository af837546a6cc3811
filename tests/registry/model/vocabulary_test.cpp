// The declared words: the built-in ones, and what is refused with its line.
#include "registry/model/vocabulary.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <set>
#include <string>

#include "schemas/schemas.hpp"

namespace {

using namespace registry;

const Vocabulary& words() { return Vocabulary::built_in(); }

// One file is replaced; the others are the built-in ones. read() takes a plain function, hence the statics.
std::string replaced_path, replacement;
std::string_view with_replacement(std::string_view path) {
    return path == replaced_path ? std::string_view{replacement} : schemas::file(path);
}

// What is said of the vocabulary with that file: "" when it is read.
std::string refusal(const std::string& path, const std::string& text) {
    replaced_path = path;
    replacement = text;
    const auto read = Vocabulary::read(&with_replacement);
    return read ? "" : read.error().where + ": " + read.error().what;
}

// The built-in file with the first occurrence of one text changed.
std::string changed(const std::string& path, const std::string& from, const std::string& to) {
    std::string text{schemas::file(path)};
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    if (at != std::string::npos) text.replace(at, from.size(), to);
    return refusal(path, text);
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST(Vocabulary, the_milestones_stand_in_road_order) {
    ASSERT_TRUE(words().milestone("signed"));
    EXPECT_EQ(words().milestone("signed")->effect, Effect::signs);
    EXPECT_EQ(words().milestone("deposited")->effect, Effect::consents);
    EXPECT_LT(words().milestone("signed")->order, words().milestone("bill-tabled")->order);
    EXPECT_LT(words().milestone("promulgated")->order, words().milestone("deposited")->order);
    for (std::size_t i = 0; i < words().milestones().size(); ++i)
        EXPECT_EQ(words().milestones()[i].order, static_cast<int>(i));
    EXPECT_TRUE(words().milestone("bill-tabled")->repeatable);
    EXPECT_FALSE(words().milestone("signed")->repeatable);
    EXPECT_EQ(words().milestone("no-such"), nullptr);
}

TEST(Vocabulary, every_key_leads_to_itself_and_no_key_is_used_twice) {
    std::set<std::string> seen;
    for (const auto& each : words().milestones()) {
        EXPECT_TRUE(seen.insert(each.code).second) << each.code;
        EXPECT_EQ(words().milestone(each.code), &each);
    }
    seen.clear();
    for (const auto& each : words().parties()) {
        EXPECT_TRUE(seen.insert(each.id).second) << each.id;
        EXPECT_EQ(words().party(each.id), &each);
        for (const auto& name : each.names) EXPECT_EQ(words().party_named(name.text), &each) << name.text;
    }
    EXPECT_TRUE(std::is_sorted(words().parties().begin(), words().parties().end(),
                               [](auto& a, auto& b) { return a.id < b.id; }));
    for (const auto& each : words().entities()) EXPECT_EQ(words().entity(each.id), &each);
    for (const auto& each : words().sources()) EXPECT_EQ(words().source(each.id), &each);
}

TEST(Vocabulary, no_party_is_called_as_a_part_of_an_instrument_s_address) {
    for (const auto* reserved :
         {"timeline", "participants", "changes", "map", "declarations", "documents", "history"})
        EXPECT_EQ(words().party(reserved), nullptr) << reserved;
}

TEST(Vocabulary, entities_are_found_by_any_name) {
    for (const auto* name : {"be-vlg", "Vlaamse Gemeenschap", "the Flemish community", "Communauté flamande",
                             "la communaute flamande"}) {
        ASSERT_TRUE(words().entity_named(name)) << name;
        EXPECT_EQ(words().entity_named(name)->id, "be-vlg") << name;
    }
    EXPECT_EQ(words().entity_named("the Waloon region")->id, "be-wal");
    EXPECT_EQ(words().entity_named("l’État fédéral")->id, "be-fed");
    EXPECT_EQ(words().entity_named("Bavaria"), nullptr);
    EXPECT_EQ(words().entities_of("be").size(), 11U);
    EXPECT_TRUE(words().entities_of("fr").empty());
    for (const auto& entity : words().entities())
        for (const auto& assembly : entity.assemblies) EXPECT_TRUE(words().assembly(assembly)) << assembly;
}

TEST(Vocabulary, kinds_and_forms_have_labels) {
    ASSERT_TRUE(words().form("accession"));
    EXPECT_EQ(words().form("accession")->in(Lang::fr), "Adhésion");
    ASSERT_TRUE(words().instrument_kind("law"));
    EXPECT_EQ(words().instrument_kind("law")->in(Lang::nl), "Wet");
    EXPECT_EQ(words().form("no-such"), nullptr);
}

TEST(Labels, a_missing_language_falls_back_to_english_and_then_to_any) {
    Labels labels;
    EXPECT_TRUE(labels.empty());
    EXPECT_EQ(labels.in(Lang::nl), "");
    labels[Lang::de] = "deutsch";
    EXPECT_EQ(labels.in(Lang::nl), "deutsch");
    labels[Lang::en] = "english";
    EXPECT_EQ(labels.in(Lang::nl), "english");
    EXPECT_EQ(labels.in(Lang::de), "deutsch");
    EXPECT_FALSE(labels.has(Lang::fr));
}

TEST(Rank, the_depositary_is_believed_first_about_deposits) {
    EXPECT_GT(words().rank("editor", "deposited", "be"), words().rank("un-mtdsg", "deposited", "be"));
    EXPECT_GT(words().rank("un-mtdsg", "deposited", "be"), words().rank("be-government", "deposited", "be"));
    EXPECT_GT(words().rank("be-government", "deposited", "be"), words().rank("ngo", "deposited", "be"));
    EXPECT_EQ(words().rank("be-chamber", "deposited", "be"), words().rank("ngo", "deposited", "be"));
}

TEST(Rank, each_kind_of_fact_has_its_own_authority) {
    EXPECT_GT(words().rank("be-chamber", "adopted", "be"), words().rank("be-gazette", "adopted", "be"));
    EXPECT_GT(words().rank("be-gazette", "promulgated", "be"),
              words().rank("be-chamber", "promulgated", "be"));
    EXPECT_GT(words().rank("be-gazette", "published", "be"),
              words().rank("be-government", "published", "be"));
}

TEST(Rank, about_another_state_a_government_is_anybody) {
    EXPECT_EQ(words().rank("nl-treaty-database", "deposited", "be"), words().rank("ngo", "deposited", "be"));
    EXPECT_GT(words().rank("nl-treaty-database", "deposited", "nl"), words().rank("ngo", "deposited", "nl"));
    EXPECT_EQ(words().rank("be-chamber", "adopted", "fr"), words().rank("ngo", "adopted", "fr"));
    EXPECT_EQ(words().rank("be-government", "qualified", "nl"), words().rank("press", "qualified", "nl"));
    EXPECT_LT(words().rank("nobody-declared", "deposited", "be"), words().rank("ngo", "deposited", "be"));
}

TEST(ReadVocabulary, the_built_in_files_are_read) { EXPECT_EQ(refusal("", ""), ""); }

TEST(ReadVocabulary, a_missing_file_is_told) {
    EXPECT_TRUE(holds(refusal("vocabulary/forms.xml", ""), "vocabulary/forms.xml: the file is missing"));
}

TEST(ReadVocabulary, a_name_of_two_parties_is_refused_and_both_are_named) {
    const auto said = refusal("vocabulary/parties.xml", R"(<parties>
  <party id="aa" kind="state"><label lang="nl">A</label><label lang="fr">A</label><label lang="de">A</label><label lang="en">A</label></party>
  <party id="bb" kind="state"><label lang="nl">B</label><label lang="fr">B</label><label lang="de">B</label><label lang="en">Bb</label>
    <name lang="en" spelling="un">Á</name></party>
</parties>)");
    EXPECT_TRUE(holds(said, "parties.xml:3")) << said;
    EXPECT_TRUE(holds(said, "'aa' and 'bb'")) << said;
}

TEST(ReadVocabulary, a_party_s_id_is_a_name_and_cannot_be_another_s) {
    const auto said = changed("vocabulary/parties.xml", "<name lang=\"en\" spelling=\"un\">Andorra</name>",
                              "<name lang=\"en\" spelling=\"un\">BE</name>");
    EXPECT_TRUE(holds(said, "'ad' and 'be'") || holds(said, "'be' and 'ad'")) << said;
}

TEST(ReadVocabulary, defects_are_refused_with_their_line) {
    const std::string milestones = "vocabulary/milestones.xml", parties = "vocabulary/parties.xml",
                      sources = "vocabulary/sources.xml", entities = "vocabulary/entities.xml",
                      forms = "vocabulary/forms.xml";
    struct Case {
        std::string path, from, to, said;
    };
    const Case cases[] = {
        {milestones, "effect=\"signs\"", "effect=\"sings\"", "unknown effect 'sings'"},
        {milestones, "authority=\"depositary\"", "authority=\"oracle\"", "unknown authority"},
        {milestones, "repeatable=\"no\"", "repeatable=\"maybe\"", "repeatable"},
        {milestones, "code=\"signed\"", "code=\"text-adopted\"", "declared twice"},
        {milestones, "code=\"signed\"", "code=\"Signed\"", "lower case"},
        {milestones, "<label lang=\"nl\">Tekst aangenomen</label>", "", "no label in 'nl'"},
        {milestones, "level=\"national\"", "level=\"national\" colour=\"red\"", "unknown attribute 'colour'"},
        {forms, "code=\"acceptance\"", "code=\"ratification\"", "declared twice"},
        {forms, "<form code=\"acceptance\">", "<shape/><form code=\"acceptance\">",
         "unknown element <shape>"},
        {forms, "</forms>", "", "well-formed"},
        {entities, "party=\"be\"", "party=\"atlantis\"", "no such party: 'atlantis'"},
        {entities, "assemblies=\"be-chamber be-senate\"", "assemblies=\"be-chamber be-moot\"",
         "no such assembly: 'be-moot'"},
        {entities, "<name>the Flemish community</name>", "<name>Vlaams Gewest</name>", "names both"},
        {entities, "kind=\"federal\"", "kind=\"imperial\"", "unknown kind"},
        {sources, "covers=\"signed ", "covers=\"sung ", "no such milestone: 'sung'"},
        {sources, "party=\"be\"", "party=\"atlantis\"", "no such party"},
        {sources, "party=\"\" address=\"\"", "address=\"\"", "needs attribute 'party'"},
        {sources, "voice=\"parliament\"", "voice=\"rumour\"", "unknown voice"},
        {parties, "id=\"ae\"", "id=\"ad\"", "declared twice"},
        {parties, "kind=\"state\"", "kind=\"planet\"", "unknown kind 'planet'"},
        {parties, " of=\"gb\"", "", "says whose it is"},
        {parties, " of=\"gb\"", " of=\"atlantis\"", "no such party: 'atlantis'"},
        {parties, "<successor id=\"cz\"/>", "<successor id=\"atlantis\"/>", "no such party"},
        {parties, "spelling=\"un\">Andorra", "spelling=\"creative\">Andorra", "unknown spelling"},
        {parties, "to=\"1991-09-18\"", "to=\"1991-09-31\"", "not a day: '1991-09-31'"},
        {parties, "from=\"2003-02-04\" to=\"2006-06-03\"", "from=\"2006-06-03\" to=\"2003-02-04\"",
         "ends before it begins"},
        {parties, "<label lang=\"en\">Andorra</label>", "<label lang=\"en\"> Andorra</label>",
         "not clean text"},
    };
    for (const auto& each : cases) {
        const auto said = changed(each.path, each.from, each.to);
        EXPECT_TRUE(holds(said, each.said)) << each.to << " gave: " << said;
        EXPECT_TRUE(holds(said, each.path + ":")) << said;
        EXPECT_GT(std::atoi(said.c_str() + each.path.size() + 1), 1) << said;
    }
}

}  // namespace
