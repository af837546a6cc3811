// What is made with a table so that nothing is looked for twice. Parties at once; the orders by title when
// they are first asked for, by whoever asks first.
#pragma once
#include <array>
#include <mutex>
#include <string_view>
#include <unordered_map>

#include "registry/catalogue/catalogue.hpp"

namespace registry {

struct Table::Indexes {
    explicit Indexes(const std::vector<std::shared_ptr<const CatalogueRow>>& rows);

    std::span<const CatalogueRow* const> of_party(std::string_view party) const;
    const std::vector<std::uint32_t>& by_title(Lang) const;
    std::span<const Table::Untold> untold() const { return untold_; }

private:
    std::vector<std::shared_ptr<const CatalogueRow>> rows_;
    std::unordered_map<std::string_view, std::vector<const CatalogueRow*>> by_party_;
    std::vector<Table::Untold> untold_;
    struct Order {
        std::once_flag once;
        std::vector<std::uint32_t> rows;
    };
    mutable std::array<Order, 4> by_title_;  // by Lang
};

}  // namespace registry
