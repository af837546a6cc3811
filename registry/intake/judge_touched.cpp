#include <algorithm>
#include <array>

#include "registry/intake/believe.hpp"
#include "registry/rules/judge.hpp"

namespace registry::intake {
namespace {

using store::StoredFinding;
using store::StoredStep;

constexpr std::array both_profiles{Profile::practice_aware, Profile::strict};
// The log tells what the default profile says; the other is asked for, never announced.
constexpr Profile announced = Profile::practice_aware;

std::optional<Day> sooner(std::optional<Day> a, std::optional<Day> b) {
    return !a ? b : !b ? a : std::min(*a, *b);
}

// The next day on which a recorded event begins or ceases to lie in the future, or a period has run out.
std::optional<Day> next_event_day(const TrackFacts& facts, const Walk& walk, Day today) {
    std::optional<Day> next;
    constexpr std::chrono::days one_day{1};
    for (const auto& state : walk.states) {
        if (!state.period) continue;
        if (state.period->earliest >= today) next = sooner(next, state.period->earliest + one_day);
        if (state.period->latest && *state.period->latest >= today)
            next = sooner(next, *state.period->latest + one_day);
    }
    for (const auto& event : facts.events)
        for (const auto day : {event.when.lo, event.when.hi})
            if (day > today && day != latest_day) next = sooner(next, day);
    return next;
}

void take_next_step(store::StoredTrack& track, const Walk& walk) {
    track.awaits.emplace();
    for (const auto at : walk.next) {
        const auto& state = walk.states.at(at);
        *track.awaits += (track.awaits->empty() ? "" : " ") + state.step->milestone + "/" + state.entity;
    }
    if (walk.next.empty()) return;
    const auto& state = walk.states.at(walk.next.front());
    track.next_milestone = state.step->milestone;
    track.next_entity = state.entity;
}

// The same step keeps the day on which it was first recorded.
std::vector<StoredStep> recorded(const std::vector<FindingStep>& steps, const std::vector<StoredStep>& before,
                                 const store::Run& run) {
    std::vector<StoredStep> out;
    for (const auto& step : steps) {
        const auto same = std::find_if(before.begin(), before.end(),
                                       [&](const StoredStep& each) { return each.step == step; });
        out.push_back(same != before.end() ? *same : StoredStep{step, run.now.today, run.id});
    }
    return out;
}

bool equal(const StoredFinding& a, const StoredFinding& b) {
    return a.verdict == b.verdict && a.open == b.open && a.gone == b.gone && a.listed == b.listed &&
           std::equal(a.steps.begin(), a.steps.end(), b.steps.begin(), b.steps.end(),
                      [](const StoredStep& x, const StoredStep& y) {
                          return x.step == y.step && x.recorded == y.recorded;
                      });
}

// One entry for all that an import or a day brought, however many steps the history has (semantics 3).
std::string kind_of_change(const StoredFinding* before, const StoredFinding& now) {
    const bool was = before && is_listed(*before), is = is_listed(now);
    if (was != is) return is ? "opened" : "closed";
    if (!is || before->verdict.severity == now.verdict.severity) return {};
    return now.verdict.severity > before->verdict.severity ? "worsened" : "eased";
}

Day effective_day(const std::string& kind, const StoredFinding& now, Day today) {
    const auto wanted = named<StepKind>(kind);
    for (auto step = now.steps.rbegin(); step != now.steps.rend(); ++step)
        if (step->step.kind == wanted) return step->step.effective;
    return now.steps.empty() ? today : now.steps.back().step.effective;
}

// Open, and on no list: no look on record reaches it any more. Since the day it left them.
bool is_unlisted(const StoredFinding& now) {
    return now.open && !now.gone && now.verdict.certainty == Certainty::unsearched;
}

Day unlisted_on(const StoredFinding& now, Day today) {
    if (!now.listed || now.listed->empty()) return today;
    return std::min(now.listed->back().to, today);
}

// Told besides what the class does: a finding that an explanation parks keeps its class.
bool is_newly_parked(const StoredFinding* before, const StoredFinding& now) {
    return is_listed(now) && !now.verdict.parked_by.empty() &&
           (!before || !is_listed(*before) || before->verdict.parked_by != now.verdict.parked_by);
}

Day day_of_explanation(const StoredFinding& now, Day today) {
    for (const auto& line : now.verdict.because.of)
        if (line.message == "because.explained")
            for (const auto& [name, value] : line.arguments)
                if (const auto when = name == "date" ? parse_when(value) : std::nullopt) return when->lo;
    return today;
}

// Of whom something is said, was said, or is stored.
std::set<std::string> parties_of(store::Reader& reader, const store::InstrumentFacts& about,
                                 const Touched& touched) {
    std::set<std::string> parties;
    for (const auto& [party, _] : about.events) parties.insert(party);
    for (const auto& [party, _] : about.asserted) parties.insert(party);
    for (auto& party : store::track_parties(reader, about.instrument)) parties.insert(std::move(party));
    for (auto& party : store::finding_parties(reader, about.instrument)) parties.insert(std::move(party));
    for (auto at = touched.tracks.lower_bound({about.instrument, ""});
         at != touched.tracks.end() && at->instrument == about.instrument; ++at)
        parties.insert(at->party);
    std::erase_if(parties, [](const std::string& party) { return !has_procedure(party); });
    return parties;
}

class Judging {
public:
    Judging(store::Writer& writer, const store::Run& run, const Touched& touched, Report& report)
        : writer_(writer), run_(run), touched_(touched), report_(report) {}

