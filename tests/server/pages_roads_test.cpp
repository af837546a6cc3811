// /stalled, /forecast, /parties, what binds two parties, and what is expected next of whom, as they are asked
// for over the address.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>

#include "tests/server/pages_made.hpp"

namespace {

constexpr const char* today = "2026-11-22";

// Two treaties of Belgium: of one everything required is there, of the other one assent is missing; and one
// between Belgium and France, in force since a recorded day for the one and not known for the other.
constexpr std::string_view three_roads = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<registry xmlns="urn:placet:exchange:1" source="editor" title="Three roads" language="en">
  <instrument id="ready" kind="convention"><title lang="en">A convention with every assent</title></instrument>
  <instrument id="unready" kind="convention"><title lang="en">A convention without one assent</title></instrument>
  <instrument id="shared" kind="convention"><title lang="en">A convention of both</title></instrument>
  <document source="be-gazette" title="Gazette" language="nl" as-of="2020-06-01" published="2020-06-01">
    <statement instrument="ready" party="be" milestone="signed" when="2015-03-01"/>
    <statement instrument="ready" party="be" milestone="qualified" subject="mixed"/>
    <statement instrument="ready" party="be" entity="be-fed" milestone="assent-required" place="note (2)"/>
    <statement instrument="ready" party="be" entity="be-wal" milestone="assent-required" place="note (2)"/>
    <statement instrument="ready" party="be" entity="be-fed" milestone="promulgated" when="2016-04-01"/>
    <statement instrument="ready" party="be" entity="be-wal" milestone="promulgated" when="2017-05-02"/>
    <statement instrument="unready" party="be" milestone="signed" when="2015-03-01"/>
    <statement instrument="unready" party="be" milestone="qualified" subject="mixed"/>
    <statement instrument="unready" party="be" entity="be-fed" milestone="assent-required" place="note (2)"/>
    <statement instrument="unready" party="be" entity="be-wal" milestone="assent-required" place="note (2)"/>
    <statement instrument="unready" party="be" entity="be-fed" milestone="promulgated" when="2016-04-01"/>
    <statement instrument="shared" party="be" milestone="signed" when="2010-01-01"/>
    <statement instrument="shared" party="be" milestone="deposited" form="ratification" when="2012-01-01"/>
    <statement instrument="shared" party="be" milestone="entered-into-force" when="2012-03-01"/>
    <statement instrument="shared" party="fr" milestone="signed" when="2010-01-01"/>
    <statement instrument="shared" party="fr" milestone="deposited" form="ratification" when="2013-01-01"/>
  </document>
</registry>)xml";

