#include "server/pages/follow.hpp"

#include <algorithm>
#include <array>

#include "registry/alerts/select.hpp"
#include "server/http/message.hpp"
#include "server/routes.hpp"

namespace server {
namespace {

// What says which part of a list is shown, and how, and not what it is a list of.
bool is_of_list(std::string_view parameter) {
    constexpr std::array not_of_list{"lang",    "sort", "after", "before",  "limit", "page",
                                     "archive", "from", "to",    "picture", "type"};
    return !View::is_of_days(parameter) && std::ranges::find(not_of_list, parameter) == not_of_list.end();
}

// The address of the list shown, with what it is filtered by.
std::string list_shown(const View& view) {
    std::string address = view.path;
    char before = '?';
    for (const auto& [name, value] : view.query)
        if (is_of_list(name)) {
            address += before + percent(name) + "=" + percent(value);
            before = '&';
        }
    return address;
}

}  // namespace

std::string follow_href(const View& view, std::string_view scope, std::string_view key) {
    Pairs query{{"scope", std::string{scope}}};
    if (!key.empty()) query.emplace_back("key", key);
    return view.to("/subscriptions/new", query);
}

std::string follow_href(const View& view) {
    Target target;
    if (!read_target(view.path, target) || target.segments.empty()) return {};
    const auto& parts = target.segments;
    const auto& first = parts.front();
    const auto& last = parts.back();
    const auto list = list_shown(view);
    const bool filtered = list != view.path;
    // Not every filter can be watched: some are of days, and what they show would change by itself.
    const auto as_list = [&] {
        return registry::alerts::read_list(list) ? follow_href(view, "list", list) : std::string{};
    };
    if (parts.size() == 1) {
        if (first == "stalled" || first == "instruments" || (first == "search" && filtered)) return as_list();
        if (first == "changes") return filtered ? as_list() : follow_href(view, "all", {});
        return {};
    }
    const auto& id = parts[1];
    const bool log = parts.size() == 3 && last == "changes";
    if (log && filtered) return {};  // of one thing, filtered: its own page says what there is to follow
    if (parts.size() == 2 || log) {
        if (first == "instruments") return follow_href(view, "instrument", id);
        if (first == "parties") return filtered ? as_list() : follow_href(view, "party", id);
        if (first == "entities") return follow_href(view, "entity", id);
        if (first == "rules") return follow_href(view, "rule", id);
        return {};
    }
    if (parts.size() != 3) return {};
    if (first == "parties" && (last == "awaits" || last == "ready-for-deposit")) return as_list();
    if (first != "instruments") return {};
    return is_reserved(last) ? follow_href(view, "instrument", id)
                             : follow_href(view, "track", id + "/" + last);
}

}  // namespace server
