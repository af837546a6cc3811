// /changes and the changes of one instrument, party, rule or entity: the log, newest first; the source of
// every feed.
#include "server/http/message.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

constexpr std::size_t page_size = 50;

std::int64_t number_of(std::string_view text) { return text.empty() ? 0 : std::stoll(std::string{text}); }

// Who the changes are about, or why there is no such list.
struct About {
    registry::ChangeFilter filter;
    std::string name, moved_to;
    std::optional<Refusal> refusal;
};

void about_instrument(About& about, const Asking& asking, const std::string& typed) {
    const auto found = registry::find_instrument(asking.reader, typed);
    if (!found.id) {
        about.refusal = missing(asking.view, "instrument", typed, found.near);
        return;
    }
    if (*found.id != typed) about.moved_to = "/instruments/" + percent(*found.id) + "/changes";
    about.filter.instrument = *found.id;
    const auto answer = registry::instruments(asking.reader, *found.id, 50, 0, asking.view.asked);
    about.name = *found.id;
    for (const auto& line : answer.lines)
        if (line.head.id == *found.id) about.name = title_of(asking.view, line.head).get("text")->text();
}

void about_party(About& about, const Asking& asking, const std::string& typed) {
    const auto found = registry::find_party(typed);
    if (!found.id) {
        about.refusal = missing(asking.view, "party", typed, found.near);
        return;
    }
    if (*found.id != typed) about.moved_to = "/parties/" + percent(*found.id) + "/changes";
    about.filter.party = *found.id;
    about.name = party_label(asking.view, *found.id);
}

void about_rule(About& about, const Asking& asking, const std::string& typed) {
    const auto* found = registry::rule(typed);
    if (!found) {
        about.refusal = missing(asking.view, "rule", typed);
        return;
    }
    about.filter.rule = found->id;
    about.name = found->id + " – " + found->title.in(asking.view.lang);
}

void about_entity(About& about, const Asking& asking, const std::string& typed) {
    if (!registry::Vocabulary::built_in().entity(typed)) {
        about.refusal = missing(asking.view, "entity", typed);
        return;
    }
    about.filter.entity = typed;
    about.name = entity_label(asking.view, typed);
}

About about_what(const Asking& asking) {
    struct Way {
        std::string_view parameter;
        void (*find)(About&, const Asking&, const std::string&);
    };
    constexpr Way ways[] = {{"instrument", about_instrument},
                            {"party", about_party},
                            {"rule", about_rule},
                            {"entity", about_entity}};
    About about;
    for (const auto& [name, typed] : asking.params.taken)
        for (const auto& way : ways)
            if (way.parameter == name) way.find(about, asking, typed);
    return about;
}

}  // namespace

Document changes_list(const View& view, const std::vector<registry::ChangeLine>& lines,
                      const registry::ChangeFilter& filter, std::string about) {
    const auto title =
        about.empty() ? view.say("changes.title") : view.say("changes.title-of", {{"name", about}});
    auto document = page(view, "changes", title);
    document.feed = true;
    auto& says = document.says;
    says.both("heading", title);
    says.programs("site", view.base_url);
    says.people("samples_text", view.samples ? view.say("banner.samples") : std::string{});
    says.people("feed_href", view.as("atom"));
    says.programs("feed", view.permanent(view.path) + ".atom");
    auto list = Value::list();
    for (const auto& line : lines) list.push(change(view, line));
    // A full list may go on: the next one starts below the last number shown.
    const bool more = lines.size() >= filter.limit && !lines.empty();
    const auto last = more ? std::to_string(lines.back().id) : std::string{};
    says.people("older_href", more ? view.here("before", last) : std::string{});
    says.programs("older", more ? view.base_url + view.path + ".json?before=" + last : std::string{});
    says.programs("older_feed", more ? view.base_url + view.path + ".atom?before=" + last : std::string{});
    says.both("changes", std::move(list));
    return document;
}

Answered changes_page(const Asking& asking) {
    auto about = about_what(asking);
    if (about.refusal) return *about.refusal;
    if (!about.moved_to.empty()) return Moved{asking.view.here_at(about.moved_to)};
    about.filter.before = number_of(asking.asked_for("before"));
    about.filter.after = number_of(asking.asked_for("after"));
    about.filter.limit = page_size;
    return changes_list(asking.view, registry::changes(asking.reader, about.filter), about.filter,
                        about.name);
}

}  // namespace server
