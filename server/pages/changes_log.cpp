#include "server/pages/changes_log.hpp"

#include <algorithm>
#include <limits>

#include "server/pages/calendar_days.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/list_parts.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

using registry::ChangeFilter;

// What says which part of a list is shown, and not what it is a list of.
constexpr std::string_view cursors[] = {"before", "after", "archive", "limit"};

// The same list from its beginning.
View from_the_start(View view) {
    std::erase_if(view.query,
                  [](const auto& pair) { return std::ranges::find(cursors, pair.first) != std::end(cursors); });
    return view;
}

// One logical feed in every language and part: its address with what it is filtered by.
std::string feed_id(const View& view) {
    auto plain = from_the_start(view);
    std::erase_if(plain.query, [](const auto& pair) {
        return pair.first == "lang" || (View::is_of_days(pair.first) && pair.first != "known");
    });
    plain.suffix.clear();
    return whole_address(view, plain.here({}, {}));
}

Refusal bad(const View& view, std::string parameter, std::string detail) {
    return {400, "bad-value", view.say("problem.bad-value"), std::move(detail), std::move(parameter), {}};
}

// The newest feed document goes on to the beginning of the archive its last line lies in.
void fill_up_to_archive(const Asking& asking, const ChangeFilter& filter, LogPart& part) {
    if (!part.older) return;
    const auto from = (part.lines.back().id - 1) / archive_size * archive_size;
    auto rest = filter;
    rest.before = part.lines.back().id;
    rest.after = from;
    rest.limit = archive_size;
    for (auto& each : registry::changes(asking.reader, rest, asking.view.lang)) part.lines.push_back(std::move(each));
    part.prev_archive = archive_upto(asking.reader, filter, from);
    part.older = part.prev_archive.has_value();
}

void find_oldest_page(const Asking& asking, ChangeFilter filter, LogPart& part) {
    filter.before = filter.after = 0;
    filter.oldest_first = true;
    filter.limit = log_page + 1;
    const auto oldest = registry::changes(asking.reader, filter);
    if (oldest.size() > log_page) part.oldest_before = oldest.back().id;
}

std::variant<LogPart, Refusal> archived(const Asking& asking, ChangeFilter filter, std::int64_t number) {
    LogPart part;
    part.last = registry::store::last_change(asking.reader);
    if (number < 1 || number > part.last / archive_size) {
        auto refusal = missing(asking.view, "archive", std::to_string(number));
        refusal.detail = asking.view.say("changes.no-archive", {{"n", std::to_string(archive_size)}});
        return refusal;
    }
    const auto first = (number - 1) * archive_size + 1;
    part.archive = number;
    part.prev_archive = archive_upto(asking.reader, filter, first - 1);
    filter.after = first - 1;
    filter.before = first + archive_size;
    filter.limit = archive_size;
    part.lines = registry::changes(asking.reader, filter, asking.view.lang);
    return part;
}

Value link_to(std::string_view rel, std::string href) {
    return Value::object().both("rel", rel).both("href", std::move(href));
}

// For server/represent/atom.cpp; programs that read JSON have their own members.
void add_feed(Value& says, const View& view, const LogPart& part) {
    const auto start = from_the_start(view);
    const auto at = [&](std::string_view parameter, std::int64_t number) {
        return whole_address(view, start.here(parameter, std::to_string(number), "atom"));
    };
    auto links = Value::list();
    const auto whole = whole_address(view, start.as("atom"));
    if (part.archive) {
        links.push(link_to("current", whole));
    } else {
        links.push(link_to("first", whole));
        const bool some = !part.lines.empty();
        if (part.older && some) links.push(link_to("next", at("before", part.lines.back().id)));
        if (part.newer && some) links.push(link_to("previous", at("after", part.lines.front().id)));
        links.push(link_to("last", part.oldest_before ? at("before", *part.oldest_before) : whole));
    }
    if (part.prev_archive) links.push(link_to("prev-archive", at("archive", *part.prev_archive)));
    says.people("feed_links", std::move(links));
    says.people("feed_id", feed_id(view));
    says.people("archive", part.archive.has_value());
    says.people("samples_text", view.samples ? view.say("banner.samples") : std::string{});
    says.people("feed_href", start.as("atom"));
    says.programs("feed", whole_address(view, view.as("atom")));
}

void add_ways(Document& document, const View& view, const LogPart& part) {
    auto& says = document.says;
    const auto start = from_the_start(view);
    const auto limit = std::ranges::find(view.query, "limit", [](const auto& pair) { return pair.first; });
    auto sized = start;
    if (limit != view.query.end()) sized.query.push_back(*limit);
    const auto way = [&](bool there, std::string_view rel, std::string_view parameter, std::int64_t number,
                         std::string_view person, std::string_view program) {
        const auto text = std::to_string(number);
        says.people(person, there ? sized.here(parameter, text) : std::string{});
        const auto whole = whole_address(view, sized.here(parameter, text, "json"));
        says.programs(program, there ? whole : std::string{});
        if (there) document.links.push_back({whole_address(view, sized.here(parameter, text, view.suffix)),
                                             std::string{rel}, {}});
    };
    says.people("paged", part.older || part.newer);
    if (part.ascending) {
        const auto& asked = *std::ranges::find(view.query, "after", [](const auto& pair) { return pair.first; });
        const auto from = part.lines.empty() ? whole_number(asked.second).value_or(0) : part.lines.back().id;
        way(true, "next", "after", from, "newer_href", "next");
        says.programs("more", part.newer);
        says.programs("last", part.last);
        return;
    }
    const bool some = !part.lines.empty();
    // Between two numbers one goes on down to the lower one.
    const auto value_of = [&](std::string_view name) {
        const auto found = std::ranges::find(view.query, name, [](const auto& pair) { return pair.first; });
        return found == view.query.end() ? std::string{} : found->second;
    };
    const auto lower = value_of("before").empty() ? std::string{} : value_of("after");
    if (!lower.empty()) sized.query.emplace_back("after", lower);
    way(part.older && some, "next", "before", some ? part.lines.back().id : 0, "older_href", "older");
    std::erase_if(sized.query, [](const auto& pair) { return pair.first == "after"; });
    way(part.newer && some, "prev", "after", some ? part.lines.front().id : 0, "newer_href", "newer");
}

