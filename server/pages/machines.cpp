// For machines: whether the site is well, its own files, and what a problem's type means.
#include "server/http/conditional.hpp"
#include "server/http/secure.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/pages.hpp"
#include "server/static_files.hpp"

namespace server {

Answered health_page(const Asking& asking) {
    Response response;
    response.headers["Content-Type"] = "text/plain; charset=utf-8";
    response.headers["Cache-Control"] = "no-store";
    secure(response.headers);
    response.body = std::make_shared<const std::string>("ok\nrevision " +
                                                        std::to_string(asking.reader.revision()) + "\n");
    return response;
}

Answered static_page(const Asking& asking) {
    const auto& name = asking.params["name"];
    const auto file = static_file(asking.params["hash"], name);
    if (!file) return missing(asking.view, "page", "/static/" + asking.params["hash"] + "/" + name);
    Response response;
    response.headers["Content-Type"] = file->media;
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable";
    response.headers["ETag"] = entity_tag(file->sha256);
    secure(response.headers);
    response.body = std::make_shared<const std::string>(file->text);
    return response;
}

Answered problem_page(const Asking& asking) {
    const auto& type = asking.params["type"];
    const auto explained = asking.view.say("problem.about." + type);
    if (explained.starts_with("pages.")) return missing(asking.view, "page", "/problems/" + type);
    auto document = page(asking.view, "problem", type);
    document.says.both("type", type);
    document.says.both("explanation", explained);
    return document;
}

}  // namespace server
