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

using registry::Act;
using registry::Participation;
using registry::Participant;
using registry::Taking;

constexpr std::array sorts{std::string_view{"name"}, std::string_view{"signed"},
                           std::string_view{"consented"}, std::string_view{"in-force"}};

// A party with what a row and the order of rows need, worked out for the day asked.
struct Line {
    const Participant* party = nullptr;
    std::string_view name;
    registry::TakenPart standing;
    Taking taking = Taking::other;
};

const Act* sorted_by(const Line& line, std::string_view sort) {
    if (sort == "signed") return line.standing.signed_;
    if (sort == "consented") return line.standing.consented;
    return line.standing.in_force;
}

// By the earliest possible day, who has none last.
void order_by_day(std::vector<Line>& lines, std::string_view sort) {
    std::ranges::stable_sort(lines, {}, [&](const Line& line) {
        const auto* act = sorted_by(line, sort);
        const bool none = !act || is_undated(act->when);
        return std::pair{none, none                                     ? registry::Day{}
                               : act->when.lo == registry::earliest_day ? act->when.hi
                                                                        : act->when.lo};
    });
}

// As party_label() has it.
std::string_view name_of(const View& view, const Participant& party) {
    const auto* declared = registry::Vocabulary::built_in().party(party.party);
    return declared ? std::string_view{declared->label.in(view.lang)} : std::string_view{party.party};
}

std::vector<Line> lines_of(const View& view, const Participation& answer, const ParticipantsAsked& asked) {
    std::vector<Line> lines;
    lines.reserve(answer.parties.size());
    for (const auto at : answer.by_name.at(static_cast<std::size_t>(view.lang))) {
        const auto& party = answer.parties[at];
        auto standing = registry::taken_part(party, view.asked);
        if (!standing.any) continue;
        const auto taking = registry::taking_part(party, view.asked.on);
        if (asked.status && taking != *asked.status) continue;
        lines.push_back({&party, name_of(view, party), std::move(standing), taking});
    }
    if (asked.sort != "name") order_by_day(lines, asked.sort);
    return lines;
}

// A day as programs read it, into room for it; empty where that end is open.
class Iso {
public:
    Iso(registry::Day day, registry::Day open_end) {
        if (day != open_end) text_ = registry::iso(day);
    }
    void tell(Teller& out) const { text_.empty() ? out.nothing() : out.text(text_); }

private:
    std::string text_;
};

void tell_date(Teller& out, const registry::When& when) {
    out.key("edtf"), out.text(when.edtf);
    const bool plain = when.is_day() && when.edtf.size() == std::string_view{"2018-07-19"}.size();
    out.key("lo"), plain ? out.text(when.edtf) : Iso{when.lo, registry::earliest_day}.tell(out);
    out.key("hi"), plain ? out.text(when.edtf) : Iso{when.hi, registry::latest_day}.tell(out);
}

void tell(Teller& out, std::string_view key, const Act* act) {
    out.key(key);
    if (!act) return out.nothing();
    out.begin_object();
    tell_date(out, act->when);
    out.end();
}

void tell_earlier(Teller& out, const std::vector<const Act*>& acts) {
    out.key("earlier");
    out.begin_list();
    for (const auto* each : acts) {
        out.begin_object();
        tell_date(out, each->when);
        out.key("milestone"), out.text(each->milestone);
        out.key("form"), out.text(each->form);
        out.end();
    }
    out.end();
}

// What programs get, and the file.
void tell(Teller& out, const Line& line) {
    const auto& standing = line.standing;
    out.begin_object();
    out.key("party"), out.text(line.party->party);
    out.key("party_name"), out.text(line.name);
    out.key("resolved"), out.truth(line.party->resolved);
    out.key("status"), out.text(registry::name_of(line.taking));
    tell(out, "signed", standing.signed_);
    tell(out, "signature_withdrawn", standing.signature_withdrawn);
    tell(out, "consented", standing.consented);
    out.key("form"), out.text(standing.consented ? std::string_view{standing.consented->form} : std::string_view{});
    tell(out, "provisional", standing.provisional);
    tell(out, "in_force", standing.in_force);
    tell(out, "withdrawn", standing.withdrawn);
    out.key("declarations"), out.number(line.party->declarations);
    out.key("unconfirmed"), out.truth(standing.unconfirmed);
    tell_earlier(out, standing.earlier);
    out.end();
}

