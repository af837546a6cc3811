#include <algorithm>
#include <map>

#include "importers/reading/markup.hpp"
#include "importers/untc/status.hpp"
#include "importers/untc/table.hpp"
#include "registry/base/text.hpp"

namespace importers::untc {
namespace {

using registry::Remark;
using registry::Statement;
using Weight = Remark::Weight;

// One table while its rows are read.
struct Table {
    std::vector<Head> heads;  // of the columns after the first
    int rows = 0;
    bool whole = true;  // every row and cell could be read
    Counts counted;
    std::map<std::string, int> oddities;  // what was read with a reserve, and how often
};

struct Row {
    pugi::xml_node node;
    std::string party, cited;  // "note 1,3"
    std::vector<pugi::xml_node> entries;
    std::vector<std::optional<Cell>> cells;  // by column; none: empty or unread
    std::string part;                        // "Participants row 9"
};

bool is_live(const Row& row, std::size_t column) {
    return row.cells[column] && !row.cells[column]->bracketed;
}

std::string joined(std::string_view a, std::string_view b) {
    return std::string{a} + (a.empty() || b.empty() ? "" : "; ") + std::string{b};
}

Statement about(const Status& status, const Row& row, std::size_t column) {
    Statement said;
    said.instrument = status.instrument;
    said.party = row.party;
    said.place = status.place(row.part + ", column " + std::to_string(column + 2), row.entries[column + 1]);
    return said;
}

void read_heads(Status& status, const pugi::xml_node& group, Table& table) {
    std::string words;
    for (const auto& entry : group.child("Thead").child("Row").children("Entry")) {
        const auto marked = reading::unmark(reading::own_text(entry));
        const auto cited = cite(status, marked.notes);
        words += (words.empty() ? "" : " | ") + marked.text + (cited.empty() ? "" : " (" + cited + ")");
        if (entry.previous_sibling("Entry")) table.heads.push_back(read_head(marked.text));
    }
    keep(status, "participants-head", {}, words, status.place("Participants head", group.child("Thead")));
}

void keep_row(Status& status, const Row& row, const char* kind) {
    std::string text;
    for (std::size_t i = 1; i < row.entries.size(); ++i)
        text += (i == 1 ? "" : " | ") + reading::plain(reading::own_text(row.entries[i]));
    if (registry::trim(text).find_first_not_of("| ") == std::string_view::npos) text.clear();
    keep(status, kind, row.party, joined(text, row.cited), status.place(row.part, row.node));
}

// What one cell says. A column that neither signs nor binds has no milestone: its words are kept with its
// date.
void say(Status& status, Table& table, const Row& row, std::size_t column) {
    const auto& head = table.heads[column];
    const auto& cell = *row.cells[column];
    auto said = about(status, row, column);
    if (head.column == Column::apart) {
        keep(status, "participant-action", row.party,
             joined(head.words + ": " + registry::clean(reading::own_text(row.entries[column + 1])),
                    row.cited),
             said.place);
        return;
    }
    const auto means = meaning(head, cell.code);
    said.milestone = means.milestone;
    said.form = means.form;
    said.when = registry::on(cell.day);
    said.note = joined(row.cited, means.words);
    const auto which =
        "column " + std::to_string(column + 2) + (cell.code.empty() ? ", no code" : ", code " + cell.code);
    if (!means.certain)
        ++table.oddities["doubt|unknown-code|" + which + ": the head does not say which action (" +
                         head.words + ")"];
    else if (means.form == "other")
        ++table.oddities["note|other-form|" + which + ": no declared form for \"" + means.words + "\""];
    status.batch.statements.push_back(std::move(said));
}

// Brackets: the participant has withdrawn. When is in the end notes, in prose. Only what binds can be
// withdrawn from: a provisional application between brackets has ended.
void say_withdrawn(Status& status, Table& table, const Row& row) {
    std::optional<std::size_t> signature, binding, other;
    bool still_bound = false;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const auto column = table.heads[i].column;
        auto& first = column == Column::signature ? signature : column == Column::binding ? binding : other;
        if (row.cells[i] && row.cells[i]->bracketed && !first) first = i;
        still_bound = still_bound || (column == Column::binding && is_live(row, i));
    }
    const auto withdrawn = [&](std::size_t column, const char* milestone) {
        auto said = about(status, row, column);
        said.milestone = milestone;
        said.when = registry::When{};
        said.note = joined("between brackets", row.cited);
        status.batch.statements.push_back(std::move(said));
    };
    if (signature) withdrawn(*signature, "signature-withdrawn");
    if (binding && still_bound)
        status.remark(Weight::doubt, "partly-bracketed",
                      row.party + ": one action between brackets, another not; no withdrawal read", row.part);
    else if (binding)
        withdrawn(*binding, "withdrawn");
    else if (other)
        status.remark(Weight::doubt, "bracketed-apart",
                      row.party + ": between brackets under \"" + table.heads[*other].words +
                          "\"; that it has ended is not read",
                      row.part);
}

void count(Table& table, const Row& row) {
    bool signs = false, binds = false;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        signs = signs || (table.heads[i].column == Column::signature && is_live(row, i));
        binds = binds || (table.heads[i].column == Column::binding && is_live(row, i));
    }
    table.counted.signatories += signs;
    table.counted.parties += binds;
}

