#include "server/represent/csv.hpp"

#include "server/represent/format.hpp"

namespace server {
namespace {

constexpr std::string_view line_end = "\r\n", between = " | ";

struct AsText {
    std::string operator()(std::nullptr_t) const { return {}; }
    std::string operator()(bool truth) const { return truth ? "true" : "false"; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(const Value::List&) const { return {}; }
    std::string operator()(const Value::Object&) const { return {}; }
    std::string operator()(const Markup&) const { return {}; }
    std::string operator()(const Rows&) const { return {}; }
};

const Value* member(const Value& of, std::string_view key) {
    const Value* for_people = nullptr;
    if (const auto* members = of.members())
        for (const auto& each : *members) {
            if (each.key != key) continue;
            if (each.reads != Reads::people) return &each.value;
            for_people = &each.value;
        }
    return for_people;
}

}  // namespace

std::string csv_cell(std::string_view text) {
    const bool blank_ends = !text.empty() && (text.front() == ' ' || text.back() == ' ');
    if (!blank_ends && text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string{text};
    std::string cell = "\"";
    for (const char c : text) {
        if (c == '"') cell += '"';
        cell += c;
    }
    return cell + '"';
}

std::string csv_line(const std::vector<std::string>& cells) {
    // A line of one empty cell would be an empty line, which readers pass over.
    if (cells.size() == 1 && cells.front().empty()) return "\"\"" + std::string{line_end};
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) line += (i ? "," : "") + csv_cell(cells[i]);
    return line + std::string{line_end};
}

std::string text_at_path(const Value& item, std::string_view path) {
    if (const auto* list = item.items()) {
        std::string joined;
        bool first = true, any = false;
        for (const auto& each : *list) {
            const auto text = text_at_path(each, path);
            any = any || !text.empty();
            joined += (first ? std::string{} : std::string{between}) + text;
            first = false;
        }
        return any ? joined : std::string{};
    }
    if (path.empty()) return std::visit(AsText{}, item.is);
    const auto point = path.find('.');
    const auto* found = member(item, path.substr(0, point));
    return found ? text_at_path(*found,
                                point == std::string_view::npos ? std::string_view{} : path.substr(point + 1))
                 : std::string{};
}

void add_date(Sheet& sheet, std::string_view name, std::string_view path) {
    const std::string column{name}, from{path};
    sheet.columns.push_back({column, from + ".edtf"});
    sheet.columns.push_back({column + "_lo", from + ".lo"});
    sheet.columns.push_back({column + "_hi", from + ".hi"});
}

std::string write_csv(const Document& document) {
    const auto& sheet = document.sheet.value();
    std::vector<std::string> cells;
    for (const auto& column : sheet.columns) cells.push_back(column.name);
    auto text = csv_line(cells);
    const auto* list = member(document.says, sheet.list);
    const auto* rows = list ? std::get_if<Rows>(&list->is) : nullptr;
    const auto tree = rows ? as_tree(*rows) : Value{};
    if (rows) list = &tree;
    if (!list || !list->items()) return text;
    for (const auto& item : *list->items()) {
        cells.clear();
        for (const auto& column : sheet.columns) cells.push_back(text_at_path(item, column.path));
        text += csv_line(cells);
    }
    return text;
}

}  // namespace server
