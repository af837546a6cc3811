#include "server/http/connection.hpp"

#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "server/http/conditional.hpp"
#include "server/http/secure.hpp"

namespace server {
namespace {

constexpr int most_steps = 64;  // pipelined requests before others have their turn

// Of the other side: "192.0.2.1", "2001:db8::1"; empty: it is no IP address, or has gone.
std::string address_of(int fd) {
    sockaddr_storage peer{};
    socklen_t size = sizeof peer;
    std::array<char, NI_MAXHOST> text{};
    if (::getpeername(fd, reinterpret_cast<sockaddr*>(&peer), &size) != 0) return {};
    if (::getnameinfo(reinterpret_cast<const sockaddr*>(&peer), size, text.data(), text.size(), nullptr, 0,
                      NI_NUMERICHOST) != 0)
        return {};
    return text.data();
}

}  // namespace

std::string_view Desk::date() {
    const auto second = std::time(nullptr);
    if (second != second_ || text_.empty()) {
        second_ = second;
        text_ = http_date(std::chrono::sys_seconds{std::chrono::seconds{second}});
    }
    return text_;
}

Connection::Connection(int fd, Service& service) : service_(service), fd_(fd), deadline_(nothing) {
    patience(service_.limits.idle, Clock::now());
}

Connection::~Connection() {
    if (live_) --service_.live;
    ::close(fd_);
}

void Connection::patience(std::chrono::milliseconds wait, Clock::time_point now) {
    deadline_.store((now + wait).time_since_epoch().count(), std::memory_order_release);
}

void Connection::expire_at(Clock::time_point now) {
    if (deadline_.load(std::memory_order_acquire) > now.time_since_epoch().count()) return;
    const bool before = expired_.exchange(true);
    ::shutdown(fd_, reads_ && !before ? SHUT_RD : SHUT_RDWR);  // either wakes who waits for the socket
}

Connection::Wants Connection::serve(Desk& desk, bool ends) {
    readable_ = true;
    ends_ |= ends;
    return go_on(desk);
}

Connection::Wants Connection::go_on(Desk& desk) {
    auto next = Step::again;
    for (int steps = 0; next == Step::again && steps < most_steps; ++steps) next = step(desk);
    reads_ = (stage_ == Stage::head || stage_ == Stage::body) && next == Step::wait;
    switch (next) {
        case Step::again:
        case Step::turn:
            return Wants::turn;
        case Step::wait:
            return Wants::readiness;
        case Step::answer:
            return Wants::answer;
        case Step::close:
            break;
    }
    return Wants::close;
}

Connection::Step Connection::step(Desk& desk) {
    switch (stage_) {
        case Stage::head:
            return head(desk);
        case Stage::body:
            return body(desk);
        case Stage::sending:
            return send(desk);
        case Stage::live:
            return live(desk);
        case Stage::closing:
            return drain();
    }
    return Step::close;
}

// One recv for each time the socket is ready: when it did not fill the room there is nothing more for now,
// and of what comes later we are told. Only an end that came with the bytes is not told again.
void Connection::receive(Desk& desk) {
    std::array<char, 16 * 1024> room;
    const auto got = ::recv(fd_, room.data(), room.size(), MSG_DONTWAIT);
    if (got > 0) {
        if (in_.capacity() < desk.in.capacity() && in_.empty()) in_.swap(desk.in);
        in_.append(room.data(), static_cast<std::size_t>(got));
        readable_ = ends_ || static_cast<std::size_t>(got) == room.size();
        return;
    }
    if (got < 0 && errno == EINTR) return;
    readable_ = ends_ = false;
    ended_ = got == 0 || !would_block(errno);
}

// An idle connection holds no room.
void Connection::let_go_of(std::size_t bytes, Desk& desk) {
    looked_at_ = 0;
    if (bytes < in_.size()) {
        in_.erase(0, bytes);
        return;
    }
    in_.clear();
    if (in_.capacity() > desk.in.capacity() && in_.capacity() <= most_room) in_.swap(desk.in);
    std::string().swap(in_);  // assigning an empty one would keep the room
}

Connection::Step Connection::head(Desk& desk) {
    const auto& limits = service_.limits;
    const auto end = find_block_end(in_, looked_at_);
    if (end.broken)
        return refuse(
            {400, "bad-request", {}, "A header line does not end in CR LF, or holds a NUL.", {}, {}}, desk);
    if (end.at > limits.header_bytes || (end.at == 0 && in_.size() >= limits.header_bytes))
        return refuse(too_large(std::string_view(in_).substr(0, limits.header_bytes)), desk);
    if (end.at == 0) {
        if (!begun_ && !in_.empty()) {
            begun_ = true;
            patience(limits.header_deadline, desk.now);
        }
        looked_at_ = in_.size();
        if (readable_) {
            receive(desk);
            return Step::again;
        }
        if (!ended_) return Step::wait;
        if (expired_ && begun_)
            return refuse({408, "too-slow", {}, "The header did not come in time.", {}, {}}, desk);
        return Step::close;
    }
    begun_ = false;
    auto block = std::string_view(in_).substr(0, end.at);
    if (block.starts_with("\r\n"))
        block.remove_prefix(2);  // left behind by old clients after a body (RFC 9112 2.2)
    auto& view = desk.head;
    if (const auto read = view_head(block, {limits.target_bytes, limits.body_bytes}, view); !read) {
        let_go_of(end.at, desk);
        return refuse(read.error(), desk);
    }
    if (service_.at_once && view.length == 0) {
        if (auto ready = service_.at_once(view)) {
            head_.keep_alive = view.keep_alive && !service_.stopping;
            head_.old = view.old;
            let_go_of(end.at, desk);
            return respond(std::move(ready), desk);
        }
    }
    head_ = copied(view);
    let_go_of(end.at, desk);
    stage_ = Stage::body;
    patience(limits.body_deadline, desk.now);
    if (head_.expects_continue && in_.size() < head_.length) {
        out_head_ = "HTTP/1.1 100 Continue\r\n\r\n";
        out_.reset();
        out_size_ = out_head_.size();
        out_sent_ = 0;
        renew_at_ = renewed_every;
        stage_ = Stage::sending;
        after_sending_ = Stage::body;
    }
    return Step::again;
}

Connection::Step Connection::body(Desk& desk) {
    if (in_.size() >= head_.length) {
        head_.request.body.assign(in_, 0, head_.length);
        let_go_of(head_.length, desk);
        deadline_.store(nothing, std::memory_order_release);  // ours to keep now, not the client's
        return Step::answer;
    }
    if (readable_) {
        receive(desk);
        return Step::again;
    }
    if (!ended_) return Step::wait;
    if (expired_) return refuse({408, "too-slow", {}, "The body did not come in time.", {}, {}}, desk);
    return Step::close;
}

Response Connection::ask() {
    std::string why;
    try {
        if (head_.request.target == "*")
            return {204, {}, std::make_shared<const std::string>()};  // OPTIONS *
        if (head_.request.method == "POST") head_.request.client = address_of(fd_);
        auto response = service_.answer(head_.request);
        if (is_sendable(response)) return response;
        why = "the answer's headers, status or body cannot be sent";
    } catch (const std::exception& error) {
        why = error.what();
    } catch (...) {
        why = "something that is no exception was thrown";
    }
    service_.report(head_.request.method + " " + for_report(head_.request.target) + ": " + why);
    return problem_response(
        {500, "internal", {}, "The server failed while answering. It has been noted.", {}, {}}, {});
}

Connection::Wants Connection::work_out(Desk& desk) {
    if (stage_ == Stage::live) {
        say_more(desk);
        return go_on(desk);
    }
    auto response = std::make_shared<Response>(ask());
    desk.look_at_clock();
    const auto said = response->headers.find("Connection");
    if (said != response->headers.end() && same_name(said->second, "close")) head_.keep_alive = false;
    if (service_.stopping || response->live) head_.keep_alive = false;
    respond(std::move(response), desk);
    return go_on(desk);
}

Connection::Step Connection::refuse(const Refusal& refusal, Desk& desk) {
    head_ = {};
    head_.keep_alive = false;  // where the next request begins is not known
    return respond(std::make_shared<const Response>(problem_response(refusal, {})), desk);
}

Connection::Step Connection::respond(std::shared_ptr<const Response> response, Desk& desk) {
    out_head_.swap(desk.out);
    out_head_.clear();
    append_head(out_head_, *response, {desk.date(), head_.keep_alive, head_.old});
    const bool with_body = has_body(response->status) && head_.request.method != "HEAD";
    const bool of_file = with_body && response->file;
    const bool goes_on = with_body && response->live;
    if (goes_on) {
        chunked_ = !head_.old;
        go_live(response->live);
    }
    file_at_ = of_file ? response->from : 0;
    file_end_ = of_file ? response->from + response->length : 0;
    out_size_ = out_head_.size() + (with_body && !of_file ? response->body->size() : 0);
    out_ = with_body ? std::move(response) : nullptr;
    out_sent_ = 0;
    renew_at_ = renewed_every;
    after_sending_ = goes_on ? Stage::live : head_.keep_alive ? Stage::head : Stage::closing;
    stage_ = Stage::sending;
    head_ = {};
    patience(service_.limits.write_deadline, desk.now);
    return Step::again;
}

}  // namespace server
