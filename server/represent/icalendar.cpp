// iCalendar (RFC 5545, RFC 7986) by libical: all-day events, one for each day ahead or behind. Nothing in it
// comes from the moment of asking: DTSTAMP and LAST-MODIFIED are the instant at which the registry last changed
// what the event rests on.
#include <libical/ical.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <memory>
#include <stdexcept>

#include "server/represent/format.hpp"

namespace server {
namespace {

struct Free {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
    void operator()(char* text) const { icalmemory_free_buffer(text); }
};
using Component = std::unique_ptr<icalcomponent, Free>;

std::string text_at(const Value& value, std::string_view key) {
    const auto* found = value.get(key);
    return std::string{found ? found->text() : std::string_view{}};
}

// RFC 5545 has no control characters in text but the line end, which libical writes as \n.
std::string plain(std::string_view text) {
    std::string kept;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 ? byte != 0x7F : c == '\n') kept += c;
    }
    return kept;
}

// An address stands unescaped in its line: nothing may end the line.
std::string address(std::string_view text) {
    auto one = plain(text);
    std::erase(one, '\n');
    return one;
}

icaltimetype date_of(registry::Day day) {
    const std::chrono::year_month_day parts{day};
    icaltimetype date = icaltime_null_date();
    date.year = static_cast<int>(parts.year());
    date.month = static_cast<int>(static_cast<unsigned>(parts.month()));
    date.day = static_cast<int>(static_cast<unsigned>(parts.day()));
    return date;
}

// "2021-10-12T08:00:00Z"; what is no instant becomes the beginning of 1970, as in an empty feed.
icaltimetype instant(std::string_view recorded_at) {
    std::string basic;
    for (const char c : recorded_at.substr(0, recorded_at.find('.')))
        if (c != '-' && c != ':') basic += c;
    if (!basic.empty() && basic.back() != 'Z') basic += 'Z';
    auto time = icaltime_from_string(basic.c_str());
    if (icaltime_is_null_time(time) || !icaltime_is_valid_time(time) || time.is_date)
        time = icaltime_from_string("19700101T000000Z");
    return time;
}

void add_text(icalcomponent* to, icalproperty* property, registry::Lang lang) {
    const std::string code{registry::name_of(lang)};
    icalproperty_add_parameter(property, icalparameter_new_language(code.c_str()));
    icalcomponent_add_property(to, property);
}

icalcomponent* event_of(const CalendarDay& day, registry::Lang lang) {
    auto* event = icalcomponent_new(ICAL_VEVENT_COMPONENT);
    const auto add = [&](icalproperty* property) { icalcomponent_add_property(event, property); };
    const auto recorded = instant(day.recorded_at);
    add(icalproperty_new_uid(address(day.uid).c_str()));
    add(icalproperty_new_dtstamp(recorded));
    add(icalproperty_new_lastmodified(recorded));
    add(icalproperty_new_sequence(
        static_cast<int>(std::clamp<std::int64_t>(day.sequence, 0, std::numeric_limits<int>::max()))));
    // Whole days; the end is the day after the last (RFC 5545, 3.6.1).
    add(icalproperty_new_dtstart(date_of(day.from)));
    add(icalproperty_new_dtend(date_of(std::max(day.from, day.to) + std::chrono::days{1})));
    add_text(event, icalproperty_new_summary(plain(day.summary).c_str()), lang);
    if (!day.description.empty())
        add_text(event, icalproperty_new_description(plain(day.description).c_str()), lang);
    if (!day.url.empty()) add(icalproperty_new_url(address(day.url).c_str()));
    add(icalproperty_new_status(day.tentative ? ICAL_STATUS_TENTATIVE : ICAL_STATUS_CONFIRMED));
    add(icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));  // nobody is busy on it
    return event;
}

// A calendar must have a component (RFC 5545, 3.6): where there is no day, the time zone of its instants.
icalcomponent* utc() {
    auto* zone = icalcomponent_new(ICAL_VTIMEZONE_COMPONENT);
    icalcomponent_add_property(zone, icalproperty_new_tzid("Etc/UTC"));
    auto* standard = icalcomponent_new(ICAL_XSTANDARD_COMPONENT);
    icalcomponent_add_property(standard, icalproperty_new_dtstart(icaltime_from_string("19700101T000000")));
    icalcomponent_add_property(standard, icalproperty_new_tzoffsetfrom(0));
    icalcomponent_add_property(standard, icalproperty_new_tzoffsetto(0));
    icalcomponent_add_component(zone, standard);
    return zone;
}

void add_extension(icalcomponent* to, const char* name, const std::string& text) {
    auto* property = icalproperty_new_x(text.c_str());
    icalproperty_set_x_name(property, name);
    icalcomponent_add_property(to, property);
}

void add_head(icalcomponent* calendar, const Document& document) {
    const auto add = [&](icalproperty* property) { icalcomponent_add_property(calendar, property); };
    add(icalproperty_new_version("2.0"));
    add(icalproperty_new_prodid("-//Placet//Placet//EN"));
    add(icalproperty_new_calscale("GREGORIAN"));
    add(icalproperty_new_method(ICAL_METHOD_PUBLISH));
    const auto name = plain("Placet – " + text_at(document.says, "page_title"));
    add_text(calendar, icalproperty_new_name(name.c_str()), document.lang);
    add_extension(calendar, "X-WR-CALNAME", name);  // read by programs older than RFC 7986
    add(icalproperty_new_url(address(text_at(document.says, "url")).c_str()));
    auto* source = icalproperty_new_source(address(text_at(document.says, "calendar_source")).c_str());
    icalproperty_add_parameter(source, icalparameter_new_value(ICAL_VALUE_URI));
    add(source);
    auto* refresh = icalproperty_new_refreshinterval(icaldurationtype_from_int(24 * 60 * 60));
    icalproperty_add_parameter(refresh, icalparameter_new_value(ICAL_VALUE_DURATION));
    add(refresh);
    add_extension(calendar, "X-PUBLISHED-TTL", "P1D");
    std::string newest;
    for (const auto& day : *document.calendar) newest = std::max(newest, day.recorded_at);
    if (!newest.empty()) add(icalproperty_new_lastmodified(instant(newest)));
}

}  // namespace

std::string write_icalendar(const Document& document) {
    const Component calendar{icalcomponent_new(ICAL_VCALENDAR_COMPONENT)};
    add_head(calendar.get(), document);
    for (const auto& day : document.calendar.value())
        icalcomponent_add_component(calendar.get(), event_of(day, document.lang));
    if (document.calendar->empty()) icalcomponent_add_component(calendar.get(), utc());
    const std::unique_ptr<char, Free> text{icalcomponent_as_ical_string_r(calendar.get())};
    if (!text) throw std::runtime_error("libical wrote no calendar");
    return text.get();
}

}  // namespace server
