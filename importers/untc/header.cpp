#include <algorithm>
#include <array>
#include <cctype>

#include "importers/reading/english_dates.hpp"
#include "importers/reading/markup.hpp"
#include "importers/untc/status.hpp"
#include "registry/base/text.hpp"

namespace importers::untc {
namespace {

using registry::Remark;
using Weight = Remark::Weight;

// The first of these in a title says what the instrument is; where it has no declared kind, nothing is said.
struct KindWord {
    std::string_view word, kind;
};
constexpr std::array kind_words{
    KindWord{"Amendment", "amendment"},
    KindWord{"Amendments", "amendment"},
    KindWord{"Convention", "convention"},
    KindWord{"Protocol", "protocol"},
    KindWord{"Act", ""},
    KindWord{"Agreement", ""},
    KindWord{"Agreements", ""},
    KindWord{"Arrangement", ""},
    KindWord{"Charter", ""},
    KindWord{"Constitution", ""},
    KindWord{"Covenant", ""},
    KindWord{"Declaration", ""},
    KindWord{"Declarations", ""},
    KindWord{"Exchange", ""},
    KindWord{"Modification", ""},
    KindWord{"Regulation", ""},
    KindWord{"Regulations", ""},
    KindWord{"Resolution", ""},
    KindWord{"Rules", ""},
    KindWord{"Statute", ""},
    KindWord{"Statutes", ""},
    KindWord{"Treaty", ""},
    KindWord{"Conventions", ""},
    KindWord{"Protocols", ""},
    KindWord{"Verbal", ""},
};

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

std::string kind_in(std::string_view title) {
    for (std::size_t at = 0; at < title.size();) {
        auto end = at;
        while (end < title.size() && is_letter(title[end])) ++end;
        const auto word = title.substr(at, end - at);
        const auto* found = std::find_if(kind_words.begin(), kind_words.end(),
                                         [&](const KindWord& each) { return each.word == word; });
        if (found != kind_words.end()) return std::string{found->kind};
        at = std::max(end, at + 1);
    }
    return {};
}

// Header texts carry end-note marks: "New York, 17 December 1963<superscript>1</superscript>".
std::string words_of(Status& status, const pugi::xml_node& node, const std::string& part) {
    const auto marked = reading::unmark(reading::own_text(node));
    auto numbers = marked.notes;
    const auto beside = numbers_in(node.parent().child("Notes"));
    numbers.insert(numbers.end(), beside.begin(), beside.end());
    if (const auto cited = cite(status, numbers); !cited.empty())
        keep(status, "note-reference", {}, part + ": " + cited, status.place(part, node));
    return reading::plain(reading::own_text(node));
}

// The same without any superscript, for reading dates from.
std::string bare(const pugi::xml_node& node) { return reading::unmark(reading::own_text(node)).text; }

void read_title(Status& status, const pugi::xml_node& header) {
    const auto data = header.child("ExternalData");
    for (const auto* element : {"Titlesect", "Subtitlesect"}) {
        const auto node = data.child(element);
        if (!node) continue;
        words_of(status, node, "Title");
        const auto title = bare(node);
        const auto place = status.place("Title", node);
        describe(status, "title", title, place);
        describe(status, "kind", kind_in(title), place);
        auto& document = status.batch.documents[0];
        if (document.title.empty()) document.title = title;
    }
    for (const auto* element : {"Chapter", "SubChapter"}) {
        const auto chapter = header.child(element);
        words_of(status, chapter.child("Header"), element);
        describe(status, "subject", bare(chapter.child("Name")), status.place(element, chapter));
    }
}

void read_conclusion(Status& status, const pugi::xml_node& data) {
    const auto node = data.child("Conclusion");
    words_of(status, node, "Conclusion");
    const auto text = bare(node);
    if (text.empty()) return;
    const auto place = status.place("Conclusion", node);
    describe(status, "conclusion", text, place);
    const auto dates = reading::english_dates(text);
    const bool stand = dates_stand(status, text, place);
    const auto before =
        dates.empty() ? std::string_view{} : registry::trim(std::string_view{text}.substr(0, dates[0].at));
    const auto after = dates.empty()
                           ? std::string_view{}
                           : registry::trim(std::string_view{text}.substr(dates[0].at + dates[0].length));
    const bool clear =
        dates.size() == 1 && (before.empty() || before.ends_with(",")) && (after.empty() || after == "*");
    if (clear && stand)
        state(status, "text-adopted", *dates[0].day, text, place);
    else
        status.remark(Weight::note, "conclusion-unread",
                      "no single clear date in \"" + text + "\"; kept as words", place);
}

bool ends_with_word(std::string_view text, std::string_view word) {
    text = registry::trim(text);
    if (text.ends_with(" on")) text = registry::trim(text.substr(0, text.size() - 3));
    if (text.size() < word.size()) return false;
    const auto tail = text.substr(text.size() - word.size());
    return std::equal(tail.begin(), tail.end(), word.begin(),
                      [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; });
}

// The day at the head of the text, unless that one is called provisional: then the one called definitive.
const reading::FoundDate* definitive(std::string_view text, const std::vector<reading::FoundDate>& dates) {
    if (dates.empty()) return nullptr;
    const auto head = registry::trim(text.substr(0, dates[0].at));
    if (head.empty() || head == "on" || head == "On" ||
        (head.size() < 20 && ends_with_word(head, "definitively")))
        return dates.data();
    if (head.size() > 20 || !ends_with_word(head, "provisionally")) return nullptr;
    for (std::size_t i = 1; i < dates.size(); ++i) {
        const auto from = dates[i - 1].at + dates[i - 1].length;
        if (ends_with_word(text.substr(from, dates[i].at - from), "definitively")) return &dates[i];
    }
    return nullptr;
}

void read_entry(Status& status, const pugi::xml_node& data) {
    const auto entry = data.child("EIF");
    const auto node = entry.child("Labeltext");
    const auto label = bare(entry.child("Label"));
    const auto notes = numbers_in(entry.child("Notes"));
    const auto kept = words_of(status, node, "Entry into force");
    const auto text = bare(node);
    if (label.empty() && text.empty()) return;
    const auto place = status.place("Entry into force", node ? node : entry);
    describe(status, "entry-into-force-text",
             label.empty()  ? kept
             : kept.empty() ? label
                            : label + ": " + kept,
             place);
    const auto dates = reading::english_dates(text);
    dates_stand(status, text, place);
    const auto* day = definitive(text, dates);
    const bool said = label == "Entry into force";
    if (said && day != nullptr && day->day) {
        state(status, "entered-into-force", *day->day, cite(status, notes), place);
    } else if (said || (label.empty() && !dates.empty())) {
        status.remark(Weight::note, "entry-into-force-unread",
                      "no day of definitive entry into force at the head of the text; kept as words", place);
    }
    if (said && dates.size() > 1)
        status.remark(Weight::note, "several-dates",
                      std::to_string(dates.size()) + " dates in the entry-into-force text; " +
                          (day == nullptr ? "none taken" : "only the definitive one taken") +
                          ", the rest kept as words",
                      place);
}

void read_registration(Status& status, const pugi::xml_node& data) {
    const auto node = data.child("Registration").child("Labeltext");
    words_of(status, node, "Registration");
    const auto text = bare(node);
    if (text.empty()) return;
    const auto place = status.place("Registration", node);
    describe(status, "registration", text, place);
    const auto dates = reading::english_dates(text);
    dates_stand(status, text, place);
    if (dates.size() == 1 && dates[0].at == 0 && dates[0].day)
        // The number repeats for the protocols of one convention: a note, not an alias.
        state(status, "registered", *dates[0].day, text, place);
    else
        status.remark(Weight::note, "registration-unread",
                      "no single clear date in \"" + text + "\"; kept as words", place);
}

void read_status(Status& status, const pugi::xml_node& data) {
    const auto node = data.child("Status");
    const auto place = status.place("Status", node);
    if (const auto cited = cite(status, numbers_in(node.child("Notes"))); !cited.empty())
        keep(status, "note-reference", {}, "Status: " + cited, place);
    describe(status, "official-signatories", bare(node.child("Signatories")), place);
    describe(status, "official-parties", bare(node.child("Parties")), place);
    describe(status, "status-text", reading::plain(reading::own_text(node.child("CustomText"))), place);
    for (const auto* element : {"Termination", "Expiration"}) {
        const auto end = data.child(element);
        const auto text = words_of(status, end.child("Labeltext"), element);
        const auto where = status.place(element, end);
        dates_stand(status, text, where);
        describe(status, "termination", text, where);
    }
}

void read_texts(Status& status, const pugi::xml_node& data) {
    for (const auto& node : data.child("TreatyText").children("Text")) {
        const auto text = reading::plain(reading::own_text(node));
        const auto place = status.place("Text", node);
        describe(status, "text-reference", text, place);
        keep(status, "treaty-text", {}, text, place);
    }
    for (const auto& node : data.child("TreatyNote").children("Text"))
        keep(status, "treaty-note", {}, reading::plain(reading::own_text(node)), status.place("Note", node));
}

}  // namespace

void read_header(Status& status, const pugi::xml_node& treaty) {
    const auto header = treaty.child("Header");
    const auto data = header.child("ExternalData");
    read_title(status, header);
    read_conclusion(status, data);
    read_entry(status, data);
    read_registration(status, data);
    read_status(status, data);
    read_texts(status, data);
}

}  // namespace importers::untc
