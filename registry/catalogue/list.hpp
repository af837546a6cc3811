// A list of instruments as a question over rows (decision 13): filters as rows of a table, facets with
// counts, orders, and pages by a cursor that stays where it is when rows are added. Pure functions over a
// Table.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "registry/catalogue/catalogue.hpp"

namespace registry::catalogue {

// What a party has done about an instrument, as the depositary counts (timeline/tally.hpp).
enum class Status {
    signed_,           // a live signature
    bound,             // a live consent, whether the instrument is in force or not
    signed_not_bound,  // a live signature and no live consent
    in_force,   // a live consent, and an entry into force recorded for the party; cannot be known where
                // only the instrument's own is recorded
    withdrawn,  // a consent it has withdrawn
    none        // none of these
};

// A bound of time as somebody typed it: a year, a month or a day. `day` is its first day.
struct Bound {
    std::string edtf;
    Day day{};
};
std::optional<Bound> read_bound(std::string_view edtf);

// What is asked for; empty members ask nothing.
struct Question {
    std::string q;  // words; `hits` are their instruments, nearest first
    std::vector<std::string> hits;
    std::string kind, party;
    std::optional<Status> status;                                               // of the party
    std::optional<Bound> signed_from, signed_before, bound_from, bound_before;  // acts of the party
    std::optional<Bound> adopted_from, adopted_before;
    std::optional<bool> in_force;        // an entry into force of the instrument itself is recorded
    Severity severity = Severity::none;  // at least, in `profile`
    std::string rule, entity, next;
    Profile profile = Profile::practice_aware;
    Day on{}, today{};
};

// One filter: the parameter of an address, what it takes, what it means.
enum class Takes { words, kind, party, status, bound, yes_or_no, severity, rule, entity, milestone };
struct Filter {
    std::string_view key;
    Takes takes;
    bool needs_party = false;
    bool facet = false;  // counted by value beside the list
    bool (*asked)(const Question&);
    // `unknown`: the row is listed and marked, for nobody can tell from what is recorded.
    Truth (*holds)(const CatalogueRow&, const Question&);
    // Puts what was typed into the question; false: not a value it takes. An empty text asks nothing.
    bool (*read)(Question&, std::string_view typed);
};
std::span<const Filter> filters();
const Filter* filter(std::string_view key);
// The values it takes, where they are a list; words, parties and bounds are not.
std::vector<std::string> allowed(Takes);

// Two parameters that contradict each other, or one that lacks another: names of both.
struct Contradiction {
    std::string_view parameter, with;
    enum class Kind { needs, excludes, empty_period, only_today } kind = Kind::excludes;
};
std::optional<Contradiction> contradiction(const Question&);

// Which of them a party has in a row on a day, by Status. What is recorded of a day known only so far has
// happened by today.
using Statuses = std::array<Truth, 6>;
Statuses statuses_of(const CatalogueRow&, std::string_view party, Day on, Day today);

// The worst finding listed on the day among those of the party, rule and entity asked about, of whatever
// class.
Severity worst_asked(const CatalogueRow&, const Question&);

enum class Order { title, adopted, signatories, parties, severity, recorded, nearness };
struct Sort {
    Order by = Order::title;
    bool descending = false;
    bool operator==(const Sort&) const = default;
};
std::optional<Sort> read_sort(std::string_view text);  // "-adopted"
std::string text_of(const Sort&);
std::vector<std::string> sorts();  // all that may be typed

// A place in a list: after (or before) that row; no id: the end. Opaque to whoever keeps it. Of a row that is
// gone nobody knows where it stood: whoever asks looks first whether the table has it.
struct Cursor {
    std::string id;
    Sort sort;
};
std::string text_of(const Cursor&);
std::optional<Cursor> read_cursor(std::string_view text);

struct Asked {
    Question question;
    Sort sort;
    Lang lang = Lang::en;
    std::optional<Cursor> after, before;  // one at most
    std::size_t limit = 50;
};

struct Listed {
    const CatalogueRow* row = nullptr;
    Truth sure = Truth::yes;  // unknown: kept because it cannot be known
};
struct Facet {
    std::string_view key;
    struct Value {
        std::string value;
        std::size_t rows = 0;
    };
    std::vector<Value> values;  // those with rows; in order of the vocabulary, decades, or most rows first
};
struct List {
    std::vector<Listed> lines;
    std::size_t from = 0;  // lines before the first of these
    std::size_t total = 0, unsure = 0;
    std::vector<Facet> facets;  // kind, status, severity, adopted-from (decades), next: as if their own
                                // filter were not set
    std::optional<Cursor> next, prev;
};
List list(const Table&, const Asked&);

}  // namespace registry::catalogue
