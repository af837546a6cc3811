#include "importers/gazette/bound_words.hpp"

#include <algorithm>
#include <array>

#include "importers/gazette/lines.hpp"
#include "importers/reading/letters.hpp"
#include "registry/base/text.hpp"
#include "registry/model/vocabulary.hpp"

namespace importers::gazette {
namespace {

using reading::is_digit;
using registry::fold;
using registry::Remark;
using registry::trim;
using Words = std::string_view;

constexpr std::array head_words{
    HeadWord{"fr", "parties", Role::name, ""},
    HeadWord{"fr", "etats parties", Role::name, ""},
    HeadWord{"fr", "etats", Role::name, ""},
    HeadWord{"nl", "partijen", Role::name, ""},
    HeadWord{"nl", "staten die partij zijn", Role::name, ""},
    HeadWord{"nl", "staten", Role::name, ""},
    HeadWord{"nl", "staat", Role::name, ""},
    HeadWord{"fr", "etat", Role::name, ""},
    HeadWord{"fr", "signature", Role::signature, ""},
    HeadWord{"nl", "ondertekening", Role::signature, ""},
    HeadWord{"fr", "ratification", Role::consent, "ratification"},
    HeadWord{"nl", "bekrachtiging", Role::consent, "ratification"},
    HeadWord{"nl", "ratificatie", Role::consent, "ratification"},
    HeadWord{"fr", "adhesion", Role::consent, "accession"},
    HeadWord{"nl", "toetreding", Role::consent, "accession"},
    HeadWord{"fr", "acceptation", Role::consent, "acceptance"},
    HeadWord{"nl", "aanvaarding", Role::consent, "acceptance"},
    HeadWord{"fr", "approbation", Role::consent, "approval"},
    HeadWord{"nl", "goedkeuring", Role::consent, "approval"},
    HeadWord{"fr", "succession", Role::consent, "succession"},
    HeadWord{"nl", "opvolging", Role::consent, "succession"},
    HeadWord{"fr", "entree en vigueur", Role::entry, ""},
    HeadWord{"nl", "inwerkingtreding", Role::entry, ""},
};

// Where a head does not explain its codes, they are the depositary's.
struct Code {
    Words code, form;
};
constexpr std::array usual_codes{Code{"a", "accession"}, Code{"A", "acceptance"}, Code{"AA", "approval"},
                                 Code{"d", "succession"}, Code{"R", "ratification"}};

struct Short {
    Words word, whole;  // folded
};
constexpr std::array short_months{
    Short{"janv", "janvier"},   Short{"jan", "januari"},   Short{"fevr", "fevrier"}, Short{"fev", "fevrier"},
    Short{"feb", "februari"},   Short{"mrt", "maart"},     Short{"avr", "avril"},    Short{"apr", "april"},
    Short{"juil", "juillet"},   Short{"jul", "juli"},      Short{"jun", "juni"},     Short{"aug", "augustus"},
    Short{"sept", "september"}, Short{"sep", "september"}, Short{"oct", "octobre"},  Short{"okt", "oktober"},
    Short{"nov", "november"},   Short{"dec", "december"},
};
constexpr std::array<Words, 5> not_told{"niet meegedeeld", "non communique", "niet medegedeeld",
                                        "pas communique", "nicht mitgeteilt"};

std::string code_in(Words head) {  // "(AA)" as written
    const auto open = head.find('('), close = head.find(')');
    return open == Words::npos || close == Words::npos || close < open
               ? ""
               : std::string{head.substr(open + 1, close - open - 1)};
}

}  // namespace

std::optional<DateCell> date_cell(Words text) {
    text = trim(text);
    if (text.empty() || text.size() > 40 || !is_digit(text[0])) return std::nullopt;
    std::string spelled;
    for (const auto word : registry::split(text, ' ')) {
        if (word.empty()) continue;
        auto folded = fold(word);
        while (!folded.empty() && (folded.back() == '.' || folded.back() == ',')) folded.pop_back();
        const auto found = std::find_if(short_months.begin(), short_months.end(),
                                        [&](const Short& each) { return each.word == folded; });
        spelled += (spelled.empty() ? "" : " ") +
                   (found == short_months.end() ? std::string{word} : std::string{found->whole});
    }
    const auto dates = all_dates(spelled);
    if (dates.size() != 1 || dates[0].at != 0 || !dates[0].day) return std::nullopt;
    std::string code;
    for (const char c : Words{spelled}.substr(dates[0].length))
        if (c != ' ' && c != '(' && c != ')') code += c;
    const bool known = code.size() <= 2 && std::all_of(code.begin(), code.end(), [](char c) {
                           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
                       });
    if (!known) return std::nullopt;
    return DateCell{*dates[0].day, code};
}

const HeadWord* head_word(Words text) {
    if (text.size() > 60) return nullptr;
    const auto folded = fold(text);
    const HeadWord* best = nullptr;
    for (const auto& each : head_words) {
        if (!folded.starts_with(each.word)) continue;
        const auto rest = Words{folded}.substr(each.word.size());
        // A head is its word, perhaps with a code: "Adhésion (a),". Anything longer is a sentence.
        const bool ends =
            rest.empty() || rest[0] == ' ' || rest[0] == ',' || rest[0] == '(' || rest[0] == '/';
        if (ends && rest.size() <= 12 && (!best || each.word.size() > best->word.size())) best = &each;
    }
    return best;
}

void add_form(Forms& forms, const HeadWord& word, Words head) {
    if (word.role == Role::consent) forms.try_emplace(code_in(head), std::string{word.form});
}
std::string form_of(const Forms& forms, const std::string& code) {
    if (const auto found = forms.find(code); found != forms.end()) return found->second;
    for (const auto& each : usual_codes)
        if (each.code == code) return std::string{each.form};
    return code.empty() ? "" : "other";
}

std::string_view milestone_of(Role role) {
    return role == Role::signature ? "signed" : role == Role::entry ? "entered-into-force" : "deposited";
}

const registry::Party* party(Words name) { return registry::Vocabulary::built_in().party_named(name); }

Name bare_name(std::string text) {
    Name out;
    for (;;) {
        while (!text.empty() && (text.back() == ' ' || text.back() == ',')) text.pop_back();
        const auto space = text.rfind(' ');
        const auto last = Words{text}.substr(space == std::string::npos ? 0 : space + 1);
        const bool number =
            space != std::string::npos && last.size() <= 2 && std::all_of(last.begin(), last.end(), is_digit);
        if (number) {
            text.resize(space);
        } else if (!text.empty() && text.back() == '*') {
            text.pop_back();
            out.starred = true;
        } else {
            break;
        }
    }
    out.text = std::move(text);
    return out;
}

std::optional<std::string> legend(const std::vector<Line>& lines) {
    for (const auto& line : lines) {
        const auto text = trim(Words{line.text}.substr(0, 400));
        if (!text.starts_with('*')) continue;
        const auto folded = fold(text);
        if (std::any_of(not_told.begin(), not_told.end(),
                        [&](Words each) { return folded.find(each) != Words::npos; }))
            return registry::clean(text);
    }
    return std::nullopt;
}

void add_dateless(BoundList& list, const Name& name, const std::string& language, const std::string& place,
                  bool told) {
    if (told)
        list.rows.push_back({name.text, {{"deposited", "", std::nullopt}}, language, place});
    else
        list.remarks.push_back({Remark::Weight::doubt, "list-without-day",
                                name.text + " stands in the list of bound States without a day", place});
}

}  // namespace importers::gazette
