#include "registry/model/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>

#include "registry/base/text.hpp"
#include "schemas/schemas.hpp"

namespace registry {
namespace {

template <class Items, class Index>
auto find_in(const Items& items, const Index& index, std::string_view key) -> decltype(items.data()) {
    const auto found = index.find(std::string{key});
    return found == index.end() ? nullptr : &items[found->second];
}

const Labels* find_labels(const std::map<std::string, Labels, std::less<>>& labels, std::string_view code) {
    const auto found = labels.find(code);
    return found == labels.end() ? nullptr : &found->second;
}

// "the Netherlands", "la France", "l'Allemagne", "het Verenigd Koninkrijk", "die Schweiz".
constexpr std::array<std::string_view, 12> articles{"the ", "la ",  "le ",  "les ", "l'",   "de ",
                                                    "het ", "die ", "der ", "das ", "den ", "dem "};

// By the folded name, and if it is not found so, without its article.
template <class Items, class Index>
auto find_named(const Items& items, const Index& index, std::string_view text) -> decltype(items.data()) {
    constexpr std::size_t longest = 400;  // bytes; no body has such a name
    if (text.size() > longest) return nullptr;
    const auto folded = fold(text);
    if (const auto* found = find_in(items, index, folded)) return found;
    for (const auto article : articles)
        if (folded.starts_with(article))
            if (const auto* found = find_in(items, index, std::string_view{folded}.substr(article.size())))
                return found;
    return nullptr;
}

// What semantics 1 says of the order of voices. 0: a source nobody declared.
enum Rank { undeclared, anybody, own_government, authority, editors };

}  // namespace

const Vocabulary& Vocabulary::built_in() {
    static const auto vocabulary = [] {
        auto read = Vocabulary::read(&schemas::file);
        if (!read) throw std::runtime_error(read.error().where + ": " + read.error().what);
        return *std::move(read);
    }();
    return vocabulary;
}

const Milestone* Vocabulary::milestone(std::string_view code) const {
    return find_in(milestones_, milestone_at_, code);
}
const Party* Vocabulary::party(std::string_view id) const { return find_in(parties_, party_at_, id); }
const Entity* Vocabulary::entity(std::string_view id) const { return find_in(entities_, entity_at_, id); }
const Assembly* Vocabulary::assembly(std::string_view id) const {
    return find_in(assemblies_, assembly_at_, id);
}
const SourceInfo* Vocabulary::source(std::string_view id) const { return find_in(sources_, source_at_, id); }
std::vector<std::string_view> Vocabulary::instrument_kinds() const {
    std::vector<std::string_view> codes;
    for (const auto& [code, label] : kinds_) codes.push_back(code);
    return codes;
}
const Labels* Vocabulary::instrument_kind(std::string_view code) const { return find_labels(kinds_, code); }
const Labels* Vocabulary::form(std::string_view code) const { return find_labels(forms_, code); }
std::vector<std::string> Vocabulary::form_codes() const {
    std::vector<std::string> codes;
    for (const auto& [code, labels] : forms_) codes.push_back(code);
    return codes;
}

const Party* Vocabulary::party_named(std::string_view text) const {
    return find_named(parties_, party_by_name_, text);
}

const Entity* Vocabulary::entity_named(std::string_view text) const {
    return find_named(entities_, entity_by_name_, text);
}

std::vector<std::string> Vocabulary::near_parties(std::string_view text) const {
    constexpr std::size_t longest = 100;
    if (text.empty() || text.size() > longest) return {};
    const auto wanted = fold(text);
    std::map<std::string, std::size_t> nearest;  // party id to its least distance
    const auto consider = [&](std::size_t party, std::string_view name) {
        // A name much longer or shorter is not near, and need not be measured.
        const auto farthest = std::max<std::size_t>(1, wanted.size() / 3);
        const auto gap =
            name.size() > wanted.size() ? name.size() - wanted.size() : wanted.size() - name.size();
        if (gap > 3 * farthest) return;
        const auto far = distance(wanted, name);
        if (far > farthest) return;
        const auto [at, added] = nearest.emplace(parties_[party].id, far);
        if (!added) at->second = std::min(at->second, far);
    };
    for (const auto& [name, party] : party_by_name_) consider(party, name);
    std::vector<std::pair<std::size_t, std::string>> ordered;
    for (const auto& [id, far] : nearest) ordered.emplace_back(far, id);
    std::sort(ordered.begin(), ordered.end());
    std::vector<std::string> ids;
    for (const auto& [far, id] : ordered)
        if (ids.size() < 3) ids.push_back(id);
    return ids;
}

std::vector<const Entity*> Vocabulary::entities_of(std::string_view party) const {
    std::vector<const Entity*> found;
    for (const auto& each : entities_)
        if (each.party == party) found.push_back(&each);
    return found;
}

int Vocabulary::rank(std::string_view source, std::string_view milestone_code,
                     std::string_view about_party) const {
    const auto* who = this->source(source);
    if (!who) return undeclared;
    if (who->voice == Voice::editor) return editors;
    const auto* what = milestone(milestone_code);
    // A parliament, a gazette and a government are believed first about their own State only; a depositary
    // about every party.
    const bool competent = who->voice == Voice::depositary || who->party.empty() || who->party == about_party;
    if (what && who->voice == what->authority && competent) return authority;
    const bool about_itself = !who->party.empty() && who->party == about_party;
    return who->voice == Voice::government && about_itself ? own_government : anybody;
}

}  // namespace registry
