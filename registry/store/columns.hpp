// How a date known only so far stands in three columns: EDTF text, first and last day.
#pragma once
#include <optional>
#include <string>

#include "registry/store/database.hpp"

namespace registry::store {

inline When when_in(const Query& row, int column) {
    return {row.text(column), row.day(column + 1), row.day(column + 2)};
}
inline std::optional<When> maybe_when(const Query& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return when_in(row, column);
}
inline std::optional<std::string> edtf_of(const std::optional<When>& when) {
    return when ? std::optional{when->edtf} : std::nullopt;
}
inline std::optional<Day> lo_of(const std::optional<When>& when) {
    return when ? std::optional{when->lo} : std::nullopt;
}
inline std::optional<Day> hi_of(const std::optional<When>& when) {
    return when ? std::optional{when->hi} : std::nullopt;
}

}  // namespace registry::store
