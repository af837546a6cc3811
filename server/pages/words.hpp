// The registry's codes in a person's words. A code that is not declared is shown as it is: nothing is hidden.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "registry/procedure/condition.hpp"
#include "registry/rules/judge.hpp"
#include "server/pages/view.hpp"

namespace server {

std::string milestone_label(const View&, std::string_view code);
std::string step_label(const View&, const registry::Step&);  // as its procedure names it
std::string entity_label(const View&, std::string_view id);
std::string party_label(const View&, std::string_view id);
std::string source_label(const View&, std::string_view id);
std::string form_label(const View&, std::string_view code);
std::string kind_label(const View&, std::string_view code);
std::string language_label(const View&, std::string_view bcp47);

// "a, b and c" and "a, b or c" in the page's language.
std::string listed(const View&, const std::vector<std::string>&);
std::string listed_any(const View&, const std::vector<std::string>&);
// "p. 64475, line 42" with its plain words in the page's language; the document's own words stay as they are.
std::string place_text(const View&, std::string_view place);
// 3048 as "3,048", "3.048" or "3 048".
std::string number(const View&, std::int64_t);
std::string day_text(const View&, registry::Day);

// How long from a moment to the day: "100 months", "99 to 100 months", "at least 12 days". Months from two
// on.
std::string elapsed(const View&, const registry::When& since, registry::Day until);

// The reason's own sentence, its arguments (codes, days) put into words.
std::string sentence(const View&, const registry::Reason&);
// A verdict in one line: what started the clock, what is not found, for how long.
std::string in_short(const View&, const registry::Verdict&, std::string_view note = {});

}  // namespace server
