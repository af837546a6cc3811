// Orders and places of a list as texts in an address.
#include "registry/catalogue/list.hpp"

namespace registry::catalogue {
namespace {

constexpr std::array orders{
    std::pair{Order::title, std::string_view{"title"}},
    std::pair{Order::adopted, std::string_view{"adopted"}},
    std::pair{Order::signatories, std::string_view{"signatories"}},
    std::pair{Order::parties, std::string_view{"parties"}},
    std::pair{Order::severity, std::string_view{"severity"}},
    std::pair{Order::recorded, std::string_view{"recorded"}},
    std::pair{Order::nearness, std::string_view{"nearness"}},
};

constexpr std::string_view hex = "0123456789abcdef";

}  // namespace

std::optional<Sort> read_sort(std::string_view text) {
    Sort sort;
    if (text.starts_with('-')) sort.descending = true, text.remove_prefix(1);
    for (const auto& [order, name] : orders)
        if (name == text && order != Order::nearness) {
            sort.by = order;
            return sort;
        }
    return std::nullopt;
}

std::string text_of(const Sort& sort) {
    for (const auto& [order, name] : orders)
        if (order == sort.by) return (sort.descending ? "-" : "") + std::string{name};
    return {};
}

std::vector<std::string> sorts() {
    std::vector<std::string> all;
    for (const auto& [order, name] : orders)
        if (order != Order::nearness) all.insert(all.end(), {std::string{name}, "-" + std::string{name}});
    return all;
}

// "title opcat" in hexadecimal digits: nobody is to make one up.
std::string text_of(const Cursor& cursor) {
    const auto plain = text_of(cursor.sort) + " " + cursor.id;
    std::string text;
    for (const char c : plain) {
        const auto byte = static_cast<unsigned char>(c);
        text += hex[byte >> 4];
        text += hex[byte & 15];
    }
    return text;
}

std::optional<Cursor> read_cursor(std::string_view text) {
    constexpr std::size_t longest = 2000;
    if (text.empty() || text.size() % 2 || text.size() > longest) return std::nullopt;
    std::string plain;
    for (std::size_t k = 0; k < text.size(); k += 2) {
        const auto high = hex.find(text[k]), low = hex.find(text[k + 1]);
        if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
        plain += static_cast<char>(high << 4 | low);
    }
    const auto blank = plain.find(' ');
    if (blank == std::string::npos) return std::nullopt;
    Cursor cursor;
    const auto order = plain.substr(0, blank);
    if (const auto sort = read_sort(order))
        cursor.sort = *sort;
    else if (order == text_of(Sort{Order::nearness, false}))
        cursor.sort.by = Order::nearness;
    else
        return std::nullopt;
    cursor.id = plain.substr(blank + 1);
    return cursor;
}

}  // namespace registry::catalogue
