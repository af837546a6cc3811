// The meetings of committees and plenaries, by their calendars.
#pragma once
#include <optional>

#include "importers/chamber/saying.hpp"

namespace importers::chamber {

// One sitting or committee meeting: what its calendar says.
struct Meeting {
    const Row* head = nullptr;
    const Row* calendar = nullptr;
    std::optional<registry::Day> adopted, rejected, begun;
};

// The last meeting of each plenary that adopted the bill; without `adopted`: none did.
struct Adopting {
    Meeting chamber, senate;
};

// Says what the meetings did, but for the adoptions. `status`: the dossier's own, folded.
Adopting read_meetings(Saying&, const std::string& status);

}  // namespace importers::chamber
