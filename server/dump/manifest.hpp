// A dump's own description, as JSON: read back from disk after a restart.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "server/dump/make.hpp"

namespace server::dump {

inline constexpr std::string_view manifest_name = "manifest.json";

std::string write_manifest(const Dump&);
std::optional<Dump> read_manifest(std::string_view json);  // none: damaged, or not one

}  // namespace server::dump
