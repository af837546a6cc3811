#include "server/delivery/https.hpp"

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>

#include <openssl/ssl.h>

#include <Poco/DateTimeFormat.h>
#include <Poco/DateTimeParser.h>
#include <Poco/Exception.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SSLException.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Net/StreamSocket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <future>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace server::delivery {
namespace {

namespace net = Poco::Net;
using Clock = std::chrono::steady_clock;

constexpr std::size_t most_read = 16 * 1024;
constexpr std::int64_t longest_wait = 86400;

struct Failed : std::runtime_error {
    Failed(const std::string& why, bool for_good = false) : std::runtime_error(why), never(for_good) {}
    bool never;
};

// One absolute end to all waiting, so that an answer that drips does not put it off.
struct Deadline {
    Clock::time_point end;
    std::chrono::milliseconds left() const {
        const auto rest = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now());
        if (rest.count() <= 0) throw Failed("did not answer in time");
        return rest;
    }
    void wait_for(const net::Socket& socket, short what) const {
        pollfd one{socket.impl()->sockfd(), what, 0};
        for (;;) {
            const auto ready = ::poll(&one, 1, static_cast<int>(left().count()));
            if (ready > 0) return;
            if (ready < 0 && errno != EINTR) throw Failed("the connection could not be watched");
        }
    }
};

std::vector<std::string> ask_the_system(const std::string& host) {
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    wanted.ai_family = AF_UNSPEC;
    addrinfo* found = nullptr;
    if (getaddrinfo(host.c_str(), nullptr, &wanted, &found) != 0) return {};
    std::vector<std::string> all;
    for (const auto* each = found; each; each = each->ai_next) {
        std::array<char, NI_MAXHOST> text{};
        if (getnameinfo(each->ai_addr, each->ai_addrlen, text.data(), text.size(), nullptr, 0,
                        NI_NUMERICHOST) == 0)
            all.emplace_back(text.data());
    }
    freeaddrinfo(found);
    return all;
}

// The resolver knows no deadline: it is left to end by itself.
std::vector<std::string> resolve(const WebhookSettings& settings, const std::string& host,
                                 const Deadline& deadline) {
    if (settings.resolve) return settings.resolve(host);
    std::packaged_task<std::vector<std::string>()> task{[host] { return ask_the_system(host); }};
    auto found = task.get_future();
    std::thread{std::move(task)}.detach();
    if (found.wait_for(deadline.left()) != std::future_status::ready)
        throw Failed("its name was not resolved in time");
    return found.get();
}

// Every address of the name must be one that may be reached: a name that leads to several networks is nothing
// to guess about.
std::vector<std::string> checked(const WebhookSettings& settings, const Destination& to,
                                 const Deadline& deadline) {
    auto all = resolve(settings, to.host, deadline);
    if (all.empty()) throw Failed("its name is not known");
    for (const auto& each : all)
        if (!may_be_reached(settings, to.tls, each))
            throw Failed("its name leads to an address that is not public", true);
    return all;
}

net::StreamSocket connect_to(const WebhookSettings& settings, const Destination& to, const std::string& ip,
                             const Deadline& deadline) {
    const net::SocketAddress address{net::IPAddress{ip}, to.port};
    net::StreamSocket socket;
    socket.connectNB(address);
    deadline.wait_for(socket, POLLOUT);
    if (const auto error = socket.impl()->socketError())
        throw Failed(error == ECONNREFUSED ? "refused the connection" : "could not be reached");
    socket.setBlocking(false);
    const auto peer = socket.peerAddress().host().toString();
    if (!may_be_reached(settings, to.tls, peer))
        throw Failed("the connection led to an address that is not public", true);
    return socket;
}

net::StreamSocket connect(const WebhookSettings& settings, const Destination& to, const Deadline& deadline) {
    const auto all = checked(settings, to, deadline);
    for (std::size_t i = 0;; ++i) try {
            // Half of what is left for each but the last, so that one that is silent does not use up all.
            const auto left = deadline.left();
            return connect_to(settings, to, all[i],
                              i + 1 < all.size() ? Deadline{Clock::now() + left / 2} : deadline);
        } catch (const Failed& failed) {
            if (failed.never || i + 1 >= std::min<std::size_t>(all.size(), 4)) throw;
        } catch (const Poco::Exception&) {
            if (i + 1 >= std::min<std::size_t>(all.size(), 4)) throw Failed("could not be reached");
        }
}

net::Context::Ptr trust(const WebhookSettings& settings) {
    net::Context::Params params;
    params.caLocation = settings.ca_file;
    params.loadDefaultCAs = settings.ca_file.empty();
    // Relaxed would let a host that is called localhost off (Poco 1.11).
    params.verificationMode = net::Context::VERIFY_STRICT;
    net::Context::Ptr context = new net::Context(net::Context::TLS_CLIENT_USE, params);
    context->enableExtendedCertificateVerification(true);
    SSL_CTX_set_min_proto_version(context->sslContext(), TLS1_2_VERSION);
    return context;
}

// `socket` does not block, so the handshake is ours to end, and with it what Poco checks only when it ends it
// itself: whether the certificate is of that host.
net::SecureStreamSocket secured(const WebhookSettings& settings, const Destination& to,
                                const net::StreamSocket& socket, const Deadline& deadline) {
    auto secure = net::SecureStreamSocket::attach(socket, to.host, trust(settings));
    for (;;) {
        const auto code = secure.completeHandshake();
        if (code == 1) break;
        if (code == net::SecureStreamSocket::ERR_SSL_WANT_READ)
            deadline.wait_for(secure, POLLIN);
        else if (code == net::SecureStreamSocket::ERR_SSL_WANT_WRITE)
            deadline.wait_for(secure, POLLOUT);
        else
            throw Failed("closed the connection before it was secure");
    }
    secure.verifyPeerCertificate(to.host);
    return secure;
}