// The exchange files among the samples: the road of OPCAT, of the BBNJ agreement and others in Belgium.
test::Served& served() {
    static auto* site = [] {
        auto* made = new test::Served(today);
        for (const auto* file :
             {"samples/opcat.xml", "samples/bbnj.xml", "samples/cambodia.xml", "samples/untoc.xml"}) {
            std::ifstream in(file, std::ios::binary);
            made->take_in(std::string{std::istreambuf_iterator<char>{in}, {}}, file);
        }
        made->take_in(three_roads, "three.xml");
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

std::vector<std::string> texts(const rapidjson::Value& list, const char* key) {
    std::vector<std::string> all;
    for (const auto& each : list.GetArray()) all.emplace_back(each[key].GetString());
    return all;
}

void refuses(const std::string& address, const std::string& parameter, const std::string& allowed = {}) {
    const auto response = served().get(address);
    EXPECT_EQ(response.status, 400) << address;
    EXPECT_NE(body(response).find("\"parameter\":\"" + parameter + "\""), std::string::npos)
        << address << "\n"
        << body(response);
    EXPECT_NE(body(response).find(allowed), std::string::npos) << address << "\n" << body(response);
}

}  // namespace

TEST(RoadsPages, every_list_is_a_page_in_four_languages_and_for_programs) {
    for (const std::string address :
         {"/stalled", "/stalled?severity=notice&sort=-since", "/stalled?on=2019-01-15&severity=notice",
          "/stalled?newly=30&severity=notice", "/forecast", "/forecast?days=366&on=2018-09-01", "/parties",
          "/parties?on=2010-01-01&sort=-findings", "/parties/be", "/parties/be?status=bound&sort=signed",
          "/parties/be/with/fr", "/parties/be/with/nl?on=2010-01-01", "/parties/be/awaits",
          "/parties/fr/awaits", "/parties/be/ready-for-deposit", "/entities", "/entities/be-wal"}) {
        const auto mark = address.find('?');
        const auto path = address.substr(0, mark),
                   query = mark == std::string::npos ? "" : address.substr(mark);
        for (const std::string lang : {"nl", "fr", "de", "en"}) {
            const auto whole = path + (query.empty() ? "?" : query + "&") + "lang=" + lang;
            const auto page = served().get(whole, {{"Accept", "text/html"}});
            ASSERT_EQ(page.status, 200) << whole << "\n" << body(page);
            test::parsed(body(page));
            EXPECT_EQ(body(page).find("pages."), std::string::npos) << whole << ": a sentence has no words";
            EXPECT_EQ(body(page).find("roads."), std::string::npos) << whole << ": a sentence has no words";
        }
        told(path + ".json" + query);
        const auto sheet = served().get(path + ".csv" + query);
        EXPECT_EQ(sheet.status, 200) << path;
        EXPECT_NE(body(sheet).find("\r\n"), std::string::npos) << path << ": no header line";
    }
}

TEST(RoadsPages, the_filters_of_the_findings_narrow_the_list_and_say_so) {
    const auto all = told("/stalled.json?severity=notice");
    ASSERT_GE(all["stalled"].Size(), 3u);
    const auto one = told("/stalled.json?severity=notice&rule=R7b");
    ASSERT_GE(one["stalled"].Size(), 1u);
    EXPECT_LT(one["stalled"].Size(), all["stalled"].Size());
    for (const auto& rule : texts(one["stalled"], "rule")) EXPECT_EQ(rule, "R7b");
    const auto said = test::words(body(served().get(
        "/stalled?severity=notice&rule=R7b&since-before=2019-06&lang=en", {{"Accept", "text/html"}})));
    EXPECT_NE(said.find("“notice” and above, by rule R7b"), std::string::npos) << said;
    EXPECT_NE(said.find("clock started before 1 June 2019"), std::string::npos) << said;
    for (const auto& each : told("/stalled.json?severity=notice&certainty=possible")["stalled"].GetArray())
        EXPECT_STREQ(each["certainty"].GetString(), "possible");
    for (const auto& each : told("/stalled.json?severity=notice&entity=be-fed")["stalled"].GetArray())
        EXPECT_TRUE(std::string{each["entity"].GetString()} == "be-fed" ||
                    std::string{each["waits_for"].GetString()} == "be-fed");
}

TEST(RoadsPages, the_chart_and_its_table_count_the_list) {
    const auto all = told("/stalled.json?severity=notice");
    int sum = 0;
    for (const auto& row : all["counts"].GetArray()) sum += row["total"].GetInt();
    EXPECT_EQ(sum, all["paging"]["total"].GetInt());
}

TEST(RoadsPages, the_first_page_leads_to_the_next_and_back_by_links_that_stay) {
    // Parties are many; each has a road with OPCAT or another treaty of the small store.
    const auto parties = told("/parties.json?sort=-bound");
    const auto names = texts(parties["parties"], "party");
    EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), names.size());
    for (rapidjson::SizeType k = 1; k < parties["parties"].Size(); ++k)
        EXPECT_LE(parties["parties"][k - 1]["bound"].GetInt(), parties["parties"][k]["bound"].GetInt())
            << "by number the most come first, and with a minus last";
    const auto whole = told("/parties/be.json");
    ASSERT_GE(whole["tracks"].Size(), 2u);
    const auto first = texts(whole["tracks"], "instrument");
    const auto after = told("/parties/be.json?after=" + std::string{"zzzz"});
    EXPECT_EQ(after["tracks"].Size(), 0u);
    const auto back = after["paging"]["previous"].GetString();
    EXPECT_EQ(
        texts(told("/parties/be.json" + std::string{back}.substr(std::string{back}.find('?')))["tracks"],
              "instrument"),
        first);
}

