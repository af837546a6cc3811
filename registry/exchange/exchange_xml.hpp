// The neutral record as XML, both ways: the published exchange format, urn:placet:exchange:1
// (schemas/exchange/exchange.rng). What is read and written again is the same, byte for byte.
#pragma once
#include <string>
#include <string_view>

#include "registry/base/result.hpp"
#include "registry/exchange/batch.hpp"

namespace registry {

// The whole file or a problem with its line; documents[0] is the file itself.
Result<Batch> read_exchange(std::string_view xml, const std::string& name);

// Sorted and indented, so that two equal records give equal bytes.
std::string write_exchange(const Batch&);

}  // namespace registry
