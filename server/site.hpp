// The whole server without sockets: a request in, a response out, never an exception.
#pragma once
#include <atomic>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "registry/model/now.hpp"
#include "registry/store/database.hpp"
#include "server/forms.hpp"
#include "server/http/framing.hpp"
#include "server/http/message.hpp"

namespace server {

struct SiteSettings {
    std::string base_url;  // for permanent links, feed ids and mail; the Host header makes no links
    std::function<registry::Now()> now;  // the clock, or --now
    std::function<registry::Day()> today{};  // the day of now(), for whoever asks often; not set: now().today
    std::size_t kept_bytes = 64u << 20;  // bound on kept bodies
    std::string report_to;  // errors and official replies: "mailto:…" or "https://…"; empty: not set up
    // Told of every exception, one line; called by any thread. Not set: std::clog.
    std::function<void(const std::string&)> report;
    std::filesystem::path dumps{};  // where dumps are kept; empty: none are offered
    std::function<std::size_t()> connections{};  // open now, of the listener; not set: not told
    FormSettings forms{};
    std::size_t streams = 1000;  // so many may follow the log as it grows: 503 past them
    std::chrono::milliseconds patience{10'000};  // for working out one answer: 503 past it
    const std::atomic<bool>* stop = nullptr;     // set when the server ends: what is being worked out is given up
};

class Site {
public:
    Site(registry::store::Database&, SiteSettings);
    ~Site();
    Response answer(const Request&) noexcept;
    // The same when it stands ready; null when it has to be worked out. What is asked for again often enough to
    // be kept is given at once from the third time on, while nothing is committed and the day lasts.
    std::shared_ptr<const Response> at_once(const HeadView&) noexcept;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace server
