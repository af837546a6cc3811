// The whole server without sockets: a request in, a response out, never an exception.
#pragma once
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "registry/model/now.hpp"
#include "registry/store/database.hpp"
#include "server/http/message.hpp"

namespace server {

struct SiteSettings {
    std::string base_url;  // for permanent links, feed ids and mail; the Host header makes no links
    std::function<registry::Now()> now;  // the clock, or --now
    std::size_t kept_bytes = 64u << 20;  // bound on kept bodies
    std::string report_to;  // errors and official replies: "mailto:…" or "https://…"; empty: not set up
    // Told of every exception, one line; called by any thread. Not set: std::clog.
    std::function<void(const std::string&)> report;
    std::filesystem::path dumps{};  // where dumps are kept; empty: none are offered
    std::function<std::size_t()> connections{};  // open now, of the listener; not set: not told
};

class Site {
public:
    Site(registry::store::Database&, SiteSettings);
    ~Site();
    Response answer(const Request&) noexcept;
    // The same for whoever sends it: where the header lines stand ready they come without `headers`.
    Response answer_to_send(const Request&) noexcept;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace server
