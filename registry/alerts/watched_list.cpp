// What a watched list says of one change and the row of its instrument.
#include <algorithm>
#include <cctype>

#include "registry/alerts/select.hpp"
#include "registry/base/text.hpp"
#include "registry/procedure/procedure.hpp"

namespace registry::alerts {
namespace {

using Of = WatchedList::Of;
using Which = WatchedList::Which;

bool is_consent(std::string_view milestone) {
    const auto* declared = Vocabulary::built_in().milestone(milestone);
    return declared && declared->effect == Effect::consents;
}

// As the site's own search takes a word: the beginning of one.
bool begins_a_word(std::string_view text, std::string_view word) {
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const auto before = at == 0 ? ' ' : text[at - 1];
        if (static_cast<unsigned char>(before) < 0x80 && !std::isalnum(static_cast<unsigned char>(before)))
            return true;
    }
    return false;
}

bool holds_question(const WatchedList& list, const CatalogueRow& row, std::string_view folded, Day today) {
    auto asked = list.question;
    asked.on = asked.today = today;
    for (const auto& word : list.words)
        if (!begins_a_word(folded, word)) return false;
    for (const auto& filter : catalogue::filters())
        if (filter.takes != catalogue::Takes::words && filter.asked(asked) &&
            filter.holds(row, asked) == Truth::no)
            return false;
    return true;
}

// Whose step is expected next, as stored, and for whom a listed finding waits (answers/awaits.hpp).
bool awaits(const WatchedList& list, const CatalogueRow& row, const CatalogueTrack& track, Day today) {
    const auto wanted = [&](const AwaitedStep& step) {
        switch (list.which) {
            case Which::asked:
                return false;
            case Which::awaits:
                return list.entity.empty() || step.entity == list.entity;
            case Which::awaits_own:
                return step.entity.empty();
            case Which::ready:
                return step.entity.empty() && is_consent(step.milestone);
        }
        return false;
    };
    if (list.which == Which::ready ? !track.own_procedure : !has_procedure(track.party)) return false;
    if (std::any_of(track.awaits.begin(), track.awaits.end(), wanted)) return true;
    if (list.which != Which::awaits) return false;
    return std::any_of(row.findings.begin(), row.findings.end(), [&](const CatalogueFinding& each) {
        const auto* span =
            each.party == track.party && each.profile == Profile::practice_aware ? each.on(today) : nullptr;
        if (!span) return false;
        return list.entity.empty() ? !each.entity.empty() || !span->waits_for.empty()
                                   : each.entity == list.entity || span->waits_for == list.entity;
    });
}

bool is_road_on(const WatchedList& list, const ChangeLine& line, const CatalogueRow& row, Day today) {
    if (!list.party.empty() && line.party != list.party) return false;
    const auto* track = row.track(line.party);
    if (!track) return false;
    return list.which == Which::asked ? holds_question(list, row, {}, today)
                                      : awaits(list, row, *track, today);
}

bool is_logged(const ChangeFilter& asked, const ChangeLine& line) {
    const auto fits = [](const std::string& wanted, const std::string& is) {
        return wanted.empty() || wanted == is;
    };
    return fits(asked.kind, line.kind) && fits(asked.party, line.party) &&
           fits(asked.instrument, line.instrument) && fits(asked.rule, line.rule) &&
           fits(asked.entity, line.entity);
}

// What does not turn with the class.
bool is_finding_of(const WatchedList& list, const ChangeLine& line, const CatalogueRow* row) {
    if (line.finding.empty() || (!list.party.empty() && line.party != list.party) ||
        (!list.rule.empty() && line.rule != list.rule))
        return false;
    if (list.entity.empty() || line.entity == list.entity) return true;
    return row && std::any_of(row->findings.begin(), row->findings.end(), [&](const CatalogueFinding& each) {
               return each.id == line.finding && each.waits_for == list.entity;
           });
}

bool is_certain_so(const WatchedList& list, const ChangeLine& line, const CatalogueRow* row, Day today) {
    if (list.certainty.empty()) return true;
    if (!row) return false;
    for (const auto& each : row->findings)
        if (const auto* span = each.id == line.finding ? each.on(today) : nullptr)
            return name_of(span->certainty) == list.certainty;
    return false;
}

// On any day it was listed; where nothing tells, it may have been.
bool was_certain_so(const WatchedList& list, const ChangeLine& line, const CatalogueRow* row) {
    if (list.certainty.empty() || !row) return true;
    for (const auto& each : row->findings)
        if (each.id == line.finding)
            return std::any_of(each.listed.begin(), each.listed.end(), [&](const ListedSpan& span) {
                return name_of(span.certainty) == list.certainty;
            });
    return true;
}

Severity severity_in(std::string_view text) { return named<Severity>(text).value_or(Severity::none); }

}  // namespace

std::string folded_words(const CatalogueRow& row) {
    std::string all;
    for (const auto& each : row.titles) all += fold(each.text) + "\n";
    for (const auto& each : row.aliases) all += fold(text(each)) + "\n";
    return all;
}

bool is_on(const WatchedList& list, const ChangeLine& line, const CatalogueRow* row, std::string_view folded,
           Day today) {
    switch (list.of) {
        case Of::changes:
            return is_logged(list.changes, line);
        case Of::findings:
            return line.kind != "closed" &&
                   severity_in(line.severity) >= std::max(list.at_least, Severity::notice) &&
                   is_finding_of(list, line, row) && is_certain_so(list, line, row, today);
        case Of::instruments:
            if (!row ||
                (!list.question.party.empty() && !line.party.empty() && line.party != list.question.party))
                return false;
            return holds_question(list, *row, folded, today);
        case Of::roads:
            return row && is_road_on(list, line, *row, today);
    }
    return false;
}

bool is_on(const WatchedList& list, const ChangeLine& line, const CatalogueRow* row, Day today) {
    return is_on(list, line, row, row && !list.words.empty() ? folded_words(*row) : std::string{}, today);
}

bool was_on(const WatchedList& list, const ChangeLine& line, const CatalogueRow* row) {
    if (line.kind == "opened") return false;
    // What parks a finding leaves its class; of other changes the line has the class before.
    const auto before = line.kind == "explained" ? severity_in(line.severity) : severity_in(line.was);
    return before >= std::max(list.at_least, Severity::notice) && is_finding_of(list, line, row) &&
           was_certain_so(list, line, row);
}

}  // namespace registry::alerts
