// A store made of official files by the importers, as `placet import` makes one; and what it then believes of
// a road, in lines.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "registry/answers/answers.hpp"
#include "registry/intake/intake.hpp"
#include "tests/support/scratch.hpp"

namespace test {

// Belgian official files of the shared data folder beside the project.
inline const std::filesystem::path belgian_files = "../shared/sources/be";

class Imported {
public:
    // In this order. Files that no importer recognises throw.
    explicit Imported(const std::vector<std::string>& files);
    registry::store::Reader read() { return database_.read(); }
    registry::store::Database& database() { return database_; }
    const std::map<std::string, registry::Report>& reports() const { return reports_; }

    static constexpr std::string_view today = "2026-11-22";

private:
    Scratch scratch_;
    registry::store::Database database_;
    std::map<std::string, registry::Report> reports_;  // by file
};

// Today, practice-aware.
registry::Asked asked_today();
// By any of its names; throws where the store knows none. Belgium's road.
registry::TrackAnswer belgian_road(registry::store::Reader&, std::string_view name, const registry::Asked&);

// "be-wal promulgated 2025-04-03" of each event, sorted; of the party as a whole "- signed 2023-09-20".
std::vector<std::string> steps(const registry::TrackAnswer&);
// The same of one entity, or "-".
std::vector<std::string> steps_of(const registry::TrackAnswer&, std::string_view entity);
// The one event of that milestone and entity; throws where there is none or several.
const registry::EventView& step(const registry::TrackAnswer&, std::string_view milestone,
                                std::string_view entity = {});
// "R8 be-fed severe certain" of each finding that is listed, sorted.
std::vector<std::string> listed(const registry::TrackAnswer&);

}  // namespace test
