#include "server/letters/parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "registry/alerts/select.hpp"
#include "registry/alerts/token.hpp"
#include "registry/model/subjects.hpp"
#include "registry/rules/words.hpp"
#include "registry/store/ask_instruments.hpp"
#include "registry/store/subscriptions.hpp"
#include "registry/store/view.hpp"
#include "server/delivery/guard.hpp"
#include "server/http/message.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/subscription_parts.hpp"
#include "server/pages/words.hpp"

namespace server::letters {
namespace {

namespace alerts = registry::alerts;

constexpr std::size_t most_looks = 6;

std::string shortened(std::string text, std::size_t longest) {
    std::size_t letters = 0, at = 0;
    while (at < text.size()) {
        if ((text[at] & 0xC0) != 0x80 && ++letters > longest) break;
        ++at;
    }
    if (at == text.size()) return text;
    text.resize(at);
    const auto blank = text.rfind(' ');
    if (blank != std::string::npos && blank > text.size() / 2) text.resize(blank);
    return text + "…";
}

std::string secret_link(const View& view, std::string_view page, std::string_view key,
                        alerts::Purpose purpose, std::string_view nonce) {
    return link_to(view, "/subscriptions/" + std::string{page} + "/" + alerts::token(key, purpose, nonce));
}

std::string instrument_name(registry::store::Reader& reader, const View& view, std::string_view id) {
    return track_name(view, registry::store::head(reader, id, {}), {});
}

std::string thing(registry::store::Reader& reader, const View& view, const registry::Selector& selector) {
    using registry::Watched;
    const std::string_view key = selector.key;
    switch (selector.scope) {
        case Watched::instrument:
            return instrument_name(reader, view, key);
        case Watched::track: {
            const auto slash = key.rfind('/');
            return instrument_name(reader, view, key.substr(0, slash)) + " – " +
                   party_label(view, key.substr(slash + 1));
        }
        case Watched::party:
            return party_label(view, key);
        case Watched::entity:
            return entity_label(view, key);
        case Watched::rule: {
            const auto* rule = registry::rule(key);
            return std::string{key} + (rule ? ", " + rule->title.in(view.lang) : "");
        }
        case Watched::subject: {
            const auto* subject = registry::subject(key);
            return subject ? subject->label.in(view.lang) : std::string{key};
        }
        case Watched::list:
            return list_name(reader, view, key);
        case Watched::all:
            break;
    }
    return std::string{key};
}

// Somebody's own words stand in its address.
bool holds_words(const registry::Selector& selector) {
    if (selector.scope != registry::Watched::list) return false;
    const auto list = alerts::read_list(selector.key);
    return !list || !list->words.empty();
}

void collect(const View& view, const registry::Reason& reason, std::vector<std::string>& into) {
    if (reason.message.starts_with("because.look-") || reason.message == "because.look" ||
        reason.message == "because.unread")
        into.push_back(sentence(view, reason));
    for (const auto& each : reason.of) collect(view, each, into);
}

}  // namespace

std::string link_to(const View& view, std::string_view path) {
    const auto joint = path.find('?') == std::string_view::npos ? "?" : "&";
    return view.base_url + std::string{path} + joint + "lang=" + std::string{registry::name_of(view.lang)};
}

std::string stop_link(const View& view, std::string_view key, const registry::Subscription& one) {
    return secret_link(view, "stop", key, alerts::Purpose::stop, one.nonce);
}

std::string stop_link(const View& view, const alerts::Message& message) {
    constexpr std::size_t most = 8;  // a header's line has an end (RFC 5322 2.1.1)
    std::string all;
    if (message.reasons.size() > most)
        all = alerts::message_token(message.key, message.outgoing.id);
    else
        for (const auto& each : message.reasons)
            all += (all.empty() ? "" : "~") + alerts::token(message.key, alerts::Purpose::stop, each.nonce);
    return all.empty() ? all : link_to(view, "/subscriptions/stop/" + all);
}

std::string manage_link(const View& view, const alerts::Message& message) {
    return secret_link(view, "manage", message.key, alerts::Purpose::manage, message.subscriber.nonce);
}

std::string confirm_link(const View& view, const alerts::Message& message) {
    if (message.reasons.empty()) return {};
    return secret_link(view, "confirm", message.key, alerts::Purpose::confirm, message.reasons.front().nonce);
}

std::string track_name(const View& view, const registry::InstrumentHead& head, std::string_view party,
                       std::size_t longest) {
    auto name = shortened(std::string{title_of(view, head).get("text")->text()}, longest);
    if (!party.empty()) name += " – " + party_label(view, party);
    return name;
}

std::string track_path(std::string_view instrument, std::string_view party) {
    auto path = "/instruments/" + percent(instrument);
    if (!party.empty()) path += "/" + percent(party);
    return path;
}

std::string evidence_path(const registry::ChangeLine& line) {
    return line.finding.empty() ? track_path(line.instrument, line.party)
                                : "/findings/" + percent(line.finding);
}

std::string report_link(const View& view, std::string_view about, std::string_view page) {
    if (view.report_to.starts_with("mailto:"))
        return view.report_to + "?subject=" + percent(about) + "&body=" + percent(view.permanent(page));
    return is_web_address(view.report_to) ? view.report_to : link_to(view, "/help/sources-of-error");
}

std::string report_link(const View& view, const registry::ChangeLine& line) {
    const auto number = std::to_string(line.id);
    return report_link(view, view.say("changes.number", {{"n", number}}), "/changes/" + number);
}

Value paragraphs(std::vector<std::string> texts) {
    auto list = Value::list();
    for (auto& each : texts) list.push(Value::object().both("text", std::move(each)));
    return list;
}

void put_action(Value& into, const View& view, std::string_view label, const std::string& href) {
    into.both("action_label", view.say(label));
    into.both("action_href", href);
}

std::string describe(registry::store::Reader& reader, const View& view, const registry::Selector& selector,
                     Words words) {
    const std::string scope{registry::name_of(selector.scope)};
    auto text = words == Words::ours && holds_words(selector)
                    ? view.say("/letters.about.search")
                    : view.say("/letters.about." + scope, {{"what", thing(reader, view, selector)}});
    std::vector<std::string> narrowed;
    for (const auto& kind : selector.kinds) narrowed.push_back(view.say("/letters.kind." + kind));
    if (selector.at_least != registry::Severity::none)
        narrowed.push_back(view.say(
            "/letters.at-least",
            {{"severity", view.say("/severity." + std::string{registry::name_of(selector.at_least)})}}));
    return narrowed.empty() ? text : text + " (" + listed(view, narrowed) + ")";
}

std::string joined(const View& view, const std::vector<std::string>& parts) {
    std::string all;
    for (const auto& each : parts)
        all = all.empty() ? each : view.say("/joined", {{"before", all}, {"after", each}});
    return all;
}

std::string way_of(registry::store::Reader& reader, const View& view, const registry::Subscription& one,
                   Words words) {
    auto channel = std::string{registry::name_of(one.channel)};
    const auto endpoint = one.endpoint ? registry::store::endpoint(reader, *one.endpoint) : std::nullopt;
    if (endpoint && words == Words::ours) channel += ".unnamed";
    auto way = view.say("/letters.channel." + channel,
                        {{"host", endpoint ? host_of(endpoint->url) : std::string{}},
                         {"pace", view.say("/letters.pace." + std::string{registry::name_of(one.pace)})}});
    return one.wants_state && !one.confirmed_at ? view.say("/letters.way-and-state", {{"way", way}}) : way;
}

std::string host_of(std::string_view url) {
    const auto to = delivery::take_apart(url);
    return to ? to->host : std::string{};
}

std::string in_few_words(const View& view, const registry::ChangeLine& line) {
    auto what = milestone_label(view, line.milestone);
    if (!line.entity.empty()) what += (what.empty() ? "" : ", ") + entity_label(view, line.entity);
    const auto date = registry::parse_when(line.date);
    const registry::Arguments arguments{
        {"rule", line.rule},
        {"what", what},
        {"severity", line.severity.empty() ? std::string{} : view.say("/severity." + line.severity)},
        {"date", date ? registry::say_when(view.lang, *date) : line.date}};
    // Of what stands no other way in the log its whole sentence says it best.
    if (line.kind == "status" || registry::is_unlisted(line))
        return std::string{change(view, line).get("says")->text()};
    return with_what_lay_ahead(
        view, line,
        view.say("/letters.short." + (line.old_fact && line.kind == "fact" ? "old-fact" : line.kind),
                 arguments));
}

std::string certainty_sentence(const View& view, const registry::Verdict& verdict) {
    return view.say(
        "/letters.certainty",
        {{"certainty", view.say("/certainty." + std::string{registry::name_of(verdict.certainty)})}});
}

std::vector<std::string> looks(const View& view, const registry::Verdict& verdict) {
    std::vector<std::string> all;
    collect(view, verdict.because, all);
    if (all.size() > most_looks) all.resize(most_looks);
    if (verdict.last_look)
        all.push_back(
            view.say(registry::is_looked_up_to(verdict) ? "/because.last-look" : "/because.inferred",
                     {{"day", day_text(view, std::min(*verdict.last_look, view.asked.on))}}));
    return all;
}

std::string instant_text(registry::Instant at) {
    const std::chrono::sys_seconds moment{std::chrono::seconds{at}};
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    const std::chrono::hh_mm_ss time{moment - day};
    return fmt::format("{}T{:02}:{:02}:{:02}Z", registry::iso(day), time.hours().count(),
                       time.minutes().count(), time.seconds().count());
}

std::size_t changes_in(const alerts::Message& message) {
    auto n = message.more;
    for (const auto& track : message.tracks) n += track.changes.size();
    return n;
}

}  // namespace server::letters
