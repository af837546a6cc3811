// What two stores must have in common when they hold the same facts, and batches made by hand.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "registry/intake/intake.hpp"

namespace test {

// Rows of every table.
std::map<std::string, std::int64_t> row_counts(registry::store::Reader&);
// Everything but run numbers, row numbers and recorded days: instruments with their names, current
// statements, events with the statements behind them, tracks, open findings with their steps, pairs of names
// that look alike, titles for search.
std::vector<std::string> facts(registry::store::Reader&);
// Kind, instrument, party, milestone, was → now of every line of the log.
std::vector<std::string> change_log(registry::store::Reader&, std::int64_t after = 0);
std::int64_t last_change(registry::store::Reader&);

registry::When when(std::string_view edtf);
registry::Now at(std::string_view day);

// A status page that states one treaty completely.
struct StatusPage {
    registry::Alias treaty{"MTDSG", "IV-9-b"};
    std::string as_of = "2015-01-01";  // empty: not said
    struct Row {
        std::string party, milestone, date;
    };
    std::vector<Row> rows;
    std::string title;
    std::string source = "un-mtdsg";
};
registry::Batch batch_of(const StatusPage&);

// Bytes are invented from the name: another name is another file.
registry::Report take(registry::store::Database&, const registry::Batch&, const std::string& name,
                      std::string_view day = "2026-11-22", bool dry_run = false);
// An exchange file of tests/cases/evidence, with its own bytes.
registry::Report take_evidence(registry::store::Database&, const std::string& file,
                               std::string_view day = "2026-11-22");

}  // namespace test
