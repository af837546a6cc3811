// /compare, and a party's roads as a picture: what they say is what the lists say, and what may be asked for
// is bounded and named.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>

#include "server/pages/compare_page.hpp"
#include "server/pages/party_picture.hpp"
#include "tests/server/pages_made.hpp"

using namespace registry;

namespace {

test::Served& served() {
    static auto* site = [] {
        auto* made = new test::Served("2026-11-22");
        for (const auto* file :
             {"samples/opcat.xml", "samples/bbnj.xml", "samples/cambodia.xml", "samples/untoc.xml"}) {
            std::ifstream in(file, std::ios::binary);
            made->take_in(std::string{std::istreambuf_iterator<char>{in}, {}}, file);
        }
        return made;
    }();
    return *site;
}

std::string body(const server::Response& response) { return response.body ? *response.body : std::string{}; }

rapidjson::Document told(const std::string& address) {
    const auto response = served().get(address);
    EXPECT_EQ(response.status, 200) << address << "\n" << body(response);
    rapidjson::Document document;
    document.Parse(body(response).c_str());
    EXPECT_TRUE(document.IsObject()) << address;
    return document;
}

std::string status(const rapidjson::Document& answer, std::string_view instrument, std::string_view party) {
    for (const auto& each : answer["cells"].GetArray())
        if (each["instrument"].GetString() == instrument && each["party"].GetString() == party)
            return each["status"].GetString();
    return "not there";
}

std::string many(std::string_view of, int n) {
    std::string list;
    for (int k = 0; k < n; ++k) list += (k ? "," : "") + std::string{of};
    return list;
}

CompareAnswer made_answer(std::string_view title) {
    CompareAnswer answer;
    CompareAnswer::Row row;
    row.instrument = test::treaty(title);
    CompareAnswer::Cell bound, only, left, nothing;
    bound.standing = Standing::consented, bound.consented_on = test::when("2008");
    only.standing = Standing::signed_only, only.signed_on = test::when("2005-10-24");
    left.standing = Standing::withdrawn, left.withdrawn_on = test::when("2019-01-01");
    row.cells = {bound, only, left, nothing};
    answer.rows = {row};
    return answer;
}

server::CompareAsked made_question() {
    server::CompareAsked asked;
    asked.question = {{"be", "nl", "fr", "de"}, {"test"}};
    asked.parties = "be,nl,fr,de", asked.instruments = "test";
    return asked;
}

server::View view() {
    auto made = test::view();
    made.path = "/compare";
    return made;
}

}  // namespace

TEST(SaidOf, a_span_is_said_as_short_as_it_is_exact) {
    const auto said = [](std::string_view lo, std::string_view hi) {
        return said_of(test::day(lo), test::day(hi)).edtf;
    };
    EXPECT_EQ(said("2005-10-24", "2005-10-24"), "2005-10-24");
    EXPECT_EQ(said("2018-07-01", "2018-07-31"), "2018-07");
    EXPECT_EQ(said("2012-01-01", "2012-12-31"), "2012");
    EXPECT_EQ(said("2012-01-01", "2012-06-30"), "2012-01-01/2012-06-30");
    EXPECT_EQ(said_of(earliest_day, test::day("2021-10-31")).edtf, "../2021-10-31");
    EXPECT_EQ(said_of(test::day("2021-10-31"), latest_day).edtf, "2021-10-31/..");
    EXPECT_EQ(said_of(earliest_day, latest_day).edtf, "XXXX-XX-XX");
}

