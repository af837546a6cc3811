#include <array>

#include "importers/chamber/chamber.hpp"
#include "importers/evidence/evidence.hpp"
#include "importers/exchange/exchange.hpp"
#include "importers/gazette/contents.hpp"
#include "importers/gazette/gazette.hpp"
#include "importers/gazette/html.hpp"
#include "importers/importer.hpp"
#include "importers/plenary/plenary.hpp"
#include "importers/senate/senate.hpp"
#include "importers/uk_days/uk_days.hpp"
#include "importers/untc/untc.hpp"

namespace importers {
namespace {

using registry::Truth;

constexpr std::array all{
    Importer{"un-mtdsg", "UN Treaty Collection, MTDSG status file (XML)", untc::recognises, untc::read},
    Importer{"be-chamber", "Belgian Chamber, dossier page (HTML)", chamber::recognises, chamber::read},
    Importer{"be-chamber-plenary", "Belgian Chamber, plenary report (HTML)", plenary::recognises,
             plenary::read},
    Importer{"be-senate-dossier", "Belgian Senate, dossier record (HTML or its text)", senate::recognises,
             senate::read},
    Importer{"be-gazette", "Belgian gazette, acts as text or PDF", gazette::recognises, gazette::read},
    Importer{"be-gazette-contents", "Belgian gazette, an issue or its list of contents (text or PDF)",
             gazette::recognises_contents, gazette::read_contents},
    Importer{"be-gazette-html", "Belgian gazette, an act on its own page (HTML)", gazette::recognises_html,
             gazette::read_html_page},
    Importer{"uk-parliament-days", "UK Parliament, days of the two Houses (CSV)", uk_days::recognises,
             uk_days::read},
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
