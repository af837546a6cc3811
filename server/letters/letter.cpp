#include "server/letters/letter.hpp"

#include <algorithm>

#include "registry/alerts/people.hpp"
#include "registry/answers/answers.hpp"
#include "server/delivery/guard.hpp"
#include "server/http/message.hpp"
#include "server/letters/parts.hpp"
#include "server/letters/plain.hpp"
#include "server/letters/state.hpp"
#include "server/letters/told.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/subscription_parts.hpp"
#include "server/pages/words.hpp"
#include "server/represent/template.hpp"

namespace server::letters {
namespace {

namespace alerts = registry::alerts;
using registry::Letter;

constexpr std::size_t title_in_subject = 60;

Value track_told(registry::store::Reader& reader, const View& view, const alerts::ToldTrack& track) {
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
        // Of a subject there is no page.
        if (each.selector.scope != registry::Watched::subject)
            value.both("href", link_to(view, path_of(each.selector)));
        value.both("stop_href", stop_link(view, message.key, each));
        list.push(std::move(value));
    }
    return list;
}

// The part of the log in which the changes stand, narrowed to what is followed where the log can be.
std::string log_link(const View& view, std::int64_t first, std::int64_t last,
                     const registry::Selector* about) {
    using registry::Watched;
    auto path = "/changes?after=" + std::to_string(first - 1) + "&before=" + std::to_string(last + 1);
    const auto add = [&](std::string_view name, std::string_view value) {
        path += "&" + std::string{name} + "=" + percent(value);
    };
    if (about) switch (about->scope) {
            case Watched::track: {
                const std::string_view key = about->key;
                add("instrument", key.substr(0, key.rfind('/')));
                add("party", key.substr(key.rfind('/') + 1));
                break;
            }
            case Watched::instrument:
            case Watched::party:
            case Watched::entity:
            case Watched::rule:
                add(registry::name_of(about->scope), about->key);
                break;
            case Watched::subject:
            case Watched::list:
            case Watched::all:
                break;
        }
    return link_to(view, path);
}

// What all of it came by; null: several things.
const registry::Selector* narrows(const alerts::Message& message) {
    if (message.reasons.empty()) return nullptr;
    const auto& first = message.reasons.front().selector;
    const bool one = std::ranges::all_of(message.reasons, [&](const auto& each) {
        return each.selector.scope == first.scope && each.selector.key == first.key;
    });
    return one ? &first : nullptr;
}

// Which import it was, and that it is counted and not told.
std::string summary_text(const View& view, const std::optional<registry::store::RunTold>& run) {
    if (!run) return view.say("/letters.summary.why");
    const registry::Arguments arguments{{"file", without_folders(run->file)},
                                        {"source", source_label(view, run->source)},
                                        {"day", day_text(view, run->day)}};
    return view.say(run->file.empty()     ? "/letters.summary.of-day"
                    : run->source.empty() ? "/letters.summary.of-file"
                                          : "/letters.summary.of-source",
                    arguments);
}

void put_summaries(Value& into, registry::store::Reader& reader, const View& view,
                   const alerts::Message& message) {
    auto list = Value::list();
    std::optional<registry::store::RunTold> run;
    for (const auto& each : message.summaries) {
        const auto* about =
            each.index < message.reasons.size() ? &message.reasons[each.index].selector : nullptr;
        run = registry::store::run_told(reader, each.import);
        const auto what = about ? describe(reader, view, *about) : std::string{};
        list.push(
            Value::object()
                .both("text", view.say(each.changes == 1 ? "/letters.summary.one" : "/letters.summary.line",
                                       {{"what", what}, {"n", number(view, each.changes)}}))
                .both("href", run && run->last > 0 ? log_link(view, run->first, run->last, about)
                                                   : link_to(view, "/changes")));
    }
    into.both("lines_text", summary_text(view, run));
    into.both("lines", std::move(list));
}

std::string subject_of_changes(const View& view, const alerts::Message& message) {
    const auto n = changes_in(message);
    if (message.tracks.empty()) {
        std::int64_t all = 0;
        for (const auto& each : message.summaries) all = std::max(all, each.changes);
        return view.say(all == 1 ? "/letters.subject.summary.one" : "/letters.subject.summary",
                        {{"n", number(view, all)}});
    }
    const auto& first = message.tracks.front();
    const auto track = track_name(view, first.instrument, first.party, title_in_subject);
    if (message.tracks.size() > 1 || message.more > 0)
        return view.say("/letters.subject.several",
                        {{"n", number(view, static_cast<std::int64_t>(n))}, {"track", track}});
    // News rather than what was added to the record.
    const auto news =
        std::ranges::find_if(first.changes, [](const auto& each) { return !each.line.old_fact; });
    const auto told = news == first.changes.end() ? first.changes.begin() : news;
    const auto what = told == first.changes.end() ? std::string{} : in_few_words(view, told->line);
    if (n > 1)
        return view.say(
            "/letters.subject.more",
            {{"track", track}, {"what", what}, {"n", number(view, static_cast<std::int64_t>(n - 1))}});
    return view.say("/letters.subject.one", {{"track", track}, {"what", what}});
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
    for (const auto& each : message.tracks) tracks.push(track_told(reader, view, each));
    into.both("tracks", std::move(tracks));
    if (message.more > 0) {
        const auto more = static_cast<std::int64_t>(message.more);
        into.both("more", view.say(more == 1 ? "/letters.more.one" : "/letters.more.several",
                                   {{"n", number(view, more)}}));
        into.both("more_href", log_link(view, message.first, message.last, narrows(message)));
    }
    if (!message.summaries.empty()) put_summaries(into, reader, view, message);
    auto subject = subject_of_changes(view, message);
    if (message.outgoing.pace == registry::Pace::at_once) return subject;
    return view.say("/letters.subject." + std::string{registry::name_of(message.outgoing.pace)},
                    {{"what", subject}});
}

// A confirmation goes to an address anybody may have typed: no words of a stranger's stand in it, nor a host.
Words words_in(const alerts::Message& message) {
    return message.outgoing.kind == Letter::confirm ? Words::ours : Words::all;
}

// What is asked for, and by which way.
std::vector<std::string> asked_for(registry::store::Reader& reader, const View& view,
                                   const alerts::Message& message) {
    const auto words = words_in(message);
    std::vector<std::string> all;
    for (const auto& each : message.reasons)
        all.push_back(view.say("/letters.asked-for", {{"what", describe(reader, view, each.selector, words)},
                                                      {"way", way_of(reader, view, each, words)}}));
    return all;
}

std::string of_confirm(Value& into, const View& view, registry::store::Reader& reader,
                       const alerts::Message& message) {
    const bool known = message.subscriber.confirmed_at.has_value();
    const auto what = message.reasons.empty()
                          ? std::string{}
                          : describe(reader, view, message.reasons.front().selector, words_in(message));
    // Nothing is to be confirmed of what arrives already.
    if (!message.reasons.empty() && alerts::stands(reader, message.reasons.front())) {
        into.both("intro", paragraphs({view.say("/letters.confirm.again", {{"site", view.base_url}})}));
        into.both("points", paragraphs(asked_for(reader, view, message)));
        into.both("before_action", view.say("/letters.confirm.again-how"));
        put_action(into, view, "/letters.manage", manage_link(view, message));
        return view.say("/letters.subject.again", {{"what", what}});
    }
    into.both("intro", paragraphs({view.say("/letters.confirm.asked", {{"site", view.base_url}})}));
    into.both("points", paragraphs(asked_for(reader, view, message)));
    into.both("before_action", view.say("/letters.confirm.how"));
    put_action(into, view, "/letters.confirm.button", confirm_link(view, message));
    into.both(
        "after",
        paragraphs({view.say(known ? "/letters.confirm.not-you-but-known" : "/letters.confirm.not-you")}));
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

std::string of_endpoint(Value& into, const View& view, const alerts::Message& message) {
    const bool ended = message.outgoing.kind == Letter::ended;
    const auto* endpoint = message.endpoint ? &*message.endpoint : nullptr;
    const auto since = endpoint && endpoint->failing_since
                           ? std::chrono::floor<std::chrono::days>(
                                 std::chrono::sys_seconds{std::chrono::seconds{*endpoint->failing_since}})
                           : view.asked.today;
    const registry::Arguments arguments{
        {"host", endpoint ? host_of(endpoint->url) : std::string{}},
        {"why", endpoint && ended ? endpoint->ended_because : message.outgoing.error},
        {"n", number(view, endpoint ? endpoint->failures : 0)},
        {"day", day_text(view, since)}};
    const std::string kind = ended ? "/letters.endpoint-ended." : "/letters.endpoint-silent.";
    into.both("intro", paragraphs({view.say(kind + "what", arguments), view.say(kind + "then", arguments)}));
    return view.say(ended ? "/letters.subject.endpoint-ended" : "/letters.subject.endpoint-silent",
                    arguments);
}

std::string say_all(Value& into, const View& view, registry::store::Reader& reader,
                    registry::Catalogue& catalogue, const alerts::Message& message) {
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
            return of_state(into, view, reader, catalogue, message);
        case Letter::alert:
        case Letter::summary:
            break;
    }
    return of_changes(into, view, reader, message);
}

}  // namespace