TEST(Compare, each_cell_says_what_the_party_s_list_says) {
    const auto answer = told("/compare.json?parties=be,fr,nl&instruments=opcat,untoc,bbnj");
    ASSERT_EQ(answer["cells"].Size(), 9u);
    for (const std::string party : {"be", "fr", "nl"}) {
        std::map<std::string, std::string> listed, signed_on;
        const auto list = told("/parties/" + party + ".json");
        for (const auto& each : list["tracks"].GetArray()) {
            listed[each["instrument"].GetString()] = each["status"].GetString();
            if (each["signed"].IsObject())
                signed_on[each["instrument"].GetString()] = each["signed"]["lo"].GetString();
        }
        for (const auto& each : answer["cells"].GetArray()) {
            if (each["party"].GetString() != party) continue;
            const std::string instrument = each["instrument"].GetString();
            const auto found = listed.find(instrument);
            EXPECT_EQ(each["status"].GetString(), found == listed.end() ? "none" : found->second)
                << party << " " << instrument;
            if (!each["signed"].IsObject()) continue;
            EXPECT_EQ(each["signed"]["lo"].GetString(), signed_on[instrument]) << party << " " << instrument;
        }
    }
    EXPECT_EQ(status(answer, "opcat", "be"), "signed-not-bound");
}

TEST(Compare, the_day_asked_counts_and_what_was_known) {
    const auto early =
        status(told("/compare.json?parties=be&instruments=opcat&on=2004-01-01"), "opcat", "be");
    EXPECT_TRUE(early == "none" || early == "other") << early;
    const auto before = told("/compare.json?parties=be&instruments=opcat&known=1999-01-01");
    EXPECT_TRUE(before["nothing_known"].GetBool());
    EXPECT_EQ(before["cells"].Size(), 0u);
    const auto now = told("/compare.json?parties=be&instruments=opcat&known=2026-11-22");
    EXPECT_EQ(status(now, "opcat", "be"), "signed-not-bound");
    const auto published = told("/compare.json?parties=be&instruments=opcat&published=2026-11-22");
    EXPECT_TRUE(published["cells"].IsArray());
}

TEST(Compare, names_are_taken_in_any_of_their_forms_and_once) {
    const auto answer = told("/compare.json?parties=Belgium,%20be,,Frankrijk&instruments=opcat,OPCAT");
    ASSERT_EQ(answer["cells"].Size(), 2u);
    EXPECT_STREQ(answer["cells"][0]["party"].GetString(), "be");
    EXPECT_STREQ(answer["cells"][1]["party"].GetString(), "fr");
}

TEST(Compare, an_unknown_name_is_refused_with_near_ones_and_too_many_with_the_limit) {
    const auto refused = [](const std::string& address, const std::string& parameter,
                            const std::string& says) {
        const auto response = served().get(address);
        EXPECT_EQ(response.status, 400) << address;
        EXPECT_NE(body(response).find("\"parameter\":\"" + parameter + "\""), std::string::npos)
            << body(response);
        EXPECT_NE(body(response).find(says), std::string::npos) << body(response);
    };
    refused("/compare.json?parties=Belgum&instruments=opcat", "parties", "\"be\"");
    refused("/compare.json?parties=be&instruments=opcet", "instruments", "\"opcat\"");
    refused("/compare.json?lang=en&parties=" + many("be", 41) + "&instruments=opcat", "parties",
            "at most 40");
    refused("/compare.json?lang=en&parties=be&instruments=" + many("opcat", 41), "instruments", "at most 40");
    EXPECT_EQ(served().get("/compare.json?parties=" + many("be", 40) + "&instruments=opcat").status, 200);
}

TEST(Compare, the_form_stands_there_and_keeps_what_was_typed) {
    for (const std::string address : {"/compare?lang=en", "/compare?lang=en&parties=be"}) {
        const auto page = served().get(address, {{"Accept", "text/html"}});
        ASSERT_EQ(page.status, 200);
        test::parsed(body(page));
        EXPECT_NE(body(page).find("Give at least one party and one instrument"), std::string::npos);
        EXPECT_EQ(body(page).find("pages.compare"), std::string::npos);
    }
    const auto page =
        served().get("/compare?parties=be,nl&instruments=opcat&on=2010-01-01", {{"Accept", "text/html"}});
    EXPECT_NE(body(page).find("name=\"parties\" value=\"be,nl\""), std::string::npos);
    EXPECT_NE(body(page).find("name=\"on\" value=\"2010-01-01\""), std::string::npos);
}

