#include "registry/reconcile/compare_titles.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <tuple>

namespace registry::matching {
namespace {

// What each kind of agreement is worth, in hundredths.
constexpr int for_title = 80, for_day = 10, for_place = 10, for_unsaid_place = 5;
// Without a common language: never as much as an automatic match needs.
constexpr int across_day = 25, across_place = 25, across_parties = 15, across_kind = 10, across_words = 9;
constexpr int likely_title = 50;      // of 100: from here on a pair of one language is worth a person's look
constexpr std::size_t few_words = 3;  // significant words of the shorter title

using Set = std::set<std::string>;

Set common(const Set& a, const Set& b) {
    Set out;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::inserter(out, out.end()));
    return out;
}
Set without(const Set& a, const Set& b) {
    Set out;
    std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::inserter(out, out.end()));
    return out;
}

// A slip of the pen or another ending: one character put in, left out or changed in a longer word.
bool nearly_equal(std::string_view a, std::string_view b) {
    constexpr std::size_t long_enough = 6;
    if (a.size() > b.size()) std::swap(a, b);
    if (a.size() < long_enough || b.size() - a.size() > 1) return false;
    std::size_t k = 0;
    while (k < a.size() && a[k] == b[k]) ++k;
    return a.substr(a.size() == b.size() ? std::min(k + 1, a.size()) : k) ==
           b.substr(std::min(k + 1, b.size()));
}

// The words that only one of the two has; near spellings are taken out of both.
struct Apart {
    Set one, other;
};
Apart apart(const Set& a, const Set& b) {
    Apart out{without(a, b), without(b, a)};
    for (auto each = out.one.begin(); each != out.one.end();) {
        const auto near = std::find_if(out.other.begin(), out.other.end(),
                                       [&](const std::string& word) { return nearly_equal(*each, word); });
        if (near == out.other.end()) {
            ++each;
        } else {
            out.other.erase(near);
            each = out.one.erase(each);
        }
    }
    return out;
}

// For an order between equals.
std::string spelled(const std::vector<MatchReason>& reasons) {
    std::string out;
    for (const auto& each : reasons) out += std::string{name_of(each.ground)} + " " + each.words + "\n";
    return out;
}

// Neither names all the countries the other names.
bool name_others(const Set& a, const Set& b) {
    return !a.empty() && !b.empty() && !std::includes(a.begin(), a.end(), b.begin(), b.end()) &&
           !std::includes(b.begin(), b.end(), a.begin(), a.end());
}

std::string name_of_kind(TreatyKind kind) {
    constexpr std::array<std::string_view, 6> names{"",          "treaty",   "protocol",
                                                    "amendment", "exchange", "avenant"};
    return std::string{names.at(static_cast<std::size_t>(kind))};
}

// An avenant has no fixed name in other languages.
bool other_kind(const TitleWords& a, const TitleWords& b) {
    const bool vague =
        a.language != b.language && (a.kind == TreatyKind::supplement || b.kind == TreatyKind::supplement);
    return a.kind != b.kind && a.kind != TreatyKind::unsaid && b.kind != TreatyKind::unsaid && !vague;
}

void weigh_in_any_language(Weighing& into, const TitleWords& a, const TitleWords& b) {
    if (a.several || b.several) into.say(Ground::several, "");
    if (other_kind(a, b))
        into.say(Ground::other_kind, both_sides(name_of_kind(a.kind), name_of_kind(b.kind)));
    if (a.nth && b.nth && a.nth != b.nth) into.say(Ground::other_number, both_sides(*a.nth, *b.nth));
    if (name_others(a.parties, b.parties))
        into.say(Ground::other_parties,
                 both_sides(joined(without(a.parties, b.parties)), joined(without(b.parties, a.parties))));
    else if (const auto both = common(a.parties, b.parties); !both.empty())
        into.say(Ground::same_parties, joined(both));
}

// How much of the longer title both have, in hundredths.
int weigh_in_one_language(Weighing& into, const TitleWords& a, const TitleWords& b) {
    if (a.nth != b.nth) into.say(Ground::other_number, both_sides(a.nth.value_or(""), b.nth.value_or("")));
    if (a.apart != b.apart) {
        const auto setting = apart(a.apart, b.apart);
        if (!setting.one.empty() || !setting.other.empty())
            into.say(Ground::other_number, both_sides(joined(setting.one), joined(setting.other)));
    }
    const auto figures = apart(a.figures, b.figures);
    if (!figures.one.empty() && !figures.other.empty())
        into.say(Ground::other_number, both_sides(joined(figures.one), joined(figures.other)));
    else if (!figures.one.empty() || !figures.other.empty())
        into.say(Ground::words_differ, joined(figures.one) + joined(figures.other));

    const auto words = apart(a.words, b.words);
    const auto longer = std::max(a.words.size(), b.words.size()),
               shorter = std::min(a.words.size(), b.words.size());
    const auto agree = a.words.size() - words.one.size();
    if (agree > 0) into.say(Ground::words_agree, joined(without(a.words, words.one)));
    // Each says something the other does not: the one word may be all that tells two treaties apart.
    if (!words.one.empty() && !words.other.empty())
        into.say(Ground::words_differ, both_sides(joined(words.one), joined(words.other)));
    else if (!words.one.empty() || !words.other.empty()) {
        const auto more = joined(words.one) + joined(words.other);
        const bool names_another = std::any_of(words.one.begin(), words.one.end(), names_a_kind) ||
                                   std::any_of(words.other.begin(), words.other.end(), names_a_kind);
        if (names_another || agree * 100 < longer * automatic_from) into.say(Ground::words_differ, more);
    }
    if (shorter < few_words) into.say(Ground::few_words, "");
    return longer == 0 ? 0 : static_cast<int>(agree * 100 / longer);
}

