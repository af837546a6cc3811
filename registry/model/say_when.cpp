#include <fmt/format.h>

#include "registry/model/edtf.hpp"
#include "registry/model/messages.hpp"

namespace registry {
namespace {

// Years before the first are rare enough to be written as EDTF does: -0044.
std::string year_text(int year) { return year < 0 ? fmt::format("-{:04}", -year) : fmt::format("{}", year); }

PartialDate certain_day(Day day) {
    const std::chrono::year_month_day date{day};
    return {Precision::day,
            static_cast<int>(date.year()),
            static_cast<unsigned>(date.month()),
            static_cast<unsigned>(date.day()),
            0,
            day,
            day};
}

// Sentences differ with what follows: "le 31 octobre", "en octobre", "en 2021".
std::string_view shape(const PartialDate& date) {
    switch (date.precision) {
        case Precision::day:
            return "day";
        case Precision::month:
            return "month";
        case Precision::season:
            return "season";
        default:
            return "year";
    }
}

std::string plain(Lang lang, const PartialDate& date) {
    const Arguments year{{"year", year_text(date.year)}};
    const auto month = [&] { return say(lang, fmt::format("date.month.{}", date.month)); };
    switch (date.precision) {
        case Precision::day:
            return say(lang, date.day == 1 ? "date.first-day" : "date.day",
                       {{"day", std::to_string(date.day)}, {"month", month()}, year[0]});
        case Precision::month:
            return say(lang, "date.month", {{"month", month()}, year[0]});
        case Precision::season:
            return say(lang, fmt::format("date.season.{}", date.month), year);
        case Precision::year:
            return year[0].second;
        case Precision::none:
            return say(lang, "date.unknown");
        case Precision::decade:
        case Precision::century:
        case Precision::millennium:
            break;
    }
    const int width = date.precision == Precision::decade    ? 10
                      : date.precision == Precision::century ? 100
                                                             : 1000;
    return say(lang, "date.between",
               {{"from", year_text(date.year)}, {"to", year_text(date.year + width - 1)}});
}

std::string one(Lang lang, const PartialDate& date) {
    auto text = plain(lang, date);
    if (date.precision == Precision::none) return text;
    const std::string_view key = date.qualifier == '~'   ? "date.approximate"
                                 : date.qualifier == '?' ? "date.uncertain"
                                 : date.qualifier == '%' ? "date.approximate-uncertain"
                                                         : "";
    if (key.empty()) return text;
    const std::string_view of_day = date.precision == Precision::day && date.qualifier != '?' ? ".day" : "";
    return say(lang, fmt::format("{}{}", key, of_day), {{"date", text}});
}

std::string bounded(Lang lang, std::string_view key, const PartialDate& date) {
    return say(lang, fmt::format("{}.{}", key, shape(date)), {{"date", one(lang, date)}});
}

}  // namespace

std::string say_when(Lang lang, const When& when) {
    auto read = parse_edtf(when.edtf);
    if (!read) {  // made by hand: its bounds are what it means
        read.emplace();
        read->interval = when.lo != when.hi;
        read->from = certain_day(when.lo);
        read->to = certain_day(when.hi);
        if (when.lo == earliest_day) read->from_end = End::open;
        if (when.hi == latest_day) read->to_end = End::open;
    }
    const bool from = read->from_end == End::date && read->from.precision != Precision::none;
    const bool to = read->to_end == End::date && read->to.precision != Precision::none;
    if (!from && !to) return say(lang, "date.unknown");
    if (!read->interval) return one(lang, read->from);
    if (!from) return bounded(lang, "date.not-after", read->to);
    if (!to) return bounded(lang, "date.not-before", read->from);
    const auto is_plain_day = [](const PartialDate& d) {
        return d.precision == Precision::day && d.qualifier == 0;
    };
    const bool days = is_plain_day(read->from) && is_plain_day(read->to);
    return say(lang, days ? "date.between.day" : "date.between",
               {{"from", one(lang, read->from)}, {"to", one(lang, read->to)}});
}

}  // namespace registry
