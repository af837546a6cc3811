// /changes and the changes of one instrument, party, rule or entity: the log, newest first; the source of
// every feed.
#include <algorithm>
#include <map>

#include "registry/store/ask_instruments.hpp"
#include "registry/store/subscriptions.hpp"
#include "server/http/message.hpp"
#include "server/pages/changes_log.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

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

void add_name(About& about, const std::string& name) {
    about.name += (about.name.empty() ? "" : ", ") + name;
}

// What is filtered by in the query, beside what the path is about.
std::optional<Refusal> read_filter(const Asking& asking, About& about) {
    const auto& view = asking.view;
    auto& filter = about.filter;
    const auto refused = [&](std::string_view parameter, std::string detail, std::vector<std::string> allowed) {
        return Refusal{400,           "bad-value", view.say("problem.bad-value"), std::move(detail),
                       std::string{parameter}, std::move(allowed)};
    };
    if (const auto kind = asking.asked_for("kind"); !kind.empty()) {
        if (std::ranges::find(registry::change_kinds, kind) == registry::change_kinds.end())
            return refused("kind",
                           view.say("problem.not-listed", {{"parameter", "kind"}, {"value", std::string{kind}}}),
                           {registry::change_kinds.begin(), registry::change_kinds.end()});
        filter.kind = kind;
        add_name(about, view.say("change.kind." + filter.kind) + " (" + filter.kind + ")");
    }
    if (const auto typed = asking.asked_for("party"); !typed.empty()) {
        const auto found = registry::find_party(typed);
        if (!found.id)
            return refused("party", view.say("problem.unknown-party", {{"typed", std::string{typed}}}), found.near);
        filter.party = *found.id;
        add_name(about, party_label(view, *found.id));
    }
    if (const auto typed = asking.asked_for("instrument"); !typed.empty()) {
        const auto found = registry::find_instrument(asking.reader, typed);
        if (!found.id)
            return refused("instrument", view.say("problem.not-listed", {{"parameter", "instrument"},
                                                                         {"value", std::string{typed}}}),
                           found.near);
        filter.instrument = *found.id;
        add_name(about, *found.id);
    }
    if (const auto rule = asking.asked_for("rule"); !rule.empty()) filter.rule = rule, add_name(about, filter.rule);
    if (const auto entity = asking.asked_for("entity"); !entity.empty())
        filter.entity = entity, add_name(about, entity_label(view, entity));
    filter.from = registry::parse_day(asking.asked_for("from"));
    filter.to = registry::parse_day(asking.asked_for("to"));
    // What was known on a day is what had been recorded by its end.
    if (view.asked.known) filter.to = filter.to ? std::min(*filter.to, *view.asked.known) : *view.asked.known;
    return std::nullopt;
}

// Of all feeds the hub is told of this one (registry/alerts/fan_out): whoever asked it for another would wait in vain.
bool is_told_to_hub(const View& view) { return view.path == "/changes" && view.query.empty(); }

// Where and by which name to ask to be told (W3C WebSub, 4).
void add_hub(Document& document, const Asking& asking) {
    const auto settings = registry::store::alerting_if_any(asking.reader);
    if (!settings || settings->hub.empty()) return;
    const auto topic = asking.view.permanent("/changes.atom");
    document.says.people("hub", settings->hub);
    document.links.push_back({settings->hub, "hub", {}});
    document.links.push_back({topic, "self", {}});
}

}  // namespace

// A line of the log has one title; a person reads the one of the page's language, or which one it is.
void add_titles(Value& says, const Asking& asking) {
    auto* changes = says.get("changes");
    auto* lines = changes ? std::get_if<Value::List>(&changes->is) : nullptr;
    if (!lines) return;
    std::map<std::string, Value, std::less<>> titles;
    for (auto& line : *lines) {
        const std::string id{line.get("instrument")->text()};
        if (id.empty()) continue;
        auto found = titles.find(id);
        if (found == titles.end())
            found = titles.emplace(id, title_of(asking.view, registry::store::head(asking.reader, id, {}))).first;
        line.people("title", found->second);
    }
}

Document changes_list(const View& view, const std::vector<registry::ChangeLine>& lines,
                      const registry::ChangeFilter& filter, std::string about) {
    LogPart part;
    part.lines = lines;
    // A full list may go on: the next one starts below the last number shown.
    part.older = lines.size() >= filter.limit && !lines.empty();
    return log_list(view, part, filter, about);
}

std::variant<registry::ChangeFilter, Refusal> changes_filter(const Asking& asking) {
    auto about = about_what(asking);
    if (about.refusal) return *about.refusal;
    if (auto refused = read_filter(asking, about)) return *refused;
    return about.filter;
}

Answered changes_page(const Asking& asking) {
    auto about = about_what(asking);
    if (about.refusal) return *about.refusal;
    if (!about.moved_to.empty()) return Moved{asking.view.here_at(about.moved_to)};
    if (auto refused = read_filter(asking, about)) return *refused;
    auto part = log_part(asking, about.filter);
    if (auto* refused = std::get_if<Refusal>(&part)) return std::move(*refused);
    auto document = log_list(asking.view, std::get<LogPart>(part), about.filter, about.name);
    if (asking.format == "atom" && is_told_to_hub(asking.view)) add_hub(document, asking);
    if (asking.format == "html") add_titles(document.says, asking);
    return document;
}

}  // namespace server
