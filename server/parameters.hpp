// Reads the query of a page: every parameter known, once, and with a value it may have, or a refusal that
// names it and says what is allowed. Empty values, as forms send them, count as not given.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "server/http/message.hpp"
#include "server/http/problem.hpp"
#include "server/pages/view.hpp"
#include "server/routes.hpp"

namespace server {

// Every parameter the page takes: its own, then the days, the profile and the language.
std::vector<std::string> parameters_of(const Place&);
// The values such a parameter may have; empty: more than can be listed.
std::vector<std::string> allowed_values(Takes);

// The language asked for, if it is one, before anything else: a refusal is in it wherever it stands.
void read_language(const Target&, View&);

// Fills the view's query, days, profile and language. The view's today is set before.
std::optional<Refusal> read_parameters(const Target&, const Place&, View&);

}  // namespace server
