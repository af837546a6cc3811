#include "registry/alerts/message.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "registry/alerts/fan_out.hpp"
#include "registry/alerts/people.hpp"
#include "registry/alerts/select.hpp"
#include "registry/store/ask_findings.hpp"

namespace registry::alerts {
namespace {

// Lines of one message that are read from the log; what lies beyond is counted.
constexpr std::size_t most_read = 5'000;
constexpr std::size_t most_held = 1'000;  // imports among which one is looked for

// What is told of findings, by id: each read once.
class Findings {
public:
    explicit Findings(store::Reader& reader) : reader_(reader) {}
    const std::optional<store::FindingRow>& of(const std::string& id) {
        const auto [at, fresh] = found_.try_emplace(id);
        if (fresh && !id.empty()) at->second = store::finding_row(reader_, id);
        return at->second;
    }

private:
    store::Reader& reader_;
    std::map<std::string, std::optional<store::FindingRow>> found_;
};

// Nobody has looked for it since: what was said of it is not to be sent now, but that it has gone is.
bool is_silent(const ChangeLine& line, const std::optional<store::FindingRow>& finding) {
    return finding && finding->open && finding->verdict.certainty == Certainty::unsearched &&
           line.kind != "closed";
}

// What was said before and is said no more, or otherwise, is news on the day it is recorded.
bool is_news(const ChangeLine& line) {
    return !line.old_fact || line.kind == "correction" || line.kind == "retraction";
}

// A fact and its retraction, whichever came first, say nothing when told together; corrections between them
// neither. Nor does a finding that opened and has closed again by then. By number, so that what stays stays
// in order.
void drop_taken_back(std::vector<ToldChange>& changes) {
    std::map<std::tuple<std::string, std::string, std::string>, std::vector<std::size_t>> of_event;
    std::set<std::size_t> dropped;
    for (std::size_t k = 0; k < changes.size(); ++k) {
        const auto& line = changes[k].line;
        const bool of_finding = !line.finding.empty();
        if (!of_finding && (line.event.empty() ||
                            (line.kind != "fact" && line.kind != "correction" && line.kind != "retraction")))
            continue;
        auto& open = of_event[{line.instrument, line.party, of_finding ? line.finding : line.event}];
        const auto* first = open.empty() ? nullptr : &changes[open.front()].line;
        const bool undone = first && first->kind == "fact" && line.kind == "retraction";
        const bool said_again = first && first->kind == "retraction" && line.kind == "fact" &&
                                (first->was.empty() ? first->date : first->was) == line.date;
        const bool closed = of_finding && first && first->kind == "opened" && line.kind == "closed";
        open.push_back(k);
        if (undone || said_again || closed) {
            dropped.insert(open.begin(), open.end());
            open.clear();
        }
    }
    std::size_t k = 0;
    std::erase_if(changes, [&](const ToldChange&) { return dropped.contains(k++); });
}

// A finding that closes ends no road: other steps may be awaited.
std::string end_of(const ToldTrack& track) {
    std::string ended;
    for (const auto& each : track.changes) {
        const auto& line = each.line;
        if (line.kind == "status" && !line.old_fact)
            ended = line.status == "in-force" || line.status == "withdrawn" ? line.status : "";
    }
    return ended;
}

// A confirmation is of the one thing that waits for it; who asks again for what arrives already is told so.
bool is_asked(store::Reader& reader, const Subscription& one, const Outgoing& letter) {
    return !stands(reader, one) || *one.confirmed_at < letter.made_at;
}

// Letters that are about what somebody asked for.
std::vector<Subscription> asked_for(store::Reader& reader, const Outgoing& letter) {
    auto all = store::subscriptions_of(reader, letter.subscriber);
    std::erase_if(all, [&](const auto& each) {
        const bool named = letter.subscription == each.id;
        const bool meant = letter.kind == Letter::stale     ? each.confirmed_at.has_value()
                           : letter.kind == Letter::failing ? each.endpoint == letter.endpoint
                           : letter.kind == Letter::confirm ? named && is_asked(reader, each, letter)
                                                            : named;
        return !meant;
    });
    return all;
}

class Composing {
public:
    Composing(store::Reader& reader, Message& message)
        : reader_(reader), message_(message), findings_(reader) {}

    void changes(std::size_t most_lines) {
        auto told = store::told_in(reader_, message_.outgoing.id);
        if (!told.empty()) gathered(told.front().change, told.back().change);
        std::vector<ToldChange> all;
        std::set<std::int64_t> beyond;
        for (std::size_t k = 0; k < told.size(); ++k) {
            const auto why = reason(told[k].subscription);
            if (!why) continue;
            if (!all.empty() && all.back().line.id == told[k].change) {
                all.back().why.push_back(*why);
                if (all.back().moves == 0) all.back().moves = told[k].moves;
                continue;
            }
            if (all.size() >= most_read) {
                beyond.insert(told[k].change);
                continue;
            }
            auto line = store::change_line(reader_, told[k].change);
            if (!line) continue;
            line->old_fact = is_old_fact(*line);
            const auto& finding = findings_.of(line->finding);
            if (is_silent(*line, finding)) continue;
            ToldChange change{std::move(*line), {*why}, told[k].moves, {}};
            if (finding) change.finding = finding->verdict;
            all.push_back(std::move(change));
        }
        drop_taken_back(all);
        message_.more = beyond.size() + (all.size() > most_lines ? all.size() - most_lines : 0);
        // News before what was added to the record, also where not everything is shown.
        std::stable_partition(all.begin(), all.end(),
                              [](const ToldChange& each) { return is_news(each.line); });
        if (all.size() > most_lines) all.resize(most_lines);
        group(std::move(all));
    }

