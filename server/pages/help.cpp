// /help and its pages: what a term means, what a class means, how a finding comes about, what the registry does
// not know, how to report an error.
#include <algorithm>
#include <array>

#include "registry/answers/as_asked.hpp"
#include "registry/answers/lately.hpp"
#include "registry/rules/words.hpp"
#include "server/http/message.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/help_parts.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

constexpr std::array subjects{"terms", "severity", "findings", "alerts", "unknown", "sources-of-error"};

// The sentences' own name of a subject.
std::string key_of(std::string_view subject) {
    return subject == "sources-of-error" ? "errors" : subject.empty() ? "index" : std::string{subject};
}

Document begin_page_on(const View& view, std::string_view subject) {
    const auto key = "help." + key_of(subject);
    auto document = page(view, "help", view.say(key + ".title"));
    auto& says = document.says;
    says.both("subject", subject.empty() ? std::string_view{"index"} : subject);
    says.people("is_part", !subject.empty());
    says.people("help_href", view.to("/help"));
    says.both("title", view.say(key + ".title"));
    says.both("lead", view.say(key + ".lead"));
    auto further = Value::list();
    for (const auto* each : subjects)
        if (subject != each)
            further.push(Value::object()
                             .both("href", view.to(std::string{"/help/"} + each))
                             .both("label", view.say("help." + key_of(each) + ".title")));
    says.people("further", std::move(further));
    return document;
}

Value link(std::string href, std::string label) {
    return Value::object().both("href", std::move(href)).both("label", std::move(label));
}

void add_sections(Document& document, Value sections) { document.says.both("sections", std::move(sections)); }

Document index_page(const View& view) {
    auto document = begin_page_on(view, {});
    auto sections = Value::list();
    sections.push(help_section(view, "days", "index.days"));
    auto profile = help_section(view, "profile", "index.profile");
    profile.both("terms", profiles(view));
    sections.push(std::move(profile));
    sections.push(help_section(view, "citing", "index.cite"));
    sections.push(help_section(view, "searching", "index.search"));
    sections.push(help_section(view, "spreadsheets", "index.spreadsheet"));
    sections.push(help_section(view, "languages", "index.language"));
    add_sections(document, std::move(sections));
    return document;
}

Document severity_page(const View& view) {
    auto document = begin_page_on(view, "severity");
    auto sections = Value::list();
    auto ladder = help_section(view, "ladder", "severity.ladder");
    ladder.both("terms", severities(view));
    ladder.both("links", Value::list().push(link(view.to("/rules"), view.say("nav.rules"))));
    sections.push(std::move(ladder));
    auto sure = Value::object();
    sure.both("id", "certainty").both("heading", view.say("help.terms.certainties"));
    sure.both("terms", certainties(view));
    sections.push(std::move(sure));
    auto basis = Value::object();
    basis.both("id", "basis").both("heading", view.say("help.terms.bases")).both("terms", bases(view));
    sections.push(std::move(basis));
    add_sections(document, std::move(sections));
    return document;
}

// The gravest finding of the day asked, told whole; or that there is none.
Value example(const Asking& asking) {
    const auto& view = asking.view;
    auto value = Value::object();
    value.both("id", "example").both("heading", view.say("help.findings.example.heading"));
    const auto worst =
        registry::worst(asking.reader, *asking.catalogue.at(asking.reader), view.asked, 1);
    auto paragraphs = Value::list();
    if (worst.lines.empty()) {
        value.both("paragraphs", paragraphs.push(view.say("help.findings.example.none")));
        return value;
    }
    const auto& line = worst.lines.front();
    const auto& verdict = line.verdict;
    paragraphs.push(view.say("help.findings.example.1"));
    value.both("paragraphs", std::move(paragraphs));
    auto said = Value::list();
    said.push(party_label(view, verdict.party) + " – " +
              std::string{title_of(view, line.instrument).get("text")->text()});
    for (auto& each : registry::in_full(view.lang, verdict, registry::Vocabulary::built_in(), view.asked.on,
                                        line.reason_given))
        if (!each.empty()) said.push(std::move(each));
    value.both("said", std::move(said));
    value.both("links", Value::list()
                            .push(link(view.to("/findings/" + percent(verdict.id)),
                                       view.say("help.findings.example.whole")))
                            .push(link(view.to("/rules/" + percent(verdict.rule)), verdict.rule)));
    return value;
}

