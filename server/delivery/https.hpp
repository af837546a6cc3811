// One request to somebody else's server, within bounds: resolved once, connected to the very address that was
// looked at, one absolute end to all waiting, no redirect, no proxy, little read.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/delivery/guard.hpp"

namespace server::delivery {

struct Reply {
    int status = 0;  // 0: none came, `why` says what went wrong
    std::string why{};
    bool never = false;            // it is not to be tried again as things are
    std::int64_t retry_after = 0;  // seconds (RFC 9110 10.2.3), a day at most
};

// POST. Never throws. Headers and body are sent as they are.
Reply post_once(const WebhookSettings&, std::string_view url,
                const std::vector<std::pair<std::string, std::string>>& headers, std::string_view body);

// The status and Retry-After in the head of an answer; `now` in seconds for a date. None: no such head.
std::optional<Reply> read_reply(std::string_view head, std::int64_t now);

}  // namespace server::delivery
