// Writes SVG 1.1 as text: shapes in, markup out, every text escaped. A drawing stands by itself (download,
// embedding): it carries its own style, which is also the style sheet's for pictures, so that one definition
// serves the page and the file. Lengths are user units.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/represent/document.hpp"

namespace server {

using Attributes = std::vector<std::pair<std::string_view, std::string>>;

// A length as it is written: at most one decimal, "12.5", "12".
std::string length(double);

class Svg {
public:
    // `id` keeps the ids of several drawings on one page apart; `kind` are its classes ("road wide"); `title`
    // and `description` are what a screen reader says of the whole.
    Svg(std::string_view id, int width, int height, std::string_view kind, std::string_view title,
        std::string_view description);

    // A group with a <title> (hover, screen reader); `href` makes it a link. Ends with end().
    Svg& group(std::string_view classes, std::string_view title = {}, std::string_view href = {});
    // A group one can point at or reach with the keyboard, a link where `href` is given: `words` are its name
    // and are shown above (x, y) while the pointer or the focus is on it. Ends with end(). What is drawn
    // later lies over those words where it overlaps them: draw from top to bottom.
    Svg& point(std::string_view classes, std::string_view words, double x, double y,
               std::string_view href = {});
    // Any other element that holds shapes: "defs", "pattern". Ends with end(). `element` is a literal.
    Svg& open(std::string_view element, const Attributes&);
    Svg& end();
    Svg& shape(std::string_view element, std::string_view classes, const Attributes&);  // "rect", "path", …
    Svg& line(double x1, double y1, double x2, double y2, std::string_view classes);
    Svg& rect(double x, double y, double width, double height, std::string_view classes,
              const Attributes& more = {});
    // `words` unread by screen readers: for what the title of its group says already.
    Svg& text(double x, double y, std::string_view classes, std::string_view words, const Attributes& = {});
    // The severities' patterns (dots, lines, hatching, crossing), so that no class is told by colour alone:
    // fill = pattern("stalled"). "ahead" is there too, for what lies after the day asked about.
    Svg& severity_patterns();
    std::string pattern(std::string_view name) const;  // "url(#ID-stalled)"

    int width() const { return width_; }
    int height() const { return height_; }

    Markup within_page() const;  // without its own style: the page's style sheet has it
    // By itself: with its style, an xmlns, the title as a headline and `foot` (where it is from) below.
    Picture picture(std::string title, std::string_view foot = {}) const;
    // The size of that picture.
    struct Size {
        int width = 0, height = 0;
    };
    Size size_alone(std::string_view title, std::string_view foot = {}) const;

private:
    struct Open {
        std::string_view element;
        std::string words;  // to be shown above (x, y); empty: none
        double x = 0, y = 0;
    };
    struct Alone;
    Alone laid_out_alone(std::string_view title, std::string_view foot) const;
    void tip(const Open&);
    std::string opened(std::string_view more, bool alone) const;

    std::string id_, out_, kind_, title_, description_;
    int width_, height_;
    std::vector<Open> open_;
};

}  // namespace server
