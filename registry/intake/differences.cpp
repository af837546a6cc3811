#include "registry/intake/differences.hpp"

#include <functional>
#include <tuple>

namespace registry::intake {
namespace {

using Same = std::function<bool(const Event&, const Event&)>;

auto step_of(const Event& each) { return std::tie(each.milestone, each.entity, each.subject); }

bool same_id(const Event& a, const Event& b) { return a.id == b.id; }
bool same_fact(const Event& a, const Event& b) {
    return step_of(a) == step_of(b) && a.act == b.act && a.form == b.form && a.when == b.when;
}
bool same_step(const Event& a, const Event& b) { return step_of(a) == step_of(b); }
bool same_milestone(const Event& a, const Event& b) {
    return a.milestone == b.milestone && a.entity == b.entity;
}

bool says_otherwise(const Event& now, const Event& was) {
    return !(now.when == was.when) || now.form != was.form;
}

struct Before {
    const Event* event = nullptr;
    bool former = false;
    bool found = false;
};

class Comparing {
public:
    Comparing(const std::vector<Event>& before, const std::vector<Event>& former,
              const std::vector<Event>& now)
        : now_(now) {
        for (const auto& each : before) before_.push_back({&each, false, false});
        for (const auto& each : former) before_.push_back({&each, true, false});
        was_.resize(now.size(), nullptr);
    }

    Compared compare() {
        pair_up(same_id);
        pair_up(same_fact);
        pair_up_unique(same_step);
        Compared out;
        for (std::size_t k = 0; k < now_.size(); ++k) {
            const auto& now = now_[k];
            if (!was_[k]) {
                out.differences.push_back({Difference::Kind::fact, &now, nullptr});
                continue;
            }
            if (says_otherwise(now, *was_[k]))
                out.differences.push_back({Difference::Kind::correction, &now, was_[k]});
            if (now.id != was_[k]->id) out.renamed.emplace_back(was_[k]->id, now.id);
        }
        for (const auto& each : before_) {
            if (each.found) continue;
            if (const auto* kept = each.former ? any_now(*each.event) : nullptr)
                out.renamed.emplace_back(each.event->id, kept->id);  // both instruments had it: folded
            else
                out.differences.push_back({Difference::Kind::retraction, nullptr, each.event});
        }
        return out;
    }

private:
    void pair_up(const Same& same) {
        for (std::size_t k = 0; k < now_.size(); ++k) {
            if (was_[k]) continue;
            for (auto& each : before_)
                if (!each.found && same(now_[k], *each.event)) {
                    take(k, each);
                    break;
                }
        }
    }
    // One gone and one new of a step are one corrected; of several nobody can tell which became which.
    void pair_up_unique(const Same& same) {
        for (std::size_t k = 0; k < now_.size(); ++k) {
            if (was_[k]) continue;
            std::size_t rivals = 0;
            for (std::size_t other = 0; other < now_.size(); ++other)
                rivals += !was_[other] && same(now_[other], now_[k]);
            Before* only = nullptr;
            std::size_t candidates = 0;
            for (auto& each : before_)
                if (!each.found && same(now_[k], *each.event)) only = &each, ++candidates;
            if (rivals == 1 && candidates == 1) take(k, *only);
        }
    }
    void take(std::size_t k, Before& each) {
        was_[k] = each.event;
        each.found = true;
    }
    const Event* any_now(const Event& was) const {
        for (const auto& each : now_)
            if (same_milestone(each, was)) return &each;
        return nullptr;
    }

    const std::vector<Event>& now_;
    std::vector<Before> before_;
    std::vector<const Event*> was_;
};

}  // namespace

Compared differences(const std::vector<Event>& before, const std::vector<Event>& former,
                     const std::vector<Event>& now) {
    return Comparing{before, former, now}.compare();
}

}  // namespace registry::intake
