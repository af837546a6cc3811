// The whole site over a small store, without sockets.
#include <gtest/gtest.h>

#include <set>

#include "registry/base/bytes.hpp"
#include "server/routes.hpp"
#include "tests/server/pages_made.hpp"

namespace {

using test::Served;

std::string body(const server::Response& response) { return *response.body; }
std::string header(const server::Response& response, std::string_view name) {
    const auto found = response.headers.find(name);
    return found == response.headers.end() ? std::string{} : found->second;
}
bool says(const server::Response& response, std::string_view part) {
    return body(response).find(part) != std::string::npos;
}

// One address for each route, with something in the store to show.
std::string address_of(std::string_view pattern, const std::string& sha256, const std::string& finding,
                       const std::string& stylesheet) {
    std::string address{pattern};
    const auto put = [&](std::string_view name, const std::string& value) {
        if (const auto at = address.find(name); at != std::string::npos)
            address.replace(at, name.size(), value);
    };
    put("{instrument}", "test");
    put("{party}", "be");
    put("{entity}", "be-fed");
    put("{rule}", "R3");
    put("{source}", "be-chamber");
    put("{sha256}", sha256);
    put("{finding}", finding);
    put("{procedure}", "be-treaty-mixed");
    put("{type}", "bad-value");
    if (pattern.starts_with("/changes/")) put("{number}", "1");
    put("{subject}", "terms");
    put("{a}", "be");
    put("{b}", "fr");
    if (pattern == "/lookup") address += "?id=MTDSG%20I-1";
    return pattern.starts_with("/static") ? stylesheet : address;
}

struct Known {
    std::string finding, stylesheet;
};
Known known(Served& site) {
    rapidjson::Document stalled;
    stalled.Parse(body(site.get("/stalled.json?severity=notice")).c_str());
    EXPECT_TRUE(stalled.IsObject() && !stalled["stalled"].Empty()) << "the small store has no finding";
    const auto html = body(site.get("/"));
    const auto css = html.find("placet.css");
    const auto start = html.rfind("/static/", css);
    return {stalled["stalled"].Empty() ? "" : stalled["stalled"][0]["finding"].GetString(),
            html.substr(start, html.find('"', start) - start)};
}

}  // namespace

TEST(Site, every_route_is_answered_in_every_format_it_has) {
    Served site;
    const auto [finding, stylesheet] = known(site);
    std::size_t pages = 0;
    for (const auto& route : server::routes()) {
        // What one person sees has tests of its own (subscriptions_test.cpp, operator_test.cpp).
        if (route.pattern.starts_with("/subscriptions") || route.pattern.starts_with("/operator")) continue;
        const auto address = address_of(route.pattern, site.sha256, finding, stylesheet);
        const auto response = site.get(address);
        const bool moves = route.handler.kind == server::Kind::moves || route.pattern == "/index";
        if (moves) {
            EXPECT_NE(response.status, 200) << address << ": it only ever leads elsewhere, or refuses";
            EXPECT_LT(response.status, 500) << address;
        } else if (route.handler.kind != server::Kind::raw && route.pattern != "/dump") {  // none are made here
            EXPECT_EQ(response.status, 200) << address << "\n" << body(response).substr(0, 400);
        }
        if (moves || route.handler.kind == server::Kind::raw || route.pattern == "/dump") continue;
        ++pages;
        EXPECT_EQ(header(response, "Content-Type"), "text/html; charset=utf-8") << address;
        test::parsed(body(response));
        if (!route.handler.only.empty()) continue;  // answers in nothing else
        const auto json = site.get((address == "/" ? "/index" : address) + ".json");
        EXPECT_EQ(json.status, 200) << address;
        rapidjson::Document read;
        read.Parse(body(json).c_str());
        EXPECT_FALSE(read.HasParseError()) << address;
        EXPECT_EQ(site.get((address == "/" ? "/index" : address) + ".atom").status,
                  route.handler.kind == server::Kind::feed ? 200 : 404)
            << address;
        for (const auto* lang : {"nl", "fr", "de"}) {
            const auto translated = body(site.get(address + "?lang=" + lang));
            EXPECT_NE(translated.find("<html lang=\"" + std::string{lang} + "\">"), std::string::npos)
                << address;
            EXPECT_EQ(translated.find("pages."), std::string::npos) << address << ": a sentence is missing";
        }
    }
    EXPECT_GT(pages, 18u);
    EXPECT_EQ(site.reported, std::vector<std::string>{});
}

