// /changes/stream: the log as it grows, without gap or repeat, for whoever asks for whichever part of it.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "registry/exchange/exchange_xml.hpp"
#include "registry/intake/intake.hpp"
#include "registry/store/ask_changes.hpp"
#include "registry/store/subscriptions.hpp"
#include "server/http/listen.hpp"
#include "server/pages/news.hpp"
#include "tests/server/http_stream.hpp"
#include "tests/server/over_samples.hpp"
#include "tests/server/pages_made.hpp"

using namespace std::chrono_literals;
using server::Live;
using test::header_of;

namespace {

using Clock = std::chrono::steady_clock;
using Ids = std::vector<std::int64_t>;

std::string signatures(int from, int to) {
    std::string xml =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<registry xmlns=\"urn:placet:exchange:1\" "
        "source=\"un-mtdsg\" title=\"Many\" language=\"en\" as-of=\"2021-01-01\">\n";
    const char* parties[] = {"be", "nl", "fr", "de", "lu"};
    for (int i = from; i < to; ++i)
        xml += "<statement instrument=\"made-" + std::to_string(i / 5) + "\" party=\"" + parties[i % 5] +
               "\" milestone=\"signed\" when=\"200" + std::to_string(i % 10) + "-01-02\"/>\n";
    return xml + "</registry>\n";
}

struct Event {
    std::int64_t id = 0;
    std::string kind, data;
};

// As a browser takes them: a block without data is no event, and yet says where one stands.
struct Heard {
    std::vector<Event> events;
    std::int64_t at = -1;
    std::string retry;
    int comments = 0;