TEST(Compare, picture_and_table_tell_every_cell_by_mark_and_word) {
    const auto page =
        test::html(server::comparison(view(), made_answer("Treaty of the test"), made_question()));
    const auto html = test::parsed(page);
    EXPECT_EQ(html.select_nodes("//table//td").size(), 4u);
    for (const auto* code : {"bound", "signed-not-bound", "withdrawn", "none"})
        EXPECT_EQ(
            html.select_nodes(("//td/span[@class='sign sign-" + std::string{code} + "']").c_str()).size(), 1u)
            << code;
    for (const auto* word :
         {"consent expressed", "signed, no consent recorded", "consent ended", "nothing found"})
        EXPECT_NE(test::words(page).find(word), std::string::npos) << word;
    auto asked = made_question();
    asked.format = "svg";
    const auto document = server::comparison(view(), made_answer("Treaty of the test"), asked);
    ASSERT_TRUE(document.picture);
    const auto svg = test::parsed(document.picture->svg.text);
    const auto points = svg.select_nodes("//*[contains(@class, 'point field')]");
    ASSERT_EQ(points.size(), 4u);
    EXPECT_EQ(svg.select_nodes("//*[contains(@class, 'point field')]/rect[@class='field-full']").size(), 1u);
    EXPECT_EQ(svg.select_nodes("//*[contains(@class, 'point field')]/rect[@class='field-open']").size(), 1u);
    EXPECT_EQ(svg.select_nodes("//*[contains(@class, 'point field')]/path[@class='cross']").size(), 1u);
    EXPECT_EQ(svg.select_nodes("//*[contains(@class, 'point field')]/path[@class='field-none']").size(), 1u);
    // Cells stand side by side in the order asked, and the words name party and day.
    double before = -1;
    for (const auto& each : points) {
        const double x = each.node().child("rect").attribute("x").as_double();
        EXPECT_GT(x, before);
        before = x;
    }
    EXPECT_NE(std::string{points[1].node().child("title").child_value()}.find("signed 24 October 2005"),
              std::string::npos);
}

TEST(Compare, forty_by_forty_stays_apart_and_hostile_titles_are_words) {
    server::CompareAsked asked;
    asked.format = "svg";
    CompareAnswer answer;
    const auto& parties = Vocabulary::built_in().parties();
    for (std::size_t k = 0; k < server::most_compared; ++k) asked.question.parties.push_back(parties[k].id);
    for (std::size_t k = 0; k < server::most_compared; ++k) {
        CompareAnswer::Row row;
        row.instrument = test::treaty(test::hostile);
        row.cells.resize(server::most_compared);
        answer.rows.push_back(row);
        asked.question.instruments.push_back("i" + std::to_string(k));
    }
    const auto document = server::comparison(view(), answer, asked);
    ASSERT_TRUE(document.picture);
    EXPECT_EQ(document.picture->svg.text.find("<script>alert"), std::string::npos);
    const auto svg = test::parsed(document.picture->svg.text);
    const auto hits = svg.select_nodes("//rect[@class='hit']");
    ASSERT_EQ(hits.size(), 1600u);
    const auto right = hits[39].node();
    EXPECT_LE(right.attribute("x").as_double() + right.attribute("width").as_double(),
              document.picture->width);
    EXPECT_GE(right.attribute("width").as_double(), 14);
    asked.format = "html";
    EXPECT_EQ(test::html(server::comparison(view(), answer, asked)).find("<script>alert"), std::string::npos);
}

TEST(Compare, is_to_be_had_as_a_file_a_sheet_and_a_frame) {
    const std::string query = "?parties=be,nl&instruments=opcat,untoc";
    EXPECT_EQ(served().get("/compare.svg" + query).status, 200);
    EXPECT_EQ(served().get("/embed/compare" + query).status, 200);
    const auto sheet = body(served().get("/compare.csv" + query));
    EXPECT_EQ(test::count(sheet, "\r\n"), 5u) << sheet;
    EXPECT_NE(sheet.find("instrument,title,title_language,party,party_name,held,status,signed,"),
              std::string::npos);
}

