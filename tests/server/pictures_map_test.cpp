// The world map: every shape in the class of its status, the same numbers in key, table, data and read model,
// and nobody left out for want of a shape.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "registry/answers/participation.hpp"
#include "registry/catalogue/catalogue.hpp"
#include "server/pages/map_page.hpp"
#include "server/pages/words.hpp"
#include "server/pictures/world.hpp"
#include "tests/server/over_samples.hpp"
#include "tests/server/pages_made.hpp"

using namespace registry;

namespace {

Act step(std::string_view milestone, std::string_view date, std::string_view form = {}) {
    Event made;
    made.milestone = milestone, made.form = form;
    made.when = test::when(date);
    return act_of(made).value();
}
Participant line(std::string party, std::vector<Act> acts) {
    const bool resolved = Vocabulary::built_in().party(party) != nullptr;
    return {std::move(party), resolved, 0, std::move(acts)};
}

Participation participation(std::string_view title = "Treaty of the test") {
    Participation made;
    made.instrument = test::treaty(title);
    made.parties = {
        line("be", {step("signed", "2005-10-24")}),
        line("de", {step("signed", "2004-01-01"), step("deposited", "2008", "ratification")}),
        line("eu", {step("deposited", "2010-01-01", "accession")}),
        line("fr", {step("deposited", "2006-06-01"), step("withdrawn", "2012-01-01")}),
        line("gl", {step("deposited", "2011-01-01")}),
        line("mt", {step("signed", "2003-05-01")}),
        line("tv", {step("deposited", "2013-01-01")}),
        line(std::string{test::hostile}, {step("signed", "2001-01-01")})};
    return made;
}

server::View view(Lang lang = Lang::en) {
    auto made = test::view(lang);
    made.path = "/instruments/test/map";
    return made;
}

// Every group of a place, by the outline or point in it.
std::map<std::string, std::string> classes_by_words(const pugi::xml_document& svg) {
    std::map<std::string, std::string> found;
    for (const auto& each : svg.select_nodes("//*[contains(@class, 'place ')]")) {
        const auto node = each.node();
        std::string words = node.child("title").child_value();
        if (words.empty()) words = node.child_value("title");
        found[words] = node.attribute("class").value();
    }
    return found;
}

std::string key_of(std::string_view status, int n) { return std::string{status} + ": " + std::to_string(n); }

}  // namespace

TEST(World, is_read_whole_and_every_shape_lies_on_the_map) {
    const auto& world = server::world();
    EXPECT_GT(world.shapes.size(), 220u);
    std::set<std::string> ids;
    for (const auto& each : world.shapes) {
        EXPECT_TRUE(ids.insert(each.id).second) << each.id;
        EXPECT_GT(each.x, 0) << each.id;
        EXPECT_LT(each.x, world.width) << each.id;
        EXPECT_GT(each.y, 0) << each.id;
        EXPECT_LT(each.y, world.height) << each.id;
    }
    for (std::size_t at = 1; at < world.shapes.size(); ++at)
        EXPECT_LT(world.shapes[at - 1].id, world.shapes[at].id);
    // Belgium lies east of the United Kingdom and north of France's middle; Malta is a point.
    EXPECT_GT(world.shape("be")->x, world.shape("gb")->x);
    EXPECT_LT(world.shape("be")->y, world.shape("fr")->y);
    EXPECT_TRUE(world.shape("mt")->outline.empty());
    EXPECT_EQ(world.shape("tv"), nullptr);
    int without = 0;
    for (const auto& party : Vocabulary::built_in().parties())
        without += party.kind == "state" && !world.shape(party.id);
    EXPECT_LE(without, 3) << "States without a shape";
}

TEST(World, what_is_no_map_is_refused_with_its_line) {
    const auto refused = [](std::string_view inside) {
        const auto read = server::read_world(
            "<map width='10' height='10' sphere='M0,0Z'>\n" + std::string{inside} + "\n</map>", "made.xml");
        EXPECT_FALSE(read) << inside;
        return read ? std::string{} : read.error().where + " " + read.error().what;
    };
    EXPECT_EQ(refused("<shape id='be' name='Belgium' d='M1,2C3,4Z'/>").substr(0, 10), "made.xml:2");
    refused("<shape id='be' name='Belgium' d='M1,zL2,3Z'/>");
    refused("<shape id='be' name='Belgium' d=''/>");
    refused("<shape id='be' name='' d='M1,2L3,4Z'/>");
    refused("<point id='be' name='Belgium' x='1'/>");
    refused("<line id='be' name='Belgium' x='1' y='2'/>");
    refused("<point id='be' name='a' x='1' y='2'/><point id='be' name='b' x='1' y='2'/>");
    EXPECT_FALSE(server::read_world("<map/>", "made.xml"));
    EXPECT_FALSE(server::read_world("<map", "made.xml"));
    const auto read = server::read_world(
        "<map width='10' height='10'><shape id='a' name='A' d='M0,0L1,1ZM4,4L8,4L8,8Z'/></map>", "made.xml");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->shapes[0].x, 6) << "the middle of the larger piece";
}