Value kinds(const View& view, std::string_view chosen) {
    auto list = Value::list();
    list.push(Value::object().both("code", "").both("label", view.say("stalled.any")).both("chosen", chosen.empty()));
    for (const auto kind : registry::change_kinds)
        list.push(Value::object()
                      .both("code", kind)
                      .both("label", std::string{kind} + " – " + view.say("change.kind." + std::string{kind}))
                      .both("means", view.say("change.means." + std::string{kind}))
                      .both("chosen", kind == chosen));
    return list;
}

Value form(const View& view, const ChangeFilter& filter) {
    auto value = Value::object();
    value.both("action", view.at(view.path));
    value.both("kinds", kinds(view, filter.kind));
    value.both("from", filter.from ? registry::iso(*filter.from) : std::string{});
    value.both("to", filter.to ? registry::iso(*filter.to) : std::string{});
    auto hidden = Value::list();
    for (const auto& [name, text] : from_the_start(view).query)
        if (name != "kind" && name != "from" && name != "to")
            hidden.push(Value::object().both("name", name).both("text", text));
    value.both("hidden", std::move(hidden));
    return value;
}

}  // namespace

Value logged(const View& view, const registry::ChangeLine& line) {
    auto value = change(view, line);
    value.programs("when", when(view, registry::parse_when(line.date)));
    return value;
}

std::optional<std::int64_t> archive_upto(registry::store::Reader& reader, ChangeFilter filter,
                                         std::int64_t number) {
    if (number < 1) return std::nullopt;
    filter.before = number + 1;
    filter.after = 0;
    filter.limit = 1;
    const auto found = registry::changes(reader, filter);
    return found.empty() ? std::nullopt : std::optional{(found.front().id - 1) / archive_size + 1};
}

std::variant<LogPart, Refusal> log_part(const Asking& asking, ChangeFilter filter) {
    const auto& view = asking.view;
    const auto text = asking.asked_for("after");
    const auto after = whole_number(text);
    if (!text.empty() && !after) return bad(view, "after", view.say("changes.bad-after"));
    filter.limit = log_page;
    if (const auto limit = asking.asked_for("limit"); !limit.empty()) {
        const auto number = whole_number(limit);
        if (!number || *number < 1 || *number > static_cast<std::int64_t>(longest_log_page))
            return bad(view, "limit", view.say("changes.bad-limit", {{"most", std::to_string(longest_log_page)}}));
        filter.limit = static_cast<std::size_t>(*number);
    }
    if (const auto archive = asking.asked_for("archive"); !archive.empty())
        return archived(asking, filter, whole_number(archive).value_or(0));
    const bool atom = asking.format == "atom";
    filter.before = whole_number(asking.asked_for("before")).value_or(0);
    filter.after = after.value_or(0);
    LogPart part;
    part.ascending = after && filter.before == 0 && (asking.format == "json" || asking.format == "csv");
    filter.oldest_first = part.ascending || (after && filter.before == 0);
    const auto size = filter.limit;
    ++filter.limit;
    part.lines = registry::changes(asking.reader, filter, asking.view.lang);
    const bool more = part.lines.size() > size;
    if (more) part.lines.resize(size);
    part.last = registry::store::last_change(asking.reader);
    if (!filter.oldest_first) {
        part.older = more;
        part.newer = filter.before != 0 && !part.lines.empty();
    } else {
        part.newer = more;
        part.older = filter.after > 0;
        if (!part.ascending) std::ranges::reverse(part.lines);
    }
    filter.oldest_first = false;
    if (atom) {
        if (!after && filter.before == 0) fill_up_to_archive(asking, filter, part);
        find_oldest_page(asking, filter, part);
    }
    return part;
}

Document log_list(const View& view, const LogPart& part, const ChangeFilter& filter, const std::string& about) {
    const auto title =
        about.empty() ? view.say("changes.title") : view.say("changes.title-of", {{"name", about}});
    auto document = page(view, "changes", title);
    document.feed = true;
    auto& says = document.says;
    says.both("heading", title);
    says.programs("site", view.base_url);
    add_feed(says, view, part);
    add_ways(document, view, part);
    says.people("form", form(view, filter));
    auto list = Value::list();
    for (const auto& line : part.lines) {
        list.push(logged(view, line));
    }
    says.both("changes", std::move(list));
    return document;
}

}  // namespace server
