#include "importers/senate/senate.hpp"

#include <algorithm>
#include <cctype>

#include "importers/reading/blocks.hpp"
#include "importers/reading/charset.hpp"
#include "importers/senate/road.hpp"
#include "registry/base/text.hpp"

namespace importers::senate {
namespace {

constexpr std::size_t largest = 1U << 20;   // bytes of text; a record has some thousands
constexpr std::size_t most_cells = 20'000;  // a long one has some hundreds

std::string lower(std::string_view bytes) {
    std::string out{bytes};
    std::transform(out.begin(), out.end(), out.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

bool is_html(const std::string& lowered) {
    return lowered.find("<html") != std::string::npos || lowered.find("<td") != std::string::npos;
}

struct Cells {
    std::vector<Cell> cells;
    std::vector<registry::Remark> remarks;
    bool whole = true;
};

registry::Result<Cells> from_page(const Source& source) {
    const auto page = reading::read_html(source.bytes, source.name);
    if (!page) return tl::unexpected(page.error());
    Cells out{{}, page->remarks, lower(source.bytes).find("</html>") != std::string::npos};
    for (const auto& block : reading::blocks_of(*page)) {
        if (block.kind != reading::Block::Kind::row) {
            out.cells.push_back({block.text, block.line, true});
            continue;
        }
        for (const auto& cell : block.cells)
            if (!cell.empty()) out.cells.push_back({cell, block.line});
    }
    return out;
}

registry::Result<Cells> from_text(const Source& source) {
    if (source.bytes.size() > largest) return registry::problem("the text is too large", source.name);
    auto text = reading::read_text(source.bytes, source.name);
    return Cells{cells_of_text(text.text), std::move(text.remarks), true};
}

}  // namespace

registry::Truth recognises(const Source& source) {
    if (is_pdf(source)) return registry::Truth::no;
    const auto text = lower(source.bytes.substr(0, 512 * 1024));
    const auto has = [&](std::string_view words) { return text.find(words) != std::string::npos; };
    const bool head = has("dossierfiche") || has("fiche du dossier") || has("fiche de dossier");
    const bool parts = has("[k1]") || has("[s1]") || has("[c1]");
    const bool state = has("stand van het dossier") || has("tat du dossier") || has("chronologie");
    return head && parts && state ? registry::Truth::yes : registry::Truth::no;
}

registry::Batch read(const Source& source) {
    registry::Batch batch;
    const bool html = is_html(lower(source.bytes.substr(0, 64 * 1024)));
    batch.documents.push_back(document_of(source, "be-senate", html ? "text/html" : "text/plain"));
    const auto loss = [&](const std::string& what) {
        batch.remarks.push_back({registry::Remark::Weight::loss, "no-record", what, source.name});
    };
    const auto cells = html ? from_page(source) : from_text(source);
    if (!cells) return loss(cells.error().what), batch;
    if (cells->cells.size() > most_cells) return loss("more cells than a record of one dossier has"), batch;
    batch.remarks = cells->remarks;
    auto record = read_record(cells->cells);
    if (record.names.empty())
        return loss("the text names no dossier of the Senate or the Chamber (\"S. 4-675\")"), batch;
    record.whole = record.whole && cells->whole;
    auto& document = batch.documents[0];
    if (document.language.empty()) document.language = record.language;
    if (document.title.empty()) document.title = "Dossier " + registry::text(record.names.back());
    read_road(record, batch, source.name);
    return batch;
}

}  // namespace importers::senate
