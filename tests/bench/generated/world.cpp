#include "tests/bench/generated/world.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>

#include "tests/bench/generated/shapes.hpp"
#include "tests/bench/generated/words.hpp"

namespace bench {
namespace {

using registry::Day;
using registry::Vocabulary;
using std::chrono::days;

// The twenty busiest in the World Treaty Index, by its count of sides; Belgium is drawn by its own share.
constexpr std::string_view busiest[] = {"us", "fr",   "de", "gb", "suhh", "es", "cn", "br", "in", "se",  "it",
                                        "jp", "ddde", "pl", "dk", "yucs", "nl", "ar", "at", "ca", "cshh"};

double between(std::span<const Quantile> table, double rank) {
    for (std::size_t i = 1; i < table.size(); ++i)
        if (rank < table[i].share) {
            const double part = (rank - table[i - 1].share) / (table[i].share - table[i - 1].share);
            return table[i - 1].value + part * (table[i].value - table[i - 1].value);
        }
    return table.back().value;
}

class World {
public:
    World(const Wanted& wanted, std::size_t import_days)
        : wanted_(wanted), import_days_(import_days), draw_(wanted.seed), parties_(taking_part()) {
        for (std::size_t i = 0; i < parties_.size(); ++i) {
            side_sum_ += parties_[i]->id == "be" ? 0 : between(shape::side_share, static_cast<double>(i));
            sides_.push_back(side_sum_);
            table_.push_back(parties_[i]->id == "be" ? 0.70
                                                     : between(shape::table_share, static_cast<double>(i)));
        }
    }

    std::vector<Made> make() {
        std::vector<Made> all;
        for (std::size_t i = 0; i < wanted_.instruments(); ++i) {
            Made made;
            made.import_day = draw_.below(import_days_);
            made.concluded = concluded();
            if (draw_.chance(shape::multilateral)) {
                multilateral(made, all);
            } else {
                bilateral(made);
            }
            name(made, all.size());
            all.push_back(std::move(made));
        }
        return all;
    }

private:
    Day concluded() {
        static const std::vector<double> weights = [] {
            std::vector<double> made;
            for (const auto& decade : shape::decades) made.push_back(decade.weight);
            return made;
        }();
        const auto& decade = shape::decades[draw_.weighted(weights)];
        const Day first{std::chrono::year{decade.from} / 1 / 1};
        const Day last =
            std::min(Day{std::chrono::year{decade.from + 9} / 12 / 31}, wanted_.today - days{30});
        return first + days{draw_.between(0, static_cast<int>((last - first).count()))};
    }

    // A former State signs nothing after its end; its successor does.
    const registry::Party* alive(const registry::Party* party, Day day) const {
        if (party->kind == "former-state" && day >= Day{std::chrono::year{1990} / 1 / 1} &&
            !party->successors.empty())
            if (const auto* next = Vocabulary::built_in().party(party->successors.front())) return next;
        return party;
    }

    const registry::Party* side(Day day) {
        if (draw_.chance(shape::belgian_side)) return Vocabulary::built_in().party("be");
        const double at = draw_.unit() * side_sum_;
        const auto found = std::upper_bound(sides_.begin(), sides_.end(), at) - sides_.begin();
        return alive(parties_[std::min(static_cast<std::size_t>(found), parties_.size() - 1)], day);
    }

    void add(Made& made, const std::string& party, std::string_view milestone, Day day,
             std::string_view form = "") {
        if (day > wanted_.today - days{3}) return;  // has not happened yet
        Act act;
        act.party = party;
        act.milestone = milestone;
        act.form = form;
        act.day = day;
        act.month_only = draw_.chance(0.01);
        made.acts.push_back(std::move(act));
    }

    // Six in ten of those who signed and went no further have their parliament's papers read.
    void looked_for(Made& made, const std::string& party) {
        constexpr std::pair<std::string_view, std::string_view> parliaments[] = {{"nl", "nl-parliament"},
                                                                                 {"fr", "fr-parliament"},
                                                                                 {"de", "de-parliament"},
                                                                                 {"lu", "lu-parliament"}};
        for (const auto& [of, source] : parliaments)
            if (party == of && draw_.chance(0.6))
                made.awaited.push_back({std::string{source}, party, "", "bill-tabled"});
    }

