// /instruments/{instrument}/map: where each State and territory stands, as a world map and as a table.
#include <algorithm>
#include <set>

#include "registry/answers/participation.hpp"
#include "registry/base/text.hpp"
#include "server/http/message.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/map_page.hpp"
#include "server/pages/participation_page.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/picture_tools.hpp"
#include "server/pages/track_parts.hpp"
#include "server/pages/words.hpp"
#include "server/pictures/world.hpp"
#include "server/represent/csv.hpp"

namespace server {
namespace {

using registry::Act;
using registry::Participation;
using registry::TakenPart;
using registry::Taking;
using registry::Vocabulary;

// In the order of the key and of the table.
struct Status {
    Shade shade;
    std::string_view code;
};
constexpr std::array statuses{Status{Shade::party, "party"}, Status{Shade::signatory, "signatory"},
                              Status{Shade::withdrawn, "withdrawn"}, Status{Shade::other, "other"},
                              Status{Shade::none, "none"}};

Shade shade_of(Taking taking) {
    switch (taking) {
        case Taking::party:
            return Shade::party;
        case Taking::signatory:
            return Shade::signatory;
        case Taking::withdrawn:
            return Shade::withdrawn;
        case Taking::other:
            break;
    }
    return Shade::other;
}

// A party of which a step is recorded, or a State of which none is.
struct Seat {
    std::string party, name;
    bool resolved = true;
    Shade shade = Shade::none;
    TakenPart part;
    bool on_map = false;
};

std::vector<Seat> seats_of(const View& view, const Participation& answer) {
    std::vector<Seat> seats;
    std::set<std::string_view> seen;
    for (const auto& line : answer.parties) {
        auto part = registry::taken_part(line, view.asked);
        if (!part.any) continue;
        seen.insert(line.party);
        seats.push_back({line.party, party_label(view, line.party), line.resolved,
                         shade_of(registry::taking_part(line, view.asked.on)), std::move(part),
                         world().shape(line.party) != nullptr});
    }
    if (!answer.nothing_known)
        for (const auto& party : Vocabulary::built_in().parties())
            if (party.kind == "state" && !seen.contains(party.id))
                seats.push_back({party.id,
                                 party_label(view, party.id),
                                 true,
                                 Shade::none,
                                 {},
                                 world().shape(party.id) != nullptr});
    std::vector<std::pair<std::string, std::size_t>> order;
    for (std::size_t at = 0; at < seats.size(); ++at) order.emplace_back(registry::fold(seats[at].name), at);
    std::ranges::sort(order);
    std::vector<Seat> sorted;
    for (const auto& [name, at] : order) sorted.push_back(std::move(seats[at]));
    return sorted;
}

// "Belgium: signed 24 October 2005, no consent found".
std::string in_words(const View& view, const Seat& seat) {
    if (seat.shade == Shade::none) return view.say("map.nothing-of", {{"party", seat.name}});
    std::vector<std::string> parts;
    const auto add = [&](const Act* event, std::string_view what) {
        if (event) parts.push_back(view.say(what, {{"day", registry::say_when(view.lang, event->when)}}));
    };
    const auto& part = seat.part;
    add(part.signed_, "map.signed");
    add(part.signature_withdrawn, "map.signature-withdrawn");
    if (part.consented) {
        add(part.consented, "compare.consented");
        if (const auto& form = part.consented->form; !form.empty())
            parts.back() += " (" + form_label(view, form) + ")";
    } else {
        parts.push_back(view.say("map.no-consent"));
    }
    add(part.in_force, "map.in-force");
    add(part.withdrawn, "map.withdrew");
    std::string text = seat.name + ": ";
    for (std::size_t at = 0; at < parts.size(); ++at) text += (at ? ", " : "") + parts[at];
    return text;
}

std::string track_path(const Participation& answer, const Seat& seat) {
    return "/instruments/" + percent(answer.instrument.id) + "/" + percent(seat.party);
}

std::string track_href(const View& view, const Participation& answer, const Seat& seat, bool alone) {
    if (!seat.resolved || seat.shade == Shade::none) return {};
    return alone ? view.permanent(track_path(answer, seat)) : view.to(track_path(answer, seat));
}

std::int64_t count_of(const std::vector<Seat>& seats, Shade shade) {
    return std::ranges::count(seats, shade, &Seat::shade);
}

std::string status_label(const View& view, std::string_view code) {
    return view.say("map.status." + std::string{code});
}

std::string title_text(const View& view, const Participation& answer) {
    return view.say("map.title",
                    {{"title", std::string{title_of(view, answer.instrument).get("text")->text()}}});
}

WorldMap map_of(const View& view, const Participation& answer, const std::vector<Seat>& seats, bool alone) {
    WorldMap map;
    map.title = title_text(view, answer);
    map.description = view.say("map.about", {{"day", day_text(view, view.asked.on)}});
    for (const auto& seat : seats)
        if (seat.on_map)
            map.places.push_back(
                {seat.party, seat.shade, in_words(view, seat), track_href(view, answer, seat, alone)});
    for (const auto& [shade, code] : statuses)
        if (const auto n = count_of(seats, shade); n > 0 || shade != Shade::other)
            map.key.push_back(
                {shade, view.say("map.key", {{"status", status_label(view, code)}, {"n", number(view, n)}})});
    map.key.push_back({Shade::land, status_label(view, "land")});
    for (const auto& party : Vocabulary::built_in().parties())
        if (party.kind == "territory" && !std::ranges::count(map.places, party.id, &MapPlace::shape))
            map.places.push_back({party.id,
                                  Shade::land,
                                  view.say("map.nothing-by-itself", {{"party", party_label(view, party.id)},
                                                                     {"state", party_label(view, party.of)}}),
                                  {}});
    return map;
}

Value dates_into(Value value, const View& view, const Seat& seat) {
    const auto add = [&](std::string_view key, const Act* event) {
        value.both(key, event ? when(view, event->when) : Value{});
    };
    add("signed", seat.part.signed_);
    add("signature_withdrawn", seat.part.signature_withdrawn);
    add("consented", seat.part.consented);
    value.both("form", seat.part.consented ? seat.part.consented->form : std::string{});
    add("in_force", seat.part.in_force);
    add("withdrawn", seat.part.withdrawn);
    return value;
}

Value places_told(const View& view, const std::vector<Seat>& seats) {
    auto list = Value::list();
    for (const auto& seat : seats) {
        auto value = Value::object();
        value.both("party", seat.party);
        value.both("party_name", seat.name);
        for (const auto& [shade, code] : statuses)
            if (shade == seat.shade) value.both("status", code);
        value.both("on_map", seat.on_map);
        list.push(dates_into(std::move(value), view, seat));
    }
    return list;
}

Value counts_told(const std::vector<Seat>& seats) {
    auto value = Value::object();
    for (const auto& [shade, code] : statuses) value.programs(code, count_of(seats, shade));
    return value;
}

Value row_shown(const View& view, const Participation& answer, const Seat& seat) {
    auto value = Value::object();
    value.people("party_label", seat.name);
    value.people("track_href", track_href(view, answer, seat, false));
    value.people("form_label", seat.part.consented && !seat.part.consented->form.empty()
                                   ? form_label(view, seat.part.consented->form)
                                   : std::string{});
    value.people("not_drawn", !seat.on_map);
    return dates_into(std::move(value), view, seat);
}

// One group for each status of the key; who has taken no step is only named.
Value groups_shown(const View& view, const Participation& answer, const std::vector<Seat>& seats) {
    auto groups = Value::list();
    for (const auto& [shade, code] : statuses) {
        const auto n = count_of(seats, shade);
        if (n == 0) continue;
        auto group = Value::object();
        group.people("code", code);
        group.people("label", status_label(view, code));
        group.people("n", number(view, n));
        auto rows = Value::list(), names = Value::list();
        for (const auto& seat : seats)
            if (seat.shade == shade)
                (shade == Shade::none ? names : rows).push(row_shown(view, answer, seat));
        group.people("rows", std::move(rows));
        group.people("names", std::move(names));
        groups.push(std::move(group));
    }
    return groups;
}

// Organisations, former States, and what is too small even for a point: named with what the map would say.
Value off_map(const View& view, const Participation& answer, const std::vector<Seat>& seats) {
    auto list = Value::list();
    for (const auto& seat : seats) {
        if (seat.on_map) continue;
        auto value = Value::object();
        value.people("text", in_words(view, seat));
        value.people("href", track_href(view, answer, seat, false));
        list.push(std::move(value));
    }
    return list;
}

Sheet sheet() {
    Sheet made{
        "places",
        {{"party", "party"}, {"party_name", "party_name"}, {"status", "status"}, {"on_map", "on_map"}}};
    add_date(made, "signed", "signed");
    add_date(made, "signature_withdrawn", "signature_withdrawn");
    add_date(made, "consented", "consented");
    made.columns.push_back({"form", "form"});
    add_date(made, "in_force", "in_force");
    add_date(made, "withdrawn", "withdrawn");
    return made;
}

void add_for_people(Value& says, const View& view, const Participation& answer,
                    const std::vector<Seat>& seats) {
    const auto path = "/instruments/" + percent(answer.instrument.id);
    says.people("instrument_href", view.to(path));
    says.people("instruments_href", view.to("/instruments"));
    says.people("participants_href", view.to(path + "/participants"));
    says.people("timeline_href", view.to(path + "/timeline"));
    says.people("age", depositary_age(view, as_told(answer.as_of_told, answer.as_of), view.asked.on));
    says.people("lead", view.say("map.lead", {{"day", day_text(view, view.asked.on)}}));
    says.people("groups", groups_shown(view, answer, seats));
    says.people("off_map", off_map(view, answer, seats));
    if (answer.nothing_known) return;
    const auto map = map_of(view, answer, seats, false);
    show_picture(says, view, title_text(view, answer),
                 [&](const std::string& id, int width) { return draw_world(map, id, width, "wide"); });
}

}  // namespace

Document map_of_status(const View& view, const Participation& answer, std::string_view format) {
    const auto title = title_text(view, answer);
    auto document = page(view, "map", title);
    auto& says = document.says;
    name_instrument(says, view, answer.instrument);
    says.both("nothing_known", answer.nothing_known);
    says.both("as_of", when(view, as_told(answer.as_of_told, answer.as_of)));
    document.sheet = sheet();
    const auto seats = seats_of(view, answer);
    if (format == "html") {
        add_for_people(says, view, answer, seats);
    } else if (wants_picture(format)) {
        document.picture = draw_world(map_of(view, answer, seats, true), "wide", wide_picture)
                               .picture(title, picture_foot(view) + " " + view.say("map.boundaries"));
    } else {
        says.both("places", places_told(view, seats));
        says.programs("counts", counts_told(seats));
    }
    add_citation(document, view, title);
    return document;
}

Answered map_page(const Asking& asking) {
    const auto& view = asking.view;
    const auto& typed = asking.params["instrument"];
    const auto found = registry::find_instrument(asking.reader, typed);
    if (!found.id) return missing(view, "instrument", typed, found.near);
    if (*found.id != typed)
        return Moved{view.here_at(moved_path(view, "/instruments/" + percent(*found.id) + "/map"))};
    const auto answer = participation_of(asking, *found.id, registry::WithEntry::no);
    if (!answer) return missing(view, "instrument", typed);
    return map_of_status(view, *answer, asking.format);
}

}  // namespace server
