// How one attempt to send went.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace server::delivery {

struct Outcome {
    enum class Went {
        sent,
        later,    // may work another time
        refused,  // for good: this message to this receiver
        gone      // the receiver wants nothing more (410), or does not exist (5.1.1)
    } went = Went::sent;
    std::string why{};  // one line, without addresses and secrets
    std::int64_t not_before =
        0;  // `later`: seconds the receiver asked to be left alone (Retry-After), a day at most
    bool way_is_shut = false;     // `later`: nothing goes this way now, whoever it is for
    bool of_the_address = false;  // `refused`: for the sake of the address, not of what the message holds
};

}  // namespace server::delivery
