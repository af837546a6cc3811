// The whole registry as files anybody may have, made from one snapshot while the store is in use:
//   placet.sqlite        the public part of the store (registry/store/public_copy.hpp)
//   placet-csv.zip       lists for spreadsheets, one CSV file each (RFC 4180, UTF-8, header line)
//   placet-exchange.zip  every instrument's record in the exchange format, as its own page gives it
//   manifest.json        what these are: names, sizes, SHA-256, day, revision
#pragma once
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/model/now.hpp"
#include "registry/store/database.hpp"

namespace server::dump {

struct File {
    std::string name, media, sha256;
    std::uint64_t size = 0;
};

struct Dump {
    std::string edition;     // its folder and address: which store, which revision: "5f0c…-17"
    std::uint64_t revision = 0;
    std::string made_at;     // instant of the snapshot
    std::string changed_at;  // instant of the newest import in it
    std::vector<File> files;
    bool found = false;  // by make(): it was there, or somebody else has made it meanwhile
};

// Which dump the store would give now.
std::string edition_now(registry::store::Reader&);

// The names of its files, but for the manifest.
bool is_file_name(std::string_view);

// Writes into `folder`/edition, under another name until it is whole; one that is there is left and given. One at a
// time in a folder: whoever comes second waits, and is given what the first has made (folder.hpp).
// `stop` is looked at between files and instruments: std::nullopt when it was set. Throws std::runtime_error
// when a file cannot be written; what was begun is taken away.
std::optional<Dump> make(registry::store::Database&, const std::filesystem::path& folder, const registry::Now&,
                         const std::atomic<bool>& stop);

// The store's dumps that are whole, newest first. A folder that is not there holds none.
std::vector<Dump> dumps_in(const std::filesystem::path& folder, std::string_view identity);
// Takes away all of the store's but the newest so many, and what was begun by somebody who is gone. Never throws.
void tidy(const std::filesystem::path& folder, std::string_view identity, std::size_t kept) noexcept;
// Takes away those of revisions before `revision`; what somebody is making at the time he does not keep (make).
void withdraw(const std::filesystem::path& folder, std::string_view identity, std::uint64_t revision);

}  // namespace server::dump
