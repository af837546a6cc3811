#include "server/delivery/deliver.hpp"

#include <atomic>
#include <chrono>
#include <mutex>
#include <random>
#include <thread>
#include <utility>

#include "registry/alerts/fan_out.hpp"
#include "registry/alerts/people.hpp"
#include "registry/store/ask_changes.hpp"
#include "registry/store/snapshot.hpp"
#include "server/delivery/compose.hpp"
#include "server/delivery/settle.hpp"

namespace server::delivery {
namespace {

namespace store = registry::store;
namespace alerts = registry::alerts;
using registry::Instant;
using registry::Outgoing;
using Went = Outcome::Went;
using Steady = std::chrono::steady_clock;

constexpr std::size_t pings_at_once = 50;

class Round {
public:
    Round(store::Database& database, const Ways& ways, const Post& post, const std::function<bool()>& stop)
        : database_(database), ways_(ways), post_(post), stop_(stop), settling_(database, post) {}

    Delivered run() {
        if (!catch_up()) return {};
        wipe();
        while (!stopped() && take()) {
        }
        if (!stopped()) tell_the_hub();
        return settling_.done();
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

    // Of whoever went nothing is to be found beside the file either. While somebody reads it waits for the
    // next round.
    void wipe() {
        std::int64_t gone = 0;
        {
            auto reader = database_.read();
            gone = store::forgotten(reader);
        }
        if (gone == 0 || !database_.empty_log()) return;
        auto writer = database_.write();
        store::wiped(writer, gone);
        writer.commit_unseen();
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
            std::atomic<std::size_t> next_mail = 0, next_hook = 0;
            std::vector<std::jthread> threads;
            const auto share_out = [&](const std::vector<const Outgoing*>& all,
                                       std::atomic<std::size_t>& next, std::size_t most) {
                for (std::size_t i = 0; i < std::min(all.size(), most); ++i)
                    threads.emplace_back([&] {
                        for (auto at = next++; at < all.size(); at = next++) handle(*all[at], taken);
                    });
            };
            share_out(hooks, next_hook, post_.threads);
            // The first of a round goes alone: whether the server takes anything is asked once.
            if (!mails.empty() && !std::exchange(begun_, true)) handle(*mails[next_mail++], taken);
            share_out(mails, next_mail, post_.mail_threads);
        }
        if (!failure_.empty()) throw std::runtime_error(failure_);
        settling_.give_back(std::exchange(left_, {}));
        return true;
    }

    // In a thread of its own: what goes wrong with the store is told by the one that delivers.
    void handle(const Outgoing& one, const Taken& taken) noexcept {
        try {
            if (!stopped() && !settling_.is_stuck() && Steady::now() < taken.until)
                return send(one, taken.ours);
            const std::lock_guard lock(mutex_);
            left_.push_back(&one);
        } catch (const std::exception& error) {
            const std::lock_guard lock(mutex_);
            failure_ = error.what();
        }
    }

    // Why no mail is tried for a minute after the mail server was not reached; empty: it is.
    std::string shut() {
        const std::lock_guard lock(mutex_);
        return Steady::now() < shut_until_ ? shut_ : std::string{};
    }

    void send(const Outgoing& one, Steady::time_point ours) {
        if (store::goes_by_mail(one))
            if (const auto why = shut(); !why.empty())
                return settling_.settle(one, {Went::later, why, 0, true}, ours);
        std::optional<Composed> composed;
        Outcome outcome;
        try {
            auto reader = database_.read();
            const auto now = store::outgoing(reader, one.id);
            if (!now || now->state != registry::Posted::sending || now->claimed_by != post_.who) return;
            const Stationery with{base_url(),  post_.report_to,
                                  identity_,   host_of_ids(settings_.base_url, identity_),
                                  post_.now(), post_.catalogue ? *post_.catalogue : catalogue_};
            composed = compose(reader, *now, with);
        } catch (const std::exception& error) {
            // Nothing is sent and nothing is lost: tried again, and in the end shown among the dead.
            outcome = {Went::later, "could not be written: " + std::string{error.what()}};
            return settling_.settle(one, outcome, ours);
        }
        if (!composed) return settling_.nothing_to_say(one);
        if (!composed->cannot.empty())
            outcome = {Went::refused, composed->cannot};
        else if (composed->endpoint)
            outcome = ways_.webhook(*composed->endpoint, composed->webhook_id, at(), composed->payload);
        else
            outcome = ways_.mail(composed->mail);
        if (outcome.way_is_shut && !composed->endpoint) {
            const std::lock_guard lock(mutex_);
            shut_ = outcome.why, shut_until_ = Steady::now() + std::chrono::minutes{1};
        }
        settling_.settle(one, outcome, ours, !composed->cannot.empty());
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
                settling_.count(&Delivered::pings);
            else
                settling_.say("the hub was not told: " + outcome.why);
        }
    }

    store::Database& database_;
    const Ways& ways_;
    const Post& post_;
    const std::function<bool()>& stop_;
    Settling settling_;
    store::Alerting settings_;
    std::string identity_;
    bool begun_ = false;             // a mail of this round was tried
    registry::Catalogue catalogue_;  // where none is kept from round to round
    std::mutex mutex_;               // of what follows
    std::string shut_, failure_;     // shut_: why nothing more goes by mail for now
    Steady::time_point shut_until_{};
    std::vector<const Outgoing*> left_;  // taken and not begun
};

}  // namespace

Delivered deliver(store::Database& database, const Ways& ways, const Post& post,
                  const std::function<bool()>& stop) {
    return Round(database, ways, post, stop).run();
}

}  // namespace server::delivery