    void take(std::string_view text) {
        EXPECT_TRUE(text.empty() || text.ends_with("\n\n")) << text;
        Event event;
        while (!text.empty()) {
            const auto line = text.substr(0, text.find('\n'));
            text.remove_prefix(line.size() + 1);
            const auto field = line.substr(0, line.find(": "));
            const std::string value{line.size() > field.size() ? line.substr(field.size() + 2) : ""};
            if (line.empty()) {
                if (!event.data.empty()) events.push_back({at, event.kind, event.data});
                event = {};
            } else if (line.starts_with(':')) {
                ++comments;
            } else if (field == "id") {
                EXPECT_LE(at, std::stoll(value));
                at = std::stoll(value);
            } else if (field == "event") {
                event.kind = value;
            } else if (field == "data") {
                event.data = value;
            } else if (field == "retry") {
                retry = value;
            } else {
                ADD_FAILURE() << line;
            }
        }
    }
    Ids ids() const {
        Ids ids;
        for (const auto& each : events) ids.push_back(each.id);
        return ids;
    }
};

// Until it has nothing to say.
void hear(Live& live, Heard& heard, Clock::time_point now = {}) {
    for (int i = 0; live.stirs(now); ++i) {
        ASSERT_LT(i, 10'000) << "it does not come to an end";
        const auto text = live.more(now);
        ASSERT_LT(text.size(), 80u * 1024);
        heard.take(text);
    }
}

Ids all(registry::store::Database& database, registry::ChangeFilter filter = {}) {
    Ids ids;
    auto reader = database.read();
    filter.limit = 1'000'000;
    filter.oldest_first = true;
    for (const auto& each : registry::store::change_log(reader, filter)) ids.push_back(each.id);
    return ids;
}

std::int64_t last(registry::store::Database& database) {
    auto reader = database.read();
    return registry::store::last_change(reader);
}

std::shared_ptr<Live> stream(test::Served& site, const std::string& query = {},
                             server::Headers headers = {}) {
    auto response = site.get("/changes/stream" + query, std::move(headers));
    EXPECT_EQ(response.status, 200) << *response.body;
    EXPECT_TRUE(response.live);
    return response.live;
}

void take_in(registry::store::Database& database, const std::string& xml, const std::string& file) {
    auto batch = registry::read_exchange(xml, file);
    ASSERT_TRUE(batch.has_value());
    registry::take_in(database, {file, "exchange", xml, *std::move(batch)},
                      *registry::parse_now("2021-10-12"));
}

}  // namespace

TEST(ChangesStream, tells_what_is_committed_once_as_the_list_for_programs_does) {
    test::Served site;
    const auto live = stream(site);
    Heard heard;
    hear(*live, heard);
    EXPECT_EQ(heard.retry, "5000");
    EXPECT_EQ(heard.at, last(site.database())) << "who is cut off before anything came knows where to go on";
    EXPECT_TRUE(heard.events.empty()) << "from now on";
    const auto before = heard.at;

    site.take_in(signatures(0, 12), "many.xml");
    hear(*live, heard);
    ASSERT_EQ(heard.ids(), all(site.database(), {.after = before}));
    ASSERT_GE(heard.events.size(), 12u);

    rapidjson::Document listed;
    listed.Parse(site.get("/changes.json?limit=1000&after=" + std::to_string(before)).body->c_str());
    const auto& list = listed["changes"];
    ASSERT_EQ(list.Size(), heard.events.size());
    for (rapidjson::SizeType i = 0; i < list.Size(); ++i) {
        rapidjson::Document data;
        data.Parse(heard.events[i].data.c_str());
        ASSERT_FALSE(data.HasParseError()) << heard.events[i].data;
        EXPECT_TRUE(data == list[i]) << heard.events[i].data;
        EXPECT_EQ(heard.events[i].id, list[i]["change"].GetInt64());
        EXPECT_EQ(heard.events[i].kind, list[i]["kind"].GetString());
    }
    const auto said = heard.events.size();
    hear(*live, heard);
    EXPECT_EQ(heard.events.size(), said) << "nothing twice";
}

TEST(ChangesStream, goes_on_behind_the_last_event_without_gap_or_repeat) {
    test::Served site;
    site.take_in(signatures(0, 40), "many.xml");
    const auto whole = all(site.database());
    ASSERT_GT(whole.size(), 40u);
    for (const auto at : {std::size_t{1}, whole.size() / 2, whole.size()}) {
        Heard heard;
        const auto number = std::to_string(whole[at - 1]);
        hear(*stream(site, {}, {{"Last-Event-ID", number}}), heard);
        EXPECT_EQ(heard.ids(), Ids(whole.begin() + static_cast<std::ptrdiff_t>(at), whole.end())) << at;
        Heard again;
        hear(*stream(site, "?after=0", {{"Last-Event-ID", number}}), again);
        EXPECT_EQ(again.ids(), heard.ids())
            << "what the browser says counts before the address it comes back to";
    }
    Heard from_nought;
    hear(*stream(site, "?after=0"), from_nought);
    EXPECT_EQ(from_nought.ids(), whole);
}

TEST(ChangesStream, is_narrowed_like_the_list) {
    test::Served site;
    const auto before = last(site.database());
    const std::map<std::string, registry::ChangeFilter> asked{
        {"?party=be", {.party = "be"}},
        {"?kind=fact&party=nl", {.party = "nl", .kind = "fact"}},
        {"?instrument=made-3", {.instrument = "made-3"}},
        {"?rule=R3", {.rule = "R3"}},
        {"?entity=be-fed", {.entity = "be-fed"}}};
    site.take_in(signatures(0, 60), "many.xml");
    std::size_t told = 0;
    for (auto [query, filter] : asked) {
        Heard heard;
        hear(*stream(site, query + "&after=" + std::to_string(before)), heard);
        filter.after = before;
        EXPECT_EQ(heard.ids(), all(site.database(), filter)) << query;
        EXPECT_EQ(heard.at, last(site.database()))
            << query << ": coming back, it need not be gone through again";
        told += heard.events.size();
    }
    EXPECT_GT(told, 20u);
    const auto be = stream(site, "?party=be");
    Heard heard;  // by one who was there while it happened
    hear(*be, heard);
    const auto then = last(site.database());
    site.take_in(signatures(60, 90), "more.xml");
    hear(*be, heard);
    EXPECT_EQ(heard.ids(), all(site.database(), {.party = "be", .after = then}));
}

TEST(ChangesStream, is_narrowed_to_a_subject_whether_one_is_close_behind_or_far) {
    test::Served site;
    const auto page = [](int from, int to) {
        std::string xml =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<registry xmlns=\"urn:placet:exchange:1\" "
            "source=\"un-mtdsg\" title=\"Two chapters\" language=\"en\" as-of=\"2021-01-01\">\n";
        for (int i = from; i < to; ++i) {
            const auto chapter = i % 3 == 0 ? "IV" : "IX";
            const auto id = "chapter-" + std::to_string(i);
            xml += "<instrument id=\"" + id + "\"><alias scheme=\"MTDSG\">" + chapter + "-77" +
                   std::to_string(i) + "</alias></instrument>\n<statement instrument=\"" + id +
                   "\" party=\"be\" milestone=\"signed\" when=\"2001-01-02\"/>\n";
        }
        return xml + "</registry>\n";
    };
    const auto before = last(site.database());
    const auto close = stream(site, "?subject=mtdsg-iv"), both = stream(site, "?subject=mtdsg-ix&kind=fact");
    Heard heard_close, heard_both, heard_far;
    hear(*close, heard_close);
    site.take_in(page(0, 30), "chapters.xml");
    hear(*close, heard_close);
    hear(*both, heard_both);
    const auto far = stream(site, "?subject=mtdsg-iv&party=be", {{"Last-Event-ID", std::to_string(before)}});
    hear(*far, heard_far);
    Ids fourth, facts_of_ninth, of_belgium;
    auto reader = site.database().read();
    for (const auto& line :
         registry::store::change_log(reader, {.after = before, .oldest_first = true, .limit = 100'000})) {
        if (!line.instrument.starts_with("chapter-")) continue;
        const bool is_fourth = std::stoi(line.instrument.substr(8)) % 3 == 0;
        if (is_fourth) fourth.push_back(line.id);
        if (is_fourth && line.party == "be") of_belgium.push_back(line.id);
        if (!is_fourth && line.kind == "fact") facts_of_ninth.push_back(line.id);
    }
    ASSERT_GE(fourth.size(), 10u);
    EXPECT_EQ(heard_close.ids(), fourth);
    EXPECT_EQ(heard_both.ids(), facts_of_ninth);
    EXPECT_EQ(heard_far.ids(), of_belgium);
    const auto refused = site.get("/changes/stream?subject=rivers");
    EXPECT_EQ(refused.status, 400);
    EXPECT_NE(refused.body->find("mtdsg-iv"), std::string::npos) << "and says what there is";
}

TEST(ChangesStream, is_counted_among_the_metrics) {
    test::Served site;
    const auto metric = [&](const std::string& name) {
        const auto text = *site.get("/metrics").body;
        EXPECT_NE(text.find("# HELP " + name + " "), std::string::npos) << text;
        EXPECT_NE(text.find("# TYPE " + name + " "), std::string::npos);
        const auto at = text.find("\n" + name + " ");
        return at == std::string::npos ? -1 : std::stoi(text.substr(at + name.size() + 2));
    };
    EXPECT_EQ(metric("placet_streams"), 0);
    auto one = stream(site), other = stream(site, "?party=be");
    EXPECT_EQ(metric("placet_streams"), 2);
    EXPECT_EQ(metric("placet_stream_events_total"), 0);
    Heard all_of_it, of_belgium;
    hear(*one, all_of_it), hear(*other, of_belgium);
    site.take_in(signatures(0, 12), "many.xml");
    hear(*one, all_of_it), hear(*other, of_belgium);
    ASSERT_GT(of_belgium.events.size(), 0u);
    const auto said = all_of_it.events.size() + of_belgium.events.size();
    EXPECT_EQ(metric("placet_stream_events_total"), static_cast<int>(said));
    one.reset(), other.reset();
    EXPECT_EQ(metric("placet_streams"), 0);
    EXPECT_EQ(metric("placet_stream_events_total"), static_cast<int>(said));
}

TEST(ChangesStream, refuses_a_number_that_is_none_of_this_log) {
    test::Served site;
    const auto beyond = std::to_string(last(site.database()) + 1);
    for (const auto& bad :
         {std::string{"-1"}, std::string{"x"}, std::string{"1x"}, std::string{"9999999999999"}, beyond}) {
        for (const auto& response : {site.get("/changes/stream", {{"Last-Event-ID", bad}}),
                                     site.get("/changes/stream?after=" + bad)}) {
            EXPECT_EQ(response.status, 400) << bad;
            EXPECT_FALSE(response.live);
            EXPECT_TRUE(header_of(response, "Content-Type").starts_with("application/problem+json"));
        }
    }
    EXPECT_EQ(site.get("/changes/stream?kind=nothing").status, 400);
    EXPECT_EQ(site.get("/changes/stream?party=atlantis").status, 400);
    EXPECT_EQ(site.get("/changes/stream?on=2020-01-01").status, 400);
    EXPECT_EQ(site.get("/changes/stream?lang=tlh").status, 400);
}

TEST(ChangesStream, has_the_headers_of_a_stream) {
    test::Served site;
    const auto response =
        site.get("/changes/stream", {{"Accept-Encoding", "gzip"}, {"Accept", "text/event-stream"}});
    EXPECT_EQ(header_of(response, "Content-Type"), "text/event-stream");
    EXPECT_EQ(header_of(response, "Cache-Control"), "no-store");
    EXPECT_EQ(header_of(response, "X-Accel-Buffering"), "no");
    EXPECT_EQ(header_of(response, "Access-Control-Allow-Origin"), "*");
    EXPECT_EQ(header_of(response, "Content-Encoding"), "");
    EXPECT_EQ(header_of(response, "ETag"), "");
}

TEST(ChangesStream, speaks_the_language_asked_for) {
    test::Served site;
    const auto one = [&](const std::string& query) {
        Heard heard;
        hear(*stream(site, query), heard);
        rapidjson::Document data;
        data.Parse(heard.events.at(0).data.c_str());
        return std::string{data["says"].GetString()};
    };
    EXPECT_NE(one("?after=0&lang=nl"), one("?after=0&lang=en"));
    EXPECT_EQ(one("?after=0&lang=en"), one("?after=0"));
}

TEST(ChangesStream, keeps_the_connection_open_while_nothing_happens) {
    test::Served site;
    const auto live = stream(site, "?party=be");
    Heard heard;
    const Clock::time_point begun{1h};
    hear(*live, heard, begun);
    EXPECT_FALSE(live->stirs(begun + 14s));
    EXPECT_TRUE(live->stirs(begun + 15s));
    hear(*live, heard, begun + 15s);
    EXPECT_EQ(heard.comments, 1);
    EXPECT_FALSE(live->stirs(begun + 29s));
    // Something was recorded, and nothing of it for him.
    site.take_in(
        R"(<?xml version="1.0"?><registry xmlns="urn:placet:exchange:1" source="un-mtdsg" title="One" language="en" as-of="2021-01-01">
<statement instrument="made-1" party="nl" milestone="signed" when="2001-01-02"/></registry>)",
        "one.xml");
    hear(*live, heard, begun + 16s);
    hear(*live, heard, begun + 31s);
    EXPECT_TRUE(heard.events.empty());
    EXPECT_EQ(heard.at, last(site.database()));
}

TEST(ChangesStream, follows_an_instrument_that_becomes_another) {
    test::Served site;
    site.take_in(signatures(0, 10), "many.xml");
    const auto live = stream(site, "?instrument=made-1");
    Heard heard;
    hear(*live, heard);
    const auto then = last(site.database());
    site.take_in(
        R"(<?xml version="1.0"?><registry xmlns="urn:placet:exchange:1" source="un-mtdsg" title="Link" language="en" as-of="2021-01-01">
<link one="made-0" other="made-1">One treaty.</link></registry>)",
        "link.xml");
    const auto now = [&] {
        auto reader = site.database().read();
        return registry::find_instrument(reader, "made-1").id;
    }();
    ASSERT_EQ(now, "made-0");
    site.take_in(
        R"(<?xml version="1.0"?><registry xmlns="urn:placet:exchange:1" source="un-mtdsg" title="One" language="en" as-of="2021-01-02">
<statement instrument=")" +
            *now + R"(" party="it" milestone="signed" when="2001-01-02"/></registry>)",
        "one.xml");
    hear(*live, heard);
    EXPECT_EQ(heard.ids(), all(site.database(), {.instrument = *now, .after = then}));
    EXPECT_FALSE(heard.events.empty());
}

