#include "registry/store/ask_waits.hpp"

#include <algorithm>
#include <unordered_map>

#include "registry/model/vocabulary.hpp"

namespace registry::store {
namespace {

using Days = std::unordered_map<std::string, Day>;

Days depositary_days(Reader& reader) {
    Days newest;
    for (const auto& source : Vocabulary::built_in().sources()) {
        if (source.voice != Voice::depositary) continue;
        Query rows(reader, R"sql(
            SELECT a.instrument, d.as_of_lo FROM document d CROSS JOIN covers c ON c.document = d.id
            CROSS JOIN alias a ON a.scheme = c.scheme AND a.value = c.value
            WHERE d.source = ?1 AND d.as_of_lo IS NOT NULL)sql");
        for (rows.bind(source.id); rows.step();) {
            const auto day = rows.day(1);
            if (day == earliest_day) continue;
            const auto [at, fresh] = newest.try_emplace(rows.text(0), day);
            if (!fresh) at->second = std::max(at->second, day);
        }
    }
    return newest;
}

// The few milestones that matter, looked up once and not for every event.
std::vector<std::pair<std::string_view, Effect>> deciding() {
    std::vector<std::pair<std::string_view, Effect>> found;
    for (const auto& each : Vocabulary::built_in().milestones())
        if (each.effect == Effect::signs || each.effect == Effect::unsigns || each.effect == Effect::consents)
            found.emplace_back(each.code, each.effect);
    return found;
}

// One party's road with one instrument, while its events go by.
struct Road {
    std::optional<Signature::Bounds> signed_on, consented, withdrawn;

    void see(Effect effect, Signature::Bounds when) {
        auto& kept = effect == Effect::signs ? signed_on : effect == Effect::unsigns ? withdrawn : consented;
        if (!kept || when.lo < kept->lo) kept = when;
    }
};

}  // namespace

std::map<std::string, std::vector<Signature>> signatures(Reader& reader) {
    const auto as_of = depositary_days(reader);
    const auto milestones = deciding();
    std::map<std::string, std::vector<Signature>> all;
    std::string party, instrument;
    Road road;
    const auto close = [&] {
        if (road.signed_on) {
            const auto day = as_of.find(instrument);
            all[party].push_back({*road.signed_on, road.consented, road.withdrawn,
                                  day == as_of.end() ? std::nullopt : std::optional{day->second}});
        }
        road = {};
    };
    Query rows(reader, R"sql(
        SELECT party, instrument, milestone, lo, hi FROM event INDEXED BY event_by_party
        WHERE party > '' ORDER BY party, instrument)sql");
    for (rows.bind(); rows.step();) {
        const auto of_party = rows.view(0), of_instrument = rows.view(1), milestone = rows.view(2);
        if (of_instrument != instrument || of_party != party) {
            close();
            party = of_party;
            instrument = of_instrument;
        }
        for (const auto& [code, effect] : milestones)
            if (code == milestone) road.see(effect, {rows.day(3), rows.day(4)});
    }
    close();
    return all;
}

}  // namespace registry::store
