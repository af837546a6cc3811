// Every element becomes one line of text and the lines are sorted: so equal records give equal bytes,
// whatever order they were given in, and a difference between two exports is a difference of lines.
#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "registry/base/text.hpp"
#include "registry/base/xml.hpp"
#include "registry/exchange/exchange_xml.hpp"
#include "registry/exchange/names_in_xml.hpp"

namespace registry {
namespace {

// XML 1.0 has no way to hold these; a record that was cleaned at the door has none.
bool xml_cannot_hold(unsigned char c) { return c < 0x20 && c != '\t' && c != '\n' && c != '\r'; }

// One line of XML text: white space that a reader would fold away is written as references.
std::string quoted(std::string_view text) {
    std::string plain;
    for (const char c : text)
        if (xml_cannot_hold(static_cast<unsigned char>(c)))
            plain += "\xEF\xBF\xBD";
        else
            plain += c;
    std::string out;
    for (const char c : escape_xml(plain)) {
        if (c == '\n')
            out += "&#10;";
        else if (c == '\r')
            out += "&#13;";
        else if (c == '\t')
            out += "&#9;";
        else
            out += c;
    }
    return out;
}

// The order in which a person expects to read it; within one kind the lines sort as text.
std::size_t place_in_file(std::string_view line) {
    constexpr std::array order{"<title",  "<alias",    "<instrument",       "<covers",      "<relation",
                               "<link",   "<not-same", "<entry-into-force", "<description", "<statement",
                               "<absent", "<look",     "<passage",          "<document"};
    std::size_t k = 0;
    while (k < order.size() && !line.starts_with(order[k])) ++k;
    return k;
}

class Element {
public:
    explicit Element(std::string name) : name_(std::move(name)), head_("<" + name_) {}

    Element& with(std::string_view attribute, std::string_view value) {
        if (!value.empty()) head_ += " " + std::string{attribute} + "=\"" + quoted(value) + "\"";
        return *this;
    }
    Element& with(std::string_view attribute, const Alias& name) {
        return with(attribute, name_in_xml(name));
    }
    Element& with(std::string_view attribute, const std::optional<When>& when) {
        return when ? with(attribute, when->edtf) : *this;
    }
    Element& with(std::string_view attribute, const std::optional<Day>& day) {
        return day ? with(attribute, iso(*day)) : *this;
    }
    Element& with(std::string_view attribute, int number) {
        return number ? with(attribute, std::to_string(number)) : *this;
    }
    Element& flag(std::string_view attribute, bool set) { return set ? with(attribute, "yes") : *this; }

    std::string holding(std::string_view text) const {
        if (text.empty()) return head_ + "/>";
        if (clean(text) == text) return head_ + ">" + quoted(text) + "</" + name_ + ">";
        auto inside = quoted(text);
        // A parser may drop white space at the ends of an element's text; it never drops a reference.
        if (inside.front() == ' ') inside.replace(0, 1, "&#32;");
        if (inside.back() == ' ') inside.replace(inside.size() - 1, 1, "&#32;");
        return head_ + " xml:space=\"preserve\">" + inside + "</" + name_ + ">";
    }
    std::string empty() const { return head_ + "/>"; }
    std::string holding(std::vector<std::string> lines) const {
        if (lines.empty()) return empty();
        std::sort(lines.begin(), lines.end(), [](const std::string& a, const std::string& b) {
            return std::pair{place_in_file(a), std::string_view{a}} <
                   std::pair{place_in_file(b), std::string_view{b}};
        });
        std::string out = head_ + ">";
        for (const auto& line : lines) {
            out += "\n  ";
            for (const char c : line) {  // lines within are indented with their parent
                out += c;
                if (c == '\n') out += "  ";
            }
        }
        return out + "\n</" + name_ + ">";
    }

private:
    std::string name_, head_;
};

void describe(Element& element, const Document& document) {
    element.with("source", document.source)
        .with("title", document.title)
        .with("address", document.address)
        .with("media-type", document.media_type)
        .with("language", document.language)
        .with("as-of", document.as_of)
        .with("published", document.published)
        .with("retrieved", document.retrieved)
        .flag("sample", document.sample)
        .flag("secondary", document.secondary)
        .with("quotation", document.quotation);
}

std::string line(const Statement& said) {
    const bool happened = said.polarity == Polarity::happened;
    Element element(happened ? "statement" : "absent");
    element.with("instrument", said.instrument).with("party", said.party);
    if (!happened)
        element.with("as-of", said.when.edtf);
    else if (!(said.when == When{}))
        element.with("when", said.when.edtf);
    element.with("milestone", said.milestone)
        .with("entity", said.entity)
        .with("form", said.form)
        .with("act", said.act)
        .with("subject", said.subject)
        .with("place", said.place)
        .flag("unconfirmed", said.unconfirmed);
    return element.holding(said.note);
}

std::string line(const Description& said) {
    return Element("description")
        .with("instrument", said.instrument)
        .with("key", said.key)
        .with("lang", said.language)
        .with("place", said.place)
        .holding(said.value);
}

std::string line(const Passage& passage) {
    return Element("passage")
        .with("instrument", passage.instrument)
        .with("party", passage.party)
        .with("kind", passage.kind)
        .with("lang", passage.language)
        .with("place", passage.place)
        .holding(passage.text);
}

std::string line(const Look& look) {
    Element element("look");
    element.with("source", look.source);
    if (look.instrument) element.with("instrument", *look.instrument);
    element.with("party", look.party)
        .with("entity", look.entity)
        .with("milestone", look.milestone)
        .with("from", look.from)
        .with("to", std::optional{look.to})
        .with("looked-on", look.looked_on)
        .with("read", look.read)
        .with("unreadable", look.unreadable)
        .with("place", look.place);
    return element.holding(look.note);
}

Element entry_element(const Clause& said, bool named) {
    Element element("entry-into-force");
    if (named) element.with("instrument", said.instrument);
    element.with("threshold", said.clause.threshold);
    if (said.clause.delay != Span{}) element.with("delay", iso(said.clause.delay));
    if (said.clause.own != Span{}) element.with("own", iso(said.clause.own));
    element.with("authority", said.clause.authority).with("place", said.place);
    return element;
}

// What one document says: the lines below it, and what it says of the instruments we have our own id for,
// gathered as people write it.
struct Said {
    std::vector<std::string> lines;
    struct Instrument {
        std::vector<std::string> kinds, lines;
    };
    std::map<std::string, Instrument> instruments;