// 1: go on; 0: the other side has closed.
template <class Try>
int once(net::StreamSocket& socket, const Deadline& deadline, bool writing, const Try& attempt) {
    for (;;) {
        deadline.left();
        int code = 0;
        try {
            code = attempt();
        } catch (const Poco::TimeoutException&) {  // a plain socket that would block
            code = net::SecureStreamSocket::ERR_SSL_WANT_READ - (writing ? 1 : 0);
        }
        if (code >= 0) return code;
        deadline.wait_for(socket,
                          code == net::SecureStreamSocket::ERR_SSL_WANT_WRITE || (writing && !socket.secure())
                              ? POLLOUT
                              : POLLIN);
    }
}

void send_all(net::StreamSocket& socket, std::string_view bytes, const Deadline& deadline) {
    while (!bytes.empty()) {
        const auto sent = once(socket, deadline, true, [&] {
            return socket.sendBytes(bytes.data(),
                                    static_cast<int>(std::min<std::size_t>(bytes.size(), 16384)));
        });
        if (sent <= 0) throw Failed("closed the connection");
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

// The head of the answer; what comes after it is not read, it changes nothing.
Reply read_answer(net::StreamSocket& socket, const Deadline& deadline) {
    std::string read;
    std::array<char, 2048> piece{};
    while (read.size() < most_read) {
        const auto got = once(socket, deadline, false, [&] {
            return socket.receiveBytes(piece.data(),
                                       static_cast<int>(std::min(piece.size(), most_read - read.size())));
        });
        if (got <= 0) throw Failed("closed the connection without an answer");
        read.append(piece.data(), static_cast<std::size_t>(got));
        for (;;) {
            const auto end = read.find("\r\n\r\n");
            if (end == std::string::npos) break;
            const auto reply = read_reply(std::string_view{read}.substr(0, end + 4),
                                          std::chrono::duration_cast<std::chrono::seconds>(
                                              std::chrono::system_clock::now().time_since_epoch())
                                              .count());
            if (!reply) throw Failed("answered with something that is not HTTP");
            if (reply->status >= 200) return *reply;
            read.erase(0, end + 4);  // 100 Continue and its like
        }
    }
    throw Failed("answered with a head beyond 16 kB");
}

std::string request(const Destination& to, const std::vector<std::pair<std::string, std::string>>& headers,
                    std::string_view body) {
    auto text = "POST " + to.target + " HTTP/1.1\r\nHost: " + to.host_header() +
                "\r\nUser-Agent: Placet\r\nAccept: */*\r\nConnection: close\r\nContent-Length: " +
                std::to_string(body.size()) + "\r\n";
    for (const auto& [name, value] : headers) {
        if (value.find_first_of("\r\n") != std::string::npos)
            throw Failed("a header would hold two lines", true);
        text += name + ": " + value + "\r\n";
    }
    return text + "\r\n" + std::string{body};
}

Reply ask(const WebhookSettings& settings, std::string_view url,
          const std::vector<std::pair<std::string, std::string>>& headers, std::string_view body) {
    const Deadline deadline{Clock::now() + settings.timeout};
    const auto allowed = read_endpoint(url, settings);
    const auto to = take_apart(url);
    if (!to || !allowed) throw Failed((to ? allowed.error() : to.error()).what, true);
    auto socket = connect(settings, *to, deadline);
    if (to->tls) socket = secured(settings, *to, socket, deadline);
    send_all(socket, request(*to, headers, body), deadline);
    return read_answer(socket, deadline);
}

}  // namespace

std::optional<Reply> read_reply(std::string_view head, std::int64_t now) {
    try {
        std::istringstream in{std::string{head}};
        net::HTTPResponse response;
        response.read(in);
        Reply reply;
        reply.status = static_cast<int>(response.getStatus());
        if (reply.status < 100 || reply.status > 599) return std::nullopt;
        if (!response.has("Retry-After")) return reply;
        const auto& text = response.get("Retry-After");
        int zone = 0;
        Poco::DateTime at;
        if (!text.empty() && text.size() < 10 && text.find_first_not_of("0123456789") == std::string::npos)
            reply.retry_after = std::stoll(text);
        else if (Poco::DateTimeParser::tryParse(Poco::DateTimeFormat::HTTP_FORMAT, text, at, zone))
            reply.retry_after = at.timestamp().epochTime() - now;
        reply.retry_after = std::clamp<std::int64_t>(reply.retry_after, 0, longest_wait);
        return reply;
    } catch (const Poco::Exception&) {
        return std::nullopt;
    }
}

Reply post_once(const WebhookSettings& settings, std::string_view url,
                const std::vector<std::pair<std::string, std::string>>& headers, std::string_view body) {
    try {
        return ask(settings, url, headers, body);
    } catch (const Failed& failed) {
        return {0, failed.what(), failed.never};
    } catch (const net::SSLException&) {
        return {0, "its certificate is not valid for it, or no secure connection came about"};
    } catch (const Poco::Exception&) {
        return {0, "the connection broke"};
    } catch (const std::exception& error) {
        return {0, error.what()};
    }
}

}  // namespace server::delivery
