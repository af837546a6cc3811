// Atom (RFC 4287) of a page that has changes, paged and archived (RFC 5005, 3 and 4). Nothing in it comes from the
// moment of asking: a feed asked for twice without a change between is the same bytes.
#include "registry/base/xml.hpp"
#include "registry/model/messages.hpp"
#include "server/represent/format.hpp"

namespace server {
namespace {

std::string element(std::string_view name, std::string_view text) {
    return "<" + std::string{name} + ">" + registry::escape_xml(text) + "</" + std::string{name} + ">\n";
}

std::string link(std::string_view rel, std::string_view type, std::string_view href) {
    return "<link rel=\"" + std::string{rel} + "\" type=\"" + std::string{type} + "\" href=\"" +
           registry::escape_xml(href) + "\"/>\n";
}

std::string_view text_at(const Value& value, std::string_view key) {
    const auto* found = value.get(key);
    return found ? found->text() : std::string_view{};
}

std::int64_t number_at(const Value& value, std::string_view key) {
    const auto* found = value.get(key);
    const auto* number = found ? std::get_if<std::int64_t>(&found->is) : nullptr;
    return number ? *number : 0;
}

std::string entry(const Value& change, const std::string& site, registry::Lang lang) {
    std::string title{text_at(change, "instrument_title")};
    if (const auto party = text_at(change, "party_label"); !party.empty())
        title = std::string{party} + " – " + title;
    std::string text = "<entry>\n";
    text += element("id", site + "/changes/" + std::to_string(number_at(change, "change")));
    text += element("title", registry::say(lang, "feeds.entry", {{"what", title}, {"says", std::string{text_at(change, "says")}}}));
    text += element("updated", text_at(change, "recorded_at"));
    text += element("published", text_at(change, "recorded_at"));
    text += link("alternate", "text/html", text_at(change, "url"));
    text += "<category term=\"" + registry::escape_xml(text_at(change, "kind")) + "\"/>\n";
    std::string content{text_at(change, "says")};
    if (const auto* details = change.get("details"))
        for (const auto& each : *details->items()) content += "\n" + std::string{text_at(each, "text")};
    if (const auto report = text_at(change, "report_href"); !report.empty())
        content += "\n" + registry::say(lang, "letters.link", {{"what", registry::say(lang, "letters.report")}}) +
                   " " + std::string{report};
    text += "<content type=\"text\">" + registry::escape_xml(content) + "</content>\n";
    return text + "</entry>\n";
}

// The newest change's time; of an empty feed the time it was made, or the epoch.
std::string updated(const Value* changes, std::string_view made) {
    std::string newest{made.empty() ? "1970-01-01T00:00:00Z" : made};
    if (changes)
        for (const auto& change : *changes->items())
            if (const auto at = text_at(change, "recorded_at"); at > newest) newest = at;
    return newest;
}

}  // namespace

std::string write_atom(const Document& document) {
    const auto& says = document.says;
    const auto* changes = says.get("changes");
    const auto lang = registry::named<registry::Lang>(text_at(says, "lang")).value_or(registry::Lang::en);
    const std::string url{text_at(says, "url")}, site{text_at(says, "site")};
    std::string text =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" "
        "xmlns:fh=\"http://purl.org/syndication/history/1.0\" xml:lang=\"" +
        std::string{text_at(says, "lang")} + "\">\n";
    // Every part of one feed has the feed's own id.
    text += element("id", text_at(says, "feed_id"));
    text += element("title", "Placet – " + std::string{text_at(says, "heading")});
    if (const auto* samples = says.get("made_from_samples"); samples && samples->says_something())
        text += element("subtitle", text_at(says, "samples_text"));
    text += element("updated", updated(changes, text_at(says, "feed_made")));
    text += "<author><name>Placet</name></author>\n";
    text += link("self", "application/atom+xml", text_at(says, "feed"));
    text += link("alternate", "text/html", url);
    if (const auto hub = text_at(says, "hub"); !hub.empty())
        text += "<link rel=\"hub\" href=\"" + registry::escape_xml(hub) + "\"/>\n";
    if (const auto* ways = says.get("feed_links"))
        for (const auto& each : *ways->items())
            text += link(text_at(each, "rel"), "application/atom+xml", text_at(each, "href"));
    if (const auto* archive = says.get("archive"); archive && archive->says_something())
        text += "<fh:archive/>\n";
    if (changes)
        for (const auto& change : *changes->items()) text += entry(change, site, lang);
    return text + "</feed>\n";
}

}  // namespace server
