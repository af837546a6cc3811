#include "server/http/connection.hpp"

#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <limits>

#include "server/http/conditional.hpp"

namespace server {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t renewed_every = 256 * 1024;  // bytes of an answer for each write_deadline
constexpr std::size_t most_at_once = 1024 * 1024;  // bytes sent before others have their turn
constexpr std::size_t most_drained = 1024 * 1024;  // bytes thrown away before the socket is closed
constexpr int most_steps = 64;                     // pipelined requests before others have their turn
constexpr auto lingering = std::chrono::milliseconds(2000);
constexpr auto nothing = Clock::time_point::max().time_since_epoch().count();

bool would_block() { return errno == EAGAIN || errno == EWOULDBLOCK; }

}  // namespace

std::string_view DateLine::now() {
    const auto second = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    if (second != second_ || text_.empty()) {
        second_ = second;
        text_ = http_date(second);
    }
    return text_;
}

Connection::Connection(int fd, Service& service) : service_(service), fd_(fd), deadline_(nothing) {
    patience(service_.limits.idle);
}

Connection::~Connection() { ::close(fd_); }

void Connection::patience(std::chrono::milliseconds wait) {
    deadline_.store((Clock::now() + wait).time_since_epoch().count(), std::memory_order_release);
}

void Connection::expire_at(Clock::time_point now) {
    if (deadline_.load(std::memory_order_acquire) > now.time_since_epoch().count()) return;
    const bool before = expired_.exchange(true);
    ::shutdown(fd_, reads_ && !before ? SHUT_RD : SHUT_RDWR);  // either wakes who waits for the socket
}

Connection::Wants Connection::serve(DateLine& date) {
    // The kernel hands the connection from worker to worker; this says the same in the language's own terms.
    static_cast<void>(handed_on_.load(std::memory_order_acquire));
    readable_ = true;
    auto next = Step::again;
    for (int steps = 0; next == Step::again && steps < most_steps; ++steps) next = step(date);
    if (next == Step::close) return Wants::close;
    reads_ = next == Step::read && stage_ != Stage::closing;
    handed_on_.store(true, std::memory_order_release);
    // Still more to do: a socket that can be written is ready at once, and goes to the end of the queue.
    return next == Step::read ? Wants::read : Wants::write;
}

Connection::Step Connection::step(DateLine& date) {
    switch (stage_) {
        case Stage::head:
            return head(date);
        case Stage::body:
            return body(date);
        case Stage::sending:
            return send();
        case Stage::closing:
            return drain();
    }
    return Step::close;
}

// One recv for each time the socket is ready: when it did not fill the room there is nothing more for now.
void Connection::receive() {
    std::array<char, 16 * 1024> room;
    const auto got = ::recv(fd_, room.data(), room.size(), MSG_DONTWAIT);
    if (got > 0) {
        in_.append(room.data(), static_cast<std::size_t>(got));
        readable_ = static_cast<std::size_t>(got) == room.size();
        return;
    }
    if (got < 0 && errno == EINTR) return;
    readable_ = false;
    ended_ = got == 0 || !would_block();
}

Connection::Step Connection::head(DateLine& date) {
    const auto& limits = service_.limits;
    if (!begun_ && !in_.empty()) {
        begun_ = true;
        patience(limits.header_deadline);
    }
    const auto end = find_block_end(in_, looked_at_);
    if (end.broken)
        return refuse(
            {400, "bad-request", {}, "A header line does not end in CR LF, or holds a NUL.", {}, {}}, date);
    if (end.at > limits.header_bytes || (end.at == 0 && in_.size() >= limits.header_bytes))
        return refuse(too_large(std::string_view(in_).substr(0, limits.header_bytes)), date);
    if (end.at == 0) {
        looked_at_ = in_.size();
        if (readable_) {
            receive();
            return Step::again;
        }
        if (!ended_) return Step::read;
        if (expired_ && begun_)
            return refuse({408, "too-slow", {}, "The header did not come in time.", {}, {}}, date);
        return Step::close;
    }
    auto block = std::string_view(in_).substr(0, end.at);
    if (block.starts_with("\r\n"))
        block.remove_prefix(2);  // left behind by old clients after a body (RFC 9112 2.2)
    auto read = read_head(block, {limits.target_bytes, limits.body_bytes});
    in_.erase(0, end.at);
    looked_at_ = 0;
    if (!read) return refuse(read.error(), date);
    head_ = *std::move(read);
    begun_ = false;
    stage_ = Stage::body;
    patience(limits.body_deadline);
    if (head_.expects_continue && in_.size() < head_.length) {
        out_head_ = "HTTP/1.1 100 Continue\r\n\r\n";
        out_body_.reset();
        out_size_ = out_head_.size();
        out_sent_ = 0;
        renew_at_ = renewed_every;
        stage_ = Stage::sending;
        after_sending_ = Stage::body;
    }
    return Step::again;
}

Connection::Step Connection::body(DateLine& date) {
    if (in_.size() >= head_.length) {
        head_.request.body.assign(in_, 0, head_.length);
        in_.erase(0, head_.length);
        if (in_.empty()) in_ = {};  // an idle connection holds no room
        return answer(date);
    }
    if (readable_) {
        receive();
        return Step::again;
    }
    if (!ended_) return Step::read;
    if (expired_) return refuse({408, "too-slow", {}, "The body did not come in time.", {}, {}}, date);
    return Step::close;
}

