#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include <algorithm>
#include <ostream>

#include "server/program/command.hpp"

namespace server::program {
namespace {

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const auto& part : parts) text += (text.empty() ? "" : "; ") + part;
    return text;
}

std::string plain(const Cell& cell) {
    if (const auto* number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
    if (const auto* text = std::get_if<std::string>(&cell)) return *text;
    if (const auto* list = std::get_if<std::vector<std::string>>(&cell)) return joined(*list);
    return {};
}

std::size_t width(std::string_view text) {  // code points: good enough for aligning European names
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string quoted(
    const std::string& text) {  // RFC 4180; a leading = + - @ is kept: the file is data, not a sheet
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string out = "\"";
    for (const char c : text) out += c == '"' ? "\"\"" : std::string(1, c);
    return out + "\"";
}

template <class Writer>
void write(Writer& writer, const Cell& cell) {
    const auto put = [&](const std::string& text) {
        writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
    };
    if (const auto* number = std::get_if<std::int64_t>(&cell)) {
        writer.Int64(*number);
    } else if (const auto* text = std::get_if<std::string>(&cell)) {
        put(*text);
    } else if (const auto* list = std::get_if<std::vector<std::string>>(&cell)) {
        writer.StartArray();
        for (const auto& each : *list) put(each);
        writer.EndArray();
    } else {
        writer.Null();
    }
}

std::string aligned(const Table& table) {
    std::vector<std::size_t> widths;
    for (const auto& key : table.keys) widths.push_back(width(key));
    for (const auto& row : table.rows)
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(plain(row[i])));
    std::string out;
    const auto line = [&](auto text_at) {
        std::string text;
        for (std::size_t i = 0; i < widths.size(); ++i) {
            const std::string cell = text_at(i);
            text += cell;
            if (i + 1 < widths.size()) text += std::string(widths[i] - width(cell) + 2, ' ');
        }
        while (text.ends_with(' ')) text.pop_back();
        out += text + "\n";
    };
    line([&](std::size_t i) { return table.keys[i]; });
    for (const auto& row : table.rows) line([&](std::size_t i) { return plain(row[i]); });
    return out;
}

}  // namespace

std::string json_text(const Table& table) {
    rapidjson::StringBuffer buffer;
    rapidjson::PrettyWriter writer(buffer);
    writer.SetIndent(' ', 1);
    writer.StartArray();
    for (const auto& row : table.rows) {
        writer.StartObject();
        for (std::size_t i = 0; i < row.size(); ++i) {
            writer.Key(table.keys[i].c_str());
            write(writer, row[i]);
        }
        writer.EndObject();
    }
    writer.EndArray();
    return std::string{buffer.GetString(), buffer.GetSize()} + "\n";
}

std::string csv_text(const Table& table) {
    std::string out;
    const auto line = [&](auto text_at) {
        for (std::size_t i = 0; i < table.keys.size(); ++i) out += (i == 0 ? "" : ",") + quoted(text_at(i));
        out += "\r\n";
    };
    line([&](std::size_t i) { return table.keys[i]; });
    for (const auto& row : table.rows) line([&](std::size_t i) { return plain(row[i]); });
    return out;
}

void print(Context& context, const Table& table) {
    switch (context.as()) {
        case Format::json:
            context.streams.out << json_text(table);
            break;
        case Format::csv:
            context.streams.out << csv_text(table);
            break;
        case Format::text:
            context.streams.out << aligned(table);
            break;
    }
}

}  // namespace server::program
