#include "registry/intake/believe.hpp"
#include "registry/intake/differences.hpp"

namespace registry::intake {
namespace {

std::optional<Day> effective_day(const When& when) {
    if (when.lo == earliest_day) return std::nullopt;
    return when.lo;
}

store::Change change_for(const store::Track& track, const Difference& each) {
    const auto& event = each.now ? *each.now : *each.was;
    store::Change change;
    change.kind = each.kind == Difference::Kind::fact         ? "fact"
                  : each.kind == Difference::Kind::correction ? "correction"
                                                              : "retraction";
    change.instrument = track.instrument, change.party = track.party;
    change.entity = event.entity, change.milestone = event.milestone, change.event = event.id;
    if (each.now) change.date = each.now->when.edtf;
    if (each.was) change.was = each.was->when.edtf;
    change.effective = effective_day(event.when);
    return change;
}

bool settle_track(store::Writer& writer, const store::Run& run, const store::Track& track, Touched& touched,
                  Report& report) {
    const auto before = store::stored_events(writer, track.instrument, track.party);
    auto now = store::settled(writer, track.instrument, track.party, {});
    store::in_stored_order(now.events);
    const auto former = touched.former_events.find(track);
    const auto compared = differences(
        before, former == touched.former_events.end() ? std::vector<Event>{} : former->second, now.events);
    for (const auto& each : compared.differences) store::log_change(writer, run, change_for(track, each));
    for (const auto& [from, to] : compared.renamed) {
        store::rename_event(writer, track.instrument, from, to);
        touched.renamed[from] = to;
    }
    const bool new_events = now.events != before;
    if (new_events) store::replace_events(writer, track, now.events);
    const auto fresh = store::replace_remarks(writer, run, track.instrument, track.party, now.remarks);
    report.remarks.insert(report.remarks.end(), fresh.begin(), fresh.end());
    return new_events || !fresh.empty() || !compared.differences.empty();
}

}  // namespace

bool settle_touched(store::Writer& writer, const store::Run& run, Touched& touched, Report& report) {
    bool changed = false;
    for (const auto& track : touched.tracks) {
        if (settle_track(writer, run, track, touched, report)) {
            changed = true;
            touched.recorded.insert(track.instrument);
        }
        report.touched.push_back(track.instrument + "/" + track.party);
        touched.instruments.insert(track.instrument);
    }
    return changed;
}

}  // namespace registry::intake
