// The days of one track and of one instrument, for calendars.
#include <set>

#include "registry/store/ask_changes.hpp"
#include "server/http/message.hpp"
#include "server/pages/calendar_days.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/track_order.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

using registry::CalendarLine;
using registry::DayAhead;
using registry::store::Reader;

// A calendar holds days: what is open to one side stays on the page.
bool has_days(const registry::When& when) {
    return when.lo != registry::earliest_day && when.hi != registry::latest_day;
}

class Days {
public:
    Days(Reader& reader, const View& view, const registry::InstrumentHead& head)
        : reader_(reader), view_(view), head_(head) {}

    void event(const std::string& party, const registry::Event& happened) {
        if (!has_days(happened.when) || !told_.insert(happened.id).second) return;
        DayAhead day{{}, head_};
        day.line.when = happened.when;
        day.line.id = happened.id;
        day.line.instrument = head_.id, day.line.party = party, day.line.entity = happened.entity;
        day.line.milestone = happened.milestone, day.line.unconfirmed = happened.unconfirmed;
        const auto last = registry::store::touched(reader_, head_.id, party, happened.id);
        stamp(day.line, last);
        days_.push_back(calendar_day(view_, day));
    }

    void finding(const registry::Verdict& verdict) {
        if (verdict.certainty == registry::Certainty::unsearched) return;
        DayAhead day{{}, head_};
        day.line.id = verdict.id, day.line.rule = verdict.rule;
        day.line.instrument = verdict.instrument, day.line.party = verdict.party, day.line.entity = verdict.entity;
        day.line.severity = verdict.severity;
        stamp(day.line, whole(verdict.party));
        if (verdict.worsens_on) {
            day.line.what = CalendarLine::What::worsens;
            day.line.when = registry::on(*verdict.worsens_on);
            day.line.to = verdict.worsens_to;
            days_.push_back(calendar_day(view_, day));
        }
        if (verdict.parked_until) {
            day.line.what = CalendarLine::What::review;
            day.line.when = registry::on(*verdict.parked_until);
            days_.push_back(calendar_day(view_, day));
        }
    }

    // What nobody has said: `what` is its sentence, `part` its part of the UID.
    void computed(std::optional<std::string_view> party, const registry::When& when, const std::string& part,
                  const std::string& what, const std::string& why) {
        if (!has_days(when)) return;
        CalendarDay day;
        day.uid = head_.id + (party && !party->empty() ? "." + std::string{*party} : "") + "." + part + "@" +
                  host_of(view_);
        day.from = when.lo;
        day.to = when.hi;
        const auto title = std::string{title_of(view_, head_).get("text")->text()};
        day.summary = (party && !party->empty() ? party_label(view_, *party) + " – " : "") + title + ": " + what;
        day.description = view_.say("calendar.computed") + (why.empty() ? "" : "\n" + why);
        day.url = view_.permanent("/instruments/" + percent(head_.id) +
                                  (party && !party->empty() ? "/" + percent(*party) : ""));
        day.tentative = true;
        CalendarLine line;
        stamp(line, party ? whole(*party) : registry::store::touched(reader_, head_.id, std::nullopt));
        day.sequence = line.sequence;
        day.recorded_at = line.recorded_at;
        days_.push_back(std::move(day));
    }

    std::vector<CalendarDay> take() { return std::move(days_); }

private:
    static void stamp(CalendarLine& line, const registry::store::Touched& last) {
        line.recorded_at = last.last_at;
        line.sequence = std::max<std::int64_t>(0, last.times - 1);
    }
    registry::store::Touched whole(std::string_view party) {
        return registry::store::touched(reader_, head_.id, party);
    }

    Reader& reader_;
    const View& view_;
    const registry::InstrumentHead& head_;
    std::vector<CalendarDay> days_;
    std::set<std::string> told_;
};

registry::When of_period(const registry::Period& period) {
    return period.latest ? registry::between(period.earliest, *period.latest)
                         : registry::When{"XXXX-XX-XX", period.earliest, registry::latest_day};
}

}  // namespace

std::vector<CalendarDay> calendar_of_track(Reader& reader, const View& view,
                                           const registry::TrackAnswer& answer) {
    Days days(reader, view, answer.instrument);
    // The events the page numbers; being put on a list is nothing that happened on the road.
    for (const auto* each : in_order(answer)) days.event(each->event.party, each->event);
    if (answer.bound.computed && !answer.bound.recorded)
        days.computed(answer.party, *answer.bound.computed, "entry-computed",
                      milestone_label(view, "entered-into-force"),
                      answer.bound.because.empty() ? std::string{} : view.say("/" + answer.bound.because));
    for (const auto& state : answer.walk.states)
        if (state.period)
            days.computed(answer.party, of_period(*state.period), "period." + state.step->milestone,
                          view.say("calendar.period", {{"milestone", step_label(view, *state.step)}}), {});
    if (answer.walk.computed)
        for (const auto& each : *answer.walk.computed)
            days.computed(answer.party, each.when,
                          "computed." + each.milestone + (each.entity.empty() ? "" : "." + each.entity),
                          milestone_label(view, each.milestone) +
                              (each.entity.empty() ? "" : ", " + entity_label(view, each.entity)),
                          {});
    for (const auto& each : answer.findings) days.finding(each);
    return days.take();
}

std::vector<CalendarDay> calendar_of_instrument(Reader& reader, const View& view,
                                                const registry::InstrumentAnswer& answer) {
    Days days(reader, view, answer.instrument);
    for (const auto& each : answer.own) days.event(each.event.party, each.event);
    if (answer.entry.computed && !answer.entry.recorded)
        days.computed(std::nullopt, *answer.entry.computed, "entry-computed",
                      milestone_label(view, "entered-into-force"),
                      answer.clause ? answer.clause->authority : std::string{});
    for (const auto& party : answer.parties)
        for (const auto& each : party.events)
            if (each.when.lo > answer.asked.on) days.event(party.party, each);
    return days.take();
}

}  // namespace server
