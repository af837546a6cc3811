// Answers that go on, by a socket: what is said reaches whoever stays, and who does not read, or leaves,
// costs nothing.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

#include "server/http/listen.hpp"
#include "tests/server/http_client.hpp"
#include "tests/server/http_stream.hpp"

using namespace server;
using namespace http_test;

namespace {

const std::string asks = "GET /live HTTP/1.1\r\nHost: a\r\n\r\n";

// What has been said so far, for all who listen.
struct Said {
    std::atomic<std::size_t> many{0};
    std::atomic<bool> fails{false};
};

// Says "<n>" for each, once.
class Counts : public Live {
public:
    explicit Counts(Said& said) : said_(said) {}
    bool stirs(Time) const noexcept override { return told_ != said_.many || said_.fails; }
    std::string more(Time) override {
        if (said_.fails) throw std::runtime_error("the well is dry");
        std::string text;
        for (const auto upto = said_.many.load(); told_ < upto;) text += "<" + std::to_string(++told_) + ">";
        return text;
    }

private:
    Said& said_;
    std::atomic<std::size_t> told_{0};
};

class Floods : public Live {
public:
    bool stirs(Time) const noexcept override { return true; }
    std::string more(Time) override { return std::string(64 * 1024, 'x'); }
};

// Stirs and then has nothing to say.
class Fidgets : public Live {
public:
    explicit Fidgets(std::atomic<std::size_t>& asked) : asked_(asked) {}
    bool stirs(Time) const noexcept override { return true; }
    std::string more(Time) override {
        ++asked_;
        return {};
    }

private:
    std::atomic<std::size_t>& asked_;
};

struct Answering {
    Said said;
    std::atomic<std::size_t> fidgets{0};
    std::mutex mutex;
    std::string reported;
    Response operator()(const Request& request) {
        Response response;
        response.headers["Content-Type"] = "text/plain";
        if (request.target == "/live")
            response.live = std::make_shared<Counts>(said);
        else if (request.target == "/flood")
            response.live = std::make_shared<Floods>();
        else if (request.target == "/fidget")
            response.live = std::make_shared<Fidgets>(fidgets);
        else
            response.body = std::make_shared<const std::string>("page");
        return response;
    }
    Limits limits() const {
        Limits limits;
        limits.workers = 1;
        limits.live = 5ms;
        return limits;
    }
    std::unique_ptr<Listener> listener(const Limits& limits) {
        return std::make_unique<Listener>(
            "127.0.0.1", 0, [this](const Request& request) { return (*this)(request); }, limits,
            [this](std::string_view line) {
                const std::lock_guard lock(mutex);
                reported = line;
            });
    }
};

}  // namespace

TEST(LiveAnswers, come_in_chunks_as_things_are_said) {
    Answering site;
    const auto listener = site.listener(site.limits());
    Stream one(listener->port(), asks), two(listener->port(), asks);
    ASSERT_TRUE(one.has("\r\n\r\n"));
    EXPECT_NE(one.raw().find("Transfer-Encoding: chunked\r\n"), std::string::npos) << one.raw();
    EXPECT_NE(one.raw().find("Connection: close\r\n"), std::string::npos);
    EXPECT_EQ(one.raw().find("Content-Length"), std::string::npos);
    ++site.said.many;
    EXPECT_TRUE(one.has("<1>"));
    EXPECT_TRUE(two.has("<1>"));
    site.said.many += 2;
    EXPECT_TRUE(one.has("<3>"));
    EXPECT_TRUE(two.has("<3>"));
    EXPECT_EQ(one.body(), "<1><2><3>");
    EXPECT_EQ(two.body(), "<1><2><3>");
}

