// Letters made up for tests: a message, its changes, and how it is written.
#pragma once
#include <string>
#include <string_view>

#include "server/letters/letter.hpp"

namespace test {

std::size_t letters_in(std::string_view text);
bool holds(const std::string& text, std::string_view part);

server::View letters_view();            // of "https://placet.test" on 22 November 2026
registry::alerts::ToldChange fact();    // number 7, of OPCAT and Belgium
registry::alerts::ToldChange opened();  // number 8
registry::alerts::ToldTrack opcat(std::vector<registry::alerts::ToldChange>);
// To somebody who follows Belgium, findings from "stalled" on; without changes.
registry::alerts::Message message(registry::Letter = registry::Letter::alert);
registry::alerts::Message about(registry::Letter, registry::Watched, const std::string& key);
registry::alerts::Message two_changes();

// Over an empty store, or that one.
server::letters::Written written(const registry::alerts::Message&, server::View = letters_view());
server::letters::Written written(registry::store::Reader&, const registry::alerts::Message&);
std::string payload(registry::store::Reader&, const registry::alerts::Message&);

}  // namespace test
