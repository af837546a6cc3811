#include "registry/alerts/select.hpp"

#include <algorithm>

#include "registry/base/text.hpp"
#include "registry/model/subjects.hpp"

namespace registry::alerts {
namespace {

Result<std::string> instrument_id(store::Reader& reader, std::string_view typed) {
    if (auto id = store::instrument_of_id(reader, typed)) return *id;
    for (const auto& each : read_alias(typed))
        if (auto id = store::instrument_of_alias(reader, each)) return *id;
    const auto same = store::instruments_of_value(reader, typed, 2);
    if (same.size() == 1) return same.front();
    constexpr int most_near = 3;
    std::vector<std::string> near;
    for (const auto& each : store::ids_beginning(reader, typed, most_near)) near.push_back(each.id);
    for (auto& each : store::search_any(reader, typed, most_near))
        if (near.size() < most_near && std::find(near.begin(), near.end(), each) == near.end())
            near.push_back(std::move(each));
    return problem("no instrument is recorded as \"" + std::string{typed} + "\"" +
                       (near.empty() ? "" : "; near: " + among(near)),
                   "instrument");
}

Result<std::string> party_id(std::string_view typed) {
    const auto& words = Vocabulary::built_in();
    if (const auto* party = words.party_named(typed)) return party->id;
    const auto near = words.near_parties(typed);
    return problem(
        "no party is called \"" + std::string{typed} + "\"" + (near.empty() ? "" : "; near: " + among(near)),
        "party");
}

Result<std::string> track_id(store::Reader& reader, std::string_view typed) {
    const auto bar = typed.rfind('/');
    if (bar == std::string_view::npos)
        return problem(
            "a road is written INSTRUMENT/PARTY, such as opcat/be, and not \"" + std::string{typed} + "\"",
            "track");
    auto instrument = instrument_id(reader, trim(typed.substr(0, bar)));
    if (!instrument) return instrument;
    auto party = party_id(trim(typed.substr(bar + 1)));
    if (!party) return party;
    return *instrument + "/" + *party;
}

Result<std::string> entity_id(std::string_view typed) {
    const auto& words = Vocabulary::built_in();
    if (const auto* entity = words.entity(typed)) return entity->id;
    if (const auto* entity = words.entity_named(typed)) return entity->id;
    return problem("no entity is called \"" + std::string{typed} + "\"; those are " +
                       among(catalogue::allowed(catalogue::Takes::entity)),
                   "entity");
}

Result<std::string> rule_id(std::string_view typed) {
    for (const auto& each : catalogue::allowed(catalogue::Takes::rule))
        if (fold(each) == fold(typed)) return each;
    return problem("no rule is called \"" + std::string{typed} + "\"; those are " +
                       among(catalogue::allowed(catalogue::Takes::rule)),
                   "rule");
}

Result<std::string> subject_id(std::string_view typed) {
    std::vector<std::string> codes;
    for (const auto& each : subjects()) {
        if (each.code == typed) return each.code;
        for (const auto& label : each.label.by_lang)
            if (fold(label) == fold(typed)) return each.code;
        codes.push_back(each.code);
    }
    return problem("no subject is called \"" + std::string{typed} + "\"; those are " + among(codes),
                   "subject");
}

// A page about one thing is watched as that thing.
std::optional<std::pair<Watched, std::string>> thing_of(const Address& address) {
    const auto parts = split(std::string_view{address.path}.substr(1), '/');
    if (!address.values.empty() || parts.size() < 2) return std::nullopt;
    const bool log = parts.size() == 3 && parts[2] == "changes";
    if (parts.size() > 3 || (parts.size() == 3 && !log && parts[0] != "instruments")) return std::nullopt;
    const std::string id{parts[1]};
    if (parts[0] == "instruments" && parts.size() == 3 && !log)
        return std::pair{Watched::track, id + "/" + std::string{parts[2]}};
    if (parts[0] == "instruments") return std::pair{Watched::instrument, id};
    if (parts[0] == "rules") return std::pair{Watched::rule, id};
    if (parts[0] == "parties" && log) return std::pair{Watched::party, id};
    if (parts[0] == "entities" && log) return std::pair{Watched::entity, id};
    return std::nullopt;
}

Result<std::string> list_address(store::Reader& reader, std::string_view typed) {
    auto list = read_list(typed);
    if (!list) return tl::unexpected(list.error());
    const auto& asked = list->changes.instrument;
    if (asked.empty()) return list->address;
    auto id = instrument_id(reader, asked);
    if (!id) return id;
    auto address = read_address(list->address);
    for (auto& [name, value] : address->values)
        if (name == "instrument") value = *id;
    return text_of(*address);
}

Result<std::string> key_of(store::Reader& reader, Watched scope, std::string_view typed) {
    switch (scope) {
        case Watched::instrument:
            return instrument_id(reader, typed);
        case Watched::party:
            return party_id(typed);
        case Watched::track:
            return track_id(reader, typed);
        case Watched::entity:
            return entity_id(typed);
        case Watched::rule:
            return rule_id(typed);
        case Watched::subject:
            return subject_id(typed);
        case Watched::list:
            return list_address(reader, typed);
        case Watched::all:
            break;
    }
    if (!typed.empty())
        return problem("of everything there is nothing to name: \"" + std::string{typed} + "\"", "all");
    return std::string{};
}

Result<std::vector<std::string>> read_kinds(std::string_view typed) {
    std::string text{typed};
    std::replace(text.begin(), text.end(), ',', ' ');
    std::vector<std::string> found;
    const auto words = split(std::string_view{text}, ' ');
    for (const auto word : words)
        if (!word.empty() && std::find(change_kinds.begin(), change_kinds.end(), word) == change_kinds.end())
            return problem("no change is of kind \"" + std::string{word} + "\"; kinds are " +
                               among({change_kinds.begin(), change_kinds.end()}),
                           "kinds");
    for (const auto each : change_kinds)
        if (std::find(words.begin(), words.end(), each) != words.end()) found.emplace_back(each);
    if (found.size() == change_kinds.size()) found.clear();  // all of them
    return found;
}

}  // namespace

std::string among(const std::vector<std::string>& allowed) {
    std::string text;
    for (const auto& each : allowed) text += (text.empty() ? "" : ", ") + each;
    return text;
}

Result<Selector> read_selector(store::Reader& reader, std::string_view scope, std::string_view key,
                               std::string_view kinds, std::string_view at_least) {
    const auto watched = named<Watched>(trim(scope));
    if (!watched) {
        std::vector<std::string> allowed;
        for (const auto& [each, name] : Names<Watched>::table) allowed.emplace_back(name);
        return problem(
            "\"" + clean(scope.substr(0, 100)) + "\" cannot be watched; what can: " + among(allowed),
            "scope");
    }
    constexpr std::size_t longest_key = 2000;
    if (key.size() > longest_key) return problem("is longer than 2000 bytes", "key");
    Selector selector;
    selector.scope = *watched;
    auto typed = clean(key);
    if (*watched == Watched::list)
        if (const auto address = read_address(typed))
            if (const auto thing = thing_of(*address)) std::tie(selector.scope, typed) = *thing;
    auto found = key_of(reader, selector.scope, typed);
    if (!found) return tl::unexpected(found.error());
    selector.key = std::move(*found);
    auto wanted = read_kinds(kinds);
    if (!wanted) return tl::unexpected(wanted.error());
    selector.kinds = std::move(*wanted);
    if (!at_least.empty()) {
        const auto severity = named<Severity>(at_least);
        if (!severity) {
            std::vector<std::string> allowed;
            for (const auto& [each, name] : Names<Severity>::table) allowed.emplace_back(name);
            return problem("\"" + clean(at_least) + "\" is no class of findings; those are " + among(allowed),
                           "at_least");
        }
        selector.at_least = *severity;
    }
    return selector;
}

std::vector<std::pair<Watched, std::string>> keys_of(const ChangeLine& line,
                                                     const std::vector<std::string>& subjects) {
    std::vector<std::pair<Watched, std::string>> keys{{Watched::all, ""}};
    const auto add = [&](Watched scope, const std::string& key) {
        if (!key.empty()) keys.emplace_back(scope, key);
    };
    add(Watched::instrument, line.instrument);
    add(Watched::party, line.party);
    if (!line.instrument.empty() && !line.party.empty())
        add(Watched::track, line.instrument + "/" + line.party);
    add(Watched::entity, line.entity);
    add(Watched::rule, line.rule);
    for (const auto& each : subjects) add(Watched::subject, each);
    return keys;
}

bool wants(const Selector& selector, const ChangeLine& line) {
    if (!selector.kinds.empty() &&
        std::find(selector.kinds.begin(), selector.kinds.end(), line.kind) == selector.kinds.end())
        return false;
    if (line.finding.empty() || selector.at_least == Severity::none) return true;
    auto worst = named<Severity>(line.severity).value_or(Severity::none);
    // Whoever was told of the class before hears that it is less now.
    if (line.kind == "closed" || line.kind == "eased")
        worst = std::max(worst, named<Severity>(line.was).value_or(Severity::none));
    return worst >= selector.at_least;
}

}  // namespace registry::alerts
