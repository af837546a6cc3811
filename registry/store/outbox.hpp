// What waits to be sent, and the ledger of what was told. A message is a row; what it says is worked out from
// the log when it is sent, from its lines in the ledger. At least once: a message is taken for a while
// (`claim`), sent, and marked; who dies in between leaves it to be taken again under the same number, which
// is its Message-ID and idempotency key.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/store/subscriptions.hpp"

namespace registry {

enum class Letter { alert, summary, confirm, state, stale, ended, failing, test };
template <>
struct Names<Letter> {
    static constexpr std::array table{std::pair{Letter::alert, std::string_view{"alert"}},
                                      std::pair{Letter::summary, std::string_view{"summary"}},
                                      std::pair{Letter::confirm, std::string_view{"confirm"}},
                                      std::pair{Letter::state, std::string_view{"state"}},
                                      std::pair{Letter::stale, std::string_view{"stale"}},
                                      std::pair{Letter::ended, std::string_view{"ended"}},
                                      std::pair{Letter::failing, std::string_view{"failing"}},
                                      std::pair{Letter::test, std::string_view{"test"}}};
};
// held: for an editor's word; waiting: may still gather; sending: taken; retry: failed, to be tried again,
// its contents fixed; dead: given up; empty: nothing was left to say.
enum class Posted { held, waiting, sending, retry, sent, dead, empty };
template <>
struct Names<Posted> {
    static constexpr std::array table{std::pair{Posted::held, std::string_view{"held"}},
                                      std::pair{Posted::waiting, std::string_view{"waiting"}},
                                      std::pair{Posted::sending, std::string_view{"sending"}},
                                      std::pair{Posted::retry, std::string_view{"retry"}},
                                      std::pair{Posted::sent, std::string_view{"sent"}},
                                      std::pair{Posted::dead, std::string_view{"dead"}},
                                      std::pair{Posted::empty, std::string_view{"empty"}}};
};

struct Outgoing {
    std::int64_t id = 0;
    Letter kind = Letter::alert;
    std::int64_t subscriber = 0;
    std::optional<std::int64_t> endpoint, subscription, import;
    Pace pace = Pace::at_once;
    Posted state = Posted::waiting;
    Instant made_at = 0, due_at = 0;
    int tries = 0;  // attempts, this one included; to take up what somebody left unfinished is the same one
    std::string claimed_by;
    std::optional<Instant> claimed_until, sent_at;
    std::string error;
};

}  // namespace registry

