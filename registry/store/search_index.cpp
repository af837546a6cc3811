// The indexes: the function they are made with, making them anew, comparing them with what they should hold.
#include <sqlite3.h>

#include <array>
#include <stdexcept>

#include "registry/store/connection.hpp"
#include "registry/store/search.hpp"

namespace registry::store {
namespace {

struct Index {
    const char *rebuild, *check, *about;
};
constexpr std::array indexes{
    Index{"INSERT INTO title_search (title_search) VALUES ('rebuild')",
          "INSERT INTO title_search (title_search, rank) VALUES ('integrity-check', 1)", "titles"},
    Index{"INSERT INTO passage_search (passage_search) VALUES ('rebuild')",
          "INSERT INTO passage_search (passage_search, rank) VALUES ('integrity-check', 1)", "passages"},
    Index{"INSERT INTO document_search (document_search) VALUES ('rebuild')",
          "INSERT INTO document_search (document_search, rank) VALUES ('integrity-check', 1)", "documents"},
    Index{"INSERT INTO private_search (private_search) VALUES ('rebuild')",
          "INSERT INTO private_search (private_search, rank) VALUES ('integrity-check', 1)",
          "the operator's texts"},
};

void searchable_in_sql(sqlite3_context* context, int, sqlite3_value** arguments) {
    try {
        const auto* bytes = static_cast<const char*>(sqlite3_value_blob(arguments[0]));
        const auto size = static_cast<std::size_t>(sqlite3_value_bytes(arguments[0]));
        const auto words = searchable({bytes ? bytes : "", bytes ? size : 0});
        sqlite3_result_text64(context, words.data(), words.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    } catch (const std::exception& error) {
        sqlite3_result_error(context, error.what(), -1);
    }
}

}  // namespace

void add_search_functions(sqlite3* handle) {
    const int code = sqlite3_create_function_v2(handle, "searchable", 1,
                                                SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                                                nullptr, searchable_in_sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) throw std::runtime_error("searchable() cannot be made known to SQL");
}

void bring_search_up_to_date(Connection& connection) {
    constexpr const char* made_by = "SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'search_made_by'";
    if (connection.number(made_by) == searchable_rule) return;
    connection.execute("BEGIN IMMEDIATE");
    try {
        // Another process may have done it meanwhile.
        if (connection.number(made_by) != searchable_rule) {
            for (const auto& each : indexes) connection.execute(each.rebuild);
            connection.execute(("UPDATE meta SET value = '" + std::to_string(searchable_rule) +
                                "' WHERE key = 'search_made_by'")
                                   .c_str());
        }
        connection.execute("COMMIT");
    } catch (...) {
        if (sqlite3_get_autocommit(connection.handle()) == 0) connection.execute("ROLLBACK");
        throw;
    }
}

void rebuild_search(Writer& writer) {
    for (const auto& each : indexes) Query(writer, each.rebuild).run();
}

std::vector<std::string> search_differences(Writer& writer) {
    std::vector<std::string> found;
    for (const auto& each : indexes) {
        try {
            Query(writer, each.check).run();
        } catch (const std::exception&) {
            found.push_back(std::string{"the search index of "} + each.about +
                            " is not what the registry holds");
        }
    }
    return found;
}

}  // namespace registry::store
