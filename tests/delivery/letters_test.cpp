#include "server/letters/letter.hpp"

#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <chrono>
#include <fstream>

#include "registry/alerts/fan_out.hpp"
#include "registry/alerts/token.hpp"
#include "registry/base/text.hpp"
#include "registry/catalogue/catalogue.hpp"
#include "registry/exchange/exchange_xml.hpp"
#include "registry/intake/intake.hpp"
#include "server/letters/parts.hpp"
#include "server/pages/subscription_parts.hpp"
#include "tests/delivery/letters_made.hpp"
#include "tests/delivery/world.hpp"

using namespace server;
using registry::Letter;
using test::fact;
using test::holds;
using test::letters_view;
using test::message;
using test::opcat;
using test::opened;
using test::payload;
using test::two_changes;
using test::World;
using test::written;
namespace alerts = registry::alerts;

TEST(Letters, the_subject_says_what_changed_of_what) {
    auto one = message();
    one.tracks = {opcat({opened()})};
    EXPECT_EQ(written(one).subject, "OPCAT – Belgium: finding R3 opened (stalled)");
    EXPECT_EQ(written(two_changes()).subject, "OPCAT – Belgium: finding R3 opened (stalled), and 1 more");
    auto several = two_changes();
    several.tracks.push_back(opcat({fact()}));
    EXPECT_EQ(written(several).subject, "3 changes: OPCAT – Belgium and others");
    several.outgoing.pace = registry::Pace::weekly;
    EXPECT_EQ(written(several).subject, "Weekly digest: 3 changes: OPCAT – Belgium and others");
    one.subscriber.lang = registry::Lang::nl;
    EXPECT_EQ(written(one).subject, "OPCAT – België: bevinding R3 geopend (geen beweging)");
}

TEST(Letters, every_change_comes_with_its_days_its_certainty_its_looks_its_proof_and_a_way_to_object) {
    const auto letter = written(two_changes());
    for (const auto* body : {&letter.text, &letter.html}) {
        for (const auto* each :
             {"Effective day: 21 November 2026", "Effective day: 20 November 2026",
              "Recorded here on: 22 November 2026", "How sure: possible", "Belgian Official Gazette",
              "Last looked up to: 1 October 2026", "https://placet.test/findings/f-abc",
              "https://placet.test/instruments/opcat/be", "https://placet.test/help/sources-of-error",
              "everything of Belgium", "findings from “stalled” on"})
            EXPECT_TRUE(holds(*body, each)) << each << "\n" << *body;
        EXPECT_TRUE(holds(*body, "/subscriptions/stop/"));
        EXPECT_TRUE(holds(*body, "/subscriptions/manage/"));
    }
    auto reporting = letters_view();
    reporting.report_to = "mailto:errors@placet.test";
    const auto mailed = written(two_changes(), reporting).text;
    EXPECT_TRUE(holds(mailed, "mailto:errors@placet.test?subject="));
    EXPECT_TRUE(holds(mailed, "https%3A%2F%2Fplacet.test%2Fchanges%2F8"));
}

TEST(Letters, an_old_fact_is_added_to_the_record_and_is_no_news) {
    auto made = message();
    auto old = fact();
    old.line.old_fact = true, old.line.date = "2004";
    made.tracks = {opcat({old})};
    const auto letter = written(made);
    EXPECT_TRUE(holds(letter.subject, "added to the record"));
    EXPECT_TRUE(holds(letter.subject, "2004"));
    EXPECT_TRUE(holds(letter.text, "added to the record (dated 2004)"));
}

TEST(Letters, news_stands_in_the_subject_before_what_was_added_to_the_record) {
    auto made = message();
    auto old = fact();
    old.line.id = 6, old.line.old_fact = true, old.line.date = "2004";
    made.tracks = {opcat({old, opened()})};
    EXPECT_EQ(written(made).subject, "OPCAT – Belgium: finding R3 opened (stalled), and 1 more");
}

TEST(Letters, a_road_that_has_ended_says_so_and_lists_say_what_came_and_went) {
    auto made = two_changes();
    made.tracks[0].ended = "in-force";
    made.tracks[0].changes[0].moves = 1;
    made.tracks[0].changes[1].moves = -1;
    const auto letter = written(made);
    for (const auto* each : {"This road has come to its end: in force.", "came onto a list", "left a list"}) {
        EXPECT_TRUE(holds(letter.text, each)) << each;
        EXPECT_TRUE(holds(letter.html, each)) << each;
    }
}

