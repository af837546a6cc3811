#include "server/letters/letter.hpp"

#include <algorithm>

#include "registry/store/ask_evidence.hpp"
#include "registry/store/events.hpp"
#include "server/delivery/guard.hpp"
#include "server/letters/parts.hpp"
#include "server/letters/plain.hpp"
#include "server/letters/state.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/words.hpp"
#include "server/represent/template.hpp"

namespace server::letters {
namespace {

namespace alerts = registry::alerts;
using registry::Letter;

constexpr std::size_t title_in_subject = 60;

Value paragraph(std::string text) {
    auto value = Value::object();
    value.both("text", std::move(text));
    return value;
}

Value paragraphs(std::vector<std::string> texts) {
    auto list = Value::list();
    for (auto& each : texts) list.push(paragraph(std::move(each)));
    return list;
}

// Who says so, of what is believed to have happened, and whether he is sure of it.
std::string said_by(registry::store::Reader& reader, const View& view, const registry::ChangeLine& line) {
    if (line.kind != "fact" && line.kind != "correction") return {};
    for (const auto& event : registry::store::stored_events(reader, line.instrument, line.party)) {
        if (event.id != line.event) continue;
        std::vector<std::string> sources;
        for (const auto statement : event.statements)
            for (const auto& each : registry::store::evidence_of_statement(reader, statement, {})) {
                auto label = source_label(view, each.source);
                if (std::ranges::find(sources, label) == sources.end()) sources.push_back(std::move(label));
            }
        if (sources.empty()) return {};
        std::string all;
        for (const auto& each : sources) all += (all.empty() ? "" : ", ") + each;
        return view.say(event.unconfirmed ? "/letters.said-unconfirmed" : "/letters.said", {{"sources", all}});
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

// One change: what, of which day and recorded on which, by whom, how sure, what was looked into, and where to look.
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
        value.both("stands", view.say("/letters.closed"));
    } else if (change.finding) {
        value.both("stands", in_short(view, *change.finding));
        value.both("certainty", certainty_sentence(view, *change.finding));
        value.both("looks", paragraphs(looks(view, *change.finding)));
    }
    value.both("evidence_href", link_to(view, evidence_path(line)));
    value.both("report_href", report_link(view, line));
    return value;
}

Value told(registry::store::Reader& reader, const View& view, const alerts::ToldTrack& track) {
    auto value = Value::object();
    value.both("name", track_name(view, track.instrument, track.party));
    value.both("href", link_to(view, track_path(track.instrument.id, track.party)));
    auto changes = Value::list();
    for (const auto& each : track.changes) changes.push(told(reader, view, each));
    value.both("changes", std::move(changes));
    value.both("ended", track.ended.empty() ? std::string{} : view.say("/letters.road-ended." + track.ended));
    return value;
}

Value reasons(registry::store::Reader& reader, const View& view, const alerts::Message& message) {
    auto list = Value::list();
    for (const auto& each : message.reasons) {
        auto value = Value::object();
        value.both("what", describe(reader, view, each.selector));
        value.both("stop_href", stop_link(view, message.key, each));
        list.push(std::move(value));
    }
    return list;
}

Value summaries(registry::store::Reader& reader, const View& view, const alerts::Message& message) {
    auto list = Value::list();
    for (const auto& each : message.summaries) {
        auto value = Value::object();
        const auto what = each.index < message.reasons.size()
                              ? describe(reader, view, message.reasons[each.index].selector)
                              : std::string{};
        value.both("text", view.say(each.changes == 1 ? "/letters.summary.one" : "/letters.summary.line",
                                    {{"what", what}, {"n", number(view, each.changes)}}));
        value.both("href", link_to(view, "/changes"));
        list.push(std::move(value));
    }
    return list;
}

std::string subject_of_changes(const View& view, const alerts::Message& message) {
    const auto n = changes_in(message);
    if (message.tracks.empty()) {
        std::int64_t all = 0;
        for (const auto& each : message.summaries) all = std::max(all, each.changes);
        return view.say("/letters.subject.summary", {{"n", number(view, all)}});
    }
    const auto& first = message.tracks.front();
    const auto track = track_name(view, first.instrument, first.party, title_in_subject);
    if (message.tracks.size() > 1 || message.more > 0)
        return view.say("/letters.subject.several",
                        {{"n", number(view, static_cast<std::int64_t>(n))}, {"track", track}});
    const auto what = first.changes.empty() ? std::string{} : in_few_words(view, first.changes.front().line);
    if (n > 1)
        return view.say(
            "/letters.subject.more",
            {{"track", track}, {"what", what}, {"n", number(view, static_cast<std::int64_t>(n - 1))}});
    return track + ": " + what;
}

void put_action(Value& into, const View& view, std::string_view label, const std::string& href) {
    into.both("action_label", view.say(label));
    into.both("action_href", href);
}

std::string of_changes(Value& into, const View& view, registry::store::Reader& reader,
                       const alerts::Message& message) {
    const auto n = changes_in(message);
    const auto text = number(view, static_cast<std::int64_t>(n));
    if (n > 0)
        into.both(
            "intro",
            paragraphs({view.say(n == 1 ? "/letters.intro.one" : "/letters.intro.several", {{"n", text}})}));
    auto tracks = Value::list();
    for (const auto& each : message.tracks) tracks.push(told(reader, view, each));
    into.both("tracks", std::move(tracks));
    if (message.more > 0) {
        const auto more = static_cast<std::int64_t>(message.more);
        into.both("more", view.say(more == 1 ? "/letters.more.one" : "/letters.more.several",
                                   {{"n", number(view, more)}}));
        into.both("more_href", link_to(view, "/changes"));
    }
    if (!message.summaries.empty()) {
        into.both("summary_text", view.say("/letters.summary.why"));
        into.both("summaries", summaries(reader, view, message));
    }
    auto subject = subject_of_changes(view, message);
    if (message.outgoing.pace == registry::Pace::at_once) return subject;
    return view.say("/letters.subject." + std::string{registry::name_of(message.outgoing.pace)},
                    {{"what", subject}});
}

// A confirmation goes to an address anybody may have typed: no words of a stranger's stand in it.
std::string described(registry::store::Reader& reader, const View& view, const alerts::Message& message,
                      const registry::Subscription& one) {
    const bool known = message.outgoing.kind != Letter::confirm;
    return describe(reader, view, one.selector, known ? Words::all : Words::ours);
}

// What is asked for, and by which way.
std::vector<std::string> asked_for(registry::store::Reader& reader, const View& view,
                                   const alerts::Message& message) {
    std::vector<std::string> all;
    for (const auto& each : message.reasons) {
        const auto channel = view.say("/letters.channel." + std::string{registry::name_of(each.channel)});
        const auto pace = view.say("/letters.pace." + std::string{registry::name_of(each.pace)});
        all.push_back(view.say("/letters.asked-for", {{"what", described(reader, view, message, each)},
                                                      {"channel", channel},
                                                      {"pace", pace}}));
    }
    return all;
}

std::string of_confirm(Value& into, const View& view, registry::store::Reader& reader,
                       const alerts::Message& message) {
    into.both("intro", paragraphs({view.say("/letters.confirm.asked", {{"site", view.base_url}})}));
    into.both("points", paragraphs(asked_for(reader, view, message)));
    into.both("before_action", view.say("/letters.confirm.how"));
    put_action(into, view, "/letters.confirm.button", confirm_link(view, message));
    into.both("after", paragraphs({view.say("/letters.confirm.not-you")}));
    const auto what = message.reasons.empty() ? std::string{}
                                              : described(reader, view, message, message.reasons.front());
    return view.say("/letters.subject.confirm", {{"what", what}});
}

std::string of_stale(Value& into, const View& view, registry::store::Reader& reader,
                     const alerts::Message& message) {
    into.both("intro", paragraphs({view.say("/letters.stale.asked")}));
    into.both("points", paragraphs(asked_for(reader, view, message)));
    into.both("before_action", view.say("/letters.stale.how"));
    put_action(into, view, "/letters.stale.button", manage_link(view, message));
    return view.say("/letters.subject.stale");
}

// Of an address its host is named, never the rest: it may hold a secret.
std::string host_of(const alerts::Message& message) {
    if (!message.endpoint) return {};
    const auto to = delivery::take_apart(message.endpoint->url);
    return to ? to->host : std::string{};
}

std::string of_endpoint(Value& into, const View& view, const alerts::Message& message) {
    const bool ended = message.outgoing.kind == Letter::ended;
    const auto* endpoint = message.endpoint ? &*message.endpoint : nullptr;
    const auto since = endpoint && endpoint->failing_since
                           ? std::chrono::floor<std::chrono::days>(
                                 std::chrono::sys_seconds{std::chrono::seconds{*endpoint->failing_since}})
                           : view.asked.today;
    const registry::Arguments arguments{
        {"host", host_of(message)},
        {"why", endpoint && ended ? endpoint->ended_because : message.outgoing.error},
        {"n", number(view, endpoint ? endpoint->failures : 0)},
        {"day", day_text(view, since)}};
    const std::string kind = ended ? "/letters.endpoint-ended." : "/letters.endpoint-silent.";
    into.both("intro", paragraphs({view.say(kind + "what", arguments), view.say(kind + "then", arguments)}));
    put_action(into, view, "/letters.manage", manage_link(view, message));
    return view.say(ended ? "/letters.subject.endpoint-ended" : "/letters.subject.endpoint-silent",
                    arguments);
}

std::string say_all(Value& into, const View& view, registry::store::Reader& reader,
                    const alerts::Message& message) {
    switch (message.outgoing.kind) {
        case Letter::confirm:
            return of_confirm(into, view, reader, message);
        case Letter::stale:
            return of_stale(into, view, reader, message);
        case Letter::ended:
            if (message.endpoint) return of_endpoint(into, view, message);
            into.both("intro", paragraphs({view.say("/letters.over")}));
            return view.say("/letters.subject.over");
        case Letter::failing:
            return of_endpoint(into, view, message);
        case Letter::test:
            into.both("intro", paragraphs({view.say("/letters.test")}));
            return view.say("/letters.subject.test");
        case Letter::state:
            return of_state(into, view, reader, message);
        case Letter::alert:
        case Letter::summary:
            break;
    }
    return of_changes(into, view, reader, message);
}

}  // namespace

Written write(registry::store::Reader& reader, const alerts::Message& message, View view) {
    view.lang = message.subscriber.lang;
    auto says = Value::object();
    Written written;
    written.lang = view.lang;
    written.subject = say_all(says, view, reader, message);
    says.both("lang", registry::name_of(view.lang));
    says.both("subject", written.subject);
    // Who has not said that it is his address is offered nothing but to say so; who has nothing left,
    // nothing.
    const bool over = message.outgoing.kind == Letter::ended && !message.endpoint;
    const bool known = message.outgoing.kind != Letter::confirm && !over;
    if (known) {
        written.manage_url = manage_link(view, message);
        written.stop_url = stop_link(view, message);
        if (written.stop_url.empty()) written.stop_url = written.manage_url;
        const bool listed_above = message.outgoing.kind == Letter::stale;
        if (!listed_above) says.both("reasons", reasons(reader, view, message));
        says.both("manage_href", written.manage_url);
    }
    says.both("closing", view.say("/letters.closing", {{"site", view.base_url}}));
    written.html = fill("letter", view.lang, says);
    written.text = plain_text(view, says);
    return written;
}

}  // namespace server::letters
