#include "server/pictures/svg.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <stdexcept>

#include "registry/base/xml.hpp"
#include "server/pictures/lettering.hpp"
#include "server/pictures/style.hpp"

namespace server {
namespace {

constexpr int headline_size = 16, headline_line = 21, foot_line = 15;  // user units
constexpr int edge = 16;                                               // around a picture that stands alone
constexpr double tip_size = 12, tip_line = 16, tip_widest = 280;

void put(std::string& out, std::string_view name, std::string_view value) {
    out += ' ';
    out += name;
    out += "=\"";
    out += registry::escape_xml(value);
    out += '"';
}

// A picture that stands alone links to whole addresses; within another page's frame they open outside it.
void put_link(std::string& out, std::string_view href) {
    put(out, "href", href);
    if (href.starts_with("http")) out += " target=\"_top\"";
}

std::string text_at(double x, double y, std::string_view classes, std::string_view words) {
    std::string out = "<text";
    put(out, "class", classes);
    put(out, "x", length(x));
    put(out, "y", length(y));
    return out + ">" + registry::escape_xml(words) + "</text>";
}

}  // namespace

std::string length(double value) {
    if (!std::isfinite(value)) throw std::logic_error("a picture's length is no number");
    std::array<char, 32> room{};
    const double rounded = std::round(value * 10) / 10 + 0.0;  // no "-0"
    const auto [end, error] = std::to_chars(room.data(), room.data() + room.size(), rounded);
    if (error != std::errc{}) throw std::logic_error("a picture's length is too long");
    return {room.data(), end};
}

Svg::Svg(std::string_view id, int width, int height, std::string_view kind, std::string_view title,
         std::string_view description)
    : id_(id), kind_(kind), title_(title), description_(description), width_(width), height_(height) {}

Svg& Svg::group(std::string_view classes, std::string_view title, std::string_view href) {
    out_ += href.empty() ? "<g" : "<a";
    put(out_, "class", classes);
    if (!href.empty()) put_link(out_, href);
    out_ += '>';
    if (!title.empty()) out_ += "<title>" + registry::escape_xml(title) + "</title>";
    open_.push_back({href.empty() ? "g" : "a", {}, 0, 0});
    return *this;
}

Svg& Svg::point(std::string_view classes, std::string_view words, double x, double y, std::string_view href) {
    out_ += href.empty() ? "<g" : "<a";
    put(out_, "class", "point " + std::string{classes});
    if (href.empty())
        out_ += " tabindex=\"0\" role=\"img\"";
    else
        put_link(out_, href);
    // The name of the whole: a <title>, so that it need not repeat what is drawn inside word for word.
    out_ += "><title>" + registry::escape_xml(words) + "</title>";
    open_.push_back({href.empty() ? "g" : "a", std::string{words}, x, y});
    return *this;
}

Svg& Svg::open(std::string_view element, const Attributes& attributes) {
    out_ += '<';
    out_ += element;
    for (const auto& [name, value] : attributes) put(out_, name, value);
    out_ += '>';
    open_.push_back({element, {}, 0, 0});
    return *this;
}

// The words on a card above the point, within the picture's edges; below it where there is no room above.
void Svg::tip(const Open& of) {
    const auto lines = wrapped(of.words, std::min<double>(tip_widest, width_ - 24), tip_size);
    double widest = 0;
    for (const auto& each : lines) widest = std::max(widest, text_width(each, tip_size));
    const double wide = widest + 16, high = tip_line * static_cast<double>(lines.size()) + 10;
    const double x = std::clamp(of.x - wide / 2, 0.0, std::max(0.0, width_ - wide));
    const double y = of.y - high - 4 >= -high / 2 ? of.y - high - 4 : of.y + 26;
    out_ += "<g class=\"tip\" aria-hidden=\"true\">";
    rect(x, y, wide, high, "tip-card", {{"rx", "3"}});
    double baseline = y + tip_line + 1;
    for (const auto& each : lines) {
        out_ += text_at(x + 8, baseline, "tip-words", each);
        baseline += tip_line;
    }
    out_ += "</g>";
}

Svg& Svg::end() {
    if (open_.empty()) throw std::logic_error("a picture's group ends twice");
    const auto last = std::move(open_.back());
    open_.pop_back();
    if (!last.words.empty()) {
        tip(last);
    }
    out_ += "</" + std::string{last.element} + ">";
    return *this;
}

Svg& Svg::shape(std::string_view element, std::string_view classes, const Attributes& attributes) {
    out_ += '<';
    out_ += element;
    if (!classes.empty()) put(out_, "class", classes);
    for (const auto& [name, value] : attributes) put(out_, name, value);
    out_ += "/>";
    return *this;
}

Svg& Svg::line(double x1, double y1, double x2, double y2, std::string_view classes) {
    return shape("line", classes,
                 {{"x1", length(x1)}, {"y1", length(y1)}, {"x2", length(x2)}, {"y2", length(y2)}});
}

Svg& Svg::rect(double x, double y, double width, double height, std::string_view classes,
               const Attributes& more) {
    Attributes all{{"x", length(x)},
                   {"y", length(y)},
                   {"width", length(std::max(0.0, width))},
                   {"height", length(std::max(0.0, height))}};
    all.insert(all.end(), more.begin(), more.end());
    return shape("rect", classes, all);
}

Svg& Svg::text(double x, double y, std::string_view classes, std::string_view words,
               const Attributes& attributes) {
    out_ += "<text";
    put(out_, "class", classes);
    put(out_, "x", length(x));
    put(out_, "y", length(y));
    // A point is said once, by its label: the words drawn in it are for the eye.
    if (std::ranges::any_of(open_, [](const Open& each) { return !each.words.empty(); }))
        put(out_, "aria-hidden", "true");
    for (const auto& [name, value] : attributes) put(out_, name, value);
    out_ += '>';
    out_ += registry::escape_xml(words);
    out_ += "</text>";
    return *this;
}

Svg& Svg::severity_patterns() {
    const auto begin = [&](std::string_view name, int size, bool turned) {
        out_ += "<pattern";
        put(out_, "id", id_ + "-" + std::string{name});
        put(out_, "class", "of-" + std::string{name});
        const auto side = std::to_string(size);
        put(out_, "width", side);
        put(out_, "height", side);
        put(out_, "patternUnits", "userSpaceOnUse");
        if (turned) put(out_, "patternTransform", "rotate(45)");
        out_ += '>';
    };
    const auto end = [&] { out_ += "</pattern>"; };
    out_ += "<defs>";
    begin("notice", 8, false);
    shape("circle", "hatch", {{"cx", "2"}, {"cy", "2"}, {"r", "1.1"}});
    shape("circle", "hatch", {{"cx", "6"}, {"cy", "6"}, {"r", "1.1"}});
    end();
    begin("warn", 9, true);
    shape("path", "hatch-line", {{"d", "M0 0V9"}});
    end();
    begin("stalled", 6, true);
    shape("path", "hatch-line thick", {{"d", "M0 0V6"}});
    end();
    begin("severe", 7, true);
    shape("path", "hatch-line thick", {{"d", "M0 0V7M0 0H7"}});
    end();
    begin("ahead", 10, true);
    shape("path", "hatch-line", {{"d", "M0 0V10"}});
    end();
    out_ += "</defs>";
    return *this;
}

std::string Svg::pattern(std::string_view name) const {
    return "url(#" + id_ + "-" + std::string{name} + ")";
}

// role="img" would hide the links in it; graphics-document (WAI-ARIA Graphics Module 1.0) keeps them.
std::string Svg::opened(std::string_view more, bool alone) const {
    if (!open_.empty()) throw std::logic_error("a picture's group has no end");
    std::string out = "<svg";
    put(out, "class", "pic " + kind_ + (alone ? " alone" : ""));
    put(out, "role", "graphics-document document");
    put(out, "aria-labelledby", id_ + "-name");
    put(out, "aria-describedby", id_ + "-about");
    out += more;
    out += '>';
    out +=
        "<title id=\"" + registry::escape_xml(id_) + "-name\">" + registry::escape_xml(title_) + "</title>";
    out += "<desc id=\"" + registry::escape_xml(id_) + "-about\">" + registry::escape_xml(description_) +
           "</desc>";
    return out;
}

Markup Svg::within_page() const {
    const auto wide = std::to_string(width_), high = std::to_string(height_);
    std::string more = " xmlns=\"http://www.w3.org/2000/svg\"";
    put(more, "viewBox", "0 0 " + wide + " " + high);
    put(more, "width", wide);
    put(more, "height", high);
    return {opened(more, false) + out_ + "</svg>"};
}

// The title as a headline, the drawing, and where it is from.
struct Svg::Alone {
    std::vector<std::string> head, feet;
    int top = 0;
    Size size;
};

Svg::Alone Svg::laid_out_alone(std::string_view title, std::string_view foot) const {
    Alone alone;
    alone.head = wrapped(title, width_, headline_size, true);
    if (!foot.empty()) alone.feet = wrapped(foot, width_, 11);
    alone.top = edge + headline_line * static_cast<int>(alone.head.size()) + 6;
    alone.size.width = width_ + 2 * edge;
    alone.size.height = alone.top + height_ + foot_line * static_cast<int>(alone.feet.size()) + edge + 4;
    return alone;
}

Svg::Size Svg::size_alone(std::string_view title, std::string_view foot) const {
    return laid_out_alone(title, foot).size;
}

Picture Svg::picture(std::string title, std::string_view foot) const {
    const auto [head, feet, top, size] = laid_out_alone(title, foot);
    std::string more = " xmlns=\"http://www.w3.org/2000/svg\"";
    put(more, "viewBox", "0 0 " + std::to_string(size.width) + " " + std::to_string(size.height));
    put(more, "width", std::to_string(size.width));
    put(more, "height", std::to_string(size.height));
    auto out = opened(more, true) + "<style>" + registry::escape_xml(picture_style()) + "</style>";
    out += "<rect class=\"paper\" width=\"100%\" height=\"100%\"/>";
    int y = edge + headline_size - 2;
    for (const auto& each : head) out += text_at(edge, y, "headline", each), y += headline_line;
    out += "<g transform=\"translate(" + std::to_string(edge) + " " + std::to_string(top) + ")\">" + out_ +
           "</g>";
    y = top + height_ + foot_line;
    for (const auto& each : feet) out += text_at(edge, y, "foot", each), y += foot_line;
    return {{out + "</svg>"}, std::move(title), size.width, size.height};
}

}  // namespace server
