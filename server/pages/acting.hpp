// What changes something: the answers to forms. Only an action is given a Writer. What it changed stands when
// it answers with a page or leads on (303), and is undone when it refuses or gives a page with a status from
// 400 on, which shows the form again.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "registry/model/now.hpp"
#include "registry/store/database.hpp"
#include "server/forms.hpp"
#include "server/pages/pages.hpp"

namespace server {

struct Acting {
    registry::store::Writer& writer;
    const View& view;
    const Params& params;
    const Pairs& form;  // known fields only, each once but for those that may repeat; none empty
    const registry::Now& now;
    const FormSettings& settings;

    std::string_view field(std::string_view name) const;  // empty: not sent
    std::vector<std::string_view> all(std::string_view name) const;
};
using Action = Answered (*)(const Acting&);
// Whether the address opens anything, looked up before anybody waits to write; none: it does, or did once.
using Door = std::optional<Refusal> (*)(const Asking&);

struct Field {
    std::string_view name;
    bool repeats = false;  // boxes that are ticked
};

}  // namespace server
