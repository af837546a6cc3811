#include "tests/server/pages_made.hpp"

#include <gtest/gtest.h>

#include "registry/base/bytes.hpp"
#include "registry/exchange/exchange_xml.hpp"
#include "registry/intake/intake.hpp"

namespace test {

using namespace registry;

Day day(std::string_view iso) { return *parse_day(iso); }
When when(std::string_view edtf) { return *parse_when(edtf); }

server::View view(Lang lang, std::string_view today) {
    server::View made;
    made.lang = lang;
    made.asked.today = made.asked.on = day(today);
    made.base_url = "https://placet.test";
    made.path = "/instruments/test/be";
    made.dated = true;
    return made;
}

Evidence evidence(std::int64_t statement, std::string_view source, std::string_view date) {
    Evidence made;
    made.statement = statement;
    made.source = source;
    made.document_key = std::string(64, 'a');
    made.document_title = "A paper";
    made.place = "p. 3";
    made.date = date;
    made.recorded = day("2021-01-02");
    return made;
}

EventView event(std::string_view milestone, std::string_view entity, std::string_view date) {
    // The same event, the same number, whatever was made before it.
    const auto statement =
        static_cast<std::int64_t>(milestone.size() * 100 + entity.size() * 10 + date.size());
    EventView made;
    made.event.id = "test.be." + std::string{milestone} + "." + std::string{entity};
    made.event.instrument = "test";
    made.event.party = "be";
    made.event.milestone = milestone;
    made.event.entity = entity;
    made.event.when = when(date);
    made.event.statements = {statement};
    made.evidence = {evidence(statement, "be-chamber", date)};
    return made;
}

Verdict verdict(std::string_view rule, Severity severity, std::string_view since) {
    Verdict made;
    made.id = "r3.test.be.be-fed";
    made.rule = rule;
    made.instrument = "test";
    made.party = "be";
    made.entity = "be-fed";
    made.severity = made.certain_severity = severity;
    made.since = when(since);
    made.awaited = {"promulgated", "published"};
    made.waits_for = "be-fed";
    made.last_look = day("2021-10-01");
    made.because = {"because.finding",
                    {{"rule", "R3"}},
                    Truth::yes,
                    {},
                    {{"because.clock",
                      {{"milestone", "adopted"}, {"entity", "be-fed"}, {"date", "2018-07-19"}},
                      Truth::yes,
                      {"test.be.adopted.be-fed"},
                      {}},
                     {"because.looks",
                      {},
                      Truth::unknown,
                      {},
                      {{"because.not-found", {{"milestone", "promulgated"}}, Truth::yes, {}, {}}}},
                     {"because.not-found", {{"milestone", "published"}}, Truth::yes, {}, {}}}};
    return made;
}

InstrumentHead treaty(std::string_view title) {
    return {"test", "convention", {{"en", std::string{title}}}, {{"MTDSG", "I-1"}, {"placet", "test"}}};
}

TrackAnswer track(std::string_view title) {
    TrackAnswer made;
    made.instrument = treaty(title);
    made.party = "be";
    made.asked.today = made.asked.on = day("2021-10-12");
    made.facts.instrument = "test";
    made.facts.party = "be";
    made.entities = {{"be-fed", false, true, false, true, ""}, {"be-wal", true, true, true, true, ""}};
    made.events = {event("signed", "", "2005-10-24"), event("adopted", "be-fed", "2018-07-19"),
                   event("adopted", "be-wal", "../2018-12-31"), event("pledged", "", "XXXX-XX-XX")};
    made.findings = {verdict("R3", Severity::stalled, "2018-07-19")};
    Placed look;
    look.absence = {"promulgated", "be-fed", "", day("2021-10-01"), "be-gazette", "", "look:1", 2};
    look.evidence = evidence(90, "be-gazette", "2021-10-01");
    look.from = day("2018-07-20");
    look.read = 800;
    made.looks = {look};
    made.not_consulted = {"be-senate"};
    made.bound.bound = Bound::no;
    made.bound.because = "bound.no-consent";
    made.depositary_as_of = day("2018-01-01");
    return made;
}

ChangeLine change(std::int64_t id, std::string_view kind, std::string_view date) {
    ChangeLine made;
    made.id = id;
    made.kind = kind;
    made.instrument = "test";
    made.party = "be";
    made.milestone = "signed";
    made.date = date;
    made.effective = when(date).lo;
    made.recorded_at = "2021-01-02T03:04:05Z";
    made.recorded_day = day("2021-01-02");
    made.title = "Treaty of the test";
    return made;
}

std::string html(const server::Document& document) { return server::write_html(document); }

rapidjson::Document json(const server::Document& document) {
    rapidjson::Document read;
    read.Parse(server::write_json(document).c_str());
    EXPECT_FALSE(read.HasParseError());
    return read;
}

pugi::xml_document parsed(const std::string& html) {
    pugi::xml_document read;
    const auto result = read.load_buffer(html.data(), html.size(), pugi::parse_full | pugi::parse_ws_pcdata);
    EXPECT_TRUE(result) << result.description()
                        << " at: " << html.substr(static_cast<std::size_t>(result.offset), 200);
    return read;
}

namespace {
void gather(const pugi::xml_node& node, std::string& text) {
    if (node.type() == pugi::node_pcdata) text += node.value();
    for (const auto& child : node.children()) gather(child, text);
    text += ' ';
}
}  // namespace

std::string words(const std::string& html) {
    std::string text, plain;
    gather(parsed(html).child("html").child("body"), text);
    for (const char c : text)
        if (!(c == '\n' || c == ' ') || (!plain.empty() && plain.back() != ' ')) plain += c == '\n' ? ' ' : c;
    return plain;
}

std::size_t count(std::string_view text, std::string_view part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size()))
        ++found;
    return found;
}

