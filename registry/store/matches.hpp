// Names that may be names of one instrument: what they are compared by, the pairs found, and what people have
// decided about them.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/reconcile/match.hpp"
#include "registry/store/imports.hpp"

namespace registry {

struct MatchPair {
    std::string id;  // of the two names, so that it is the same in every store
    Alias one, other;
    Match match;
    Day since{};  // first seen here
    enum class State {
        waiting,    // for a person
        automatic,  // joined by title and date
        accepted,   // joined by a person's or a source's word about these two
        rejected,   // told apart by a person
        joined      // joined in another way since
    } state = State::waiting;
};
template <>
struct Names<MatchPair::State> {
    static constexpr std::array table{std::pair{MatchPair::State::waiting, std::string_view{"waiting"}},
                                      std::pair{MatchPair::State::automatic, std::string_view{"automatic"}},
                                      std::pair{MatchPair::State::accepted, std::string_view{"accepted"}},
                                      std::pair{MatchPair::State::rejected, std::string_view{"rejected"}},
                                      std::pair{MatchPair::State::joined, std::string_view{"joined"}}};
};

}  // namespace registry

namespace registry::store {

// The days of conclusion that a name is compared by. True if it was not known before.
bool put_conclusion(Writer&, const Alias&, const Conclusion&);
std::vector<Conclusion> conclusions_of(Reader&, const Alias&);
// Names of instruments concluded on that day, in order; at most `limit`.
std::vector<Alias> concluded_on(Reader&, Day, std::size_t limit);
// What any document, an older one too, calls the name's instrument: so a newer page takes no match away.
Described described(Reader&, const Alias&);

// A store of an older version holds conclusions that nobody has read yet: each with its name, once.
std::vector<std::pair<Alias, std::string>> unread_conclusions(Writer&);

// The pair's id: a digest of its two names, whichever comes first.
std::string pair_id(const Alias&, const Alias&);
// Keeps the pair as it is now seen; the day it was first seen stays. Gives what was kept before.
std::optional<MatchPair> put_pair(Writer&, const Run&, const Alias&, const Alias&, const Match&);

std::optional<MatchPair> pair(Reader&, std::string_view id);
// Pairs that were not automatic, the likeliest first, whatever has become of them since.
std::vector<MatchPair> likely_pairs(Reader&);
// Automatic pairs of which both are names of the instrument.
std::vector<MatchPair> automatic_pairs(Reader&, std::string_view instrument);
std::vector<MatchPair> pairs_of(Reader&, const Alias&);

bool are_told_apart(Reader&, const Alias&, const Alias&);
bool keep_not_same(Writer&, const NotSame&, std::int64_t document);

// A note about a name that has found its treaty since.
void drop_remarks_at(Writer&, std::string_view kind, std::string_view place);

}  // namespace registry::store
