#include "server/delivery/deliver.hpp"

#include <array>
#include <atomic>
#include <chrono>
#include <mutex>
#include <random>
#include <thread>
#include <utility>

#include "registry/alerts/fan_out.hpp"
#include "registry/alerts/message.hpp"
#include "registry/alerts/people.hpp"
#include "registry/alerts/token.hpp"
#include "registry/store/ask_changes.hpp"
#include "registry/store/snapshot.hpp"
#include "server/delivery/compose.hpp"

namespace server::delivery {
namespace {

namespace store = registry::store;
namespace alerts = registry::alerts;
using registry::Instant;
using registry::Letter;
using registry::Outgoing;
using Went = Outcome::Went;
using Steady = std::chrono::steady_clock;

constexpr Instant a_day = 86'400;
constexpr std::size_t pings_at_once = 50;
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

class Round {
public:
    Round(store::Database& database, const Ways& ways, const Post& post, const std::function<bool()>& stop)
        : database_(database), ways_(ways), post_(post), stop_(stop) {}

    Delivered run() {
        if (!catch_up()) return done_;
        while (!stopped() && take()) {
        }
        if (!stopped()) tell_the_hub();
        return done_;
    }

private:
    // By a clock nobody sets.
    struct Taken {
        std::vector<Outgoing> messages;
        Steady::time_point until;  // what is not begun by then is given back
        Steady::time_point ours;   // nobody else takes them before
    };

    bool stopped() const { return stop_ && stop_(); }
    std::string base_url() const { return post_.base_url.empty() ? settings_.base_url : post_.base_url; }
    Instant at() const { return alerts::seconds(post_.now()); }
    store::Carries carries() const { return {ways_.mail != nullptr, ways_.webhook != nullptr}; }

    void say(const std::string& line) {
        const std::lock_guard lock(mutex_);
        if (post_.report) post_.report(line);
    }
    void count(std::size_t Delivered::*what) {
        const std::lock_guard lock(mutex_);
        ++(done_.*what);
    }

    // False: nobody ever subscribed.
    bool catch_up() {
        bool behind = false;
        {
            auto reader = database_.read();
            const auto settings = store::alerting_if_any(reader);
            if (!settings) return false;
            settings_ = *settings;
            identity_ = store::stamp(reader).identity;
            behind = store::last_change(reader) > settings->fanned_out;
        }
        auto writer = database_.write();
        const auto now = post_.now();
        if (behind) alerts::fan_out(writer, nullptr, now);
        const auto tended = alerts::tend(writer, now);
        const auto when = [&](registry::Pace pace) {
            return alerts::due(pace, alerts::seconds(now), settings_.gather);
        };
        using registry::Pace;
        const auto mended = store::mend_due(writer, alerts::seconds(now),
                                            {when(Pace::at_once), when(Pace::daily), when(Pace::weekly)});
        if (behind || tended.purged + tended.asked + tended.ended + tended.forgotten + mended > 0)
            writer.commit_unseen();
        return true;
    }

    // False: nothing is due.
    bool take() {
        Taken taken;
        {
            auto writer = database_.write();
            const auto hurry = std::chrono::seconds{std::max<Instant>(post_.lease - 60, 1)};
            taken.until = Steady::now() + hurry;
            taken.ours = Steady::now() + std::chrono::seconds{post_.lease};
            taken.messages = store::claim(writer, post_.who, at(), post_.lease, post_.at_once, carries());
            if (taken.messages.empty()) return false;
            writer.commit_unseen();
        }
        std::vector<const Outgoing*> mails, hooks;
        for (const auto& each : taken.messages) (store::goes_by_mail(each) ? mails : hooks).push_back(&each);
        {
            std::atomic<std::size_t> next = 0;
            const auto work = [&] {
                for (auto i = next++; i < hooks.size(); i = next++) handle(*hooks[i], taken);
            };
            std::vector<std::jthread> threads;
            for (std::size_t i = 0; i < std::min(hooks.size(), post_.threads); ++i)
                threads.emplace_back(work);
            for (const auto* each : mails) handle(*each, taken);
        }
        if (!failure_.empty()) throw std::runtime_error(failure_);
        give_back();
        return true;
    }

