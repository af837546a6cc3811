// Instruments as linked data, and the record of one in the exchange format.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "registry/exchange/exchange_xml.hpp"
#include "registry/intake/intake.hpp"
#include "registry/store/events.hpp"
#include "server/pages/instrument_linked.hpp"
#include "server/represent/json_value.hpp"
#include "server/represent/linked.hpp"
#include "tests/server/pages_made.hpp"

namespace {

registry::InstrumentAnswer answer() {
    registry::InstrumentAnswer made;
    made.instrument.id = "test";
    made.instrument.kind = "convention";
    made.instrument.titles = {{"en", "Treaty of the test"}, {"nl", "Verdrag van de proef"}};
    made.instrument.aliases = {{"MTDSG", "I-1"}, {"placet", "test"}};
    made.asked.on = made.asked.today = test::day("2021-10-12");
    auto adopted = test::event("text-adopted", "", "2002-12-18");
    made.own = {adopted};
    return made;
}

rapidjson::Document linked(const registry::InstrumentAnswer& of) {
    rapidjson::Document read;
    read.Parse(server::json_text(server::linked_instrument(test::view(), of)).c_str());
    EXPECT_TRUE(read.IsObject());
    return read;
}

registry::InstrumentAnswer::Related related(std::string kind, bool outwards) {
    registry::InstrumentAnswer::Related made;
    made.kind = std::move(kind);
    made.outwards = outwards;
    made.other.id = "other";
    return made;
}

}  // namespace

TEST(Linked, an_instrument_is_legislation_with_a_name_in_each_language) {
    const auto data = linked(answer());
    EXPECT_STREQ(data["@type"][0].GetString(), "Legislation");
    EXPECT_STREQ(data["@id"].GetString(), "https://placet.test/instruments/test");
    EXPECT_STREQ(data["name"][1]["@language"].GetString(), "nl");
    EXPECT_STREQ(data["name"][1]["@value"].GetString(), "Verdrag van de proef");
    ASSERT_EQ(data["legislationIdentifier"].Size(), 1u);
    EXPECT_STREQ(data["legislationIdentifier"][0].GetString(), "MTDSG I-1");
    EXPECT_STREQ(data["legislationDate"].GetString(), "2002-12-18");
    EXPECT_STREQ(data["eli:date_document"].GetString(), "2002-12-18");
    // Whoever reads it needs nothing from elsewhere.
    EXPECT_TRUE(data["@context"].IsObject());
}

TEST(Linked, what_is_not_known_is_left_out) {
    auto made = answer();
    made.own.clear();
    auto data = linked(made);
    for (const auto* term : {"legislationLegalForce", "eli:in_force", "legislationDate", "eli:date_document",
                             "legislationPassedBy", "eli:first_date_entry_in_force"})
        EXPECT_FALSE(data.HasMember(term)) << term;
    made.own = {test::event("text-adopted", "", "2002~")};
    EXPECT_FALSE(linked(made).HasMember("legislationDate")) << "about 2002 is no ISO 8601 date";
    made.own = {test::event("text-adopted", "", "2002-12")};
    data = linked(made);
    EXPECT_STREQ(data["legislationDate"].GetString(), "2002-12");
    EXPECT_FALSE(data.HasMember("eli:date_document")) << "a month is no day";
}

TEST(Linked, in_force_is_said_only_where_it_is_sure) {
    const auto force = [](const registry::InstrumentAnswer& of) {
        const auto data = linked(of);
        return data.HasMember("legislationLegalForce") ? std::string{data["legislationLegalForce"]["@id"].GetString()}
                                                       : std::string{};
    };
    auto made = answer();
    made.entry.recorded = test::when("2006-06-22");
    EXPECT_EQ(force(made), "https://schema.org/InForce");
    made.asked.on = test::day("2006-06-21");
    EXPECT_EQ(force(made), "https://schema.org/NotInForce");
    made.entry.recorded = test::when("2006");
    EXPECT_EQ(force(made), "") << "some day of 2006";
    made.entry.recorded = test::when("2005");
    EXPECT_EQ(force(made), "https://schema.org/InForce");
    made.own.push_back(test::event("terminated", "", "2006-06"));
    EXPECT_EQ(force(made), "") << "ended this month, or not yet";
    made.asked.on = test::day("2006-07-01");
    EXPECT_EQ(force(made), "https://schema.org/NotInForce");
}

TEST(Linked, only_relations_that_mean_the_same_are_given) {
    auto made = answer();
    made.relations = {related("amends", true), related("based-on", true), related("announced-by", true),
                      related("protocol-to", true)};
    auto data = linked(made);
    EXPECT_STREQ(data["legislationChanges"][0]["@id"].GetString(), "https://placet.test/instruments/other");
    EXPECT_STREQ(data["isBasedOn"][0]["@id"].GetString(), "https://placet.test/instruments/other");
    EXPECT_STREQ(data["eli:amends"][0]["@id"].GetString(), "https://placet.test/instruments/other");
    made.relations = {related("amends", false)};
    data = linked(made);
    EXPECT_FALSE(data.HasMember("legislationChanges"));
    EXPECT_TRUE(data.HasMember("eli:amended_by"));
}