Document findings_page(const Asking& asking) {
    auto view = asking.view;
    view.dated = true;  // its example is of the day asked
    auto document = begin_page_on(view, "findings");
    auto sections = Value::list();
    for (const auto* step : {"statement", "event", "look", "rule", "kept"})
        sections.push(help_section(view, step, std::string{"findings."} + step));
    sections.push(example({asking.reader, view, asking.params, asking.waits, asking.catalogue, asking.participations,
                               asking.format}));
    add_sections(document, std::move(sections));
    return document;
}

Document unknown_page(const Asking& asking) {
    auto view = asking.view;
    view.recorded = true;
    auto document = begin_page_on(view, "unknown");
    auto read = Value::list(), unread = Value::list();
    const auto lines = registry::sources(asking.reader, view.asked.known);  // what /sources tells of each
    for (const auto& source : registry::Vocabulary::built_in().sources()) {
        const auto line = std::ranges::find(lines, source.id, &registry::SourceLine::source);
        const bool held = line != lines.end() && line->documents > 0;
        auto value = Value::object();
        name_source(value, view, source.id);
        if (held) {
            value.both("last_import",
                       day(view, registry::parse_day(std::string_view{line->last_import}.substr(0, 10))));
            value.both("as_of", day(view, line->newest_as_of));
        }
        (held ? read : unread).push(std::move(value));
    }
    auto sections = Value::list();
    auto held = help_section(view, "read", "unknown.read");
    held.both("sources", std::move(read));
    sections.push(std::move(held));
    auto missing = help_section(view, "not-read", "unknown.not-read");
    missing.both("unread", std::move(unread));
    sections.push(std::move(missing));
    sections.push(help_section(view, "limits", "unknown.limits"));
    add_sections(document, std::move(sections));
    return document;
}

Document errors_page(const View& view) {
    auto document = begin_page_on(view, "sources-of-error");
    auto sections = Value::list();
    auto where = help_section(view, "where", "errors.where");
    where.both("links", Value::list()
                            .push(link(view.to("/review"), view.say("nav.review")))
                            .push(link(view.to("/sources"), view.say("nav.sources"))));
    sections.push(std::move(where));
    auto report = help_section(view, "report", "errors.report");
    const bool set_up = view.report_to.starts_with("mailto:") || is_web_address(view.report_to);
    if (set_up)
        report.both("links", Value::list().push(link(view.report_to, view.say("help.errors.report.here"))));
    else
        report.both("note", view.say("help.errors.report.operator"));
    sections.push(std::move(report));
    add_sections(document, std::move(sections));
    return document;
}

Document alerts_page(const View& view) {
    auto document = begin_page_on(view, "alerts");
    auto sections = Value::list();
    for (const auto* part : {"what", "never", "how", "stop", "machines"})
        sections.push(help_section(view, part, std::string{"alerts."} + part));
    add_sections(document, std::move(sections));
    return document;
}

Document terms_page(const View& view) {
    auto document = begin_page_on(view, "terms");
    add_sections(document, glossary(view));
    return document;
}

}  // namespace

Value help_section(const View& view, std::string_view id, std::string_view key) {
    const auto whole = "help." + std::string{key};
    auto value = Value::object();
    value.both("id", id);
    value.both("heading", view.say(whole + ".heading"));
    auto paragraphs = Value::list();
    for (int n = 1;; ++n) {
        const auto sentence = whole + "." + std::to_string(n);
        auto text = view.say(sentence);
        if (text == "pages." + sentence) break;
        paragraphs.push(std::move(text));
    }
    value.both("paragraphs", std::move(paragraphs));
    return value;
}

Answered help_page(const Asking& asking) {
    if (asking.params.taken.empty()) return index_page(asking.view);
    const auto& subject = asking.params["subject"];
    if (subject == "terms") return terms_page(asking.view);
    if (subject == "severity") return severity_page(asking.view);
    if (subject == "findings") return findings_page(asking);
    if (subject == "alerts") return alerts_page(asking.view);
    if (subject == "unknown") return unknown_page(asking);
    if (subject == "sources-of-error") return errors_page(asking.view);
    return missing(asking.view, "page", asking.view.path);
}

}  // namespace server
