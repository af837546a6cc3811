// The folder dumps lie in. Other things may lie there, and several processes may make dumps in it, of one
// store or of several: only names given here to dumps of one's own store are ever touched, and what was begun
// only by whoever holds the folder's lock, so that its maker is certainly gone.
#pragma once
#include <atomic>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace server::dump {

inline constexpr std::string_view unfinished = ".part";  // after an edition's name until it is whole

// "5f0c…-17": of the store 5f0c…, revision 17.
std::string edition_of(std::string_view identity, std::uint64_t revision);
bool is_edition(std::string_view name, std::string_view identity);

// Made and writable from here on, or std::runtime_error that says why not.
void prepare(const std::filesystem::path& folder);

// One's turn to make a dump there, until it goes out of scope or its process ends: flock(2) on a file of its
// own.
class Turn {
public:
    // Waits for the others; none when told to stop. Throws as prepare() does.
    static std::optional<Turn> wait(const std::filesystem::path& folder, const std::atomic<bool>& stop);
    static std::optional<Turn> if_free(const std::filesystem::path& folder);
    Turn(Turn&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Turn& operator=(Turn&&) = delete;
    ~Turn();

private:
    explicit Turn(int fd) : fd_(fd) {}
    int fd_;
};

// What makers that are gone have left behind; whoever calls holds the turn.
void clear_unfinished(const Turn&, const std::filesystem::path& folder, std::string_view identity);
// One that is whole; gone from under its name at once.
void take_away(const std::filesystem::path& folder, const std::string& edition);

}  // namespace server::dump
