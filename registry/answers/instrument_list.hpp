// Lists of instruments as asked: the table of rows behind a list on the days asked, and the list over it.
#pragma once
#include <memory>
#include <optional>

#include "registry/answers/answers.hpp"
#include "registry/catalogue/list.hpp"

namespace registry {

// Rows as asked. Today's table where nothing but a day is asked: what happened by a day is in its days. With
// `known` the rows of which nothing was recorded later are right as they are and the others are settled anew;
// likewise rows on which something may have turned by time alone since it was last judged.
struct TableAsAsked {
    std::shared_ptr<const Table> table;
    // Too many would have to be settled anew (with `published` always: any statement may stand in a document
    // of another day). `table` is today's, and only lines that are shown may be settled: by names alone can
    // be filtered and sorted.
    bool names_only = false;
    bool nothing_known = false;  // `known` lies before the first import
};
inline constexpr std::size_t most_settled_anew = 2000;  // rows; some seconds of work
TableAsAsked table_as_asked(store::Reader&, Catalogue&, const Asked&);

// The row as asked, with listed findings on that day only. None: nothing was held of it.
std::optional<CatalogueRow> settled_row(store::Reader&, const CatalogueRow& today, const Asked&);

struct InstrumentsAnswer {
    catalogue::List list;
    std::shared_ptr<const Table> table;                        // lines point into it …
    std::vector<std::shared_ptr<const CatalogueRow>> settled;  // … or here
    bool nothing_known = false;
    bool more_than_found = false;  // by words: only the nearest were looked at
    // A filter or sort that cannot be answered for these days: the parameter; and where the list was to go on
    // after a row that is there no more. Nothing else is set.
    std::string_view cannot, gone;
};
// `list.question.hits` is filled here.
InstrumentsAnswer list_instruments(store::Reader&, Catalogue&, catalogue::Asked list, const Asked&);

}  // namespace registry
