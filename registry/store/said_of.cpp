// What is said of a party's road in a view: the statements, with the newest place where each is said.
#include <algorithm>
#include <tuple>

#include "registry/store/columns.hpp"
#include "registry/store/track_facts.hpp"

namespace registry::store {
namespace {

constexpr std::string_view statements_of_track =
    "SELECT id, source, instrument, party, party_resolved, entity, milestone, form, date, lo, hi, act, "
    "subject, polarity, "
    "unconfirmed, live FROM statement WHERE instrument = ? AND party = ? "
    "ORDER BY source, entity, milestone, form, date, act, subject, polarity";

Said said_in(const Query& row) {
    Said said;
    said.id = row.integer(0);
    said.source = row.text(1), said.instrument = row.text(2), said.party = row.text(3);
    said.party_resolved = row.flag(4);
    said.entity = row.text(5), said.milestone = row.text(6), said.form = row.text(7);
    said.when = when_in(row, 8);
    said.act = row.text(11), said.subject = row.text(12);
    said.polarity = named<Polarity>(row.view(13)).value_or(Polarity::happened);
    said.unconfirmed = row.flag(14);
    return said;
}

// Was it a current statement at the end of the day?
bool current_on(Reader& reader, std::int64_t statement, Day day) {
    Query row(
        reader,
        "SELECT 1 FROM span WHERE statement = ?1 AND said_day <= ?2 AND (gone_day IS NULL OR gone_day > ?2)");
    return row.bind(statement, day).step();
}

// Fills in the newest admitted place where it is said. False where the view admits none that counts.
bool place(Reader& reader, Said& said, Standing& standing, const View& view) {
    using Age = std::tuple<Day, std::string, std::string>;  // as_of, then whatever is not a number of ours
    std::optional<Age> newest;
    bool counts = false, confirmed = false;
    Query rows(reader,
               "SELECT a.document, a.place, a.scheme, a.value, a.note, a.unconfirmed, d.title, d.file, "
               "i.recorded_day FROM appearance a JOIN document d ON d.id = a.document JOIN import i ON i.id "
               "= a.import "
               "WHERE a.statement = ?");
    for (rows.bind(said.id); rows.step();) {
        const auto document = rows.integer(0);
        if (!standing.admitted(document) || (view.known && rows.day(8) > *view.known)) continue;
        if (view.published) counts = counts || standing.counts(document, {rows.text(2), rows.text(3)});
        confirmed = confirmed || !rows.flag(5);
        const auto& about = standing.particulars(document);
        const Age age{about.as_of ? about.as_of->hi : earliest_day, about.key, rows.text(1)};
        if (newest && age <= *newest) continue;
        newest = age;
        said.as_of = about.as_of;
        said.note = rows.text(4);
        const auto& name = rows.view(6).empty() ? rows.text(7) : rows.text(6);
        said.where = rows.view(1).empty() ? name : name + ", " + rows.text(1);
    }
    if (newest) said.unconfirmed = !confirmed;
    return view.published ? counts : true;
}

}  // namespace

std::vector<Said> said_of(Reader& reader, std::string_view instrument, std::string_view party,
                          const View& view) {
    Standing standing(reader, view);
    return said_of(reader, instrument, party, view, standing);
}

std::vector<Said> said_of(Reader& reader, std::string_view instrument, std::string_view party,
                          const View& view, Standing& standing) {
    std::vector<Said> found;
    Query rows(reader, statements_of_track);
    for (rows.bind(instrument, party); rows.step();) {
        if (view.is_current() && !rows.flag(15)) continue;
        auto said = said_in(rows);
        // What was public by a day is not what has been said last, but what counts among the documents of
        // then.
        if (view.known && !view.published && !current_on(reader, said.id, *view.known)) continue;
        if (place(reader, said, standing, view)) found.push_back(std::move(said));
    }
    return found;
}

std::vector<std::string> parties_on(Reader& reader, std::string_view instrument, const View& view) {
    std::vector<std::string> found;
    Query rows(reader,
               view.is_current()
                   ? "SELECT DISTINCT party FROM statement WHERE instrument = ? AND live = 1 ORDER BY party"
                   : "SELECT DISTINCT party FROM statement WHERE instrument = ? ORDER BY party");
    for (rows.bind(instrument); rows.step();) found.push_back(rows.text(0));
    Standing standing(reader, view);
    if (!view.is_current())
        std::erase_if(found, [&](const std::string& party) {
            return said_of(reader, instrument, party, view, standing).empty();
        });
    return found;
}

Settled settled(Reader& reader, std::string_view instrument, std::string_view party, const View& view) {
    return settle(said_of(reader, instrument, party, view), Vocabulary::built_in());
}

}  // namespace registry::store
