#include "server/pages/sheets.hpp"

#include "server/represent/csv.hpp"

namespace server {
namespace {

using Columns = std::vector<Sheet::Column>;

void add(Sheet& sheet, const Columns& columns) {
    sheet.columns.insert(sheet.columns.end(), columns.begin(), columns.end());
}

// One row for each party; of a party that signed or consented twice both dates, side by side.
Sheet participants() {
    Sheet sheet{"participants", {}};
    add(sheet, {{"party", "party"}, {"party_name", "party_label"}, {"resolved", "resolved"}});
    add_date(sheet, "signed", "signed.when");
    add_date(sheet, "consented", "consented.when");
    add(sheet, {{"form", "consented.form"}});
    add_date(sheet, "in_force", "in_force.when");
    add_date(sheet, "withdrawn", "withdrawn.when");
    add(sheet, {{"finding", "finding"}, {"severity", "severity"}});
    return sheet;
}

// One row for each event, with every place where it is said.
void add_event(Sheet& sheet) {
    add(sheet, {{"event", "event"}, {"milestone", "milestone"}, {"milestone_name", "milestone_label"},
                {"entity", "entity"}, {"entity_name", "entity_label"}, {"form", "form"}});
    add_date(sheet, "date", "when");
    add(sheet, {{"act", "act"}, {"subject", "subject"}, {"unconfirmed", "unconfirmed"},
                {"said_by", "evidence.source"}, {"said_in", "evidence.document_title"},
                {"address", "evidence.address"}, {"document", "evidence.document"}, {"place", "evidence.place"},
                {"date_as_said", "evidence.date"}, {"polarity", "evidence.polarity"},
                {"against", "evidence.against"}, {"as_of", "evidence.as_of.edtf"},
                {"recorded", "evidence.recorded.edtf"}});
}

Sheet events() {
    Sheet sheet{"events", {}};
    add_event(sheet);
    return sheet;
}

Sheet steps() {
    Sheet sheet{"history", {{"kind", "kind"}}};
    add_date(sheet, "effective", "effective");
    add_date(sheet, "recorded", "recorded");
    add(sheet, {{"severity", "severity"}, {"certainty", "certainty"}});
    return sheet;
}

Sheet log() {
    Sheet sheet{"changes", {}};
    add(sheet, {{"change", "change"}, {"kind", "kind"}, {"instrument", "instrument"},
                {"instrument_title", "instrument_title"}, {"party", "party"}, {"party_name", "party_label"},
                {"entity", "entity"}, {"milestone", "milestone"}, {"event", "event"}, {"finding", "finding"},
                {"rule", "rule"}, {"severity", "severity"}});
    add_date(sheet, "date", "when");
    add(sheet, {{"was", "was"}});
    add_date(sheet, "effective", "effective");
    add_date(sheet, "recorded", "recorded");
    add(sheet, {{"recorded_at", "recorded_at"}, {"old_fact", "old_fact"}, {"says", "says"}, {"url", "url"}});
    return sheet;
}

Sheet sources() {
    Sheet sheet{"sources", {{"source", "source"}, {"name", "source_label"}, {"voice", "voice"}, {"address", "address"},
                            {"documents", "documents"}, {"statements", "statements"},
                            {"last_import", "last_import"}}};
    add_date(sheet, "newest_as_of", "newest_as_of");
    add(sheet, {{"notes", "notes"}, {"doubts", "doubts"}, {"losses", "losses"}});
    return sheet;
}

Sheet procedure_steps() {
    Sheet sheet{"steps", {{"milestone", "milestone"}, {"milestone_name", "milestone_label"}, {"actor", "actor"},
                          {"each_entity", "each_entity"}, {"must", "must"}, {"may", "may"}}};
    add_date(sheet, "from", "from");
    add_date(sheet, "to", "to");
    add(sheet, {{"authorities", "authorities.text"}, {"authority_addresses", "authorities.href"}});
    return sheet;
}

Sheet days() {
    Sheet sheet{"days", {}};
    add_date(sheet, "day", "when");
    add(sheet, {{"what", "what"}, {"computed", "computed"}, {"says", "says"}, {"instrument", "instrument"},
                {"title", "title.text"}, {"party", "party"}, {"party_name", "party_label"}, {"entity", "entity"},
                {"milestone", "milestone"}, {"event", "event"}, {"finding", "finding"}, {"rule", "rule"},
                {"severity", "severity"}, {"severity_then", "severity_then"}, {"url", "url"}});
    return sheet;
}

// One row for each pair of names, the likeliest first.
Sheet pairs() {
    Sheet sheet{"pairs", {{"pair", "id"}, {"score", "score"}, {"state", "state"}}};
    for (const std::string name : {"one", "other"})
        add(sheet, {{name + "_scheme", name + ".scheme"}, {name + "_number", name + ".number"},
                    {name + "_instrument", name + ".instrument"}, {name + "_title", name + ".title.text"}});
    add_date(sheet, "since", "since");
    add(sheet, {{"grounds", "grounds.sentence"}});
    return sheet;
}

Sheet remarks() {
    return {"remarks", {{"weight", "weight"}, {"kind", "kind"}, {"what", "what"}, {"where", "where"}}};
}

}  // namespace

std::optional<Sheet> sheet_of(std::string_view page) {
    if (page == "instrument") return participants();
    if (page == "track") return events();
    if (page == "finding") return steps();
    if (page == "changes") return log();
    if (page == "sources") return sources();
    if (page == "source" || page == "document") return remarks();
    if (page == "review") return pairs();
    if (page == "procedure") return procedure_steps();
    if (page == "calendar") return days();
    if (page == "procedures")
        return Sheet{"procedures", {{"procedure", "procedure"}, {"title", "title"}, {"version", "version"},
                                    {"party", "party"}}};
    if (page == "rules")
        return Sheet{"rules", {{"rule", "rule"}, {"title", "rule_label"}, {"version", "version"}, {"basis", "basis"}}};
    return std::nullopt;
}

}  // namespace server
