// The standing of a party on a road, and what the log says when it becomes another.
#include "registry/intake/believe.hpp"

namespace registry::intake {
namespace {

StatusOn stored_status(store::Reader& reader, const store::Track& track, Day today) {
    const auto& words = Vocabulary::built_in();
    StatusOn sum(today);
    for (const auto& event : store::stored_events(reader, track.instrument, track.party))
        if (const auto* milestone = words.milestone(event.milestone)) sum.add(milestone->effect, event.when);
    return sum;
}

// What it was before this run; none: nobody can say.
std::optional<std::string> status_before(const Touched& touched, const store::Track& track,
                                         const store::StoredTrack* before) {
    if (before) return before->status;
    if (const auto former = touched.former_status.find(track); former != touched.former_status.end())
        return former->second;
    // Its events had another name: nothing has happened.
    if (touched.former_events.contains(track) || !touched.had_tracks.contains(track.instrument))
        return std::nullopt;
    return std::string{name_of(PartyStatus::none)};
}

}  // namespace

PartyStatus status_of(const std::vector<TrackEvent>& events, const Vocabulary& words, Day today) {
    StatusOn sum(today);
    for (const auto& event : events)
        if (const auto* milestone = words.milestone(event.milestone); milestone && !event.general)
            sum.add(milestone->effect, event.when);
    return sum.status();
}

void log_status(store::Writer& writer, const store::Run& run, const Touched& touched,
                const store::Track& track, const store::StoredTrack* before, const store::StoredTrack* now) {
    const auto was = status_before(touched, track, before);
    const auto is = now ? now->status : std::optional{std::string{name_of(PartyStatus::none)}};
    if ((!before && !now) || !was || !is || was == is) return;
    store::Change change;
    change.kind = "status", change.instrument = track.instrument, change.party = track.party;
    change.status = *is, change.was = *was;
    if (const auto act = stored_status(writer, track, run.now.today).act()) {
        change.date = act->edtf;
        if (act->lo != earliest_day) change.effective = act->lo;
    }
    store::log_change(writer, run, change);
}

bool fill_statuses(store::Writer& writer, Day today) {
    const auto tracks = store::tracks_without_status(writer);
    for (const auto& each : tracks)
        store::put_status(writer, each, name_of(stored_status(writer, each, today).status()));
    return !tracks.empty();
}

}  // namespace registry::intake