TEST(Site, hostile_titles_from_the_store_are_words_on_every_page) {
    Served site;
    const auto [finding, stylesheet] = known(site);
    for (const auto& route : server::routes()) {
        if (route.handler.kind == server::Kind::raw) continue;
        const auto html = body(site.get(address_of(route.pattern, site.sha256, finding, stylesheet)));
        // A data block in the head is not run (HTML, 4.12.1); what it holds has its own test.
        EXPECT_EQ(test::count(html, "<script"), test::count(html, "<script type=\"application/ld+json\">") +
                                                    test::count(html, "<script src=\"/static/"))
            << route.pattern;
        EXPECT_EQ(html.find("javascript:alert(1)\""), std::string::npos) << route.pattern;
    }
    EXPECT_TRUE(says(site.get("/instruments/test/be"), "&lt;script&gt;alert("));
}

TEST(Site, every_page_is_guarded) {
    Served site;
    for (const auto* address : {"/", "/instruments/test/be", "/stalled?severity=none-such", "/no-such",
                                "/changes.atom", "/stalled.json"}) {
        const auto response = site.get(address);
        const auto policy = header(response, "Content-Security-Policy");
        EXPECT_NE(policy.find("default-src 'none'"), std::string::npos) << address;
        EXPECT_EQ(policy.find("unsafe"), std::string::npos) << address;
        EXPECT_EQ(header(response, "X-Content-Type-Options"), "nosniff") << address;
    }
}

TEST(Site, an_alias_leads_to_the_one_address_with_the_query_kept) {
    Served site;
    EXPECT_EQ(header(site.get("/lookup?id=MTDSG%20I-1"), "Location"), "/instruments/test");
    const auto response = site.get("/instruments/MTDSG%20I-1.json?on=2019-01-01&lang=nl");
    EXPECT_EQ(response.status, 301);
    EXPECT_EQ(header(response, "Location"), "/instruments/test.json?on=2019-01-01&lang=nl");
    EXPECT_EQ(header(site.get("/instruments/MTDSG%20I-1/Belgium"), "Location"), "/instruments/test/be");
    EXPECT_EQ(header(site.get("/parties/Belgi%C3%AB"), "Location"), "/parties/be");
    EXPECT_EQ(header(site.get("/stalled/?on=2019-01-01"), "Location"), "/stalled?on=2019-01-01");
    EXPECT_EQ(site.get("/lookup").status, 400);
}

TEST(Site, what_is_unknown_is_refused_with_what_is_near) {
    Served site;
    const auto response = site.get("/instruments/tesst", {{"Accept", "application/json"}});
    EXPECT_EQ(response.status, 404);
    EXPECT_EQ(header(response, "Content-Type"), "application/problem+json");
    EXPECT_TRUE(says(response, "\"test\""));
    const auto page = site.get("/instruments/tesst", {{"Accept", "text/html"}});
    EXPECT_EQ(page.status, 404);
    EXPECT_TRUE(says(page, "href=\"/instruments/test\""));
    EXPECT_EQ(test::count(test::words(body(page)), "Did you mean"), 1u);
    for (const auto* address :
         {"/instruments/test/zz", "/instruments/test/reservations", "/findings/none", "/rules/R99", "/sources/none",
          "/entities/none/changes", "/procedures/none", "/documents/none", "/problems/none",
          "/static/0000/placet.css", "/stalled.pdf", "/nothing/here"})
        EXPECT_EQ(site.get(address).status, 404) << address;
}

