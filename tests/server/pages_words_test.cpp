// What is said in the reader's language, and no more than is known: authorities, subjects, corrections, what
// lies after the last look, lists that go on, addresses that lead nowhere.
#include <gtest/gtest.h>

#include <set>

#include "registry/answers/participation.hpp"
#include "registry/base/text.hpp"
#include "registry/model/messages.hpp"
#include "registry/procedure/procedure.hpp"
#include "registry/rules/words.hpp"
#include "server/pages/navigation.hpp"
#include "server/pages/track_parts.hpp"
#include "server/pages/track_picture.hpp"
#include "server/pictures/steps.hpp"
#include "tests/server/pages_made.hpp"

namespace {

using registry::Lang;
using registry::Severity;
using test::Served;

std::string body(const server::Response& response) { return *response.body; }

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::set<std::string> all_authorities() {
    std::set<std::string> texts;
    const auto take = [&](const std::vector<registry::Authority>& all) {
        for (const auto& each : all) texts.insert(each.text);
    };
    for (const auto& rule : registry::built_in_rules()) take(rule.authorities);
    for (const auto& procedure : registry::built_in_procedures()) {
        take(procedure.authorities);
        for (const auto& step : procedure.steps) {
            take(step.authorities);
            if (step.clock) take(step.clock->authorities);
        }
    }
    return texts;
}

constexpr Lang others[] = {Lang::nl, Lang::fr, Lang::de};

}  // namespace

TEST(Authorities, are_said_in_every_language) {
    const auto texts = all_authorities();
    ASSERT_GT(texts.size(), 150u);
    for (const auto& text : texts) {
        const auto key = "authority." + registry::slug(text);
        for (const auto lang : others)
            EXPECT_NE(registry::say(lang, key), key) << text << ": no words in " << registry::name_of(lang);
        EXPECT_EQ(registry::authority_in_words(Lang::en, text), text) << "English is what the data say";
    }
}

TEST(Authorities, stand_on_a_rules_page_in_its_language) {
    Served site;
    EXPECT_TRUE(has(body(site.get("/rules/R3?lang=fr")), "sanction et promulgation, sans délai"));
    EXPECT_FALSE(has(body(site.get("/rules/R3?lang=fr")), "sanction and promulgation"));
    EXPECT_TRUE(has(body(site.get("/rules/R3?lang=en")), "sanction and promulgation, no term"));
    EXPECT_TRUE(has(body(site.get("/rules/R3.json?lang=fr")), "sanction and promulgation, no term"))
        << "programs read the declared text";
}

TEST(Subjects, are_named_and_never_shown_as_codes) {
    const auto& vocabulary = registry::Vocabulary::built_in();
    EXPECT_EQ(registry::subject_in_words(Lang::en, "promulgation-held-back", vocabulary),
              "promulgation put off");
    EXPECT_EQ(registry::subject_in_words(Lang::en, "deposited", vocabulary), "Instrument deposited");
    EXPECT_EQ(registry::subject_in_words(Lang::en, "6-987", vocabulary), "6-987")
        << "a number is its own name";
    const registry::Reason note{"note.interpreted",
                                {{"source", "x"}, {"date", "2020"}, {"subject", "has-ratified"}},
                                registry::Truth::yes,
                                {},
                                {}};
    const auto said = registry::sentence(Lang::en, note, vocabulary, test::day("2021-10-12"));
    EXPECT_TRUE(has(said, "(about: taken to have ratified)")) << said;
    const registry::Reason clock{
        "because.clock",
        {{"milestone", "duty-set"}, {"date", "2002"}, {"subject", "national-preventive-mechanism"}},
        registry::Truth::yes,
        {},
        {}};
    EXPECT_TRUE(has(registry::sentence(Lang::en, clock, vocabulary, test::day("2021-10-12")),
                    "(national preventive mechanism): 2002"));
}

TEST(Corrections, that_only_narrow_a_day_are_called_more_precise) {
    auto line = test::change(7, "correction", "../2023-06-19");
    line.was = "XXXX-XX-XX";
    const auto view = test::view();
    EXPECT_TRUE(has(server::change(view, line).get("says")->text(), "made more precise"));
    EXPECT_EQ(server::change(view, line).get("kind")->text(), "correction") << "the kind stays for programs";
    line.was = "2018-07";
    line.date = "2018-07-19";
    EXPECT_TRUE(has(server::change(view, line).get("says")->text(), "made more precise"));
    line.date = "2018-08-01";
    EXPECT_TRUE(has(server::change(view, line).get("says")->text(), "corrected"));
    line.was = "2018-07-19";
    line.date = "2018-07";
    EXPECT_TRUE(has(server::change(view, line).get("says")->text(), "corrected")) << "vaguer is not sharper";
}

TEST(Evidence, of_an_unknown_day_shows_no_code) {
    const auto view = test::view();
    EXPECT_EQ(server::evidence(view, test::evidence(1, "un-mtdsg", "XXXX-XX-XX")).get("read_as")->text(), "");
    EXPECT_EQ(server::evidence(view, test::evidence(1, "un-mtdsg", "2018-07")).get("read_as")->text(),
              "2018-07");
}

