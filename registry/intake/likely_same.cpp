#include "registry/intake/likely_same.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "registry/intake/identity.hpp"
#include "registry/store/instruments.hpp"

namespace registry::intake {
namespace {

using Pair = std::pair<Alias, Alias>;
Pair ordered(const Alias& a, const Alias& b) { return a < b ? Pair{a, b} : Pair{b, a}; }

// Numbers that parliaments and gazettes give to bills and acts, and never to a treaty.
bool is_acts_number(const Alias& alias) {
    constexpr std::array<std::string_view, 4> schemes{"CHAMBER", "SENATE", "NUMAC", "ELI"};
    return std::find(schemes.begin(), schemes.end(), alias.scheme) != schemes.end();
}

// A number of a list of treaties, or an id of our own that somebody chose.
bool names_a_treaty(const std::vector<Alias>& names) {
    return std::any_of(names.begin(), names.end(), [&](const Alias& each) {
        if (each.scheme != "placet") return !is_acts_number(each);
        return std::none_of(names.begin(), names.end(), [&](const Alias& other) {
            return other.scheme != "placet" && mint_id({other}) == each.value;
        });
    });
}

constexpr std::string_view unlinked = "unlinked-act";

}  // namespace

LikelySame::LikelySame(store::Writer& writer, const store::Run& run, const Batch& batch)
    : writer_(writer), run_(run), batch_(batch) {
    std::map<std::pair<Alias, std::size_t>, std::vector<Title>> by_document;
    for (const auto& each : batch.descriptions)
        if (each.key == "title")
            by_document[{each.instrument, each.document}].push_back({each.language, each.value});
    for (auto& [of, titles] : by_document) titles_[of.first].push_back(std::move(titles));
    for (const auto& each : batch.links) linked_.insert(ordered(each.one, each.other));
    for (const auto& each : batch.not_same) told_apart_.insert(ordered(each.one, each.other));
}

// Of the batch, and once of a store that an older version has filled.
void LikelySame::read_conclusions(std::vector<Alias>& fresh) {
    const auto read = [&](const Alias& alias, const std::string& value) {
        if (const auto conclusion = read_conclusion(value))
            store::put_conclusion(writer_, alias, *conclusion);
        fresh.push_back(alias);
    };
    for (const auto& [alias, value] : store::unread_conclusions(writer_)) read(alias, value);
    for (const auto& each : batch_.descriptions) {
        if (each.key == "conclusion") read(each.instrument, each.value);
        if (each.key == "title") fresh.push_back(each.instrument);
    }
    std::sort(fresh.begin(), fresh.end());
    fresh.erase(std::unique(fresh.begin(), fresh.end()), fresh.end());
}

LikelySame::Seen& LikelySame::seen(const Alias& alias) {
    const auto [at, fresh] = seen_.try_emplace(alias);
    if (!fresh) return at->second;
    auto& described = at->second.described = store::described(writer_, alias);
    if (const auto ours = titles_.find(alias); ours != titles_.end())
        described.titles.insert(described.titles.end(), ours->second.begin(), ours->second.end());
    return at->second;
}

const Comparable& LikelySame::comparable(const Alias& alias) {
    auto& one = seen(alias);
    if (!one.comparable) one.comparable = registry::comparable(one.described);
    return *one.comparable;
}

void LikelySame::compare(std::vector<Remark>& remarks) {
    std::vector<Alias> fresh;
    read_conclusions(fresh);
    for (const auto& alias : fresh) {
        const auto concluded = seen(alias).described.concluded;
        if (seen(alias).described.titles.empty()) continue;
        for (const auto& each : concluded) compare_on(each.day, alias, remarks);
    }
}

void LikelySame::compare_on(Day day, const Alias& alias, std::vector<Remark>& remarks) {
    const auto bucket = store::concluded_on(writer_, day, crowded_day + 1);
    if (bucket.size() > crowded_day) {
        if (crowded_.insert(day).second)
            remarks.push_back({Remark::Weight::doubt, "crowded-day",
                               "more than " + std::to_string(crowded_day) +
                                   " names are of instruments concluded on " + iso(day) +
                                   ": they have not been compared by title",
                               text(alias)});
        return;
    }
    for (const auto& other : bucket) {
        if (other == alias || !done_.insert(ordered(alias, other)).second) continue;
        const auto found = match(comparable(alias), comparable(other));
        if (found.automatic || found.waits) keep(alias, other, found, remarks);
    }
}

bool LikelySame::known_as_one(const Alias& a, const Alias& b) {
    if (linked_.contains(ordered(a, b))) return true;
    const auto one = store::instrument_by_minted(writer_, mint_id({a}));
    return one && one == store::instrument_by_minted(writer_, mint_id({b}));
}

void LikelySame::keep(const Alias& a, const Alias& b, const Match& found, std::vector<Remark>& remarks) {
    const auto before = store::put_pair(writer_, run_, a, b, found);
    const auto [one, other] = ordered(a, b);
    const bool apart = told_apart_.contains({one, other}) || store::are_told_apart(writer_, one, other);
    const bool news = !before || before->match.automatic != found.automatic;
    if (news && !apart && !known_as_one(one, other)) {
        const auto names = text(one) + " and " + text(other);
        const auto because = ", score " + score_text(found.score) + ", because: " + in_words(found.reasons);
        if (found.automatic)
            remarks.push_back({Remark::Weight::note, "joined-by-title",
                               names + " are joined by title and date" + because, text(a)});
        else
            remarks.push_back({Remark::Weight::note, "may-be-same",
                               names + " may be one instrument: decide with placet review (" +
                                   store::pair_id(one, other) + ")" + because,
                               text(a)});
    }
    if (found.automatic && !apart) links_.push_back({one, other, 0, ""});
}

std::vector<Remark> unlinked_acts(store::Reader& reader, const Batch& batch) {
    std::map<Alias, std::string> titles;
    std::set<Alias> acts;
    for (const auto& each : batch.descriptions) {
        if (!is_acts_number(each.instrument)) continue;
        if (each.key == "title") titles.try_emplace(each.instrument, each.value);
        // The gazette names the treaty alone: that its act was read at all says that it is an assent.
        if ((each.key == "title" && is_assent(each.value)) ||
            (each.key == "conclusion" && each.instrument.scheme == "NUMAC"))
            acts.insert(each.instrument);
    }
    for (const auto& each : batch.relations)
        if (each.kind == "assents-to") acts.erase(each.from);
    std::vector<Remark> found;
    for (const auto& alias : acts) {
        const auto instrument = store::instrument_by_minted(reader, mint_id({alias}));
        if (!instrument || names_a_treaty(store::aliases_of(reader, *instrument))) continue;
        auto what = text(alias) + " assents to a treaty nobody has described here";
        if (const auto title = titles.find(alias); title != titles.end()) what += ": " + title->second;
        std::string waiting;
        for (const auto& each : store::pairs_of(reader, alias))
            if (each.state == MatchPair::State::waiting)
                waiting += (waiting.empty() ? "" : ", ") + text(each.one == alias ? each.other : each.one) +
                           " (" + each.id + ")";
        if (!waiting.empty()) what += "; it may be one of those that placet review lists: " + waiting;
        found.push_back({Remark::Weight::note, std::string{unlinked}, std::move(what), text(alias)});
    }
    return found;
}

void drop_unlinked(store::Writer& writer, const std::string& instrument) {
    const auto names = store::aliases_of(writer, instrument);
    if (!names_a_treaty(names)) return;
    for (const auto& each : names)
        if (is_acts_number(each)) store::drop_remarks_at(writer, unlinked, text(each));
}

}  // namespace registry::intake
