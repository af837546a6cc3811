#include "server/program/search_run.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "registry/answers/as_asked.hpp"
#include "registry/exchange/exchange_xml.hpp"
#include "registry/model/vocabulary.hpp"

namespace server::program {
namespace {

using registry::Day;
using registry::Remark;

constexpr std::string_view milestone = "published";
constexpr std::array<std::string_view, 3> adopting{"adopted", "sanctioned", "promulgated"};

template <class List>
bool is_one_of(const List& list, std::string_view one) {
    return std::find(list.begin(), list.end(), one) != list.end();
}

std::string party_of_source() {
    const auto* declared = registry::Vocabulary::built_in().source(SearchRun::source);
    return declared ? declared->party : std::string{};
}

registry::Asked as_of(Day today) {
    registry::Asked asked;
    asked.on = asked.today = today;
    return asked;
}

bool is_of_gazette(std::string_view importer) { return importer.starts_with(SearchRun::source); }

// Whose publication is awaited now: what a finding waits for, what the procedure expects next, and every act
// that was adopted and of which no publication is recorded. "": of whatever entity.
std::set<std::string> awaited_of(const registry::TrackAnswer& track) {
    using registry::Potential;
    using registry::Recorded;
    std::set<std::string> entities, acted;
    for (const auto& finding : track.findings)
        if (is_one_of(finding.awaited, milestone)) entities.insert(finding.entity);
    for (const auto& state : track.walk.states)
        if (state.step && is_one_of(adopting, state.step->milestone) &&
            (state.recorded == Recorded::happened || state.recorded == Recorded::undated))
            acted.insert(state.entity);
    for (const auto& state : track.walk.states) {
        if (!state.step || state.step->milestone != milestone || state.recorded != Recorded::not_recorded)
            continue;
        const bool next = !state.passed_over &&
                          (state.potential == Potential::allowed || state.potential == Potential::caused);
        if (next || acted.contains(state.entity)) entities.insert(state.entity);
    }
    return entities;
}

bool was_found(const registry::TrackAnswer& track, Day from, Day to) {
    return std::any_of(track.facts.events.begin(), track.facts.events.end(), [&](const auto& event) {
        return event.milestone == milestone && event.when.lo >= from && event.when.lo <= to;
    });
}

// Somebody else speaks of the same instrument: what the gazette published has found its road.
bool is_joined(const registry::TrackAnswer& track) {
    for (const auto& event : track.events)
        for (const auto& evidence : event.evidence)
            if (evidence.source != SearchRun::source) return true;
    return false;
}

bool has_dossier(const registry::TrackAnswer& track) {
    const auto& aliases = track.instrument.aliases;
    return std::any_of(aliases.begin(), aliases.end(),
                       [](const registry::Alias& each) { return each.scheme == "CHAMBER"; });
}

}  // namespace

void SearchRun::add(const importers::Source& file, std::string_view importer, const registry::Batch& batch) {
    if (!is_of_gazette(importer)) {
        const auto why = file.no_pdf_text.empty()
                             ? importers::is_pdf(file) && batch.documents.at(0).text.empty()
                                   ? std::string{"it holds no text"}
                                   : "it is no issue of the gazette, but: " + std::string{importer}
                             : file.no_pdf_text;
        return add_unreadable(file.name, why);
    }
    const auto lost = std::find_if(batch.remarks.begin(), batch.remarks.end(), [](const Remark& remark) {
        return remark.weight == Remark::Weight::loss;
    });
    if (lost != batch.remarks.end()) {
        add_unreadable(file.name, lost->what);
    } else {
        const auto& published = batch.documents.at(0).published;
        if (importer == "be-gazette-html" && !published)
            return issues_.add_aside(file.name, "an answer of the gazette that holds no act");
        issues_.add(file.name, importers::gazette::issue_part(file),
                    published && published->is_day() ? std::optional{published->lo} : std::nullopt);
    }
    for (const auto& said : batch.statements)
        if (said.milestone == milestone) acts_.emplace(said.instrument, file.name);
}

void SearchRun::add_unreadable(const std::string& file, const std::string& why) {
    issues_.add_unreadable(file, why);
}

void SearchRun::find_acts_apart(registry::store::Reader& reader, Day today) {
    apart_.clear();
    for (const auto& [act, file] : acts_) {
        const auto id = registry::store::instrument_of_alias(reader, act);
        const auto track =
            id ? registry::track_answer(reader, *id, party_of_source(), as_of(today)) : std::nullopt;
        if (track && !is_joined(*track)) apart_.push_back({act, file, has_dossier(*track), false});
    }
}

void SearchRun::look_for(registry::store::Reader& reader, const std::string& instrument, Day today) {
    const auto track = registry::track_answer(reader, instrument, party_of_source(), as_of(today));
    if (!track) return;
    auto entities = awaited_of(*track);
    if (entities.empty()) return;
    registry::Look look;
    look.source = source;
    look.instrument = registry::Alias{"placet", instrument};
    look.party = track->party;
    look.milestone = milestone;
    look.from = summary_.read.front().day;
    look.to = summary_.read.back().day;
    look.read = static_cast<int>(summary_.read.size());
    look.unreadable = summary_.not_read();
    look.note = summary_.in_words();
    std::size_t apart = 0;
    for (auto& act : apart_)
        if (!act.has_dossier || !has_dossier(*track)) ++apart, act.in_doubt = true;
    if (apart)
        look.note += "; acts of assent read with them that no other source's road has joined yet: " +
                     std::to_string(apart);
    // Where none was found at all, none was found of any entity.
    if (!was_found(*track, *look.from, look.to)) entities = {""};
    for (const auto& entity : entities) {
        look.entity = entity;
        batch_.looks.push_back(look);
    }
}

void SearchRun::say_which_acts_stand_apart() {
    for (const auto& each : apart_)
        batch_.remarks.push_back({each.in_doubt ? Remark::Weight::doubt : Remark::Weight::note,
                                  "act-not-joined",
                                  registry::text(each.act) + " is on no other source's road" +
                                      (each.in_doubt ? ": it may be what was looked for" : " yet"),
                                  each.file});
}

registry::Incoming SearchRun::record(registry::store::Reader& reader, Day today) {
    summary_ = issues_.summary();
    const auto words = summary_.in_words();
    batch_ = {};
    registry::Document own;
    own.source = "editor";
    own.title = "Record of a search in " + std::string{source} + ": " + words.substr(0, words.find(';')) +
                "; " + std::to_string(summary_.missing_issues()) + " missing, " +
                std::to_string(summary_.unreadable.size()) + " files not read, " +
                std::to_string(summary_.extracts.size()) + " extracts";
    own.media_type = "application/xml";
    own.language = "en";
    if (!summary_.read.empty()) own.as_of = own.published = registry::on(summary_.read.back().day);
    batch_.documents.push_back(own);
    batch_.remarks = summary_.remarks();

    find_acts_apart(reader, today);
    if (!summary_.read.empty())
        for (const auto& instrument : registry::track_instruments(reader, party_of_source(), as_of(today)))
            look_for(reader, instrument, today);
    say_which_acts_stand_apart();
    batch_.remarks.push_back(
        {Remark::Weight::note, "search-run",
         words + "; looked for " + std::to_string(batch_.looks.size()) + " publications that are awaited",
         ""});
    bytes_ = registry::write_exchange(batch_);
    // The day of looking stays out of the bytes: the same run on another day tells nothing new.
    for (auto& look : batch_.looks) look.looked_on = today;
    return {"search record", "search-run", bytes_, batch_};
}

}  // namespace server::program
