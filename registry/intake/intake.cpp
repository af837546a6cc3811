#include "registry/intake/intake.hpp"

#include <algorithm>
#include <stdexcept>

#include "registry/alerts/fan_out.hpp"
#include "registry/base/bytes.hpp"
#include "registry/base/text.hpp"
#include "registry/intake/taking_in.hpp"
#include "registry/store/instruments.hpp"
#include "registry/store/records.hpp"

namespace registry {
namespace {

using intake::Touched;

void count(Report& report) {
    report.notes = report.doubts = report.losses = 0;
    for (const auto& each : report.remarks)
        ++(each.weight == Remark::Weight::note    ? report.notes
           : each.weight == Remark::Weight::doubt ? report.doubts
                                                  : report.losses);
}

// Says again what it said the first time, so that nothing seems to have been cured by importing twice.
Report known(store::Reader& reader, const store::StoredDocument& document, const Batch& batch) {
    Report report;
    report.known_file = true;
    report.repeated = batch.statements.size();
    report.remarks = store::remarks_of(reader, document.id);
    count(report);
    return report;
}

std::string declared_id(std::string_view kind, std::string_view id) {
    const auto& words = Vocabulary::built_in();
    if (kind == "party" && words.party(id)) return std::string{id};
    if (kind == "entity" && words.entity(id)) return std::string{id};
    return {};
}

std::vector<std::string> waiting(store::Reader& reader, std::string_view kind, const std::string& folded) {
    std::vector<std::string> found;
    for (auto& each : store::unresolved_names(reader, kind))
        if (fold(each) == folded && declared_id(kind, each).empty()) found.push_back(std::move(each));
    return found;
}

// The events of a track whose name has been settled, in the new name, out of the way of those to come.
void take_over(store::Writer& writer, std::string_view kind, const std::string& said, const std::string& id,
               const store::Renamed& renamed, Touched& touched) {
    auto events = store::stored_events(writer, renamed.before.instrument, renamed.before.party);
    for (auto& event : events) {
        event.party = renamed.after.party;
        if (kind == "entity" && event.entity == said) event.entity = id;
    }
    auto& former = touched.former_events[renamed.after];
    former.insert(former.end(), events.begin(), events.end());
    store::replace_events(writer, renamed.before, {});
    touched.tracks.insert(renamed.after);
    touched.tracks.insert(renamed.before);  // of which nothing is left to settle
    if (renamed.before == renamed.after) return;
    store::rename_party(writer, renamed.before, renamed.after);
    store::rename_in_subscriptions(writer, Watched::party, renamed.before.party, renamed.after.party);
}

// What the run has logged goes to whoever asked, in the same transaction. What lists held before is seen by a
// snapshot of the last commit, which is opened only where lists are watched.
void tell(store::Database& database, store::Writer& writer, const Now& now) {
    if (!store::has_list_subscriptions(writer)) {
        alerts::fan_out(writer, nullptr, now);
        return;
    }
    auto before = database.read();
    alerts::fan_out(writer, &before, now);
}

Problem no_such_id(std::string_view kind, std::string_view id) {
    auto what = "no " + std::string{kind} + " is declared as \"" + std::string{id} + "\"";
    if (kind == "party") {
        const auto near = Vocabulary::built_in().near_parties(id);
        for (std::size_t k = 0; k < near.size(); ++k) what += (k == 0 ? "; near: " : ", ") + near[k];
    }
    return {what, {}};
}

}  // namespace

Report take_in(store::Database& database, const Incoming& incoming, const Now& now, bool dry_run) {
    if (incoming.batch.documents.empty())
        throw std::logic_error("a batch without its document: " + incoming.file);
    auto writer = database.write();
    const auto key = sha256(incoming.bytes);
    const auto stored = store::document_by_key(writer, key);
    if (stored && !store::says_more(incoming.batch.documents[0], stored->about))
        return known(writer, *stored, incoming.batch);
    intake::fill_statuses(writer, now.today);
    auto report = intake::TakingIn{writer, incoming, now}.run(key, stored);
    if (dry_run) return report;
    tell(database, writer, now);
    writer.commit();
    return report;
}

Result<Report> resolve_name(store::Database& database, std::string_view kind, std::string_view name,
                            std::string_view id, const Now& now) {
    if (kind != "party" && kind != "entity")
        return problem("a name is of a party or of an entity, not: " + std::string{kind});
    const auto meant = declared_id(kind, id);
    if (meant.empty()) return tl::unexpected(no_such_id(kind, id));
    auto writer = database.write();
    intake::fill_statuses(writer, now.today);
    const auto folded = fold(name);
    const auto spellings = waiting(writer, kind, folded);
    if (spellings.empty())
        return problem("no " + std::string{kind} + " waits under the name \"" + std::string{name} + "\"");

    const auto run = store::begin_run(writer, "resolve", name, "", now);
    store::settle_name(writer, run, {std::string{kind}, folded, meant}, name);
    Report report;
    Touched touched;
    for (const auto& said : spellings) {
        for (const auto& each : store::resolve_statements(writer, kind, said, meant))
            take_over(writer, kind, said, meant, each, touched);
        for (const auto& instrument : store::resolve_records(writer, kind, said, meant))
            if (!instrument.empty()) touched.instruments.insert(instrument);
        store::drop_remarks(writer, "unknown-" + std::string{kind},
                            intake::unknown_name(std::string{kind}, said, "").what);
    }
    intake::settle_touched(writer, run, touched, report);
    intake::judge_touched(writer, run, touched, report);
    for (const auto& each : touched.instruments) store::touch(writer, each, now.today);
    count(report);
    store::end_run(writer, run, std::nullopt, {0, 0, 0, 0, report.notes, report.doubts, report.losses});
    tell(database, writer, now);
    writer.commit();
    return report;
}

Report tick(store::Database& database, const Now& now) {
    Report report;
    auto writer = database.write();
    const bool filled = intake::fill_statuses(writer, now.today);
    auto due = store::tracks_due(writer, now.today);
    for (auto& each : store::tracks_judged_before(writer)) due.push_back(std::move(each));
    std::sort(due.begin(), due.end());
    due.erase(std::unique(due.begin(), due.end()), due.end());
    if (due.empty()) {
        if (filled) writer.commit();
        return report;
    }
    const auto run = store::begin_run(writer, "tick", "", "", now);
    bool changed = false;
    std::optional<store::InstrumentFacts> about;  // several of one instrument often come due together
    for (const auto& [instrument, party] : due) {
        if (!about || about->instrument != instrument) about = store::instrument_facts(writer, instrument, {});
        if (intake::judge_track(writer, run, *about, party, {}, report)) {
            store::touch(writer, instrument, now.today);
            changed = true;
        }
        report.touched.push_back(instrument + "/" + party);
    }
    if (!changed && !filled) return report;  // and nothing is written
    store::end_run(writer, run, std::nullopt, {});
    tell(database, writer, now);
    writer.commit();
    return report;
}

}  // namespace registry
