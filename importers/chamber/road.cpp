#include "importers/chamber/road.hpp"

#include <array>

#include "importers/chamber/meetings.hpp"
#include "importers/chamber/saying.hpp"
#include "importers/reading/treaties.hpp"
#include "registry/base/text.hpp"

namespace importers::chamber {
namespace {

using registry::Day;
using Weight = registry::Remark::Weight;

struct Type {
    std::string_view code;  // "02 WETSONTWERP"
    std::string_view kind;
    bool ends_in_law;  // resolutions and rules of procedure are adopted and never get a date of law
};
constexpr std::array types{
    Type{"01", "bill", true},        Type{"02", "bill", true},        Type{"03", "bill", true},
    Type{"05", "bill", true},        Type{"08", "bill", true},        Type{"68", "bill", true},
    Type{"06", "resolution", false}, Type{"21", "resolution", false}, Type{"20", "resolution", false},
};

class Road {
public:
    explicit Road(Saying& to) : to_(to) {}

    void all() {
        describe_dossier();
        tablings();
        const auto adopting = read_meetings(to_, registry::fold(status_));
        adoption(adopting);
        law();
        lapse();
        words();
        if (to_.dossier.whole)
            to_.batch.documents.at(0).covers.push_back(to_.alias);
        else
            to_.remark(Weight::doubt, "damaged",
                       "the page is cut off: it does not end in </html>, so its silence says nothing",
                       "end of file");
        reading::spread_over_treaties(to_.batch, to_.alias, to_.dossier.title, to_.dossier.language);
    }

private:
    void describe_dossier() {
        reading::describe_title(to_.batch, to_.alias, to_.dossier.title, to_.dossier.language, "title");
        for (const auto& row : to_.dossier.rows) {
            if (row.label == Label::status && !row.inner)
                to_.describe("status", row.value, row, to_.dossier.language), status_ = row.value;
            if (row.label == Label::article)
                to_.describe("procedure-article", row.value, row), article_ = row.value.substr(0, 2);
            if (row.label == Label::document_type && !type_) read_type(row);
            if (row.label == Label::document_senate) link_to_senate(row);
        }
        if (to_.dossier.title.empty())
            to_.remark(Weight::doubt, "no-title", "the page has no title", "Story");
    }

    void read_type(const Row& row) {
        type_ = &row;
        for (const auto& type : types)
            if (row.value.starts_with(type.code)) {
                to_.describe("kind", std::string{type.kind}, row);
                ends_in_law_ = type.ends_in_law;
                return;
            }
        to_.remark(Weight::note, "unknown-type",
                   "document type \"" + row.value + "\" is not known; taken not to end in a law", place(row));
        ends_in_law_ = false;
        to_.keep(row);
    }

    // "56S0070001 WETSONTWERP …": document 001 of Senate dossier 56S0070.
    void link_to_senate(const Row& row) {
        const auto word = row.value.substr(0, row.value.find(' '));
        if (word.size() >= 10 && word.find('S') != std::string::npos)
            to_.batch.links.push_back(
                {to_.alias, {"SENATE", word.substr(0, word.size() - 3)}, 0, place(row)});
    }

    void tablings() {
        const auto* of_dossier = to_.first(Label::tabled, false);
        std::optional<Day> chamber;
        if (of_dossier && (chamber = to_.day_in(*of_dossier))) to_.say("bill-tabled", *chamber, *of_dossier);
        for (const auto& row : to_.dossier.rows) {
            if (row.label != Label::tabled || !row.inner) continue;
            const auto day = to_.day_in(row);
            if (!day) continue;
            const bool senate = to_.dossier.rows[row.block].label == Label::document_senate;
            if (senate) {
                to_.say("bill-tabled", *day, row, "Senate").subject = "be-senate";
            } else if (!chamber) {
                to_.say("bill-tabled", *day, row), chamber = day;
            } else if (!of_dossier || day != chamber) {
                // A second main document of one dossier: another tabling, at its own place.
                to_.say("bill-tabled", *day, row, to_.dossier.rows[row.block].value.substr(0, 10));
            }
            if (!tabled_ || *day < *tabled_) tabled_ = day;
        }
        if (chamber && (!tabled_ || *chamber < *tabled_)) tabled_ = chamber;
        if (!tabled_)
            to_.remark(Weight::doubt, "no-tabling", "the page gives no day of tabling", "Indieningsdatum");
    }

    // The plenary's vote: the meeting calendar beats the summary row (56-623 prints a vote a year too early).
    std::optional<std::pair<Day, const Row*>> vote(Label summary_label, const Meeting& meeting) {
        const auto* summary = to_.first(summary_label, false);
        const auto summarised = summary ? to_.day_in(*summary) : std::nullopt;
        if (meeting.adopted && summarised && *meeting.adopted != *summarised)
            to_.remark(Weight::doubt, "date-conflict",
                       summary->as_written + " says " + registry::iso(*summarised) +
                           ", the meeting's calendar " + registry::iso(*meeting.adopted) +
                           "; the calendar is followed",
                       place(*summary));
        if (meeting.adopted) return std::pair{*meeting.adopted, meeting.calendar};
        if (summarised) return std::pair{*summarised, summary};
        return std::nullopt;
    }

