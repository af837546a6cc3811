#include "registry/catalogue/list.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <unordered_map>
#include <unordered_set>

namespace registry::catalogue {
namespace {

constexpr std::int64_t nothing = std::numeric_limits<std::int64_t>::max();  // last, whichever way round

std::int64_t days(Day day) { return day.time_since_epoch().count(); }

// A row's place: `value` first, then the order of titles.
struct Place {
    std::int64_t value = 0;
    std::uint32_t title = 0;  // position in the order by title
    std::uint32_t row = 0;
    Truth sure = Truth::yes;
};

class Listing {
public:
    Listing(const Table& table, const Asked& asked) : table_(table), asked_(asked), q_(asked.question) {
        for (std::size_t k = 0; k < q_.hits.size(); ++k) nearness_.emplace(q_.hits[k], k);
        for (const auto& each : filters())
            if (each.asked(q_)) active_.push_back(&each);
    }

    List list() {
        choose();
        List out;
        out.total = chosen_.size();
        out.unsure = static_cast<std::size_t>(std::count_if(
            chosen_.begin(), chosen_.end(), [](const Place& each) { return each.sure == Truth::unknown; }));
        if (!is_in_order())
            std::sort(chosen_.begin(), chosen_.end(),
                      [&](const Place& a, const Place& b) { return comes_before(a, b); });
        cut(out);
        out.facets = facets();
        return out;
    }

private:
    // Filters that are about one finding, or one act, are asked once.
    Truth holds(const Filter& filter, const CatalogueRow& row) const {
        if (filter.key == "q") return nearness_.contains(row.id) ? Truth::yes : Truth::no;
        return filter.holds(row, q_);
    }

    // Rows all filters leave in; and what each facet counts: rows that only its own filter keeps out.
    void choose() {
        const auto& by_title = table_.by_title(asked_.lang);
        for (std::uint32_t k = 0; k < by_title.size(); ++k) {
            const auto& row = *table_.rows[by_title[k]];
            auto all = Truth::yes;
            const Filter* fails = nullptr;
            bool several = false;
            for (const auto* each : active_) {
                const auto one = holds(*each, row);
                if (one == Truth::no) {
                    several = fails && !same_facet(*fails, *each);
                    fails = fails ? fails : each;
                    if (several || facet_of(*each).empty()) {
                        several = true;
                        break;
                    }
                }
                all = both(all, one);
            }
            if (several) continue;
            count(row, fails ? facet_of(*fails) : std::string_view{});
            if (!fails) chosen_.push_back({value_of(row), k, by_title[k], all});
        }
    }

    // A period of adoption is one facet though two parameters.
    static std::string_view facet_of(const Filter& filter) {
        if (filter.key == "adopted-before") return "adopted-from";
        return filter.facet ? filter.key : std::string_view{};
    }
    static bool same_facet(const Filter& a, const Filter& b) { return facet_of(a) == facet_of(b); }

    std::int64_t value_of(const CatalogueRow& row) const {
        const auto counted = [](const std::optional<int>& n) { return n ? std::int64_t{*n} : nothing; };
        switch (asked_.sort.by) {
            case Order::title:
                return 0;
            case Order::adopted:
                return row.adopted && row.adopted->lo != earliest_day ? days(row.adopted->lo) : nothing;
            case Order::signatories:
                return counted(row.counts(q_.on).signatories);
            case Order::parties:
                return counted(row.counts(q_.on).parties);
            case Order::severity:
                return static_cast<std::int64_t>(worst_asked(row, q_));
            case Order::recorded:
                return row.last_recorded == latest_day ? nothing : days(row.last_recorded);
            case Order::nearness: {
                const auto found = nearness_.find(row.id);
                return found == nearness_.end() ? nothing : static_cast<std::int64_t>(found->second);
            }
        }
        return 0;
    }

    bool is_in_order() const { return asked_.sort == Sort{}; }

    bool comes_before(const Place& a, const Place& b) const {
        const bool down = asked_.sort.descending;
        if (a.value != b.value) {
            if (a.value == nothing || b.value == nothing) return b.value == nothing;
            return down ? a.value > b.value : a.value < b.value;
        }
        // By title it is the titles that turn round; else equals stay in the order of titles.
        return down && asked_.sort.by == Order::title ? a.title > b.title : a.title < b.title;
    }

    // Where the row stands now, in the list or not.
    Place place_of(const CatalogueRow* row) const {
        const auto& by_title = table_.by_title(asked_.lang);
        Place place{value_of(*row), 0, 0, Truth::yes};
        for (std::uint32_t k = 0; k < by_title.size(); ++k)
            if (table_.rows[by_title[k]].get() == row) place.title = k;
        return place;
    }

