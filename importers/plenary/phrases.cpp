#include "importers/plenary/phrases.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace importers::plenary {
namespace {

using Words = std::string_view;

template <std::size_t N>
bool has(const std::string& text, const std::array<Words, N>& any) {
    return std::any_of(any.begin(), any.end(),
                       [&](Words each) { return text.find(each) != std::string::npos; });
}

template <std::size_t N>
bool starts(const std::string& text, const std::array<Words, N>& any) {
    return std::any_of(any.begin(), any.end(), [&](Words each) { return text.starts_with(each); });
}

constexpr std::array<Words, 4> plenary{"plenumvergadering", "plenaire vergadering", "seance pleniere",
                                       "vergadering in plenum"};
constexpr std::array<Words, 2> opening{"vergadering wordt geopend", "seance est ouverte"};
constexpr std::array<Words, 2> itself{"met nummer criv", "portant le numero criv"};
constexpr std::array<Words, 2> roll_calls{"detail van de naamstemmingen", "detail des votes nominatifs"};
constexpr std::array<Words, 6> discussion{"algemene bespreking",
                                          "discussion generale",
                                          "bespreking van de artikelen",
                                          "discussion des articles",
                                          "hervatting van de algemene bespreking",
                                          "reprise de la discussion generale"};

struct Title {
    Words words, language;
    Type type;
};
// Longer ones before those they begin with.
constexpr std::array titles{
    Title{"wetsontwerp", "nl", Type::bill},
    Title{"wetsvoorstel", "nl", Type::bill},
    Title{"ontwerp van wet", "nl", Type::bill},
    Title{"ontwerp van bijzondere wet", "nl", Type::bill},
    Title{"voorstel van bijzondere wet", "nl", Type::bill},
    Title{"voorstel van resolutie", "nl", Type::resolution},
    Title{"voorstel tot herziening", "nl", Type::bill},
    Title{"voorstel", "nl", Type::other},
    Title{"ontwerp", "nl", Type::other},
    Title{"projet de loi", "fr", Type::bill},
    Title{"proposition de loi", "fr", Type::bill},
    Title{"proposition de resolution", "fr", Type::resolution},
    Title{"proposition de revision", "fr", Type::bill},
    Title{"proposition", "fr", Type::other},
    Title{"projet", "fr", Type::other},
};

struct Consequence {
    Words words, language;
};
constexpr std::array consequences{Consequence{"bijgevolg", "nl"}, Consequence{"derhalve", "nl"},
                                  Consequence{"dientengevolge", "nl"}, Consequence{"en consequence", "fr"},
                                  Consequence{"par consequent", "fr"}};
// Without a table of figures the chair names the bill first and says how it was taken.
constexpr std::array<Consequence, 7> subjects{{{"het wetsontwerp", "nl"},
                                               {"het wetsvoorstel", "nl"},
                                               {"het voorstel van resolutie", "nl"},
                                               {"het ontwerp", "nl"},
                                               {"le projet de loi", "fr"},
                                               {"la proposition de loi", "fr"},
                                               {"la proposition de resolution", "fr"}}};
constexpr std::array<Words, 5> without_figures{"zitten en opstaan", "assis et leve", "eenparig", "unanimite",
                                               "unanimement"};
constexpr std::array<Words, 6> parts{"amendement", "artikel", "article", "motie", "motion", "dagorde"};
constexpr std::array<Words, 2> to_reject{"voorstel tot verwerping", "proposition de rejet"};
constexpr std::array<Words, 4> resolutions{"voorstel van resolutie", "proposition de resolution",
                                           "de resolutie", "la resolution"};
constexpr std::array<Words, 8> bills{"wetsontwerp",        "wetsvoorstel", "projet de loi",
                                     "proposition de loi", "ontwerp van",  "voorstel van bijzondere",
                                     "het ontwerp",        "le projet"};
constexpr std::array<Words, 4> rejects{"verwerpt", "verworpen", "rejette", "rejete"};
constexpr std::array<Words, 4> adopts{" aan.", "aangenomen", "adopte", "neemt de kamer"};
constexpr std::array<Words, 2> to_king{"koning ter bekrachtiging", "sanction royale"};
constexpr std::array<Words, 3> to_senate{"aan de senaat", "naar de senaat", "au senat"};

std::string without(std::string text, Words words) {
    for (auto at = text.find(words); at != std::string::npos; at = text.find(words, at))
        text.erase(at, words.size());
    return text;
}

// What is left when a proposal to reject has been named and taken out of the sentence.
Outcome outcome_of(const std::string& text, bool proposal_to_reject) {
    const bool bill = has(text, bills), resolution = has(text, resolutions);
    if (!bill && !resolution) return Outcome::part;
    if (has(text, rejects))
        return has(text, parts) || (proposal_to_reject && !has(text, adopts)) ? Outcome::part
                                                                              : Outcome::rejected;
    if (proposal_to_reject || !has(text, adopts)) return Outcome::part;
    if (has(text, to_king)) return Outcome::to_the_king;
    if (resolution) return Outcome::resolution;
    if (has(text, to_senate)) return Outcome::to_the_senate;
    return has(text, parts) ? Outcome::part : Outcome::adopted;
}

}  // namespace

bool names_plenary(const std::string& folded) { return has(folded, plenary); }
bool opens(const std::string& folded) { return has(folded, opening); }
bool names_itself(const std::string& folded) { return has(folded, itself); }
bool begins_roll_calls(const std::string& folded) { return starts(folded, roll_calls); }
bool begins_discussion(const std::string& folded) { return folded.size() < 60 && starts(folded, discussion); }

Kind kind_of(const std::string& folded_title) {
    for (const auto& title : titles)
        if (folded_title.starts_with(title.words)) return {std::string{title.language}, title.type};
    return {};
}

Count count_named(const std::string& first_cell, const std::string& last_cell) {
    struct Name {
        Words nl, fr;
        Count count;
    };
    constexpr std::array names{Name{"ja", "oui", Count::yes}, Name{"nee", "non", Count::no},
                               Name{"onthoudingen", "abstentions", Count::abstained},
                               Name{"totaal", "total", Count::total}};
    for (const auto& name : names)
        for (const auto& cell : {first_cell, last_cell})
            if (cell == name.nl || cell == name.fr) return name.count;
    return Count::none;
}

std::optional<Said> declared_in(const std::string& folded) {
    constexpr std::size_t longest = 600;  // of a declaration; what is longer is a speech
    if (folded.size() > longest) return std::nullopt;
    const Consequence* form = nullptr;
    for (const auto& each : consequences)
        if (folded.starts_with(each.words)) form = &each;
    if (form == nullptr && has(folded, without_figures))
        for (const auto& each : subjects)
            if (folded.starts_with(each.words)) form = &each;
    if (form == nullptr || (!has(folded, rejects) && !has(folded, adopts))) return std::nullopt;
    auto rest = folded;
    for (const auto words : to_reject) rest = without(std::move(rest), words);
    return Said{outcome_of(rest, rest.size() != folded.size()), std::string{form->language}};
}

}  // namespace importers::plenary
