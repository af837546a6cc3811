#include "importers/gazette/named.hpp"

#include <algorithm>
#include <array>

#include "importers/gazette/assent.hpp"
#include "importers/reading/conclusion.hpp"
#include "importers/reading/dates.hpp"
#include "registry/base/text.hpp"

namespace importers::gazette {
namespace {

using registry::fold;
using registry::Remark;
using registry::trim;
using Words = std::string_view;

// Which words of a treaty's title begin it, where only a sentence about it is at hand.
constexpr std::array<Words, 14> treaty_nouns{
    "accord",  "convention",   "traite",   "protocole", "charte",   "arrangement",   "statuts",
    "verdrag", "overeenkomst", "protocol", "akkoord",   "handvest", "ubereinkommen", "vertrag"};

std::string after_conclusion_cut(const std::string& title, const std::string& language) {
    // ", gedaan te New York op 19 juni 2023" at the very end goes; in the middle it belongs to the words.
    auto words = trim(Words{title});
    while (!words.empty() && std::string_view{".;,"}.find(words.back()) != Words::npos)
        words.remove_suffix(1);
    const std::string text{words};
    if (!reading::conclusion_in(text, language)) return text;
    const auto dates = reading::dates_in(text);
    if (dates.empty() || dates.back().at + dates.back().length != text.size()) return text;
    const auto comma = [&] {
        for (auto at = text.rfind(','); at != std::string::npos && at > 0; at = text.rfind(',', at - 1))
            if (reading::conclusion_in("X" + text.substr(at), language)) return at;
        return std::string::npos;
    }();
    return comma == std::string::npos || comma < 8 ? text : text.substr(0, comma);
}

// "het Verdrag …", "la Convention …" within a list: without its article.
std::string without_article(std::string title) {
    for (const Words article :
         {"de ", "het ", "la ", "le ", "les ", "l'", "l\xE2\x80\x99", "das ", "der ", "die ", "dem ", "den "})
        if (title.starts_with(article)) {
            title.erase(0, article.size());
            break;
        }
    if (!title.empty() && title[0] >= 'a' && title[0] <= 'z')
        title[0] = static_cast<char>(title[0] - 'a' + 'A');
    return title;
}

void conclude(Named& named, const std::string& object, const std::string& language,
              std::vector<Remark>& remarks, const std::string& place) {
    if (is_cooperation(object)) named.cooperation = true;
    std::optional<registry::Day> day;
    std::string where;
    if (const auto conclusion = reading::conclusion_in(object, language)) {
        day = conclusion->day, where = conclusion->place;
    } else if (named.cooperation) {  // "Accord de coopération du 8 juillet 2024 entre …"
        const auto dates = reading::dates_in(object);
        if (!dates.empty() && dates[0].at < 60) day = dates[0].day;
    }
    if (!day) return;
    if (named.concluded_on && *named.concluded_on != *day)
        remarks.push_back({Remark::Weight::doubt, "languages-disagree",
                           "concluded on " + registry::iso(*named.concluded_on) +
                               ", and in the heading in \"" + language + "\" on " + registry::iso(*day) +
                               "; the first is kept",
                           place});
    if (!named.concluded_on) named.concluded_on = day;
    // Names of cities are nearest to the English ones in French.
    if (named.where.empty() || language == "fr") named.where = where.empty() ? named.where : where;
}

// A sentence that speaks of a treaty by its title: from the first word for one to the day of its conclusion.
std::optional<Named> treaty_in(const std::string& sentence, const std::string& language) {
    const auto conclusion = reading::conclusion_in(sentence, language);
    if (!conclusion) return std::nullopt;
    const auto dates = reading::dates_in(sentence);
    const auto last =
        std::find_if(dates.begin(), dates.end(), [&](const auto& d) { return d.day == conclusion->day; });
    if (last == dates.end()) return std::nullopt;
    for (std::size_t at = 0; at < last->at; ++at) {
        const bool starts = at == 0 || sentence[at - 1] == ' ' || sentence[at - 1] == '\'' ||
                            static_cast<unsigned char>(sentence[at - 1]) >= 0x80;
        if (!starts || sentence[at] < 'A' || sentence[at] > 'Z') continue;
        const auto word = fold(Words{sentence}.substr(at, sentence.find_first_of(" ,", at) - at));
        if (std::find(treaty_nouns.begin(), treaty_nouns.end(), word) == treaty_nouns.end()) continue;
        const auto object = sentence.substr(at, last->at + last->length - at);
        Named named;
        named.where = conclusion->place, named.concluded_on = conclusion->day;
        named.titles.push_back({language, after_conclusion_cut(object, language)});
        return named;
    }
    return std::nullopt;
}

}  // namespace

std::vector<std::string> numbered_parts(const std::string& object) {
    std::vector<std::size_t> starts, words;
    const auto mark_at = [&](int number, std::size_t from, std::size_t& past) {
        const auto digits = std::to_string(number);
        for (auto at = object.find(digits, from); at != std::string::npos; at = object.find(digits, at + 1)) {
            const bool before =
                at == 0 || object[at - 1] == ' ' || object[at - 1] == ':' || object[at - 1] == ';';
            const auto end = at + digits.size();
            for (const Words sign : {"\xC2\xB0", "\xC2\xBA"})
                if (before && Words{object}.substr(std::min(end, object.size())).starts_with(sign)) {
                    past = end + sign.size();
                    return at;
                }
        }
        return std::string::npos;
    };
    std::size_t from = 0, past = 0;
    for (int number = 1; number <= 40; ++number) {
        const auto at = mark_at(number, from, past);
        if (at == std::string::npos) break;
        starts.push_back(at), words.push_back(past), from = past;
    }
    if (starts.size() < 2) return {object};
    std::vector<std::string> out;
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const auto end = i + 1 < starts.size() ? starts[i + 1] : object.size();
        auto part = std::string{trim(Words{object}.substr(words[i], end - words[i]))};
        for (const Words tail : {" en", " et", " und", " ;", ";", ","})
            if (part.ends_with(tail))
                part = std::string{trim(Words{part}.substr(0, part.size() - tail.size()))};
        while (part.ends_with(';') || part.ends_with(',')) part.pop_back();
        out.push_back(std::move(part));
    }
    return out;
}

