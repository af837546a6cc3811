// Which list of a page is its CSV, and with which columns: one row for each fact or line on screen. Pages that
// are not named here set Document::sheet themselves, or have none.
#pragma once
#include <optional>
#include <string_view>

#include "server/represent/document.hpp"

namespace server {

std::optional<Sheet> sheet_of(std::string_view page);  // by the name of the page's template

}  // namespace server
