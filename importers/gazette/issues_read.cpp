#include "importers/gazette/issues_read.hpp"

#include <algorithm>

namespace importers::gazette {
namespace {

using registry::Day;
using Weight = registry::Remark::Weight;
using Read = IssuesRead::Issue;
using Gap = IssuesRead::Gap;
using DayGap = IssuesRead::DayGap;

constexpr std::size_t most_named = 6;  // names in a sentence; the remarks hold all

int year_of(Day day) { return static_cast<int>(std::chrono::year_month_day{day}.year()); }

bool is_working_day(Day day) {
    const std::chrono::weekday weekday{day};
    return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday;
}

std::string in_words(const Gap& gap) {
    const auto year = " of " + std::to_string(gap.year);
    return gap.first == gap.last
               ? "N. " + std::to_string(gap.first) + year
               : "N. " + std::to_string(gap.first) + " to " + std::to_string(gap.last) + year;
}

template <class List, class Name>
std::string named(const List& list, Name name) {
    std::string out;
    for (std::size_t at = 0; at < list.size() && at < most_named; ++at)
        out += (at == 0 ? "" : ", ") + name(list[at]);
    if (list.size() > most_named) out += " and " + std::to_string(list.size() - most_named) + " more";
    return out;
}

std::string counted(std::size_t n, const std::string& one) {
    return std::to_string(n) + " " + one + (n == 1 ? "" : "s");
}

// Numbers run from 1 in each year. How many the earlier year of two had is not known, so its end is not
// checked.
std::vector<Gap> gaps(const std::vector<Read>& read) {
    std::vector<Gap> found;
    int year = 0, expected = 0;
    for (const auto& issue : read) {
        if (!issue.number) continue;
        if (const int own = year_of(issue.day); own != year) {
            expected = year ? 1 : issue.number;
            year = own;
        }
        if (issue.number > expected) found.push_back({year, expected, issue.number - 1});
        expected = std::max(expected, issue.number + 1);
    }
    return found;
}

// Between two issues whose numbers are both known the numbers tell; elsewhere the days must.
std::vector<DayGap> days_without(const std::vector<Read>& read) {
    constexpr std::chrono::days one{1};
    std::vector<DayGap> found;
    for (std::size_t at = 1; at < read.size(); ++at) {
        const auto &before = read[at - 1], &after = read[at];
        if (before.number && after.number && year_of(before.day) == year_of(after.day)) continue;
        DayGap gap{before.day + one, after.day - one, 0};
        for (auto day = gap.from; day <= gap.to; day += one) gap.working_days += is_working_day(day);
        if (gap.working_days) found.push_back(gap);
    }
    return found;
}

std::string in_words(const DayGap& gap) {
    return gap.from == gap.to ? registry::iso(gap.from)
                              : registry::iso(gap.from) + " to " + registry::iso(gap.to);
}

bool is_same(const Read& issue, const IssuePart& part) {
    if (issue.day != *part.day) return false;
    if (issue.number && part.number) return issue.number == part.number;
    return !issue.edition || !part.edition || issue.edition == part.edition;
}

}  // namespace

std::string IssuesRead::Issue::name() const {
    return registry::iso(day) + (edition > 1 ? ", edition " + std::to_string(edition) : "") +
           (number ? " (N. " + std::to_string(number) + ")" : "");
}

void IssuesRead::add(const std::string& file, const IssuePart& part, std::optional<Day> published) {
    auto own = part;
    if (!own.day) own.day = published;
    if (own.day)
        parts_.push_back({file, std::move(own)});
    else
        add_unreadable(file, "no issue's head stands in it");
}

void IssuesRead::add_unreadable(const std::string& file, const std::string& why) {
    unreadable_.push_back({file, why});
}

void IssuesRead::add_aside(const std::string& file, const std::string& why) { aside_.push_back({file, why}); }

IssuesRead::Summary IssuesRead::summary() const {
    Summary out;
    out.unreadable = unreadable_;
    out.extracts = aside_;
    for (const auto& [file, part] : parts_) {
        if (!part.whole && !part.contents) continue;
        const auto known = std::find_if(out.read.begin(), out.read.end(),
                                        [&](const Read& issue) { return is_same(issue, part); });
        if (known == out.read.end()) {
            out.read.push_back({*part.day, part.number, part.edition, part.whole});
        } else {
            known->whole |= part.whole;
            if (!known->number) known->number = part.number;
        }
    }
    for (const auto& [file, part] : parts_) {
        if (part.whole || part.contents) continue;
        const bool counted = std::any_of(out.read.begin(), out.read.end(),
                                         [&](const Read& issue) { return is_same(issue, part); });
        const auto issue = "an extract of the issue of " + registry::iso(*part.day);
        if (part.number)  // a title page whose list breaks off: an issue that could not be read
            out.unreadable.push_back(
                {file, "the list of contents of " + registry::iso(*part.day) + " breaks off or lacks pages"});
        else
            out.extracts.push_back({file, counted ? issue + ", whose list of contents was read"
                                                  : issue + ", which is not counted as read"});
    }
    std::sort(out.read.begin(), out.read.end(), [](const Read& a, const Read& b) {
        return std::tuple{a.day, a.number, a.edition} < std::tuple{b.day, b.number, b.edition};
    });
    out.missing = gaps(out.read);
    out.days_without = days_without(out.read);
    return out;
}

int IssuesRead::Summary::missing_issues() const {
    int sum = 0;
    for (const auto& gap : missing) sum += gap.count();
    for (const auto& gap : days_without) sum += gap.working_days;
    return sum;
}

int IssuesRead::Summary::not_read() const {
    return std::max(missing_issues(), static_cast<int>(unreadable.size()));
}

std::string IssuesRead::Summary::in_words() const {
    std::string out = counted(read.size(), "issue") + " read";
    if (!read.empty()) out += ", " + read.front().name();
    if (read.size() > 1) out += " to " + read.back().name();
    const auto by_contents = static_cast<std::size_t>(
        std::count_if(read.begin(), read.end(), [](const Read& issue) { return !issue.whole; }));
    if (by_contents) out += "; " + std::to_string(by_contents) + " by the list of contents only";
    if (!missing.empty())
        out += "; not among them: " + named(missing, [](const Gap& gap) { return gazette::in_words(gap); });
    if (!days_without.empty())
        out += "; no issue at hand of " +
               named(days_without, [](const DayGap& gap) { return gazette::in_words(gap); });
    if (!unreadable.empty())
        out += "; could not be read: " +
               named(unreadable, [](const File& file) { return file.name + " (" + file.why + ")"; });
    if (!extracts.empty()) out += "; " + counted(extracts.size(), "extract") + " beside them";
    return out;
}

std::vector<registry::Remark> IssuesRead::Summary::remarks() const {
    std::vector<registry::Remark> out;
    if (read.empty())
        out.push_back(
            {Weight::doubt, "no-issue-read",
             "no issue was read whole or by its list of contents: nothing can be said not to be found", ""});
    for (const auto& file : unreadable)
        out.push_back({Weight::doubt, "issue-unreadable", "not counted as read: " + file.why, file.name});
    for (const auto& gap : missing)
        out.push_back(
            {Weight::doubt, "issue-missing", "not among the issues read: " + gazette::in_words(gap), ""});
    for (const auto& gap : days_without)
        out.push_back({Weight::doubt, "issue-missing",
                       "no issue at hand of " + gazette::in_words(gap) + " (" +
                           counted(static_cast<std::size_t>(gap.working_days), "working day") +
                           "); whether any appeared is not known",
                       ""});
    for (const auto& file : extracts) out.push_back({Weight::note, "issue-extract", file.why, file.name});
    return out;
}

}  // namespace importers::gazette
