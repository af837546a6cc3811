// The two pages on who takes part in an instrument, their pure halves, and the small picture of the same on
// the instrument's own page.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/answers/participation.hpp"
#include "server/pages/pages.hpp"

namespace server {

struct ParticipantsAsked {
    std::optional<registry::Taking> status;  // none: all
    std::string sort = "name";
    std::string_view format =
        "html";  // people get a picture and links, programs rows; neither pays for the other
};
Document participants_list(const View&, std::shared_ptr<const registry::Participation>,
                           const ParticipantsAsked& = {});
Document timeline(const View&, const registry::Participation&, std::string_view format = "html");

// As asked: of now from what is kept, else from the store. Null: no such instrument.
std::shared_ptr<const registry::Participation> participation_of(const Asking&, const std::string& id,
                                                                registry::WithEntry);

// The growth of participation without its table, for the instrument's page; empty where there is nothing to
// draw.
Markup small_timeline(const View&, const registry::InstrumentAnswer&);

}  // namespace server