TEST(MapPicture, each_place_has_the_class_of_its_status_and_its_words) {
    const auto document = server::map_of_status(view(), participation(), "svg");
    ASSERT_TRUE(document.picture);
    const auto svg = test::parsed(document.picture->svg.text);
    const auto classes = classes_by_words(svg);
    const auto is = [&](const std::string& words, std::string_view shade) {
        const auto found = classes.find(words);
        ASSERT_NE(found, classes.end()) << words;
        EXPECT_NE((found->second + " ").find("map-" + std::string{shade} + " "), std::string::npos)
            << words << " is " << found->second;
    };
    is("Belgium: signed 24 October 2005, no consent found", "signatory");
    is("Germany: signed 1 January 2004, consent 2008 (Ratification)", "party");
    is("Malta: signed 1 May 2003, no consent found", "signatory");
    is("Netherlands: no signature and no consent found", "none");
    is("Antarctica", "land");
    for (const auto& [words, shade] : classes)
        if (words.starts_with("France:")) {
            EXPECT_NE(shade.find("map-withdrawn"), std::string::npos);
            EXPECT_NE(words.find("withdrawn 1 January 2012"), std::string::npos);
        }
    // One for every shape of the world, and an outline for each reference to one.
    EXPECT_EQ(
        svg.select_nodes("//*[contains(@class, 'map-shape') and (name()='use' or name()='circle')]").size(),
        server::world().shapes.size());
    std::set<std::string> outlines;
    for (const auto& each : svg.select_nodes("//defs/path[@id]"))
        EXPECT_TRUE(outlines.insert("#" + std::string{each.node().attribute("id").value()}).second);
    for (const auto& each : svg.select_nodes("//use"))
        EXPECT_TRUE(outlines.contains(each.node().attribute("href").value()))
            << each.node().attribute("href").value();
}

TEST(MapPicture, statuses_are_told_apart_without_colour_and_only_recorded_ones_stop_the_keyboard) {
    const auto document = server::map_of_status(view(), participation(), "svg");
    const auto svg = test::parsed(document.picture->svg.text);
    const auto fill = [&](std::string_view shade) {
        const auto path = "//*[contains(@class, 'place map-" + std::string{shade} + "')]/*[@transform]";
        return std::string{svg.select_node(path.c_str()).node().attribute("fill").value()};
    };
    EXPECT_EQ(fill("signatory"), "url(#wide-signatory)");
    EXPECT_EQ(fill("withdrawn"), "url(#wide-withdrawn)");
    EXPECT_EQ(fill("party"), "");
    for (const auto* id : {"wide-signatory", "wide-withdrawn", "wide-key-signatory"})
        EXPECT_EQ(svg.select_nodes(("//pattern[@id='" + std::string{id} + "']").c_str()).size(), 1u) << id;
    EXPECT_EQ(svg.select_nodes("//a[contains(@class, 'place')]").size(), 5u) << "be, de, fr, gl, mt";
    EXPECT_EQ(svg.select_nodes("//g[contains(@class, 'place')][@tabindex]").size(), 0u);
    const auto link = svg.select_node("//a[starts-with(title, 'Belgium')]").node();
    EXPECT_STREQ(link.attribute("href").value(), "https://placet.test/instruments/test/be");
}

TEST(MapPage, the_second_size_refers_to_the_outlines_of_the_first) {
    const auto page = test::html(server::map_of_status(view(), participation()));
    const auto& belgium = server::world().shape("be")->outline;
    EXPECT_EQ(test::count(page, belgium), 1u);
    EXPECT_EQ(test::count(page, "href=\"#wide-land-be\""), 2u);
    EXPECT_EQ(test::count(page, "id=\"narrow-signatory\""), 1u);
    test::parsed(page);
}

TEST(MapPage, who_has_no_shape_is_listed_and_a_territory_stands_for_itself) {
    const auto page = test::html(server::map_of_status(view(), participation()));
    const auto words = test::words(page);
    const auto section = words.substr(words.find("Not on the map"));
    EXPECT_NE(section.find("European Union: consent 1 January 2010 (Accession)"), std::string::npos)
        << section.substr(0, 400);
    EXPECT_NE(section.find("Tuvalu: "), std::string::npos);
    EXPECT_EQ(section.substr(0, section.find("The same as a table")).find("Greenland"), std::string::npos);
    const auto json = test::json(server::map_of_status(view(), participation(), "json"));
    for (const auto& each : json["places"].GetArray()) {
        const std::string party = each["party"].GetString();
        const bool drawn = each["on_map"].GetBool();
        if (party == "gl") {
            EXPECT_TRUE(drawn);
        } else if (party == "tv" || party == "eu") {
            EXPECT_FALSE(drawn);
        } else if (party == "dk") {
            EXPECT_STREQ(each["status"].GetString(), "none") << "not for its territory's consent";
        }
    }
}

