// The neutral record: what one file says, in the registry's words but with the source's own names.
// An importer makes one; intake takes it in. Nothing here has been resolved, compared or believed.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "registry/model/calendar.hpp"
#include "registry/model/date.hpp"
#include "registry/model/instrument.hpp"

namespace registry {

// Where a statement stands. Batch::documents[0] is the file itself; others are documents that the file cites
// (an exchange file cites a Senate question): they have an address and no bytes.
struct Document {
    std::string source;  // vocabulary/sources.xml
    std::string title;
    std::string address;            // official URL, if known
    std::string media_type;         // "application/xml"
    std::string language;           // BCP 47; empty: not stated
    std::optional<When> as_of;      // the day it speaks of
    std::optional<When> published;  // when it was public
    std::optional<Day> retrieved;
    bool sample = false;     // written by us in an official form, not the official file
    bool secondary = false;  // memoranda, press: only metadata and a short quotation are public (semantics 7)
    std::string quotation;   // at most 300 characters
    std::string text =
        {};  // extracted from an evidence document, for the operator's own search; not exchanged
    std::vector<Alias> covers =
        {};  // what it states completely: its silence about these is retraction, and a look (semantics 1, 3)
};

enum class Polarity {
    happened,  // asserts that it happened; Statement::when says when, as far as known
    absent     // asserts that it had not happened as of Statement::when (semantics 3: nor on any day before)
};

// One thing said by one source about one instrument, one party, one step.
struct Statement {
    Alias instrument;       // as the source names it
    std::string party;      // as the source writes it; empty: about the instrument itself
    std::string entity;     // entity id or name as written; empty: the party as a whole
    std::string milestone;  // a declared code
    std::string form;       // kind of instrument deposited or of signature: "ratification", "accession"
    When when;
    std::string
        act;  // the act's own number where the source gives one ("2025/201277"): tells occurrences apart
    std::string subject;  // what it concerns where a milestone needs one: question number, duty, procedure id
    std::string note;     // the source's own words, short, kept raw
    Polarity polarity = Polarity::happened;
    bool unconfirmed = false;  // the source itself is not sure
    std::size_t document = 0;  // index into Batch::documents
    std::string place;         // where in the document: "line 214", "Participants row 9", "p. 64435"

    bool operator==(const Statement&) const = default;
};

// Something said of the instrument that is not a dated step: a title, a count, a clause's text.
struct Description {
    Alias instrument;
    std::string key;  // "title", "kind", "conclusion", "entry-into-force-text", "registration",
                      // "official-signatories", "official-parties", "text-reference", "subject"
    std::string language;
    std::string value;
    std::size_t document = 0;
    std::string place;

    bool operator==(const Description&) const = default;
};

// Words kept as the source has them, with their place: declaration, objection, notification, note, special
// table, territorial application, question text. Nothing is read from them yet and nothing is dropped.
struct Passage {
    Alias instrument;
    std::string party;  // as written; empty: nobody's
    std::string kind;  // "declaration", "objection", "notification", "territorial-application", "end-note", …
    std::string language;
    std::string text;
    std::size_t document = 0;
    std::string place;

    bool operator==(const Passage&) const = default;
};

// Where one looked, for what, over which span, and found nothing (decision 7).
struct Look {
    std::string source;               // where: "be-gazette"
    std::optional<Alias> instrument;  // empty: for any instrument
    std::string party, entity;        // as written; empty: any
    std::string milestone;            // what was looked for
    std::optional<Day> from;          // span read
    Day to{};                         // the day the look reaches
    std::optional<Day> looked_on;     // when it was done
    int read = 0, unreadable = 0;     // issues or pages
    std::string note;
    std::size_t document = 0;
    std::string place;

    bool operator==(const Look&) const = default;
};

// Two names of one instrument, by somebody's word.
struct Link {
    Alias one, other;
    std::size_t document = 0;
    std::string place;
    std::string because = {};  // why, where a person has decided it
    bool operator==(const Link&) const = default;
};

// Two names of two instruments, however alike they look, by somebody's word.
struct NotSame {
    Alias one, other;
    std::string because;
    std::size_t document = 0;
    std::string place;
    bool operator==(const NotSame&) const = default;
};

struct Relation {
    Alias from;
    std::string
        kind;  // "protocol-to", "amends", "implements", "based-on", "announced-by", "replaces", "assents-to"
    Alias to;
    std::size_t document = 0;
    std::string place;
    bool operator==(const Relation&) const = default;
};

struct Clause {
    Alias instrument;
    EntryClause clause;
    std::size_t document = 0;
    std::string place;
    bool operator==(const Clause&) const = default;
};

// Days on which assemblies sat or are to sit, as one document states them.
struct Sittings {
    SittingDays calendar;  // `source` and `as_of` are left to whoever keeps the document
    std::size_t document = 0;
    std::string place;
    bool operator==(const Sittings&) const = default;
};

// Something a person should look at. Never silence.
struct Remark {
    enum class Weight { note, doubt, loss } weight = Weight::note;
    std::string kind;  // "unknown-party", "official-count", "date-conflict", "damaged", … : kinds are goldens
    std::string what;   // a sentence for people
    std::string where;  // file:line, or the place in the source's own terms

    bool operator==(const Remark&) const = default;
};

template <>
struct Names<Remark::Weight> {
    static constexpr std::array table{std::pair{Remark::Weight::note, std::string_view{"note"}},
                                      std::pair{Remark::Weight::doubt, std::string_view{"doubt"}},
                                      std::pair{Remark::Weight::loss, std::string_view{"loss"}}};
};
template <>
struct Names<Polarity> {
    static constexpr std::array table{std::pair{Polarity::happened, std::string_view{"happened"}},
                                      std::pair{Polarity::absent, std::string_view{"absent"}}};
};

struct Batch {
    std::vector<Document> documents;  // never empty; [0] is the file
    std::vector<Statement> statements;
    std::vector<Description> descriptions;
    std::vector<Passage> passages;
    std::vector<Look> looks;
    std::vector<Link> links;
    std::vector<NotSame> not_same = {};
    std::vector<Relation> relations;
    std::vector<Clause> clauses;
    std::vector<Sittings> sittings = {};
    std::vector<Remark> remarks;
};

}  // namespace registry
