// Puts a function from Request to Response on a socket. Idle connections wait in epoll, a worker never enters
// a reader before the header is whole, deadlines are absolute, ambiguous framing is refused with 400
// (decision 14). Only listen.cpp knows Poco::Net.
//
// Any thread serves any connection. What stands ready is given by whoever saw the request; what has to be
// worked out waits in one row, and there is always one thread more than may be working out, so that ready
// answers, slow readers and new clients never wait for a page. A live answer takes no thread while it says nothing:
// its connection is parked like an idle one, and each of its pieces is worked out like a page.
#pragma once
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "server/http/framing.hpp"
#include "server/http/message.hpp"

namespace server {

struct Limits {
    std::size_t header_bytes = 16 * 1024;  // 431 past it
    std::size_t target_bytes = 8 * 1024;   // 414
    std::size_t body_bytes = 64 * 1024;    // 413
    std::size_t connections = 4096;        // further ones are closed at once
    // From its first byte a header has header_deadline to be whole, from then on its body has body_deadline:
    // 408. A connection with nothing under way is closed after `idle`. Each 256 kB of an answer has
    // write_deadline to be taken. Looked at four times in the shortest of them.
    std::chrono::milliseconds header_deadline{10'000}, body_deadline{10'000}, idle{15'000},
        write_deadline{30'000};
    std::chrono::milliseconds live{250};  // so often live answers are asked whether there is something to say
    unsigned workers = 0;  // answers worked out at once; 0: as many as cores we may use
};

using Answer = std::function<Response(const Request&)>;
// The answer when it stands ready, with `written` headers; null: it is to be worked out. Called for requests
// without body by every thread, so that it neither waits nor throws.
using AtOnce = std::function<std::shared_ptr<const Response>(const HeadView&)>;
// Is told what went wrong inside, one line; called from any worker.
using Report = std::function<void(std::string_view)>;

class Listener {
public:
    // Port 0 takes a free one. Throws std::runtime_error with one clear line when the address cannot be had.
    // `answer` is called from several workers at once. Where it throws, or gives headers that cannot be sent,
    // the client gets 500 and `report` (standard error, where none is given) the reason.
    Listener(const std::string& address, unsigned short port, Answer answer, Limits = {}, Report report = {},
             AtOnce at_once = {});
    ~Listener();  // finishes what is being answered (at most 2 s for slow readers), closes the rest
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    unsigned short port() const;
    std::size_t connections() const;

private:
    struct Parked;
    std::unique_ptr<Parked> parked_;
};

}  // namespace server
