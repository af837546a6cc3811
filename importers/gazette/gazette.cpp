#include "importers/gazette/gazette.hpp"

#include <array>

#include "importers/gazette/issue.hpp"
#include "importers/gazette/issue_part.hpp"
#include "importers/gazette/lines.hpp"
#include "importers/gazette/road.hpp"
#include "importers/reading/charset.hpp"
#include "registry/base/text.hpp"

namespace importers::gazette {
namespace {

using registry::Remark;

constexpr std::size_t beginning = std::size_t{512} << 10;
constexpr std::size_t largest_text = std::size_t{48}
                                     << 20;  // an issue of 1,500 pages with its layout is a fifth of it

// "5 August 2025"
std::string in_words(registry::Day day) {
    constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};
    const std::chrono::year_month_day date{day};
    return std::to_string(static_cast<unsigned>(date.day())) + " " +
           std::string{months[static_cast<unsigned>(date.month()) - 1]} + " " +
           std::to_string(static_cast<int>(date.year()));
}

bool has_line(std::string_view text, bool (*is)(std::string_view)) {
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        if (is(text.substr(0, end))) return true;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return false;
}

}  // namespace

registry::Truth recognises(const Source& source) {
    const auto text = readable(source).substr(0, beginning);
    const auto first = text.find_first_not_of(" \t\r\n\f");
    if (first == std::string_view::npos || text[first] == '<') return registry::Truth::no;
    if (!has_line(text, is_running_head)) return registry::Truth::no;
    // An issue with its title page and list of contents is read by contents.cpp, which reads its acts here.
    return begins_with_title_page(text) ? registry::Truth::no : registry::Truth::yes;
}

registry::Batch read(const Source& source) {
    auto text = reading::read_text(readable(source), source.name);
    auto batch = read_text(source, text.text, "text/plain");
    batch.remarks.insert(batch.remarks.begin(), text.remarks.begin(), text.remarks.end());
    return batch;
}

registry::Batch read_text(const Source& source, const std::string& text, const std::string& media_type) {
    registry::Batch batch;
    auto document = document_of(source, "be-gazette", media_type);
    const bool too_large = text.size() > largest_text;
    const auto issue = read_issue(too_large ? text.substr(0, largest_text) : text);
    if (too_large)
        batch.remarks.push_back({Remark::Weight::loss, "too-large",
                                 "the text has " + std::to_string(text.size()) + " bytes; the first " +
                                     std::to_string(largest_text) + " were read",
                                 source.name});
    if (!issue.day) {
        batch.documents.push_back(std::move(document));
        batch.remarks.push_back({Remark::Weight::loss, "not-this-format",
                                 "no running head of the gazette with its day (\"MONITEUR BELGE — 05.08.2025 "
                                 "— BELGISCH STAATSBLAD\"); nothing was read",
                                 source.name});
        return batch;
    }
    document.as_of = document.published = registry::on(*issue.day);
    const auto all = publications(issue);
    if (document.title.empty()) {
        document.title = "Belgisch Staatsblad " + in_words(*issue.day);
        if (!issue.pages.front().number.empty()) document.title += ", p. " + issue.pages.front().number;
    }
    batch.documents.push_back(std::move(document));
    for (const auto& each : issue.remarks)
        batch.remarks.push_back({each.weight, each.kind, each.what, source.name + ": " + each.where});
    for (const auto& each : all) read_road(each, each.printed.value_or(*issue.day), batch, source.name);
    count_publications(all, batch, source.name);
    if (!issue.ends_whole)
        batch.remarks.push_back({Remark::Weight::doubt, "damaged",
                                 "the text does not end where a page ends; it may be cut off",
                                 source.name + ": end of file"});
    return batch;
}

}  // namespace importers::gazette
