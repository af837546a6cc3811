// What holds of every address: methods, validators, links, refusals, reading from other sites.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "server/http/conditional.hpp"
#include "server/http/framing.hpp"
#include "server/pages/machines.hpp"
#include "server/routes.hpp"
#include "tests/server/over_samples.hpp"
#include "tests/server/pages_made.hpp"

using test::header_of;
using test::links_of;
using test::OverSamples;

namespace {

std::string target_of(std::string pattern) {
    for (auto at = pattern.find('{'); at != std::string::npos; at = pattern.find('{'))
        pattern.replace(at, pattern.find('}') - at + 1, "x");
    return pattern;
}

std::string link(const server::Response& response, const std::string& relation) {
    for (const auto& [rel, href] : links_of(response))
        if (rel == relation) return href;
    return {};
}

rapidjson::Document body_of(const server::Response& response) {
    rapidjson::Document read;
    read.Parse(response.body->c_str());
    return read;
}

}  // namespace

TEST(Conventions, options_and_head_are_answered_on_every_route_and_other_methods_are_refused_with_allow) {
    auto& site = OverSamples::site();
    for (const auto& route : server::routes()) {
        const auto target = target_of(std::string{route.pattern});
        const auto options = site.get(target, {}, "OPTIONS");
        EXPECT_EQ(options.status, 204) << target;
        const auto allow = header_of(options, "Allow");
        EXPECT_NE(allow.find(route.method), std::string::npos) << target;
        EXPECT_NE(allow.find("OPTIONS"), std::string::npos) << target;
        const auto refused = site.get(target, {}, "DELETE");
        EXPECT_EQ(refused.status, 405) << target;
        EXPECT_EQ(header_of(refused, "Allow"), allow) << target;
        if (route.method != "GET" || target.starts_with("/dump")) continue;
        const auto get = site.get(target), head = site.get(target, {}, "HEAD");
        EXPECT_EQ(get.status, head.status) << target;
        EXPECT_EQ(header_of(get, "Content-Type"), header_of(head, "Content-Type")) << target;
        EXPECT_EQ(header_of(get, "ETag"), header_of(head, "ETag")) << target;
        EXPECT_TRUE(server::is_sendable(get)) << target;
    }
}

TEST(Conventions, a_page_says_when_it_last_changed_and_is_not_sent_again_before) {
    auto& site = OverSamples::site();
    const auto page = site.get("/instruments/opcat.json");
    // Taken in on the 12th, looked at on the 14th: how long something has waited is another thing every day.
    EXPECT_EQ(header_of(page, "Last-Modified"), "Thu, 14 Oct 2021 00:00:00 GMT");
    EXPECT_EQ(site.get("/instruments/opcat.json", {{"If-Modified-Since", "Thu, 14 Oct 2021 00:00:00 GMT"}}).status, 304);
    EXPECT_EQ(site.get("/instruments/opcat.json", {{"If-Modified-Since", "Wed, 13 Oct 2021 23:59:59 GMT"}}).status, 200);
    const auto tag = header_of(page, "ETag");
    const auto unchanged = site.get("/instruments/opcat.json", {{"If-None-Match", tag}});
    EXPECT_EQ(unchanged.status, 304);
    EXPECT_EQ(header_of(unchanged, "ETag"), tag);
    EXPECT_EQ(header_of(unchanged, "Access-Control-Allow-Origin"), "*");
    EXPECT_NE(header_of(unchanged, "Link"), "");
    EXPECT_EQ(site.get("/instruments/opcat.json", {{"If-None-Match", "\"other\""},
                                                   {"If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT"}}).status,
              200)
        << "the tag decides where both are sent";
}

TEST(Conventions, the_newest_import_is_the_last_change) {
    test::Served site("2021-10-12");
    EXPECT_EQ(header_of(site.get("/stalled.json"), "Last-Modified"), "Tue, 12 Oct 2021 12:00:00 GMT");
}

TEST(Conventions, two_stores_of_the_same_revision_have_different_tags) {
    test::Served one, other;
    const auto a = one.get("/rules.json"), b = other.get("/rules.json");
    EXPECT_EQ(*a.body, *b.body);
    const auto revision = [](const std::string& tag) { return tag.substr(0, tag.find('-')); };
    EXPECT_EQ(revision(header_of(a, "ETag")), revision(header_of(b, "ETag")));
    EXPECT_NE(header_of(a, "ETag"), header_of(b, "ETag"));
}

