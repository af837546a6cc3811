// What a person typed, and what may have been meant.
#include <algorithm>
#include <map>
#include <set>

#include "registry/answers/answers.hpp"
#include "registry/base/text.hpp"

namespace registry {
namespace {

constexpr std::size_t most_near = 3;
constexpr std::size_t longest_typed = 120;  // nobody mistypes a name of an instrument at greater length

// Names that begin like what was typed, longest likeness first; then as if of the first letters two were
// swapped, one was too many, or one was wrong. Bounded: a few ranges of an index, a few dozen names each.
class Nearby {
public:
    Nearby(store::Reader& reader, std::string_view typed) : reader_(reader), typed_(fold(typed)) {}

    void look(std::string_view prefix) {
        constexpr int most = 60;
        if (prefix.empty()) return;
        for (const auto& each : store::ids_beginning(reader_, prefix, most)) weigh(each);
        for (const auto& each : store::aliases_beginning(reader_, prefix, most)) weigh(each);
    }

    std::vector<std::string> nearest() const {
        std::vector<std::pair<std::size_t, std::string>> order;
        for (const auto& [id, off] : found_)
            if (off <= std::max<std::size_t>(2, typed_.size() / 3)) order.emplace_back(off, id);
        std::sort(order.begin(), order.end());
        std::vector<std::string> ids;
        for (auto& [off, id] : order)
            if (ids.size() < most_near) ids.push_back(std::move(id));
        return ids;
    }

private:
    void weigh(const store::NearName& near) {
        if (near.name.size() > 2 * longest_typed) return;
        if (!seen_.insert(near.name).second) return;
        const auto off = distance(typed_, near.name);
        const auto [at, fresh] = found_.emplace(near.id, off);
        if (!fresh) at->second = std::min(at->second, off);
    }

    store::Reader& reader_;
    std::string typed_;
    std::set<std::string> seen_;
    std::map<std::string, std::size_t> found_;
};

std::vector<std::string> near_ids(store::Reader& reader, std::string_view typed) {
    if (typed.empty() || typed.size() > longest_typed) return {};
    Nearby nearby(reader, typed);
    for (const auto& text : {slug(typed), std::string{typed}}) {
        for (auto length = text.size(); length >= 2; length = length > 4 ? length * 3 / 4 : length - 1)
            nearby.look(text.substr(0, length));
        if (text.size() < 3) continue;
        nearby.look(std::string{text[1], text[0]});
        nearby.look(text.substr(1, 2));
        nearby.look(std::string{text[0], text[2]});
        for (char first = 'a'; first <= 'z'; ++first) nearby.look(first + text.substr(1, 2));
    }
    auto near = nearby.nearest();
    for (auto& id : store::search_any(reader, typed, most_near))
        if (near.size() < most_near && std::find(near.begin(), near.end(), id) == near.end())
            near.push_back(std::move(id));
    return near;
}

}  // namespace

Found find_instrument(store::Reader& reader, std::string_view typed) {
    const auto text = clean(typed);
    for (const auto& id : {text, fold(text)})
        if (auto found = store::instrument_of_id(reader, id)) return {std::move(found), false, {}};
    for (const auto& alias : read_alias(text))
        if (auto found = store::instrument_of_alias(reader, alias)) return {std::move(found), true, {}};
    // A bare number that one instrument alone has, in whatever scheme; when several have it, all are near.
    auto called = store::instruments_of_value(reader, text, most_near);
    if (called.size() == 1) return {std::move(called.front()), true, {}};
    if (!called.empty()) return {std::nullopt, false, std::move(called), true};
    return {std::nullopt, false, near_ids(reader, text)};
}

Found find_party(std::string_view typed) {
    const auto& vocabulary = Vocabulary::built_in();
    const auto text = clean(typed);
    for (const auto& id : {text, fold(text)})
        if (vocabulary.party(id)) return {id, false, {}};
    if (const auto* party = vocabulary.party_named(text)) return {party->id, true, {}};
    return {std::nullopt, false, vocabulary.near_parties(text)};
}

}  // namespace registry
