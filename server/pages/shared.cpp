// What several pages need: parameters, paging, refusals.
#include <algorithm>
#include <charconv>

#include "server/http/message.hpp"
#include "registry/base/text.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/navigation.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/words.hpp"
#include "server/routes.hpp"

namespace server {

std::string_view Asking::asked_for(std::string_view parameter) const {
    for (const auto& [name, value] : view.query)
        if (name == parameter) return value;
    return {};
}

std::size_t Asking::page_number() const {
    const auto text = asked_for("page");
    std::size_t page = 1;
    std::from_chars(text.data(), text.data() + text.size(), page);
    return page ? page : 1;
}

namespace {

// Of the site's own addresses those near a mistyped one.
std::vector<std::string> near_pages(std::string_view typed) {
    constexpr std::size_t most_near = 3, longest = 60;
    typed = typed.substr(0, typed.find('?'));
    if (typed.size() > longest) return {};
    std::vector<std::pair<std::size_t, std::string>> order;
    for (const auto& route : routes()) {
        if (route.pattern.find('{') != std::string_view::npos || route.pattern == "/") continue;
        const auto off = registry::distance(typed, route.pattern);
        if (off <= std::max<std::size_t>(2, typed.size() / 4)) order.emplace_back(off, route.pattern);
    }
    std::ranges::sort(order);
    std::vector<std::string> near;
    for (auto& [off, pattern] : order)
        if (near.size() < most_near && std::ranges::find(near, pattern) == near.end()) near.push_back(std::move(pattern));
    return near;
}

// Where a name that was near leads.
std::string leads_to(const View& view, const Refusal& refusal, const std::string& name) {
    if (refusal.status != 404) return {};
    if (refusal.type == "unknown-page") return view.plain(name);
    constexpr std::pair<std::string_view, std::string_view> folders[] = {
        {"unknown-instrument", "/instruments/"}, {"unknown-finding", "/findings/"},
        {"unknown-party", "/parties/"},          {"unknown-entity", "/entities/"},
        {"unknown-rule", "/rules/"},             {"unknown-procedure", "/procedures/"},
        {"unknown-source", "/sources/"}};
    for (const auto& [type, folder] : folders)
        if (refusal.type == type) return view.plain(std::string{folder} + percent(name));
    return {};
}

// What is not there is not cited.
void drop_citation(Document& document) {
    document.citation.reset();
    for (const auto* key : {"cite_page", "meta"})
        if (auto* found = document.says.get(key)) *found = Value{};
}

}  // namespace

Refusal missing(const View& view, std::string_view what, std::string_view typed,
                std::vector<std::string> near) {
    Refusal refusal;
    refusal.status = 404;
    refusal.type = "unknown-" + std::string{what};
    refusal.title = view.say("missing.title." + std::string{what});
    refusal.detail = view.say("missing.detail", {{"typed", std::string{typed}}});
    refusal.allowed = what == "page" && near.empty() ? near_pages(typed) : std::move(near);
    return refusal;
}

void add_paging(Document& document, const View& view, const Paging& paging) {
    const bool more = paging.total ? paging.page * paging.size < paging.total : paging.more;
    auto value = Value::object();
    value.both("page", paging.page);
    value.programs("size", paging.size);
    value.both("total", paging.total ? Value{paging.total} : Value{});
    const auto at = [&](bool there, std::size_t page) {
        return there ? view.here("page", page > 1 ? std::to_string(page) : std::string{}) : std::string{};
    };
    const auto before = at(paging.page > 1, paging.page - 1), after = at(more, paging.page + 1);
    if (!before.empty()) document.links.push_back({before, "prev", {}});
    if (!after.empty()) document.links.push_back({after, "next", {}});
    value.people("before", before);
    value.people("after", after);
    value.programs("more", more);
    value.people("some", paging.page > 1 || more);
    value.people("text",
                 view.say("paging.page", {{"n", number(view, static_cast<std::int64_t>(paging.page))}}));
    if (paging.page > 1 || more)
        tell_rows(document.says, view, std::string{value.get("text")->text()},
                  more ? view.here("page", std::to_string(paging.page + 1), "csv") : std::string{});
    document.says.both("paging", std::move(value));
}

Document refused(const View& view, const Refusal& refusal) {
    auto document = page(view, "refused", refusal.heading());
    document.status = refusal.status;
    auto& says = document.says;
    says.both("status", refusal.status);
    says.both("heading", refusal.heading());
    says.both("detail", refusal.detail);
    says.both("parameter", refusal.parameter);
    auto allowed = Value::list();
    for (const auto& each : refusal.allowed) {
        auto value = Value::object();
        value.both("text", each);
        value.both("href", leads_to(view, refusal, each));
        allowed.push(std::move(value));
    }
    says.both("allowed", std::move(allowed));
    auto available = Value::list();
    for (const auto& [href, type] : refusal.available) {
        auto value = Value::object();
        value.both("href", href);
        value.both("type", type);
        available.push(std::move(value));
    }
    says.both("available", std::move(available));
    says.both("not_found", refusal.status == 404);
    says.people("search_href", refusal.status == 404 ? view.to("/search") : std::string{});
    drop_citation(document);
    return document;
}

}  // namespace server
