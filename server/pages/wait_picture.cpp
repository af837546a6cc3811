// What the picture of survival curves shows of a wait.
#include "server/pages/picture_tools.hpp"
#include "server/pages/wait_parts.hpp"
#include "server/pages/words.hpp"
#include "server/pictures/survival.hpp"

namespace server {
namespace {

SurvivalPicture curves_of(const View& view, const registry::WaitAnswer& wait) {
    SurvivalPicture picture;
    const auto add = [&](const registry::WaitCurve& curve, const std::string& who) {
        if (!curve.too_few())
            picture.curves.push_back(
                {&curve.curve, view.say("wait.key", {{"who", who}, {"n", number(view, curve.curve.n)}})});
    };
    add(wait.of_all, view.say("wait.all-parties"));
    add(wait.of_party, party_label(view, wait.party));
    const auto so_far = wait_so_far(view, wait);
    picture.title = view.say("wait.picture-title");
    picture.description =
        view.say("wait.picture-about", {{"party", party_label(view, wait.party)}, {"elapsed", so_far}});
    picture.days = wait.days;
    picture.wait_label = view.say("wait.this", {{"elapsed", so_far}});
    picture.axis_share = view.say("wait.axis-share");
    picture.axis_years = view.say("wait.axis-years");
    picture.percent = view.say("wait.percent", {{"n", "{n}"}});
    return picture;
}

// The track's page has two pictures: this one by its address with picture=wait. A finding's page shows it
// too.
bool is_of_track(const View& view) {
    return view.path.starts_with("/instruments/") || view.path.starts_with("/embed/instruments/");
}

View asking_for_it(const View& view) {
    auto track = view;
    std::erase_if(track.query, [](const auto& pair) { return pair.first == "picture"; });
    track.query.emplace_back("picture", "wait");
    return track;
}

std::string title_of(const View& view, const registry::WaitAnswer& wait) {
    return party_label(view, wait.party) + " – " + view.say("wait.heading");
}

}  // namespace

void show_wait_picture(Value& says, const View& view, const registry::WaitAnswer& wait) {
    const auto picture = curves_of(view, wait);
    if (picture.curves.empty()) return;
    const auto track = asking_for_it(view);
    auto list = Value::list();
    for (const auto& [size, width] : {std::pair{"wide", wide_picture}, std::pair{"narrow", narrow_picture}}) {
        const auto svg = draw_survival(picture, "wait-" + std::string{size}, size, width);
        if (width == wide_picture && is_of_track(view))
            add_picture_tools(says, track, title_of(view, wait),
                              svg.size_alone(title_of(view, wait), picture_foot(track)), "embed-wait");
        list.push(Value::object().people("markup_picture", svg.within_page()));
    }
    says.people("pictures", std::move(list));
}

std::optional<Picture> wait_picture(const View& view, const registry::WaitAnswer& wait) {
    if (wait.left != registry::WaitAnswer::Left::compared) return std::nullopt;
    const auto picture = curves_of(view, wait);
    if (picture.curves.empty()) return std::nullopt;
    const auto title = title_of(view, wait), foot = picture_foot(asking_for_it(view));
    auto alone = draw_survival(picture, "wait", "wide", wide_picture).picture(title, foot);
    if (is_embedded(view))
        alone.narrow = draw_survival(picture, "wait-narrow", "narrow", narrow_picture).picture(title, foot).svg;
    return alone;
}

}  // namespace server
