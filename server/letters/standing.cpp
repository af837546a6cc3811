#include "server/letters/standing.hpp"

#include <algorithm>

#include "registry/alerts/select.hpp"
#include "registry/answers/awaits.hpp"
#include "registry/answers/instrument_list.hpp"
#include "registry/answers/party_roads.hpp"
#include "registry/answers/stalled_list.hpp"
#include "registry/catalogue/read_rows.hpp"
#include "registry/model/subjects.hpp"
#include "registry/store/ask_findings.hpp"
#include "server/http/message.hpp"
#include "server/letters/facts.hpp"
#include "server/letters/parts.hpp"
#include "server/pages/track_parts.hpp"
#include "server/pages/words.hpp"

namespace server::letters {
namespace {

using registry::Certainty;
using registry::Severity;
using registry::Watched;
using registry::alerts::WatchedList;

constexpr std::size_t most_next = 10;
constexpr int most_looked_at = 1000;  // findings of one instrument

// As its page says it: what is awaited, and up to which day nothing of it was found.
std::vector<Standing::Next> awaited(const View& view, const registry::TrackAnswer& track) {
    std::vector<Standing::Next> all;
    for (const auto at : track.walk.next) {
        if (at >= track.walk.states.size() || all.size() == most_next) continue;
        const auto& state = track.walk.states[at];
        const auto* absence = absence_for(track, state.step->milestone, state.entity);
        const std::string key = std::string{"track."} + (absence ? "none-found." : "none-recorded.") +
                                (state.entity.empty() ? "party" : "entity");
        const auto until = absence ? day_text(view, std::min(absence->reach, track.asked.on)) : std::string{};
        all.push_back({state.step->milestone, state.entity,
                       view.say(key, {{"milestone", step_label(view, *state.step)},
                                      {"entity", entity_label(view, state.entity)},
                                      {"party", party_label(view, track.party)},
                                      {"day", until}})});
    }
    return all;
}

Standing of_track(registry::store::Reader& reader, const View& view, std::string_view instrument,
                  std::string_view party) {
    Standing standing;
    standing.counts_unsearched = true;
    const auto answer = registry::track_answer(reader, instrument, party, view.asked);
    if (!answer) return standing;
    for (const auto& each : answer->findings) {
        if (each.severity < Severity::notice) continue;
        if (each.certainty == Certainty::unsearched)
            ++standing.unsearched;
        else
            standing.findings.push_back(each);
    }
    std::stable_sort(standing.findings.begin(), standing.findings.end(),
                     [](const auto& a, const auto& b) { return a.severity > b.severity; });
    standing.count = standing.findings.size();
    if (standing.count > most_shown) standing.findings.resize(most_shown);
    standing.next = awaited(view, *answer);
    add_acts(standing, view, *answer);
    return standing;
}

Standing of_findings(registry::store::Reader& reader, const View& view,
                     std::shared_ptr<const registry::Table> table, registry::StalledQuestion question) {
    question.lang = view.lang;
    question.page.size = most_shown;
    auto answer = registry::stalled_answer(reader, std::move(table), question, view.asked);
    Standing standing;
    standing.count = answer.page.total;
    for (auto& each : answer.lines) standing.findings.push_back(std::move(each.verdict));
    return standing;
}

Standing of_instrument(registry::store::Reader& reader, const View& view, const std::string& instrument) {
    registry::StalledQuestion question;
    question.at_least = Severity::notice;
    const auto table =
        registry::make_table(reader.revision(), registry::catalogue::read_rows(reader, instrument));
    auto standing = of_findings(reader, view, table, question);
    standing.counts_unsearched = true;
    for (const auto& each : registry::store::findings_on(reader, instrument, most_looked_at))
        if (const auto row = registry::store::finding_row(reader, each))
            standing.unsearched += row->open && !row->gone && row->verdict.profile == view.asked.profile &&
                                   row->verdict.certainty == Certainty::unsearched &&
                                   row->verdict.severity >= Severity::notice;
    if (const auto answer = registry::instrument_answer(reader, instrument, view.asked))
        add_counts(standing, view, *answer);
    return standing;
}

registry::StalledQuestion question_of(const registry::Selector& selector) {
    registry::StalledQuestion question;
    if (selector.scope == Watched::party) question.party = selector.key;
    if (selector.scope == Watched::entity) question.entity = selector.key;
    if (selector.scope == Watched::rule) question.rule = selector.key;
    question.at_least = std::max(selector.at_least, Severity::notice);
    return question;
}

// The list of exactly those findings.
std::string page_of_findings(const registry::Selector& selector) {
    auto page = "/stalled?severity=" + std::string{registry::name_of(question_of(selector).at_least)};
    if (selector.scope != Watched::all)
        page += "&" + std::string{registry::name_of(selector.scope)} + "=" + percent(selector.key);
    return page;
}

registry::StalledQuestion question_of(const WatchedList& list) {
    registry::StalledQuestion question;
    question.party = list.party, question.entity = list.entity, question.rule = list.rule;
    question.at_least = list.at_least;
    if (!list.certainty.empty()) question.certainty = registry::named<Certainty>(list.certainty);
    return question;
}

// Where the instrument stands, of the party asked about or by itself, and the worst that is listed of it.
Standing::Line line_of(const View& view, const registry::CatalogueRow& row, std::string_view party,
                       Severity worst, registry::Truth sure) {
    std::vector<std::string> parts;
    if (const auto* track = party.empty() ? nullptr : row.track(party))
        parts.push_back(view.say("roads.standing." +
                                 std::string{registry::name_of(registry::standing(*track, view.asked.on))}));
    else if (row.adopted)
        parts.push_back(
            view.say("/letters.state.adopted", {{"day", registry::say_when(view.lang, *row.adopted)}}));
    if (worst != Severity::none)
        parts.push_back(
            view.say("/letters.state.worst",
                     {{"severity", view.say("/severity." + std::string{registry::name_of(worst)})}}));
    if (sure == registry::Truth::unknown) parts.push_back(view.say("/letters.state.unsure"));
    return {row.id,
            std::string{party},
            {},
            track_name(view, {row.id, row.kind, row.titles, row.aliases}, party),
            joined(view, parts),
            std::string{registry::name_of(worst)}};
}

Standing of_instruments(registry::store::Reader& reader, const View& view, registry::Catalogue& catalogue,
                        const registry::catalogue::Question& question) {
    registry::catalogue::Asked asked;
    asked.question = question;
    asked.question.on = view.asked.on, asked.question.today = view.asked.today;
    if (!question.q.empty()) asked.sort.by = registry::catalogue::Order::nearness;
    asked.lang = view.lang;
    asked.limit = most_shown;
    const auto answer = registry::list_instruments(reader, catalogue, asked, view.asked);
    Standing standing;
    standing.of = Standing::Of::instruments;
    standing.count = answer.list.total;
    for (const auto& each : answer.list.lines)
        standing.lines.push_back(line_of(view, *each.row, question.party,
                                         registry::catalogue::worst_asked(*each.row, asked.question),
                                         each.sure));
    return standing;
}

Standing of_subject(registry::store::Reader& reader, const View& view, registry::Catalogue& catalogue,
                    const std::string& subject) {
    const auto table = catalogue.at(reader);
    Standing standing;
    standing.of = Standing::Of::instruments;
    for (const auto at : table->by_title(view.lang)) {
        const auto& row = *table->rows[at];
        const auto subjects = registry::subjects_of(row.aliases);
        if (std::find(subjects.begin(), subjects.end(), subject) == subjects.end()) continue;
        if (++standing.count <= most_shown)
            standing.lines.push_back(line_of(view, row, {}, row.severity(view.asked.profile, view.asked.on),
                                             registry::Truth::yes));
    }
    return standing;
}

// What is expected next on the road, and what was looked for it; findings that wait for the body.
std::string awaits_in_words(const View& view, const registry::AwaitsLine& line) {
    std::vector<std::string> parts;
    for (const auto& each : line.next) {
        const auto reach =
            each.look ? std::optional{std::min(each.look->absence.reach, view.asked.today)} : std::nullopt;
        const auto look =
            reach ? view.say("roads.not-found", {{"day", day_text(view, *reach)},
                                                 {"source", source_label(view, each.look->absence.source)}})
                  : view.say("roads.not-looked");
        parts.push_back(view.say(
            "/letters.state.awaited",
            {{"what", each.step ? step_label(view, *each.step) : milestone_label(view, each.milestone)},
             {"look", look}}));
    }
    for (const auto& each : line.findings)
        parts.push_back(
            view.say("/letters.state.found",
                     {{"rule", each.rule},
                      {"severity", view.say("/severity." + std::string{registry::name_of(each.severity)})}}));
    return joined(view, parts);
}

Standing of_roads(registry::store::Reader& reader, const View& view, registry::Catalogue& catalogue,
                  const WatchedList& list) {
    if (list.which == WatchedList::Which::asked)
        return of_instruments(reader, view, catalogue, list.question);
    registry::AwaitsQuestion question;
    question.party = list.party;
    if (const auto* entity = registry::Vocabulary::built_in().entity(list.entity)) {
        question.party = entity->party;
        question.entity = list.entity;
    }
    if (list.which == WatchedList::Which::awaits_own) question.entity = "";
    question.ready = list.which == WatchedList::Which::ready;
    question.lang = view.lang;
    question.page.size = most_shown;
    const auto answer = registry::awaits_answer(reader, catalogue.at(reader), question, view.asked);
    Standing standing;
    standing.of = Standing::Of::roads;
    standing.count = answer.page.total;
    for (const auto& each : answer.lines) {
        auto name = track_name(view, each.instrument, each.party);
        if (!each.entity.empty()) name += ", " + entity_label(view, each.entity);
        const auto worst = each.findings.empty() ? Severity::none : each.findings.front().severity;
        standing.lines.push_back({each.instrument.id, each.party, each.entity, std::move(name),
                                  awaits_in_words(view, each), std::string{registry::name_of(worst)}});
    }
    return standing;
}

Standing of_list(registry::store::Reader& reader, const View& view, registry::Catalogue& catalogue,
                 const std::string& address) {
    const auto list = registry::alerts::read_list(address);
    if (list) switch (list->of) {
            case WatchedList::Of::findings:
                return of_findings(reader, view, catalogue.at(reader), question_of(*list));
            case WatchedList::Of::instruments:
                return of_instruments(reader, view, catalogue, list->question);
            case WatchedList::Of::roads:
                return of_roads(reader, view, catalogue, *list);
            case WatchedList::Of::changes:
                break;
        }
    Standing standing;
    standing.of = Standing::Of::page;
    return standing;
}

}  // namespace

Standing standing_of(registry::store::Reader& reader, const View& view, registry::Catalogue& catalogue,
                     const registry::Selector& selector) {
    switch (selector.scope) {
        case Watched::track: {
            const auto slash = selector.key.rfind('/');
            return of_track(reader, view, selector.key.substr(0, slash), selector.key.substr(slash + 1));
        }
        case Watched::instrument:
            return of_instrument(reader, view, selector.key);
        case Watched::subject:
            return of_subject(reader, view, catalogue, selector.key);
        case Watched::list:
            return of_list(reader, view, catalogue, selector.key);
        case Watched::party:
        case Watched::entity:
        case Watched::rule:
        case Watched::all:
            break;
    }
    auto standing = of_findings(reader, view, catalogue.at(reader), question_of(selector));
    standing.page = page_of_findings(selector);
    return standing;
}

}  // namespace server::letters
