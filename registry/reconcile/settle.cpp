#include "registry/reconcile/settle.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

#include "registry/reconcile/event_ids.hpp"
#include "registry/reconcile/occurrences.hpp"

namespace registry {
namespace {

// What is asked of a milestone here; one the vocabulary no longer declares is kept, after all others.
struct Traits {
    Effect effect = Effect::none;
    bool repeatable = false;
    int order = std::numeric_limits<int>::max();
};
Traits traits(const Vocabulary& vocabulary, const std::string& code) {
    const auto* declared = vocabulary.milestone(code);
    return declared ? Traits{declared->effect, declared->repeatable, declared->order} : Traits{};
}

// Statements in one group may be one occurrence. For a qualification the subject is the answer itself
// ("mixed"), not what it concerns.
struct Group {
    int order;
    std::string milestone, entity, subject;
    auto operator<=>(const Group&) const = default;
};

// The road so far, for "the date that breaks no order".
class Road {
public:
    void add(const Event& event, const Traits& of) {
        // Publication may follow deposit (semantics 4, R15); lists, questions, duties and reasons have no
        // place on the road; what may happen again has no one place.
        const bool stands = of.effect != Effect::publishes && of.effect != Effect::lists &&
                            of.effect != Effect::asks && of.effect != Effect::duty &&
                            of.effect != Effect::explains;
        if (!stands || of.repeatable) return;
        auto& latest = latest_[event.entity];
        latest = std::max(latest, event.when.lo);
    }
    // Something that comes earlier on the road is certainly later than this.
    bool breaks_order(const When& when, const std::string& entity) const {
        const auto found = latest_.find(entity);
        return found != latest_.end() && found->second > when.hi;
    }

private:
    std::map<std::string, Day> latest_;  // groups come in road order
};

class Settling {
public:
    explicit Settling(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

    Settled all(const std::vector<Said>& said) {
        std::map<Group, std::vector<Weighed>> groups;
        for (const auto& each : said) {
            if (each.polarity == Polarity::absent) {
                settled_.absences.push_back(each);
                continue;
            }
            const auto of = traits(vocabulary_, each.milestone);
            const auto subject = of.effect == Effect::qualifies ? std::string{} : each.subject;
            groups[{of.order, each.milestone, each.entity, subject}].push_back(weigh(each, vocabulary_));
        }
        const auto lives = lives_of(said);
        for (auto& [group, statements] : groups) settle_group(group, std::move(statements), lives);
        compare_with_absences();
        put_in_order();
        return std::move(settled_);
    }

private:
    // Consent given anew after a withdrawal. A signature withdrawn and given again is the same case.
    struct Lives {
        std::vector<Day> consent, signature;
    };
    Lives lives_of(const std::vector<Said>& said) const {
        std::vector<When> consents, withdrawals, signatures, unsigned_;
        for (const auto& each : said) {
            if (each.polarity == Polarity::absent || !each.entity.empty()) continue;
            const auto effect = traits(vocabulary_, each.milestone).effect;
            if (effect == Effect::consents || effect == Effect::enters) consents.push_back(each.when);
            if (effect == Effect::withdraws) withdrawals.push_back(each.when);
            if (effect == Effect::signs) signatures.push_back(each.when);
            if (effect == Effect::unsigns) unsigned_.push_back(each.when);
        }
        return {new_lives(consents, withdrawals), new_lives(signatures, unsigned_)};
    }

    void settle_group(const Group& group, std::vector<Weighed> statements, const Lives& lives) {
        static const std::vector<Day> none;
        const auto of = traits(vocabulary_, group.milestone);
        const bool consent =
            of.effect == Effect::consents || of.effect == Effect::enters || of.effect == Effect::withdraws;
        const bool signature = of.effect == Effect::signs || of.effect == Effect::unsigns;
        auto parts = occurrences(std::move(statements), of.repeatable,
                                 consent     ? lives.consent
                                 : signature ? lives.signature
                                             : none);
        std::vector<Event> events;
        for (auto& part : parts) {
            auto [event, date] = believe(std::move(part), of);
            event.id = date;  // for a moment: the tie-break below
            events.push_back(std::move(event));
        }
        std::sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
            return std::tie(a.when.lo, a.when.hi, a.act, a.id, a.form) <
                   std::tie(b.when.lo, b.when.hi, b.act, b.id, b.form);
        });
        bool first = true;
        for (auto& event : events) {
            event.id = ids_.mint(event, group.subject, event.id, first && !of.repeatable);
            first = false;
            road_.add(event, of);
            settled_.events.push_back(std::move(event));
        }
    }

    // Rank, then the newest snapshot, then the surer word, then the date that breaks no order, then the
    // earlier; what remains equal goes by its text, so that the order given never matters.
    bool believed_before(const Weighed& a, const Weighed& b) const {
        const auto key = [&](const Weighed& w) {
            const auto& s = *w.said;
            const auto as_of = s.as_of ? s.as_of->hi : earliest_day;
            return std::tuple{-w.rank,
                              -as_of.time_since_epoch().count(),
                              s.unconfirmed,
                              road_.breaks_order(w.when, s.entity),
                              w.when.lo,
                              w.when.hi,
                              std::string_view{w.when.edtf},
                              std::string_view{s.source},
                              std::string_view{s.form},
                              std::string_view{s.subject},
                              std::string_view{s.act},
                              std::string_view{s.where},
                              std::string_view{s.note},
                              s.id};
        };
        return key(a) < key(b);
    }

