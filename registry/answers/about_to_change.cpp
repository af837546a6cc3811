// What the passage of time alone will bring within some days.
#include <algorithm>
#include <set>

#include "registry/answers/as_asked.hpp"
#include "registry/store/findings.hpp"

namespace registry {
namespace {

// The tracks on which something can turn by time alone, soonest first; for a past day or another view than the
// stored one every track, none of which is known to come before another.
std::vector<store::DueTrack> candidates(store::Reader& reader, const Asked& asked, std::string_view party,
                                        Day until) {
    const auto last = store::last_import(reader);
    // Nothing turns on a track before the day it is due, whichever day after the last judgement is asked about.
    if (view_of(asked).is_current() && last && asked.on >= *last)
        return store::tracks_by_due(reader, until);
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

bool is_about(const ForecastFilter& filter, const Verdict& verdict) {
    return (filter.rule.empty() || filter.rule == verdict.rule) &&
           (filter.entity.empty() || filter.entity == verdict.entity || filter.entity == verdict.waits_for);
}

// The soonest so many. What is due later than all of them need not be judged.
std::vector<FindingLine> turns(store::Reader& reader, const Asked& asked, const ForecastFilter& filter,
                               std::size_t most, Which which) {
    const auto& party = filter.party;
    const int days = filter.days;
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
            road(reader, store::instrument_facts(reader, track.instrument, view, track.party), track.party,
                 asked);
        if (!facts) continue;
        for (auto& each : turns_of(*facts, asked, until, which))
            if (is_about(filter, each.verdict)) lines.push_back(std::move(each));
    }
    cut();
    return lines;
}

}  // namespace

std::vector<FindingLine> about_to_change(store::Reader& reader, const Asked& asked, int days,
                                         std::size_t limit) {
    if (days <= 0 || limit == 0 || is_before_registry(reader, asked)) return {};
    ForecastFilter all;
    all.days = days;
    auto lines = turns(reader, asked, all, limit, Which::first_of_each);
    for (auto& each : lines) each.instrument = store::head(reader, each.verdict.instrument, view_of(asked));
    return lines;
}

std::vector<FindingLine> forecast(store::Reader& reader, const ForecastFilter& filter, const Asked& asked) {
    if (filter.days <= 0 || filter.limit == 0 || is_before_registry(reader, asked)) return {};
    auto lines = turns(reader, asked, filter, filter.offset + filter.limit, Which::every_worse);
    lines.erase(lines.begin(),
                lines.begin() + static_cast<std::ptrdiff_t>(std::min(filter.offset, lines.size())));
    for (auto& each : lines) each.instrument = store::head(reader, each.verdict.instrument, view_of(asked));
    return lines;
}

std::vector<FindingLine> forecast_of(store::Reader& reader, const store::Track& track,
                                     const ForecastFilter& filter, const Asked& asked) {
    if (!has_procedure(track.party)) return {};
    const auto facts = road(reader, store::instrument_facts(reader, track.instrument, view_of(asked), track.party),
                            track.party, asked);
    if (!facts) return {};
    auto lines = turns_of(*facts, asked, asked.on + std::chrono::days{filter.days}, Which::every_worse);
    std::erase_if(lines, [&](const FindingLine& each) { return !is_about(filter, each.verdict); });
    return lines;
}

std::optional<Worsens> worsens(store::Reader& reader, const Verdict& verdict, Day today) {
    Asked asked;
    asked.on = asked.today = today;
    asked.profile = verdict.profile;
    const auto facts =
        road(reader, store::instrument_facts(reader, verdict.instrument, {}, verdict.party), verdict.party,
             asked);
    if (!facts) return std::nullopt;
    for (const auto& each : turns_of(*facts, asked, latest_day, Which::every_worse))
        if (each.verdict.id == verdict.id && each.turns_to > verdict.severity)
            return Worsens{*each.turns_on, each.turns_to};
    return std::nullopt;
}

}  // namespace registry
