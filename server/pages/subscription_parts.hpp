// What the pages behind secret links share.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "registry/store/subscriptions.hpp"
#include "server/pages/acting.hpp"

namespace server {

// As page(), for one person: neither kept nor tagged, and nothing on it invites to hand its address on.
Document private_page(const View&, std::string body, std::string title);
// What is said of a secret link that was never given, and of one that has ended.
Refusal gone(const View&);

// A list of this site by what it shows and what it is narrowed to: "No recorded movement: stalled or above,
// of Belgium". An address that is no such list is given as it is.
std::string list_name(registry::store::Reader&, const View&, std::string_view address);

// {"says", "href"}: what is followed in words, and the page that shows it.
Value followed(registry::store::Reader&, const View&, const registry::Selector&);
Value followed(registry::store::Reader&, const View&, const std::vector<registry::Subscription>&);
std::string path_of(const registry::Selector&);
// The same with the way it is told by ("way", "webhook": the whole address), and since when it is asked.
Value asked_for(registry::store::Reader&, const View&, const registry::Subscription&);

std::string secret_key(registry::store::Reader&);  // of this registry; empty: nobody ever subscribed
std::string manage_path(std::string_view key, const registry::Subscriber&);
std::string stop_path(std::string_view key, const registry::Subscription&);
std::string feed_path(std::string_view key, const registry::Subscription&);    // without its suffix
std::string calendar_path(std::string_view key, const registry::Subscriber&);  // likewise
// Who subscribed to the calendar with that token.
std::optional<registry::Subscriber> by_calendar_token(registry::store::Reader&, std::string_view token);

// "2026-11-22", for people in words.
Value day_of(const View&, registry::Instant);

// The site's languages as choices, each in its own words: {code, label, chosen}.
Value languages_offered(std::string_view chosen);
// The codes of an enumeration as choices: {code, label, chosen}; `key` is put before the code.
template <registry::Named Enum>
Value choices_of(const View& view, std::string_view key, std::string_view chosen) {
    auto list = Value::list();
    for (const auto& [value, name] : registry::Names<Enum>::table)
        list.push(Value::object()
                      .both("code", name)
                      .both("label", view.say(std::string{key} + std::string{name}))
                      .both("chosen", name == chosen));
    return list;
}

}  // namespace server