const std::string_view small_file = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<registry xmlns="urn:placet:exchange:1" source="editor" title="A file of the test" language="en">
  <instrument id="test" kind="convention">
    <title lang="en">&lt;script&gt;alert("x")&lt;/script&gt; &amp; 'y' {{name}} [[skip]]</title>
    <title lang="fr">Traité de l'essai</title>
    <alias scheme="MTDSG">I-1</alias>
    <entry-into-force threshold="20" delay="P30D" own="P30D" authority="art. 28" place="art. 28"/>
  </instrument>
  <document source="un-mtdsg" title="Status &lt;b&gt;page" language="en" as-of="2018-01" address="javascript:alert(1)">
    <statement instrument="test" party="be" milestone="signed" when="2005-10-24" place="row 9"/>
    <statement instrument="test" party="nl" milestone="signed" when="2005-10-25" place="row 10"/>
    <statement instrument="test" party="nl" milestone="deposited" form="ratification" when="2010-09-28" place="row 10"/>
  </document>
  <document source="be-chamber" title="A page of the Chamber" language="nl" published="2018-07-20">
    <statement instrument="test" party="be" entity="be-fed" milestone="bill-tabled" when="2018-06-21"/>
    <statement instrument="test" party="be" entity="be-fed" milestone="adopted" when="2018-07-19"/>
  </document>
  <document source="be-gazette" title="The gazette, read" language="nl" as-of="2021-10-01">
    <look source="be-gazette" instrument="test" party="be" entity="be-fed" milestone="promulgated" from="2018-07-20" to="2021-10-01" read="800" unreadable="2"/>
    <look source="be-gazette" instrument="test" party="be" entity="be-fed" milestone="published" from="2018-07-20" to="2021-10-01" read="800" unreadable="2"/>
  </document>
</registry>
)xml";

Served::Served(std::string_view today, std::string base_url)
    : database_(scratch_ / "placet.db"),
      today_(today),
      site_(database_,
            {std::move(base_url), [this] { return *parse_now(today_); }, {}, 8 << 20,
             "mailto:registry@placet.test", [this](const std::string& line) { reported.push_back(line); }}) {
    take_in(small_file, "small.xml");
    sha256 = registry::sha256(small_file);
}

void Served::take_in(std::string_view xml, const std::string& file) {
    auto batch = read_exchange(xml, file);
    ASSERT_TRUE(batch) << batch.error().what << " " << batch.error().where;
    registry::take_in(database_, {file, "exchange", xml, *std::move(batch)}, *parse_now(today_));
}

server::Response Served::get(std::string target, server::Headers headers, std::string method) {
    return site_.answer({std::move(method), std::move(target), std::move(headers), {}});
}

}  // namespace test
