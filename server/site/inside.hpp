// What the parts of the site share: one request as it becomes known, and what is kept between requests. Only
// for the files of this folder.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/conditional.hpp"
#include "server/http/kept.hpp"
#include "server/http/problem.hpp"
#include "server/pages/machines.hpp"
#include "server/pages/pages.hpp"
#include "server/represent/format.hpp"
#include "server/routes.hpp"
#include "server/site.hpp"
#include "server/site/front.hpp"
#include "server/site/metrics.hpp"
#include "server/site/offered.hpp"

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

struct Site::Inside {
    registry::store::Database& database;
    SiteSettings settings;
    Router<Place> router{routes(), suffixes()};
    Kept kept;
    Front front;
    registry::Waits waits;
    registry::Catalogue catalogue;
    Metrics metrics;
    dump::Shelf dumps;
    Workings workings;

    Inside(registry::store::Database& opened, SiteSettings given);

    // answer.cpp: finds the page. `pattern`: set to the route's, when there is one.
    Response answer(const Request& request, std::string_view& pattern);
    // `to_send`: see Site::answer_to_send.
    Response counted(const Request& request, std::string_view& pattern, bool to_send);
    std::optional<Response> at_once(const Request& request, std::string_view& pattern, bool to_send);
    Response guarded(const Request& request, bool to_send) noexcept;
    Response found(Asked& asked);
    Response raw(const Asked& asked, registry::store::Reader& reader);
    View first_view(const Request& request) const;

    // represented.cpp: has it written in the format asked for, or takes it from what is kept.
    std::optional<Refusal> choose_format(Asked& asked) const;
    Response represented(Asked& asked, registry::store::Reader& reader);
    Response written(const Asked& asked, const Document& document, const Edition& edition);
    Response finish(const Asked& asked, const Finished& finished, Edition edition);

    // refused.cpp: says why not.
    enum class Told { anybody, programs };
    Response refusal(const Request& request, View view, const Refusal& refusal, Told = Told::anybody);
};

// The value of a header; empty when it was not sent.
std::string header(const Request& request, std::string_view name);

}  // namespace server