TEST(ChangesStream, is_refused_to_one_more_than_may_follow) {
    test::Served made;
    server::SiteSettings settings;
    settings.base_url = "https://placet.test";
    settings.now = [] { return *registry::parse_now("2021-10-12"); };
    settings.streams = 2;
    server::Site site(made.database(), settings);
    const auto ask = [&] {
        server::Request request;
        request.target = "/changes/stream";
        return site.answer(request);
    };
    const auto one = ask();
    {
        const auto two = ask(), three = ask();
        EXPECT_TRUE(two.live);
        EXPECT_FALSE(three.live);
        EXPECT_EQ(three.status, 503);
        EXPECT_EQ(header_of(three, "Retry-After"), "60");
    }
    EXPECT_TRUE(ask().live) << "when one has gone";
}

TEST(News, are_read_once_for_all_who_follow) {
    test::Served site;
    const auto news = std::make_shared<server::News>(
        site.database(), "https://placet.test", [] { return *registry::parse_now("2021-10-12"); }, 1000);
    std::vector<std::shared_ptr<Live>> all_of_them;
    std::vector<Heard> heard(300);
    const auto before = last(site.database());
    for (std::size_t i = 0; i < heard.size(); ++i) {
        registry::ChangeFilter filter;
        if (i % 3 == 1) filter.party = "be";
        all_of_them.push_back(news->follow(before, filter, i % 2 ? registry::Lang::nl : registry::Lang::en));
        hear(*all_of_them.back(), heard[i]);
    }
    EXPECT_EQ(news->followers(), heard.size());
    const auto then = news->work();
    site.take_in(signatures(0, 50), "many.xml");
    const auto whole = all(site.database(), {.after = before}),
               be = all(site.database(), {.party = "be", .after = before});
    for (std::size_t i = 0; i < heard.size(); ++i) {
        hear(*all_of_them[i], heard[i]);
        ASSERT_EQ(heard[i].ids(), i % 3 == 1 ? be : whole) << i;
    }
    EXPECT_EQ(news->work().times - then.times, 1u);
    EXPECT_EQ(news->work().lines - then.lines, whole.size());
    all_of_them.clear();
    EXPECT_EQ(news->followers(), 0u);
}

