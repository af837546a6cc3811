#include "registry/alerts/fan_out.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <utility>

#include "registry/alerts/select.hpp"
#include "registry/catalogue/read_rows.hpp"
#include "registry/model/subjects.hpp"
#include "registry/store/imports.hpp"
#include "registry/store/instruments.hpp"

namespace registry::alerts {
namespace {

using std::chrono::days;

constexpr Instant morning = 5 * 3'600;    // 05:00 UTC, when digests go out
constexpr std::size_t at_a_time = 2'000;  // lines of the log in memory

// One subscription as far as it takes part, with what is remembered of it from line to line.
struct Watching {
    Subscription subscription;
    std::int64_t last_told = 0;
    std::int64_t in_this_import = 0;  // lines of an import that is held
};
struct Match {
    Watching* of = nullptr;
    int moves = 0;
};

// An instrument's rows now and before, and what lists ask of it besides.
struct Rows {
    std::shared_ptr<const CatalogueRow> now, before;
    std::string folded_now, folded_before;
    std::vector<std::string> subjects;
};

// One distinct list, with everybody who watches it.
struct List {
    WatchedList asked;
    std::vector<Watching*> watched_by;
};

class FanningOut {
public:
    FanningOut(store::Writer& writer, store::Reader* before, const Now& now, store::Alerting settings)
        : writer_(writer),
          before_(before),
          today_(now.today),
          at_(seconds(now)),
          settings_(std::move(settings)) {}

    FannedOut run(std::int64_t last) {
        read_lists();
        sizes_ = store::changes_by_import(writer_, settings_.fanned_out);
        for (auto from = settings_.fanned_out; from < last;) {
            ChangeFilter filter;
            filter.after = from, filter.oldest_first = true, filter.limit = at_a_time;
            const auto lines = store::change_log(writer_, filter);
            if (lines.empty()) break;
            for (const auto& line : lines) take(line);
            from = lines.back().id;
        }
        end_import();
        out_.messages = messages_.size();
        return std::move(out_);
    }

private:
    Watching* watching(const Subscription& subscription) {
        auto& one = by_id_[subscription.id];
        if (!one) {
            one = std::make_unique<Watching>(Watching{subscription, 0, 0});
            one->last_told = store::last_told_to(writer_, subscription.id);
        }
        return one.get();
    }

    void read_lists() {
        for (const auto& each : store::list_subscriptions(writer_)) {
            if (lists_.empty() || lists_.back().asked.address != each.selector.key) {
                auto asked = read_list(each.selector.key);
                // A filter or a value may have been taken away by a newer version: told of nothing, not
                // stopped.
                if (!asked) continue;
                asked->address = each.selector.key;
                lists_.push_back({std::move(*asked), {}});
            }
            lists_.back().watched_by.push_back(watching(each));
        }
    }

    void take(const ChangeLine& line) {
        ++out_.changes;
        if (line.import != import_) begin_import(line.import);
        auto matches = matched(line);
        std::erase_if(matches, [&](const Match& each) {
            return line.id <= each.of->subscription.from_change ||
                   !wants(each.of->subscription.selector, line);
        });
        if (matches.empty()) return;
        if (!held_) return tell(line, matches);
        // What is fetched floods nobody and waits for nobody's word.
        for (const auto& each : matches)
            if (each.of->subscription.channel == Channel::feed)
                note(line, each, std::nullopt);
            else
                count(*each.of);
    }

    // Each subscription once, by id.
    std::vector<Match> matched(const ChangeLine& line) {
        std::vector<Match> found;
        const auto& rows = rows_of(line.instrument);
        for (const auto& [scope, key] : keys_of(line, rows.subjects))
            for (auto* each : subscribed(scope, key)) found.push_back({each, 0});
        for (const auto& list : lists_)
            if (const auto moves = on_list(list.asked, line, rows))
                for (auto* each : list.watched_by) found.push_back({each, *moves});
        std::sort(found.begin(), found.end(), [](const Match& a, const Match& b) {
            return a.of->subscription.id < b.of->subscription.id;
        });
        return found;
    }