TEST(Waits, are_drawn_as_known_only_up_to_the_last_look) {
    auto answer = test::track();
    auto verdict = test::verdict("R3", Severity::severe, "2018-07-19");
    verdict.certainty = registry::Certainty::certain;
    verdict.last_look = test::day("2020-01-01");
    answer.findings = {verdict};
    answer.asked.on = test::day("2021-10-12");
    auto view = test::view();
    view.asked.on = answer.asked.on;
    const auto road = server::road_of(view, answer);
    const server::OpenWait* wait = nullptr;
    for (const auto& row : road.rows)
        for (const auto& each : row.waits) wait = &each;
    ASSERT_NE(wait, nullptr);
    EXPECT_EQ(wait->looked, verdict.last_look);
    EXPECT_TRUE(has(wait->label, "not looked for since 1 January 2020")) << wait->label;
    EXPECT_TRUE(has(server::draw_road(road, "wide", 760).within_page().text, "class=\"not-looked\""));
    answer.findings.front().last_look = answer.asked.on;
    const auto looked = server::draw_road(server::road_of(view, answer), "wide", 760).within_page().text;
    EXPECT_FALSE(has(looked, "class=\"not-looked\"")) << "somebody looked on that very day";
}

TEST(Counts, are_drawn_as_known_only_up_to_the_data_they_are_from) {
    server::CountsOverTime counts;
    counts.on = test::day("2026-11-22");
    counts.lines = {
        {"parties", "2 parties", {{test::day("2010-01-01"), 1, 1}, {test::day("2012-01-01"), 2, 2}}}};
    EXPECT_FALSE(has(server::draw_counts(counts, "x", "wide", 760).within_page().text, "class=\"beyond\""));
    counts.known_to = test::day("2018-01-01");
    EXPECT_TRUE(has(server::draw_counts(counts, "x", "wide", 760).within_page().text, "class=\"beyond\""));
    counts.known_to = counts.on;
    EXPECT_FALSE(has(server::draw_counts(counts, "x", "wide", 760).within_page().text, "class=\"beyond\""));
}

TEST(DepositaryAge, is_no_sharper_than_the_document_says_it) {
    const auto view = test::view();
    EXPECT_EQ(server::depositary_age(view, test::when("2018-01"), test::day("2018-01-20")),
              "Depositary’s data: state of January 2018.");
    EXPECT_TRUE(has(server::depositary_age(view, test::when("2018-01"), test::day("2018-06-20")),
                    "state of January 2018,"));
    EXPECT_FALSE(
        has(server::depositary_age(view, test::when("2018-01"), test::day("2018-06-20")), "1 January"));
}

TEST(ListsThatGoOn, say_which_rows_their_csv_has_and_lead_to_the_next) {
    auto view = test::view();
    view.path = "/instruments";
    view.formats = {"html", "json", "csv"};
    auto document = server::page(view, "instruments", "All");
    server::tell_rows(document.says, view, "1 to 50 of 3,658", "/instruments.csv?after=x");
    const auto& formats = *document.says.get("formats")->items();
    ASSERT_EQ(formats.size(), 3u);
    EXPECT_EQ(formats[1].get("label")->text(), "CSV (rows 1 to 50 of 3,658)");
    EXPECT_EQ(formats[2].get("href")->text(), "/instruments.csv?after=x");
}

TEST(AddressesThatLeadNowhere, offer_near_names_as_links_and_nothing_to_cite) {
    Served site;
    const auto rule = site.get("/rules/R33", {{"Accept", "text/html"}});
    EXPECT_EQ(rule.status, 404);
    EXPECT_TRUE(has(body(rule), "href=\"/rules/R3\"")) << body(rule);
    const auto page = body(site.get("/intruments", {{"Accept", "text/html"}}));
    EXPECT_TRUE(has(page, "href=\"/instruments\">/instruments</a>"));
    EXPECT_TRUE(has(page, "href=\"/search\""));
    EXPECT_FALSE(has(page, "class=\"cite\""));
    EXPECT_FALSE(has(page, "citation_public_url"));
    const auto party = body(site.get("/parties/belgum", {{"Accept", "text/html"}}));
    EXPECT_TRUE(has(party, "href=\"/parties/be\"")) << "as the command line offers it";
}

TEST(Suggestions, may_be_read_by_other_sites_and_are_not_sent_twice) {
    Served site;
    const auto first = site.get("/suggest?q=test");
    EXPECT_EQ(first.headers.at("Access-Control-Allow-Origin"), "*");
    const auto tag = first.headers.at("ETag");
    EXPECT_EQ(site.get("/suggest?q=test", {{"If-None-Match", tag}}).status, 304);
    EXPECT_EQ(site.get("/suggest?q=tes", {{"If-None-Match", "\"x\""}}).status, 200);
}

TEST(Embedded, road_has_its_legend_its_rules_and_a_picture_for_narrow_screens) {
    Served site;
    const auto page = body(site.get("/embed/instruments/test/be"));
    EXPECT_TRUE(has(page, "class=\"for-wide\"")) << page.substr(0, 600);
    EXPECT_TRUE(has(page, "class=\"for-narrow\""));
    EXPECT_TRUE(has(page, "class=\"legend\""));
    EXPECT_TRUE(has(page, "the table on the source page")) << "the numbers are those of another page";
    EXPECT_TRUE(has(page, "not a finding of fault"));
    EXPECT_TRUE(has(page, registry::rule("R3")->title.in(Lang::en)) || has(page, "<strong>R"));
}

TEST(HighestClass, has_nothing_above_it) {
    Served site;
    const auto page = body(site.get("/stalled"));
    EXPECT_FALSE(has(page, "“severe” and above"));
    EXPECT_TRUE(has(page, "“stalled” and above"));
}

TEST(NextSteps, name_the_step_they_come_after) {
    Served site;
    const auto page = body(site.get("/parties/be/awaits"));
    EXPECT_FALSE(has(page, "after: ,"));
}

TEST(Citation, has_a_year) {
    Served site;
    EXPECT_TRUE(has(body(site.get("/instruments/test.bib")), "year = {2021}"));
    EXPECT_TRUE(has(body(site.get("/instruments/test.ris")), "PY  - 2021"));
}
