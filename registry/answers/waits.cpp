#include "registry/answers/waits.hpp"

#include <algorithm>

#include "registry/answers/as_asked.hpp"
#include "registry/store/ask_waits.hpp"
#include "registry/store/patience.hpp"

namespace registry {
namespace {

WaitCurve curve_of(Observed observed) {
    WaitCurve curve;
    curve.curve = kaplan_meier(std::move(observed.waits));
    curve.too_vague = observed.too_vague;
    curve.without_data = observed.without_data;
    curve.first_as_of = observed.first_as_of;
    curve.last_as_of = observed.last_as_of;
    return curve;
}

void add(Observed& to, Observed&& more) {
    to.waits.insert(to.waits.end(), more.waits.begin(), more.waits.end());
    to.too_vague += more.too_vague;
    to.without_data += more.without_data;
    if (more.first_as_of)
        to.first_as_of = to.first_as_of ? std::min(*to.first_as_of, *more.first_as_of) : more.first_as_of;
    if (more.last_as_of)
        to.last_as_of = to.last_as_of ? std::max(*to.last_as_of, *more.last_as_of) : more.last_as_of;
}

// The first event of that effect that had or may have happened by the day.
const TrackEvent* first(const TrackFacts& facts, Effect effect, Day on) {
    const TrackEvent* found = nullptr;
    for (const auto& each : facts.events) {
        const auto* milestone = Vocabulary::built_in().milestone(each.milestone);
        if (each.general || !milestone || milestone->effect != effect) continue;
        if (each.when.lo <= on && (!found || each.when.lo < found->when.lo)) found = &each;
    }
    return found;
}

}  // namespace

std::optional<double> WaitCurve::consented_within(int days) const {
    if (too_few()) return std::nullopt;
    const auto waiting = curve.waiting_after(days);
    return waiting ? std::optional{1 - *waiting} : std::nullopt;
}

Waits::Both Waits::curves(store::Reader& reader, const std::string& party, Day on) {
    // Held while reading: who asks at the same time would read the same.
    const std::lock_guard lock(mutex_);
    const store::Unhurried unhurried(reader);  // kept for everybody
    auto kept = kept_;
    if (!kept || revision_ != reader.revision()) {
        kept = std::make_shared<Kept>();
        kept->signatures = store::signatures(reader);
        if (!kept_ || reader.revision() > revision_) {  // a reader of an older snapshot keeps nothing
            kept_ = kept;
            revision_ = reader.revision();
        }
    }
    if (kept->on != on) {
        Observed everybody;
        for (const auto& [id, signatures] : kept->signatures) add(everybody, observe(signatures, on));
        kept->all = std::make_shared<const WaitCurve>(curve_of(std::move(everybody)));
        kept->on = on;
    }
    Both both;
    both.all = *kept->all;
    if (const auto own = kept->signatures.find(party); own != kept->signatures.end())
        both.party = curve_of(observe(own->second, on));
    return both;
}

std::optional<WaitAnswer> wait_answer(store::Reader& reader, Waits& waits, const TrackFacts& facts,
                                      const Asked& asked) {
    const auto* signature = first(facts, Effect::signs, asked.on);
    if (!signature || first(facts, Effect::consents, asked.on) || first(facts, Effect::unsigns, asked.on))
        return std::nullopt;
    WaitAnswer answer;
    answer.party = facts.party;
    answer.signed_on = signature->when;
    answer.on = asked.on;
    if (asked.known || asked.published) {
        answer.left = WaitAnswer::Left::two_times;
        return answer;
    }
    // As a single case would be seen on that day.
    const auto own = observe({{{signature->when.lo, signature->when.hi}, {}, {}, asked.on}}, asked.on);
    if (own.waits.empty()) {
        answer.left = WaitAnswer::Left::vague;
        return answer;
    }
    answer.days = own.waits.front().days;
    auto both = waits.curves(reader, facts.party, asked.on);
    answer.of_party = std::move(both.party);
    answer.of_all = std::move(both.all);
    return answer;
}

std::optional<WaitAnswer> wait_answer(store::Reader& reader, Waits& waits, std::string_view instrument,
                                      std::string_view party, const Asked& asked) {
    return wait_answer(reader, waits, store::track_facts(reader, instrument, party, view_of(asked)), asked);
}

}  // namespace registry