    Instrument* own(const Alias& name) {
        if (name.scheme != "placet" || !is_instrument_id(name.value)) return nullptr;
        return &instruments[name.value];
    }
};

void add(Said& said, const Description& each) {
    const bool kind =
        each.key == "kind" && each.language.empty() && each.place.empty() && !each.value.empty();
    const bool title = each.key == "title" && !each.value.empty();
    auto* own = kind || title ? said.own(each.instrument) : nullptr;
    if (!own)
        said.lines.push_back(line(each));
    else if (kind)
        own->kinds.push_back(each.value);
    else
        own->lines.push_back(
            Element("title").with("lang", each.language).with("place", each.place).holding(each.value));
}

void add(Said& said, const Link& link) {
    if (auto* own = said.own(link.one); own && !link.other.value.empty() && link.because.empty())
        own->lines.push_back(Element("alias")
                                 .with("scheme", link.other.scheme)
                                 .with("place", link.place)
                                 .holding(link.other.value));
    else
        said.lines.push_back(Element("link")
                                 .with("one", link.one)
                                 .with("other", link.other)
                                 .with("place", link.place)
                                 .holding(link.because));
}

std::string line(const NotSame& said) {
    return Element("not-same")
        .with("one", said.one)
        .with("other", said.other)
        .with("place", said.place)
        .holding(said.because);
}

void add(Said& said, const Relation& relation) {
    if (auto* own = said.own(relation.from))
        own->lines.push_back(Element("relation")
                                 .with("kind", relation.kind)
                                 .with("to", relation.to)
                                 .with("place", relation.place)
                                 .empty());
    else
        said.lines.push_back(Element("relation")
                                 .with("from", relation.from)
                                 .with("kind", relation.kind)
                                 .with("to", relation.to)
                                 .with("place", relation.place)
                                 .empty());
}

void add(Said& said, const Clause& clause) {
    if (auto* own = said.own(clause.instrument))
        own->lines.push_back(entry_element(clause, false).empty());
    else
        said.lines.push_back(entry_element(clause, true).empty());
}

std::string line(const Sittings& said) {
    std::string days;
    for (const auto day : said.calendar.days) days += (days.empty() ? "" : " ") + iso(day);
    Element element("calendar");
    element.with("id", said.calendar.id)
        .with("from", iso(said.calendar.from))
        .with("to", iso(said.calendar.to));
    element.with("place", said.place);
    return element.holding(days);
}

std::vector<std::string> lines_of(Said said) {
    for (auto& [id, own] : said.instruments) {
        std::sort(own.kinds.begin(), own.kinds.end());
        Element element("instrument");
        element.with("id", id);
        if (!own.kinds.empty()) element.with("kind", own.kinds.front());
        // Two kinds from one document: one stands in the attribute, the others as plain descriptions.
        for (std::size_t k = 1; k < own.kinds.size(); ++k)
            said.lines.push_back(line(Description{{"placet", id}, "kind", "", own.kinds[k], 0, ""}));
        if (!own.kinds.empty() || !own.lines.empty()) said.lines.push_back(element.holding(own.lines));
    }
    return said.lines;
}

}  // namespace

std::string write_exchange(const Batch& batch) {
    std::vector<Said> said(batch.documents.size());
    for (const auto& each : batch.statements) said.at(each.document).lines.push_back(line(each));
    for (const auto& each : batch.passages) said.at(each.document).lines.push_back(line(each));
    for (const auto& each : batch.looks) said.at(each.document).lines.push_back(line(each));
    for (const auto& each : batch.not_same) said.at(each.document).lines.push_back(line(each));
    for (const auto& each : batch.descriptions) add(said.at(each.document), each);
    for (const auto& each : batch.links) add(said.at(each.document), each);
    for (const auto& each : batch.relations) add(said.at(each.document), each);
    for (const auto& each : batch.clauses) add(said.at(each.document), each);
    for (const auto& each : batch.sittings) said.at(each.document).lines.push_back(line(each));
    for (std::size_t k = 0; k < batch.documents.size(); ++k)
        for (const auto& each : batch.documents[k].covers)
            said[k].lines.push_back(Element("covers").with("instrument", each).empty());

    auto lines = lines_of(std::move(said.at(0)));
    for (std::size_t k = 1; k < batch.documents.size(); ++k) {
        Element element("document");
        describe(element, batch.documents[k]);
        lines.push_back(element.holding(lines_of(std::move(said[k]))));
    }
    Element root("registry");
    root.with("xmlns", exchange_namespace);
    describe(root, batch.documents[0]);
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + root.holding(std::move(lines)) + "\n";
}

}  // namespace registry
