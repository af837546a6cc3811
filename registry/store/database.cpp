#include "registry/store/database.hpp"

#include <sqlite3.h>
#include <sys/stat.h>

#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/SQLite/Utility.h>
#include <Poco/Data/Statement.h>
#include <Poco/Exception.h>

#include <algorithm>
#include <fstream>
#include <mutex>
#include <stdexcept>

#include "registry/store/connection.hpp"
#include "registry/store/search.hpp"
#include "registry/store/watch.hpp"

namespace registry::store {
namespace {

namespace fs = std::filesystem;

// "Plct": says that a SQLite file is a registry, so that nobody else's database is ever migrated.
constexpr std::int64_t application_id = 0x506C6374;

// How long a connection waits for another that writes.
constexpr std::chrono::milliseconds wait_for_writers = std::chrono::minutes{1};

// Names a path so that SQLite does not read it as a URI.
std::string plain_path(const fs::path& file) { return fs::absolute(file).string(); }

Poco::Data::Session open_session(const std::string& file) {
    static std::once_flag once;
    std::call_once(once, [] { Poco::Data::SQLite::Connector::registerConnector(); });
    try {
        return {"SQLite", file};
    } catch (const Poco::Exception& e) {
        throw std::runtime_error(file + ": cannot be opened as a database (" + e.displayText() + ")");
    }
}

// SQLite opens lazily and makes what is not there; look before it does, for words a person can act on.
void look_at(const fs::path& file) {
    std::error_code error;
    const auto folder = fs::absolute(file).parent_path();
    if (!fs::is_directory(folder, error))
        throw std::runtime_error(file.string() + ": there is no folder " + folder.string());
    if (fs::is_directory(file, error))
        throw std::runtime_error(file.string() + ": is a folder, not a registry");
    if (!fs::exists(file, error)) {
        if (error)
            throw std::runtime_error(file.string() + ": cannot be looked at (" + error.message() + ")");
        return;
    }
    std::ifstream in(file, std::ios::binary);
    char head[16]{};
    if (!in) throw std::runtime_error(file.string() + ": cannot be read");
    in.read(head, sizeof head);
    const std::string_view seen(head, static_cast<std::size_t>(in.gcount()));
    constexpr std::string_view magic{"SQLite format 3\0", 16};
    if (!seen.empty() && seen != magic)
        throw std::runtime_error(file.string() + ": is not a registry (not a database)");
}

}  // namespace

Connection::Connection(const std::string& file)
    : file_(file), session_(open_session(file)), handle_(Poco::Data::SQLite::Utility::dbHandle(session_)) {
    sqlite3_busy_timeout(handle_, static_cast<int>(wait_for_writers.count()));
    execute("PRAGMA foreign_keys = ON");
    execute("PRAGMA synchronous = FULL");
    execute("PRAGMA secure_delete = ON");  // of an address that went, no byte stays
    execute("PRAGMA mmap_size = 2147418112");
    execute("PRAGMA cache_size = -16384");
    execute("PRAGMA journal_size_limit = 67108864");
    execute("PRAGMA temp_store = MEMORY");
    add_search_functions(handle_);
}

Connection::~Connection() {
    for (auto& [sql, prepared] : prepared_)
        for (auto* each : prepared->idle) sqlite3_finalize(each);
}

Prepared& Connection::prepared(std::string_view sql) {
    if (const auto found = prepared_.find(sql); found != prepared_.end()) return *found->second;
    auto made = std::make_unique<Prepared>(Prepared{std::string{sql}, {}});
    const std::string_view key = made->sql;
    return *prepared_.emplace(key, std::move(made)).first->second;
}

sqlite3_stmt* Connection::borrow(Prepared& from) {
    if (!from.idle.empty()) {
        auto* each = from.idle.back();
        from.idle.pop_back();
        return each;
    }
    sqlite3_stmt* made = nullptr;
    const int code = sqlite3_prepare_v3(handle_, from.sql.data(), static_cast<int>(from.sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &made, nullptr);
    if (code != SQLITE_OK) fail(code, from.sql);
    return made;
}

void Connection::give_back(Prepared& to, sqlite3_stmt* each) {
    work.scanned +=
        static_cast<std::uint64_t>(sqlite3_stmt_status(each, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1));
    work.steps += static_cast<std::uint64_t>(sqlite3_stmt_status(each, SQLITE_STMTSTATUS_VM_STEP, 1));
    sqlite3_reset(each);
    sqlite3_clear_bindings(each);
    to.idle.push_back(each);
}

void Connection::execute(const char* sql) {
    const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail(code, sql);
}

std::int64_t Connection::number(const char* sql) {
    auto& kept = prepared(sql);
    auto* each = borrow(kept);
    const int code = sqlite3_step(each);
    const auto value = code == SQLITE_ROW ? sqlite3_column_int64(each, 0) : 0;
    give_back(kept, each);
    if (code != SQLITE_ROW && code != SQLITE_DONE) fail(code, sql);
    return value;
}

void Connection::fail(int code, std::string_view doing) const {
    if ((code & 0xff) == SQLITE_INTERRUPT && patience) throw TooLong();
    if ((code & 0xff) == SQLITE_NOTADB)
        throw std::runtime_error(file_ + ": is not a registry (not a database)");
    // Readers and writers meet in files beside the registry (-wal, -shm), which whoever opens it may have to make.
    constexpr auto needed = "; reading a registry too needs the right to write it and in its folder: work on a copy";
    if ((code & 0xff) == SQLITE_READONLY) throw std::runtime_error(file_ + ": cannot be written" + needed);
    if ((code & 0xff) == SQLITE_CANTOPEN) throw std::runtime_error(file_ + ": cannot be opened" + needed);
    throw std::runtime_error(file_ + ": " + sqlite3_errmsg(handle_) + " (" +
                             std::string{doing.substr(0, 120)} + ")");
}

Query::Query(Reader& reader, std::string_view sql)
    : connection_(&reader.connection()),
      prepared_(&connection_->prepared(sql)),
      statement_(connection_->borrow(*prepared_)) {}

Query::~Query() { connection_->give_back(*prepared_, statement_); }

void Query::reset() { sqlite3_reset(statement_); }

bool Query::step() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) {
        ++connection_->work.rows;
        connection_->keep_going();
        return true;
    }
    if (code == SQLITE_DONE) {
        sqlite3_reset(statement_);
        return false;
    }
    connection_->fail(code, prepared_->sql);
}