TEST(RoadsPages, what_a_page_cannot_honour_is_refused_with_what_it_can) {
    refuses("/stalled.json?sort=colour", "sort", "\"-since\"");
    refuses("/stalled.json?certainty=perhaps", "certainty", "\"possible\"");
    refuses("/stalled.json?certainty=unsearched", "certainty", "\"unverified\"");
    refuses("/stalled.json?since-from=lately", "since-from", "\"2010-06\"");
    refuses("/stalled.json?since-from=2010-13", "since-from", "\"2010-06\"");
    refuses("/stalled.json?newly=0", "newly", "\"3660\"");
    refuses("/stalled.json?newly=9999999999999", "newly");
    refuses("/stalled.json?after=a&before=b", "before", "\"after\"");
    refuses("/stalled.json?after=" + std::string(500, 'a'), "after");
    refuses("/forecast.json?rule=R99", "rule", "\"R7b\"");
    refuses("/forecast.json?days=0", "days", "\"366\"");
    refuses("/parties.json?sort=size", "sort", "\"-bound\"");
    refuses("/parties.json?published=2020-01-01", "published", "\"known\"");
    refuses("/parties/be.json?status=friend", "status", "\"signed-not-bound\"");
    refuses("/parties/be.json?signed-from=x", "signed-from");
    refuses("/parties/be/with/fr.json?status=friend", "status", "\"both-bound\"");
    refuses("/parties/be/awaits.json?entity=nl", "entity", "\"be-wal\"");
    refuses("/entities/be-wal.json?sort=size", "sort", "\"latest\"");
    EXPECT_EQ(served().get("/entities/be-xx.json").status, 404);
    EXPECT_EQ(served().get("/parties/nowhere/awaits.json").status, 404);
    EXPECT_EQ(served().get("/parties/be/with/nowhere.json").status, 404);
}

TEST(RoadsPages, another_name_of_a_party_or_body_leads_to_its_page) {
    const auto leads = [](const char* from) {
        const auto response = served().get(from);
        const auto at = response.headers.find("Location");
        return response.status == 301 && at != response.headers.end() ? at->second : std::string{};
    };
    EXPECT_EQ(leads("/parties/Belgium/with/France?on=2019-01-01"), "/parties/be/with/fr?on=2019-01-01");
    EXPECT_EQ(leads("/parties/be/with?party=France"), "/parties/be/with/fr");
    EXPECT_EQ(leads("/parties/be/with/be"), "/parties/be");
    EXPECT_EQ(leads("/parties/Belgium/awaits"), "/parties/be/awaits");
}

TEST(RoadsPages, a_list_of_a_past_day_shows_what_had_happened_by_then) {
    const auto then = told("/parties/be.json?on=2004-01-01"), now = told("/parties/be.json");
    EXPECT_LT(then["paging"]["total"].GetInt(), now["paging"]["total"].GetInt());
    const auto instruments = texts(then["tracks"], "instrument");
    EXPECT_EQ(std::count(instruments.begin(), instruments.end(), "be-kh-sentenced-persons"), 0)
        << "signed in 2026";
    const auto before = told("/parties/be.json?signed-before=2010"),
               after = told("/parties/be.json?signed-from=2010");
    for (const auto& each : before["tracks"].GetArray())
        EXPECT_LT(std::string{each["signed"]["edtf"].GetString()}, "2010");
    for (const auto& each : after["tracks"].GetArray())
        EXPECT_GE(std::string{each["signed"]["edtf"].GetString()}, "2010");
    EXPECT_GE(before["tracks"].Size(), 1u);
    EXPECT_GE(after["tracks"].Size(), 1u);
}

TEST(RoadsPages, what_is_expected_next_of_a_body_says_who_requires_it_and_where_one_looked) {
    const auto wallonia = told("/entities/be-wal.json");
    const auto& lines = wallonia["awaits"];
    ASSERT_GE(lines.Size(), 1u);
    bool cambodia = false;
    for (const auto& line : lines.GetArray()) {
        EXPECT_STREQ(line["entity"].GetString(), "be-wal");
        EXPECT_TRUE(line["next"].Size() > 0 || line["findings"].Size() > 0) << "why is it here?";
        if (line["required"].GetBool()) {
            EXPECT_GE(line["required_by"]["evidence"].Size(), 1u);
        }
        cambodia = cambodia || line["next"].Size() > 0;
    }
    EXPECT_TRUE(cambodia) << "no step is expected of the Region at all";
    const auto all = told("/entities.json");
    for (const auto& each : all["entities"].GetArray())
        if (std::string{each["entity"].GetString()} == "be-wal") {
            EXPECT_GE(each["awaits"].GetInt(), 1);
        }
    const auto whole = told("/parties/be/awaits.json");
    EXPECT_GE(whole["paging"]["total"].GetInt(), wallonia["paging"]["total"].GetInt());
    EXPECT_EQ(told("/parties/be/awaits.json?entity=be-wal")["paging"]["total"].GetInt(),
              wallonia["paging"]["total"].GetInt());
    const auto html = test::words(body(served().get("/entities/be-wal?lang=en", {{"Accept", "text/html"}})));
    EXPECT_EQ(html.find("block"), std::string::npos) << "nobody is blamed";
    EXPECT_NE(html.find("Next recorded step"), std::string::npos);
}

