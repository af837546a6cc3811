#include "server/letters/told.hpp"

#include <algorithm>

#include "registry/store/ask_evidence.hpp"
#include "registry/store/events.hpp"
#include "server/letters/parts.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/words.hpp"

namespace server::letters {
namespace {

namespace alerts = registry::alerts;

// Who says so, of what is believed to have happened, and whether he is sure of it: whoever says that very
// day, where anybody does.
std::string said_by(registry::store::Reader& reader, const View& view, const registry::ChangeLine& line) {
    if (line.kind != "fact" && line.kind != "correction") return {};
    for (const auto& event : registry::store::stored_events(reader, line.instrument, line.party)) {
        if (event.id != line.event) continue;
        std::vector<std::string> of_the_day, of_any;
        const auto add = [&](std::vector<std::string>& to, const std::string& label) {
            if (std::ranges::find(to, label) == to.end()) to.push_back(label);
        };
        for (const auto statement : event.statements)
            for (const auto& each : registry::store::evidence_of_statement(reader, statement, {})) {
                const auto label = source_label(view, each.source);
                add(of_any, label);
                if (each.date == line.date) add(of_the_day, label);
            }
        const auto& sources = of_the_day.empty() ? of_any : of_the_day;
        if (sources.empty()) return {};
        std::string all;
        for (const auto& each : sources) all += (all.empty() ? "" : ", ") + each;
        return view.say(event.unconfirmed ? "/letters.said-unconfirmed" : "/letters.said",
                        {{"sources", all}});
    }
    return {};
}

// As precisely as it is recorded, and no more.
std::string effective_day(const View& view, const registry::ChangeLine& line) {
    if (!line.effective) return {};
    const auto when = registry::parse_when(line.date);
    return view.say("/letters.effective",
                    {{"day", when ? registry::say_when(view.lang, *when) : day_text(view, *line.effective)}});
}

}  // namespace

Value told(registry::store::Reader& reader, const View& view, const alerts::ToldChange& change) {
    const auto& line = change.line;
    auto value = Value::object();
    value.both("says", server::change(view, line).get("says")->text());
    value.both("moves", change.moves == 0
                            ? std::string{}
                            : view.say(change.moves > 0 ? "/letters.came-onto" : "/letters.went-off"));
    value.both("said", said_by(reader, view, line));
    value.both("effective", effective_day(view, line));
    value.both("recorded", view.say("/letters.recorded", {{"day", day_text(view, line.recorded_day)}}));
    // How a finding stood before it closed is no news; what closed it is on its page.
    if (line.kind == "closed") {
        value.both("stands", view.say(registry::is_unlisted(line) ? "/letters.unlisted" : "/letters.closed"));
    } else if (change.finding) {
        value.both("stands", in_short(view, *change.finding));
        value.both("certainty", certainty_sentence(view, *change.finding));
        value.both("looks", paragraphs(looks(view, *change.finding)));
    }
    value.both("evidence_href", link_to(view, evidence_path(line)));
    value.both("report_href", report_link(view, line));
    return value;
}

}  // namespace server::letters
