// /parties/{a}/with/{b}: instruments in which both take part, and which of them bind both on the day.
#include "registry/answers/with.hpp"

#include "server/http/message.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/list_parts.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/words.hpp"
#include "server/represent/csv.hpp"

namespace server {
namespace {

using registry::Between;
using registry::Bound;
using registry::WithAnswer;
using registry::WithQuestion;

constexpr std::size_t page_size = 50;

std::string_view name_of(Bound bound) {
    return bound == Bound::yes ? "yes" : bound == Bound::no ? "no" : "cannot-be-known";
}

Value side(const View& view, const WithAnswer::Line& line, const std::string& party,
           const WithAnswer::Side& side) {
    auto value = Value::object();
    name_party(value, view, party);
    value.people("track_href", view.to("/instruments/" + percent(line.instrument.id) + "/" + percent(party)));
    const std::string standing{registry::name_of(side.standing)};
    value.both("status", standing);
    value.people("status_label", view.say("roads.standing." + standing));
    value.both("signed", when(view, side.signed_on));
    value.both("consented", when(view, side.consented_on));
    value.both("withdrawn", when(view, side.withdrawn_on));
    value.both("in_force", name_of(side.bound.bound));
    // What a source says beats what is computed, and is told apart from it.
    const bool recorded = side.bound.recorded.has_value();
    value.both("in_force_from", when(view, recorded ? side.bound.recorded : side.bound.computed));
    value.both("computed", !recorded && side.bound.computed);
    value.both("because", side.bound.because);
    value.people("says", view.say("/" + side.bound.because));
    return value;
}

Value line_shown(const View& view, const WithAnswer::Line& line, const WithQuestion& asked) {
    auto value = Value::object();
    name_instrument(value, view, line.instrument);
    const std::string between{registry::name_of(line.between)};
    value.both("status", between);
    value.people("status_label", view.say("roads.between." + between));
    value.both("in_force_for_both", name_of(line.in_force));
    value.people("in_force_says", view.say("roads.both-in-force." + std::string{name_of(line.in_force)}));
    auto sides = Value::list();
    sides.push(side(view, line, asked.a, line.a));
    sides.push(side(view, line, asked.b, line.b));
    value.people("sides", sides);
    value.programs("a", (*sides.items())[0]);
    value.programs("b", (*sides.items())[1]);
    return value;
}

Sheet sheet() {
    Sheet sheet{"instruments",
                {{"instrument", "instrument"},
                 {"title", "title.text"},
                 {"title_language", "title.lang"},
                 {"status", "status"},
                 {"in_force_for_both", "in_force_for_both"}}};
    for (const std::string of : {"a", "b"}) {
        for (const std::string name : {"party", "status"})
            sheet.columns.push_back({of + "_" + name, of + "." + name});
        for (const std::string name : {"signed", "consented", "withdrawn"})
            add_date(sheet, of + "_" + name, of + "." + name);
        sheet.columns.push_back({of + "_in_force", of + ".in_force"});
        add_date(sheet, of + "_in_force_from", of + ".in_force_from");
        sheet.columns.push_back({of + "_computed", of + ".computed"});
        sheet.columns.push_back({of + "_because", of + ".because"});
    }
    return sheet;
}

}  // namespace

Document with_list(const View& view, const WithAnswer& answer, const WithQuestion& asked) {
    const auto a = party_label(view, asked.a), b = party_label(view, asked.b);
    auto document = page(view, "with", view.say("roads.with.title", {{"a", a}, {"b", b}}));
    auto& says = document.says;
    says.people("heading", view.say("roads.with.title", {{"a", a}, {"b", b}}));
    says.people("lead",
                view.say("roads.with.lead", {{"a", a}, {"b", b}, {"day", day_text(view, view.asked.on)}}));
    says.programs("a", asked.a);
    says.programs("b", asked.b);
    auto parties = Value::list();
    for (const auto& party : {asked.a, asked.b}) {
        auto value = Value::object();
        name_party(value, view, party);
        parties.push(std::move(value));
    }
    says.people("parties", std::move(parties));
    says.people("turned_href", view.to("/parties/" + percent(asked.b) + "/with/" + percent(asked.a)));
    std::vector<std::string> clauses;
    Facet status{"status", view.say("roads.status"), {}, {}};
    for (const auto& each : answer.statuses)
        status.choices.emplace_back(each, view.say("roads.between." + each.value));
    if (asked.status) {
        status.chosen = registry::name_of(*asked.status);
        clauses.push_back(view.say("roads.between." + status.chosen));
    }
    says.both(
        "said",
        said_in_words(
            view,
            view.say("roads.with.instruments",
                     {{"n", number(view, static_cast<std::int64_t>(answer.page.total))}, {"a", a}, {"b", b}}),
            clauses));
    says.both("facets", facets_shown(view, {status}));
    says.people("sorts", sorts_shown(view,
                                     {{"instrument", view.say("column.instrument")},
                                      {"since", view.say("roads.later-consent")}},
                                     registry::name_of(asked.order), asked.page.backwards));
    auto list = Value::list();
    for (const auto& line : answer.lines) list.push(line_shown(view, line, asked));
    says.people("nothing_found", answer.lines.empty() && !answer.nothing_known);
    says.both("nothing_known", answer.nothing_known);
    says.both("instruments", std::move(list));
    add_pages(document, view, answer.page);
    document.sheet = sheet();
    return document;
}

Answered with_page(const Asking& asking) {
    const auto& view = asking.view;
    WithQuestion asked;
    for (const auto& [name, into] : {std::pair{"a", &asked.a}, {"b", &asked.b}}) {
        const auto& typed = asking.params[name];
        const auto found = registry::find_party(typed);
        if (!found.id) return missing(view, "party", typed, found.near);
        *into = *found.id;
    }
    if (asked.a == asked.b) return Moved{view.to("/parties/" + percent(asked.a))};
    if (asked.a != asking.params["a"] || asked.b != asking.params["b"])
        return Moved{view.here_at("/parties/" + percent(asked.a) + "/with/" + percent(asked.b))};
    asked.lang = view.lang;
    asked.page.size = page_size;
    if (auto refused = read_word<std::optional<Between>, Between>(asking, "status", asked.status))
        return *refused;
    if (auto refused = read_sort(asking, asked.order, asked.page.backwards)) return *refused;
    if (auto refused = read_cursors(asking, asked.page)) return *refused;
    return with_list(
        view, registry::with_answer(asking.reader, asking.catalogue.at(asking.reader), asked, view.asked),
        asked);
}

Answered choose_with_page(const Asking& asking) {
    const auto& view = asking.view;
    const auto& typed = asking.params["party"];
    const auto found = registry::find_party(typed);
    if (!found.id) return missing(view, "party", typed, found.near);
    const auto other = asking.asked_for("party");
    if (other.empty()) return Moved{view.to("/parties/" + percent(*found.id))};
    const auto with = registry::find_party(other);
    if (!with.id) return missing(view, "party", other, with.near);
    return Moved{view.to("/parties/" + percent(*found.id) + "/with/" + percent(*with.id))};
}

}  // namespace server
