// Sentences in four languages, and dates as each writes them.
#include "registry/model/messages.hpp"

#include <gtest/gtest.h>

#include "registry/model/french.hpp"

#include <algorithm>
#include <pugixml.hpp>
#include <set>
#include <string>

#include "registry/model/date.hpp"
#include "schemas/schemas.hpp"

namespace {

using namespace registry;

std::string said(Lang lang, std::string_view edtf) {
    const auto when = parse_when(edtf);
    return when ? say_when(lang, *when) : "refused";
}

std::set<std::string> places(std::string_view sentence) {
    std::set<std::string> out;
    for (auto open = sentence.find('{'); open != std::string_view::npos; open = sentence.find('{', open + 1))
        out.emplace(sentence.substr(open, sentence.find('}', open) + 1 - open));
    return out;
}

// As they may be typed.
std::string with_plain_blanks(std::string text) {
    for (const std::string_view blank : {"\u202F", "\u00A0"})
        for (auto at = text.find(blank); at != std::string::npos; at = text.find(blank))
            text.replace(at, blank.size(), " ");
    return text;
}

TEST(Messages, every_message_says_the_same_in_all_four_languages) {
    int seen = 0;
    for (const auto& file : schemas::files()) {
        if (!file.path.starts_with("messages/") || !file.path.ends_with(".xml")) continue;
        pugi::xml_document document;
        ASSERT_TRUE(document.load_buffer(file.text.data(), file.text.size())) << file.path;
        for (const auto& message : document.document_element().children("message")) {
            const std::string key = message.attribute("key").value();
            const auto expected = places(message.child("en").child_value());
            for (const auto& [lang, name] : Names<Lang>::table) {
                const std::string sentence = message.child(std::string{name}.c_str()).child_value();
                EXPECT_FALSE(sentence.empty()) << file.path << " " << key << " " << name;
                EXPECT_EQ(places(sentence), expected) << file.path << " " << key << " " << name;
                EXPECT_EQ(lang == Lang::fr ? with_plain_blanks(say(lang, key)) : say(lang, key),
                          lang == Lang::fr ? with_plain_blanks(sentence) : sentence);
                ++seen;
            }
        }
    }
    EXPECT_GT(seen, 4 * 30);
}

TEST(Say, arguments_stand_in_their_places) {
    EXPECT_EQ(say(Lang::nl, "date.between", {{"from", "a"}, {"to", "b"}}), "tussen a en b");
    EXPECT_EQ(say(Lang::en, "date.between", {{"to", "{from}"}, {"from", "{to}"}}), "between {to} and {from}");
    EXPECT_EQ(say(Lang::en, "date.between", {{"from", "a"}}), "between a and {to}");
}

TEST(Say, french_sets_a_whole_blank_before_colons_and_a_narrow_one_at_other_signs_and_within_its_quotes) {
    EXPECT_EQ(say(Lang::fr, "letters.at-least", {{"severity", "a : b"}}),
              "constats à partir de «\u202fa : b\u202f»");
    EXPECT_EQ(say(Lang::fr, "letters.link", {{"what", "Page"}}), "Page\u00a0:");
    EXPECT_EQ(spaced_as_french("Quoi ? Non ! « Si » ; (oui ?)"),
              "Quoi\u202f? Non\u202f! «\u202fSi\u202f»\u202f; (oui\u202f?)");
    EXPECT_EQ(spaced_as_french("jour, ?known= ce que :id https://a.b"),
              "jour, ?known= ce que :id https://a.b");
    EXPECT_EQ(say(Lang::nl, "letters.link", {{"what", "Pagina"}}), "Pagina:");
}

TEST(Say, a_key_nobody_wrote_a_sentence_for_is_said_itself) {
    EXPECT_EQ(say(Lang::de, "no.such.key"), "no.such.key");
}

TEST(SayWhen, a_day_is_written_the_local_way) {
    EXPECT_EQ(said(Lang::nl, "2018-07-19"), "19 juli 2018");
    EXPECT_EQ(said(Lang::fr, "2018-07-19"), "19 juillet 2018");
    EXPECT_EQ(said(Lang::de, "2018-07-19"), "19. Juli 2018");
    EXPECT_EQ(said(Lang::en, "2018-07-19"), "19 July 2018");
    EXPECT_EQ(said(Lang::fr, "2018-08-01"), "1er août 2018");
    EXPECT_EQ(said(Lang::de, "2018-03-01"), "1. März 2018");
    EXPECT_EQ(said(Lang::nl, "2018-03-02"), "2 maart 2018");
}

TEST(SayWhen, a_vaguer_date_is_said_as_vaguely_as_it_is_known) {
    EXPECT_EQ(said(Lang::nl, "2018-07"), "juli 2018");
    EXPECT_EQ(said(Lang::en, "2018"), "2018");
    EXPECT_EQ(said(Lang::en, "2018-XX"), "2018");
    EXPECT_EQ(said(Lang::de, "2018-24"), "Winter 2018");
    EXPECT_EQ(said(Lang::en, "201X"), "between 2010 and 2019");
    EXPECT_EQ(said(Lang::fr, "XXXX-XX-XX"), "jour inconnu");
    EXPECT_EQ(said(Lang::en, "-0044"), "-0044");
}

TEST(SayWhen, doubt_is_said) {
    EXPECT_EQ(said(Lang::nl, "2005~"), "omstreeks 2005");
    EXPECT_EQ(said(Lang::fr, "2018-07-19~"), "vers le 19 juillet 2018");
    EXPECT_EQ(said(Lang::en, "2018-07?"), "July 2018 (uncertain)");
    EXPECT_EQ(said(Lang::de, "2018-07%"), "um Juli 2018 (unsicher)");
}

TEST(SayWhen, open_ends_are_said) {
    EXPECT_EQ(said(Lang::nl, "../2021-10-31"), "op of voor 31 oktober 2021");
    EXPECT_EQ(said(Lang::en, "/2021-10-31"), "on or before 31 October 2021");
    EXPECT_EQ(said(Lang::fr, "../2021-10"), "au plus tard en octobre 2021");
    EXPECT_EQ(said(Lang::de, "../2021-10"), "spätestens im Oktober 2021");
    EXPECT_EQ(said(Lang::de, "2005/.."), "frühestens 2005");
    EXPECT_EQ(said(Lang::en, "2021-10-01/2021-10-31"), "between 1 October 2021 and 31 October 2021");
    EXPECT_EQ(said(Lang::fr, "2021-10-01/2021-10-31"), "entre le 1er octobre 2021 et le 31 octobre 2021");
    EXPECT_EQ(said(Lang::nl, "2011/2012"), "tussen 2011 en 2012");
}

TEST(SayWhen, every_precision_has_its_sentence_in_every_language) {
    for (const auto& [lang, _] : Names<Lang>::table)
        for (const auto* end : {"2018-07-19", "2018-07-01", "2018-07", "2018-21", "2018-22", "2018-23",
                                "2018-24", "2018", "201X", "20XX"})
            for (const std::string before : {"", "../", "2001/"})
                for (const std::string doubt : {"", "~", "?", "%"}) {
                    const auto text = said(lang, before + end + doubt);
                    EXPECT_EQ(text.find("date."), std::string::npos) << text;
                    EXPECT_EQ(text.find('{'), std::string::npos) << text;
                    EXPECT_NE(text, "refused");
                }
}

TEST(SayWhen, a_date_made_by_hand_is_said_by_its_bounds) {
    const auto july = *parse_day("2018-07-19");
    EXPECT_EQ(say_when(Lang::en, {"", july, july}), "19 July 2018");
    EXPECT_EQ(say_when(Lang::en, {"", earliest_day, july}), "on or before 19 July 2018");
    EXPECT_EQ(say_when(Lang::en, {"", earliest_day, latest_day}), "day unknown");
}

}  // namespace
