// The filters of a list of instruments, one row each.
#include <algorithm>

#include "registry/catalogue/list.hpp"
#include "registry/model/edtf.hpp"

namespace registry::catalogue {
namespace {

Truth truth(bool holds) { return holds ? Truth::yes : Truth::no; }

// Whether it happened in the period, as far as its day is known. `from` included, `before` not.
Truth within(const CatalogueStep& step, const std::optional<Bound>& from,
             const std::optional<Bound>& before) {
    const auto at_least = !from || step.lo >= from->day ? Truth::yes
                          : step.hi >= from->day        ? Truth::unknown
                                                        : Truth::no;
    const auto earlier = !before || step.hi < before->day ? Truth::yes
                         : step.lo < before->day          ? Truth::unknown
                                                          : Truth::no;
    return both(at_least, earlier);
}

// Both ends of a period are about one act: a signature of 1999 and one of 2012 are none of 2000 to 2010.
Truth acted(const CatalogueRow& row, const Question& asked, Effect effect, const std::optional<Bound>& from,
            const std::optional<Bound>& before) {
    auto any = Truth::no;
    if (const auto* track = row.track(asked.party))
        for (const auto& step : track->steps)
            if (step.effect == effect && step.lo <= asked.on) any = either(any, within(step, from, before));
    return any;
}
Truth signed_then(const CatalogueRow& row, const Question& asked) {
    return acted(row, asked, Effect::signs, asked.signed_from, asked.signed_before);
}
Truth bound_then(const CatalogueRow& row, const Question& asked) {
    return acted(row, asked, Effect::consents, asked.bound_from, asked.bound_before);
}
Truth adopted_then(const CatalogueRow& row, const Question& asked) {
    if (!row.adopted || row.adopted->lo > asked.on) return Truth::no;  // not recorded
    return within({Effect::none, {}, row.adopted->lo, row.adopted->hi}, asked.adopted_from,
                  asked.adopted_before);
}

// Happened by the day: an event of a day known only so far has happened by today, or it would not be
// recorded.
Truth by_now(const CatalogueStep& step, Day on, Day today) {
    if (step.lo > on) return Truth::no;
    return step.hi <= on || on >= today ? Truth::yes : Truth::unknown;
}
// The best of the steps of that effect.
Truth any_by_now(const std::vector<CatalogueStep>& steps, Effect effect, Day on, Day today) {
    auto any = Truth::no;
    for (const auto& step : steps)
        if (step.effect == effect) any = either(any, by_now(step, on, today));
    return any;
}

// What entered into force before a withdrawal ended with it: a later consent enters anew.
Truth entered_since_withdrawal(const std::vector<CatalogueStep>& steps, Day on, Day today) {
    std::optional<Day> left;
    for (const auto& step : steps)
        if (step.effect == Effect::withdraws && step.lo <= on && (!left || *left < step.lo)) left = step.lo;
    auto any = Truth::no;
    for (const auto& step : steps)
        if (step.effect == Effect::enters && (!left || step.lo > *left))
            any = either(any, by_now(step, on, today));
    return any;
}

Truth holds_status(const CatalogueRow& row, const Question& asked) {
    return statuses_of(row, asked.party, asked.on, asked.today).at(static_cast<std::size_t>(*asked.status));
}

Truth holds_in_force(const CatalogueRow& row, const Question& asked) {
    const auto entered = any_by_now(row.own, Effect::enters, asked.on, asked.today);
    const auto ended = any_by_now(row.own, Effect::withdraws, asked.on, asked.today);
    const auto in_force = both(entered, negated(ended));
    return *asked.in_force ? in_force : negated(in_force);
}

// Rule, entity and class are of one finding; with a party, of one of that party's.
bool fits(const CatalogueFinding& finding, const ListedSpan& then, const Question& asked) {
    return finding.profile == asked.profile && (asked.party.empty() || finding.party == asked.party) &&
           (asked.rule.empty() || finding.rule == asked.rule) &&
           (asked.entity.empty() || finding.entity == asked.entity || then.waits_for == asked.entity);
}

// Which step is next is kept for today only.
bool has_next(const CatalogueRow& row, const Question& asked, std::string CatalogueTrack::*what,
              const std::string& wanted) {
    if (asked.on != asked.today) return false;
    if (!asked.party.empty()) {
        const auto* track = row.track(asked.party);
        return track && track->*what == wanted;
    }
    return std::any_of(row.tracks.begin(), row.tracks.end(),
                       [&](const CatalogueTrack& each) { return each.*what == wanted; });
}

Truth holds_finding(const CatalogueRow& row, const Question& asked) {
    if (worst_asked(row, asked) != Severity::none) return Truth::yes;
    const bool of_entity_alone = !asked.entity.empty() && asked.rule.empty();
    return truth(of_entity_alone && has_next(row, asked, &CatalogueTrack::next_entity, asked.entity));
}
Truth holds_severity(const CatalogueRow& row, const Question& asked) {
    return truth(worst_asked(row, asked) >= asked.severity);
}

Truth holds_words(const CatalogueRow& row, const Question& asked) {
    return truth(std::find(asked.hits.begin(), asked.hits.end(), row.id) != asked.hits.end());
}
Truth holds_kind(const CatalogueRow& row, const Question& asked) { return truth(row.kind == asked.kind); }
Truth holds_party(const CatalogueRow& row, const Question& asked) {
    return truth(asked.status == Status::none || row.track(asked.party) != nullptr);
}
Truth holds_next(const CatalogueRow& row, const Question& asked) {
    return truth(has_next(row, asked, &CatalogueTrack::next_milestone, asked.next));
}

constexpr std::array statuses{std::pair{Status::signed_, std::string_view{"signed"}},
                              std::pair{Status::bound, std::string_view{"bound"}},
                              std::pair{Status::signed_not_bound, std::string_view{"signed-not-bound"}},
                              std::pair{Status::in_force, std::string_view{"in-force"}},
                              std::pair{Status::withdrawn, std::string_view{"withdrawn"}},
                              std::pair{Status::none, std::string_view{"none"}}};

// The members of a question a filter reads and asks.
template <std::string Question::*member>
bool asks_text(const Question& asked) {
    return !(asked.*member).empty();
}
template <std::string Question::*member>
bool reads_text(Question& asked, std::string_view typed) {
    asked.*member = typed;
    return true;
}
template <auto member>
bool asks_some(const Question& asked) {
    return (asked.*member).has_value();
}
template <std::optional<Bound> Question::*member>
bool reads_bound(Question& asked, std::string_view typed) {
    asked.*member = typed.empty() ? std::nullopt : read_bound(typed);
    return typed.empty() || (asked.*member).has_value();
}
template <std::string Question::*member, Takes takes>
bool reads_listed(Question& asked, std::string_view typed) {
    asked.*member = typed;
    if (typed.empty()) return true;
    const auto values = allowed(takes);
    return std::find(values.begin(), values.end(), typed) != values.end();
}
bool reads_party(Question& asked, std::string_view typed) {
    asked.party = typed;
    return typed.empty() || Vocabulary::built_in().party(typed);
}
bool reads_status(Question& asked, std::string_view typed) {
    asked.status.reset();
    for (const auto& [status, name] : statuses)
        if (name == typed) asked.status = status;
    return typed.empty() || asked.status;
}
bool reads_in_force(Question& asked, std::string_view typed) {
    asked.in_force.reset();
    if (typed == "yes" || typed == "no") asked.in_force = typed == "yes";
    return typed.empty() || asked.in_force;
}
bool reads_severity(Question& asked, std::string_view typed) {
    const auto severity = named<Severity>(typed);
    asked.severity = severity.value_or(Severity::none);
    return typed.empty() || asked.severity != Severity::none;
}
bool asks_severity(const Question& asked) { return asked.severity != Severity::none; }

using Q = Question;
constexpr Filter table[] = {
    {"q", Takes::words, false, false, asks_text<&Q::q>, holds_words, reads_text<&Q::q>},
    {"kind", Takes::kind, false, true, asks_text<&Q::kind>, holds_kind, reads_listed<&Q::kind, Takes::kind>},
    {"party", Takes::party, false, false, asks_text<&Q::party>, holds_party, reads_party},
    {"status", Takes::status, true, true, asks_some<&Q::status>, holds_status, reads_status},
    {"signed-from", Takes::bound, true, false, asks_some<&Q::signed_from>, signed_then,
     reads_bound<&Q::signed_from>},
    {"signed-before", Takes::bound, true, false, asks_some<&Q::signed_before>, signed_then,
     reads_bound<&Q::signed_before>},
    {"bound-from", Takes::bound, true, false, asks_some<&Q::bound_from>, bound_then,
     reads_bound<&Q::bound_from>},
    {"bound-before", Takes::bound, true, false, asks_some<&Q::bound_before>, bound_then,
     reads_bound<&Q::bound_before>},
    {"adopted-from", Takes::bound, false, true, asks_some<&Q::adopted_from>, adopted_then,
     reads_bound<&Q::adopted_from>},
    {"adopted-before", Takes::bound, false, false, asks_some<&Q::adopted_before>, adopted_then,
     reads_bound<&Q::adopted_before>},
    {"in-force", Takes::yes_or_no, false, false, asks_some<&Q::in_force>, holds_in_force, reads_in_force},
    {"severity", Takes::severity, false, true, asks_severity, holds_severity, reads_severity},
    {"rule", Takes::rule, false, false, asks_text<&Q::rule>, holds_finding,
     reads_listed<&Q::rule, Takes::rule>},
    {"entity", Takes::entity, false, false, asks_text<&Q::entity>, holds_finding,
     reads_listed<&Q::entity, Takes::entity>},
    {"next", Takes::milestone, false, true, asks_text<&Q::next>, holds_next,
     reads_listed<&Q::next, Takes::milestone>},
};

bool is_empty(const std::optional<Bound>& from, const std::optional<Bound>& before) {
    return from && before && before->day <= from->day;
}

}  // namespace

std::span<const Filter> filters() { return table; }

const Filter* filter(std::string_view key) {
    const auto found = std::ranges::find(table, key, &Filter::key);
    return found == std::end(table) ? nullptr : found;
}

std::vector<std::string> allowed(Takes takes) {
    const auto& words = Vocabulary::built_in();
    std::vector<std::string> values;
    switch (takes) {
        case Takes::kind:
            for (const auto& each : words.instrument_kinds()) values.emplace_back(each);
            break;
        case Takes::status:
            for (const auto& [status, name] : statuses) values.emplace_back(name);
            break;
        case Takes::yes_or_no:
            values = {"yes", "no"};
            break;
        case Takes::severity:
            for (const auto& [severity, name] : Names<Severity>::table)
                if (severity != Severity::none) values.emplace_back(name);
            break;
        case Takes::rule:
            for (const auto& each : built_in_rules()) values.push_back(each.id);
            break;
        case Takes::entity:
            for (const auto& each : words.entities()) values.push_back(each.id);
            break;
        case Takes::milestone:
            for (const auto& each : words.milestones()) values.push_back(each.code);
            break;
        case Takes::words:
        case Takes::party:
        case Takes::bound:
            break;
    }
    return values;
}

std::optional<Bound> read_bound(std::string_view edtf) {
    const auto date = parse_edtf(edtf);
    if (!date || date->interval || date->from.qualifier) return std::nullopt;
    const auto precision = date->from.precision;
    if (precision != Precision::year && precision != Precision::month && precision != Precision::day)
        return std::nullopt;
    return Bound{std::string{edtf}, date->from.lo};
}

std::optional<Contradiction> contradiction(const Question& asked) {
    using Kind = Contradiction::Kind;
    for (const auto& each : table)
        if (each.needs_party && each.asked(asked) && asked.party.empty())
            return Contradiction{each.key, "party", Kind::needs};
    if (is_empty(asked.signed_from, asked.signed_before))
        return Contradiction{"signed-before", "signed-from", Kind::empty_period};
    if (is_empty(asked.bound_from, asked.bound_before))
        return Contradiction{"bound-before", "bound-from", Kind::empty_period};
    if (is_empty(asked.adopted_from, asked.adopted_before))
        return Contradiction{"adopted-before", "adopted-from", Kind::empty_period};
    if (asked.status == Status::none)
        for (const auto& each : table)
            if (each.takes == Takes::bound && each.needs_party && each.asked(asked))
                return Contradiction{each.key, "status", Kind::excludes};
    if (!asked.next.empty() && asked.on != asked.today) return Contradiction{"next", "on", Kind::only_today};
    return std::nullopt;
}

Severity worst_asked(const CatalogueRow& row, const Question& asked) {
    auto worst = Severity::none;
    for (const auto& each : row.findings)
        if (const auto* span = each.on(asked.on); span && fits(each, *span, asked))
            worst = std::max(worst, span->severity);
    return worst;
}

Statuses statuses_of(const CatalogueRow& row, std::string_view party, Day on, Day today) {
    Statuses all{};
    const auto at = [&](Status status) -> Truth& { return all.at(static_cast<std::size_t>(status)); };
    const auto* track = row.track(party);
    if (!track) {
        at(Status::none) = Truth::yes;
        return all;
    }
    const auto sum = track->tally(on);
    const auto left = sum.is_party() ? Truth::no : any_by_now(track->steps, Effect::withdraws, on, today);
    at(Status::signed_) = truth(sum.is_signatory());
    at(Status::bound) = truth(sum.is_party());
    at(Status::signed_not_bound) = truth(sum.is_signatory() && !sum.is_party());
    at(Status::withdrawn) = left;
    at(Status::none) = truth(!sum.is_signatory() && !sum.is_party() && left == Truth::no);
    if (!sum.is_party()) return all;
    // When the party's consent took effect need not be recorded even where the instrument's own entry is.
    const auto own = entered_since_withdrawal(track->steps, on, today);
    const bool general = any_by_now(row.own, Effect::enters, on, today) != Truth::no;
    at(Status::in_force) = own == Truth::yes || !general ? own : Truth::unknown;
    return all;
}

}  // namespace registry::catalogue
