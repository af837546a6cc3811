#include "server/delivery/settle.hpp"

#include <array>
#include <random>
#include <stdexcept>
#include <thread>
#include <utility>

#include "registry/alerts/fan_out.hpp"
#include "registry/alerts/people.hpp"

namespace server::delivery {
namespace {

namespace store = registry::store;
namespace alerts = registry::alerts;
using registry::Instant;
using registry::Letter;
using registry::Outgoing;
using Went = Outcome::Went;

using registry::a_day;
constexpr std::chrono::milliseconds a_moment{250};

std::string channel_of(const Outgoing& one) { return store::goes_by_mail(one) ? "mail" : "webhook"; }

// An endpoint's owner has been told so since then: of letters to him, newest first.
bool was_told(store::Reader& reader, const Outgoing& about, Instant since) {
    constexpr std::size_t page = 100, pages = 20;
    std::int64_t before = 0;
    for (std::size_t i = 0; i < pages; ++i) {
        const auto letters = store::messages_to(reader, about.subscriber, before, page);
        for (const auto& each : letters) {
            if (each.made_at < since) return false;
            if (each.kind == Letter::failing && each.endpoint == about.endpoint) return true;
        }
        if (letters.size() < page) return false;
        before = letters.back().id;
    }
    return true;  // so many letters since: not one more
}

// The server that refused the address takes mail for it: it was not for good. What a notification (RFC 3464)
// said is not gainsaid by that: there a relay had taken the mail before.
void taken_again(store::Writer& writer, std::int64_t whose) {
    auto subscriber = store::subscriber(writer, whose);
    if (!subscriber || subscriber->bounces == 0 || is_by_notification(subscriber->bounce)) return;
    subscriber->bounces = 0, subscriber->bounce.clear(), subscriber->bounced_at.reset();
    store::put_subscriber(writer, *subscriber);
}

void of_the_address(store::Writer& writer, const Outgoing& one, const Outcome& outcome,
                    const registry::Now& now) {
    if (outcome.went == Went::sent) return taken_again(writer, one.subscriber);
    if (outcome.went != Went::gone && !outcome.of_the_address) return;
    alerts::bounced(writer, one.subscriber, outcome.why, now);
    if (outcome.went != Went::gone) return;
    if (auto subscriber = store::subscriber(writer, one.subscriber); subscriber && !subscriber->stopped_at) {
        subscriber->stopped_at = alerts::seconds(now);
        store::put_subscriber(writer, *subscriber);
        store::drop_waiting_mail(writer, subscriber->id);
        store::count_delivery(writer, now.today, "mail", "ended");
    }
}

void write_to_owner(store::Writer& writer, const Outgoing& about, Letter kind, Instant at,
                    const std::string& why) {
    Outgoing letter;
    letter.kind = kind;
    letter.subscriber = about.subscriber, letter.endpoint = about.endpoint;
    letter.made_at = letter.due_at = at;
    letter.error = why;
    store::post(writer, letter);
}

void of_the_endpoint(store::Writer& writer, const Outgoing& one, const Outcome& outcome,
                     const registry::Now& now, bool given_up) {
    auto endpoint = one.endpoint ? store::endpoint(writer, *one.endpoint) : std::nullopt;
    if (!endpoint || endpoint->ended_at) return;
    const auto at = alerts::seconds(now);
    if (outcome.went == Went::sent) {
        if (endpoint->failures == 0) return;
        endpoint->failures = 0, endpoint->failing_since.reset();
        return store::put_endpoint(writer, *endpoint);
    }
    ++endpoint->failures;
    if (!endpoint->failing_since || *endpoint->failing_since > at) endpoint->failing_since = at;
    if (outcome.went == Went::gone) {
        endpoint->ended_at = at, endpoint->ended_because = outcome.why;
        store::count_delivery(writer, now.today, "webhook", "ended");
    }
    store::put_endpoint(writer, *endpoint);
    if (outcome.went == Went::gone) return write_to_owner(writer, one, Letter::ended, at, outcome.why);
    // Once for as long as it lasts, and once a day at most when messages are given up.
    const bool long_enough = at - *endpoint->failing_since >= a_day;
    if ((long_enough || given_up) &&
        !was_told(writer, one, long_enough ? *endpoint->failing_since : at - a_day))
        write_to_owner(writer, one, Letter::failing, at, outcome.why);
}

}  // namespace

// One message's, from when it waits to be marked until it is.
struct Settling::Fate {
    const Outgoing& one;
    const Outcome& outcome;
    const bool at_home;
    std::string became{};  // "sent", "retry", "untried", "dead", "empty"; empty: somebody else holds it
    bool over = false;
    std::string error{};  // why it is not marked
};

void Settling::settle(const Outgoing& one, const Outcome& outcome, Steady::time_point ours, bool at_home) {
    Fate fate{one, outcome, at_home};
    for (;;) {
        try {
            mark_together(fate);
            return tell(fate);
        } catch (const std::exception& error) {
            if (!stuck_.exchange(true))
                say("what became of message " + std::to_string(one.id) +
                    " could not be written down: " + error.what() + "; that is tried again");
            if (Steady::now() + a_moment >= ours) throw;
        }
        std::this_thread::sleep_for(a_moment);
    }
}

// Whoever comes while nobody marks does so for all who wait by then; who comes meanwhile waits for the next
// turn.
void Settling::mark_together(Fate& fate) {
    fate.over = false, fate.error.clear();
    std::unique_lock lock(mutex_);
    waiting_.push_back(&fate);
    marked_.wait(lock, [&] { return fate.over || !marking_; });
    if (!fate.over) {
        marking_ = true;
        const auto all = std::exchange(waiting_, {});
        lock.unlock();
        std::string error;
        try {
            mark_all(all);
        } catch (const std::exception& thrown) {
            error = thrown.what();
        }
        lock.lock();
        marking_ = false;
        for (auto* each : all) each->over = true, each->error = error;
        marked_.notify_all();
    }
    if (!fate.error.empty()) throw std::runtime_error(fate.error);
}

void Settling::mark_all(const std::vector<Fate*>& all) {
    const auto now = post_.now();
    auto writer = database_.write();
    for (auto* each : all) mark_one(writer, *each, now);
    writer.commit_unseen();
}

void Settling::mark_one(store::Writer& writer, Fate& fate, const registry::Now& now) {
    const auto& [one, outcome, at_home, became, over, error] = fate;
    fate.became = mark(writer, one, outcome, alerts::seconds(now));
    if (became.empty() || became == "untried") return;
    store::count_delivery(writer, now.today, channel_of(one), became);
    if (at_home) return;
    if (store::goes_by_mail(one))
        of_the_address(writer, one, outcome, now);
    else
        of_the_endpoint(writer, one, outcome, now, became == "dead");
}

std::string Settling::mark(store::Writer& writer, const Outgoing& one, const Outcome& outcome, Instant now) {
    if (outcome.went == Went::sent) return store::mark_sent(writer, one.id, post_.who, now) ? "sent" : "";
    if (outcome.went == Went::later && outcome.way_is_shut) {
        const auto due = now + std::max<Instant>(wait_while_shut, outcome.not_before);
        return store::mark_untried(writer, one.id, post_.who, due, outcome.why) ? "untried" : "";
    }
    const auto wait =
        outcome.went == Went::later ? wait_after(one.tries, std::random_device{}()) : std::nullopt;
    if (!wait) return store::mark_dead(writer, one.id, post_.who, outcome.why) ? "dead" : "";
    const auto due = now + std::max<Instant>(*wait, outcome.not_before);
    return store::mark_retry(writer, one.id, post_.who, due, outcome.why) ? "retry" : "";
}

void Settling::tell(const Fate& fate) {
    const auto& one = fate.one;
    const auto& outcome = fate.outcome;
    const auto& became = fate.became;
    if (became.empty())
        return say("message " + std::to_string(one.id) + " was taken by another process meanwhile");
    if (outcome.went == Went::gone || outcome.of_the_address)
        if (store::goes_by_mail(one)) count(&Delivered::bounced);
    if (became == "sent") return count(&Delivered::sent);
    count(became == "dead" ? &Delivered::dead : &Delivered::later);
    say("message " + std::to_string(one.id) + " by " + channel_of(one) +
        (became == "untried" ? std::string{", not tried"} : ", attempt " + std::to_string(one.tries)) + ": " +
        outcome.why + (became == "dead" ? "; given up" : "; it will be tried again"));
}

void Settling::nothing_to_say(const Outgoing& one) {
    auto writer = database_.write();
    if (!store::mark_empty(writer, one.id, post_.who)) return;
    writer.commit_unseen();
    count(&Delivered::empty);
}

void Settling::give_back(const std::vector<const Outgoing*>& left) {
    stuck_ = false;
    if (left.empty()) return;
    try {
        auto writer = database_.write();
        for (const auto* each : left)
            store::mark_untried(writer, each->id, post_.who, each->due_at, each->error);
        writer.commit_unseen();
    } catch (const std::exception& error) {
        say(std::string{"what was not begun waits until its time is up: "} + error.what());
    }
}

void Settling::say(const std::string& line) {
    const std::lock_guard lock(saying_);
    if (post_.report) post_.report(line);
}

void Settling::count(std::size_t Delivered::*what) {
    const std::lock_guard lock(saying_);
    ++(done_.*what);
}

std::optional<Instant> wait_after(int tries, unsigned chance) {
    constexpr std::array<Instant, 9> ladder{5, 300, 1800, 7200, 18'000, 36'000, 50'400, 72'000, 86'400};
    if (tries < 1) return ladder.front();
    if (static_cast<std::size_t>(tries) > ladder.size()) return std::nullopt;
    const auto wait = ladder[static_cast<std::size_t>(tries - 1)];
    return wait + static_cast<Instant>(chance) % (wait / 5 + 1);
}

}  // namespace server::delivery
