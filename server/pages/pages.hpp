// The pages. Each has two halves: one asks the registry, the other is pure and puts the answer into a
// Document, so that tests need no store. A page that cannot be shown answers with a Refusal, one that has
// moved with its address.
#pragma once
#include <variant>

#include "registry/answers/ahead.hpp"
#include "registry/answers/answers.hpp"
#include "registry/answers/between.hpp"
#include "registry/answers/instrument_list.hpp"
#include "registry/answers/lately.hpp"
#include "registry/answers/awaits.hpp"
#include "registry/answers/participation.hpp"
#include "registry/answers/party_roads.hpp"
#include "registry/answers/stalled_list.hpp"
#include "registry/answers/waits.hpp"
#include "registry/answers/with.hpp"
#include "registry/catalogue/catalogue.hpp"
#include "server/http/message.hpp"
#include "server/http/problem.hpp"
#include "server/http/router.hpp"
#include "server/pages/snapshot.hpp"
#include "server/pages/view.hpp"
#include "server/represent/document.hpp"

namespace server {

struct Workings;  // machines.hpp

struct Asking {
    Snapshot& reader;  // goes for a Reader&, and is opened by that
    const View& view;
    const Params& params;
    registry::Waits& waits;          // kept as long as the site
    registry::Catalogue& catalogue;  // likewise: lists are answered from it
    registry::Participations& participations;  // likewise
    std::string_view format;         // "html", "csv": what is made only for one format is made when asked for
    Workings* workings = nullptr;    // of the site itself: for the pages of machines.hpp
    std::string_view last_event{};   // the header Last-Event-ID

    // A parameter of the query, empty when not given. Already checked against the route's table.
    std::string_view asked_for(std::string_view parameter) const;
    std::size_t page_number() const;  // ?page=, from 1
};

struct Moved {
    std::string to;  // an address of this site, made by View
};
using Answered = std::variant<Document, Moved, Refusal, Response>;
using Page = Answered (*)(const Asking&);

Answered home_page(const Asking&);
Answered between_page(const Asking&);
Answered help_page(const Asking&);
Answered status_note_page(const Asking&);
Answered instruments_page(const Asking&);
Answered instrument_page(const Asking&);
Answered timeline_page(const Asking&);
Answered participants_page(const Asking&);
Answered map_page(const Asking&);
Answered compare_page(const Asking&);
Answered track_page(const Asking&);
Answered parties_page(const Asking&);
Answered party_page(const Asking&);
Answered with_page(const Asking&);   // what binds two parties
Answered choose_with_page(const Asking&);  // leads there from a party and a name typed
Answered party_awaits_page(const Asking&);
Answered ready_for_deposit_page(const Asking&);
Answered entities_page(const Asking&);
Answered entity_page(const Asking&);  // awaits its act
Answered stalled_page(const Asking&);
Answered forecast_page(const Asking&);
Answered finding_page(const Asking&);
Answered changes_page(const Asking&);
Answered change_page(const Asking&);
Answered calendar_page(const Asking&);
Answered sources_page(const Asking&);
Answered source_page(const Asking&);
Answered review_page(const Asking&);
Answered document_page(const Asking&);
Answered original_page(const Asking&);
Answered rules_page(const Asking&);
Answered rule_page(const Asking&);
Answered procedures_page(const Asking&);
Answered procedure_page(const Asking&);

// The pure halves.
struct HomeAnswer {
    registry::Worst worst;
    registry::Lately lately;
    registry::Ahead ahead;
    std::size_t instruments = 0;
    bool nothing_known = false;  // `known` lies before the first import
};
struct Paging {
    std::size_t page = 1, size = 50, total = 0;  // total 0: not known, `more` decides
    bool more = false;
};
struct InstrumentsShown {
    registry::InstrumentsAnswer answer;
    registry::catalogue::Asked asked;
    std::vector<std::string> near;  // ids like the words searched for, when nothing was found
};
struct InstrumentAround {  // shown on an instrument's page beside the answer itself
    std::vector<registry::ChangeLine> changes;
};
struct SourceAnswer {
    registry::SourceLine line;
    std::vector<registry::Remark> remarks;
};

Document home(const View&, const HomeAnswer&);
Document between_days(const View&, const registry::BetweenAnswer&, bool as_sheet = false);
// A dated page or two for a file: what is recorded of a track on the day asked, and what is not.
Document status_note(const View&, const registry::TrackAnswer&, std::uint64_t revision);
Document instruments_list(const View&, const InstrumentsShown&);
Document instrument(const View&, const registry::InstrumentAnswer&);
Document track(const View&, const registry::TrackAnswer&);
Document parties_list(const View&, const std::vector<registry::PartySummary>&);
Document party(const View&, const registry::RoadsAnswer&, const registry::RoadsQuestion&);
Document with_list(const View&, const registry::WithAnswer&, const registry::WithQuestion&);
Document awaits_list(const View&, const registry::AwaitsAnswer&, const registry::AwaitsQuestion&);
Document entities_list(const View&, const std::vector<registry::FacetCount>& awaited);
Document stalled_list(const View&, const registry::StalledAnswer&, const registry::StalledQuestion&);
Document forecast_list(const View&, const registry::AheadAnswer&, const registry::AheadQuestion&);
Document finding_for_ever(const View&, const registry::FindingAnswer&);
Document changes_list(const View&, const std::vector<registry::ChangeLine>&, const registry::ChangeFilter&,
                      std::string about);
// `before`, `after`: the numbers beside it; 0: none.
Document change_for_ever(const View&, const registry::ChangeLine&, std::int64_t before, std::int64_t after);
// `to_review`: how many pairs of names wait for a person.
Document sources_list(const View&, const std::vector<registry::SourceLine>&,
                      const std::vector<registry::WaitingName>&, std::size_t to_review = 0);
Document review_list(const View&, const std::vector<registry::ReviewLine>&, const Paging&);
Document source(const View&, const SourceAnswer&, const Paging&);
Document document(const View&, const registry::DocumentAnswer&);
Document rules_list(const View&, const std::vector<registry::Rule>&);
Document rule(const View&, const registry::Rule&);
Document procedures_list(const View&, const std::vector<registry::Procedure>&);
Document procedure(const View&, const registry::Procedure&);
Document refused(const View&, const Refusal&);  // a problem as a page for people

// "Nothing here is called X", with near ids. `what` is a key under pages.missing: "instrument".
Refusal missing(const View&, std::string_view what, std::string_view typed,
                std::vector<std::string> near = {});

// Adds "paging": numbers, and addresses of the pages before and after.
void add_paging(Document&, const View&, const Paging&);

}  // namespace server