    void cut(List& out) const {
        const auto before = [&](const Place& a, const Place& b) { return comes_before(a, b); };
        auto first = chosen_.begin(), last = chosen_.end();
        if (asked_.after) {
            const auto* row = table_.row(asked_.after->id);
            first = row ? std::upper_bound(first, last, place_of(row), before) : last;
        }
        if (asked_.before) {
            if (const auto* row = table_.row(asked_.before->id))
                last = std::lower_bound(first, last, place_of(row), before);
            if (static_cast<std::size_t>(last - first) > asked_.limit)
                first = last - static_cast<std::ptrdiff_t>(asked_.limit);
        }
        if (static_cast<std::size_t>(last - first) > asked_.limit)
            last = first + static_cast<std::ptrdiff_t>(asked_.limit);
        out.from = static_cast<std::size_t>(first - chosen_.begin());
        for (auto each = first; each != last; ++each)
            out.lines.push_back({table_.rows[each->row].get(), each->sure});
        if (first != chosen_.begin() && first != last) out.prev = cursor(*first);
        if (last != chosen_.end() && first != last) out.next = cursor(*std::prev(last));
        // Beyond the end there is a way back all the same.
        if (first == last && first != chosen_.begin()) out.prev = Cursor{"", asked_.sort};
    }

    Cursor cursor(const Place& place) const { return {table_.rows[place.row]->id, asked_.sort}; }

    void count(const CatalogueRow& row, std::string_view only) {
        const auto counts = [&](std::string_view facet) { return only.empty() || only == facet; };
        if (counts("kind")) ++kinds_[row.kind];
        if (counts("severity")) ++severities_.at(static_cast<std::size_t>(worst_asked(row, q_)));
        if (counts("adopted-from") && row.adopted && row.adopted->lo != earliest_day &&
            row.adopted->lo <= q_.on)
            ++decades_[decade(row.adopted->lo)];
        if (counts("status") && !q_.party.empty()) count_status(row);
        if (counts("next") && q_.on == q_.today) count_next(row);
    }

    void count_status(const CatalogueRow& row) {
        const auto has = statuses_of(row, q_.party, q_.on, q_.today);
        for (std::size_t k = 0; k < has.size(); ++k) statuses_.at(k) += has.at(k) != Truth::no;
    }

    static int decade(Day day) {
        const int year = static_cast<int>(std::chrono::year_month_day{day}.year());
        return (year >= 0 ? year : year - 9) / 10 * 10;
    }

    void count_next(const CatalogueRow& row) {
        seen_.clear();
        for (const auto& track : row.tracks) {
            if (track.next_milestone.empty() || (!q_.party.empty() && track.party != q_.party)) continue;
            if (std::find(seen_.begin(), seen_.end(), track.next_milestone) != seen_.end()) continue;
            seen_.push_back(track.next_milestone);
            ++nexts_[track.next_milestone];
        }
    }

    std::vector<Facet> facets() const {
        std::vector<Facet> all;
        Facet kind{"kind", {}}, status{"status", {}}, severity{"severity", {}}, decade{"adopted-from", {}},
            next{"next", {}};
        for (const auto& [code, rows] : kinds_)
            if (!code.empty()) kind.values.push_back({std::string{code}, rows});
        std::stable_sort(kind.values.begin(), kind.values.end(),
                         [](const auto& a, const auto& b) { return a.rows > b.rows; });
        const auto names = allowed(Takes::status);
        // With `none` rows come in that have nothing of the party: it is no narrowing of these.
        for (std::size_t k = 0; k < statuses_.size(); ++k)
            if (statuses_[k] && static_cast<Status>(k) != Status::none)
                status.values.push_back({names[k], statuses_[k]});
        // "At least": each class holds the rows of those above it.
        std::size_t at_least = 0;
        for (auto k = severities_.size() - 1; k > 0; --k) {
            at_least += severities_[k];
            if (at_least)
                severity.values.push_back({std::string{name_of(static_cast<Severity>(k))}, at_least});
        }
        for (auto each = decades_.rbegin(); each != decades_.rend(); ++each)
            decade.values.push_back({std::to_string(each->first), each->second});
        for (const auto& milestone : Vocabulary::built_in().milestones())
            if (const auto found = nexts_.find(milestone.code); found != nexts_.end())
                next.values.push_back({milestone.code, found->second});
        for (auto* each : {&kind, &status, &severity, &decade, &next})
            if (!each->values.empty()) all.push_back(std::move(*each));
        return all;
    }

    const Table& table_;
    const Asked& asked_;
    const Question& q_;
    std::unordered_map<std::string_view, std::size_t> nearness_;
    std::vector<const Filter*> active_;
    std::vector<Place> chosen_;
    std::map<std::string_view, std::size_t> kinds_;
    std::array<std::size_t, 5> severities_{};
    std::array<std::size_t, 6> statuses_{};
    std::map<int, std::size_t> decades_;
    std::unordered_map<std::string_view, std::size_t> nexts_;
    std::vector<std::string_view> seen_;
};

}  // namespace

List list(const Table& table, const Asked& asked) { return Listing{table, asked}.list(); }

}  // namespace registry::catalogue
