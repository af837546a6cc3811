#include "server/dump/folder.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <stdexcept>
#include <system_error>
#include <vector>

namespace server::dump {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view lock_name = ".placet-dumps.lock";

std::string why(int error) { return std::generic_category().message(error); }

int open_lock(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (!fs::is_directory(folder))
        throw std::runtime_error(folder.string() + ": no such folder can be made" +
                                 (error ? " (" + error.message() + ")" : ""));
    const int fd = ::open((folder / lock_name).c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (fd < 0) throw std::runtime_error(folder.string() + ": cannot be written (" + why(errno) + ")");
    return fd;
}

}  // namespace

std::string edition_of(std::string_view identity, std::uint64_t revision) {
    return std::string{identity} + "-" + std::to_string(revision);
}

bool is_edition(std::string_view name, std::string_view identity) {
    if (!name.starts_with(identity) || name.size() < identity.size() + 2 || name[identity.size()] != '-')
        return false;
    const auto number = name.substr(identity.size() + 1);
    return std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void prepare(const fs::path& folder) { ::close(open_lock(folder)); }

std::optional<Turn> Turn::if_free(const fs::path& folder) {
    Turn turn(open_lock(folder));
    if (::flock(turn.fd_, LOCK_EX | LOCK_NB) == 0) return turn;
    if (errno == EWOULDBLOCK || errno == EINTR) return std::nullopt;
    throw std::runtime_error(folder.string() + ": cannot be locked (" + why(errno) + ")");
}

// Looks again and again, because a wait inside flock() could not be told to stop.
std::optional<Turn> Turn::wait(const fs::path& folder, const std::atomic<bool>& stop) {
    constexpr int between = 20;  // milliseconds
    for (;; ::poll(nullptr, 0, between)) {
        if (auto turn = if_free(folder)) return turn;
        if (stop) return std::nullopt;
    }
}

Turn::~Turn() {
    if (fd_ >= 0) ::close(fd_);
}

void clear_unfinished(const Turn&, const fs::path& folder, std::string_view identity) {
    std::error_code error;
    std::vector<fs::path> gone;
    for (fs::directory_iterator each(folder, error), end; !error && each != end; each.increment(error)) {
        std::error_code unknown;
        const auto& path = each->path();
        if (path.extension() == unfinished && is_edition(path.stem().string(), identity) &&
            each->symlink_status(unknown).type() == fs::file_type::directory)
            gone.push_back(path);
    }
    for (const auto& each : gone) fs::remove_all(each, error);
}

void take_away(const fs::path& folder, const std::string& edition) {
    std::error_code error;
    const auto whole = folder / edition;
    const auto going = fs::path{whole.string() + std::string{unfinished}};
    fs::rename(whole, going, error);
    fs::remove_all(error ? whole : going, error);
}

}  // namespace server::dump
