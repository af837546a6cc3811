// The parts of /instruments: what is read from the query, and the list in words, as a form and as facets.
#pragma once
#include <string>
#include <variant>

#include "server/pages/list_parts.hpp"

namespace server {

// The question and the order asked for, or why they cannot be.
std::variant<registry::catalogue::Asked, Refusal> read_list(const Asking&);
// Some filters, and a cursor of a row that is gone, only the answer can refuse.
std::optional<Refusal> refused_list(const Asking&, const registry::InstrumentsAnswer&);

// "Instruments signed by Belgium before 2010, not ratified".
std::string list_in_words(const View&, const registry::catalogue::Question&);
// "signed before 2010": one filter, for the link that takes it out.
std::string filter_in_words(const View&, const registry::catalogue::Filter&, std::string_view value);

Value filters_removable(const View&);
Value filter_form(const View&, const registry::catalogue::Asked&);
Value filter_facets(const View&, const registry::catalogue::List&, const registry::catalogue::Question&);

}  // namespace server
