// How unusual a wait is, what lies ahead, and a finding told whole: what the pages say and draw.
#include <gtest/gtest.h>

#include <cmath>

#include "server/pages/finding_parts.hpp"
#include "server/pages/wait_parts.hpp"
#include "tests/server/pages_made.hpp"

using namespace registry;

namespace {

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

// So many signatures, each followed by consent after another hundred days, but for the last `open`.
WaitCurve curve(int n, int open) {
    WaitCurve made;
    std::vector<Wait> waits;
    for (int i = 1; i <= n; ++i) waits.push_back({i <= n - open ? 100 * i : 9000, i <= n - open});
    made.curve = kaplan_meier(std::move(waits));
    made.first_as_of = made.last_as_of = test::day("2018-01-15");
    return made;
}

WaitAnswer wait() {
    WaitAnswer made;
    made.party = "be";
    made.signed_on = on(test::day("2005-10-24"));
    made.on = test::day("2021-10-12");
    made.days = days_between(test::day("2005-10-24"), made.on);
    made.of_party = curve(20, 4);
    made.of_all = curve(40, 20);
    return made;
}

std::string page_with(const WaitAnswer& answer, Lang lang = Lang::en) {
    auto track = test::track();
    track.wait = answer;
    return test::html(server::track(test::view(lang), track));
}

}  // namespace

TEST(WaitShown, says_how_many_consented_within_the_time_and_of_what_day_the_data_are) {
    const auto text = test::words(page_with(wait()));
    EXPECT_TRUE(has(text, "How unusual is this wait?"));
    EXPECT_TRUE(
        has(text, "191 months after the signature (24 October 2005) no consent to be bound is recorded."));
    EXPECT_TRUE(
        has(text, "Of 20 signatures by Belgium (data of 15 January 2018), an estimated 80% were followed"));
    EXPECT_TRUE(has(text, "For all parties together: 50% of 40 signatures (data of 15 January 2018)."));
    EXPECT_TRUE(has(text, "Signature obliges nobody to ratify"));
}

TEST(WaitShown, in_four_languages) {
    EXPECT_TRUE(
        has(test::words(page_with(wait(), Lang::nl)),
            "Van 20 ondertekeningen door België (gegevens van 15 januari 2018) is naar schatting "
            "80\u00a0% ") ||
        has(test::words(page_with(wait(), Lang::nl)),
            "Van 20 ondertekeningen door België (gegevens van 15 januari 2018) is naar schatting 80 %"));
    EXPECT_TRUE(has(test::words(page_with(wait(), Lang::fr)),
                    "Sur 20 signatures (Belgique, données du 15 janvier 2018)"));
    EXPECT_TRUE(has(test::words(page_with(wait(), Lang::de)),
                    "Von 20 Unterzeichnungen durch Belgien (Stand vom 15. Januar 2018)"));
}

TEST(WaitShown, the_picture_has_a_name_a_description_and_a_table_that_says_the_same) {
    const auto html = page_with(wait());
    const auto read = test::parsed(html);
    int drawings = 0;
    for (const auto& found : read.select_nodes("//*[local-name()='svg' and contains(@class,'survival')]")) {
        const auto svg = found.node();
        ++drawings;
        const std::string named = svg.attribute("aria-labelledby").value();
        EXPECT_EQ(named, svg.child("title").attribute("id").value());
        EXPECT_FALSE(std::string{svg.child("title").child_value()}.empty());
        EXPECT_TRUE(has(svg.child("desc").child_value(), "191 months"));
        for (const auto* curve : {"line-a", "line-b"}) {
            const auto path = svg.select_node(("./g/path[@class='" + std::string{curve} + "']").c_str()).node();
            EXPECT_TRUE(std::string{path.attribute("d").value()}.starts_with("M50 58"))
                << "everybody waits on the first day: " << path.attribute("d").value();
        }
        EXPECT_TRUE(svg.select_node(".//line[@class='here']")) << "the wait is marked";
        EXPECT_EQ(svg.select_nodes(".//circle[@class='dot']").size(), 2u) << "and each curve there";
    }
    EXPECT_EQ(drawings, 2) << "for wide and narrow screens";
    const auto text = test::words(html);
    EXPECT_TRUE(has(text, "Time from signature to consent"));
    EXPECT_TRUE(has(text, "25% within"));
    EXPECT_TRUE(has(text, "500 days") || has(text, "1.4 years")) << "a quarter of Belgium's";
    EXPECT_TRUE(has(text, "not reached"));
    EXPECT_FALSE(read.select_node("//*[local-name()='svg']//*[local-name()='script']")) << "nothing needs a script";
}

