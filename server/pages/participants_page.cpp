// /instruments/{instrument}/participants: one row for each party, from one read of the instrument's events.
#include <algorithm>

#include "registry/answers/participation.hpp"
#include "registry/base/text.hpp"
#include "server/http/message.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/participation_page.hpp"
#include "server/pages/picture_tools.hpp"
#include "server/pages/track_parts.hpp"
#include "server/pages/words.hpp"
#include "server/pictures/dots.hpp"
#include "server/represent/csv.hpp"

namespace server {
namespace {

using registry::Event;
using registry::Participation;
using registry::PartyLine;
using registry::Taking;

constexpr std::array sorts{std::string_view{"name"}, std::string_view{"signed"},
                           std::string_view{"consented"}, std::string_view{"in-force"}};

// A party with what a row and the order of rows need, worked out once.
struct Line {
    const PartyLine* party = nullptr;
    std::string name;
    registry::TakenPart standing;
    Taking taking = Taking::other;
    int declarations = 0;
};

const Event* sorted_by(const Line& line, std::string_view sort) {
    if (sort == "signed") return line.standing.signed_;
    if (sort == "consented") return line.standing.consented;
    return line.standing.in_force;
}

// By name; by a day, the earliest possible one first and who has none last.
void order(std::vector<Line>& lines, std::string_view sort) {
    std::vector<std::pair<std::string, std::size_t>> names;
    for (std::size_t i = 0; i < lines.size(); ++i) names.emplace_back(registry::fold(lines[i].name), i);
    std::ranges::sort(names);
    std::vector<Line> ordered;
    for (const auto& [name, at] : names) ordered.push_back(std::move(lines[at]));
    lines = std::move(ordered);
    if (sort == "name") return;
    std::ranges::stable_sort(lines, {}, [&](const Line& line) {
        const auto* event = sorted_by(line, sort);
        const bool none = !event || is_undated(event->when);
        return std::pair{none, none                                       ? registry::Day{}
                               : event->when.lo == registry::earliest_day ? event->when.hi
                                                                          : event->when.lo};
    });
}

std::vector<Line> lines_of(const View& view, const Participation& answer, const ParticipantsAsked& asked) {
    std::vector<Line> lines;
    for (const auto& party : answer.parties) {
        const auto taking = registry::taking_part(party, answer.asked.on);
        if (asked.status && taking != *asked.status) continue;
        const auto declared = answer.declarations.find(party.party);
        lines.push_back({&party, party_label(view, party.party), registry::taken_part(party), taking,
                         declared == answer.declarations.end() ? 0 : declared->second});
    }
    order(lines, asked.sort);
    return lines;
}

Value told(const Event* event) {
    if (!event) return {};
    const auto& when = event->when;
    auto value = Value::object();
    value.both("edtf", when.edtf);
    value.both("lo", when.lo == registry::earliest_day ? Value{} : Value{registry::iso(when.lo)});
    value.both("hi", when.hi == registry::latest_day ? Value{} : Value{registry::iso(when.hi)});
    return value;
}

Value earlier(const std::vector<const Event*>& events) {
    auto list = Value::list();
    for (const auto* each : events) {
        auto value = told(each);
        value.both("milestone", each->milestone);
        value.both("form", each->form);
        list.push(std::move(value));
    }
    return list;
}

bool any_unconfirmed(const PartyLine& party) {
    return std::ranges::any_of(party.events, [](const Event& each) { return each.unconfirmed; });
}

// What programs get, and the file.
Value row_told(const Line& line) {
    const auto& standing = line.standing;
    auto value = Value::object();
    value.both("party", line.party->party);
    value.both("party_name", line.name);
    value.both("resolved", line.party->resolved);
    value.both("status", registry::name_of(line.taking));
    value.both("signed", told(standing.signed_));
    value.both("signature_withdrawn", told(standing.signature_withdrawn));
    value.both("consented", told(standing.consented));
    value.both("form", standing.consented ? standing.consented->form : std::string{});
    value.both("provisional", told(standing.provisional));
    value.both("in_force", told(standing.in_force));
    value.both("withdrawn", told(standing.withdrawn));
    value.both("declarations", line.declarations);
    value.both("unconfirmed", any_unconfirmed(*line.party));
    value.both("earlier", earlier(standing.earlier));
    return value;
}

Value shown(const View& view, const Event* event) {
    if (!event) return {};
    auto value = Value::object();
    value.people("when", when(view, event->when));
    value.people("unconfirmed", event->unconfirmed);
    return value;
}

std::string track_path(const Participation& answer, const Line& line) {
    return "/instruments/" + percent(answer.instrument.id) + "/" + percent(line.party->party);
}

Value row_shown(const View& view, const Participation& answer, const Line& line) {
    const auto& standing = line.standing;
    auto value = Value::object();
    value.people("party_label", line.name);
    value.people("track_href", line.party->resolved ? view.to(track_path(answer, line)) : std::string{});
    value.people("status_label", view.say("taking." + std::string{registry::name_of(line.taking)}));
    value.people("signed", shown(view, standing.signed_));
    value.people("signature_withdrawn", shown(view, standing.signature_withdrawn));
    value.people("consented", shown(view, standing.consented));
    value.people("form_label", standing.consented && !standing.consented->form.empty()
                                   ? form_label(view, standing.consented->form)
                                   : std::string{});
    value.people("provisional", shown(view, standing.provisional));
    value.people("in_force", shown(view, standing.in_force));
    value.people("withdrawn", shown(view, standing.withdrawn));
    value.people("declarations", line.declarations ? number(view, line.declarations) : std::string{});
    value.people("declarations_href",
                 line.declarations ? view.to("/instruments/" + percent(answer.instrument.id)) + "#passages"
                                   : std::string{});
    return value;
}

// "Belgium: party. Signed: 24 October 2005. …", for the picture's hover and focus text.
std::string in_words(const View& view, const Line& line) {
    auto words = line.name + ": " + view.say("taking." + std::string{registry::name_of(line.taking)});
    const auto add = [&](const Event* event, const std::string& label) {
        if (event) words += " · " + label + ": " + registry::say_when(view.lang, event->when);
    };
    const auto& standing = line.standing;
    add(standing.signed_, milestone_label(view, "signed"));
    if (standing.consented)
        add(standing.consented, standing.consented->form.empty()
                                    ? milestone_label(view, standing.consented->milestone)
                                    : form_label(view, standing.consented->form));
    add(standing.in_force, milestone_label(view, "entered-into-force"));
    add(standing.withdrawn, milestone_label(view, "withdrawn"));
    return words;
}

PartyBars bars_of(const View& view, const Participation& answer, const std::vector<Line>& lines, bool alone) {
    PartyBars bars;
    bars.on = answer.asked.on;
    bars.lang = view.lang;
    bars.title = view.say("participants.picture");
    bars.description = view.say(
        "participants.picture-about",
        {{"n", number(view, static_cast<std::int64_t>(lines.size()))}, {"day", day_text(view, bars.on)}});
    bars.undated = view.say("picture.undated");
    bars.on_label = day_text(view, bars.on);
    for (const auto& line : lines) {
        PartyBar bar;
        bar.label = line.name;
        bar.words = in_words(view, line);
        if (line.party->resolved)
            bar.href = alone ? view.permanent(track_path(answer, line)) : view.to(track_path(answer, line));
        const auto take = [](const Event* event) {
            return event ? std::optional{event->when} : std::nullopt;
        };
        const auto& standing = line.standing;
        bar.signed_on = take(standing.signed_);
        bar.consented = take(standing.consented);
        bar.in_force = take(standing.in_force);
        // A withdrawal before the last consent has been overtaken by it.
        if (standing.withdrawn &&
            (!standing.consented || standing.withdrawn->when.hi >= standing.consented->when.lo))
            bar.withdrawn = take(standing.withdrawn);
        bar.unsure = standing.consented && standing.consented->unconfirmed;
        bars.rows.push_back(std::move(bar));
    }
    return bars;
}

Value choices(const View& view, std::string_view parameter, std::string_view prefix,
              const std::vector<std::string_view>& codes, std::string_view chosen) {
    auto list = Value::list();
    for (const auto code : codes) {
        auto value = Value::object();
        value.people("code", code);
        value.people("label", view.say(std::string{prefix} + std::string{code}));
        value.people("href", view.here(parameter, code == "name" ? "" : code));
        value.people("here", code == chosen);
        list.push(std::move(value));
    }
    return list;
}

std::vector<std::string_view> statuses() {
    std::vector<std::string_view> codes;
    for (const auto& [taking, code] : registry::Names<Taking>::table) codes.push_back(code);
    return codes;
}

Sheet sheet() {
    Sheet made{
        "participants",
        {{"party", "party"}, {"party_name", "party_name"}, {"resolved", "resolved"}, {"status", "status"}}};
    add_date(made, "signed", "signed");
    add_date(made, "signature_withdrawn", "signature_withdrawn");
    add_date(made, "consented", "consented");
    made.columns.push_back({"form", "form"});
    add_date(made, "provisional", "provisional");
    add_date(made, "in_force", "in_force");
    add_date(made, "withdrawn", "withdrawn");
    made.columns.push_back({"declarations", "declarations"});
    made.columns.push_back({"unconfirmed", "unconfirmed"});
    return made;
}

std::string title_text(const View& view, const Participation& answer) {
    return std::string{title_of(view, answer.instrument).get("text")->text()};
}

void add_for_people(Value& says, const View& view, const Participation& answer,
                    const ParticipantsAsked& asked, const std::vector<Line>& lines) {
    auto rows = Value::list();
    for (const auto& line : lines) rows.push(row_shown(view, answer, line));
    says.people("participants", std::move(rows));
    says.people("count", number(view, static_cast<std::int64_t>(lines.size())));
    says.people("all", asked.status ? view.here("status", "") : std::string{});
    says.people("statuses", choices(view, "status", "taking.", statuses(),
                                    asked.status ? registry::name_of(*asked.status) : std::string_view{}));
    says.people("sorts",
                choices(view, "sort", "participants.sort.", {sorts.begin(), sorts.end()}, asked.sort));
    says.people("instrument_href", view.to("/instruments/" + percent(answer.instrument.id)));
    says.people("instruments_href", view.to("/instruments"));
    says.people("timeline_href", view.to("/instruments/" + percent(answer.instrument.id) + "/timeline"));
    says.people("age", depositary_age(view, answer.as_of, answer.asked.on));
    if (lines.empty()) return;
    const auto bars = bars_of(view, answer, lines, false);
    show_picture(says, view, view.say("participants.title", {{"title", title_text(view, answer)}}),
                 [&](const std::string& id, int width) { return draw_party_bars(bars, id, width); });
}

}  // namespace

Document participants_list(const View& view, const Participation& answer, const ParticipantsAsked& asked) {
    const auto title = title_text(view, answer);
    auto document = page(view, "participants", view.say("participants.title", {{"title", title}}));
    auto& says = document.says;
    name_instrument(says, view, answer.instrument);
    says.both("nothing_known", answer.nothing_known);
    says.both("as_of", day(view, answer.as_of));
    document.sheet = sheet();
    const auto lines = lines_of(view, answer, asked);
    if (asked.format == "html") {
        add_for_people(says, view, answer, asked, lines);
    } else if (wants_picture(asked.format)) {
        document.picture =
            draw_party_bars(bars_of(view, answer, lines, true), "wide", wide_picture)
                .picture(view.say("participants.title", {{"title", title}}), picture_foot(view));
    } else {
        auto rows = Value::list();
        for (const auto& line : lines) rows.push(row_told(line));
        says.both("participants", std::move(rows));
    }
    add_citation(document, view, view.say("participants.title", {{"title", title}}));
    return document;
}

Answered participants_page(const Asking& asking) {
    const auto& view = asking.view;
    const auto& typed = asking.params["instrument"];
    const auto found = registry::find_instrument(asking.reader, typed);
    if (!found.id) return missing(view, "instrument", typed, found.near);
    if (*found.id != typed)
        return Moved{view.here_at(moved_path(view, "/instruments/" + percent(*found.id) + "/participants"))};
    ParticipantsAsked asked;
    asked.format = asking.format;
    const auto refuse = [&](std::string_view parameter, std::string_view value,
                            const std::vector<std::string_view>& allowed) {
        return Refusal{400,
                       "bad-value",
                       view.say("problem.bad-value"),
                       view.say("participants.bad-value",
                                {{"parameter", std::string{parameter}}, {"value", std::string{value}}}),
                       std::string{parameter},
                       {allowed.begin(), allowed.end()}};
    };
    if (const auto status = asking.asked_for("status"); !status.empty()) {
        asked.status = registry::named<Taking>(status);
        if (!asked.status) return refuse("status", status, statuses());
    }
    if (const auto sort = asking.asked_for("sort"); !sort.empty()) {
        if (std::ranges::find(sorts, sort) == sorts.end())
            return refuse("sort", sort, {sorts.begin(), sorts.end()});
        asked.sort = sort;
    }
    const auto answer =
        registry::participation(asking.reader, *found.id, view.asked, registry::WithEntry::no);
    if (!answer) return missing(view, "instrument", typed);
    return participants_list(view, *answer, asked);
}

}  // namespace server
