// /procedures and /procedures/{procedure}: the declared roads, with the authority for each step.
#include <algorithm>

#include "registry/procedure/step_words.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

Value clock_of(const View& view, const registry::Clock& clock) {
    auto value = Value::object();
    const std::string basis{registry::name_of(clock.basis)};
    value.programs("from", clock.from);
    value.programs("days", clock.days);
    value.programs("count", registry::name_of(clock.count));
    value.programs("calendar", clock.calendar);
    value.programs("extended_by", clock.extended_by);
    value.programs("basis", basis);
    value.people("says", registry::in_words(view.lang, clock));
    value.people("basis_label", view.say("/basis." + basis));
    value.both("authorities", authorities(view, clock.authorities));
    return value;
}

Value step_of(const View& view, const registry::Step& step) {
    auto value = Value::object();
    name_step(value, view, step);
    value.both("document", step.document.in(view.lang));
    if (step.clock) value.both("clock", clock_of(view, *step.clock));
    value.both("after_period", step.after_period);
    value.programs("actor", step.actor);
    value.people("actor", step.actor.empty() ? std::string{} : registry::say(view.lang, step.actor));
    value.both("each_entity", step.each_entity);
    value.both("federal", step.federal);
    value.both("may", step.may);
    value.both("must", step.must);
    value.both("apart", step.apart);
    value.both("from", day(view, step.from));
    value.both("to", day(view, step.to));
    value.both("applies", !(step.from && view.asked.on < *step.from) && !(step.to && view.asked.on > *step.to));
    value.people("force", view.say(step.must  ? "procedure.must"
                                   : step.may ? "procedure.may"
                                              : "procedure.expected"));
    value.people("requires", condition_shown(view, step.requires_));
    value.both("authorities", authorities(view, step.authorities));
    return value;
}

void name_whose(Value& into, const View& view, const registry::Procedure& procedure) {
    name_party(into, view, procedure.party);
    if (procedure.is_general())
        into.people("party_label", registry::say(view.lang, "procedure.general-party"));
}

}  // namespace

Document procedures_list(const View& view, const std::vector<registry::Procedure>& procedures) {
    auto document = page(view, "procedures", view.say("procedures.title"));
    auto list = Value::list();
    for (const auto& each : procedures) {
        auto value = Value::object();
        value.both("procedure", each.id);
        value.both("title", each.title.in(view.lang));
        value.both("version", each.version);
        name_whose(value, view, each);
        value.people("steps_text", number(view, static_cast<std::int64_t>(each.steps.size())));
        value.people("href", view.plain("/procedures/" + each.id));
        list.push(std::move(value));
    }
    document.says.both("procedures", std::move(list));
    return document;
}

Document procedure(const View& view, const registry::Procedure& procedure) {
    auto document = page(view, "procedure", procedure.title.in(view.lang));
    auto& says = document.says;
    says.both("procedure", procedure.id);
    says.both("title", procedure.title.in(view.lang));
    says.both("version", procedure.version);
    name_whose(says, view, procedure);
    says.both("qualification", procedure.qualification);
    auto kinds = Value::list();
    for (const auto& kind : procedure.kinds) kinds.push(kind);
    says.programs("kinds", std::move(kinds));
    says.both("authorities", authorities(view, procedure.authorities));
    auto steps = Value::list();
    for (const auto& step : procedure.steps) steps.push(step_of(view, step));
    says.both("steps", std::move(steps));
    says.people("procedures_href", view.plain("/procedures"));
    return document;
}

Answered procedures_page(const Asking& asking) {
    return procedures_list(asking.view, registry::built_in_procedures());
}

Answered procedure_page(const Asking& asking) {
    const auto& id = asking.params["procedure"];
    if (const auto* found = registry::procedure(id)) {
        auto view = asking.view;
        view.valid_on = std::ranges::any_of(found->steps,
                                            [](const auto& step) { return step.from || step.to; });
        return procedure(view, *found);
    }
    std::vector<std::string> known;
    for (const auto& each : registry::built_in_procedures()) known.push_back(each.id);
    return missing(asking.view, "procedure", id, std::move(known));
}

}  // namespace server
