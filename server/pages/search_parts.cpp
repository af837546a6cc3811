#include "server/pages/search_parts.hpp"

#include "registry/base/text.hpp"
#include "server/http/message.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

using registry::SearchAnswer;
using registry::Sought;

// What every result has for programs, and for the sheet: one row for each, whatever its kind.
Value result(const View& view, std::string_view type, std::string_view id, std::string_view name,
             const std::string& path, std::string_view excerpt) {
    auto value = Value::object();
    value.both("type", type);
    value.people("is_" + std::string{type}, true);
    value.programs("id", id);
    value.programs("name", name);
    value.programs("url", path.empty() ? std::string{} : view.permanent(path));
    value.programs("excerpt", excerpt);
    return value;
}

std::string plain(const std::vector<registry::Segment>& segments) {
    std::string all;
    for (const auto& each : segments) all += each.text;
    return all;
}

// The title that answers best, where it is not the one shown in the page's language.
const registry::Title* other_title(const View& view, const SearchAnswer& answer,
                                   const registry::InstrumentHead& head) {
    const auto* shown = head.title(view.lang);
    const registry::Title* best = nullptr;
    registry::Nearness nearest;
    const auto near = [&](const registry::Title& title) {
        return registry::nearness(answer.query, registry::fold(title.text)).kind;
    };
    if (shown) nearest.kind = std::min(near(*shown), 4);
    for (const auto& title : head.titles)
        if (near(title) < nearest.kind) best = &title, nearest.kind = near(title);
    return best;
}

Value instrument(const View& view, const SearchAnswer& answer, const registry::InstrumentHead& head) {
    const auto shown = title_of(view, head);
    const auto path = "/instruments/" + percent(head.id);
    auto value = result(view, "instrument", head.id, shown.get("text")->text(), path, {});
    name_instrument(value, view, head);
    value.people("marked", segments(registry::marked(answer.query, shown.get("text")->text())));
    value.both("kind", head.kind);
    value.people("kind_label", kind_label(view, head.kind));
    const auto& numbers = answer.by_number;
    value.both("by_number", std::find(numbers.begin(), numbers.end(), head.id) != numbers.end());
    auto aliases = Value::list();
    auto marked = Value::list();
    for (const auto& alias : head.aliases)
        if (alias.scheme != "placet") {
            aliases.push(registry::text(alias));
            auto one = Value::object();
            one.people("pieces", segments(registry::marked(answer.query, registry::text(alias))));
            marked.push(std::move(one));
        }
    value.programs("aliases", std::move(aliases));
    value.people("aliases_marked", std::move(marked));
    if (const auto* other = other_title(view, answer, head)) {
        auto also = Value::object();
        also.both("text", other->text);
        also.both("lang", other->lang);
        also.people("pieces", segments(registry::marked(answer.query, other->text)));
        value.both("also_called", std::move(also));
    }
    return value;
}

Value party(const View& view, const SearchAnswer& answer, const registry::FoundParty& found) {
    const bool entity = !found.entity.empty();
    const auto label = entity ? entity_label(view, found.entity) : party_label(view, found.party);
    auto value =
        result(view, "party", entity ? found.entity : found.party, label,
               entity ? "/entities/" + percent(found.entity) : "/parties/" + percent(found.party), {});
    name_party(value, view, found.party);
    if (entity) name_entity(value, view, found.entity);
    value.people("href", entity ? view.plain("/entities/" + percent(found.entity))
                                : view.to("/parties/" + percent(found.party)));
    value.people("pieces", segments(registry::marked(answer.query, label)));
    const bool by_other = registry::fold(found.name) != registry::fold(label);
    value.both("also_called", by_other ? found.name : std::string{});
    return value;
}

