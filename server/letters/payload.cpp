// The same for a program: what happened and where to read it, below 20 kB.
#include "server/http/message.hpp"
#include "server/letters/letter.hpp"
#include "server/letters/parts.hpp"
#include "server/letters/state.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/subscription_parts.hpp"
#include "server/represent/json_value.hpp"

namespace server::letters {
namespace {

namespace alerts = registry::alerts;

constexpr std::size_t largest = 18'000;  // bytes; what stands around is less than the rest to 20 kB

Value day_value(const std::optional<registry::Day>& day) {
    return day ? Value{registry::iso(*day)} : Value{};
}

Value told(const View& view, const alerts::ToldChange& change) {
    const auto& line = change.line;
    auto value = Value::object();
    value.both("change", line.id).both("kind", line.kind);
    value.both("instrument", line.instrument).both("party", line.party).both("entity", line.entity);
    value.both("milestone", line.milestone).both("date", line.date).both("was", line.was);
    value.both("finding", line.finding).both("rule", line.rule).both("severity", line.severity);
    const auto when = registry::parse_when(line.date);
    value.both("effective", when && when->lo != when->hi ? Value{} : day_value(line.effective))
        .both("recorded_at", line.recorded_at);
    value.both("added_to_record", line.old_fact).both("moves", change.moves);
    if (change.finding && line.kind != "closed") {
        value.both("certainty", registry::name_of(change.finding->certainty));
        value.both("last_look", day_value(change.finding->last_look));
    }
    auto why = Value::list();
    for (const auto index : change.why) why.push(index);
    value.both("subscriptions", std::move(why));
    value.both("url", view.permanent("/changes/" + std::to_string(line.id)));
    value.both("evidence", view.permanent(evidence_path(line)));
    return value;
}

Value summary(registry::store::Reader& reader, const alerts::Summary& each) {
    auto value = Value::object();
    value.both("subscription", each.index).both("import", each.import).both("changes", each.changes);
    const auto run = registry::store::run_told(reader, each.import);
    if (!run) return value;
    value.both("file", without_folders(run->file)).both("source", run->source);
    value.both("recorded", registry::iso(run->day));
    if (run->last > 0) value.both("first_change", run->first).both("last_change", run->last);
    return value;
}

Value subscriptions(const View& view, const alerts::Message& message) {
    auto list = Value::list();
    for (const auto& each : message.reasons) {
        auto value = Value::object();
        value.both("scope", registry::name_of(each.selector.scope))
            .both("key", each.selector.key.substr(0, 500));
        value.both("url", view.permanent(path_of(each.selector)));
        list.push(std::move(value));
        if (list.items()->size() == 20) break;
    }
    return list;
}

// As many as there is room for; the others are counted.
void put_changes(Value& into, const View& view, const alerts::Message& message, std::size_t room) {
    auto list = Value::list();
    auto more = message.more;
    bool full = false;
    for (const auto& track : message.tracks)
        for (const auto& each : track.changes) {
            auto value = told(view, each);
            value.both("road_ended", track.ended);
            const auto size = json_text(value).size() + 1;
            full |= size > room;
            if (full) {
                ++more;
                continue;
            }
            room -= size;
            list.push(std::move(value));
        }
    into.both("changes", std::move(list));
    into.both("more", more);
}

}  // namespace

std::string payload(registry::store::Reader& reader, const alerts::Message& message, View view,
                    registry::Catalogue& catalogue) {
    auto data = Value::object();
    data.both("subscriptions", subscriptions(view, message));
    auto summaries = Value::list();
    for (const auto& each : message.summaries) {
        summaries.push(summary(reader, each));
        if (summaries.items()->size() == 50) break;
    }
    data.both("summaries", std::move(summaries));
    if (message.outgoing.kind == registry::Letter::state)
        data.both("state", state_for_programs(view, reader, catalogue, message));
    const auto used = json_text(data).size();
    put_changes(data, view, message, used < largest ? largest - used : 0);
    data.both("log", view.permanent("/changes"));
    data.both("made_from_samples", registry::made_from_samples(reader));
    auto all = Value::object();
    all.both("type", "placet." + std::string{registry::name_of(message.outgoing.kind)});
    // Of the message, not of the attempt: what is sent again under the same number is the same.
    all.both("timestamp", instant_text(message.complete_at));
    all.both("data", std::move(data));
    return json_text(all);
}

}  // namespace server::letters
