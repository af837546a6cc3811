// Where a party stands with an instrument on a day: one word for it, as tally.hpp counts and as lists of
// instruments filter (catalogue::Status). Its own entry into force counts where it is recorded.
#pragma once
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "registry/model/names.hpp"
#include "registry/timeline/tally.hpp"

namespace registry {

enum class PartyStatus { none, signed_, bound, in_force, withdrawn };
template <>
struct Names<PartyStatus> {
    static constexpr std::array table{std::pair{PartyStatus::none, std::string_view{"none"}},
                                      std::pair{PartyStatus::signed_, std::string_view{"signed"}},
                                      std::pair{PartyStatus::bound, std::string_view{"bound"}},
                                      std::pair{PartyStatus::in_force, std::string_view{"in-force"}},
                                      std::pair{PartyStatus::withdrawn, std::string_view{"withdrawn"}}};
};

class StatusOn {
public:
    explicit StatusOn(Day on) : on_(on), sum_(on) {}
    void add(Effect effect, const When& when) {
        if (when.lo > on_) return;
        sum_.add(effect, when.lo, when.hi);
        for (const auto& [each, last] :
             {std::pair{Effect::signs, &signed_}, std::pair{Effect::unsigns, &unsigned_},
              std::pair{Effect::consents, &consented_}, std::pair{Effect::enters, &entered_},
              std::pair{Effect::withdraws, &withdrawn_}})
            if (each == effect && (!*last || (*last)->lo <= when.lo)) *last = when;
    }
    PartyStatus status() const {
        if (sum_.is_party()) return is_in_force() ? PartyStatus::in_force : PartyStatus::bound;
        if (withdrawn_) return PartyStatus::withdrawn;
        return sum_.is_signatory() ? PartyStatus::signed_ : PartyStatus::none;
    }
    // The last act that makes it so; none: nothing does.
    const std::optional<When>& act() const {
        switch (status()) {
            case PartyStatus::signed_:
                return signed_;
            case PartyStatus::bound:
                return consented_;
            case PartyStatus::in_force:
                return entered_;
            case PartyStatus::withdrawn:
                return withdrawn_;
            case PartyStatus::none:
                break;
        }
        return unsigned_;
    }

private:
    // What entered into force before a withdrawal ended with it: a later consent enters anew.
    bool is_in_force() const { return entered_ && !(withdrawn_ && withdrawn_->lo >= entered_->lo); }

    Day on_;
    Tally sum_;
    std::optional<When> signed_, unsigned_, consented_, entered_, withdrawn_;
};

}  // namespace registry
