#include "importers/chamber/meetings.hpp"

#include <vector>

#include "registry/base/text.hpp"

namespace importers::chamber {
namespace {

using Weight = registry::Remark::Weight;

class Meetings {
public:
    Meetings(Saying& to, const std::string& status) : to_(to), status_(status) {}

    Adopting all() {
        Adopting last;
        std::vector<Meeting> all;
        for (const auto& row : to_.dossier.rows) {
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
                    to_.say("committee", *meeting.adopted, row,
                            meeting.head->value.substr(0, meeting.head->value.find(" (")));
            } else if (meeting.begun) {
                auto& debated = to_.say("debated", *meeting.begun, row);
                if (meeting.head->label == Label::plenary_senate) debated.subject = "be-senate";
            }
            if (meeting.rejected && meeting.head->label != Label::committee) rejected(meeting);
            if (meeting.adopted && meeting.head->label == Label::plenary_chamber)
                last.chamber = meeting;  // the last one counts
            if (meeting.adopted && meeting.head->label == Label::plenary_senate) last.senate = meeting;
        }
        return last;
    }

private:
    void read_calendar(Meeting& meeting, const Row& row) {
        meeting.calendar = &row;
        for (const auto& line : row.lines) {
            const auto day = leading_day(line);
            const auto words = registry::fold(line.size() > 10 ? line.substr(10) : std::string{});
            if (!day) {
                to_.remark(Weight::doubt, "calendar-unreadable",
                           "calendar line \"" + line + "\" has no day; kept as words", place(row));
                to_.keep_words(line, row);
            } else if (says(words, "van verval ontheven") || says(words, "releve de caducite")) {
                to_.say("relieved-of-lapse", *day, row);
            } else if (says(words, "vervallen") || says(words, "caduc")) {
                to_.say("lapsed", *day, row);
            } else if (says(words, "verwerping") || says(words, "verworpen") || says(words, "rejet")) {
                meeting.rejected = day;
            } else if (says(words, "aangenomen") || says(words, "adopte")) {
                meeting.adopted = day;
                if (words.find('(') != std::string::npos)
                    to_.keep_words(line, row);  // "(see the remark in the full record)"
            } else if (says(words, "in bespreking") || says(words, "en discussion")) {
                if (!meeting.begun) meeting.begun = day;
            } else if (!says(words, "start vergadering") && !says(words, "debut reunion") &&
                       !says(words, "debut de la reunion")) {
                to_.keep_words(line, row);
            }
        }
    }

    void report(const Row& row) {
        for (const auto& line : row.lines) {
            const auto at = line.find('/');
            const auto day = at == std::string::npos || at < 2
                                 ? std::nullopt
                                 : leading_day(std::string_view{line}.substr(at - 2));
            if (day)
                to_.say("reported", *day, row, line.substr(0, line.find(' ')));
            else
                to_.keep_words(line, row);
        }
    }

    void rejected(const Meeting& meeting) {
        // Amendments are rejected too; the dossier's own status says whether the bill was.
        if (says(status_, "verworpen") || says(status_, "rejete"))
            to_.say("rejected", *meeting.rejected, *meeting.calendar);
        else
            to_.keep_words("rejection on " + registry::iso(*meeting.rejected), *meeting.calendar);
    }

    Saying& to_;
    const std::string& status_;  // folded
};

}  // namespace

Adopting read_meetings(Saying& to, const std::string& status) { return Meetings(to, status).all(); }

}  // namespace importers::chamber