    void summaries() {
        for (const auto& each : store::summarised_in(reader_, message_.outgoing.id))
            if (const auto why = reason(each.subscription))
                message_.summaries.push_back({*why, each.import, each.changes});
    }

    void about() { message_.reasons = asked_for(reader_, message_.outgoing); }

    // An import that was held is complete when an editor has let it go.
    void released() {
        if (!message_.outgoing.import) return;
        for (const auto& each : store::held_imports(reader_, true, most_held))
            if (each.import == *message_.outgoing.import && each.decided_at)
                message_.complete_at = std::max(message_.complete_at, *each.decided_at);
    }

private:
    // A digest gathers until its hour; what was gathered longer, since nobody sent it, until its last change.
    void gathered(std::int64_t first, std::int64_t last) {
        message_.first = first, message_.last = last;
        const auto& letter = message_.outgoing;
        if (letter.pace != Pace::at_once) message_.complete_at = due(letter.pace, letter.made_at, 0);
        const auto line = store::change_line(reader_, last);
        const auto recorded = line ? parse_now(line->recorded_at) : std::nullopt;
        if (recorded) message_.complete_at = std::max(message_.complete_at, seconds(*recorded));
    }

    std::optional<std::size_t> reason(std::int64_t subscription) {
        const auto [at, fresh] = reason_at_.try_emplace(subscription);
        if (fresh)
            if (auto one = store::subscription(reader_, subscription)) {
                at->second = message_.reasons.size();
                message_.reasons.push_back(std::move(*one));
            }
        return at->second;
    }

    void group(std::vector<ToldChange> all) {
        std::map<std::pair<std::string, std::string>, std::size_t> at;
        for (auto& each : all) {
            const auto [found, fresh] =
                at.try_emplace({each.line.instrument, each.line.party}, message_.tracks.size());
            if (fresh) {
                ToldTrack track;
                if (!each.line.instrument.empty())
                    track.instrument = store::head(reader_, each.line.instrument, {});
                track.party = each.line.party;
                message_.tracks.push_back(std::move(track));
            }
            auto& track = message_.tracks[found->second];
            const auto* title = track.instrument.title(Lang::en);
            each.line.title = title ? title->text : each.line.instrument;
            track.changes.push_back(std::move(each));
        }
        for (auto& track : message_.tracks) {
            std::sort(track.changes.begin(), track.changes.end(),
                      [](const ToldChange& a, const ToldChange& b) { return a.line.id < b.line.id; });
            track.ended = end_of(track);
        }
    }

    store::Reader& reader_;
    Message& message_;
    Findings findings_;
    std::map<std::int64_t, std::optional<std::size_t>> reason_at_;
};

}  // namespace

std::optional<Message> message(store::Reader& reader, const Outgoing& outgoing) {
    auto subscriber = store::subscriber(reader, outgoing.subscriber);
    const auto settings = store::alerting_if_any(reader);
    if (!subscriber || !settings || !store::outgoing(reader, outgoing.id)) return std::nullopt;
    Message message;
    message.complete_at = outgoing.made_at;
    message.outgoing = outgoing, message.subscriber = std::move(*subscriber), message.key = settings->key;
    if (outgoing.endpoint) {
        message.endpoint = store::endpoint(reader, *outgoing.endpoint);
        if (!message.endpoint) return std::nullopt;
    }
    Composing composing(reader, message);
    switch (outgoing.kind) {
        case Letter::alert:
        case Letter::summary:
            composing.changes(static_cast<std::size_t>(settings->most_lines));
            composing.summaries();
            composing.released();
            if (message.tracks.empty() && message.more == 0 && message.summaries.empty()) return std::nullopt;
            return message;
        case Letter::confirm:
        case Letter::state:
        case Letter::test:
        case Letter::stale:
            composing.about();
            if (message.reasons.empty()) return std::nullopt;
            return message;
        case Letter::failing:
            composing.about();
            return message;
        case Letter::ended:
            return message;
    }
    return std::nullopt;
}

std::vector<Subscription> came_by(store::Reader& reader, const Outgoing& outgoing) {
    if (outgoing.kind != Letter::alert && outgoing.kind != Letter::summary)
        return asked_for(reader, outgoing);
    std::vector<Subscription> all;
    for (const auto each : store::subscriptions_in(reader, outgoing.id))
        if (auto one = store::subscription(reader, each)) all.push_back(std::move(*one));
    return all;
}

std::vector<ToldChange> told_lines(store::Reader& reader, const Subscription& one, std::int64_t before,
                                   std::size_t limit) {
    Findings findings(reader);
    std::map<std::string, std::string> titles;
    std::vector<ToldChange> lines;
    for (const auto& told : store::told_to(reader, one.id, before, limit)) {
        auto line = store::change_line(reader, told.change);
        if (!line) continue;
        line->old_fact = is_old_fact(*line);
        const auto [title, fresh] = titles.try_emplace(line->instrument, line->instrument);
        if (fresh && !line->instrument.empty())
            if (const auto head = store::head(reader, line->instrument, {});
                const auto* found = head.title(Lang::en))
                title->second = found->text;
        line->title = title->second;
        const auto& finding = findings.of(line->finding);
        ToldChange change{std::move(*line), {0}, told.moves, {}};
        if (finding) change.finding = finding->verdict;
        lines.push_back(std::move(change));
    }
    return lines;
}

}  // namespace registry::alerts
