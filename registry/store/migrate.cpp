#include <Poco/Data/Statement.h>
#include <Poco/Exception.h>

#include <stdexcept>
#include <string>

#include "registry/store/connection.hpp"
#include "registry/store/database.hpp"
#include "schemas/schemas.hpp"

namespace registry::store {
namespace {

constexpr std::string_view folder = "migrations/";

// "migrations/0001_registry.sql" is step 1; 0 for any other file.
int step_of(std::string_view path) {
    if (!path.starts_with(folder)) return 0;
    return std::stoi(std::string{path.substr(folder.size(), 4)});
}

void run_script(Connection& connection, std::string_view script) {
    try {
        connection.session() << std::string{script}, Poco::Data::Keywords::now;
    } catch (const Poco::Exception& e) {
        throw std::runtime_error("the schema could not be brought up to date: " + e.displayText());
    }
}

}  // namespace

int schema_version() {
    int newest = 0;
    for (const auto& [path, text] : schemas::files()) newest = std::max(newest, step_of(path));
    return newest;
}

int migrate(Connection& connection) {
    const auto version = [&] { return static_cast<int>(connection.number("PRAGMA user_version")); };
    if (version() > schema_version())
        throw std::runtime_error("the registry was written by a newer program (schema " +
                                 std::to_string(version()) + ", this program knows " +
                                 std::to_string(schema_version()) + ")");
    if (version() == schema_version()) return version();
    connection.execute("BEGIN IMMEDIATE");
    try {
        // Asked again inside: another process may have been quicker.
        for (const auto& [path, text] : schemas::files()) {  // sorted by path
            const int step = step_of(path);
            if (step <= version()) continue;
            run_script(connection, text);
            connection.execute(("PRAGMA user_version = " + std::to_string(step)).c_str());
        }
        connection.execute("COMMIT");
    } catch (...) {
        connection.execute("ROLLBACK");
        throw;
    }
    return version();
}

}  // namespace registry::store
