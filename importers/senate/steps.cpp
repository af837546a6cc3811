#include "importers/senate/steps.hpp"

#include <array>
#include <string_view>

#include "registry/base/text.hpp"

namespace importers::senate {
namespace {

using registry::fold;
using Words = std::string_view;

struct Phrase {
    Words words;  // folded, all of them; the bare word "bekrachtiging" (sanction or ratification) is not here
    Means means;
};
constexpr std::array phrases{
    Phrase{"indiening", Means::tabled},
    Phrase{"depot", Means::tabled},
    Phrase{"algemene bespreking", Means::debated},
    Phrase{"artikelsgewijze bespreking", Means::debated},
    Phrase{"bespreking", Means::debated},
    Phrase{"discussion generale", Means::debated},
    Phrase{"discussion des articles", Means::debated},
    Phrase{"discussion", Means::debated},
    Phrase{"aanneming in commissie", Means::committee},
    Phrase{"aanneming door commissie", Means::committee},
    Phrase{"adoption en commission", Means::committee},
    Phrase{"adoption par la commission", Means::committee},
    Phrase{"verslag", Means::reported},
    Phrase{"indiening van het verslag", Means::reported},
    Phrase{"rapport", Means::reported},
    Phrase{"depot du rapport", Means::reported},
    Phrase{"stemming over het geheel: aangenomen", Means::taken},
    Phrase{"aanneming", Means::taken},
    Phrase{"aanneming zonder amendering", Means::taken},
    Phrase{"aanneming na amendering", Means::taken},
    Phrase{"vote sur l'ensemble: adopte", Means::taken},
    Phrase{"adoption", Means::taken},
    Phrase{"adoption sans amendement", Means::taken},
    Phrase{"adoption apres amendement", Means::taken},
    Phrase{"stemming over het geheel: verworpen", Means::rejected},
    Phrase{"verwerping", Means::rejected},
    Phrase{"vote sur l'ensemble: rejete", Means::rejected},
    Phrase{"rejet", Means::rejected},
    Phrase{"voorlegging door senaat ter bekrachtiging", Means::submitted},
    Phrase{"voorlegging door kamer ter bekrachtiging", Means::submitted},
    Phrase{"voorlegging ter bekrachtiging", Means::submitted},
    Phrase{"soumission par le senat a la sanction royale", Means::submitted},
    Phrase{"soumission par la chambre a la sanction royale", Means::submitted},
    Phrase{"soumission a la sanction royale", Means::submitted},
    Phrase{"bekrachtiging en afkondiging", Means::sanctioned},
    Phrase{"sanction et promulgation", Means::sanctioned},
    Phrase{"afkondiging", Means::promulgated},
    Phrase{"promulgation", Means::promulgated},
    Phrase{"bekendmaking", Means::published},
    Phrase{"publication", Means::published},
    Phrase{"vervallen", Means::lapsed},
    Phrase{"verval", Means::lapsed},
    Phrase{"caduc", Means::lapsed},
    Phrase{"caducite", Means::lapsed},
    Phrase{"van verval ontheven", Means::relieved},
    Phrase{"ontheffing van verval", Means::relieved},
    Phrase{"releve de caducite", Means::relieved},
    Phrase{"relevement de caducite", Means::relieved},
    Phrase{"overzending", Means::kept},
    Phrase{"overzending naar senaat", Means::kept},
    Phrase{"overzending naar kamer", Means::kept},
    Phrase{"transmission", Means::kept},
    Phrase{"transmission au senat", Means::kept},
    Phrase{"transmission a la chambre", Means::kept},
    Phrase{"inoverwegingneming", Means::kept},
    Phrase{"prise en consideration", Means::kept},
    Phrase{"verzending naar commissie", Means::kept},
    Phrase{"envoi en commission", Means::kept},
};
// Where a reference to the printed debates begins, and so the step's words end.
constexpr std::array<Words, 7> references{" handelingen", " hand.", " annales", " ann.",
                                          " doc.",        " p.",    " ("};

std::string step_words(const std::string& printed) {
    auto folded = fold(printed);
    for (const auto reference : references)
        if (const auto at = folded.find(reference); at != std::string::npos && at > 0) folded.erase(at);
    if (const auto at = folded.find(" :"); at != std::string::npos) folded.erase(at, 1);
    return std::string{registry::trim(folded)};
}

}  // namespace

std::optional<Means> meaning(const std::string& printed) {
    const auto words = step_words(printed);
    for (const auto& phrase : phrases)
        if (words == phrase.words) return phrase.means;
    return std::nullopt;
}

}  // namespace importers::senate
