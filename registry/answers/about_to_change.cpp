// What the passage of time alone will bring within some days.
#include <algorithm>
#include <set>

#include "registry/answers/as_asked.hpp"
#include "registry/store/findings.hpp"

namespace registry {
namespace {

std::vector<store::Track> candidates(store::Reader& reader, const Asked& asked, Day until) {
    if (asked.is_plain()) return store::tracks_due(reader, until);
    std::vector<store::Track> tracks;
    for (const auto& party : parties_with_procedure())
        for (auto& instrument : track_instruments(reader, party, asked))
            tracks.push_back({std::move(instrument), party});
    return tracks;
}

const Verdict* with_id(const std::vector<Verdict>& verdicts, const std::string& id) {
    const auto found =
        std::find_if(verdicts.begin(), verdicts.end(), [&](const auto& each) { return each.id == id; });
    return found == verdicts.end() ? nullptr : &*found;
}

FindingLine turning(const Verdict& verdict, bool open, Day on, Severity to) {
    FindingLine line;
    line.verdict = verdict;
    line.open = open;
    line.turns_on = on;
    line.turns_to = to;
    return line;
}

// Each finding's first change of severity after `on`, day by day as the rules themselves say when to look
// again.
std::vector<FindingLine> turns_of(const TrackFacts& facts, const Asked& asked, Day until) {
    constexpr int most_days =
        64;  // a ladder has five steps; a rule that asks again every day must not hang a page
    std::vector<FindingLine> lines;
    std::set<std::string> told;
    auto before = judged(facts, asked, asked.on);
    for (int n = 0; n < most_days && before.next_change && *before.next_change <= until; ++n) {
        const auto day = *before.next_change;
        auto then = judged(facts, asked, day);
        for (const auto& each : then.verdicts) {
            const auto* earlier = with_id(before.verdicts, each.id);
            if (!is_listed(each) || (earlier && earlier->severity == each.severity)) continue;
            if (told.insert(each.id).second)
                lines.push_back(turning(earlier ? *earlier : each, earlier, day, each.severity));
        }
        for (const auto& each : before.verdicts)
            if (is_listed(each) && !with_id(then.verdicts, each.id) && told.insert(each.id).second)
                lines.push_back(turning(each, true, day, Severity::none));
        if (then.next_change && *then.next_change <= day) break;
        before = std::move(then);
    }
    return lines;
}

}  // namespace

std::vector<FindingLine> about_to_change(store::Reader& reader, const Asked& asked, int days,
                                         std::size_t limit) {
    if (days <= 0 || is_before_registry(reader, asked)) return {};
    const auto until = asked.on + std::chrono::days{days};
    const auto view = view_of(asked);
    std::vector<FindingLine> lines;
    for (const auto& track : candidates(reader, asked, until)) {
        if (!has_procedure(track.party)) continue;
        const auto facts =
            road(reader, store::instrument_facts(reader, track.instrument, view), track.party, asked);
        if (!facts) continue;
        for (auto& each : turns_of(*facts, asked, until)) lines.push_back(std::move(each));
    }
    std::sort(lines.begin(), lines.end(), [](const FindingLine& a, const FindingLine& b) {
        if (a.turns_on != b.turns_on) return a.turns_on < b.turns_on;
        return a.turns_to != b.turns_to ? a.turns_to > b.turns_to : a.verdict.id < b.verdict.id;
    });
    if (lines.size() > limit) lines.resize(limit);
    for (auto& each : lines) each.instrument = store::head(reader, each.verdict.instrument, view);
    return lines;
}

}  // namespace registry
