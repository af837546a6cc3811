// What the passage of time alone will bring within some days.
#include <algorithm>
#include <set>

#include "registry/answers/as_asked.hpp"
#include "registry/store/findings.hpp"

namespace registry {
namespace {

// The tracks on which something can turn by time alone, soonest first; for another day or view than the
// stored ones every track, none of which is known to come before another.
std::vector<store::DueTrack> candidates(store::Reader& reader, const Asked& asked, std::string_view party,
                                        Day until) {
    if (asked.is_plain()) return store::tracks_by_due(reader, until);
    std::vector<store::DueTrack> tracks;
    // Judged anew, other parties' notices only where one such party is asked about.
    for (auto& each : tracks_as_asked(reader, asked, !party.empty() && !has_own_procedure(party)))
        if (party.empty() || each.party == party)
            tracks.push_back({std::move(each.instrument), std::move(each.party), earliest_day});
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

enum class Which { first_of_each, every_worse };

// Changes of severity after `on`, day by day as the rules themselves say when to look again.
std::vector<FindingLine> turns_of(const TrackFacts& facts, const Asked& asked, Day until, Which which) {
    constexpr int most_days =
        64;  // a ladder has five steps; a rule that asks again every day must not hang a page
    std::vector<FindingLine> lines;
    std::set<std::string> told;
    const auto is_told = [&](const std::string& id) {
        return which == Which::first_of_each && !told.insert(id).second;
    };
    auto before = judged(facts, asked, asked.on);
    for (int n = 0; n < most_days && before.next_change && *before.next_change <= until; ++n) {
        const auto day = *before.next_change;
        auto then = judged(facts, asked, day);
        for (const auto& each : then.verdicts) {
            const auto* earlier = with_id(before.verdicts, each.id);
            if (!is_listed(each) || (earlier && earlier->severity == each.severity)) continue;
            if (which == Which::every_worse && earlier && earlier->severity > each.severity) continue;
            if (!is_told(each.id))
                lines.push_back(turning(earlier ? *earlier : each, earlier, day, each.severity));
        }
        if (which == Which::first_of_each)
            for (const auto& each : before.verdicts)
                if (is_listed(each) && !with_id(then.verdicts, each.id) && !is_told(each.id))
                    lines.push_back(turning(each, true, day, Severity::none));
        if (then.next_change && *then.next_change <= day) break;
        before = std::move(then);
    }
    return lines;
}

bool comes_sooner(const FindingLine& a, const FindingLine& b) {
    if (a.turns_on != b.turns_on) return a.turns_on < b.turns_on;
    return a.turns_to != b.turns_to ? a.turns_to > b.turns_to : a.verdict.id < b.verdict.id;
}

// The soonest so many. What is due later than all of them need not be judged.
std::vector<FindingLine> turns(store::Reader& reader, const Asked& asked, std::string_view party, int days,
                               std::size_t most, Which which) {
    const auto until = asked.on + std::chrono::days{days};
    const auto view = view_of(asked);
    std::vector<FindingLine> lines;
    const auto cut = [&] {
        std::sort(lines.begin(), lines.end(), comes_sooner);
        if (lines.size() > most) lines.resize(most);
    };
    for (const auto& track : candidates(reader, asked, party, until)) {
        if (!has_procedure(track.party) || (!party.empty() && party != track.party)) continue;
        if (lines.size() >= most) {
            cut();
            if (lines.empty() || *lines.back().turns_on < track.due) break;
        }
        const auto facts =
            road(reader, store::instrument_facts(reader, track.instrument, view), track.party, asked);
        if (!facts) continue;
        for (auto& each : turns_of(*facts, asked, until, which)) lines.push_back(std::move(each));
    }
    cut();
    return lines;
}

}  // namespace

std::vector<FindingLine> about_to_change(store::Reader& reader, const Asked& asked, int days,
                                         std::size_t limit) {
    if (days <= 0 || limit == 0 || is_before_registry(reader, asked)) return {};
    auto lines = turns(reader, asked, {}, days, limit, Which::first_of_each);
    for (auto& each : lines) each.instrument = store::head(reader, each.verdict.instrument, view_of(asked));
    return lines;
}

std::vector<FindingLine> forecast(store::Reader& reader, const ForecastFilter& filter, const Asked& asked) {
    if (filter.days <= 0 || filter.limit == 0 || is_before_registry(reader, asked)) return {};
    auto lines =
        turns(reader, asked, filter.party, filter.days, filter.offset + filter.limit, Which::every_worse);
    lines.erase(lines.begin(),
                lines.begin() + static_cast<std::ptrdiff_t>(std::min(filter.offset, lines.size())));
    for (auto& each : lines) each.instrument = store::head(reader, each.verdict.instrument, view_of(asked));
    return lines;
}

std::optional<Worsens> worsens(store::Reader& reader, const Verdict& verdict, Day today) {
    Asked asked;
    asked.on = asked.today = today;
    asked.profile = verdict.profile;
    const auto facts =
        road(reader, store::instrument_facts(reader, verdict.instrument, {}), verdict.party, asked);
    if (!facts) return std::nullopt;
    for (const auto& each : turns_of(*facts, asked, latest_day, Which::every_worse))
        if (each.verdict.id == verdict.id && each.turns_to > verdict.severity)
            return Worsens{*each.turns_on, each.turns_to};
    return std::nullopt;
}

}  // namespace registry
