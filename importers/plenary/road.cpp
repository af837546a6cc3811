#include "importers/plenary/road.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "importers/reading/belgian_step.hpp"
#include "importers/reading/treaties.hpp"

namespace importers::plenary {
namespace {

using registry::Alias;
using registry::Remark;
using Weight = Remark::Weight;

std::string_view milestone_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::to_the_king:
            return "adopted";
        case Outcome::to_the_senate:
            return "passed";
        case Outcome::rejected:
            return "rejected";
        default:
            return "voted";
    }
}

// "vote 2: 104 for, 0 against, 24 abstentions".
std::string figures(const Vote& vote) {
    std::string out = vote.number > 0 ? "vote " + std::to_string(vote.number) : "";
    if (!vote.yes || !vote.no || !vote.abstained) return out;
    out += (out.empty() ? "" : ": ") + std::to_string(*vote.yes) + " for, " + std::to_string(*vote.no) +
           " against, " + std::to_string(*vote.abstained) + " abstentions";
    return out;
}

class Road {
public:
    Road(const Meeting& meeting, registry::Batch& batch, const std::string& file)
        : meeting_(meeting), batch_(batch), file_(file) {}

    void all() {
        if (!sure()) return;
        for (const auto& item : meeting_.items) {
            collect(item);
            const auto dossiers = dossiers_of(item);
            if (item.debated > 0) debate(item, dossiers);
            for (const auto& vote : item.votes) decide(dossiers, vote);
        }
        remark(Weight::note, "plenary-read",
               std::to_string(spoken_of_.size()) + " dossiers, " + std::to_string(votes_) + " votes read",
               "report");
    }

private:
    void remark(Weight weight, std::string kind, std::string what, const std::string& where) {
        batch_.remarks.push_back({weight, std::move(kind), std::move(what), file_ + ": " + where});
    }

    // Without day and legislature nothing can be said of any dossier; what is lost is told one by one.
    bool sure() {
        if (!meeting_.day)
            remark(Weight::loss, "no-day", "the head of the report gives no day of meeting", "head");
        if (meeting_.days_differ)
            remark(Weight::loss, "days-differ", "the head gives several days of meeting; none is taken",
                   "head");
        if (meeting_.legislature.empty())
            remark(Weight::loss, "no-legislature",
                   "the report does not say clearly of which legislature it is, so its dossier numbers name "
                   "nothing",
                   "head");
        if (meeting_.day && !meeting_.days_differ && !meeting_.legislature.empty()) return true;
        for (const auto& item : meeting_.items)
            for (const auto& heading : item.headings)
                for (const auto& dossier : heading.dossiers)
                    remark(Weight::doubt, "not-attributed", "dossier " + dossier + ": " + heading.title,
                           "line " + std::to_string(heading.line));
        return false;
    }

    Alias alias_of(const std::string& dossier) const {
        return {"CHAMBER", meeting_.legislature + "K" + std::string(4 - dossier.size(), '0') + dossier};
    }

    // One dossier's headings stand two or three times in a report: discussion, vote.
    void collect(const Item& item) {
        for (const auto& heading : item.headings)
            if (heading.dossiers.size() == 1) {
                auto& known = known_[heading.dossiers[0]];
                if (known.type == Type::other) known.type = heading.type;
                if (!heading.language.empty()) known.titles.try_emplace(heading.language, heading);
            }
    }

    static std::set<std::string> dossiers_of(const Item& item) {
        std::set<std::string> all;
        for (const auto& heading : item.headings)
            all.insert(heading.dossiers.begin(), heading.dossiers.end());
        return all;
    }

    // Titles and kind, said once, when the first statement about the dossier is made.
    void introduce(const std::string& dossier) {
        if (!spoken_of_.insert(dossier).second) return;
        const auto& known = known_[dossier];
        for (const auto& [language, heading] : known.titles) {
            const auto place = "line " + std::to_string(heading.line);
            const auto parts = reading::treaties_in(heading.title);
            parts_[dossier] = std::max(parts_[dossier], parts.size());
            describe(alias_of(dossier), parts, heading.title, language, place);
        }
        if (known.type != Type::other)
            for (const auto& alias : names_of(dossier))
                batch_.descriptions.push_back(
                    {alias, "kind", "", known.type == Type::bill ? "bill" : "resolution", 0, "heading"});
    }

    void describe(const Alias& alias, const std::vector<std::string>& parts, const std::string& title,
                  const std::string& language, const std::string& place) {
        if (parts.empty()) return reading::describe_title(batch_, alias, title, language, place);
        for (std::size_t i = 0; i < parts.size(); ++i)
            reading::describe_title(batch_, reading::part_of(alias, i + 1), parts[i], language, place);
    }

    // A bill that assents to several treaties serves each of them.
    std::vector<Alias> names_of(const std::string& dossier) {
        const auto alias = alias_of(dossier);
        const auto several = parts_[dossier];
        if (several == 0) return {alias};
        std::vector<Alias> all;
        for (std::size_t i = 1; i <= several; ++i) all.push_back(reading::part_of(alias, i));
        return all;
    }

    void say(const std::string& dossier, std::string_view milestone, const std::string& note,
             const std::string& place, bool unconfirmed = false) {
        introduce(dossier);
        for (const auto& alias : names_of(dossier)) {
            auto statement =
                reading::belgian_step(alias, "be-fed", milestone, registry::on(*meeting_.day), place);
            if (milestone == "passed") statement.subject = "be-chamber";
            statement.note = note;
            statement.unconfirmed = unconfirmed;
            batch_.statements.push_back(std::move(statement));
        }
    }

