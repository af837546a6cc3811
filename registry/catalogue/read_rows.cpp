#include "registry/catalogue/read_rows.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "registry/base/text.hpp"
#include "registry/procedure/procedure.hpp"
#include "registry/store/findings.hpp"

namespace registry::catalogue {
namespace {

// Declared milestones by code, without making a text for each of half a million events.
class Milestones {
public:
    Milestones() {
        for (const auto& each : Vocabulary::built_in().milestones()) by_code_.emplace(each.code, &each);
    }
    const Milestone* find(std::string_view code) const {
        const auto found = by_code_.find(code);
        return found == by_code_.end() ? nullptr : found->second;
    }

private:
    std::unordered_map<std::string_view, const Milestone*> by_code_;
};

class Reading {
public:
    Reading(store::Reader& reader, const store::Of& of) : reader_(reader), of_(of) {}

    std::vector<std::shared_ptr<const CatalogueRow>> read() {
        heads();
        titles();
        aliases();
        events();
        tracks();
        findings();
        for (auto& each : ahead_)
            for (auto& finding : each.findings) put_ahead(*each.row, each.party, std::move(finding));
        for (auto& row : rows_) count(*row);
        return {rows_.begin(), rows_.end()};
    }

private:
    // Rows come in the order of ids: the place moves forward only.
    class Forward {
    public:
        explicit Forward(const std::vector<std::shared_ptr<CatalogueRow>>& rows) : rows_(rows) {}
        CatalogueRow* to(std::string_view id) {
            while (at_ < rows_.size() && rows_[at_]->id < id) ++at_;
            return at_ < rows_.size() && rows_[at_]->id == id ? rows_[at_].get() : nullptr;
        }

    private:
        const std::vector<std::shared_ptr<CatalogueRow>>& rows_;
        std::size_t at_ = 0;
    };

    CatalogueRow* row(std::string_view id) const {
        const auto found = at_.find(id);
        return found == at_.end() ? nullptr : rows_[found->second].get();
    }

    void heads() {
        store::ListedInstruments all(reader_, of_);
        while (const auto each = all.next()) {
            auto row = std::make_shared<CatalogueRow>();
            row->id = each->id, row->kind = each->kind;
            row->first_recorded = each->first_recorded, row->last_recorded = each->last_recorded;
            at_.emplace(row->id, rows_.size());
            rows_.push_back(std::move(row));
        }
    }

    // As store::head orders them: the depositary's first, then by text.
    void titles() {
        using Said = std::tuple<int, std::string, std::string>;  // place, text, language
        std::vector<std::vector<Said>> said(rows_.size());
        store::ListedTitles all(reader_, of_);
        std::map<std::string, int, std::less<>> places;
        while (const auto each = all.next()) {
            const auto found = at_.find(each->instrument);
            if (found == at_.end()) continue;
            auto place = places.find(each->source);
            if (place == places.end())
                place = places.emplace(std::string{each->source}, store::place_of_title(each->source)).first;
            said[found->second].emplace_back(place->second, each->text, each->language);
        }
        for (std::size_t k = 0; k < said.size(); ++k) {
            std::sort(said[k].begin(), said[k].end());
            auto& titles = rows_[k]->titles;
            for (auto& [place, text, language] : said[k]) {
                Title title{std::move(language), std::move(text)};
                if (std::find(titles.begin(), titles.end(), title) == titles.end())
                    titles.push_back(std::move(title));
            }
        }
    }

    void aliases() {
        Forward at(rows_);
        store::ListedAliases all(reader_, of_);
        while (const auto each = all.next())
            if (auto* row = at.to(each->instrument))
                row->aliases.push_back({std::string{each->scheme}, std::string{each->value}});
    }

    void events() {
        Forward at(rows_);
        const auto& first = Vocabulary::built_in().milestones().front().code;
        store::ListedEvents all(reader_, of_);
        while (const auto each = all.next()) {
            auto* row = at.to(each->instrument);
            const auto* milestone = milestones_.find(each->milestone);
            if (!row) continue;
            // Whoever has an event takes part, whatever the event is.
            auto* of = each->party.empty() ? nullptr : &track(*row, each->party);
            if (of) of->first = of->first ? std::min(*of->first, each->lo) : each->lo;
            auto* steps = of ? &of->steps : &row->own;
            if (!milestone || (!each->party.empty() && !concerns_one_party(milestone->effect))) continue;
            steps->push_back({milestone->effect, milestone->code, each->lo, each->hi});
            if (each->party.empty() && !row->adopted && milestone->code == first)
                row->adopted = When{std::string{each->date}, each->lo, each->hi};
        }
        const auto by_day = [](const CatalogueStep& a, const CatalogueStep& b) {
            return std::tie(a.lo, a.hi) < std::tie(b.lo, b.hi);
        };
        for (auto& row : rows_) {
            std::stable_sort(row->own.begin(), row->own.end(), by_day);
            for (auto& each : row->tracks) std::stable_sort(each.steps.begin(), each.steps.end(), by_day);
        }
    }

    // Events come by party: what is asked for is the last one or a new one.
    static CatalogueTrack& track(CatalogueRow& row, std::string_view party) {
        if (row.tracks.empty() || row.tracks.back().party != party)
            row.tracks.push_back({std::string{party}, false, true, {}, {}, {}, {}, {}, {}, {}, {}, false});
        return row.tracks.back();
    }

