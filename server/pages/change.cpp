// /changes/{number}: one change for ever, the address every feed gives it.
#include <charconv>

#include "registry/store/ask_instruments.hpp"
#include "server/http/message.hpp"
#include "server/pages/changes_log.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

std::optional<registry::ChangeLine> one(const Asking& asking, std::int64_t number) {
    registry::ChangeFilter filter;
    filter.before = number + 1;
    filter.after = number - 1;
    filter.limit = 1;
    auto lines = registry::changes(asking.reader, filter, asking.view.lang);
    if (lines.empty()) return std::nullopt;
    return std::move(lines.front());
}

// Numbers grow; one may be left out where an import was undone.
std::int64_t neighbour(const Asking& asking, std::int64_t number, bool later) {
    registry::ChangeFilter filter;
    filter.limit = 1;
    filter.oldest_first = later;
    (later ? filter.after : filter.before) = number;
    const auto lines = registry::changes(asking.reader, filter);
    return lines.empty() ? 0 : lines.front().id;
}

}  // namespace

Document change_for_ever(const View& view, const registry::ChangeLine& line, std::int64_t before,
                         std::int64_t after) {
    const auto name = view.say("changes.number", {{"n", number(view, line.id)}});
    auto document = page(view, "change", name);
    auto& says = document.says;
    says.both("heading", name);
    auto value = change(view, line);
    value.programs("when", when(view, registry::parse_when(line.date)));
    value.people("means", view.say("change.means." + line.kind));
    says.both("the_change", std::move(value));
    const auto at = [&](std::int64_t id) { return "/changes/" + std::to_string(id); };
    says.people("before_href", before ? view.to(at(before)) : std::string{});
    says.people("after_href", after ? view.to(at(after)) : std::string{});
    says.people("changes_href", view.to("/changes"));
    says.programs("before", before ? Value{view.permanent(at(before))} : Value{});
    says.programs("after", after ? Value{view.permanent(at(after))} : Value{});
    return document;
}

Answered change_page(const Asking& asking) {
    const auto& typed = asking.params["number"];
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
    const bool whole = error == std::errc{} && end == typed.data() + typed.size() && typed.size() <= 12;
    const auto line = whole && number > 0 ? one(asking, number) : std::nullopt;
    if (!line) return missing(asking.view, "change", typed);
    if (typed != std::to_string(number)) return Moved{asking.view.here_at("/changes/" + std::to_string(number))};
    auto document =
        change_for_ever(asking.view, *line, neighbour(asking, number, false), neighbour(asking, number, true));
    if (auto* told = document.says.get("the_change"); told && !line->instrument.empty())
        told->people("title", title_of(asking.view, registry::store::head(asking.reader, line->instrument, {})));
    return document;
}

}  // namespace server
