// What the words of a note say: sittings and dossiers of parliament, acts of other assemblies, entry into
// force.
#include <algorithm>
#include <array>

#include "importers/gazette/assemblies.hpp"
#include "importers/gazette/lines.hpp"
#include "importers/gazette/notes.hpp"
#include "importers/reading/letters.hpp"
#include "registry/base/text.hpp"

namespace importers::gazette {
namespace {

using reading::is_digit;
using reading::is_letter;
using registry::Alias;
using registry::fold;
using registry::trim;
using Words = std::string_view;

// Reports of what was said in parliament: the day a report was made or is about.
constexpr std::array<Words, 14> report_words{"integraal verslag",
                                             "volledig verslag",
                                             "compte rendu integral",
                                             "compte-rendu integral",
                                             "rapport integral",
                                             "handelingen",
                                             "annales",
                                             "ausfuhrlicher bericht",
                                             "ausfuhrliches sitzungsprotokoll",
                                             "vollstandiger bericht",
                                             "beknopt verslag",
                                             "compte rendu",
                                             "parlementaire handelingen",
                                             "verslag"};

// Adoption said of a sitting. Titles of documents say "adopté", "aangenomen": those are not here.
constexpr std::array<Words, 8> adoption_words{"aanneming",  "adoption", "vote",           "stemming",
                                              "abstimmung", "annahme",  "verabschiedung", "votes"};

// Acts of other assemblies, singular and plural.
constexpr std::array<Words, 10> act_words{"decreet",     "decreten",    "decret",       "decrets",
                                          "dekret",      "ordonnantie", "ordonnanties", "ordonnance",
                                          "ordonnances", "ordonnanz"};
constexpr std::array<Words, 6> gazette_words{"staatsblad", "moniteur", "staatsblatt", "bs", "mb", "b.s."};

constexpr std::array<Words, 9> entry_words{"inwerkingtreding", "in werking",         "entree en vigueur",
                                           "entre en vigueur", "entrera en vigueur", "entree vigueur",
                                           "inkrafttreten",    "in kraft",           "entrent en vigueur"};
constexpr std::array<Words, 4> not_yet_words{"nog niet", "pas encore", "noch nicht", "not yet"};
// The law's own entry into force is not the treaty's.
constexpr std::array<Words, 8> own_words{"deze wet",           "dit decreet",       "deze ordonnantie",
                                         "presente loi",       "present decret",    "presente ordonnance",
                                         "vorliegende gesetz", "vorliegende dekret"};
constexpr std::array<Words, 8> list_words{"gebonden staten",    "etats lies",       "lijst van de staten",
                                          "liste des etats",    "lijst der staten", "gebundene staaten",
                                          "gebundenen staaten", "liste der staaten"};

bool whole_word_at(Words text, std::size_t at, Words word) {
    const bool before = at == 0 || !is_letter(text[at - 1]);
    const auto end = at + word.size();
    return before && (end >= text.size() || !is_letter(text[end]));
}
std::size_t find_word(Words text, Words word, std::size_t from = 0) {
    for (auto at = text.find(word, from); at != Words::npos; at = text.find(word, at + 1))
        if (whole_word_at(text, at, word)) return at;
    return Words::npos;
}
template <class Table>
bool has_word(Words text, const Table& table) {
    return std::any_of(table.begin(), table.end(),
                       [&](Words word) { return find_word(text, word) != Words::npos; });
}
template <class Table>
bool has(Words text, const Table& table) {
    return std::any_of(table.begin(), table.end(),
                       [&](Words words) { return text.find(words) != Words::npos; });
}

// "56-481", "54 - 3403", "56-0867/001", "4-675": the legislature, then the document.
struct Number {
    std::string legislature, document;
    std::size_t end = 0;
};
std::optional<Number> number_at(Words text, std::size_t at) {
    const auto digits = [&](std::size_t most) {
        const auto from = at;
        while (at < text.size() && is_digit(text[at]) && at - from <= most) ++at;
        return std::string{text.substr(from, at - from)};
    };
    const auto legislature = digits(6);
    if (legislature.size() == 6 && at < text.size() && text[at] == '/')  // "521558/1", a hyphen lost
        return Number{legislature.substr(0, 2), legislature.substr(2), at};
    if (legislature.empty() || legislature.size() > 2) return std::nullopt;
    auto next = at;
    while (next < text.size() && text[next] == ' ' && next - at < 2) ++next;
    if (next >= text.size() || text[next] != '-') return std::nullopt;
    at = next + 1;
    while (at < text.size() && text[at] == ' ' && at - next < 3) ++at;
    const auto document = digits(4);
    if (document.empty() || document.size() > 4 ||
        (at < text.size() && (text[at] == '-' || is_digit(text[at]))))
        return std::nullopt;
    return Number{legislature, document, at};
}

std::optional<Alias> dossier_of(const Number& number) {
    auto document = number.document;
    document.erase(0, std::min(document.find_first_not_of('0'), document.size() - 1));
    if (document == "0") return std::nullopt;
    if (number.legislature.size() == 1) return Alias{"SENATE", number.legislature + "-" + document};
    // The Chamber has numbered its legislatures in documents since the 47th; less is a page or a day.
    if (number.legislature < "47") return std::nullopt;
    return Alias{"CHAMBER", number.legislature + "K" + std::string(4 - document.size(), '0') + document};
}

// "K. 1378 (1990-1991)": before 1995 a document had the session's years and no legislature.
std::optional<Alias> old_dossier_at(Words text, std::size_t at, std::size_t& end) {
    const auto scheme = text[at] == 'k' ? "CHAMBER" : text[at] == 's' ? "SENATE" : nullptr;
    if (!scheme || !whole_word_at(text, at, text.substr(at, 1))) return std::nullopt;
    auto next = at + 1;
    while (next < text.size() && (text[next] == '.' || text[next] == ' ')) ++next;
    const auto from = next;
    while (next < text.size() && is_digit(text[next])) ++next;
    const auto document = text.substr(from, next - from);
    const auto years = text.substr(std::min(next, text.size()), 12);
    const bool session =
        years.size() == 12 && years.starts_with(" (") && years[6] == '-' && years.back() == ')';
    if (document.empty() || document.size() > 4 || !session) return std::nullopt;
    end = next + years.size();
    return Alias{scheme, std::string{document} + std::string{years}};
}

std::vector<Alias> dossiers_in(Words folded) {
    std::vector<Alias> out;
    const auto dates = all_dates(folded);
    const auto in_date = [&](std::size_t at) {
        return std::any_of(dates.begin(), dates.end(),
                           [&](const auto& date) { return at >= date.at && at < date.at + date.length; });
    };
    for (std::size_t at = 0; at < folded.size();) {
        std::size_t end = at + 1;
        std::optional<Alias> alias;
        const bool starts = at == 0 || !is_digit(folded[at - 1]);
        const bool part = at > 0 && (folded[at - 1] == '-' || folded[at - 1] == '/');
        if (is_digit(folded[at]) && starts && !part && !in_date(at)) {
            if (const auto number = number_at(folded, at)) alias = dossier_of(*number), end = number->end;
        } else if (folded[at] == 'k' || folded[at] == 's') {
            alias = old_dossier_at(folded, at, end);
        }
        if (alias && std::find(out.begin(), out.end(), *alias) == out.end()) out.push_back(*alias);
        at = end;
    }
    return out;
}

}  // namespace

Parliament read_parliament(const std::string& words, bool federal) {
    Parliament out;
    const auto folded = fold(words);
    const Words text = folded;
    if (federal) out.dossiers = dossiers_in(text);
    const auto dates = all_dates(text);
    for (std::size_t i = 0; i < dates.size(); ++i) {
        const auto from = i == 0 ? 0 : dates[i - 1].at + dates[i - 1].length;
        const auto before = text.substr(from, dates[i].at - from);
        const auto past = dates[i].at + dates[i].length;
        const bool last = i + 1 == dates.size();
        if (!dates[i].day) {
            out.unread.emplace_back(text.substr(dates[i].at, dates[i].length));
            continue;
        }
        const bool adopted =
            has_word(before, adoption_words) || (last && has_word(text.substr(past), adoption_words));
        const bool reported = has(before, report_words) || (federal && i > 0);
        if (adopted && !federal) {
            out.sittings.push_back({"adopted", *dates[i].day, {}});
        } else if (reported || adopted) {
            const auto until = text.substr(0, dates[i].at);
            const auto senate = until.rfind("sena"),
                       chamber = std::max(until.rfind("kamer") + 1, until.rfind("chambre") + 1);
            const bool of_senate = federal && senate != Words::npos && senate + 1 > chamber;
            out.sittings.push_back({"reported", *dates[i].day, of_senate ? "be-senate" : ""});
        } else {
            out.unread.emplace_back(text.substr(dates[i].at, dates[i].length));
        }
    }
    // Adoption said: the report's day beside it adds nothing, and may be the day the report was printed.
    const auto is_adoption = [](const Sitting& each) { return each.milestone == "adopted"; };
    if (std::any_of(out.sittings.begin(), out.sittings.end(), is_adoption))
        std::erase_if(out.sittings, [&](const Sitting& each) { return !is_adoption(each); });
    return out;
}

std::vector<OtherAct> read_other_acts(const std::string& words) {
    const auto folded = fold(words);
    const Words text = folded;
    std::vector<std::size_t> starts;
    for (const auto word : act_words)
        for (auto at = find_word(text, word); at != Words::npos; at = find_word(text, word, at + 1))
            starts.push_back(at);
    std::sort(starts.begin(), starts.end());
    std::vector<OtherAct> out;
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const auto end = i + 1 < starts.size() ? starts[i + 1] : text.size();
        const auto item = text.substr(starts[i], end - starts[i]);
        OtherAct act;
        act.words = std::string{trim(item)};
        act.entities = entities_in(item);
        // The two capacities of one parliament, where the note tells them apart.
        if (act.entities == std::vector<std::string>{"be-wal", "be-fwb"} ||
            has(item, std::array<Words, 2>{"138", "transfere"}))
            if (!act.entities.empty() && act.entities[0] == "be-wal") act.entities = {"be-wal-138"};
        std::size_t past = 0;
        for (const auto& date : all_dates(item)) {
            const auto before = item.substr(past, date.at - past);
            const bool printed = has_word(before, gazette_words);
            auto& into = printed ? act.gazette : act.act;
            if (!into) into = date.day;
            past = date.at + date.length;
        }
        out.push_back(std::move(act));
    }
    return out;
}

Entry read_entry(const std::string& words) {
    const auto folded = fold(words);
    const Words text = folded;
    std::size_t first = Words::npos, last = 0;
    for (const auto phrase : entry_words)
        for (auto at = text.find(phrase); at != Words::npos; at = text.find(phrase, at + 1))
            first = std::min(first, at), last = std::max(last, at);
    if (first == Words::npos || has(text, own_words)) return {};
    if (has(text, not_yet_words)) return {Entry::Says::not_yet, {}};
    const auto dates = all_dates(text);
    if (dates.empty()) return {Entry::Says::nothing, {}};
    // The day after the last of the phrases; else, where the sentence begins with the day, the last before
    // it.
    auto chosen = std::find_if(dates.begin(), dates.end(), [&](const auto& date) { return date.at > last; });
    if (chosen == dates.end()) {
        for (auto each = dates.begin(); each != dates.end(); ++each)
            if (each->at < last) chosen = each;
    }
    if (chosen == dates.end() || !chosen->day) return {Entry::Says::unread, {}};
    return {Entry::Says::on_a_day, *chosen->day};
}

bool speaks_of_list(const std::string& words) { return has(fold(words), list_words); }

}  // namespace importers::gazette
