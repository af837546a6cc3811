#include "importers/gazette/corrections.hpp"

#include <algorithm>
#include <array>

#include "importers/gazette/lines.hpp"
#include "registry/base/text.hpp"

namespace importers::gazette {
namespace {

using registry::fold;
using registry::trim;
using Words = std::string_view;

constexpr std::size_t longest_text = 40'000;

constexpr std::array<Words, 4> acts_named{"acte n", "akte nr", "akte n", "nr. akte"};

struct Instead {
    Words words;
    bool new_first;  // "lire 9 avril au lieu de 5 avril"
};
constexpr std::array replacing{Instead{"remplacer", false}, Instead{"vervangen", false},
                               Instead{"remplacee", false}, Instead{"ersetz", false},
                               Instead{"au lieu de", true}, Instead{"in plaats van", true},
                               Instead{"anstatt", true},    Instead{"statt", true}};
constexpr std::array<Words, 3> of_title{"titre", "titel", "intitule"};
constexpr std::array<Words, 5> of_closing{"donne a", "gegeven te", "gegeben zu", "intitule", "opschrift"};

template <class Table>
bool holds(Words text, const Table& table) {
    return std::any_of(table.begin(), table.end(),
                       [&](Words each) { return text.find(each) != Words::npos; });
}

// "Remplacer la date dans le titre “5 avril 2025” par la date “9 avril 2025”": two days of one sentence.
// In columns the sentences of both languages follow one another; a day's language is that of its month.
void add_new_dates(Publication& out, const std::string& folded) {
    const auto dates = all_dates(folded);
    for (std::size_t i = 0; i + 1 < dates.size(); ++i) {
        if (!dates[i].day || !dates[i + 1].day || *dates[i].day == *dates[i + 1].day) continue;
        const auto from = i == 0 ? 0 : dates[i - 1].at + dates[i - 1].length;
        const auto past = dates[i + 1].at + dates[i + 1].length;
        const auto until = i + 2 < dates.size() ? dates[i + 2].at : folded.size();
        const auto sentence = Words{folded}.substr(from, dates[i + 1].at - from);
        const auto whole = Words{folded}.substr(from, std::min(until, past + 40) - from);
        const auto* how = std::find_if(replacing.begin(), replacing.end(), [&](const Instead& each) {
            return whole.find(each.words) != Words::npos;
        });
        if (how == replacing.end() || !(holds(sentence, of_title) || holds(sentence, of_closing))) continue;
        const auto was = how->new_first ? *dates[i + 1].day : *dates[i].day;
        const auto is = how->new_first ? *dates[i].day : *dates[i + 1].day;
        const bool of_this_act = std::any_of(out.headings.begin(), out.headings.end(),
                                             [&](const Heading& each) { return each.day == was; });
        if (!of_this_act) continue;
        out.new_dates.push_back({was, is, language_of(whole), out.headings.front().place});
        ++i;
    }
}

}  // namespace

void read_corrections(Publication& out, const std::vector<Line>& lines) {
    std::string text;
    for (const auto& line : lines) {
        if (text.size() >= longest_text || trim(line.text) == "*") break;
        append_line(text, line.text);
    }
    out.text = text;
    const auto folded = fold(text);
    for (const auto words : acts_named)
        for (auto at = folded.find(words); at != std::string::npos && out.corrects.empty();
             at = folded.find(words, at + 1)) {
            const auto digit = folded.find_first_of("0123456789", at);
            if (digit != std::string::npos && digit - at < words.size() + 6)
                out.corrects = number_at(folded, digit);
        }
    if (out.kind == Kind::rectification) add_new_dates(out, folded);
}

}  // namespace importers::gazette