TEST(Letters, one_click_ends_all_it_came_by) {
    auto made = two_changes();
    auto second = made.reasons[0];
    second.nonce = std::string(32, 'c');
    made.reasons.push_back(second);
    const auto letter = written(made);
    EXPECT_TRUE(
        letter.stop_url.starts_with("https://placet.test/subscriptions/stop/" + std::string(32, 'b') + "-"));
    EXPECT_TRUE(holds(letter.stop_url, "~" + std::string(32, 'c') + "-"));
    EXPECT_TRUE(letter.manage_url.starts_with("https://placet.test/subscriptions/manage/" +
                                              std::string(32, 'a') + "-"));
}

TEST(Letters, one_click_is_one_short_link_however_many_subscriptions_it_came_by) {
    auto made = two_changes();
    while (made.reasons.size() < 60) made.reasons.push_back(made.reasons[0]);
    const auto letter = written(made);
    EXPECT_EQ(letter.stop_url, "https://placet.test/subscriptions/stop/" +
                                   alerts::message_token(made.key, made.outgoing.id) + "?lang=en");
    made.reasons.resize(8);
    const auto few = written(made).stop_url;
    EXPECT_EQ(std::count(few.begin(), few.end(), '~'), 7);
}

TEST(Letters, no_words_of_a_stranger_stand_in_a_confirmation) {
    for (const auto* list :
         {"/search?q=visit%20evil.example", "/instruments?party=be&q=visit%20evil.example"}) {
        auto made = message(Letter::confirm);
        made.reasons[0].selector = {registry::Watched::list, list, {}, registry::Severity::none};
        for (const auto lang :
             {registry::Lang::nl, registry::Lang::fr, registry::Lang::de, registry::Lang::en}) {
            made.subscriber.lang = lang;
            const auto letter = written(made);
            for (const auto* body : {&letter.subject, &letter.text, &letter.html})
                EXPECT_FALSE(holds(*body, "evil")) << *body;
        }
        EXPECT_TRUE(holds(written(made).subject, "a search list"));
        made.outgoing.kind = Letter::stale;
        EXPECT_TRUE(holds(written(made).text, "evil")) << "who confirmed it sees what he asked for";
    }
    auto made = message(Letter::confirm);
    made.reasons[0].selector = {registry::Watched::list, "/stalled?party=be", {}, registry::Severity::none};
    EXPECT_TRUE(holds(written(made).subject, "No recorded movement: “stalled” and above, of Belgium"))
        << written(made).subject;
}

TEST(Letters, what_is_not_ours_stands_as_text_and_never_as_markup) {
    auto made = two_changes();
    made.tracks[0].instrument.titles = {{"en", "<script>alert(1)</script> & \"Pact\" {{x}} [[y]]"}};
    made.reasons[0].selector = {registry::Watched::list, "/stalled?x=<b>", {}, registry::Severity::none};
    const auto letter = written(made);
    EXPECT_FALSE(holds(letter.html, "<script"));
    EXPECT_FALSE(holds(letter.html, "<b>"));
    EXPECT_TRUE(holds(letter.html, "&lt;script&gt;"));
    EXPECT_TRUE(holds(letter.text, "<script>alert(1)</script>"));
    EXPECT_FALSE(holds(letter.html, "src="));
    EXPECT_FALSE(holds(letter.html, "<link"));
}

TEST(Letters, lines_are_short_where_words_allow) {
    for (const auto lang : {registry::Lang::nl, registry::Lang::fr, registry::Lang::de, registry::Lang::en}) {
        auto made = two_changes();
        made.subscriber.lang = lang;
        const auto text = written(made).text;
        for (const auto row : registry::split(text, '\n'))
            EXPECT_TRUE(test::letters_in(row) <= 78 || row.find("://") != std::string_view::npos) << row;
        EXPECT_FALSE(holds(text, "letters."));
        EXPECT_FALSE(holds(text, "pages."));
    }
}

