#include "server/pictures/style.hpp"

#include <stdexcept>

#include "server/assets.hpp"

namespace server {

std::string_view picture_style() {
    const auto sheet = assets::file("static/placet.css");
    const auto begin = sheet.find(picture_style_begins), end = sheet.find(picture_style_ends);
    if (begin == std::string_view::npos || end == std::string_view::npos || end < begin)
        throw std::logic_error("static/placet.css has no part for pictures");
    const auto from = begin + picture_style_begins.size();
    return sheet.substr(from, end - from);
}

}  // namespace server
