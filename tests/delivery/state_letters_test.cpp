// Letters of how things stand, once.
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <fstream>

#include "registry/exchange/exchange_xml.hpp"
#include "registry/intake/intake.hpp"
#include "tests/delivery/letters_made.hpp"
#include "tests/delivery/world.hpp"

namespace {

using registry::Watched;
using test::holds;
using test::World;

registry::alerts::Message state_of(Watched scope, const std::string& key) {
    return test::about(registry::Letter::state, scope, key);
}

// In one line.
std::string text_of(registry::store::Reader& reader, Watched scope, const std::string& key) {
    auto text = test::written(reader, state_of(scope, key)).text;
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

rapidjson::Document told(registry::store::Reader& reader, Watched scope, const std::string& key) {
    const auto text = test::payload(reader, state_of(scope, key));
    EXPECT_LT(text.size(), 20'000u);
    rapidjson::Document read;
    EXPECT_FALSE(read.Parse(text.c_str()).HasParseError()) << text;
    EXPECT_STREQ(read["type"].GetString(), "placet.state");
    return read;
}

void take_in(World& world, const std::string& bytes) {
    auto batch = registry::read_exchange(bytes, "file.xml");
    ASSERT_TRUE(batch) << batch.error().what;
    registry::take_in(world.database(), {"file.xml", "exchange", bytes, std::move(*batch)}, world.now());
}

void take_in_opcat(World& world) {
    std::ifstream in("samples/opcat.xml", std::ios::binary);
    take_in(world, {std::istreambuf_iterator<char>{in}, {}});
}

// Twelve have signed long ago, and no deposit was found when it was looked for.
std::string signed_by_many() {
    std::string said;
    for (const auto* party : {"al", "at", "pt", "bg", "dk", "es", "fi", "gr", "ie", "it", "no", "se"})
        said +=
            std::string{"<statement instrument=\"many\" milestone=\"signed\" when=\"2000-01-01\" party=\""} +
            party +
            "\"/><look source=\"un-mtdsg\" instrument=\"many\" milestone=\"deposited\" from=\"2000-01-01\" "
            "to=\"2026-11-01\" party=\"" +
            party + "\"/>";
    return "<registry xmlns=\"urn:placet:exchange:1\" source=\"editor\" title=\"By hand\" language=\"en\">"
           "<instrument id=\"many\" kind=\"convention\"><title lang=\"en\">Of many</title></instrument>"
           "<document source=\"un-mtdsg\" title=\"Status\" language=\"en\" as-of=\"2026-11-01\">" +
           said + "</document></registry>";
}

}  // namespace

TEST(StateLetters, of_a_list_name_what_is_on_it) {
    World world;
    world.signs("be", 4000);
    world.signs("fr");
    auto reader = world.database().read();
    const auto said = [&](const std::string& list) { return text_of(reader, Watched::list, list); };
    auto text = said("/instruments?party=be");
    for (const auto* each :
         {"There is one instrument.", "Pact on Rivers – Belgium: signed, no consent recorded",
          "https://placet.test/instruments/pact/be?lang=en",
          "https://placet.test/instruments?party=be&lang=en"})
        EXPECT_TRUE(holds(text, each)) << each << text;
    EXPECT_TRUE(holds(said("/search?q=rivers"), "Pact on Rivers"));
    EXPECT_TRUE(holds(said("/instruments?party=de"), "No instrument is recorded."));
    EXPECT_TRUE(holds(said("/parties/be"), "Pact on Rivers – Belgium"));
    EXPECT_TRUE(holds(said("/parties/be/awaits"), "next step “"));
    text = said("/stalled?party=be");
    EXPECT_TRUE(holds(text, "No finding is recorded.  What has no look on record is in no list")) << text;
    text = said("/changes?party=be");
    EXPECT_TRUE(holds(text, "A log has no standing of its own")) << text;
    EXPECT_TRUE(holds(text, "https://placet.test/changes?party=be&lang=en")) << text;
}

TEST(StateLetters, name_each_road_once_with_its_findings_and_say_when_all_are_shown) {
    World world;
    take_in_opcat(world);
    auto reader = world.database().read();
    for (const auto& [scope, key] :
         {std::pair{Watched::list, "/stalled?party=be&severity=notice"}, std::pair{Watched::party, "be"},
          std::pair{Watched::track, "opcat/be"}}) {
        const auto html = test::written(reader, state_of(scope, key)).html;
        const auto read = told(reader, scope, key);
        const auto& state = read["data"]["state"];
        const auto n = state["findings"].Size();
        EXPECT_GE(n, 2u) << key;
        EXPECT_EQ(state["count"].GetUint(), n) << key;
        EXPECT_TRUE(holds(html, "There are " + std::to_string(n) + " findings; all are shown here.")) << html;
        EXPECT_EQ(html.find("<h2>"), html.rfind("<h2>")) << key << html;
        for (const auto& each : state["findings"].GetArray())
            EXPECT_TRUE(holds(html, each["evidence"].GetString())) << html;
    }
}

TEST(StateLetters, show_the_most_serious_findings_of_many) {
    World world;
    take_in(world, signed_by_many());
    auto reader = world.database().read();
    for (const auto& [scope, key] : {std::pair{Watched::all, ""}, std::pair{Watched::instrument, "many"},
                                     std::pair{Watched::rule, "G1"}}) {
        const auto read = told(reader, scope, key);
        const auto& state = read["data"]["state"];
        EXPECT_EQ(state["count"].GetUint(), 12u) << key;
        EXPECT_EQ(state["findings"].Size(), 10u) << key;
        const auto text = text_of(reader, scope, key);
        EXPECT_TRUE(holds(text, "There are 12 findings; the 10 most serious are shown here")) << key << text;
    }
    EXPECT_TRUE(holds(text_of(reader, Watched::rule, "G1"),
                      "https://placet.test/stalled?severity=notice&rule=G1&lang=en"));
}

TEST(StateLetters, where_nobody_has_looked_do_not_say_that_there_is_nothing) {
    World world;
    world.signs("be", 4000);
    auto reader = world.database().read();
    for (const auto& [scope, key] :
         {std::pair{Watched::track, "pact/be"}, std::pair{Watched::instrument, "pact"}}) {
        const auto text = text_of(reader, scope, key);
        EXPECT_TRUE(holds(text, "Of findings nothing is established.")) << text;
        EXPECT_TRUE(holds(text, "no look is on record")) << text;
        EXPECT_FALSE(holds(text, "No finding")) << text;
        const auto read = told(reader, scope, key);
        EXPECT_GT(read["data"]["state"]["unsearched"].GetUint(), 0u);
        EXPECT_EQ(read["data"]["state"]["count"].GetUint(), 0u);
    }
}

TEST(StateLetters, say_how_a_track_and_an_instrument_stand_as_their_pages_do) {
    World world;
    take_in_opcat(world);
    auto reader = world.database().read();
    auto text = text_of(reader, Watched::track, "opcat/be");
    for (const auto* each : {"Recorded acts of the party: ", "24 October 2005",
                             "Whether it is bound: Cannot be known for 22 November 2026."})
        EXPECT_TRUE(holds(text, each)) << each << "\n" << text;
    const auto track = told(reader, Watched::track, "opcat/be");
    EXPECT_STREQ(track["data"]["state"]["facts"]["acts"][0]["milestone"].GetString(), "signed");
    EXPECT_STREQ(track["data"]["state"]["facts"]["acts"][0]["date"].GetString(), "2005-10-24");
    EXPECT_TRUE(track["data"]["state"]["facts"]["bound"].IsString());
    text = text_of(reader, Watched::instrument, "opcat");
    EXPECT_TRUE(holds(text, "Counted in this registry: signatories ")) << text;
    EXPECT_TRUE(holds(text, "No entry into force of the treaty itself is recorded or computed.")) << text;
    const auto instrument = told(reader, Watched::instrument, "opcat");
    EXPECT_TRUE(instrument["data"]["state"]["facts"]["counted"]["signatories"].IsInt());
    EXPECT_TRUE(instrument["data"]["state"]["facts"]["entry_into_force"]["recorded"].IsNull());
    EXPECT_TRUE(told(reader, Watched::party, "be")["data"]["state"]["facts"].ObjectEmpty());
}

TEST(StateLetters, say_since_when_a_treaty_is_in_force_and_whom_it_binds) {
    World world;
    take_in(
        world,
        "<registry xmlns=\"urn:placet:exchange:1\" source=\"editor\" title=\"By hand\" language=\"en\">"
        "<instrument id=\"old\" kind=\"convention\"><title lang=\"en\">Of old</title></instrument>"
        "<document source=\"un-mtdsg\" title=\"Status\" language=\"en\" as-of=\"2026-11-01\">"
        "<statement instrument=\"old\" milestone=\"entered-into-force\" when=\"2004-01-28\"/>"
        "<statement instrument=\"old\" milestone=\"entered-into-force\" party=\"be\" when=\"2005-02-03\"/>"
        "<statement instrument=\"old\" milestone=\"deposited\" party=\"be\" when=\"2004-11-05\"/>"
        "</document></registry>");
    auto reader = world.database().read();
    auto text = text_of(reader, Watched::instrument, "old");
    EXPECT_TRUE(holds(text, "The treaty as such, entry into force recorded: 28 January 2004.")) << text;
    text = text_of(reader, Watched::track, "old/be");
    for (const auto* each : {"5 November 2004", "Whether it is bound: Bound on 22 November 2026.",
                             "By the recorded entry into force."})
        EXPECT_TRUE(holds(text, each)) << each << "\n" << text;
}

TEST(StateLetters, say_to_a_program_what_the_mail_says) {
    World world;
    world.signs("be", 2000);
    auto reader = world.database().read();
    const auto read = told(reader, Watched::track, "pact/be");
    const auto& state = read["data"]["state"];
    EXPECT_STREQ(state["url"].GetString(), "https://placet.test/instruments/pact/be");
    EXPECT_EQ(state["count"].GetUint(), state["findings"].Size());
    ASSERT_GT(state["next"].Size(), 0u);
    const auto text = text_of(reader, Watched::track, "pact/be");
    for (const auto& each : state["next"].GetArray())
        EXPECT_TRUE(holds(text, each["says"].GetString())) << each["says"].GetString() << text;
    EXPECT_TRUE(told(reader, Watched::list, "/changes?party=be")["data"]["state"]["on_page_only"].GetBool());
    const auto list = told(reader, Watched::list, "/instruments?party=be");
    ASSERT_EQ(list["data"]["state"]["lines"].Size(), 1u);
    EXPECT_STREQ(list["data"]["state"]["lines"][0]["instrument"].GetString(), "pact");
    EXPECT_EQ(list["data"]["state"]["count"].GetInt(), 1);
    // Whatever else a program is sent has no such part.
    EXPECT_FALSE(holds(test::payload(reader, test::two_changes()), "\"state\""));
}