namespace {

rapidjson::Document read(test::Served& site, const std::string& address) {
    rapidjson::Document document;
    document.Parse(body(site.get(address)).c_str());
    EXPECT_TRUE(document.IsObject()) << address;
    return document;
}

}  // namespace

TEST(RoadsPages, ready_for_deposit_is_where_everything_required_is_recorded_with_what_it_rests_on) {
    test::Served site("2021-10-12");
    site.take_in(three_roads, "three.xml");
    const auto ready = read(site, "/parties/be/ready-for-deposit.json");
    const auto found = texts(ready["awaits"], "instrument");
    EXPECT_EQ(std::count(found.begin(), found.end(), "ready"), 1);
    EXPECT_EQ(std::count(found.begin(), found.end(), "unready"), 0) << "an assent is not found";
    EXPECT_EQ(std::count(found.begin(), found.end(), "shared"), 0) << "deposited";
    for (const auto& line : ready["awaits"].GetArray()) {
        if (std::string{line["instrument"].GetString()} != "ready") continue;
        ASSERT_EQ(line["next"].Size(), 1u);
        EXPECT_STREQ(line["next"][0]["milestone"].GetString(), "deposited");
        EXPECT_FALSE(line["list_whole"].GetBool()) << "no source says that the list is whole";
        EXPECT_STREQ(line["next"][0]["since"]["edtf"].GetString(), "2017-05-02") << "of the last assent";
        std::set<std::string> entities;
        for (const auto& each : line["next"][0]["rests_on"].GetArray())
            entities.insert(each["entity"].GetString());
        EXPECT_TRUE(entities.contains("be-fed") && entities.contains("be-wal"));
    }
    const auto wallonia = texts(read(site, "/entities/be-wal.json")["awaits"], "instrument");
    EXPECT_EQ(std::count(wallonia.begin(), wallonia.end(), "unready"), 1);
    const auto region = read(site, "/entities/be-wal.json");
    for (const auto& line : region["awaits"].GetArray()) {
        if (std::string{line["instrument"].GetString()} != "ready") continue;
        for (const auto& next : line["next"].GetArray())
            EXPECT_STREQ(next["milestone"].GetString(), "published") << "its assent is recorded";
    }
    const auto html =
        test::words(body(site.get("/parties/be/ready-for-deposit?lang=en", {{"Accept", "text/html"}})));
    EXPECT_NE(html.find("No source says that the list of required assents is whole"), std::string::npos)
        << html;
}

TEST(RoadsPages, what_binds_two_parties_is_said_with_its_days_and_three_valued) {
    test::Served site("2021-10-12");
    site.take_in(three_roads, "three.xml");
    const auto line_of = [&](const std::string& address) {
        auto document = read(site, address);
        rapidjson::Document line;
        for (const auto& each : document["instruments"].GetArray())
            if (std::string{each["instrument"].GetString()} == "shared")
                line.CopyFrom(each, line.GetAllocator());
        EXPECT_TRUE(line.IsObject()) << address;
        return line;
    };
    const auto now = line_of("/parties/be/with/fr.json");
    EXPECT_STREQ(now["status"].GetString(), "both-bound");
    EXPECT_STREQ(now["a"]["in_force"].GetString(), "yes");
    EXPECT_STREQ(now["a"]["in_force_from"]["edtf"].GetString(), "2012-03-01");
    EXPECT_STREQ(now["b"]["in_force"].GetString(), "cannot-be-known") << "no clause, no recorded entry";
    EXPECT_STREQ(now["in_force_for_both"].GetString(), "cannot-be-known");
    const auto turned = line_of("/parties/fr/with/be.json");
    EXPECT_STREQ(turned["b"]["in_force"].GetString(), "yes");
    const auto then = line_of("/parties/be/with/fr.json?on=2012-06-01");
    EXPECT_STREQ(then["status"].GetString(), "one-bound");
    EXPECT_STREQ(then["in_force_for_both"].GetString(), "no") << "France had not deposited";
    const auto first = line_of("/parties/be/with/fr.json?on=2011-01-01");
    EXPECT_STREQ(first["status"].GetString(), "both-signed");
    const auto signed_only = read(site, "/parties/be/with/fr.json?status=both-signed");
    const auto left = texts(signed_only["instruments"], "instrument");
    EXPECT_EQ(std::count(left.begin(), left.end(), "shared"), 0);
    EXPECT_EQ(read(site, "/parties/be/with/fr.json?known=1999-01-01")["nothing_known"].GetBool(), true);
}
