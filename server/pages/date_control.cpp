#include "server/pages/date_control.hpp"

#include <algorithm>
#include <array>

#include "server/pages/words.hpp"

namespace server {
namespace {

using registry::iso;
using registry::Profile;

std::string given(const View& view, std::string_view parameter) {
    for (const auto& [name, value] : view.query)
        if (name == parameter) return value;
    return {};
}

// Of another day, the list is another one: its second page need not be there.
bool is_place_in_list(std::string_view parameter) {
    constexpr std::array places{"page", "before", "after", "cursor"};
    return std::ranges::find(places, parameter) != places.end();
}

Value banner(std::string_view kind, std::vector<std::string> sentences, std::string today) {
    auto value = Value::object();
    value.both("kind", kind);
    auto texts = Value::list();
    for (auto& each : sentences) texts.push(std::move(each));
    value.both("sentences", std::move(texts));
    value.both("today", std::move(today));
    return value;
}

// A day that changes what is seen, and one that changes nothing here.
struct Told {
    const View& view;
    std::vector<std::string> sentences{};
    bool idle = false;

    void day(std::string_view key, const std::optional<registry::Day>& given_day, bool matters) {
        if (!given_day) return;
        if (matters)
            sentences.push_back(view.say(key, {{"day", day_text(view, *given_day)}}));
        else
            idle = true;
    }
};

std::vector<std::string> sentences_on_days(const View& view) {
    const auto& asked = view.asked;
    Told told{view};
    const auto on = asked.on == asked.today ? std::nullopt : std::optional{asked.on};
    told.day("banner.on", on, view.dated || view.valid_on);
    told.day("banner.known", asked.known, view.dated || view.recorded);
    told.day("banner.published", asked.published, view.dated);
    if (asked.profile == Profile::strict) {
        if (view.dated)
            told.sentences.push_back(view.say("banner.strict"));
        else
            told.idle = true;
    }
    if (told.idle)
        told.sentences.push_back(view.say(view.recorded   ? "banner.only-known"
                                          : view.valid_on ? "banner.only-on"
                                                          : "banner.same-every-day"));
    return std::move(told.sentences);
}

// "19 July 2018, as known on 1 January 2019".
std::string summary(const View& view) {
    const auto& asked = view.asked;
    auto text = asked.on == asked.today ? view.say("asof.today") : day_text(view, asked.on);
    if (asked.known) text += ", " + view.say("asof.as-known", {{"day", day_text(view, *asked.known)}});
    return text;
}

}  // namespace

Value asked_days(const View& view) {
    const auto& asked = view.asked;
    auto value = Value::object();
    if (view.dated || view.valid_on) value.both("on", iso(asked.on));
    if (!view.valid_on) value.both("known", asked.known ? Value{iso(*asked.known)} : Value{});
    if (!view.dated) return value;
    value.both("published", asked.published ? Value{iso(*asked.published)} : Value{});
    value.both("profile", registry::name_of(asked.profile));
    return value;
}

Value date_control(const View& view) {
    auto value = Value::object();
    value.people("action", view.at(view.path));
    value.people("summary", summary(view));
    auto kept = Value::list();
    for (const auto& [name, text] : view.query)
        if (!View::is_of_days(name) && !is_place_in_list(name))
            kept.push(Value::object().both("name", name).both("text", text));
    value.people("hidden", std::move(kept));
    for (const auto* name : {"on", "known", "published"}) value.people(name, given(view, name));
    auto profiles = Value::list();
    for (const auto& [profile, name] : registry::Names<Profile>::table)
        profiles.push(Value::object()
                          .both("code", profile == Profile::practice_aware ? std::string_view{} : name)
                          .both("label", view.say("/profile." + std::string{name}))
                          .both("chosen", profile == view.asked.profile));
    value.people("profiles", std::move(profiles));
    value.people("more_open", view.asked.published.has_value());
    const bool now = view.asked.is_plain() && view.asked.profile == Profile::practice_aware;
    value.people("today", now ? std::string{} : view.today());
    return value;
}

Value banners(const View& view) {
    auto list = Value::list();
    if (view.samples) list.push(banner("samples", {view.say("banner.samples")}, {}));
    if (auto sentences = sentences_on_days(view); !sentences.empty())
        list.push(banner("days", std::move(sentences), view.today()));
    return list;
}

}  // namespace server
