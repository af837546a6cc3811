#include "registry/store/verdict_row.hpp"

#include "registry/base/text.hpp"
#include "registry/store/columns.hpp"
#include "registry/store/reason_json.hpp"

namespace registry::store {
namespace {

std::vector<std::string> words_in(std::string_view text) {
    std::vector<std::string> found;
    for (const auto each : split(text, ' '))
        if (!each.empty()) found.emplace_back(each);
    return found;
}

}  // namespace

Verdict verdict_in(const Query& row) {
    Verdict found;
    found.id = row.text(0), found.rule = row.text(1);
    found.rule_version = static_cast<int>(row.integer(2));
    found.profile = stored_name<Profile>(row.view(3));
    found.instrument = row.text(4), found.party = row.text(5), found.entity = row.text(6),
    found.subject = row.text(7);
    found.severity = stored_name<Severity>(row.view(8));
    found.certain_severity = stored_name<Severity>(row.view(9));
    found.certainty = stored_name<Certainty>(row.view(10));
    found.since = when_in(row, 11);
    found.opened_by = row.text(14);
    found.awaited = words_in(row.view(15));
    found.waits_for = row.text(16), found.cause = row.text(17);
    found.last_look = row.maybe_day(18), found.next_change = row.maybe_day(19);
    found.because = reason_from_json(row.view(20));
    found.parked_by = row.text(21), found.parked_until = row.maybe_day(22);
    found.worsens_on = row.maybe_day(23);
    found.worsens_to = stored_name<Severity>(row.view(24));
    return found;
}

}  // namespace registry::store
