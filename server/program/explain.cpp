// placet explain: one finding whole: what, since when, who, on what authority, how sure and why, when it will
// worsen, the proof with its sources, what was looked for and where not, its history, how unusual the wait
// is.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <ostream>

#include "registry/intake/intake.hpp"
#include "registry/rules/words.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/finding_parts.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/wait_parts.hpp"
#include "server/pages/words.hpp"
#include "server/program/command.hpp"
#include "server/represent/format.hpp"

namespace server::program {
namespace {

using registry::FindingAnswer;

struct Options {
    std::string finding, lang = "en";
};

// Where a thing is said: source, document, place, day of the data, address.
std::string cited(const View& view, const registry::Evidence& said) {
    std::string text = said.source_label.in(view.lang);
    const auto add = [&](const std::string& part) {
        if (!part.empty()) text += ", " + part;
    };
    add(said.taken_down ? std::string{} : said.document_title);
    add(said.place);
    if (said.as_of) add(view.say("evidence.as-of") + " " + registry::say_when(view.lang, *said.as_of));
    add(said.address);
    if (said.sample) text += " (" + view.say("evidence.sample") + ")";
    return text;
}

// An explanation is cited with its words: they are what the reader asks for.
std::string cited_with_words(const View& view, const registry::Evidence& said) {
    return said.note.empty() || said.taken_down ? cited(view, said) : cited(view, said) + ": " + said.note;
}

std::vector<std::string> sources_of(const View& view, const FindingAnswer& answer, const std::string& id) {
    std::vector<std::string> lines;
    const auto add = [&](std::string line) {
        if (!line.empty() && std::ranges::find(lines, line) == lines.end()) lines.push_back(std::move(line));
    };
    if (const auto fact = answer.facts.find(id); fact != answer.facts.end())
        for (const auto& each : fact->second.evidence) {
            const auto& against = fact->second.event.against;
            if (std::ranges::find(against, each.statement) != against.end()) continue;
            add(fact->second.event.milestone == "explained" ? cited_with_words(view, each)
                                                            : cited(view, each));
        }
    for (const auto& look : answer.looks)
        if (look.absence.evidence == id) add(cited(view, look.evidence));
    return lines;
}

void print_proof(std::ostream& out, const View& view, const FindingAnswer& answer) {
    for (const auto& line : registry::in_words(view.lang, answer.line.verdict.because,
                                               registry::Vocabulary::built_in(), view.asked.on)) {
        const std::string indent(static_cast<std::size_t>(2 + 2 * line.depth), ' ');
        out << indent << line.text;
        if (line.truth != registry::Truth::yes)
            out << "  [" << view.say("truth." + std::string{registry::name_of(line.truth)}) << "]";
        out << "\n";
        for (const auto& id : line.evidence)
            for (const auto& source : sources_of(view, answer, id))
                out << indent << "    ← " << source << "\n";
    }
}

std::string span_of(const View& view, const registry::Placed& look) {
    const auto until = std::min(look.absence.reach, view.asked.on);
    std::string text = view.say("look.not-found") + " " + day_text(view, until);
    text += "; " + view.say("look.in") + " " +
            source_label(view, look.absence.source.empty() ? look.evidence.source : look.absence.source);
    if (look.from) text += ", " + view.say("look.from") + " " + day_text(view, *look.from);
    if (look.looked_on) text += ", " + view.say("look.on") + " " + day_text(view, *look.looked_on);
    if (look.read)
        text +=
            ", " + view.say(look.read == 1 ? "look.read.1" : "look.read", {{"n", number(view, look.read)}});
    if (look.absence.unreadable)
        text += ", " + view.say("look.unreadable", {{"n", number(view, look.absence.unreadable)}});
    if (!look.evidence.document_title.empty()) text += "; " + look.evidence.document_title;
    if (!look.evidence.address.empty()) text += ", " + look.evidence.address;
    return text;
}

void print_looks(std::ostream& out, const View& view, const FindingAnswer& answer) {
    for (const auto& each : answer.looks) {
        const auto& entity = each.absence.entity;
        out << "  " << milestone_label(view, each.absence.milestone)
            << (entity.empty() ? "" : ", " + entity_label(view, entity)) << ": " << span_of(view, each)
            << "\n";
    }
    if (answer.looks.empty()) out << "  " << view.say("finding.no-looks") << "\n";
}

void print_history(std::ostream& out, const View& view, const FindingAnswer& answer) {
    for (const auto& [step, recorded] : answer.steps)
        out << "  " << registry::iso(step.effective) << "  "
            << view.say("/step." + std::string{registry::name_of(step.kind)}) << ": "
            << view.say("/severity." + std::string{registry::name_of(step.severity)}) << ", "
            << view.say("/certainty." + std::string{registry::name_of(step.certainty)}) << " ("
            << view.say("evidence.recorded") << " " << registry::iso(recorded) << ")\n";
}

void print_wait(std::ostream& out, const View& view, const registry::WaitAnswer& wait) {
    for (const auto& each : wait_in_words(view, wait)) out << "  " << each << "\n";
    if (wait.left != registry::WaitAnswer::Left::compared) return;
    for (const auto& [whose, curve] : {std::pair{party_label(view, wait.party), &wait.of_party},
                                       std::pair{view.say("wait.all-parties"), &wait.of_all}}) {
        if (curve->too_few()) continue;
        out << "  " << whose << ":";
        const char* before = " ";
        for (const int share : {25, 50, 75, 90}) {
            const auto day = curve->curve.day_of_share(share / 100.0);
            out << before << view.say("wait.column.share", {{"n", std::to_string(share)}}) << " "
                << (day ? years(view, *day) : view.say("wait.not-reached"));
            before = ", ";
        }
        out << "\n";
    }
    if (const auto without = wait_left_out(view, wait); !without.empty()) out << "  " << without << "\n";
    out << "  " << view.say("wait.about") << "\n";
}

void print_text(std::ostream& out, const View& view, const FindingAnswer& answer) {
    const auto& verdict = answer.line.verdict;
    const auto heading = [&](std::string_view key) { out << "\n" << view.say(key) << "\n"; };
    out << verdict.id << " (" << view.say(answer.line.open ? "finding.open" : "finding.closed-short") << ")\n"
        << party_label(view, verdict.party) << " – "
        << title_of(view, answer.line.instrument).get("text")->text() << " (" << verdict.instrument << ")\n";
    if (!answer.line.open) out << view.say("finding.closed") << "\n";
    if (answer.gone) out << view.say("finding.gone") << "\n";
    out << "\n";
    for (const auto& each : registry::in_full(view.lang, verdict, registry::Vocabulary::built_in(),
                                              view.asked.on, answer.line.reason_given))
        if (!each.empty()) out << each << "\n";
    if (const auto* rule = registry::rule(verdict.rule)) {
        for (const auto& each : rule->authorities)
            if (!each.href.empty()) out << "  " << each.href << "\n";
        out << view.say("finding.rule") << " " << rule->id << ", " << view.say("finding.version") << " "
            << verdict.rule_version << ", "
            << view.say("/profile." + std::string{registry::name_of(verdict.profile)}) << ". "
            << view.say("stalled.not-fault") << "\n";
    }
    if (const auto unsure = doubts(view, verdict); !unsure.empty()) {
        heading("finding.doubts");
        for (const auto& each : unsure) out << "  " << each << "\n";
    }
    heading("finding.because");
    print_proof(out, view, answer);
    heading("finding.looked-for");
    print_looks(out, view, answer);
    heading("track.not-consulted");
    for (const auto& each : answer.not_consulted) out << "  " << source_label(view, each) << "\n";
    if (answer.not_consulted.empty()) out << "  –\n";
    heading("finding.history");
    print_history(out, view, answer);
    if (answer.wait) {
        heading("wait.heading");
        print_wait(out, view, *answer.wait);
    }
    if (view.samples) out << "\n" << view.say("banner.samples") << "\n";
}

void explain(Context& context, const Options& options) {
    if (context.as() == Format::csv)
        throw Refusal(exit_usage,
                      "explain is printed as text or json; for tables use stalled with --format csv");
    const auto now = context.now();
    View view;
    view.lang = *registry::named<registry::Lang>(options.lang);
    view.asked.on = view.asked.today = now.today;
    view.path = "/findings/" + options.finding;
    auto database = context.open();
    registry::tick(database, now);  // verdicts turn with the day
    auto reader = database.read();
    view.samples = registry::made_from_samples(reader);
    registry::Waits waits;
    const auto answer = explained(reader, waits, view, options.finding);
    if (!answer)
        throw Refusal(exit_usage, "no finding is known as \"" + options.finding + "\"" +
                                      did_you_mean(registry::near_findings(reader, options.finding)));
    const auto& id = answer->line.verdict.id;
    if (id != options.finding)
        context.streams.err << view.say("finding.moved", {{"old", options.finding}, {"id", id}}) << "\n";
    view.path = "/findings/" + id;
    if (context.as() == Format::json)
        context.streams.out << write_json(finding_for_ever(view, *answer));
    else
        print_text(context.streams.out, as_it_stood(view, *answer), *answer);
}

}  // namespace

void add_explain(CLI::App& app, Context& context) {
    auto options = std::make_shared<Options>();
    auto& command = *app.add_subcommand(
        "explain", "One finding whole: what, since when, who, on what authority, how sure, the proof");
    command.add_option("finding", options->finding, "Its id, as placet stalled prints it: r7b.opcat.be")
        ->required();
    command.add_option("--lang", options->lang, "The language of the text")
        ->check(CLI::IsMember({"nl", "fr", "de", "en"}));
    command.callback(
        [&context, options] { context.chosen = [&context, options] { explain(context, *options); }; });
}

}  // namespace server::program