TEST(WaitShown, the_staircase_only_goes_down_and_stays_inside) {
    const auto read = test::parsed(page_with(wait()));
    const auto paths = read.select_nodes("//*[local-name()='svg' and contains(@class,'survival narrow')]/g/path");
    int curves = 0;
    for (const auto& found : paths) {
        std::istringstream path(std::string{found.node().attribute("d").value()}.substr(1));
        double x = 0, y = 0, value = 0;
        path >> x >> y;
        const double first = y;
        for (char way = 0; path >> way >> value;) {
            double& at = way == 'H' ? x : y;
            EXPECT_GE(value, at);
            at = value;
            EXPECT_LE(x, 330);
        }
        EXPECT_GT(y, first);
        ++curves;
    }
    EXPECT_EQ(curves, 2);
}

TEST(WaitShown, few_consents_are_too_few_and_no_percentage_is_shown) {
    auto few = wait();
    few.of_party = curve(12, 3);
    ASSERT_TRUE(few.of_party.too_few());
    few.of_all = curve(12, 3);
    const auto html = page_with(few);
    const auto text = test::words(html);
    EXPECT_TRUE(has(
        text, "Of Belgium 12 signatures are known, 9 of them followed by consent: too few to give a share."));
    EXPECT_EQ(test::count(html, "class=\"pic survival"), 0u);
    const auto document = server::wait_shown(test::view(), few);
    for (const auto& each : *document.get("curves")->items()) {
        EXPECT_FALSE(each.get("consented_within_per_thousand")->says_something());
        EXPECT_TRUE(each.get("by_year")->items()->empty());
        for (const auto& share : *each.get("quantiles")->items())
            EXPECT_FALSE(share.get("days")->says_something());
    }
    EXPECT_FALSE(has(text, "estimated"));
}

