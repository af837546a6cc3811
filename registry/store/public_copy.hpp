// The public part of the store as a file of its own, made while the store is in use, and lists read from it.
//
// What goes out is an explicit list of tables and columns; every table is either on it or on the list of those
// left out, and a test holds that nothing is on neither (semantics 7). Left out: stored bytes and full texts,
// documents taken down with all that only they say, notes and passages of secondary documents, where files lay
// on the importer's machine, names that wait for a person, the search index.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "registry/store/database.hpp"

namespace registry::store {

struct CopiedTable {
    std::string_view name;
    std::string_view columns;  // separated by ", "; "note = EXPRESSION" where not all of it is public
    std::string_view of_which;  // a condition on its rows; empty: all
};
std::span<const CopiedTable> copied_tables();
std::span<const std::string_view> tables_left_out();

// Writes a new SQLite file (STRICT tables of the same names and columns, no indexes but the keys), from one
// snapshot. False, and no file, when that snapshot is not of the revision wanted: the caller takes another.
// Never waits for a writer nor holds one up. Throws std::runtime_error when the file cannot be written.
bool copy_public(Database&, const std::filesystem::path& file, std::uint64_t revision);

// Lists people can open in a spreadsheet, read from a copy: days as ISO text, one fact a row.
std::span<const std::string_view> public_lists();  // "instruments", "titles", …
// Header first, then the rows in a settled order; an empty field is an absent one.
using Row = std::vector<std::string_view>;
void read_public_list(const std::filesystem::path& copy, std::string_view list,
                      const std::function<void(const Row&)>& each);

}  // namespace registry::store