// Fast ones, slow ones, ones that want little, ones that come from far behind: each gets his own, once, in
// pieces.
TEST(News, reach_everybody_whole_however_fast_he_is) {
    test::Served site;
    const auto news = std::make_shared<server::News>(
        site.database(), "https://placet.test", [] { return *registry::parse_now("2021-10-12"); }, 1000);
    site.take_in(signatures(0, 2500), "many.xml");
    struct One {
        std::shared_ptr<Live> live;
        registry::ChangeFilter filter;
        int every;
        Heard heard{};
    };
    std::vector<One> ones;
    const auto add = [&](std::int64_t after, registry::ChangeFilter filter, int every) {
        filter.after = after;
        ones.push_back({news->follow(after, filter, registry::Lang::en), filter, every});
    };
    const auto now = last(site.database());
    add(0, {}, 1);
    add(0, {}, 3);
    add(0, {.party = "be"}, 1);
    add(now / 2, {}, 2);
    add(now, {}, 1);
    add(now, {.instrument = "made-501"}, 5);
    add(now - 10, {.kind = "fact"}, 1);
    for (int round = 1; round <= 40; ++round) {
        if (round == 5 || round == 9)
            site.take_in(signatures(2450 + round * 10, 2520 + round * 10),
                         "more" + std::to_string(round) + ".xml");
        for (auto& one : ones)
            if (round % one.every == 0 && one.live->stirs({})) one.heard.take(one.live->more({}));
    }
    for (auto& one : ones) {
        hear(*one.live, one.heard);
        EXPECT_EQ(one.heard.ids(), all(site.database(), one.filter))
            << one.filter.after << " " << one.filter.party;
    }
}

