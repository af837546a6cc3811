#include "importers/uk_days/uk_days.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "importers/reading/charset.hpp"
#include "importers/reading/csv.hpp"
#include "registry/base/text.hpp"

namespace importers::uk_days {
namespace {

using registry::Batch;
using registry::Day;
using registry::Remark;

constexpr std::string_view calendar_id = "uk-joint";
constexpr std::string_view usual_source = "uk-parliament";
constexpr std::string_view sample_mark = "placet-sample";
constexpr std::array<std::string_view, 4> columns{"start_date", "end_date", "house", "kind"};
constexpr std::array<std::string_view, 2> houses{"Commons", "Lords"};
enum class Kind { sitting, virtual_sitting, adjournment };
constexpr std::array kinds{std::pair{std::string_view{"sitting"}, Kind::sitting},
                           std::pair{std::string_view{"virtual sitting"}, Kind::virtual_sitting},
                           std::pair{std::string_view{"adjournment"}, Kind::adjournment}};

constexpr std::chrono::days one_day{1};
constexpr int longest_row = 366;       // days; a recess is shorter
constexpr int longest_recess = 60;     // days without a row of either House: a dissolution takes 48
constexpr std::size_t most_told = 50;  // rows that cannot be used, each with its line; then their number
constexpr Day first_day{std::chrono::year{1801} / 1 / 1}, last_day{std::chrono::year{2199} / 12 / 31};

struct OfDay {
    std::array<bool, 2> known{}, sits{}, adjourned{};
};

class Reading {
public:
    Reading(const Source& source, const reading::Text& text) : source_(source), csv_(text.text) {
        batch_.documents.push_back(document_of(
            source, source.beside.source.empty() ? std::string{usual_source} : source.beside.source,
            "text/csv"));
        batch_.remarks = text.remarks;
    }

    Batch all() {
        if (!header()) {
            remark(Remark::Weight::loss, "damaged",
                   "no row names the columns start_date, end_date, house and kind", 1);
            return std::move(batch_);
        }
        reading::CsvRow row;
        while (csv_.next(row)) take(row);
        if (unusable_ > most_told)
            remark(Remark::Weight::loss, "unusable-row",
                   std::to_string(unusable_ - most_told) + " further rows could not be used", row.line);
        make_calendar();
        return std::move(batch_);
    }

private:
    bool header() {
        reading::CsvRow row;
        if (!csv_.next(row) || row.damaged) return false;
        for (std::size_t at = 0; at < columns.size(); ++at) {
            const auto found = std::find(row.cells.begin(), row.cells.end(), columns[at]);
            if (found == row.cells.end()) return false;
            column_[at] = static_cast<std::size_t>(found - row.cells.begin());
        }
        width_ = row.cells.size();
        for (const auto& each : row.cells)
            if (std::find(columns.begin(), columns.end(), each) == columns.end() && each != sample_mark)
                remark(Remark::Weight::note, "unknown-column",
                       "a column is not read: " + registry::clean(each), 1);
        return true;
    }

    void take(const reading::CsvRow& row) {
        if (row.damaged || row.cells.size() != width_) return unusable(row, "not as many cells as columns");
        const auto cell = [&](std::size_t which) { return registry::trim(row.cells[column_[which]]); };
        const auto from = registry::parse_day(cell(0)), to = registry::parse_day(cell(1));
        if (!from || !to || *from < first_day || *to > last_day) return unusable(row, "no day");
        if (*to < *from || registry::days_between(*from, *to) >= longest_row)
            return unusable(row, "the last day does not follow the first within a year");
        const auto house = std::find(houses.begin(), houses.end(), cell(2));
        if (house == houses.end()) return unusable(row, "no House: " + registry::clean(cell(2)));
        const auto kind =
            std::find_if(kinds.begin(), kinds.end(), [&](const auto& each) { return each.first == cell(3); });
        if (kind == kinds.end()) return unusable(row, "no kind of day: " + registry::clean(cell(3)));
        const auto which = static_cast<std::size_t>(house - houses.begin());
        for (auto day = *from; day <= *to; day += one_day) days_[day].known[which] = true;
        // A sitting that goes on past midnight is of the day on which it began.
        if (kind->second == Kind::sitting) days_[*from].sits[which] = true;
        if (kind->second == Kind::adjournment) days_[*from].adjourned[which] = true;
    }