    bool track(const store::Track& track, const std::optional<Judged>& now) {
        bool changed = keep_track(track, now);
        auto before = store::stored_findings(writer_, track);
        if (const auto former = touched_.former_findings.find(track);
            former != touched_.former_findings.end())
            for (auto each : former->second) before.push_back(as_now(std::move(each), track));
        if (now)
            for (const auto& each : now->findings) changed = keep(each, before) || changed;
        for (const auto& each : before) changed = let_go(each) || changed;
        return changed;
    }

private:
    bool keep_track(const store::Track& track, const std::optional<Judged>& now) {
        const auto stored = store::stored_track(writer_, track);
        log_status(writer_, run_, touched_, track, stored ? &*stored : nullptr, now ? &now->track : nullptr);
        if (!now) {
            if (stored) store::drop_track(writer_, track);
            return stored.has_value();
        }
        if (stored == now->track) return false;
        store::put_track(writer_, now->track);
        return true;
    }

    // A finding of an instrument that is another now: what it says of instrument and event, in the new names.
    StoredFinding as_now(StoredFinding each, const store::Track& track) const {
        each.verdict.instrument = track.instrument;
        each.verdict.party = track.party;
        if (const auto moved = touched_.renamed.find(each.verdict.opened_by); moved != touched_.renamed.end())
            each.verdict.opened_by = moved->second;
        if (const auto moved = touched_.renamed.find(each.verdict.parked_by); moved != touched_.renamed.end())
            each.verdict.parked_by = moved->second;
        return each;
    }

    static bool is_same_finding(const Verdict& a, const Verdict& b) {
        return a.profile == b.profile && a.rule == b.rule && a.entity == b.entity && a.subject == b.subject &&
               a.opened_by == b.opened_by;
    }

    // Takes what is stored of this finding out of the list, under whatever id; the first recorded of several.
    std::optional<StoredFinding> take(const Verdict& verdict, std::vector<StoredFinding>& before) {
        std::optional<StoredFinding> taken;
        for (auto each = before.begin(); each != before.end();) {
            if (each->verdict.id != verdict.id && !is_same_finding(each->verdict, verdict)) {
                ++each;
                continue;
            }
            if (each->verdict.id != verdict.id) store::move_finding(writer_, each->verdict.id, verdict.id);
            const auto day = [](const StoredFinding& f) {
                return f.steps.empty() ? latest_day : f.steps.front().recorded;
            };
            if (!taken || day(*each) < day(*taken)) taken = std::move(*each);
            each = before.erase(each);
        }
        return taken;
    }

    bool keep(const FindingHistory& history, std::vector<StoredFinding>& before) {
        const auto stored = take(history.latest, before);
        StoredFinding now{history.latest, history.open, false, {}, history.listed};
        now.steps = recorded(history.steps, stored ? stored->steps : std::vector<StoredStep>{}, run_);
        if (stored && equal(*stored, now)) return false;
        store::put_finding(writer_, now);
        log(stored ? &*stored : nullptr, now);
        return true;
    }

    // The facts no longer give this finding: what was ever told of it stays, marked; what nobody was told
    // goes.
    bool let_go(const StoredFinding& before) {
        const bool told = std::any_of(before.steps.begin(), before.steps.end(), [](const StoredStep& each) {
            return each.step.certainty != Certainty::unsearched;
        });
        if (!told) {
            store::drop_finding(writer_, before.verdict.id);
            return true;
        }
        if (before.gone) return false;
        auto now = before;
        now.gone = true;
        if (now.open) {
            now.open = false;
            now.steps.push_back({{StepKind::closed, run_.now.today, Severity::none, now.verdict.certainty},
                                 run_.now.today,
                                 run_.id});
        }
        store::put_finding(writer_, now);
        log(&before, now);
        return true;
    }

