#include "tests/delivery/stand_in.hpp"

#include <Poco/Exception.h>

namespace test {

using Poco::Net::StreamSocket;

StandIn::StandIn(Act act)
    : act_(std::move(act)),
      socket_(Poco::Net::SocketAddress("127.0.0.1", 0)),
      port_(socket_.address().port()),
      thread_([this] { serve(); }) {}

StandIn::~StandIn() { ending_ = true; }

void StandIn::serve() {
    while (!ending_) {
        if (!socket_.poll(Poco::Timespan(0, 20'000), Poco::Net::Socket::SELECT_READ)) continue;
        try {
            auto connection = socket_.acceptConnection();
            connection.setReceiveTimeout(Poco::Timespan(5, 0));
            act_(connection, *this);
        } catch (const Poco::Exception&) {
            // the other side went away: what it heard is what counts
        }
    }
}

std::vector<std::string> StandIn::heard() const {
    const std::lock_guard lock(mutex_);
    return heard_;
}

void StandIn::keep(std::string text) {
    const std::lock_guard lock(mutex_);
    heard_.push_back(std::move(text));
}

std::string read_request(StreamSocket& connection) {
    std::string text;
    char piece[4096];
    for (;;) {
        const auto end = text.find("\r\n\r\n");
        if (end != std::string::npos) {
            const auto at = text.find("Content-Length: ");
            const auto length = at == std::string::npos ? 0u : std::stoul(text.substr(at + 16));
            if (text.size() >= end + 4 + length) return text;
        }
        const auto got = connection.receiveBytes(piece, sizeof piece);
        if (got <= 0) return {};
        text.append(piece, static_cast<std::size_t>(got));
    }
}

void say(StreamSocket& connection, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = connection.sendBytes(bytes.data(), static_cast<int>(bytes.size()));
        if (sent <= 0) return;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

std::string read_line(StreamSocket& connection) {
    std::string line;
    char letter = 0;
    while (connection.receiveBytes(&letter, 1) == 1) {
        if (letter == '\n') {
            if (line.ends_with('\r')) line.pop_back();
            return line;
        }
        line += letter;
    }
    throw Poco::IOException("closed");
}

StandIn::Act answering(std::string answer) {
    return [answer = std::move(answer)](StreamSocket& connection, StandIn& self) {
        self.keep(read_request(connection));
        say(connection, answer);
    };
}

}  // namespace test
