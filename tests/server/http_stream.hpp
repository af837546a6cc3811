// A client that asks once and then listens.
#pragma once
#include <string>
#include <string_view>

#include "tests/server/http_client.hpp"

namespace http_test {

class Stream {
public:
    Stream(unsigned short port, std::string_view request, int receive_buffer = 0)
        : client_(port, receive_buffer) {
        client_.send(request);
    }
    // Waits until this has come; false when it does not.
    bool has(std::string_view text) {
        while (raw_.find(text) == std::string::npos)
            if (!more()) return false;
        return true;
    }
    template <class Condition>
    bool comes_to(Condition condition) {
        while (!condition(body()))
            if (!more()) return false;
        return true;
    }
    // Whatever comes until the end.
    bool ends() {
        while (more()) {
        }
        return ended_;
    }
    const std::string& raw() const { return raw_; }
    // What has come whole so far, without head and chunk sizes.
    std::string body() const {
        std::string text;
        auto at = raw_.find("\r\n\r\n");
        if (at == std::string::npos) return text;
        for (at += 4;;) {
            const auto end = raw_.find("\r\n", at);
            if (end == std::string::npos) return text;
            const auto size = std::stoul(raw_.substr(at, end - at), nullptr, 16);
            if (size == 0 || end + 2 + size + 2 > raw_.size()) return text;
            text += raw_.substr(end + 2, size);
            EXPECT_EQ(raw_.substr(end + 2 + size, 2), "\r\n");
            at = end + 2 + size + 2;
        }
    }

private:
    bool more() {
        pollfd ready{client_.fd(), POLLIN, 0};
        if (ended_ || ::poll(&ready, 1, static_cast<int>(patience.count())) < 1) return false;
        char room[16 * 1024];
        const auto got = ::recv(client_.fd(), room, sizeof room, 0);
        ended_ = got <= 0;
        if (got > 0) raw_.append(room, static_cast<std::size_t>(got));
        return !ended_;
    }

    Client client_;
    std::string raw_;
    bool ended_ = false;
};

}  // namespace http_test
