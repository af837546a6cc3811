#include "importers/chamber/road.hpp"

#include <array>

#include "registry/base/text.hpp"

namespace importers::chamber {
namespace {

using registry::Day;
using registry::Remark;
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

// One sitting or committee meeting: what its calendar says.
struct Meeting {
    const Row* head = nullptr;
    const Row* calendar = nullptr;
    std::optional<Day> adopted, rejected, begun;
};

class Reading {
public:
    Reading(const Dossier& dossier, registry::Batch& batch, const std::string& file)
        : dossier_(dossier), batch_(batch), file_(file) {
        const auto named = registry::read_alias(dossier.number);
        alias_ = named.empty() ? registry::Alias{"CHAMBER", dossier.number} : named.front();
    }

    void all() {
        describe();
        tablings();
        meetings();
        adoption();
        law();
        words();
        if (dossier_.whole)
            batch_.covers.push_back(alias_);
        else
            remark(Weight::doubt, "damaged",
                   "the page is cut off: it does not end in </html>, so its silence says nothing",
                   "end of file");
    }

private:
    std::string place(const Row& row) const {
        return (row.as_written.empty() ? std::string{"status"} : row.as_written) +
               (row.line > 0 ? ", line " + std::to_string(row.line) : "");
    }

    void remark(Weight weight, std::string kind, std::string what, const std::string& where) {
        batch_.remarks.push_back({weight, std::move(kind), std::move(what), file_ + ": " + where});
    }

    registry::Statement& say(std::string_view milestone, Day day, const Row& row, std::string note = {}) {
        registry::Statement statement;
        statement.instrument = alias_;
        statement.party = "be";
        statement.entity = "be-fed";
        statement.milestone = milestone;
        statement.when = registry::on(day);
        statement.note = std::move(note);
        statement.place = place(row);
        batch_.statements.push_back(std::move(statement));
        return batch_.statements.back();
    }

    void describe(std::string key, std::string value, const Row* row, std::string language = {}) {
        if (value.empty()) return;
        batch_.descriptions.push_back(
            {alias_, std::move(key), std::move(language), std::move(value), 0, row ? place(*row) : "title"});
    }

    // The row's day; a row that should hold one and does not is a doubt.
    std::optional<Day> day_in(const Row& row) {
        const auto day = leading_day(row.value);
        if (!day && !row.value.empty())
            remark(Weight::doubt, "date-unreadable", "\"" + row.value + "\" is no day; kept as words",
                   place(row));
        if (!day && !row.value.empty()) keep(row);
        return day;
    }

    const Row* first(Label label, bool inner) const {
        for (const auto& row : dossier_.rows)
            if (row.label == label && row.inner == inner) return &row;
        return nullptr;
    }

    void describe() {
        describe("title", dossier_.title, nullptr, dossier_.language);
        for (const auto& row : dossier_.rows) {
            if (row.label == Label::status && !row.inner)
                describe("status", row.value, &row, dossier_.language), status_ = row.value;
            if (row.label == Label::article)
                describe("procedure-article", row.value, &row), article_ = row.value.substr(0, 2);
            if (row.label == Label::document_type && !type_) read_type(row);
            if (row.label == Label::document_senate) link_to_senate(row);
        }
        if (dossier_.title.empty()) remark(Weight::doubt, "no-title", "the page has no title", "Story");
    }

    void read_type(const Row& row) {
        type_ = &row;
        for (const auto& type : types)
            if (row.value.starts_with(type.code)) {
                describe("kind", std::string{type.kind}, &row);
                ends_in_law_ = type.ends_in_law;
                return;
            }
        remark(Weight::note, "unknown-type",
               "document type \"" + row.value + "\" is not known; taken not to end in a law", place(row));
        ends_in_law_ = false;
        keep(row);
    }

    void link_to_senate(
        const Row& row) {  // "56S0070001 WETSONTWERP …": document 001 of Senate dossier 56S0070
        const auto word = row.value.substr(0, row.value.find(' '));
        if (word.size() >= 10 && word.find('S') != std::string::npos)
            batch_.links.push_back({alias_, {"SENATE", word.substr(0, word.size() - 3)}, 0, place(row)});
    }

