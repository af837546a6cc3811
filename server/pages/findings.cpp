// /findings/{finding}: one finding for ever, with its history and its proof.
#include "server/http/message.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/track_parts.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

Value history(const View& view, const registry::FindingAnswer& answer) {
    auto list = Value::list();
    for (const auto& [step, recorded] : answer.steps) {
        const std::string kind{registry::name_of(step.kind)}, certainty{registry::name_of(step.certainty)};
        auto value = Value::object();
        value.both("kind", kind);
        value.people("kind_label", view.say("/step." + kind));
        value.both("effective", day(view, step.effective));
        value.both("recorded", day(view, recorded));
        name_severity(value, view, "severity", step.severity);
        value.both("certainty", certainty);
        value.people("certainty_label", view.say("/certainty." + certainty));
        list.push(std::move(value));
    }
    return list;
}

Value facts(const View& view, const registry::FindingAnswer& answer) {
    auto list = Value::list();
    for (const auto& [id, shown] : answer.facts) list.push(event(view, shown));
    return list;
}

}  // namespace

Document finding_for_ever(const View& view, const registry::FindingAnswer& answer) {
    const auto& verdict = answer.line.verdict;
    const auto title = title_of(view, answer.line.instrument);
    const std::string name = verdict.rule + ", " + party_label(view, verdict.party) + ", " +
                             std::string{title.get("text")->text()};
    auto document = page(view, "finding", name);
    auto& says = document.says;
    // A closed finding is told as it stood on its last day: its clock no longer runs.
    View then = view;
    if (!answer.line.open && !answer.steps.empty()) then.asked.on = answer.steps.back().first.effective;
    auto card = finding(then, verdict);
    auto looks = Value::list();
    for (const auto& each : answer.looks) looks.push(look(view, each));
    card.people("looks", looks);
    card.people("proof_open", true);
    card.people("closed", !answer.line.open);
    name_instrument(says, view, answer.line.instrument);
    name_party(says, view, verdict.party);
    says.both("open", answer.line.open);
    says.both("finding", std::move(card));
    says.both("history", history(view, answer));
    says.both("facts", facts(view, answer));
    says.programs("looks", std::move(looks));
    says.both("sources_not_consulted", not_consulted(view, answer.not_consulted));
    says.people("track_href",
                view.plain("/instruments/" + percent(verdict.instrument) + "/" + percent(verdict.party)));
    says.people("stalled_href", view.plain("/stalled"));
    // It goes on changing with the record: there is no view of it on another day.
    add_citation(document, view, name, "cite.about-finding");
    return document;
}

Answered finding_page(const Asking& asking) {
    const auto& id = asking.params["finding"];
    const auto answer = registry::finding_answer(asking.reader, id);
    if (!answer) return missing(asking.view, "finding", id);
    return finding_for_ever(asking.view, *answer);
}

}  // namespace server