TEST(Linked, the_block_in_a_page_is_data_that_nothing_can_end) {
    auto made = answer();
    made.instrument.titles = {{"en", "</script><script>alert(1)</script> & <!-- x"}};
    const auto block = server::data_block(server::linked_instrument(test::view(), made)).text;
    EXPECT_EQ(block.find_first_of("<>&"), std::string::npos) << block;
    rapidjson::Document read;
    read.Parse(block.c_str());
    EXPECT_EQ(read["name"][0]["@value"].GetString(), made.instrument.titles[0].text);
}

TEST(Linked, the_page_holds_what_the_file_says) {
    test::Served site;
    const auto file = site.get("/instruments/test.jsonld");
    ASSERT_EQ(file.status, 200);
    EXPECT_EQ(file.headers.find("Content-Type")->second, "application/ld+json");
    rapidjson::Document alone, within;
    alone.Parse(file.body->c_str());
    const auto tree = test::parsed(*site.get("/instruments/test").body);
    const auto script =
        tree.child("html").child("head").find_child_by_attribute("script", "type", "application/ld+json");
    within.Parse(script.child_value());
    EXPECT_TRUE(alone.IsObject() && alone == within);
    EXPECT_EQ(test::count(*site.get("/instruments/test").body, "<script type"), 1u);
    EXPECT_EQ(test::count(*site.get("/instruments/test/be").body, "<script type"), 0u);
}

namespace {

std::vector<registry::Event> events_of(registry::store::Database& database, std::string_view instrument) {
    auto reader = database.read();
    std::vector<registry::Event> all;
    for (const auto* party : {"", "be", "nl"})
        for (auto& each : registry::store::stored_events(reader, instrument, party)) {
            each.statements.clear();  // numbers of the store
            each.against.clear();
            all.push_back(std::move(each));
        }
    return all;
}

constexpr std::string_view another = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<registry xmlns="urn:placet:exchange:1" source="editor" title="Another" language="en">
  <instrument id="another" kind="convention"><title lang="en">Another treaty</title></instrument>
  <document source="un-mtdsg" title="Another page" language="en" as-of="2018-01">
    <statement instrument="another" party="be" milestone="signed" when="2004-01-01"/>
  </document>
  <document source="ngo" title="A paper" language="en" published="2019" secondary="yes" quotation="Nothing yet.">
    <statement instrument="test" party="be" entity="be-vlg" milestone="adopted" when="2012">words of a private paper</statement>
  </document>
</registry>
)xml";

}  // namespace

TEST(Exchange, the_record_of_one_instrument_gives_the_same_events_in_an_empty_store) {
    test::Served site;
    site.take_in(another, "another.xml");
    const auto response = site.get("/instruments/test.xml");
    ASSERT_EQ(response.status, 200);
    EXPECT_EQ(response.headers.find("Content-Type")->second, "application/xml");
    auto batch = registry::read_exchange(*response.body, "test.xml");
    ASSERT_TRUE(batch) << batch.error().what;
    test::Scratch scratch;
    registry::store::Database empty(scratch / "empty.db");
    registry::take_in(empty, {"test.xml", "exchange", *response.body, *std::move(batch)},
                      *registry::parse_now("2021-10-12"));
    EXPECT_EQ(events_of(empty, "test"), events_of(site.database(), "test"));
    EXPECT_GT(events_of(empty, "test").size(), 5u);
    auto reader = empty.read();
    EXPECT_FALSE(registry::find_instrument(reader, "another").id) << "nothing of other instruments";
}

TEST(Exchange, words_of_secondary_papers_stay_with_us) {
    test::Served site;
    site.take_in(another, "another.xml");
    const auto text = *site.get("/instruments/test.xml").body;
    EXPECT_EQ(text.find("words of a private paper"), std::string::npos);
    EXPECT_NE(text.find("Nothing yet."), std::string::npos) << "the short quotation is public";
    EXPECT_EQ(text.find("Another page"), std::string::npos);
}

TEST(Exchange, the_days_asked_for_leave_out_what_was_not_yet) {
    test::Served site;
    const auto at = [&](const std::string& query) { return *site.get("/instruments/test.xml" + query).body; };
    EXPECT_NE(at("").find("2018-07-19"), std::string::npos);
    const auto earlier = at("?on=2018-07-01");
    EXPECT_NE(earlier.find("2018-06-21"), std::string::npos);
    EXPECT_EQ(earlier.find("when=\"2018-07-19\""), std::string::npos) << "adopted later";
    EXPECT_EQ(at("?known=2021-10-11").find("<statement"), std::string::npos) << "nothing was recorded by then";
    const auto published = at("?published=2018-02-01");
    EXPECT_NE(published.find("Status"), std::string::npos);
    EXPECT_EQ(published.find("A page of the Chamber"), std::string::npos) << "public later";
}

TEST(Exchange, the_record_holds_to_the_published_grammar) {
    if (std::system("xmllint --version >/dev/null 2>&1") != 0) GTEST_SKIP() << "skipped: xmllint is not there";
    test::Served site;
    site.take_in(another, "another.xml");
    const test::Scratch scratch;
    const auto file = (scratch / "test.xml").string();
    std::ofstream(file, std::ios::binary) << *site.get("/instruments/test.xml").body;
    const auto command = "xmllint --noout --relaxng schemas/exchange/exchange.rng " + file;
    EXPECT_EQ(std::system(command.c_str()), 0);
}
