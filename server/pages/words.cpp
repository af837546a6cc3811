#include "server/pages/words.hpp"

#include <algorithm>

#include "registry/rules/words.hpp"

namespace server {
namespace {

using registry::Vocabulary;

template <class Declared>
std::string label(const View& view, const Declared* declared, std::string_view code) {
    return declared ? declared->label.in(view.lang) : std::string{code};
}

std::string or_code(const View& view, const registry::Labels* labels, std::string_view code) {
    return labels ? labels->in(view.lang) : std::string{code};
}

}  // namespace

std::string milestone_label(const View& view, std::string_view code) {
    return label(view, Vocabulary::built_in().milestone(code), code);
}
std::string entity_label(const View& view, std::string_view id) {
    return label(view, Vocabulary::built_in().entity(id), id);
}
std::string party_label(const View& view, std::string_view id) {
    return label(view, Vocabulary::built_in().party(id), id);
}
std::string source_label(const View& view, std::string_view id) {
    return label(view, Vocabulary::built_in().source(id), id);
}
std::string form_label(const View& view, std::string_view code) {
    return or_code(view, Vocabulary::built_in().form(code), code);
}
std::string kind_label(const View& view, std::string_view code) {
    return or_code(view, Vocabulary::built_in().instrument_kind(code), code);
}

std::string language_label(const View& view, std::string_view bcp47) {
    const auto primary = bcp47.substr(0, bcp47.find('-'));
    for (const auto known : {"nl", "fr", "de", "en", "es", "ru", "ar", "zh", "la"})
        if (primary == known) return view.say(std::string{"language."} + known);
    return std::string{bcp47};
}

std::string listed(const View& view, const std::vector<std::string>& items) {
    std::string text;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i) text += i + 1 == items.size() ? " " + view.say("and") + " " : ", ";
        text += items[i];
    }
    return text;
}

std::string number(const View& view, std::int64_t value) {
    const auto between = view.say("/number.thousands");
    const std::string digits = std::to_string(value < 0 ? -value : value);
    std::string text = value < 0 ? "-" : "";
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i && (digits.size() - i) % 3 == 0) text += between;
        text += digits[i];
    }
    return text;
}

std::string day_text(const View& view, registry::Day day) {
    return registry::say_when(view.lang, registry::on(day));
}

std::string elapsed(const View& view, const registry::When& since, registry::Day until) {
    const auto hi = std::min(since.hi, until);
    const int months = registry::months_between(hi, until), days = registry::days_between(hi, until);
    const bool by_months = months >= 2;
    if (since.lo == registry::earliest_day)
        return view.say(by_months ? "time.at-least-months" : "time.at-least-days",
                        {{"n", number(view, by_months ? months : days)}});
    return registry::elapsed_in_words(view.lang, std::min(since.lo, until), hi, until, by_months);
}

std::string sentence(const View& view, const registry::Reason& reason) {
    return registry::sentence(view.lang, reason, Vocabulary::built_in(), view.asked.on);
}

std::string in_short(const View& view, const registry::Verdict& verdict) {
    return registry::in_short(view.lang, verdict, Vocabulary::built_in(), view.asked.on);
}

}  // namespace server
