#include "importers/importer.hpp"
#include "importers/reading/charset.hpp"
#include "registry/base/text.hpp"
#include "registry/base/xml.hpp"

namespace importers {
namespace {

using registry::problem;
using registry::Result;

constexpr std::string_view address = "urn:placet:about:1";

Result<std::optional<registry::When>> when(const registry::Xml& xml, const pugi::xml_node& about,
                                           const char* attribute) {
    const std::string_view written = about.attribute(attribute).value();
    if (written.empty()) return std::nullopt;
    const auto read = registry::parse_when(written);
    if (!read)
        return problem(std::string{attribute} + " is not a date: " + std::string{written}, xml.where(about));
    return read;
}

}  // namespace

Result<Sidecar> read_sidecar(std::string_view text, const std::string& name) {
    const auto xml = registry::Xml::read(text, name);
    if (!xml) return tl::unexpected(xml.error());
    const auto about = xml->root();
    if (std::string_view{about.name()} != "about" || address != about.attribute("xmlns").value())
        return problem("a sidecar is <about xmlns=\"" + std::string{address} + "\">", xml->where(about));
    const auto known = xml->only(
        about, {"xmlns", "source", "title", "address", "language", "as-of", "published", "retrieved"}, {});
    if (!known) return tl::unexpected(known.error());

    Sidecar out;
    const auto words = [&](const char* attribute) {
        return registry::clean(about.attribute(attribute).value());
    };
    out.source = words("source");
    out.title = words("title");
    out.address = words("address");
    out.language = words("language");
    const auto as_of = when(*xml, about, "as-of");
    if (!as_of) return tl::unexpected(as_of.error());
    const auto published = when(*xml, about, "published");
    if (!published) return tl::unexpected(published.error());
    out.as_of = *as_of;
    out.published = *published;
    if (const auto retrieved = words("retrieved"); !retrieved.empty()) {
        out.retrieved = registry::parse_day(retrieved);
        if (!out.retrieved) return problem("retrieved is not a day: " + retrieved, xml->where(about));
    }
    return out;
}

registry::Document document_of(const Source& source, std::string whose, std::string media_type) {
    registry::Document out;
    out.source = std::move(whose);
    out.title = source.beside.title;
    out.address = source.beside.address;
    out.media_type = is_pdf(source) ? "application/pdf" : std::move(media_type);
    out.language = source.beside.language;
    out.as_of = source.beside.as_of;
    out.published = source.beside.published;
    out.retrieved = source.beside.retrieved;
    out.sample = reading::is_sample(source.bytes);
    return out;
}

}  // namespace importers