TEST(Letters, a_confirmation_says_who_asked_for_what_and_offers_nothing_else) {
    auto made = message(Letter::confirm);
    for (const auto lang : {registry::Lang::nl, registry::Lang::fr, registry::Lang::de, registry::Lang::en}) {
        made.subscriber.lang = lang;
        const auto letter = written(made);
        EXPECT_TRUE(letter.stop_url.empty());
        for (const auto* body : {&letter.text, &letter.html}) {
            EXPECT_TRUE(
                holds(*body, "https://placet.test/subscriptions/confirm/" + std::string(32, 'b') + "-"));
            EXPECT_FALSE(holds(*body, "/subscriptions/stop/"));
            EXPECT_FALSE(holds(*body, "/subscriptions/manage/"));
            EXPECT_FALSE(holds(*body, "letters."));
            EXPECT_TRUE(holds(*body, " 7 ") || holds(*body, " 7\n") || holds(*body, "\n7 ")) << *body;
        }
    }
    made.subscriber.lang = registry::Lang::en;
    EXPECT_TRUE(holds(written(made).html, "If it was not you, do nothing"));
}

TEST(Letters, every_kind_has_its_words_in_every_language) {
    for (const auto& [kind, name] : registry::Names<Letter>::table)
        for (const auto& [lang, code] : registry::Names<registry::Lang>::table) {
            auto made = message(kind);
            made.subscriber.lang = lang;
            if (kind == Letter::failing || kind == Letter::ended) {
                made.endpoint = registry::Endpoint{};
                made.endpoint->url = "https://hooks.example.org/secret";
            }
            if (kind == Letter::summary) made.summaries = {{0, 12, 900}};
            if (kind == Letter::alert) made.tracks = {opcat({fact()})};
            const auto letter = written(made);
            EXPECT_FALSE(letter.subject.empty()) << name;
            for (const auto* text : {&letter.subject, &letter.text, &letter.html}) {
                EXPECT_FALSE(holds(*text, "letters.")) << name << " " << code << *text;
                EXPECT_FALSE(holds(*text, "{")) << name << " " << code << *text;
                EXPECT_FALSE(holds(*text, "/secret")) << name;
            }
            EXPECT_TRUE(holds(letter.html, "<html lang=\"" + std::string{code} + "\">"));
        }
}

TEST(Letters, a_summary_counts_for_each_thing_followed) {
    auto made = message(Letter::summary);
    made.summaries = {{0, 12, 1234}};
    const auto letter = written(made);
    EXPECT_EQ(letter.subject, "Summary: 1,234 changes from one import");
    made.summaries = {{0, 12, 1}};
    EXPECT_EQ(written(made).subject, "Summary: one change from one import");
    EXPECT_TRUE(holds(letter.text, "everything of Belgium (findings from “stalled” on): 1,234 changes"))
        << letter.text;
}

TEST(Letters, a_summary_names_its_import_and_leads_to_its_changes) {
    World world;
    world.signs("fr");
    world.signs("be");
    auto reader = world.database().read();
    registry::Catalogue catalogue;
    auto made = message(Letter::summary);
    made.summaries = {{0, 2, 9}};
    const auto run = registry::store::run_told(reader, 2);
    ASSERT_TRUE(run);
    ASSERT_GT(run->first, 1);
    const auto letter = letters::write(reader, made, letters_view(), catalogue);
    EXPECT_TRUE(holds(letter.text, "The file 2.xml")) << letter.text;
    EXPECT_TRUE(holds(letter.text, "taken in on 22 November 2026")) << letter.text;
    const auto link = "https://placet.test/changes?after=" + std::to_string(run->first - 1) +
                      "&before=" + std::to_string(run->last + 1) + "&party=be";
    EXPECT_TRUE(holds(letter.text, link)) << letter.text;
    rapidjson::Document read;
    read.Parse(letters::payload(reader, made, letters_view(), catalogue).c_str());
    EXPECT_STREQ(read["data"]["summaries"][0]["file"].GetString(), "2.xml");
    EXPECT_EQ(read["data"]["summaries"][0]["first_change"].GetInt64(), run->first);
}