    void tablings() {
        const auto* of_dossier = first(Label::tabled, false);
        std::optional<Day> chamber;
        if (of_dossier && (chamber = day_in(*of_dossier))) say("bill-tabled", *chamber, *of_dossier);
        for (const auto& row : dossier_.rows) {
            if (row.label != Label::tabled || !row.inner) continue;
            const auto day = day_in(row);
            if (!day) continue;
            const bool senate = dossier_.rows[row.block].label == Label::document_senate;
            if (senate) {
                say("bill-tabled", *day, row, "Senate").subject = "be-senate";
            } else if (!chamber) {
                say("bill-tabled", *day, row), chamber = day;
            } else if (!of_dossier || day != chamber) {
                // A second main document of one dossier: another tabling, at its own place.
                say("bill-tabled", *day, row, dossier_.rows[row.block].value.substr(0, 10));
            }
            if (!tabled_ || *day < *tabled_) tabled_ = day;
        }
        if (chamber && (!tabled_ || *chamber < *tabled_)) tabled_ = chamber;
        if (!tabled_)
            remark(Weight::doubt, "no-tabling", "the page gives no day of tabling", "Indieningsdatum");
    }

    static bool says(std::string_view line, std::string_view word) {
        return line.find(word) != std::string_view::npos;
    }

    void read_calendar(Meeting& meeting, const Row& row) {
        meeting.calendar = &row;
        for (const auto& line : row.lines) {
            const auto day = leading_day(line);
            const auto words = registry::fold(line.size() > 10 ? line.substr(10) : std::string{});
            if (!day) {
                remark(Weight::doubt, "calendar-unreadable",
                       "calendar line \"" + line + "\" has no day; kept as words", place(row));
                keep_words(line, row);
            } else if (says(words, "verwerping") || says(words, "verworpen") || says(words, "rejet")) {
                meeting.rejected = day;
            } else if (says(words, "aangenomen") || says(words, "adopte")) {
                meeting.adopted = day;
                if (words.find('(') != std::string::npos)
                    keep_words(line, row);  // "(see the remark in the full record)"
            } else if (says(words, "in bespreking") || says(words, "en discussion")) {
                if (!meeting.begun) meeting.begun = day;
            } else if (!says(words, "start vergadering") && !says(words, "debut reunion") &&
                       !says(words, "debut de la reunion")) {
                keep_words(line, row);
            }
        }
    }

    void meetings() {
        std::vector<Meeting> all;
        for (const auto& row : dossier_.rows) {
            if (row.label == Label::committee || row.label == Label::plenary_chamber ||
                row.label == Label::plenary_senate) {
                all.push_back({&row, nullptr, {}, {}, {}});
            } else if (row.label == Label::calendar && !all.empty()) {
                read_calendar(all.back(), row);
            } else if (row.label == Label::report) {
                report(row);
            }
        }
        for (const auto& meeting : all) {
            if (!meeting.calendar) continue;
            const auto& row = *meeting.calendar;
            if (meeting.head->label == Label::committee) {
                if (meeting.adopted)
                    say("committee", *meeting.adopted, row,
                        meeting.head->value.substr(0, meeting.head->value.find(" (")));
            } else if (meeting.begun) {
                auto& debated = say("debated", *meeting.begun, row);
                if (meeting.head->label == Label::plenary_senate) debated.subject = "be-senate";
            }
            if (meeting.rejected && meeting.head->label != Label::committee) rejected(meeting);
            if (meeting.adopted && meeting.head->label == Label::plenary_chamber)
                chamber_ = meeting;  // the last one counts
            if (meeting.adopted && meeting.head->label == Label::plenary_senate) senate_ = meeting;
        }
    }

    void report(const Row& row) {
        for (const auto& line : row.lines) {
            const auto at = line.find('/');
            const auto day = at == std::string::npos || at < 2
                                 ? std::nullopt
                                 : leading_day(std::string_view{line}.substr(at - 2));
            if (day)
                say("reported", *day, row, line.substr(0, line.find(' ')));
            else
                keep_words(line, row);
        }
    }

    void rejected(const Meeting& meeting) {
        // Amendments are rejected too; the dossier's own status says whether the bill was.
        if (says(registry::fold(status_), "verworpen") || says(registry::fold(status_), "rejete"))
            say("rejected", *meeting.rejected, *meeting.calendar);
        else
            keep_words("rejection on " + registry::iso(*meeting.rejected), *meeting.calendar);
    }

    // The plenary's vote: the meeting calendar beats the summary row (56-623 prints a vote a year too early).
    std::optional<std::pair<Day, const Row*>> vote(Label summary_label, const Meeting& meeting) {
        const auto* summary = first(summary_label, false);
        const auto summarised = summary ? day_in(*summary) : std::nullopt;
        if (meeting.adopted && summarised && *meeting.adopted != *summarised)
            remark(Weight::doubt, "date-conflict",
                   summary->as_written + " says " + registry::iso(*summarised) + ", the meeting's calendar " +
                       registry::iso(*meeting.adopted) + "; the calendar is followed",
                   place(*summary));
        if (meeting.adopted) return std::pair{*meeting.adopted, meeting.calendar};
        if (summarised) return std::pair{*summarised, summary};
        return std::nullopt;
    }

