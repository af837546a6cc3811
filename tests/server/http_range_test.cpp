// Files as answers: whole, in parts, over a socket, and when the client goes away.
#include <gtest/gtest.h>

#include <fstream>

#include "server/http/listen.hpp"
#include "server/http/range.hpp"
#include "tests/server/http_client.hpp"
#include "tests/support/scratch.hpp"

using namespace server;
using namespace http_test;
using Asks = ByteRange::Asks;

namespace {

std::string letters(std::size_t size) {
    std::string text(size, ' ');
    for (std::size_t i = 0; i < size; ++i) text[i] = static_cast<char>('a' + (i * 7 + i / 251) % 26);
    return text;
}

struct OnDisk {
    test::Scratch scratch;
    std::string text;
    explicit OnDisk(std::size_t size) : text(letters(size)) {
        std::ofstream(scratch / "file", std::ios::binary) << text;
    }
    Response whole() const {
        Response response;
        response.headers["ETag"] = "\"tag\"";
        response.headers["Content-Type"] = "application/zip";
        response.file = OpenFile::open(scratch / "file");
        response.length = response.file->size();
        return response;
    }
};

Request asking(std::string range, std::string method = "GET") {
    return {std::move(method), "/", {{"Range", std::move(range)}}, {}};
}

std::string header(const Headers& headers, std::string_view name) {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string{} : found->second;
}

}  // namespace

TEST(Range, one_range_is_read_and_what_is_not_understood_asks_for_all) {
    const auto part = [](std::string_view text) {
        const auto range = read_range(text, 100);
        return range.asks == Asks::part ? std::to_string(range.first) + "-" + std::to_string(range.last)
               : range.asks == Asks::all ? "all"
                                         : "nothing there";
    };
    EXPECT_EQ(part("bytes=0-0"), "0-0");
    EXPECT_EQ(part("bytes=10-19"), "10-19");
    EXPECT_EQ(part("bytes=10-"), "10-99");
    EXPECT_EQ(part("bytes=10-100000"), "10-99");
    EXPECT_EQ(part("bytes=99-99999999999999999999999"), "99-99");
    EXPECT_EQ(part("bytes=-1"), "99-99");
    EXPECT_EQ(part("bytes=-1000"), "0-99");
    EXPECT_EQ(part("bytes=100-"), "nothing there");
    EXPECT_EQ(part("bytes=99999999999999999999999-"), "nothing there");
    EXPECT_EQ(part("bytes=-0"), "nothing there");
    for (const auto* odd : {"", "bytes", "bytes=", "bytes=-", "bytes=5-4", "bytes=a-b", "bytes=+1-2", "items=0-1",
                            "bytes=0-1,5-6", "bytes= 1-2", "bytes=--1"})
        EXPECT_EQ(part(odd), "all") << odd;
    EXPECT_EQ(read_range("bytes=0-", 0).asks, Asks::nothing_there);
}

TEST(Range, an_answer_is_cut_only_for_get_and_only_when_it_is_still_the_same) {
    const OnDisk file(1000);
    const auto part = in_range(asking("bytes=100-199"), file.whole());
    EXPECT_EQ(part.status, 206);
    EXPECT_EQ(part.from, 100u);
    EXPECT_EQ(part.bytes(), 100u);
    EXPECT_EQ(header(part.headers, "Content-Range"), "bytes 100-199/1000");
    EXPECT_EQ(in_range(asking("bytes=100-199", "HEAD"), file.whole()).status, 200);
    EXPECT_EQ(header(in_range({"GET", "/", {}, {}}, file.whole()).headers, "Accept-Ranges"), "bytes");

    auto conditional = asking("bytes=100-199");
    conditional.headers["If-Range"] = "\"tag\"";
    EXPECT_EQ(in_range(conditional, file.whole()).status, 206);
    conditional.headers["If-Range"] = "\"older\"";
    EXPECT_EQ(in_range(conditional, file.whole()).status, 200);

    const auto behind = in_range(asking("bytes=1000-"), file.whole());
    EXPECT_EQ(behind.status, 416);
    EXPECT_EQ(header(behind.headers, "Content-Range"), "bytes */1000");
    EXPECT_EQ(header(behind.headers, "Content-Type"), "application/problem+json");
    EXPECT_FALSE(behind.file);

    Response other;
    other.body = std::make_shared<const std::string>("text");
    EXPECT_EQ(in_range(asking("bytes=0-1"), other).status, 200) << "only files are cut";
}

TEST(Range, only_an_ordinary_file_is_opened) {
    const OnDisk file(10);
    EXPECT_TRUE(OpenFile::open(file.scratch / "file"));
    EXPECT_FALSE(OpenFile::open(file.scratch / "missing"));
    EXPECT_FALSE(OpenFile::open(file.scratch / ""));
    EXPECT_FALSE(OpenFile::open("/dev/zero"));
}

TEST(Listener, sends_a_file_whole_in_parts_and_not_to_head) {
    const OnDisk file(3'000'001);
    Listener listener("127.0.0.1", 0,
                      [&](const Request& request) { return in_range(request, file.whole()); });
    Client client(listener.port());
    const auto whole = client.get("/");
    EXPECT_EQ(whole.status, 200);
    EXPECT_EQ(header(whole.headers, "Content-Length"), "3000001");
    EXPECT_TRUE(whole.body == file.text) << whole.body.size();
    const auto part = client.ask("GET / HTTP/1.1\r\nHost: a\r\nRange: bytes=1000000-2000000\r\n\r\n");
    EXPECT_EQ(part.status, 206);
    EXPECT_TRUE(part.body == file.text.substr(1'000'000, 1'000'001)) << part.body.size();
    client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto head = client.read("HEAD");
    EXPECT_EQ(header(head.headers, "Content-Length"), "3000001");
    EXPECT_EQ(client.get("/").status, 200) << "the connection goes on";
}

TEST(Listener, a_client_that_leaves_in_the_middle_of_a_file_harms_nobody) {
    const OnDisk file(8'000'000);
    Listener listener("127.0.0.1", 0, [&](const Request&) { return file.whole(); });
    for (int i = 0; i < 5; ++i) {
        Client leaving(listener.port(), 4096);
        leaving.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        EXPECT_TRUE(leaving.ready_within(patience));
    }
    EXPECT_TRUE(comes_true([&] { return listener.connections() == 0; }));
    EXPECT_EQ(Client(listener.port()).get("/").body.size(), 8'000'000u);
}

TEST(Listener, a_file_that_has_become_shorter_ends_the_connection) {
    OnDisk file(2'000'000);
    Listener listener("127.0.0.1", 0, [&](const Request&) {
        auto response = file.whole();
        std::filesystem::resize_file(file.scratch / "file", 1'000'000);
        return response;
    });
    Client client(listener.port());
    EXPECT_EQ(client.get("/").status, 0) << "half an answer is none";
}
