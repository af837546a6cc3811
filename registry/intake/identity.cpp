#include "registry/intake/identity.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <unordered_map>

#include "registry/store/instruments.hpp"

namespace registry::intake {
namespace {

// Groups of nodes that turned out to be one (union by the least root, path halving).
class Groups {
public:
    std::size_t add() {
        up_.push_back(up_.size());
        return up_.size() - 1;
    }
    std::size_t root(std::size_t node) {
        while (up_[node] != node) node = up_[node] = up_[up_[node]];
        return node;
    }
    void join(std::size_t a, std::size_t b) {
        a = root(a), b = root(b);
        up_[std::max(a, b)] = std::min(a, b);
    }

private:
    std::vector<std::size_t> up_;
};

bool is_own(const Alias& alias) { return alias.scheme == "placet"; }

}  // namespace

std::string id_for(const std::vector<Alias>& names) {
    std::set<std::string> given;
    for (const auto& each : names)
        if (!is_own(each)) given.insert(mint_id({each}));
    std::vector<Alias> chosen, others;
    for (const auto& each : names) {
        if (!is_own(each)) others.push_back(each);
        if (is_own(each) && !given.contains(each.value)) chosen.push_back(each);
    }
    return mint_id(!chosen.empty() ? chosen : !others.empty() ? others : names);
}

std::vector<Alias> names_in(const Batch& batch) {
    std::set<Alias> names;
    for (const auto& each : batch.documents) names.insert(each.covers.begin(), each.covers.end());
    for (const auto& each : batch.statements) names.insert(each.instrument);
    for (const auto& each : batch.descriptions) names.insert(each.instrument);
    for (const auto& each : batch.passages) names.insert(each.instrument);
    for (const auto& each : batch.clauses) names.insert(each.instrument);
    for (const auto& each : batch.looks)
        if (each.instrument) names.insert(*each.instrument);
    for (const auto& each : batch.links) names.insert({each.one, each.other});
    for (const auto& each : batch.relations) names.insert({each.from, each.to});
    return {names.begin(), names.end()};
}

Identity identify(store::Reader& reader, const std::vector<Alias>& names, const std::vector<Link>& links) {
    Groups groups;
    std::unordered_map<std::string, std::size_t> by_minted, by_instrument;
    std::map<Alias, std::size_t> node_of;
    std::map<Alias, std::string> minted_of;
    const auto node = [&](std::unordered_map<std::string, std::size_t>& nodes, const std::string& key) {
        const auto [at, fresh] = nodes.try_emplace(key, 0);
        if (fresh) at->second = groups.add();
        return at->second;
    };
    for (const auto& alias : names) {
        const auto minted = mint_id({alias});
        const auto seen = by_minted.contains(minted);
        node_of[alias] = node(by_minted, minted);
        minted_of[alias] = minted;
        if (seen) continue;
        if (const auto stored = store::instrument_by_minted(reader, minted))
            groups.join(node_of[alias], node(by_instrument, *stored));
    }
    for (const auto& link : links) groups.join(node_of.at(link.one), node_of.at(link.other));

    struct Group {
        std::vector<Alias> names;
        std::vector<std::string> stored;  // instruments
    };
    std::map<std::size_t, Group> all;
    for (const auto& [alias, at] : node_of) all[groups.root(at)].names.push_back(alias);
    for (const auto& [id, at] : by_instrument) all[groups.root(at)].stored.push_back(id);

    Identity identity;
    for (auto& [root, group] : all) {
        std::set<Alias> known;
        for (const auto& id : group.stored)
            for (auto& alias : store::aliases_of(reader, id)) known.insert(std::move(alias));
        std::vector<Alias> whole(known.begin(), known.end());
        std::vector<Alias> fresh;
        for (const auto& alias : group.names)
            if (!known.contains(alias)) fresh.push_back(alias);
        whole.insert(whole.end(), fresh.begin(), fresh.end());
        const auto id = id_for(whole);
        for (const auto& alias : group.names) identity.instrument[alias] = id;
        for (const auto& alias : fresh) identity.fresh.push_back({alias, minted_of.at(alias), id});
        std::sort(group.stored.begin(), group.stored.end());
        for (const auto& from : group.stored)
            if (from != id) identity.joined.push_back({from, id});
    }
    return identity;
}

}  // namespace registry::intake
