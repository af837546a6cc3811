// One change as letters and private feeds tell it: what, of which day and recorded on which, by whom, how
// sure, what was looked into, and where to look.
#pragma once
#include "registry/alerts/message.hpp"
#include "server/pages/view.hpp"
#include "server/represent/value.hpp"

namespace server::letters {

// "says", "moves", "said", "stands", "certainty", "looks" ({"text"}), "effective", "recorded",
// "evidence_href", "report_href"; what there is nothing to say of is empty.
Value told(registry::store::Reader&, const View&, const registry::alerts::ToldChange&);

}  // namespace server::letters