TEST(PartyPicture, a_row_for_each_road_of_the_list_with_its_open_wait_in_the_pattern_of_its_class) {
    RoadsAnswer answer;
    RoadsAnswer::Line waiting, bound;
    waiting.track.instrument = test::treaty(test::hostile);
    waiting.track.signed_on = test::when("2005-10-24");
    waiting.track.waits_since = test::when("2018-07-19");
    waiting.track.severity = Severity::stalled, waiting.track.rule = "R3";
    waiting.standing = Standing::signed_only;
    bound.track.instrument = test::treaty();
    bound.track.signed_on = test::when("2000-12-12"), bound.track.consented_on = test::when("2004-08-11");
    bound.track.in_force_on = test::when("2004-09-10");
    bound.standing = Standing::consented;
    answer.lines = {waiting, bound};
    const auto bars = server::roads_of_party(test::view(), answer, "be");
    ASSERT_EQ(bars.rows.size(), 2u);
    EXPECT_FALSE(bars.rows[1].wait);
    EXPECT_NE(bars.rows[0].words.find("R3"), std::string::npos);
    const auto drawing = server::draw_party_bars(bars, "wide", 760).within_page().text;
    EXPECT_EQ(drawing.find("<script>alert"), std::string::npos);
    const auto svg = test::parsed(drawing);
    const auto waits = svg.select_nodes("//g[@class='wait stalled']/rect[@class='pattern']");
    ASSERT_EQ(waits.size(), 1u);
    EXPECT_STREQ(waits[0].node().attribute("fill").value(), "url(#wide-stalled)");
    // The wait begins right of the signature and ends at the day asked about, where a bound bar ends too.
    const auto wait = waits[0].node();
    const double end = wait.attribute("x").as_double() + wait.attribute("width").as_double();
    const double signed_at =
        svg.select_node("//circle[@class='open-dot']").node().attribute("cx").as_double();
    EXPECT_GT(wait.attribute("x").as_double(), signed_at);
    const double today = svg.select_node("//line[@class='today']").node().attribute("x1").as_double();
    EXPECT_NEAR(end, today, 0.2);
    const auto bar = svg.select_node("//rect[@class='bound-bar']").node();
    EXPECT_NEAR(bar.attribute("x").as_double() + bar.attribute("width").as_double(), today, 0.2);
    EXPECT_LT(bar.attribute("x").as_double(), signed_at) << "2004 lies before 2005, on one axis";
}

TEST(PartyPicture, shows_the_roads_of_the_list_on_screen) {
    const auto list = told("/parties/be.json");
    const auto page = served().get("/parties/be?lang=en", {{"Accept", "text/html"}});
    const auto html = test::parsed(body(page));
    EXPECT_EQ(
        html.select_nodes("//*[local-name()='svg'][contains(@class,'wide')]//*[contains(@class,'party-row')]")
            .size(),
        list["tracks"].Size());
    const auto signed_only = told("/parties/be.json?status=bound");
    const auto svg = served().get("/parties/be.svg?status=bound");
    ASSERT_EQ(svg.status, 200);
    EXPECT_EQ(test::count(body(svg), "point party-row"), signed_only["tracks"].Size());
    EXPECT_EQ(served().get("/embed/parties/be").status, 200);
    const auto moved = served().get("/embed/parties/Belgium");
    EXPECT_EQ(moved.status, 301);
}

TEST(Links, an_instrument_and_a_party_lead_to_map_and_comparison) {
    const auto instrument = body(served().get("/instruments/opcat?lang=en", {{"Accept", "text/html"}}));
    for (const auto* part : {"/instruments/opcat/map?lang=en", "/instruments/opcat/timeline?lang=en",
                             "/instruments/opcat/participants?lang=en"})
        EXPECT_NE(instrument.find(part), std::string::npos) << part;
    EXPECT_NE(instrument.find("/compare?"), std::string::npos);
    const auto party = body(served().get("/parties/be?lang=en", {{"Accept", "text/html"}}));
    EXPECT_NE(party.find("/compare?"), std::string::npos);
}