    void log(const StoredFinding* before, const StoredFinding& now) {
        if (now.verdict.profile != announced) return;
        const auto kind = kind_of_change(before, now);
        if (!kind.empty()) {
            auto change = change_of(kind, now);
            if (kind == "closed") change.severity = name_of(Severity::none);
            if (before && is_listed(*before)) change.was = name_of(before->verdict.severity);
            change.effective = effective_day(kind, now, run_.now.today);
            if (kind == "closed" && is_unlisted(now)) {
                change.status = name_of(Certainty::unsearched);
                change.effective = unlisted_on(now, run_.now.today);
            }
            store::log_change(writer_, run_, change);
            ++(kind == "opened" ? report_.opened : kind == "closed" ? report_.closed : report_.changed);
        }
        if (!is_newly_parked(before, now)) return;
        auto change = change_of("explained", now);
        change.event = now.verdict.parked_by;
        change.effective = day_of_explanation(now, run_.now.today);
        store::log_change(writer_, run_, change);
        ++report_.changed;
    }

    static store::Change change_of(const std::string& kind, const StoredFinding& now) {
        const auto& verdict = now.verdict;
        store::Change change;
        change.kind = kind;
        change.instrument = verdict.instrument, change.party = verdict.party, change.entity = verdict.entity;
        change.event = verdict.opened_by, change.finding = verdict.id, change.rule = verdict.rule;
        change.severity = name_of(verdict.severity);
        return change;
    }

    store::Writer& writer_;
    const store::Run& run_;
    const Touched& touched_;
    Report& report_;
};

}  // namespace

bool is_listed(const StoredFinding& finding) {
    return finding.open && !finding.gone && finding.verdict.certainty != Certainty::unsearched &&
           finding.verdict.severity > Severity::none;
}

bool is_on(const store::InstrumentFacts& about, const std::string& party) {
    return about.events.contains(party) || about.asserted.contains(party);
}

std::optional<Judged> judged(const TrackFacts& facts, Day today) {
    const auto& words = Vocabulary::built_in();
    const auto choice = procedure_of(facts, words);
    if (!choice.procedure) return std::nullopt;
    Judged out;
    out.track = {{facts.instrument, facts.party}, choice.procedure->id, choice.recorded, {}, {}, "", ""};
    for (const auto& event : facts.events)
        if (event.when.hi != latest_day && (!out.track.latest || event.when.hi > *out.track.latest))
            out.track.latest = event.when.hi;
    const auto road = walk(*choice.procedure, facts, words, today);
    take_next_step(out.track, road);
    out.track.due = next_event_day(facts, road, today);
    out.track.status = name_of(status_of(facts.events, words, today));
    out.track.ahead.emplace();
    for (const auto profile : both_profiles) {
        const auto ahead = outlook(facts, built_in_rules(), words, profile, today);
        out.track.due = sooner(out.track.due, ahead.next_change);
        *out.track.ahead += store::ahead_text(ahead.findings);
        for (auto& each : history(facts, built_in_rules(), words, profile, today))
            out.findings.push_back(std::move(each));
    }
    return out;
}

std::optional<Judged> judged_road(store::Reader& reader, const store::InstrumentFacts& about,
                                  const std::string& party, Day today) {
    if (!is_on(about, party)) return std::nullopt;
    return judged(store::track_facts(reader, about, party, {}), today);
}

bool judge_track(store::Writer& writer, const store::Run& run, const store::InstrumentFacts& about,
                 const std::string& party, const Touched& touched, Report& report) {
    return Judging{writer, run, touched, report}.track({about.instrument, party},
                                                       judged_road(writer, about, party, run.now.today));
}

bool judge_touched(store::Writer& writer, const store::Run& run, Touched& touched, Report& report) {
    bool changed = false;
    for (const auto& instrument : touched.instruments) {
        const auto about = store::instrument_facts(writer, instrument, {});
        if (!store::track_parties(writer, instrument).empty()) touched.had_tracks.insert(instrument);
        bool new_here = false;
        for (const auto& party : parties_of(writer, about, touched))
            new_here = judge_track(writer, run, about, party, touched, report) || new_here;
        if (new_here) touched.recorded.insert(instrument);
        changed = changed || new_here;
    }
    return changed;
}

}  // namespace registry::intake