TEST(Site, a_bad_parameter_is_refused_by_name_with_what_is_allowed) {
    Served site;
    const struct {
        const char* target;
        const char* parameter;
        const char* allowed;
    } cases[] = {
        {"/stalled.json?colour=red", "colour", "\"severity\""},
        {"/stalled.json?severity=huge", "severity", "\"stalled\""},
        {"/stalled.json?profile=lax", "profile", "\"practice-aware\""},
        {"/stalled.json?lang=it", "lang", "\"nl\""},
        {"/stalled.json?entity=be-xx", "entity", "\"be-wal\""},
        {"/stalled.json?rule=R99", "rule", "\"R7b\""},
        {"/stalled.json?on=2018-02-30", "on", ""},
        {"/stalled.json?known=yesterday", "known", ""},
        {"/stalled.json?published=2018", "published", ""},
        {"/stalled.json?page=0", "page", ""},
        {"/stalled.json?page=1e3", "page", ""},
        {"/stalled.json?page=99999999999999999999", "page", ""},
        {"/stalled.json?on=2018-01-01&on=2018-01-02", "on", ""},
        {"/stalled.json?party=Nowhere", "party", ""},
        {"/rules.json?on=2018-02-30", "on", ""},
        {"/rules.json?severity=stalled", "severity", "\"lang\""},
        {"/healthz?x=1", "x", ""},
    };
    for (const auto& each : cases) {
        const auto response = site.get(each.target, {{"Accept", "application/json"}});
        EXPECT_EQ(response.status, 400) << each.target;
        EXPECT_TRUE(says(response, "\"parameter\":\"" + std::string{each.parameter} + "\""))
            << each.target << body(response);
        EXPECT_TRUE(says(response, each.allowed)) << each.target << body(response);
    }
    const auto page = site.get("/stalled?severity=huge&lang=fr", {{"Accept", "text/html"}});
    EXPECT_EQ(page.status, 400);
    EXPECT_TRUE(says(page, "«\u00a0huge\u00a0» n’est pas une valeur de severity."));
    EXPECT_FALSE(says(page, "severity=huge")) << "the refused value must not be carried on";
}

TEST(Site, empty_fields_of_a_form_count_as_not_given) {
    Served site;
    EXPECT_EQ(site.get("/stalled?party=&entity=&rule=&severity=notice&on=").status, 200);
}

TEST(Site, formats_are_negotiated_and_refused) {
    Served site;
    EXPECT_EQ(header(site.get("/stalled", {{"Accept", "application/json"}}), "Content-Type"),
              "application/json");
    EXPECT_EQ(header(site.get("/changes", {{"Accept", "application/atom+xml"}}), "Content-Type"),
              "application/atom+xml; charset=utf-8");
    EXPECT_EQ(header(site.get("/stalled", {{"Accept", "*/*"}}), "Content-Type"), "text/html; charset=utf-8");
    EXPECT_EQ(site.get("/stalled", {{"Accept", "image/png"}}).status, 406);
    EXPECT_EQ(site.get("/stalled", {{"Accept", "application/atom+xml"}}).status, 406);
    EXPECT_NE(header(site.get("/stalled"), "Vary").find("Accept-Language"), std::string::npos);
}

TEST(Site, methods_other_than_reading_are_refused_with_allow) {
    Served site;
    for (const auto* method : {"POST", "PUT", "DELETE", "PATCH"}) {
        const auto response = site.get("/stalled", {}, method);
        EXPECT_EQ(response.status, 405) << method;
        EXPECT_EQ(header(response, "Allow"), "GET, HEAD, OPTIONS") << method;
    }
    const auto options = site.get("/stalled", {}, "OPTIONS");
    EXPECT_EQ(options.status, 204);
    EXPECT_EQ(header(options, "Allow"), "GET, HEAD, OPTIONS");
    EXPECT_EQ(site.get("/stalled", {}, "HEAD").status, 200);
    EXPECT_EQ(site.get("/no-such", {}, "POST").status, 404);
}

TEST(Site, a_page_asked_for_again_is_not_sent_again) {
    Served site;
    const auto first = site.get("/instruments/test/be");
    const auto tag = header(first, "ETag");
    ASSERT_FALSE(tag.empty());
    const auto again = site.get("/instruments/test/be", {{"If-None-Match", tag}});
    EXPECT_EQ(again.status, 304);
    EXPECT_TRUE(body(again).empty());
    EXPECT_EQ(header(site.get("/instruments/test/be"), "ETag"), tag);
    EXPECT_EQ(site.get("/instruments/none", {{"If-None-Match", "*"}}).status, 404);
}