    // Taken and not begun: anybody may take it at once, and it was not tried.
    void give_back() {
        unmarkable_ = false;
        const auto left = std::exchange(left_, {});
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

    // In a thread of its own: what goes wrong with the store is told by the one that delivers.
    void handle(const Outgoing& one, const Taken& taken) noexcept {
        try {
            if (!stopped() && !unmarkable_ && Steady::now() < taken.until) return send(one, taken.ours);
            const std::lock_guard lock(mutex_);
            left_.push_back(&one);
        } catch (const std::exception& error) {
            const std::lock_guard lock(mutex_);
            failure_ = error.what();
        }
    }

    // No mail is tried for a minute after the mail server was not reached.
    bool mail_is_shut() const { return !shut_.empty() && Steady::now() < shut_until_; }

    void send(const Outgoing& one, Steady::time_point ours) {
        if (store::goes_by_mail(one) && mail_is_shut())
            return settle(one, {Went::later, shut_, 0, true}, ours);
        std::optional<Composed> composed;
        Outcome outcome;
        try {
            auto reader = database_.read();
            const auto now = store::outgoing(reader, one.id);
            if (!now || now->state != registry::Posted::sending || now->claimed_by != post_.who) return;
            const Stationery with{base_url(), post_.report_to, identity_,
                                  host_of_ids(settings_.base_url, identity_), post_.now()};
            composed = compose(reader, *now, with);
        } catch (const std::exception& error) {
            // Nothing is sent and nothing is lost: tried again, and in the end shown among the dead.
            outcome = {Went::later, "could not be written: " + std::string{error.what()}};
            return settle(one, outcome, ours);
        }
        if (!composed) return nothing_to_say(one);
        if (!composed->cannot.empty())
            outcome = {Went::refused, composed->cannot};
        else if (composed->endpoint)
            outcome = ways_.webhook(*composed->endpoint, composed->webhook_id, at(), composed->payload);
        else
            outcome = ways_.mail(composed->mail);
        if (outcome.way_is_shut && !composed->endpoint)
            shut_ = outcome.why, shut_until_ = Steady::now() + std::chrono::minutes{1};
        settle(one, outcome, ours, !composed->cannot.empty());
    }

    void nothing_to_say(const Outgoing& one) {
        auto writer = database_.write();
        if (!store::mark_empty(writer, one.id, post_.who)) return;
        writer.commit_unseen();
        count(&Delivered::empty);
    }

    // It has gone out and must be marked, or it goes out again: as long as it is ours, and meanwhile nothing
    // more of what was taken with it is begun.
    void settle(const Outgoing& one, const Outcome& outcome, Steady::time_point ours, bool at_home = false) {
        for (;;) {
            try {
                return settle_once(one, outcome, at_home);
            } catch (const std::exception& error) {
                if (!unmarkable_.exchange(true))
                    say("what became of message " + std::to_string(one.id) +
                        " could not be written down: " + error.what() + "; that is tried again");
                if (Steady::now() + a_moment >= ours) throw;
            }
            std::this_thread::sleep_for(a_moment);
        }
    }

    // What became of it, and what that says of the receiver, in one transaction. `at_home`: it was not tried.
    void settle_once(const Outgoing& one, const Outcome& outcome, bool at_home) {
        const auto now = post_.now();
        auto writer = database_.write();
        const auto become = mark(writer, one, outcome, alerts::seconds(now));
        if (become.empty())
            return say("message " + std::to_string(one.id) + " was taken by another process meanwhile");
        const bool tried = become != "untried";
        if (tried) store::count_delivery(writer, now.today, channel_of(one), become);
        if (tried && !at_home) {
            if (store::goes_by_mail(one))
                of_the_address(writer, one, outcome, now);
            else
                of_the_endpoint(writer, one, outcome, now, become == "dead");
        }
        writer.commit_unseen();
        if (outcome.went == Went::gone || outcome.of_the_address)
            if (store::goes_by_mail(one)) count(&Delivered::bounced);
        if (become == "sent") return count(&Delivered::sent);
        count(become == "dead" ? &Delivered::dead : &Delivered::later);
        say("message " + std::to_string(one.id) + " by " + channel_of(one) +
            (tried ? ", attempt " + std::to_string(one.tries) : std::string{", not tried"}) + ": " +
            outcome.why + (become == "dead" ? "; given up" : "; it will be tried again"));
    }

    // "sent", "retry", "untried", "dead"; empty: somebody else holds it.
    std::string mark(store::Writer& writer, const Outgoing& one, const Outcome& outcome, Instant now) {
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

    void of_the_address(store::Writer& writer, const Outgoing& one, const Outcome& outcome,
                        const registry::Now& now) {
        if (outcome.went == Went::sent) return taken_again(writer, one.subscriber);
        if (outcome.went != Went::gone && !outcome.of_the_address) return;
        alerts::bounced(writer, one.subscriber, outcome.why, now);
        if (outcome.went != Went::gone) return;
        if (auto subscriber = store::subscriber(writer, one.subscriber);
            subscriber && !subscriber->stopped_at) {
            subscriber->stopped_at = alerts::seconds(now);
            store::put_subscriber(writer, *subscriber);
            store::drop_waiting_mail(writer, subscriber->id);
            store::count_delivery(writer, now.today, "mail", "ended");
        }
    }

    // The server that refused the address takes mail for it: it was not for good. What a notification (RFC
    // 3464) said is not gainsaid by that: there a relay had taken the mail before.
    static void taken_again(store::Writer& writer, std::int64_t whose) {
        auto subscriber = store::subscriber(writer, whose);
        if (!subscriber || subscriber->bounces == 0 || is_by_notification(subscriber->bounce)) return;
        subscriber->bounces = 0, subscriber->bounce.clear();
        store::put_subscriber(writer, *subscriber);
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

    static void write_to_owner(store::Writer& writer, const Outgoing& about, Letter kind, Instant at,
                               const std::string& why) {
        Outgoing letter;
        letter.kind = kind;
        letter.subscriber = about.subscriber, letter.endpoint = about.endpoint;
        letter.made_at = letter.due_at = at;
        letter.error = why;
        store::post(writer, letter);
    }

    void tell_the_hub() {
        if (!ways_.hub || settings_.hub.empty()) return;
        std::vector<registry::store::Ping> due;
        {
            auto reader = database_.read();
            due = store::due_pings(reader, at(), pings_at_once);
        }
        for (const auto& each : due) {
            if (stopped()) return;
            const auto outcome = ways_.hub(settings_.hub, base_url() + each.topic);
            const auto now = post_.now();
            auto writer = database_.write();
            const auto wait = wait_after(each.tries + 1, std::random_device{}());
            if (outcome.went == Went::sent || !wait)
                store::ping_done(writer, each);
            else
                store::ping_failed(writer, each.topic, alerts::seconds(now) + *wait, outcome.why);
            const auto* become = outcome.went == Went::sent ? "sent" : wait ? "retry" : "dead";
            store::count_delivery(writer, now.today, "hub", become);
            writer.commit_unseen();
            if (outcome.went == Went::sent)
                count(&Delivered::pings);
            else
                say("the hub was not told: " + outcome.why);
        }
    }

    store::Database& database_;
    const Ways& ways_;
    const Post& post_;
    const std::function<bool()>& stop_;
    store::Alerting settings_;
    std::string identity_, shut_, failure_;  // shut_: why nothing more goes by mail for now
    Steady::time_point shut_until_{};
    std::vector<const Outgoing*> left_;     // taken and not begun
    std::atomic<bool> unmarkable_ = false;  // something that went out could not be marked at once
    std::mutex mutex_;
    Delivered done_;
};

}  // namespace

std::optional<Instant> wait_after(int tries, unsigned chance) {
    constexpr std::array<Instant, 9> ladder{5, 300, 1800, 7200, 18'000, 36'000, 50'400, 72'000, 86'400};
    if (tries < 1) return ladder.front();
    if (static_cast<std::size_t>(tries) > ladder.size()) return std::nullopt;
    const auto wait = ladder[static_cast<std::size_t>(tries - 1)];
    return wait + static_cast<Instant>(chance) % (wait / 5 + 1);
}

Delivered deliver(store::Database& database, const Ways& ways, const Post& post,
                  const std::function<bool()>& stop) {
    return Round(database, ways, post, stop).run();
}

}  // namespace server::delivery
