// /: what has stalled, what moved lately, what is about to become overdue.
#include "registry/answers/as_asked.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

constexpr std::size_t lines = 10;
constexpr int days_ahead = 90;

Value finding_lines(const View& view, const std::vector<registry::FindingLine>& findings) {
    auto list = Value::list();
    for (const auto& each : findings) {
        auto value = finding_line(view, each.verdict);
        name_instrument(value, view, each.instrument);
        value.both("turns_on", day(view, each.turns_on ? each.turns_on : each.verdict.next_change));
        name_severity(value, view, "turns_to", each.turns_to);
        list.push(std::move(value));
    }
    return list;
}

// The newest that were recorded by the day asked. Looks back through a bounded part of the log.
std::vector<registry::ChangeLine> latest_changes(registry::store::Reader& reader,
                                                 const registry::Asked& asked) {
    std::vector<registry::ChangeLine> latest;
    if (asked.published) return latest;  // a change does not tell when its document became public
    registry::ChangeFilter filter;
    filter.limit = asked.known ? 500 : lines;
    for (int part = 0; part < 20; ++part) {
        const auto some = registry::changes(reader, filter);
        for (const auto& change : some)
            if (latest.size() < lines && (!asked.known || change.recorded_day <= *asked.known))
                latest.push_back(change);
        if (latest.size() == lines || some.size() < filter.limit) break;
        filter.before = some.back().id;
    }
    return latest;
}

}  // namespace

Document home(const View& view, const HomeAnswer& answer) {
    auto document = page(view, "home", view.say("home.title"));
    auto& says = document.says;
    says.both("stalled", finding_lines(view, answer.stalled));
    says.both("about_to_change", finding_lines(view, answer.about_to_change));
    auto changes = Value::list();
    for (const auto& each : answer.changes) changes.push(change(view, each));
    says.both("changes", std::move(changes));
    says.both("nothing_known", answer.nothing_known);
    const auto& published = view.asked.published;
    says.people(
        "changes_left_out",
        published ? view.say("home.moved-not-dated", {{"day", day_text(view, *published)}}) : std::string{});
    says.people("all_stalled", view.to("/stalled"));
    says.people("all_changes", view.plain("/changes"));
    says.people("ahead", view.say("home.ahead", {{"n", number(view, days_ahead)}}));
    return document;
}

Answered home_page(const Asking& asking) {
    const auto& asked = asking.view.asked;
    registry::StalledFilter filter;
    filter.limit = lines;
    return home(asking.view,
                {registry::stalled(asking.reader, filter, asked),
                 registry::about_to_change(asking.reader, asked, days_ahead, lines),
                 latest_changes(asking.reader, asked), registry::is_before_registry(asking.reader, asked)});
}

}  // namespace server
