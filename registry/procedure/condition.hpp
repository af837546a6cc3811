// One small vocabulary of conditions, total and without loops, used by procedures and rules. The tree is read
// from XML (schemas/conditions.rng) and judged in one pass.
#pragma once
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "registry/base/result.hpp"
#include "registry/base/xml.hpp"
#include "registry/model/truth.hpp"
#include "registry/timeline/track.hpp"

namespace registry {

struct Condition;

// Of whom the milestone is asked.
enum class Of { track, federal, subject, every_required, every_recorded, some_required, any };
template <>
struct Names<Of> {
    static constexpr std::array table{std::pair{Of::track, std::string_view{"track"}},
                                      std::pair{Of::federal, std::string_view{"federal"}},
                                      std::pair{Of::subject, std::string_view{"subject"}},
                                      std::pair{Of::every_required, std::string_view{"every-required"}},
                                      std::pair{Of::every_recorded, std::string_view{"every-recorded"}},
                                      std::pair{Of::some_required, std::string_view{"some-required"}},
                                      std::pair{Of::any, std::string_view{"any"}}};
};

struct Happened {
    std::vector<std::string> milestones;  // any of them
    Of of = Of::track;
    std::vector<std::string> forms = {};     // only events of one of these forms; empty: any form
    std::vector<std::string> subjects = {};  // and of one of these subjects ("commons"); empty: any
    std::string within = {};  // only in the period that this milestone begins; empty: at any time
};
// The period that this milestone begins, by the clock of the track's procedure, has run out. No where it has
// not begun; unknown where the calendar does not reach so far.
struct PeriodEnded {
    std::string from;
};
struct RequiredListWhole {};
struct Qualified {
    std::string as;  // "mixed", "federal", "federated", "bilateral", "no-assent"
};
struct All {
    std::vector<Condition> of;
};
struct Any {
    std::vector<Condition> of;
};
struct Not {
    std::vector<Condition> of;  // none of them
};
struct May {
    std::vector<Condition> of;  // yes becomes allowed (a decision: it may happen, need not)
};

struct Condition {
    std::variant<All, Happened, RequiredListWhole, Qualified, PeriodEnded, Any, Not, May>
        is;  // default: All{} is yes
};

// The node is <all>, <any>, <not>, <may>, <happened>, <required-list-whole>, <qualified> or
// <period-ended>. Refuses unknown words, milestones the vocabulary lacks, `may` below `not` (allowed has no
// negation) and trees deeper than 16.
Result<Condition> read_condition(const Xml&, const pugi::xml_node&);
bool has_may(const Condition&);
// The milestones whose happening it asks for, those below `not` left out.
std::vector<std::string> milestones_asked(const Condition&);
// The milestones whose periods it asks about.
std::vector<std::string> periods_asked(const Condition&);

// Why a condition holds or not: a tree that shows every fact it rests on. `message` is a key of
// schemas/messages; `evidence` are ids of events, looks, statements.
struct Reason {
    std::string message;
    std::vector<std::pair<std::string, std::string>> arguments;
    Truth truth = Truth::yes;
    std::vector<std::string> evidence;
    std::vector<Reason> of;
    bool operator==(const Reason&) const = default;
};

// `subject` is the entity a rule or step is asked about; empty for the track.
Reason judge(const Condition&, const TrackFacts&, const Vocabulary&, std::string_view subject, Day on);

}  // namespace registry
