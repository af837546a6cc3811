// A verdict as it stands in a row of the table of findings, for whoever reads one.
#pragma once
#include <stdexcept>
#include <string>

#include "registry/rules/judge.hpp"
#include "registry/store/database.hpp"

namespace registry::store {

// A word the program does not know is a defect of the store, never a guess.
template <class Enum>
Enum stored_name(std::string_view text) {
    const auto value = named<Enum>(text);
    if (!value)
        throw std::runtime_error("the store holds a word this program does not know: " + std::string{text});
    return *value;
}

// The first columns, in order: id, rule, rule_version, profile, instrument, party, entity, subject, severity,
// certain_severity, certainty, since, since_lo, since_hi, opened_by, awaited, waits_for, cause, last_look,
// next_change, because, parked_by, parked_until, worsens_on, worsens_to.
Verdict verdict_in(const Query& row);
inline constexpr int verdict_columns = 25;

}  // namespace registry::store
