#include "server/http/connection.hpp"

#include <fmt/format.h>
#include <netdb.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <iterator>
#include <limits>
#include <utility>

#include "server/http/conditional.hpp"
#include "server/http/secure.hpp"

namespace server {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t renewed_every = 256 * 1024;  // bytes of an answer for each write_deadline
constexpr std::size_t most_at_once = 1024 * 1024;  // bytes sent before others have their turn
constexpr std::size_t most_drained = 1024 * 1024;  // bytes thrown away before the socket is closed
constexpr std::size_t most_room = 16 * 1024;       // bytes a thread keeps at hand for the next request
constexpr int most_steps = 64;                     // pipelined requests before others have their turn
constexpr auto lingering = std::chrono::milliseconds(2000);
constexpr auto nothing = Clock::time_point::max().time_since_epoch().count();

// Of the other side: "192.0.2.1", "2001:db8::1"; empty: it is no IP address, or has gone.
std::string address_of(int fd) {
    sockaddr_storage peer{};
    socklen_t size = sizeof peer;
    std::array<char, NI_MAXHOST> text{};
    if (::getpeername(fd, reinterpret_cast<sockaddr*>(&peer), &size) != 0) return {};
    if (::getnameinfo(reinterpret_cast<const sockaddr*>(&peer), size, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) != 0)
        return {};
    return text.data();
}

bool would_block() { return errno == EAGAIN || errno == EWOULDBLOCK; }

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
    ended_ = got == 0 || !would_block();
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

void Connection::took(std::size_t bytes, Clock::time_point now) {
    renew_at_ -= std::min(bytes, renew_at_);
    if (renew_at_ != 0) return;
    renew_at_ = renewed_every;
    patience(service_.limits.write_deadline, now);
}

// Header and body leave in one call.
Connection::Went Connection::send_text(Clock::time_point now) {
    std::array<iovec, 2> parts{};
    std::size_t count = 0;
    const auto add = [&](const std::string& text, std::size_t from) {
        if (from < text.size()) parts[count++] = {const_cast<char*>(text.data()) + from, text.size() - from};
    };
    add(out_head_, out_sent_);
    if (out_size_ > out_head_.size()) add(*out_->body, out_sent_ - std::min(out_sent_, out_head_.size()));
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = count;
    const auto went =
        ::sendmsg(fd_, &message, MSG_NOSIGNAL | MSG_DONTWAIT | (file_at_ < file_end_ ? MSG_MORE : 0));
    if (went < 0) return errno == EINTR ? Went::on : would_block() ? Went::blocked : Went::broken;
    out_sent_ += static_cast<std::size_t>(went);
    took(static_cast<std::size_t>(went), now);
    return Went::on;
}

// The kernel sends the pages of the file as they lie in memory. Who calls this has SIGPIPE blocked:
// sendfile() knows no MSG_NOSIGNAL. A file that turns out shorter than it was ends the connection: the client
// sees that its answer is not whole.
Connection::Went Connection::send_file(Clock::time_point now) {
    auto at = static_cast<off_t>(file_at_);
    const auto most = static_cast<std::size_t>(std::min<std::uint64_t>(file_end_ - file_at_, renewed_every));
    const auto went = ::sendfile(fd_, out_->file->fd(), &at, most);
    if (went < 0) return errno == EINTR ? Went::on : would_block() ? Went::blocked : Went::broken;
    if (went == 0) return Went::broken;
    file_at_ += static_cast<std::uint64_t>(went);
    took(static_cast<std::size_t>(went), now);
    return Went::on;
}

Connection::Step Connection::send(Desk& desk) {
    const auto begun_at = out_sent_ + file_at_;
    for (auto went = Went::on; went != Went::all;) {
        if (out_sent_ + file_at_ - begun_at >= most_at_once) return Step::turn;
        went = out_sent_ < out_size_  ? send_text(desk.now)
               : file_at_ < file_end_ ? send_file(desk.now)
                                      : Went::all;
        if (went == Went::blocked) return Step::wait;
        if (went == Went::broken) return Step::close;
    }
    return sent(desk);
}

Connection::Step Connection::sent(Desk& desk) {
    if (out_head_.capacity() <= most_room) out_head_.swap(desk.out);
    std::string().swap(out_head_);
    out_.reset();
    file_at_ = file_end_ = 0;
    stage_ = after_sending_;
    if (stage_ == Stage::closing) {
        ::shutdown(fd_, SHUT_WR);
        std::string().swap(in_);
        patience(std::min(lingering, service_.limits.idle), desk.now);
    } else if (stage_ == Stage::head) {
        patience(service_.limits.idle, desk.now);
    } else if (stage_ == Stage::live) {
        deadline_.store(nothing, std::memory_order_release);  // it waits for us
    }
    return Step::again;
}

void Connection::go_live(std::shared_ptr<Live> live) {
    live_ = std::move(live);
    ++service_.live;
    std::string().swap(in_);  // what was sent behind the request is not answered any more
    followed_.store(live_.get(), std::memory_order_release);
}

// What a client sends meanwhile says nothing to us, but that it has gone.
Connection::Step Connection::live(Desk& desk) {
    std::array<char, 1024> room;
    while (readable_) {
        const auto got = ::recv(fd_, room.data(), room.size(), MSG_DONTWAIT);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0 && would_block())
            readable_ = ends_ = false;
        else if (got <= 0)
            return Step::close;
        else if ((drained_ += static_cast<std::size_t>(got)) > most_drained)
            return Step::close;
    }
    // Who has just been found to have nothing to say waits for the next look.
    if (!std::exchange(said_nothing_, false) && live_->stirs(desk.now)) return Step::answer;
    return Step::wait;
}

void Connection::say_more(Desk& desk) {
    const auto piece = live_->more(desk.now);
    desk.look_at_clock();
    said_nothing_ = piece.empty();
    if (said_nothing_) return;
    out_head_.clear();
    if (chunked_) fmt::format_to(std::back_inserter(out_head_), "{:X}\r\n", piece.size());
    out_head_ += piece;
    if (chunked_) out_head_ += "\r\n";
    out_.reset();
    out_size_ = out_head_.size();
    out_sent_ = 0;
    renew_at_ = renewed_every;
    after_sending_ = Stage::live;
    stage_ = Stage::sending;
    patience(service_.limits.write_deadline, desk.now);
}

void Connection::end_live() {
    if (stage_ != Stage::live || !chunked_) return;
    constexpr std::string_view last = "0\r\n\r\n";
    [[maybe_unused]] const auto went = ::send(fd_, last.data(), last.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

Connection::Step Connection::drain() {
    std::array<char, 16 * 1024> room;
    for (int i = 0; i < 16; ++i) {
        const auto got = ::recv(fd_, room.data(), room.size(), MSG_DONTWAIT);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0 && would_block()) return Step::wait;
        if (got <= 0) return Step::close;
        drained_ += static_cast<std::size_t>(got);
        if (drained_ > most_drained) return Step::close;
    }
    return Step::turn;
}

void Connection::send_on() {
    Desk desk;
    if (send(desk) == Step::close) stage_ = Stage::closing;
}

}  // namespace server
