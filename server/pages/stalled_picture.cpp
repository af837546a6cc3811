#include "server/pages/stalled_picture.hpp"

#include "server/pages/picture_tools.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

// "R3, Walloon Region: 4 stalled, 2 severe".
std::string in_words(const View& view, const StalledCounts::Row& row) {
    std::vector<std::string> parts;
    for (const auto& [severity, name] : registry::Names<registry::Severity>::table)
        if (severity != registry::Severity::none && row.of(severity) > 0)
            parts.push_back(number(view, row.of(severity)) + " " +
                            view.say("/severity." + std::string{name}));
    return row.rule + ", " + row.entity_label + ": " + listed(view, parts);
}

}  // namespace

SeverityBars stalled_bars(const View& view, const StalledCounts& counts, bool alone) {
    SeverityBars bars;
    bars.title = view.say("stalled.chart");
    bars.description = view.say("stalled.chart-about", {{"n", number(view, counts.total)}});
    for (const auto& [severity, name] : registry::Names<registry::Severity>::table)
        if (severity != registry::Severity::none)
            bars.severities[static_cast<std::size_t>(severity)] = view.say("/severity." + std::string{name});
    for (const auto& row : counts.rows) {
        // The counts' links are of this site; a picture elsewhere needs the whole address.
        const bool relative = alone && row.href.starts_with('/');
        const auto origin = view.base_url.substr(0, view.base_url.find('/', view.base_url.find("://") + 3));
        bars.rows.push_back({row.rule_label, row.entity_label, in_words(view, row),
                             relative ? origin + row.href : row.href, row.by_severity});
    }
    return bars;
}

void show_stalled_chart(Value& says, const View& view, const StalledCounts& counts, std::string_view title) {
    if (counts.rows.empty()) return;
    const auto bars = stalled_bars(view, counts);
    show_picture(says, view, title,
                 [&](const std::string& id, int width) { return draw_severity_bars(bars, id, width); });
}

Picture stalled_chart(const View& view, const StalledCounts& counts, std::string_view title) {
    return draw_severity_bars(stalled_bars(view, counts, true), "wide", wide_picture)
        .picture(std::string{title}, picture_foot(view));
}

}  // namespace server
