// /forecast: what will open or worsen within some days if nothing more is recorded.
#include <charconv>
#include <set>

#include "registry/answers/as_asked.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

constexpr std::size_t page_size = 100;

// `linked`: the finding is there already and has its page.
Value line(const View& view, const registry::FindingLine& each, bool linked) {
    View then = view;  // told as on the day itself
    if (each.turns_on) then.asked.on = *each.turns_on;
    auto value = finding_line(then, each.verdict);
    name_instrument(value, view, each.instrument);
    value.both("turns_on", day(view, each.turns_on));
    value.both("open", each.open);
    value.people("linked", linked);
    name_severity(value, view, "turns_from", each.open ? each.verdict.severity : registry::Severity::none);
    name_severity(value, view, "turns_to", each.turns_to);
    return value;
}

// The fields that stay when another number of days is asked for.
Value hidden(const View& view) {
    auto list = Value::list();
    for (const auto& [name, text] : view.query) {
        if (name == "days" || name == "page" || name == "party") continue;
        auto field = Value::object();
        field.both("name", name);
        field.both("text", text);
        list.push(std::move(field));
    }
    return list;
}

std::optional<int> days_in(std::string_view text) {
    int days = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), days);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    if (days < 1 || days > registry::longest_forecast) return std::nullopt;
    return days;
}

Refusal bad(const View& view, std::string parameter, std::string detail, std::vector<std::string> near) {
    return {400,
            "bad-value",
            view.say("problem.bad-value"),
            std::move(detail),
            std::move(parameter),
            std::move(near)};
}

}  // namespace

Document forecast_list(const View& view, const std::vector<registry::FindingLine>& lines,
                       const registry::ForecastFilter& filter, const Paging& paging, bool nothing_known) {
    auto document = page(view, "forecast", view.say("forecast.title"));
    auto& says = document.says;
    const auto most = std::to_string(registry::longest_forecast);
    says.both("days", filter.days);
    says.programs("party", filter.party);
    says.people("lead", view.say("forecast.lead",
                                 {{"n", number(view, filter.days)}, {"day", day_text(view, view.asked.on)}}));
    says.people("party_typed", filter.party.empty() ? std::string{} : party_label(view, filter.party));
    says.people("days_label", view.say("forecast.days", {{"most", most}}));
    says.people("most", most);
    says.people("action", view.at("/forecast"));
    says.people("hidden", hidden(view));
    says.people("stalled_href", view.to("/stalled"));
    auto list = Value::list();
    std::set<std::string> to_open;
    for (const auto& each : lines) {
        if (!each.open) to_open.insert(each.verdict.id);
        list.push(line(view, each, !to_open.contains(each.verdict.id)));
    }
    says.people("nothing_found", lines.empty() && !nothing_known);
    says.both("nothing_known", nothing_known);
    says.both("forecast", std::move(list));
    add_paging(document, view, paging);
    return document;
}

Answered forecast_page(const Asking& asking) {
    const auto& view = asking.view;
    registry::ForecastFilter filter;
    if (const auto typed = asking.asked_for("days"); !typed.empty()) {
        const auto days = days_in(typed);
        if (!days)
            return bad(view, "days",
                       view.say("forecast.bad-days", {{"value", std::string{typed}},
                                                      {"most", std::to_string(registry::longest_forecast)}}),
                       {});
        filter.days = *days;
    }
    if (const auto typed = asking.asked_for("party"); !typed.empty()) {
        const auto found = registry::find_party(typed);
        if (!found.id)
            return bad(view, "party", view.say("problem.unknown-party", {{"typed", std::string{typed}}}),
                       found.near);
        filter.party = *found.id;
    }
    Paging paging{asking.page_number(), page_size, 0, false};
    filter.limit = page_size + 1;
    filter.offset = (paging.page - 1) * page_size;
    auto lines = registry::forecast(asking.reader, filter, view.asked);
    paging.more = lines.size() > page_size;
    if (paging.more) lines.resize(page_size);
    return forecast_list(view, lines, filter, paging,
                         registry::is_before_registry(asking.reader, view.asked));
}

}  // namespace server
