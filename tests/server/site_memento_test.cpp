// Past states by date (RFC 7089): negotiation, the headers of a memento, the list of them.
#include <gtest/gtest.h>

#include "server/http/conditional.hpp"
#include "tests/server/over_samples.hpp"
#include "tests/server/pages_made.hpp"

using test::header_of;
using test::links_of;
using test::OverSamples;
using test::Served;

namespace {

std::string link(const server::Response& response, const std::string& relation) {
    for (const auto& [rel, href] : links_of(response))
        if (rel == relation) return href;
    return {};
}

std::string led_to(test::Served& site, const std::string& target, const std::string& moment) {
    const auto answer = site.get(target, {{"Accept-Datetime", moment}});
    EXPECT_EQ(answer.status, 302) << target << " " << moment;
    EXPECT_NE(header_of(answer, "Vary").find("Accept-Datetime"), std::string::npos);
    EXPECT_NE(link(answer, "original timegate"), "");
    EXPECT_NE(link(answer, "timemap"), "");
    return header_of(answer, "Location");
}

// Taken in on three days, looked at later.
struct ThreeDays {
    Served site{"2021-10-12"};
    ThreeDays() {
        site.on("2021-11-05");
        site.take_in(later("2018-08-01"), "later.xml");
        site.on("2021-12-24");
        site.take_in(later("2019-08-01"), "last.xml");
        site.on("2022-02-01");
    }
    static std::string later(const std::string& day) {
        return R"xml(<?xml version="1.0" encoding="UTF-8"?>
<registry xmlns="urn:placet:exchange:1" source="editor" title="More, of )xml" + day + R"xml(" language="en">
  <instrument id="test" kind="convention"><alias scheme="MTDSG">I-1</alias></instrument>
  <document source="editor" title="A decree" language="fr" published="2019-01-01">
    <statement instrument="test" party="be" entity="be-wal" milestone="adopted" when=")xml" + day + R"xml("/>
  </document>
</registry>)xml";
    }
};

}  // namespace

TEST(Memento, a_date_leads_to_the_last_day_that_had_ended_by_then) {
    ThreeDays days;
    auto& site = days.site;
    EXPECT_EQ(led_to(site, "/instruments/test/be", "Wed, 10 Nov 2021 23:59:59 GMT"),
              "/instruments/test/be?on=2021-11-10&known=2021-11-10");
    EXPECT_EQ(led_to(site, "/instruments/test/be", "Wed, 10 Nov 2021 23:59:58 GMT"),
              "/instruments/test/be?on=2021-11-09&known=2021-11-09");
    EXPECT_EQ(led_to(site, "/stalled.json?party=be", "Wed, 10 Nov 2021 23:59:59 GMT"),
              "/stalled.json?party=be&on=2021-11-10&known=2021-11-10");
    EXPECT_EQ(led_to(site, "/stalled?on=2019-01-01", "Wed, 10 Nov 2021 23:59:59 GMT"),
              "/stalled?on=2019-01-01&known=2021-11-10");
    EXPECT_EQ(led_to(site, "/changes", "Wed, 10 Nov 2021 23:59:59 GMT"), "/changes?known=2021-11-10")
        << "a page on which the legal state changes nothing is given no day for it";
    EXPECT_EQ(led_to(site, "/", "Thu, 01 Jan 1970 00:00:00 GMT"), "/?on=2021-10-12&known=2021-10-12")
        << "before the first import: the first";
    EXPECT_EQ(led_to(site, "/", "Fri, 01 Jan 2100 00:00:00 GMT"), "/?on=2022-01-31&known=2022-01-31")
        << "today has not ended";
    EXPECT_EQ(site.get(led_to(site, "/instruments/test/be", "Wed, 10 Nov 2021 23:59:59 GMT")).status, 200);
}

TEST(Memento, a_date_that_cannot_be_read_is_refused_with_the_way_to_write_it) {
    Served site;
    for (const auto* odd : {"yesterday", "2021-10-12", "Tue, 32 Oct 2021 23:59:59 GMT", ""}) {
        const auto answer = site.get("/stalled.json", {{"Accept-Datetime", odd}});
        EXPECT_EQ(answer.status, 400) << odd;
        EXPECT_NE(answer.body->find("Accept-Datetime"), std::string::npos);
    }
    EXPECT_EQ(site.get("/rules", {{"Accept-Datetime", "Tue, 12 Oct 2021 23:59:59 GMT"}}).status, 200)
        << "what depends on no day is not negotiated";
}

