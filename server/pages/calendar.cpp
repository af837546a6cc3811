// /calendar: days ahead from today on, by month: recorded days to come, clocks that run out, explanations to be looked at again.
#include "server/http/message.hpp"
#include "server/pages/calendar_days.hpp"
#include "server/pages/calendar_page.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

constexpr std::size_t most_days = 200, most_of_one_day = 2000;
constexpr int span_days = 366;    // shown unless asked otherwise
constexpr int longest = 366 * 5;  // a calendar of a century would be the whole registry

Refusal bad(const View& view, std::string parameter, std::string detail, std::vector<std::string> near = {}) {
    return {400, "bad-value", view.say("problem.bad-value"), std::move(detail), std::move(parameter),
            std::move(near)};
}

std::string_view name_of(registry::CalendarLine::What what) {
    constexpr std::string_view names[] = {"event", "worsens", "review"};
    return names[static_cast<std::size_t>(what)];
}

Value line_of(const View& view, const registry::DayAhead& ahead) {
    const auto& line = ahead.line;
    const bool event = line.what == registry::CalendarLine::What::event;
    auto value = Value::object();
    value.both("when", when(view, line.when));
    value.both("what", name_of(line.what));
    value.people("what_label", view.say("calendar.what." + std::string{name_of(line.what)}));
    value.both("computed", line.what == registry::CalendarLine::What::worsens);
    value.both("says", day_sentence(view, ahead));
    name_instrument(value, view, ahead.instrument);
    name_party(value, view, line.party);
    name_entity(value, view, line.entity);
    value.both("milestone", line.milestone);
    value.both("event", event ? line.id : std::string{});
    value.both("finding", event ? std::string{} : line.id);
    value.both("rule", line.rule);
    value.both("unconfirmed", line.unconfirmed);
    name_severity(value, view, "severity", line.severity);
    name_severity(value, view, "severity_then", line.to);
    const auto path = event ? "/instruments/" + percent(line.instrument) +
                                  (line.party.empty() ? std::string{} : "/" + percent(line.party))
                            : "/findings/" + percent(line.id);
    value.people("href", view.to(path));
    value.programs("url", view.permanent(path));
    value.programs("recorded_at", line.recorded_at);
    return value;
}

// "2026-11" in words: the month of a day known to the month.
std::string month_text(const View& view, std::string_view month) {
    const auto moment = registry::parse_when(month);
    return moment ? registry::say_when(view.lang, *moment) : std::string{month};
}

Value by_month(const View& view, const std::vector<registry::DayAhead>& days) {
    auto months = Value::list();
    for (std::size_t i = 0; i < days.size();) {
        const auto month = registry::iso(days[i].line.when.lo).substr(0, 7);
        auto of_month = Value::list();
        for (; i < days.size() && registry::iso(days[i].line.when.lo).starts_with(month); ++i)
            of_month.push(line_of(view, days[i]));
        months.push(Value::object()
                        .both("id", "m" + month)
                        .both("name", month_text(view, month))
                        .both("days", std::move(of_month)));
    }
    return months;
}

template <class Each, class Text>
Value choices(const View& view, const std::vector<Each>& all, std::string_view chosen, Text text) {
    auto list = Value::list();
    list.push(Value::object().both("code", "").both("label", view.say("stalled.any")).both("chosen", chosen.empty()));
    for (const auto& each : all)
        list.push(
            Value::object().both("code", each.id).both("label", text(each)).both("chosen", each.id == chosen));
    return list;
}

Value form(const View& view, const registry::CalendarFilter& filter) {
    auto value = Value::object();
    value.both("action", view.at("/calendar"));
    value.both("party", filter.party.empty() ? std::string{} : party_label(view, filter.party));
    value.both("from", registry::iso(filter.from));
    value.both("to", registry::iso(filter.to));
    value.both("entities", choices(view, registry::Vocabulary::built_in().entities(), filter.entity,
                                   [&](const auto& each) { return each.label.in(view.lang); }));
    value.both("rules", choices(view, registry::built_in_rules(), filter.rule, [&](const auto& each) {
                   return each.id + " – " + each.title.in(view.lang);
               }));
    auto hidden = Value::list();
    for (const auto& [name, text] : view.query)
        if (name == "lang" || View::is_of_days(name))
            hidden.push(Value::object().both("name", name).both("text", text));
    value.both("hidden", std::move(hidden));
    return value;
}

