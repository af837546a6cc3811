// /instruments over the samples: filters in the address, said in words, counted, refused, paged.
#include <gtest/gtest.h>

#include <set>

#include "registry/catalogue/list.hpp"
#include "server/routes.hpp"
#include "tests/server/over_samples.hpp"
#include "tests/server/pages_made.hpp"

namespace {

using test::OverSamples;

std::string body(const server::Response& response) { return *response.body; }
bool says(const server::Response& response, std::string_view part) {
    return body(response).find(part) != std::string::npos;
}

rapidjson::Document json(std::string query) {
    return OverSamples::site().json("/instruments.json" + std::move(query));
}
std::set<std::string> ids(const rapidjson::Document& read) {
    std::set<std::string> all;
    for (const auto& each : read["instruments"].GetArray()) all.insert(each["instrument"].GetString());
    return all;
}
std::string said(const std::string& query) { return json(query)["said"].GetString(); }

}  // namespace

TEST(Instruments, the_list_is_said_in_words_in_four_languages) {
    const std::string asked = "?party=be&status=signed-not-bound&signed-before=2010";
    EXPECT_EQ(said(asked), "Instruments signed by Belgium before 2010, not ratified");
    EXPECT_EQ(said(asked + "&lang=nl"), "Instrumenten ondertekend door België vóór 2010, niet geratificeerd");
    EXPECT_EQ(said(asked + "&lang=fr"), "Instruments signés (Belgique) avant 2010, non ratifiés");
    EXPECT_EQ(said(asked + "&lang=de"), "Instrumente unterzeichnet von Belgien vor 2010, nicht ratifiziert");
    EXPECT_EQ(said(""), "All instruments");
    EXPECT_EQ(said("?party=be&signed-from=2000&signed-before=2010-06-15"),
              "Instruments signed by Belgium from 2000 on and before 15 June 2010");
    EXPECT_TRUE(says(OverSamples::site().get("/instruments" + asked),
                     "<h1>Instruments signed by Belgium before 2010, not ratified</h1>"));
}

TEST(Instruments, signed_and_not_ratified_is_what_the_record_says) {
    const auto read = json("?party=be&status=signed-not-bound&signed-before=2010");
    EXPECT_TRUE(ids(read).contains("opcat"));
    EXPECT_FALSE(ids(read).contains("untoc")) << "Belgium deposited in 2004";
    EXPECT_TRUE(
        ids(json("?party=be&status=signed-not-bound&signed-before=2010&on=2003-01-01")).contains("untoc"));
    EXPECT_EQ(ids(json("?party=Belgium&status=bound")), ids(json("?party=be&status=bound")))
        << "a party by any of its names";
}

TEST(Instruments, every_filter_has_its_line_in_the_table_of_routes_and_its_words) {
    std::set<std::string_view> taken;
    for (const auto& route : server::routes())
        if (route.pattern == "/instruments")
            for (const auto& each : route.handler.parameters) taken.insert(each.name);
    std::set<std::string_view> wanted{"sort", "after", "before", "limit"};
    for (const auto& each : registry::catalogue::filters()) wanted.insert(each.key);
    EXPECT_EQ(taken, wanted);
    for (const auto lang : {registry::Lang::nl, registry::Lang::fr, registry::Lang::de, registry::Lang::en})
        for (const auto& each : registry::catalogue::filters()) {
            const auto key = "pages.list.filter." + std::string{each.key};
            EXPECT_NE(registry::say(lang, key), key);
            if (!each.facet) continue;
            const auto facet = "pages.list.facet." + std::string{each.key};
            EXPECT_NE(registry::say(lang, facet), facet);
        }
    for (const auto& status : registry::catalogue::allowed(registry::catalogue::Takes::status)) {
        const auto key = "pages.list.status." + status;
        EXPECT_NE(registry::say(registry::Lang::en, key), key);
    }
}

