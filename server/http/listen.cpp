#include "server/http/listen.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketAddress.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <mutex>
#include <stdexcept>
#include <system_error>
#include <thread>
#include <unordered_map>
#include <vector>

#include "server/http/connection.hpp"

namespace server {
namespace {

using namespace std::chrono_literals;

// A descriptor of the kernel's, closed when it goes.
class Descriptor {
public:
    Descriptor(int fd, const char* what) : fd_(fd) {
        if (fd < 0) throw std::system_error(errno, std::generic_category(), what);
    }
    ~Descriptor() { ::close(fd_); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int fd() const { return fd_; }

private:
    int fd_;
};

// Connections inherit the options from the socket they come in by.
void prepare(int fd) {
    ::fcntl(fd, F_SETFD, FD_CLOEXEC);  // a child process is not to hold the port
    const int on = 1, most_unsent = 128 * 1024;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    // The kernel would take megabytes for a slow reader, and what it took would look like progress.
    ::setsockopt(fd, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &most_unsent, sizeof most_unsent);
}

Poco::Net::ServerSocket bound(const std::string& address, unsigned short port) {
    try {
        const Poco::Net::SocketAddress at(address, port);
        Poco::Net::ServerSocket socket;
        constexpr bool reuse_address = true,
                       reuse_port = false;  // or a second server would share the port unnoticed
        if (at.family() == Poco::Net::SocketAddress::IPv6)
            socket.bind6(at, reuse_address, reuse_port, true);
        else
            socket.bind(at, reuse_address, reuse_port);
        socket.listen(1024);
        socket.setBlocking(false);
        prepare(socket.impl()->sockfd());
        return socket;
    } catch (const Poco::Exception& error) {
        throw std::runtime_error(
            fmt::format("cannot listen on {}, port {}: {}", address, port, error.displayText()));
    }
}

std::chrono::milliseconds tick(const Limits& limits) {
    const auto shortest =
        std::min({limits.header_deadline, limits.body_deadline, limits.idle, limits.write_deadline});
    return std::clamp<std::chrono::milliseconds>(shortest / 4, 5ms, 1000ms);
}

void to_standard_error(std::string_view line) {
    std::fprintf(stderr, "placet: %.*s\n", static_cast<int>(line.size()), line.data());
}

}  // namespace

struct Listener::Parked {
    Parked(const std::string& address, unsigned short port, Answer answer, Limits limits, Report report)
        : service{std::move(answer), limits, report ? std::move(report) : Report(to_standard_error), {}},
          socket(bound(address, port)) {
        watch(socket.impl()->sockfd(), EPOLLIN | EPOLLONESHOT, &socket, EPOLL_CTL_ADD);
        watch(wake.fd(), EPOLLIN, &wake, EPOLL_CTL_ADD);  // not one shot: every worker is to see it
        watch(timer.fd(), EPOLLIN | EPOLLONESHOT, &timer, EPOLL_CTL_ADD);
        const auto every = std::chrono::duration_cast<std::chrono::nanoseconds>(tick(limits)).count();
        const timespec period{static_cast<time_t>(every / 1'000'000'000),
                              static_cast<long>(every % 1'000'000'000)};
        const itimerspec periodic{period, period};
        if (::timerfd_settime(timer.fd(), 0, &periodic, nullptr) != 0)
            throw std::system_error(errno, std::generic_category(), "timerfd_settime");
    }

    void watch(int fd, std::uint32_t events, void* who, int how) {
        epoll_event event{};
        event.events = events;
        event.data.ptr = who;
        if (::epoll_ctl(poll.fd(), how, fd, &event) != 0)
            throw std::system_error(errno, std::generic_category(), "epoll_ctl");
    }

    void work() {
        DateLine date;
        while (!service.stopping) {
            epoll_event event{};
            if (::epoll_wait(poll.fd(), &event, 1, -1) < 1) continue;
            if (event.data.ptr == &socket)
                take_in();
            else if (event.data.ptr == &timer)
                look_at_deadlines();
            else if (event.data.ptr != &wake)
                serve(*static_cast<Connection*>(event.data.ptr), date);
        }
    }

    void serve(Connection& connection, DateLine& date) {
        const int fd = connection.fd();
        try {
            const auto wants = connection.serve(date);
            if (wants != Connection::Wants::close) {
                const auto event = wants == Connection::Wants::read ? EPOLLIN : EPOLLOUT;
                // From here on another worker may have it.
                watch(fd, static_cast<std::uint32_t>(event) | EPOLLONESHOT, &connection, EPOLL_CTL_MOD);
                return;
            }
        } catch (const std::exception& error) {
            service.report(fmt::format("a connection was given up: {}", error.what()));
        }
        const std::lock_guard lock(mutex);
        open.erase(fd);
    }

    // Takes in who waits at the door, a limited number before other work has its turn.
    void take_in() {
        bool at_the_end_of_descriptors = false;
        for (int i = 0; i < 64; ++i) {
            const int fd = ::accept4(socket.impl()->sockfd(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
            if (fd >= 0) {
                add(fd);
                continue;
            }
            if (errno == EINTR || errno == ECONNABORTED) continue;
            at_the_end_of_descriptors =
                errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM;
            break;
        }
        // Without descriptors the door would be ready for ever: it is looked at again with the next tick.
        if (at_the_end_of_descriptors)
            waiting_for_descriptors = true;
        else
            watch(socket.impl()->sockfd(), EPOLLIN | EPOLLONESHOT, &socket, EPOLL_CTL_MOD);
    }

    void add(int fd) {
        std::unique_ptr<Connection> fresh;
        try {
            fresh = std::make_unique<Connection>(fd, service);
        } catch (...) {
            ::close(fd);
            return;
        }
        const std::lock_guard lock(mutex);
        if (open.size() >= service.limits.connections) return;
        auto& connection = *(open[fd] = std::move(fresh));
        try {
            watch(fd, EPOLLIN | EPOLLONESHOT, &connection, EPOLL_CTL_ADD);
        } catch (const std::system_error&) {
            open.erase(fd);
        }
    }

    void look_at_deadlines() {
        std::uint64_t times = 0;
        [[maybe_unused]] const auto got = ::read(timer.fd(), &times, sizeof times);
        {
            // Under the lock no connection goes, so that no other one can have got its descriptor meanwhile.
            const std::lock_guard lock(mutex);
            const auto now = Clock::now();
            for (const auto& [fd, connection] : open) connection->expire_at(now);
        }
        watch(timer.fd(), EPOLLIN | EPOLLONESHOT, &timer, EPOLL_CTL_MOD);
        if (waiting_for_descriptors.exchange(false))
            watch(socket.impl()->sockfd(), EPOLLIN | EPOLLONESHOT, &socket, EPOLL_CTL_MOD);
    }

    void stop() {
        service.stopping = true;
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto went = ::write(wake.fd(), &one, sizeof one);
        for (auto& worker : workers) worker.join();
        socket.close();
        send_the_rest();
        open.clear();
    }

    // What was answered but is not taken yet, for a while.
    void send_the_rest() {
        const auto until =
            Clock::now() + std::min<std::chrono::milliseconds>(service.limits.write_deadline, 2s);
        for (;;) {
            std::vector<pollfd> waiting;
            for (const auto& [fd, connection] : open)
                if (connection->has_more_to_send()) waiting.push_back({fd, POLLOUT, 0});
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
            if (waiting.empty() || left <= 0) return;
            if (::poll(waiting.data(), waiting.size(), static_cast<int>(left)) < 0 && errno != EINTR) return;
            for (const auto& each : waiting)
                if (each.revents != 0) open[each.fd]->send_on();
        }
    }

    Service service;
    Poco::Net::ServerSocket socket;
    Descriptor poll{::epoll_create1(EPOLL_CLOEXEC), "epoll_create1"};
    Descriptor wake{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd"};
    Descriptor timer{::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK), "timerfd_create"};
    std::atomic<bool> waiting_for_descriptors{false};
    mutable std::mutex mutex;  // of `open`
    std::unordered_map<int, std::unique_ptr<Connection>> open;
    std::vector<std::thread> workers;
};

Listener::Listener(const std::string& address, unsigned short port, Answer answer, Limits limits,
                   Report report)
    : parked_(std::make_unique<Parked>(address, port, std::move(answer), limits, std::move(report))) {
    const auto count =
        limits.workers != 0 ? limits.workers : std::max(1u, std::thread::hardware_concurrency());
    try {
        for (unsigned i = 0; i < count; ++i)
            parked_->workers.emplace_back([parked = parked_.get()] { parked->work(); });
    } catch (const std::system_error& error) {
        parked_->stop();
        throw std::runtime_error(fmt::format("cannot start {} workers: {}", count, error.what()));
    }
}

Listener::~Listener() { parked_->stop(); }

unsigned short Listener::port() const { return parked_->socket.address().port(); }

std::size_t Listener::connections() const {
    const std::lock_guard lock(parked_->mutex);
    return parked_->open.size();
}

}  // namespace server
