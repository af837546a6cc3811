#include "server/pages/news.hpp"

#include <algorithm>

#include "registry/answers/answers.hpp"
#include "registry/model/subjects.hpp"
#include "registry/store/instruments.hpp"
#include "server/pages/changes_log.hpp"
#include "server/pages/compose.hpp"
#include "server/represent/json_value.hpp"

namespace server {
namespace {

using namespace std::chrono_literals;
using registry::ChangeFilter;
using registry::ChangeLine;
using Clock = std::chrono::steady_clock;

constexpr std::size_t most_read = 500;            // lines of the log for one part
constexpr std::size_t most_held = 2000;           // lines in memory
constexpr std::size_t most_said = 64 * 1024;      // bytes of one part, but for its last event
constexpr auto silence = 15s;                     // after which a comment keeps proxies from hanging up
constexpr std::string_view coming_back = "5000";  // milliseconds

bool narrows(const ChangeFilter& filter) {
    return !(filter.instrument.empty() && filter.party.empty() && filter.rule.empty() &&
             filter.entity.empty() && filter.kind.empty());
}

bool fits(const ChangeLine& line, const ChangeFilter& filter) {
    const auto same = [](const std::string& asked, const std::string& is) {
        return asked.empty() || asked == is;
    };
    return same(filter.kind, line.kind) && same(filter.instrument, line.instrument) &&
           same(filter.party, line.party) && same(filter.rule, line.rule) && same(filter.entity, line.entity);
}

std::vector<std::string> subjects(registry::store::Reader& reader, const ChangeLine& line) {
    return registry::subjects_of(registry::store::aliases_of(reader, line.instrument));
}
bool holds(const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

// By itself it tells a client where he stands, and is no event.
std::string id_line(std::int64_t number) { return "id: " + std::to_string(number) + "\n"; }

}  // namespace

class News::Follower final : public Live {
public:
    Follower(std::shared_ptr<News> news, std::int64_t after, Wanted wanted)
        : news_(std::move(news)), wanted_(std::move(wanted)), at_(after), told_(after) {}
    ~Follower() override { --news_->followers_; }

    bool stirs(Time now) const noexcept override {
        if (behind_ || now.time_since_epoch().count() >= speaks_at_) return true;
        try {
            return news_->database_.revision() != seen_;
        } catch (...) {
            return true;  // asked for more, it says why it cannot
        }
    }

