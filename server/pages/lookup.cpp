// /lookup and /eli/…: from an official number to the instrument that has it.
#include "server/http/cors.hpp"
#include "server/http/secure.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/machines.hpp"

namespace server {
namespace {

// 300 (RFC 9110 15.4.1): a bare number that several instruments have, each in a scheme of its own.
Document several(const View& view, std::string_view typed, const std::vector<std::string>& ids) {
    auto document = page(view, "several", view.say("lookup.several"));
    document.status = 300;
    document.says.both("typed", typed);
    auto list = Value::list();
    for (const auto& id : ids) {
        const auto path = "/instruments/" + percent(id);
        auto value = Value::object();
        value.both("instrument", id);
        value.people("href", view.plain(path));
        value.programs("url", view.permanent(path));
        list.push(std::move(value));
        document.links.push_back({view.plain(path), "alternate", {}});
    }
    document.says.both("instruments", std::move(list));
    return document;
}

}  // namespace

Answered lookup_page(const Asking& asking) {
    const auto& view = asking.view;
    const auto typed = asking.asked_for("id");
    if (typed.empty())
        return Refusal{400, "missing-parameter", view.say("problem.missing-parameter"),
                       view.say("problem.lookup"), "id", {}};
    const auto found = registry::find_instrument(asking.reader, typed);
    if (found.id) return Moved{view.plain("/instruments/" + percent(*found.id))};
    if (found.several) return several(view, typed, found.near);
    return missing(view, "instrument", typed, found.near);
}

// As the Belgian gazette writes them: /eli/TYPE/YYYY/MM/DD/NUMAC and a view of it. One act has an ELI in each
// language ("wet", "loi"); its number is the same in all.
Answered eli_page(const Asking& asking) {
    const auto& p = asking.params;
    const auto eli =
        "eli/" + p["type"] + "/" + p["year"] + "/" + p["month"] + "/" + p["day"] + "/" + p["number"];
    for (const auto& name : {eli, "NUMAC " + p["number"]})
        if (const auto found = registry::find_instrument(asking.reader, name); found.id && found.by_alias)
            return Moved{asking.view.plain("/instruments/" + percent(*found.id))};
    return missing(asking.view, "instrument", "/" + eli);
}

}  // namespace server