    void bilateral(Made& made) {
        made.bilateral = true;
        made.kind = "bilateral-treaty";
        const auto* one = side(made.concluded);
        const auto* other = side(made.concluded);
        while (other == one) other = side(made.concluded);
        made.titles = bilateral_titles(draw_, draw_.weighted(shape::kinds_of_title), *one, *other,
                                       made.concluded, 1 + draw_.weighted(shape::languages));
        const bool enters = draw_.chance(shape::in_force);
        const bool at_once = enters && draw_.chance(shape::in_force_at_once);
        const Day force = made.concluded + days{at_once ? 0 : draw_.from(shape::signed_to_force)};
        for (const auto* party : {one, other}) {
            add(made, party->id, "signed", made.concluded, at_once ? "definitive-signature" : "");
            if (enters) add(made, party->id, "entered-into-force", force);
            if (!enters) looked_for(made, party->id);
            if (party->id == "be" && !at_once)
                belgian_road(draw_, made, made.concluded, roads_++,
                             enters ? std::optional{force} : std::nullopt, wanted_.today);
        }
        if (draw_.chance(shape::registered))
            add(made, "", "registered", made.concluded + days{draw_.from(shape::signed_to_registered)});
        else if (enters && draw_.chance(0.3))
            made.awaited.push_back({"un-mtdsg", "", "", "registered"});
        if (enters && draw_.chance(shape::terminated))
            add(made, "", "terminated", force + days{draw_.between(2000, 12000)});
    }

    void multilateral(Made& made, const std::vector<Made>& earlier) {
        made.deposited_with_un = draw_.chance(shape::deposited_with_un);
        made.kind = draw_.chance(shape::ilo) ? "ilo-convention" : "convention";
        if (const double which = draw_.unit(); made.kind == "convention" && !parents_.empty()) {
            if (which < shape::protocols) made.kind = "protocol", made.relation = "protocol-to";
            if (which > 1 - shape::amendments) made.kind = "amendment", made.relation = "amends";
        }
        if (!made.relation.empty()) {
            made.parent = parents_[draw_.below(parents_.size())];
            made.concluded =
                std::clamp(made.concluded, earlier[*made.parent].concluded, wanted_.today - days{30});
        } else {
            parents_.push_back(earlier.size());
        }
        made.titles =
            multilateral_titles(draw_, made.kind, made.concluded, 1 + draw_.weighted(shape::languages));
        add(made, "", "text-adopted", made.concluded);
        const int size =
            made.deposited_with_un ? draw_.from(shape::un_participants) : draw_.from(shape::participants);
        const auto taking = participants(static_cast<std::size_t>(size), made.concluded);
        std::vector<Day> bound;
        for (const auto* party : taking) participation(made, *party, bound);
        clause(made, bound);
        if (made.deposited_with_un && draw_.chance(shape::with_declarations)) declare(made, taking);
    }

    // By rank, so that the busiest stand in most of them, and all different.
    std::vector<const registry::Party*> participants(std::size_t size, Day day) {
        std::vector<const registry::Party*> chosen;
        std::vector<bool> taken(parties_.size());
        for (std::size_t tries = 0; chosen.size() < size && tries < size * 40; ++tries) {
            const auto at = draw_.below(parties_.size());
            if (taken[at] || !draw_.chance(table_[at])) continue;
            taken[at] = true;
            const auto* party = alive(parties_[at], day);
            if (std::find(chosen.begin(), chosen.end(), party) == chosen.end()) chosen.push_back(party);
        }
        return chosen;
    }

    void participation(Made& made, const registry::Party& party, std::vector<Day>& bound) {
        const double which = draw_.unit();
        const bool with_signature = which < shape::signed_and_bound + shape::signed_only;
        const bool consents =
            which < shape::signed_and_bound || which >= shape::signed_and_bound + shape::signed_only;
        const Day signed_on = made.concluded + days{draw_.from(shape::first_to_signature)};
        if (with_signature) add(made, party.id, "signed", signed_on);
        Day consent = with_signature ? signed_on + days{draw_.from(shape::signed_to_consent)}
                                     : made.concluded + days{draw_.from(shape::first_to_accession)};
        if (consents) {
            std::string_view form = "ratification";
            if (!with_signature) {
                const double how = draw_.unit();
                form = how < shape::acceded                     ? "accession"
                       : how < shape::acceded + shape::accepted ? "acceptance"
                                                                : "succession";
            }
            add(made, party.id, "deposited", consent, form);
            if (consent <= wanted_.today) bound.push_back(consent);
            // A depositary's table of the UN has no column for it.
            if (!made.deposited_with_un && draw_.chance(shape::own_force))
                add(made, party.id, "entered-into-force",
                    consent + days{draw_.one_of<int>(shape::deposit_to_force)});
        }
        if (with_signature && !consents) looked_for(made, party.id);
        if (party.id == "be" && with_signature)
            belgian_road(draw_, made, signed_on, roads_++, consents ? std::optional{consent} : std::nullopt,
                         wanted_.today);
    }

