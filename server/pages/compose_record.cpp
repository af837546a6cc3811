// What the record is made of: evidence, events, looks, remarks, changes.
#include <algorithm>

#include "registry/answers/competent.hpp"
#include "registry/rules/words.hpp"
#include "server/http/message.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

using registry::Evidence;

void add_document(Value& into, const View& view, const Evidence& said) {
    const auto& key = said.document_key;
    into.both("document", key);
    into.people("document_href", key.empty() ? std::string{} : view.plain("/documents/" + key));
    into.both("document_title", said.document_title);
    into.both("address", said.address);
    into.people("address_href", is_web_address(said.address) ? said.address : std::string{});
    into.both("file", without_folders(said.file));
    into.programs("place", said.place);
    into.people("place", place_text(view, said.place));
}

bool contains(const std::vector<std::int64_t>& all, std::int64_t one) {
    for (const auto each : all)
        if (each == one) return true;
    return false;
}

std::string date_text(const View& view, const std::string& edtf) {
    const auto moment = registry::parse_when(edtf);
    return moment ? registry::say_when(view.lang, *moment) : edtf;
}

// "Adopted, Federal State": what a change is about.
std::string subject_of(const View& view, const registry::ChangeLine& change) {
    auto text = milestone_label(view, change.milestone);
    if (!change.entity.empty()) text += ", " + entity_label(view, change.entity);
    return text;
}

// The new days all lie among the old ones: nothing said before was wrong.
bool is_sharper(const registry::ChangeLine& change) {
    if (change.kind != "correction") return false;
    const auto now = registry::parse_when(change.date), was = registry::parse_when(change.was);
    return now && was && was->lo <= now->lo && now->hi <= was->hi && (was->lo < now->lo || now->hi < was->hi);
}

// "standing: signed → consent expressed", with the day of the act that makes it so.
std::string standing_sentence(const View& view, const registry::ChangeLine& change) {
    const auto standing = [&](const std::string& status) { return view.say("change.standing." + status); };
    return view.say(change.date.empty() ? "change.status-undated"
                    : change.old_fact   ? "change.old-status"
                                        : "change.status",
                    {{"was", standing(change.was)}, {"now", standing(change.status)}, {"date", date_text(view, change.date)}});
}

std::string fact_sentence(const View& view, const registry::ChangeLine& change) {
    if (change.kind == "status") return standing_sentence(view, change);
    const registry::Arguments arguments{{"what", subject_of(view, change)},
                                        {"date", date_text(view, change.date)},
                                        {"was", date_text(view, change.was)}};
    if (change.kind == "fact")
        return view.say(change.old_fact ? "change.old-fact" : "change.fact", arguments);
    if (is_sharper(change)) return view.say("change.sharpened", arguments);
    return view.say("change." + change.kind, arguments);
}

std::string finding_sentence(const View& view, const registry::ChangeLine& change) {
    const auto* rule = registry::rule(change.rule);
    const auto severity = registry::named<registry::Severity>(change.severity);
    registry::Arguments arguments{
        {"rule", change.rule},
        {"title", rule ? rule->title.in(view.lang) : change.rule},
        {"entity", entity_label(view, change.entity)},
        {"severity", severity ? view.say("/severity." + change.severity) : change.severity},
        {"day", change.effective ? day_text(view, *change.effective) : std::string{}}};
    return view.say(registry::is_unlisted(change) ? "change.unlisted" : "change." + change.kind, arguments);
}

}  // namespace

std::string with_what_lay_ahead(const View& view, const registry::ChangeLine& change, std::string says) {
    const auto when = registry::parse_when(change.date);
    const bool ahead = (change.kind == "fact" || change.kind == "correction") && when &&
                       when->lo != registry::earliest_day && when->lo > change.recorded_day;
    return ahead ? view.say("change.ahead", {{"says", std::move(says)}}) : says;
}

std::string subject_label(const View& view, const std::string& subject) {
    return subject.empty() ? std::string{}
                           : registry::subject_in_words(view.lang, subject, registry::Vocabulary::built_in());
}

Value evidence(const View& view, const Evidence& said) {
    auto value = Value::object();
    value.programs("statement", said.statement);
    name_source(value, view, said.source);
    add_document(value, view, said);
    value.both("date", said.date);
    const auto read = registry::parse_when(said.date);
    const bool some_day = read && (read->lo != registry::earliest_day || read->hi != registry::latest_day);
    value.people("read_as", some_day || !read ? said.date : std::string{});  // an unknown day is said in words
    value.people("date_text", date_text(view, said.date));
    value.both("polarity", registry::name_of(said.polarity));
    value.people("absent", said.polarity == registry::Polarity::absent);
    value.both("as_of", when(view, said.as_of));
    value.both("published", when(view, said.published));
    value.both("recorded", day(view, said.recorded));
    value.both("withdrawn", day(view, said.gone));
    value.both("note", said.note);
    value.both("quotation", said.quotation);
    value.both("sample", said.sample);
    value.both("secondary", said.secondary);
    value.both("unconfirmed", said.unconfirmed);
    return value;
}

