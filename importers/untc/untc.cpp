#include "importers/untc/untc.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>

#include "importers/reading/charset.hpp"
#include "importers/reading/english_dates.hpp"
#include "importers/reading/markup.hpp"
#include "importers/reading/xml.hpp"
#include "importers/untc/repair.hpp"
#include "importers/untc/status.hpp"
#include "registry/base/text.hpp"

namespace importers::untc {
namespace {

using registry::Batch;
using registry::Remark;
using Weight = Remark::Weight;

constexpr std::size_t largest_file = 8U << 20;  // bytes; the longest ever published has not two million

// Labels of the English edition; the French one has its own and its own names of States.
struct Label {
    const char* path;
    std::string_view english;
};
constexpr std::array labels{Label{"EIF/Label", "Entry into force"}, Label{"EIF/Label", "Not yet in force"},
                            Label{"Registration/Label", "Registration"}, Label{"Status/Label", "Status"},
                            Label{"TreatyText/Label", "Text"}};

bool is_english(const pugi::xml_node& data) {
    bool labelled = false;
    for (const auto& label : labels) {
        auto node = data;
        for (const auto part : registry::split(label.path, '/')) node = node.child(std::string{part}.c_str());
        const auto words = registry::clean(reading::own_text(node));
        if (words == label.english) return true;
        labelled = labelled || !words.empty();
    }
    return !labelled;
}

bool is_roman(std::string_view text) {
    return !text.empty() && text.find_first_not_of("IVXLC") == std::string_view::npos;
}
bool is_number(std::string_view text) {
    return !text.empty() && text.size() <= 8 && std::all_of(text.begin(), text.end(), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0;
    });
}

// Chapter, subchapter (XI only), number, sub-number: the only key the UN gives (IV-9-b, XI-A-16, III-2-7a).
std::string number_of(const pugi::xml_node& header) {
    const auto words = [](const pugi::xml_node& node) {
        return reading::unmark(reading::own_text(node)).text;
    };
    const auto chapter = words(header.child("Chapter").child("Header"));
    const auto roman = chapter.substr(chapter.rfind(' ') + 1);
    if (!is_roman(roman)) return {};
    std::string number{roman};
    const auto data = header.child("ExternalData");
    const auto section = words(data.child("Numsect"));
    if (!is_number(section)) return {};
    for (const auto& part :
         {words(header.child("SubChapter").child("Header")), section, words(data.child("Subnumsect"))}) {
        if (!part.empty() && !is_number(part)) return {};
        if (!part.empty()) number += "-" + part;
    }
    return number;
}

void compare_counts(Status& status, const pugi::xml_node& treaty, const Counts& counted) {
    const auto official = treaty.select_node("Header/ExternalData/Status").node();
    const auto compare = [&](const char* element, const char* what, int ours) {
        const auto words = registry::clean(reading::own_text(official.child(element)));
        if (words.empty() || words == std::to_string(ours)) return;
        status.remark(
            Weight::doubt, "official-count",
            std::string{"the file says "} + what + " " + words + ", its table has " + std::to_string(ours),
            status.place("Status", official));
    };
    compare("Signatories", "signatories", counted.signatories);
    compare("Parties", "parties", counted.parties);
}

void count_kept(Status& status) {
    std::map<std::string, int> kinds;
    for (const auto& passage : status.batch.passages) ++kinds[passage.kind];
    if (kinds.empty()) return;
    std::string what;
    for (const auto& [kind, count] : kinds)
        what += (what.empty() ? "" : ", ") + kind + " " + std::to_string(count);
    status.batch.remarks.push_back(
        {Weight::note, "kept-as-text", "kept as words, nothing read from them: " + what, status.name});
}

void missing_notes(Status& status, const pugi::xml_node& treaty) {
    for (const auto& note : treaty.child("EndNotes").children("Note"))
        status.notes.erase(registry::clean(reading::own_text(note.child("index"))));
    if (status.notes.empty()) return;
    std::string list;
    for (const auto& note : status.notes) list += (list.empty() ? "" : ", ") + note;
    status.batch.remarks.push_back(
        {Weight::note, "missing-note", "end notes referred to but not in the file: " + list, status.name});
}

void read_treaty(const Source& source, const reading::XmlFile& file, Batch& batch) {
    const auto refuse = [&](const char* kind, std::string what) {
        batch.remarks.push_back({Weight::loss, kind, std::move(what), source.name});
    };
    const auto root = file.root();
    const auto treaty = root.child("Treaty");
    if (std::string_view{root.name()} != "Document" || !treaty)
        return refuse("not-this-format",
                      "not an MTDSG status file: its root is <" + std::string{root.name()} + ">");
    if (treaty.next_sibling("Treaty")) return refuse("not-this-format", "more than one treaty in the file");
    const auto header = treaty.child("Header");
    if (!is_english(header.child("ExternalData")))
        return refuse("language", "only the English edition is read");
    const auto number = number_of(header);
    if (number.empty()) return refuse("no-number", "the header gives no chapter and number");

    batch.documents[0].language = "en";
    Status status{file, batch, source.name, {"MTDSG", number}, {}};
    report_unknown(status, root);
    read_header(status, treaty);
    Counts counted;
    if (read_participants(status, treaty, counted))
        compare_counts(status, treaty, counted);
    else
        batch.remarks.push_back(
            {Weight::note, "no-participants-table",
             "the file has no participants table: it says nothing of who signed or is a party", source.name});
    read_passages(status, treaty);
    missing_notes(status, treaty);
    count_kept(status);
}

}  // namespace

registry::Truth recognises(const Source& source) {
    const auto words = reading::first_words(source.bytes);
    const auto root = words.find("<Document");
    const bool ours = root != std::string::npos && words.find("<Treaty", root) != std::string::npos &&
                      registry::trim(words).starts_with("<");
    return ours ? registry::Truth::yes : registry::Truth::no;
}

Batch read(const Source& source) {
    Batch batch;
    batch.documents.push_back(document_of(source, "un-mtdsg", "application/xml"));
    const auto lost = [&](std::string what, const std::string& where) {
        batch.remarks.push_back(
            {Weight::loss, "damaged", std::move(what), where.empty() ? source.name : where});
    };
    if (source.bytes.size() > largest_file) {
        lost("larger than any MTDSG file; not read", {});
        return batch;
    }
    auto text = reading::read_text(source.bytes, source.name);
    batch.remarks = std::move(text.remarks);
    const auto repaired = repair(text.text);
    if (repaired.mended > 0)
        batch.remarks.push_back(
            {Weight::note, "repaired",
             std::to_string(repaired.mended) +
                 " characters cut to their low byte were read as the quotation marks, dashes, "
                 "blanks and ellipses they were",
             source.name});
    if (repaired.dropped > 0)
        batch.remarks.push_back(
            {Weight::doubt, "damaged",
             std::to_string(repaired.dropped) + " control characters without meaning were dropped",
             source.name});
    const auto file = reading::XmlFile::read(repaired.text, source.name);
    if (!file)
        lost(file.error().what + "; nothing was read", file.error().where);
    else
        read_treaty(source, *file, batch);
    return batch;
}

}  // namespace importers::untc
