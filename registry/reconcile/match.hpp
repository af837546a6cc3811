// Are two names names of one instrument? Judged by title, day and place of conclusion, for these two alone:
// what else there is never matters, so that the order of files cannot. Pure.
//
// Automatic only where nobody would hesitate: one day of conclusion, titles of one language of which the
// words agree, nothing against it. What is likely but no more than that waits for a person; it is never
// guessed.
#pragma once
#include <string>
#include <vector>

#include "registry/model/names.hpp"
#include "registry/reconcile/title_words.hpp"

namespace registry {

// What is said of one name. Titles: one list for each document, so that what one document calls it is weighed
// as a whole; days and places of conclusion from all of them.
struct Described {
    Alias alias;
    std::vector<std::vector<Title>> titles;
    std::vector<Conclusion> concluded;
};

enum class Ground {
    // for it
    same_day,      // the day
    same_place,    // the place
    words_agree,   // the words both titles have
    same_parties,  // the countries both name
    // against it: a person has to look
    other_language,  // no title in a language both have
    words_differ,    // words that only one has
    other_place,     // two places
    other_part,      // the first of one act, the second of another
    few_words,       // too short a title to tell treaties apart
    // against it: two instruments
    other_day,      // the days
    other_kind,     // a protocol and a convention
    other_number,   // a second and a third protocol; additional and not
    other_parties,  // countries
    several,        // a title that names several
    one_list        // two numbers of one list: "MTDSG XVIII-12-a", "MTDSG XVIII-12-b"
};
template <>
struct Names<Ground> {
    static constexpr std::array table{std::pair{Ground::same_day, std::string_view{"same-day"}},
                                      std::pair{Ground::same_place, std::string_view{"same-place"}},
                                      std::pair{Ground::words_agree, std::string_view{"words-agree"}},
                                      std::pair{Ground::same_parties, std::string_view{"same-parties"}},
                                      std::pair{Ground::other_language, std::string_view{"other-language"}},
                                      std::pair{Ground::words_differ, std::string_view{"words-differ"}},
                                      std::pair{Ground::other_place, std::string_view{"other-place"}},
                                      std::pair{Ground::other_part, std::string_view{"other-part"}},
                                      std::pair{Ground::few_words, std::string_view{"few-words"}},
                                      std::pair{Ground::other_day, std::string_view{"other-day"}},
                                      std::pair{Ground::other_kind, std::string_view{"other-kind"}},
                                      std::pair{Ground::other_number, std::string_view{"other-number"}},
                                      std::pair{Ground::other_parties, std::string_view{"other-parties"}},
                                      std::pair{Ground::several, std::string_view{"several"}},
                                      std::pair{Ground::one_list, std::string_view{"one-list"}}};
};
constexpr bool speaks_for(Ground ground) { return ground <= Ground::same_parties; }
constexpr bool forbids(Ground ground) { return ground >= Ground::other_day; }

// `words`: a day as 2023-06-19, words, ids of parties; the interface puts them into a sentence.
struct MatchReason {
    Ground ground = Ground::same_day;
    std::string words;
    bool operator==(const MatchReason&) const = default;
};

struct Match {
    int score = 0;                     // hundredths: 93 is 0.93
    bool automatic = false;            // one instrument, nobody need look
    bool waits = false;                // may be one instrument: a person decides
    std::vector<MatchReason> reasons;  // for it, then against
    bool operator==(const Match&) const = default;
};

// At least this much for an automatic match, besides one day, one language and nothing against it.
inline constexpr int automatic_from = 85;

// Read once, compared often.
struct Comparable {
    Alias alias;
    std::vector<std::vector<TitleWords>> titles;
    std::vector<Conclusion> concluded;
};
Comparable comparable(const Described&);

// The better the two fit the higher; the same whichever comes first. Of several documents' titles the pair
// that fits best counts, so that one more document can only add a match.
Match match(const Comparable&, const Comparable&);

// Two numbers of a list that gives a number to one instrument once.
bool one_list(const Alias&, const Alias&);

// "one day of conclusion, 19 June 2023; …": English, for remarks and the command line.
std::string in_words(const std::vector<MatchReason>&);
std::string score_text(int score);  // "0.93"

}  // namespace registry
