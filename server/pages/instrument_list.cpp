#include "server/pages/instrument_list.hpp"

#include <fmt/format.h>

#include <charconv>

#include "registry/model/edtf.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

using namespace registry::catalogue;  // Filter, Question, Takes of a list

std::string period_end(const View& view, std::string_view which, const Bound& bound) {
    const auto date = registry::parse_edtf(bound.edtf);
    const auto precision = date ? date->from.precision : registry::Precision::day;
    const std::string shape = precision == registry::Precision::year    ? "year"
                              : precision == registry::Precision::month ? "month"
                                                                        : "day";
    const auto when = registry::parse_when(bound.edtf);
    return view.say("list." + std::string{which} + "." + shape,
                    {{"date", when ? registry::say_when(view.lang, *when) : bound.edtf}});
}

// " from 2000 and before 2010", with the blank that parts it from what stands before; empty: at any time.
std::string period(const View& view, const std::optional<Bound>& from, const std::optional<Bound>& before) {
    if (from && before)
        return " " + view.say("list.from-and-before", {{"from", period_end(view, "from", *from)},
                                                       {"before", period_end(view, "before", *before)}});
    if (from) return " " + period_end(view, "from", *from);
    return before ? " " + period_end(view, "before", *before) : std::string{};
}

// What is asked of the party, each in a few words.
void say_party(std::vector<std::string>& clauses, const View& view, const Question& asked) {
    if (asked.party.empty()) return;
    const auto tell = [&](const std::string& key, const std::string& when) {
        clauses.push_back(
            view.say("list." + key, {{"party", party_label(view, asked.party)}, {"period", when}}));
    };
    const auto then_signed = period(view, asked.signed_from, asked.signed_before);
    const auto then_bound = period(view, asked.bound_from, asked.bound_before);
    const auto status = asked.status;
    const bool is_signed = status == Status::signed_ || status == Status::signed_not_bound;
    if (is_signed || !then_signed.empty()) tell("signed-by", then_signed);
    if (status == Status::bound || !then_bound.empty()) tell("bound-by", then_bound);
    if (status == Status::signed_not_bound) tell("not-bound", {});
    if (status == Status::in_force) tell("in-force-for", {});
    if (status == Status::withdrawn) tell("withdrawn-by", {});
    if (status == Status::none) tell("none-of", {});
    if (clauses.empty()) tell("of-party", {});
}

std::string value_label(const View& view, registry::catalogue::Takes takes, const std::string& value) {
    using T = registry::catalogue::Takes;
    switch (takes) {
        case T::kind:
            return kind_label(view, value);
        case T::party:
            return party_label(view, value);
        case T::status:
            return view.say("list.status." + value);
        case T::yes_or_no:
            return view.say("list." + value);
        case T::severity:
            // Nothing is above the highest.
            if (value == registry::name_of(registry::Severity::severe)) return view.say("/severity." + value);
            return view.say("list.at-least", {{"severity", view.say("/severity." + value)}});
        case T::rule:
            return value + " – " + (registry::rule(value) ? registry::rule(value)->title.in(view.lang) : "");
        case T::entity:
            return entity_label(view, value);
        case T::milestone:
            return milestone_label(view, value);
        case T::bound:
            if (const auto when = registry::parse_when(value)) return registry::say_when(view.lang, *when);
            return value;
        case T::words:
            return value;
    }
    return value;
}

// "1990" of a facet stands for the ten years.
View in_decade(const View& view, const std::string& year) {
    auto other = view;
    std::erase_if(other.query, [](const auto& pair) {
        return pair.first == "adopted-from" || pair.first == "adopted-before";
    });
    int first = 0;
    std::from_chars(year.data(), year.data() + year.size(), first);
    if (first) other.query.emplace_back("adopted-before", fmt::format("{:04}", first + 10));
    return other;
}

bool is_decade(const Question& asked, const std::string& year) {
    const auto next = fmt::format("{:04}", std::atoi(year.c_str()) + 10);
    return asked.adopted_from && asked.adopted_from->edtf == year && asked.adopted_before &&
           asked.adopted_before->edtf == next;
}

std::string asked_value(const View& view, std::string_view key) {
    for (const auto& [name, value] : view.query)
        if (name == key) return value;
    return {};
}

}  // namespace

std::string list_in_words(const View& view, const Question& asked) {
    std::vector<std::string> clauses;
    say_party(clauses, view, asked);
    const auto add = [&](bool is_asked, const std::string& key, const registry::Arguments& arguments) {
        if (is_asked) clauses.push_back(view.say("list." + key, arguments));
    };
    const bool adopted = asked.adopted_from || asked.adopted_before;
    add(adopted, "adopted", {{"period", period(view, asked.adopted_from, asked.adopted_before)}});
    add(asked.in_force == true, "in-force", {});
    add(asked.in_force == false, "not-in-force", {});
    add(!asked.kind.empty(), "of-kind", {{"kind", kind_label(view, asked.kind)}});
    add(asked.severity != registry::Severity::none,
        asked.severity == registry::Severity::severe ? "of-highest-class" : "of-class",
        {{"severity", view.say("/severity." + std::string{registry::name_of(asked.severity)})}});
    add(!asked.rule.empty(), "of-rule", {{"rule", asked.rule}});
    add(!asked.entity.empty(), "of-entity", {{"entity", entity_label(view, asked.entity)}});
    add(!asked.next.empty(), "of-next", {{"milestone", milestone_label(view, asked.next)}});
    add(!asked.q.empty(), "of-words", {{"words", asked.q}});
    if (clauses.empty()) return view.say("list.all");
    std::string joined;
    for (const auto& each : clauses) joined += (joined.empty() ? "" : ", ") + each;
    return view.say("list.some", {{"clauses", joined}});
}

