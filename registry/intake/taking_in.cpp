#include "registry/intake/taking_in.hpp"

#include <algorithm>
#include <stdexcept>

#include "registry/intake/likely_same.hpp"
#include "registry/store/instruments.hpp"
#include "registry/store/records.hpp"
#include "registry/store/sittings.hpp"
#include "registry/store/subscriptions.hpp"

namespace registry::intake {
namespace {

bool is_nameless(const Alias& alias) { return alias.scheme.empty() || alias.value.empty(); }

// Takes out of a list what `loss` gives a reason against.
template <class Row, class Loss>
void drop(std::vector<Row>& rows, std::vector<Remark>& remarks, Loss loss) {
    std::erase_if(rows, [&](const Row& row) {
        const std::optional<Remark> why = loss(row);
        if (why) remarks.push_back(*why);
        return why.has_value();
    });
}

std::optional<Remark> nameless(const Alias& alias, const std::string& place) {
    if (!is_nameless(alias)) return std::nullopt;
    return Remark{Remark::Weight::loss, "nameless-instrument", "of no named instrument: it could not be kept",
                  place};
}

}  // namespace

void join(store::Writer& writer, const std::string& from, const std::string& to, Touched& touched) {
    std::set<std::string> parties;
    for (auto& event : store::stored_events(writer, from)) {
        const store::Track old{from, event.party}, now{to, event.party};
        parties.insert(event.party);
        event.instrument = to;
        touched.former_events[now].push_back(std::move(event));
    }
    for (const auto& party : store::track_parties(writer, from)) parties.insert(party);
    for (const auto& party : store::finding_parties(writer, from)) parties.insert(party);
    for (const auto& party : parties) {
        for (auto& each : store::stored_findings(writer, {from, party}))
            touched.former_findings[{to, party}].push_back(std::move(each));
        if (const auto road = store::stored_track(writer, {from, party}); road && road->status)
            touched.former_status[{to, party}] = *road->status;
        store::drop_track(writer, {from, party});
    }
    for (const auto& party : parties) store::replace_events(writer, {from, party}, {});
    store::join_instruments(writer, from, to);
    store::rename_in_subscriptions(writer, Watched::instrument, from, to);
    for (const auto& party : store::parties_on(writer, to, {})) parties.insert(party);
    for (const auto& party : parties) touched.tracks.insert({to, party});
    touched.instruments.insert(to);
    touched.recorded.insert({from, to});
}

TakingIn::TakingIn(store::Writer& writer, const Incoming& incoming, const Now& now)
    : writer_(writer),
      incoming_(incoming),
      batch_(incoming.batch),
      run_(store::begin_run(writer, "file", incoming.file, incoming.importer, now)),
      names_(writer),
      standing_(writer) {}

Report TakingIn::run(const std::string& sha256, const std::optional<store::StoredDocument>& stored) {
    drop_what_nobody_can_use();
    name_instruments();
    keep_documents(sha256, stored);
    keep_statements();
    keep_descriptions();
    keep_other_records();
    settle_lives();
    finish();
    return std::move(report_);
}

void TakingIn::remark(Remark::Weight weight, std::string kind, std::string what, std::string where) {
    batch_.remarks.push_back({weight, std::move(kind), std::move(what), std::move(where)});
}

void TakingIn::drop_what_nobody_can_use() {
    const auto& words = Vocabulary::built_in();
    auto& remarks = batch_.remarks;
    drop(batch_.statements, remarks, [&](const Statement& each) -> std::optional<Remark> {
        if (!words.milestone(each.milestone))
            return Remark{
                Remark::Weight::loss, "unknown-milestone",
                "no milestone is declared as \"" + each.milestone + "\": the statement could not be kept",
                each.place};
        return nameless(each.instrument, each.place);
    });
    drop(batch_.looks, remarks, [&](const Look& each) -> std::optional<Remark> {
        if (!words.milestone(each.milestone))
            return Remark{
                Remark::Weight::loss, "unknown-milestone",
                "no milestone is declared as \"" + each.milestone + "\": the look could not be kept",
                each.place};
        return each.instrument ? nameless(*each.instrument, each.place) : std::nullopt;
    });
    drop(batch_.descriptions, remarks,
         [](const Description& each) { return nameless(each.instrument, each.place); });
    drop(batch_.passages, remarks, [](const Passage& each) { return nameless(each.instrument, each.place); });
    drop(batch_.clauses, remarks, [](const Clause& each) { return nameless(each.instrument, each.place); });
    for (auto& document : batch_.documents)
        drop(document.covers, remarks, [](const Alias& each) { return nameless(each, ""); });
    drop(batch_.links, remarks, [](const Link& each) {
        return is_nameless(each.one) ? nameless(each.one, each.place) : nameless(each.other, each.place);
    });
    drop(batch_.not_same, remarks, [](const NotSame& each) {
        return is_nameless(each.one) ? nameless(each.one, each.place) : nameless(each.other, each.place);
    });
    drop(batch_.relations, remarks, [](const Relation& each) {
        return is_nameless(each.from) ? nameless(each.from, each.place) : nameless(each.to, each.place);
    });
    std::set<std::string> unknown;
    for (const auto& each : batch_.documents)
        if (!words.source(each.source) && unknown.insert(each.source).second)
            remark(Remark::Weight::doubt, "unknown-source",
                   "no source is declared as \"" + each.source + "\"", incoming_.file);
}

void TakingIn::name_instruments() {
    LikelySame likely(writer_, run_, batch_);
    likely.compare(batch_.remarks);
    auto links = batch_.links;
    links.insert(links.end(), likely.links().begin(), likely.links().end());
    auto names = names_in(batch_);
    for (const auto& each : likely.links()) names.insert(names.end(), {each.one, each.other});
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    identity_ = identify(writer_, names, links);
    std::set<std::string> made;
    for (const auto& each : identity_.fresh) made.insert(each.instrument);
    for (const auto& each : identity_.joined) made.insert(each.to);
    for (const auto& id : made) store::add_instrument(writer_, id);
    for (const auto& [from, to] : identity_.joined) join(writer_, from, to, touched_);
    for (const auto& each : identity_.fresh) {
        store::add_alias(writer_, each.alias, each.minted, each.instrument);
        touched_.recorded.insert(each.instrument);
    }
    for (const auto& [alias, id] : identity_.instrument) touched_.instruments.insert(id);
    for (const auto& id : made) drop_unlinked(writer_, id);
    for (auto& each : unlinked_acts(writer_, batch_)) batch_.remarks.push_back(std::move(each));
    for (const auto& each : batch_.not_same) {
        const auto one = store::instrument_by_minted(writer_, mint_id({each.one}));
        if (one && one == store::instrument_by_minted(writer_, mint_id({each.other})))
            remark(Remark::Weight::doubt, "told-apart-but-joined",
                   text(each.one) + " and " + text(each.other) +
                       " are told apart here and were joined before: a registry made anew from an export of "
                       "this one "
                       "keeps them apart, unless somebody's link joins them",
                   each.place);
    }
}

// Keeping a document that states an instrument completely may end what an older one said, and new particulars
// of a known file may bring it back: the places whose standing differs before and after.
void TakingIn::keep_documents(const std::string& sha256, const std::optional<store::StoredDocument>& stored) {
    std::set<std::pair<std::string, Alias>> watched;
    for (const auto& each : batch_.documents)
        for (const auto& alias : each.covers) watched.insert({each.source, alias});
    if (stored) {
        auto covers = store::covered_by(writer_, stored->id);
        covers.insert(covers.end(), batch_.documents[0].covers.begin(), batch_.documents[0].covers.end());
        for (const auto& alias : covers)
            for (const auto& each : {batch_.documents[0].source, stored->about.source})
                watched.insert({each, alias});
    }
    store::Standing before(writer_);
    for (const auto& [from, alias] : watched) before.newest(from, alias);

    const auto& file = batch_.documents.at(0);
    if (stored) {
        read_again_ = true;
        read_before_ = store::descriptions_in(writer_, stored->id);
        store::give_particulars(writer_, stored->id, file);
        for (const auto id : store::unsay(writer_, stored->id)) candidate(id);
        documents_.push_back(stored->id);
    } else {
        documents_.push_back(store::add_file(writer_, run_, file, incoming_.file, sha256, incoming_.bytes));
    }
    for (std::size_t k = 1; k < batch_.documents.size(); ++k)
        documents_.push_back(store::cite(writer_, run_, batch_.documents[k], documents_[0]));
    for (std::size_t k = 0; k < batch_.documents.size(); ++k)
        for (const auto& alias : batch_.documents[k].covers)
            // A document cited before may be said to be complete only now: what it says may stand no longer.
            if (store::add_covers(writer_, documents_[k], alias) && k > 0)
                moved_.emplace_back(documents_[k], alias);
    if (std::any_of(batch_.documents.begin(), batch_.documents.end(),
                    [](const Document& each) { return each.sample; }))
        store::note_sample(writer_);

    for (const auto& [from, alias] : watched) {
        const auto& was = before.newest(from, alias);
        const auto& is = standing_.newest(from, alias);
        std::vector<std::int64_t> moved;
        std::set_symmetric_difference(was.begin(), was.end(), is.begin(), is.end(),
                                      std::back_inserter(moved));
        for (const auto each : moved)
            if (each != documents_[0] || stored) moved_.emplace_back(each, alias);
    }
}

TakingIn::Candidate& TakingIn::candidate(std::int64_t statement) {
    const auto [at, fresh] = candidate_at_.try_emplace(statement, candidates_.size());
    if (fresh) candidates_.push_back({statement, false, false, false, false, {}});
    return candidates_[at->second];
}

void TakingIn::keep_statements() {
    for (const auto& said : batch_.statements) {
        const auto& id = instrument(said.instrument);
        const auto party = names_.party(said.party, said.place);
        const auto entity = names_.entity(said.entity, said.place);
        const auto kept = store::keep_statement(
            writer_, run_, said, source(said.document), id, party, entity,
            {document(said.document), said.place, said.instrument, said.note, said.unconfirmed});
        auto& each = candidate(kept.id);
        if (!each.in_batch) each.in_batch = true, each.fresh = kept.fresh, each.was_live = kept.live;
        each.track = {id, party.id};
        each.counts = each.counts || standing_.counts(document(said.document), said.instrument);
    }
    for (const auto& [moved, alias] : moved_)
        for (const auto id : store::statements_in(writer_, moved, alias)) candidate(id);
}

void TakingIn::keep_descriptions() {
    const auto& words = Vocabulary::built_in();
    std::set<Place> places(moved_.begin(), moved_.end());
    for (const auto& said : batch_.descriptions) {
        const auto kept = store::keep_description(writer_, run_, said, source(said.document),
                                                  document(said.document), instrument(said.instrument),
                                                  standing_.counts(document(said.document), said.instrument));
        read_before_.erase(kept.id);
        if (kept.fresh) touched_.recorded.insert(instrument(said.instrument));
        if (!kept.fresh) places.insert({document(said.document), said.instrument});
        if (said.key == "kind" && !words.instrument_kind(said.value))
            remark(Remark::Weight::doubt, "unknown-kind",
                   "no kind of instrument is declared as \"" + said.value + "\"", said.place);
    }
    if (read_again_)
        for (const auto id : read_before_) store::drop_description(writer_, id);
    for (const auto& [place, alias] : places) {
        if (store::live_descriptions(writer_, run_, place, alias, standing_.counts(place, alias)))
            if (const auto id = store::instrument_by_minted(writer_, mint_id({alias}))) {
                touched_.instruments.insert(*id);
                touched_.recorded.insert(*id);
            }
    }
    // A file read again may be another voice's now, and so put its titles in another order.
    if (read_again_)
        for (const auto& [alias, id] : identity_.instrument) touched_.recorded.insert(id);
}

void TakingIn::keep_other_records() {
    for (const auto& said : batch_.passages)
        store::keep_passage(writer_, said, document(said.document), instrument(said.instrument),
                            names_.party(said.party, said.place), said.document != 0);
    for (const auto& said : batch_.looks) {
        const auto party = names_.party(said.party, said.place);
        const bool fresh = store::keep_look(writer_, run_, said, document(said.document),
                                            said.instrument ? instrument(*said.instrument) : std::string{},
                                            party, names_.entity(said.entity, said.place));
        if (fresh && !said.instrument) touch_all_tracks_of(party.id);
    }
    for (const auto& said : batch_.links) store::keep_link(writer_, said, document(said.document));
    for (const auto& said : batch_.not_same) store::keep_not_same(writer_, said, document(said.document));
    for (const auto& said : batch_.relations)
        store::keep_relation(writer_, said, document(said.document), instrument(said.from),
                             instrument(said.to));
    for (const auto& said : batch_.clauses)
        store::keep_clause(writer_, said, document(said.document), instrument(said.instrument));
    keep_calendars();
}

// The roads whose periods are counted in a calendar are judged again when it may have changed.
void TakingIn::keep_calendars() {
    std::set<std::string> changed;
    for (const auto& said : batch_.sittings)
        if (store::keep_sittings(writer_, said, document(said.document))) changed.insert(said.calendar.id);
    for (const auto& procedure : built_in_procedures())
        for (const auto& step : procedure.steps)
            if (step.clock && changed.contains(step.clock->calendar))
                for (const auto& track : store::tracks_under(writer_, procedure.id))
                    touched_.instruments.insert(track.instrument);
}

// A look for any instrument may establish an absence on every road.
void TakingIn::touch_all_tracks_of(const std::string& party) {
    if (party.empty())
        for (const auto& track : store::stored_tracks(writer_))
            touched_.instruments.insert(track.track.instrument);
    else
        for (const auto& track : store::tracks_of_party(writer_, party))
            touched_.instruments.insert(track.instrument);
}

void TakingIn::settle_lives() {
    for (const auto& each : candidates_) settle_life(each);
}

void TakingIn::settle_life(const Candidate& each) {
    bool live = each.counts, was = each.was_live;
    auto track = each.track;
    if (!each.in_batch || (!live && !each.fresh)) {
        const auto stored = store::standpoint_of(writer_, each.id, standing_);
        live = stored.counts, was = stored.live, track = stored.track;
    }
    if (live && !was) store::begin_life(writer_, run_, each.id);
    if (!live && was) store::end_life(writer_, run_, each.id);
    if (live != was) ++(live ? report_.said : report_.withdrawn);
    if (live == was && each.in_batch) ++(live ? report_.repeated : report_.superseded);
    if (live != was || each.in_batch) touched_.tracks.insert(track);
}

void TakingIn::finish() {
    for (const auto& doubt : names_.doubts()) batch_.remarks.push_back(doubt);
    for (const auto& each : batch_.remarks) store::add_remark(writer_, run_, documents_[0], each);
    report_.remarks = batch_.remarks;
    settle_touched(writer_, run_, touched_, report_);
    for (const auto& id : touched_.instruments)
        if (store::refresh_instrument(writer_, id)) touched_.recorded.insert(id);
    judge_touched(writer_, run_, touched_, report_);
    for (const auto& id : touched_.recorded) store::touch(writer_, id, run_.now.today);
    for (const auto& each : report_.remarks)
        ++(each.weight == Remark::Weight::note    ? report_.notes
           : each.weight == Remark::Weight::doubt ? report_.doubts
                                                  : report_.losses);
    store::end_run(writer_, run_, documents_[0],
                   {report_.said, report_.repeated, report_.withdrawn, report_.superseded, report_.notes,
                    report_.doubts, report_.losses});
}

}  // namespace registry::intake
