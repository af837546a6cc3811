#include "registry/catalogue/catalogue.hpp"

#include <algorithm>

#include "registry/catalogue/indexes.hpp"
#include "registry/catalogue/read_rows.hpp"
#include "registry/store/patience.hpp"

namespace registry {
namespace {

using Rows = std::vector<std::shared_ptr<const CatalogueRow>>;

// Each touched instrument is asked for by itself: beyond this many, reading all of them is quicker.
bool is_much(std::size_t touched, std::size_t rows) { return touched > 1000 + rows / 16; }

std::shared_ptr<const Table> advanced(const Table& from, store::Reader& reader) {
    const auto touched = store::touched_since(reader, from.revision);
    if (is_much(touched.size(), from.rows.size()))
        return make_table(reader.revision(), catalogue::read_rows(reader));
    Rows rows;
    rows.reserve(from.rows.size() + touched.size());
    auto old = from.rows.begin();
    for (const auto& id : touched) {
        for (; old != from.rows.end() && (*old)->id < id; ++old) rows.push_back(*old);
        if (old != from.rows.end() && (*old)->id == id) ++old;
        for (auto& fresh : catalogue::read_rows(reader, id)) rows.push_back(std::move(fresh));
    }
    rows.insert(rows.end(), old, from.rows.end());
    return make_table(reader.revision(), std::move(rows));
}

}  // namespace

std::shared_ptr<const Table> make_table(std::uint64_t revision,
                                        std::vector<std::shared_ptr<const CatalogueRow>> rows) {
    auto made = std::make_shared<Table>();
    made->revision = revision;
    made->rows = std::move(rows);
    made->indexes = std::make_shared<Table::Indexes>(made->rows);
    return made;
}

const ListedSpan* CatalogueFinding::on(Day day) const {
    for (const auto& each : listed)
        if (each.from <= day && day < each.to) return &each;
    return nullptr;
}

Tally CatalogueTrack::tally(Day on) const {
    Tally sum(on);
    for (const auto& each : steps) sum.add(each.effect, each.lo, each.hi);
    return sum;
}

const CatalogueTrack* CatalogueRow::track(std::string_view party) const {
    const auto found = std::ranges::lower_bound(tracks, party, {}, &CatalogueTrack::party);
    return found != tracks.end() && found->party == party ? &*found : nullptr;
}

CatalogueCounts CatalogueRow::counts(Day on) const {
    if (on >= counts_from) return last_counts;
    bool any_held = false, any_signs = false;
    int signatories = 0, parties = 0;
    for (const auto& track : tracks) {
        const auto sum = track.tally(on);
        any_held = any_held || track.held;
        for (const auto& step : track.steps) any_signs = any_signs || step.effect == Effect::signs;
        signatories += sum.is_signatory();
        parties += sum.is_party();
    }
    return {any_signs ? std::optional{signatories} : std::nullopt,
            any_held ? std::optional{parties} : std::nullopt};
}

Severity CatalogueRow::severity(Profile profile, Day on) const {
    auto worst = Severity::none;
    for (const auto& each : findings)
        if (each.profile == profile)
            if (const auto* span = each.on(on)) worst = std::max(worst, span->severity);
    return worst;
}

const CatalogueRow* Table::row(std::string_view id) const {
    const auto found =
        std::ranges::lower_bound(rows, id, {}, [](const auto& each) { return std::string_view{each->id}; });
    return found != rows.end() && (*found)->id == id ? found->get() : nullptr;
}

std::span<const CatalogueRow* const> Table::of_party(std::string_view party) const {
    return indexes->of_party(party);
}

std::span<const Table::Untold> Table::untold() const { return indexes->untold(); }

const std::vector<std::uint32_t>& Table::by_title(Lang lang) const { return indexes->by_title(lang); }

std::shared_ptr<const Table> Catalogue::at(store::Reader& reader) {
    std::unique_lock lock(mutex_);
    for (const auto& each : {newest_, previous_})
        if (each && each->revision == reader.revision()) return each;
    // A reader older than what is kept gets a table of its own, which nobody will ask for again or waits for.
    if (newest_ && reader.revision() < newest_->revision) {
        lock.unlock();
        return make_table(reader.revision(), catalogue::read_rows(reader));
    }
    const store::Unhurried unhurried(reader);  // for everybody who comes after too
    auto made =
        newest_ ? advanced(*newest_, reader) : make_table(reader.revision(), catalogue::read_rows(reader));
    previous_ = std::exchange(newest_, made);
    return made;
}

}  // namespace registry
