#include "server/http/listen_socket.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/SocketAddress.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <stdexcept>

namespace server {
namespace {

// Connections inherit the options from the socket they come in by.
void prepare(int fd) {
    ::fcntl(fd, F_SETFD, FD_CLOEXEC);  // a child process is not to hold the port
    const int on = 1, most_unsent = 128 * 1024;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    // The kernel would take megabytes for a slow reader, and what it took would look like progress.
    ::setsockopt(fd, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &most_unsent, sizeof most_unsent);
}

}  // namespace

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

}  // namespace server
