#include "tests/registry/answers/small_registry.hpp"

#include <stdexcept>

namespace test {
namespace {

using namespace registry;

const Alias treaty{"MTDSG", "IV-9-b"}, crime{"MTDSG", "XVIII-12"};

Document document(const char* source, const char* title, const char* as_of, const char* published) {
    Document d;
    d.source = source;
    d.title = title;
    d.address = std::string{"https://example.org/"} + source;
    d.media_type = "text/plain";
    d.language = "en";
    if (as_of) d.as_of = *parse_when(as_of);
    if (published) d.published = *parse_when(published);
    return d;
}

Statement said(const Alias& of, const char* party, const char* milestone, const char* date,
               const char* entity = "") {
    Statement s;
    s.instrument = of;
    s.party = party;
    s.entity = entity;
    s.milestone = milestone;
    s.when = *parse_when(date);
    s.place = std::string{party} + " " + milestone;
    s.note = "as written";
    return s;
}

Description described(const Alias& of, const char* key, const char* language, const char* value) {
    return {of, key, language, value, 0, "head"};
}

Batch page(const char* as_of, const char* published) {
    Batch batch;
    batch.documents = {document("un-mtdsg", "Status table", as_of, published)};
    batch.documents.at(0).covers = {treaty};
    batch.statements = {
        said(treaty, "", "text-adopted", "2002-12-18"),
        said(treaty, "", "entered-into-force", "2006-06-22"),
        said(treaty, "Belgium", "signed", "2005-10-24"),
        said(treaty, "France", "signed", "2005-09-16"),
        said(treaty, "France", "deposited", "2008-11-11"),
        said(treaty, "Panama", "deposited", "2011-06-02"),
        said(treaty, "Ruritania", "signed", "2006-01-01"),
        said(treaty, "Jamaica", "signed", "2003-01-01"),
        said(treaty, "Jamaica", "deposited", "2004-01-01"),
        said(treaty, "Jamaica", "signature-withdrawn", "XXXX-XX-XX"),
        said(treaty, "Jamaica", "withdrawn", "XXXX-XX-XX"),
    };
    batch.descriptions = {
        described(treaty, "title", "en", "Optional Protocol to the Convention against Torture"),
        described(treaty, "title", "fr", "Protocole facultatif à la Convention contre la torture"),
        described(treaty, "kind", "", "protocol"), described(treaty, "official-signatories", "", "3"),
        described(treaty, "official-parties", "", "2")};
    batch.passages = {
        {treaty, "Belgium", "declaration", "en", "This signature also engages …", 0, "Declarations"}};
    return batch;
}

Batch second_page() {
    auto batch = page("2021-06-01", "2021-06-01");
    std::erase_if(batch.statements, [](const Statement& each) { return each.party == "Panama"; });
    batch.statements.push_back(said(treaty, "Lebanon", "deposited", "2008-12-22"));
    batch.descriptions.back().value = "2";
    return batch;
}

Batch papers() {
    Batch batch;
    batch.documents = {document("editor", "Kept by hand", nullptr, "2019-02-20"),
                       document("be-chamber", "Dossier 54-3192", "2018-09-01", "2018-09-01"),
                       document("be-government", "Answer", "2018-10-01", "2018-10-01")};
    for (auto& each : {said(treaty, "Belgium", "bill-tabled", "2018-06-21", "be-fed"),
                       said(treaty, "Belgium", "adopted", "2018-07-19", "be-fed")}) {
        batch.statements.push_back(each);
        batch.statements.back().document = 1;
    }
    for (auto& each : {said(treaty, "Belgium", "assent-required", "XXXX-XX-XX", "be-fed"),
                       said(treaty, "Belgium", "explained", "2018-10-01")}) {
        batch.statements.push_back(each);
        batch.statements.back().document = 2;
    }
    batch.descriptions = {
        described(treaty, "title", "nl", "Facultatief Protocol bij het Verdrag tegen foltering")};
    batch.links = {{treaty, {"placet", "opcat"}, 0, "1"}, {treaty, {"CHAMBER", "54K3192"}, 0, "2"}};
    batch.clauses = {{treaty, {20, Span{0, 30}, Span{0, 30}, "art. 28"}, 0, "3"}};
    batch.relations = {{crime, "cited-with", treaty, 0, "4"}};
    return batch;
}

Batch memorandum() {
    Batch batch;
    batch.documents = {document("ngo", "Memorandum", "2021-10", "2021-10-15")};
    batch.documents[0].secondary = true;
    batch.documents[0].quotation = "still not published";
    auto absent = said(treaty, "Belgium", "published", "2021-10", "be-fed");
    absent.polarity = Polarity::absent;
    batch.statements = {absent, said(treaty, "Belgium", "interpreted", "2021-10")};
    batch.passages = {{treaty, "Belgium", "text", "en", "The whole text of the memorandum", 0, "p. 1"}};
    return batch;
}

Batch search() {
    Batch batch;
    batch.documents = {document("editor", "Search in the gazette", nullptr, "2022-01-10")};
    for (const auto* milestone : {"published", "promulgated"}) {
        Look look;
        look.source = "be-gazette";
        look.instrument = treaty;
        look.party = "Belgium";
        look.milestone = milestone;
        look.from = day("2018-07-19");
        look.to = day("2021-12-31");
        look.looked_on = day("2022-01-10");
        look.read = 1200;
        look.place = "1";
        batch.looks.push_back(look);
    }
    return batch;
}

Batch crime_page() {
    Batch batch;
    batch.documents = {document("un-mtdsg", "Status table", "2018-01-01", "2018-01-01")};
    batch.documents.at(0).covers = {crime};
    batch.statements = {
        said(crime, "", "text-adopted", "2000-11-15"), said(crime, "", "entered-into-force", "2003-09-29"),
        said(crime, "Belgium", "signed", "2000-12-12"), said(crime, "Belgium", "deposited", "2004-08-11")};
    batch.descriptions = {
        described(crime, "title", "en", "United Nations Convention against Transnational Organized Crime"),
        described(crime, "title", "nl", "Verdrag tegen transnationale georganiseerde misdaad"),
        described(crime, "title", "nl", "Verdrag tegen grensoverschrijdende georganiseerde misdaad")};
    return batch;
}

}  // namespace

Day day(std::string_view iso) { return parse_day(iso).value(); }

Report take(store::Database& database, std::string_view file, Batch batch, std::string_view recorded) {
    Incoming incoming;
    incoming.file = file;
    incoming.importer = "by-hand";
    incoming.bytes = file;  // another name is another file
    incoming.batch = std::move(batch);
    return take_in(database, incoming, parse_now(recorded).value());
}

SmallRegistry::SmallRegistry() : database_(scratch_ / "placet.db") {
    take(database_, "page-2018", page("2018-01-01", "2018-01-05"), first_page);
    take(database_, "crime-2018", crime_page(), first_page);
    take(database_, "papers", test::papers(), papers);
    take(database_, "memorandum", test::memorandum(), memorandum);
    take(database_, "page-2021", test::second_page(), second_page);
    take(database_, "search", test::search(), search);
    tick(database_, parse_now(today).value());
}

SmallRegistry& shared_registry() {
    static SmallRegistry store;
    return store;
}

Asked asked(std::string_view on) {
    Asked asked;
    asked.on = day(on);
    asked.today = day(SmallRegistry::today);
    return asked;
}
Asked asked_known(std::string_view known) {
    auto question = asked();
    question.known = day(known);
    return question;
}
Asked asked_published(std::string_view published) {
    auto question = asked();
    question.published = day(published);
    return question;
}

}  // namespace test
