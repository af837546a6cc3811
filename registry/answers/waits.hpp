// How unusual it is that a party has signed and not consented for so long: its own survival curve and that of
// all parties, from what is in the store.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/answers/answers.hpp"
#include "registry/timeline/survival.hpp"

namespace registry {

// What the curves are made of, read once per revision of the store: a page costs no reading of all events. In
// memory it is some 80 bytes a signature. Thread-safe; one for as long as a store is served.
class Waits {
public:
    struct Both {
        WaitCurve party, all;
    };
    Both curves(store::Reader&, const std::string& party, Day on);

private:
    using Signatures = std::map<std::string, std::vector<Signature>>;
    struct Kept {
        Signatures signatures;
        std::optional<Day> on;  // of the curve of all
        std::shared_ptr<const WaitCurve> all;
    };
    std::mutex mutex_;
    std::uint64_t revision_ = 0;
    std::shared_ptr<Kept> kept_;
};

// None where the party has not signed by the day asked, or may have consented, or has taken its signature
// back.
std::optional<WaitAnswer> wait_answer(store::Reader&, Waits&, const TrackFacts&, const Asked&);
std::optional<WaitAnswer> wait_answer(store::Reader&, Waits&, std::string_view instrument,
                                      std::string_view party, const Asked&);

}  // namespace registry
