// /procedures and /procedures/{procedure}: the declared roads, with the authority for each step.
#include "server/pages/compose.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

Value step_of(const View& view, const registry::Step& step) {
    auto value = Value::object();
    name_milestone(value, view, step.milestone);
    value.programs("actor", step.actor);
    value.people("actor", step.actor.empty() ? std::string{} : registry::say(view.lang, step.actor));
    value.both("each_entity", step.each_entity);
    value.both("federal", step.federal);
    value.both("may", step.may);
    value.both("must", step.must);
    value.both("apart", step.apart);
    value.both("from", day(view, step.from));
    value.both("to", day(view, step.to));
    value.people("force", view.say(step.must  ? "procedure.must"
                                   : step.may ? "procedure.may"
                                              : "procedure.expected"));
    value.people("requires", condition_shown(view, step.requires_));
    value.both("authorities", authorities(view, step.authorities));
    return value;
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
        name_party(value, view, each.party);
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
    name_party(says, view, procedure.party);
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
    if (const auto* found = registry::procedure(id)) return procedure(asking.view, *found);
    std::vector<std::string> known;
    for (const auto& each : registry::built_in_procedures()) known.push_back(each.id);
    return missing(asking.view, "procedure", id, std::move(known));
}

}  // namespace server
