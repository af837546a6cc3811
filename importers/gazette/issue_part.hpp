// What a file holds of an issue of the Belgian official gazette: which day and number, which pages, whether
// all of them. So that a record of what was read counts issues and not files.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "importers/gazette/issue.hpp"
#include "importers/importer.hpp"

namespace importers::gazette {

struct IssuePart {
    std::optional<registry::Day> day;  // none: no issue's head stands in the file
    int edition = 0;                   // "Ed. 2" in the running head; 0: not printed
    int number = 0;                    // "N. 175" on the title page; 0: the title page is not here
    int pages = 0;                     // of the whole issue, as the title page says; 0: it does not
    std::vector<int> seen;             // numbers of its pages that are here, ascending
    int leaves = 0;                    // pages that hold words, with and without a number
    bool contents = false;             // the list of contents stands here from its first page to its last
    bool whole = false;                // every page of the issue stands here
    int listed = 0;                    // items in its list of contents
};

// Looks at the text of a text file or PDF; anything else has no day.
IssuePart issue_part(const Source&);

// "N. 175", "MARDI 5 AOUT 2025", "100 pages/bladzijden": the title page of an issue. None where the text does
// not begin with one.
struct TitlePage {
    int number = 0, pages = 0;
    std::optional<registry::Day> day;
};
std::optional<TitlePage> title_page(std::string_view text);
// Does a text begin with a title page and its list of contents? Looks at the beginning only.
bool begins_with_title_page(std::string_view text);

// One item of the list of contents, in one language.
struct Item {
    std::string language;  // by its mark: "p." fr, "bl." nl, "S." de
    std::string bodies;    // the headings it stands under, as printed, the nearest last, parted by " / "
    std::string words;  // "25 DECEMBRE 2024. — Loi portant assentiment …, fait à New York le 19 juin 2023"
    int page = 0, line = 0;
};
struct Contents {
    std::vector<Item> items;
    bool whole = false;  // from the title page to the page before the first one it names, and not cut off
};
Contents contents_of(const Issue&);

}  // namespace importers::gazette