TEST(WaitShown, never_all_of_what_is_not_all) {
    auto nearly = wait();
    std::vector<Wait> waits{{10'000, false}};
    for (int i = 1; i < 400; ++i) waits.push_back({i, true});
    nearly.of_party.curve = kaplan_meier(std::move(waits));
    nearly.days = 5000;
    EXPECT_TRUE(has(test::words(page_with(nearly)), "more than 99%"));
}

TEST(WaitShown, what_is_left_out_says_why) {
    auto left = wait();
    left.left = WaitAnswer::Left::two_times;
    left.of_party = left.of_all = {};
    const auto html = page_with(left);
    EXPECT_TRUE(
        has(test::words(html), "The comparison with other signatures is made only with what is known now"));
    EXPECT_EQ(test::count(html, "class=\"pic survival"), 0u);
    left.left = WaitAnswer::Left::vague;
    EXPECT_TRUE(has(test::words(page_with(left)), "The day of signature is too vague"));
}

TEST(WaitShown, programs_get_the_numbers) {
    auto track = test::track();
    track.wait = wait();
    const auto json = test::json(server::track(test::view(), track));
    const auto& shown = json["wait"];
    EXPECT_EQ(shown["days"].GetInt(), wait().days);
    EXPECT_STREQ(shown["curves"][0]["whose"].GetString(), "party");
    EXPECT_EQ(shown["curves"][0]["signatures"].GetInt(), 20);
    EXPECT_EQ(shown["curves"][0]["consented_within_per_thousand"].GetInt(), 800);
    EXPECT_EQ(shown["curves"][0]["quantiles"][0]["days"].GetInt(), 500);
    EXPECT_TRUE(shown["curves"][1]["quantiles"][2]["days"].IsNull()) << "half of all never consented";
    track.wait.reset();
    EXPECT_TRUE(test::json(server::track(test::view(), track))["wait"].IsNull());
}

TEST(FindingPage, tells_it_whole_with_the_sources_beside_the_proof) {
    FindingAnswer answer;
    answer.line.verdict = test::verdict("R3", Severity::stalled, "2018-07-19");
    answer.line.verdict.certainty = Certainty::possible;
    answer.line.verdict.worsens_on = test::day("2022-07-19");
    answer.line.verdict.worsens_to = Severity::severe;
    answer.line.instrument = test::treaty();
    answer.steps = {{{StepKind::opened, test::day("2018-09-02"), Severity::notice, Certainty::possible},
                     test::day("2021-01-02")}};
    answer.facts.emplace("test.be.adopted.be-fed", test::event("adopted", "be-fed", "2018-07-19"));
    answer.not_consulted = {"be-senate"};
    answer.wait = wait();
    const auto html = test::html(server::finding_for_ever(test::view(), answer));
    const auto text = test::words(html);
    EXPECT_TRUE(has(text, "19 July 2022")) << "when it will worsen";
    EXPECT_TRUE(has(text, "How unusual is this wait?"));
    EXPECT_TRUE(has(text, "2 September 2018"));
    EXPECT_TRUE(has(text, "2 January 2021"));
    EXPECT_TRUE(has(text, "Belgian Senate"));
    const auto read = test::parsed(html);
    const auto rest = read.select_node("//*[@class='proof']//*[contains(@class,'rest')]").node();
    ASSERT_TRUE(rest) << "the adoption names its source in the proof";
    std::string words;
    for (const auto& each : rest.select_nodes(".//text()")) words += each.node().value();
    EXPECT_TRUE(has(words, "Belgian Chamber")) << words;
    EXPECT_TRUE(has(words, "p. 3")) << words;
    answer.gone = true;
    EXPECT_TRUE(has(test::words(test::html(server::finding_for_ever(test::view(), answer))),
                    "no longer gives this finding; it is kept for the record only"));
}

TEST(FindingPage, an_unknown_one_is_404_with_near_ones_and_a_moved_one_leads_on) {
    test::Served site("2019-07-01");
    const auto listed = site.get("/stalled.json?severity=notice");
    rapidjson::Document read;
    read.Parse(listed.body->c_str());
    ASSERT_GT(read["stalled"].Size(), 0u);
    const std::string id = read["stalled"][0]["finding"].GetString();
    EXPECT_EQ(site.get("/findings/" + id).status, 200);
    const auto unknown = site.get("/findings/" + id + "x", {{"Accept", "text/html"}});
    EXPECT_EQ(unknown.status, 404);
    EXPECT_TRUE(has(*unknown.body, "/findings/" + id + "\"")) << *unknown.body;
    {
        auto writer = site.database().write();
        registry::store::Query(writer, "INSERT INTO finding_moved (old, new) VALUES ('former', ?)").run(id);
        writer.commit();
    }
    const auto moved = site.get("/findings/former");
    EXPECT_EQ(moved.status, 301);
    EXPECT_TRUE(moved.headers.at("Location").ends_with("/findings/" + id));
}

TEST(ForecastPage, tells_what_will_open_or_worsen) {
    test::Served site("2019-01-10");
    const auto html = *site.get("/forecast?days=366").body;
    const auto text = test::words(html);
    EXPECT_TRUE(has(text, "Findings that will open or worsen within 366 days after 10 January 2019"));
    test::parsed(html);
    EXPECT_FALSE(has(html, "<script>"));
    rapidjson::Document read;
    read.Parse(site.get("/forecast.json?days=366").body->c_str());
    ASSERT_GT(read["forecast"].Size(), 0u) << text;
    std::string last;
    for (const auto& line : read["forecast"].GetArray()) {
        const std::string day = line["turns_on"]["edtf"].GetString();
        EXPECT_GE(day, last) << "soonest first";
        last = day;
        EXPECT_GT(day, "2019-01-10");
        EXPECT_LE(day, "2020-01-11");
        const auto from = registry::named<Severity>(line["turns_from"].GetString()).value(),
                   to = registry::named<Severity>(line["turns_to"].GetString()).value();
        EXPECT_GT(to, from) << "only what opens or worsens";
    }
    rapidjson::Document none;
    none.Parse(site.get("/forecast.json?days=366&party=nl").body->c_str());
    for (const auto& line : none["forecast"].GetArray()) EXPECT_STREQ(line["party"].GetString(), "nl");
    EXPECT_TRUE(has(*site.get("/stalled").body, "/forecast"));
}

TEST(ForecastPage, days_are_from_1_to_366_and_nothing_else) {
    test::Served site;
    for (const auto* days : {"0", "367", "-1", "ninety", "9999999999999999999", "1.5", "%2B5"}) {
        const auto refused = site.get("/forecast.json?days=" + std::string{days});
        EXPECT_EQ(refused.status, 400) << days;
        EXPECT_TRUE(has(*refused.body, "366")) << *refused.body;
    }
    EXPECT_EQ(site.get("/forecast?days=").status, 200) << "as a form sends it";
    EXPECT_EQ(site.get("/forecast?party=Nowhere").status, 400);
    for (const auto* lang : {"nl", "fr", "de", "en"})
        EXPECT_EQ(site.get("/forecast?days=30&lang=" + std::string{lang}).status, 200);
}
