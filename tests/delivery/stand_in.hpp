// A server on loopback that does as a test says, once for each connection.
#pragma once
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace test {

class StandIn {
public:
    using Act = std::function<void(Poco::Net::StreamSocket&, StandIn&)>;
    explicit StandIn(Act act);
    ~StandIn();
    unsigned short port() const { return port_; }
    std::string url(const std::string& path = "/hook") const {
        return "http://127.0.0.1:" + std::to_string(port_) + path;
    }

    // What was read, a text for each connection.
    std::vector<std::string> heard() const;
    void keep(std::string text);
    bool ending() const { return ending_; }

private:
    void serve();
    Act act_;
    Poco::Net::ServerSocket socket_;
    unsigned short port_;
    std::atomic<bool> ending_ = false;
    mutable std::mutex mutex_;
    std::vector<std::string> heard_;
    std::jthread thread_;
};

// A request with its body; empty when the other side closed before.
std::string read_request(Poco::Net::StreamSocket&);
void say(Poco::Net::StreamSocket&, std::string_view bytes);
// Up to the end of a line, without it.
std::string read_line(Poco::Net::StreamSocket&);
// Reads a request, keeps it, and answers.
StandIn::Act answering(std::string answer);

}  // namespace test
