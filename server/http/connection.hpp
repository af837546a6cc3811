// One client's side of the listener: bytes in, answers out, as far as it goes without waiting. Used by one
// thread at a time; only the deadline may be looked at from outside.
#pragma once
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <ctime>
#include <memory>
#include <string>

#include "server/http/framing.hpp"
#include "server/http/listen.hpp"

namespace server {

using Clock = std::chrono::steady_clock;

// What all connections of a listener share.
struct Service {
    Answer answer;
    Limits limits;
    Report report;
    AtOnce at_once{};
    std::atomic<bool> stopping{false};
    std::atomic<std::size_t> live{0};  // connections with an answer that goes on
};

// What a thread has at hand for the connection it serves, so that a request takes no memory of its own.
class Desk {
public:
    // The time as far as deadlines go, looked at after every wait.
    void look_at_clock() { now = Clock::now(); }
    Clock::time_point now = Clock::now();
    std::string_view date();  // of the header Date, written once a second
    HeadView head;
    std::string in, out;  // room that a connection takes while it has something in it

private:
    std::time_t second_ = 0;
    std::string text_;
};

class Connection {
public:
    Connection(int fd, Service&);  // owns the socket, which does not block
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // answer: a request is there whole, work_out() is next; turn: it would go on, but others are to have
    // theirs
    enum class Wants { readiness, turn, answer, close };
    // Goes on after the socket became ready, until it is not any more: readiness is told once (EPOLLET).
    // Waits for nothing. `ends`: the client has perhaps finished sending.
    Wants serve(Desk&, bool ends);
    Wants work_out(Desk&);  // waits for the answer

    // From any thread. A deadline that has passed ends the reading (the worker then says 408) or, said
    // before, all.
    void expire_at(Clock::time_point now);
    // From any thread: it waits with a live answer that has something to say, and is to be served.
    bool stirs(Clock::time_point now) const {
        const auto* live = followed_.load(std::memory_order_acquire);
        return live && live->stirs(now);
    }

    // Like serve() and work_out() only where SIGPIPE is blocked.
    // After the workers have gone: what is half sent is sent on. False when there is nothing more to send.
    bool has_more_to_send() const { return stage_ == Stage::sending && !live_; }
    void send_on();
    // Ends a live answer in good order, where that takes no waiting.
    void end_live();
    int fd() const { return fd_; }

private:
    // head: waits for a whole header block; body: for the body; sending: out_ is under way; live: until there
    // is more to say; closing: all is said, the rest of what the client sends is thrown away so that it can
    // read our answer before the socket goes (RFC 9112 9.6)
    enum class Stage { head, body, sending, live, closing };
    enum class Step { again, wait, turn, answer, close };
    static constexpr std::size_t renewed_every = 256 * 1024;  // bytes of an answer for each write_deadline
    static constexpr std::size_t most_room = 16 * 1024;  // bytes a thread keeps at hand for the next request
    static constexpr auto nothing = Clock::time_point::max().time_since_epoch().count();
    static bool would_block(int error) { return error == EAGAIN || error == EWOULDBLOCK; }

    Wants go_on(Desk&);
    Step step(Desk&);
    Step head(Desk&);
    Step body(Desk&);
    Step send(Desk&);
    enum class Went { on, all, blocked, broken };
    Went send_text(Clock::time_point now);  // header and body
    Went send_file(Clock::time_point now);
    void took(std::size_t bytes, Clock::time_point now);
    Step drain();
    Step live(Desk&);
    void go_live(std::shared_ptr<Live>);
    void say_more(Desk&);

    void receive(Desk&);
    void let_go_of(std::size_t bytes, Desk&);  // of what was received
    void patience(std::chrono::milliseconds, Clock::time_point now);
    Step refuse(const Refusal&, Desk&);
    Step respond(std::shared_ptr<const Response>, Desk&);
    Step sent(Desk&);
    Response ask();

    Service& service_;
    const int fd_;
    Stage stage_ = Stage::head;
    std::string in_;             // received, not yet taken
    std::size_t looked_at_ = 0;  // of in_, for the end of the header block
    bool readable_ = false;      // there may be more in the socket
    bool ends_ = false;          // and the end behind it
    bool ended_ = false;         // the client, or its deadline, has ended the reading
    bool begun_ = false;         // the first byte of a request has come
    Head head_;

    std::string out_head_;
    std::shared_ptr<const Response> out_;  // its body or file is sent after the header; null: only the header
    std::uint64_t file_at_ = 0, file_end_ = 0;
    std::size_t out_size_ = 0, out_sent_ = 0, renew_at_ = 0, drained_ = 0;  // of header and body
    Stage after_sending_ = Stage::head;
    std::shared_ptr<Live> live_;                  // once set it stays
    std::atomic<const Live*> followed_{nullptr};  // the same, for other threads
    bool chunked_ = false, said_nothing_ = false;

    std::atomic<Clock::rep> deadline_;
    std::atomic<bool> reads_{true}, expired_{false};
};

}  // namespace server
