#include "registry/reconcile/conclusion.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "registry/base/text.hpp"
#include "registry/model/month_names.hpp"

namespace registry {
namespace {

// Places where treaties are made, as the four languages write them (folded).
constexpr std::array<std::array<std::string_view, 6>, 44> places{{
    {"new york", "", "", "", "", ""},
    {"geneva", "geneve", "genf", "", "", ""},
    {"vienna", "wenen", "vienne", "wien", "", ""},
    {"brussels", "brussel", "bruxelles", "", "", ""},
    {"the hague", "den haag", "'s-gravenhage", "la haye", "s-gravenhage", "'s gravenhage"},
    {"paris", "parijs", "", "", "", ""},
    {"london", "londen", "londres", "", "", ""},
    {"rome", "rom", "roma", "", "", ""},
    {"strasbourg", "straatsburg", "strassburg", "", "", ""},
    {"luxembourg", "luxemburg", "", "", "", ""},
    {"lisbon", "lissabon", "lisbonne", "lisboa", "", ""},
    {"copenhagen", "kopenhagen", "copenhague", "", "", ""},
    {"moscow", "moskou", "moscou", "moskau", "", ""},
    {"beijing", "peking", "pekin", "", "", ""},
    {"athens", "athene", "athenes", "athen", "", ""},
    {"warsaw", "warschau", "varsovie", "", "", ""},
    {"prague", "praag", "prag", "", "", ""},
    {"budapest", "boedapest", "", "", "", ""},
    {"bucharest", "boekarest", "bucarest", "bukarest", "", ""},
    {"lugano", "", "", "", "", ""},
    {"berne", "bern", "", "", "", ""},
    {"basel", "bazel", "bale", "", "", ""},
    {"berlin", "berlijn", "", "", "", ""},
    {"madrid", "", "", "", "", ""},
    {"stockholm", "", "", "", "", ""},
    {"helsinki", "", "", "", "", ""},
    {"oslo", "", "", "", "", ""},
    {"dublin", "", "", "", "", ""},
    {"washington", "washington d.c", "washington dc", "", "", ""},
    {"montreal", "", "", "", "", ""},
    {"ottawa", "", "", "", "", ""},
    {"tokyo", "tokio", "", "", "", ""},
    {"kyiv", "kiev", "kiew", "kyjiw", "", ""},
    {"antwerp", "antwerpen", "anvers", "", "", ""},
    {"ghent", "gent", "gand", "", "", ""},
    {"liege", "luik", "luttich", "", "", ""},
    {"namur", "namen", "", "", "", ""},
    {"nairobi", "", "", "", "", ""},
    {"montego bay", "", "", "", "", ""},
    {"marrakesh", "marrakech", "marrakesch", "", "", ""},
    {"cotonou", "", "", "", "", ""},
    {"istanbul", "", "", "", "", ""},
    {"tunis", "", "", "", "", ""},
    {"algiers", "alger", "algier", "", "", ""},
}};

std::optional<int> number_of(std::string_view word) {
    if (word.ends_with("er")) word.remove_suffix(2);  // 1er
    if (word.empty() || word.size() > 4) return std::nullopt;
    int number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc{} || end != word.data() + word.size()) return std::nullopt;
    return number;
}

std::optional<Day> day_of(std::optional<int> day, unsigned month, std::optional<int> year) {
    if (!day || !year || month == 0 || *day < 1 || *day > 31 || *year < 1500 || *year > 2999)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{month},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    return date.ok() ? std::optional<Day>{std::chrono::sys_days{date}} : std::nullopt;
}

std::string_view bare(std::string_view text) {
    const auto stray = [](char c) { return std::string_view{" ,;:.()*"}.find(c) != std::string_view::npos; };
    while (!text.empty() && stray(text.front())) text.remove_prefix(1);
    while (!text.empty() && stray(text.back())) text.remove_suffix(1);
    return text;
}

std::optional<std::size_t> known_place(const std::string& name) {
    for (std::size_t k = 0; k < places.size(); ++k)
        if (std::find(places[k].begin(), places[k].end(), name) != places[k].end()) return k;
    return std::nullopt;
}

// "Washington, London and Moscow": each by itself.
std::vector<std::string> places_in(std::string_view text) {
    std::vector<std::string> found;
    std::string folded = fold(text);
    for (const std::string_view joint : {" and ", " en ", " et ", " und "})
        for (auto at = folded.find(joint); at != std::string::npos; at = folded.find(joint))
            folded.replace(at, joint.size(), ",");
    for (const auto part : split(folded, ','))
        if (const auto name = bare(part); !name.empty()) found.emplace_back(name);
    return found;
}

}  // namespace

std::optional<WrittenDay> day_at(const std::vector<std::string>& words, std::size_t at) {
    if (at < words.size())
        if (const auto iso = parse_day(words[at])) return WrittenDay{at, 1, *iso};
    if (at + 2 >= words.size()) return std::nullopt;
    const auto year = number_of(words[at + 2]);
    for (const auto& [day, month] : {std::pair{number_of(words[at]), month_named(words[at + 1])},
                                     std::pair{number_of(words[at + 1]), month_named(words[at])}})
        if (const auto found = day_of(day, month, year)) return WrittenDay{at, 3, *found};
    return std::nullopt;
}

std::optional<Conclusion> read_conclusion(std::string_view value) {
    constexpr std::size_t longest = 1000;  // a place and a day
    if (value.size() > longest) return std::nullopt;
    const auto text = clean(value);
    std::vector<std::string> words;
    std::vector<std::size_t> starts;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find(' ', at), text.size());
        if (const auto word = bare(std::string_view{text}.substr(at, end - at)); !word.empty()) {
            words.push_back(fold(word));
            starts.push_back(at);
        }
        at = end + 1;
    }
    std::optional<WrittenDay> found;
    for (std::size_t at = 0; at < words.size(); ++at)
        if (const auto day = day_at(words, at)) {
            if (found) return std::nullopt;
            found = day;
            at += day->words - 1;
        }
    if (!found) return std::nullopt;
    return Conclusion{std::string{bare(std::string_view{text}.substr(0, starts[found->at]))}, found->day};
}

Truth same_place(std::string_view one, std::string_view other) {
    const auto a = places_in(one), b = places_in(other);
    if (a.empty() || b.empty()) return Truth::unknown;
    bool all_known = true;
    for (const auto& x : a)
        for (const auto& y : b) {
            if (x == y) return Truth::yes;
            const auto known = known_place(x), other_known = known_place(y);
            if (known && known == other_known) return Truth::yes;
            all_known = all_known && known && other_known;
        }
    return all_known ? Truth::no : Truth::unknown;
}

}  // namespace registry