std::optional<Refusal> read_days(const Asking& asking, registry::CalendarFilter& filter) {
    const auto& view = asking.view;
    const auto day = [&](std::string_view name) { return registry::parse_day(asking.asked_for(name)); };
    filter.from = day("from").value_or(view.asked.today);
    filter.to = day("to").value_or(filter.from + std::chrono::days{span_days});
    if (filter.to < filter.from) return bad(view, "to", view.say("calendar.to-before-from"));
    if (filter.to - filter.from > std::chrono::days{longest})
        return bad(view, "to", view.say("calendar.too-long", {{"n", number(view, longest)}}));
    return std::nullopt;
}

}  // namespace

std::optional<Refusal> no_other_record(const View& view) {
    for (const auto* name : {"known", "published"})
        if (std::string_view{name} == "known" ? view.asked.known : view.asked.published)
            return bad(view, name, view.say("calendar.as-recorded-now"));
    return std::nullopt;
}

std::vector<registry::DayAhead> days_of(registry::store::Reader& reader, const View& view,
                                        registry::CalendarFilter filter) {
    filter.from = view.asked.on;
    filter.to = filter.from + std::chrono::days{longest};
    filter.profile = view.asked.profile;
    filter.limit = 500;
    return registry::calendar_ahead(reader, filter);
}

Document calendar(const View& view, const CalendarPart& part, const registry::CalendarFilter& filter) {
    auto document = page(view, "calendar", view.say("calendar.title"));
    auto& says = document.says;
    says.people("lead", view.say("calendar.lead", {{"from", day_text(view, filter.from)},
                                                   {"to", day_text(view, filter.to)}}));
    says.people("form", form(view, filter));
    says.programs("from", registry::iso(filter.from));
    says.programs("to", registry::iso(filter.to));
    auto list = Value::list();
    for (const auto& each : part.days) list.push(line_of(view, each));
    says.programs("days", std::move(list));
    says.people("months", by_month(view, part.days));
    says.people("calendar_href", view.as("ics"));
    says.both("cut", part.cut);
    if (part.next) {
        const auto from = registry::iso(*part.next);
        says.people("later_href", view.here("from", from));
        says.programs("next", whole_address(view, view.here("from", from, "json")));
        document.links.push_back({whole_address(view, view.here("from", from, view.suffix)), "next", {}});
    }
    add_calendar(document, view, calendar_days(view, part.days));
    return document;
}

CalendarPart calendar_part(registry::store::Reader& reader, registry::CalendarFilter filter) {
    CalendarPart part;
    filter.limit = most_days + 1;
    part.days = registry::calendar_ahead(reader, filter);
    if (part.days.size() <= most_days) return part;
    // A part ends with a whole day, so that the next begins with the day after what was shown.
    part.next = part.days.back().line.when.lo;
    std::erase_if(part.days, [&](const auto& each) { return each.line.when.lo == *part.next; });
    if (!part.days.empty()) return part;
    filter.from = filter.to = *part.next;
    filter.limit = most_of_one_day + 1;
    part.days = registry::calendar_ahead(reader, filter);
    part.cut = part.days.size() > most_of_one_day;
    if (part.cut) part.days.resize(most_of_one_day);
    part.next = filter.to + std::chrono::days{1};
    return part;
}

Answered party_calendar(const Asking& asking, const std::string& party) {
    const auto& view = asking.view;
    if (auto refused = no_other_record(view)) return *refused;
    registry::CalendarFilter filter;
    filter.party = party;
    auto document = page(view, "party", party_label(view, party));
    add_calendar(document, view, calendar_days(view, days_of(asking.reader, view, filter)));
    return document;
}

Answered calendar_page(const Asking& asking) {
    const auto& view = asking.view;
    registry::CalendarFilter filter;
    filter.entity = asking.asked_for("entity");
    filter.rule = asking.asked_for("rule");
    if (const auto typed = asking.asked_for("party"); !typed.empty()) {
        const auto found = registry::find_party(typed);
        if (!found.id)
            return bad(view, "party", view.say("problem.unknown-party", {{"typed", std::string{typed}}}),
                       found.near);
        filter.party = *found.id;
    }
    if (auto refused = read_days(asking, filter)) return *refused;
    return calendar(view, calendar_part(asking.reader, filter), filter);
}

}  // namespace server
