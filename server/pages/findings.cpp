// /findings/{finding}: one finding for ever, with its history and its proof.
#include <algorithm>
#include <map>

#include "registry/rules/words.hpp"
#include "server/http/message.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/finding_parts.hpp"
#include "server/pages/follow.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/track_parts.hpp"
#include "server/pages/wait_parts.hpp"
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

// What the proof's ids of evidence stand for, as lists of evidence(): of a fact what is believed, of a look
// the place it is recorded in.
std::map<std::string, Value> sources(const View& view, const registry::FindingAnswer& answer) {
    std::map<std::string, Value> all;
    for (const auto& [id, shown] : answer.facts) {
        auto list = Value::list();
        for (const auto& each : shown.evidence)
            if (std::ranges::find(shown.event.against, each.statement) == shown.event.against.end()) {
                auto said = evidence(view, each);
                said.people("words", shown.event.milestone == "explained" ? each.note : std::string{});
                list.push(std::move(said));
            }
        all.emplace(id, std::move(list));
    }
    for (const auto& each : answer.looks)
        all.emplace(each.absence.evidence, Value::list().push(evidence(view, each.evidence)));
    return all;
}

Value said_whole(const View& view, const registry::Verdict& verdict, std::string_view note) {
    auto list = Value::list();
    for (auto& each :
         registry::in_full(view.lang, verdict, registry::Vocabulary::built_in(), view.asked.on, note))
        if (!each.empty()) list.push(std::move(each));
    return list;
}

// Where what cannot be known comes from: of a reason in doubt, those below it that are.
void add_doubts(const View& view, const registry::Reason& reason, std::vector<std::string>& found) {
    const auto is_in_doubt = [](const registry::Reason& each) {
        return each.truth == registry::Truth::unknown;
    };
    const bool from_below = std::ranges::any_of(reason.of, is_in_doubt);
    if (is_in_doubt(reason) && !from_below) {
        auto text = sentence(view, reason);
        if (std::ranges::find(found, text) == found.end()) found.push_back(std::move(text));
    }
    for (const auto& each : reason.of) add_doubts(view, each, found);
}

}  // namespace

std::vector<std::string> doubts(const View& view, const registry::Verdict& verdict) {
    std::vector<std::string> found;
    if (verdict.certainty != registry::Certainty::certain) add_doubts(view, verdict.because, found);
    return found;
}

View as_it_stood(const View& view, const registry::FindingAnswer& answer) {
    View then = view;
    if (!answer.line.open && answer.stood && !answer.steps.empty()) then.asked.on = answer.steps.back().first.effective;
    return then;
}

std::optional<registry::FindingAnswer> explained(registry::store::Reader& reader, registry::Waits& waits,
                                                 const View& view, std::string_view id) {
    auto answer = registry::finding_answer(reader, id, view.asked);
    if (!answer || !answer->line.open) return answer;
    auto& verdict = answer->line.verdict;
    auto asked = view.asked;
    asked.profile = verdict.profile;
    if (!verdict.worsens_on && asked.is_plain())
        if (const auto worse = registry::worsens(reader, verdict, asked.today)) {
            verdict.worsens_on = worse->on;
            verdict.worsens_to = worse->to;
        }
    answer->wait = registry::wait_answer(reader, waits, verdict.instrument, verdict.party, asked);
    return answer;
}

namespace {

// Asked as of a day on which it did not stand: said in place of the finding.
std::string not_then(const View& view) {
    const auto& asked = view.asked;
    if (!asked.known) return view.say("finding.not-then", {{"day", day_text(view, asked.on)}});
    return view.say("finding.not-then-known",
                    {{"day", day_text(view, asked.on)}, {"known", day_text(view, *asked.known)}});
}

}  // namespace

Document finding_for_ever(const View& view, const registry::FindingAnswer& answer) {
    const auto& verdict = answer.line.verdict;
    const auto title = title_of(view, answer.line.instrument);
    const std::string name = verdict.rule + ", " + party_label(view, verdict.party) + ", " +
                             std::string{title.get("text")->text()};
    auto document = page(view, "finding", name);
    auto& says = document.says;
    if (auto* follow = says.get("follow_href")) *follow = follow_href(view, "track", verdict.instrument + "/" + verdict.party);
    const auto then = as_it_stood(view, answer);
    auto card = finding(then, verdict, sources(view, answer), answer.line.reason_given);
    auto looks = Value::list();
    for (const auto& each : answer.looks) looks.push(look(view, each));
    card.people("looks", looks);
    card.people("proof_open", true);
    card.people("closed", !answer.line.open);
    name_instrument(says, view, answer.line.instrument);
    name_party(says, view, verdict.party);
    says.both("open", answer.line.open);
    says.both("stood", answer.stood);
    says.people("closed", answer.stood && !answer.line.open);
    says.people("not_then", answer.stood ? std::string{} : not_then(view));
    says.both("gone", answer.gone);
    says.both("said_whole", answer.stood ? said_whole(then, verdict, answer.line.reason_given) : Value::list());
    auto doubtful = Value::list();
    if (answer.stood)
        for (auto& each : doubts(then, verdict)) doubtful.push(std::move(each));
    says.both("doubts", std::move(doubtful));
    says.programs("finding", answer.stood ? card : Value{});
    says.people("finding", answer.stood ? std::move(card) : Value{});
    says.both("history", history(view, answer));
    says.both("facts", answer.stood ? facts(view, answer) : Value::list());
    says.both("wait", wait_shown(view, answer.wait));
    says.programs("looks", std::move(looks));
    says.both("sources_not_consulted", not_consulted(view, answer.not_consulted));
    says.people("track_href",
                view.plain("/instruments/" + percent(verdict.instrument) + "/" + percent(verdict.party)));
    says.people("stalled_href", view.plain("/stalled"));
    add_citation(document, view, name);
    return document;
}

Answered finding_page(const Asking& asking) {
    const auto& id = asking.params["finding"];
    const auto answer = explained(asking.reader, asking.waits, asking.view, id);
    if (!answer) return missing(asking.view, "finding", id, registry::near_findings(asking.reader, id));
    // Its instrument got another name: one address for ever leads to the other.
    if (answer->line.verdict.id != id)
        return Moved{asking.view.here_at("/findings/" + percent(answer->line.verdict.id))};
    return finding_for_ever(asking.view, *answer);
}

}  // namespace server
