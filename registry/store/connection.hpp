// One connection to the database file: Poco's session, its SQLite handle, and the statements prepared on it.
// Everything that is particular to SQLite's handle stays behind this and database.cpp (decision 13).
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <Poco/Data/Session.h>

#include "registry/model/calendar.hpp"
#include "registry/store/database.hpp"
#include "registry/store/patience.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace registry::store {

struct Prepared {
    std::string sql;
    std::vector<sqlite3_stmt*> idle;
};

class Connection {
public:
    // Opens (and makes) the file and sets the pragmas of decision 13. Throws std::runtime_error in one line.
    explicit Connection(const std::string& file);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    Poco::Data::Session& session() { return session_; }
    sqlite3* handle() const { return handle_; }

    // Where statements of that text are kept; it stays where it is as long as the connection lives.
    Prepared& prepared(std::string_view sql);
    // One of them, ready to bind; nobody else has it until it is given back.
    sqlite3_stmt* borrow(Prepared&);
    void give_back(Prepared&, sqlite3_stmt*);
    Work work;

    std::optional<Patience> patience;  // be_patient() sets it
    void be_patient(std::optional<Patience>);
    void keep_going() {  // throws TooLong; asked at every row, looks at the clock now and then
        if (patience && (asked_++ & 63u) == 0 && patience->is_over()) throw TooLong();
    }

    void execute(const char* sql);  // one statement without rows: BEGIN, COMMIT, a pragma
    std::int64_t number(const char* sql);
    // Read once for a revision of the registry: see sittings.hpp.
    struct KeptSittings {
        std::shared_ptr<const std::vector<SittingDays>> days;
        std::uint64_t revision = 0;
        std::uint64_t changed_at = 0;  // one more than the revision on which new ones were written, perhaps
                                       // in vain: nothing is kept meanwhile
    } sittings;

    // What SQLite last said, with the file's name.
    [[noreturn]] void fail(int code, std::string_view doing) const;

private:
    std::string file_;
    Poco::Data::Session session_;
    sqlite3* handle_;
    unsigned asked_ = 0;
    std::unordered_map<std::string_view, std::unique_ptr<Prepared>> prepared_;  // by Prepared::sql
};

}  // namespace registry::store