TEST(MapPage, hostile_names_come_out_as_words) {
    const auto answer = participation(test::hostile);
    for (const auto* format : {"html", "svg"}) {
        const auto document = server::map_of_status(view(), answer, format);
        const auto text = document.picture ? document.picture->svg.text : test::html(document);
        EXPECT_EQ(text.find("<script>alert"), std::string::npos) << format;
        test::parsed(text);
    }
    const auto page = test::html(server::map_of_status(view(), answer));
    EXPECT_EQ(page.find("/instruments/test/%3Cscript"), std::string::npos) << "no track of an unknown name";
}

TEST(MapPage, before_the_first_import_it_says_nothing_is_known_and_draws_nothing) {
    Participation answer;
    answer.instrument = test::treaty();
    answer.nothing_known = true;
    const auto page = test::html(server::map_of_status(view(), answer));
    EXPECT_EQ(page.find("<svg class=\"pic world"), std::string::npos);
    EXPECT_EQ(test::json(server::map_of_status(view(), answer, "json"))["places"].Size(), 0u);
}

TEST(MapPage, key_table_data_and_read_model_give_the_same_numbers) {
    auto& site = test::OverSamples::site();
    Catalogue catalogue;
    for (const auto* id : {"opcat", "untoc"})
        for (const auto* on : {"2026-11-22", "2007-01-01"}) {
            const std::string at = "/instruments/" + std::string{id} + "/map";
            const std::string days = "?lang=en&on=" + std::string{on};
            const auto json = site.json(at + ".json" + days);
            const int parties = json["counts"]["party"].GetInt(),
                      signed_only = json["counts"]["signatory"].GetInt();
            std::map<std::string, int> listed;
            for (const auto& each : json["places"].GetArray()) ++listed[each["status"].GetString()];
            EXPECT_EQ(listed["party"], parties) << at << days;
            EXPECT_EQ(listed["none"], json["counts"]["none"].GetInt());
            {
                auto reader = site.database().read();
                const auto table = catalogue.at(reader);
                const auto* row = table->row(id);
                ASSERT_TRUE(row);
                int bound = 0, only = 0;
                for (const auto& track : row->tracks) {
                    const auto tally = track.tally(test::day(on));
                    bound += tally.is_party(), only += tally.is_signatory() && !tally.is_party();
                }
                EXPECT_EQ(parties, bound) << at << days;
                EXPECT_EQ(signed_only, only) << at << days;
            }
            const auto page = site.get(at + days, {{"Accept", "text/html"}});
            ASSERT_EQ(page.status, 200);
            const auto words = test::words(*page.body);
            EXPECT_NE(page.body->find(">" + key_of("party (bound)", parties) + "<"), std::string::npos)
                << at << days;
            EXPECT_NE(page.body->find(">" + key_of("signed, no consent found", signed_only) + "<"),
                      std::string::npos);
            const auto html = test::parsed(*page.body);
            const auto table =
                html.select_node("//h3[@id='status-party']/following-sibling::table[1]").node();
            EXPECT_EQ(parties ? table.select_nodes("tbody/tr").size() : 0u,
                      static_cast<std::size_t>(parties));
        }
}

TEST(MapPage, is_a_page_in_four_languages_a_file_and_a_frame) {
    auto& site = test::OverSamples::site();
    for (const auto* lang : {"nl", "fr", "de", "en"}) {
        const auto page =
            site.get("/instruments/opcat/map?lang=" + std::string{lang}, {{"Accept", "text/html"}});
        ASSERT_EQ(page.status, 200);
        test::parsed(*page.body);
        EXPECT_EQ(page.body->find("pages.map"), std::string::npos) << lang;
        EXPECT_NE(page.body->find("Natural Earth"), std::string::npos) << lang;
    }
    EXPECT_EQ(site.get("/instruments/opcat/map.svg").status, 200);
    EXPECT_EQ(site.get("/embed/instruments/opcat/map").status, 200);
    EXPECT_EQ(site.get("/instruments/no-such-thing/map", {{"Accept", "text/html"}}).status, 404);
    const auto sheet = site.get("/instruments/opcat/map.csv");
    EXPECT_NE(sheet.body->find("party,party_name,status,on_map,signed,"), std::string::npos);
}
