// A dossier page of the Belgian Chamber (flwbn.cfm), taken apart row by row before anything is concluded from
// it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "importers/reading/html.hpp"

namespace importers::chamber {

// What a row is about. The labels, in Dutch and French, stand in dossier.cpp.
enum class Label {
    status,
    tabled,
    article,
    vote_chamber,
    vote_senate,
    law_date,
    gazette_date,
    gazette_number,
    gazette_erratum,
    main_documents,
    document_chamber,
    document_senate,
    document_type,
    printed,
    sent,
    ended,
    considered,
    authors,
    document_status,
    sub_documents,
    committee,
    plenary_chamber,
    plenary_senate,
    calendar,
    report,
    kept,    // known, and kept as words only: rapporteur, keywords, competence …
    unknown  // never seen: kept as words, with a remark
};

struct Row {
    Label label = Label::unknown;
    std::string as_written;          // "Stemming Kamer"
    bool inner = false;              // a sub-field of the last block head
    std::size_t block = 0;           // index of its block head among the rows; its own index for a head
    std::vector<std::string> lines;  // the value, a line for each <br>
    std::string value;               // the same on one line
    int line = 0;                    // in the file
};

struct Dossier {
    std::string number;  // "56K0481", as printed
    std::string title, language;
    std::vector<Row> rows;
    bool whole = true;  // false: the page is cut off
};

// A problem when the page holds no dossier.
registry::Result<Dossier> read_dossier(const reading::Html&, std::string_view bytes, const std::string& name);

// dd/mm/yyyy at the start of the text; nothing when there is none or it is impossible.
std::optional<registry::Day> leading_day(std::string_view text);

}  // namespace importers::chamber
