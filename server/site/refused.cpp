// What is said when a request cannot be answered, and where what has moved is found.
#include "server/http/cors.hpp"
#include "server/http/negotiate.hpp"
#include "server/http/secure.hpp"
#include "server/site/inside.hpp"
#include "server/site/redirect.hpp"

namespace server {
namespace {

bool wants_html(const Request& request) {
    constexpr std::string_view offered[] = {"text/html", "application/problem+json", "application/json"};
    const auto chosen = choose_media(header(request, "Accept"), offered);
    return chosen && *chosen == 0;
}

}  // namespace

Response redirect(const std::string& address) {
    Response response;
    response.status = 301;
    response.headers["Location"] = address;
    // An alias may come to name another instrument when two turn out to be one: not for ever in a browser.
    response.headers["Cache-Control"] = "no-cache";
    secure(response.headers);
    share(response.headers);
    return response;
}

// For people a page in their language, for programs RFC 9457.
Response Site::Inside::refusal(const Request& request, View view, const Refusal& refusal, Told told) {
    Response response;
    // Who asks for bytes by an address of theirs and says nothing of pages is a program.
    const bool asks_for_page = header(request, "Accept").find("text/html") != std::string::npos;
    if (!view.suffix.empty() || !wants_html(request) || (told == Told::programs && !asks_for_page)) {
        response = problem_response(refusal, settings.base_url);
    } else {
        if (view.path.empty()) view.path = "/";
        response.status = refusal.status;
        response.headers["Content-Type"] = "text/html; charset=utf-8";
        response.headers["Cache-Control"] = "no-store";
        response.headers["Content-Language"] = registry::name_of(view.lang);
        secure(response.headers);
        // What was refused must not come back in the page's own links.
        view.query.clear();
        if (for_report(request.target) != request.target) view.path = "/subscriptions";  // nor a secret address
        response.body = std::make_shared<const std::string>(write_html(refused(view, refusal)));
    }
    if (refusal.retry_after) response.headers["Retry-After"] = std::to_string(refusal.retry_after);
    vary(response.headers, "Accept");
    vary(response.headers, "Accept-Language");
    return response;
}

}  // namespace server
