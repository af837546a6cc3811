// placet record: one fact with its citation. placet searched: one look. Both become an exchange file of one
// statement, so that they have a document, a hash and a place like everything else.
#include <CLI/CLI.hpp>

#include <ostream>

#include "registry/answers/competent.hpp"
#include "registry/exchange/exchange_xml.hpp"
#include "registry/intake/intake.hpp"
#include "registry/rules/rule.hpp"
#include "server/program/citation.hpp"
#include "server/program/command.hpp"

namespace server::program {
namespace {

struct Cited : Citation {
    std::string place;

    void add_to(CLI::App& command) {
        Citation::add_to(command, "Who says so (schemas/vocabulary/sources.xml)", true);
        command.add_option("--place", place, "Where in it: page, line, paragraph");
    }
};

struct Fact {
    Cited citation;
    std::string instrument, party, entity, milestone, when, form, act, subject, note;
    bool absent = false, unconfirmed = false;
};

struct Search {
    Cited citation;
    std::string instrument, party, entity, milestone, from, to, looked_on, note;
    int read = 0, unreadable = 0;
};

registry::Batch cited(const Citation& citation) {
    must_be_declared(citation.source);
    if (citation.title.empty() && citation.address.empty())
        throw Refusal(exit_usage,
                      "a fact needs its citation: give --title or --address of the document that says so");
    registry::Batch batch;
    registry::Document own;
    own.source = "editor";
    own.title = "Recorded on the command line";
    own.media_type = "application/xml";
    registry::Document document;
    citation.put_into(document);
    batch.documents = {own, document};
    return batch;
}

// An instrument the registry holds keeps its id; one it does not hold yet is named by its likeliest alias.
registry::Alias named_instrument(registry::store::Database& database, const std::string& typed) {
    auto reader = database.read();
    if (const auto found = registry::find_instrument(reader, typed); found.id) return {"placet", *found.id};
    const auto candidates = registry::read_alias(typed);
    if (candidates.empty())
        throw Refusal(exit_usage, "\"" + typed + "\" cannot be read as the name of an instrument");
    return candidates.front();
}

void check_words(const std::string& milestone, const std::string& party, const std::string& entity) {
    const auto& words = registry::Vocabulary::built_in();
    if (words.milestone(milestone) == nullptr)
        throw Refusal(exit_usage, "no milestone is declared as \"" + milestone +
                                      "\" (see schemas/vocabulary/milestones.xml)");
    if (!party.empty()) party_of(party);
    if (!entity.empty() && words.entity_named(entity) == nullptr)
        throw Refusal(exit_usage,
                      "no entity is known as \"" + entity + "\" (see schemas/vocabulary/entities.xml)");
}

// A step of a party needs the party, and a body its own: said of nobody it would stand on no road.
void check_who(const std::string& milestone, const std::string& party, const std::string& entity) {
    const auto& words = registry::Vocabulary::built_in();
    if (party.empty() && words.milestone(milestone)->level != registry::Level::international)
        throw Refusal(exit_usage, "\"" + milestone + "\" is a party's own step: give --party");
    if (entity.empty()) return;
    if (const auto* body = words.entity_named(entity); body->party != (party.empty() ? "" : party_of(party)))
        throw Refusal(exit_usage, "\"" + entity + "\" is a body of \"" + body->party + "\": give --party");
}

// What a promise or an explanation is about, and until when: else it would be kept and change nothing.
void check_terms(const std::string& milestone, const std::string& subject, const std::string& form) {
    const auto& words = registry::Vocabulary::built_in();
    const bool promise = milestone == "pledged", explanation = milestone == "explained";
    if (!promise && !explanation) return;
    const bool known = words.milestone(subject) != nullptr || (explanation && registry::rule(subject));
    if (subject.empty() ? promise : !known)
        throw Refusal(exit_usage, promise ? "--subject names the step promised: deposited, bill-tabled, …"
                                          : "--subject names the rule or the step explained, or is left out");
    if (!form.empty() && !registry::parse_span(form) && !registry::parse_when(form))
        throw Refusal(
            exit_usage,
            "--form says by when: a day (2026-12-31) or a length of time (P6M), not \"" + form + "\"");
}

void take(Context& context, registry::store::Database& database, registry::Batch batch) {
    const auto bytes = registry::write_exchange(batch);
    const auto report =
        registry::take_in(database, {"command line", "exchange", bytes, std::move(batch)}, context.now());
    Table table{{"said", "repeated", "withdrawn", "doubts", "losses", "tracks"}, {}};
    table.rows.push_back({static_cast<std::int64_t>(report.said), static_cast<std::int64_t>(report.repeated),
                          static_cast<std::int64_t>(report.withdrawn),
                          static_cast<std::int64_t>(report.doubts), static_cast<std::int64_t>(report.losses),
                          report.touched});
    print(context, table);
    for (const auto& remark : report.remarks)
        context.streams.err << registry::name_of(remark.weight) << ": " << remark.what << "\n";
    context.exit_code = report.losses > 0 ? exit_losses : report.doubts > 0 ? exit_remarks : exit_clean;
}

// A fact may come before its instrument; a mistyped name must not go unseen.
void tell_if_new(Context& context, registry::store::Database& database, const std::string& typed) {
    auto reader = database.read();
    if (const auto found = registry::find_instrument(reader, typed); !found.id)
        context.streams.err << "note: no instrument was known as \"" << typed << "\": it is a new one now"
                            << did_you_mean(found.near) << "\n";
}

// Whoever else gives a reason interprets, and changes no finding.
void tell_if_no_authority(Context& context, const registry::Statement& statement, const std::string& source) {
    const auto& words = registry::Vocabulary::built_in();
    const auto* milestone = words.milestone(statement.milestone);
    if (milestone->effect == registry::Effect::explains && milestone->authority != registry::Voice::other &&
        !registry::is_competent(*milestone, words.source(source), statement.party))
        context.streams.err << "note: " << source << " does not speak for " << statement.party
                            << ": this stands as an interpretation and changes no finding\n";
}

void record(Context& context, const Fact& fact) {
    check_words(fact.milestone, fact.party, fact.entity);
    check_who(fact.milestone, fact.party, fact.entity);
    check_terms(fact.milestone, fact.subject, fact.form);
    auto batch = cited(fact.citation);
    auto database = context.open_or_make();
    registry::Statement statement;
    statement.instrument = named_instrument(database, fact.instrument);
    statement.party = fact.party.empty() ? "" : party_of(fact.party);
    statement.entity = fact.entity;
    statement.milestone = fact.milestone;
    statement.form = fact.form;
    if (!fact.when.empty()) statement.when = when_of("--when", fact.when);
    statement.act = fact.act, statement.subject = fact.subject, statement.note = fact.note;
    statement.polarity = fact.absent ? registry::Polarity::absent : registry::Polarity::happened;
    if (fact.absent && fact.when.empty())
        throw Refusal(exit_usage, "--absent needs --when: as of which day had it not happened?");
    statement.unconfirmed = fact.unconfirmed;
    statement.document = 1;
    statement.place = fact.citation.place;
    batch.statements.push_back(statement);
    tell_if_new(context, database, fact.instrument);
    tell_if_no_authority(context, statement, fact.citation.source);
    take(context, database, std::move(batch));
}

void searched(Context& context, const Search& search) {
    check_words(search.milestone, search.party, search.entity);
    auto batch = cited(search.citation);
    auto database = context.open_or_make();
    registry::Look look;
    look.source = search.citation.source;
    if (!search.instrument.empty()) look.instrument = named_instrument(database, search.instrument);
    look.party = search.party.empty() ? "" : party_of(search.party);
    look.entity = search.entity, look.milestone = search.milestone;
    if (!search.from.empty()) look.from = day_of("--from", search.from);
    look.to = day_of("--to", search.to);
    if (look.from && *look.from > look.to) throw Refusal(exit_usage, "--from lies after --to");
    if (look.to > context.now().today)
        throw Refusal(exit_usage, "--to lies after today; nobody has read that far");
    if (!search.looked_on.empty()) look.looked_on = day_of("--looked-on", search.looked_on);
    if (look.looked_on && *look.looked_on > context.now().today)
        throw Refusal(exit_usage, "--looked-on lies after today");
    if (search.read < 0) throw Refusal(exit_usage, "--read counts issues or pages; it cannot be negative");
    if (search.unreadable < 0)
        throw Refusal(exit_usage, "--unreadable counts issues or pages; it cannot be negative");
    look.read = search.read, look.unreadable = search.unreadable, look.note = search.note;
    look.document = 1;
    look.place = search.citation.place;
    batch.looks.push_back(look);
    take(context, database, std::move(batch));
}

}  // namespace

void add_record(CLI::App& app, Context& context) {
    auto fact = std::make_shared<Fact>();
    auto& command = *app.add_subcommand("record", "Record one fact with its citation");
    fact->citation.add_to(command);
    command.add_option("--instrument", fact->instrument, "Id or any official number")->required();
    command.add_option("--party", fact->party, "Party; none: about the instrument itself");
    command.add_option("--entity", fact->entity, "Entity, where one acts");
    command.add_option("--milestone", fact->milestone, "What happened (schemas/vocabulary/milestones.xml)")
        ->required();
    command.add_option("--when", fact->when, "When, as far as known (EDTF); none: happened, day unknown");
    command.add_option("--form", fact->form,
                       "Form of consent or signature; of a promise or an explanation, until when");
    command.add_option("--act", fact->act, "The act's own number");
    command.add_option("--subject", fact->subject, "What it concerns: a question's number, a duty");
    command.add_option("--note", fact->note, "A note in your own words");
    command.add_flag("--absent", fact->absent, "It had NOT happened as of --when");
    command.add_flag("--unconfirmed", fact->unconfirmed, "The source itself is not sure");
    command.callback([&context, fact] { context.chosen = [&context, fact] { record(context, *fact); }; });
}

void add_searched(CLI::App& app, Context& context) {
    auto search = std::make_shared<Search>();
    auto& command =
        *app.add_subcommand("searched", "Record one look that found nothing: where, for what, until when");
    search->citation.add_to(command);
    command.add_option("--instrument", search->instrument, "Id or official number; none: for any instrument");
    command.add_option("--party", search->party, "Party; none: any");
    command.add_option("--entity", search->entity, "Entity; none: any");
    command.add_option("--milestone", search->milestone, "What was looked for")->required();
    command.add_option("--from", search->from, "First day read");
    command.add_option("--to", search->to, "Last day read")->required();
    command.add_option("--looked-on", search->looked_on, "The day it was done");
    command.add_option("--read", search->read, "Issues or pages read");
    command.add_option("--unreadable", search->unreadable, "Issues or pages that could not be read");
    command.add_option("--note", search->note, "A note in your own words");
    command.callback(
        [&context, search] { context.chosen = [&context, search] { searched(context, *search); }; });
}

}  // namespace server::program
