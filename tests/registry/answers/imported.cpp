#include "tests/registry/answers/imported.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include "importers/importer.hpp"

namespace test {

using namespace registry;

Imported::Imported(const std::vector<std::string>& files) : database_(scratch_ / "placet.db") {
    for (const auto& file : files) {
        std::ifstream in(belgian_files / file, std::ios::binary);
        if (!in) throw std::runtime_error("cannot be read: " + file);
        const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
        const auto source = importers::loaded(file, bytes);
        const auto importer = importers::importer_for(source);
        if (!importer) throw std::runtime_error(file + ": " + importer.error().what);
        Incoming incoming{file, std::string{(*importer)->id}, bytes, (*importer)->read(source)};
        reports_[file] = take_in(database_, incoming, parse_now(today).value());
    }
}

Asked asked_today() {
    Asked asked;
    asked.on = asked.today = parse_day(Imported::today).value();
    return asked;
}

TrackAnswer belgian_road(store::Reader& reader, std::string_view name, const Asked& asked) {
    const auto found = find_instrument(reader, name);
    if (!found.id) throw std::runtime_error("no instrument is called " + std::string{name});
    auto answer = track_answer(reader, *found.id, "be", asked);
    if (!answer) throw std::runtime_error("no road of Belgium with " + *found.id);
    return *std::move(answer);
}

std::vector<std::string> steps_of(const TrackAnswer& answer, std::string_view entity) {
    std::vector<std::string> all;
    for (const auto& [event, evidence] : answer.events)
        if ((event.entity.empty() ? "-" : event.entity) == entity)
            all.push_back(event.milestone + " " + event.when.edtf);
    std::sort(all.begin(), all.end());
    return all;
}

std::vector<std::string> steps(const TrackAnswer& answer) {
    std::vector<std::string> all;
    for (const auto& [event, evidence] : answer.events)
        all.push_back((event.entity.empty() ? "-" : event.entity) + " " + event.milestone + " " +
                      event.when.edtf);
    std::sort(all.begin(), all.end());
    return all;
}

const EventView& step(const TrackAnswer& answer, std::string_view milestone, std::string_view entity) {
    const EventView* found = nullptr;
    for (const auto& each : answer.events) {
        if (each.event.milestone != milestone || each.event.entity != entity) continue;
        if (found) throw std::runtime_error("several: " + std::string{milestone} + " " + std::string{entity});
        found = &each;
    }
    if (!found) throw std::runtime_error("none: " + std::string{milestone} + " " + std::string{entity});
    return *found;
}

std::vector<std::string> listed(const TrackAnswer& answer) {
    std::vector<std::string> all;
    for (const auto& each : answer.findings)
        if (each.certainty != Certainty::unsearched)
            all.push_back(each.rule + " " + (each.entity.empty() ? "-" : each.entity) + " " +
                          std::string{name_of(each.severity)} + " " + std::string{name_of(each.certainty)});
    std::sort(all.begin(), all.end());
    return all;
}

}  // namespace test
