// Which findings are listed on the day and in the view asked, without judging what has not changed: the read
// model knows on which days each was and will be listed (ListedSpan). Judged anew are only
//   tracks that something may have turned on by time alone and that do not tell what (Table::untold);
//   with `known`, instruments of which something was recorded after that day, and of which something was
//   recorded by then;
//   with `published`, every track.
#pragma once
#include <deque>
#include <memory>
#include <string_view>
#include <vector>

#include "registry/answers/answers.hpp"
#include "registry/catalogue/catalogue.hpp"

namespace registry {

struct Listed {
    std::string_view id, instrument, rule, party, entity, waits_for;
    Severity severity = Severity::none;
    Certainty certainty = Certainty::certain;
    const When* since = nullptr;
    std::optional<Day> opened;         // first day of the days on end on which it was listed, this one among
                                       // them; none: judged anew and not asked for
    const Verdict* verdict = nullptr;  // where it has been judged for this answer
};

// Points into itself and the table.
struct ListedOn {
    std::shared_ptr<const Table> table;
    std::deque<Verdict> judged;
    std::vector<Listed> all;  // worst first, then since, then id
    bool nothing_known = false;
};

// What need not be looked at: each narrows and none is a promise that nothing else is in the answer.
struct Narrow {
    std::string_view party;  // empty: every party
    Severity at_least = Severity::notice;
    bool opened = false;  // say of those judged anew too since when they are listed
};
ListedOn listed_on(store::Reader&, std::shared_ptr<const Table>, const Asked&, const Narrow& = {});

// The span of those days, if the day lies in one; the first day of all those that follow on one another.
const ListedSpan* span_on(const std::vector<ListedSpan>&, Day on);
Day opened_on(const std::vector<ListedSpan>&, const ListedSpan&);

// The verdict in the store, where it is that of the day asked: judged by then, open, and nothing of it has
// turned since.
std::optional<Verdict> verdict_as_stored(store::Reader&, std::string_view finding, const Asked&);

// One of them in full: judged anew where it has not been, and the reason the competent authority gave, if one
// parks it.
FindingLine finding_line(store::Reader&, const ListedOn&, const Listed&, const Asked&);

InstrumentHead head_of(const CatalogueRow&);

}  // namespace registry