    const std::vector<Watching*>& subscribed(Watched scope, const std::string& key) {
        const auto [at, fresh] = by_key_.try_emplace(std::string{name_of(scope)} + " " + key);
        if (fresh)
            for (const auto& each : store::subscriptions_to(writer_, scope, key))
                at->second.push_back(watching(each));
        return at->second;
    }

    // None: neither now nor before; else whether it came onto the list (1) or left it (-1).
    std::optional<int> on_list(const WatchedList& list, const ChangeLine& line, const Rows& rows) const {
        const bool is = is_on(list, line, rows.now.get(), rows.folded_now, today_);
        bool was = is;
        if (list.of == WatchedList::Of::findings) {
            was = was_on(list, line, before_ ? rows.before.get() : rows.now.get());
        } else if (list.of != WatchedList::Of::changes && before_) {
            // What a day alone has brought the row before knew to come.
            const auto then = by_time_ ? today_ - days{1} : today_;
            was = is_on(list, line, rows.before.get(), rows.folded_before, then);
        }
        if (!is && !was) return std::nullopt;
        return is == was ? 0 : is ? 1 : -1;
    }

    const Rows& rows_of(const std::string& instrument) {
        if (instrument == instrument_) return rows_;
        instrument_ = instrument;
        rows_ = {};
        if (instrument.empty()) return rows_;
        if (lists_.empty()) {
            rows_.subjects = subjects_of(store::aliases_of(writer_, instrument));
            return rows_;
        }
        rows_.now = row(writer_, instrument);
        if (before_) rows_.before = row(*before_, instrument);
        if (rows_.now)
            rows_.subjects = subjects_of(rows_.now->aliases), rows_.folded_now = folded_words(*rows_.now);
        if (rows_.before) rows_.folded_before = folded_words(*rows_.before);
        return rows_;
    }
    static std::shared_ptr<const CatalogueRow> row(store::Reader& reader, const std::string& instrument) {
        auto found = catalogue::read_rows(reader, instrument);
        return found.empty() ? nullptr : found.front();
    }

    // Lines of one subscriber by one way belong to the message that goes soonest.
    void tell(const ChangeLine& line, const std::vector<Match>& matches) {
        struct Way {
            std::vector<const Match*> matches;
            Pace pace = Pace::weekly;
            bool told_before = false;
        };
        std::map<std::pair<std::int64_t, std::int64_t>, Way> ways;
        for (const auto& each : matches) {
            const auto& one = each.of->subscription;
            if (one.channel == Channel::feed) {
                note(line, each, std::nullopt);
                continue;
            }
            auto& way = ways[{one.subscriber, one.endpoint.value_or(0)}];
            way.matches.push_back(&each);
            way.pace = std::min(way.pace, one.pace);
            way.told_before = way.told_before || line.id <= each.of->last_told;
        }
        for (const auto& [whose, way] : ways) {
            const auto endpoint = whose.second == 0 ? std::nullopt : std::optional{whose.second};
            std::optional<std::int64_t> message;
            if (way.told_before) message = store::message_about(writer_, whose.first, endpoint, line.id);
            if (!message) message = gathering(whose.first, endpoint, way.pace);
            for (const auto* each : way.matches) note(line, *each, message);
        }
    }

    void note(const ChangeLine& line, const Match& match, std::optional<std::int64_t> message) {
        if (!store::tell(writer_, match.of->subscription.id, line.id, message, match.moves)) return;
        match.of->last_told = std::max(match.of->last_told, line.id);
        ++out_.told;
        if (message) messages_.insert(*message);
    }

    std::int64_t gathering(std::int64_t subscriber, std::optional<std::int64_t> endpoint, Pace pace) {
        const auto [at, fresh] = gathering_.try_emplace({subscriber, endpoint.value_or(0), pace}, 0);
        if (fresh)
            at->second =
                store::gathering(writer_, subscriber, endpoint, pace, at_, due(pace, at_, settings_.gather));
        return at->second;
    }

    // ---- imports that bring more than is sent without a person's word ----