TEST(Conventions, every_format_a_page_names_in_its_links_is_to_be_had_there) {
    auto& site = OverSamples::site();
    std::set<std::string> formats;
    for (const auto* address : {"/", "/instruments/opcat", "/instruments/opcat/be?on=2019-01-01", "/stalled?party=be",
                                "/changes", "/parties/be"}) {
        const auto page = site.get(address);
        ASSERT_EQ(page.status, 200) << address;
        EXPECT_EQ(link(page, "canonical"), std::string{OverSamples::base} + address);
        EXPECT_EQ(link(page, "service-desc"), "https://placet.test/openapi.json");
        for (const auto& [rel, href] : links_of(page)) {
            const auto there = site.get(test::local(href));
            EXPECT_EQ(there.status, 200) << href;
            if (!rel.starts_with("alternate ")) continue;
            const auto type = rel.substr(10);
            formats.insert(type);
            EXPECT_TRUE(header_of(there, "Content-Type").starts_with(type)) << href;
            EXPECT_EQ(header_of(there, "Access-Control-Allow-Origin"), "*") << href;
        }
    }
    EXPECT_TRUE(formats.contains("application/json"));
    EXPECT_TRUE(formats.contains("application/atom+xml"));
    EXPECT_EQ(header_of(site.get("/stalled"), "Access-Control-Allow-Origin"), "") << "pages for people are not data";
}

TEST(Conventions, what_is_not_to_be_had_as_asked_is_named_with_where_it_is) {
    auto& site = OverSamples::site();
    const auto refused = site.get("/stalled", {{"Accept", "application/x-nothing"}});
    EXPECT_EQ(refused.status, 406);
    const auto read = body_of(refused);
    ASSERT_TRUE(read.IsObject() && read.HasMember("available")) << *refused.body;
    for (const auto& each : read["available"].GetArray()) {
        const auto there = site.get(test::local(each["href"].GetString()));
        EXPECT_EQ(there.status, 200);
        EXPECT_TRUE(header_of(there, "Content-Type").starts_with(each["type"].GetString()));
    }
    EXPECT_NE(header_of(refused, "Link").find("rel=\"alternate\""), std::string::npos);
    const auto suffix = site.get("/rules/R3.atom");
    EXPECT_EQ(suffix.status, 404);
    EXPECT_TRUE(body_of(suffix).HasMember("available")) << *suffix.body;
}

TEST(Conventions, a_refusal_names_the_parameter_and_what_it_may_be) {
    auto& site = OverSamples::site();
    for (const auto& [target, parameter] : std::vector<std::pair<std::string, std::string>>{
             {"/stalled.json?severity=all", "severity"},
             {"/stalled.json?entity=x", "entity"},
             {"/stalled.json?rule=R999", "rule"},
             {"/stalled.json?on=yesterday", "on"},
             {"/stalled.json?known=2021-02-30", "known"},
             {"/stalled.json?profile=lax", "profile"},
             {"/stalled.json?lang=es", "lang"},
             {"/stalled.json?nothing=1", "nothing"},
             {"/parties/be.json?page=0", "page"},
             {"/timemap", "url"}}) {
        const auto refused = site.get(target);
        EXPECT_EQ(refused.status, 400) << target;
        EXPECT_EQ(header_of(refused, "Content-Type"), "application/problem+json") << target;
        EXPECT_EQ(header_of(refused, "Access-Control-Allow-Origin"), "*") << target;
        const auto read = body_of(refused);
        ASSERT_TRUE(read.IsObject()) << target;
        EXPECT_EQ(read["parameter"].GetString(), parameter) << target;
        ASSERT_TRUE(read.HasMember("allowed")) << target << " " << *refused.body;
        EXPECT_FALSE(read["allowed"].Empty()) << target;
        EXPECT_EQ(site.get(test::local(read["type"].GetString())).status, 200) << "a type has a page";
    }
}

TEST(Conventions, every_type_of_problem_in_the_program_is_explained) {
    const std::regex raised(R"re((?:[{(,]|return)\s*\{?(?:4\d\d|50\d),\s*"([a-z-]+)")re");
    const std::regex missing(R"re(missing\((?:[a-z]+\.)?view,\s*"([a-z-]+)")re");
    std::set<std::string> told, known;
    for (const auto& type : server::problem_types()) known.insert(std::string{type.slug});
    for (const auto& entry : std::filesystem::recursive_directory_iterator("server")) {
        if (entry.path().extension() != ".cpp") continue;
        std::ifstream in(entry.path());
        const std::string text{std::istreambuf_iterator<char>{in}, {}};
        for (std::sregex_iterator each(text.begin(), text.end(), raised), end; each != end; ++each)
            told.insert((*each)[1]);
        for (std::sregex_iterator each(text.begin(), text.end(), missing), end; each != end; ++each)
            told.insert("unknown-" + (*each)[1].str());
    }
    EXPECT_GT(told.size(), 20u);
    for (const auto& slug : told) EXPECT_TRUE(known.contains(slug)) << slug << " (server/pages/problems.cpp)";
    auto& site = OverSamples::site();
    for (const auto& slug : known) {
        for (const auto* lang : {"nl", "fr", "de", "en"}) {
            const auto read = body_of(site.get("/problems/" + slug + ".json?lang=" + lang));
            ASSERT_TRUE(read.IsObject() && read.HasMember("explanation")) << slug;
            EXPECT_EQ(std::string{read["explanation"].GetString()}.find("pages."), std::string::npos) << slug;
        }
    }
    EXPECT_EQ(body_of(site.get("/problems.json"))["problems"].Size(), known.size());
}

