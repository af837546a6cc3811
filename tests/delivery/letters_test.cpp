#include "server/letters/letter.hpp"

#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <chrono>

#include "registry/alerts/fan_out.hpp"
#include "registry/alerts/token.hpp"
#include "registry/base/text.hpp"
#include "server/letters/parts.hpp"
#include "server/letters/state.hpp"
#include "tests/delivery/world.hpp"

using namespace server;
using registry::Letter;
using test::World;
namespace alerts = registry::alerts;

namespace {

std::size_t letters_in(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

View view() {
    View made;
    made.base_url = "https://placet.test";
    made.asked.on = made.asked.today = *registry::parse_day("2026-11-22");
    return made;
}

registry::ChangeLine line(std::int64_t id, const std::string& kind) {
    registry::ChangeLine one;
    one.id = id, one.kind = kind, one.instrument = "opcat", one.party = "be";
    one.recorded_at = "2026-11-22T10:00:00Z", one.recorded_day = *registry::parse_day("2026-11-22");
    one.title = "OPCAT";
    return one;
}

alerts::ToldChange fact() {
    alerts::ToldChange told;
    told.line = line(7, "fact");
    told.line.milestone = "signed", told.line.event = "e1", told.line.date = "2026-11-20";
    told.line.effective = *registry::parse_day("2026-11-20");
    told.why = {0};
    return told;
}

alerts::ToldChange opened() {
    alerts::ToldChange told;
    told.line = line(8, "opened");
    told.line.finding = "f-abc", told.line.rule = "R3", told.line.severity = "stalled";
    told.line.effective = *registry::parse_day("2026-11-21");
    registry::Verdict verdict;
    verdict.id = "f-abc", verdict.rule = "R3", verdict.instrument = "opcat", verdict.party = "be";
    verdict.severity = registry::Severity::stalled;
    verdict.since = *registry::parse_when("2018-07-19");
    verdict.certainty = registry::Certainty::possible;
    verdict.last_look = *registry::parse_day("2026-10-01");
    registry::Reason look;
    look.message = "because.look";
    look.arguments = {
        {"source", "be-gazette"}, {"milestone", "published"}, {"who", ""}, {"day", "2026-10-01"}};
    verdict.because.message = "because.looks";
    verdict.because.of = {look};
    told.finding = verdict;
    told.why = {0};
    return told;
}

alerts::Message message(Letter kind = Letter::alert) {
    alerts::Message made;
    made.outgoing.id = 5, made.outgoing.kind = kind, made.outgoing.made_at = 1'795'348'800;
    made.subscriber.id = 3, made.subscriber.address = "reader@example.org",
    made.subscriber.nonce = std::string(32, 'a');
    made.key = "a key of this registry";
    registry::Subscription why;
    why.id = 1, why.nonce = std::string(32, 'b');
    why.selector = {registry::Watched::party, "be", {}, registry::Severity::stalled};
    made.reasons = {why};
    return made;
}

alerts::ToldTrack opcat(std::vector<alerts::ToldChange> changes) {
    alerts::ToldTrack track;
    track.instrument.id = "opcat";
    track.instrument.titles = {{"en", "OPCAT"}};
    track.party = "be";
    track.changes = std::move(changes);
    return track;
}

letters::Written written(const alerts::Message& message, View with = view()) {
    static World world;
    auto reader = world.database().read();
    return letters::write(reader, message, with);
}

alerts::Message two_changes() {
    auto made = message();
    made.tracks = {opcat({opened(), fact()})};
    return made;
}

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

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
              "Last looked: 1 October 2026", "https://placet.test/findings/f-abc",
              "https://placet.test/instruments/opcat/be", "https://placet.test/changes/8",
              "everything of Belgium", "findings from “stalled” on"})
            EXPECT_TRUE(holds(*body, each)) << each << "\n" << *body;
        EXPECT_TRUE(holds(*body, "/subscriptions/stop/"));
        EXPECT_TRUE(holds(*body, "/subscriptions/manage/"));
    }
    auto reporting = view();
    reporting.report_to = "mailto:errors@placet.test";
    EXPECT_TRUE(holds(written(two_changes(), reporting).text, "mailto:errors@placet.test?subject="));
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
    EXPECT_EQ(letter.stop_url,
              "https://placet.test/subscriptions/stop/" + alerts::message_token(made.key, made.outgoing.id) + "?lang=en");
    made.reasons.resize(8);
    const auto few = written(made).stop_url;
    EXPECT_EQ(std::count(few.begin(), few.end(), '~'), 7);
}

