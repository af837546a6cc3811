// What every page has around the record: the days, the ways about the site, the citation; and the pages that
// tell what changed, what words mean and how things stand for a file.
#include <gtest/gtest.h>

#include <set>

#include "registry/rules/judge.hpp"
#include "server/pages/citation.hpp"
#include "server/pages/help_parts.hpp"
#include "server/pages/navigation.hpp"
#include "server/routes.hpp"
#include "tests/server/pages_made.hpp"

namespace {

using registry::Lang;
using test::Served;

std::string body(const server::Response& response) { return *response.body; }
bool says(const server::Response& response, std::string_view part) {
    return body(response).find(part) != std::string::npos;
}
rapidjson::Document json(const server::Response& response) {
    rapidjson::Document read;
    read.Parse(body(response).c_str());
    EXPECT_FALSE(read.HasParseError()) << body(response).substr(0, 200);
    return read;
}
const char* const any_page[] = {"/",        "/instruments",       "/instruments/test", "/instruments/test/be",
                                "/stalled", "/instruments/test/be/note", "/parties",   "/changes",
                                "/sources", "/rules",             "/rules/R3",         "/procedures",
                                "/help",    "/help/terms",        "/between",          "/review"};

}  // namespace

TEST(Days, every_page_has_a_form_for_them_and_takes_them) {
    Served site;
    for (const std::string address : any_page) {
        const auto page = site.get(address + "?on=2019-01-01&known=2021-10-12&profile=strict");
        EXPECT_EQ(page.status, 200) << address;
        EXPECT_TRUE(says(page, "type=\"date\" name=\"on\" value=\"2019-01-01\"")) << address;
        EXPECT_TRUE(says(page, "name=\"known\" value=\"2021-10-12\"")) << address;
        EXPECT_TRUE(says(page, "<option value=\"strict\" selected=\"selected\">")) << address;
        EXPECT_TRUE(says(page, "class=\"banner days\"")) << address << ": nothing says that it is not today";
        EXPECT_TRUE(says(page, "See today’s state")) << address;
        EXPECT_FALSE(says(site.get(address), "class=\"banner days\"")) << address;
    }
}

TEST(Days, the_form_keeps_what_else_was_asked_but_not_the_place_in_the_list) {
    Served site;
    const auto page = body(site.get("/between?from=2018-01-01&to=2019-01-01&party=be&page=2&lang=nl"));
    const auto form = page.substr(page.find("class=\"days\""), 700);
    EXPECT_NE(form.find("name=\"from\" value=\"2018-01-01\""), std::string::npos) << form;
    EXPECT_NE(form.find("name=\"party\" value=\"be\""), std::string::npos);
    EXPECT_NE(form.find("name=\"lang\" value=\"nl\""), std::string::npos);
    EXPECT_EQ(form.find("name=\"page\""), std::string::npos) << "another day has another second page";
}

TEST(Days, a_page_that_a_day_cannot_change_says_so_and_hands_it_on) {
    Served site;
    const auto rules = site.get("/rules?on=2019-01-01");
    EXPECT_TRUE(says(rules, "This page is the same on every day; the days asked for stay in the links."));
    EXPECT_TRUE(says(rules, "href=\"/rules/R3?on=2019-01-01\""));
    EXPECT_TRUE(says(rules, "href=\"/stalled?on=2019-01-01\""));
    const auto sources = site.get("/sources?on=2019-01-01");
    EXPECT_TRUE(says(sources, "only “as known on” changes anything here"));
    EXPECT_FALSE(says(sources, "You see the legal state on 1 January 2019."));
    EXPECT_TRUE(says(site.get("/instruments/test?on=2019-01-01"), "You see the legal state on 1 January 2019."));
}

