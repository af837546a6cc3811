// For machines: whether the site is well and ready, what it counts, its own files.
#include "server/pages/machines.hpp"

#include "registry/alerts/fan_out.hpp"
#include "server/http/conditional.hpp"
#include "server/http/cors.hpp"
#include "server/http/secure.hpp"
#include "server/openapi/openapi.hpp"
#include "server/pages/compose.hpp"
#include "server/site/metrics.hpp"
#include "server/static_files.hpp"

namespace server {
namespace {

Response plain(std::string text, std::string_view media = "text/plain; charset=utf-8") {
    Response response;
    response.headers["Content-Type"] = media;
    response.headers["Cache-Control"] = "no-store";
    secure(response.headers);
    response.body = std::make_shared<const std::string>(std::move(text));
    return response;
}

std::string revision_line(const Asking& asking) {
    return "revision " + std::to_string(asking.reader.revision()) + "\n";
}

}  // namespace

Answered health_page(const Asking& asking) { return plain("ok\n" + revision_line(asking)); }

// What cannot be read throws, and the site says 503 (site/answer.cpp). The lists are loaded by the first who
// asks for one; whoever asks here waits for it, so that nobody else does.
Answered ready_page(const Asking& asking) {
    if (!asking.reader.in_place())
        return Refusal{503, "not-ready", {}, asking.view.say("ready.not-in-place"), {}, {}};
    const auto table = asking.catalogue.at(asking.reader);
    return plain("ready\n" + revision_line(asking) + "instruments " + std::to_string(table->rows.size()) + "\n");
}

Answered metrics_page(const Asking& asking) {
    auto text = asking.workings->metrics(asking.reader.revision());
    text += delivery_text(registry::store::queue_counts(asking.reader),
                          registry::store::delivery_counts(asking.reader, registry::earliest_day),
                          registry::alerts::seconds(asking.workings->now()));
    return plain(std::move(text), "text/plain; version=0.0.4; charset=utf-8");
}

Answered openapi_page(const Asking& asking) {
    auto text = openapi::description(asking.view.base_url);
    Response response;
    response.headers["Content-Type"] = "application/json";
    response.headers["Cache-Control"] = "no-cache";
    response.headers["ETag"] = entity_tag(program_edition());
    secure(response.headers);
    share(response.headers);
    response.body = std::make_shared<const std::string>(std::move(text));
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

}  // namespace server
