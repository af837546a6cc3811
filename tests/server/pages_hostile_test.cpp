// Words from outside stay words: in HTML, in attributes, in JSON, in Atom.
#include <gtest/gtest.h>

#include <set>

#include "tests/server/pages_made.hpp"

using namespace registry;
using test::hostile;

namespace {

std::string bad() { return std::string{hostile}; }

Evidence bad_evidence() {
    auto made = test::evidence(1, "be-chamber", bad());
    made.document_title = made.address = made.file = made.place = made.note = made.quotation = bad();
    made.source = bad();
    return made;
}

EventView bad_event() {
    auto made = test::event("signed", "", "2005-10-24");
    made.event.id = made.event.act = made.event.subject = made.event.form = made.event.entity = bad();
    made.evidence = {bad_evidence()};
    return made;
}

Verdict bad_verdict() {
    auto made = test::verdict("R3", Severity::severe, "2018-07-19");
    made.id = made.entity = made.subject = made.waits_for = made.cause = bad();
    made.because.of.push_back({bad(), {{"milestone", bad()}, {"x", bad()}}, Truth::no, {bad()}, {}});
    return made;
}

TrackAnswer bad_track() {
    auto made = test::track(hostile);
    made.instrument.id = made.instrument.kind = bad();
    made.instrument.titles.push_back({bad(), bad()});
    made.instrument.aliases.push_back({bad(), bad()});
    made.events.push_back(bad_event());
    made.findings = {bad_verdict()};
    made.not_consulted = {bad()};
    made.remarks = {{Remark::Weight::doubt, bad(), bad(), bad()}};
    made.interpretations = made.explanations = {bad_evidence()};
    made.looks[0].absence.note = made.looks[0].absence.source = made.looks[0].absence.entity = bad();
    made.looks[0].evidence = bad_evidence();
    made.notes = {{bad(), {}, Truth::yes, {}, {}}};
    return made;
}

InstrumentAnswer bad_instrument() {
    InstrumentAnswer made;
    made.instrument = bad_track().instrument;
    made.own = {bad_event()};
    made.clause = EntryClause{20, {}, {}, bad()};
    PartyLine line;
    line.party = bad();
    line.resolved = false;
    line.events = {bad_event().event};
    line.worst_finding = bad();
    line.severity = Severity::stalled;
    made.parties = {line};
    made.descriptions = {{bad(), bad(), bad(), bad_evidence()}};
    made.relations = {{bad(), true, made.instrument}};
    made.passages = {{bad(), bad(), bad(), bad(), bad(), bad(), bad()}};
    made.remarks = bad_track().remarks;
    return made;
}

ChangeLine bad_change() {
    auto made = test::change(7, "fact", "2005-10-24");
    made.title = made.instrument = made.party = made.entity = made.milestone = made.date = made.was = bad();
    return made;
}

std::vector<server::Document> every_page() {
    const auto view = test::view();
    FindingLine line;
    line.verdict = bad_verdict();
    line.instrument = bad_track().instrument;
    line.open = false;
    DocumentAnswer document;
    document.sha256 = document.source = document.title = document.address = document.file =
        document.media_type = document.language = document.quotation = document.recorded_at = bad();
    document.remarks = bad_track().remarks;
    SourceLine source;
    source.source = source.last_import = bad();
    PartyTrack track;
    track.instrument = bad_track().instrument;
    track.next_milestone = track.next_entity = track.finding = bad();
    RoadsAnswer roads;
    roads.lines = {{track, Standing::other}};
    roads.page = {0, 1, 3, bad(), bad()};
    RoadsQuestion roads_asked;
    roads_asked.party = bad();
    StalledAnswer stalled;
    stalled.lines = {line};
    stalled.page = {0, 1, 3, bad(), bad()};
    stalled.facets.rule = stalled.facets.party = stalled.facets.entity = {{bad(), 3}};
    stalled.cells[{bad(), bad()}] = {0, 1, 0, 0, 0};
    StalledQuestion stalled_asked;
    stalled_asked.party = stalled_asked.entity = stalled_asked.rule = bad();
    WithAnswer with;
    with.lines.emplace_back();
    with.lines[0].instrument = line.instrument;
    with.lines[0].a.bound.because = with.lines[0].b.bound.because = bad();
    with.page = {0, 1, 3, bad(), bad()};
    WithQuestion with_asked;
    with_asked.a = with_asked.b = bad();
    AwaitsAnswer awaits;
    auto& awaited = awaits.lines.emplace_back();
    awaited.instrument = line.instrument;
    awaited.party = awaited.entity = bad();
    awaited.required = true;
    awaited.required_by = bad_event();
    awaited.next.emplace_back();
    awaited.next[0].milestone = awaited.next[0].since_milestone = bad();
    awaited.next[0].look = bad_track().looks.at(0);
    awaited.next[0].rests_on = {bad_event()};
    awaited.findings = {{bad(), bad(), Severity::warn, {}}};
    awaits.page = {0, 1, 3, bad(), bad()};
    awaits.entities = {{bad(), 1}};
    AwaitsQuestion awaits_asked;
    awaits_asked.party = bad();
    awaits_asked.entity = bad();
    PartySummary summary;
    summary.party = bad();
    FindingAnswer finding;
    finding.line = line;
    finding.facts[bad()] = bad_event();
    finding.looks = bad_track().looks;
    finding.not_consulted = {bad()};
    auto row = std::make_shared<CatalogueRow>();
    const auto head = bad_track().instrument;
    row->id = head.id, row->kind = head.kind, row->titles = head.titles, row->aliases = head.aliases;
    server::InstrumentsShown list;
    list.asked.question.q = list.asked.question.entity = list.asked.question.rule = bad();
    list.asked.question.party = list.asked.question.kind = list.asked.question.next = bad();
    list.near = {bad()};
    list.answer.settled = {row};
    list.answer.list.lines = {{row.get(), Truth::unknown}};
    list.answer.list.total = 1;
    registry::ChangeGroup group;
    group.instrument = head, group.party = bad(), group.lines = {bad_change(), bad_change()};
    const server::HomeAnswer first_page{{{line}, 1, 1, true}, {{group}, {group}, {group}}, {{line}, true}, 1, false};
    registry::BetweenAnswer two_days;
    two_days.filter.instrument = two_days.filter.party = bad();
    two_days.happened = two_days.perhaps = {{bad(), bad(), bad(), bad(), bad(), bad(), test::when("2018"), true}};
    two_days.findings = {{bad(), bad(), bad(), bad(), bad(), {}, registry::Severity::stalled, {}}};
    two_days.recorded = {bad_change()};
    two_days.heads[bad()] = head;
    return {
        server::track(view, bad_track()),
        server::instrument(view, bad_instrument()),
        server::home(view, first_page),
        server::between_days(view, two_days, true),
        server::status_note(view, bad_track(), 7),
        server::instruments_list(view, list),
        server::parties_list(view, {summary}),
        server::party(view, roads, roads_asked),
        server::stalled_list(view, stalled, stalled_asked),
        server::with_list(view, with, with_asked),
        server::awaits_list(view, awaits, awaits_asked),
        server::finding_for_ever(view, finding),
        server::changes_list(view, {bad_change()}, {}, bad()),
        server::sources_list(view, {source}, {{"party", bad(), 3, bad()}}),
        server::source(view, {source, bad_track().remarks}, {}),
        server::document(view, document),
        server::refused(view, {404, bad(), bad(), bad(), bad(), {bad()}})};
}

void expect_keys_once(const server::Value& value, const std::string& where) {
    if (const auto* members = value.members()) {
        std::set<std::pair<std::string, bool>> seen;
        for (const auto& member : *members) {
            if (member.reads != server::Reads::people) {
                EXPECT_TRUE(seen.insert({member.key, true}).second)
                    << where << "/" << member.key << " twice for programs";
            }
            if (member.reads != server::Reads::programs) {
                EXPECT_TRUE(seen.insert({member.key, false}).second)
                    << where << "/" << member.key << " twice for people";
            }
            expect_keys_once(member.value, where + "/" + member.key);
        }
    }
    if (const auto* items = value.items())
        for (const auto& item : *items) expect_keys_once(item, where);
}

void each_attribute(const pugi::xml_node& node, const std::string& page) {
    for (const auto& attribute : node.attributes()) {
        const std::string_view name = attribute.name();
        EXPECT_FALSE(name.starts_with("on") || name == "style") << page << " has " << name;
        if (name == "href" || name == "src" || name == "action") {
            EXPECT_EQ(std::string_view{attribute.value()}.find("javascript"), std::string_view::npos) << page;
        }
    }
    for (const auto& child : node.children()) {
        if (std::string_view{child.name()} == "script") {  // of our own files only, never written in place
            const bool data = std::string_view{child.attribute("type").value()} == "application/ld+json";
            if (!data) {
                EXPECT_TRUE(std::string_view{child.attribute("src").value()}.starts_with("/static/")) << page;
                EXPECT_STREQ(child.child_value(), "") << page;
            }
        }
        EXPECT_STRNE(child.name(), "style") << page;
        each_attribute(child, page);
    }
}

std::string without_pictures(std::string html) {
    for (auto at = html.find("<svg"); at != std::string::npos; at = html.find("<svg", at))
        html.erase(at, html.find("</svg>", at) - at);
    return html;
}

}  // namespace