TEST(Site, everything_a_page_depends_on_changes_its_tag) {
    Served site;
    std::set<std::string> tags;
    const auto tag = [&](const std::string& target, server::Headers headers = {}) {
        tags.insert(header(site.get(target, std::move(headers)), "ETag"));
        return tags.size();
    };
    EXPECT_EQ(tag("/stalled"), 1u);
    EXPECT_EQ(tag("/stalled?on=2019-01-01"), 2u);
    EXPECT_EQ(tag("/stalled?known=2020-01-01"), 3u);
    EXPECT_EQ(tag("/stalled?published=2020-01-01"), 4u);
    EXPECT_EQ(tag("/stalled?lang=nl"), 5u);
    EXPECT_EQ(tag("/stalled", {{"Accept", "application/json"}}), 6u);
    EXPECT_EQ(tag("/stalled", {{"Accept-Encoding", "gzip"}}), 7u);
    site.take_in(R"(<registry xmlns="urn:placet:exchange:1" source="editor" title="More" language="en">
      <instrument id="other" kind="law"><title lang="en">Another</title></instrument></registry>)",
                 "more.xml");
    EXPECT_EQ(tag("/stalled"), 8u);
    Served tomorrow("2021-10-13");
    tags.insert(header(tomorrow.get("/stalled"), "ETag"));
    EXPECT_EQ(tags.size(), 9u);
}

TEST(Site, a_packed_body_is_the_same_page) {
    Served site;
    const auto packed = site.get("/instruments/test/be", {{"Accept-Encoding", "gzip"}});
    EXPECT_EQ(header(packed, "Content-Encoding"), "gzip");
    EXPECT_LT(packed.body->size(), site.get("/instruments/test/be").body->size() / 2);
    EXPECT_EQ(body(packed).substr(0, 2), "\x1f\x8b");
}

TEST(Site, the_host_header_makes_no_links) {
    Served site("2021-10-12", "https://placet.test/");
    for (const auto* address : {"/instruments/test/be", "/changes.atom", "/stalled.json"}) {
        const auto response =
            site.get(address, {{"Host", "evil.example"}, {"X-Forwarded-Host", "evil.example"}});
        EXPECT_FALSE(says(response, "evil.example")) << address;
        EXPECT_TRUE(says(response, "https://placet.test/")) << address;
    }
}

TEST(Site, the_language_is_the_one_asked_for) {
    Served site;
    EXPECT_TRUE(says(site.get("/", {{"Accept-Language", "fr-BE, nl;q=0.5"}}), "<html lang=\"fr\">"));
    EXPECT_TRUE(says(site.get("/?lang=de", {{"Accept-Language", "fr"}}), "<html lang=\"de\">"));
    EXPECT_TRUE(says(site.get("/", {{"Accept-Language", "ja"}}), "<html lang=\"en\">"));
    EXPECT_EQ(header(site.get("/?lang=nl"), "Content-Language"), "nl");
}

TEST(Site, before_the_first_import_the_registry_held_nothing) {
    Served site;
    EXPECT_TRUE(
        says(site.get("/instruments/test/be?known=1999-01-01"), "At that time this registry held nothing."));
}

TEST(Site, before_the_first_import_the_lists_say_that_there_was_nothing_to_list) {
    Served site;
    for (const auto* address : {"/stalled", "/"}) {
        const std::string path{address};
        EXPECT_TRUE(says(site.get(path + "?known=1999-01-01"), "At that time this registry held nothing."))
            << address;
        EXPECT_FALSE(says(site.get(path + "?known=2021-10-12"), "this registry held nothing.")) << address;
    }
    EXPECT_TRUE(says(site.get("/stalled.json?known=1999-01-01"), "\"nothing_known\":true"));
}

TEST(Site, changes_are_left_out_where_only_what_was_public_is_asked_for) {
    Served site;
    const auto page = site.get("/?published=2019-01-01");
    EXPECT_TRUE(says(page, "Not shown: it is not recorded which changes were public by 1 January 2019."));
    EXPECT_FALSE(says(page, "<ul class=\"changes\">"));
    EXPECT_TRUE(says(site.get("/"), "<ul class=\"changes\">"));
    rapidjson::Document read;
    read.Parse(body(site.get("/index.json?published=2019-01-01")).c_str());
    EXPECT_TRUE(read["added"].Empty());
}

