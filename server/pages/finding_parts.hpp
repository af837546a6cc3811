// One finding told whole: what its page and `placet explain` share.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/answers/waits.hpp"
#include "server/pages/view.hpp"

namespace server {

// The finding with what is asked apart: when it will worsen, how unusual the wait is (open findings only).
std::optional<registry::FindingAnswer> explained(registry::store::Reader&, registry::Waits&, const View&,
                                                 std::string_view id);
// A closed finding is told as it stood on its last day: its clock no longer runs.
View as_it_stood(const View&, const registry::FindingAnswer&);
// What in the proof cannot be known; nothing where the finding is certain.
std::vector<std::string> doubts(const View&, const registry::Verdict&);

}  // namespace server