TEST(Memento, a_page_as_known_on_a_past_day_says_when_that_was_and_of_what) {
    ThreeDays days;
    const auto then = days.site.get("/instruments/test/be?on=2021-11-10&known=2021-11-10");
    EXPECT_EQ(header_of(then, "Memento-Datetime"), "Wed, 10 Nov 2021 23:59:59 GMT");
    EXPECT_EQ(link(then, "original timegate"), "https://placet.test/instruments/test/be");
    EXPECT_EQ(link(then, "memento"), "https://placet.test/instruments/test/be?on=2021-11-10&known=2021-11-10");
    EXPECT_EQ(link(then, "timemap"), "https://placet.test/timemap?url=%2Finstruments%2Ftest%2Fbe");
    EXPECT_EQ(header_of(then, "Vary").find("Accept-Datetime"), std::string::npos) << "a memento is not negotiated";
    EXPECT_EQ(days.site.get("/stalled?known=2021-11-10", {{"Accept-Datetime", "nonsense"}}).status, 200);
    EXPECT_EQ(header_of(days.site.get("/stalled?known=2021-11-10"), "Memento-Datetime"),
              "Wed, 10 Nov 2021 23:59:59 GMT");
}

TEST(Memento, neither_a_past_legal_state_nor_today_is_one) {
    ThreeDays days;
    EXPECT_EQ(header_of(days.site.get("/stalled?on=2021-11-10"), "Memento-Datetime"), "");
    EXPECT_EQ(header_of(days.site.get("/stalled?known=2022-02-01"), "Memento-Datetime"), "");
    EXPECT_EQ(header_of(days.site.get("/rules?known=2021-11-10"), "Memento-Datetime"), "");
    EXPECT_NE(header_of(days.site.get("/stalled"), "Vary").find("Accept-Datetime"), std::string::npos);
}

TEST(Timemap, names_the_days_on_which_something_was_recorded_of_the_subject) {
    ThreeDays days;
    auto& site = days.site;
    const auto map = site.get("/timemap?url=/instruments/test/be");
    ASSERT_EQ(map.status, 200);
    EXPECT_EQ(header_of(map, "Content-Type"), "application/link-format");
    const auto& text = *map.body;
    EXPECT_TRUE(text.starts_with("<https://placet.test/instruments/test/be>; rel=\"original timegate\",\n")) << text;
    EXPECT_NE(text.find("known=2021-10-12>; rel=\"first memento\"; datetime=\"Tue, 12 Oct 2021 23:59:59 GMT\""),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("known=2021-11-05>; rel=\"memento\""), std::string::npos) << text;
    EXPECT_NE(text.find("known=2021-12-24>; rel=\"last memento\""), std::string::npos) << text;
    EXPECT_EQ(test::count(text, "memento\""), 3u) << text;
    EXPECT_EQ(test::count(*site.get("/timemap?url=/instruments/test/be&after=2021-10-12").body, "memento\""), 2u);
    EXPECT_EQ(test::count(*site.get("/timemap?url=/parties/nl").body, "memento\""), 1u)
        << "of the Netherlands nothing was recorded later";
    EXPECT_EQ(test::count(*site.get("/timemap?url=/stalled").body, "memento\""), 3u);
    // Every memento it names is one.
    for (auto at = text.find('<'); at != std::string::npos; at = text.find('<', at + 1)) {
        const auto href = text.substr(at + 1, text.find('>', at) - at - 1);
        const auto there = site.get(test::local(href));
        EXPECT_EQ(there.status, 200) << href;
        if (href.find("known=") != std::string::npos && href.find("timemap") == std::string::npos) {
            EXPECT_NE(header_of(there, "Memento-Datetime"), "") << href;
        }
    }
}

TEST(Timemap, an_address_that_is_no_page_with_days_is_refused) {
    Served site;
    for (const auto* url : {"/nowhere", "/rules", "/healthz", "https://other.example/stalled", "stalled", "/%25",
                            "/stalled?severity=all"})
        EXPECT_EQ(site.get(std::string{"/timemap?url="} + url).status, 404) << url;
    EXPECT_EQ(site.get("/timemap").status, 400);
    EXPECT_EQ(site.get("/timemap?url=/stalled&after=soon").status, 400);
}