TEST(ChangesStream, reaches_two_clients_when_another_process_commits) {
    test::Served site;
    const auto before = last(site.database());
    server::Limits limits;
    limits.live = 5ms;
    auto listener = std::make_unique<server::Listener>(
        "127.0.0.1", 0,
        [&](const server::Request& request) {
            return site.get(request.target, request.headers, request.method);
        },
        limits);
    const std::string rest = " HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\n\r\n";
    http_test::Stream one(listener->port(), "GET /changes/stream" + rest),
        two(listener->port(), "GET /changes/stream?party=nl&lang=nl" + rest);
    ASSERT_TRUE(one.has("retry: 5000"));
    ASSERT_TRUE(two.has("retry: 5000"));
    registry::store::Database other(site.database().file());
    take_in(other, signatures(0, 25), "other.xml");
    const auto whole = all(other, {.after = before}), nl = all(other, {.party = "nl", .after = before});
    ASSERT_FALSE(nl.empty());
    const auto number = [](std::int64_t id) { return "id: " + std::to_string(id) + "\nevent"; };
    EXPECT_TRUE(one.comes_to(
        [&](const std::string& body) { return body.find(number(whole.back())) != std::string::npos; }));
    EXPECT_TRUE(two.comes_to(
        [&](const std::string& body) { return body.find(number(nl.back())) != std::string::npos; }));
    Heard heard_by_one, heard_by_two;
    heard_by_one.take(one.body());
    heard_by_two.take(two.body());
    EXPECT_EQ(heard_by_one.ids(), whole);
    EXPECT_EQ(heard_by_two.ids(), nl);
    listener.reset();
    EXPECT_TRUE(one.ends());
    EXPECT_TRUE(one.raw().ends_with("0\r\n\r\n"));
}

