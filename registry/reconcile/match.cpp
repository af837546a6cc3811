#include "registry/reconcile/match.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <tuple>

#include "registry/base/text.hpp"
#include "registry/model/messages.hpp"
#include "registry/reconcile/compare_titles.hpp"

namespace registry {
namespace {

using matching::both_sides;
using matching::joined;
using matching::Weighing;

struct Where {
    Day day{};
    std::string place;
    Truth same = Truth::no;
};
// A day both were concluded on; of several the one with the surest place, then the first.
std::optional<Where> met(const std::vector<Conclusion>& a, const std::vector<Conclusion>& b) {
    std::optional<Where> best;
    for (const auto& x : a)
        for (const auto& y : b) {
            if (x.day != y.day) continue;
            Where now{x.day, both_sides(x.place, y.place == x.place ? "" : y.place),
                      same_place(x.place, y.place)};
            const auto order = [](const Where& w) {
                return std::tuple{static_cast<int>(w.same) * -1, w.day, w.place};
            };
            if (!best || order(now) < order(*best)) best = std::move(now);
        }
    return best;
}

std::string days_of(const std::vector<Conclusion>& all) {
    std::set<std::string> days;
    for (const auto& each : all) days.insert(iso(each.day));
    return joined(days);
}

// "2004015166#2": the act and which of its instruments.
std::pair<std::string, int> act_and_part(const Alias& alias) {
    const auto at = alias.value.rfind('#');
    if (at == std::string::npos) return {alias.value, 0};
    int part = 0;
    const auto rest = std::string_view{alias.value}.substr(at + 1);
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), part);
    const bool whole = error == std::errc{} && end == rest.data() + rest.size() && part > 0 && part < 100;
    return whole ? std::pair{alias.value.substr(0, at), part} : std::pair{alias.value, 0};
}

void weigh_names(Weighing& into, const Alias& a, const Alias& b) {
    if (one_list(a, b)) into.say(Ground::one_list, both_sides(text(a), text(b)));
    const auto [act, part] = act_and_part(a);
    const auto [other_act, other_part] = act_and_part(b);
    if (part == 0 || other_part == 0 || part == other_part) return;
    const bool of_one_act = a.scheme == b.scheme && act == other_act;
    into.say(of_one_act ? Ground::one_list : Ground::other_part,
             both_sides(std::to_string(part), std::to_string(other_part)));
}

}  // namespace

Comparable comparable(const Described& described) {
    Comparable out{described.alias, {}, described.concluded};
    const int part = act_and_part(described.alias).second;
    for (const auto& document : described.titles) {
        std::vector<TitleWords> words;
        for (const auto& title : document) words.push_back(words_of(title, described.concluded, part));
        if (!words.empty() && std::find(out.titles.begin(), out.titles.end(), words) == out.titles.end())
            out.titles.push_back(std::move(words));
    }
    return out;
}

Match match(const Comparable& one, const Comparable& other) {
    if (other.alias < one.alias) return match(other, one);
    Weighing all;
    weigh_names(all, one.alias, other.alias);
    const auto where = met(one.concluded, other.concluded);
    if (!where) {
        all.say(Ground::other_day, both_sides(days_of(one.concluded), days_of(other.concluded)));
        return {0, false, false, std::move(all.reasons)};
    }
    all.say(Ground::same_day, iso(where->day));
    if (where->same == Truth::yes)
        all.say(Ground::same_place, where->place);
    else if (where->same == Truth::no || where->place.find(" / ") != std::string::npos)
        all.say(Ground::other_place, where->place);
    std::optional<Match> best;
    for (const auto& ours : one.titles)
        for (const auto& theirs : other.titles)
            if (auto now = matching::compare(ours, theirs, where->same, all);
                !best || matching::better(now, *best))
                best = std::move(now);
    return best.value_or(Match{0, false, false, std::move(all.reasons)});
}

bool one_list(const Alias& a, const Alias& b) {
    constexpr std::array<std::string_view, 4> lists{"MTDSG", "CETS", "UNTS", "TRB"};
    return a.scheme == b.scheme && a.value != b.value &&
           std::find(lists.begin(), lists.end(), a.scheme) != lists.end();
}

std::string score_text(int score) {
    return score >= 100 ? "1.00" : (score < 10 ? "0.0" : "0.") + std::to_string(score);
}

std::string in_words(const std::vector<MatchReason>& reasons) {
    std::string out;
    for (const auto& each : reasons)
        out += (out.empty() ? "" : "; ") +
               say(Lang::en, "review.ground." + std::string{name_of(each.ground)}, {{"words", each.words}});
    return out;
}

}  // namespace registry
