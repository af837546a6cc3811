// A plain client on the loopback, for tests: it waits for events with a limit, never for time.
#pragma once
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "server/http/message.hpp"

namespace http_test {

using namespace std::chrono_literals;
using Milliseconds = std::chrono::milliseconds;
constexpr Milliseconds patience = 20s;  // correctness, not speed: far beyond any honest answer

struct Reply {
    int status = 0;  // 0: none came, or it was not HTTP
    server::Headers headers;
    std::string body;
};

class Client {
public:
    explicit Client(unsigned short port, int receive_buffer = 0) : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
        if (receive_buffer) ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
        connect(port);
    }
    Client() : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {}  // to connect later
    Client(Client&& other) noexcept : fd_(std::exchange(other.fd_, -1)), in_(std::move(other.in_)) {}
    Client& operator=(Client&&) = delete;
    ~Client() {
        if (fd_ >= 0) ::close(fd_);
    }

    void connect(unsigned short port) {
        sockaddr_in at{};
        at.sin_family = AF_INET;
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        at.sin_port = htons(port);
        if (::connect(fd_, reinterpret_cast<const sockaddr*>(&at), sizeof at) != 0)
            ADD_FAILURE() << "the client cannot connect";
    }

    // False when the other side has closed.
    bool send(std::string_view text) {
        while (!text.empty()) {
            pollfd ready{fd_, POLLOUT, 0};
            if (::poll(&ready, 1, static_cast<int>(patience.count())) < 1) return false;
            const auto went = ::send(fd_, text.data(), text.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
            if (went < 0 && errno != EAGAIN) return false;
            if (went > 0) text.remove_prefix(static_cast<std::size_t>(went));
        }
        return true;
    }
    void finish_sending() { ::shutdown(fd_, SHUT_WR); }

    // Is there something to read (or an end) within this time?
    bool ready_within(Milliseconds time) {
        if (!in_.empty()) return true;
        pollfd ready{fd_, POLLIN, 0};
        return ::poll(&ready, 1, static_cast<int>(time.count())) > 0;
    }

    // The next reply; a HEAD's has no body whatever its length says.
    Reply read(std::string_view method = "GET") {
        Reply reply;
        std::size_t end;
        while ((end = in_.find("\r\n\r\n")) == std::string::npos)
            if (!more()) return reply;
        auto block = std::string_view(in_).substr(0, end + 2);
        if (!block.starts_with("HTTP/1.1 ")) return reply;
        reply.status = std::stoi(std::string(block.substr(9, 3)));
        block.remove_prefix(block.find("\r\n") + 2);
        while (!block.empty()) {
            const auto line = block.substr(0, block.find("\r\n"));
            block.remove_prefix(line.size() + 2);
            const auto colon = line.find(": ");
            EXPECT_TRUE(reply.headers.emplace(line.substr(0, colon), line.substr(colon + 2)).second) << line;
        }
        in_.erase(0, end + 4);
        std::size_t length = 0;
        if (const auto said = reply.headers.find("Content-Length");
            said != reply.headers.end() && method != "HEAD")
            length = std::stoul(said->second);
        while (in_.size() < length)
            if (!more()) return Reply{};
        reply.body = in_.substr(0, length);
        in_.erase(0, length);
        return reply;
    }

    Reply ask(std::string_view text) {
        send(text);
        return read();
    }
    Reply get(const std::string& target) { return ask("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n"); }

    // Nothing more comes and the connection ends in good order; a reset, which can take an answer with it, is
    // none.
    bool ends() { return ends_somehow() && !reset_; }
    bool ends_somehow() {
        while (in_.empty())
            if (!more()) return ended_;
        return false;
    }
    // All that still comes until the end.
    std::string rest() {
        while (more()) {
        }
        return std::exchange(in_, {});
    }
    int fd() const { return fd_; }

private:
    bool more() {
        pollfd ready{fd_, POLLIN, 0};
        if (::poll(&ready, 1, static_cast<int>(patience.count())) < 1) return false;
        char room[64 * 1024];
        const auto got = ::recv(fd_, room, sizeof room, 0);
        if (got <= 0) {
            ended_ = true;
            reset_ = got < 0;
            return false;
        }
        in_.append(room, static_cast<std::size_t>(got));
        return true;
    }

    int fd_ = -1;
    std::string in_;
    bool ended_ = false, reset_ = false;
};

// For what shows itself by no event on a socket of ours.
template <class Condition>
bool comes_true(Condition condition) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > until) return false;
        ::poll(nullptr, 0, 1);
    }
    return true;
}

}  // namespace http_test
