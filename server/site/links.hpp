// The header Link of a page (RFC 8288).
#pragma once
#include <string>
#include <vector>

#include "server/http/problem.hpp"
#include "server/pages/view.hpp"
#include "server/represent/document.hpp"
#include "server/represent/format.hpp"

namespace server {

// The page's own links first (next, prev), then canonical, past states (memento.hpp), the other formats it can
// be had in, and where the programs' side is described (RFC 8631).
std::string links_of(const View&, const Document&, const std::vector<const Format*>& offered,
                     const Format& written);

// The formats as addresses, for refusals.
std::vector<Refusal::Available> available(const View&, const std::vector<const Format*>& offered);

}  // namespace server
