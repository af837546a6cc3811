#include "importers/importer.hpp"
#include "importers/reading/pdf.hpp"

namespace importers {

Source loaded(std::string name, std::string_view bytes, Sidecar beside) {
    Source source{std::move(name), bytes, std::move(beside)};
    if (!is_pdf(source)) return source;
    if (auto text = reading::pdf_text(bytes))
        source.pdf_text = std::move(*text);
    else
        source.no_pdf_text = text.error().what;
    return source;
}

bool is_pdf(const Source& source) { return source.bytes.starts_with("%PDF-"); }

std::string_view readable(const Source& source) {
    return is_pdf(source) ? std::string_view{source.pdf_text} : source.bytes;
}

}  // namespace importers
