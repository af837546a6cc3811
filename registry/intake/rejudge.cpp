// The audit of everything incremental: what is stored must equal what the statements give when all is done
// anew.
#include <algorithm>
#include <map>

#include "registry/intake/believe.hpp"
#include "registry/intake/intake.hpp"
#include "registry/store/search.hpp"

namespace registry {
namespace {

using store::Track;

std::string name(const Track& track) { return track.instrument + "/" + track.party; }

class Audit {
public:
    Audit(store::Reader& reader, Day today) : reader_(reader), today_(today), standing_(reader) {}

    std::vector<std::string> differences() {
        lives();
        std::set<Track> tracks;
        for (auto& each : store::all_tracks(reader_)) tracks.insert(std::move(each));
        for (auto& each : store::tracks_with_events(reader_)) tracks.insert(std::move(each));
        for (const auto& each : tracks) events(each);
        for (auto& each : store::stored_tracks(reader_)) tracks.insert(std::move(each.track));
        for (const auto& each : tracks)
            if (has_procedure(each.party)) verdicts(each);
        return std::move(found_);
    }

private:
    void differ(const std::string& where, const std::string& what) { found_.push_back(where + ": " + what); }

    void lives() {
        for (const auto id : store::all_statements(reader_)) {
            const auto stored = store::standpoint_of(reader_, id, standing_);
            if (stored.live != stored.counts)
                differ(name(stored.track), "statement " + std::to_string(id) +
                                               (stored.live ? " is held to be current and is not"
                                                            : " is current and not held to be"));
            if (stored.live != store::has_open_span(reader_, id))
                differ(name(stored.track), "statement " + std::to_string(id) + " and its spans disagree");
        }
    }

    void events(const Track& track) {
        auto now = store::settled(reader_, track.instrument, track.party, {});
        store::in_stored_order(now.events);
        const auto held = store::stored_events(reader_, track.instrument, track.party);
        std::map<std::string, const Event*> held_by_id;
        for (const auto& each : held) held_by_id[each.id] = &each;
        for (const auto& each : now.events) {
            const auto at = held_by_id.find(each.id);
            if (at == held_by_id.end())
                differ(name(track), "event " + each.id + " on " + each.when.edtf + " is not stored");
            else if (!(*at->second == each))
                differ(name(track), "event " + each.id + " is stored on " + at->second->when.edtf +
                                        ", rebuilt on " + each.when.edtf +
                                        (at->second->when == each.when ? ", with other particulars" : ""));
            if (at != held_by_id.end()) held_by_id.erase(at);
        }
        for (const auto& [id, each] : held_by_id)
            differ(name(track), "event " + id + " is stored and nothing says so");
        auto remarks = now.remarks;
        auto kept = store::track_remarks(reader_, track.instrument, track.party);
        if (!std::is_permutation(remarks.begin(), remarks.end(), kept.begin(), kept.end()))
            differ(name(track), "the remarks of settling are not those stored");
    }

    // Stored verdicts hold until the day before the track is due.
    void verdicts(const Track& track) {
        const auto held = store::stored_track(reader_, track);
        const bool is_due = held && held->due && *held->due <= today_;
        const auto day = is_due ? *held->due - std::chrono::days{1} : today_;
        if (!about_ || about_->instrument != track.instrument)  // tracks come by instrument
            about_ = store::instrument_facts(reader_, track.instrument, {});
        const auto now = intake::judged_road(reader_, *about_, track.party, day);
        if (held.has_value() != now.has_value()) {
            differ(name(track), held ? "a road is stored and there is none" : "a road is not stored");
            return;
        }
        if (!now) return;
        if (held->procedure != now->track.procedure || held->next_milestone != now->track.next_milestone ||
            held->next_entity != now->track.next_entity || held->due != now->track.due ||
            (held->awaits && held->awaits != now->track.awaits))
            differ(name(track), "procedure, next step or the day on which it is due are not those stored");
        if (held->ahead && held->ahead != now->track.ahead)
            differ(name(track), "what time alone will bring is not what is stored");
        if (held->status && held->status != now->track.status)
            differ(name(track), "where the party stands is not what is stored");
        std::map<std::string, store::StoredFinding> by_id;
        for (auto& each : store::stored_findings(reader_, track))
            if (!each.gone) by_id.emplace(each.verdict.id, std::move(each));
        for (const auto& each : now->findings) {
            const auto at = by_id.find(each.latest.id);
            if (at == by_id.end()) {
                differ(name(track), "finding " + each.latest.id + " is not stored");
                continue;
            }
            compare(track, at->second, each);
            by_id.erase(at);
        }
        for (const auto& [id, each] : by_id)
            differ(name(track), "finding " + id + " is stored and nothing gives it");
    }

    void compare(const Track& track, const store::StoredFinding& held, const FindingHistory& now) {
        const auto& a = held.verdict;
        const auto& b = now.latest;
        if (held.open != now.open || a.severity != b.severity || a.certain_severity != b.certain_severity ||
            a.certainty != b.certainty || !(a.since == b.since) || a.opened_by != b.opened_by ||
            a.awaited != b.awaited || a.waits_for != b.waits_for || a.cause != b.cause ||
            a.parked_by != b.parked_by || a.parked_until != b.parked_until || a.worsens_on != b.worsens_on ||
            a.worsens_to != b.worsens_to)
            differ(name(track), "finding " + a.id + " is stored as " + in_words(held.open, a) +
                                    ", rebuilt as " + in_words(now.open, b));
        const bool same_steps =
            std::equal(held.steps.begin(), held.steps.end(), now.steps.begin(), now.steps.end(),
                       [](const store::StoredStep& x, const FindingStep& y) { return x.step == y; });
        if (!same_steps) differ(name(track), "finding " + a.id + " has another history");
        if (held.listed && *held.listed != now.listed)
            differ(name(track), "finding " + a.id + " was listed on other days");
    }

    static std::string in_words(bool open, const Verdict& verdict) {
        return std::string{open ? "open" : "closed"} + " " + std::string{name_of(verdict.severity)} + " " +
               std::string{name_of(verdict.certainty)} + " since " + verdict.since.edtf;
    }

    store::Reader& reader_;
    Day today_;
    store::Standing standing_;
    std::optional<store::InstrumentFacts> about_;
    std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> rejudge(store::Database& database, const Now& now) {
    std::vector<std::string> found;
    {
        auto reader = database.read();
        found = Audit{reader, now.today}.differences();
    }
    auto writer = database.write();  // nothing is written, but indexes are checked so
    for (auto& each : store::search_differences(writer)) found.push_back(std::move(each));
    return found;
}

}  // namespace registry
