// Pages for programs, and what they need of the site itself.
#pragma once
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "server/dump/shelf.hpp"
#include "server/forms.hpp"
#include "server/pages/pages.hpp"

namespace registry {
struct Subscriber;
}

namespace server {

class News;

struct Workings {
    dump::Shelf& dumps;
    std::function<std::string(std::uint64_t revision)> metrics;  // as Prometheus reads them
    FormSettings forms{};
    std::function<registry::Now()> now{};
    std::shared_ptr<News> news{};  // for who follows the log
    std::function<void(const registry::Subscriber&)> fetched{};  // his private feed or calendar
};

Answered health_page(const Asking&);    // the process answers
Answered ready_page(const Asking&);     // the store is readable and the lists are loaded
Answered metrics_page(const Asking&);
Answered changes_stream_page(const Asking&);  // the log as it grows
Answered static_page(const Asking&);
Answered problem_page(const Asking&);   // what a problem's type means
Answered problems_page(const Asking&);  // all of them
Answered api_page(const Asking&);       // help for people who write programs
Answered openapi_page(const Asking&);
Answered timemap_page(const Asking&);
Answered dump_page(const Asking&);
Answered latest_dump_page(const Asking&);  // leads to a file of the newest dump
Answered dump_file_page(const Asking&);
Answered lookup_page(const Asking&);
Answered eli_page(const Asking&);

// The types of problem this program tells of, by status: slug of /problems/{type} and status.
struct ProblemType {
    std::string_view slug;
    int status;
};
std::span<const ProblemType> problem_types();

}  // namespace server