TEST(LiveAnswers, to_an_old_client_go_on_until_the_end_of_the_connection) {
    Answering site;
    const auto listener = site.listener(site.limits());
    Stream old(listener->port(), "GET /live HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    ++site.said.many;
    ASSERT_TRUE(old.has("<1>"));
    EXPECT_TRUE(old.raw().ends_with("\r\n\r\n<1>")) << old.raw();
    EXPECT_EQ(old.raw().find("chunked"), std::string::npos);
}

TEST(LiveAnswers, have_a_head_alone_for_head) {
    Answering site;
    ++site.said.many;
    const auto listener = site.listener(site.limits());
    Stream head(listener->port(), "HEAD /live HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_TRUE(head.ends());
    EXPECT_TRUE(head.raw().ends_with("\r\n\r\n"));
    EXPECT_EQ(head.raw().find("<1>"), std::string::npos);
}

TEST(LiveAnswers, outlast_every_deadline_while_they_say_nothing) {
    Answering site;
    auto limits = site.limits();
    limits.header_deadline = limits.body_deadline = limits.idle = limits.write_deadline = 40ms;
    const auto listener = site.listener(limits);
    Stream live(listener->port(), asks);
    ASSERT_TRUE(live.has("\r\n\r\n"));
    for (int i = 0; i < 3; ++i) {
        Client idle(listener->port());
        EXPECT_TRUE(idle.ends()) << "one that says nothing is closed meanwhile";
    }
    ++site.said.many;
    EXPECT_TRUE(live.has("<1>"));
}

TEST(LiveAnswers, end_with_the_client) {
    Answering site;
    const auto listener = site.listener(site.limits());
    {
        Stream gone(listener->port(), asks);
        ASSERT_TRUE(gone.has("\r\n\r\n"));
        EXPECT_EQ(listener->connections(), 1u);
    }
    EXPECT_TRUE(comes_true([&] { return listener->connections() == 0; }));
}

TEST(LiveAnswers, end_in_good_order_with_the_server) {
    Answering site;
    auto listener = site.listener(site.limits());
    Stream live(listener->port(), asks);
    Stream flooded(listener->port(), "GET /flood HTTP/1.1\r\nHost: a\r\n\r\n", 4096);
    ++site.said.many;
    ASSERT_TRUE(live.has("<1>"));
    ASSERT_TRUE(flooded.has("xxx"));
    const auto begun = std::chrono::steady_clock::now();
    listener.reset();
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 1900ms)
        << "nobody waits for a client that does not read";
    EXPECT_TRUE(live.ends());
    EXPECT_TRUE(live.raw().ends_with("\r\n0\r\n\r\n")) << live.raw();
}

TEST(LiveAnswers, who_does_not_read_is_dropped) {
    Answering site;
    auto limits = site.limits();
    limits.write_deadline = 100ms;
    const auto listener = site.listener(limits);
    Stream lazy(listener->port(), "GET /flood HTTP/1.1\r\nHost: a\r\n\r\n", 4096);
    ASSERT_TRUE(lazy.has("xxx"));
    EXPECT_TRUE(comes_true([&] { return listener->connections() == 0; }));
}

TEST(LiveAnswers, a_flood_leaves_room_for_pages) {
    Answering site;
    const auto listener = site.listener(site.limits());
    std::vector<std::unique_ptr<Stream>> floods;
    for (int i = 0; i < 4; ++i)
        floods.push_back(
            std::make_unique<Stream>(listener->port(), "GET /flood HTTP/1.1\r\nHost: a\r\n\r\n", 4096));
    for (auto& each : floods) ASSERT_TRUE(each->has("xxx"));
    Client reader(listener->port());
    for (int i = 0; i < 10; ++i) EXPECT_EQ(reader.get("/").body, "page");
}

TEST(LiveAnswers, who_stirs_for_nothing_is_asked_once_a_look) {
    Answering site;
    auto limits = site.limits();
    limits.live = 50ms;
    const auto listener = site.listener(limits);
    const auto begun = std::chrono::steady_clock::now();
    Stream fidget(listener->port(), "GET /fidget HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_TRUE(comes_true([&] { return site.fidgets >= 4; }));
    const auto looks = (std::chrono::steady_clock::now() - begun) / 50ms;
    EXPECT_LE(site.fidgets.load(), static_cast<std::size_t>(looks) + 3);
}

TEST(LiveAnswers, one_that_fails_is_ended_and_told) {
    Answering site;
    const auto listener = site.listener(site.limits());
    Stream live(listener->port(), asks);
    ASSERT_TRUE(live.has("\r\n\r\n"));
    site.said.fails = true;
    EXPECT_TRUE(live.ends());
    EXPECT_FALSE(live.raw().ends_with("0\r\n\r\n")) << "an end in good order would say that this was all";
    const std::lock_guard lock(site.mutex);
    EXPECT_NE(site.reported.find("the well is dry"), std::string::npos) << site.reported;
}

TEST(LiveAnswers, reach_1000_clients_beside_pages) {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_max < 2500) GTEST_SKIP() << "skipped: too few descriptors allowed";
    limit.rlim_cur = std::max<rlim_t>(limit.rlim_cur, 2500);
    setrlimit(RLIMIT_NOFILE, &limit);
    Answering site;
    const auto listener = site.listener(site.limits());
    std::vector<std::unique_ptr<Stream>> all;
    for (int i = 0; i < 1000; ++i) {
        all.push_back(std::make_unique<Stream>(listener->port(), asks));
        ASSERT_TRUE(all.back()->has("\r\n\r\n")) << i;
    }
    ++site.said.many;
    Client reader(listener->port());
    EXPECT_EQ(reader.get("/").body, "page");
    for (auto& each : all) {
        ASSERT_TRUE(each->has("<1>"));
        EXPECT_EQ(each->body(), "<1>");
    }
}
