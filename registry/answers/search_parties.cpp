// Parties and entities by any of their names: the declared vocabulary, read once into folded lines.
#include <algorithm>
#include <map>

#include "registry/answers/search.hpp"
#include "registry/base/text.hpp"

namespace registry {
namespace {

struct Bearer {
    std::string party, entity;
    std::vector<std::string> names, folded;
    std::string lines;  // folded, one a line
};

class AllNames {
public:
    AllNames() {
        const auto& words = Vocabulary::built_in();
        for (const auto& each : words.parties()) {
            std::vector<std::string> names(each.label.by_lang.begin(), each.label.by_lang.end());
            for (const auto& name : each.names) names.push_back(name.text);
            add(each.id, {}, std::move(names));
        }
        for (const auto& each : words.entities()) {
            std::vector<std::string> names(each.label.by_lang.begin(), each.label.by_lang.end());
            names.insert(names.end(), each.names.begin(), each.names.end());
            add(each.party, each.id, std::move(names));
        }
    }
    const std::vector<Bearer>& all() const { return all_; }
    const Bearer* called(const std::string& key) const {
        const auto found = by_key_.find(key);
        return found == by_key_.end() ? nullptr : &all_[found->second];
    }
    // What two spellings of a name have in common: its words, without articles.
    static std::string key(const std::vector<SearchWord>& words) {
        std::string all;
        for (const auto& word : words)
            if (!word.filler)
                for (const auto& token : word.tokens) (all += all.empty() ? "" : " ") += token;
        return all;
    }

private:
    void add(const std::string& party, const std::string& entity, std::vector<std::string> names) {
        Bearer one{party, entity, {}, {}, {}};
        for (auto& name : names) {
            auto folded = fold(name);
            if (folded.empty() || std::find(one.folded.begin(), one.folded.end(), folded) != one.folded.end())
                continue;
            by_key_.emplace(key(read_query(folded).words), all_.size());
            (one.lines += folded) += '\n';
            one.folded.push_back(std::move(folded));
            one.names.push_back(std::move(name));
        }
        all_.push_back(std::move(one));
    }
    std::vector<Bearer> all_;
    std::map<std::string, std::size_t> by_key_;
};

const AllNames& all_names() {
    static const AllNames names;
    return names;
}

std::string hit_name(const SearchQuery& query, const Bearer& one) {
    std::size_t best = 0;
    Nearness nearest;
    for (std::size_t k = 0; k < one.folded.size(); ++k)
        if (const auto near = nearness(query, one.folded[k]); near < nearest) nearest = near, best = k;
    return one.names.empty() ? std::string{} : one.names[best];
}

}  // namespace

std::vector<FoundParty> parties_named(const SearchQuery& query) {
    std::vector<std::pair<Nearness, const Bearer*>> order;
    if (!query.empty())
        for (const auto& each : all_names().all()) {
            if (!answers(query, each.lines)) continue;
            const auto near = nearness(query, each.lines);
            // Words spread over several names are no name.
            if (near.kind < 4) order.emplace_back(near, &each);
        }
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<FoundParty> found;
    for (const auto& [near, each] : order)
        found.push_back({each->party, each->entity, hit_name(query, *each)});
    return found;
}

SetApart set_apart(const SearchQuery& query) {
    SetApart result;
    result.rest = query;
    result.rest.words.clear();
    constexpr std::size_t longest_name = 8;  // words
    for (std::size_t at = 0; at < query.words.size();) {
        const Bearer* named = nullptr;
        auto n = std::min(longest_name, query.words.size() - at);
        for (; n > 0 && !query.words[at].filler; --n) {
            const std::vector<SearchWord> run(query.words.begin() + static_cast<std::ptrdiff_t>(at),
                                              query.words.begin() + static_cast<std::ptrdiff_t>(at + n));
            if (run.back().filler) continue;
            if ((named = all_names().called(AllNames::key(run)))) break;
        }
        if (!named) {
            result.rest.words.push_back(query.words[at++]);
            continue;
        }
        std::string words;
        for (std::size_t k = at; k < at + n; ++k) (words += words.empty() ? "" : " ") += query.words[k].typed;
        result.parties.push_back({named->party, named->entity, words});
        result.words.push_back(std::move(words));
        at += n;
    }
    return result;
}

}  // namespace registry
