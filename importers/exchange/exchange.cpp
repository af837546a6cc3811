#include "importers/exchange/exchange.hpp"

#include <algorithm>

#include "importers/reading/charset.hpp"
#include "registry/exchange/exchange_xml.hpp"

namespace importers::exchange {
namespace {

bool says_nothing(const registry::Batch& batch) {
    return batch.statements.empty() && batch.descriptions.empty() && batch.passages.empty() &&
           batch.looks.empty() && batch.links.empty() && batch.not_same.empty() && batch.relations.empty() && batch.clauses.empty() && batch.sittings.empty() &&
           std::all_of(batch.documents.begin(), batch.documents.end(),
                       [](const registry::Document& each) { return each.covers.empty(); });
}

// What stands beside the file fills in what the file itself does not say.
void fill(registry::Document& document, const registry::Document& beside) {
    if (document.title.empty()) document.title = beside.title;
    if (document.address.empty()) document.address = beside.address;
    if (document.media_type.empty()) document.media_type = beside.media_type;
    if (document.language.empty()) document.language = beside.language;
    if (!document.as_of) document.as_of = beside.as_of;
    if (!document.published) document.published = beside.published;
    if (!document.retrieved) document.retrieved = beside.retrieved;
    document.sample = document.sample || beside.sample;
}

}  // namespace

registry::Truth recognises(const Source& source) {
    return reading::first_words(source.bytes).find("urn:placet:exchange:1") != std::string::npos
               ? registry::Truth::yes
               : registry::Truth::no;
}

registry::Batch read(const Source& source) {
    using Weight = registry::Remark::Weight;
    const auto beside =
        document_of(source, source.beside.source.empty() ? "other" : source.beside.source, "application/xml");
    auto batch = registry::read_exchange(source.bytes, source.name);
    if (!batch) {
        registry::Batch lost;
        lost.documents.push_back(beside);
        lost.remarks.push_back({Weight::loss, "damaged", batch.error().what + "; nothing was read",
                                batch.error().where.empty() ? source.name : batch.error().where});
        return lost;
    }
    if (batch->documents.empty())
        batch->documents.push_back(beside);
    else
        fill(batch->documents[0], beside);
    if (says_nothing(*batch))
        batch->remarks.push_back(
            {Weight::note, "empty", "the file says nothing of any instrument", source.name});
    return *batch;
}

}  // namespace importers::exchange
