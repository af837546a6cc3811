#include "server/pictures/world.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <stdexcept>
#include <unordered_map>

#include "registry/base/xml.hpp"
#include "schemas/schemas.hpp"
#include "server/pictures/lettering.hpp"

namespace server {
namespace {

constexpr std::string_view no_code = "x-";  // of shapes without a code: no party is called so
constexpr std::string_view map_file = "map/world.xml";
constexpr double key_line = 21, key_further = 15, key_size = 12.5, swatch = 26, swatch_high = 13;
constexpr std::array<std::string_view, 6> shades{"party", "signatory", "withdrawn", "other", "none", "land"};

std::string_view name_of(Shade shade) { return shades[static_cast<std::size_t>(shade)]; }

std::optional<double> read_number(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

struct Box {
    double left = 1e9, right = -1e9, top = 1e9, bottom = -1e9;
    void take(double x, double y) {
        left = std::min(left, x), right = std::max(right, x);
        top = std::min(top, y), bottom = std::max(bottom, y);
    }
    double area() const { return right < left ? -1 : (right - left) * (bottom - top); }
};

// The middle of the largest piece: where words on it are shown. False: no path of M, L and Z alone.
bool find_middle(WorldShape& shape) {
    Box largest, piece;
    const auto& path = shape.outline;
    const auto close = [&] {
        if (piece.area() > largest.area()) largest = piece;
        piece = {};
    };
    std::size_t at = 0;
    while (at < path.size()) {
        const char command = path[at++];
        if (command == 'Z') {
            close();
            continue;
        }
        if (command != 'M' && command != 'L') return false;
        const auto end = std::min(path.find_first_of("MLZ", at), path.size());
        const auto comma = path.find(',', at);
        if (comma == std::string::npos || comma > end) return false;
        const std::string_view text = path;
        const auto x = read_number(text.substr(at, comma - at)),
                   y = read_number(text.substr(comma + 1, end - comma - 1));
        if (!x || !y) return false;
        piece.take(*x, *y);
        at = end;
    }
    close();
    if (largest.area() < 0) return false;
    shape.x = (largest.left + largest.right) / 2, shape.y = (largest.top + largest.bottom) / 2;
    return true;
}

registry::Result<WorldShape> read_shape(const registry::Xml& xml, const pugi::xml_node& node) {
    const auto refused = [&](std::string_view why) {
        return registry::problem(std::string{why}, xml.where(node));
    };
    WorldShape shape{node.attribute("id").value(), node.attribute("name").value(),
                     node.attribute("d").value(), 0, 0};
    if (shape.name.empty()) return refused("a shape has a name");
    if (shape.id.empty()) shape.id = std::string{no_code} + std::to_string(node.offset_debug());
    if (std::string_view{node.name()} == "shape") {
        if (!find_middle(shape)) return refused("an outline is made of M, L and Z");
        return shape;
    }
    const auto x = read_number(node.attribute("x").value()), y = read_number(node.attribute("y").value());
    if (std::string_view{node.name()} != "point" || !x || !y) return refused("a point has x and y");
    shape.x = *x, shape.y = *y;
    return shape;
}

// Everything the parts of one drawing share.
struct Paper {
    const WorldMap& map;
    const World& world;
    double scale = 1;
    std::string outlines;  // prefix of the outlines' ids
    std::string scaled;    // the transform from the outlines' units

    std::string outline_of(const WorldShape& shape) const { return outlines + shape.id; }
};

// A pattern keeps its size on the paper, whatever the outlines are scaled by.
void put_pattern(Svg& svg, std::string_view id, const Paper& sheet, Shade shade, int size, bool turned,
                 std::string_view path) {
    const auto side = std::to_string(size), grown = std::to_string(1 / sheet.scale);
    const std::string name{name_of(shade)};
    svg.open("pattern", {{"id", std::string{id} + "-" + name},
                         {"class", "of-map-" + name},
                         {"width", side},
                         {"height", side},
                         {"patternUnits", "userSpaceOnUse"},
                         {"patternTransform", "scale(" + grown + (turned ? ") rotate(45)" : ")")}});
    svg.rect(0, 0, size, size, "map-tint");
    svg.shape("path", "map-hatch", {{"d", std::string{path}}});
    svg.end();
}

void put_definitions(Svg& svg, std::string_view id, const Paper& sheet, bool with_outlines) {
    svg.open("defs", {});
    put_pattern(svg, id, sheet, Shade::signatory, 6, true, "M0 0V6");
    put_pattern(svg, id, sheet, Shade::withdrawn, 6, true, "M0 0V6M0 0H6");
    put_pattern(svg, id, sheet, Shade::other, 5, false, "M1 1h1.6");
    if (with_outlines)
        for (const auto& shape : sheet.world.shapes)
            if (!shape.outline.empty())
                svg.shape("path", {}, {{"id", sheet.outline_of(shape)}, {"d", shape.outline}});
    svg.end();
}

// Solid ones are filled by the style sheet.
void add_fill(Attributes& into, const Svg& svg, Shade shade) {
    if (shade == Shade::signatory || shade == Shade::withdrawn || shade == Shade::other)
        into.emplace_back("fill", svg.pattern(name_of(shade)));
}

void draw_shape(Svg& svg, const Paper& sheet, const WorldShape& shape, const MapPlace& place) {
    const double x = shape.x * sheet.scale, y = shape.y * sheet.scale;
    const auto classes = "place map-" + std::string{name_of(place.shade)};
    // Nothing is found of most of the world: only what is recorded stops the keyboard on its way.
    if (place.href.empty())
        svg.group(classes, place.words);
    else
        svg.point(classes, place.words, x, y - 4, place.href);
    const bool small = shape.outline.empty();
    Attributes all{{"transform", sheet.scaled}};
    if (small) {
        all.emplace_back("cx", length(shape.x)), all.emplace_back("cy", length(shape.y));
        all.emplace_back("r", length((sheet.scale > 0.6 ? 3.4 : 2.0) / sheet.scale));
    } else {
        all.emplace_back("href", "#" + sheet.outline_of(shape));
    }
    add_fill(all, svg, place.shade);
    svg.shape(small ? "circle" : "use", "map-shape", all);
    svg.end();
}

// From north to south, so that the words above a place lie over what was drawn before; points last among
// outlines they lie on.
void draw_places(Svg& svg, const Paper& sheet) {
    std::unordered_map<std::string_view, const MapPlace*> by_shape;
    for (const auto& each : sheet.map.places) by_shape.emplace(each.shape, &each);
    std::vector<const WorldShape*> order;
    for (const auto& each : sheet.world.shapes) order.push_back(&each);
    std::ranges::stable_sort(order, {}, [](const WorldShape* each) { return each->y; });
    std::ranges::stable_partition(order, [](const WorldShape* each) { return !each->outline.empty(); });
    for (const auto* shape : order) {
        const auto found = by_shape.find(shape->id);
        const MapPlace land{shape->id, Shade::land, shape->name, {}};
        draw_shape(svg, sheet, *shape, found == by_shape.end() ? land : *found->second);
    }
}

std::size_t key_columns(double width) { return width > 500 ? 2 : 1; }

// A label with its count, on as many lines as it needs.
std::vector<std::string> key_words(const WorldMap::Key& each, double width) {
    return wrapped(each.label, width / static_cast<double>(key_columns(width)) - swatch - 12, key_size);
}

// Of the line of the key that begins with that entry.
double key_height(const WorldMap& map, std::size_t first, double width) {
    std::size_t most = 1;
    for (std::size_t i = first; i < std::min(first + key_columns(width), map.key.size()); ++i)
        most = std::max(most, key_words(map.key[i], width).size());
    return key_line + key_further * static_cast<double>(most - 1);
}

void draw_key(Svg& svg, const Paper& sheet, double top, double width) {
    const auto columns = key_columns(width);
    double y = top;
    svg.group("key");
    for (std::size_t i = 0; i < sheet.map.key.size(); ++i) {
        const auto& each = sheet.map.key[i];
        const double x = width / static_cast<double>(columns) * static_cast<double>(i % columns);
        Attributes fill;
        if (each.shade != Shade::party && each.shade != Shade::none && each.shade != Shade::land)
            fill.emplace_back("fill", svg.pattern("key-" + std::string{name_of(each.shade)}));
        svg.group("map-" + std::string{name_of(each.shade)});
        svg.rect(x + 1, y, swatch, swatch_high, "map-shape", fill);
        svg.end();
        double line = y + 11;
        for (const auto& words : key_words(each, width)) {
            svg.text(x + swatch + 8, line, "key-words", words);
            line += key_further;
        }
        if (i % columns == columns - 1) y += key_height(sheet.map, i + 1 - columns, width);
    }
    svg.end();
}

}  // namespace

const WorldShape* World::shape(std::string_view id) const {
    const auto found = std::ranges::lower_bound(shapes, id, {}, &WorldShape::id);
    return found != shapes.end() && found->id == id ? &*found : nullptr;
}

registry::Result<World> read_world(std::string_view text, std::string name) {
    const auto xml = registry::Xml::read(text, std::move(name));
    if (!xml) return tl::unexpected(xml.error());
    const auto root = xml->root();
    World made{root.attribute("width").as_int(),
               root.attribute("height").as_int(),
               root.attribute("sphere").value(),
               {}};
    if (made.width <= 0 || made.height <= 0)
        return registry::problem("a map has a width and a height", xml->where(root));
    for (const auto& node : root.children()) {
        if (node.type() != pugi::node_element) continue;
        auto shape = read_shape(*xml, node);
        if (!shape) return tl::unexpected(shape.error());
        made.shapes.push_back(std::move(*shape));
    }
    std::ranges::sort(made.shapes, {}, &WorldShape::id);
    const auto twice = std::ranges::adjacent_find(made.shapes, {}, &WorldShape::id);
    if (twice != made.shapes.end())
        return registry::problem("two shapes are called " + twice->id, xml->where(root));
    return made;
}

const World& world() {
    static const World built_in = [] {
        auto read = read_world(schemas::file(map_file), std::string{map_file});
        if (!read) throw std::logic_error(read.error().where + ": " + read.error().what);
        return std::move(*read);
    }();
    return built_in;
}

Svg draw_world(const WorldMap& map, std::string_view id, int width, std::string_view outlines_of) {
    const auto& shapes = world();
    const double scale = static_cast<double>(width) / shapes.width;
    const bool own = outlines_of.empty() || outlines_of == id;
    const Paper sheet{map, shapes, scale, std::string{own ? id : outlines_of} + "-land-",
                      "scale(" + std::to_string(scale) + ")"};
    const double bottom = shapes.height * scale;
    double key_high = 0;
    for (std::size_t i = 0; i < map.key.size(); i += key_columns(width)) key_high += key_height(map, i, width);
    Svg svg(id, width, static_cast<int>(bottom + 12 + key_high), "world " + std::string{id}, map.title,
            map.description);
    put_definitions(svg, id, sheet, own);
    put_definitions(svg, std::string{id} + "-key", Paper{map, shapes, 1, {}, {}}, false);
    svg.shape("path", "sphere", {{"d", shapes.sphere}, {"transform", sheet.scaled}});
    draw_places(svg, sheet);
    draw_key(svg, sheet, bottom + 12, width);
    return svg;
}

}  // namespace server