TEST(Letters, of_samples_the_banner_of_the_pages_stands_in_every_form) {
    auto with = letters_view();
    with.samples = true;
    const auto letter = written(two_changes(), with);
    for (const auto* body : {&letter.text, &letter.html})
        EXPECT_TRUE(holds(*body, "Contains samples, which are not official files.")) << *body;
    EXPECT_FALSE(holds(written(two_changes()).text, "samples"));
}

TEST(Letters, french_sets_its_blanks_narrow_and_lets_no_line_end_at_them) {
    for (const auto& [kind, name] : registry::Names<Letter>::table) {
        auto made = message(kind);
        made.subscriber.lang = registry::Lang::fr;
        made.tracks = {opcat({opened(), fact()})};
        made.summaries = {{0, 12, 900}};
        const auto letter = written(made);
        for (const auto* text : {&letter.subject, &letter.text, &letter.html})
            for (const auto* wrong : {" :", " ;", " ?", " !", "« ", " »"})
                EXPECT_FALSE(holds(*text, wrong)) << name << *text;
    }
    auto one = message();
    one.subscriber.lang = registry::Lang::fr;
    one.tracks = {opcat({opened()})};
    EXPECT_TRUE(holds(written(one).subject, "OPCAT – Belgique\u00a0: constat R3")) << written(one).subject;
    EXPECT_TRUE(registry::clean(written(one).subject).starts_with("OPCAT – Belgique : constat R3"))
        << "as headers of mails have it";
}

TEST(Letters, who_is_known_already_is_not_told_that_his_address_is_forgotten) {
    auto made = message(Letter::confirm);
    EXPECT_TRUE(holds(written(made).html, "your address is forgotten in 7 days"));
    made.subscriber.confirmed_at = 1;
    const auto known = written(made).html;
    EXPECT_FALSE(holds(known, "your address is forgotten"));
    EXPECT_TRUE(holds(known, "this request is forgotten in 7 days"));
    EXPECT_TRUE(holds(known, "What you follow already stays as it is."));
}

TEST(Letters, a_confirmation_names_no_host_a_stranger_typed_and_of_mail_its_pace) {
    World world;
    auto asked = World::wish("owner@example.org");
    asked.channel = registry::Channel::webhook;
    asked.url = "https://hooks.example.org/secret";
    asked.confirmed = false;
    const auto id = world.asks(asked).subscription;
    auto reader = world.database().read();
    registry::Catalogue catalogue;
    auto made = message(Letter::confirm);
    made.reasons[0].pace = registry::Pace::weekly;
    EXPECT_TRUE(holds(letters::write(reader, made, letters_view(), catalogue).html, "by e-mail, weekly"));
    made.reasons = {*registry::store::subscription(reader, id)};
    const auto html = letters::write(reader, made, letters_view(), catalogue).html;
    EXPECT_TRUE(holds(html, "by webhook")) << html;
    EXPECT_FALSE(holds(html, "hooks.example.org")) << html;
    made.outgoing.kind = Letter::stale;
    EXPECT_TRUE(holds(letters::write(reader, made, letters_view(), catalogue).html,
                      "by webhook to hooks.example.org"));
}

TEST(Letters, a_confirmation_says_what_is_chosen_and_that_how_things_stand_comes_first) {
    auto made = message(Letter::confirm);
    made.reasons[0].wants_state = true;
    made.reasons[0].selector.kinds = {"opened", "closed"};
    const auto text = written(made).html;
    for (const auto* each : {"new findings", "findings that close", "findings from “stalled” on",
                             "and first once how things stand"})
        EXPECT_TRUE(holds(text, each)) << each << text;
    made.reasons[0].wants_state = false;
    EXPECT_FALSE(holds(written(made).html, "how things stand"));
}

TEST(Letters, who_asks_again_for_what_arrives_already_is_told_where_to_change_it) {
    World world;
    const auto wish = World::wish("owner@example.org");
    world.signs("be");
    world.subscribes("owner@example.org");
    world.deliver();
    world.mails.clear();
    world.wait(60);
    auto again = wish;
    again.confirmed = false;
    world.asks(again);
    world.deliver();
    ASSERT_EQ(world.mails.size(), 1u);
    const auto& mail = world.mails[0];
    EXPECT_TRUE(holds(mail.subject, "You follow this already: Pact on Rivers")) << mail.subject;
    EXPECT_TRUE(holds(mail.text, "/subscriptions/manage/")) << mail.text;
    EXPECT_FALSE(holds(mail.text, "/subscriptions/confirm/"));
}

