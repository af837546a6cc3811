// The parts pages are made of: each puts one thing the registry knows into a Value, once for people and
// programs.
#pragma once
#include <map>
#include <string>
#include <string_view>

#include "server/pages/view.hpp"
#include "server/represent/document.hpp"

namespace server {

// Members every page has: days, language, links, banners. `title` is the page's name, `body` its template.
Document page(const View&, std::string body, std::string title);

Value when(const View&, const registry::When&);
Value when(const View&, const std::optional<registry::When>&);
Value day(const View&, registry::Day);
Value day(const View&, const std::optional<registry::Day>&);

// "instrument", "title" and the link to its page.
void name_instrument(Value& into, const View&, const registry::InstrumentHead&);
Value title_of(const View&, const registry::InstrumentHead&);
// A code with its label for people: {code, label} there, the code alone for programs.
void name_party(Value& into, const View&, std::string_view party);
void name_entity(Value& into, const View&, std::string_view entity);
void name_milestone(Value& into, const View&, std::string_view milestone);
void name_step(Value& into, const View&, const registry::Step&);  // the same, as its procedure names it
void name_rule(Value& into, const View&, std::string_view rule);
void name_source(Value& into, const View&, std::string_view source);
void name_severity(Value& into, const View&, std::string_view key, registry::Severity);

Value authorities(const View&, const std::vector<registry::Authority>&);
Value evidence(const View&, const registry::Evidence&);
// What an event is about, in words where the code has some (registry/rules/words.hpp).
std::string subject_label(const View&, const std::string& subject);
Value event(const View&, const registry::EventView&);
// Its milestone's name; an explanation by anybody but the competent authority is an interpretation.
std::string event_label(const View&, const registry::EventView&);
Value look(const View&, const registry::Placed&);
Value remark(const View&, const registry::Remark&);
Value not_consulted(const View&, const std::vector<std::string>& sources);
Value change(const View&, const registry::ChangeLine&);
// What is said of a fact, and that its day lay ahead where it did when it was recorded.
std::string with_what_lay_ahead(const View&, const registry::ChangeLine&, std::string says);
// Two names matched by title and date, with the grounds in words.
Value match_pair(const View&, const registry::MatchPair&);

// A finding of which the last look lies too far back is judged as of that look (semantics 3): its time is
// counted up to there, not up to the day asked about.
bool is_judged_as_of_look(const registry::Verdict&);
registry::Day judged_up_to(const View&, const registry::Verdict&);
// One line of a list of findings, with the keys `placet stalled` has.
// `note`: the authority's own words, of a parked finding.
Value finding_line(const View&, const registry::Verdict&, std::string_view note = {});
// The whole of it: rule, basis, authorities, certainty, proof.
// `sources`: under the ids of evidence, what each stands for, as lists of evidence(); shown beside the
// reasons.
Value finding(const View&, const registry::Verdict&, const std::map<std::string, Value>& sources = {},
              std::string_view note = {});
// The tree of reasons, flat for people: each with `opens` and `closes` for nested lists.
Value proof_shown(const View&, const registry::Reason&, const std::map<std::string, Value>& sources = {});
Value proof_told(const View&, const registry::Reason&);
// A condition of a rule or procedure in words, flat in the same way.
Value condition_shown(const View&, const registry::Condition&);

// A file's name without the folders it lay in on the importer's machine; what follows a colon (line, row)
// stays.
std::string without_folders(std::string_view place);
// An address from a source is a link only when it is http or https.
bool is_web_address(std::string_view);

}  // namespace server
