#include "registry/store/imports.hpp"

#include <algorithm>
#include <tuple>

namespace registry::store {
namespace {

auto order(const Remark& each) { return std::tie(each.weight, each.kind, each.what, each.where); }

Remark remark_in(const Query& row) {
    const auto weight = named<Remark::Weight>(row.view(0));
    return {weight.value_or(Remark::Weight::doubt), row.text(1), row.text(2), row.text(3)};
}

}  // namespace

Run begin_run(Writer& writer, std::string_view kind, std::string_view file, std::string_view importer,
              const Now& now) {
    Query(writer,
          "INSERT INTO import (kind, recorded_at, recorded_day, file, importer) VALUES (?, ?, ?, ?, ?)")
        .run(kind, now.instant, now.today, file, importer);
    return {writer.last_id(), now};
}

void end_run(Writer& writer, const Run& run, std::optional<std::int64_t> document, const RunCounts& counts) {
    Query(writer,
          "UPDATE import SET document = ?, said = ?, repeated = ?, withdrawn = ?, superseded = ?, notes = ?, "
          "doubts = ?, "
          "losses = ? WHERE id = ?")
        .run(document, counts.said, counts.repeated, counts.withdrawn, counts.superseded, counts.notes,
             counts.doubts, counts.losses, run.id);
}

void add_remark(Writer& writer, const Run& run, std::int64_t document, const Remark& remark) {
    Query(writer,
          "INSERT INTO remark (import, document, weight, kind, what, place) VALUES (?, ?, ?, ?, ?, ?)")
        .run(run.id, document, name_of(remark.weight), remark.kind, remark.what, remark.where);
}

std::vector<Remark> remarks_of(Reader& reader, std::int64_t document) {
    std::vector<Remark> found;
    Query rows(reader, "SELECT weight, kind, what, place FROM remark WHERE document = ? ORDER BY id");
    for (rows.bind(document); rows.step();) found.push_back(remark_in(rows));
    return found;
}

void drop_remarks(Writer& writer, std::string_view kind, std::string_view what) {
    Query(writer, "DELETE FROM remark WHERE kind = ? AND what = ?").run(kind, what);
}

std::vector<Remark> track_remarks(Reader& reader, std::string_view instrument, std::string_view party) {
    std::vector<Remark> found;
    Query rows(reader, "SELECT weight, kind, what, place FROM remark WHERE instrument = ? AND party = ?");
    for (rows.bind(instrument, party); rows.step();) found.push_back(remark_in(rows));
    std::sort(found.begin(), found.end(),
              [](const Remark& a, const Remark& b) { return order(a) < order(b); });
    return found;
}

std::vector<Remark> replace_remarks(Writer& writer, const Run& run, std::string_view instrument,
                                    std::string_view party, const std::vector<Remark>& remarks) {
    const auto before = track_remarks(writer, instrument, party);
    std::vector<Remark> fresh;
    for (const auto& each : remarks) {
        if (std::find(before.begin(), before.end(), each) != before.end()) continue;
        fresh.push_back(each);
        Query(writer,
              "INSERT INTO remark (import, instrument, party, weight, kind, what, place) VALUES (?, ?, ?, ?, "
              "?, ?, ?)")
            .run(run.id, instrument, party, name_of(each.weight), each.kind, each.what, each.where);
    }
    for (const auto& each : before)
        if (std::find(remarks.begin(), remarks.end(), each) == remarks.end())
            Query(writer,
                  "DELETE FROM remark WHERE instrument = ? AND party = ? AND weight = ? AND kind = ? AND "
                  "what = ? AND "
                  "place = ?")
                .run(instrument, party, name_of(each.weight), each.kind, each.what, each.where);
    return fresh;
}

std::vector<SettledName> settled_names(Reader& reader) {
    std::vector<SettledName> found;
    Query rows(reader, "SELECT kind, folded, id FROM settled_name");
    for (rows.bind(); rows.step();) found.push_back({rows.text(0), rows.text(1), rows.text(2)});
    return found;
}

void settle_name(Writer& writer, const Run& run, const SettledName& name, std::string_view text) {
    Query(writer, "INSERT INTO settled_name (kind, folded, text, id, import) VALUES (?, ?, ?, ?, ?)")
        .run(name.kind, name.folded, text, name.id, run.id);
}

}  // namespace registry::store
