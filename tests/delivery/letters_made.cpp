#include "tests/delivery/letters_made.hpp"

#include <algorithm>

#include "tests/delivery/world.hpp"

namespace test {

namespace alerts = registry::alerts;

std::size_t letters_in(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

server::View letters_view() {
    server::View made;
    made.base_url = "https://placet.test";
    made.asked.on = made.asked.today = *registry::parse_day("2026-11-22");
    return made;
}

namespace {

registry::ChangeLine line(std::int64_t id, const std::string& kind) {
    registry::ChangeLine one;
    one.id = id, one.kind = kind, one.instrument = "opcat", one.party = "be";
    one.recorded_at = "2026-11-22T10:00:00Z", one.recorded_day = *registry::parse_day("2026-11-22");
    one.title = "OPCAT";
    return one;
}

}  // namespace

alerts::ToldChange fact() {
    alerts::ToldChange told;
    told.line = line(7, "fact");
    told.line.milestone = "signed", told.line.event = "e1", told.line.date = "2026-11-20";
    told.line.effective = *registry::parse_day("2026-11-20");
    told.why = {0};
    return told;
}

alerts::ToldChange opened() {
    alerts::ToldChange told;
    told.line = line(8, "opened");
    told.line.finding = "f-abc", told.line.rule = "R3", told.line.severity = "stalled";
    told.line.effective = *registry::parse_day("2026-11-21");
    registry::Verdict verdict;
    verdict.id = "f-abc", verdict.rule = "R3", verdict.instrument = "opcat", verdict.party = "be";
    verdict.severity = registry::Severity::stalled;
    verdict.since = *registry::parse_when("2018-07-19");
    verdict.certainty = registry::Certainty::possible;
    verdict.last_look = *registry::parse_day("2026-10-01");
    registry::Reason look;
    look.message = "because.look";
    look.arguments = {
        {"source", "be-gazette"}, {"milestone", "published"}, {"who", ""}, {"day", "2026-10-01"}};
    verdict.because.message = "because.looks";
    verdict.because.of = {look};
    told.finding = verdict;
    told.why = {0};
    return told;
}

alerts::Message message(registry::Letter kind) {
    alerts::Message made;
    made.outgoing.id = 5, made.outgoing.kind = kind, made.outgoing.made_at = 1'795'348'800;
    made.complete_at = made.outgoing.made_at;
    made.subscriber.id = 3, made.subscriber.address = "reader@example.org",
    made.subscriber.nonce = std::string(32, 'a');
    made.key = "a key of this registry";
    registry::Subscription why;
    why.id = 1, why.nonce = std::string(32, 'b');
    why.selector = {registry::Watched::party, "be", {}, registry::Severity::stalled};
    made.reasons = {why};
    return made;
}

alerts::ToldTrack opcat(std::vector<alerts::ToldChange> changes) {
    alerts::ToldTrack track;
    track.instrument.id = "opcat";
    track.instrument.titles = {{"en", "OPCAT"}};
    track.party = "be";
    track.changes = std::move(changes);
    return track;
}

server::letters::Written written(const alerts::Message& message, server::View with) {
    static World world;
    auto reader = world.database().read();
    registry::Catalogue catalogue;
    return server::letters::write(reader, message, with, catalogue);
}

std::string payload(registry::store::Reader& reader, const alerts::Message& message) {
    registry::Catalogue catalogue;
    return server::letters::payload(reader, message, letters_view(), catalogue);
}

alerts::Message two_changes() {
    auto made = message();
    made.tracks = {opcat({opened(), fact()})};
    return made;
}

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

alerts::Message about(registry::Letter kind, registry::Watched scope, const std::string& key) {
    auto made = message(kind);
    made.reasons[0].selector = {scope, key, {}, registry::Severity::none};
    return made;
}

server::letters::Written written(registry::store::Reader& reader, const alerts::Message& message) {
    registry::Catalogue catalogue;
    return server::letters::write(reader, message, letters_view(), catalogue);
}

}  // namespace test
