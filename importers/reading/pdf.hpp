// The text of a PDF, by Poppler's pdftotext in a process of its own, bounded in time, memory and output: a
// hostile file can end that process and nothing else (semantics 7).
#pragma once
#include <chrono>
#include <string>
#include <string_view>

#include "registry/base/result.hpp"

namespace importers::reading {

struct PdfLimits {
    std::chrono::milliseconds time{20'000};
    std::size_t memory = std::size_t{1} << 30;
    std::size_t output = std::size_t{16} << 20;
};

// UTF-8, pages parted by form feeds. A problem says why there is no text: pdftotext is not installed, took
// too long, wrote too much, or could not read the file.
registry::Result<std::string> pdf_text(std::string_view bytes, const PdfLimits& = {});

}  // namespace importers::reading