    std::pair<Event, std::string> believe(Occurrence part, const Traits& of) {
        std::sort(part.begin(), part.end(),
                  [&](const Weighed& a, const Weighed& b) { return believed_before(a, b); });
        const auto top = *part.front().said;
        Event event;
        if (of.effect == Effect::qualifies) event.against = set_aside_other_answers(part);
        const auto& sharpest = part[sharpest_compatible(part)];
        event.instrument = top.instrument;
        event.party = top.party;
        event.entity = top.entity;
        event.milestone = top.milestone;
        event.when = sharpest.when;
        event.unconfirmed = true;
        event.statements.push_back(sharpest.said->id);
        for (const auto& each : part) {
            const auto& said = *each.said;
            if (!overlaps(each.when, sharpest.when)) {
                event.against.push_back(said.id);
                doubt("date-conflict",
                      subject_of(said) + ": believed " + telling(sharpest) + "; also said " + telling(each),
                      said.where);
                continue;
            }
            if (&each != &sharpest) event.statements.push_back(said.id);
            event.unconfirmed = event.unconfirmed && said.unconfirmed;
            if (event.form.empty()) event.form = said.form;
            if (event.act.empty()) event.act = said.act;
            if (event.subject.empty()) event.subject = said.subject;
            if (!said.form.empty() && said.form != event.form) disagree_on_form(event, each);
        }
        return {std::move(event), sharpest.said->when.edtf};
    }

    // From the first believed on, always the best believed of those that say the same more sharply.
    static std::size_t sharpest_compatible(const Occurrence& part) {
        std::size_t at = 0;
        for (std::size_t k = 1; k < part.size(); ++k) {  // what did not fit a wider span fits no narrower one
            const bool narrower = part[k].when.hi - part[k].when.lo < part[at].when.hi - part[at].when.lo;
            if (narrower && contains(part[at].when, part[k].when)) at = k;
        }
        return at;
    }

    static std::string telling(const Weighed& one) {
        return one.said->when.edtf + " (" + one.said->source + ", " + one.said->where + ")";
    }
    static std::string subject_of(const Said& said) {
        auto text = said.instrument;
        for (const auto* part : {&said.party, &said.entity, &said.milestone})
            if (!part->empty()) text += " " + *part;
        return text;
    }

    // Two sources that qualify the treaty differently do not agree, whatever their dates.
    std::vector<std::int64_t> set_aside_other_answers(Occurrence& part) {
        const auto believed =
            std::find_if(part.begin(), part.end(), [](const Weighed& w) { return !w.said->subject.empty(); });
        std::vector<std::int64_t> against;
        if (believed == part.end()) return against;
        const auto& answer = *believed->said;
        std::erase_if(part, [&](const Weighed& w) {
            const auto& said = *w.said;
            if (said.subject.empty() || said.subject == answer.subject) return false;
            against.push_back(said.id);
            doubt("qualification-conflict",
                  subject_of(said) + ": believed " + answer.subject + " (" + answer.source + ", " +
                      answer.where + "); also said " + said.subject + " (" + said.source + ", " + said.where +
                      ")",
                  said.where);
            return true;
        });
        return against;
    }
    void disagree_on_form(const Event& event, const Weighed& other) {
        doubt("form-conflict",
              subject_of(*other.said) + ": believed " + event.form + "; also said " + other.said->form +
                  " (" + other.said->source + ", " + other.said->where + ")",
              other.said->where);
    }
    void doubt(std::string kind, std::string what, std::string where) {
        settled_.remarks.push_back(
            {Remark::Weight::doubt, std::move(kind), std::move(what), std::move(where)});
    }

    // "not happened as of D" beside an event that certainly happened before D.
    void compare_with_absences() {
        std::map<std::tuple<std::string, std::string, std::string>, const Event*> earliest;
        for (const auto& event : settled_.events) {
            auto& first = earliest[{event.milestone, event.entity, event.subject}];
            if (!first || std::tie(event.when.hi, event.id) < std::tie(first->when.hi, first->id))
                first = &event;
        }
        for (const auto& absence : settled_.absences) {
            const auto found = earliest.find({absence.milestone, absence.entity, absence.subject});
            if (found == earliest.end() || found->second->when.hi > absence.when.lo) continue;
            doubt("absence-conflict",
                  subject_of(absence) + ": believed " + found->second->when.edtf + "; not happened as of " +
                      absence.when.edtf + " says " + absence.source + ", " + absence.where,
                  absence.where);
        }
    }

    void put_in_order() {
        const auto order = [&](const std::string& code) { return traits(vocabulary_, code).order; };
        std::sort(settled_.events.begin(), settled_.events.end(), [&](const Event& a, const Event& b) {
            return std::tuple{order(a.milestone), a.when.lo, std::string_view{a.id}} <
                   std::tuple{order(b.milestone), b.when.lo, std::string_view{b.id}};
        });
        const auto key = [&](const Said& s) {
            return std::tuple{order(s.milestone),
                              std::string_view{s.milestone},
                              std::string_view{s.entity},
                              std::string_view{s.subject},
                              s.when.hi,
                              std::string_view{s.source},
                              std::string_view{s.when.edtf},
                              std::string_view{s.where},
                              s.id};
        };
        std::sort(settled_.absences.begin(), settled_.absences.end(),
                  [&](const Said& a, const Said& b) { return key(a) < key(b); });
        std::sort(settled_.remarks.begin(), settled_.remarks.end(), [](const Remark& a, const Remark& b) {
            return std::tie(a.kind, a.what, a.where) < std::tie(b.kind, b.what, b.where);
        });
    }

    const Vocabulary& vocabulary_;
    Settled settled_;
    Road road_;
    EventIds ids_;
};

}  // namespace

Settled settle(const std::vector<Said>& said, const Vocabulary& vocabulary) {
    return Settling{vocabulary}.all(said);
}

}  // namespace registry
