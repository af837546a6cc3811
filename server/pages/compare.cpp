// /compare: parties beside instruments, where each stands with each on the day.
#include "registry/answers/compare.hpp"

#include <algorithm>

#include "registry/base/text.hpp"
#include "server/http/message.hpp"
#include "server/pages/citation.hpp"
#include "server/pages/compare_page.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/list_parts.hpp"
#include "server/pages/picture_tools.hpp"
#include "server/pages/words.hpp"
#include "server/pictures/compare.hpp"
#include "server/represent/csv.hpp"

namespace server {
namespace {

using registry::CompareAnswer;
using registry::Standing;
using registry::When;

FieldMark mark_of(const std::optional<Standing>& standing) {
    if (!standing) return FieldMark::none;
    switch (*standing) {
        case Standing::consented:
            return FieldMark::bound;
        case Standing::signed_only:
            return FieldMark::signed_;
        case Standing::withdrawn:
            return FieldMark::withdrawn;
        case Standing::signature_withdrawn:
            return FieldMark::taken_back;
        case Standing::other:
            break;
    }
    return FieldMark::other;
}

std::string_view code_of(const std::optional<Standing>& standing) {
    return standing ? registry::name_of(*standing) : std::string_view{"none"};
}

std::string label_of(const View& view, const std::optional<Standing>& standing) {
    return standing ? view.say("roads.standing." + std::string{registry::name_of(*standing)})
                    : view.say("compare.none");
}

// The day of the act that makes it so.
const std::optional<When>& day_of(const CompareAnswer::Cell& cell) {
    static const std::optional<When> none;
    if (!cell.standing) return none;
    if (*cell.standing == Standing::consented) return cell.consented_on;
    if (*cell.standing == Standing::withdrawn) return cell.withdrawn_on;
    return *cell.standing == Standing::signed_only ? cell.signed_on : none;
}

std::string title_text(const View& view, const registry::InstrumentHead& head) {
    return std::string{title_of(view, head).get("text")->text()};
}

std::string track_path(const std::string& instrument, const std::string& party) {
    return "/instruments/" + percent(instrument) + "/" + percent(party);
}

// "Belgium, OPCAT: signed, no consent recorded, 24 October 2005".
std::string in_words(const View& view, const CompareAnswer::Row& row, const std::string& party,
                     const CompareAnswer::Cell& cell) {
    auto words = party_label(view, party) + ", " + title_text(view, row.instrument) + ": " +
                 label_of(view, cell.standing);
    const auto add = [&](const std::optional<When>& when, std::string_view what) {
        if (when) words += " · " + view.say(what, {{"day", registry::say_when(view.lang, *when)}});
    };
    add(cell.signed_on, "map.signed");
    add(cell.consented_on, "compare.consented");
    add(cell.in_force_on, "map.in-force");
    add(cell.withdrawn_on, "map.withdrew");
    return words;
}

CompareField field_of(const View& view, const CompareAnswer& answer, const CompareAsked& asked, bool alone) {
    CompareField field;
    field.title = view.say("compare.title");
    field.description = view.say("compare.about", {{"day", day_text(view, view.asked.on)}});
    const auto& parties = asked.question.parties;
    for (const auto& party : parties) field.columns.push_back(party_label(view, party));
    for (const auto& row : answer.rows) {
        auto& drawn = field.rows.emplace_back();
        drawn.label = title_text(view, row.instrument);
        for (std::size_t at = 0; at < row.cells.size(); ++at) {
            const auto& cell = row.cells[at];
            const auto path = track_path(row.instrument.id, parties[at]);
            drawn.cells.push_back({mark_of(cell.standing), in_words(view, row, parties[at], cell),
                                   !cell.standing ? std::string{}
                                   : alone        ? view.permanent(path)
                                                  : view.to(path)});
        }
    }
    for (const auto& [standing, name] : registry::Names<Standing>::table)
        field.key.push_back({mark_of(standing), label_of(view, standing)});
    field.key.push_back({FieldMark::none, label_of(view, std::nullopt)});
    return field;
}

// One for each instrument and party: what programs get, and the file.
Value cells_told(const View& view, const CompareAnswer& answer, const CompareAsked& asked) {
    auto list = Value::list();
    for (const auto& row : answer.rows)
        for (std::size_t at = 0; at < row.cells.size(); ++at) {
            const auto& cell = row.cells[at];
            auto value = Value::object();
            name_instrument(value, view, row.instrument);
            name_party(value, view, asked.question.parties[at]);
            value.both("held", row.held);
            value.both("status", code_of(cell.standing));
            value.both("signed", when(view, cell.signed_on));
            value.both("consented", when(view, cell.consented_on));
            value.both("in_force", when(view, cell.in_force_on));
            value.both("withdrawn", when(view, cell.withdrawn_on));
            list.push(std::move(value));
        }
    return list;
}

Value rows_shown(const View& view, const CompareAnswer& answer, const CompareAsked& asked) {
    auto rows = Value::list();
    for (const auto& row : answer.rows) {
        auto value = Value::object();
        name_instrument(value, view, row.instrument);
        value.people("not_held", !row.held);
        auto cells = Value::list();
        for (std::size_t at = 0; at < row.cells.size(); ++at) {
            const auto& cell = row.cells[at];
            auto shown = Value::object();
            const auto& party = asked.question.parties[at];
            shown.people("party_label", party_label(view, party));
            shown.people("code", code_of(cell.standing));
            shown.people("label", label_of(view, cell.standing));
            shown.people("href",
                         cell.standing ? view.to(track_path(row.instrument.id, party)) : std::string{});
            shown.people("when", when(view, day_of(cell)));
            cells.push(std::move(shown));
        }
        value.people("cells", std::move(cells));
        rows.push(std::move(value));
    }
    return rows;
}

Sheet sheet() {
    Sheet made{"cells",
               {{"instrument", "instrument"},
                {"title", "title.text"},
                {"title_language", "title.lang"},
                {"party", "party"},
                {"party_name", "party_label"},
                {"held", "held"},
                {"status", "status"}}};
    for (const auto* name : {"signed", "consented", "in_force", "withdrawn"}) add_date(made, name, name);
    return made;
}

// A list of names between commas, each once; no more than may be compared.
struct Typed {
    std::vector<std::string> names;
    bool too_many = false;
};
Typed names_in(std::string_view text) {
    Typed typed;
    while (!text.empty() && !typed.too_many) {
        const auto comma = std::min(text.find(','), text.size());
        auto name = registry::clean(text.substr(0, comma));
        text.remove_prefix(std::min(comma + 1, text.size()));
        if (name.empty()) continue;
        typed.too_many = typed.names.size() == most_compared;
        typed.names.push_back(std::move(name));
    }
    return typed;
}

template <class Find>
std::optional<Refusal> read_names(const Asking& asking, std::string_view parameter,
                                  std::vector<std::string>& into, std::string_view unknown, Find find) {
    const auto typed = names_in(asking.asked_for(parameter));
    if (typed.too_many)
        return bad_value(asking.view, parameter,
                         asking.view.say("compare.too-many", {{"parameter", std::string{parameter}},
                                                              {"most", std::to_string(most_compared)}}));
    for (const auto& name : typed.names) {
        const registry::Found found = find(name);
        if (!found.id)
            return bad_value(asking.view, parameter, asking.view.say(unknown, {{"name", name}}), found.near);
        if (std::ranges::find(into, *found.id) == into.end()) into.push_back(*found.id);
    }
    return std::nullopt;
}

Value form(const View& view, const CompareAsked& asked) {
    auto value = Value::object();
    value.people("action", view.at("/compare"));
    value.people("hidden", fields_kept(view, {"parties", "instruments"}));
    value.people("parties", asked.parties);
    value.people("instruments", asked.instruments);
    value.people("limit", view.say("compare.limit", {{"most", std::to_string(most_compared)}}));
    return value;
}

void add_matrix(Document& document, const View& view, const CompareAnswer& answer,
                const CompareAsked& asked) {
    auto& says = document.says;
    auto parties = Value::list();
    for (const auto& party : asked.question.parties) {
        auto value = Value::object();
        name_party(value, view, party);
        parties.push(std::move(value));
    }
    says.people("parties", std::move(parties));
    says.people("rows", rows_shown(view, answer, asked));
    const auto field = field_of(view, answer, asked, false);
    show_picture(says, view, view.say("compare.title"),
                 [&](const std::string& id, int width) { return draw_field(field, id, width); });
}

}  // namespace

Document comparison(const View& view, const CompareAnswer& answer, const CompareAsked& asked) {
    const auto title = view.say("compare.title");
    auto document = page(view, "compare", title);
    auto& says = document.says;
    const bool complete = !asked.question.parties.empty() && !asked.question.instruments.empty();
    says.both("nothing_known", answer.nothing_known);
    says.people("form", form(view, asked));
    says.people("incomplete", !complete);
    says.people("lead", view.say("compare.lead", {{"day", day_text(view, view.asked.on)}}));
    document.sheet = sheet();
    const bool filled = complete && !answer.nothing_known;
    if (asked.format == "html" && filled) add_matrix(document, view, answer, asked);
    if (asked.format != "html") says.both("cells", cells_told(view, answer, asked));
    if (wants_picture(asked.format))  // of nothing where nothing is asked for: its key
        document.picture = draw_field(field_of(view, answer, asked, true), "wide", wide_picture)
                               .picture(title, picture_foot(view));
    add_citation(document, view, title);
    return document;
}

Answered compare_page(const Asking& asking) {
    const auto& view = asking.view;
    CompareAsked asked;
    asked.format = asking.format;
    asked.parties = asking.asked_for("parties");
    asked.instruments = asking.asked_for("instruments");
    if (auto refused = read_names(asking, "parties", asked.question.parties, "compare.unknown-party",
                                  [](const std::string& name) { return registry::find_party(name); }))
        return *refused;
    if (auto refused = read_names(
            asking, "instruments", asked.question.instruments, "compare.unknown-instrument",
            [&](const std::string& name) { return registry::find_instrument(asking.reader, name); }))
        return *refused;
    return comparison(view,
                      registry::compare_answer(asking.reader, asking.catalogue.at(asking.reader),
                                               asked.question, view.asked),
                      asked);
}

}  // namespace server