namespace registry::store {

// The message that gathers for that subscriber, endpoint and pace; made when there is none.
std::int64_t gathering(Writer&, std::int64_t subscriber, std::optional<std::int64_t> endpoint, Pace,
                       Instant now, Instant due_at);
std::int64_t post(Writer&, const Outgoing&);  // any other letter
std::optional<Outgoing> outgoing(Reader&, std::int64_t id);

// Takes what is due, oldest first, for `lease` seconds: what waits, what is to be tried again, and what
// somebody took and did not finish. Two processes never take the same. What gathered in several messages of
// one subscriber and way and is due is put into one.
// `carries`: what the process can send; the rest is left for another.
struct Carries {
    bool mail = true, webhooks = true;
};
std::vector<Outgoing> claim(Writer&, std::string_view who, Instant now, Instant lease, std::size_t limit,
                            Carries carries = {});
// A letter goes by mail whatever it is about; everything else to its endpoint, where it has one.
bool goes_by_mail(const Outgoing&);
// When what begins to gather now would be due, by pace.
struct DueOf {
    Instant at_once = 0, daily = 0, weekly = 0;
};
// A clock was ahead and has been set back: what was put off to a time no ladder reaches (two days), and what is
// told at once and waits since a time that has not come, is due now; what waits for longer than its pace allows
// from now is due when its pace allows. Gives how many.
std::size_t mend_due(Writer&, Instant now, const DueOf&);
// Only for who holds it still; false: somebody else has it.
bool mark_sent(Writer&, std::int64_t id, std::string_view who, Instant now);
bool mark_retry(Writer&, std::int64_t id, std::string_view who, Instant due_at, std::string_view error);
// It was not tried, since nothing goes that way now: due then, and its tries as before.
bool mark_untried(Writer&, std::int64_t id, std::string_view who, Instant due_at, std::string_view error);
bool mark_dead(Writer&, std::int64_t id, std::string_view who, std::string_view error);
bool mark_empty(Writer&, std::int64_t id, std::string_view who);
// A notification said that it came back, and none had before; false: one had.
bool mark_bounced(Writer&, std::int64_t id, Instant now);
std::optional<Instant> next_due(Reader&, Carries carries = {});               // of all that is not held; none: nothing waits
void try_again(Writer&, std::int64_t id, Instant now);  // an operator's word on a dead one
void drop_waiting_mail(Writer&, std::int64_t subscriber);  // his address does not exist

// The ledger. False: was told before.
bool tell(Writer&, std::int64_t subscription, std::int64_t change, std::optional<std::int64_t> message,
          int moves);
struct Told {
    std::int64_t subscription = 0, change = 0;
    std::optional<std::int64_t> message;
    int moves = 0;
};
std::vector<Told> told_in(Reader&, std::int64_t message);  // by change, subscription
std::vector<std::int64_t> subscriptions_in(Reader&, std::int64_t message);  // told or summarised in it
// Newest first, below that change (0: from the newest).
std::vector<Told> told_to(Reader&, std::int64_t subscription, std::int64_t before, std::size_t limit);
std::int64_t last_told_to(Reader&, std::int64_t subscription);  // number of the change; 0: none
// Of a subscriber's way (mail, or one endpoint): the message that holds or has held the change under any of
// his subscriptions.
std::optional<std::int64_t> message_about(Reader&, std::int64_t subscriber,
                                          std::optional<std::int64_t> endpoint, std::int64_t change);

struct Summarised {
    std::int64_t subscription = 0, import = 0, changes = 0;
};
void summarise(Writer&, const Summarised&, std::optional<std::int64_t> message);
bool is_summarised(Reader&, std::int64_t subscription, std::int64_t import);
std::vector<Summarised> summarised_in(Reader&, std::int64_t message);

// How many changes of each import have a higher number; what kind of run it was ("file", "tick").
std::map<std::int64_t, std::int64_t> changes_by_import(Reader&, std::int64_t above);
std::string kind_of_run(Reader&, std::int64_t import);
// What a summary names its import by. `file`: the name it was taken in under, `source`: of the document in it;
// both empty of what no file brought. `first`, `last`: numbers of its changes, which follow on one another.
struct RunTold {
    std::string file, source;
    Day day{};
    std::int64_t first = 0, last = 0;
};
std::optional<RunTold> run_told(Reader&, std::int64_t import);

// Imports that wait for an editor.
struct HeldImport {
    std::int64_t import = 0, changes = 0, messages = 0;
    std::string state, file;  // file: name it was taken in under
    Instant held_at = 0;
    std::optional<Instant> decided_at;
};
void hold_import(Writer&, const HeldImport&);
std::vector<HeldImport> held_imports(Reader&, bool decided_too, std::size_t limit);
// "released": its messages are due now; "dropped": they are not sent. False: it is not held.
bool decide(Writer&, std::int64_t import, std::string_view state, Instant now);

// WebSub: told of at most once however often it changed in between.
struct Ping {
    std::string topic;
    int tries = 0;  // that failed
    std::int64_t asks = 1;
};
void ask_for_ping(Writer&, std::string_view topic, Instant due_at);
std::vector<Ping> due_pings(Reader&, Instant now, std::size_t limit);
void ping_done(Writer&, std::string_view topic);
void ping_done(Writer&, const Ping&);  // unless it was asked for again since it was read
void ping_failed(Writer&, std::string_view topic, Instant due_at, std::string_view error);

// For the operator's page, /metrics and the command line.
void count_delivery(Writer&, Day, std::string_view channel, std::string_view outcome, std::int64_t n = 1);
struct DeliveryCount {
    Day day{};
    std::string channel, outcome;
    std::int64_t n = 0;
};
std::vector<DeliveryCount> delivery_counts(Reader&, Day from);
struct QueueCounts {
    std::map<std::string, std::int64_t, std::less<>> messages;       // by state
    std::map<std::string, std::int64_t, std::less<>> subscriptions;  // by channel; confirmed ones
    std::int64_t unconfirmed = 0, held_imports = 0, pings = 0;
    std::optional<Instant> oldest_due;
};
QueueCounts queue_counts(Reader&);
std::vector<Outgoing> messages_in(Reader&, std::string_view state, std::int64_t after,
                                  std::size_t limit);  // by id
std::vector<Outgoing> messages_to(Reader&, std::int64_t subscriber, std::int64_t before,
                                  std::size_t limit);  // newest first

}  // namespace registry::store
