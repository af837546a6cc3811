// From what sources say to what the registry believes (decision 2, semantics 1). Pure: lists in, lists out.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "registry/exchange/batch.hpp"
#include "registry/model/vocabulary.hpp"

namespace registry {

// A statement whose names have been resolved. The key (semantics 1) is source, instrument, party, entity,
// milestone, form, date as read, occurrence (act, subject) and polarity; place, document and note are not in
// it.
struct Said {
    std::int64_t id = 0;  // row in the store; 0 in tests
    std::string source;
    std::string instrument;  // our id
    std::string party;       // our id, or the raw text while unresolved
    bool party_resolved = true;
    std::string entity;
    std::string milestone, form;
    When when;
    std::string act, subject;
    Polarity polarity = Polarity::happened;
    bool unconfirmed = false;
    std::string note;
    std::optional<When> as_of;  // of the newest document that says it
    std::string where;          // document and place, for remarks
    bool operator==(const Said&) const = default;
};

// What is believed to have happened.
struct Event {
    // "opcat.be.adopted.be-fed"; with its subject (".6-987") where it has one; with its act or date as read
    // (".2018-07-19") for repeatable milestones and from the second happening of others on.
    std::string id;
    std::string instrument, party, entity, milestone, form;
    When when;
    std::string act, subject;
    bool unconfirmed = false;
    std::vector<std::int64_t> statements;  // agreeing ones, believed first
    std::vector<std::int64_t> against;     // dissenting ones: visible, not believed
    bool operator==(const Event&) const = default;
};

struct Settled {
    std::vector<Event> events;    // by milestone order, then lo, then id
    std::vector<Said> absences;   // absent statements, kept for the rules
    std::vector<Remark> remarks;  // where sources disagree, and about what
};

// All that is said of one instrument by and about one party, settled. Deterministic whatever the order given.
Settled settle(const std::vector<Said>&, const Vocabulary&);

}  // namespace registry
