// Following things of the registry: the form, the pages behind secret links, the operator's page. Addresses
// of people are shown masked everywhere. A secret link that does not work is answered alike whatever the
// reason.
#pragma once
#include <array>

#include "server/pages/acting.hpp"

namespace server {

Answered subscribe_page(const Asking&);      // the form, for a thing or list named in the query
Answered subscriptions_page(const Asking&);  // leads to what is said about it
Answered subscribe(const Acting&);
Answered confirm_page(const Asking&);  // asks: whatever fetches links ahead of people confirms nothing
Answered confirm(const Acting&);
Answered stop_page(const Asking&);
Answered stop(const Acting&);  // RFC 8058 too: the address says it all
Answered manage_page(const Asking&);
Answered manage(const Acting&);
Answered private_feed_page(const Asking&);
Answered private_calendar_page(const Asking&);
Answered operator_page(const Asking&);
Answered operate(const Acting&);

std::optional<Refusal> confirm_door(const Asking&);
std::optional<Refusal> stop_door(const Asking&);
std::optional<Refusal> manage_door(const Asking&);
std::optional<Refusal> operator_door(const Asking&);

inline constexpr std::array wish_fields{
    Field{"scope"}, Field{"key"},   Field{"channel"},     Field{"address"},  Field{"url"},
    Field{"pace"},  Field{"state"}, Field{"kinds", true}, Field{"at-least"}, Field{"language"}};
inline constexpr std::array confirm_fields{Field{"also", true}};
inline constexpr std::array manage_fields{Field{"do"}, Field{"subscription"}, Field{"endpoint"},
                                          Field{"pace"}, Field{"language"}};
inline constexpr std::array operator_fields{Field{"do"}, Field{"import"}, Field{"message"}};

}  // namespace server
