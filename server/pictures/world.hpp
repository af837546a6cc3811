// The world with each State and territory in the class of its status, and a key with the numbers. Plain
// values; the table under the picture says the same, and whoever has no shape.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "registry/base/result.hpp"
#include "server/pictures/svg.hpp"

namespace server {

// A State or territory of schemas/map/world.xml: an outline, or a point for what is too small to be drawn.
struct WorldShape {
    std::string id, name;  // ISO 3166-1 alpha-2 in lower case, as parties have, or of no party; the data
                           // set's own name
    std::string outline;   // an SVG path; empty: a point
    double x = 0, y = 0;   // the point, or the middle of the largest piece
};
struct World {
    int width = 0, height = 0;  // in the units of the outlines
    std::string sphere;         // the edge of the projection
    std::vector<WorldShape> shapes;
    const WorldShape* shape(std::string_view id) const;
};
registry::Result<World> read_world(std::string_view xml, std::string name);
// The built-in one, read once; a defect in it throws when it is first asked for.
const World& world();

// Told apart by pattern as well as by colour: solid, striped, crossed, dotted, empty.
enum class Shade {
    party,
    signatory,
    withdrawn,
    other,
    none,
    land  // not counted: no State, and nothing is said of it by itself
};
struct MapPlace {
    std::string shape;  // id of a shape; places without one are not drawn
    Shade shade = Shade::land;
    std::string words;  // for hover, focus and screen readers
    std::string href;   // empty: nowhere
};
struct WorldMap {
    std::string title, description;
    std::vector<MapPlace> places;  // a shape that is not among them is land, under the data set's name
    struct Key {
        Shade shade;
        std::string label;
    };
    std::vector<Key> key;
};

// `outlines_of`: id of a drawing of the same page that has the outlines; empty: they are put into this one.
Svg draw_world(const WorldMap&, std::string_view id, int width, std::string_view outlines_of = {});

}  // namespace server