std::vector<Named> instruments_of(const std::vector<Heading>& headings, std::vector<Remark>& remarks) {
    std::vector<Named> out;
    std::vector<std::string> seen;
    // Dutch first, so that its words are the first said where languages disagree.
    for (const Words language : {"nl", "fr", "de"})
        for (const auto& heading : headings) {
            if (heading.language != language || heading.object.empty()) continue;
            if (std::find(seen.begin(), seen.end(), heading.language) != seen.end()) continue;
            seen.push_back(heading.language);
            const auto parts = numbered_parts(heading.object);
            if (!out.empty() && parts.size() != out.size())
                remarks.push_back({Remark::Weight::doubt, "languages-disagree",
                                   "the headings name " + std::to_string(out.size()) + " and " +
                                       std::to_string(parts.size()) + " instruments",
                                   heading.place});
            if (parts.size() > out.size()) out.resize(parts.size());
            for (std::size_t i = 0; i < parts.size(); ++i) {
                const auto object = without_article(parts[i]);
                conclude(out[i], object, heading.language, remarks, heading.place);
                out[i].titles.push_back({heading.language, after_conclusion_cut(object, heading.language)});
            }
        }
    return out;
}

std::optional<Named> instrument_in(const std::string& text) {
    std::optional<Named> found;
    for (const std::string language : {"nl", "fr", "de"})
        for (std::size_t from = 0, tries = 0; from < text.size() && tries < 200; ++tries) {
            const auto stop =
                std::min({text.find(". ", from), text.find(": ", from), text.size(), from + 1200});
            const auto one = treaty_in(text.substr(from, stop - from), language);
            from = stop + 2;
            if (!one || (found && one->concluded_on != found->concluded_on)) continue;
            if (found)
                found->titles.push_back(one->titles.front());
            else
                found = one;
            break;
        }
    return found;
}

}  // namespace importers::gazette
