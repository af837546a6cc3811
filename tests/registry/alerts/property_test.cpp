// Whatever is subscribed to and whatever comes in: each change that somebody asked for is told to him once,
// by the transaction that logged it or by who came after, and nothing else is. Compared with a matcher that
// looks at every pair.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "registry/catalogue/read_rows.hpp"
#include "registry/model/subjects.hpp"
#include "registry/store/instruments.hpp"
#include "tests/registry/alerts/town.hpp"

namespace {

using namespace registry;
using test::Town;

using Pair = std::pair<std::int64_t, std::int64_t>;  // subscription, change

class Everything {
public:
    explicit Everything(unsigned seed) : chance_(seed) {}

    void run(int rounds) {
        for (int round = 0; round < rounds; ++round) {
            if (round < 3 || one_of(3) == 0) subscribe();
            const auto before = rows();
            const auto first = town_.last_change();
            // Every third time nobody tells at once: who delivers comes upon it later.
            const bool later = one_of(3) == 0 && round > 0;
            if (later) skip();
            bring();
            if (later) catch_up();
            expect(first, later ? nullptr : &before);
            if (one_of(2) == 0) deliver();
        }
        compare();
    }

private:
    int one_of(int n) { return std::uniform_int_distribution<int>{0, n - 1}(chance_); }
    template <class T>
    const T& any(const std::vector<T>& all) {
        return all[static_cast<std::size_t>(one_of(static_cast<int>(all.size())))];
    }

    void subscribe() {
        static const std::vector<std::pair<const char*, const char*>> what{
            {"all", ""},
            {"party", "be"},
            {"party", "fr"},
            {"party", "de"},
            {"subject", "mtdsg-iv"},
            {"subject", "mtdsg-ix"},
            {"rule", "R1"},
            {"rule", "R3"},
            {"list", "/stalled?severity=notice"},
            {"list", "/changes?party=be&kind=fact"},
            {"list", "/instruments?party=be&status=bound"},
            {"list", "/instruments?q=health"},
            {"list", "/parties/fr?status=signed-not-bound"},
            {"list", "/parties/be/awaits"}};
        static const std::vector<std::string> addresses{"a@example.org", "b@example.org", "c@example.org"};
        static const std::vector<std::string> kinds{"", "fact", "status", "fact correction retraction"};
        const auto& [scope, key] = any(what);
        const auto pace = static_cast<Pace>(one_of(3));
        if (one_of(4) == 0)
            ids_.insert(town_.watch_by_feed(scope, key));
        else if (one_of(4) == 0)
            ids_.insert(town_.watch_by_webhook(scope, key, any(addresses), "https://example.org/hook"));
        else
            ids_.insert(town_.watch(scope, key, any(addresses), any(kinds), one_of(2) ? "" : "warn", pace));
    }

    void bring() {
        day_ += std::chrono::days{1 + one_of(200)};
        const auto today = iso(day_);
        if (one_of(5) == 0) {
            town_.tick(today);
            return;
        }
        static const std::vector<std::string> numbers{"IV-1", "IV-2", "IX-1"};
        const auto& number = any(numbers);
        auto& rows = pages_[number];
        static const std::vector<std::string> parties{"Belgium", "France", "Germany", "Ruritania"};
        static const std::vector<std::string> milestones{"signed", "deposited", "entered-into-force"};
        for (int n = one_of(3); n >= 0; --n) {
            const auto& party = any(parties);
            const auto& milestone = any(milestones);
            std::erase_if(rows, [&](const test::Row& each) {
                return each.party == party && each.milestone == milestone;
            });
            if (one_of(4)) rows.push_back({party, milestone, iso(day_ - std::chrono::days{one_of(60)})});
        }
        town_.page(number, today, rows, number == "IX-1" ? "Convention on health" : "Convention on rights");
    }

