#include "registry/answers/calendar_ahead.hpp"

#include <map>

namespace registry {

std::vector<DayAhead> calendar_ahead(store::Reader& reader, const CalendarFilter& filter) {
    std::vector<DayAhead> days;
    std::map<std::string, InstrumentHead> heads;
    for (auto& line : store::days_ahead(reader, filter)) {
        auto at = heads.find(line.instrument);
        if (at == heads.end())
            at = heads.emplace(line.instrument, store::head(reader, line.instrument, {})).first;
        days.push_back({std::move(line), at->second});
    }
    return days;
}

}  // namespace registry
