#include "server/pages/view.hpp"

#include <algorithm>

#include "server/http/message.hpp"

namespace server {
namespace {

constexpr std::string_view days[] = {"on", "known", "published", "profile"};

bool is_day(std::string_view parameter) { return std::ranges::find(days, parameter) != std::end(days); }

std::string with_query(std::string address, const Pairs& query) {
    char before = '?';
    for (const auto& [name, value] : query) {
        address += before;
        address += percent(name) + "=" + percent(value);
        before = '&';
    }
    return address;
}

// Behind a proxy that serves us under a path, links begin with that path.
std::string root_of(std::string_view base_url) {
    const auto host = base_url.find("://");
    const auto path = base_url.find('/', host == std::string_view::npos ? 0 : host + 3);
    return path == std::string_view::npos ? std::string{} : std::string{base_url.substr(path)};
}

template <class Keep>
Pairs kept(const Pairs& query, Keep keep) {
    Pairs result;
    for (const auto& pair : query)
        if (keep(pair.first)) result.push_back(pair);
    return result;
}

Pairs joined(Pairs first, const Pairs& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

std::string suffixed(std::string_view path, std::string_view suffix) {
    if (suffix.empty()) return std::string{path};
    return std::string{path == "/" ? "/index" : path} + "." + std::string{suffix};
}

}  // namespace

std::string View::say(std::string_view key, const registry::Arguments& arguments) const {
    if (key.starts_with('/')) return registry::say(lang, key.substr(1), arguments);
    return registry::say(lang, "pages." + std::string{key}, arguments);
}

std::string View::to(std::string_view to_path, const Pairs& more) const {
    const auto keep = [](std::string_view name) { return name == "lang" || is_day(name); };
    return with_query(root_of(base_url) + std::string{to_path}, joined(more, kept(query, keep)));
}

std::string View::plain(std::string_view to_path, const Pairs& more) const {
    return to(to_path, more);
}

std::string View::at(std::string_view to_path) const { return root_of(base_url) + std::string{to_path}; }

std::string View::here(std::string_view parameter, std::string_view value, std::string_view in_format) const {
    auto changed = kept(query, [&](std::string_view name) { return name != parameter; });
    if (!value.empty()) changed.emplace_back(parameter, value);
    return with_query(root_of(base_url) + suffixed(path, in_format), changed);
}

std::string View::here_at(std::string_view other_path) const {
    return with_query(root_of(base_url) + suffixed(other_path, suffix), query);
}

std::string View::as(std::string_view format) const {
    return with_query(root_of(base_url) + suffixed(path, format), query);
}

std::string View::permanent(std::string_view to_path) const { return base_url + std::string{to_path}; }

std::string View::cited() const {
    auto pairs = kept(query, [](std::string_view name) { return name != "lang" && !is_day(name); });
    if (dated) {
        pairs.emplace_back("on", registry::iso(asked.on));
        pairs.emplace_back("known", registry::iso(asked.known.value_or(asked.today)));
        if (asked.published) pairs.emplace_back("published", registry::iso(*asked.published));
        if (asked.profile == registry::Profile::strict) pairs.emplace_back("profile", "strict");
    } else if (valid_on) {
        pairs.emplace_back("on", registry::iso(asked.on));
    } else if (recorded) {
        pairs.emplace_back("known", registry::iso(asked.known.value_or(asked.today)));
    }
    return with_query(base_url + page_path(), pairs);
}

std::string View::page_path() const {
    constexpr std::string_view embed = "/embed/";
    return path.starts_with(embed) ? path.substr(embed.size() - 1) : path;
}

std::string View::today() const {
    return with_query(root_of(base_url) + path,
                      kept(query, [](std::string_view name) { return !is_day(name); }));
}

bool View::can_be_had_as(std::string_view format) const {
    return std::ranges::find(formats, format) != formats.end();
}

bool View::is_of_days(std::string_view parameter) { return is_day(parameter); }

}  // namespace server