    void unusable(const reading::CsvRow& row, const std::string& why) {
        if (++unusable_ <= most_told)
            remark(Remark::Weight::loss, "unusable-row", "the row could not be used: " + why, row.line);
    }

    void make_calendar() {
        const auto whole = [](const OfDay& each) { return each.known[0] && each.known[1]; };
        std::optional<Day> from, to;
        std::vector<std::pair<Day, Day>> recesses;
        std::size_t left_out = 0;
        Day last_row{};  // of either House
        for (const auto& [day, each] : days_) {
            if (whole(each)) {
                const bool follows =
                    to && *to == last_row && registry::days_between(*to, day) - 1 <= longest_recess;
                if (!follows) {
                    from = day;
                    recesses.clear();
                } else if (day != *to + one_day) {
                    recesses.emplace_back(*to + one_day, day - one_day);
                }
                to = day;
            }
            last_row = day;
        }
        if (!from) {
            remark(Remark::Weight::loss, "no-calendar", "on no day have both Houses a row", 1);
            return;
        }
        registry::Sittings said;
        said.calendar = {std::string{calendar_id}, *from, *to, {}, "", std::nullopt};
        for (const auto& [day, each] : days_) {
            if (day < *from || day > *to) {
                ++left_out;
                continue;
            }
            if (each.sits[0] && each.sits[1]) said.calendar.days.push_back(day);
            for (std::size_t house = 0; house < houses.size(); ++house)
                if (each.sits[house] && each.adjourned[house])
                    remark(Remark::Weight::doubt, "two-kinds-of-day",
                           std::string{houses[house]} + ": both a sitting and an adjournment on " +
                               registry::iso(day) + "; taken as a sitting",
                           0);
        }
        tell(said.calendar, recesses, left_out);
        batch_.sittings.push_back(std::move(said));
    }

    void tell(const registry::SittingDays& made, const std::vector<std::pair<Day, Day>>& recesses,
              std::size_t left_out) {
        remark(Remark::Weight::note, "calendar",
               std::to_string(made.days.size()) + " days on which both Houses sit, known from " +
                   registry::iso(made.from) + " to " + registry::iso(made.to),
               0);
        for (const auto& [first, last] : recesses)
            remark(Remark::Weight::note, "no-session",
                   "no row from " + registry::iso(first) + " to " + registry::iso(last) +
                       ": taken as days on which Parliament was not in session",
                   0);
        if (left_out > 0)
            remark(Remark::Weight::note, "outside-the-calendar",
                   std::to_string(left_out) + " days before or after that run were left out", 0);
        const auto& as_of = batch_.documents.front().as_of;
        if (as_of && as_of->hi < made.to)
            remark(Remark::Weight::note, "announced-days",
                   "the days after " + registry::iso(as_of->hi) + " were announced, not held", 0);
    }

    void remark(Remark::Weight weight, std::string kind, std::string what, std::size_t line) {
        batch_.remarks.push_back({weight, std::move(kind), std::move(what),
                                  line == 0 ? source_.name : source_.name + ":" + std::to_string(line)});
    }

    const Source& source_;
    reading::Csv csv_;
    Batch batch_;
    std::array<std::size_t, 4> column_{};
    std::size_t width_ = 0, unusable_ = 0;
    std::map<Day, OfDay> days_;
};

}  // namespace

registry::Truth recognises(const Source& source) {
    const auto words = reading::first_words(source.bytes);
    const auto line = std::string_view{words}.substr(0, words.find_first_of("\r\n"));
    return std::all_of(columns.begin(), columns.end(),
                       [&](std::string_view each) { return line.find(each) != std::string_view::npos; })
               ? registry::Truth::yes
               : registry::Truth::no;
}

registry::Batch read(const Source& source) {
    const auto text = reading::read_text(source.bytes, source.name);
    return Reading{source, text}.all();
}

}  // namespace importers::uk_days
