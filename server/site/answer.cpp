// From a request to its page: the way through the table of addresses.
#include <iostream>

#include "server/http/cors.hpp"
#include "server/http/negotiate.hpp"
#include "server/http/range.hpp"
#include "server/http/secure.hpp"
#include "server/pages/news.hpp"
#include "server/parameters.hpp"
#include "server/site/address.hpp"
#include "server/site/inside.hpp"
#include "server/site/redirect.hpp"

namespace server {

std::string header(const Request& request, std::string_view name) {
    const auto found = request.headers.find(name);
    return found == request.headers.end() ? std::string{} : found->second;
}

namespace {

constexpr int seconds_when_busy = 3, seconds_when_too_long = 60;

// A turn at what is done by one at a time, where it is wanted.
class OneAtATime {
public:
    OneAtATime(std::atomic<bool>& taken, bool wanted)
        : taken_(taken), wanted_(wanted), has_turn_(!wanted || !taken.exchange(true)) {}
    ~OneAtATime() {
        if (wanted_ && has_turn_) taken_ = false;
    }
    OneAtATime(const OneAtATime&) = delete;
    OneAtATime& operator=(const OneAtATime&) = delete;
    bool has_turn() const { return has_turn_; }

private:
    std::atomic<bool>& taken_;
    const bool wanted_, has_turn_;
};

Refusal too_much(const View& view, const std::string& type, int again, std::int64_t seconds = 0) {
    return {503, type, view.say("problem." + type), view.say("problem." + type + "-detail", {{"seconds", std::to_string(seconds)}}),
            {}, {}, {}, again};
}

SiteSettings completed(SiteSettings settings) {
    while (settings.base_url.ends_with('/')) settings.base_url.pop_back();
    if (!settings.today) settings.today = [now = settings.now] { return now().today; };
    if (!settings.report)
        settings.report = [](const std::string& line) {
            std::clog << "placet: " + line + "\n" << std::flush;
        };
    return settings;
}

}  // namespace

Site::Inside::Inside(registry::store::Database& opened, SiteSettings given)
    : database(opened),
      settings(completed(std::move(given))),
      kept(settings.kept_bytes),
      front(settings.kept_bytes / 4),
      rates(settings.forms.a_minute, settings.forms.an_hour),
      many_rates(6 * settings.forms.a_minute, 6 * 60 * settings.forms.a_minute),
      dumps(opened, settings.dumps, settings.now, settings.report),
      fetches(opened, settings.now, settings.report),
      workings{dumps, [this](std::uint64_t revision) {
                   const auto counts = kept.counts();
                   return metrics.text({counts.hits + front.hits(), counts.misses, counts.bytes, counts.entries,
                                        settings.connections ? settings.connections() : 0, revision,
                                        static_cast<bool>(settings.connections), workings.news->followers(),
                                        workings.news->said()});
               },
               settings.forms, settings.now,
               std::make_shared<News>(opened, settings.base_url, settings.now, settings.streams),
               [this](const registry::Subscriber& whose) { fetches.note(whose); }} {}

View Site::Inside::first_view(const Request& request) const {
    View view;
    view.lang = choose_language(header(request, "Accept-Language"));
    view.asked.today = view.asked.on = settings.now().today;
    view.base_url = settings.base_url;
    view.report_to = settings.report_to;
    return view;
}

Response Site::Inside::answer(const Request& request, std::string_view& pattern) {
    Asked asked{request, {}, {}, first_view(request), nullptr};
    auto response = answer(asked, pattern);
    if (is_secret(asked.target)) keep_private(response.headers);
    return response;
}

Response Site::Inside::answer(Asked& asked, std::string_view& pattern) {
    const auto& request = asked.request;
    const auto& view = asked.view;
    if (!read_target(request.target, asked.target))
        return refusal(request, view,
                       {400,
                        "bad-address",
                        view.say("problem.bad-address"),
                        view.say("problem.bad-address-detail"),
                        {},
                        {}});
    read_language(asked.target, asked.view);
    asked.match = router.find(request.method, asked.target);
    switch (asked.match.outcome) {
        case Outcome::found: {
            pattern = asked.match.route->pattern;
            auto response = found(asked);
            // The second time it is asked for: what one visitor sees once does not push others out.
            if (asked.standing)
                front.keep(request, *asked.standing, response, pattern, &metrics.tally(pattern, response.status));
            return response;
        }
        case Outcome::moved:
            return redirect(without_end_slash(request.target));
        case Outcome::not_found:
            return refusal(request, view,
                           missing(view, "page", request.target.substr(0, request.target.find('?'))));
        case Outcome::options:
            return options(request, asked.match.allow);
        case Outcome::not_allowed:
            break;
    }
    auto response = refusal(request, view,
                            {405,
                             "method-not-allowed",
                             view.say("problem.method"),
                             view.say("problem.method-detail", {{"allowed", asked.match.allow}}),
                             {},
                             {}});
    response.headers["Allow"] = asked.match.allow;
    return response;
}

Response Site::Inside::found(Asked& asked) {
    const auto& place = asked.match.route->handler;
    auto& view = asked.view;
    view.suffix = asked.match.suffix;
    view.dated = place.dated();
    view.recorded = place.recorded();
    for (const auto* format : offered_by(place)) view.formats.push_back(format->name);
    view.path = canonical_path(asked.target, asked.match.suffix);
    if (auto refused = read_parameters(asked.target, place, view))
        return refusal(asked.request, view, *refused, place.represented() ? Told::anybody : Told::programs);
    if (asked.match.route->pattern == "/index" && view.suffix.empty()) return redirect(view.here({}, {}));
    if (place.action) return acted(asked);
    // Who asks such a question holds up those who do too, and nobody else.
    const OneAtATime one(judging_anew, place.anew && (view.asked.known || view.asked.published));
    if (!one.has_turn()) return refusal(asked.request, view, too_much(view, "busy", seconds_when_busy));
    try {
        Snapshot snapshot(database, registry::store::Patience{std::chrono::steady_clock::now() + settings.patience,
                                                              settings.stop});
        if (place.represented()) return represented(asked, snapshot);
        view.samples = of_store(snapshot)->samples;
        return raw(asked, snapshot);
    } catch (const registry::store::TooLong&) {
        const auto taken = std::chrono::ceil<std::chrono::seconds>(settings.patience).count();
        return refusal(asked.request, view, too_much(view, "too-long", seconds_when_too_long, taken));
    }
}

Asking Site::Inside::asking(const Asked& asked, Snapshot& snapshot, std::string_view format) {
    const auto last_event = asked.request.headers.find("Last-Event-ID");
    const bool comes_back = last_event != asked.request.headers.end();
    return {snapshot, asked.view,     asked.match.params, waits,
            catalogue, participations, format,             &workings,
            comes_back ? std::string_view{last_event->second} : std::string_view{}};
}

std::shared_ptr<const OfStore> Site::Inside::of_store(Snapshot& snapshot) {
    const auto revision = snapshot.revision();
    {
        const std::lock_guard lock(of_store_mutex);
        if (of_store_kept && of_store_kept->revision == revision) return of_store_kept;
    }
    registry::store::Reader& reader = snapshot;
    auto read = std::make_shared<const OfStore>(
        OfStore{reader.revision(), registry::store::stamp(reader), registry::made_from_samples(reader)});
    const std::lock_guard lock(of_store_mutex);
    return of_store_kept = std::move(read);
}

Response Site::Inside::raw(const Asked& asked, Snapshot& snapshot) {
    auto answered = asked.match.route->handler.page(asking(asked, snapshot));
    if (const auto* refused = std::get_if<Refusal>(&answered))
        return refusal(asked.request, asked.view, *refused, Told::programs);
    auto response = std::get<Response>(std::move(answered));
    const auto tag = response.headers.find("ETag");
    if (tag != response.headers.end() && unchanged(asked.request, tag->second))
        return not_modified(response.headers);
    return in_range(asked.request, std::move(response));
}

std::shared_ptr<const Response> Site::Inside::at_once(const std::optional<Front::Key>& key) {
    if (!key || settings.kept_bytes == 0) return nullptr;
    const auto begun = std::chrono::steady_clock::now();
    auto found = front.find(*key, {database.revision(), settings.today()});
    if (!found) return nullptr;
    metrics.count(*found->tally, std::chrono::steady_clock::now() - begun, found->response->bytes());
    return std::move(found->response);
}

Response Site::Inside::counted(const Request& request, std::string_view& pattern) {
    const auto begun = std::chrono::steady_clock::now();
    const auto since = [&] { return std::chrono::steady_clock::now() - begun; };
    try {
        if (const auto ready = at_once(Front::key_of(request))) return *ready;
        auto response = answer(request, pattern);
        metrics.count(pattern, response.status, since(), request.method == "HEAD" ? 0 : response.bytes());
        return response;
    } catch (...) {
        metrics.count(pattern, pattern == "/readyz" ? 503 : 500, since(), 0);
        throw;
    }
}

// The last stop of every exception: the client learns that it was ours, the operator what it was.
Response Site::Inside::guarded(const Request& request) noexcept {
    std::string_view pattern;
    try {
        return counted(request, pattern);
    } catch (const std::exception& error) {
        settings.report(request.method + " " + for_report(request.target) + ": " + error.what());
    } catch (...) {
        settings.report(request.method + " " + for_report(request.target) + ": unknown");
    }
    // Whoever asks whether we are ready is to wait, not to complain.
    if (pattern == "/readyz")
        return problem_response({503, "not-ready", {}, "The registry cannot be read.", {}, {}},
                                settings.base_url);
    return problem_response({500, "internal", {}, {}, {}, {}}, settings.base_url);
}

Site::Site(registry::store::Database& database, SiteSettings settings)
    : inside_(std::make_unique<Inside>(database, std::move(settings))) {}
Site::~Site() = default;

std::shared_ptr<const Response> Site::at_once(const HeadView& head) noexcept {
    try {
        return inside_->at_once(Front::key_of(head));
    } catch (...) {
        return nullptr;  // the long way tells
    }
}
Response Site::answer(const Request& request) noexcept { return inside_->guarded(request); }

}  // namespace server