std::int64_t Query::integer(int column) const { return sqlite3_column_int64(statement_, column); }
bool Query::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
std::optional<std::int64_t> Query::maybe_integer(int column) const {
    if (is_null(column)) return std::nullopt;
    return integer(column);
}
std::string_view Query::view(int column) const {
    // blob() first: it never converts, and NULL gives a null pointer.
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    return {bytes ? bytes : "",
            bytes ? static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)) : 0};
}
std::string Query::text(int column) const { return std::string{view(column)}; }
Day Query::day(int column) const { return Day{std::chrono::days{integer(column)}}; }
std::optional<Day> Query::maybe_day(int column) const {
    if (is_null(column)) return std::nullopt;
    return day(column);
}

void Query::check(int code) const {
    if (code != SQLITE_OK) connection_->fail(code, prepared_->sql);
}
void Query::put(int at, std::int64_t value) { check(sqlite3_bind_int64(statement_, at, value)); }
void Query::put(int at, Day value) { put(at, static_cast<std::int64_t>(value.time_since_epoch().count())); }
void Query::put(int at, std::string_view value) {
    // Copied: a caller's temporary need not outlive bind().
    check(sqlite3_bind_text64(statement_, at, value.data() ? value.data() : "", value.size(),
                              SQLITE_TRANSIENT, SQLITE_UTF8));
}
void Query::put(int at, std::nullopt_t) { check(sqlite3_bind_null(statement_, at)); }
void bind_blob(Query& query, int at, std::string_view bytes) {
    query.check(sqlite3_bind_blob64(query.statement_, at, bytes.data() ? bytes.data() : "", bytes.size(),
                                    SQLITE_STATIC));
}

Work work_of(Reader& reader) { return reader.connection().work; }

// Which file a name leads to; none: there is none.
using FileNumber = std::optional<std::pair<dev_t, ino_t>>;
FileNumber number_of(const std::string& file) {
    struct stat found {};
    if (::stat(file.c_str(), &found) != 0) return std::nullopt;
    return std::pair{found.st_dev, found.st_ino};
}

struct Database::Idle {
    explicit Idle(std::string path) : file(std::move(path)) {}
    const std::string file;  // as it was opened: a working folder that changes later changes nothing
    FileNumber opened;       // set once the first connection has it open, so that no other file gets its number
    bool in_place() const { return number_of(file) == opened; }
    using Connections = std::vector<std::unique_ptr<Connection>>;
    std::mutex mutex;
    Connections readers, writers;

    std::mutex watching;
    std::unique_ptr<Watch> watch;

    std::uint64_t revision() {
        const std::lock_guard lock(watching);
        if (!watch) watch = std::make_unique<Watch>(file);
        return watch->revision();
    }

    // More than are at work at once; others are closed. One that writes keeps more pages: what a large import
    // changes is not written twice.
    static constexpr std::size_t kept_readers = 8, kept_writers = 1;

