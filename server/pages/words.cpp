#include "server/pages/words.hpp"

#include <algorithm>

#include "registry/procedure/step_words.hpp"
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
std::string step_label(const View& view, const registry::Step& step) {
    return registry::name_of_step(view.lang, step);
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

namespace {

std::string listed_with(const std::string& last, const std::vector<std::string>& items) {
    std::string text;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i) text += i + 1 == items.size() ? " " + last + " " : ", ";
        text += items[i];
    }
    return text;
}

}  // namespace

std::string listed(const View& view, const std::vector<std::string>& items) {
    return listed_with(view.say("and"), items);
}

std::string listed_any(const View& view, const std::vector<std::string>& items) {
    return listed_with(view.say("or"), items);
}

std::string place_text(const View& view, std::string_view place) {
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    std::string text;
    for (std::size_t at = 0; at < place.size();) {
        const bool starts = at == 0 || !is_letter(place[at - 1]);
        bool said = false;
        for (const std::string_view word : {"line", "row", "column", "note"}) {
            const auto after = at + word.size();
            if (!starts || !place.substr(at).starts_with(word) || after + 1 >= place.size()) continue;
            const char next = place[after + 1];
            if (place[after] != ' ' || !(next == '(' || (next >= '0' && next <= '9'))) continue;
            text += view.say("place." + std::string{word});
            at = after;
            said = true;
            break;
        }
        if (!said) text += place[at++];
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

std::string in_short(const View& view, const registry::Verdict& verdict, std::string_view note) {
    return registry::in_short(view.lang, verdict, Vocabulary::built_in(), view.asked.on, note);
}

}  // namespace server