TEST(HostileWords, every_page_is_well_formed_and_shows_them_as_words) {
    for (const auto& document : every_page()) {
        const auto html = test::html(document);
        const auto tree = test::parsed(html);
        EXPECT_EQ(test::count(html, "<script"),
                  test::count(html, "<script src=\"/static/") +
                      test::count(html, "<script type=\"application/ld+json\">"))
            << document.body;
        // Pictures break words over lines; the rest holds them whole.
        const auto text = without_pictures(html);
        EXPECT_EQ(test::count(text, "{{name}} [[skip]]"), test::count(text, "{{name}}"))
            << document.body << ": a tag was filled in";
        EXPECT_NE(test::words(html).find("<script>alert(\"x\")</script> & 'y'"), std::string::npos)
            << document.body;
        each_attribute(tree, document.body);
    }
}

TEST(HostileWords, json_holds_them_whole_and_names_no_member_twice) {
    for (const auto& document : every_page()) {
        const auto written = server::write_json(document);
        rapidjson::Document read;
        read.Parse(written.c_str());
        ASSERT_FALSE(read.HasParseError()) << document.body;
        EXPECT_NE(written.find("<script>alert(\\\"x\\\")</script> & 'y'"), std::string::npos)
            << document.body;
        expect_keys_once(document.says, document.body);
    }
}

TEST(HostileWords, atom_holds_them_whole) {
    const auto document = server::changes_list(test::view(), {bad_change()}, {}, bad());
    const auto atom = server::write_atom(document);
    const auto tree = test::parsed(atom);
    EXPECT_NE(std::string{tree.child("feed").child("entry").child("title").child_value()}.find(hostile),
              std::string::npos);
}

TEST(HostileWords, an_address_that_is_no_web_address_is_no_link) {
    auto answer = test::track();
    answer.events[0].evidence[0].document_key.clear();
    answer.events[0].evidence[0].address = "javascript:alert(1)";
    const auto html = test::html(server::track(test::view(), answer));
    EXPECT_EQ(html.find("href=\"javascript"), std::string::npos);
    EXPECT_NE(html.find("<cite>A paper</cite>"), std::string::npos);
}