std::string event_label(const View& view, const registry::EventView& shown) {
    const auto& vocabulary = registry::Vocabulary::built_in();
    const auto* milestone = vocabulary.milestone(shown.event.milestone);
    const auto speaks_for_itself = [&](const Evidence& each) {
        return registry::is_competent(*milestone, vocabulary.source(each.source), shown.event.party);
    };
    if (milestone && milestone->effect == registry::Effect::explains &&
        std::ranges::none_of(shown.evidence, speaks_for_itself))
        return milestone_label(view, "interpreted");
    return milestone_label(view, shown.event.milestone);
}

Value event(const View& view, const registry::EventView& shown) {
    const auto& happened = shown.event;
    auto value = Value::object();
    value.both("event", happened.id);
    value.both("milestone", happened.milestone);
    value.people("milestone_label", event_label(view, shown));
    name_entity(value, view, happened.entity);
    const auto term = registry::parse_span(happened.form);
    value.both("form", happened.form);
    value.people("form_label", term ? registry::in_words(view.lang, *term) : form_label(view, happened.form));
    value.both("when", when(view, happened.when));
    value.both("act", happened.act);
    value.programs("subject", happened.subject);
    value.people("subject", subject_label(view, happened.subject));
    value.both("unconfirmed", happened.unconfirmed);
    auto list = Value::list();
    for (const auto& each : shown.evidence) {
        auto said = evidence(view, each);
        said.both("against", contains(happened.against, each.statement));
        list.push(std::move(said));
    }
    value.both("evidence", std::move(list));
    return value;
}

Value look(const View& view, const registry::Placed& placed) {
    const auto& absence = placed.absence;
    auto value = Value::object();
    value.both("evidence_id", absence.evidence);
    name_milestone(value, view, absence.milestone);
    name_entity(value, view, absence.entity);
    // People who ask about a day are told of the look up to that day; programs get all of it.
    value.people("reach", day(view, std::min(absence.reach, view.asked.on)));
    value.programs("reach", day(view, absence.reach));
    value.both("from", day(view, placed.from));
    const bool looked_later = placed.looked_on && *placed.looked_on > view.asked.on;
    value.people("looked_on", looked_later ? Value{} : day(view, placed.looked_on));
    value.programs("looked_on", day(view, placed.looked_on));
    value.both("read", placed.read);
    value.people("read_text", placed.read ? view.say(placed.read == 1 ? "look.read.1" : "look.read",
                                                     {{"n", number(view, placed.read)}})
                                          : std::string{});
    value.both("unreadable", absence.unreadable);
    value.people("unreadable_text",
                 absence.unreadable ? view.say("look.unreadable", {{"n", number(view, absence.unreadable)}})
                                    : std::string{});
    value.both("note", absence.note);
    name_source(value, view, absence.source.empty() ? placed.evidence.source : absence.source);
    add_document(value, view, placed.evidence);
    return value;
}

Value remark(const View& view, const registry::Remark& remark) {
    auto value = Value::object();
    const auto weight = registry::name_of(remark.weight);
    value.both("weight", weight);
    value.people("weight_label", view.say("weight." + std::string{weight}));
    value.both("kind", remark.kind);
    value.both("what", remark.what);
    value.both("where", without_folders(remark.where));
    return value;
}

Value not_consulted(const View& view, const std::vector<std::string>& sources) {
    auto list = Value::list();
    for (const auto& source : sources) {
        auto value = Value::object();
        name_source(value, view, source);
        list.push(std::move(value));
    }
    return list;
}

Value change(const View& view, const registry::ChangeLine& change) {
    const bool finding = !change.finding.empty();
    auto value = Value::object();
    value.both("change", change.id);
    value.both("kind", change.kind);
    value.people("kind_label", view.say("change.kind." + (is_sharper(change) ? "sharpened" : change.kind)));
    value.both("instrument", change.instrument);
    value.both("instrument_title", change.title.empty() ? change.instrument : change.title);
    value.people("instrument_href", view.plain("/instruments/" + percent(change.instrument)));
    name_party(value, view, change.party);
    name_entity(value, view, change.entity);
    value.both("milestone", change.milestone);
    value.both("event", change.event);
    value.both("finding", change.finding);
    value.both("rule", change.rule);
    value.both("severity", change.severity);
    value.both("date", change.date);
    value.both("was", change.was);
    if (change.kind == "status") value.both("status", change.status);
    value.both("effective", day(view, change.effective));
    value.both("recorded", day(view, change.recorded_day));
    value.both("recorded_at", change.recorded_at);
    value.both("old_fact", change.old_fact);
    value.both("says", finding ? finding_sentence(view, change)
                               : with_what_lay_ahead(view, change, fact_sentence(view, change)));
    std::string path = "/instruments/" + percent(change.instrument);
    if (!change.party.empty()) path += "/" + percent(change.party);
    if (finding) path = "/findings/" + percent(change.finding);
    value.people("href", view.plain(path));
    value.programs("url", view.permanent(path));
    return value;
}

}  // namespace server
