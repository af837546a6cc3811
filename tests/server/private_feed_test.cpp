// What an entry of a private feed says besides what happened: as much as a mail.
#include <gtest/gtest.h>

#include "tests/server/following.hpp"

namespace {

using test::body_of;
using test::Following;

// Of years ago, taken in now; and a finding that opens with it.
constexpr std::string_view another = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<registry xmlns="urn:placet:exchange:1" source="editor" title="Another" language="en">
  <instrument id="other" kind="convention"><title lang="en">The other treaty</title></instrument>
  <document source="un-mtdsg" title="Status" language="en" as-of="2021-10-01">
    <statement instrument="other" party="be" milestone="signed" when="2004"/>
  </document>
  <document source="be-chamber" title="A page" language="nl" published="2018-07-20">
    <statement instrument="other" party="be" entity="be-fed" milestone="adopted" when="2018-07-19"/>
  </document>
  <document source="be-gazette" title="The gazette, read" language="nl" as-of="2021-10-01">
    <look source="be-gazette" instrument="other" party="be" entity="be-fed" milestone="promulgated" from="2018-07-20" to="2021-10-01" read="800"/>
    <look source="be-gazette" instrument="other" party="be" entity="be-fed" milestone="published" from="2018-07-20" to="2021-10-01" read="800"/>
  </document>
</registry>
)xml";

std::string feed_of(Following& site) {
    const auto asked = body_of(site.follow("", {{"channel", "feed"}, {"scope", "party"}, {"key", "be"}}));
    const auto at = asked.find("/subscriptions/feed/");
    return at == std::string::npos ? "" : asked.substr(at, asked.find_first_of("\"<?.", at) - at);
}

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST(PrivateFeed, says_of_each_change_how_sure_it_is_what_was_looked_into_and_how_to_object) {
    Following site;
    const auto feed = feed_of(site);
    ASSERT_NE(feed, "");
    site.take_in(another, "another.xml");
    for (const auto* form : {".atom?lang=en", "?lang=en", ".json?lang=en"}) {
        const auto said = body_of(site.get(feed + form));
        for (const auto* each : {"added to the record (dated 2004)", "According to: ", "Effective day: 2004",
                                 "Recorded here on: 12 October 2021",
                                 "How sure: ", "Last looked up to: 1 October 2021", "/help/sources-of-error"})
            EXPECT_TRUE(holds(said, each)) << form << " " << each << "\n" << said;
    }
    const auto french = body_of(site.get(feed + ".atom?lang=fr"));
    EXPECT_TRUE(holds(french, "Degré de certitude\u00a0: ")) << french;
    EXPECT_TRUE(holds(french, "Signaler une erreur\u00a0: https://placet.test/help/sources-of-error"))
        << french;
    EXPECT_FALSE(holds(french, " :"));
}

TEST(PrivateFeed, that_is_empty_was_updated_when_it_was_made_and_its_link_keeps_the_language) {
    Following site;
    const auto asked = body_of(site.follow("", {{"channel", "feed"}, {"language", "nl"}}));
    const auto at = asked.find("/subscriptions/manage/");
    ASSERT_NE(at, std::string::npos) << asked;
    EXPECT_TRUE(holds(asked.substr(at, asked.find('"', at) - at), "?lang=nl")) << asked.substr(at, 200);
    const auto feed = body_of(site.get(feed_of(site) + ".atom"));
    EXPECT_TRUE(holds(feed, "<updated>2021-10-12T12:00:00Z</updated>")) << feed;
}

TEST(PrivateFeed, tells_a_program_that_how_things_stand_is_not_sent_by_it) {
    Following site;
    const test::Fields form{{"scope", "party"}, {"key", "be"}, {"channel", "feed"}, {"state", "once"}};
    const auto told = site.post("/subscriptions", form, "192.0.2.1", {{"Accept", "application/json"}});
    EXPECT_EQ(told.status, 400);
    EXPECT_TRUE(holds(body_of(told), "\"state\"") && holds(body_of(told), "begins empty")) << body_of(told);
    EXPECT_TRUE(holds(body_of(site.get("/subscriptions/new?scope=party&key=be&lang=en")),
                      "From when (mail and webhook; a private feed begins empty)"));
}

TEST(Changes, between_two_numbers_are_read_down_to_the_lower_one) {
    Following site;
    site.take_in(another, "another.xml");
    const auto page = body_of(site.get("/changes?after=1&before=6&limit=2&lang=en"));
    EXPECT_TRUE(holds(page, "/changes/5") || holds(page, "rel=\"next\"")) << page;
    EXPECT_TRUE(holds(page, "after=1&amp;before=4")) << page;
    EXPECT_FALSE(holds(body_of(site.get("/changes?after=1&before=4&limit=2&lang=en")), "rel=\"next\""));
}
