#include "registry/answers/with.hpp"

#include <array>

#include "registry/answers/as_asked.hpp"
#include "registry/answers/consent_by.hpp"
#include "registry/answers/listed_on.hpp"

namespace registry {
namespace {

Between between(Standing a, Standing b) {
    const auto has_left = [](Standing each) {
        return each == Standing::withdrawn || each == Standing::signature_withdrawn;
    };
    const auto is = [](Standing each, Standing what) { return each == what; };
    if (has_left(a) || has_left(b)) return Between::left;
    if (is(a, Standing::consented) && is(b, Standing::consented)) return Between::both_bound;
    if (is(a, Standing::signed_only) && is(b, Standing::signed_only)) return Between::both_signed;
    const bool one = is(a, Standing::consented) || is(b, Standing::consented);
    const bool other = is(a, Standing::signed_only) || is(b, Standing::signed_only);
    return one && other ? Between::one_bound : Between::other;
}

std::optional<When> last_of(const std::vector<Event>& events, Effect effect) {
    std::optional<When> last;
    for (const auto& each : events) {
        const auto* milestone = Vocabulary::built_in().milestone(each.milestone);
        if (milestone && milestone->effect == effect && (!last || last->lo <= each.when.lo)) last = each.when;
    }
    return last;
}

// Of the later consent; where one has none, after all that have.
Day bound_since(const CatalogueTrack& a, const CatalogueTrack& b) {
    const auto last = [](const CatalogueTrack& track) {
        auto day = earliest_day;
        bool any = false;
        for (const auto& each : track.steps)
            if (each.effect == Effect::consents) day = std::max(day, each.lo), any = true;
        return any ? day : latest_day;
    };
    return std::max(last(a), last(b));
}

WithAnswer::Side side(store::Reader& reader, const store::InstrumentFacts& about, const std::string& party,
                      Standing stands, const Asked& asked) {
    WithAnswer::Side side;
    side.standing = stands;
    const auto own = about.events.find(party);
    const auto events = own == about.events.end() ? std::vector<Event>{} : own->second;
    const auto shown = shown_on(events, asked);
    side.signed_on = last_of(shown, Effect::signs);
    side.consented_on = last_of(shown, Effect::consents);
    side.withdrawn_on = last_of(shown, Effect::withdraws);
    const auto facts = store::track_facts(reader, about, party, view_of(asked));
    side.bound = bound(about.clause, about.entry, consent_by(party, events, asked.on), asked.on,
                       consent_looked_up_to(facts, Vocabulary::built_in()));
    return side;
}

Bound for_both(Bound a, Bound b) {
    if (a == Bound::no || b == Bound::no) return Bound::no;
    return a == Bound::yes && b == Bound::yes ? Bound::yes : Bound::cannot_be_known;
}

}  // namespace

WithAnswer with_answer(store::Reader& reader, std::shared_ptr<const Table> table,
                       const WithQuestion& question, const Asked& asked) {
    WithAnswer answer;
    answer.nothing_known = is_before_registry(reader, asked);
    if (answer.nothing_known) return answer;
    const auto rows = rows_as_asked(reader, std::move(table), asked, question.a);
    const auto has_begun = [&](const CatalogueTrack* track) {
        return track && track->first && (asked.on >= asked.today || *track->first <= asked.on);
    };
    std::vector<Keyed> lines;
    std::array<int, 5> counts{};
    for (std::size_t at = 0; at < rows.rows.size(); ++at) {
        const auto& row = *rows.rows[at];
        const auto *a = row.track(question.a), *b = row.track(question.b);
        if (!has_begun(a) || !has_begun(b)) continue;
        const auto status = between(standing(*a, asked.on), standing(*b, asked.on));
        ++counts[static_cast<std::size_t>(status)];
        if (question.status && *question.status != status) continue;
        const auto order = question.order == BetweenOrder::since
                               ? key_of(bound_since(*a, *b).time_since_epoch().count())
                               : title_key(row, question.lang);
        lines.push_back({order + "." + row.id, at});
    }
    for (const auto& [value, name] : Names<Between>::table)
        if (const int n = counts[static_cast<std::size_t>(value)])
            answer.statuses.push_back({std::string{name}, n});
    answer.page = cut_page(lines, question.page);
    for (auto at = answer.page.from; at < answer.page.to; ++at) {
        const auto& row = *rows.rows[lines[at].at];
        const auto about = store::instrument_facts(reader, row.id, view_of(asked));
        WithAnswer::Line line;
        line.instrument = head_of(row);
        line.a = side(reader, about, question.a, standing(*row.track(question.a), asked.on), asked);
        line.b = side(reader, about, question.b, standing(*row.track(question.b), asked.on), asked);
        line.between = between(line.a.standing, line.b.standing);
        line.in_force = for_both(line.a.bound.bound, line.b.bound.bound);
        answer.lines.push_back(std::move(line));
    }
    return answer;
}

}  // namespace registry
