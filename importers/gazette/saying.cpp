#include "importers/gazette/saying.hpp"

#include <algorithm>

#include "importers/reading/belgian_step.hpp"
#include "importers/reading/conclusion.hpp"

namespace importers::gazette {

using registry::Alias;
using registry::Day;
using Weight = registry::Remark::Weight;

void Saying::remark(Weight weight, std::string kind, std::string what, const std::string& where) {
    batch.remarks.push_back(
        {weight, std::move(kind), std::move(what), file + (where.empty() ? "" : ": " + where)});
}

void Saying::doubt(std::string kind, std::string what, const std::string& where) {
    remark(Weight::doubt, std::move(kind), std::move(what), where);
}

void Saying::name(const std::string& numac) {
    const Alias whole =
        numac.empty() ? Alias{"GAZETTE", registry::iso(published) + " " + act.place} : Alias{"NUMAC", numac};
    names.clear();
    if (act.instruments.size() < 2) names.push_back(whole);
    for (std::size_t i = 1; act.instruments.size() > 1 && i <= act.instruments.size(); ++i)
        names.push_back({whole.scheme, whole.value + "#" + std::to_string(i)});
}

bool Saying::federal() const { return act.entities == std::vector<std::string>{"be-fed"}; }

registry::Statement& Saying::say(const Alias& instrument, std::string_view milestone, registry::When when,
                                 std::string place) {
    batch.statements.push_back(
        reading::belgian_step(instrument, {}, milestone, std::move(when), std::move(place)));
    return batch.statements.back();
}

void Saying::say_of_act(std::string_view milestone, Day day, const std::string& place,
                        const std::string& numac, const std::string& note) {
    for (const auto& instrument : names)
        for (const auto& entity : act.entities) {
            auto& said = say(instrument, milestone, registry::on(day), place);
            said.entity = entity;
            said.act = numac;
            said.note = note;
        }
}

void Saying::describe(const Alias& instrument, std::string key, std::string language, std::string value,
                      const std::string& place) {
    if (!value.empty())
        batch.descriptions.push_back(
            {instrument, std::move(key), std::move(language), std::move(value), 0, place});
}

void Saying::describe_instruments() {
    for (std::size_t i = 0; i < std::min(names.size(), act.instruments.size()); ++i) {
        const auto& named = act.instruments[i];
        for (const auto& title : named.titles) describe(names[i], "title", title.lang, title.text, act.place);
        if (named.cooperation) describe(names[i], "kind", "", "cooperation-agreement", act.place);
        if (named.concluded_on) {
            auto words = reading::text({named.where, *named.concluded_on});
            if (words.starts_with(", ")) words.erase(0, 2);
            describe(names[i], "conclusion", "en", words, act.place);
            describe(names[i], "conclusion-date", "", registry::iso(*named.concluded_on), act.place);
        }
    }
}

void Saying::describe_act() {
    std::vector<std::string> told;
    for (const auto& heading : act.headings) {
        if (std::find(told.begin(), told.end(), heading.language) != told.end()) continue;
        told.push_back(heading.language);
        for (const auto& instrument : names)
            describe(instrument, "act-title", heading.language, heading.words, heading.place);
    }
}

}  // namespace importers::gazette
