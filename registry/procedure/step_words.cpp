#include "registry/procedure/step_words.hpp"

#include "registry/model/messages.hpp"

namespace registry {

std::string name_of_step(Lang lang, const Step& step) {
    if (!step.name.empty()) return step.name.in(lang);
    const auto* milestone = Vocabulary::built_in().milestone(step.milestone);
    return milestone ? milestone->label.in(lang) : step.milestone;
}

namespace {

std::string days_in_words(Lang lang, Count count, int days) {
    return say(lang, "period.days-" + std::string{name_of(count)}, {{"n", std::to_string(days)}});
}

const char* unknown(Period::Why why) {
    switch (why) {
        case Period::Why::calendar_ends:
            return "period.unknown-calendar-ends";
        case Period::Why::no_calendar:
            return "period.unknown-no-calendar";
        case Period::Why::vague_extension:
            return "period.unknown-extension";
        case Period::Why::vague_start:
        case Period::Why::known:
            break;
    }
    return "period.unknown-start-vague";
}

}  // namespace

std::string in_words(Lang lang, const Clock& clock) { return days_in_words(lang, clock.count, clock.days); }

std::string in_words(Lang lang, const Period& period, Day on) {
    const auto days = in_words(lang, *period.clock) + (period.extensions.empty() ? "" : " +");
    const auto last = period.last_day();
    if (!last) {
        const auto day =
            period.calendar_to ? say_when(lang, registry::on(*period.calendar_to)) : std::string{};
        return say(lang, unknown(period.why), {{"day", day}}) + " (" + days + ")";
    }
    const char* computed = period.clock->count == Count::calendar ? "period.by-calendar"
                           : period.announced                     ? "period.by-announced"
                                                                  : "period.by-sitting";
    return say(lang, on > *last ? "period.ended" : "period.ends",
               {{"day", say_when(lang, registry::on(*last))}}) +
           " (" + days + ", " + say(lang, computed) + ")";
}

}  // namespace registry
