#include "importers/chamber/chamber.hpp"

#include "importers/chamber/dossier.hpp"
#include "importers/chamber/road.hpp"
#include "importers/reading/charset.hpp"

namespace importers::chamber {

registry::Truth recognises(const Source& source) {
    const auto bytes = source.bytes.substr(0, 512 * 1024);
    const auto has = [&](std::string_view words) { return bytes.find(words) != std::string_view::npos; };
    const bool dossier = has("Parlementair Document") || has("Document parlementaire");
    return dossier && (has("td1x") || has("flwb") || has("FLWB")) && has("<") ? registry::Truth::yes
                                                                              : registry::Truth::no;
}

registry::Batch read(const Source& source) {
    registry::Batch batch;
    registry::Document document;
    document.source = "be-chamber";
    document.media_type = "text/html";
    document.title = source.beside.title;
    document.address = source.beside.address;
    document.as_of = source.beside.as_of;
    document.published = source.beside.published;
    document.retrieved = source.beside.retrieved;
    document.sample = reading::is_sample(source.bytes);
    batch.documents.push_back(document);

    const auto page = reading::read_html(source.bytes, source.name);
    const auto dossier = page ? read_dossier(*page, source.bytes, source.name) : tl::unexpected(page.error());
    if (page) batch.remarks = page->remarks;
    if (!dossier) {
        batch.remarks.push_back(
            {registry::Remark::Weight::loss, "no-dossier", dossier.error().what, dossier.error().where});
        return batch;
    }
    batch.documents[0].language = dossier->language;
    if (batch.documents[0].title.empty()) batch.documents[0].title = "Dossier " + dossier->number;
    read_road(*dossier, batch, source.name);
    return batch;
}

}  // namespace importers::chamber
