#include "server/site/links.hpp"

#include <string_view>

#include "server/http/link.hpp"
#include "server/site/address.hpp"
#include "server/site/memento.hpp"

namespace server {
namespace {

// HTML has no suffix.
std::string in_format(const View& view, const Format& format) {
    return view.here({}, {}, format.name == "html" ? std::string_view{} : format.name);
}

std::string typed(const Format& format) { return "type=\"" + std::string{format.accept} + "\""; }

}  // namespace

std::string links_of(const View& view, const Document& document, const std::vector<const Format*>& offered,
                     const Format& written) {
    std::vector<std::string> values;
    for (const auto& [href, rel, more] : document.links)
        values.push_back(link_value(href.starts_with('/') ? absolute(view, href) : href, rel, more));
    values.push_back(link_value(absolute(view, view.here("lang", {})), "canonical"));
    for (auto& value : time_links(view)) values.push_back(std::move(value));
    for (const auto* each : offered)
        if (each != &written && each->name != "embed")
            values.push_back(link_value(absolute(view, in_format(view, *each)), "alternate", typed(*each)));
    values.push_back(
        link_value(view.permanent("/openapi.json"), "service-desc", "type=\"application/openapi+json\""));
    values.push_back(link_value(view.permanent("/api"), "service-doc", "type=\"text/html\""));
    return link_header(values);
}

std::vector<Refusal::Available> available(const View& view, const std::vector<const Format*>& offered) {
    std::vector<Refusal::Available> links;
    for (const auto* each : offered)
        links.push_back({absolute(view, in_format(view, *each)), std::string{each->accept}});
    return links;
}

}  // namespace server