TEST(Days, sources_and_documents_are_told_as_recorded_by_the_day_known) {
    Served site;
    EXPECT_FALSE(json(site.get("/sources.json?known=2021-10-12"))["sources"].Empty());
    EXPECT_TRUE(json(site.get("/sources.json?known=2021-10-11"))["sources"].Empty());
    const auto document = "/documents/" + site.sha256;
    EXPECT_TRUE(says(site.get(document + "?known=2021-10-11"), "this document was not yet recorded here"));
    EXPECT_FALSE(says(site.get(document + "?known=2021-10-12"), "not yet recorded here"));
}

TEST(Days, a_finding_is_shown_as_it_stood_on_the_day) {
    Served site;
    const auto listed = json(site.get("/stalled.json?severity=notice"));
    ASSERT_FALSE(listed["stalled"].Empty());
    const std::string id = listed["stalled"][0]["finding"].GetString();
    const auto now = json(site.get("/findings/" + id + ".json"));
    EXPECT_TRUE(now["stood"].GetBool());
    ASSERT_FALSE(now["history"].Empty());
    const std::string opened = now["history"][0]["effective"]["edtf"].GetString();
    const auto then = json(site.get("/findings/" + id + ".json?on=" + opened));
    EXPECT_TRUE(then["stood"].GetBool()) << "it opened on that day";
    EXPECT_LE(then["history"].Size(), now["history"].Size());
    EXPECT_EQ(then["finding"]["severity"], now["history"][0]["severity"]);
    const auto before = json(site.get("/findings/" + id + ".json?on=1990-01-01"));
    EXPECT_FALSE(before["stood"].GetBool());
    EXPECT_TRUE(before["history"].Empty());
    EXPECT_TRUE(before["finding"].IsNull());
    EXPECT_TRUE(says(site.get("/findings/" + id + "?on=1990-01-01"), "On 1 January 1990 this finding was not open."));
}

TEST(Ways, only_addresses_that_exist_are_linked) {
    const auto view = test::view();
    for (const auto& list : {server::navigation(view), *server::more_navigation(view).get("ways"),
                             server::foot_navigation(view)}) {
        ASSERT_FALSE(list.items()->empty());
        for (const auto& each : *list.items())
            EXPECT_TRUE(server::is_route(each.get("href")->text())) << each.get("href")->text();
    }
    EXPECT_FALSE(server::is_route("/no-such"));
}

TEST(Citation, every_page_is_cited_by_an_address_that_says_the_days) {
    Served site;
    for (const std::string address : any_page) {
        const auto page = body(site.get(address));
        EXPECT_EQ(test::count(page, "id=\"cite\""), 1u) << address;
        EXPECT_EQ(test::count(page, "<p class=\"permalink\"><a rel=\"bookmark\""), 1u) << address;
    }
    EXPECT_TRUE(says(site.get("/stalled?party=be"),
                     "href=\"https://placet.test/stalled?party=be&amp;on=2021-10-12&amp;known=2021-10-12\""));
    EXPECT_TRUE(says(site.get("/rules"), "rel=\"bookmark\" href=\"https://placet.test/rules\""));
}

TEST(Citation, the_document_carries_it_for_reference_managers) {
    auto view = test::view();
    view.path = "/instruments/test/be";
    const auto track = server::track(view, test::track());
    ASSERT_TRUE(track.citation);
    EXPECT_EQ(track.citation->url, view.cited());
    EXPECT_EQ(track.citation->accessed, test::day("2021-10-12"));
    EXPECT_NE(track.citation->title.find("Treaty of the test"), std::string::npos);
}

TEST(Between, what_took_effect_and_what_was_recorded_are_told_apart) {
    Served site;
    // Recorded on 2021-10-12, of long before: in the second telling alone.
    const auto recorded = json(site.get("/between.json?from=2021-10-11&to=2021-10-12"));
    EXPECT_TRUE(recorded["took_effect"].Empty());
    ASSERT_FALSE(recorded["changes"].Empty());
    const auto& change = recorded["changes"][0];
    EXPECT_STREQ(change["recorded"]["edtf"].GetString(), "2021-10-12");
    // All that ever happened to be recorded took effect before; none of it was recorded then.
    const auto happened = json(site.get("/between.json?from=1945-01-01&to=2021-10-11"));
    EXPECT_FALSE(happened["took_effect"].Empty());
    EXPECT_TRUE(happened["changes"].Empty());
    for (const auto& each : happened["took_effect"].GetArray())
        EXPECT_LE(std::string{each["when"]["lo"].GetString()}, "2021-10-11");
}

