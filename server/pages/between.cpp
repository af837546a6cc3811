// /between?from=&to=: what changed between two days, for everything, an instrument, a party or a track.
#include "registry/answers/between.hpp"

#include <charconv>

#include "server/http/message.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

using registry::BetweenAnswer;
using registry::BetweenFilter;

constexpr std::size_t page_size = 50;
constexpr std::chrono::days usual{30};  // where no first day is given

void name_in(Value& into, const View& view, const BetweenAnswer& answer, const std::string& instrument,
             const std::string& party) {
    if (const auto head = answer.heads.find(instrument); head != answer.heads.end())
        name_instrument(into, view, head->second);
    name_party(into, view, party);
    into.people("track_href", view.to("/instruments/" + percent(instrument) +
                                      (party.empty() ? std::string{} : "/" + percent(party))));
}

Value happening(const View& view, const BetweenAnswer& answer, const registry::Happening& each) {
    auto value = Value::object();
    value.both("event", each.event);
    value.both("when", when(view, each.when));
    name_milestone(value, view, each.milestone);
    name_entity(value, view, each.entity);
    value.both("form", each.form);
    value.people("form_label", registry::parse_span(each.form) ? std::string{} : form_label(view, each.form));
    value.both("unconfirmed", each.unconfirmed);
    // It began in the time between, and may have ended after it.
    value.both("certain", each.when.lo > answer.filter.from && each.when.hi <= answer.filter.to);
    name_in(value, view, answer, each.instrument, each.party);
    return value;
}

Value happenings(const View& view, const BetweenAnswer& answer,
                 const std::vector<registry::Happening>& all) {
    auto list = Value::list();
    for (const auto& each : all) list.push(happening(view, answer, each));
    return list;
}

Value turn(const View& view, const BetweenAnswer& answer, const registry::FindingTurn& each) {
    auto value = Value::object();
    const std::string kind{registry::name_of(each.step.kind)};
    value.both("finding", each.finding);
    value.people("finding_href", view.to("/findings/" + percent(each.finding)));
    value.both("kind", kind);
    value.people("kind_label", view.say("/step." + kind));
    name_rule(value, view, each.rule);
    name_entity(value, view, each.entity);
    name_severity(value, view, "severity", each.step.severity);
    name_severity(value, view, "was", each.was);
    value.both("certainty", registry::name_of(each.step.certainty));
    value.both("effective", day(view, each.step.effective));
    value.both("recorded", day(view, each.recorded));
    name_in(value, view, answer, each.instrument, each.party);
    return value;
}

Value turns(const View& view, const BetweenAnswer& answer) {
    auto list = Value::list();
    for (const auto& each : answer.findings) list.push(turn(view, answer, each));
    return list;
}

Value recorded(const View& view, const BetweenAnswer& answer) {
    auto list = Value::list();
    for (const auto& each : answer.recorded) {
        auto value = change(view, each);
        if (const auto head = answer.heads.find(each.instrument); head != answer.heads.end())
            value.people("title", title_of(view, head->second));
        list.push(std::move(value));
    }
    return list;
}

// One line of the table that sets the two days side by side.
Value row(std::string code, std::string label, Value then, Value now, bool differs) {
    auto value = Value::object();
    value.both("what", std::move(code));
    value.people("label", std::move(label));
    value.both("then", std::move(then));
    value.both("now", std::move(now));
    value.both("differs", differs);
    return value;
}

std::string bound_text(const View& view, registry::Bound bound, const BetweenFilter& filter,
                       registry::Day on) {
    constexpr std::string_view names[] = {"not-bound", "cannot-be-known", "bound"};
    return view.say("bound." + std::string{names[static_cast<std::size_t>(bound)]},
                    {{"day", day_text(view, on)}, {"party", party_label(view, filter.party)}});
}

std::string next_text(const View& view, const registry::StandingThen& standing) {
    std::vector<std::string> steps;
    for (const auto& [milestone, entity] : standing.next)
        steps.push_back(milestone_label(view, milestone) +
                        (entity.empty() ? std::string{} : " (" + entity_label(view, entity) + ")"));
    return steps.empty() ? view.say("between.none-next") : listed(view, steps);
}

