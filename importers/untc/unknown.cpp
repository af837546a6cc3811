#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "importers/reading/markup.hpp"
#include "importers/untc/status.hpp"
#include "registry/base/text.hpp"

namespace importers::untc {
namespace {

// What may stand in what: every element of the 407 files of January 2018, by the path from the treaty. "*" is
// any name: the League of Nations tables name their lists after the action. Template and Footer repeat the
// layout and the number.
struct Inside {
    std::string_view path;
    std::string_view elements;  // blank-separated
};
constexpr std::array known{
    Inside{"",
           "Template Header LON Participants SpecialTables Declarations Objections DeclarationsUnderArticle "
           "Notifications TerritorialApplications EndNotes Footer"},
    Inside{"/Header", "Chapter SubChapter ExternalData"},
    Inside{"/Header/Chapter", "Header Name"},
    Inside{"/Header/SubChapter", "Header Name"},
    Inside{"/Header/ExternalData",
           "Numsect Subnumsect Titlesect Subtitlesect Conclusion EIF Registration Status "
           "Termination Expiration TreatyText TreatyNote"},
    Inside{"/Header/ExternalData/EIF", "Label Labeltext Notes"},
    Inside{"/Header/ExternalData/EIF/Notes", "Note"},
    Inside{"/Header/ExternalData/Registration", "Label Labeltext Notes"},
    Inside{"/Header/ExternalData/Registration/Notes", "Note"},
    Inside{"/Header/ExternalData/Status",
           "Label SignatoriesLabel Signatories PartiesLabel Parties CustomText Notes"},
    Inside{"/Header/ExternalData/Status/Notes", "Note"},
    Inside{"/Header/ExternalData/Termination", "Label Labeltext Notes"},
    Inside{"/Header/ExternalData/Termination/Notes", "Note"},
    Inside{"/Header/ExternalData/Expiration", "Label Labeltext Notes"},
    Inside{"/Header/ExternalData/Expiration/Notes", "Note"},
    Inside{"/Header/ExternalData/TreatyText", "Label Text"},
    Inside{"/Header/ExternalData/TreatyNote", "Label Text"},
    Inside{"/LON", "Table"},
    Inside{"/LON/Table", "Title *"},
    Inside{"/LON/Table/*", "State.no.link Ratification.date Para Territories"},
    Inside{"/Participants", "Table"},
    Inside{"/Participants/Table", "Title TGroup"},
    Inside{"/Participants/Table/TGroup", "Thead Tbody"},
    Inside{"/Participants/Table/TGroup/Thead", "Row"},
    Inside{"/Participants/Table/TGroup/Thead/Row", "Entry"},
    Inside{"/Participants/Table/TGroup/Tbody", "Rows"},
    Inside{"/Participants/Table/TGroup/Tbody/Rows", "Row"},
    Inside{"/Participants/Table/TGroup/Tbody/Rows/Row", "Entry"},
    Inside{"/SpecialTables", "Table"},
    Inside{"/SpecialTables/Table", "TableNo Columns Title TableHeader Rows"},
    Inside{"/SpecialTables/Table/TableHeader", "Title"},
    Inside{"/SpecialTables/Table/Rows", "Row"},
    Inside{"/SpecialTables/Table/Rows/Row", "Column"},
    Inside{"/Declarations", "Title Declaration"},
    Inside{"/Declarations/Declaration", "Participant text"},
    Inside{"/Objections", "Title Objection"},
    Inside{"/Objections/Objection", "Participant text"},
    Inside{"/DeclarationsUnderArticle", "Title Declaration"},
    Inside{"/DeclarationsUnderArticle/Declaration", "Participant text"},
    Inside{"/Notifications", "Title Notification"},
    Inside{"/Notifications/Notification", "Participant text"},
    Inside{"/TerritorialApplications", "Title Header Application"},
    Inside{"/TerritorialApplications/Header", "col1 col2 col3"},
    Inside{"/TerritorialApplications/Application", "Participant DateNotification Territories"},
    Inside{"/EndNotes", "Note"},
    Inside{"/EndNotes/Note", "index text table"},
    Inside{"/EndNotes/Note/table", "totalCols row"},
    Inside{"/EndNotes/Note/table/row", "col"},
};

std::string_view allowed_in(std::string_view path) {
    const auto* found =
        std::find_if(known.begin(), known.end(), [&](const Inside& each) { return each.path == path; });
    return found == known.end() ? std::string_view{} : found->elements;
}

bool lists(std::string_view elements, std::string_view name) {
    const auto names = registry::split(elements, ' ');
    return std::find(names.begin(), names.end(), name) != names.end();
}

// All words below a node, however deep the file goes: no recursion.
std::string words_below(const pugi::xml_node& top) {
    std::string out;
    for (auto node = top.first_child(); node;) {
        if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) (out += node.value()) += ' ';
        if (node.first_child()) {
            node = node.first_child();
            continue;
        }
        while (node != top && !node.next_sibling()) node = node.parent();
        if (node == top) break;
        node = node.next_sibling();
    }
    return reading::plain(out);
}

// What stands in one place of the tree without being known there; together, however many the file has.
struct Strange {
    pugi::xml_node first;
    int times = 0;
    std::vector<std::string> names;  // the first few
    std::string words;
};
constexpr std::size_t names_told = 5;

void add(Strange& strange, const pugi::xml_node& node, const std::string& name, const std::string& words) {
    if (strange.times++ == 0) strange.first = node;
    auto& names = strange.names;
    if (names.size() < names_told && std::find(names.begin(), names.end(), name) == names.end())
        names.push_back(name);
    if (words.empty()) return;
    if (!strange.words.empty()) strange.words += '\n';
    strange.words += words;
}

void report(Status& status, const std::string& path, Strange& strange) {
    std::string names;
    for (const auto& name : strange.names) names += (names.empty() ? "" : ", ") + path + "/" + name;
    const auto place = status.place(path, strange.first);
    keep(status, "unread", {}, std::move(strange.words), place);
    status.remark(registry::Remark::Weight::loss, "unknown-element",
                  std::to_string(strange.times) + " where no MTDSG file is known to have any: " + names +
                      "; their words are kept, unread",
                  place);
}

}  // namespace

void report_unknown(Status& status, const pugi::xml_node& document) {
    struct Step {
        pugi::xml_node node;
        std::string path;  // below the treaty; "*" for a name that is free
    };
    std::map<std::string, Strange> strangers;
    std::vector<Step> todo;
    for (const auto& child : document.children()) {
        const std::string name = child.name();
        if (name == "Treaty")
            todo.push_back({child, ""});
        else if (child.type() == pugi::node_element)
            add(strangers["Document"], child, name, words_below(child));
    }
    while (!todo.empty()) {
        const auto step = todo.back();
        todo.pop_back();
        const auto allowed = allowed_in(step.path);
        const auto here = "Document/Treaty" + step.path;
        if (const auto words = reading::own_text(step.node);
            !allowed.empty() && !registry::trim(words).empty())
            add(strangers[here], step.node, "text()", reading::plain(words));
        for (const auto& child : step.node.children()) {
            if (child.type() != pugi::node_element) continue;
            const std::string name = child.name();
            if (lists(allowed, name))
                todo.push_back({child, step.path + "/" + name});
            else if (lists(allowed, "*"))
                todo.push_back({child, step.path + "/*"});
            else
                add(strangers[here], child, name, words_below(child));
        }
    }
    for (auto& [path, strange] : strangers) report(status, path, strange);
}

}  // namespace importers::untc
