// An issue of the Belgian gazette with its title page: the list of contents, and the acts too where they
// follow it. The list names every act of the day with its date, title and page, and no number: an act is
// named by issue, page and its own day, "BS 2025-08-05/64435/2024-12-25", and the act itself says that this
// is another name of its number. (Two acts may begin on one page; two of one day hardly ever do, and then
// neither is named so.)
#pragma once
#include "importers/gazette/issue_part.hpp"
#include "importers/importer.hpp"

namespace importers::gazette {

registry::Truth recognises_contents(const Source&);
registry::Batch read_contents(const Source&);

// "BS 2025-08-05/64435/2024-12-25"; the `part`th of several instruments "…#2", 0: the only one.
registry::Alias by_page(registry::Day issue, int page, registry::Day act, std::size_t part = 0);

// The acts of assent that a list names, each with the items that are its versions.
struct Listed {
    std::vector<Heading> headings;
    std::vector<std::string> entities;
    std::vector<Named> instruments;
    std::string bodies;
    registry::Day day{};
    int page = 0;  // the first of its versions
    std::string place;
};
std::vector<Listed> acts_of_assent(const std::vector<Item>&, std::vector<registry::Remark>&);

}  // namespace importers::gazette
