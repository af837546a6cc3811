// /operator/{token}: what waits to be sent, what could not be, and imports that wait for a person's word.
// There are no accounts: whoever has the token is the operator.
#include <algorithm>

#include "registry/alerts/fan_out.hpp"
#include "registry/alerts/token.hpp"
#include "registry/base/bytes.hpp"
#include "registry/store/outbox.hpp"
#include "server/letters/parts.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/list_parts.hpp"
#include "server/pages/machines.hpp"
#include "server/pages/subscribing.hpp"
#include "server/pages/subscription_parts.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

namespace alerts = registry::alerts;
namespace store = registry::store;

constexpr std::size_t shortest_token = 32, most_held = 50, most_dead = 50;
constexpr auto rates_of = std::chrono::days{30};

bool is_operator(const FormSettings& settings, std::string_view token) {
    const auto& right = settings.operator_token;
    return right.size() >= shortest_token && registry::equal_in_constant_time(token, right);
}

Refusal no_such_page(const View& view) {
    return {404, "unknown-page", view.say("missing.title.page"), view.say("alerts.gone.title"), {}, {}};
}

// "queues": by state, as their rows stand; "subscriptions": by channel.
void add_counts(Value& says, const View& view, const store::QueueCounts& counts) {
    auto queues = Value::list();
    for (const auto& [state, n] : counts.messages)
        queues.push(Value::object()
                        .both("state", state)
                        .people("state_label", view.say("alerts.posted." + state))
                        .programs("n", n)
                        .people("n", number(view, n)));
    says.both("queues", std::move(queues));
    auto ways = Value::list();
    for (const auto& [channel, n] : counts.subscriptions)
        ways.push(Value::object()
                      .both("channel", channel)
                      .people("channel_label", view.say("operator.way." + channel))
                      .programs("n", n)
                      .people("n", number(view, n)));
    says.both("subscriptions", std::move(ways));
    says.programs("unconfirmed", counts.unconfirmed);
    says.people("unconfirmed", view.say("operator.unconfirmed", {{"n", number(view, counts.unconfirmed)}}));
    says.programs("oldest_due",
                  counts.oldest_due ? letters::instant_text(*counts.oldest_due) : std::string{});
    says.people("oldest", counts.oldest_due ? view.say("operator.oldest",
                                                       {{"at", letters::instant_text(*counts.oldest_due)}})
                                            : view.say("operator.nothing-due"));
}

Value held_shown(const View& view, const store::HeldImport& held) {
    const registry::Arguments of{{"n", std::to_string(held.import)}};
    return Value::object()
        .both("import", held.import)
        .both("changes", held.changes)
        .both("messages", held.messages)
        .both("file", without_folders(held.file))
        .both("held_at", letters::instant_text(held.held_at))
        .people("action", view.here({}, {}))
        .people("says", view.say("operator.held-of", {{"file", without_folders(held.file)},
                                                      {"changes", number(view, held.changes)},
                                                      {"messages", number(view, held.messages)}}))
        .people("release_label", view.say("operator.release", of))
        .people("drop_label", view.say("operator.drop", of));
}

Value dead_shown(store::Reader& reader, const View& view, const registry::Outgoing& message) {
    const auto to = store::subscriber(reader, message.subscriber);
    const std::string kind{registry::name_of(message.kind)};
    return Value::object()
        .both("message", message.id)
        .both("kind", kind)
        .people("kind_label", view.say("alerts.letter." + kind))
        .both("to", to ? alerts::masked(to->address) : std::string{})
        .both("error", alerts::masked_in(message.error))
        .both("tries", message.tries)
        .both("when", day_of(view, message.made_at))
        .people("action", view.here({}, {}))
        .people("again_label", view.say("operator.again", {{"n", std::to_string(message.id)}}));
}

Document shown(store::Reader& reader, const View& view) {
    auto document = private_page(view, "operator", view.say("operator.title"));
    auto& says = document.says;
    add_counts(says, view, store::queue_counts(reader));
    auto held = Value::list();
    for (const auto& each : store::held_imports(reader, false, most_held)) held.push(held_shown(view, each));
    says.both("held", std::move(held));
    auto dead = Value::list();
    for (const auto& each :
         store::messages_in(reader, registry::name_of(registry::Posted::dead), 0, most_dead))
        dead.push(dead_shown(reader, view, each));
    says.both("dead", std::move(dead));
    auto rates = Value::list();
    for (const auto& each : store::delivery_counts(reader, view.asked.today - rates_of))
        rates.push(Value::object()
                       .both("when", day(view, each.day))
                       .programs("way", each.channel)
                       .people("way", view.say("operator.way." + each.channel))
                       .programs("outcome", each.outcome)
                       .people("outcome", view.say("operator.outcome." + each.outcome))
                       .programs("n", each.n)
                       .people("n", number(view, each.n)));
    says.both("rates", std::move(rates));
    return document;
}

Refusal not_so(const View& view, std::string_view field) {
    return bad_value(view, field, view.say("operator.not-so"));
}

}  // namespace

Answered operator_page(const Asking& asking) {
    if (!is_operator(asking.workings->forms, asking.params["token"])) return no_such_page(asking.view);
    return shown(asking.reader, asking.view);
}

std::optional<Refusal> operator_door(const Asking& asking) {
    if (is_operator(asking.workings->forms, asking.params["token"])) return std::nullopt;
    return no_such_page(asking.view);
}

Answered operate(const Acting& acting) {
    const auto& view = acting.view;
    if (!is_operator(acting.settings, acting.params["token"])) return no_such_page(view);
    const auto what = acting.field("do");
    const auto at = alerts::seconds(acting.now);
    if (what == "release" || what == "drop") {
        const auto* state = what == "release" ? "released" : "dropped";
        if (!store::decide(acting.writer, whole_number(acting.field("import")).value_or(0), state, at))
            return not_so(view, "import");
    } else if (what == "again") {
        const auto message =
            store::outgoing(acting.writer, whole_number(acting.field("message")).value_or(0));
        if (!message || message->state != registry::Posted::dead) return not_so(view, "message");
        store::try_again(acting.writer, message->id, at);
    } else {
        return not_listed(view, "do", what, {"release", "drop", "again"});
    }
    return Moved{view.here({}, {})};
}

}  // namespace server