    std::string more(Time now) override {
        std::string text;
        if (!begun_) text = "retry: " + std::string{coming_back} + "\n" + id_line(at_) + "\n";
        begun_ = true;
        // Looked at before reading: what is committed meanwhile makes another look.
        const auto revision = news_->database_.revision();
        if (revision != seen_ && !wanted_.filter.instrument.empty())
            wanted_.filter.instrument = news_->now_called(wanted_.filter.instrument);
        auto part = news_->behind(at_, wanted_);
        at_ = part.upto;
        seen_ = revision;
        behind_ = part.more;
        text += part.text;
        if (part.said != 0) told_ = part.said;
        const bool silent_for_long = now.time_since_epoch().count() >= speaks_at_;
        // Where he stands by now, though nothing of it was for him: coming back, he need not go through it
        // again.
        if (at_ != told_ && (!text.empty() || behind_ || silent_for_long)) {
            text += id_line(at_) + "\n";
            told_ = at_;
        } else if (text.empty() && silent_for_long) {
            text = ":\n\n";
        }
        if (!text.empty()) speaks_at_ = (now + silence).time_since_epoch().count();
        return text;
    }

private:
    const std::shared_ptr<News> news_;
    Wanted wanted_;
    std::int64_t at_, told_;  // looked at so far; and the client knows of
    bool begun_ = false;
    std::atomic<bool> behind_{true};
    std::atomic<std::uint64_t> seen_{0};
    std::atomic<Time::rep> speaks_at_{0};
};

News::News(registry::store::Database& database, std::string base_url, std::function<registry::Now()> now,
           std::size_t most)
    : database_(database), base_url_(std::move(base_url)), now_(std::move(now)), most_(most) {}

std::shared_ptr<Live> News::follow(std::int64_t after, ChangeFilter filter, registry::Lang lang,
                                   std::string subject) {
    if (followers_.fetch_add(1) >= most_) {
        --followers_;
        return nullptr;
    }
    try {
        return std::make_shared<Follower>(shared_from_this(), after,
                                          Wanted{std::move(filter), std::move(subject), lang});
    } catch (...) {
        --followers_;
        throw;
    }
}

News::Work News::work() const { return {times_, lines_}; }

std::string News::event(const ChangeLine& line, registry::Lang lang) const {
    View view;
    view.lang = lang;
    view.base_url = base_url_;
    view.for_programs = true;
    view.asked.today = view.asked.on = now_().today;
    return id_line(line.id) + "event: " + line.kind + "\ndata: " + json_text(logged(view, line)) + "\n\n";
}

std::string News::now_called(const std::string& instrument) {
    auto reader = database_.read();
    return registry::find_instrument(reader, instrument).id.value_or(instrument);
}

std::vector<ChangeLine> News::read(registry::store::Reader& reader, const ChangeFilter& filter) {
    auto lines = registry::changes(reader, filter);
    ++times_;
    lines_ += lines.size();
    return lines;
}

News::Part News::behind(std::int64_t number, const Wanted& wanted) {
    {
        const std::lock_guard lock(mutex_);
        const bool current = revision_ == database_.revision();
        const bool held = current && number >= from_ && (number < upto_ || all_) && number <= upto_;
        const bool far_behind = current && number < from_;
        if (held) return from_held(number, wanted);
        if (!far_behind && read_on(number, wanted.filter)) return from_held(number, wanted);
    }
    return by_himself(number, wanted);
}

// False: he wants little of much, and reads it by himself, by an index.
bool News::read_on(std::int64_t number, const ChangeFilter& filter) {
    auto reader = database_.read();
    if (narrows(filter) &&
        registry::store::last_change(reader) - number > static_cast<std::int64_t>(most_held))
        return false;
    if (reader.revision() != revision_ || number != upto_) {
        held_.clear();
        from_ = upto_ = number;
    }
    ChangeFilter next;
    next.after = upto_;
    next.oldest_first = true;
    next.limit = most_read;
    auto lines = read(reader, next);
    all_ = lines.size() < most_read;
    revision_ = reader.revision();
    for (auto& line : lines) held_.push_back({std::move(line)});
    if (!held_.empty()) upto_ = std::max(upto_, held_.back().line.id);
    for (; held_.size() > most_held; held_.pop_front()) from_ = held_.front().line.id;
    return true;
}

bool News::is_of(Held& held, const std::string& subject, std::optional<registry::store::Reader>& reader) {
    if (subject.empty()) return true;
    if (!held.subjects) {
        if (!reader) reader.emplace(database_.read());
        held.subjects = subjects(*reader, held.line);
    }
    return holds(*held.subjects, subject);
}

News::Part News::from_held(std::int64_t number, const Wanted& wanted) {
    Part part;
    std::optional<registry::store::Reader> reader;  // one for all, and none where nobody asks for a subject
    part.upto = number;
    auto at = std::upper_bound(held_.begin(), held_.end(), number,
                               [](std::int64_t sought, const Held& each) { return sought < each.line.id; });
    for (std::size_t looked = 0; at != held_.end() && looked < most_read && part.text.size() < most_said;
         ++at, ++looked) {
        part.upto = at->line.id;
        if (!fits(at->line, wanted.filter) || !is_of(*at, wanted.subject, reader)) continue;
        auto& text = at->texts.at(static_cast<std::size_t>(wanted.lang));
        if (text.empty()) text = event(at->line, wanted.lang);
        part.text += text;
        part.said = at->line.id;
        ++said_;
    }
    part.more = at != held_.end() || !all_;
    return part;
}

News::Part News::by_himself(std::int64_t number, const Wanted& wanted) {
    auto reader = database_.read();
    auto filter = wanted.filter;
    filter.after = number;
    filter.before = 0;
    filter.oldest_first = true;
    filter.limit = most_read;
    const auto lines = read(reader, filter);
    Part part;
    part.upto = number;
    for (const auto& line : lines) {
        part.upto = line.id;
        if (!wanted.subject.empty() && !holds(subjects(reader, line), wanted.subject)) continue;
        part.text += event(line, wanted.lang);
        part.said = line.id;
        ++said_;
        if (part.text.size() >= most_said) break;
    }
    part.more = lines.size() == most_read || (!lines.empty() && part.upto != lines.back().id);
    if (!part.more) part.upto = std::max(part.upto, registry::store::last_change(reader));
    return part;
}

}  // namespace server
