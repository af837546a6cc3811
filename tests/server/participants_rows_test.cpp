// What programs get of who takes part: worked out from what is kept in memory, held against the store's own events,
// said as a tree.
#include <gtest/gtest.h>

#include <map>

#include "registry/answers/participation.hpp"
#include "registry/answers/tally.hpp"
#include "registry/base/text.hpp"
#include "registry/store/ask_evidence.hpp"
#include "registry/store/events.hpp"
#include "registry/store/snapshot.hpp"
#include "server/represent/json_value.hpp"
#include "server/site.hpp"
#include "tests/server/pages_made.hpp"
#include "tests/support/imported_folder.hpp"

using namespace registry;
using server::Value;

namespace {

constexpr std::array days{"1999-12-31", "2011-06-15", "2026-11-22", "2031-01-01"};
const Day today = *parse_day("2026-11-22");

Effect effect_of(const Event& event) {
    const auto* milestone = Vocabulary::built_in().milestone(event.milestone);
    return milestone ? milestone->effect : Effect::none;
}

// The later of two acts of a kind: one of no day never is.
std::tuple<Day, Day, Day> place_of(const Event& event) {
    const auto& when = event.when;
    if (when.lo != earliest_day) return {when.lo, when.hi, when.lo};
    return when.hi == latest_day ? std::tuple{earliest_day, latest_day, earliest_day}
                                 : std::tuple{when.hi, when.hi, earliest_day};
}

Value date(const Event& event) {
    auto made = Value::object();
    made.both("edtf", event.when.edtf);
    made.both("lo", event.when.lo == earliest_day ? Value{} : Value{iso(event.when.lo)});
    made.both("hi", event.when.hi == latest_day ? Value{} : Value{iso(event.when.hi)});
    return made;
}

std::string status(const std::vector<Event>& events, Day on) {
    const auto sum = tally(events, on);
    const auto did = [&](Effect effect) {
        return std::any_of(events.begin(), events.end(), [&](const Event& each) {
            return effect_of(each) == effect && each.when.lo <= on;
        });
    };
    if (sum.is_party()) return "party";
    if (did(Effect::consents) && did(Effect::withdraws)) return "withdrawn";
    return sum.is_signatory() ? "signatory" : "other";
}

Value row(const std::string& party, const std::string& name, std::vector<Event> events, int declarations, Day on) {
    std::stable_sort(events.begin(), events.end(),
                     [](const Event& a, const Event& b) { return place_of(a) < place_of(b); });
    std::map<Effect, std::vector<const Event*>> acts;
    bool unconfirmed = false;
    for (const auto& each : events) acts[effect_of(each)].push_back(&each), unconfirmed |= each.unconfirmed;
    std::vector<const Event*> earlier;
    for (const auto& each : events)
        if (&each != acts[effect_of(each)].back()) earlier.push_back(&each);
    const auto last = [&](Effect effect) { return acts[effect].empty() ? Value{} : date(*acts[effect].back()); };
    auto made = Value::object();
    made.both("party", party).both("party_name", name);
    made.both("resolved", Vocabulary::built_in().party(party) || Vocabulary::built_in().entity(party));
    made.both("status", status(events, on));
    made.both("signed", last(Effect::signs)).both("signature_withdrawn", last(Effect::unsigns));
    made.both("consented", last(Effect::consents));
    made.both("form", acts[Effect::consents].empty() ? std::string{} : acts[Effect::consents].back()->form);
    made.both("provisional", last(Effect::provisional)).both("in_force", last(Effect::enters));
    made.both("withdrawn", last(Effect::withdraws)).both("declarations", declarations);
    made.both("unconfirmed", unconfirmed);
    auto list = Value::list();
    for (const auto* each : earlier)
        list.push(date(*each).both("milestone", each->milestone).both("form", each->form));
    return made.both("earlier", std::move(list));
}

std::string rows(store::Reader& reader, const std::string& instrument, Lang lang, Day on) {
    std::map<std::string, std::vector<Event>> by_party;
    for (const auto& each : store::stored_events(reader, instrument))
        if (!each.party.empty() && concerns_one_party(effect_of(each)) && (on >= today || each.when.lo <= on))
            by_party[each.party].push_back(each);
    std::map<std::string, int> declared;
    for (const auto& [party, n] : store::passages_by_party(reader, instrument, "declaration", {}))
        declared[party] = n;
    std::map<std::pair<std::string, std::string>, Value> by_name;
    for (const auto& [party, events] : by_party) {
        const auto* known = Vocabulary::built_in().party(party);
        const auto name = known ? known->label.in(lang) : party;
        by_name[{fold(name), party}] = row(party, name, events, declared[party], on);
    }
    auto list = Value::list();
    for (auto& [name, each] : by_name) list.push(std::move(each));
    return server::json_text(list);
}

server::Site site_of(store::Database& database, std::size_t kept) {
    server::SiteSettings settings;
    settings.base_url = "https://placet.test";
    settings.now = [] { return *parse_now("2026-11-22"); };
    settings.kept_bytes = kept;
    return {database, settings};
}

void hold_against_the_store(const std::filesystem::path& folder) {
    test::ImportedFolder imported{folder};
    auto& database = imported.database();
    auto site = site_of(database, 0);
    auto reader = database.read();
    int compared = 0;
    for (const auto& id : store::instruments_there(reader))
        for (const auto& [lang, code] : Names<Lang>::table)
            for (const auto* on : days) {
                const auto path = "/instruments/" + id + "/participants.json?lang=" + std::string{code} + "&on=" + on;
                const auto response = site.answer({"GET", path, {}, {}});
                ASSERT_EQ(response.status, 200) << path;
                const auto from = response.body->find("\"participants\":[") + 15, to = response.body->rfind(",\"cite\":");
                ASSERT_LT(from, to) << path;
                ASSERT_EQ(response.body->substr(from, to - from), rows(reader, id, lang, *parse_day(on))) << path;
                compared += response.body->find("\"status\"") != std::string::npos;
            }
    EXPECT_GT(compared, 20);
}

}  // namespace

