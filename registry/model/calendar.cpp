#include "registry/model/calendar.hpp"

#include <algorithm>

#include "registry/base/text.hpp"
#include "registry/base/xml.hpp"
#include "registry/model/built_in.hpp"

namespace registry {
namespace {

Result<CalendarPeriod> read_period(const Xml& xml, const pugi::xml_node& node) {
    if (auto fine = xml.only(node, {"from", "to", "name", "verified"}, {"authority"}); !fine)
        return tl::unexpected(fine.error());
    CalendarPeriod period;
    auto name = xml.required(node, "name");
    if (!name) return tl::unexpected(name.error());
    period.name = std::move(*name);
    const auto from = parse_day(node.attribute("from").value());
    if (!from) return problem("\"from\" is no day", xml.where(node));
    period.from = *from;
    if (const auto said = node.attribute("to")) {
        period.to = parse_day(said.value());
        if (!period.to || *period.to < period.from)
            return problem("\"to\" is no day, or lies before \"from\"", xml.where(node));
    }
    const std::string_view verified = node.attribute("verified").value();
    if (!verified.empty() && verified != "yes" && verified != "no")
        return problem("\"verified\" must be yes or no", xml.where(node));
    period.verified = verified != "no";
    period.authority = clean(node.child("authority").child_value());
    return period;
}

Result<std::vector<CalendarPeriod>> read_periods(const Xml& xml, const char* name) {
    std::vector<CalendarPeriod> periods;
    for (const auto& node : xml.root().children(name)) {
        auto period = read_period(xml, node);
        if (!period) return tl::unexpected(period.error());
        if (!periods.empty() && (!periods.back().to || *periods.back().to >= period->from))
            return problem("it begins before the one above it has ended", xml.where(node));
        periods.push_back(std::move(*period));
    }
    return periods;
}

}  // namespace

Result<AssemblyCalendar> read_calendar(std::string_view text, const std::string& name) {
    auto read = Xml::read(text, name);
    if (!read) return tl::unexpected(read.error());
    const auto& xml = *read;
    const auto root = xml.root();
    if (std::string_view{root.name()} != "calendar" ||
        std::string_view{root.attribute("xmlns").value()} != "urn:placet:calendars:1")
        return problem("not a calendar in urn:placet:calendars:1", xml.where(root));
    if (auto fine = xml.only(root, {"xmlns", "assembly", "lapse-authority"}, {"term", "caretaker"}); !fine)
        return tl::unexpected(fine.error());
    AssemblyCalendar calendar;
    auto assembly = xml.required(root, "assembly");
    if (!assembly) return tl::unexpected(assembly.error());
    calendar.assembly = std::move(*assembly);
    calendar.lapse_authority = root.attribute("lapse-authority").value();
    auto terms = read_periods(xml, "term"), caretaker = read_periods(xml, "caretaker");
    if (!terms) return tl::unexpected(terms.error());
    if (!caretaker) return tl::unexpected(caretaker.error());
    if (terms->empty()) return problem("a calendar without a term", xml.where(root));
    calendar.terms = std::move(*terms);
    calendar.caretaker = std::move(*caretaker);
    return calendar;
}

std::optional<Day> AssemblyCalendar::dissolved_after(Day day) const {
    for (const auto& term : terms)
        if (term.to && *term.to > day) return term.to;
    return std::nullopt;
}

const std::vector<AssemblyCalendar>& built_in_calendars() {
    static const auto all = read_built_in<AssemblyCalendar>("calendars/", read_calendar);
    return all;
}

const AssemblyCalendar* calendar_of(std::string_view assembly) {
    for (const auto& each : built_in_calendars())
        if (each.assembly == assembly) return &each;
    return nullptr;
}

namespace {

constexpr std::chrono::days one_day{1};

}  // namespace

std::optional<Day> SittingDays::nth_after(Day start, int n) const {
    if (n < 1 || start + one_day < from) return std::nullopt;
    const auto first = std::upper_bound(days.begin(), days.end(), start);
    if (days.end() - first < n) return std::nullopt;
    return *(first + (n - 1));
}

Day SittingDays::earliest_nth_after(Day start, int n) const {
    if (const auto known = nth_after(start, n)) return *known;
    if (start + one_day < from || start > to) return start + std::chrono::days{n};
    const auto counted = static_cast<int>(days.end() - std::upper_bound(days.begin(), days.end(), start));
    return to + std::chrono::days{n - counted};
}

}  // namespace registry
