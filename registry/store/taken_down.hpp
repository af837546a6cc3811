// Documents that the public no longer sees: neither their bytes nor their words, in any page, search or copy.
// What is believed on their word stays believed, and that they were there stays known (semantics 7). The
// registry keeps them, so that one can be put back.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/store/imports.hpp"

namespace registry::store {

struct TakenDown {
    std::string at;       // UTC instant
    std::string because;  // as it was typed
};
// None: it is not taken down, or was before reasons were kept (schema 6).
std::optional<TakenDown> taken_down(Reader&, std::int64_t document);

// Takes the document down or puts it back. What is public moves with the commit.
void set_taken_down(Writer&, const Run&, std::int64_t document, bool down, std::string_view because);

// The first revision a public copy of which holds nothing that has been taken down since; 0: any does.
std::uint64_t public_copies_from(Reader&);

// Keys of the files, not taken down, that cite the document: what they say of it is in their own bytes.
std::vector<std::string> cited_by(Reader&, std::int64_t document);

}  // namespace registry::store