    void clause(Made& made, std::vector<Day>& bound) {
        if (!made.deposited_with_un || draw_.chance(0.3)) return;
        registry::EntryClause clause;
        constexpr int thresholds[] = {2, 5, 10, 20, 20, 30, 40, 50, 60};
        clause.threshold = draw_.one_of<int>(thresholds);
        clause.delay = clause.own = registry::Span{0, draw_.chance(0.5) ? 30 : 90};
        clause.authority = fmt::format("art. {}", draw_.between(10, 60));
        std::sort(bound.begin(), bound.end());
        const auto needed = static_cast<std::size_t>(clause.threshold);
        if (bound.size() >= needed)
            add(made, "", "entered-into-force", registry::after(bound[needed - 1], clause.delay));
        made.clause = clause;
    }

    void declare(Made& made, const std::vector<const registry::Party*>& taking) {
        const auto many = std::min(taking.size(), static_cast<std::size_t>(draw_.from(shape::declarations)));
        for (std::size_t i = 0; i < many; ++i) {
            std::string language;
            const auto& party = *taking[i];
            auto text = declaration(draw_, party.label.in(registry::Lang::en),
                                    draw_.from(shape::declaration_length), language);
            made.declarations.push_back({party.id, language, std::move(text)});
        }
    }

    // The preferred name first is not needed; the id is a function of all of them.
    void name(Made& made, std::size_t number) {
        std::vector<registry::Alias> first;
        if (made.deposited_with_un) {
            constexpr std::string_view chapters[] = {"III", "IV", "VI",  "VIII",  "X",    "XI-A", "XII",
                                                     "XIV", "XV", "XVI", "XVIII", "XXII", "XXVI", "XXVII"};
            const auto n = table_number_++;
            first.push_back({"MTDSG", fmt::format("{}-{}", chapters[n % std::size(chapters)],
                                                  100 + n / std::size(chapters))});
        } else if (!made.bilateral && draw_.chance(0.08)) {
            first.push_back({"CETS", fmt::format("{}", 1 + cets_++)});
        }
        const bool in_series = std::any_of(made.acts.begin(), made.acts.end(),
                                           [](const Act& act) { return act.milestone == "registered"; });
        if (in_series || made.deposited_with_un)
            first.push_back({"UNTS", fmt::format("I-{}", 1000 + number)});
        if (first.empty() || draw_.chance(0.12)) first.push_back({"TRB", fmt::format("{:06}", 1 + number)});
        first.insert(first.end(), made.aliases.begin(), made.aliases.end());
        made.aliases = std::move(first);
    }

    Wanted wanted_;
    std::size_t import_days_;
    Draw draw_;
    std::vector<const registry::Party*> parties_;
    std::vector<double> sides_, table_;
    double side_sum_ = 0;
    std::vector<std::size_t> parents_;
    std::size_t roads_ = 0, table_number_ = 0, cets_ = 0;
};

}  // namespace

std::vector<const registry::Party*> taking_part() {
    const auto& words = Vocabulary::built_in();
    std::vector<const registry::Party*> chosen;
    for (const auto id : busiest)
        if (const auto* party = words.party(id)) chosen.push_back(party);
    chosen.insert(chosen.begin() + 16, words.party("be"));
    // States, then organisations and former States, until there are enough; in an order of no meaning.
    Draw draw(7);
    std::vector<const registry::Party*> rest;
    for (const auto& party : words.parties())
        if (std::find(chosen.begin(), chosen.end(), &party) == chosen.end()) rest.push_back(&party);
    const auto weight = [](const registry::Party& party) {
        return party.kind == "state" ? 0 : party.kind == "territory" ? 2 : 1;
    };
    std::stable_sort(rest.begin(), rest.end(),
                     [&](const auto* a, const auto* b) { return weight(*a) < weight(*b); });
    rest.resize(std::min(rest.size(), parties_wanted - chosen.size()));
    for (std::size_t i = rest.size(); i > 1; --i) std::swap(rest[i - 1], rest[draw.below(i)]);
    chosen.insert(chosen.end(), rest.begin(), rest.end());
    return chosen;
}

std::vector<Made> make_world(const Wanted& wanted, std::size_t import_days) {
    return World(wanted, import_days).make();
}

}  // namespace bench