TEST(Hub, is_named_by_the_one_feed_it_is_told_of) {
    test::Served site;
    EXPECT_EQ(site.get("/changes.atom").body->find("rel=\"hub\""), std::string::npos) << "none is set";
    {
        auto writer = site.database().write();
        auto settings = registry::store::alerting(writer);
        settings.hub = "https://hub.example/push?a=1&b=2";
        registry::store::put_alerting(writer, settings);
        writer.commit();
    }
    const auto feed = site.get("/changes.atom");
    pugi::xml_document tree;
    ASSERT_TRUE(tree.load_string(feed.body->c_str()));
    std::map<std::string, std::string> in_feed;
    for (const auto each : tree.child("feed").children("link"))
        in_feed[each.attribute("rel").value()] = each.attribute("href").value();
    EXPECT_EQ(in_feed["hub"], "https://hub.example/push?a=1&b=2");
    EXPECT_EQ(in_feed["self"], "https://placet.test/changes.atom") << "what delivery tells the hub of";
    std::map<std::string, std::string> in_head;
    for (const auto& [rel, href] : test::links_of(feed)) in_head.emplace(rel, href);
    EXPECT_EQ(in_head["hub"], in_feed["hub"]);
    EXPECT_EQ(in_head["self"], in_feed["self"]);
    for (const auto* other : {"/changes.atom?party=be", "/changes.atom?lang=nl", "/changes.atom?before=2",
                              "/parties/be/changes.atom", "/changes.json", "/changes"}) {
        const auto answer = site.get(other);
        ASSERT_EQ(answer.status, 200) << other;
        EXPECT_EQ(answer.body->find("hub.example"), std::string::npos) << other;
        EXPECT_EQ(header_of(answer, "Link").find("rel=\"hub\""), std::string::npos) << other;
    }
}
