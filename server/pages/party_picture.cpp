#include "server/pages/party_picture.hpp"

#include "server/http/message.hpp"
#include "server/pages/picture_tools.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

using Line = registry::RoadsAnswer::Line;

std::string wait_label(const View& view, const registry::PartyTrack& track) {
    return view.say("roads-picture.waits",
                    {{"rule", track.rule},
                     {"day", registry::say_when(view.lang, *track.waits_since)},
                     {"severity", view.say("/severity." + std::string{registry::name_of(track.severity)})}});
}

// "Treaty on Trade: consented · signed 1 May 2001 · ratified …".
std::string in_words(const View& view, const Line& line, const std::string& title) {
    const auto& track = line.track;
    auto words = title + ": " + view.say("roads.standing." + std::string{registry::name_of(line.standing)});
    const auto add = [&](const std::optional<registry::When>& when, std::string_view what) {
        if (when) words += " · " + view.say(what, {{"day", registry::say_when(view.lang, *when)}});
    };
    add(track.signed_on, "map.signed");
    add(track.consented_on, "compare.consented");
    add(track.in_force_on, "map.in-force");
    add(track.withdrawn_on, "map.withdrew");
    if (track.waits_since) words += " · " + wait_label(view, track);
    return words;
}

PartyBar bar_of(const View& view, const Line& line, const std::string& party, bool alone) {
    const auto& track = line.track;
    PartyBar bar;
    bar.label = std::string{title_of(view, track.instrument).get("text")->text()};
    bar.words = in_words(view, line, bar.label);
    const auto path = "/instruments/" + percent(track.instrument.id) + "/" + percent(party);
    bar.href = alone ? view.permanent(path) : view.to(path);
    bar.signed_on = track.signed_on;
    bar.consented = track.consented_on;
    bar.in_force = track.in_force_on;
    // A withdrawal before the last consent has been overtaken by it.
    if (track.withdrawn_on && (!track.consented_on || track.withdrawn_on->hi >= track.consented_on->lo))
        bar.withdrawn = track.withdrawn_on;
    if (track.waits_since && track.severity != registry::Severity::none)
        bar.wait = OpenWait{*track.waits_since, view.asked.on,           track.severity,
                            track.doubtful,     wait_label(view, track), {}};
    return bar;
}

}  // namespace

PartyBars roads_of_party(const View& view, const registry::RoadsAnswer& answer, const std::string& party,
                         bool alone) {
    PartyBars bars;
    bars.on = view.asked.on;
    bars.lang = view.lang;
    bars.title = view.say("roads-picture.title", {{"party", party_label(view, party)}});
    bars.description =
        view.say("roads-picture.about", {{"n", number(view, static_cast<std::int64_t>(answer.lines.size()))},
                                         {"day", day_text(view, bars.on)}});
    bars.undated = view.say("picture.undated");
    bars.on_label = day_text(view, bars.on);
    bars.long_names = true;
    for (const auto& line : answer.lines) bars.rows.push_back(bar_of(view, line, party, alone));
    return bars;
}

void add_party_picture(Document& document, const View& view, const registry::RoadsAnswer& answer,
                       const std::string& party, std::string_view format) {
    const bool alone = wants_picture(format);
    if (answer.lines.empty() || (format != "html" && !alone)) return;
    const auto bars = roads_of_party(view, answer, party, alone);
    if (alone)
        document.picture =
            draw_party_bars(bars, "wide", wide_picture).picture(bars.title, picture_foot(view));
    else
        show_picture(document.says, view, bars.title,
                     [&](const std::string& id, int width) { return draw_party_bars(bars, id, width); });
}

}  // namespace server
