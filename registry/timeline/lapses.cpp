#include "registry/timeline/lapses.hpp"

#include <algorithm>

namespace registry {
namespace {

constexpr std::string_view tabled_code = "bill-tabled", lapsed_code = "lapsed", rejected_code = "rejected",
                           relieved_code = "relieved-of-lapse";

class Lapsing {
public:
    Lapsing(const TrackFacts& facts, const Vocabulary& vocabulary,
            const std::vector<AssemblyCalendar>& calendars)
        : facts_(facts), vocabulary_(vocabulary), calendars_(calendars) {}

    std::vector<TrackEvent> all() {
        for (const auto& event : facts_.events)
            if (event.milestone == tabled_code && !event.derived) bill(event);
        return std::move(found_);
    }

private:
    void bill(const TrackEvent& tabled) {
        const auto entity = entity_of(tabled);
        const auto* calendar = calendar_for(tabled, entity);
        if (!calendar || tabled.when.hi == latest_day || tabled.when.lo == earliest_day) return;
        // Tabled before or after a dissolution: too vague to tell.
        if (const auto first = calendar->dissolved_after(tabled.when.lo); first && *first < tabled.when.hi)
            if (!ended(entity, tabled, *first)) add(*calendar, entity, *first, true);
        for (auto day = calendar->dissolved_after(tabled.when.hi); day;
             day = calendar->dissolved_after(*day)) {
            if (ended(entity, tabled, *day)) return;
            const auto relieved = relief(entity, *calendar, *day);
            if (relieved == Truth::yes) continue;
            const bool vague =
                tabled.unconfirmed || relieved != Truth::no || may_have_been_adopted(entity, *day);
            add(*calendar, entity, *day, vague || !looked_past(entity, *day) || went_on(entity, *day));
            return;
        }
    }

    // An act recorded without an entity is the federal State's.
    std::string entity_of(const TrackEvent& event) const {
        if (!event.entity.empty()) return event.entity;
        for (const auto* each : vocabulary_.entities_of(facts_.party))
            if (each->kind == "federal") return each->id;
        return {};
    }
    bool is_of(const TrackEvent& event, const std::string& entity) const {
        return entity_of(event) == entity;
    }

    // The assembly that says so itself, else the entity's first with a calendar by which bills lapse.
    const AssemblyCalendar* calendar_for(const TrackEvent& tabled, const std::string& entity) const {
        const auto* body = vocabulary_.entity(entity);
        if (!body) return nullptr;
        const AssemblyCalendar* first = nullptr;
        for (const auto& assembly : body->assemblies)
            for (const auto& each : calendars_) {
                if (each.assembly != assembly || each.lapse_authority.empty()) continue;
                if (assembly == tabled.source) return &each;
                if (!first) first = &each;
            }
        return first;
    }

    bool adopts(const TrackEvent& event) const {
        const auto* milestone = vocabulary_.milestone(event.milestone);
        return milestone &&
               (milestone->effect == Effect::adopts || milestone->effect == Effect::promulgates ||
                milestone->effect == Effect::publishes);
    }

    // Surely adopted by that day, or a source says how it ended.
    bool ended(const std::string& entity, const TrackEvent& tabled, Day day) const {
        return std::any_of(facts_.events.begin(), facts_.events.end(), [&](const TrackEvent& event) {
            if (event.unconfirmed || !is_of(event, entity)) return false;
            if (adopts(event)) return event.when.hi <= day;
            const bool ends = event.milestone == lapsed_code || event.milestone == rejected_code;
            return ends && event.when.hi >= tabled.when.lo && event.when.lo <= day;
        });
    }
    bool may_have_been_adopted(const std::string& entity, Day day) const {
        return std::any_of(facts_.events.begin(), facts_.events.end(), [&](const TrackEvent& event) {
            return is_of(event, entity) && adopts(event) && event.when.lo <= day;
        });
    }

    // Adopted later without being tabled anew: it was relieved, or tabled again, and nobody recorded which.
    bool went_on(const std::string& entity, Day day) const {
        bool adopted = false, tabled = false;
        for (const auto& event : facts_.events) {
            if (!is_of(event, entity)) continue;
            adopted = adopted || (adopts(event) && event.when.hi > day);
            tabled = tabled || (event.milestone == tabled_code && event.when.lo > day);
        }
        return adopted && !tabled;
    }

    // Between that dissolution and the next.
    Truth relief(const std::string& entity, const AssemblyCalendar& calendar, Day day) const {
        const auto next = calendar.dissolved_after(day);
        Truth truth = Truth::no;
        for (const auto& event : facts_.events) {
            if (event.milestone != relieved_code || !is_of(event, entity)) continue;
            if (event.when.hi < day || (next && event.when.lo >= *next)) continue;
            const bool sure = !event.unconfirmed && event.when.lo >= day && (!next || event.when.hi < *next);
            truth = either(truth, sure ? Truth::yes : Truth::unknown);
        }
        return truth;
    }

    bool looked_past(const std::string& entity, Day day) const {
        return std::any_of(facts_.absences.begin(), facts_.absences.end(), [&](const Absence& absence) {
            const auto* milestone = vocabulary_.milestone(absence.milestone);
            return milestone && milestone->effect == Effect::adopts && absence.reach >= day &&
                   (absence.entity.empty() || absence.entity == entity);
        });
    }

    void add(const AssemblyCalendar& calendar, const std::string& entity, Day day, bool unconfirmed) {
        TrackEvent event;
        event.id = "derived." + facts_.instrument + "." + facts_.party + "." + std::string{lapsed_code} +
                   "." + entity + "." + iso(day);
        event.milestone = lapsed_code;
        event.entity = entity;
        event.subject = calendar.assembly;
        event.when = on(day);
        event.unconfirmed = unconfirmed;
        event.derived = true;
        const auto same = std::find_if(found_.begin(), found_.end(),
                                       [&](const TrackEvent& each) { return each.id == event.id; });
        if (same == found_.end())
            found_.push_back(std::move(event));
        else  // of two bills that lapsed with one assembly one surely did
            same->unconfirmed = same->unconfirmed && unconfirmed;
    }

    const TrackFacts& facts_;
    const Vocabulary& vocabulary_;
    const std::vector<AssemblyCalendar>& calendars_;
    std::vector<TrackEvent> found_;
};

}  // namespace

std::vector<TrackEvent> lapses(const TrackFacts& facts, const Vocabulary& vocabulary,
                               const std::vector<AssemblyCalendar>& calendars) {
    return Lapsing{facts, vocabulary, calendars}.all();
}

void add_lapses(TrackFacts& facts, const Vocabulary& vocabulary,
                const std::vector<AssemblyCalendar>& calendars) {
    for (auto& event : lapses(facts, vocabulary, calendars)) facts.events.push_back(std::move(event));
}

}  // namespace registry
