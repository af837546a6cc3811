// The whole file or a refusal with its line: a person wrote it, and half of what they meant is worse than
// none.
#include <array>

#include "registry/base/text.hpp"
#include "registry/base/xml.hpp"
#include "registry/exchange/asking.hpp"
#include "registry/exchange/exchange_xml.hpp"
#include "registry/exchange/names_in_xml.hpp"

namespace registry {
namespace {

constexpr std::size_t longest_quotation = 300;  // of a secondary document (semantics 7)

std::size_t code_points(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    return count;
}

// Reads element after element; after the first refusal what follows does not matter.
class Reading : Asking {
public:
    explicit Reading(const Xml& xml) : Asking(xml) {}

    Result<Batch> all() {
        root();
        if (refused()) return tl::unexpected(*refused());
        return std::move(batch_);
    }

private:
    void root() {
        const auto node = outer();
        if (std::string_view{node.name()} != "registry" || attribute(node, "xmlns") != exchange_namespace)
            return refuse(node, "not an exchange file: the outer element is not <registry xmlns=\"" +
                                    std::string{exchange_namespace} + "\">");
        only(node,
             {"xmlns", "source", "title", "address", "media-type", "language", "as-of", "published",
              "retrieved", "sample", "secondary", "quotation"},
             {"instrument", "document", "covers", "statement", "absent", "look", "passage", "description",
              "link", "not-same", "relation", "entry-into-force", "calendar"});
        document(node);
        for (const auto& child : node.children("document")) {
            only(child,
                 {"source", "title", "address", "media-type", "language", "as-of", "published", "retrieved",
                  "sample", "secondary", "quotation"},
                 {"instrument", "covers", "statement", "absent", "look", "passage", "description", "link",
                  "not-same", "relation", "entry-into-force", "calendar"});
            document(child);
        }
    }

    // Of the file itself or of a document it cites: the particulars and all it says.
    void document(const Node& node) {
        Document said;
        said.source = source(node);
        said.title = attribute(node, "title");
        said.address = attribute(node, "address");
        said.media_type = attribute(node, "media-type");
        said.language = attribute(node, "language");
        said.as_of = when(node, "as-of");
        said.published = when(node, "published");
        said.retrieved = day(node, "retrieved");
        said.sample = flag(node, "sample");
        said.secondary = flag(node, "secondary");
        said.quotation = attribute(node, "quotation");
        if (code_points(said.quotation) > longest_quotation)
            refuse(node, "quotation is longer than " + std::to_string(longest_quotation) + " characters");
        no_words(node);
        batch_.documents.push_back(std::move(said));

        using Read = void (Reading::*)(const Node&);
        static constexpr std::array<std::pair<std::string_view, Read>, 12> readers{
            {{"instrument", &Reading::own_instrument},
             {"covers", &Reading::covers},
             {"statement", &Reading::statement},
             {"absent", &Reading::statement},
             {"look", &Reading::look},
             {"passage", &Reading::passage},
             {"description", &Reading::description},
             {"link", &Reading::link},
             {"not-same", &Reading::not_same},
             {"relation", &Reading::relation},
             {"entry-into-force", &Reading::entry},
             {"calendar", &Reading::calendar}}};
        for (const auto& child : node.children()) {
            if (refused()) return;
            for (const auto& [name, read] : readers)
                if (name == child.name()) (this->*read)(child);
        }
    }
    std::size_t current() const { return batch_.documents.size() - 1; }

    void covers(const Node& node) {
        only(node, {"instrument"}, {});
        no_words(node);
        batch_.documents.back().covers.push_back(instrument(node, "instrument"));
    }

    void statement(const Node& node) {
        const bool absent = std::string_view{node.name()} == "absent";
        only(node,
             {"instrument", "party", "entity", "milestone", "form", absent ? "as-of" : "when", "act",
              "subject", "place", "unconfirmed", "xml:space"},
             {});
        Statement said;
        said.instrument = instrument(node, "instrument");
        said.party = attribute(node, "party");
        said.entity = attribute(node, "entity");
        said.milestone = milestone(node);
        said.form = form(node, said.milestone);
        if (absent) required(node, "as-of");
        said.when = when(node, absent ? "as-of" : "when").value_or(When{});
        said.act = attribute(node, "act");
        said.subject = attribute(node, "subject");
        said.note = words(node);
        said.polarity = absent ? Polarity::absent : Polarity::happened;
        said.unconfirmed = flag(node, "unconfirmed");
        said.document = current();
        said.place = attribute(node, "place");
        batch_.statements.push_back(std::move(said));
    }

    void look(const Node& node) {
        only(node,
             {"source", "instrument", "party", "entity", "milestone", "from", "to", "looked-on", "read",
              "unreadable", "place", "xml:space"},
             {});
        Look said;
        said.source = source(node);
        said.instrument = maybe_instrument(node, "instrument");
        said.party = attribute(node, "party");
        said.entity = attribute(node, "entity");
        said.milestone = milestone(node);
        said.from = day(node, "from");
        required(node, "to");
        said.to = day(node, "to").value_or(Day{});
        said.looked_on = day(node, "looked-on");
        if (said.from && *said.from > said.to) refuse(node, "the look ends before it begins");
        said.read = number(node, "read");
        said.unreadable = number(node, "unreadable");
        said.note = words(node);
        said.document = current();
        said.place = attribute(node, "place");
        batch_.looks.push_back(std::move(said));
    }

