// What a track's page says, and in which words (semantics 3 and 6).
#include <gtest/gtest.h>

#include <regex>

#include "tests/server/pages_made.hpp"

using namespace registry;

namespace {

std::string page(const TrackAnswer& answer, Lang lang = Lang::en) {
    return test::words(test::html(server::track(test::view(lang), answer)));
}
Step step(std::string_view milestone, std::string_view actor, bool may) {
    Step made;
    made.milestone = milestone;
    made.actor = actor;
    made.may = may;
    return made;
}
bool says(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST(TrackPage, states_what_is_not_found_and_finds_no_fault) {
    const auto text = page(test::track());
    EXPECT_TRUE(says(text,
                     "No recorded movement for 38 months (19 July 2018); “stalled” is the rule’s class, not "
                     "a finding of fault."));
    EXPECT_TRUE(says(text, "not found as of 1 October 2021"));
    EXPECT_TRUE(says(text, "Belgian Official Gazette"));
    EXPECT_TRUE(says(text, "2 issues unreadable"));
    EXPECT_TRUE(says(text, "Report an error or an official reply") ||
                says(text, "Report it to whoever runs this site"));
    const std::regex banned("blocks|failure|defect|overdue|laggard", std::regex::icase);
    EXPECT_FALSE(std::regex_search(text, banned));
}

TEST(TrackPage, says_the_same_in_four_languages) {
    EXPECT_TRUE(says(page(test::track(), Lang::nl), "Geen opgetekende beweging: 38 maanden"));
    EXPECT_TRUE(says(page(test::track(), Lang::fr), "Aucun mouvement enregistré\u00a0: 38 mois"));
    EXPECT_TRUE(says(page(test::track(), Lang::de), "Keine verzeichnete Bewegung: 38 Monate"));
    EXPECT_TRUE(says(page(test::track(), Lang::nl), "19 juli 2018"));
}

TEST(TrackPage, what_was_last_looked_for_long_ago_is_told_as_of_that_look) {
    auto answer = test::track();
    answer.findings[0].certainty = Certainty::unverified;
    answer.findings[0].last_look = test::day("2021-07-19");
    const auto html = test::html(server::track(test::view(), answer));
    EXPECT_TRUE(says(
        test::words(html),
        "No recorded movement up to 19 July 2021: 36 months (19 July 2018); no look since is on record."));
    EXPECT_FALSE(says(test::words(html), "38 months"));
    EXPECT_GE(test::count(html, "36 months · stalled"), 2u) << "in both drawings";
}

TEST(TrackPage, an_explanation_by_another_is_called_an_interpretation) {
    auto answer = test::track();
    answer.events.push_back(test::event("explained", "", "2020-01-02"));
    answer.events.back().event.party = "be";
    answer.events.back().evidence = {test::evidence(77, "ngo", "2020-01-02")};
    EXPECT_FALSE(says(page(answer), "Explanation by the competent authority"));
    EXPECT_TRUE(says(page(answer), "Interpretation"));
    answer.events.back().evidence = {test::evidence(77, "be-government", "2020-01-02")};
    EXPECT_TRUE(says(page(answer), "Explanation by the competent authority"));
}

TEST(TrackPage, a_computed_lapse_stands_in_the_table_and_is_no_stated_event) {
    auto answer = test::track();
    registry::TrackEvent lapse;
    lapse.milestone = "lapsed", lapse.entity = "be-fed", lapse.subject = "be-chamber";
    lapse.when = test::when("2014-04-25"), lapse.derived = true;
    answer.facts.events.push_back(lapse);
    const auto document = server::track(test::view(), answer);
    const auto text = test::words(test::html(document));
    EXPECT_TRUE(says(text, "computed from the dissolution of Chamber of Representatives")) << text;
    EXPECT_EQ(test::json(document)["events"].Size(), answer.events.size()) << "nobody stated it";
    EXPECT_TRUE(says(page(answer, Lang::fr), "calculé d’après la dissolution"));
}

TEST(TrackPage, a_parked_finding_shows_the_reason_given) {
    auto answer = test::track();
    answer.events.push_back(test::event("explained", "", "2020-01-02"));
    answer.events.back().event.party = "be";
    answer.events.back().evidence = {test::evidence(77, "be-government", "2020-01-02")};
    answer.events.back().evidence[0].note = "waits for a neighbour";
    auto& finding = answer.findings[0];
    finding.parked_by = answer.events.back().event.id;
    finding.because.of.push_back(
        {"because.explained",
         {{"source", "be-government"}, {"date", "2020-01-02"}, {"day", "2022-01-02"}, {"subject", "R7b"}},
         registry::Truth::yes,
         {finding.parked_by},
         {}});
    EXPECT_TRUE(
        says(page(answer), "Explained by Belgian government on 2 January 2020: waits for a neighbour"));
    answer.events.back().evidence[0].source = "ngo";
    EXPECT_FALSE(says(page(answer), "2 January 2020: waits for a neighbour")) << "not the authority's words";
}

TEST(TrackPage, what_nobody_looked_for_is_not_checked_and_no_finding) {
    auto answer = test::track();
    answer.findings[0].certainty = Certainty::unsearched;
    const auto document = server::track(test::view(), answer);
    EXPECT_TRUE(document.says.get("findings")->items()->empty());
    EXPECT_EQ(document.says.get("not_checked")->items()->size(), 1u);
    const auto text = test::words(test::html(document));
    EXPECT_TRUE(says(text, "No look for this is on record"));
    EXPECT_TRUE(says(text, "No finding on this day."));
    EXPECT_TRUE(says(text, "Belgian Senate"));  // among the sources not consulted
    EXPECT_EQ(test::count(test::html(document), "class=\"point wait "), 0u)
        << "no wait is drawn of what nobody looked for";
}

TEST(TrackPage, every_event_has_its_evidence_with_source_document_place_and_date_as_read) {
    const auto html = test::html(server::track(test::view(), test::track()));
    for (const auto* part :
         {"Belgian Chamber of Representatives", "A paper", "p. 3", "<code>2018-07-19</code>",
          "<time datetime=\"2018-07-19\">19 July 2018</time>", "<time datetime=\"../2018-12-31\">"})
        EXPECT_TRUE(says(html, part)) << part;
    EXPECT_TRUE(says(html, "/documents/" + std::string(64, 'a')));
}

TEST(TrackPage, evidence_not_followed_stays_visible) {
    auto answer = test::track();
    answer.events[1].evidence.push_back(test::evidence(99, "ngo", "2018-07-18"));
    answer.events[1].event.against = {99};
    EXPECT_TRUE(says(page(answer), "differs, not followed"));
}

TEST(TrackPage, numbers_in_the_picture_are_those_of_the_table) {
    const auto document = server::track(test::view(), test::track());
    const auto html = test::html(document);
    std::vector<std::string> order;
    for (const auto& event : *document.says.get("events")->items())
        order.emplace_back(event.get("milestone")->text());
    // By day, the undated one last.
    EXPECT_EQ(order, (std::vector<std::string>{"signed", "adopted", "adopted", "pledged"}));
    for (const auto* n : {"1", "2", "3", "4"}) {
        EXPECT_EQ(test::count(html, "<tr id=\"event-" + std::string{n} + "\""), 1u);
        EXPECT_EQ(test::count(html, ">" + std::string{n} + "</text>"), 2u)
            << "once in each of the two drawings";
    }
}

TEST(TrackPage, lists_that_only_name_entities_are_not_steps) {
    auto answer = test::track();
    answer.events.push_back(test::event("assent-required", "be-wal", "XXXX-XX-XX"));
    const auto document = server::track(test::view(), answer);
    EXPECT_EQ(document.says.get("events")->items()->size(), 4u);
    EXPECT_EQ(document.says.get("entities")->get("lists")->items()->size(), 1u);
}

TEST(TrackPage, entities_stand_side_by_side_with_what_is_missing) {
    auto answer = test::track();
    const auto document = server::track(test::view(), answer);
    const auto& rows = *document.says.get("entities")->get("rows")->items();
    ASSERT_EQ(rows.size(), 2u);
    const auto text = test::words(test::html(document));
    EXPECT_TRUE(says(text, "Walloon Region"));
    EXPECT_TRUE(says(text, "assent required (unconfirmed) and engaged by the signature"));
    EXPECT_TRUE(says(text, "No source says that the list of required assents is whole."));
}

TEST(TrackPage, the_next_step_says_whose_it_is_and_whether_anybody_looked) {
    auto answer = test::track();
    const auto promulgated = step("promulgated", "actor.king", false);
    const auto deposited = step("deposited", "actor.foreign-affairs", false);
    answer.walk.states = {
        {&promulgated, "be-fed", Recorded::not_recorded, Potential::caused, false, false, nullptr, {}},
        {&deposited, "", Recorded::not_recorded, Potential::caused, false, false, nullptr, {}}};
    answer.walk.next = {0, 1};
    const auto text = page(answer);
    EXPECT_TRUE(says(text, "King (federal government)"));
    EXPECT_TRUE(says(text, "Promulgated (Federal State): not found as of 1 October 2021."));
    EXPECT_TRUE(says(text, ": not recorded; not checked."));
    EXPECT_FALSE(says(text, "No expected step is still open."));
}

TEST(TrackPage, a_road_is_complete_only_when_nothing_expected_is_left) {
    auto answer = test::track();
    const auto signed_ = step("signed", "", false);
    const auto optional = step("full-powers", "", true);
    answer.walk.states = {
        {&signed_, "", Recorded::happened, Potential::caused, false, false, nullptr, {}},
        {&optional, "", Recorded::not_recorded, Potential::allowed, false, false, nullptr, {}}};
    EXPECT_TRUE(says(page(answer), "No expected step is still open."));
    const auto published = step("published", "", false);
    answer.walk.states.push_back(
        {&published, "be-fed", Recorded::not_recorded, Potential::not_yet, false, false, nullptr, {}});
    EXPECT_FALSE(says(page(answer), "No expected step is still open."));
}

TEST(TrackPage, the_age_of_the_depositary_data_is_told) {
    EXPECT_TRUE(says(page(test::track()),
                     "Depositary’s data: state of 1 January 2018, 45 months before the day asked about."));
    auto answer = test::track();
    answer.depositary_as_of.reset();
    EXPECT_TRUE(says(page(answer), "The depositary’s data carry no date."));
}

TEST(TrackPage, a_citation_holds_the_days_for_ever) {
    const auto document = server::track(test::view(), test::track());
    EXPECT_EQ(document.says.get("cite")->get("permalink")->text(),
              "https://placet.test/instruments/test/be?on=2021-10-12&known=2021-10-12");
}

TEST(TrackPage, a_title_in_another_language_says_so) {
    const auto html = test::html(server::track(test::view(Lang::nl), test::track()));
    EXPECT_TRUE(says(html, "<span class=\"title\" lang=\"en\">Treaty of the test</span>"));
    EXPECT_TRUE(says(html, "(titel in het Engels)"));
    auto nameless = test::track();
    nameless.instrument.titles.clear();
    EXPECT_TRUE(
        says(test::html(server::track(test::view(), nameless)), "<span class=\"title\">MTDSG I-1</span>"));
}

TEST(TrackPage, the_view_of_another_day_is_told_with_a_way_back) {
    auto view = test::view();
    view.asked.on = test::day("2018-09-01");
    view.asked.known = test::day("2019-01-01");
    view.query = {{"on", "2018-09-01"}, {"known", "2019-01-01"}, {"lang", "en"}};
    auto answer = test::track();
    answer.asked = view.asked;
    answer.nothing_known = true;
    const auto html = test::html(server::track(view, answer));
    EXPECT_TRUE(says(html, "You see the legal state on 1 September 2018."));
    EXPECT_TRUE(says(html, "As this registry knew it by the end of 1 January 2019."));
    EXPECT_TRUE(says(html, "At that time this registry held nothing."));
    EXPECT_TRUE(says(html, "<a href=\"/instruments/test/be?lang=en\">See today’s state</a>"));
    // The language changes, the days stay.
    EXPECT_TRUE(says(html, "/instruments/test/be?on=2018-09-01&amp;known=2019-01-01&amp;lang=fr"));
}

TEST(FindingPage, a_closed_finding_is_told_as_of_its_last_day) {
    FindingAnswer answer;
    answer.line.verdict = test::verdict("R3", Severity::severe, "2018-07-19");
    answer.line.instrument = test::treaty();
    answer.line.open = false;
    answer.steps = {{{StepKind::opened, test::day("2019-01-15"), Severity::notice, Certainty::certain},
                     test::day("2021-10-12")},
                    {{StepKind::closed, test::day("2020-07-19"), Severity::none, Certainty::certain},
                     test::day("2021-10-12")}};
    const auto text = test::words(test::html(server::finding_for_ever(test::view(), answer)));
    EXPECT_TRUE(says(text, "No recorded movement for 24 months"));
    EXPECT_TRUE(says(text, "15 January 2019"));
    EXPECT_TRUE(says(text, "12 October 2021"));
    EXPECT_TRUE(says(text, "opened"));
}

TEST(FindingPage, it_is_cited_by_the_days_and_shows_the_same_later) {
    FindingAnswer answer;
    answer.line.verdict = test::verdict("R3", Severity::severe, "2018-07-19");
    answer.line.instrument = test::treaty();
    answer.line.open = true;
    const auto finding = test::words(test::html(server::finding_for_ever(test::view(), answer)));
    EXPECT_TRUE(says(finding, "go on showing what you see now"));
    EXPECT_TRUE(says(finding, "on=2021-10-12&known=2021-10-12"));
    EXPECT_TRUE(says(page(test::track()), "go on showing what you see now"));
}

TEST(FindingPage, a_proof_nests_as_it_was_reasoned) {
    const auto view = test::view();
    const auto html = test::html(server::track(view, test::track()));
    const auto tree = test::parsed(html);
    const auto deepest = tree.select_nodes("//ul[@class='proof']/li/ul/li/ul/li");
    ASSERT_EQ(deepest.size(), 1u);
    EXPECT_NE(std::string{deepest[0].node().text().as_string()} + deepest[0].node().last_child().value(), "");
    EXPECT_EQ(tree.select_nodes("//ul[@class='proof']/li/ul/li").size(), 3u);
}

TEST(TrackPage, a_look_that_went_further_is_told_up_to_the_day_asked) {
    auto answer = test::track();
    answer.asked.on = test::day("2019-01-01");
    auto view = test::view();
    view.asked.on = answer.asked.on;
    const auto promulgated = step("promulgated", "", false);
    answer.walk.states = {
        {&promulgated, "be-fed", Recorded::not_recorded, Potential::caused, false, false, nullptr, {}}};
    answer.walk.next = {0};
    answer.events.push_back(test::event("deposited", "", "2020-05-05"));
    const auto html = test::html(server::track(view, answer));
    EXPECT_TRUE(says(html, "Promulgated (Federal State): not found as of 1 January 2019."));
    // The look reached 1 October 2021: nothing a person reads says so of a day before.
    EXPECT_FALSE(says(html, "1 October 2021"));
    EXPECT_TRUE(says(server::write_json(server::track(view, answer)), "2021-10-01"));
    EXPECT_TRUE(says(html, "class=\"point mark binds future\""));
    EXPECT_TRUE(says(html, "in the future"));
}
