// /search, /suggest and /opensearch.xml: what is found, said safely and for programs.
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include "registry/base/xml.hpp"
#include "registry/intake/intake.hpp"
#include "server/pages/search_page.hpp"
#include "server/represent/format.hpp"
#include "server/site.hpp"
#include "tests/server/pages_made.hpp"
#include "tests/support/scratch.hpp"

namespace {

using namespace test;

// One treaty with a hostile title, a declaration and a document, and a second treaty.
class Searched {
public:
    Searched() : database_(scratch_ / "placet.db") {
        registry::Batch batch;
        registry::Document table;
        table.source = "un-mtdsg";
        table.title = "Table";
        table.media_type = "text/plain";
        batch.documents = {table};
        const registry::Alias treaty{"MTDSG", "IV-9-b"}, other{"MTDSG", "XVIII-12"};
        const auto title = [&](const registry::Alias& of, const char* lang, const char* text) {
            batch.descriptions.push_back({of, "title", lang, text, 0, "head"});
        };
        title(treaty, "en", "Protocol <script>alert(1)</script> against Torture");
        title(treaty, "nl", "Protocol tegen foltering");
        title(other, "en", "Convention against Crime");
        batch.passages = {
            {treaty, "Belgium", "declaration", "en", "Engages <b>Flanders</b> & others", 0, "1"}};
        registry::Statement said;
        said.instrument = treaty;
        said.party = "Belgium";
        said.milestone = "signed";
        said.when = *registry::parse_when("2005-10-24");
        said.place = "1";
        batch.statements = {said};
        registry::take_in(database_, {"table", "by-hand", "bytes", batch},
                          *registry::parse_now("2020-01-01"));
        server::SiteSettings settings;
        settings.base_url = "https://placet.example";
        settings.now = [] { return *registry::parse_now("2022-03-01"); };
        site_ = std::make_unique<server::Site>(database_, settings);
    }
    server::Response get(const std::string& target, const std::string& accept = "text/html") {
        server::Request request;
        request.method = "GET";
        request.target = target;
        request.headers["Accept"] = accept;
        request.headers["Accept-Language"] = "en";
        return site_->answer(request);
    }
    std::string body(const std::string& target) { return *get(target).body; }

private:
    Scratch scratch_;
    registry::store::Database database_;
    std::unique_ptr<server::Site> site_;
};

Searched& searched() {
    static Searched one;
    return one;
}

rapidjson::Document json(const std::string& target) {
    rapidjson::Document read;
    const auto response = searched().get(target);
    EXPECT_EQ(response.status, 200) << target;
    read.Parse(response.body->c_str());
    EXPECT_FALSE(read.HasParseError()) << *response.body;
    return read;
}

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST(SearchPage, marks_what_was_hit_and_puts_nothing_in_unescaped) {
    const auto page = searched().body("/search?q=tort+script");
    EXPECT_TRUE(holds(page, "<mark>Torture</mark>")) << page;
    EXPECT_TRUE(holds(page, "&lt;<mark>script</mark>&gt;"));
    EXPECT_FALSE(holds(page, "<script>alert"));
    const auto passage = searched().body("/search?q=flanders");
    EXPECT_TRUE(holds(passage, "&lt;b&gt;<mark>Flanders</mark>&lt;/b&gt; &amp; others"));
    const auto typed = searched().body("/search?q=%3Cimg%20src%3Dx%3E%22");
    EXPECT_FALSE(holds(typed, "<img"));
    EXPECT_TRUE(holds(typed, "&lt;img"));
}

TEST(SearchPage, shows_the_kinds_with_their_counts_and_one_kind_when_asked) {
    const auto all = json("/search.json?q=against");
    ASSERT_TRUE(all["facets"].IsArray());
    EXPECT_EQ(all["facets"].Size(), 6u);
    EXPECT_STREQ(all["facets"][1]["code"].GetString(), "instrument");
    EXPECT_EQ(all["facets"][1]["count"].GetInt(), 2);
    EXPECT_EQ(all["results"].Size(), 2u);
    EXPECT_STREQ(all["results"][0]["type"].GetString(), "instrument");
    EXPECT_EQ(json("/search.json?q=belgium&type=party")["results"].Size(), 1u);
    EXPECT_EQ(json("/search.json?q=belgium&type=passage")["results"].Size(), 0u);
    EXPECT_EQ(json("/search.json?q=against&type=instrument&page=2")["results"].Size(), 0u);
    EXPECT_EQ(json("/search.json?q=against&type=instrument&page=999999999999")["results"].Size(), 0u);
    const auto wrong = searched().get("/search?q=x&type=treaty");
    EXPECT_EQ(wrong.status, 400);
    EXPECT_TRUE(holds(*wrong.body, "instrument"));
}

TEST(SearchPage, an_exact_number_is_shown_first_with_a_link_and_leads_nowhere_by_itself) {
    const auto response = searched().get("/search?q=IV-9-b");
    EXPECT_EQ(response.status, 200);
    EXPECT_TRUE(holds(*response.body, "href=\"/instruments/mtdsg-iv-9-b\""));
    EXPECT_TRUE(holds(*response.body, "has this number"));
    EXPECT_TRUE(json("/search.json?q=IV-9-b")["results"][0]["by_number"].GetBool());
}

TEST(SearchPage, says_the_query_in_words_and_what_may_have_been_meant) {
    const auto page = searched().body("/search?q=tort+%22against+torture%22+-crime");
    EXPECT_TRUE(holds(page,
                      "Everything in which a word begins with “tort”, “against torture” stands as typed and "
                      "“crime” does not stand."))
        << page;
    EXPECT_TRUE(holds(searched().body("/search?q=tortrue"), "Did you mean"));
    EXPECT_TRUE(holds(searched().body("/search?q=tortrue"), "q=torture"));
    EXPECT_TRUE(holds(searched().body("/search?q=photosynthesis"), "Nothing was found"));
    EXPECT_TRUE(holds(searched().body("/search"), "Type words or their beginnings"));
    EXPECT_TRUE(holds(searched().body("/search?q=-crime"), "Give at least one word"));
    EXPECT_TRUE(holds(searched().body("/search?q=foltering&known=2019-01-01"), "held nothing"));
}

TEST(SearchPage, the_title_hit_in_another_language_stands_beside_the_one_shown) {
    const auto page = searched().body("/search?q=foltering");
    EXPECT_TRUE(holds(page, "<span lang=\"nl\">Protocol tegen <mark>foltering</mark></span>")) << page;
}

TEST(SearchPage, is_to_be_had_as_csv_with_a_row_for_each_result) {
    const auto response = searched().get("/search.csv?q=against");
    ASSERT_EQ(response.status, 200);
    EXPECT_TRUE(response.body->starts_with("type,id,name,")) << *response.body;
    EXPECT_TRUE(holds(*response.body, "\r\ninstrument,mtdsg-xviii-12,Convention against Crime,"))
        << *response.body;
}

TEST(SearchPage, no_query_makes_it_fail) {
    for (const auto* q : {"%22", "*", "NEAR(a%20b)", "a%20OR", "%EE%80%80", "-", "'"})
        for (const auto* type : {"", "&type=instrument", "&type=passage", "&type=document", "&type=finding"})
            EXPECT_EQ(searched().get("/search?q=" + std::string{q} + type).status, 200) << q << type;
    EXPECT_EQ(searched().get("/search?q=" + std::string(6000, 'a')).status, 200);
    // What is no text is refused before any page is asked.
    for (const auto* q : {"%00", "%FF"}) EXPECT_EQ(searched().get("/search?q=" + std::string{q}).status, 400);
}

TEST(SearchBox, offers_suggestions_as_browsers_read_them) {
    const auto response = searched().get("/suggest?q=conv+cri", "*/*");
    ASSERT_EQ(response.status, 200);
    EXPECT_TRUE(response.headers.find("Content-Type")->second.starts_with("application/x-suggestions+json"));
    EXPECT_EQ(
        *response.body,
        R"(["conv cri",["Convention against Crime"],["instrument"],["https://placet.example/instruments/mtdsg-xviii-12"]])");
    EXPECT_EQ(
        searched().body("/suggest?q=belgi&lang=nl"),
        R"(["belgi",["België","Federale Staat"],["partij","entiteit"],["https://placet.example/parties/be",)"
        R"("https://placet.example/entities/be-fed"]])");
    EXPECT_EQ(searched().body("/suggest"), R"(["",[],[],[]])");
    EXPECT_EQ(searched().body("/suggest?q=%22%3C"), R"(["\"<",[],[],[]])");
}

TEST(SearchBox, a_browser_learns_to_search_here) {
    const auto response = searched().get("/opensearch.xml?lang=fr", "*/*");
    ASSERT_EQ(response.status, 200);
    const auto read = registry::Xml::read(*response.body, "opensearch.xml");
    ASSERT_TRUE(read);
    EXPECT_TRUE(holds(*response.body, "https://placet.example/suggest?lang=fr&amp;q={searchTerms}"));
    EXPECT_TRUE(holds(searched().body("/search"), "application/opensearchdescription+xml"));
}

TEST(SearchBox, leads_to_the_search_without_a_script_and_loads_its_own_with_one) {
    const auto page = searched().body("/search");
    EXPECT_TRUE(holds(page, "action=\"/search\""));
    const auto at = page.find("<script src=\"");
    ASSERT_NE(at, std::string::npos);
    const auto from = at + 13, to = page.find('"', from);
    const auto script = searched().get(page.substr(from, to - from), "*/*");
    EXPECT_EQ(script.status, 200);
    EXPECT_TRUE(script.headers.find("Content-Type")->second.starts_with("text/javascript"));
    const auto policy = searched().get("/search").headers.find("Content-Security-Policy")->second;
    EXPECT_TRUE(holds(policy, "script-src 'self'"));
    EXPECT_TRUE(holds(policy, "connect-src 'self'"));
    EXPECT_FALSE(holds(policy, "unsafe"));
}