TEST(Conventions, a_preflight_from_another_site_is_let_through) {
    const auto answer = OverSamples::site().get(
        "/stalled.json", {{"Origin", "https://other.example"}, {"Access-Control-Request-Method", "GET"}}, "OPTIONS");
    EXPECT_EQ(answer.status, 204);
    EXPECT_EQ(header_of(answer, "Access-Control-Allow-Origin"), "*");
}

TEST(Machines, the_site_is_ready_and_counts_by_route_and_never_by_address) {
    auto& site = OverSamples::site();
    EXPECT_TRUE(site.get("/readyz").body->starts_with("ready\nrevision "));
    site.get("/instruments/opcat/be");
    site.get("/no-such-page-anywhere");
    const auto text = *site.get("/metrics").body;
    EXPECT_NE(text.find("placet_requests_total{route=\"/instruments/{instrument}/{party}\",status=\"200\"} "),
              std::string::npos);
    EXPECT_NE(text.find("placet_requests_total{route=\"none\",status=\"404\"} "), std::string::npos);
    EXPECT_EQ(text.find("no-such-page"), std::string::npos);
    EXPECT_NE(text.find("placet_request_seconds_bucket{le=\"+Inf\"} "), std::string::npos);
    EXPECT_NE(text.find("placet_kept_hits_total "), std::string::npos);
    // Lines are comments or a name, labels and one number.
    const std::regex line(R"re((# (HELP|TYPE) .+)|([a-z_]+(\{[a-z]+="[^"\n]*"(,[a-z]+="[^"\n]*")*\})? [0-9.e+-]+))re");
    std::istringstream lines(text);
    for (std::string each; std::getline(lines, each);) EXPECT_TRUE(std::regex_match(each, line)) << each;
}

TEST(Machines, a_registry_that_cannot_be_read_is_not_ready) {
    test::Scratch scratch;
    registry::store::Database database(scratch / "placet.db");
    server::SiteSettings settings;
    settings.base_url = "https://placet.test";
    settings.now = []() -> registry::Now { throw std::runtime_error("no clock"); };
    settings.report = [](const std::string&) {};
    server::Site site(database, settings);
    EXPECT_EQ(site.answer({"GET", "/healthz", {}, {}}).status, 500);
}

TEST(Lookup, a_number_leads_to_its_instrument_in_whatever_form_it_is_written) {
    auto& site = OverSamples::site();
    for (const auto& [typed, instrument] : std::vector<std::pair<std::string, std::string>>{
             {"MTDSG%20IV-9-b", "opcat"},
             {"54K3192", "opcat"},
             {"2025004251", "bbnj"},
             {"eli/wet/2004/06/24/2004015166", "be-law-2004-06-24-untoc"},
             {"opcat", "opcat"}}) {
        const auto answer = site.get("/lookup?id=" + typed);
        EXPECT_EQ(answer.status, 301) << typed;
        EXPECT_EQ(header_of(answer, "Location"), "/instruments/" + instrument);
    }
    EXPECT_EQ(site.get("/lookup?id=nothing%20like%20it").status, 404);
    EXPECT_EQ(header_of(site.get("/instruments/54K3192.json?on=2019-01-01"), "Location"),
              "/instruments/opcat.json?on=2019-01-01");
}

TEST(Lookup, an_eli_of_an_act_leads_to_its_instrument_in_either_language) {
    auto& site = OverSamples::site();
    for (const auto* eli : {"/eli/wet/2004/06/24/2004015166", "/eli/loi/2004/06/24/2004015166",
                            "/eli/loi/2004/06/24/2004015166/moniteur"}) {
        const auto answer = site.get(eli);
        EXPECT_EQ(answer.status, 301) << eli;
        EXPECT_EQ(header_of(answer, "Location"), "/instruments/be-law-2004-06-24-untoc");
    }
    EXPECT_EQ(site.get("/eli/wet/2004/06/24/1999999999").status, 404);
}

TEST(Lookup, a_bare_number_of_several_instruments_gives_all_of_them) {
    test::Served site;
    site.take_in(R"xml(<?xml version="1.0" encoding="UTF-8"?>
<registry xmlns="urn:placet:exchange:1" source="editor" title="Numbers" language="en">
  <instrument id="one" kind="convention"><title lang="en">One</title><alias scheme="CETS">77777</alias></instrument>
  <instrument id="two" kind="convention"><title lang="en">Two</title><alias scheme="UNTS">77777</alias></instrument>
</registry>)xml", "numbers.xml");
    const auto answer = site.get("/lookup.json?id=77777");
    EXPECT_EQ(answer.status, 300) << *answer.body;
    const auto read = body_of(answer);
    ASSERT_TRUE(read.IsObject() && read.HasMember("instruments"));
    EXPECT_EQ(read["instruments"].Size(), 2u);
    EXPECT_EQ(header_of(answer, "Link").substr(0, 40), "<https://placet.test/instruments/one>; r");
    EXPECT_EQ(header_of(site.get("/lookup?id=CETS%2077777"), "Location"), "/instruments/one");
}