    void begin_import(std::int64_t import) {
        end_import();
        import_ = import;
        instrument_.clear(), rows_ = {};
        const auto size = sizes_.find(import);
        held_ = size != sizes_.end() && size->second > settings_.hold_above;
        by_time_ = store::kind_of_run(writer_, import) == "tick";
    }

    void count(Watching& one) {
        if (one.in_this_import++ == 0) counted_.push_back(&one);
    }

    void end_import() {
        if (counted_.empty()) return;
        std::int64_t begun = 0;
        std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> letters;
        for (auto* each : counted_) {
            const auto& one = each->subscription;
            const auto changes = std::exchange(each->in_this_import, 0);
            if (store::is_summarised(writer_, one.id, import_)) continue;
            const auto [at, fresh] = letters.try_emplace({one.subscriber, one.endpoint.value_or(0)}, 0);
            if (fresh) at->second = post_summary(one), ++begun;
            messages_.insert(at->second);
            store::summarise(writer_, {one.id, import_, changes}, at->second);
            ++out_.told;
        }
        counted_.clear();
        if (begun == 0) return;
        store::HeldImport held;
        held.import = import_, held.changes = sizes_.at(import_), held.messages = begun, held.held_at = at_;
        store::hold_import(writer_, held);
        out_.held.push_back(import_);
    }

    std::int64_t post_summary(const Subscription& one) {
        Outgoing letter;
        letter.kind = Letter::summary, letter.state = Posted::held;
        letter.subscriber = one.subscriber, letter.endpoint = one.endpoint, letter.import = import_;
        letter.made_at = letter.due_at = at_;
        return store::post(writer_, letter);
    }

    store::Writer& writer_;
    store::Reader* before_;
    Day today_;
    Instant at_;
    store::Alerting settings_;
    FannedOut out_;

    std::unordered_map<std::int64_t, std::unique_ptr<Watching>> by_id_;
    std::unordered_map<std::string, std::vector<Watching*>> by_key_;
    std::vector<List> lists_;  // by address

    std::string instrument_;  // whose rows are here
    Rows rows_;

    std::map<std::int64_t, std::int64_t> sizes_;  // changes of each import
    std::int64_t import_ = 0;
    bool held_ = false, by_time_ = false;
    std::vector<Watching*> counted_;  // in the import that is held

    std::map<std::tuple<std::int64_t, std::int64_t, Pace>, std::int64_t> gathering_;
    std::set<std::int64_t> messages_;
};

}  // namespace

Instant seconds(const Now& now) {
    const auto clock = now.instant.find('T');
    if (clock == std::string::npos || now.instant.size() < clock + 9)
        throw std::logic_error("not an instant: " + now.instant);
    const auto two = [&](std::size_t at) {
        return (now.instant[clock + at] - '0') * 10 + (now.instant[clock + at + 1] - '0');
    };
    return now.today.time_since_epoch().count() * a_day + two(1) * 3'600 + two(4) * 60 + two(7);
}

Instant due(Pace pace, Instant now, Instant gather) {
    if (pace == Pace::at_once) return now + gather;
    auto day = now >= 0 ? now / a_day : (now - a_day + 1) / a_day;
    if (day * a_day + morning <= now) ++day;
    if (pace == Pace::weekly)
        while (std::chrono::weekday{Day{days{day}}} != std::chrono::Monday) ++day;
    return day * a_day + morning;
}

FannedOut fan_out(store::Writer& writer, store::Reader* before, const Now& now) {
    const auto settings = store::alerting_if_any(writer);
    if (!settings) return {};
    const auto last = store::last_change(writer);
    if (last <= settings->fanned_out) return {};
    FannedOut out;
    if (store::has_subscriptions(writer)) out = FanningOut{writer, before, now, *settings}.run(last);
    auto after = *settings;
    after.fanned_out = last;
    store::put_alerting(writer, after);
    // A path of this site: whoever tells the hub knows its base.
    if (!settings->hub.empty()) store::ask_for_ping(writer, "/changes.atom", seconds(now));
    return out;
}

}  // namespace registry::alerts
