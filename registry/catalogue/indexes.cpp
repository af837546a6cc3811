#include "registry/catalogue/indexes.hpp"

#include <algorithm>
#include <numeric>
#include <string>

#include "registry/base/text.hpp"

namespace registry {
namespace {

// A title is cleaned at the door; of plain ASCII nothing is left to fold but case, and most titles are that.
std::string sort_key(const std::string& title) {
    const bool plain = std::all_of(title.begin(), title.end(), [](char c) { return (c & 0x80) == 0; });
    if (!plain) return fold(title);
    std::string key = title;
    for (auto& c : key)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return key;
}

// The first eight bytes as a number that orders as they do.
std::uint64_t beginning(const std::string& key) {
    std::uint64_t value = 0;
    for (std::size_t k = 0; k < 8; ++k)
        value = value << 8 | (k < key.size() ? static_cast<unsigned char>(key[k]) : 0U);
    return value;
}

}  // namespace

Table::Indexes::Indexes(const std::vector<std::shared_ptr<const CatalogueRow>>& rows) : rows_(rows) {
    for (const auto& row : rows_)
        for (const auto& track : row->tracks) {
            by_party_[track.party].push_back(row.get());
            if (track.due && !track.tells_ahead) untold_.push_back({row.get(), &track});
        }
}

std::span<const CatalogueRow* const> Table::Indexes::of_party(std::string_view party) const {
    const auto found = by_party_.find(party);
    if (found == by_party_.end()) return {};
    return found->second;
}

const std::vector<std::uint32_t>& Table::Indexes::by_title(Lang lang) const {
    auto& order = by_title_.at(static_cast<std::size_t>(lang));
    std::call_once(order.once, [&] {
        struct Place {
            std::uint64_t beginning = 0;
            std::uint32_t row = 0;
        };
        std::vector<std::string> keys(rows_.size());
        std::vector<Place> named;
        std::vector<std::uint32_t> nameless;
        for (std::uint32_t k = 0; k < rows_.size(); ++k) {
            const auto* title = rows_[k]->title(lang);
            if (title) keys[k] = sort_key(title->text);
            if (title)
                named.push_back({beginning(keys[k]), k});
            else
                nameless.push_back(k);
        }
        std::sort(named.begin(), named.end(), [&](const Place& a, const Place& b) {
            if (a.beginning != b.beginning) return a.beginning < b.beginning;
            const int order_of_keys = keys[a.row].compare(keys[b.row]);
            return order_of_keys != 0 ? order_of_keys < 0 : a.row < b.row;
        });
        order.rows.reserve(rows_.size());
        for (const auto& each : named) order.rows.push_back(each.row);
        order.rows.insert(order.rows.end(), nameless.begin(), nameless.end());
    });
    return order.rows;
}

}  // namespace registry