Value two_states(const View& view, const BetweenAnswer& answer) {
    auto list = Value::list();
    if (!answer.then || !answer.now) return list;
    const auto &then = *answer.then, &now = *answer.now;
    const auto count = [&](std::string code, std::string label, const std::optional<int>& a,
                           const std::optional<int>& b) {
        const auto said = [&](const std::optional<int>& n) {
            return n ? Value{number(view, *n)} : Value{view.say("between.not-counted")};
        };
        list.push(row(std::move(code), std::move(label), said(a), said(b), a != b));
    };
    if (then.counts && now.counts) {
        count("signatories", view.say("column.signatories"), then.counts->signatories,
              now.counts->signatories);
        count("parties", view.say("column.parties"), then.counts->parties, now.counts->parties);
    }
    if (then.bound && now.bound)
        list.push(row("bound", view.say("column.bound"),
                      bound_text(view, *then.bound, answer.filter, answer.filter.from),
                      bound_text(view, *now.bound, answer.filter, answer.filter.to), then.bound != now.bound));
    if (then.bound)
        list.push(row("next", view.say("column.next"), next_text(view, then), next_text(view, now),
                      then.next != now.next));
    return list;
}

// Of what is told: everything, an instrument, a party, or a party's road with an instrument.
std::string about(const View& view, const BetweenAnswer& answer) {
    const auto& filter = answer.filter;
    std::string text;
    if (const auto head = answer.heads.find(filter.instrument); head != answer.heads.end())
        text = title_of(view, head->second).get("text")->text();
    if (!filter.party.empty())
        text = party_label(view, filter.party) + (text.empty() ? std::string{} : " – " + text);
    return text;
}

void add_form(Value& says, const View& view, const BetweenFilter& filter) {
    says.people("action", view.at("/between"));
    auto hidden = Value::list();
    for (const auto& [name, text] : view.query)
        if (name == "lang" || View::is_of_days(name))
            hidden.push(Value::object().both("name", name).both("text", text));
    says.people("hidden", std::move(hidden));
    says.both("from", registry::iso(filter.from));
    says.both("to", registry::iso(filter.to));
    says.both("instrument", filter.instrument);
    says.both("party", filter.party);
}

// The tellings under one another, each row with the name of its own: for a sheet.
void add_rows(Document& document, const View& view, const BetweenAnswer& answer) {
    auto rows = Value::list();
    const auto add = [&](std::string_view telling, std::string_view when, std::string_view recorded_on,
                         const std::string& instrument, const std::string& party, const std::string& entity,
                         std::string_view what, std::string_view thing, std::string_view detail) {
        auto value = Value::object();
        const auto head = answer.heads.find(instrument);
        value.both("telling", telling).both("when", when).both("recorded", recorded_on);
        value.both("instrument", instrument);
        value.both("title", head == answer.heads.end() ? Value{} : title_of(view, head->second));
        value.both("party", party).both("entity", entity).both("what", what).both("id", thing);
        value.both("detail", detail);
        rows.push(std::move(value));
    };
    for (const auto& each : answer.happened)
        add("took-effect", each.when.edtf, {}, each.instrument, each.party, each.entity, each.milestone,
            each.event, each.form);
    for (const auto& each : answer.perhaps)
        add("may-have-taken-effect", each.when.edtf, {}, each.instrument, each.party, each.entity,
            each.milestone, each.event, each.form);
    for (const auto& each : answer.findings)
        add("finding", registry::iso(each.step.effective), registry::iso(each.recorded), each.instrument,
            each.party, each.entity, registry::name_of(each.step.kind), each.finding,
            registry::name_of(each.step.severity));
    for (const auto& each : answer.recorded)
        add("recorded", each.date, registry::iso(each.recorded_day), each.instrument, each.party, each.entity,
            each.kind, each.finding.empty() ? each.event : each.finding,
            each.old_fact ? "added to the record" : "");
    document.says.programs("rows", std::move(rows));
    Sheet sheet;
    sheet.list = "rows";
    for (const auto* name : {"telling", "when", "recorded", "instrument", "party", "entity", "what", "id",
                             "detail"})
        sheet.columns.push_back({name, name});
    sheet.columns.push_back({"title", "title.text"});
    document.sheet = std::move(sheet);
}

