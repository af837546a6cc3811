#include "server/http/cors.hpp"

#include "server/http/conditional.hpp"
#include "server/http/secure.hpp"

namespace server {

void share(Headers& headers) {
    headers["Access-Control-Allow-Origin"] = "*";
    headers["Access-Control-Expose-Headers"] =
        "Accept-Ranges, Allow, Content-Disposition, Content-Range, ETag, Link, Location, Memento-Datetime, "
        "Retry-After";
}

Response options(const Request& request, std::string_view allow) {
    Response response;
    response.status = 204;
    response.headers["Allow"] = allow;
    secure(response.headers);
    if (request.headers.find("Origin") == request.headers.end()) return response;
    share(response.headers);
    response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS";
    response.headers["Access-Control-Allow-Headers"] =
        "Accept, Accept-Datetime, Accept-Language, Cache-Control, If-Modified-Since, If-None-Match, If-Range, "
        "Last-Event-ID, Range";
    response.headers["Access-Control-Max-Age"] = "86400";
    vary(response.headers, "Origin");
    return response;
}

}  // namespace server
