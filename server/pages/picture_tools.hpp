// What stands around every picture: two sizes of it, and its permanent address, embed code and download.
#pragma once
#include <string>
#include <string_view>

#include "server/pages/compose.hpp"
#include "server/pictures/svg.hpp"

namespace server {

inline constexpr int wide_picture = 760,
                     narrow_picture = 330;  // user units; the style sheet shows the one that fits

// "pictures": a list of objects with "markup_picture", for {{#pictures}}{{&markup_picture}}{{/pictures}}.
// `draw` gets an id, whose last part is a class too ("wide", "wait-narrow"), and a width.
template <class Draw>
Value two_sizes(Draw draw, const std::string& before = {}) {
    auto list = Value::list();
    for (const auto& [size, width] : {std::pair{"wide", wide_picture}, std::pair{"narrow", narrow_picture}})
        list.push(Value::object().people("markup_picture", draw(before + size, width).within_page()));
    return list;
}

// "picture_tools", for templates/picture_tools.mustache: the address of what is seen now, an <iframe> to copy
// and the file. `alone`: the size of the picture that stands alone. `id`: of the field, where a page has
// several.
void add_picture_tools(Value& says, const View&, std::string_view title, Svg::Size alone,
                       std::string_view id = "embed-code");

// Both, of the page's one picture.
template <class Draw>
void show_picture(Value& says, const View& view, std::string_view title, Draw draw);

// The page is asked for under /embed: what another page shows of it.
bool is_embedded(const View&);
// That path where an alias leads: under /embed for whoever asked there.
std::string moved_path(const View&, std::string_view path);

// Under a picture that stands alone: where it is from and as of when.
std::string picture_foot(const View&);

// The two formats that need Document::picture; it is drawn for no other.
bool wants_picture(std::string_view format);

template <class Draw>
void show_picture(Value& says, const View& view, std::string_view title, Draw draw) {
    const Svg wide = draw(std::string{"wide"}, wide_picture),
              narrow = draw(std::string{"narrow"}, narrow_picture);
    auto list = Value::list();
    for (const auto* each : {&wide, &narrow})
        list.push(Value::object().people("markup_picture", each->within_page()));
    says.people("pictures", std::move(list));
    add_picture_tools(says, view, title, wide.size_alone(title, picture_foot(view)));
}

}  // namespace server