    void passage(const Node& node) {
        only(node, {"instrument", "party", "kind", "lang", "place", "xml:space"}, {});
        batch_.passages.push_back({instrument(node, "instrument"), attribute(node, "party"),
                                   required(node, "kind"), attribute(node, "lang"), words(node), current(),
                                   attribute(node, "place")});
    }

    void description(const Node& node) {
        only(node, {"instrument", "key", "lang", "place", "xml:space"}, {});
        Description said{instrument(node, "instrument"),
                         required(node, "key"),
                         attribute(node, "lang"),
                         words(node),
                         current(),
                         attribute(node, "place")};
        if (said.key == "kind") kind_is_declared(node, said.value);
        batch_.descriptions.push_back(std::move(said));
    }

    void link(const Node& node) {
        only(node, {"one", "other", "place", "xml:space"}, {});
        batch_.links.push_back({instrument(node, "one"), instrument(node, "other"), current(),
                                attribute(node, "place"), words(node)});
    }

    void not_same(const Node& node) {
        only(node, {"one", "other", "place", "xml:space"}, {});
        NotSame said{instrument(node, "one"), instrument(node, "other"), words(node), current(),
                     attribute(node, "place")};
        if (said.one == said.other) refuse(node, "a name cannot be told apart from itself");
        batch_.not_same.push_back(std::move(said));
    }

    void relation(const Node& node) {
        only(node, {"from", "kind", "to", "place"}, {});
        no_words(node);
        batch_.relations.push_back({instrument(node, "from"), required(node, "kind"), instrument(node, "to"),
                                    current(), attribute(node, "place")});
    }

    void entry(const Node& node) {
        only(node, {"instrument", "threshold", "delay", "own", "authority", "place"}, {});
        clause(node, instrument(node, "instrument"));
    }
    void clause(const Node& node, const Alias& of) {
        no_words(node);
        batch_.clauses.push_back({of,
                                  {number(node, "threshold"), span(node, "delay"), span(node, "own"),
                                   attribute(node, "authority")},
                                  current(),
                                  attribute(node, "place")});
    }

    // Every day on which the houses sit, ascending, known completely from one day to another.
    void calendar(const Node& node) {
        only(node, {"id", "from", "to", "place"}, {});
        Sittings said;
        said.document = current();
        said.place = attribute(node, "place");
        auto& calendar = said.calendar;
        calendar.id = required(node, "id");
        const auto from = day(node, "from"), to = day(node, "to");
        if (!from || !to || *to < *from)
            return refuse(node, "a calendar needs \"from\" and \"to\", in order");
        calendar.from = *from, calendar.to = *to;
        const auto text = words(node);
        for (const auto part : split(std::string_view{text}, ' ')) {
            if (part.empty()) continue;
            const auto each = parse_day(part);
            if (!each || *each < *from || *each > *to ||
                (!calendar.days.empty() && *each <= calendar.days.back()))
                return refuse(node, "no day between \"from\" and \"to\", or not after the one before it: " +
                                        std::string{part});
            calendar.days.push_back(*each);
        }
        batch_.sittings.push_back(std::move(said));
    }

    // <instrument id="opcat">: what people write of one instrument in one place.
    void own_instrument(const Node& node) {
        only(node, {"id", "kind"}, {"title", "alias", "relation", "entry-into-force"});
        no_words(node);
        const Alias id{"placet", required(node, "id")};
        if (!id.value.empty() && !is_instrument_id(id.value))
            refuse(node, "id is not in lower case letters, digits, dots and hyphens: " + id.value);
        if (const auto kind = attribute(node, "kind"); !kind.empty()) {
            kind_is_declared(node, kind);
            batch_.descriptions.push_back({id, "kind", "", kind, current(), ""});
        }
        for (const auto& child : node.children("title")) {
            only(child, {"lang", "place", "xml:space"}, {});
            auto title = words(child);
            if (title.empty()) refuse(child, "the title is empty");
            batch_.descriptions.push_back({id, "title", attribute(child, "lang"), std::move(title), current(),
                                           attribute(child, "place")});
        }
        for (const auto& child : node.children("alias")) {
            only(child, {"scheme", "place", "xml:space"}, {});
            const auto name = read_name_in_xml(required(child, "scheme") + ":" + words(child));
            if (!name) refuse(child, "the alias is not a scheme and a value");
            batch_.links.push_back({id, name.value_or(Alias{}), current(), attribute(child, "place")});
        }
        for (const auto& child : node.children("relation")) {
            only(child, {"kind", "to", "place"}, {});
            no_words(child);
            batch_.relations.push_back(
                {id, required(child, "kind"), instrument(child, "to"), current(), attribute(child, "place")});
        }
        for (const auto& child : node.children("entry-into-force")) {
            only(child, {"threshold", "delay", "own", "authority", "place"}, {});
            clause(child, id);
        }
    }

    Batch batch_;
};

}  // namespace

Result<Batch> read_exchange(std::string_view text, const std::string& name) {
    const auto xml = Xml::read(text, name);
    if (!xml) return tl::unexpected(xml.error());
    return Reading{*xml}.all();
}

}  // namespace registry
