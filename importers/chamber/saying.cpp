#include "importers/chamber/saying.hpp"

#include <algorithm>

#include "importers/reading/belgian_step.hpp"

namespace importers::chamber {

using registry::Day;
using Weight = registry::Remark::Weight;

std::string place(const Row& row) {
    return (row.as_written.empty() ? std::string{"status"} : row.as_written) +
           (row.line > 0 ? ", line " + std::to_string(row.line) : "");
}

bool says(std::string_view line, std::string_view word) { return line.find(word) != std::string_view::npos; }

void Saying::remark(Weight weight, std::string kind, std::string what, const std::string& where) {
    batch.remarks.push_back({weight, std::move(kind), std::move(what), file + ": " + where});
}

registry::Statement& Saying::say(std::string_view milestone, Day day, const Row& row, std::string note) {
    batch.statements.push_back(
        reading::belgian_step(alias, "be-fed", milestone, registry::on(day), place(row)));
    batch.statements.back().note = std::move(note);
    return batch.statements.back();
}

bool Saying::has_said(std::string_view milestone) const {
    return std::any_of(batch.statements.begin(), batch.statements.end(),
                       [&](const registry::Statement& each) { return each.milestone == milestone; });
}

void Saying::describe(std::string key, std::string value, const Row& row, std::string language) {
    if (value.empty()) return;
    batch.descriptions.push_back(
        {alias, std::move(key), std::move(language), std::move(value), 0, place(row)});
}

void Saying::keep_words(const std::string& text, const Row& row) {
    if (!text.empty())
        batch.passages.push_back(
            {alias, "", "dossier-row", dossier.language, row.as_written + ": " + text, 0, place(row)});
}

void Saying::keep(const Row& row) { keep_words(row.value, row); }

std::optional<Day> Saying::day_in(const Row& row) {
    const auto day = leading_day(row.value);
    if (!day && !row.value.empty())
        remark(Weight::doubt, "date-unreadable", "\"" + row.value + "\" is no day; kept as words",
               place(row));
    if (!day && !row.value.empty()) keep(row);
    return day;
}

const Row* Saying::first(Label label, bool inner) const {
    for (const auto& row : dossier.rows)
        if (row.label == label && row.inner == inner) return &row;
    return nullptr;
}

}  // namespace importers::chamber
