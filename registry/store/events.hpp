// What is believed of a track, as rows, and the append-only log of what changed.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/reconcile/settle.hpp"
#include "registry/store/imports.hpp"
#include "registry/store/statements.hpp"

namespace registry::store {

// By milestone, entity, id, as they are stored.
void in_stored_order(std::vector<Event>&);

std::vector<Event> stored_events(Reader&, std::string_view instrument);
std::vector<Event> stored_events(Reader&, std::string_view instrument, std::string_view party);
void replace_events(Writer&, const Track&, const std::vector<Event>&);
std::vector<Track> tracks_with_events(Reader&);

// One line of the log. Kinds: fact, correction, retraction; opened, worsened, eased, closed, explained.
struct Change {
    std::string kind, instrument, party, entity, milestone, event, finding, rule, severity, date, was;
    std::optional<Day> effective;
    std::string status{};  // of a change of standing: the one now; of what is closed see ChangeLine
};
void log_change(Writer&, const Run&, const Change&);
// The log's lines of an event follow it when its track gets another name.
void rename_event(Writer&, std::string_view instrument, std::string_view from, std::string_view to);
void rename_party(Writer&, const Track& before, const Track& after);  // in the log

}  // namespace registry::store
