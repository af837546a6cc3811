#include "server/http/listen.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include "server/http/connection.hpp"
#include "server/http/listen_socket.hpp"
#include "server/http/seat.hpp"
#include "server/http/turns.hpp"

namespace server {
namespace {

using namespace std::chrono_literals;

std::chrono::milliseconds tick(const Limits& limits) {
    const auto shortest =
        std::min({limits.header_deadline, limits.body_deadline, limits.idle, limits.write_deadline});
    return std::clamp<std::chrono::milliseconds>(shortest / 4, 5ms, 1000ms);
}

// For this thread: whoever has gone is found by an error, not by a signal.
void block_broken_pipes() {
    sigset_t pipes;
    sigemptyset(&pipes);
    sigaddset(&pipes, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipes, nullptr);
}

void to_standard_error(std::string_view line) {
    std::fprintf(stderr, "placet: %.*s\n", static_cast<int>(line.size()), line.data());
}

// Of the machine's, those we may use: a container or taskset may leave fewer.
unsigned cores() {
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    if (::sched_getaffinity(0, sizeof allowed, &allowed) == 0 && CPU_COUNT(&allowed) > 0)
        return static_cast<unsigned>(CPU_COUNT(&allowed));
    return std::max(1u, std::thread::hardware_concurrency());
}

}  // namespace

struct Listener::Parked {
    // What epoll tells of: in the lower half who, in the upper the generation, which no connection has as 0.
    enum Known : std::uint64_t { door, waker, clock, pulse };