    void skip() {
        if (auto reader = town_.read(); !store::alerting_if_any(reader)) return;
        auto settings = town_.settings();
        held_back_ = settings.fanned_out;
        settings.fanned_out = 1'000'000'000;
        town_.set(settings);
    }
    void catch_up() {
        if (!held_back_) return;
        auto settings = town_.settings();
        settings.fanned_out = *std::exchange(held_back_, std::nullopt);
        town_.set(settings);
        auto writer = town_.database().write();
        alerts::fan_out(writer, nullptr, now());
        writer.commit();
    }
    // Some are taken and sent, some are taken by who dies.
    void deliver() {
        auto writer = town_.database().write();
        const auto at = alerts::seconds(now()) + one_of(700'000);
        for (const auto& each : store::claim(writer, "one", at, 60, 100)) {
            alerts::message(writer, each);
            if (one_of(3)) store::mark_sent(writer, each.id, "one", at);
        }
        writer.commit();
    }

    using Rows = std::map<std::string, std::shared_ptr<const CatalogueRow>>;
    Rows rows() {
        auto reader = town_.read();
        Rows all;
        for (auto& each : catalogue::read_rows(reader)) all[each->id] = each;
        return all;
    }

    bool matches(store::Reader& reader, const Subscription& one, const ChangeLine& line, const Rows* before,
                 const Rows& after) {
        const auto& [scope, key, kinds, at_least] = one.selector;
        if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), line.kind) == kinds.end()) return false;
        if (at_least != Severity::none && !line.finding.empty()) {
            const auto now = named<Severity>(line.severity).value_or(Severity::none),
                       was = named<Severity>(line.was).value_or(Severity::none);
            const bool less = line.kind == "eased" || line.kind == "closed";
            if (now < at_least && !(less && was >= at_least)) return false;
        }
        switch (scope) {
            case Watched::all:
                return true;
            case Watched::party:
                return line.party == key;
            case Watched::rule:
                return line.rule == key;
            case Watched::subject:
                for (const auto& each : store::aliases_of(reader, line.instrument))
                    if (each.scheme == "MTDSG" && each.value.starts_with(key == "mtdsg-iv" ? "IV-" : "IX-"))
                        return true;
                return false;
            default:
                break;
        }
        const auto list = alerts::read_list(key).value();
        const auto row = [&](const Rows* all) -> const CatalogueRow* {
            if (!all) return nullptr;
            const auto at = all->find(line.instrument);
            return at == all->end() ? nullptr : at->second.get();
        };
        if (alerts::is_on(list, line, row(&after), day_)) return true;
        if (list.of == alerts::WatchedList::Of::findings)
            return alerts::was_on(list, line, row(before ? before : &after));
        const bool by_time = store::kind_of_run(reader, line.import) == "tick";
        return before && list.of != alerts::WatchedList::Of::changes &&
               alerts::is_on(list, line, row(before), day_ - std::chrono::days{by_time ? 1 : 0});
    }

    void expect(std::int64_t first, const Rows* before) {
        const auto after = rows();
        auto reader = town_.read();
        ChangeFilter filter;
        filter.after = first, filter.oldest_first = true, filter.limit = 100'000;
        for (const auto& line : store::change_log(reader, filter))
            for (const auto id : ids_)
                if (const auto one = store::subscription(reader, id))
                    if (matches(reader, *one, line, before, after)) expected_.insert({id, line.id});
    }

    void compare() {
        auto reader = town_.read();
        std::set<Pair> told;
        std::map<std::tuple<std::int64_t, std::int64_t, std::int64_t>, std::set<std::int64_t>> messages;
        for (const auto id : ids_) {
            const auto one = store::subscription(reader, id).value();
            for (const auto& each : store::told_to(reader, id, 0, 1'000'000)) {
                told.insert({id, each.change});
                EXPECT_EQ(each.message.has_value(), one.channel != Channel::feed);
                if (each.message)
                    messages[{one.subscriber, one.endpoint.value_or(0), each.change}].insert(*each.message);
            }
        }
        EXPECT_EQ(told, expected_);
        EXPECT_GT(told.size(), 20u) << "else nothing has been looked at";
        for (const auto& [_, those] : messages)
            EXPECT_EQ(those.size(), 1u) << "a person hears of a change once by each way";
        EXPECT_EQ(rejudge(town_.database(), now()), std::vector<std::string>{});
    }

    Now now() const { return Town::at(iso(day_)); }

    std::mt19937 chance_;
    Town town_;
    Day day_ = *parse_day("2020-02-01");
    std::map<std::string, std::vector<test::Row>> pages_;
    std::set<std::int64_t> ids_;
    std::set<Pair> expected_;
    std::optional<std::int64_t> held_back_;
};

}  // namespace

TEST(Told, is_what_was_asked_for_once_and_nothing_else_whatever_comes_in) {
    for (unsigned seed = 1; seed <= 12; ++seed) {
        SCOPED_TRACE(seed);
        Everything{seed}.run(30);
        if (testing::Test::HasFailure()) break;
    }
}