    void debate(const Item& item, const std::set<std::string>& dossiers) {
        for (const auto& dossier : dossiers)
            if (known_[dossier].type == Type::bill && debated_.insert(dossier).second)
                say(dossier, "debated", "", "item " + item.number + ", line " + std::to_string(item.debated));
    }

    static std::string place_of(const Vote& vote) {
        return (vote.number > 0 ? "vote " + std::to_string(vote.number) + ", " : "") + "line " +
               std::to_string(vote.line);
    }

    void decide(const std::set<std::string>& dossiers, const Vote& vote) {
        votes_ += vote.number > 0;
        check(vote, dossiers);
        if (vote.declared.empty()) return undeclared(dossiers, vote);
        std::map<std::string, std::vector<const Declared*>> by_dossier;
        for (const auto& declared : vote.declared)
            for (const auto& dossier : meant(declared, dossiers)) by_dossier[dossier].push_back(&declared);
        for (const auto& [dossier, all] : by_dossier) said_of(dossier, all, vote);
    }

    // The bracket names the dossier; without one the heading does, if it names one only.
    std::vector<std::string> meant(const Declared& declared, const std::set<std::string>& heading) {
        const auto where = "line " + std::to_string(declared.line);
        if (declared.dossiers.empty()) {
            if (heading.size() == 1) return {*heading.begin()};
            if (declared.outcome != Outcome::part && !heading.empty())
                remark(Weight::doubt, "which-dossier", "\"" + declared.words + "\" names no dossier", where);
            return {};
        }
        std::vector<std::string> found;
        for (const auto& dossier : declared.dossiers) {
            if (heading.contains(dossier)) {
                found.push_back(dossier);
                continue;
            }
            remark(Weight::doubt, "which-dossier",
                   "\"" + declared.words + "\" names dossier " + dossier +
                       ", the heading above does not; kept as words",
                   where);
            batch_.passages.push_back(
                {alias_of(dossier), "", "vote", declared.language, declared.words, 0, where});
        }
        return found;
    }

    void said_of(const std::string& dossier, const std::vector<const Declared*>& all, const Vote& vote) {
        const auto outcome = all.front()->outcome;
        bool unconfirmed = false;
        for (const auto* each : all)
            if (each->outcome != outcome) {
                unconfirmed = true;
                remark(Weight::doubt, "languages-differ",
                       "the result of vote " + std::to_string(vote.number) + " on dossier " + dossier +
                           " is not declared alike in both languages; kept as unconfirmed",
                       place_of(vote));
                break;
            }
        const bool taken = outcome != Outcome::part && outcome != Outcome::rejected;
        if (taken && vote.yes && vote.no && *vote.yes <= *vote.no) {
            unconfirmed = true;
            remark(Weight::doubt, "vote-and-result",
                   "declared adopted by " + figures(vote) + "; kept as unconfirmed", place_of(vote));
        }
        if (outcome == Outcome::adopted)
            remark(Weight::doubt, "way-unread",
                   "dossier " + dossier +
                       " is declared adopted, its further way (King, Senate) is not read; said as a "
                       "vote only",
                   place_of(vote));
        say(dossier, milestone_of(outcome), figures(vote), place_of(vote), unconfirmed);
        if (outcome == Outcome::part)
            for (const auto& alias : names_of(dossier))
                batch_.passages.push_back(
                    {alias, "", "vote", all.front()->language, all.front()->words, 0, place_of(vote)});
    }

    void undeclared(const std::set<std::string>& dossiers, const Vote& vote) {
        if (dossiers.empty()) return;  // urgency, the agenda: no bill's vote
        remark(Weight::doubt, "result-unread", "no declared result was found after this vote",
               place_of(vote));
        if (dossiers.size() == 1) say(*dossiers.begin(), "voted", figures(vote), place_of(vote));
    }

    void check(const Vote& vote, const std::set<std::string>& dossiers) {
        if (dossiers.empty()) return;
        const bool some = vote.yes || vote.no || vote.abstained || vote.total;
        const bool all = vote.yes && vote.no && vote.abstained && vote.total;
        if (vote.unread || (some && !all))
            remark(Weight::doubt, "figures-unread", "the table of this vote could not be read whole",
                   place_of(vote));
        else if (all && *vote.yes + *vote.no + *vote.abstained != *vote.total)
            remark(Weight::doubt, "total-differs",
                   figures(vote) + " make " + std::to_string(*vote.yes + *vote.no + *vote.abstained) +
                       ", the table says " + std::to_string(*vote.total),
                   place_of(vote));
    }

    struct Known {
        Type type = Type::other;
        std::map<std::string, Heading> titles;  // by language
    };

    const Meeting& meeting_;
    registry::Batch& batch_;
    const std::string& file_;
    std::map<std::string, Known> known_;
    std::map<std::string, std::size_t> parts_;
    std::set<std::string> spoken_of_, debated_;
    int votes_ = 0;
};

}  // namespace

void read_road(const Meeting& meeting, registry::Batch& batch, const std::string& file) {
    if (!meeting.whole)
        batch.remarks.push_back({Weight::doubt, "damaged", "the page is cut off: it does not end in </html>",
                                 file + ": end of file"});
    Road(meeting, batch, file).all();
}

}  // namespace importers::plenary
