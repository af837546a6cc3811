// What several pages need: parameters, paging, refusals.
#include <charconv>

#include "server/http/message.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/words.hpp"

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

Refusal missing(const View& view, std::string_view what, std::string_view typed,
                std::vector<std::string> near) {
    Refusal refusal;
    refusal.status = 404;
    refusal.type = "unknown-" + std::string{what};
    refusal.title = view.say("missing.title." + std::string{what});
    refusal.detail = view.say("missing.detail", {{"typed", std::string{typed}}});
    refusal.allowed = std::move(near);
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
        const bool leads = refusal.status == 404;
        value.both("href", leads && refusal.type == "unknown-instrument"
                               ? view.plain("/instruments/" + percent(each))
                           : leads && refusal.type == "unknown-finding"
                               ? view.plain("/findings/" + percent(each))
                               : std::string{});
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
    return document;
}

}  // namespace server