struct Read {
    BetweenFilter filter;
    std::optional<Refusal> refusal;
};

Refusal unknown(const View& view, std::string_view parameter, std::string_view typed,
                std::vector<std::string> near) {
    return {400, "bad-value", view.say("problem.bad-value"),
            view.say("missing.detail", {{"typed", std::string{typed}}}), std::string{parameter},
            std::move(near)};
}

Read read(const Asking& asking) {
    const auto& view = asking.view;
    Read made;
    auto& filter = made.filter;
    const auto to = registry::parse_day(asking.asked_for("to"));
    filter.to = to.value_or(view.asked.on);
    const auto from = registry::parse_day(asking.asked_for("from"));
    filter.from = from.value_or(filter.to - usual);
    filter.limit = page_size;
    filter.offset = (asking.page_number() - 1) * page_size;
    const auto before = asking.asked_for("before");
    std::from_chars(before.data(), before.data() + before.size(), filter.before);
    if (filter.from > filter.to) {
        made.refusal = Refusal{400, "bad-value", view.say("problem.bad-value"),
                               view.say("between.wrong-way", {{"from", day_text(view, filter.from)},
                                                              {"to", day_text(view, filter.to)}}),
                               "from", {}};
        return made;
    }
    if (const std::string typed{asking.asked_for("instrument")}; !typed.empty()) {
        const auto found = registry::find_instrument(asking.reader, typed);
        if (!found.id) made.refusal = unknown(view, "instrument", typed, found.near);
        filter.instrument = found.id.value_or(std::string{});
    }
    if (const std::string typed{asking.asked_for("party")}; !typed.empty()) {
        const auto found = registry::find_party(typed);
        if (!found.id) made.refusal = unknown(view, "party", typed, found.near);
        filter.party = found.id.value_or(std::string{});
    }
    return made;
}

void add_more(Value& says, const View& view, const BetweenAnswer& answer) {
    const auto page = answer.filter.offset / page_size + 1;
    const bool more = answer.more_happened || answer.more_findings;
    says.both("more", more);
    says.people("after", more ? view.here("page", std::to_string(page + 1)) : std::string{});
    says.people("before", page > 1 ? view.here("page", page > 2 ? std::to_string(page - 1) : std::string{})
                                   : std::string{});
    says.people("some_paging", more || page > 1);
    const auto last = answer.more_recorded ? std::to_string(answer.recorded.back().id) : std::string{};
    says.both("more_recorded", answer.more_recorded);
    says.people("older_href", last.empty() ? std::string{} : view.here("before", last));
}

}  // namespace

Document between_days(const View& view, const BetweenAnswer& answer, bool as_sheet) {
    const auto& filter = answer.filter;
    const auto whose = about(view, answer);
    const registry::Arguments days{{"from", day_text(view, filter.from)}, {"to", day_text(view, filter.to)}};
    const auto title = view.say("between.title", days);
    auto document = page(view, "between", whose.empty() ? title : whose + ": " + title);
    auto& says = document.says;
    says.people("heading", title);
    says.people("about", whose.empty() ? view.say("between.everything") : whose);
    says.people("lead", view.say("between.lead", days));
    add_form(says, view, filter);
    says.both("nothing_known", answer.nothing_known);
    says.people("not_as_known", answer.not_as_known);
    says.people("from_text", day_text(view, filter.from));
    says.people("to_text", day_text(view, filter.to));
    says.both("states", two_states(view, answer));
    says.both("took_effect", happenings(view, answer, answer.happened));
    says.both("may_have_taken_effect", happenings(view, answer, answer.perhaps));
    says.both("findings", turns(view, answer));
    says.people("findings_not_told", view.asked.known || view.asked.published);
    says.both("changes", recorded(view, answer));
    add_more(says, view, answer);
    if (as_sheet) add_rows(document, view, answer);
    return document;
}

Answered between_page(const Asking& asking) {
    auto asked = read(asking);
    if (asked.refusal) return *asked.refusal;
    return between_days(asking.view, registry::between(asking.reader, asked.filter, asking.view.asked),
                        asking.format == "csv");
}

}  // namespace server