    std::unique_ptr<Connection> take(Use use) {
        {
            const std::lock_guard lock(mutex);
            auto& idle = use == Use::write ? writers : readers;
            if (!idle.empty()) {
                auto each = std::move(idle.back());
                idle.pop_back();
                return each;
            }
        }
        // A connection to another file among those to the first would answer from both.
        if (!in_place())
            throw std::runtime_error(file + ": was removed or replaced while it was in use; start again");
        auto made = std::make_unique<Connection>(file);
        if (use == Use::write) made->execute("PRAGMA cache_size = -131072");
        return made;
    }
    void give(std::unique_ptr<Connection> each, Use use) {
        const std::lock_guard lock(mutex);
        auto& idle = use == Use::write ? writers : readers;
        if (idle.size() < (use == Use::write ? kept_writers : kept_readers)) idle.push_back(std::move(each));
    }
};

Reader::Reader(Database& database, std::unique_ptr<Connection> connection, Use use)
    : database_(&database), connection_(std::move(connection)), use_(use) {
    // Who writes soon has begun already.
    if (sqlite3_get_autocommit(connection_->handle()) != 0)
        connection_->execute(use == Use::write ? "BEGIN IMMEDIATE" : "BEGIN");
    try {
        // A deferred BEGIN takes its snapshot at the first read: this one.
        revision_ = static_cast<std::uint64_t>(
            connection_->number("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'revision'"));
    } catch (...) {
        connection_->execute("ROLLBACK");
        throw;
    }
}
Reader::Reader(Reader&& other) noexcept = default;
Reader::~Reader() {
    if (!connection_) return;
    try {
        connection_->be_patient({});
        // An error such as a full disk may have rolled back already.
        if (sqlite3_get_autocommit(connection_->handle()) == 0) connection_->execute("ROLLBACK");
        database_->idle_->give(std::move(connection_), use_);
    } catch (...) {
        // The connection is not fit to be used again, and its transaction ends with it.
    }
}

void Writer::commit() {
    if (!open_) throw std::logic_error("committed twice");
    connection_->execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'revision'");
    connection_->execute("COMMIT");
    open_ = false;
    ++revision_;
}
void Writer::commit_unseen() {
    if (!open_) throw std::logic_error("committed twice");
    connection_->execute("COMMIT");
    open_ = false;
}
int Writer::changed_rows() { return sqlite3_changes(connection_->handle()); }
std::int64_t Writer::last_id() { return sqlite3_last_insert_rowid(connection_->handle()); }

Database::Database(const fs::path& file) : file_(file), idle_(std::make_unique<Idle>(plain_path(file))) {
    look_at(file);
    auto connection = std::make_unique<Connection>(plain_path(file));
    const auto id = connection->number("PRAGMA application_id");
    if (id == 0 && connection->number("SELECT count(*) FROM sqlite_schema") == 0) {
        connection->execute(("PRAGMA application_id = " + std::to_string(application_id)).c_str());
    } else if (id != application_id) {
        throw std::runtime_error(file.string() + ": is a database, but not a registry");
    }
    connection->execute("PRAGMA journal_mode = WAL");  // stays with the file; never on anybody else's
    migrate(*connection);
    bring_search_up_to_date(*connection);
    idle_->opened = number_of(idle_->file);
    idle_->give(std::move(connection), Use::read);
}
Database::~Database() = default;
bool Database::in_place() const { return idle_->in_place(); }
std::uint64_t Database::revision() { return idle_->revision(); }
Reader Database::read() { return {*this, idle_->take(Use::read), Use::read}; }
Writer Database::write() { return {*this, idle_->take(Use::write), Use::write}; }
std::optional<Writer> Database::write_soon(std::chrono::milliseconds patience) {
    constexpr auto begin = "BEGIN IMMEDIATE";
    auto connection = idle_->take(Use::write);
    auto* handle = connection->handle();
    sqlite3_busy_timeout(handle, static_cast<int>(std::min(patience, wait_for_writers).count()));
    const int code = sqlite3_exec(handle, begin, nullptr, nullptr, nullptr);
    sqlite3_busy_timeout(handle, static_cast<int>(wait_for_writers.count()));
    if ((code & 0xff) == SQLITE_BUSY) {
        idle_->give(std::move(connection), Use::write);
        return std::nullopt;
    }
    if (code != SQLITE_OK) connection->fail(code, begin);
    return Writer{*this, std::move(connection), Use::write};
}

bool Database::empty_log() {
    auto connection = idle_->take(Use::write);
    auto* handle = connection->handle();
    constexpr int patience = 250;  // milliseconds for who reads to come to an end; writers wait as long
    sqlite3_busy_timeout(handle, patience);
    const int code = sqlite3_wal_checkpoint_v2(handle, "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    sqlite3_busy_timeout(handle, static_cast<int>(wait_for_writers.count()));
    const int kind = code & 0xff;
    if (kind != SQLITE_OK && kind != SQLITE_BUSY && kind != SQLITE_LOCKED) connection->fail(code, "emptying the log");
    idle_->give(std::move(connection), Use::write);
    return kind == SQLITE_OK;
}

}  // namespace registry::store
