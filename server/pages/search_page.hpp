// /search, /suggest and /opensearch.xml.
#pragma once
#include "registry/answers/search.hpp"
#include "server/pages/pages.hpp"

namespace server {

Answered search_page(const Asking&);
Answered suggest_page(const Asking&);
Answered opensearch_page(const Asking&);

// The pure halves. `type`: the one kind asked for.
Document search_results(const View&, const registry::SearchAnswer&, std::optional<registry::Sought> type,
                        const Paging&);
// OpenSearch Suggestions 1.0: [typed, [texts], [what each is], [addresses]].
std::string suggestions_json(const View&, std::string_view typed, const std::vector<registry::Suggestion>&);
// OpenSearch 1.1 description: how a browser searches here.
std::string opensearch_xml(const View&);

}  // namespace server
