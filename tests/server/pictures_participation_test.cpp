// Who takes part and since when: counted between certain and possible, one row for each party, the same for
// people and programs.
#include <gtest/gtest.h>

#include "registry/answers/participation.hpp"
#include "server/pages/participation_page.hpp"
#include "tests/server/pages_made.hpp"

using namespace registry;

namespace {

Act step(std::string_view milestone, std::string_view date, std::string_view form = {}) {
    Event made;
    made.milestone = milestone;
    made.form = form;
    made.when = test::when(date);
    return act_of(made).value();
}
Participant line(std::string party, std::vector<Act> acts, int declarations = 0) {
    return {std::move(party), true, declarations, std::move(acts)};
}

Participation participation() {
    Participation made;
    made.instrument = test::treaty();
    made.as_of = test::day("2018-01-01");
    made.parties = {
        line("be", {step("signed", "2005-10-24")}),
        line("de", {step("signed", "2004-01-01"), step("deposited", "2008", "ratification")}),
        line("fr",
             {step("signed", "2004-01-01"), step("deposited", "2006-06-01", "ratification"),
              step("withdrawn", "2012-01-01"), step("deposited", "2015-01-01", "accession")}),
        line("nl",
             {step("deposited", "2010-09-28", "accession"), step("withdrawn", "2019-01-01")}, 2)};
    made.clause = EntryClause{2, {0, 30}, {0, 30}, "art. 28"};
    put_in_order(made);
    return made;
}

std::shared_ptr<const Participation> kept() { return std::make_shared<const Participation>(participation()); }

Asked on(std::string_view day) {
    Asked made;
    made.on = test::day(day), made.today = test::day("2021-10-12");
    return made;
}

server::View view(Lang lang = Lang::en) {
    auto made = test::view(lang);
    made.path = "/instruments/test/participants";
    return made;
}

}  // namespace

TEST(Growth, a_vague_day_is_certain_at_its_end_and_possible_from_its_beginning) {
    const auto growths = growth(participation().parties, test::day("2021-10-12"));
    const auto& parties = growths.parties;
    EXPECT_EQ(parties.at_least(test::day("2006-05-31")), 0);
    EXPECT_EQ(parties.at_least(test::day("2006-06-01")), 1);
    EXPECT_EQ(parties.at_least(test::day("2008-06-01")), 1);
    EXPECT_EQ(parties.at_most(test::day("2008-06-01")), 2);
    EXPECT_EQ(parties.at_least(test::day("2008-12-31")), 2);
    EXPECT_EQ(parties.at_most(test::day("2008-12-31")), 2);
    EXPECT_EQ(growths.signatures.at_least(test::day("2004-01-01")), 2);
}

TEST(Growth, who_leaves_and_comes_back_counts_once_at_a_time) {
    const auto growths = growth(participation().parties, test::day("2021-10-12"));
    EXPECT_EQ(growths.parties.at_least(test::day("2011-01-01")), 3);
    EXPECT_EQ(growths.parties.at_least(test::day("2012-01-01")), 2);
    EXPECT_EQ(growths.parties.at_least(test::day("2015-01-01")), 3);
    EXPECT_EQ(growths.parties.at_least(test::day("2021-01-01")), 2) << "nl has left";
    EXPECT_EQ(growths.withdrawals.at_least(test::day("2021-01-01")), 2);
    // A second instrument of one party makes no second party.
    const auto twice =
        growth({line("be", {step("deposited", "2001-01-01"), step("deposited", "2002-01-01")})},
               test::day("2021-10-12"));
    EXPECT_EQ(twice.parties.at_least(test::day("2021-01-01")), 1);
}

TEST(Growth, what_has_no_day_is_counted_apart_and_what_lies_ahead_not_at_all) {
    const auto growths = growth({line("be", {step("deposited", "XXXX-XX-XX")}),
                                 line("nl", {step("deposited", "2030-01-01")})},
                                test::day("2021-10-12"));
    EXPECT_EQ(growths.parties.undated, 1);
    EXPECT_TRUE(growths.parties.moments.empty());
}

TEST(Growth, who_left_on_a_day_nobody_recorded_is_no_party_on_the_day_asked_about) {
    const auto growths = growth({line("ca", {step("withdrawn", "XXXX-XX-XX"), step("deposited", "2002-12-17")}),
                                 line("nl", {step("withdrawn", "XXXX-XX-XX"), step("deposited", "XXXX-XX-XX")})},
                                test::day("2021-10-12"));
    EXPECT_EQ(growths.parties.at_least(test::day("2021-10-12")), 0);
    EXPECT_EQ(growths.parties.at_most(test::day("2021-10-12")), 0);
    EXPECT_EQ(growths.parties.at_least(test::day("2010-01-01")), 0) << "it may have left the day after";
    EXPECT_EQ(growths.parties.at_most(test::day("2010-01-01")), 1);
    EXPECT_EQ(growths.parties.undated, 0);
    EXPECT_EQ(growths.withdrawals.undated, 2);
}