Value passage(const View& view, const SearchAnswer& answer, const registry::FoundPassage& found) {
    const auto& words = found.passage;
    const auto shown = registry::snippet(answer.query, words.text);
    const auto label = view.say("passage." + words.kind);
    auto value = result(view, "passage", {}, label.starts_with("pages.") ? words.kind : label,
                        "/instruments/" + percent(found.instrument.id), plain(shown));
    name_instrument(value, view, found.instrument);
    name_party(value, view, words.party.empty() ? words.party_said : words.party);
    value.both("kind", words.kind);
    value.people("kind_label", label.starts_with("pages.") ? words.kind : label);
    value.both("language", words.language);
    value.people("pieces", segments(shown));
    value.programs("document", words.document_key);
    value.both("place", place_text(view, without_folders(words.place)));
    value.people("href", view.to("/instruments/" + percent(found.instrument.id)) + "#passages");
    value.people("document_href", view.plain("/documents/" + percent(words.document_key)));
    return value;
}

Value document(const View& view, const SearchAnswer& answer, const registry::FoundDocument& found) {
    const auto& about = found.document;
    const auto title = about.title.empty() ? source_label(view, about.source) : about.title;
    const auto shown =
        found.text.empty() ? std::vector<registry::Segment>{} : registry::snippet(answer.query, found.text);
    auto value = result(view, "document", about.key, title, "/documents/" + percent(about.key), plain(shown));
    name_source(value, view, about.source);
    value.people("href", view.plain("/documents/" + percent(about.key)));
    value.people("marked", segments(registry::marked(answer.query, title)));
    value.both("language", about.language);
    value.both("as_of", when(view, about.as_of));
    value.both("published", when(view, about.published));
    value.programs("quotation", about.quotation);
    value.people("quoted", segments(registry::marked(answer.query, about.quotation)));
    value.people("pieces", segments(shown));
    value.both("secondary", about.secondary);
    return value;
}

Value finding(const View& view, const registry::FindingLine& line) {
    auto value = result(view, "finding", line.verdict.id, {}, "/findings/" + percent(line.verdict.id),
                        in_short(view, line.verdict));
    auto told = finding_line(view, line.verdict);
    for (auto& member : std::get<Value::Object>(told.is))
        if (member.key != "url") std::get<Value::Object>(value.is).push_back(std::move(member));
    name_instrument(value, view, line.instrument);
    return value;
}

}  // namespace

Value segments(const std::vector<registry::Segment>& all) {
    auto list = Value::list();
    for (const auto& each : all) {
        auto piece = Value::object();
        piece.both("text", each.text);
        piece.both("hit", each.hit);
        list.push(std::move(piece));
    }
    return list;
}

std::vector<Value> results_of(const View& view, const SearchAnswer& answer, Sought kind) {
    std::vector<Value> all;
    switch (kind) {
        case Sought::instrument:
            for (const auto& each : answer.instruments) all.push_back(instrument(view, answer, each));
            break;
        case Sought::party:
            for (const auto& each : answer.parties) all.push_back(party(view, answer, each));
            break;
        case Sought::passage:
            for (const auto& each : answer.passages) all.push_back(passage(view, answer, each));
            break;
        case Sought::document:
            for (const auto& each : answer.documents) all.push_back(document(view, answer, each));
            break;
        case Sought::finding:
            for (const auto& each : answer.findings) all.push_back(finding(view, each));
            break;
    }
    return all;
}

std::string query_in_words(const View& view, const registry::SearchQuery& query) {
    std::vector<std::string> conditions;
    const bool fillers_too = query.only_fillers();
    const auto tell = [&](std::string_view key, const registry::SearchWord& word) {
        conditions.push_back(view.say("search.said." + std::string{key}, {{"word", word.typed}}));
    };
    for (const auto& word : query.words)
        if (fillers_too || !word.filler)
            tell(word.phrase ? "phrase" : word.open && !word.filler ? "begins" : "is", word);
    for (const auto& word : query.without) tell("without", word);
    return listed(view, conditions);
}

std::string count_text(const View& view, const registry::SearchCount& count) {
    const auto n = number(view, static_cast<std::int64_t>(count.n));
    return count.more ? view.say("search.more-than", {{"n", n}}) : n;
}

}  // namespace server
