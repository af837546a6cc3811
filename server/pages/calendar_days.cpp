#include "server/pages/calendar_days.hpp"

#include <algorithm>

#include "server/http/message.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

using registry::CalendarLine;

std::string named(const View& view, const registry::InstrumentHead& head) {
    return std::string{title_of(view, head).get("text")->text()};
}

std::string rule_text(const View& view, const std::string& id) {
    const auto* rule = registry::rule(id);
    return rule ? id + " – " + rule->title.in(view.lang) : id;
}

std::string what_happens(const View& view, const CalendarLine& line) {
    const auto severity = [&](registry::Severity each) {
        return view.say("/severity." + std::string{registry::name_of(each)});
    };
    switch (line.what) {
        case CalendarLine::What::event: {
            auto text = milestone_label(view, line.milestone);
            if (!line.entity.empty()) text += ", " + entity_label(view, line.entity);
            return text;
        }
        case CalendarLine::What::worsens:
            return view.say("calendar.worsens",
                            {{"severity", severity(line.to)}, {"rule", rule_text(view, line.rule)}});
        case CalendarLine::What::review:
            return view.say("calendar.review", {{"rule", rule_text(view, line.rule)}});
    }
    return {};
}

std::string path_of(const CalendarLine& line) {
    if (line.what != CalendarLine::What::event) return "/findings/" + percent(line.id);
    return "/instruments/" + percent(line.instrument) + (line.party.empty() ? "" : "/" + percent(line.party));
}

}  // namespace

std::string host_of(const View& view) {
    const std::string_view address = view.base_url;
    const auto scheme = address.find("://");
    const auto from = scheme == std::string_view::npos ? 0 : scheme + 3;
    return std::string{address.substr(from, address.find('/', from) - from)};
}

std::string whole_address(const View& view, std::string_view address_on_site) {
    const auto scheme = view.base_url.find("://");
    const auto from = scheme == std::string::npos ? 0 : scheme + 3;
    return view.base_url.substr(0, view.base_url.find('/', from)) + std::string{address_on_site};
}

std::string day_sentence(const View& view, const registry::DayAhead& day) {
    auto text = named(view, day.instrument) + ": " + what_happens(view, day.line);
    return day.line.party.empty() ? text : party_label(view, day.line.party) + " – " + text;
}

CalendarDay calendar_day(const View& view, const registry::DayAhead& day) {
    const auto& line = day.line;
    CalendarDay made;
    made.uid = line.id;
    if (line.what == CalendarLine::What::worsens) made.uid += ".worsens-" + std::string{name_of(line.to)};
    if (line.what == CalendarLine::What::review) made.uid += ".review";
    made.uid += "@" + host_of(view);
    made.from = line.when.lo;
    made.to = line.when.hi;
    made.summary = day_sentence(view, day);
    made.tentative = line.what == CalendarLine::What::worsens || line.unconfirmed;
    made.description = line.what == CalendarLine::What::worsens ? view.say("calendar.computed-finding")
                       : line.unconfirmed                       ? view.say("evidence.unconfirmed")
                                                                : view.say("calendar.recorded");
    if (!line.when.is_day()) made.description += "\n" + registry::say_when(view.lang, line.when);
    made.url = view.permanent(path_of(line));
    made.sequence = line.sequence;
    made.recorded_at = line.recorded_at;
    return made;
}

std::vector<CalendarDay> calendar_days(const View& view, const std::vector<registry::DayAhead>& days) {
    std::vector<CalendarDay> made;
    for (const auto& each : days) made.push_back(calendar_day(view, each));
    return made;
}

void add_calendar(Document& document, const View& view, std::vector<CalendarDay> days) {
    std::ranges::stable_sort(days, [](const CalendarDay& a, const CalendarDay& b) {
        return a.from != b.from ? a.from < b.from : a.uid < b.uid;
    });
    document.calendar = std::move(days);
    document.says.programs("calendar_source", whole_address(view, view.as("ics")));
}

}  // namespace server