TEST(Instruments, what_cannot_be_is_refused_by_name_with_what_is_allowed) {
    const auto refused = [](const std::string& query, std::string_view parameter, std::string_view allowed) {
        const auto response = OverSamples::site().get("/instruments.json" + query);
        EXPECT_EQ(response.status, 400) << query;
        EXPECT_TRUE(says(response, "\"parameter\":\"" + std::string{parameter} + "\""))
            << query << body(response);
        EXPECT_TRUE(says(response, allowed)) << query << body(response);
    };
    refused("?kind=novel", "kind", "\"protocol\"");
    refused("?status=signed", "status", "give party too");
    refused("?party=be&status=perhaps", "status", "\"signed-not-bound\"");
    refused("?party=atlantis", "party", "atlantis");
    refused("?party=be&signed-before=soon", "signed-before", "\"2010-06\"");
    refused("?party=be&signed-from=2010&signed-before=2000", "signed-before", "no day in that period");
    refused("?severity=none", "severity", "\"severe\"");
    refused("?rule=R99", "rule", "\"R3\"");
    refused("?entity=be-none", "entity", "\"be-fed\"");
    refused("?next=tomorrow", "next", "\"deposited\"");
    refused("?next=deposited&on=2020-01-01", "next", "leave on out");
    refused("?sort=colour", "sort", "\"-adopted\"");
    refused("?limit=0", "limit", "");
    refused("?limit=201", "limit", "1…200");
    refused("?after=zz", "after", "no place in this list");
    refused("?in-force=maybe", "in-force", "\"yes\"");
    refused("?published=2018-01-01&party=be", "party", "sort=title");
    refused("?page=2", "page", "\"after\"");
}

TEST(Instruments, pages_lead_on_and_back_and_show_each_instrument_once) {
    const auto whole = json("?limit=200");
    const auto total = whole["paging"]["total"].GetInt();
    ASSERT_GE(total, 4);
    std::set<std::string> seen;
    std::string at = "/instruments.json?limit=2&sort=-parties";
    int pages = 0;
    for (; !at.empty() && pages < total; ++pages) {
        const auto response = OverSamples::site().get(at);
        ASSERT_EQ(response.status, 200) << at;
        rapidjson::Document read;
        read.Parse(body(response).c_str());
        for (const auto& id : ids(read)) EXPECT_TRUE(seen.insert(id).second) << id;
        at.clear();
        for (const auto& [rel, href] : test::links_of(response))
            if (rel == "next") at = test::local(href);
    }
    EXPECT_EQ(seen, ids(whole));
    EXPECT_EQ(pages, (total + 1) / 2);
}

TEST(Instruments, the_page_works_by_links_and_a_form_alone) {
    const auto page =
        OverSamples::site().get("/instruments?party=be&status=signed-not-bound&sort=-adopted&lang=en");
    ASSERT_EQ(page.status, 200);
    EXPECT_TRUE(says(page, "aria-sort=\"descending\""));
    EXPECT_TRUE(says(page, "Party: Belgium"));
    EXPECT_TRUE(says(page, "href=\"/instruments?sort=-adopted&amp;lang=en\""))
        << "without the party there is no status either";
    EXPECT_TRUE(says(page, "<form class=\"filter\" action=\"/instruments\" method=\"get\">"));
    EXPECT_TRUE(says(page, "name=\"lang\" value=\"en\""));
    EXPECT_TRUE(says(page, "<option value=\"signed-not-bound\" selected=\"selected\">"));
    test::parsed(body(page));
    for (const auto* lang : {"nl", "fr", "de"})
        EXPECT_FALSE(
            says(OverSamples::site().get("/instruments?party=be&lang=" + std::string{lang}), "pages."))
            << lang << ": a sentence is missing";
}

TEST(Instruments, each_facet_leads_to_as_many_as_it_says) {
    const auto read = json("?party=be");
    std::size_t followed = 0;
    for (const auto& facet : read["facets"].GetArray())
        for (const auto& choice : facet["choices"].GetArray()) {
            const std::string key = facet["key"].GetString(), value = choice["value"].GetString();
            auto query = "?party=be&" + key + "=" + value;
            if (key == "adopted-from") query += "&adopted-before=" + std::to_string(std::stoi(value) + 10);
            EXPECT_EQ(json(query)["paging"]["total"].GetInt(), choice["n"].GetInt()) << query;
            ++followed;
        }
    EXPECT_GT(followed, 5u);
}

TEST(Instruments, what_is_on_screen_is_the_table) {
    const auto sheet = body(OverSamples::site().get("/instruments.csv?party=be&status=signed-not-bound"));
    EXPECT_LE(sheet.find("instrument,title,"), 3u) << "the header, after a mark of order at most";
    EXPECT_NE(sheet.find("\r\nopcat,"), std::string::npos) << sheet;
    EXPECT_EQ(sheet.find("\r\nuntoc,"), std::string::npos) << sheet;
    EXPECT_NE(sheet.find("2005-10-24"), std::string::npos) << "the day of the signature";
}