TEST(Between, the_first_day_is_left_out_and_the_last_is_in) {
    Served site;
    const auto all = json(site.get("/between.json?from=1945-01-01&to=2021-10-12&instrument=test&party=be"));
    ASSERT_FALSE(all["took_effect"].Empty());
    const std::string day = all["took_effect"][0]["when"]["lo"].GetString();
    const auto on_first = json(site.get("/between.json?from=" + day + "&to=2021-10-12&instrument=test&party=be"));
    for (const auto& each : on_first["took_effect"].GetArray())
        EXPECT_NE(std::string{each["when"]["lo"].GetString()}, day);
    const auto on_last = json(site.get("/between.json?from=1945-01-01&to=" + day + "&instrument=test&party=be"));
    EXPECT_EQ(std::string{on_last["took_effect"][0]["when"]["lo"].GetString()}, day);
}

TEST(Between, the_two_states_of_a_track_stand_side_by_side) {
    Served site;
    const auto track = json(site.get("/between.json?from=1990-01-01&to=2021-10-12&instrument=test&party=be"));
    ASSERT_FALSE(track["states"].Empty());
    EXPECT_STREQ(track["states"][0]["what"].GetString(), "bound");
    EXPECT_TRUE(json(site.get("/between.json?from=1990-01-01&to=2021-10-12"))["states"].Empty());
}

TEST(Between, the_wrong_way_round_and_unknown_names_are_refused) {
    Served site;
    const auto wrong = site.get("/between.json?from=2020-01-01&to=2019-01-01");
    EXPECT_EQ(wrong.status, 400);
    EXPECT_TRUE(says(wrong, "\"parameter\":\"from\""));
    EXPECT_EQ(site.get("/between.json?from=2018-02-30").status, 400);
    const auto unknown = site.get("/between.json?instrument=tesst");
    EXPECT_EQ(unknown.status, 400);
    EXPECT_TRUE(says(unknown, "\"test\"")) << "near ids are named";
    EXPECT_EQ(site.get("/between.json?party=Nowhere").status, 400);
}

TEST(Between, a_later_import_is_told_as_added_to_the_record) {
    Served site;
    EXPECT_TRUE(says(site.get("/between?from=2021-10-11&to=2021-10-12"), "added to the record"));
    EXPECT_TRUE(says(site.get("/between?from=2021-10-01&to=2021-10-11"),
                     "Nothing was recorded in that time."));
    EXPECT_TRUE(says(site.get("/between?from=2021-10-11&to=2021-10-12&known=2021-10-11"),
                     "Nothing was recorded in that time."));
}

TEST(Home, changes_of_one_track_in_one_import_are_one_line) {
    Served site;
    const auto home = json(site.get("/index.json"));
    std::set<std::string> tracks;
    ASSERT_FALSE(home["added"].Empty());
    for (const auto& each : home["added"].GetArray())
        EXPECT_TRUE(
            tracks.insert(std::string{each["instrument"].GetString()} + "/" + each["party"].GetString()).second);
    EXPECT_TRUE(home["moved"].Empty()) << "everything in the small store is old: no news";
}

TEST(Home, it_counts_what_stands_and_leads_to_it) {
    Served site;
    const auto home = json(site.get("/index.json"));
    const auto severe = json(site.get("/stalled.json?severity=severe"));
    EXPECT_EQ(home["severe"].GetUint64(), severe["stalled"].Size());
    EXPECT_GT(home["instruments"].GetUint64(), 0u);
    EXPECT_TRUE(says(site.get("/"), "Where to begin"));
}

