// /instruments: all of them, or those a search finds; /lookup: an official number's instrument.
#include "server/http/message.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

constexpr std::size_t page_size = 50;

Value line(const View& view, const registry::InstrumentLine& each) {
    auto value = Value::object();
    name_instrument(value, view, each.head);
    value.both("kind", each.head.kind);
    value.people("kind_label", kind_label(view, each.head.kind));
    auto aliases = Value::list();
    for (const auto& alias : each.head.aliases)
        if (alias.scheme != "placet") aliases.push(registry::text(alias));
    value.both("aliases", std::move(aliases));
    value.both("adopted", when(view, each.adopted));
    value.both("signatories", each.signatories);
    value.both("parties", each.parties);
    name_severity(value, view, "severity", each.severity);
    return value;
}

}  // namespace

Document instruments_list(const View& view, const registry::InstrumentList& found, std::string_view search,
                          const Paging& paging, const std::vector<std::string>& near) {
    auto document = page(view, "instruments", view.say("instruments.title"));
    auto& says = document.says;
    says.both("search", search);
    says.people("searched", !search.empty());
    const auto total = number(view, static_cast<std::int64_t>(found.total));
    says.people("count", view.say(search.empty() ? "instruments.count" : "instruments.found",
                                  {{"n", total}, {"search", std::string{search}}}));
    auto list = Value::list();
    for (const auto& each : found.lines) list.push(line(view, each));
    says.both("instruments", std::move(list));
    auto like = Value::list();
    for (const auto& id : near) {
        auto value = Value::object();
        value.both("text", id);
        value.people("href", view.to("/instruments/" + percent(id)));
        like.push(std::move(value));
    }
    says.people("near", std::move(like));
    add_paging(document, view, paging);
    return document;
}

Answered instruments_page(const Asking& asking) {
    const auto search = asking.asked_for("q");
    Paging paging{asking.page_number(), page_size, 0, false};
    const auto found = registry::instruments(asking.reader, search, page_size, (paging.page - 1) * page_size,
                                             asking.view.asked);
    paging.total = found.total;
    std::vector<std::string> near;
    if (!found.total && !search.empty()) {
        auto like = registry::find_instrument(asking.reader, search);
        near = std::move(like.near);
        if (like.id) near.insert(near.begin(), *like.id);
    }
    return instruments_list(asking.view, found, search, paging, near);
}

Answered lookup_page(const Asking& asking) {
    const auto& view = asking.view;
    const auto typed = asking.asked_for("id");
    if (typed.empty()) {
        Refusal refusal{
            400, "missing-parameter", view.say("problem.missing-parameter"), view.say("problem.lookup"), "id",
            {}};
        return refusal;
    }
    const auto found = registry::find_instrument(asking.reader, typed);
    if (!found.id) return missing(view, "instrument", typed, found.near);
    return Moved{view.plain("/instruments/" + percent(*found.id))};
}

}  // namespace server
