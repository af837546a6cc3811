// What every command shares: the options that stand before it, the ways it can refuse, and how rows are
// printed.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "registry/answers/answers.hpp"
#include "registry/model/now.hpp"
#include "registry/store/database.hpp"
#include "server/program/program.hpp"

namespace CLI {
class App;
}

namespace server::program {

// One clear line on standard error and this exit code.
struct Refusal : std::runtime_error {
    Refusal(int exit_code, const std::string& line) : std::runtime_error(line), code(exit_code) {}
    int code;
};

enum class Format { text, json, csv };

struct Context {
    explicit Context(Streams& given) : streams(given) {}
    Streams& streams;
    std::string db = "placet.db";
    std::string format = "text", now_text;
    int exit_code = exit_clean;
    std::function<void()> chosen;  // the command to run, set while arguments are read

    registry::Now now() const;
    Format as() const;
    registry::store::Database open() const;  // refuses a file that is not there
    registry::store::Database open_or_make() const;
};

// The day parameters shared by every question.
struct Days {
    std::string on, known, published, profile = "practice-aware";
    void add_to(CLI::App&, bool with_profile);
    registry::Asked asked(const registry::Now&) const;
};

registry::Day day_of(std::string_view option, const std::string& text);
registry::When when_of(std::string_view option, const std::string& text);
// The id, or a Refusal that names near ones.
std::string instrument_of(registry::store::Reader&, const std::string& typed);
std::string party_of(const std::string& typed);
// "INSTRUMENT [PARTY]", as status and timeline take them.
void add_track_names(CLI::App&, std::string& instrument, std::string& party);
std::string did_you_mean(const std::vector<std::string>& near);  // "; near ones: a, b", empty without any

// Rows for people and for programs: one key per column, stable (decision 3).
using Cell = std::variant<std::monostate, std::int64_t, std::string, std::vector<std::string>>;
struct Table {
    std::vector<std::string> keys;
    std::vector<std::vector<Cell>> rows;
};
void print(Context&, const Table&);  // as text (aligned), JSON (array of objects) or CSV (RFC 4180)
std::string json_text(const Table&);
std::string csv_text(const Table&);

// Every command adds itself; the table in program.cpp lists them in the order of --help.
void add_import(CLI::App&, Context&);
void add_record(CLI::App&, Context&);
void add_searched(CLI::App&, Context&);
void add_remarks(CLI::App&, Context&);
void add_resolve(CLI::App&, Context&);
void add_review(CLI::App&, Context&);
void add_status(CLI::App&, Context&);
void add_timeline(CLI::App&, Context&);
void add_stalled(CLI::App&, Context&);
void add_explain(CLI::App&, Context&);
void add_forecast(CLI::App&, Context&);
void add_check(CLI::App&, Context&);
void add_export(CLI::App&, Context&);
void add_dump(CLI::App&, Context&);
void add_take_down(CLI::App&, Context&);
void add_tick(CLI::App&, Context&);
void add_search(CLI::App&, Context&);
void add_serve(CLI::App&, Context&);
void add_deliver(CLI::App&, Context&);
void add_outbox(CLI::App&, Context&);
void add_subscribe(CLI::App&, Context&);
void add_subscriptions(CLI::App&, Context&);
void add_completion(CLI::App&, Context&);

}  // namespace server::program