TEST(Help, every_declared_word_is_defined_in_every_language) {
    for (const auto& [lang, name] : registry::Names<Lang>::table) {
        const auto view = test::view(lang);
        const auto all = server::glossary(view);  // throws where a definition is missing
        std::set<std::string> anchors;
        for (const auto& section : *all.items())
            for (const auto& term : *section.get("terms")->items()) {
                EXPECT_FALSE(term.get("definition")->text().empty());
                EXPECT_TRUE(anchors.insert(std::string{term.get("id")->text()}).second)
                    << term.get("id")->text() << " is there twice";
            }
        for (const auto& milestone : registry::Vocabulary::built_in().milestones())
            EXPECT_TRUE(anchors.contains(milestone.code)) << milestone.code;
        EXPECT_TRUE(anchors.contains("severity-warn") && anchors.contains("certainty-possible"));
        EXPECT_FALSE(anchors.contains("severity-none"));
    }
}

TEST(Help, its_pages_are_there_in_four_languages_and_others_are_not) {
    Served site;
    for (const std::string subject : {"", "/terms", "/severity", "/findings", "/unknown", "/sources-of-error"})
        for (const std::string lang : {"nl", "fr", "de", "en"}) {
            const auto page = site.get("/help" + subject + "?lang=" + lang);
            EXPECT_EQ(page.status, 200) << subject;
            EXPECT_FALSE(says(page, "pages.")) << subject << lang << ": a sentence is missing";
            test::parsed(body(page));
        }
    EXPECT_EQ(site.get("/help/nothing").status, 404);
}

TEST(Help, the_example_is_a_finding_of_the_store_and_of_the_day) {
    Served site;
    const auto now = json(site.get("/stalled.json"));
    const auto page = site.get("/help/findings");
    const auto expected = now["stalled"].Empty()
                              ? std::string{"no finding in the two highest classes"}
                              : std::string{"/findings/"} + now["stalled"][0]["finding"].GetString();
    EXPECT_TRUE(says(page, expected));
    EXPECT_TRUE(says(site.get("/help/findings?on=1990-01-01"), "no finding in the two highest classes"));
}

TEST(Help, what_is_not_known_names_the_sources_nobody_read) {
    Served site;
    const auto now = json(site.get("/help/unknown.json"));
    const auto& read = now["sections"][0]["sources"];
    ASSERT_FALSE(read.Empty());
    const auto before = json(site.get("/help/unknown.json?known=1999-01-01"));
    EXPECT_TRUE(before["sections"][0]["sources"].Empty());
    EXPECT_EQ(before["sections"][1]["unread"].Size(),
              now["sections"][1]["unread"].Size() + read.Size());
}

TEST(Note, it_says_the_days_the_steps_the_sources_and_the_revision) {
    Served site;
    const auto page = site.get("/instruments/test/be/note?on=2019-01-01");
    const auto text = test::words(body(page));
    EXPECT_NE(text.find("1 January 2019"), std::string::npos);
    EXPECT_NE(text.find("MTDSG I-1"), std::string::npos) << "all its numbers";
    EXPECT_NE(text.find("by registry revision"), std::string::npos);
    const auto note = json(site.get("/instruments/test/be/note.json?on=2019-01-01"));
    ASSERT_FALSE(note["steps"].Empty());
    ASSERT_FALSE(note["documents"].Empty());
    for (const auto& step : note["steps"].GetArray())
        if (step["when"]["lo"].IsString()) {
            EXPECT_LE(std::string{step["when"]["lo"].GetString()}, "2019-01-01") << "not yet on that day";
        }
    for (const auto& step : note["steps"].GetArray())
        for (const auto& said : step["said_by"].GetArray()) {
            ASSERT_FALSE(said["documents"].Empty());
            for (const auto& number : said["documents"].GetArray())
                EXPECT_LE(std::stoul(number.GetString()), note["documents"].Size()) << "no such document";
        }
    EXPECT_EQ(site.get("/instruments/test/zz/note").status, 404);
    EXPECT_EQ(site.get("/instruments/none/be/note").status, 404);
    EXPECT_EQ(site.get("/instruments/MTDSG%20I-1/Belgium/note").status, 301);
}
