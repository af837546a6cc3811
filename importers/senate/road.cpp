#include "importers/senate/road.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "importers/reading/belgian_step.hpp"
#include "importers/reading/treaties.hpp"
#include "importers/senate/steps.hpp"
#include "registry/base/text.hpp"

namespace importers::senate {
namespace {

using registry::Alias;
using registry::Day;
using registry::fold;
using registry::Remark;
using Weight = Remark::Weight;
using Words = std::string_view;

// Letters that neither Dutch nor French has: Latin-1 bytes read with the table of another language.
constexpr std::array<Words, 12> strange{"\u017D", "\u017E", "\u0164", "\u0165", "\u010F", "\u010E",
                                        "\u010C", "\u010D", "\u0158", "\u0159", "\u0163", "\uFFFD"};

class Road {
public:
    Road(const Record& record, registry::Batch& batch, const std::string& file)
        : record_(record), batch_(batch), file_(file), alias_(record.names.front()) {}

    void all() {
        describe();
        find_last_house();
        for (const auto& step : record_.steps) read(step);
        for (const auto& cell : record_.unplaced) unknown(cell.text, cell.line);
        state();
        words();
        if (record_.whole)
            batch_.documents.at(0).covers.push_back(alias_);
        else
            remark(Weight::doubt, "damaged",
                   "the record is cut off before the state of the dossier; its silence says nothing",
                   "end of file");
        reading::spread_over_treaties(batch_, alias_, record_.title, record_.language);
    }

private:
    void remark(Weight weight, std::string kind, std::string what, const std::string& where) {
        batch_.remarks.push_back({weight, std::move(kind), std::move(what), file_ + ": " + where});
    }
    static std::string at(int line) { return "line " + std::to_string(line); }

    void keep(const std::string& kind, const std::string& text, int line) {
        batch_.passages.push_back({alias_, "", kind, record_.language, text, 0, at(line)});
    }

    void describe() {
        if (record_.title.empty())
            remark(Weight::doubt, "no-title", "the record has no title that could be read", "head");
        reading::describe_title(batch_, alias_, record_.title, record_.language, at(record_.title_line));
        const auto title = fold(record_.title);
        const bool resolution = title.find("resoluti") != std::string::npos && !title.starts_with("wets");
        if (!title.empty())
            batch_.descriptions.push_back(
                {alias_, "kind", "", resolution ? "resolution" : "bill", 0, at(record_.title_line)});
        for (const auto& name : record_.names)
            if (name != alias_) batch_.links.push_back({alias_, name, 0, "head"});
        if (!record_.procedure.empty())
            batch_.descriptions.push_back(
                {alias_, "procedure", record_.language, record_.procedure, 0, "chronology"});
    }

    // The part whose vote is the last before the bill goes to the King. None while it has not gone there,
    // unless only one house has a say.
    void find_last_house() {
        const auto procedure = fold(record_.procedure);
        bool gone = procedure.find("monocamera") != std::string::npos ||
                    procedure.find("unicamera") != std::string::npos;
        std::optional<std::size_t> vote;
        for (const auto& step : record_.steps) {
            const auto is = meaning(step.words);
            if (is == Means::taken && step.day) vote = step.section;
            if (is == Means::submitted || is == Means::sanctioned || is == Means::promulgated ||
                is == Means::published)
                gone = true;
            if (is == Means::rejected) vote.reset();
        }
        if (gone) last_ = vote;
    }

    House house_of(const Step& step) const {
        return step.section < record_.sections.size() ? record_.sections[step.section].house : House::unknown;
    }

    void say(std::string_view milestone, const Step& step, const std::string& subject = {}) {
        if (!said_.insert(std::string{milestone} + registry::iso(*step.day) + subject).second) return;
        auto statement =
            reading::belgian_step(alias_, "be-fed", milestone, registry::on(*step.day), at(step.line));
        statement.subject = subject;
        statement.note = step.words;
        for (const auto& each : step.more) statement.note += ", " + each;
        batch_.statements.push_back(std::move(statement));
    }

    void read(const Step& step) {
        const auto is = meaning(step.words);
        if (!step.day) {
            remark(Weight::doubt, "date-unreadable",
                   "\"" + step.date + "\" is no day; \"" + step.words + "\" kept as words", at(step.line));
            keep("dossier-step", step.date + " " + step.words, step.line);
        } else if (!is) {
            unknown(step.date + " " + step.words, step.line);
        } else {
            tell(*is, step);
        }
    }