// Words that two languages have in common: names, and what both took from Latin.
int words_across(Weighing& into, const TitleWords& a, const TitleWords& b) {
    constexpr std::size_t name_like = 5;
    auto both = common(a.words, b.words);
    std::erase_if(both,
                  [](const std::string& word) { return word.size() < name_like || names_a_kind(word); });
    if (!both.empty()) into.say(Ground::words_agree, joined(both));
    return std::min(across_words, static_cast<int>(both.size()) * 3);
}

// Two titles of one language.
struct Compared {
    Weighing weighing;
    int title = 0;
};
Compared compare(const TitleWords& a, const TitleWords& b) {
    Compared out;
    weigh_in_any_language(out.weighing, a, b);
    out.title = weigh_in_one_language(out.weighing, a, b);
    return out;
}

bool is_doubt(Ground ground) { return !speaks_for(ground); }

// Of several titles in one language the two that fit best; their whole wording decides between equals.
bool better(const Compared& a, const Compared& b) {
    const auto rank = [](const Compared& each) {
        return std::tuple{!each.weighing.any(forbids), !each.weighing.any(is_doubt), each.title};
    };
    return rank(a) != rank(b) ? rank(a) > rank(b) : spelled(a.weighing.reasons) < spelled(b.weighing.reasons);
}

using ByLanguage = std::map<std::string, Compared>;
ByLanguage in_shared_languages(const std::vector<TitleWords>& ours, const std::vector<TitleWords>& theirs) {
    ByLanguage best;
    for (const auto& a : ours)
        for (const auto& b : theirs) {
            if (a.language.empty() || a.language != b.language) continue;
            auto now = compare(a, b);
            const auto at = best.find(a.language);
            if (at == best.end())
                best.emplace(a.language, std::move(now));
            else if (better(now, at->second))
                at->second = std::move(now);
        }
    return best;
}

int weigh_across_languages(Weighing& into, const std::vector<TitleWords>& ours,
                           const std::vector<TitleWords>& theirs, bool place) {
    int words = 0;
    bool same_kind = false;
    for (const auto& a : ours)
        for (const auto& b : theirs) {
            weigh_in_any_language(into, a, b);
            same_kind = same_kind || (a.kind == b.kind && a.kind != TreatyKind::unsaid);
            words = std::max(words, words_across(into, a, b));
        }
    const bool parties = into.any([](Ground ground) { return ground == Ground::same_parties; });
    into.say(Ground::other_language, "");
    return across_day + (place ? across_place : 0) + (parties ? across_parties : 0) +
           (same_kind ? across_kind : 0) + words;
}

}  // namespace

std::string joined(const Set& words, std::string_view by) {
    std::string out;
    for (const auto& each : words) out += (out.empty() ? std::string{} : std::string{by}) + each;
    return out;
}

std::string both_sides(const std::string& a, const std::string& b) {
    const auto& [first, last] = std::minmax(a, b);
    return first.empty() ? last : last.empty() ? first : first + " / " + last;
}

void Weighing::say(Ground ground, std::string words) {
    const MatchReason reason{ground, std::move(words)};
    if (std::find(reasons.begin(), reasons.end(), reason) == reasons.end()) reasons.push_back(reason);
}

bool Weighing::any(bool (*of)(Ground)) const {
    return std::any_of(reasons.begin(), reasons.end(),
                       [&](const MatchReason& each) { return of(each.ground); });
}

Match compare(const std::vector<TitleWords>& ours, const std::vector<TitleWords>& theirs, Truth same_place,
              const Weighing& common_ground) {
    Weighing all = common_ground;
    Match out;
    std::optional<int> title;
    for (const auto& [language, compared] : in_shared_languages(ours, theirs)) {
        for (const auto& each : compared.weighing.reasons) all.say(each.ground, each.words);
        title = std::max(title.value_or(0), compared.title);
    }
    const bool place = same_place == Truth::yes;
    if (title)
        out.score = for_title * *title / 100 + for_day +
                    (place                          ? for_place
                     : same_place == Truth::unknown ? for_unsaid_place
                                                    : 0);
    else
        out.score = weigh_across_languages(all, ours, theirs, place);
    const bool contradicted = all.any(forbids);
    out.automatic = title && !all.any(is_doubt) && out.score >= automatic_from;
    out.waits = !out.automatic && !contradicted && (title ? *title >= likely_title : place);
    if (contradicted) out.score = 0;
    out.reasons = std::move(all.reasons);
    std::sort(out.reasons.begin(), out.reasons.end(), [](const MatchReason& a, const MatchReason& b) {
        return std::tie(a.ground, a.words) < std::tie(b.ground, b.words);
    });
    return out;
}

bool better(const Match& a, const Match& b) {
    const auto rank = [](const Match& each) { return std::tuple{each.automatic, each.waits, each.score}; };
    return rank(a) != rank(b) ? rank(a) > rank(b) : spelled(a.reasons) < spelled(b.reasons);
}

}  // namespace registry::matching