    void adoption(const Adopting& adopting) {
        const auto status = registry::fold(status_);
        const bool was_rejected = says(status, "verworpen") || says(status, "rejete");
        const auto chamber = vote(Label::vote_chamber, adopting.chamber),
                   senate = vote(Label::vote_senate, adopting.senate);
        if (was_rejected && !adopting.chamber.adopted) {
            if (chamber && !to_.has_said("rejected")) to_.say("rejected", chamber->first, *chamber->second);
            return;
        }
        // Both houses must adopt (Const. art. 77): the later vote is the adoption, the earlier one house's
        // passing.
        const bool senate_last =
            ends_in_law_ && article_ == "77" && senate && chamber && senate->first > chamber->first;
        if (senate && !senate_last) voted(ends_in_law_ ? "passed" : "voted", *senate).subject = "be-senate";
        if (!chamber) return;
        if (says(status, "hangend") || says(status, "pendant"))
            to_.remark(Weight::doubt, "status-lags",
                       "the status says \"" + status_ + "\" while a vote of " +
                           registry::iso(chamber->first) + " is on the page",
                       place(*chamber->second));
        if (!ends_in_law_) {
            voted("voted", *chamber);
        } else if (article_ == "77" && (!senate || senate_last)) {
            voted("passed", *chamber).subject = "be-chamber";
            if (senate) voted("adopted", *senate);
        } else {
            voted("adopted", *chamber);
        }
    }

    registry::Statement& voted(std::string_view milestone, const std::pair<Day, const Row*>& vote) {
        auto& statement = to_.say(milestone, vote.first, *vote.second);
        if (tabled_ && vote.first < *tabled_) {
            statement.unconfirmed = true;
            to_.remark(Weight::doubt, "date-conflict",
                       "a vote on " + registry::iso(vote.first) + " before the tabling on " +
                           registry::iso(*tabled_) + "; kept as unconfirmed",
                       place(*vote.second));
        }
        const auto* law = to_.first(Label::law_date, false);
        const auto dated = law ? leading_day(law->value) : std::nullopt;
        if (dated && vote.first > *dated) {
            statement.unconfirmed = true;
            to_.remark(Weight::doubt, "date-conflict",
                       "a vote on " + registry::iso(vote.first) + " after the law of " +
                           registry::iso(*dated) +
                           "; a dossier with several votes shows the last one; kept as unconfirmed",
                       place(*vote.second));
        }
        return statement;
    }

    void law() {
        const auto* number = to_.first(Label::gazette_number, false);
        for (const auto& row : to_.dossier.rows) {
            if (row.label == Label::law_date) {
                // Sanction and promulgation: two acts of the King with one date (Const. art. 109).
                if (const auto day = to_.day_in(row))
                    to_.say("sanctioned", *day, row), to_.say("promulgated", *day, row);
            } else if (row.label == Label::gazette_date) {
                if (const auto day = to_.day_in(row))
                    to_.say("published", *day, row, number ? "nr. " + number->value : "");
            } else if (row.label == Label::gazette_erratum) {
                for (const auto& line : row.lines) {
                    if (const auto day = leading_day(line))
                        to_.say("rectified", *day, row, line.size() > 11 ? "nr. " + line.substr(11) : "");
                    else
                        to_.keep_words(line, row);
                }
            }
        }
    }

    // The status says that the bill lapsed; the day is the calendar's, else the day its document ended.
    void lapse() {
        const auto status = registry::fold(status_);
        if ((!says(status, "vervallen") && !says(status, "caduc")) || to_.has_said("lapsed")) return;
        const auto* ended = to_.first(Label::ended, true);
        if (ended == nullptr) ended = to_.first(Label::ended, false);
        if (const auto day = ended ? leading_day(ended->value) : std::nullopt)
            to_.say("lapsed", *day, *ended, status_);
        else
            to_.remark(Weight::doubt, "lapse-undated",
                       "the status says \"" + status_ + "\" and no row gives the day; kept as a description",
                       "status");
    }

    void words() {
        for (const auto& row : to_.dossier.rows) {
            if (row.label == Label::unknown)
                to_.remark(Weight::doubt, "unknown-label",
                           "row \"" + row.as_written + "\" is not known; kept as words", place(row));
            const bool read = row.label == Label::tabled || row.label == Label::vote_chamber ||
                              row.label == Label::vote_senate || row.label == Label::law_date ||
                              row.label == Label::gazette_date || row.label == Label::gazette_erratum ||
                              row.label == Label::calendar || row.label == Label::report;
            if (!read) to_.keep(row);
        }
    }

    Saying& to_;
    std::string status_, article_;
    const Row* type_ = nullptr;
    bool ends_in_law_ = true;
    std::optional<Day> tabled_;
};

}  // namespace

void read_road(const Dossier& dossier, registry::Batch& batch, const std::string& file) {
    const auto named = registry::read_alias(dossier.number);
    Saying to{dossier, batch, file,
              named.empty() ? registry::Alias{"CHAMBER", dossier.number} : named.front()};
    Road(to).all();
}

}  // namespace importers::chamber
