// One client's side of the listener: bytes in, answers out, as far as it goes without waiting. Used by one
// worker at a time; only the deadline may be looked at from outside.
#pragma once
#include <atomic>
#include <chrono>
#include <cstddef>
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
    std::atomic<bool> stopping{false};
};

// The header Date, written once a second. One for each worker.
class DateLine {
public:
    std::string_view now();

private:
    std::chrono::sys_seconds second_{};
    std::string text_;
};

class Connection {
public:
    Connection(int fd, Service&);  // owns the socket, which does not block
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    enum class Wants { read, write, close };
    // Goes on after the socket became ready. Never waits but for the answer itself.
    Wants serve(DateLine&);

    // From any thread. A deadline that has passed ends the reading (the worker then says 408) or, said
    // before, all.
    void expire_at(Clock::time_point now);

    // After the workers have gone: what is half sent is sent on. False when there is nothing more to send.
    bool has_more_to_send() const { return stage_ == Stage::sending; }
    void send_on();
    int fd() const { return fd_; }

private:
    // head: waits for a whole header block; body: for the body; sending: out_ is under way; closing: all is
    // said, the rest of what the client sends is thrown away so that it can read our answer before the socket
    // goes (RFC 9112 9.6)
    enum class Stage { head, body, sending, closing };
    enum class Step { again, read, write, close };

    Step step(DateLine&);
    Step head(DateLine&);
    Step body(DateLine&);
    Step send();
    enum class Went { on, all, blocked, broken };
    Went send_text();  // header and body
    Went send_file();
    void took(std::size_t bytes);
    Step drain();

    void receive();
    void patience(std::chrono::milliseconds);
    Step answer(DateLine&);
    Step refuse(const Refusal&, DateLine&);
    Step respond(Response, DateLine&);
    Step sent();
    Response ask();

    Service& service_;
    const int fd_;
    Stage stage_ = Stage::head;
    std::string in_;             // received, not yet taken
    std::size_t looked_at_ = 0;  // of in_, for the end of the header block
    bool readable_ = false;      // there may be more in the socket
    bool ended_ = false;         // the client, or its deadline, has ended the reading
    bool begun_ = false;         // the first byte of a request has come
    Head head_;

    std::string out_head_;
    std::shared_ptr<const std::string> out_body_;
    std::shared_ptr<const OpenFile> out_file_;  // in place of the body
    std::uint64_t file_at_ = 0, file_end_ = 0;
    std::size_t out_size_ = 0, out_sent_ = 0, renew_at_ = 0, drained_ = 0;  // of header and body
    Stage after_sending_ = Stage::head;

    std::atomic<Clock::rep> deadline_;
    std::atomic<bool> reads_{true}, expired_{false}, handed_on_{false};
};

}  // namespace server
