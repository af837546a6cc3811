// One date of EDTF level 1, taken apart. For reading dates and for saying them; others use date.hpp.
#pragma once
#include <optional>
#include <string_view>

#include "registry/model/date.hpp"

namespace registry {

enum class Precision { day, month, season, year, decade, century, millennium, none };

struct PartialDate {
    Precision precision = Precision::none;
    int year = 0;        // the first of a decade or more
    unsigned month = 0;  // 21 to 24 for a season
    unsigned day = 0;
    char qualifier = 0;                      // '~' approximate, '?' uncertain, '%' both, 0 neither
    Day lo = earliest_day, hi = latest_day;  // widened where qualified
};

enum class End { date, open, unknown };  // "..", ""

struct EdtfDate {
    bool interval = false;
    End from_end = End::date, to_end = End::date;
    PartialDate from, to;  // the same where it is no interval
};

std::optional<EdtfDate> parse_edtf(std::string_view);

}  // namespace registry