    Parked(const std::string& address, unsigned short port, Answer answer, Limits limits, Report report,
           AtOnce at_once, unsigned at_work)
        : service{std::move(answer), limits, report ? std::move(report) : Report(to_standard_error),
                  std::move(at_once)},
          socket(bound(address, port)),
          seats(std::make_unique<Seat[]>(limits.connections)),
          turns(at_work) {
        watch(socket.impl()->sockfd(), EPOLLIN | EPOLLONESHOT, door, EPOLL_CTL_ADD);
        watch(wake.fd(), EPOLLIN | EPOLLET, waker, EPOLL_CTL_ADD);
        watch(timer.fd(), EPOLLIN | EPOLLONESHOT, clock, EPOLL_CTL_ADD);
        watch(beat.fd(), EPOLLIN | EPOLLET, pulse, EPOLL_CTL_ADD);
        const auto every = std::chrono::duration_cast<std::chrono::nanoseconds>(tick(limits)).count();
        const timespec period{static_cast<time_t>(every / 1'000'000'000),
                              static_cast<long>(every % 1'000'000'000)};
        const itimerspec periodic{period, period};
        if (::timerfd_settime(timer.fd(), 0, &periodic, nullptr) != 0)
            throw std::system_error(errno, std::generic_category(), "timerfd_settime");
    }

    void watch(int fd, std::uint32_t events, std::uint64_t who, int how) {
        epoll_event event{};
        event.events = events;
        event.data.u64 = who;
        if (::epoll_ctl(poll.fd(), how, fd, &event) != 0)
            throw std::system_error(errno, std::generic_category(), "epoll_ctl");
    }
    // A connection is watched once, for everything, and each change is told once, to one thread.
    void watch(std::size_t seat, int how) {
        watch(seats[seat].connection->fd(), EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET,
              seat | std::uint64_t{seats[seat].generation()} << 32, how);
    }

    void work() {
        block_broken_pipes();
        Desk desk;
        std::array<epoll_event, 32> events;
        while (!service.stopping) {
            const int count = ::epoll_wait(poll.fd(), events.data(), static_cast<int>(events.size()), -1);
            desk.look_at_clock();
            for (int i = 0; i < count; ++i) look_at(events[static_cast<std::size_t>(i)], desk);
            work_out(desk);
        }
    }

    void look_at(const epoll_event& event, Desk& desk) {
        const auto generation = static_cast<std::uint32_t>(event.data.u64 >> 32);
        const auto who = event.data.u64 & 0xFFFFFFFF;
        if (generation != 0) {
            const bool ends = (event.events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0;
            if (seats[who].claim(generation) == Seat::Claim::ours) serve(who, desk, ends);
        } else if (who == door) {
            take_in();
        } else if (who == clock) {
            look_at_deadlines();
        } else if (who == pulse) {
            look_at_live();
        }
    }

    // Of one claimed.
    void serve(std::size_t seat, Desk& desk, bool ends) {
        carry_on(seat, desk, [&](Connection& connection) { return connection.serve(desk, ends); });
    }

    template <class First>
    void carry_on(std::size_t at, Desk& desk, First first) {
        auto& seat = seats[at];
        try {
            auto wants = first(*seat.connection);
            if (wants == Connection::Wants::readiness) {
                if (seat.release()) return;
                // Once: who sends without end is not to have a thread for itself.
                wants = seat.connection->serve(desk, true);  // what was noted may have been the end
                if (wants == Connection::Wants::readiness && seat.release()) return;
            }
            if (wants == Connection::Wants::readiness || wants == Connection::Wants::turn)
                return give_turn(at);
            if (wants == Connection::Wants::answer) return turns.wait_for_one(at);
        } catch (const std::exception& error) {
            service.report(fmt::format("a connection was given up: {}", error.what()));
        }
        const std::lock_guard lock(mutex);
        close(at);
    }

    // To be told of again at once, behind all others. From the release on it may go, or be another's.
    void give_turn(std::size_t at) {
        const auto generation = seats[at].generation();
        seats[at].release_anew();
        const std::lock_guard lock(mutex);
        if (seats[at].generation() != generation) return;
        try {
            watch(at, EPOLL_CTL_MOD);
        } catch (const std::system_error&) {  // not ours any more to close: its deadline does
        }
    }

    // After what stands ready was given: what has to be worked out, one after the other, unless enough
    // threads are at it.
    void work_out(Desk& desk) {
        while (const auto turn = turns.next()) {
            if (turn->more) wake_one();
            carry_on(turn->seat, desk, [&](Connection& connection) { return connection.work_out(desk); });
            turns.done();
            if (service.live != 0) beat_once();
        }
    }

    // The live ones are looked at in a while; nobody looks while there are none.
    void beat_once() {
        if (beating.exchange(true)) return;
        const auto wait = std::chrono::duration_cast<std::chrono::nanoseconds>(
            std::max<std::chrono::milliseconds>(service.limits.live, 1ms));
        const itimerspec once{{},
                              {static_cast<time_t>(wait.count() / 1'000'000'000),
                               static_cast<long>(wait.count() % 1'000'000'000)}};
        ::timerfd_settime(beat.fd(), 0, &once, nullptr);
    }

    // Who has something to say is told of anew, as if its socket had become ready.
    void look_at_live() {
        std::uint64_t times = 0;
        [[maybe_unused]] const auto got = ::read(beat.fd(), &times, sizeof times);
        {
            const std::lock_guard lock(mutex);
            const auto now = Clock::now();
            for (std::size_t i = 0; i < used; ++i)
                if (seats[i].connection && seats[i].connection->stirs(now)) try {
                        watch(i, EPOLL_CTL_MOD);
                    } catch (const std::system_error&) {  // asked again with the next look
                    }
        }
        beating = false;
        if (service.live != 0) beat_once();
    }

    void wake_one() {
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto went = ::write(wake.fd(), &one, sizeof one);
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
            watch(socket.impl()->sockfd(), EPOLLIN | EPOLLONESHOT, door, EPOLL_CTL_MOD);
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
        if (open == service.limits.connections) return;
        const auto at = free.empty() ? used : free.back();
        if (free.empty())
            ++used;
        else
            free.pop_back();
        ++open;
        seats[at].move_in(std::move(fresh));
        try {
            watch(at, EPOLL_CTL_ADD);
        } catch (const std::system_error&) {
            close(at);
        }
    }

    // Under the lock. The kernel forgets a descriptor that is closed.
    void close(std::size_t at) {
        seats[at].move_out();
        free.push_back(at);
        --open;
    }

    void look_at_deadlines() {
        std::uint64_t times = 0;
        [[maybe_unused]] const auto got = ::read(timer.fd(), &times, sizeof times);
        {
            // Under the lock no connection goes, so that no other one can have got its descriptor meanwhile.
            const std::lock_guard lock(mutex);
            const auto now = Clock::now();
            for (std::size_t i = 0; i < used; ++i)
                if (seats[i].connection) seats[i].connection->expire_at(now);
        }
        watch(timer.fd(), EPOLLIN | EPOLLONESHOT, clock, EPOLL_CTL_MOD);
        if (waiting_for_descriptors.exchange(false))
            watch(socket.impl()->sockfd(), EPOLLIN | EPOLLONESHOT, door, EPOLL_CTL_MOD);
    }

    void stop() {
        turns.none_after(Clock::now() + patience_at_the_end());
        service.stopping = true;
        // Not told once any more: every thread is to see it.
        watch(wake.fd(), EPOLLIN, waker, EPOLL_CTL_MOD);
        wake_one();
        for (auto& worker : workers) worker.join();
        socket.close();
        // In a thread of its own: a SIGPIPE left pending goes with it. Without one nothing more is sent.
        try {
            std::thread([this] {
                block_broken_pipes();
                send_the_rest();
            }).join();
        } catch (const std::system_error& error) {
            service.report(fmt::format("answers under way were given up: {}", error.what()));
        }
        for (std::size_t i = 0; i < used; ++i) {
            if (seats[i].connection) seats[i].connection->end_live();
            seats[i].connection.reset();
        }
    }

    std::chrono::milliseconds patience_at_the_end() const {
        return std::min<std::chrono::milliseconds>(service.limits.write_deadline, 2s);
    }

    // What was answered but is not taken yet, for a while.
    void send_the_rest() {
        const auto until = Clock::now() + patience_at_the_end();
        for (;;) {
            std::vector<pollfd> sockets;
            std::vector<Connection*> senders;
            for (std::size_t i = 0; i < used; ++i)
                if (auto* connection = seats[i].connection.get();
                    connection && connection->has_more_to_send()) {
                    senders.push_back(connection);
                    sockets.push_back({connection->fd(), POLLOUT, 0});
                }
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
            if (sockets.empty() || left <= 0) return;
            if (::poll(sockets.data(), sockets.size(), static_cast<int>(left)) < 0 && errno != EINTR) return;
            for (std::size_t i = 0; i < sockets.size(); ++i)
                if (sockets[i].revents != 0) senders[i]->send_on();
        }
    }

    Service service;
    Poco::Net::ServerSocket socket;
    Descriptor poll{::epoll_create1(EPOLL_CLOEXEC), "epoll_create1"};
    Descriptor wake{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd"};
    Descriptor timer{::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK), "timerfd_create"};
    Descriptor beat{::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK), "timerfd_create"};
    std::atomic<bool> waiting_for_descriptors{false}, beating{false};
    const std::unique_ptr<Seat[]> seats;
    mutable std::mutex mutex;  // of what follows, and of who comes and goes
    std::vector<std::size_t> free;
    std::size_t used = 0, open = 0;  // seats ever taken; connections
    Turns turns;
    std::vector<std::thread> workers;
};

Listener::Listener(const std::string& address, unsigned short port, Answer answer, Limits limits,
                   Report report, AtOnce at_once) {
    const auto count = limits.workers != 0 ? limits.workers : cores();
    parked_ = std::make_unique<Parked>(address, port, std::move(answer), limits, std::move(report),
                                       std::move(at_once), count);
    try {
        for (unsigned i = 0; i < count + 1; ++i)
            parked_->workers.emplace_back([parked = parked_.get()] { parked->work(); });
    } catch (const std::system_error& error) {
        parked_->stop();
        throw std::runtime_error(fmt::format("cannot start {} threads: {}", count + 1, error.what()));
    }
}

Listener::~Listener() { parked_->stop(); }

unsigned short Listener::port() const { return parked_->socket.address().port(); }

std::size_t Listener::connections() const {
    const std::lock_guard lock(parked_->mutex);
    return parked_->open;
}

}  // namespace server
