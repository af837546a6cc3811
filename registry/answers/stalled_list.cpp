#include "registry/answers/stalled_list.hpp"

#include <bitset>
#include <unordered_map>

#include "registry/answers/rows_as_asked.hpp"
#include "registry/base/text.hpp"

namespace registry {
namespace {

// The filters that are facets too, and all others together.
enum Filter { by_rule, by_entity, by_party, by_severity, by_certainty, by_other, filters };

class Listing {
public:
    Listing(const ListedOn& listed, const StalledQuestion& asked, Day on)
        : listed_(listed), asked_(asked), on_(on) {}

    StalledAnswer run() {
        std::vector<Keyed> lines;
        for (std::size_t at = 0; at < listed_.all.size(); ++at) {
            const auto& each = listed_.all[at];
            const auto failed = failing(each);
            count(each, failed);
            if (failed.none()) lines.push_back({key(each), at});
        }
        say_counts();
        answer_.page = cut_page(lines, asked_.page);
        for (auto at = answer_.page.from; at < answer_.page.to; ++at) shown_.push_back(lines[at].at);
        return std::move(answer_);
    }
    const std::vector<std::size_t>& shown() const { return shown_; }

private:
    using Failed = std::bitset<filters>;

    Failed failing(const Listed& each) const {
        Failed failed;
        failed[by_rule] = !asked_.rule.empty() && asked_.rule != each.rule;
        failed[by_entity] =
            !asked_.entity.empty() && asked_.entity != each.entity && asked_.entity != each.waits_for;
        failed[by_party] = !asked_.party.empty() && asked_.party != each.party;
        failed[by_severity] = each.severity < asked_.at_least;
        failed[by_certainty] = asked_.certainty && *asked_.certainty != each.certainty;
        const auto since = each.since->lo;
        failed[by_other] = (asked_.since_from && since < *asked_.since_from) ||
                           (asked_.since_before && since >= *asked_.since_before) ||
                           (asked_.newly && each.opened && days_between(*each.opened, on_) > *asked_.newly);
        return failed;
    }

    void count(const Listed& each, const Failed& failed) {
        const auto passes_but = [&](Filter own) { return (failed & ~Failed{}.set(own)).none(); };
        if (passes_but(by_rule)) ++rules_[each.rule];
        if (passes_but(by_party)) ++parties_[each.party];
        if (passes_but(by_entity)) {
            if (!each.entity.empty()) ++entities_[each.entity];
            if (!each.waits_for.empty() && each.waits_for != each.entity) ++entities_[each.waits_for];
        }
        if (passes_but(by_severity))
            for (auto level = static_cast<std::size_t>(each.severity); level > 0; --level)
                ++severities_[level];
        if (passes_but(by_certainty)) ++certainties_[static_cast<std::size_t>(each.certainty)];
        if (failed.none())
            ++answer_.cells[{std::string{each.rule}, std::string{each.entity}}]
                           [static_cast<std::size_t>(each.severity)];
    }

    using Counts = std::unordered_map<std::string_view, int>;
    static std::vector<FacetCount> most_first(const Counts& counts) {
        std::vector<FacetCount> all;
        for (const auto& [value, n] : counts) all.push_back({std::string{value}, n});
        std::sort(all.begin(), all.end(), [](const FacetCount& a, const FacetCount& b) {
            return a.n != b.n ? a.n > b.n : a.value < b.value;
        });
        return all;
    }

    void say_counts() {
        auto& facets = answer_.facets;
        facets.rule = most_first(rules_), facets.entity = most_first(entities_);
        facets.party = most_first(parties_);
        for (const auto& [severity, name] : Names<Severity>::table)
            if (const int n = severities_[static_cast<std::size_t>(severity)]; n > 0)
                facets.severity.push_back({std::string{name}, n});
        for (const auto& [certainty, name] : Names<Certainty>::table)
            if (const int n = certainties_[static_cast<std::size_t>(certainty)]; n > 0)
                facets.certainty.push_back({std::string{name}, n});
    }

    std::string key(const Listed& each) {
        const auto since = key_of(each.since->lo.time_since_epoch().count());
        const auto id = "." + std::string{each.id};
        switch (asked_.order) {
            case StalledOrder::severity:
                return std::to_string(9 - static_cast<int>(each.severity)) + since + id;
            case StalledOrder::since:
                return since + id;
            case StalledOrder::instrument:
                return title(each.instrument) + id;
            case StalledOrder::party: {
                const auto* party = Vocabulary::built_in().party(each.party);
                return (party ? fold(party->label.in(asked_.lang)) : std::string{each.party}) + id;
            }
        }
        return id;
    }

    const std::string& title(std::string_view instrument) {
        auto [at, fresh] = titles_.try_emplace(instrument);
        if (fresh) {
            const auto* row = listed_.table->row(instrument);
            at->second = row ? title_key(*row, asked_.lang) : std::string{instrument};
        }
        return at->second;
    }

    const ListedOn& listed_;
    const StalledQuestion& asked_;
    Day on_;
    StalledAnswer answer_;
    std::vector<std::size_t> shown_;
    Counts rules_, entities_, parties_;
    std::array<int, 5> severities_{};
    std::array<int, 4> certainties_{};
    std::unordered_map<std::string_view, std::string> titles_;
};

}  // namespace

StalledAnswer stalled_answer(store::Reader& reader, std::shared_ptr<const Table> table,
                             const StalledQuestion& question, const Asked& asked) {
    // Facets count other parties and lighter classes too; where every track is judged anew not the notices of
    // parties that have nothing else, unless they are asked for.
    const bool notices = !asked.published || question.at_least <= Severity::notice;
    const auto listed =
        listed_on(reader, std::move(table), asked,
                  {{}, notices ? Severity::notice : Severity::warn, question.newly.has_value()});
    Listing listing(listed, question, asked.on);
    auto answer = listing.run();
    answer.nothing_known = listed.nothing_known;
    for (const auto at : listing.shown()) {
        answer.lines.push_back(finding_line(reader, listed, listed.all[at], asked));
        answer.opened.push_back(listed.all[at].opened);
    }
    return answer;
}

}  // namespace registry