// A name may stand between brackets itself: then all its actions do.
bool take_brackets_off(std::string& name) {
    if (name.size() < 3 || name.front() != '[' || name.back() != ']') return false;
    name = registry::clean(std::string_view{name}.substr(1, name.size() - 2));
    return true;
}

void read_cells(Status& status, Table& table, Row& row, bool bracketed) {
    for (std::size_t i = 0; i < table.heads.size(); ++i) {
        const auto& entry = row.entries[i + 1];
        const auto words = registry::clean(reading::own_text(entry));
        row.cells.push_back(words.empty() ? std::nullopt : read_cell(words));
        if (row.cells[i]) row.cells[i]->bracketed |= bracketed;
        if (words.empty() || row.cells[i]) continue;
        table.whole = false;
        const auto place = status.place(row.part + ", column " + std::to_string(i + 2), entry);
        keep(status, "unread", row.party, table.heads[i].words + ": " + reading::plain(words), place);
        status.remark(Weight::loss, "unread-cell",
                      row.party + ": not a date: \"" + words + "\"; kept as words", place);
    }
}

void read_row(Status& status, Table& table, const pugi::xml_node& node) {
    Row row;
    row.node = node;
    row.part = "Participants row " + std::to_string(++table.rows);
    for (const auto& entry : node.children("Entry")) row.entries.push_back(entry);
    const auto marked = reading::unmark(reading::own_text(node.child("Entry")));
    row.party = marked.text;
    row.cited = cite(status, marked.notes);
    const bool bracketed = take_brackets_off(row.party);
    if (row.entries.size() != table.heads.size() + 1 || row.party.empty()) {
        table.whole = false;
        keep_row(status, row, "unread");
        status.remark(Weight::loss, "unread-row",
                      row.party.empty()
                          ? "a row without a participant; kept as words"
                          : row.party + ": " + std::to_string(row.entries.size()) + " cells under " +
                                std::to_string(table.heads.size() + 1) + " heads; kept as words",
                      status.place(row.part, node));
        return;
    }
    read_cells(status, table, row, bracketed);
    bool acted = false;
    for (std::size_t i = 0; i < row.cells.size(); ++i)
        if (row.cells[i]) {
            acted = true;
            say(status, table, row, i);
        }
    say_withdrawn(status, table, row);
    count(table, row);
    const bool blank = std::all_of(
        row.entries.begin() + 1, row.entries.end(),
        [](const pugi::xml_node& entry) { return registry::clean(reading::own_text(entry)).empty(); });
    if (!acted && blank) {
        keep_row(status, row, "participant");
        status.remark(Weight::note, "no-action", row.party + ": a row without any action",
                      status.place(row.part, node));
    }
}

void report_oddities(Status& status, const Table& table) {
    for (const auto& [what, times] : table.oddities) {
        const auto parts = registry::split(what, '|');
        const auto weight = parts[0] == "doubt" ? Weight::doubt : Weight::note;
        const auto words = what.substr(parts[0].size() + parts[1].size() + 2);
        status.remark(weight, std::string{parts[1]},
                      words + "; " + std::to_string(times) + " kept with form \"other\"", "Participants");
    }
}

}  // namespace

bool read_participants(Status& status, const pugi::xml_node& treaty, Counts& counts) {
    bool found = false, whole = true;
    for (const auto& each : treaty.child("Participants").children("Table")) {
        keep(status, "participants-head", {}, reading::plain(reading::own_text(each.child("Title"))),
             status.place("Participants", each));
        for (const auto& group : each.children("TGroup")) {
            Table table;
            read_heads(status, group, table);
            if (table.heads.empty()) continue;
            found = true;
            for (const auto& rows : group.child("Tbody").children("Rows"))
                for (const auto& row : rows.children("Row")) read_row(status, table, row);
            report_oddities(status, table);
            whole = whole && table.whole;
            counts.signatories += table.counted.signatories;
            counts.parties += table.counted.parties;
        }
    }
    if (!found) return false;
    // Silence retracts what an older file said: only a table read to the last cell may do that.
    if (whole)
        status.batch.documents.at(0).covers.push_back(status.instrument);
    else
        status.remark(Weight::doubt, "not-covering",
                      "part of the table is unread: what it no longer says is not retracted", "Participants");
    return true;
}

}  // namespace importers::untc
