#include "importers/senate/record.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "importers/reading/letters.hpp"
#include "registry/base/text.hpp"

namespace importers::senate {
namespace {

using reading::is_digit;
using registry::fold;
using Words = std::string_view;

constexpr std::array<Words, 3> record_heads{"dossierfiche", "fiche du dossier", "fiche de dossier"};
constexpr std::array<Words, 6> document_heads{"nummer", "numero", "titel", "titre", "datum", "date"};
constexpr std::array<Words, 2> chronologies{"chronologie", "chronologie du dossier"};
constexpr std::array<Words, 4> states{"stand van het dossier", "etat du dossier",
                                      "etat d'avancement du dossier", "statut du dossier"};
constexpr std::array<Words, 8> state_heads{
    "procedure",      "toestand", "behandelingsdata", "statut", "dates de traitement",
    "dates d'examen", "etat",     "situation"};
// The first words of a bill's title.
constexpr std::array<Words, 8> titles{"ontwerp van", "wetsontwerp",        "wetsvoorstel",   "voorstel van",
                                      "projet de",   "proposition de loi", "proposition de", "projet"};

template <std::size_t N>
bool is(const std::string& text, const std::array<Words, N>& any) {
    return std::find(any.begin(), any.end(), text) != any.end();
}

// "S. (1990-1991 ) 1355", "K. 52-1558", "Ch. 52-1558": the house must be named.
std::optional<registry::Alias> head_number(const std::string& folded) {
    const Words scheme = folded.starts_with("s.")                                ? "SENATE"
                         : folded.starts_with("k.") || folded.starts_with("ch.") ? "CHAMBER"
                                                                                 : "";
    if (scheme.empty()) return std::nullopt;
    for (auto& alias : registry::read_alias(folded))
        if (alias.scheme == scheme) return alias;
    return std::nullopt;
}

// "K. 1378/1 (1990-1991)": a document, not the dossier.
bool is_document(const std::string& folded) {
    return head_number(folded).has_value() && folded.find('/') != std::string::npos;
}

// "[K1] Behandeling door Kamer".
std::optional<Section> section(const Cell& cell) {
    const auto close = cell.text.find(']');
    if (cell.text.size() < 3 || cell.text[0] != '[' || close == std::string::npos || close > 5)
        return std::nullopt;
    const char letter = cell.text[1];
    const auto house = letter == 'S'                    ? House::senate
                       : letter == 'K' || letter == 'C' ? House::chamber
                                                        : House::unknown;
    return Section{house, cell.text, cell.line};
}

class Reading {
public:
    explicit Reading(const std::vector<Cell>& cells) : cells_(cells) {}

    Record read() {
        for (const auto& cell : cells_) {
            const auto folded = fold(cell.text);
            if (is(folded, chronologies))
                part_ = Part::chronology;
            else if (is(folded, states))
                part_ = Part::state;
            else if (part_ == Part::head)
                head(cell, folded);
            else if (part_ == Part::documents)
                document(cell, folded);
            else if (part_ == Part::chronology)
                chronology(cell, folded);
            else if (!is(folded, state_heads) &&
                     !cell.loose)  // what follows the last table is the page's own
                record_.state.push_back(cell);
        }
        std::sort(record_.names.begin(), record_.names.end());  // CHAMBER before SENATE
        record_.whole = part_ == Part::state && record_.state.size() >= 2;
        if (record_.language.empty()) record_.language = french_ ? "fr" : "nl";
        return std::move(record_);
    }

private:
    enum class Part { head, documents, chronology, state };

    void head(const Cell& cell, const std::string& folded) {
        if (is(folded, record_heads)) {
            begun_ = true;
            french_ = folded.starts_with("fiche");
        } else if (is(folded, document_heads)) {
            part_ = Part::documents;
        } else if (const auto alias = head_number(folded); alias && !is_document(folded)) {
            if (std::find(record_.names.begin(), record_.names.end(), *alias) == record_.names.end())
                record_.names.push_back(*alias);
            begun_ = true;
        } else if (begun_) {
            const bool title =
                record_.title.empty() && std::any_of(titles.begin(), titles.end(),
                                                     [&](Words each) { return folded.starts_with(each); });
            if (title)
                record_.title = cell.text, record_.title_line = cell.line;
            else
                record_.head.push_back(cell);
        }
    }

    void document(const Cell& cell, const std::string& folded) {
        if (is(folded, document_heads)) return;
        if (is_document(folded) || record_.documents.empty())
            record_.documents.push_back(cell);
        else
            record_.documents.back().text += " | " + cell.text;
    }

    void chronology(const Cell& cell, const std::string& folded) {
        auto found = section(cell);
        if (found) {
            record_.sections.push_back(std::move(*found));
            step_ = false;
        } else if (is_date(cell.text)) {
            record_.steps.push_back(
                {day_of(cell.text), cell.text, {}, {}, record_.sections.size() - 1, cell.line});
            step_ = true;
        } else if (step_ && record_.steps.back().words.empty()) {
            record_.steps.back().words = cell.text;
        } else if (step_) {
            record_.steps.back().more.push_back(cell.text);
        } else if (record_.sections.empty() && record_.procedure.empty() && is_procedure(folded)) {
            record_.procedure = cell.text;
        } else {
            record_.unplaced.push_back(cell);
        }
    }

    static bool is_procedure(const std::string& folded) {
        return folded.find("cameraal") != std::string::npos || folded.find("cameral") != std::string::npos;
    }

    const std::vector<Cell>& cells_;
    Record record_;
    Part part_ = Part::head;
    bool begun_ = false, french_ = false, step_ = false;
};

std::optional<unsigned> number(Words digits) {
    unsigned value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return read.ec == std::errc{} ? std::optional{value} : std::nullopt;
}

}  // namespace

std::vector<Cell> cells_of_text(const std::string& text) {
    std::vector<Cell> cells;
    std::string words;
    int line = 1;
    const auto flush = [&] {
        auto cleaned = registry::clean(words);
        words.clear();
        const bool rule = cleaned.find_first_not_of("-: ") == std::string::npos;  // |---|---|
        if (!rule) cells.push_back({std::move(cleaned), line});
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text.compare(at, 4, "<!--") == 0) {
            const auto end = std::min(text.find("-->", at), text.size());
            line += static_cast<int>(std::count(text.begin() + static_cast<std::ptrdiff_t>(at),
                                                text.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
            at = end + 2;
            continue;
        }
        if (text[at] != '|' && text[at] != '\n') {
            words += text[at];
            continue;
        }
        flush();
        line += text[at] == '\n';
    }
    flush();
    return cells;
}

Record read_record(const std::vector<Cell>& cells) { return Reading(cells).read(); }

bool is_date(Words text) {
    const auto parts = registry::split(text, '/');
    if (parts.size() != 3 || parts[2].size() != 4) return false;
    return std::all_of(parts.begin(), parts.end(), [](Words part) {
        return !part.empty() && part.size() <= 4 && std::all_of(part.begin(), part.end(), is_digit);
    });
}

std::optional<registry::Day> day_of(Words text) {
    if (!is_date(text)) return std::nullopt;
    const auto parts = registry::split(text, '/');
    const std::chrono::year_month_day day{std::chrono::year{static_cast<int>(number(parts[2]).value_or(0))},
                                          std::chrono::month{number(parts[1]).value_or(0)},
                                          std::chrono::day{number(parts[0]).value_or(0)}};
    return day.ok() && day.year() > std::chrono::year{1800} ? std::optional{registry::Day{day}}
                                                            : std::nullopt;
}

}  // namespace importers::senate