Written write(registry::store::Reader& reader, const alerts::Message& message, View view,
              registry::Catalogue& catalogue) {
    view.lang = message.subscriber.lang;
    view.samples = view.samples || registry::made_from_samples(reader);
    auto says = Value::object();
    Written written;
    written.lang = view.lang;
    written.subject = say_all(says, view, reader, catalogue, message);
    says.both("lang", registry::name_of(view.lang));
    says.both("subject", written.subject);
    if (view.samples) says.both("samples", view.say("banner.samples"));
    // Who has not said that it is his address is offered nothing but to say so; who has nothing left,
    // nothing.
    const bool over = message.outgoing.kind == Letter::ended && !message.endpoint;
    const bool known = message.outgoing.kind != Letter::confirm && !over;
    if (known) {
        written.manage_url = manage_link(view, message);
        written.stop_url = stop_link(view, message);
        if (written.stop_url.empty()) written.stop_url = written.manage_url;
        if (message.outgoing.kind != Letter::stale) {  // which lists and links it all above
            says.both("reasons", reasons(reader, view, message));
            says.both("manage_href", written.manage_url);
        }
    }
    says.both("closing", view.say("/letters.closing", {{"site", view.base_url}}));
    written.html = fill("letter", view.lang, says);
    written.text = plain_text(view, says);
    return written;
}

}  // namespace server::letters
