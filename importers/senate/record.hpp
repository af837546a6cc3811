// A Senate dossier record taken apart, before anything is concluded from it. Text and HTML give the same run
// of cells; which cell is what is told by its words alone.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "registry/exchange/batch.hpp"

namespace importers::senate {

struct Cell {
    std::string text;  // cleaned, never empty
    int line = 0;
    bool loose = false;  // of a page: outside every table
};

enum class House { chamber, senate, unknown };

struct Step {
    std::optional<registry::Day> day;  // none: the record prints no such day
    std::string date, words;           // as printed
    std::vector<std::string> more;     // documents, pages of the reports
    std::size_t section = 0;           // index into Record::sections
    int line = 0;
};

struct Section {
    House house = House::unknown;
    std::string words;  // "[K1] Behandeling door Kamer"
    int line = 0;
};

struct Record {
    std::vector<registry::Alias> names;  // as in the head; Chamber before Senate
    std::string title, language;
    int title_line = 0;
    std::vector<Cell> head;       // author, keywords, other numbers
    std::vector<Cell> documents;  // "S. 1355/1 (1990-1991): ontwerp … , 6/6/1991", one line each
    std::string procedure;        // "Bicameraal, initiatief Kamer"
    std::vector<Section> sections;
    std::vector<Step> steps;
    std::vector<Cell> unplaced;  // in the chronology, not understood
    std::vector<Cell> state;     // of "Stand van het dossier", without its heads
    bool whole = false;          // its last part is there
};

// The cells of the text form: bars part cells, lines part cells too; comments are left out.
std::vector<Cell> cells_of_text(const std::string& text);

Record read_record(const std::vector<Cell>&);

// "6/6/1991": day, month, year without noughts. `is_date` says whether the text has that form at all.
bool is_date(std::string_view text);
std::optional<registry::Day> day_of(std::string_view text);

}  // namespace importers::senate
