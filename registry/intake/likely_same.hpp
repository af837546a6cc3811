// Names in a batch that may be names of an instrument already known: compared by title, day and place of
// conclusion with the names of the same day, and with no others. What two names look like decides about these
// two alone, so the order of files cannot matter.
#pragma once
#include <map>
#include <set>
#include <vector>

#include "registry/exchange/batch.hpp"
#include "registry/store/matches.hpp"

namespace registry::intake {

// More names than this of one day are compared with none: a remark says so.
inline constexpr std::size_t crowded_day = 500;

class LikelySame {
public:
    LikelySame(store::Writer&, const store::Run&, const Batch&);
    // Keeps the pairs found, and what they were compared by. Adds remarks to the batch's.
    void compare(std::vector<Remark>&);
    // Names joined by title and date: as if somebody had said so, but for those told apart.
    const std::vector<Link>& links() const { return links_; }

private:
    struct Seen {
        Described described;
        std::optional<Comparable> comparable;
    };
    void read_conclusions(std::vector<Alias>& fresh);
    Seen& seen(const Alias&);
    const Comparable& comparable(const Alias&);
    void compare_on(Day, const Alias&, std::vector<Remark>&);
    void keep(const Alias&, const Alias&, const Match&, std::vector<Remark>&);
    bool known_as_one(const Alias&, const Alias&);

    store::Writer& writer_;
    const store::Run& run_;
    const Batch& batch_;
    std::map<Alias, Seen> seen_;
    std::map<Alias, std::vector<std::vector<Title>>> titles_;  // of the batch, by name
    std::set<std::pair<Alias, Alias>> done_;
    std::set<Day> crowded_;
    std::set<std::pair<Alias, Alias>> linked_, told_apart_;  // by the batch
    std::vector<Link> links_;
};

// Notes about acts and bills of the batch that assent to a treaty nobody has described; and takes such notes
// back for names whose instrument has become a treaty's. Asked when the batch's names are in the store.
std::vector<Remark> unlinked_acts(store::Reader&, const Batch&);
void drop_unlinked(store::Writer&, const std::string& instrument);

}  // namespace registry::intake
