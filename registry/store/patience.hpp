// How long a question may take. Some questions have to judge much of the registry anew ("as known on a day"):
// they are given up when their time is over or the server is to stop, so that nobody can hold it up with
// them.
#pragma once
#include <atomic>
#include <chrono>
#include <optional>
#include <stdexcept>

#include "registry/store/database.hpp"

namespace registry::store {

struct Patience {
    std::chrono::steady_clock::time_point until;
    const std::atomic<bool>* stop = nullptr;  // set by another thread: over at once; must outlive the reader
    bool is_over() const;
};

// Thrown by whatever is read with a Reader whose time is over; nothing was changed.
struct TooLong : std::runtime_error {
    TooLong() : std::runtime_error("it took too long to work out") {}
};

void within(Reader&, Patience);  // as long as that Reader lives

// While it lives the Reader is in no hurry: for what is worked out once for everybody, not for one question.
class Unhurried {
public:
    explicit Unhurried(Reader&);
    ~Unhurried();
    Unhurried(const Unhurried&) = delete;
    Unhurried& operator=(const Unhurried&) = delete;

private:
    Reader& reader_;
    std::optional<Patience> kept_;
};

}  // namespace registry::store
