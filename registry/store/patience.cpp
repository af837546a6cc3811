#include "registry/store/patience.hpp"

#include <sqlite3.h>

#include <utility>

#include "registry/store/connection.hpp"

namespace registry::store {
namespace {

// Steps of SQLite's machine between two looks at the clock: well below a millisecond's work.
constexpr int steps_between = 20'000;

int give_up(void* patience) { return static_cast<const Patience*>(patience)->is_over() ? 1 : 0; }

}  // namespace

bool Patience::is_over() const {
    return (stop && stop->load(std::memory_order_relaxed)) || std::chrono::steady_clock::now() >= until;
}

void Connection::be_patient(std::optional<Patience> given) {
    patience = given;
    asked_ = 0;
    if (patience)
        sqlite3_progress_handler(handle_, steps_between, give_up, &*patience);
    else
        sqlite3_progress_handler(handle_, 0, nullptr, nullptr);
}

void within(Reader& reader, Patience patience) { reader.connection().be_patient(patience); }

Unhurried::Unhurried(Reader& reader) : reader_(reader), kept_(reader.connection().patience) {
    reader_.connection().be_patient({});
}
Unhurried::~Unhurried() { reader_.connection().be_patient(kept_); }

}  // namespace registry::store
