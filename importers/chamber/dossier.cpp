#include "importers/chamber/dossier.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "registry/base/text.hpp"

namespace importers::chamber {
namespace {

using registry::clean;
using registry::fold;

struct Phrase {
    std::string_view words;  // folded; compared with the start of the label
    Label label;
};

// Longer labels before those they begin with. Dutch and French stand mixed on one page.
constexpr std::array phrases{
    Phrase{"indieningsdatum", Label::tabled},
    Phrase{"date de depot", Label::tabled},
    Phrase{"artikel grondwet", Label::article},
    Phrase{"article constitution", Label::article},
    Phrase{"stemming kamer", Label::vote_chamber},
    Phrase{"vote chambre", Label::vote_chamber},
    Phrase{"stemming senaat", Label::vote_senate},
    Phrase{"vote senat", Label::vote_senate},
    Phrase{"datum wet", Label::law_date},
    Phrase{"date de la loi", Label::law_date},
    Phrase{"staatsblad datum", Label::gazette_date},
    Phrase{"date moniteur", Label::gazette_date},
    Phrase{"staatsblad nr.", Label::gazette_number},
    Phrase{"moniteur n°", Label::gazette_number},
    Phrase{"moniteur no", Label::gazette_number},
    Phrase{"staatsblad erratum", Label::gazette_erratum},
    Phrase{"moniteur erratum", Label::gazette_erratum},
    Phrase{"hoofddocumenten", Label::main_documents},
    Phrase{"documents principaux", Label::main_documents},
    Phrase{"document kamer", Label::document_chamber},
    Phrase{"document chambre", Label::document_chamber},
    Phrase{"document senaat", Label::document_senate},
    Phrase{"document senat", Label::document_senate},
    Phrase{"document type", Label::document_type},
    Phrase{"type de document", Label::document_type},
    Phrase{"datum ronddeling", Label::printed},
    Phrase{"date de distribution", Label::printed},
    Phrase{"verzendingsdatum", Label::sent},
    Phrase{"date d'envoi", Label::sent},
    Phrase{"einddatum", Label::ended},
    Phrase{"date de fin", Label::ended},
    Phrase{"inoverwegingneming", Label::considered},
    Phrase{"prise en consideration", Label::considered},
    Phrase{"auteur(s)", Label::authors},
    Phrase{"subdocumenten", Label::sub_documents},
    Phrase{"document(s) suivant(s)", Label::sub_documents},
    Phrase{"opvolgend(e) document(en)", Label::sub_documents},
    Phrase{"kalender", Label::calendar},
    Phrase{"calendrier", Label::calendar},
    Phrase{"verslag", Label::report},
    Phrase{"rapporteur", Label::kept},
    Phrase{"rapport", Label::report},
    Phrase{"stand van zaken", Label::status},
    Phrase{"etat d'avancement", Label::status},
    Phrase{"status", Label::document_status},
    Phrase{"statut", Label::document_status},
    Phrase{"incident", Label::kept},
    Phrase{"bevoegdheid", Label::kept},
    Phrase{"competence", Label::kept},
    Phrase{"gekoppeld", Label::kept},
    Phrase{"document(s) joint(s)", Label::kept},
    Phrase{"analyse van de tussenkomsten", Label::kept},
    Phrase{"analyse des interventions", Label::kept},
    Phrase{"eurovoc", Label::kept},
    Phrase{"descripteur", Label::kept},
    Phrase{"candidats-descripteurs", Label::kept},
    Phrase{"vrije trefwoorden", Label::kept},
    Phrase{"mots-cles", Label::kept},
};

// "2. PLENAIRE VERGADERING KAMER": the number counts committees and sittings together and may be missing.
std::string_view without_number(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    if (at == 0 || at >= text.size() || text[at] != '.') return text;
    return registry::trim(text.substr(at + 1));
}

Label label_of(const std::string& as_written, bool has_value) {
    const auto folded = fold(as_written);
    const auto text = without_number(folded);
    if (text.empty()) return has_value ? Label::status : Label::kept;
    const bool senate = text.find("sena") != std::string_view::npos;
    if (text.starts_with("plenaire vergadering") || text.starts_with("seance pleniere"))
        return senate ? Label::plenary_senate : Label::plenary_chamber;
    if (text.starts_with("commissie") || text.starts_with("commission")) return Label::committee;
    for (const auto& phrase : phrases)
        if (text.starts_with(phrase.words)) return phrase.label;
    return Label::unknown;
}

bool has_class(const pugi::xml_node& node, std::string_view name) {
    const std::string_view all = node.attribute("class").value();
    for (const auto part : registry::split(all, ' '))
        if (part == name) return true;
    return false;
}

pugi::xml_node cell_of(const pugi::xml_node& row, std::string_view name) {
    for (auto cell = row.child("td"); cell; cell = cell.next_sibling("td"))
        if (has_class(cell, name)) return cell;
    return {};
}

bool is_head(Label label) {
    return label == Label::document_chamber || label == Label::document_senate || label == Label::committee ||
           label == Label::plenary_chamber || label == Label::plenary_senate;
}

void add_row(Dossier& dossier, const pugi::xml_node& row) {
    const auto label_cell = cell_of(row, "td1x"), value_cell = cell_of(row, "td0x");
    if (!label_cell) return;  // the link to the full record, and the rows of nested tables
    Row read;
    read.as_written = reading::text_of(label_cell);
    if (value_cell) {
        read.value = reading::text_of(value_cell);
        read.lines = reading::lines_of(value_cell);
    }
    read.inner = !label_cell.select_node(".//img[@class='puce']").node().empty();
    read.label = label_of(read.as_written, !read.value.empty());
    read.line = reading::line_of(row);
    if (read.as_written.empty() && read.value.empty()) return;
    const auto index = dossier.rows.size();
    read.block = is_head(read.label) || index == 0 || !read.inner ? index : dossier.rows.back().block;
    dossier.rows.push_back(std::move(read));
}

std::string number_in(const std::string& text) {  // "Parlementair Document 56K0481"
    for (const auto word : registry::split(text, ' '))
        if (word.size() >= 6 && word.find('K') != std::string_view::npos && word.front() >= '0' &&
            word.front() <= '9')
            return std::string{word};
    return {};
}

bool ends_whole(std::string_view bytes) {
    const auto last = bytes.rfind("</html>");
    const auto upper = bytes.rfind("</HTML>");
    return last != std::string_view::npos || upper != std::string_view::npos;
}

}  // namespace

std::optional<registry::Day> leading_day(std::string_view text) {
    const auto digit = [&](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
    if (text.size() < 10 || !digit(0) || !digit(1) || text[2] != '/' || !digit(3) || !digit(4) ||
        text[5] != '/' || !digit(6) || !digit(9))
        return std::nullopt;
    return registry::parse_day(std::string{text.substr(6, 4)} + "-" + std::string{text.substr(3, 2)} + "-" +
                               std::string{text.substr(0, 2)});
}

registry::Result<Dossier> read_dossier(const reading::Html& page, std::string_view bytes,
                                       const std::string& name) {
    const auto story = page.root().select_node("//div[@id='Story']").node();
    if (!story) return registry::problem("the page holds no dossier (no part \"Story\")", name);
    Dossier dossier;
    dossier.number = number_in(reading::text_of(story.select_node(".//h3").node()));
    dossier.title = reading::text_of(story.select_node(".//h4").node());
    if (dossier.number.empty())
        return registry::problem("the page names no dossier number (\"Parlementair Document 56K0481\")",
                                 name);
    for (const auto& found : story.select_nodes(".//tr[td]")) add_row(dossier, found.node());
    const auto french = std::count_if(dossier.rows.begin(), dossier.rows.end(), [](const Row& row) {
        const auto label = fold(row.as_written);
        return label.starts_with("date de") || label.starts_with("article") || label.starts_with("vote");
    });
    dossier.language = french > 1 ? "fr" : "nl";
    dossier.whole = ends_whole(bytes);
    return dossier;
}

}  // namespace importers::chamber
