#include "server/pages/citation.hpp"

#include "server/pages/words.hpp"
#include "server/represent/citing.hpp"

namespace server {
namespace {

Value cited(const View& view, const std::string& what, std::string_view about) {
    const auto address = view.cited();
    auto value = Value::object();
    value.both("permalink", address);
    value.both("text",
               view.say("cite.text",
                        {{"what", what}, {"address", address}, {"day", day_text(view, view.asked.today)}}));
    if (view.for_programs) return value;
    value.people("about", view.say(about));
    for (const auto* format : {"bib", "ris"})
        value.people(format, view.can_be_had_as(format) ? view.as(format) : std::string{});
    return value;
}

}  // namespace

namespace {

// The address shows what was known on a day: that is the day of what is cited.
std::string day_shown(const View& view) { return registry::iso(view.asked.known.value_or(view.asked.today)); }

}  // namespace

void cite_page(Document& document, const View& view, const std::string& title) {
    const auto about = view.dated      ? "cite.about"
                       : view.recorded ? "cite.about-recorded"
                                       : "cite.about-undated";
    document.citation = Citation{title, view.cited(), day_shown(view), view.asked.today, {}};
    document.says.people("cite_page", cited(view, title, about));
    document.says.people("meta", page_metadata(*document.citation, view.lang));
}

void add_citation(Document& document, const View& view, const std::string& what, std::string_view about,
                  std::string issued, std::string abstract) {
    if (issued.empty()) issued = day_shown(view);
    document.citation = Citation{what, view.cited(), std::move(issued), view.asked.today, std::move(abstract)};
    document.says.both("cite", cited(view, what, about));
    if (auto* general = document.says.get("cite_page")) *general = Value{};
    if (auto* meta = document.says.get("meta")) *meta = page_metadata(*document.citation, view.lang);
}

}  // namespace server
