// What people ask of the registry, answered as values: used by the command line and the pages alike, so that
// both say the same. Two times everywhere (semantics 2): `on` the legal state on a day, `known` what the
// registry held by the end of a day, `published` what was public by a day. What the store hands over as it
// stands (Evidence, InstrumentHead, ChangeLine, ChangeFilter, SourceLine, DocumentAnswer, WaitingName) is
// declared with its question in registry/store/ask_*.hpp.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "registry/answers/review.hpp"
#include "registry/procedure/procedure.hpp"
#include "registry/reconcile/settle.hpp"
#include "registry/rules/judge.hpp"
#include "registry/store/ask_changes.hpp"
#include "registry/store/ask_documents.hpp"
#include "registry/store/ask_evidence.hpp"
#include "registry/store/ask_instruments.hpp"
#include "registry/store/database.hpp"
#include "registry/timeline/in_force.hpp"
#include "registry/timeline/survival.hpp"

namespace registry {

struct Asked {
    Day on{};  // default: today
    Day today{};
    std::optional<Day> known, published;
    Profile profile = Profile::practice_aware;
    bool is_plain() const { return on == today && !known && !published; }
};

struct EventView {
    Event event;
    std::vector<Evidence> evidence;  // believed first, then those against
};

struct Placed {  // an absence or look behind "not found"
    Absence absence;
    Evidence evidence;
    std::optional<Day> from, looked_on;
    int read = 0;
};

// How unusual a wait is: the survival curve from signature to consent of one party, or of all.
struct WaitCurve {
    Curve curve;
    int too_vague = 0, without_data = 0;  // signatures that are no cases (timeline/survival.hpp)
    std::optional<Day> first_as_of,
        last_as_of;  // of the depositary's data behind it, not after the day asked
    // Share that had consented within so many days. None: too few consents to say, or watched for less long.
    std::optional<double> consented_within(int days) const;
    bool too_few() const { return curve.events < least_events; }
};

// A party has signed and not consented: beside how long others took (waits.hpp).
struct WaitAnswer {
    enum class Left {
        compared,
        two_times,
        vague
    };  // why it is left out: `known` or `published` is given, or
        // the signature's day is too vague
    Left left = Left::compared;
    std::string party;
    When signed_on;
    Day on{};
    int days = 0;  // from the signature to the day asked; a vague signature at its middle
    WaitCurve of_party, of_all;
};

struct TrackAnswer {
    InstrumentHead instrument;
    std::string party;
    Asked asked;
    bool nothing_known = false;  // "this registry held nothing": `known` is before the first import
    TrackFacts facts;
    Choice procedure;
    Walk walk;
    std::vector<EntityOnTrack> entities;
    std::vector<EventView> events;  // all recorded, those after `on` too: a timeline shows them as ahead
    std::vector<Placed> looks;
    std::vector<Verdict> findings;  // every verdict, unsearched and unverified too
    std::vector<Reason> notes;
    BoundAnswer bound;
    GeneralEntry entry;  // of the instrument itself
    std::vector<std::string> not_consulted;  // sources nobody has looked into for what is awaited
    std::vector<Remark> remarks;             // of settling
    std::vector<Evidence> interpretations, explanations;
    std::optional<Day> depositary_as_of;
    std::optional<When> depositary_told{};  // the same, no sharper than the document says it
    std::optional<WaitAnswer> wait;  // asked apart: wait_answer() in waits.hpp
};

// Counted: parties with a live signature, and with a live consent, whether the instrument is in force or not,
// as the depositary counts (tally.hpp). Official: as the depositary prints them.
struct Counts {
    std::optional<int> signatories, parties;
};

struct PartyLine {  // one row of participation
    std::string party;
    bool resolved = true;
    std::vector<Event> events;  // signs, unsigns, consents, withdraws, provisional, enters; for a past `on`
                                // only what had or may have happened by then
    bool has_track = false;     // a procedure is declared for it
    std::string worst_finding;  // id, of listed ones
    Severity severity = Severity::none;
};

struct InstrumentAnswer {
    InstrumentHead instrument;
    Asked asked;
    bool nothing_known = false;
    Counts official, counted;
    std::optional<Day> as_of;    // of the depositary's newest data
    std::optional<When> as_of_told{};  // the same, no sharper than the document says it
    std::vector<EventView> own;  // adoption, general entry into force, termination
    GeneralEntry entry;
    std::optional<EntryClause> clause;
    std::vector<PartyLine> parties;  // by party
    struct Described {
        std::string key, language, value;
        Evidence evidence;
    };
    std::vector<Described> descriptions;
    struct Related {
        std::string kind;
        bool outwards = true;
        InstrumentHead other;
    };
    std::vector<Related> relations;
    struct Words {
        std::string kind, party, party_said, language, text, document_key, place;
    };
    std::vector<Words> passages;
    std::vector<Remark> remarks;
    std::vector<MatchPair> joined_by_title;  // names joined by title and date, and why
};

struct FindingLine {
    Verdict verdict;
    InstrumentHead instrument;
    std::string reason_given;  // the note recorded with the explanation that parks it; empty: none
    bool open = true;
    // about_to_change() and forecast() only: the day on which time alone brings it to another severity, and
    // to which; not open yet: it opens on that day, and `verdict` is that day's.
    std::optional<Day> turns_on;
    Severity turns_to = Severity::none;
};

struct StalledFilter {
    std::string party, entity, rule;
    Severity at_least = Severity::stalled;
    std::size_t limit = 500, offset = 0;
};

struct FindingAnswer {
    FindingLine line;
    std::vector<std::pair<FindingStep, Day>> steps;  // with recorded day
    std::map<std::string, EventView> facts;          // by event id, those the proof names
    std::vector<Placed> looks;
    std::vector<std::string> not_consulted;
    bool gone = false;               // the facts it rested on have been corrected: kept for the record only
    bool stood = true;               // false: asked as of another day, on which it was not open or not recorded
    std::optional<WaitAnswer> wait;  // asked apart: wait_answer() in waits.hpp
};
// What the competent authority said, of an explanation; never words of documents taken down.
std::string reason_given(const EventView&, std::string_view party);
// Ids of findings like a mistyped one; at most three.
std::vector<std::string> near_findings(store::Reader&, std::string_view typed);

// Id or any alias; a merged instrument gives the one it became. Near ids when nothing fits.
struct Found {
    std::optional<std::string> id;
    bool by_alias = false;
    std::vector<std::string> near;
    bool several = false;  // `near` are not merely like it: each has that very number, in a scheme of its own
};
Found find_instrument(store::Reader&, std::string_view typed);
Found find_party(std::string_view typed);

std::optional<InstrumentAnswer> instrument_answer(store::Reader&, std::string_view id, const Asked&);
std::optional<TrackAnswer> track_answer(store::Reader&, std::string_view instrument, std::string_view party,
                                        const Asked&);

// Worst first, then the longest running. `unsearched` never.
std::vector<FindingLine> stalled(store::Reader&, const StalledFilter&, const Asked&);
std::optional<FindingAnswer> finding_answer(store::Reader&, std::string_view id);
// The same on another day, or as known or public on one: judged anew, its history up to then.
std::optional<FindingAnswer> finding_answer(store::Reader&, std::string_view id, const Asked&);
// The next change of each finding that time alone brings within so many days after `on`, soonest first.
std::vector<FindingLine> about_to_change(store::Reader&, const Asked&, int days, std::size_t limit);

// What will open or worsen if nothing more is recorded: every step up within so many days after `on`, soonest
// first; a finding that worsens twice stands twice. A line's `verdict` is that of the day before the step,
// where the finding is open by then.
inline constexpr int longest_forecast = 366;  // days; a page must not judge a century ahead
struct ForecastFilter {
    std::string party;
    int days = 90;
    std::size_t limit = 500, offset = 0;
    std::string entity{}, rule{};  // an entity is meant whether the finding is about it or waits for it
};
std::vector<FindingLine> forecast(store::Reader&, const ForecastFilter&, const Asked&);

// When time alone makes a finding worse than it is stored, and how bad; none: never, as things are recorded.
struct Worsens {
    Day on{};
    Severity to = Severity::none;
};
std::optional<Worsens> worsens(store::Reader&, const Verdict&, Day today);

struct InstrumentLine {
    InstrumentHead head;
    int signatories = 0, parties = 0;
    std::optional<When> adopted;
    Severity severity = Severity::none;  // worst listed finding
};
struct InstrumentList {
    std::vector<InstrumentLine> lines;
    std::size_t total =
        0;  // of those held now; with `known` or `published` lines not yet held then are left out
};
// `search` over titles in all languages and aliases, diacritics folded; empty: all, by id.
InstrumentList instruments(store::Reader&, std::string_view search, std::size_t limit, std::size_t offset,
                           const Asked&);

// Instruments with a live signature; with a live consent (in force or not); tracks; findings that are listed by
// default (stalled and above). Asked of the read model: party_roads.hpp.
struct PartySummary {
    std::string party;
    int signed_ = 0, bound = 0, tracks = 0, findings = 0;
};
struct PartyTrack {
    InstrumentHead instrument;
    std::optional<When> signed_on, consented_on, withdrawn_on;
    std::string next_milestone, next_entity;
    Severity severity = Severity::none;
    std::string finding, rule;        // the worst listed one
    std::optional<When> waits_since;  // when its clock started
    bool doubtful = false;            // it is possible or unverified
    std::optional<When> in_force_on;
};

// Titles of instruments in that language, or any.
std::vector<ChangeLine> changes(store::Reader&, const ChangeFilter&, Lang = Lang::en);
// `known`: only what was recorded by the end of that day; sources of which nothing was held are left out.
std::vector<SourceLine> sources(store::Reader&, const std::optional<Day>& known = {});
std::optional<DocumentAnswer> document_answer(store::Reader&, std::string_view sha256);
// The original; none for secondary documents and those taken down. Throws when the stored bytes are damaged.
std::optional<std::string> document_bytes(store::Reader&, std::string_view sha256);
std::vector<WaitingName> waiting_names(store::Reader&);
std::vector<Remark> remarks(store::Reader&, std::string_view source, std::size_t limit, std::size_t offset,
                            const std::optional<Day>& known = {});
bool made_from_samples(store::Reader&);

}  // namespace registry
