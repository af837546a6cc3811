// /instruments/{instrument}/timeline: how participation grew, year by year.
#include <algorithm>

#include "registry/answers/participation.hpp"
#include "registry/rules/words.hpp"
#include "server/http/message.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/participation_page.hpp"
#include "server/pages/picture_tools.hpp"
#include "server/pages/track_parts.hpp"
#include "server/pages/words.hpp"
#include "server/pictures/steps.hpp"

namespace server {
namespace {

using registry::Day;
using registry::Growth;
using registry::Growths;
using registry::Participation;

// What both the page and the small picture have.
struct About {
    const std::optional<registry::EntryClause>& clause;
    const registry::GeneralEntry& entry;
    const Growths& growths;
    Day on{};
    std::optional<Day> as_of{};  // of the depositary's data: what came after it nobody looked for
};

std::string between(const View& view, int least, int most) {
    return least == most ? number(view, least) : number(view, least) + "–" + number(view, most);
}

// The day up to which the numbers are known.
Day known_to(const About& about, const Growth& growth) {
    auto day = std::min(about.as_of.value_or(about.on), about.on);
    for (const auto& step : growth.steps)
        if (step.day <= about.on) day = std::max(day, step.day);
    return day;
}

CountLine line_of(const View& view, std::string_view key, const Growth& growth, const About& about) {
    const auto on = about.on;
    CountLine line;
    for (const auto& step : growth.steps)
        if (step.day <= on) line.steps.push_back({step.day, step.at_least, step.at_most});
    line.label = view.say("timeline.line." + std::string{key});
    line.words = view.say(
        "timeline.reached." + std::string{key},
        {{"n", between(view, growth.at_least(on), growth.at_most(on))},
         {"day", day_text(view, known_to(about, growth))}});
    return line;
}

CountsOverTime counts_of(const View& view, const About& about) {
    CountsOverTime counts;
    counts.on = about.on;
    counts.lang = view.lang;
    counts.title = view.say("timeline.picture");
    counts.description = view.say("timeline.picture-about", {{"day", day_text(view, about.on)}});
    counts.on_label = day_text(view, about.on);
    counts.known_to = about.as_of;
    const auto add = [&](std::string_view key, const Growth& growth) {
        if (!growth.steps.empty()) counts.lines.push_back(line_of(view, key, growth, about));
    };
    add("parties", about.growths.parties);
    add("signatures", about.growths.signatures);
    add("withdrawals", about.growths.withdrawals);
    if (about.clause && about.clause->threshold) {
        counts.threshold = about.clause->threshold;
        counts.threshold_label =
            view.say("timeline.threshold", {{"n", number(view, about.clause->threshold)}});
    }
    const auto mark = [&](const std::optional<registry::When>& when, bool computed) {
        if (!when || when->lo > about.on) return;
        const auto text = registry::say_when(view.lang, *when);
        const auto label =
            view.say(computed ? "timeline.in-force-computed" : "timeline.in-force", {{"day", text}});
        counts.moments.push_back({*when, label, label, computed});
    };
    mark(about.entry.recorded, false);
    if (!about.entry.recorded) mark(about.entry.computed, true);
    return counts;
}

int year_of(Day day) { return static_cast<int>(std::chrono::year_month_day{day}.year()); }

// Moments that lie in that year for certain, and those that may lie in it.
struct Within {
    int certain = 0, possible = 0;
};
Within within(const Growth& growth, int year) {
    Within found;
    for (const auto& each : growth.moments) {
        if (each.by < 0 || year_of(each.when.lo) > year || year_of(each.when.hi) < year) continue;
        const bool sure = year_of(each.when.lo) == year && year_of(each.when.hi) == year;
        ++(sure ? found.certain : found.possible);
    }
    return found;
}

std::optional<int> first_year(const Growths& growths) {
    std::optional<int> first;
    for (const auto* growth : {&growths.signatures, &growths.parties})
        for (const auto& each : growth->moments) {
            const int year = year_of(each.when.lo == registry::earliest_day ? each.when.hi : each.when.lo);
            first = std::min(first.value_or(year), year);
        }
    return first;
}

// "3"; "3, perhaps 1 more" where a day is too vague to say the year.
std::string in_year(const View& view, const Within& within) {
    if (!within.possible) return within.certain ? number(view, within.certain) : std::string{};
    return view.say("timeline.perhaps",
                    {{"n", number(view, within.certain)}, {"more", number(view, within.possible)}});
}

Value year_row(const View& view, const Growths& growths, int year, Day on, const std::optional<Day>& as_of) {
    const Day last = std::min(Day{std::chrono::year{year} / 12 / 31}, on);
    auto value = Value::object();
    value.both("year", year);
    value.people("not_looked", as_of && year > year_of(*as_of));
    const auto add = [&](std::string_view key, const Growth& growth) {
        const std::string name{key};
        const auto found = within(growth, year);
        value.programs(name, found.certain);
        value.programs(name + "_possible", found.possible);
        value.people(name + "_text", in_year(view, found));
    };
    add("signed", growths.signatures);
    add("consented", growths.parties);
    add("withdrawn", growths.withdrawals);
    const auto total = [&](std::string_view key, const Growth& growth) {
        const std::string name{key};
        const int least = growth.at_least(last), most = growth.at_most(last);
        value.programs(name, least);
        value.programs(name + "_at_most", most);
        value.people(name + "_text", between(view, least, most));
    };
    total("total_signatures", growths.signatures);
    total("total_parties", growths.parties);
    return value;
}

Value years_of(const View& view, const Growths& growths, Day on, const std::optional<Day>& as_of) {
    auto list = Value::list();
    const auto first = first_year(growths);
    if (!first) return list;
    for (int year = *first; year <= year_of(on); ++year) list.push(year_row(view, growths, year, on, as_of));
    return list;
}

Sheet sheet() {
    Sheet made{"years", {}};
    for (const auto* name : {"year", "signed", "signed_possible", "consented", "consented_possible",
                             "withdrawn", "withdrawn_possible", "total_signatures",
                             "total_signatures_at_most", "total_parties", "total_parties_at_most"})
        made.columns.push_back({name, name});
    return made;
}

void add_entry(Value& says, const View& view, const Participation& answer) {
    says.both("in_force_recorded", when(view, answer.entry.recorded));
    says.both("in_force_computed", when(view, answer.entry.computed));
    const auto& clause = answer.clause;
    says.programs("threshold", clause ? Value{clause->threshold} : Value{});
    if (!clause) return;
    says.people("clause", view.say(clause->threshold ? "instrument.clause" : "instrument.clause-own",
                                   {{"n", number(view, clause->threshold)},
                                    {"delay", registry::in_words(view.lang, clause->delay)},
                                    {"own", registry::in_words(view.lang, clause->own)}}));
}

std::string undated_text(const View& view, const Growths& growths) {
    const int undated = growths.signatures.undated + growths.parties.undated + growths.withdrawals.undated;
    return undated ? view.say("timeline.undated", {{"n", number(view, undated)}}) : std::string{};
}

}  // namespace

Document timeline(const View& view, const Participation& answer, std::string_view format) {
    const auto title = std::string{title_of(view, answer.instrument).get("text")->text()};
    const auto name = view.say("timeline.title", {{"title", title}});
    auto document = page(view, "timeline", name);
    auto& says = document.says;
    name_instrument(says, view, answer.instrument);
    says.both("nothing_known", answer.nothing_known);
    says.both("as_of", when(view, as_told(answer.as_of_told, answer.as_of)));
    const auto growths = registry::growth(answer.parties, view.asked.on);
    add_entry(says, view, answer);
    says.both("years", years_of(view, growths, view.asked.on, answer.as_of));
    says.people("beyond_text", answer.as_of && *answer.as_of < view.asked.on
                                   ? view.say("timeline.beyond", {{"day", registry::say_when(view.lang, *as_told(answer.as_of_told, answer.as_of))}})
                                   : std::string{});
    says.programs("undated",
                  growths.signatures.undated + growths.parties.undated + growths.withdrawals.undated);
    says.people("undated_text", undated_text(view, growths));
    says.people("age", depositary_age(view, as_told(answer.as_of_told, answer.as_of), view.asked.on));
    const auto path = "/instruments/" + percent(answer.instrument.id);
    says.people("instrument_href", view.to(path));
    says.people("instruments_href", view.to("/instruments"));
    says.people("participants_href", view.to(path + "/participants"));
    document.sheet = sheet();
    const auto counts = counts_of(view, {answer.clause, answer.entry, growths, view.asked.on, answer.as_of});
    const auto draw = [&](const std::string& id, int width) { return draw_counts(counts, id, id, width); };
    if (format == "html" && !growths.empty()) show_picture(says, view, name, draw);
    if (wants_picture(format)) {
        document.picture = draw("wide", wide_picture).picture(name, picture_foot(view));
        if (is_embedded(view))
            document.picture->narrow = draw("narrow", narrow_picture).picture(name, picture_foot(view)).svg;
    }
    add_citation(document, view, name);
    return document;
}

Markup small_timeline(const View& view, const registry::InstrumentAnswer& answer) {
    const auto growths = registry::growth(answer.parties, answer.asked.on);
    if (growths.empty()) return {};
    constexpr int width = 460, height = 150;
    const About about{answer.clause, answer.entry, growths, answer.asked.on, answer.as_of};
    return draw_counts(counts_of(view, about), "growth", "small", width, height)
        .within_page();
}

Answered timeline_page(const Asking& asking) {
    const auto& view = asking.view;
    const auto& typed = asking.params["instrument"];
    const auto found = registry::find_instrument(asking.reader, typed);
    if (!found.id) return missing(view, "instrument", typed, found.near);
    if (*found.id != typed)
        return Moved{view.here_at(moved_path(view, "/instruments/" + percent(*found.id) + "/timeline"))};
    const auto answer = participation_of(asking, *found.id, registry::WithEntry::yes);
    if (!answer) return missing(view, "instrument", typed);
    return timeline(view, *answer, asking.format);
}

}  // namespace server