std::string filter_in_words(const View& view, const Filter& each, std::string_view value) {
    return view.say("list.chosen", {{"filter", view.say("list.filter." + std::string{each.key})},
                                    {"value", value_label(view, each.takes, std::string{value})}});
}

Value filters_removable(const View& view) {
    auto list = Value::list();
    for (const auto& each : filters()) {
        const auto value = asked_value(view, each.key);
        if (value.empty()) continue;
        auto without = view;
        // What is asked of a party goes with it.
        if (each.takes == registry::catalogue::Takes::party)
            std::erase_if(without.query, [](const auto& pair) {
                const auto* other = filter(pair.first);
                return other && other->needs_party;
            });
        const auto* party = each.takes == registry::catalogue::Takes::party
                                ? registry::Vocabulary::built_in().party_named(value)
                                : nullptr;
        auto shown = Value::object();
        shown.people("text", filter_in_words(view, each, party ? party->id : value));
        shown.people("href", list_with(without, each.key, {}));
        list.push(std::move(shown));
    }
    return list;
}

Value filter_form(const View& view, const Asked& asked) {
    auto form = Value::object();
    auto fields = Value::list(), further = Value::list();
    std::vector<std::string_view> here{"sort", "after", "before"};
    for (const auto& each : filters()) {
        here.push_back(each.key);
        const auto chosen = asked_value(view, each.key);
        auto field = Value::object();
        field.people("name", each.key);
        field.people("label", view.say("list.filter." + std::string{each.key}));
        const auto values = allowed(each.takes);
        if (values.empty()) {
            const bool party =
                each.takes == registry::catalogue::Takes::party && !asked.question.party.empty();
            field.people("text", true);
            field.people("value", party ? party_label(view, asked.question.party) : chosen);
            field.people("bound", each.takes == registry::catalogue::Takes::bound);
        } else {
            std::vector<Option> offered{{"", view.say("list.any")}};
            for (const auto& value : values) offered.push_back({value, value_label(view, each.takes, value)});
            field.people("options", options(offered, chosen));
        }
        const bool first =
            each.key == "q" || each.key == "kind" || each.key == "party" || each.key == "status";
        (first ? fields : further).push(std::move(field));
    }
    bool open = false;
    for (const auto& each : filters())
        open = open || (each.key != "q" && each.key != "kind" && each.key != "party" &&
                        each.key != "status" && each.asked(asked.question));
    // Left alone, words bring the nearest first.
    std::vector<Option> orders{
        {"", view.say(asked.question.q.empty() ? "list.sort.title" : "list.sort.nearness")}};
    for (const auto& code : sorts())
        orders.push_back(
            {code, view.say(code.starts_with('-') ? "list.sorted-down" : "list.sorted-up",
                            {{"order", view.say("list.sort." + code.substr(code.front() == '-'))}})});
    form.people("action", view.at("/instruments"));
    form.people("fields", std::move(fields));
    form.people("further", std::move(further));
    form.people("open", open);
    form.people("orders", options(orders, asked_value(view, "sort")));
    form.people("hidden", fields_kept(view, here));
    return form;
}

Value filter_facets(const View& view, const List& list, const Question& asked) {
    auto all = Value::list();
    for (const auto& facet : list.facets) {
        const auto* of = filter(facet.key);
        const bool decades = facet.key == "adopted-from";
        auto shown = Value::list(), folded = Value::list();
        std::size_t n = 0;
        constexpr std::size_t at_once = 8;
        for (const auto& each : facet.values) {
            const auto year = decades ? fmt::format("{:04}", std::atoi(each.value.c_str())) : each.value;
            if (decades && std::atoi(each.value.c_str()) < 1) continue;  // no year of four digits
            const bool chosen = decades ? is_decade(asked, year) : asked_value(view, facet.key) == each.value;
            auto choice = Value::object();
            choice.both("value", year);
            choice.people("label", decades ? fmt::format("{}–{:04}", year, std::atoi(year.c_str()) + 9)
                                           : value_label(view, of->takes, each.value));
            choice.both("n", each.rows);
            choice.people("count", number(view, static_cast<std::int64_t>(each.rows)));
            choice.both("chosen", chosen);
            const auto there = decades ? in_decade(view, chosen ? "" : year) : view;
            choice.people("href", list_with(there, facet.key, chosen ? std::string{} : year));
            (n++ < at_once || chosen ? shown : folded).push(std::move(choice));
        }
        auto value = Value::object();
        value.both("key", facet.key);
        value.people("label", view.say("list.facet." + std::string{facet.key}));
        value.both("choices", std::move(shown));
        value.both("further", std::move(folded));
        all.push(std::move(value));
    }
    return all;
}

}  // namespace server