Value shown(const View& view, const Act* event) {
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
    const auto declarations = line.party->declarations;
    value.people("declarations", declarations ? number(view, declarations) : std::string{});
    value.people("declarations_href",
                 declarations ? view.to("/instruments/" + percent(answer.instrument.id)) + "#passages"
                                   : std::string{});
    return value;
}

// "Belgium: party. Signed: 24 October 2005. …", for the picture's hover and focus text.
std::string in_words(const View& view, const Line& line) {
    auto words = std::string{line.name} + ": " + view.say("taking." + std::string{registry::name_of(line.taking)});
    const auto add = [&](const Act* event, const std::string& label) {
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
    bars.on = view.asked.on;
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
        const auto take = [](const Act* event) {
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
    says.people("age", depositary_age(view, as_told(answer.as_of_told, answer.as_of), view.asked.on));
    if (lines.empty()) return;
    const auto bars = bars_of(view, answer, lines, false);
    show_picture(says, view, view.say("participants.title", {{"title", title_text(view, answer)}}),
                 [&](const std::string& id, int width) { return draw_party_bars(bars, id, width); });
}

}  // namespace

std::shared_ptr<const Participation> participation_of(const Asking& asking, const std::string& id,
                                                      registry::WithEntry with_entry) {
    const auto& asked = asking.view.asked;
    if (with_entry == registry::WithEntry::no && !asked.known && !asked.published)
        return asking.participations.at(asking.reader, id);
    auto read = registry::participation(asking.reader, id, asked, with_entry);
    return read ? std::make_shared<const Participation>(*std::move(read)) : nullptr;
}

Document participants_list(const View& view, std::shared_ptr<const Participation> kept,
                           const ParticipantsAsked& asked) {
    const auto& answer = *kept;
    const auto title = title_text(view, answer);
    auto document = page(view, "participants", view.say("participants.title", {{"title", title}}));
    auto& says = document.says;
    name_instrument(says, view, answer.instrument);
    says.both("nothing_known", answer.nothing_known);
    says.both("as_of", when(view, as_told(answer.as_of_told, answer.as_of)));
    if (asked.format != "json") document.sheet = sheet();
    auto lines = lines_of(view, answer, asked);
    if (asked.format == "html") {
        add_for_people(says, view, answer, asked, lines);
    } else if (wants_picture(asked.format)) {
        document.picture =
            draw_party_bars(bars_of(view, answer, lines, true), "wide", wide_picture)
                .picture(view.say("participants.title", {{"title", title}}), picture_foot(view));
    } else {
        says.both("participants", Rows{[kept = std::move(kept), lines = std::move(lines)](Teller& out) {
                      for (const auto& line : lines) tell(out, line);
                  }});
    }
    add_citation(document, view, view.say("participants.title", {{"title", title}}));
    return document;
}

Answered participants_page(const Asking& asking) {
    const auto& view = asking.view;
    const auto& typed = asking.params["instrument"];
    // Of today's knowledge it stands in memory, and the store need not be read.
    const bool of_now = !view.asked.known && !view.asked.published;
    auto answer = of_now ? asking.participations.find(asking.reader.revision(), typed) : nullptr;
    if (!answer) {
        const auto found = registry::find_instrument(asking.reader, typed);
        if (!found.id) return missing(view, "instrument", typed, found.near);
        if (*found.id != typed)
            return Moved{view.here_at(moved_path(view, "/instruments/" + percent(*found.id) + "/participants"))};
    }
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
    if (!answer) answer = participation_of(asking, typed, registry::WithEntry::no);
    if (!answer) return missing(view, "instrument", typed);
    return participants_list(view, std::move(answer), asked);
}

}  // namespace server
