#include "importers/evidence/evidence.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "importers/reading/charset.hpp"
#include "importers/reading/html.hpp"
#include "registry/base/text.hpp"

namespace importers::evidence {
namespace {

using registry::Remark;

// First bytes of formats that hold no readable text.
constexpr std::array<std::string_view, 4> not_text{"PK\x03\x04", "\x1F\x8B", "\x28\xB5\x2F\xFD", "{\\rtf"};

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f';
}

bool is_html(std::string_view head) {
    return head.find("<html") != std::string_view::npos ||
           head.find("<!doctype html") != std::string_view::npos ||
           head.find("<body") != std::string_view::npos;
}

bool holds_words(std::string_view head) {
    return std::any_of(head.begin(), head.end(), [](unsigned char c) { return std::isalnum(c) != 0 || c >= 0x80; });
}

// What says of itself that it is data for programs, by its first words or its name, and no importer reads.
bool is_other_xml(const Source& source, std::string_view head) {
    return (registry::trim(head).starts_with("<?xml") || lower(source.name).ends_with(".xml")) && !is_html(head);
}

// Zero bytes are left out of the first words for the sake of UTF-16; without its pattern they are noise.
bool has_stray_zeros(std::string_view bytes) {
    const auto head = bytes.substr(0, 256);
    const auto zeros = static_cast<std::size_t>(std::count(head.begin(), head.end(), '\0'));
    return zeros > 0 && (head.size() < 4 || zeros * 5 < head.size() * 2 || zeros * 5 > head.size() * 3);
}

// Cleaned line by line; empty lines left out.
template <class Lines>
std::string in_lines(const Lines& lines) {
    std::string text;
    for (const auto& line : lines)
        if (const auto cleaned = registry::clean(line); !cleaned.empty()) text += cleaned + "\n";
    return text;
}

}  // namespace

registry::Truth recognises(const Source& source) {
    if (is_pdf(source)) return registry::Truth::unknown;
    if (std::any_of(not_text.begin(), not_text.end(),
                    [&](auto mark) { return source.bytes.starts_with(mark); }))
        return registry::Truth::no;
    if (has_stray_zeros(source.bytes)) return registry::Truth::no;
    const auto head = lower(reading::first_words(source.bytes));
    if (registry::trim(head).empty() || std::any_of(head.begin(), head.end(), is_control))
        return registry::Truth::no;
    if (!holds_words(head) || is_other_xml(source, head)) return registry::Truth::no;
    return registry::Truth::unknown;
}

registry::Batch read(const Source& source) {
    registry::Batch batch;
    const auto& beside = source.beside;
    const bool html = !is_pdf(source) && is_html(lower(reading::first_words(source.bytes)));
    auto document = document_of(source, beside.source.empty() ? "other" : beside.source,
                                html ? "text/html" : "text/plain");
    document.secondary = true;
    const auto doubt = [&](const std::string& what) {
        batch.remarks.push_back({Remark::Weight::doubt, "unreadable", what + "; kept as it is", source.name});
    };
    if (html) {
        const auto page = reading::read_html(source.bytes, source.name);
        if (page) {
            if (document.title.empty())
                document.title = reading::text_of(page->root().child("head").child("title"));
            if (document.language.empty())
                document.language = registry::clean(page->root().attribute("lang").value());
            document.text = in_lines(reading::lines_of(page->root()));
        } else {
            doubt(page.error().what);
        }
    } else if (is_pdf(source)) {
        document.text = in_lines(registry::split(std::string_view{source.pdf_text}, '\n'));
        if (!source.no_pdf_text.empty())
            doubt(source.no_pdf_text);
        else if (document.text.empty())
            doubt("it holds no text (a picture of its pages)");
    } else if (recognises(source) != registry::Truth::no) {
        auto text = reading::read_text(source.bytes, source.name);
        batch.remarks.insert(batch.remarks.end(), text.remarks.begin(), text.remarks.end());
        document.text = in_lines(registry::split(text.text, '\n'));
    }
    batch.documents.push_back(std::move(document));
    if (recognises(source) == registry::Truth::no)
        batch.remarks.push_back(
            {Remark::Weight::loss, "not-this-format", "not a readable text; nothing was read", source.name});
    else
        batch.remarks.push_back({Remark::Weight::note, "no-act-read",
                                 "kept as evidence: no act is read from it by itself", source.name});
    return batch;
}

}  // namespace importers::evidence
