// The read model (decision 13): every instrument as a row of plain values in memory, so that a list can be
// filtered, counted and ordered without reading the store. A Table is one revision of the registry and never
// changes; a Catalogue keeps the newest and makes the next one from it by reading only the instruments that
// have been touched since. The store stays the registry: what a row says is what the store says, and a test
// compares them.
#pragma once
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "registry/model/instrument.hpp"
#include "registry/model/vocabulary.hpp"
#include "registry/rules/judge.hpp"
#include "registry/store/ask_instruments.hpp"
#include "registry/store/database.hpp"
#include "registry/timeline/tally.hpp"

namespace registry {

// One believed event as far as lists need it.
struct CatalogueStep {
    Effect effect = Effect::none;
    std::string_view milestone;  // of the built-in vocabulary, which outlives every table
    Day lo{}, hi{};
    bool operator==(const CatalogueStep&) const = default;
};

// Findings with the days on which each was or will be listed, and how (ListedSpan in rules/judge.hpp: judged
// over what is recorded now, as pages with ?on= are; days ahead where its track tells them). Those that time
// alone will open are here too. Findings that are gone (their facts were corrected) are not.
struct CatalogueFinding {
    std::string id, rule, party, entity, waits_for;
    Profile profile = Profile::practice_aware;
    When since;
    bool open = false;               // as stored: today
    std::vector<ListedSpan> listed;  // in order; days on which it was unsearched or closed are left out; one
                                     // at least, else the finding is not in the row
    bool operator==(const CatalogueFinding&) const = default;
    const ListedSpan* on(Day) const;  // null: not listed on that day
};

// A step expected next, of a body of the party or, without one, of the party itself.
struct AwaitedStep {
    std::string_view milestone;  // of the built-in vocabulary
    std::string entity;
    bool operator==(const AwaitedStep&) const = default;
};

// One party's taking part.
struct CatalogueTrack {
    std::string party;
    bool own_procedure = false;        // a procedure is declared for it by name, not the general one
    bool held = false;                 // some event is believed of it, whether in `steps` or not
    std::vector<CatalogueStep> steps;  // what concerns the party alone: signs … enters, by lo
    std::string next_milestone, next_entity, procedure;  // as stored: today's
    std::optional<Day> latest;                           // hi of the latest dated event
    std::optional<Day> due;  // what is stored of next step and findings may turn on this day by time alone
    std::optional<Day>
        first;  // lo of the first event of the party, whether in `steps` or not; none: of no day
    std::vector<AwaitedStep> awaits;  // every step expected next, as stored, in road order
    bool tells_ahead = false;         // its findings say what time alone will bring, be it after `due`
    bool operator==(const CatalogueTrack&) const = default;
    Tally tally(Day on) const;
};

// Signatories and parties as registry::counted gives them. None: not counted.
struct CatalogueCounts {
    std::optional<int> signatories, parties;
    bool operator==(const CatalogueCounts&) const = default;
};

struct CatalogueRow {
    std::string id, kind;
    std::vector<Title> titles;
    std::vector<Alias> aliases;
    std::optional<When> adopted;             // the first declared milestone of the instrument itself
    std::vector<CatalogueStep> own;          // the instrument's own: adoption, entry into force, termination
    std::vector<CatalogueTrack> tracks;      // by party
    std::vector<CatalogueFinding> findings;  // by id, of both profiles
    Day first_recorded{}, last_recorded{};   // days on which anything was first and last recorded of it
    CatalogueCounts last_counts;             // on every day from the next on; ask counts()
    Day counts_from{};
    bool operator==(const CatalogueRow&) const = default;
    CatalogueCounts counts(Day on) const;
    // The worst listed finding on that day; severity none: no finding is listed.
    Severity severity(Profile, Day on) const;
    const Title* title(Lang lang) const { return title_in(titles, lang); }
    const CatalogueTrack* track(std::string_view party) const;
};

struct Table {
    std::uint64_t revision = 0;
    std::vector<std::shared_ptr<const CatalogueRow>> rows;  // by id; merged instruments are not in it
    const CatalogueRow* row(std::string_view id) const;
    // Rows in which the party takes part or has a track, by id.
    std::span<const CatalogueRow* const> of_party(std::string_view party) const;
    // Tracks on which something may turn by time alone, and that do not tell what: judged last by an older
    // version. By instrument and party.
    struct Untold {
        const CatalogueRow* row = nullptr;
        const CatalogueTrack* track = nullptr;
    };
    std::span<const Untold> untold() const;
    // Positions in `rows` by title in a language, folded; without a title last, by id. Made when first asked.
    const std::vector<std::uint32_t>& by_title(Lang) const;
    struct Indexes;
    std::shared_ptr<const Indexes> indexes;
};

// A table of these rows, which are in order of id.
std::shared_ptr<const Table> make_table(std::uint64_t revision,
                                        std::vector<std::shared_ptr<const CatalogueRow>> rows);

// Thread-safe; one for as long as a store is served. Reads everything once (under a second for 500,000
// events), afterwards only what was touched (`instrument.revision`).
class Catalogue {
public:
    // The table of the reader's revision, be it older than the newest one made.
    std::shared_ptr<const Table> at(store::Reader&);

private:
    std::mutex mutex_;
    std::shared_ptr<const Table> newest_, previous_;  // a request may have begun before the last commit
};

}  // namespace registry