TEST(Letters, no_words_of_a_stranger_stand_in_a_confirmation) {
    for (const auto* list : {"/search?q=visit%20evil.example", "/instruments?party=be&q=visit%20evil.example"}) {
        auto made = message(Letter::confirm);
        made.reasons[0].selector = {registry::Watched::list, list, {}, registry::Severity::none};
        for (const auto lang : {registry::Lang::nl, registry::Lang::fr, registry::Lang::de, registry::Lang::en}) {
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
    EXPECT_TRUE(holds(written(made).subject, "/stalled?party=be"));
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
            EXPECT_TRUE(letters_in(row) <= 78 || row.find("://") != std::string_view::npos) << row;
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
                holds(*body, "https://placet.test/subscriptions/confirm/" + std::string(32, 'a') + "-"));
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
    EXPECT_TRUE(holds(letter.text, "everything of Belgium (findings from “stalled” on): 1,234 changes"))
        << letter.text;
}

TEST(Letters, selectors_of_every_kind_are_put_into_words_and_have_a_page) {
    World world;
    world.signs("fr");
    auto reader = world.database().read();
    using registry::Watched;
    const auto said = [&](Watched scope, const std::string& key) {
        return letters::describe(reader, view(), {scope, key, {}, registry::Severity::none});
    };
    EXPECT_EQ(said(Watched::instrument, "pact"), "Pact on Rivers");
    EXPECT_EQ(said(Watched::track, "pact/fr"), "Pact on Rivers – France");
    EXPECT_EQ(said(Watched::party, "be"), "everything of Belgium");
    EXPECT_TRUE(said(Watched::rule, "R3").starts_with("findings of rule R3, "));
    EXPECT_EQ(said(Watched::list, "/stalled?party=be"), "the list /stalled?party=be");
    EXPECT_EQ(said(Watched::all, ""), "everything in this registry");
    EXPECT_EQ(letters::page_of({Watched::track, "pact/fr", {}, {}}), "/instruments/pact/fr");
    EXPECT_EQ(letters::page_of({Watched::list, "/stalled?party=be", {}, {}}), "/stalled?party=be");
    EXPECT_EQ(letters::page_of({Watched::all, "", {}, {}}), "/changes");
    EXPECT_EQ(letters::describe(reader, view(),
                                {Watched::party, "be", {"fact", "closed"}, registry::Severity::none}),
              "everything of Belgium (facts and findings that close)");
}

TEST(Payload, is_json_that_says_it_all_in_less_than_twenty_thousand_bytes) {
    World world;
    auto reader = world.database().read();
    auto made = two_changes();
    const auto text = letters::payload(reader, made, view(), world.now());
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
    const auto large = letters::payload(reader, made, view(), world.now());
    EXPECT_LT(large.size(), 20'000u);
    ASSERT_FALSE(read.Parse(large.c_str()).HasParseError());
    const auto shown = read["data"]["changes"].Size();
    EXPECT_GT(shown, 10u);
    EXPECT_EQ(read["data"]["more"].GetUint() + shown, 2005u);
}

TEST(Payload, of_the_state_of_things_says_what_the_mail_says) {
    World world;
    world.signs("be", 2000);
    auto reader = world.database().read();
    using registry::Watched;
    const auto made = [&](Watched scope, const std::string& key) {
        auto about = message(Letter::state);
        about.reasons[0].selector = {scope, key, {}, registry::Severity::none};
        return about;
    };
    const auto said = [&](const alerts::Message& about) {
        const auto text = letters::payload(reader, about, view(), world.now());
        EXPECT_LT(text.size(), 20'000u);
        rapidjson::Document read;
        EXPECT_FALSE(read.Parse(text.c_str()).HasParseError()) << text;
        EXPECT_STREQ(read["type"].GetString(), "placet.state");
        return read;
    };
    const auto track = made(Watched::track, "pact/be");
    const auto read = said(track);
    const auto& state = read["data"]["state"];
    EXPECT_STREQ(state["url"].GetString(), "https://placet.test/instruments/pact/be");
    EXPECT_EQ(state["count"].GetUint(), state["findings"].Size());
    ASSERT_GT(state["next"].Size(), 0u);
    auto text = letters::write(reader, track, view()).text;
    std::replace(text.begin(), text.end(), '\n', ' ');
    for (const auto& each : state["next"].GetArray())
        EXPECT_TRUE(holds(text, each["says"].GetString())) << each["says"].GetString() << text;
    for (const auto& each : state["findings"].GetArray())
        EXPECT_TRUE(holds(text, each["evidence"].GetString())) << each["evidence"].GetString() << text;
    EXPECT_TRUE(said(made(Watched::list, "/stalled?party=be"))["data"]["state"]["on_page_only"].GetBool());
    EXPECT_TRUE(said(made(Watched::party, "be"))["data"]["state"]["findings"].IsArray());
    // Whatever else a program is sent has no such part.
    const auto other = letters::payload(reader, two_changes(), view(), world.now());
    EXPECT_FALSE(holds(other, "\"state\""));
}
