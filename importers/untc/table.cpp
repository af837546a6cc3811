#include "importers/untc/table.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "importers/reading/english_dates.hpp"
#include "registry/base/text.hpp"

namespace importers::untc {
namespace {

// How heads name an action, the longer before the shorter. A signature among binding actions binds.
struct Phrase {
    std::string_view words, milestone, form;
};
constexpr std::array phrases{
    Phrase{"Signature ad referendum", "signed", "ad-referendum"},
    Phrase{"Succession to signature", "signed", "succession-to-signature"},
    Phrase{"Definitive signature", "signed-definitively", "definitive-signature"},
    Phrase{"Signature", "signed", ""},
    Phrase{"Ratification", "deposited", "ratification"},
    Phrase{"Acceptance", "deposited", "acceptance"},
    Phrase{"Approval", "deposited", "approval"},
    Phrase{"Accession", "deposited", "accession"},
    Phrase{"Succession", "deposited", "succession"},
    Phrase{"Formal confirmation", "deposited", "formal-confirmation"},
    Phrase{"Consent to be bound", "deposited", "consent-to-be-bound"},
    Phrase{"Participation", "deposited", "participation"},
    Phrase{"Simplified procedure", "deposited", "simplified-procedure"},
    Phrase{"Provisional application", "applied-provisionally", ""},
};

struct Start {
    std::string_view words;
    Column column;
};
constexpr std::array starts{
    Start{"Signature", Column::signature}, Start{"Provisional application", Column::provisional},
    Start{"Provisional", Column::apart},   Start{"Notification", Column::apart},
    Start{"Undertaking", Column::apart},
};

bool is_upper(char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }
bool is_alpha(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

bool begins(std::string_view text, std::string_view words) {
    return text.starts_with(words) && (text.size() == words.size() || !is_alpha(text[words.size()]));
}

// Splits at ", " outside brackets where the next name begins.
std::vector<std::string_view> names_in(std::string_view head) {
    std::vector<std::string_view> names;
    std::size_t from = 0;
    int depth = 0;
    for (std::size_t at = 0; at < head.size(); ++at) {
        depth += head[at] == '(' ? 1 : head[at] == ')' ? -1 : 0;
        if (depth > 0 || head.substr(at, 2) != ", " || at + 2 >= head.size() || !is_upper(head[at + 2]))
            continue;
        names.push_back(head.substr(from, at - from));
        from = at + 2;
    }
    names.push_back(head.substr(from));
    return names;
}

// "Accession(a)". One or two letters in brackets at the end are the code, unless they belong to a citation:
// "article 7 (1) (b)".
Action action(std::string_view name) {
    name = registry::trim(name);
    const auto open = name.rfind('(');
    if (name.ends_with(")") && open != std::string_view::npos && open > 0) {
        const auto code = registry::trim(name.substr(open + 1, name.size() - open - 2));
        const auto before = registry::trim(name.substr(0, open));
        if (!code.empty() && code.size() <= 2 && std::all_of(code.begin(), code.end(), is_alpha) &&
            !before.ends_with(")"))
            return {std::string{before}, std::string{code}};
    }
    return {std::string{name}, ""};
}

Meaning meaning_of(const Action& action, Column column) {
    for (const auto& phrase : phrases) {
        if (!begins(action.words, phrase.words)) continue;
        Meaning out{std::string{phrase.milestone}, std::string{phrase.form}, {}, true};
        if (phrase.words == "Signature" && column == Column::binding) {
            out.milestone = "signed-definitively";
            out.form = "definitive-signature";
        }
        if (action.words != phrase.words) out.words = action.words;
        return out;
    }
    if (column == Column::signature) return {"signed", "other", action.words, true};
    if (column == Column::provisional) return {"applied-provisionally", "", action.words, true};
    return {"deposited", "other", action.words, true};
}

}  // namespace

Head read_head(std::string_view words) {
    Head head{registry::clean(words), Column::binding, {}};
    for (const auto& start : starts)
        if (std::string_view{head.words}.starts_with(start.words)) {
            head.column = start.column;
            break;
        }
    for (const auto name : names_in(head.words)) head.actions.push_back(action(name));
    return head;
}

std::optional<Cell> read_cell(std::string_view text) {
    auto words = registry::clean(text);
    Cell cell;
    if (words.size() >= 2 && words.front() == '[' && words.back() == ']') {
        cell.bracketed = true;
        words = registry::clean(std::string_view{words}.substr(1, words.size() - 2));
    }
    const auto dates = reading::english_dates(words);
    if (dates.size() != 1 || dates[0].at != 0 || !dates[0].day) return std::nullopt;
    const auto code = registry::trim(std::string_view{words}.substr(dates[0].length));
    if (code.size() > 2 || !std::all_of(code.begin(), code.end(), is_alpha)) return std::nullopt;
    cell.day = *dates[0].day;
    cell.code = code;
    return cell;
}

Meaning meaning(const Head& head, std::string_view code) {
    std::vector<const Action*> fitting;
    for (const auto& each : head.actions)
        if (each.code == code) fitting.push_back(&each);
    if (fitting.size() == 1) return meaning_of(*fitting[0], head.column);

    // Several that come to the same, or nobody can tell which it was.
    Meaning out;
    bool alike = !fitting.empty();
    for (const auto* each : fitting) {
        const auto one = meaning_of(*each, head.column);
        alike = alike && (each == fitting[0] || (one.milestone == out.milestone && one.form == out.form));
        if (each == fitting[0]) out = one;
    }
    if (alike) return out;
    std::string words;
    for (const auto* each : fitting) words += (words.empty() ? "" : " or ") + each->words;
    out.milestone = head.column == Column::signature     ? "signed"
                    : head.column == Column::provisional ? "applied-provisionally"
                                                         : "deposited";
    out.form = "other";
    out.words = fitting.empty() ? "code " + std::string{code} : words;
    out.certain = false;
    return out;
}

}  // namespace importers::untc