Response Connection::ask() {
    std::string why;
    try {
        if (head_.request.target == "*")
            return {204, {}, std::make_shared<const std::string>()};  // OPTIONS *
        auto response = service_.answer(head_.request);
        if (is_sendable(response)) return response;
        why = "the answer's headers, status or body cannot be sent";
    } catch (const std::exception& error) {
        why = error.what();
    } catch (...) {
        why = "something that is no exception was thrown";
    }
    service_.report(head_.request.method + " " + head_.request.target + ": " + why);
    return problem_response(
        {500, "internal", {}, "The server failed while answering. It has been noted.", {}, {}}, {});
}

Connection::Step Connection::answer(DateLine& date) {
    deadline_.store(nothing, std::memory_order_release);  // ours to keep now, not the client's
    auto response = ask();
    const auto said = response.headers.find("Connection");
    const CaseLess less;
    if (said != response.headers.end() && !less(said->second, "close") && !less("close", said->second))
        head_.keep_alive = false;
    if (service_.stopping) head_.keep_alive = false;
    return respond(std::move(response), date);
}

Connection::Step Connection::refuse(const Refusal& refusal, DateLine& date) {
    head_ = {};
    head_.keep_alive = false;  // where the next request begins is not known
    return respond(problem_response(refusal, {}), date);
}

Connection::Step Connection::respond(Response response, DateLine& date) {
    out_head_ = head_of(response, {date.now(), head_.keep_alive, head_.old});
    const bool with_body = has_body(response.status) && head_.request.method != "HEAD";
    out_file_ = with_body ? std::move(response.file) : nullptr;
    out_body_ = with_body && !out_file_ ? std::move(response.body) : nullptr;
    file_at_ = out_file_ ? response.from : 0;
    file_end_ = out_file_ ? response.from + response.length : 0;
    out_size_ = out_head_.size() + (out_body_ ? out_body_->size() : 0);
    out_sent_ = 0;
    renew_at_ = renewed_every;
    after_sending_ = head_.keep_alive ? Stage::head : Stage::closing;
    stage_ = Stage::sending;
    head_ = {};
    patience(service_.limits.write_deadline);
    return Step::again;
}

void Connection::took(std::size_t bytes) {
    renew_at_ -= std::min(bytes, renew_at_);
    if (renew_at_ != 0) return;
    renew_at_ = renewed_every;
    patience(service_.limits.write_deadline);
}

// Header and body leave in one call.
Connection::Went Connection::send_text() {
    std::array<iovec, 2> parts{};
    std::size_t count = 0;
    const auto add = [&](const std::string& text, std::size_t from) {
        if (from < text.size())
            parts[count++] = {const_cast<char*>(text.data()) + from, text.size() - from};
    };
    add(out_head_, out_sent_);
    if (out_body_) add(*out_body_, out_sent_ - std::min(out_sent_, out_head_.size()));
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = count;
    const auto went = ::sendmsg(fd_, &message, MSG_NOSIGNAL | MSG_DONTWAIT | (out_file_ ? MSG_MORE : 0));
    if (went < 0) return errno == EINTR ? Went::on : would_block() ? Went::blocked : Went::broken;
    out_sent_ += static_cast<std::size_t>(went);
    took(static_cast<std::size_t>(went));
    return Went::on;
}

// From disk by way of one small room, not by sendfile(): that raises SIGPIPE when the client has gone. A file
// that turns out shorter than it was ends the connection: the client sees that its answer is not whole.
Connection::Went Connection::send_file() {
    std::array<char, 128 * 1024> room;
    const auto most = static_cast<std::size_t>(std::min<std::uint64_t>(file_end_ - file_at_, room.size()));
    const auto got = ::pread(out_file_->fd(), room.data(), most, static_cast<off_t>(file_at_));
    if (got < 0 && errno == EINTR) return Went::on;
    if (got <= 0) return Went::broken;
    const auto went = ::send(fd_, room.data(), static_cast<std::size_t>(got), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (went < 0) return errno == EINTR ? Went::on : would_block() ? Went::blocked : Went::broken;
    file_at_ += static_cast<std::uint64_t>(went);
    took(static_cast<std::size_t>(went));
    return Went::on;
}

Connection::Step Connection::send() {
    const auto begun_at = out_sent_ + file_at_;
    for (auto went = Went::on; went != Went::all;) {
        if (out_sent_ + file_at_ - begun_at >= most_at_once) return Step::write;
        went = out_sent_ < out_size_ ? send_text() : file_at_ < file_end_ ? send_file() : Went::all;
        if (went == Went::blocked) return Step::write;
        if (went == Went::broken) return Step::close;
    }
    return sent();
}

Connection::Step Connection::sent() {
    out_head_.clear();
    out_body_.reset();
    out_file_.reset();
    file_at_ = file_end_ = 0;
    stage_ = after_sending_;
    if (stage_ == Stage::closing) {
        ::shutdown(fd_, SHUT_WR);
        in_ = {};
        patience(std::min(lingering, service_.limits.idle));
    } else if (stage_ == Stage::head) {
        patience(service_.limits.idle);
    }
    return Step::again;
}

Connection::Step Connection::drain() {
    std::array<char, 16 * 1024> room;
    for (int i = 0; i < 16; ++i) {
        const auto got = ::recv(fd_, room.data(), room.size(), MSG_DONTWAIT);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0 && would_block()) return Step::read;
        if (got <= 0) return Step::close;
        drained_ += static_cast<std::size_t>(got);
        if (drained_ > most_drained) return Step::close;
    }
    return Step::read;
}

void Connection::send_on() {
    if (send() == Step::close) stage_ = Stage::closing;
}

}  // namespace server
