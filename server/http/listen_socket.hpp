// The socket clients come in by, and descriptors of the kernel's that close themselves.
#pragma once
#include <Poco/Net/ServerSocket.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

namespace server {

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

// Bound and listening, not blocking. Throws std::runtime_error with one clear line. What comes in by it sends
// at once and lets the kernel hold little that is unsent.
Poco::Net::ServerSocket bound(const std::string& address, unsigned short port);

}  // namespace server