TEST(Participants, a_party_s_last_act_of_a_kind_counts_and_the_earlier_ones_are_kept) {
    const auto answer = participation();
    const auto taken = taken_part(answer.parties[2], on("2021-10-12"));
    EXPECT_EQ(taken.consented->form, "accession");
    ASSERT_EQ(taken.earlier.size(), 1u);
    EXPECT_EQ(taken.earlier[0]->form, "ratification");
    const auto day = test::day("2021-10-12");
    EXPECT_EQ(taking_part(answer.parties[0], day), Taking::signatory);
    EXPECT_EQ(taking_part(answer.parties[1], day), Taking::party);
    EXPECT_EQ(taking_part(answer.parties[2], day), Taking::party);
    EXPECT_EQ(taking_part(answer.parties[3], day), Taking::withdrawn);
    EXPECT_EQ(taking_part(answer.parties[2], test::day("2013-01-01")), Taking::withdrawn);
}

TEST(Participants, of_a_past_day_only_what_may_have_happened_by_then_is_shown) {
    const auto answer = participation();
    const auto then = taken_part(answer.parties[2], on("2010-01-01"));
    EXPECT_EQ(then.consented->form, "ratification");
    EXPECT_FALSE(then.withdrawn);
    EXPECT_TRUE(then.earlier.empty());
    EXPECT_FALSE(taken_part(answer.parties[2], on("2003-12-31")).any);
    EXPECT_TRUE(taken_part(answer.parties[2], on("2003-12-31")).earlier.empty());
    auto past = view();
    past.asked = on("2005-12-31");
    const auto json = test::json(server::participants_list(past, kept(), {{}, "name", "json"}));
    ASSERT_EQ(json["participants"].Size(), 3u) << "the Netherlands did nothing before 2010";
    EXPECT_STREQ(json["participants"][1]["status"].GetString(), "signatory");
}

TEST(Participants, programs_get_one_row_for_each_party_with_the_dates_and_their_bounds) {
    const auto json = test::json(server::participants_list(view(), kept(), {{}, "name", "json"}));
    ASSERT_EQ(json["participants"].Size(), 4u);
    const auto& germany = json["participants"][2];
    EXPECT_STREQ(germany["party"].GetString(), "de");
    EXPECT_STREQ(germany["status"].GetString(), "party");
    EXPECT_STREQ(germany["consented"]["edtf"].GetString(), "2008");
    EXPECT_STREQ(germany["consented"]["lo"].GetString(), "2008-01-01");
    EXPECT_STREQ(germany["consented"]["hi"].GetString(), "2008-12-31");
    EXPECT_STREQ(germany["form"].GetString(), "ratification");
    EXPECT_TRUE(germany["withdrawn"].IsNull());
    EXPECT_EQ(json["participants"][3]["declarations"].GetInt(), 2);
    EXPECT_EQ(json["participants"][1]["earlier"].Size(), 1u);
    EXPECT_STREQ(json["as_of"]["edtf"].GetString(), "2018-01-01");
}

TEST(Participants, are_filtered_and_sorted_as_asked) {
    const auto of = [](server::ParticipantsAsked asked) {
        asked.format = "json";
        std::string all;
        for (const auto& each :
             test::json(server::participants_list(view(), kept(), asked))["participants"].GetArray())
            all += std::string{each["party"].GetString()} + " ";
        return all;
    };
    EXPECT_EQ(of({}), "be fr de nl ") << "Belgium, France, Germany, Netherlands";
    EXPECT_EQ(of({Taking::party, "name", ""}), "fr de ");
    EXPECT_EQ(of({Taking::withdrawn, "name", ""}), "nl ");
    EXPECT_EQ(of({{}, "signed", ""}), "fr de be nl ") << "who never signed comes last";
    EXPECT_EQ(of({{}, "consented", ""}), "de nl fr be ");
}

TEST(Participants, people_get_the_picture_and_a_table_that_says_the_same) {
    for (const auto lang : {Lang::nl, Lang::fr, Lang::de, Lang::en}) {
        const auto html = test::html(server::participants_list(view(lang), kept()));
        const auto page = test::parsed(html);
        EXPECT_EQ(page.select_nodes("//*[local-name()='svg']").size(), 2u);
        EXPECT_EQ(page.select_nodes("//table/tbody/tr").size(), 4u);
        for (const auto& row : page.select_nodes("//table/tbody/tr/th/a")) {
            const std::string href{row.node().attribute("href").value()};
            EXPECT_EQ(page.select_nodes(("//*[local-name()='svg']//*[@href='" + href + "']").c_str()).size(),
                      2u)
                << "the picture leads where the table does";
        }
        EXPECT_EQ(html.find("pages."), std::string::npos);
    }
}

TEST(Participants, only_what_is_asked_for_is_made) {
    EXPECT_FALSE(server::participants_list(view(), kept(), {{}, "name", "html"}).picture);
    EXPECT_FALSE(
        server::participants_list(view(), kept(), {{}, "name", "json"}).says.get("pictures"));
    const auto drawn = server::participants_list(view(), kept(), {{}, "name", "svg"});
    ASSERT_TRUE(drawn.picture);
    EXPECT_NE(drawn.picture->svg.text.find("https://placet.test/instruments/test/be"), std::string::npos)
        << "whole addresses in a picture that stands alone";
}

