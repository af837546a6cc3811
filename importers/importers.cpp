#include <array>

#include "importers/chamber/chamber.hpp"
#include "importers/evidence/evidence.hpp"
#include "importers/exchange/exchange.hpp"
#include "importers/importer.hpp"
#include "importers/untc/untc.hpp"

namespace importers {
namespace {

using registry::Truth;

constexpr std::array all{
    Importer{"un-mtdsg", "UN Treaty Collection, MTDSG status file (XML)", untc::recognises, untc::read},
    Importer{"be-chamber", "Belgian Chamber, dossier page (HTML)", chamber::recognises, chamber::read},
    Importer{"exchange", "This registry's own exchange format (XML)", exchange::recognises, exchange::read},
    Importer{"evidence", "Any other text, HTML or PDF document, kept unread", evidence::recognises,
             evidence::read},
};

std::string ids(const std::vector<const Importer*>& several) {
    std::string out;
    for (const auto* each : several) out += (out.empty() ? "" : ", ") + std::string{each->id};
    return out;
}

}  // namespace

std::span<const Importer> importers() { return all; }

registry::Result<const Importer*> importer_for(const Source& source) { return importer_for(source, all); }

registry::Result<const Importer*> importer_for(const Source& source, std::span<const Importer> among) {
    std::vector<const Importer*> sure, perhaps;
    for (const auto& each : among) {
        const auto answer = each.recognises(source);
        if (answer == Truth::yes) sure.push_back(&each);
        if (answer == Truth::unknown) perhaps.push_back(&each);
    }
    const auto& claims = sure.empty() ? perhaps : sure;
    if (claims.size() == 1) return claims[0];
    if (claims.empty()) return registry::problem("no importer recognises this file", source.name);
    return registry::problem("more than one importer claims this file: " + ids(claims), source.name);
}

}  // namespace importers
