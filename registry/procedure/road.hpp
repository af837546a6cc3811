// One track's facts arranged for asking: events by milestone, whose assent is required, which procedure. Made
// once per track and asked for every rule, step and day. It points into the facts and the vocabulary, which
// must outlive it.
#pragma once
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "registry/procedure/procedure.hpp"

namespace registry {

class Road {
public:
    Road(const TrackFacts&, const Vocabulary&);
    Road(const Road&) = delete;  // its lists are views into itself
    Road& operator=(const Road&) = delete;

    const TrackFacts& facts() const { return *facts_; }
    const Vocabulary& vocabulary() const { return *vocabulary_; }

    using Events = std::span<const TrackEvent* const>;
    Events events(std::string_view milestone) const;  // by lo, hi, id
    // Is it an act of this entity? Acts of entity level recorded without one are the federal State's; asked
    // for no entity, and for milestones of other levels, every event is.
    bool is_of(const TrackEvent&, std::string_view entity) const;

    // By the end of the day, by somebody's sure word: what the source itself doubts is never more than
    // unknown.
    static Truth happened(const TrackEvent&, Day on);
    Truth happened(std::string_view milestone, std::string_view entity, Day on) const;

    std::string_view federal() const { return federal_; }  // empty: the party has no federal entity
    // Who assents is the party itself: it has a procedure of its own and no entities. required(), recorded()
    // and acting() then name it "", and the list is whole.
    bool is_unitary() const { return unitary_; }
    // Of the clock that this milestone begins in the track's procedure, as far as it had begun by that day:
    // of several beginnings the latest. Nothing: it has no such clock, or none has begun.
    std::optional<Period> period(std::string_view from, Day on) const;
    // What happened by the running out of a period, computed. Owned with whoever keeps the pointer.
    const std::shared_ptr<const std::vector<TrackEvent>>& computed() const { return computed_; }
    const Choice& procedure() const { return procedure_; }
    const std::vector<EntityOnTrack>& entities() const { return entities_; }
    // Assent required: those on the list, and the federal State unless the treaty is exclusively federated.
    const std::vector<std::string_view>& required() const { return required_; }
    // Recorded as competent: required by a sure source, engaged by the signature, or with an act on record.
    const std::vector<std::string_view>& recorded() const { return recorded_; }
    const std::vector<std::string_view>& acting() const { return acting_; }  // with an act on record
    bool is_unconfirmed(std::string_view entity) const;
    bool list_is_whole() const { return whole_; }  // a source says so, or the treaty is exclusively federal
    bool list_is_confirmed() const { return confirmed_; }  // no entity stands on it by a doubtful word
    // By a recorded qualification ("mixed", "be-treaty-mixed", "eu-mixed"), else by the procedure chosen.
    bool qualified(std::string_view as) const;

private:
    struct Group {
        std::string_view milestone;
        bool of_entities;  // Level::entity
        std::size_t begin, end;
    };
    const Group* group(std::string_view milestone) const;
    void arrange_events();
    void arrange_entities();
    void arrange_unitary();
    void arrange_bodies();
    void compute_events();
    const TrackEvent* begins(std::string_view milestone, Day on) const;

    const TrackFacts* facts_;
    const Vocabulary* vocabulary_;
    std::vector<const TrackEvent*> events_;
    std::vector<Group> groups_;  // by milestone
    std::string_view federal_;
    std::vector<EntityOnTrack> entities_;
    Choice procedure_;
    std::vector<std::string_view> required_, recorded_, acting_;
    bool whole_ = false, confirmed_ = true, unitary_ = false;
    std::shared_ptr<const std::vector<TrackEvent>> computed_;
};

// The message that says how a period stands: "because.period-ends", "because.period-unknown", …
const char* message_of(const Period&);

Reason judge(const Condition&, const Road&, std::string_view subject, Day on);
Truth truth_of(const Condition&, const Road&, std::string_view subject,
               Day on);  // the same, without the proof
Walk walk(const Procedure&, const Road&, Day on);
Choice procedure_of(const TrackFacts&, const Vocabulary&, const std::vector<EntityOnTrack>&);

}  // namespace registry
