// What the parts of the site share: one request as it becomes known, and what is kept between requests. Only
// for the files of this folder.
#pragma once
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "registry/store/snapshot.hpp"
#include "server/http/conditional.hpp"
#include "server/http/kept.hpp"
#include "server/http/problem.hpp"
#include "server/pages/machines.hpp"
#include "server/pages/pages.hpp"
#include "server/represent/format.hpp"
#include "server/routes.hpp"
#include "server/site.hpp"
#include "server/site/fetches.hpp"
#include "server/site/front.hpp"
#include "server/site/metrics.hpp"
#include "server/site/offered.hpp"
#include "server/site/rates.hpp"

namespace server {

// What one request is about, as it becomes known.
struct Asked {
    const Request& request;
    Target target;
    Match<Place> match;
    View view;
    const Format* format = nullptr;
    std::chrono::sys_seconds modified{};  // the answer, last
    std::optional<Front::Standing> standing{};  // what an answer stands on that was taken from what is kept
};

// What every answer says of the store, the same for all of one revision.
struct OfStore {
    std::uint64_t revision = 0;
    registry::store::Stamp stamp;
    bool samples = false;
};

struct Site::Inside {
    registry::store::Database& database;
    SiteSettings settings;
    Router<Place> router{routes(), suffixes()};
    Kept kept;
    Front front;
    registry::Waits waits;
    registry::Catalogue catalogue;
    registry::Participations participations;
    Metrics metrics;
    Rates rates, many_rates;  // Place::Bound
    std::atomic<bool> judging_anew{false};  // somebody is (Place::anew)
    dump::Shelf dumps;
    Fetches fetches;
    Workings workings;

    Inside(registry::store::Database& opened, SiteSettings given);

    // answer.cpp: finds the page. `pattern`: set to the route's, when there is one.
    Response answer(const Request& request, std::string_view& pattern);
    Response answer(Asked& asked, std::string_view& pattern);
    // Counts what it gives.
    std::shared_ptr<const Response> at_once(const std::optional<Front::Key>&);
    Response counted(const Request& request, std::string_view& pattern);
    Response guarded(const Request& request) noexcept;
    Response found(Asked& asked);
    Response raw(const Asked& asked, Snapshot& snapshot);
    Asking asking(const Asked& asked, Snapshot& snapshot, std::string_view format = {});
    View first_view(const Request& request) const;

    std::shared_ptr<const OfStore> of_store(Snapshot&);
    std::mutex of_store_mutex;
    std::shared_ptr<const OfStore> of_store_kept;

    // represented.cpp: has it written in the format asked for, or takes it from what is kept.
    std::optional<Refusal> choose_format(Asked& asked) const;
    Response represented(Asked& asked, Snapshot& snapshot);
    Response written(const Asked& asked, const Document& document, const Edition& edition);
    Response finish(const Asked& asked, Finished finished, Edition edition);

    // acted.cpp: a form that was sent.
    Response acted(Asked& asked);
    std::optional<Refusal> too_often(const Asked& asked, registry::Instant now);
    std::mutex acting;  // one at a time, and nobody waits for it: a form that waits holds up a page

    // refused.cpp: says why not.
    enum class Told { anybody, programs };
    Response refusal(const Request& request, View view, const Refusal& refusal, Told = Told::anybody);
};

// The value of a header; empty when it was not sent.
std::string header(const Request& request, std::string_view name);

}  // namespace server
