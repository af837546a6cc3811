// An answer that goes on: what is said as it happens, for as long as the client stays.
#pragma once
#include <chrono>
#include <string>

namespace server {

class Live {
public:
    using Time = std::chrono::steady_clock::time_point;
    virtual ~Live() = default;
    // Is there something to say by now? Asked of all a few times a second, by any thread, beside more() too:
    // it costs next to nothing, waits for nothing and does not throw.
    virtual bool stirs(Time now) const noexcept = 0;
    // The next piece of it, bounded (what is not said yet is asked for when this piece has gone); empty:
    // nothing after all. By one thread at a time; may throw, which ends the answer.
    virtual std::string more(Time now) = 0;
};

}  // namespace server