TEST(Site, a_search_that_finds_nothing_says_what_is_near_and_how_to_search) {
    Served site;
    const auto page = site.get("/instruments?q=tesst");
    EXPECT_TRUE(says(page, "href=\"/instruments/test\"")) << "the id is one letter away";
    EXPECT_TRUE(says(page, "Try fewer or shorter words."));
    EXPECT_FALSE(says(site.get("/instruments"), "Try fewer or shorter words."));
}

TEST(Site, counts_in_the_list_are_said_to_be_of_this_registry) {
    Served site;
    EXPECT_TRUE(says(site.get("/instruments"), "Signatories recorded here"));
    EXPECT_TRUE(says(site.get("/instruments"), "Parties recorded here"));
}

// What a screen reader goes by: headings step down one by one, and everything stands in a landmark.
TEST(Site, headings_and_landmarks_are_in_order_on_every_page) {
    Served site;
    site.take_in(
        R"(<registry xmlns="urn:placet:exchange:1" source="editor" title="Sample" language="en" sample="yes">
      <instrument id="test"/></registry>)",
        "sample.xml");
    const auto [finding, stylesheet] = known(site);
    for (const auto& address :
         {std::string{"/"}, std::string{"/instruments/test"}, std::string{"/stalled?on=2020-01-01"},
          std::string{"/instruments/test/be?on=2020-01-01&profile=strict"},
          std::string{"/instruments/test/be"}, "/findings/" + finding,
          std::string{"/procedures/be-treaty-mixed"}, std::string{"/rules/R3"},
          std::string{"/sources/be-chamber"}, std::string{"/documents/"} + site.sha256,
          std::string{"/instruments/none"}}) {
        const auto tree = test::parsed(body(site.get(address, {{"Accept", "text/html"}})));
        int level = 0;
        for (const auto& heading : tree.select_nodes("//h1 | //h2 | //h3 | //h4")) {
            const int here = heading.node().name()[1] - '0';
            EXPECT_LE(here, level + 1) << address << ": " << heading.node().text().as_string();
            level = here;
        }
        EXPECT_EQ(tree.select_nodes("//h1").size(), 1u) << address;
        EXPECT_GE(tree.select_nodes("//*[@role='note']").size(), 1u) << address;
        for (const auto& child : tree.child("html").child("body").children()) {
            if (child.type() != pugi::node_element) continue;
            const std::string name{child.name()}, kind{child.attribute("class").value()};
            EXPECT_TRUE(name == "header" || name == "main" || name == "footer" || kind == "skip")
                << address << ": " << name << " " << kind;
        }
    }
}

TEST(Site, no_page_of_a_rule_or_procedure_shows_the_key_of_a_missing_text) {
    test::Served served;
    std::vector<std::string> paths = {"/rules", "/procedures"};
    for (const auto& each : registry::built_in_rules()) paths.push_back("/rules/" + each.id);
    for (const auto& each : registry::built_in_procedures()) paths.push_back("/procedures/" + each.id);
    EXPECT_GT(paths.size(), 20u);
    for (const auto& path : paths)
        for (const auto* lang : {"nl", "fr", "de", "en"}) {
            const auto text = test::words(body(served.get(path + "?lang=" + lang)));
            EXPECT_EQ(text.find("pages."), std::string::npos) << path << " " << lang;
        }
}

TEST(Site, an_original_is_an_attachment_in_a_sandbox) {
    Served site;
    const auto response = site.get("/documents/" + site.sha256 + "/original");
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(body(response), test::small_file);
    EXPECT_TRUE(header(response, "Content-Disposition").starts_with("attachment"));
    EXPECT_NE(header(response, "Content-Security-Policy").find("sandbox"), std::string::npos);
    EXPECT_EQ(header(response, "X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(
        site.get("/documents/" + site.sha256 + "/original", {{"If-None-Match", header(response, "ETag")}})
            .status,
        304);
}

TEST(Site, a_secondary_document_is_described_and_not_given) {
    Served site;
    const std::string_view memo =
        R"(<registry xmlns="urn:placet:exchange:1" source="ngo" title="A memorandum" language="nl" secondary="yes" quotation="A short one.">
      <instrument id="test"/></registry>)";
    site.take_in(memo, "memo.xml");
    const auto page = site.get("/documents/" + registry::sha256(memo));
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(says(page, "A short one."));
    EXPECT_FALSE(says(page, "/original"));
    EXPECT_EQ(site.get("/documents/" + registry::sha256(memo) + "/original").status, 403);
}

