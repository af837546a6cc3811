// The half of a connection that goes out: answers, files, what goes on, and the end.
#include <fmt/format.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <iterator>
#include <utility>

#include "server/http/connection.hpp"

namespace server {
namespace {

constexpr std::size_t most_at_once = 1024 * 1024;  // bytes sent before others have their turn
constexpr std::size_t most_drained = 1024 * 1024;  // bytes thrown away before the socket is closed
constexpr auto lingering = std::chrono::milliseconds(2000);

}  // namespace

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
    if (went < 0) return errno == EINTR ? Went::on : would_block(errno) ? Went::blocked : Went::broken;
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
    if (went < 0) return errno == EINTR ? Went::on : would_block(errno) ? Went::blocked : Went::broken;
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
        if (got < 0 && would_block(errno))
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
        if (got < 0 && would_block(errno)) return Step::wait;
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
