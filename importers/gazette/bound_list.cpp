#include "importers/gazette/bound_list.hpp"

#include <algorithm>
#include <map>

#include "importers/gazette/bound_words.hpp"
#include "registry/base/text.hpp"
#include "registry/model/vocabulary.hpp"

namespace importers::gazette {

using registry::fold;
using registry::Remark;

Agreed agree(const std::vector<BoundState>& rows) {
    Agreed out;
    std::map<std::string, std::size_t> at;
    std::vector<std::size_t> told;  // how many languages
    const auto key_of = [](const BoundState& row) {
        const auto* found = party(row.name);
        return found ? found->id : fold(row.name);
    };
    const auto doubt = [&](const BoundState& row, const std::string& what) {
        out.remarks.push_back({Remark::Weight::doubt, "languages-disagree", what, row.place});
    };
    std::vector<const BoundState*> in_order;
    for (const auto& row : rows)
        if (row.language == "nl") in_order.push_back(&row);
    for (const auto& row : rows)
        if (row.language != "nl") in_order.push_back(&row);
    // Names that nobody knows are one State in two languages where all their days are the same, and no
    // other's.
    const auto same_days = [&](const BoundState& row) -> std::optional<std::size_t> {
        std::optional<std::size_t> only;
        for (std::size_t i = 0; i < out.rows.size() && !party(row.name); ++i) {
            const auto& said = out.rows[i];
            if (told[i] > 1 || said.language == row.language || party(said.name) ||
                !std::equal(said.dates.begin(), said.dates.end(), row.dates.begin(), row.dates.end(),
                            [](const BoundDate& a, const BoundDate& b) {
                                return a.milestone == b.milestone && a.day == b.day;
                            }))
                continue;
            if (only) return std::nullopt;
            only = i;
        }
        return only;
    };
    for (const auto* row : in_order) {
        const auto other = same_days(*row);
        const auto [found, fresh] = at.try_emplace(key_of(*row), other.value_or(out.rows.size()));
        if (fresh && !other) {
            out.rows.push_back(*row);
            told.push_back(1);
            continue;
        }
        ++told[found->second];
        auto& said = out.rows[found->second];
        for (const auto& date : row->dates) {
            const auto same = std::find_if(said.dates.begin(), said.dates.end(), [&](const BoundDate& each) {
                return each.milestone == date.milestone;
            });
            const auto day = date.day ? registry::iso(*date.day) : std::string{"no day"};
            if (same == said.dates.end()) {
                doubt(*row, said.name + ", " + date.milestone + ": " + day + " stands under " + row->name +
                                " (" + row->language + ") only; said");
                said.dates.push_back(date);
            } else if (same->day != date.day) {
                doubt(*row, said.name + ", " + date.milestone + ": " +
                                (same->day ? registry::iso(*same->day) : "no day") + " (" + said.language +
                                ", said), " + day + " under " + row->name + " (" + row->language + ")");
            } else if (same->form != date.form) {
                doubt(*row, said.name + ", " + date.milestone + ": " + same->form + " (" + said.language +
                                ", said), " + date.form + " under " + row->name + " (" + row->language + ")");
            }
        }
    }
    const bool both = std::any_of(told.begin(), told.end(), [](std::size_t n) { return n > 1; });
    std::string alone;
    for (std::size_t i = 0; both && i < out.rows.size(); ++i)
        if (told[i] == 1) alone += (alone.empty() ? "" : ", ") + out.rows[i].name;
    if (!alone.empty())
        out.remarks.push_back({Remark::Weight::note, "one-language-only",
                               "in the list of bound States in one language only: " + alone,
                               out.rows.front().place});
    return out;
}

}  // namespace importers::gazette
