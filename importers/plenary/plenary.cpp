#include "importers/plenary/plenary.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "importers/plenary/road.hpp"

namespace importers::plenary {
namespace {

// Word processors break lines anywhere: one blank for each run of white space, all in lower case.
std::string flowing(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size());
    for (const char c : bytes) {
        const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
        if (!blank)
            out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    return out;
}

constexpr std::array<std::string_view, 3> plenary{"plenumvergadering", "plenaire vergadering",
                                                  "vergadering in plenum"};

}  // namespace

registry::Truth recognises(const Source& source) {
    constexpr std::size_t first = 512 * 1024;  // the style sheets alone fill a hundred
    if (is_pdf(source)) return registry::Truth::no;
    const auto text = flowing(source.bytes.substr(0, first));
    const auto has = [&](std::string_view words) { return text.find(words) != std::string::npos; };
    // Both languages, so that a press release or a report of one speaker is not taken for it; "séance" may
    // stand in any encoding.
    const bool report = has("vergadering wordt geopend") && has("ance est ouverte");
    return report && has("<") && !has("td1x") &&
                   std::any_of(plenary.begin(), plenary.end(), [&](auto words) { return has(words); })
               ? registry::Truth::yes
               : registry::Truth::no;
}

registry::Batch read(const Source& source) {
    registry::Batch batch;
    batch.documents.push_back(document_of(source, "be-chamber", "text/html"));
    const auto page = reading::read_html(source.bytes, source.name);
    if (!page) {
        batch.remarks.push_back(
            {registry::Remark::Weight::loss, "no-report", page.error().what, page.error().where});
        return batch;
    }
    batch.remarks = page->remarks;
    const auto meeting = read_meeting(*page, source.bytes, source.beside.address);
    auto& document = batch.documents[0];
    if (meeting.day && !meeting.days_differ) document.as_of = registry::on(*meeting.day);
    if (document.title.empty() && !meeting.legislature.empty() && !meeting.number.empty())
        document.title = "CRIV " + meeting.legislature + " PLEN " + meeting.number;
    read_road(meeting, batch, source.name);
    return batch;
}

}  // namespace importers::plenary