TEST(ParticipantRows, of_the_samples_are_what_the_store_holds_on_every_day) { hold_against_the_store("samples"); }

TEST(ParticipantRows, of_the_shared_sources_are_what_the_store_holds_on_every_day) {
    if (!std::filesystem::is_directory("../shared/sources")) GTEST_SKIP() << "skipped: ../shared is not there";
    hold_against_the_store("../shared/sources");
}

TEST(ParticipantRows, are_the_same_kept_or_computed_asked_once_or_twice) {
    test::ImportedFolder imported{"samples"};
    auto keeping = site_of(imported.database(), 1 << 20), computing = site_of(imported.database(), 0);
    for (const auto* path :
         {"/instruments/opcat/participants.json", "/instruments/opcat/participants.csv?on=2010-01-01",
          "/instruments/opcat/participants.json?status=signatory&sort=signed", "/instruments/opcat/participants",
          "/instruments/opcat/participants.json?known=2026-11-22", "/instruments/opcat/map.json?on=2010-01-01"}) {
        std::optional<server::Response> first;
        for (auto* site : {&computing, &computing, &keeping, &keeping, &keeping})
            for (const auto* coding : {"", "gzip"}) {
                auto given = site->answer({"GET", path, {{"Accept-Encoding", coding}}, {}});
                ASSERT_EQ(given.status, 200) << path;
                const bool packed = given.headers.contains("Content-Encoding");
                EXPECT_EQ(packed, std::string_view{coding} == "gzip") << path;
                if (packed) continue;
                if (!first) first = given;
                EXPECT_EQ(*given.body, *first->body) << path;
                EXPECT_EQ(given.headers, first->headers) << path;
            }
    }
}

TEST(ParticipantRows, follow_every_commit) {
    test::Served served{"2021-10-12"};
    const auto dutch = [&] {
        const auto body = *served.get("/instruments/test/participants.json", {{"Accept-Language", "en"}}).body;
        const auto at = body.find("\"party\":\"nl\"");
        return body.substr(at, body.find("\"unconfirmed\"", at) - at);
    };
    EXPECT_NE(dutch().find("\"status\":\"party\""), std::string::npos) << dutch();
    EXPECT_EQ(dutch(), dutch());
    served.take_in(R"xml(<?xml version="1.0" encoding="UTF-8"?>
<registry xmlns="urn:placet:exchange:1" source="editor" title="Left" language="en">
  <instrument id="test" kind="convention"><alias scheme="MTDSG">I-1</alias></instrument>
  <document source="un-mtdsg" title="A notification" language="en" as-of="2020-01">
    <statement instrument="test" party="nl" milestone="withdrawn" when="2019-01-01" place="row 1"/>
  </document>
</registry>
)xml",
                   "left.xml");
    EXPECT_NE(dutch().find("\"status\":\"withdrawn\""), std::string::npos) << dutch();
}

TEST(ParticipantRows, are_kept_of_one_revision_and_within_a_bound) {
    test::Served served;
    Participations kept, narrow{1};
    auto before = served.database().read();
    const auto held = kept.at(before, "test");
    ASSERT_TRUE(held);
    EXPECT_EQ(kept.find(before.revision(), "test"), held);
    EXPECT_EQ(kept.at(before, "test"), held);
    EXPECT_FALSE(kept.find(before.revision() + 1, "test"));
    EXPECT_FALSE(kept.find(before.revision(), "nothing"));
    EXPECT_FALSE(kept.at(before, "nothing"));
    served.take_in(R"xml(<?xml version="1.0" encoding="UTF-8"?>
<registry xmlns="urn:placet:exchange:1" source="editor" title="Another" language="en">
  <instrument id="other" kind="convention"><title lang="en">Another</title></instrument>
</registry>
)xml",
                   "other.xml");
    auto after = served.database().read();
    ASSERT_GT(after.revision(), before.revision());
    const auto anew = kept.at(after, "test");
    EXPECT_NE(anew, held);
    EXPECT_NE(kept.at(before, "test"), anew) << "a reader of before is answered, and pushes nothing out";
    EXPECT_EQ(kept.find(after.revision(), "test"), anew);
    EXPECT_TRUE(narrow.at(after, "test"));
    EXPECT_TRUE(narrow.at(after, "test")) << "more than the bound is answered all the same";
}
