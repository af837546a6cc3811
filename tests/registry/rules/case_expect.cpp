#include "case_expect.hpp"

#include "registry/procedure/procedure.hpp"
#include "registry/procedure/road.hpp"
#include "registry/rules/words.hpp"

namespace cases {

using namespace registry;

namespace {

void a_rule(const std::string& id) {
    if (!rule(id)) refuse("no rule is called " + id);
}

}  // namespace

std::string Expecting::all_found() const {
    std::string text;
    for (const auto& each : found_.judgement.verdicts)
        text += "\n    " + each.rule + " " + (each.entity.empty() ? "-" : each.entity) + " " +
                std::string{name_of(each.severity)} +
                " certain=" + std::string{name_of(each.certain_severity)} + " " +
                std::string{name_of(each.certainty)} + (each.cause.empty() ? "" : " cause=" + each.cause) +
                (each.subject.empty() ? "" : " subject=" + each.subject) + "  [" +
                in_short(Lang::en, each, Vocabulary::built_in(), found_.on) + "]";
    return text.empty() ? "\n    nothing" : text;
}

void Expecting::line(const LineRead& line) {
    if (line.word == "expect") return expect(line);
    if (line.word == "because") return because(line.rest);
    if (line.word == "history") return history_step(line.words);
    if (line.word == "next") return next(line.words);
    if (line.word == "note") return note(line.words);
    if (line.word == "bound") return is_bound(line.words);
    if (line.word == "period") return period(line.words);
    const auto choice = procedure_of(found_.facts.track, Vocabulary::built_in());
    if (!choice.procedure || choice.procedure->id != line.rest)
        refuse("procedure is " + (choice.procedure ? choice.procedure->id : std::string{"none"}));
}

void Expecting::expect(const LineRead& line) {
    const auto& words = line.words;
    if (line.rest == "unrecorded") return check(!found_.recorded, "something is on record:");
    if (!found_.recorded) refuse("nothing is on record in this view: expect unrecorded");
    if (line.rest == "nothing") return check(found_.judgement.verdicts.empty(), "something was found:");
    if (line.rest == "nothing listed") {
        for (const auto& each : found_.judgement.verdicts)
            check(each.certainty == Certainty::unsearched, "something is listed:");
        return;
    }
    if (line.rest == "healthy") {
        for (const auto& each : found_.judgement.verdicts)
            check(each.severity < Severity::stalled || each.certainty == Certainty::unsearched,
                  each.rule + " is at stalled or above:");
        return;
    }
    if (line.rest == "no other") {
        for (const auto& each : found_.judgement.verdicts)
            check(each.certainty == Certainty::unsearched || named_.contains(each.id),
                  each.id + " was not expected:");
        return;
    }
    if (words[0] == "no") {
        if (words.size() < 2 || words.size() > 3)
            refuse("\"expect no\" needs a rule, and may have an entity");
        a_rule(words[1]);
        const auto entity = words.size() == 3 ? std::optional{an_entity(words[2])} : std::nullopt;
        for (const auto& each : found_.judgement.verdicts)
            check(each.rule != words[1] || (entity && each.entity != *entity), "found against expectation:");
        return;
    }
    if (words.size() < 3) refuse("\"expect\" needs rule, entity and severity");
    expect_verdict(words);
}

void Expecting::expect_verdict(const Words& words) {
    a_rule(words[0]);
    const auto entity = an_entity(words[1]);
    const auto severity = a<Severity>(words[2]);
    Settings settings(words, 3);
    const auto subject = settings.take("subject");
    last_ = nullptr;
    for (const auto& each : found_.judgement.verdicts)
        if (each.rule == words[0] && each.entity == entity && (!subject || each.subject == *subject))
            last_ = &each;
    if (!last_) refuse("not found; found:" + all_found());
    named_[last_->id] = true;
    check(last_->severity == severity, "severity is " + std::string{name_of(last_->severity)} + ":");
    if (const auto certain = settings.take("certain"))
        check(last_->certain_severity == a<Severity>(*certain), "certain severity differs:");
    for (const auto& [certainty, name] : Names<Certainty>::table)
        if (settings.is_marked(std::string{name})) check(last_->certainty == certainty, "certainty differs:");
    if (const auto cause = settings.take("cause"))
        check(last_->cause == *cause, "cause is \"" + last_->cause + "\":");
    if (const auto since = settings.take("since"))
        check(last_->since.edtf == *since, "since is " + last_->since.edtf + ":");
    if (const auto id = settings.take("id")) check(last_->id == *id, "id is " + last_->id + ":");
    if (const auto waits = settings.take("waits"))
        check(last_->waits_for == dash(*waits), "waits for \"" + last_->waits_for + "\":");
    if (const auto looked = settings.take("looked"))
        check(last_->last_look && *last_->last_look == a_day(*looked),
              "last look is " + (last_->last_look ? iso(*last_->last_look) : std::string{"none"}) + ":");
    if (const auto until = settings.take("parked"))
        check(*until == "-"
                  ? last_->parked_by.empty()
                  : last_->parked_until && !last_->parked_by.empty() && *last_->parked_until == a_day(*until),
              "parked until " + (last_->parked_until ? iso(*last_->parked_until) : std::string{"-"}) + ":");
    if (const auto worse = settings.take("worsens")) {
        const auto says = last_->worsens_on
                              ? std::string{name_of(last_->worsens_to)} + ":" + iso(*last_->worsens_on)
                              : std::string{"-"};
        check(says == *worse, "worsens " + says + ":");
    }
    if (const auto change = settings.take("changes"))
        check(
            last_->next_change && *last_->next_change == a_day(*change),
            "next change is " + (last_->next_change ? iso(*last_->next_change) : std::string{"never"}) + ":");
    settings.all_taken();
}

void Expecting::because(const std::string& text) const {
    if (!last_) refuse("\"because\" follows an expected finding");
    std::string lines = in_short(Lang::en, *last_, Vocabulary::built_in(), found_.on);
    bool found = lines.find(text) != std::string::npos;
    for (const auto& line : in_words(Lang::en, last_->because, Vocabulary::built_in(), found_.on)) {
        found = found || line.text.find(text) != std::string::npos;
        lines += "\n    " + std::string(static_cast<std::size_t>(2 * line.depth), ' ') + line.text;
    }
    if (!found) refuse("the proof does not say so:\n    " + lines);
}

void Expecting::history_step(const Words& words) {
    if (words.size() != 4 && words.size() != 5)
        refuse("\"history\" needs rule, entity, step, day and severity");
    a_rule(words[0]);
    const auto entity = an_entity(words[1]);
    const auto kind = a<StepKind>(words[2]);
    const auto day = a_day(words[3]);
    if (!history_)
        history_ =
            history(found_.facts.track, built_in_rules(), Vocabulary::built_in(), found_.profile, found_.on);
    std::string seen;
    for (const auto& each : *history_) {
        if (each.latest.rule != words[0] || each.latest.entity != entity) continue;
        for (const auto& step : each.steps) {
            if (step.kind == kind && step.effective == day &&
                (words.size() == 4 || step.severity == a<Severity>(words[4])))
                return;
            seen += "\n    " + each.latest.id + " " + std::string{name_of(step.kind)} + " " +
                    iso(step.effective) + " " + std::string{name_of(step.severity)};
        }
    }
    refuse("no such step; steps:" + (seen.empty() ? "\n    none" : seen));
}

void Expecting::next(const Words& words) {
    if (words.size() > 2) refuse("unknown word: " + words[2]);
    if (words[0] != "nothing") a_milestone(words[0]);
    const auto choice = procedure_of(found_.facts.track, Vocabulary::built_in());
    if (!choice.procedure) refuse("no procedure is declared for this track");
    const auto walk =
        registry::walk(*choice.procedure, found_.facts.track, Vocabulary::built_in(), found_.on);
    std::string all;
    for (const auto at : walk.next)
        all += "\n    " + walk.states[at].step->milestone + " " + walk.states[at].entity;
    if (words[0] == "nothing") return check(walk.next.empty(), "a step is expected next:" + all);
    if (next_at_ >= walk.next.size()) refuse("no further step is expected next:" + all);
    const auto& state = walk.states[walk.next[next_at_++]];
    const auto entity = words.size() == 2 ? an_entity(words[1]) : std::string{};
    if (state.step->milestone != words[0] || state.entity != entity) refuse("expected next:" + all);
}

void Expecting::period(const Words& words) const {
    if (words.size() != 2) refuse("\"period\" needs a milestone and a day, unknown or none");
    const Road road{found_.facts.track, Vocabulary::built_in()};
    const auto found = road.period(a_milestone(words[0]), found_.on);
    const auto last = found ? found->last_day() : std::nullopt;
    const auto said = !found ? std::string{"none"} : last ? iso(*last) : std::string{"unknown"};
    if (words[1] != "unknown" && words[1] != "none") a_day(words[1]);
    if (said != words[1]) refuse("the period's last day: " + said);
}

void Expecting::note(const Words& words) const {
    for (const auto& each : found_.judgement.notes) {
        if (each.message != "note." + words[0]) continue;
        if (words.size() == 1) return;
        for (const auto& [name, value] : each.arguments)
            if (name == "subject" && value == words[1]) return;
    }
    if (words[0] == "nothing") return check(found_.judgement.notes.empty(), "there is a note:");
    refuse("no such note");
}

void Expecting::is_bound(const Words& words) const {
    const auto answer = bound(found_.facts.clause, found_.facts.entry, found_.facts.consent, found_.on,
                              consent_looked_up_to(found_.facts.track, Vocabulary::built_in()))
                            .bound;
    const std::string said = answer == Bound::yes ? "yes" : answer == Bound::no ? "no" : "unknown";
    if (words[0] != "yes" && words[0] != "no" && words[0] != "unknown") refuse("unknown word: " + words[0]);
    if (said != words[0]) refuse("bound: " + said);
}

void Expecting::check(bool holds, const std::string& what) const {
    if (!holds) refuse(what + all_found());
}

}  // namespace cases