    void tracks() {
        Forward at(rows_);
        store::ListedTracks all(reader_, of_);
        while (const auto each = all.next()) {
            auto* row = at.to(each->instrument);
            if (!row) continue;
            auto& tracks = row->tracks;
            auto found = std::ranges::lower_bound(tracks, each->party, {}, &CatalogueTrack::party);
            if (found == tracks.end() || found->party != each->party)
                found = tracks.insert(
                    found, {std::string{each->party}, false, false, {}, {}, {}, {}, {}, {}, {}, {}, false});
            found->procedure = each->procedure;
            found->next_milestone = each->next_milestone, found->next_entity = each->next_entity;
            found->latest = each->latest, found->due = each->due;
            found->tells_ahead = each->ahead.has_value();
            if (each->ahead && !each->ahead->empty())
                ahead_.push_back({row, found->party, store::ahead_in(*each->ahead)});
            for (const auto step : split(each->awaits, ' '))
                if (const auto bar = step.find('/'); bar != std::string_view::npos)
                    if (const auto* milestone = milestones_.find(step.substr(0, bar)))
                        found->awaits.push_back({milestone->code, std::string{step.substr(bar + 1)}});
        }
        std::unordered_map<std::string_view, bool> own;
        for (auto& row : rows_)
            for (auto& each : row->tracks) {
                const auto [known, fresh] = own.try_emplace(each.party, false);
                if (fresh) known->second = has_own_procedure(each.party);
                each.own_procedure = known->second;
            }
    }

    void findings() {
        store::ListedFindings all(reader_, of_);
        store::ListedSteps steps(reader_, of_);
        auto step = steps.next();
        while (const auto each = all.next()) {
            std::vector<FindingStep> history;
            for (; step && step->finding <= each->id; step = steps.next())
                if (step->finding == each->id) history.push_back(step->step);
            auto* row = this->row(each->instrument);
            if (!row) continue;
            auto listed = each->listed ? *each->listed : spans(*each, history);
            if (listed.empty()) continue;
            CatalogueFinding finding;
            finding.id = each->id, finding.rule = each->rule, finding.party = each->party;
            finding.entity = each->entity, finding.waits_for = each->waits_for;
            finding.profile = each->profile, finding.open = each->open;
            finding.since = {std::string{each->since}, each->since_lo, each->since_hi};
            finding.listed = std::move(listed);
            row->findings.push_back(std::move(finding));
        }
    }

    // What is listed on and as the track was judged has an end now, and more may follow.
    static void put_ahead(CatalogueRow& row, const std::string& party, FindingAhead ahead) {
        auto at = std::ranges::lower_bound(row.findings, ahead.id, {}, &CatalogueFinding::id);
        if (at == row.findings.end() || at->id != ahead.id) {
            const auto& first = ahead.listed.front();
            at = row.findings.insert(at, CatalogueFinding{ahead.id, ahead.rule, party, ahead.entity,
                                                          first.waits_for, ahead.profile, first.since, false,
                                                          {}});
        }
        auto& listed = at->listed;
        auto& first = ahead.listed.front();
        if (first.from == earliest_day && !listed.empty() && listed.back().to == latest_day) {
            first.from = listed.back().from;
            listed.pop_back();
        }
        listed.insert(listed.end(), std::make_move_iterator(ahead.listed.begin()),
                      std::make_move_iterator(ahead.listed.end()));
    }

    // Of findings judged last by an older version: as near as their steps tell.
    static std::vector<ListedSpan> spans(const store::ListedFinding& finding,
                                         const std::vector<FindingStep>& history) {
        std::vector<ListedSpan> listed;
        for (std::size_t k = 0; k < history.size(); ++k) {
            const auto& step = history[k];
            const bool is_last = k + 1 == history.size();
            const auto certainty = is_last && finding.open ? finding.certainty : step.certainty;
            if (step.kind == StepKind::closed || step.severity == Severity::none ||
                certainty == Certainty::unsearched)
                continue;
            listed.push_back({step.effective,
                              is_last ? latest_day : history[k + 1].effective,
                              step.severity,
                              certainty,
                              std::string{finding.waits_for},
                              {std::string{finding.since}, finding.since_lo, finding.since_hi}});
        }
        return listed;
    }

    // Counts turn on the first possible day of an act and no other: from the last on they are for ever.
    static void count(CatalogueRow& row) {
        row.counts_from = earliest_day;
        for (const auto& track : row.tracks)
            for (const auto& step : track.steps) row.counts_from = std::max(row.counts_from, step.lo);
        const auto from = row.counts_from;
        row.counts_from = latest_day + std::chrono::days{1};  // nothing kept yet
        row.last_counts = row.counts(from);
        row.counts_from = from;
    }

    store::Reader& reader_;
    const store::Of& of_;
    Milestones milestones_;
    std::vector<std::shared_ptr<CatalogueRow>> rows_;
    struct OfTrack {
        CatalogueRow* row;
        std::string party;
        std::vector<FindingAhead> findings;
    };
    std::vector<OfTrack> ahead_;
    std::unordered_map<std::string_view, std::size_t> at_;  // by the id the row holds
};

}  // namespace

std::vector<std::shared_ptr<const CatalogueRow>> read_rows(store::Reader& reader, const store::Of& of) {
    return Reading{reader, of}.read();
}

}  // namespace registry::catalogue
