#include "server/pictures/compare.hpp"

#include <algorithm>

#include "server/pictures/lettering.hpp"

namespace server {
namespace {

constexpr double row_high = 22, least_cell = 16, widest_cell = 90, size = 12, half = 5.5;
constexpr double tallest_head = 130, key_line = 20;

struct Plan {
    double label = 0, cell = 0, head = 0, width = 0;
    bool upright = false;  // the parties' names
};

Plan plan_of(const CompareField& field, int width) {
    Plan plan;
    const auto columns = static_cast<double>(std::max<std::size_t>(field.columns.size(), 1));
    double longest = 0, name = 0;
    for (const auto& row : field.rows) longest = std::max(longest, text_width(row.label, size) + 12);
    for (const auto& each : field.columns) name = std::max(name, text_width(each, size) + 8);
    plan.label = std::min(longest, width * 0.42);
    plan.cell = std::clamp((width - plan.label) / columns, least_cell, widest_cell);
    plan.upright = name > plan.cell;
    plan.head = plan.upright ? std::min(name, tallest_head) + 4 : 24;
    plan.width = std::max<double>(width, plan.label + plan.cell * columns);
    return plan;
}

void draw_mark(Svg& svg, FieldMark mark, double x, double y) {
    const auto at = [&](double dx, double dy) { return length(x + dx) + " " + length(y + dy); };
    const auto square = [&](std::string_view classes) {
        svg.rect(x - half, y - half, 2 * half, 2 * half, classes);
    };
    const auto line = [&](std::string_view classes, const std::string& path) {
        svg.shape("path", classes, {{"d", path}});
    };
    switch (mark) {
        case FieldMark::bound:
            return square("field-full");
        case FieldMark::signed_:
            square("field-open");
            return line("field-full",
                        "M" + at(-half, half) + "L" + at(half, half) + "L" + at(-half, -half) + "Z");
        case FieldMark::withdrawn:
            return line("cross", "M" + at(-5, -5) + "L" + at(5, 5) + "M" + at(-5, 5) + "L" + at(5, -5));
        case FieldMark::taken_back:
            svg.shape("circle", "open-dot", {{"cx", length(x)}, {"cy", length(y)}, {"r", "5"}});
            return line("cross", "M" + at(-6, 6) + "L" + at(6, -6));
        case FieldMark::other:
            svg.shape("circle", "dot", {{"cx", length(x)}, {"cy", length(y)}, {"r", "3"}});
            return;
        case FieldMark::none:
            return line("field-none", "M" + at(-4, 0) + "L" + at(4, 0));
    }
}

void draw_frame(Svg& svg, const CompareField& field, const Plan& plan, double bottom) {
    svg.group("frame");
    for (std::size_t at = 0; at < field.rows.size(); at += 2)
        svg.rect(0, plan.head + row_high * static_cast<double>(at), plan.width, row_high, "stripe");
    double x = plan.label + plan.cell / 2;
    for (const auto& each : field.columns) {
        const auto name = shortened(each, plan.upright ? plan.head - 6 : plan.cell - 4, size);
        if (plan.upright)
            svg.text(x + 4, plan.head - 5, "party", name,
                     {{"transform", "rotate(-90 " + length(x + 4) + " " + length(plan.head - 5) + ")"}});
        else
            svg.text(x, plan.head - 7, "party", name, {{"text-anchor", "middle"}});
        x += plan.cell;
    }
    svg.line(0, plan.head, plan.width, plan.head, "base");
    svg.line(0, bottom, plan.width, bottom, "base");
    svg.end();
}

void draw_row(Svg& svg, const CompareField::Row& row, const Plan& plan, double top) {
    const double y = top + row_high / 2;
    svg.group("row-name", row.label);
    svg.text(4, y + 4, "party", shortened(row.label, plan.label - 10, size));
    svg.end();
    double left = plan.label;
    for (const auto& cell : row.cells) {
        svg.point("field", cell.words, left + plan.cell / 2, top, cell.href);
        svg.rect(left + 0.5, top + 0.5, plan.cell - 1, row_high - 1, "hit");
        draw_mark(svg, cell.mark, left + plan.cell / 2, y);
        svg.end();
        left += plan.cell;
    }
}

}  // namespace

Svg draw_field(const CompareField& field, std::string_view id, int width) {
    const auto plan = plan_of(field, width);
    const double bottom = plan.head + row_high * static_cast<double>(field.rows.size());
    const double key = bottom + 12 + key_line * static_cast<double>(field.key.size());
    Svg svg(id, static_cast<int>(plan.width), static_cast<int>(key), "compare " + std::string{id},
            field.title, field.description);
    draw_frame(svg, field, plan, bottom);
    double top = plan.head;
    for (const auto& row : field.rows) draw_row(svg, row, plan, top), top += row_high;
    double y = bottom + 12 + key_line / 2;
    svg.group("key");
    for (const auto& each : field.key) {
        draw_mark(svg, each.mark, 10, y);
        svg.text(24, y + 4, "key-words", shortened(each.label, plan.width - 26, 12.5));
        y += key_line;
    }
    svg.end();
    return svg;
}

}  // namespace server