    void tell(Means is, const Step& step) {
        const auto house = house_of(step);
        // A dossier of the Chamber is the rule elsewhere in the registry: only the Senate's acts name their
        // house.
        const std::string senate = house == House::senate ? "be-senate" : "";
        switch (is) {
            case Means::tabled:
                return say("bill-tabled", step, senate);
            case Means::debated:
                return say("debated", step, senate);
            case Means::committee:
                return say("committee", step, senate);
            case Means::reported:
                return say("reported", step, senate);
            case Means::taken:
                return taken(step, house);
            case Means::rejected:
                return say("rejected", step, senate);
            case Means::sanctioned:  // two acts of the King with one date (Const. art. 109)
                say("sanctioned", step);
                return say("promulgated", step);
            case Means::promulgated:
                return say("promulgated", step);
            case Means::published:
                return say("published", step);
            case Means::lapsed:
                return say("lapsed", step);
            case Means::relieved:
                return say("relieved-of-lapse", step);
            case Means::submitted:
            case Means::kept:
                return keep("dossier-step", words_of(step), step.line);
        }
    }

    static std::string words_of(const Step& step) {
        auto words = step.date + " " + step.words;
        for (const auto& each : step.more) words += ", " + each;
        return words;
    }

    void taken(const Step& step, House house) {
        if (last_ && *last_ == step.section) return say("adopted", step);
        if (house == House::unknown) {
            remark(Weight::doubt, "which-house",
                   "\"" + step.words + "\" stands under no house; kept as words", at(step.line));
            return keep("dossier-step", words_of(step), step.line);
        }
        say("passed", step, house == House::senate ? "be-senate" : "be-chamber");
    }

    void unknown(const std::string& text, int line) {
        remark(Weight::doubt, "unknown-step", "\"" + text + "\" is no step that is known; kept as words",
               at(line));
        keep("dossier-step", text, line);
    }

    void state() {
        if (record_.state.empty()) return;
        std::string all;
        for (const auto& cell : record_.state) all += (all.empty() ? "" : " | ") + cell.text;
        batch_.descriptions.push_back(
            {alias_, "status", record_.language, all, 0, "state, " + at(record_.state.front().line)});
        const auto folded = fold(all);
        const bool lapsed =
            folded.find("vervallen") != std::string::npos || folded.find("caduc") != std::string::npos;
        const bool dated = std::any_of(batch_.statements.begin(), batch_.statements.end(),
                                       [](const auto& each) { return each.milestone == "lapsed"; });
        if (lapsed && !dated)
            remark(Weight::doubt, "lapse-undated",
                   "the state \"" + all + "\" has no step with a day; kept as a description",
                   at(record_.state.front().line));
    }

    void words() {
        for (const auto& cell : record_.head) keep("dossier-row", cell.text, cell.line);
        for (const auto& cell : record_.documents) {
            keep("document", cell.text, cell.line);
            label(cell);
        }
        mojibake();
    }

    // "S. 1355/1 … overgezonden door de Senaat": a document of one house sent over by that house contradicts
    // itself.
    void label(const Cell& document) {
        const auto folded = fold(document.text);
        const bool by_senate = folded.find("door de senaat") != std::string::npos ||
                               folded.find("par le senat") != std::string::npos;
        const bool by_chamber = folded.find("door de kamer") != std::string::npos ||
                                folded.find("par la chambre") != std::string::npos;
        if ((folded.starts_with("s.") && by_senate) || (!folded.starts_with("s.") && by_chamber))
            remark(
                Weight::note, "label-doubtful",
                "\"" + document.text + "\" names its own house as the sender; nothing is concluded from it",
                at(document.line));
    }

    void mojibake() {
        const auto looks = [](const std::string& text) {
            return std::any_of(strange.begin(), strange.end(),
                               [&](Words letter) { return text.find(letter) != std::string::npos; });
        };
        std::string first;
        int line = 0, count = 0;
        const auto look = [&](const std::string& text, int at_line) {
            if (!looks(text)) return;
            if (count++ == 0) first = text, line = at_line;
        };
        look(record_.title, record_.title_line);
        for (const auto* cells : {&record_.head, &record_.documents, &record_.state})
            for (const auto& cell : *cells) look(cell.text, cell.line);
        for (const auto& step : record_.steps) look(step.words, step.line);
        if (count > 0)
            remark(Weight::note, "mojibake",
                   "letters of another alphabet table stand in \"" + first.substr(0, 200) + "\" and in " +
                       std::to_string(count - 1) + " more places; kept as they are",
                   at(line));
    }

    const Record& record_;
    registry::Batch& batch_;
    const std::string& file_;
    Alias alias_;
    std::optional<std::size_t> last_;
    std::set<std::string> said_;
};

}  // namespace

void read_road(const Record& record, registry::Batch& batch, const std::string& file) {
    Road(record, batch, file).all();
}

}  // namespace importers::senate