TEST(Timeline, tells_each_year_and_what_may_have_been_then) {
    const auto json = test::json(server::timeline(view(), participation(), "json"));
    const auto& years = json["years"];
    ASSERT_EQ(years.Size(), 18u) << "2004 to 2021";
    EXPECT_EQ(years[0]["year"].GetInt(), 2004);
    EXPECT_EQ(years[0]["signed"].GetInt(), 2);
    EXPECT_EQ(years[4]["consented"].GetInt(), 1) << "some day in 2008 is in 2008";
    EXPECT_EQ(years[8]["withdrawn"].GetInt(), 1);
    EXPECT_EQ(years[17]["total_parties"].GetInt(), 2);
    EXPECT_EQ(json["threshold"].GetInt(), 2);
    auto vague = participation();
    vague.parties[1].acts[1].when = test::when("2008/2009");
    const auto doubt = test::json(server::timeline(view(), vague, "json"));
    EXPECT_EQ(doubt["years"][4]["consented"].GetInt(), 0);
    EXPECT_EQ(doubt["years"][4]["consented_possible"].GetInt(), 1);
    EXPECT_EQ(doubt["years"][4]["total_parties"].GetInt(), 1);
    EXPECT_EQ(doubt["years"][4]["total_parties_at_most"].GetInt(), 2);
    const auto text = test::words(test::html(server::timeline(view(), vague)));
    EXPECT_NE(text.find("0, perhaps 1 more"), std::string::npos);
    EXPECT_NE(text.find("1–2"), std::string::npos);
}

TEST(Timeline, says_what_stands_in_no_line) {
    auto answer = participation();
    answer.parties[0].acts.push_back(step("deposited", "XXXX-XX-XX"));
    EXPECT_NE(test::words(test::html(server::timeline(view(), answer)))
                  .find("in neither the lines nor the years: 1."),
              std::string::npos);
}

TEST(ParticipantsSite, answers_in_its_formats_and_refuses_what_it_does_not_know) {
    test::Served site;
    const auto json = site.get("/instruments/test/participants.json");
    ASSERT_EQ(json.status, 200);
    rapidjson::Document read;
    read.Parse(json.body->c_str());
    ASSERT_EQ(read["participants"].Size(), 2u);
    EXPECT_STREQ(read["participants"][1]["consented"]["edtf"].GetString(), "2010-09-28");
    const auto filtered = site.get("/instruments/test/participants.json?status=signatory");
    read.Parse(filtered.body->c_str());
    ASSERT_EQ(read["participants"].Size(), 1u);
    EXPECT_STREQ(read["participants"][0]["party"].GetString(), "be");
    for (const auto* bad : {"status=nobody", "sort=sideways", "status=party&status=party", "stat=party"}) {
        const auto refused = site.get("/instruments/test/participants.json?" + std::string{bad});
        EXPECT_EQ(refused.status, 400) << bad;
    }
    EXPECT_NE(site.get("/instruments/test/participants.json?status=nobody").body->find("signatory"),
              std::string::npos)
        << "says what is allowed";
    EXPECT_EQ(site.get("/instruments/nothing/participants").status, 404);
    // The state on an earlier day.
    read.Parse(site.get("/instruments/test/participants.json?on=2006-01-01").body->c_str());
    EXPECT_STREQ(read["participants"][1]["status"].GetString(), "signatory");
    // Before anything was recorded nothing was known.
    read.Parse(site.get("/instruments/test/participants.json?known=2001-01-01").body->c_str());
    EXPECT_TRUE(read["nothing_known"].GetBool());
}

TEST(ParticipantsSite, as_it_was_known_is_the_same_answer_while_nothing_has_changed) {
    test::Served site;
    rapidjson::Document now, known;
    now.Parse(site.get("/instruments/test/participants.json").body->c_str());
    known.Parse(site.get("/instruments/test/participants.json?known=2021-10-12").body->c_str());
    EXPECT_TRUE(now["participants"] == known["participants"]);
}

TEST(ParticipantsSite, every_picture_is_a_file_by_itself) {
    test::Served site;
    for (const auto* path :
         {"/instruments/test/be", "/instruments/test/participants", "/instruments/test/timeline"}) {
        const auto svg = site.get(std::string{path} + ".svg");
        ASSERT_EQ(svg.status, 200) << path;
        EXPECT_TRUE(svg.headers.at("Content-Type").starts_with("image/svg+xml"));
        pugi::xml_document document;
        ASSERT_TRUE(document.load_buffer(svg.body->data(), svg.body->size())) << path;
        EXPECT_TRUE(document.select_node("//style"));
        for (const auto& link : document.select_nodes("//a"))
            EXPECT_TRUE(
                std::string{link.node().attribute("href").value()}.starts_with("https://placet.test/"))
                << link.node().attribute("href").value();
        const auto embedded = site.get("/embed" + std::string{path});
        EXPECT_EQ(embedded.status, 200) << path;
        EXPECT_EQ(embedded.body->find("/embed/"), std::string::npos) << "its links lead to the page itself";
    }
}
