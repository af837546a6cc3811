// The notes under an act: parliament (1), the other assemblies (2), entry into force or the States bound (3).
// Which note says what is told by its words, never by its number.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "importers/gazette/act.hpp"

namespace importers::gazette {

// What the lines of an act hold between "Note" or "Nota" and its annexes; `most` is the highest number its
// heading refers to, 0 when it refers to none.
std::vector<Note> read_notes(const std::vector<Line>& lines, int most);

// A dated step in parliament. The report's day is never the vote's (BBNJ: report of 29 November, vote of
// 5 December 2024): "adopted" only where the note of a community or region says adoption or vote.
struct Sitting {
    std::string milestone;  // "reported", "adopted"
    registry::Day day;
    std::string subject;  // "be-senate" where the note speaks of the Senate
};
struct Parliament {
    std::vector<registry::Alias> dossiers;  // "CHAMBER 56K0481", "SENATE 3-231"; federal acts only
    std::vector<Sitting> sittings;
    std::vector<std::string> unread;  // words with a date nothing is said of
};
Parliament read_parliament(const std::string& words, bool federal);

// "decreet van het Waalse gewest van 03/04/2025 (Belgisch Staatsblad van 23/04/2025)".
struct OtherAct {
    std::vector<std::string> entities;
    std::optional<registry::Day> act, gazette;
    std::string words;
};
std::vector<OtherAct> read_other_acts(const std::string& words);

// "overeenkomstig haar artikel 23 is de Overeenkomst in werking getreden op 01/10/2025".
struct Entry {
    enum class Says { nothing, on_a_day, not_yet, unread } says = Says::nothing;
    registry::Day day{};
};
Entry read_entry(const std::string& words);

bool speaks_of_list(const std::string& words);  // "Lijst der gebonden staten"

}  // namespace importers::gazette