TEST(Letters, what_is_not_shown_is_in_the_log_narrowed_to_what_is_followed) {
    auto made = two_changes();
    made.more = 3, made.first = 7, made.last = 12;
    EXPECT_TRUE(holds(written(made).text, "/changes?after=6&before=13&party=be&lang=en")) << written(made).text;
    made.reasons.push_back(made.reasons[0]);
    EXPECT_TRUE(holds(written(made).text, "&party=be"));
    made.reasons[1].selector.key = "fr";
    EXPECT_FALSE(holds(written(made).text, "&party="));
}

TEST(Letters, of_an_endpoint_that_has_ended_the_way_to_manage_stands_once) {
    auto made = message(Letter::ended);
    made.endpoint = registry::Endpoint{};
    made.endpoint->url = "https://hooks.example.org/secret";
    const auto text = written(made).text;
    const auto first = text.find("/subscriptions/manage/");
    ASSERT_NE(first, std::string::npos);
    EXPECT_EQ(text.find("/subscriptions/manage/", first + 1), std::string::npos) << text;
}

TEST(Letters, selectors_of_every_kind_are_put_into_words_and_have_a_page) {
    World world;
    world.signs("fr");
    auto reader = world.database().read();
    using registry::Watched;
    const auto said = [&](Watched scope, const std::string& key) {
        return letters::describe(reader, letters_view(), {scope, key, {}, registry::Severity::none});
    };
    EXPECT_EQ(said(Watched::instrument, "pact"), "Pact on Rivers");
    EXPECT_EQ(said(Watched::track, "pact/fr"), "Pact on Rivers – France");
    EXPECT_EQ(said(Watched::party, "be"), "everything of Belgium");
    EXPECT_TRUE(said(Watched::rule, "R3").starts_with("findings of rule R3, "));
    EXPECT_EQ(said(Watched::list, "/stalled?party=be"),
              "No recorded movement: “stalled” and above, of Belgium");
    EXPECT_EQ(said(Watched::subject, "mtdsg-iv"), "subject Human rights");
    EXPECT_EQ(said(Watched::all, ""), "everything in this registry");
    EXPECT_EQ(path_of({Watched::track, "pact/fr", {}, {}}), "/instruments/pact/fr");
    EXPECT_EQ(path_of({Watched::list, "/stalled?party=be", {}, {}}), "/stalled?party=be");
    EXPECT_EQ(path_of({Watched::all, "", {}, {}}), "/changes");
    EXPECT_EQ(letters::describe(reader, letters_view(),
                                {Watched::party, "be", {"fact", "closed"}, registry::Severity::none}),
              "everything of Belgium (facts and findings that close)");
}

TEST(Payload, is_json_that_says_it_all_in_less_than_twenty_thousand_bytes) {
    World world;
    auto reader = world.database().read();
    auto made = two_changes();
    const auto text = payload(reader, made);
    rapidjson::Document read;
    ASSERT_FALSE(read.Parse(text.c_str()).HasParseError()) << text;
    EXPECT_STREQ(read["type"].GetString(), "placet.alert");
    EXPECT_STREQ(read["timestamp"].GetString(), "2026-11-22T12:00:00Z");
    const auto& changes = read["data"]["changes"];
    ASSERT_EQ(changes.Size(), 2u);
    EXPECT_EQ(changes[0]["change"].GetInt(), 8);
    EXPECT_STREQ(changes[0]["certainty"].GetString(), "possible");
    EXPECT_STREQ(changes[0]["last_look"].GetString(), "2026-10-01");
    EXPECT_STREQ(changes[0]["url"].GetString(), "https://placet.test/changes/8");
    EXPECT_EQ(read["data"]["more"].GetInt(), 0);

    made.tracks[0].changes.assign(2000, fact());
    made.more = 5;
    const auto large = payload(reader, made);
    EXPECT_LT(large.size(), 20'000u);
    ASSERT_FALSE(read.Parse(large.c_str()).HasParseError());
    const auto shown = read["data"]["changes"].Size();
    EXPECT_GT(shown, 10u);
    EXPECT_EQ(read["data"]["more"].GetUint() + shown, 2005u);
}
