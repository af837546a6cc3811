// The registry's database: SQLite, through Poco::Data for sessions and migrations, with statements prepared
// once per connection on the same handle (decision 13). A Reader sees one unmoving snapshot; a Writer changes
// it, all or nothing: synchronous=FULL, so that what was acknowledged survives kill -9.
#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/model/date.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace registry::store {

class Connection;
struct Prepared;
class Reader;

// What a connection has done since it was opened, for measuring: rows given to their asker, rows SQLite passed
// over in whole-table scans, and its machine's steps.
struct Work {
    std::uint64_t rows = 0, scanned = 0, steps = 0;
};
Work work_of(Reader&);
enum class Use { read, write };  // of a connection

// A prepared statement, borrowed from its connection and given back when it goes out of scope.
//   Query q(reader, "SELECT lo, form FROM event WHERE instrument = ? AND party = ?");
//   for (q.bind(instrument, party); q.step();) use(q.integer(0), q.text(1));
class Query {
public:
    Query(Reader&, std::string_view sql);  // prepared once per connection and text: `sql` is a literal
    ~Query();
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    template <class... Args>
    Query& bind(const Args&... args) {
        reset();
        int at = 0;
        (put(++at, args), ...);
        return *this;
    }
    bool step();  // true while there is a row
    void run() {
        while (step()) {
        }
    }  // for what returns no rows
    template <class... Args>
    void run(const Args&... args) {
        bind(args...);
        run();
    }

    std::int64_t integer(int column) const;
    std::optional<std::int64_t> maybe_integer(int column) const;
    std::string text(int column) const;
    std::string_view view(int column) const;  // until the next step()
    bool is_null(int column) const;
    bool flag(int column) const { return integer(column) != 0; }
    Day day(int column) const;  // stored as days since 1970-01-01
    std::optional<Day> maybe_day(int column) const;

private:
    void reset();
    void check(int code) const;
    void put(int at, std::int64_t);
    void put(int at, int value) { put(at, static_cast<std::int64_t>(value)); }
    void put(int at, std::size_t value) { put(at, static_cast<std::int64_t>(value)); }
    void put(int at, bool value) { put(at, static_cast<std::int64_t>(value)); }
    void put(int at, Day);
    void put(int at, std::string_view);
    void put(int at, const std::string& value) { put(at, std::string_view{value}); }
    void put(int at, const char* value) { put(at, std::string_view{value}); }
    void put(int at, std::nullopt_t);
    template <class T>
    void put(int at, const std::optional<T>& value) {
        value ? put(at, *value) : put(at, std::nullopt);
    }

    Connection* connection_ = nullptr;
    Prepared* prepared_ = nullptr;
    sqlite3_stmt* statement_ = nullptr;
    friend void bind_blob(Query&, int at, std::string_view bytes);
};
void bind_blob(Query&, int at, std::string_view bytes);  // after bind(), for the parameter left null; `bytes`
                                                         // must outlive the step

class Reader {
public:
    Reader(Reader&&) noexcept;
    Reader& operator=(Reader&&) = delete;
    virtual ~Reader();  // rolls back what was not committed
    Connection& connection() { return *connection_; }
    std::uint64_t revision() const {
        return revision_;
    }  // of this snapshot: one number per commit of the store

protected:
    friend class Database;
    Reader(class Database&, std::unique_ptr<Connection>, Use);
    Database* database_;
    std::unique_ptr<Connection> connection_;
    Use use_;
    std::uint64_t revision_ = 0;
    bool open_ = true;
};

// Everything is undone when a Writer goes out of scope uncommitted.
class Writer : public Reader {
public:
    void commit();  // adds one to the revision; durable when it returns
    // The same, of what no page for everybody shows (subscriptions, what waits to be sent): the revision stays, and
    // with it everything that is kept by it.
    void commit_unseen();
    std::int64_t last_id();
    int changed_rows();  // by the last INSERT, UPDATE or DELETE

private:
    friend class Database;
    using Reader::Reader;
};

class Database {
public:
    // Opens or makes the file and brings it to the newest schema. Throws std::runtime_error with one clear
    // line when it cannot be read, is not a registry, or is newer than this program.
    explicit Database(const std::filesystem::path& file);
    ~Database();
    Reader read();   // BEGIN: one unmoving snapshot (WAL). Connections are kept and reused.
    Writer write();  // BEGIN IMMEDIATE: waits its turn, never upgrades
    // The same for who cannot wait long: none when the store is being written all that time, by whichever process.
    std::optional<Writer> write_soon(std::chrono::milliseconds patience);
    // Takes what is committed from the log beside the file (-wal) into the file and empties it, so that it keeps
    // nothing of what has been deleted. False: somebody reads or writes at this moment, and it stays as it is.
    bool empty_log();
    // Of the newest commit, by whichever process: what a Reader opened now would see, for less.
    std::uint64_t revision();
    const std::filesystem::path& file() const { return file_; }
    // Is the file it opened still the one under that name? One that was removed or replaced can still be read by
    // whoever has it open, but nobody else sees it, and what is written to it is lost.
    bool in_place() const;

private:
    friend class Reader;
    std::filesystem::path file_;
    struct Idle;
    std::unique_ptr<Idle> idle_;
};

// Brings the schema to the newest version, one numbered step at a time; returns the version reached.
int migrate(Connection&);
int schema_version();  // the newest this program knows

}  // namespace registry::store