    void adoption() {
        const auto status = registry::fold(status_);
        const bool was_rejected = says(status, "verworpen") || says(status, "rejete");
        const auto chamber = vote(Label::vote_chamber, chamber_), senate = vote(Label::vote_senate, senate_);
        if (was_rejected && !chamber_.adopted) {
            if (chamber && batch_says_no("rejected")) say("rejected", chamber->first, *chamber->second);
            return;
        }
        if (senate) voted("voted", *senate).subject = "be-senate";
        if (!chamber) return;
        if (says(status, "hangend") || says(status, "pendant"))
            remark(Weight::doubt, "status-lags",
                   "the status says \"" + status_ + "\" while a vote of " + registry::iso(chamber->first) +
                       " is on the page",
                   place(*chamber->second));
        if (!ends_in_law_) {
            voted("voted", *chamber);
        } else if (article_ == "77" && (!senate || *senate_day(senate) > chamber->first)) {
            // Both houses must adopt (Const. art. 77): the later vote is the adoption.
            voted("voted", *chamber);
            if (senate) voted("adopted", *senate);
        } else {
            voted("adopted", *chamber);
        }
    }

    static std::optional<Day> senate_day(const std::optional<std::pair<Day, const Row*>>& senate) {
        return senate ? std::optional{senate->first} : std::nullopt;
    }

    bool batch_says_no(std::string_view milestone) const {
        for (const auto& each : batch_.statements)
            if (each.milestone == milestone) return false;
        return true;
    }

    registry::Statement& voted(std::string_view milestone, const std::pair<Day, const Row*>& vote) {
        auto& statement = say(milestone, vote.first, *vote.second);
        if (tabled_ && vote.first < *tabled_) {
            statement.unconfirmed = true;
            remark(Weight::doubt, "date-conflict",
                   "a vote on " + registry::iso(vote.first) + " before the tabling on " +
                       registry::iso(*tabled_) + "; kept as unconfirmed",
                   place(*vote.second));
        }
        const auto* law = first(Label::law_date, false);
        const auto dated = law ? leading_day(law->value) : std::nullopt;
        if (dated && vote.first > *dated) {
            statement.unconfirmed = true;
            remark(Weight::doubt, "date-conflict",
                   "a vote on " + registry::iso(vote.first) + " after the law of " + registry::iso(*dated) +
                       "; a dossier with several votes shows the last one; kept as unconfirmed",
                   place(*vote.second));
        }
        return statement;
    }

    void law() {
        const auto* number = first(Label::gazette_number, false);
        for (const auto& row : dossier_.rows) {
            if (row.label == Label::law_date) {
                // Sanction and promulgation: two acts of the King with one date (Const. art. 109).
                if (const auto day = day_in(row)) say("sanctioned", *day, row), say("promulgated", *day, row);
            } else if (row.label == Label::gazette_date) {
                if (const auto day = day_in(row))
                    say("published", *day, row, number ? "nr. " + number->value : "");
            } else if (row.label == Label::gazette_erratum) {
                for (const auto& line : row.lines) {
                    if (const auto day = leading_day(line))
                        say("rectified", *day, row, line.size() > 11 ? "nr. " + line.substr(11) : "");
                    else
                        keep_words(line, row);
                }
            }
        }
    }

    void keep_words(const std::string& text, const Row& row) {
        if (!text.empty())
            batch_.passages.push_back(
                {alias_, "", "dossier-row", dossier_.language, row.as_written + ": " + text, 0, place(row)});
    }
    void keep(const Row& row) { keep_words(row.value, row); }

    void words() {
        for (const auto& row : dossier_.rows) {
            if (row.label == Label::unknown)
                remark(Weight::doubt, "unknown-label",
                       "row \"" + row.as_written + "\" is not known; kept as words", place(row));
            const bool read = row.label == Label::tabled || row.label == Label::vote_chamber ||
                              row.label == Label::vote_senate || row.label == Label::law_date ||
                              row.label == Label::gazette_date || row.label == Label::gazette_erratum ||
                              row.label == Label::calendar || row.label == Label::report;
            if (!read) keep(row);
        }
    }

    const Dossier& dossier_;
    registry::Batch& batch_;
    const std::string& file_;
    registry::Alias alias_;
    std::string status_, article_;
    const Row* type_ = nullptr;
    bool ends_in_law_ = true;
    std::optional<Day> tabled_;
    Meeting chamber_, senate_;
};

}  // namespace

void read_road(const Dossier& dossier, registry::Batch& batch, const std::string& file) {
    Reading(dossier, batch, file).all();
}

}  // namespace importers::chamber
