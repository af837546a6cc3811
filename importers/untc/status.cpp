#include "importers/untc/status.hpp"

#include "importers/reading/english_dates.hpp"
#include "registry/base/text.hpp"

namespace importers::untc {

std::string cite(Status& status, const std::vector<std::string>& notes) {
    std::string out;
    for (const auto& note : notes) {
        status.notes.insert(note);
        out += (out.empty() ? "note " : ",") + note;
    }
    return out;
}

std::vector<std::string> numbers_in(const pugi::xml_node& notes) {
    std::vector<std::string> numbers;
    for (const auto& note : notes.children("Note")) {
        const auto words = reading::own_text(note);
        for (const auto part : registry::split(words, ','))
            if (auto number = registry::clean(part); !number.empty()) numbers.push_back(std::move(number));
    }
    return numbers;
}

void keep(Status& status, std::string kind, std::string party, std::string text, std::string place) {
    if (text.empty() && party.empty()) return;
    dates_stand(status, text, place);
    status.batch.passages.push_back(
        {status.instrument, std::move(party), std::move(kind), "en", std::move(text), 0, std::move(place)});
}

void describe(Status& status, std::string key, std::string value, std::string place) {
    if (value.empty()) return;
    const auto* language = key == "kind" || key.starts_with("official-") ? "" : "en";
    status.batch.descriptions.push_back(
        {status.instrument, std::move(key), language, std::move(value), 0, std::move(place)});
}

void state(Status& status, std::string milestone, registry::Day day, std::string note, std::string place) {
    registry::Statement said;
    said.instrument = status.instrument;
    said.milestone = std::move(milestone);
    said.when = registry::on(day);
    said.note = std::move(note);
    said.place = std::move(place);
    status.batch.statements.push_back(std::move(said));
}

bool dates_stand(Status& status, std::string_view text, const std::string& place) {
    bool stand = true;
    for (const auto& date : reading::english_dates(text)) {
        if (date.day) continue;
        stand = false;
        status.remark(
            registry::Remark::Weight::doubt, "impossible-date",
            "there is no such day: " + std::string{text.substr(date.at, date.length)} + "; kept as words",
            place);
    }
    return stand;
}

}  // namespace importers::untc
