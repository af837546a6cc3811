// An importer turns one published file into statements. It knows no database and no network, and never throws
// for bad data: what it cannot use becomes a Remark with its place and reason.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "registry/base/result.hpp"
#include "registry/exchange/batch.hpp"
#include "registry/model/truth.hpp"

namespace importers {

// What stands beside the file and is not in it: given by a sidecar (FILE.about.xml) or on the command line.
struct Sidecar {
    std::string source;  // for files that do not say whose they are
    std::string title, address, language;
    std::optional<registry::When> as_of, published;
    std::optional<registry::Day> retrieved;
};

struct Source {
    std::string name;        // the file's name, for messages
    std::string_view bytes;  // all of it
    Sidecar beside;
    // A PDF's text, UTF-8 and pages parted by form feeds, or why there is none. Filled in by loaded() before
    // anybody recognises or reads the file; both empty for every other format.
    std::string pdf_text{}, no_pdf_text{};
};

// A file as recognisers and readers get it. The text of a PDF is read here, once, in a bounded process of its
// own (reading/pdf.hpp), and nowhere else.
Source loaded(std::string name, std::string_view bytes, Sidecar beside = {});
bool is_pdf(const Source&);
// What there is to read as text: a PDF's text, any other file's bytes.
std::string_view readable(const Source&);

struct Importer {
    std::string_view id;    // "un-mtdsg", as on the command line and in the store
    std::string_view says;  // "UN Treaty Collection, MTDSG status file (XML)"
    // yes, no, or unknown ("cannot tell"): looks at the beginning (of a PDF: of its text), never parses,
    // never at the file's name.
    registry::Truth (*recognises)(const Source&);
    registry::Batch (*read)(const Source&);
};

// Every importer. A new one is a folder and a row in importers.cpp.
std::span<const Importer> importers();

// The only one that says yes; else, when nobody says yes, the only one that cannot tell. A file claimed by
// two is refused, and the Problem names both.
registry::Result<const Importer*> importer_for(const Source&);
registry::Result<const Importer*> importer_for(const Source&, std::span<const Importer> among);

// documents[0] of any batch: what stands beside the file, and our mark for samples where the file carries it.
// A PDF is application/pdf, whatever its text is read as.
registry::Document document_of(const Source&, std::string source, std::string media_type);

// The sidecar's XML: <about xmlns="urn:placet:about:1" source="…" as-of="…" published="…" …/>.
registry::Result<Sidecar> read_sidecar(std::string_view xml, const std::string& name);

}  // namespace importers
