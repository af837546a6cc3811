#include "server/pages/compose.hpp"

#include "registry/rules/words.hpp"
#include "server/http/message.hpp"
#include "server/pages/citation.hpp"
#include "server/pages/date_control.hpp"
#include "server/pages/follow.hpp"
#include "server/pages/navigation.hpp"
#include "server/pages/sheets.hpp"
#include "server/pages/words.hpp"
#include "server/static_files.hpp"

namespace server {
namespace {

using registry::Vocabulary;

Value bound(registry::Day day, registry::Day open_end) {
    return day == open_end ? Value{} : Value{registry::iso(day)};
}

Value labelled(std::string_view code, std::string label) {
    auto value = Value::object();
    value.both("code", code);
    value.both("label", std::move(label));
    return value;
}

// Programs get the plain code under the key, people the label beside it, as "party_label".
void name_code(Value& into, std::string_view key, std::string_view code, std::string label) {
    into.both(key, code);
    into.people(std::string{key} + "_label", std::move(label));
}

// What goes with a search from this page, so that the language and the days stay.
Value kept_fields(const View& view) {
    auto list = Value::list();
    for (const auto& [name, text] : view.query)
        if (name == "lang" || View::is_of_days(name)) {
            auto field = Value::object();
            field.both("name", name);
            field.both("text", text);
            list.push(std::move(field));
        }
    return list;
}

}  // namespace

Document page(const View& view, std::string body, std::string title) {
    Document document;
    document.body = std::move(body);
    document.lang = view.lang;
    auto& says = document.says;
    says.programs("page", document.body);
    says.programs("url", view.permanent(view.page_path()));
    says.both("lang", registry::name_of(view.lang));
    if (view.dated || view.recorded || view.valid_on) says.programs("asked", asked_days(view));
    says.programs("today", registry::iso(view.asked.today));
    says.programs("made_from_samples", view.samples);
    document.sheet = sheet_of(document.body);
    if (view.for_programs) return document;
    cite_page(document, view, title);
    says.people("page_title", std::move(title));
    says.people("canonical", view.permanent(view.page_path()));
    says.people("stylesheet", view.at(static_path("placet.css")));
    says.people("icon", view.at(static_path("favicon.svg")));
    says.people("home", view.to("/"));
    says.people("search_action", view.at("/search"));
    says.people("suggest_action", view.at("/suggest"));
    says.people("suggest_script", view.at(static_path("suggest.js")));
    says.people("opensearch", view.plain("/opensearch.xml"));
    says.people("kept", kept_fields(view));
    says.people("navigation", navigation(view));
    says.people("more_ways", more_navigation(view));
    says.people("foot", foot_navigation(view));
    says.people("languages", languages(view));
    says.people("date_control", date_control(view));
    says.people("banners", banners(view));
    says.people("follow_href", follow_href(view));
    says.people("as_json", view.as("json"));
    says.people("formats", other_formats(view));
    says.people("seen_at", view.cited());
    says.people("help_days", view.to("/help") + "#days");
    says.people("help_severity", view.to("/help/severity"));
    says.people("help_certainty", view.to("/help/severity") + "#certainty");
    says.people("help_findings", view.to("/help/findings"));
    says.people("help_terms", view.to("/help/terms"));
    says.people("help_unknown", view.to("/help/unknown"));
    says.people("today_text", day_text(view, view.asked.today));
    return document;
}

Value when(const View& view, const registry::When& moment) {
    auto value = Value::object();
    value.both("edtf", moment.edtf);
    value.programs("lo", bound(moment.lo, registry::earliest_day));
    value.programs("hi", bound(moment.hi, registry::latest_day));
    value.people("text", registry::say_when(view.lang, moment));
    return value;
}

Value when(const View& view, const std::optional<registry::When>& moment) {
    return moment ? when(view, *moment) : Value{};
}

Value day(const View& view, registry::Day day) { return when(view, registry::on(day)); }
Value day(const View& view, const std::optional<registry::Day>& some) {
    return some ? day(view, *some) : Value{};
}

Value title_of(const View& view, const registry::InstrumentHead& head) {
    auto value = Value::object();
    const auto* title = head.title(view.lang);
    const bool foreign = title && title->lang != registry::name_of(view.lang);
    std::string text = title ? title->text : head.id;
    if (!title)  // better the name people know it by than our own id
        for (const auto& alias : head.aliases)
            if (alias.scheme != "placet") {
                text = registry::text(alias);
                break;
            }
    value.both("text", std::move(text));
    value.both("lang", title ? title->lang : std::string{});
    value.people("foreign", foreign ? title->lang : std::string{});
    value.people("shown_in",
                 foreign ? view.say("title.shown-in", {{"language", language_label(view, title->lang)}})
                         : std::string{});
    return value;
}

void name_instrument(Value& into, const View& view, const registry::InstrumentHead& head) {
    into.both("instrument", head.id);
    into.both("title", title_of(view, head));
    into.people("instrument_href", view.to("/instruments/" + percent(head.id)));
}

void name_party(Value& into, const View& view, std::string_view party) {
    name_code(into, "party", party, party_label(view, party));
    const bool known = Vocabulary::built_in().party(party) != nullptr;
    into.people("party_href", known ? view.to("/parties/" + percent(party)) : std::string{});
}

void name_entity(Value& into, const View& view, std::string_view entity) {
    name_code(into, "entity", entity, entity_label(view, entity));
}

void name_milestone(Value& into, const View& view, std::string_view milestone) {
    name_code(into, "milestone", milestone, milestone_label(view, milestone));
}

void name_step(Value& into, const View& view, const registry::Step& step) {
    name_code(into, "milestone", step.milestone, step_label(view, step));
}

void name_rule(Value& into, const View& view, std::string_view rule) {
    const auto* declared = registry::rule(rule);
    name_code(into, "rule", rule, declared ? declared->title.in(view.lang) : std::string{});
    into.people("rule_href", declared ? view.plain("/rules/" + percent(rule)) : std::string{});
}

void name_source(Value& into, const View& view, std::string_view source) {
    name_code(into, "source", source, source_label(view, source));
    const bool known = Vocabulary::built_in().source(source) != nullptr;
    into.people("source_href", known ? view.plain("/sources/" + percent(source)) : std::string{});
}

void name_severity(Value& into, const View& view, std::string_view key, registry::Severity severity) {
    const auto code = registry::name_of(severity);
    into.both(key, code);
    const auto shown = severity == registry::Severity::none
                           ? Value{}
                           : labelled(code, view.say("/severity." + std::string{code}));
    into.people(std::string{key} + "_shown", shown);
}

std::string without_folders(std::string_view place) {
    if (is_web_address(place)) return std::string{place};
    const auto file = place.substr(0, place.find(':'));
    const auto slash = file.find_last_of('/');
    return std::string{slash == std::string_view::npos ? place : place.substr(slash + 1)};
}

bool is_web_address(std::string_view address) {
    return address.starts_with("https://") || address.starts_with("http://");
}

// The declared data say it in English; in the reader's language where the messages have it.
Value authorities(const View& view, const std::vector<registry::Authority>& authorities) {
    auto list = Value::list();
    for (const auto& each : authorities) {
        auto value = Value::object();
        const auto words = registry::authority_in_words(view.lang, each.text);
        value.programs("text", each.text);
        value.people("text", words);
        value.people("foreign", view.lang != registry::Lang::en && words == each.text ? "en" : "");
        value.both("href", is_web_address(each.href) ? Value{each.href} : Value{});
        value.both("verified", each.verified);
        list.push(std::move(value));
    }
    return list;
}

}  // namespace server
