#include <array>
#include <optional>

#include "importers/reading/markup.hpp"
#include "importers/untc/status.hpp"
#include "registry/base/text.hpp"

namespace importers::untc {
namespace {

// Sections made of statements by participants.
struct Section {
    const char* element;
    const char* item;
    const char* kind;
};
constexpr std::array sections{Section{"Declarations", "Declaration", "declaration"},
                              Section{"Objections", "Objection", "objection"},
                              Section{"DeclarationsUnderArticle", "Declaration", "declaration-under-article"},
                              Section{"Notifications", "Notification", "notification"}};

void add_line(std::string& text, const std::string& line) {
    if (line.empty()) return;
    if (!text.empty()) text += '\n';
    text += line;
}

std::string row_of(const pugi::xml_node& row, const char* cell) {
    std::string out;
    bool first = true;
    for (const auto& each : row.children(cell)) {
        out += (first ? "" : " | ") + reading::plain(reading::own_text(each));
        first = false;
    }
    return out;
}

// Titles are halves of one sentence, one element each line.
std::string titles_of(const pugi::xml_node& section) {
    std::string out;
    for (const auto& title : section.children("Title"))
        add_line(out, reading::plain(reading::own_text(title)));
    return out;
}

std::string numbered(const std::string& what, int number) { return what + " " + std::to_string(number); }

void read_section(Status& status, const pugi::xml_node& treaty, const Section& section) {
    const auto node = treaty.child(section.element);
    keep(status, "section-title", {}, titles_of(node), status.place(section.element, node));
    int number = 0;
    for (const auto& item : node.children(section.item)) {
        const auto party = reading::unmark(reading::own_text(item.child("Participant")));
        std::string text;
        for (const auto& line : item.children("text"))
            add_line(text, reading::plain(reading::own_text(line)));
        add_line(text, cite(status, party.notes));
        keep(status, section.kind, party.text, text, status.place(numbered(section.item, ++number), item));
    }
}

void read_territories(Status& status, const pugi::xml_node& treaty) {
    const auto node = treaty.child("TerritorialApplications");
    auto titles = titles_of(node);
    std::string heads;
    for (const auto* column : {"col1", "col2", "col3"}) {
        const auto head = reading::plain(reading::own_text(node.child("Header").child(column)));
        if (!head.empty()) heads += (heads.empty() ? "" : " | ") + head;
    }
    add_line(titles, heads);
    keep(status, "section-title", {}, titles, status.place("TerritorialApplications", node));
    reading::Marked party;
    int number = 0;
    for (const auto& item : node.children("Application")) {
        auto named = reading::unmark(reading::own_text(item.child("Participant")));
        if (!named.text.empty()) party = std::move(named);  // an empty one means the participant above
        auto text = reading::plain(reading::own_text(item.child("DateNotification")));
        const auto territories = reading::plain(reading::own_text(item.child("Territories")));
        if (!territories.empty()) text += (text.empty() ? "" : ": ") + territories;
        add_line(text, cite(status, party.notes));
        keep(status, "territorial-application", party.text, text,
             status.place(numbered("Application", ++number), item));
    }
}

void read_end_notes(Status& status, const pugi::xml_node& treaty) {
    for (const auto& note : treaty.child("EndNotes").children("Note")) {
        std::string text;
        for (const auto& part : note.children()) {
            if (std::string_view{part.name()} == "text")
                add_line(text, reading::plain(reading::own_text(part)));
            for (const auto& row : part.children("row")) add_line(text, row_of(row, "col"));
        }
        const auto index = registry::clean(reading::own_text(note.child("index")));
        keep(status, "end-note", {}, text, status.place("End note " + index, note));
    }
}

// A flat run of siblings, not in strict order: all up to the next State belong to it.
void read_league(Status& status, const pugi::xml_node& treaty) {
    for (const auto& table : treaty.child("LON").children("Table")) {
        const auto title = reading::plain(reading::own_text(table.child("Title")));
        keep(status, "section-title", {}, title, status.place("League of Nations", table));
        for (const auto& list : table.children()) {
            std::optional<reading::Marked> state;
            std::string text;
            auto first = list.first_child();
            const auto finish = [&] {
                if (state) add_line(text, cite(status, state->notes));
                if (state || !text.empty())
                    keep(status, "league-of-nations", state ? state->text : "",
                         text.empty() ? title : title + ": " + text,
                         status.place("League of Nations", first));
                text.clear();
            };
            for (const auto& item : list.children()) {
                if (item.type() != pugi::node_element) continue;
                if (std::string_view{item.name()} == "State.no.link") {
                    finish();
                    first = item;
                    state = reading::unmark(reading::own_text(item));
                } else {
                    add_line(text, reading::plain(reading::own_text(item)));
                }
            }
            finish();
        }
    }
}

std::string special_row(const std::vector<std::string>& heads, const pugi::xml_node& row) {
    std::string text;
    std::size_t column = 0;
    for (const auto& cell : row.children("Column")) {
        const auto words = reading::plain(reading::own_text(cell));
        const auto head = column < heads.size() ? heads[column] : std::string{};
        if (column++ == 0 || words.empty()) continue;
        text += (text.empty() ? "" : "; ") + (head.empty() ? "" : head + ": ") + words;
    }
    return text;
}

void read_special_tables(Status& status, const pugi::xml_node& treaty) {
    for (const auto& table : treaty.child("SpecialTables").children("Table")) {
        std::vector<std::string> heads;
        for (const auto& head : table.child("TableHeader").children("Title"))
            heads.push_back(reading::plain(reading::own_text(head)));
        auto titles = titles_of(table);
        add_line(titles, row_of(table.child("TableHeader"), "Title"));
        const auto number = registry::clean(reading::own_text(table.child("TableNo")));
        keep(status, "section-title", {}, titles, status.place("Special table " + number, table));
        int count = 0;
        for (const auto& row : table.child("Rows").children("Row")) {
            const auto party = reading::unmark(reading::own_text(row.child("Column")));
            auto text = special_row(heads, row);
            add_line(text, cite(status, party.notes));
            keep(status, "special-table", party.text, text,
                 status.place(numbered("Special table " + number + " row", ++count), row));
        }
    }
}

}  // namespace

void read_passages(Status& status, const pugi::xml_node& treaty) {
    read_league(status, treaty);
    read_special_tables(status, treaty);
    for (const auto& section : sections) read_section(status, treaty, section);
    read_territories(status, treaty);
    read_end_notes(status, treaty);
}

}  // namespace importers::untc
