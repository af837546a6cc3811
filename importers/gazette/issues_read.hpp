// A run of gazette files counted as issues: which were read, which numbers are missing between them, what
// could not be read. Only a whole issue, or one whose list of contents was read from end to end, counts as
// read; a page or an act by itself says nothing of what else was printed that day.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "importers/gazette/issue_part.hpp"

namespace importers::gazette {

class IssuesRead {
public:
    // What was found in a file; `published` is the day its own page gives where it holds no issue's head.
    void add(const std::string& file, const IssuePart&, std::optional<registry::Day> published = {});
    void add_unreadable(const std::string& file, const std::string& why);
    void add_aside(const std::string& file, const std::string& why);  // neither an issue nor one unread

    struct Issue {
        registry::Day day{};
        int number = 0, edition = 0;  // 0: not printed in what was read
        bool whole = false;           // false: by its list of contents
        std::string name() const;     // "2025-08-05 (N. 175)"
    };
    struct File {
        std::string name, why;
    };
    // Issue numbers of one year from `first` to `last` that are not among those read.
    struct Gap {
        int year = 0, first = 0, last = 0;
        int count() const { return last - first + 1; }
    };
    // Days between two issues read where no numbers tell whether one appeared; counted by working days.
    struct DayGap {
        registry::Day from{}, to{};
        int working_days = 0;
    };
    struct Summary {
        std::vector<Issue> read;       // by day, number
        std::vector<File> unreadable;  // as given
        std::vector<File> extracts;  // why: of which issue, and that it is not counted; and what is no issue
        std::vector<Gap> missing;
        std::vector<DayGap> days_without;
        int missing_issues() const;
        // A file that cannot be read may be one of the missing issues: the larger of the two.
        int not_read() const;
        std::string in_words() const;  // "2 issues read, 2025-08-05 (N. 175) to …; not read: …", capped
        std::vector<registry::Remark> remarks() const;  // everything, uncapped
    };
    Summary summary() const;

private:
    struct Part {
        std::string file;
        IssuePart part;
    };
    std::vector<Part> parts_;
    std::vector<File> unreadable_, aside_;
};

}  // namespace importers::gazette