TEST(Site, a_store_made_from_samples_says_so_on_every_page) {
    Served site;
    EXPECT_FALSE(says(site.get("/"), "Contains samples, which are not official files."));
    site.take_in(
        R"(<registry xmlns="urn:placet:exchange:1" source="editor" title="Sample" language="en" sample="yes">
      <instrument id="test"/></registry>)",
        "sample.xml");
    for (const auto* address : {"/", "/instruments/test", "/rules", "/sources", "/stalled", "/changes"})
        EXPECT_TRUE(says(site.get(address), "Contains samples, which are not official files.")) << address;
    EXPECT_TRUE(says(site.get("/stalled.json"), "\"made_from_samples\":true"));
    EXPECT_TRUE(says(site.get("/changes.atom"), "Contains samples"));
}

TEST(Site, static_files_may_be_kept_for_ever_and_only_under_their_own_hash) {
    Served site;
    const auto [finding, stylesheet] = known(site);
    const auto response = site.get(stylesheet);
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(header(response, "Content-Type"), "text/css; charset=utf-8");
    EXPECT_NE(header(response, "Cache-Control").find("immutable"), std::string::npos);
    EXPECT_EQ(body(response).find("http://"), std::string::npos) << "nothing is fetched from elsewhere";
}

TEST(Site, a_broken_address_is_a_bad_request_and_nothing_worse) {
    Served site;
    for (const auto* target :
         {"", "stalled", "/%", "/%zz", "/a/../b", "/\x01", "/stalled?on=%ff", "*", "http://x/"})
        EXPECT_EQ(site.get(target).status, 400) << target;
    EXPECT_EQ(site.reported, std::vector<std::string>{});
}

TEST(Site, an_error_can_be_reported_with_the_finding_named) {
    Served site;
    const auto [finding, stylesheet] = known(site);
    EXPECT_TRUE(
        says(site.get("/findings/" + finding), "href=\"mailto:registry@placet.test?subject=" + finding));
}

TEST(Site, health_names_the_revision) {
    Served site;
    const auto response = site.get("/healthz");
    EXPECT_EQ(response.status, 200);
    EXPECT_TRUE(body(response).starts_with("ok\nrevision ")) << body(response);
}

TEST(Site, the_first_page_tells_nothing_that_was_recorded_after_the_day_asked) {
    Served site;
    const auto number_of_changes = [&](const std::string& target) {
        rapidjson::Document read;
        read.Parse(body(site.get(target)).c_str());
        return read["moved"].Size() + read["corrected"].Size() + read["added"].Size();
    };
    EXPECT_GT(number_of_changes("/index.json"), 0u);
    EXPECT_EQ(number_of_changes("/index.json?known=2021-10-11"), 0u);
    EXPECT_GT(number_of_changes("/index.json?known=2021-10-12"), 0u);
}

TEST(Site, what_goes_wrong_inside_is_told_to_the_operator_and_not_to_the_client) {
    test::Scratch scratch;
    registry::store::Database database(scratch / "placet.db");
    std::vector<std::string> reported;
    server::SiteSettings settings;
    settings.base_url = "https://placet.test";
    settings.now = []() -> registry::Now { throw std::runtime_error("the clock has stopped"); };
    settings.report = [&](const std::string& line) { reported.push_back(line); };
    server::Site site(database, std::move(settings));
    const auto response = site.answer({"GET", "/", {}, {}});
    EXPECT_EQ(response.status, 500);
    EXPECT_EQ(header(response, "Content-Type"), "application/problem+json");
    EXPECT_FALSE(says(response, "clock"));
    ASSERT_EQ(reported.size(), 1u);
    EXPECT_EQ(reported[0], "GET /: the clock has stopped");
}
