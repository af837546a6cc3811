#include "registry/reconcile/occurrences.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace registry {
namespace {

// "2025/004251", "C-2025/004251 " and "2025004251" are one number printed in three ways.
std::string act_key(std::string_view act) {
    std::string key;
    for (const char c : act)
        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80)
            key += c;
        else if (c >= 'A' && c <= 'Z')
            key += static_cast<char>(c - 'A' + 'a');
    if (key.size() == 11 && key[0] == 'c') key.erase(0, 1);
    return key;
}

// Sharpest first, so that a vaguer date finds what it contains; then a fixed order of texts.
bool sharper(const Weighed& a, const Weighed& b) {
    const auto key = [](const Weighed& w) {
        return std::tuple{w.when.hi - w.when.lo,
                          w.when.lo,
                          -w.rank,
                          std::string_view{w.said->source},
                          std::string_view{w.when.edtf},
                          std::string_view{w.said->form},
                          std::string_view{w.said->where},
                          w.said->id};
    };
    return key(a) < key(b);
}

class Parting {
public:
    Parting(bool repeatable, const std::vector<Day>& lives) : repeatable_(repeatable), lives_(lives) {}

    void add_by_act(const Weighed& one) {
        const auto [at, fresh] = by_act_.try_emplace(act_key(one.said->act), parts_.size());
        if (fresh) open(one, at->second);
        join(at->second, one);
    }

    void add_by_date(const Weighed& one) {
        if (const auto* agreeing = contained_in(one.when)) return join(*agreeing, one);
        if (!repeatable_)
            if (const auto other = only_one_of_life(life(one.when))) return join(*other, one);
        const auto at = parts_.size();
        open(one, at);
        join(at, one);
    }

    std::vector<Occurrence> parts() { return std::move(parts_); }

private:
    std::size_t life(const When& when) const {
        return static_cast<std::size_t>(std::upper_bound(lives_.begin(), lives_.end(), when.lo) -
                                        lives_.begin());
    }

    void open(const Weighed& one, std::size_t at) {
        parts_.emplace_back();
        of_life_[life(one.when)].push_back({at, one.said->act.empty()});
    }
    void join(std::size_t at, const Weighed& one) {
        parts_[at].push_back(one);
        by_day_.emplace(one.when.lo, Seen{one.when.hi, at});
    }

    // The earliest part with a date that this one contains.
    const std::size_t* contained_in(const When& when) const {
        for (auto at = by_day_.lower_bound(when.lo); at != by_day_.end() && at->first <= when.hi; ++at)
            if (at->second.hi <= when.hi) return &at->second.part;
        return nullptr;
    }

    // What happens once is one happening, and its dates disagree: unless two acts are known, when an unnamed
    // one that fits neither stands for itself.
    std::optional<std::size_t> only_one_of_life(std::size_t which) const {
        const auto found = of_life_.find(which);
        if (found == of_life_.end()) return std::nullopt;
        for (const auto& part : found->second)
            if (part.unnamed) return part.at;
        if (found->second.size() == 1) return found->second.front().at;
        return std::nullopt;
    }

    struct Seen {
        Day hi;
        std::size_t part;
    };
    struct Part {
        std::size_t at;
        bool unnamed;
    };
    bool repeatable_;
    const std::vector<Day>& lives_;
    std::vector<Occurrence> parts_;
    std::map<std::string, std::size_t> by_act_;
    std::multimap<Day, Seen> by_day_;
    std::map<std::size_t, std::vector<Part>> of_life_;
};

}  // namespace

Weighed weigh(const Said& said, const Vocabulary& vocabulary) {
    Weighed weighed{&said, vocabulary.rank(said.source, said.milestone, said.party), said.when};
    const bool undated = said.when.lo == earliest_day && said.when.hi == latest_day;
    if (undated && said.as_of && said.as_of->hi != latest_day) weighed.when = not_after(said.as_of->hi);
    return weighed;
}

std::vector<Day> new_lives(const std::vector<When>& consents, const std::vector<When>& withdrawals) {
    struct Turn {
        When when;
        bool consent;
    };
    std::vector<Turn> turns;
    for (const auto& when : consents) turns.push_back({when, true});
    for (const auto& when : withdrawals) turns.push_back({when, false});
    std::sort(turns.begin(), turns.end(), [](const Turn& a, const Turn& b) {
        return std::tuple{a.when.lo, a.when.hi, a.consent} < std::tuple{b.when.lo, b.when.hi, b.consent};
    });
    std::vector<Day> lives;
    std::optional<Day> ended;
    for (const auto& turn : turns) {
        if (turn.when.lo == earliest_day) continue;  // no telling what it came after
        if (!turn.consent) {
            ended = ended ? std::max(*ended, turn.when.hi) : turn.when.hi;
        } else if (ended && turn.when.lo > *ended) {
            lives.push_back(turn.when.lo);
            ended.reset();
        }
    }
    return lives;
}

std::vector<Occurrence> occurrences(std::vector<Weighed> said, bool repeatable,
                                    const std::vector<Day>& lives) {
    std::sort(said.begin(), said.end(), sharper);
    Parting parting(repeatable, lives);
    for (const auto& one : said)
        if (!one.said->act.empty()) parting.add_by_act(one);
    for (const auto& one : said)
        if (one.said->act.empty()) parting.add_by_date(one);
    return parting.parts();
}

}  // namespace registry
