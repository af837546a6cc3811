// How long signatures have waited for consent to be bound: the Kaplan–Meier product-limit estimate with right
// censoring (Kaplan and Meier, J. Am. Stat. Assoc. 53 (1958) 457). Pure. Times are whole days. What is
// unfinished counts as long as it was watched and not as if it would never end, so that the estimate is not
// as hopeful as a median of finished cases.
#pragma once
#include <optional>
#include <vector>

#include "registry/model/date.hpp"

namespace registry {

// One case: from the signature to the consent, or to the last day on which there was known to be none.
struct Wait {
    int days = 0;
    bool ended = false;  // by consent; else censored
    bool operator==(const Wait&) const = default;
};

// What is recorded of one party's signature of one instrument. A vague date is its first and last day.
struct Signature {
    struct Bounds {
        Day lo{}, hi{};
    };
    Bounds signed_on;
    std::optional<Bounds> consented, withdrawn;  // withdrawn: the signature (VCLT 18)
    std::optional<Day> as_of;                    // of the depositary's table that would show the consent
};

// The cases among signatures, as they stood on a day; those that are none are counted, never guessed.
//   A case is watched until the depositary's day or the day asked, whichever is earlier: a consent after that
//   is not yet there, a signature after it is no case yet. A signature taken back is watched until then.
//   Consent on or before the day of signature took no time: 0 days.
//   A vague date is taken at its middle, as long as the length of the wait is known to within a year.
struct Observed {
    std::vector<Wait> waits;
    int too_vague = 0;     // the length could be more than a year off, or nothing is known of it
    int without_data = 0;  // no depositary's table of a known day: whether consent followed is not known
    std::optional<Day> first_as_of, last_as_of;  // of the tables behind the cases
};
inline constexpr int most_vague_days = 366;
Observed observe(const std::vector<Signature>&, Day on);

struct Curve {
    struct Step {
        int days = 0;
        int at_risk = 0;      // still waiting and watched just before
        int events = 0;       // consents on that day
        double waiting = 1;   // the share still waiting after it
        double variance = 0;  // of that share, by Greenwood's formula
    };
    int n = 0, events = 0, censored = 0;
    int longest = 0;          // the longest wait watched, finished or not
    std::vector<Step> steps;  // each day with a consent, in order

    // Share still waiting after so many days; none beyond the longest wait watched, unless nobody is left.
    std::optional<double> waiting_after(int days) const;
    // First day on which at least that share had consented; none where the curve does not reach it.
    std::optional<int> day_of_share(double consented) const;
};
Curve kaplan_meier(std::vector<Wait>);

// Below so many consents a share would say more than is known.
inline constexpr int least_events = 10;

}  // namespace registry
