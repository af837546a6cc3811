// One page of a list by cursor. A cursor is the key of the last line shown (`after`) or of the first
// (`before`): lines that come or go elsewhere between two requests move no page. Keys are unique and order as
// texts do.
#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace registry {

struct PageAsked {
    std::size_t size = 50;
    std::string after, before;  // at most one of them
    bool backwards = false;     // the list runs from the greatest key to the least
};
struct PageAnswer {
    std::size_t from = 0, to = 0, total = 0;  // positions in the sorted list
    std::string next, previous;  // cursors: for ?after= and ?before=; empty: there is no such page
};

// A line of a list before its page is cut: its key and where it stands.
struct Keyed {
    std::string key;
    std::size_t at = 0;
};

inline PageAnswer cut_page(std::vector<Keyed>& lines, const PageAsked& asked) {
    const auto comes_before = [&](std::string_view a, std::string_view b) {
        return asked.backwards ? b < a : a < b;
    };
    std::sort(lines.begin(), lines.end(),
              [&](const Keyed& a, const Keyed& b) { return comes_before(a.key, b.key); });
    const auto place = [&](std::string_view key, bool past) {
        const auto at = std::partition_point(lines.begin(), lines.end(), [&](const Keyed& each) {
            return comes_before(each.key, key) || (past && each.key == key);
        });
        return static_cast<std::size_t>(at - lines.begin());
    };
    PageAnswer page;
    page.total = lines.size();
    if (!asked.after.empty()) {
        page.from = place(asked.after, true);
    } else if (!asked.before.empty()) {
        const auto end = place(asked.before, false);
        page.from = end - std::min(end, asked.size);
    }
    page.to = page.from + std::min(asked.size, page.total - page.from);
    if (page.to < page.total && page.to > page.from) page.next = lines[page.to - 1].key;
    // From past the end one comes back to the last lines.
    const auto past_end = [&] {
        const auto& last = lines.back().key;
        return asked.backwards ? last.substr(0, last.size() - 1) : last + '~';
    };
    if (page.from > 0) page.previous = page.to > page.from ? lines[page.from].key : past_end();
    return page;
}

// A number that orders as text does, for days and classes.
inline std::string key_of(long long number) {
    constexpr long long shift = 5'000'000;
    auto text = std::to_string(number + shift);
    return text.size() < 8 ? std::string(8 - text.size(), '0') + text : text;
}

// The value of a filter and in how many lines of the list it would leave.
struct FacetCount {
    std::string value;
    int n = 0;
};

}  // namespace registry
