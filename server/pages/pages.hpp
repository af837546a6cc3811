// The pages. Each has two halves: one asks the registry, the other is pure and puts the answer into a
// Document, so that tests need no store. A page that cannot be shown answers with a Refusal, one that has
// moved with its address.
#pragma once
#include <variant>

#include "registry/answers/answers.hpp"
#include "registry/answers/waits.hpp"
#include "server/http/message.hpp"
#include "server/http/problem.hpp"
#include "server/http/router.hpp"
#include "server/pages/view.hpp"
#include "server/represent/document.hpp"

namespace server {

struct Asking {
    registry::store::Reader& reader;
    const View& view;
    const Params& params;
    registry::Waits& waits;  // kept as long as the site

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
Answered instruments_page(const Asking&);
Answered instrument_page(const Asking&);
Answered track_page(const Asking&);
Answered parties_page(const Asking&);
Answered party_page(const Asking&);
Answered stalled_page(const Asking&);
Answered forecast_page(const Asking&);
Answered finding_page(const Asking&);
Answered changes_page(const Asking&);
Answered sources_page(const Asking&);
Answered source_page(const Asking&);
Answered review_page(const Asking&);
Answered document_page(const Asking&);
Answered original_page(const Asking&);
Answered rules_page(const Asking&);
Answered rule_page(const Asking&);
Answered procedures_page(const Asking&);
Answered procedure_page(const Asking&);
Answered lookup_page(const Asking&);
Answered health_page(const Asking&);
Answered static_page(const Asking&);
Answered problem_page(const Asking&);  // what a problem's type means

// The pure halves.
struct HomeAnswer {
    std::vector<registry::FindingLine> stalled, about_to_change;
    std::vector<registry::ChangeLine> changes;
    bool nothing_known = false;  // `known` lies before the first import
};
struct Paging {
    std::size_t page = 1, size = 50, total = 0;  // total 0: not known, `more` decides
    bool more = false;
};
struct InstrumentAround {  // shown on an instrument's page beside the answer itself
    std::vector<registry::ChangeLine> changes;
};
struct PartyAnswer {
    std::string party;
    std::vector<registry::PartyTrack> tracks;
};
struct SourceAnswer {
    registry::SourceLine line;
    std::vector<registry::Remark> remarks;
};

Document home(const View&, const HomeAnswer&);
// `near`: ids like the words searched for, when nothing was found.
Document instruments_list(const View&, const registry::InstrumentList&, std::string_view search,
                          const Paging&, const std::vector<std::string>& near = {});
Document instrument(const View&, const registry::InstrumentAnswer&);
Document track(const View&, const registry::TrackAnswer&);
Document parties_list(const View&, const std::vector<registry::PartySummary>&);
Document party(const View&, const PartyAnswer&, const Paging&);
Document stalled_list(const View&, const std::vector<registry::FindingLine>&, const registry::StalledFilter&,
                      const Paging&, bool nothing_known = false);
Document forecast_list(const View&, const std::vector<registry::FindingLine>&,
                       const registry::ForecastFilter&, const Paging&, bool nothing_known = false);
Document finding_for_ever(const View&, const registry::FindingAnswer&);
Document changes_list(const View&, const std::vector<registry::ChangeLine>&, const registry::ChangeFilter&,
                      std::string about);
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
