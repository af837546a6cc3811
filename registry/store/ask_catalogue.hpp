// Everything that lists show, table by table in the order it is clustered: for the read model in memory
// (registry/catalogue). Each cursor reads the whole registry, or one instrument. Texts of a row last until
// the next one.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/model/date.hpp"
#include "registry/rules/judge.hpp"
#include "registry/store/database.hpp"

namespace registry::store {

// Which rows: all, or those of one instrument.
using Of = std::optional<std::string>;

struct ListedInstrument {
    std::string_view id, kind;
    Day first_recorded{}, last_recorded{};
};
class ListedInstruments {  // by id; merged ones are left out
public:
    explicit ListedInstruments(Reader&, const Of& = {});
    std::optional<ListedInstrument> next();

private:
    Query rows_;
};

struct ListedTitle {
    std::string_view instrument, language, text, source;
};
class ListedTitles {  // current ones, in no order
public:
    explicit ListedTitles(Reader&, const Of& = {});
    std::optional<ListedTitle> next();

private:
    Query rows_;
};

struct ListedAlias {
    std::string_view instrument, scheme, value;
};
class ListedAliases {  // by instrument, scheme, value
public:
    explicit ListedAliases(Reader&, const Of& = {});
    std::optional<ListedAlias> next();

private:
    Query rows_;
};

struct ListedEvent {
    std::string_view instrument, party, milestone, date;
    Day lo{}, hi{};
};
class ListedEvents {  // by instrument, party
public:
    explicit ListedEvents(Reader&, const Of& = {});
    std::optional<ListedEvent> next();

private:
    Query rows_;
};

struct ListedTrack {
    std::string_view instrument, party, procedure, next_milestone, next_entity;
    std::optional<Day> due, latest;
    std::string_view awaits;                // "adopted/be-wal deposited/"
    std::optional<std::string_view> ahead;  // store::ahead_in; none: not told
};
class ListedTracks {  // by instrument, party
public:
    explicit ListedTracks(Reader&, const Of& = {});
    std::optional<ListedTrack> next();

private:
    Query rows_;
};

struct ListedFinding {
    std::string_view id, instrument, rule, party, entity, waits_for, since;
    Day since_lo{}, since_hi{};
    Profile profile = Profile::practice_aware;
    bool open = false;
    Severity severity = Severity::none;
    Certainty certainty = Certainty::certain;
    std::optional<std::vector<ListedSpan>> listed{};  // none: see its steps
};
class ListedFindings {  // by id; those whose facts have been corrected are left out
public:
    explicit ListedFindings(Reader&, const Of& = {});
    std::optional<ListedFinding> next();

private:
    Query rows_;
};

struct ListedStep {
    std::string_view finding;
    FindingStep step;
};
class ListedSteps {  // by finding, in order: of those findings that do not say on which days they were listed
public:
    explicit ListedSteps(Reader&, const Of& = {});
    std::optional<ListedStep> next();

private:
    Query rows_;
};

// Instruments touched since that revision of the registry, merged ones too; by id.
std::vector<std::string> touched_since(Reader&, std::uint64_t revision);

}  // namespace registry::store
