#include "server/pages/picture_tools.hpp"

#include <algorithm>

#include "registry/base/xml.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

std::string query_of(std::string_view address) {
    const auto at = address.find('?');
    return at == std::string_view::npos ? std::string{} : std::string{address.substr(at)};
}

constexpr std::string_view embed_root = "/embed";

// The page under /embed, in the page's language.
std::string embedded(const View& view) {
    const auto cited = view.cited();
    const auto query = query_of(cited);
    return view.base_url + std::string{embed_root} + view.path + query + (query.empty() ? "?" : "&") +
           "lang=" + std::string{registry::name_of(view.lang)};
}

}  // namespace

void add_picture_tools(Value& says, const View& view, std::string_view title, Svg::Size alone,
                       std::string_view id) {
    auto value = Value::object();
    value.both("id", id);
    value.both("permalink", view.cited());
    value.both("download", view.as("svg"));
    // As wide as there is room for, and no higher than a screen: what is below is scrolled to.
    constexpr int beside = 240, a_screen = 720;  // what stands around the picture
    const auto height = std::min(alone.height + beside, a_screen);
    value.both("embed", "<iframe src=\"" + registry::escape_xml(embedded(view)) + "\" title=\"" +
                            registry::escape_xml(title) + "\" width=\"100%\" height=\"" + std::to_string(height) +
                            "\" loading=\"lazy\" style=\"border:0;max-width:" + std::to_string(alone.width) +
                            "px\"></iframe>");
    says.people("picture_tools", std::move(value));
}

bool is_embedded(const View& view) { return view.path != view.page_path(); }

std::string moved_path(const View& view, std::string_view path) {
    return (is_embedded(view) ? std::string{embed_root} : std::string{}) + std::string{path};
}

std::string picture_foot(const View& view) {
    return view.say("picture.foot",
                    {{"day", day_text(view, view.asked.on)}, {"address", view.cited()}});
}

bool wants_picture(std::string_view format) { return format == "svg" || format == "embed"; }

}  // namespace server
