#include "registry/answers/lately.hpp"

#include <algorithm>
#include <tuple>

#include "registry/answers/ahead.hpp"
#include "registry/answers/as_asked.hpp"
#include "registry/store/ask_lately.hpp"

namespace registry {
namespace {

constexpr std::size_t rows_read = 200;  // of the log, for each kind of news

using Groups = std::vector<ChangeGroup>;

bool belongs(const ChangeGroup& group, const ChangeLine& line) {
    const auto& first = group.lines.front();
    return first.import == line.import && first.instrument == line.instrument && first.party == line.party;
}

Groups grouped(store::Reader& reader, std::vector<ChangeLine> lines, std::size_t most) {
    Groups groups;
    for (auto& line : lines) {
        const auto of = std::find_if(groups.begin(), groups.end(),
                                     [&](const auto& group) { return belongs(group, line); });
        if (of != groups.end()) {
            of->lines.push_back(std::move(line));
        } else if (groups.size() < most) {
            ChangeGroup group;
            group.party = line.party;
            group.recorded = line.recorded_day;
            group.instrument = store::head(reader, line.instrument, {});
            group.lines.push_back(std::move(line));
            groups.push_back(std::move(group));
        }
    }
    return groups;
}

bool is_of_record(const ChangeLine& line) { return line.kind == "correction" || line.kind == "retraction"; }

FindingLine listed(store::Reader& reader, const CatalogueFinding& finding, const ListedSpan& span,
                   const Asked& asked) {
    FindingLine line;
    if (auto row = store::finding_row(reader, finding.id)) line.verdict = std::move(row->verdict);
    line.verdict.severity = span.severity;
    line.verdict.certainty = span.certainty;
    line.verdict.waits_for = span.waits_for;
    line.verdict.since = span.since;
    line.instrument = store::head(reader, line.verdict.instrument, view_of(asked));
    return line;
}

}  // namespace

Lately lately(store::Reader& reader, const Asked& asked, std::size_t groups) {
    Lately told;
    if (asked.published) return told;
    const auto read = [&](store::News news, auto is_it) {
        auto lines = store::newest_changes(reader, news, asked.known, rows_read);
        for (auto& line : lines) line.old_fact = is_old_fact(line);
        const bool cut = lines.size() == rows_read;
        const auto last = cut ? std::optional{lines.back()} : std::nullopt;
        std::erase_if(lines, [&](const auto& line) { return !is_it(line); });
        auto told_of = grouped(reader, std::move(lines), groups);
        // The group in which the reading stopped has more than was read: not told where there are others.
        if (last && told_of.size() > 1)
            std::erase_if(told_of, [&](const auto& group) { return belongs(group, *last); });
        return told_of;
    };
    told.moved = read(store::News::moved,
                      [](const auto& line) { return !is_of_record(line) && !line.old_fact; });
    told.corrected = read(store::News::corrected, [](const auto&) { return true; });
    told.added = read(store::News::everything,
                      [](const auto& line) { return !is_of_record(line) && line.old_fact; });
    return told;
}

Worst worst(store::Reader& reader, const Table& table, const Asked& asked, std::size_t limit) {
    Worst told;
    if (is_before_registry(reader, asked)) return told;
    if (stored_findings_answer(reader, asked)) {
        StalledFilter filter;
        filter.limit = limit;
        told.lines = stalled(reader, filter, asked);
        told.severe = store::number_open(reader, asked.profile, Severity::severe);
        told.stalled = store::number_open(reader, asked.profile, Severity::stalled);
        return told;
    }
    if (asked.known || asked.published) {
        told.told = false;
        return told;
    }
    struct Candidate {
        const CatalogueFinding* finding;
        const ListedSpan* span;
    };
    std::vector<Candidate> found;
    for (const auto& row : table.rows)
        for (const auto& finding : row->findings) {
            if (finding.profile != asked.profile) continue;
            const auto* span = finding.on(asked.on);
            if (!span || span->severity < Severity::stalled) continue;
            ++(span->severity == Severity::severe ? told.severe : told.stalled);
            found.push_back({&finding, span});
        }
    const auto key = [](const Candidate& each) {
        return std::tuple{-static_cast<int>(each.span->severity), each.span->since.lo,
                          std::string_view{each.finding->id}};
    };
    const auto first = std::min(limit, found.size());
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(first), found.end(),
                      [&](const auto& a, const auto& b) { return key(a) < key(b); });
    for (std::size_t k = 0; k < first; ++k)
        told.lines.push_back(listed(reader, *found[k].finding, *found[k].span, asked));
    return told;
}

Ahead ahead(store::Reader& reader, std::shared_ptr<const Table> table, const Asked& asked, int days,
            std::size_t limit) {
    Ahead told;
    told.told = asked.is_plain();
    if (!told.told) return told;
    AheadQuestion question;
    question.days = days, question.only_open = true, question.page.size = limit;
    told.lines = ahead_answer(reader, std::move(table), question, asked).lines;
    return told;
}

}  // namespace registry
