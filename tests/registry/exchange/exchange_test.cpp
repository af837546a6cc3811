#include "registry/exchange/exchange_xml.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>

using namespace registry;

namespace {

std::string file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>{in}, {}};
}

When when(const char* edtf) { return parse_when(edtf).value(); }

// Something in every field the record has.
Batch everything() {
    Batch batch;
    Document own;
    own.source = "editor";
    own.title = "Facts <by hand> & \"more\"";
    own.address = "https://example.org/?a=1&b=2";
    own.media_type = "application/xml";
    own.language = "nl-BE";
    own.as_of = when("2021-10");
    own.published = when("2021-10-12");
    own.retrieved = parse_day("2022-01-31");
    own.sample = true;
    Document cited;
    cited.source = "ngo";
    cited.title = "Memorandum";
    cited.secondary = true;
    cited.quotation = "« une citation »";
    Document empty;  // cited, and nothing recorded from it yet
    empty.source = "press";
    empty.title = "Nothing yet";
    batch.documents = {own, cited, empty};

    const Alias opcat{"placet", "opcat"}, mtdsg{"MTDSG", "IV-9-b"}, chamber{"CHAMBER", "54K3192"};
    Statement signed_{opcat, "België",           "",    "signed", "",    when("2005"), "", "",
                      "",    Polarity::happened, false, 0,        "p. 1"};
    Statement adopted{chamber,
                      "be",
                      "be-fed",
                      "adopted",
                      "",
                      when("2018-07-19"),
                      "54K3192/004",
                      "",
                      "two\nlines, \ttab",
                      Polarity::happened,
                      true,
                      0,
                      "Stemming Kamer"};
    Statement undated{opcat,  "be", "be-wal", "promulgated",          "",
                      When{}, "",   "",       " blank at both ends ", Polarity::happened,
                      false,  1,    ""};
    Statement absent{opcat, "be", "be-fed", "published", "", when("../2021-10"), "", "", "", Polarity::absent,
                     false, 1,    "p. 3"};
    Statement question{opcat, "be",    "", "question-due",     "",    when("2016-07-21"),
                       "",    "6-987", "", Polarity::happened, false, 1,
                       ""};
    Statement duty{opcat, "", "",       "duty-set", "P1Y", When{}, "", "npm", "", Polarity::happened,
                   false, 0,  "art. 17"};
    batch.statements = {signed_, adopted, undated, absent, question, duty};
    batch.descriptions = {{opcat, "title", "en", "Optional Protocol", 0, ""},
                          {opcat, "title", "fr", "Protocole  facultatif", 1, "p. 2"},
                          {opcat, "kind", "", "protocol", 0, ""},
                          {opcat, "kind", "", "convention", 0, ""},
                          {mtdsg, "kind", "", "protocol", 0, "line 3"},
                          {mtdsg, "official-parties", "", "87", 1, "Status"},
                          {mtdsg, "note", "", "", 1, ""}};
    batch.passages = {{mtdsg, "Belgium", "declaration", "en", "First.\n\nSecond \xC2\xA0 with ]]> and <b>.",
                       1, "Declarations"}};
    batch.looks = {
        {"be-gazette", opcat, "be", "be-fed", "published", parse_day("2025-02-20"), *parse_day("2026-07-28"),
         parse_day("2026-08-01"), 247, 110, "not every issue", 0, "read"},
        {"be-chamber", std::nullopt, "", "", "bill-tabled", std::nullopt, *parse_day("2026-07-28"),
         std::nullopt, 0, 0, "", 1, ""}};
    batch.links = {
        {opcat, mtdsg, 0, ""}, {mtdsg, chamber, 1, "title"}, {opcat, {"placet", "other.name-2"}, 1, ""}};
    batch.relations = {{opcat, "protocol-to", {"MTDSG", "IV-9"}, 0, ""},
                       {chamber, "assents-to", opcat, 1, "p. 1"}};
    batch.clauses = {{opcat, {20, {0, 30}, {0, 30}, "art. 28"}, 0, "art. 28"},
                     {mtdsg, {0, {}, {1, 6}, ""}, 1, ""}};
    batch.documents[0].covers = {mtdsg, opcat};
    batch.documents[1].covers = {chamber, mtdsg};
    return batch;
}

template <class T>
void shuffle(std::vector<T>& list, std::mt19937& random) {
    std::shuffle(list.begin(), list.end(), random);
}

std::string refused(const std::string& inside) {
    const auto read = read_exchange(
        "<registry xmlns=\"urn:placet:exchange:1\" source=\"editor\">\n" + inside + "\n</registry>", "f.xml");
    return read ? "read" : read.error().where + " " + read.error().what;
}

}  // namespace

TEST(Exchange, a_record_with_something_in_every_field_comes_back_whole) {
    const auto before = everything();
    const auto text = write_exchange(before);
    const auto read = read_exchange(text, "everything.xml");
    ASSERT_TRUE(read) << read.error().what << " " << read.error().where << "\n" << text;
    EXPECT_EQ(read->documents.size(), 3u);
    EXPECT_EQ(read->statements.size(), before.statements.size());
    EXPECT_EQ(read->descriptions.size(), before.descriptions.size());

    // Documents come back in the order of the file; find each again by its title.
    const auto same_document = [&](std::size_t old, std::size_t fresh) {
        const auto &a = before.documents[old], &b = read->documents[fresh];
        return a.source == b.source && a.title == b.title && a.address == b.address &&
               a.media_type == b.media_type && a.language == b.language && a.as_of == b.as_of &&
               a.published == b.published && a.retrieved == b.retrieved && a.sample == b.sample &&
               a.secondary == b.secondary && a.quotation == b.quotation &&
               std::set(a.covers.begin(), a.covers.end()) == std::set(b.covers.begin(), b.covers.end());
    };
    const auto holds_all = [&](const auto& old, const auto& fresh) {
        for (auto each : old) {
            const auto document = each.document;
            bool found = false;
            for (auto other : fresh) {
                if (!same_document(document, other.document)) continue;
                other.document = document;
                found = found || other == each;
            }
            EXPECT_TRUE(found) << "lost at place \"" << each.place << "\"";
        }
    };
    holds_all(before.statements, read->statements);
    holds_all(before.descriptions, read->descriptions);
    holds_all(before.passages, read->passages);
    holds_all(before.looks, read->looks);
    holds_all(before.links, read->links);
    holds_all(before.relations, read->relations);
    holds_all(before.clauses, read->clauses);
    EXPECT_EQ(write_exchange(*read), text);
}

TEST(Exchange, equal_records_give_equal_bytes_whatever_their_order) {
    const auto text = write_exchange(everything());
    std::mt19937 random(7);
    for (int round = 0; round < 50; ++round) {
        auto batch = everything();
        shuffle(batch.statements, random);
        shuffle(batch.descriptions, random);
        shuffle(batch.looks, random);
        shuffle(batch.links, random);
        shuffle(batch.relations, random);
        shuffle(batch.clauses, random);
        for (auto& document : batch.documents) shuffle(document.covers, random);
        if (round % 2) {  // the two cited documents change places
            std::swap(batch.documents[1], batch.documents[2]);
            const auto move = [](auto& list) {
                for (auto& each : list)
                    if (each.document) each.document = 3 - each.document;
            };
            move(batch.statements), move(batch.descriptions), move(batch.passages), move(batch.looks),
                move(batch.links), move(batch.relations), move(batch.clauses);
        }
        ASSERT_EQ(write_exchange(batch), text);
    }
}

TEST(Exchange, remarks_are_not_exchanged) {
    auto batch = everything();
    batch.remarks.push_back({Remark::Weight::loss, "damaged", "half a file", "f.xml:3"});
    EXPECT_EQ(write_exchange(batch), write_exchange(everything()));
}

TEST(Exchange, samples_and_evidence_read_and_write_to_a_fixpoint) {
    int seen = 0;
    for (const auto* folder : {"samples", "tests/cases/evidence"})
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            if (entry.path().extension() != ".xml") continue;
            const auto read = read_exchange(file(entry.path()), entry.path().string());
            ASSERT_TRUE(read) << read.error().where << " " << read.error().what;
            EXPECT_FALSE(read->statements.empty()) << entry.path();
            const auto once = write_exchange(*read);
            const auto again = read_exchange(once, "again");
            ASSERT_TRUE(again) << again.error().where << " " << again.error().what;
            EXPECT_EQ(write_exchange(*again), once) << entry.path();
            EXPECT_EQ(again->statements.size(), read->statements.size());
            ++seen;
        }
    EXPECT_GE(seen, 10);
}

TEST(Exchange, an_instrument_is_written_as_people_write_it) {
    const auto read = read_exchange(R"(<registry xmlns="urn:placet:exchange:1" source="editor">
      <instrument id="opcat" kind="protocol">
        <title lang="en">Optional
            Protocol</title>
        <alias scheme="MTDSG">IV-9-b</alias>
        <relation kind="protocol-to" to="MTDSG:IV-9"/>
        <entry-into-force threshold="20" delay="P30D" own="P30D" authority="art. 28"/>
      </instrument>
    </registry>)",
                                    "f.xml");
    ASSERT_TRUE(read) << read.error().what;
    ASSERT_EQ(read->descriptions.size(), 2u);
    EXPECT_EQ(read->descriptions[0].key, "kind");
    EXPECT_EQ(read->descriptions[1].value, "Optional Protocol");
    ASSERT_EQ(read->links.size(), 1u);
    EXPECT_EQ(read->links[0].other, (Alias{"MTDSG", "IV-9-b"}));
    ASSERT_EQ(read->relations.size(), 1u);
    EXPECT_EQ(read->relations[0].to, (Alias{"MTDSG", "IV-9"}));
    ASSERT_EQ(read->clauses.size(), 1u);
    EXPECT_EQ(read->clauses[0].clause, (EntryClause{20, {0, 30}, {0, 30}, "art. 28"}));
}

TEST(Exchange, what_stands_in_a_cited_document_belongs_to_it) {
    const auto read = read_exchange(R"(<registry xmlns="urn:placet:exchange:1" source="editor" sample="yes">
      <statement instrument="opcat" party="be" milestone="signed"/>
      <document source="ngo" secondary="yes"><instrument id="opcat" kind="protocol"/>
        <absent instrument="opcat" party="be" milestone="published" as-of="2021-10"/></document>
    </registry>)",
                                    "f.xml");
    ASSERT_TRUE(read) << read.error().what;
    EXPECT_TRUE(read->documents[0].sample);
    EXPECT_TRUE(read->documents[1].secondary);
    EXPECT_EQ(read->statements[0].document, 0u);
    EXPECT_EQ(read->statements[0].when.edtf, "XXXX-XX-XX");
    EXPECT_EQ(read->statements[1].document, 1u);
    EXPECT_EQ(read->statements[1].polarity, Polarity::absent);
    EXPECT_EQ(read->descriptions[0].document, 1u);
}

TEST(Exchange, what_cannot_be_meant_is_refused_with_its_line) {
    const struct {
        const char *inside, *expected;
    } cases[] = {
        {"<statement instrument=\"opcat\" milestone=\"signed\" date=\"2005\"/>", "f.xml:2"},
        {"\n<statment instrument=\"opcat\"/>", "f.xml:3"},
        {"<statement instrument=\"opcat\" milestone=\"adoptd\"/>", "did you mean adopted?"},
        {"<statement instrument=\"opcat\" milestone=\"signed\" when=\"31/02/1994\"/>",
         "f.xml:2 when is not a date"},
        {"<statement instrument=\"opcat\" milestone=\"signed\" when=\"2005-02-30\"/>", "not a date"},
        {"\n\n<absent instrument=\"opcat\" milestone=\"published\"/>", "f.xml:4"},
        {"<absent instrument=\"opcat\" milestone=\"published\" when=\"2021\" as-of=\"2021\"/>", "f.xml:2"},
        {"<statement milestone=\"signed\"/>", "instrument"},
        {"<statement instrument=\"OPCAT\" milestone=\"signed\"/>",
         "neither an id in lower case nor SCHEME:value"},
        {"<statement instrument=\"MTDSG:\" milestone=\"signed\"/>", "neither an id"},
        {"<statement instrument=\"opcat\" milestone=\"deposited\" form=\"handshake\"/>", "no such form"},
        {"<statement instrument=\"opcat\" milestone=\"deposited\" form=\"P1Y\"/>", "no such form"},
        {"<statement instrument=\"opcat\" milestone=\"signed\" unconfirmed=\"maybe\"/>", "yes or no"},
        {"<statement instrument=\"opcat\" milestone=\"signed\" party=\"be\" party=\"nl\"/>", "f.xml:2"},
        {"<document source=\"gossip\"/>", "no such source"},
        {"<document title=\"no source\"/>", "source"},
        {"<document source=\"ngo\"><document source=\"ngo\"/></document>", "f.xml:2"},
        {"<document source=\"ngo\"><covers instrument=\"opcat\">all of it</covers></document>", "f.xml:2"},
        {"<document source=\"ngo\"><covers/></document>", "instrument"},
        {"<document source=\"ngo\" retrieved=\"2021-10\"/>", "not a day"},
        {"<instrument id=\"Opcat\"/>", "lower case"},
        {"<instrument id=\"opcat\" kind=\"pamphlet\"/>", "no such kind"},
        {"<instrument id=\"opcat\"><title lang=\"en\"> </title></instrument>", "title is empty"},
        {"<instrument id=\"opcat\"><alias>IV-9-b</alias></instrument>", "scheme"},
        {"<instrument id=\"opcat\">words</instrument>", "no place"},
        {"words between", "no place"},
        {"<entry-into-force instrument=\"opcat\" delay=\"30 days\"/>", "length of time"},
        {"<entry-into-force instrument=\"opcat\" threshold=\"-1\"/>", "not a number"},
        {"<look source=\"be-gazette\" milestone=\"published\"/>", "to"},
        {"<look source=\"be-gazette\" milestone=\"published\" from=\"2026-01-02\" to=\"2026-01-01\"/>",
         "ends before"},
        {"<look source=\"be-gazette\" milestone=\"published\" to=\"2026-01-01\" read=\"99999999999\"/>",
         "not a number"},
        {"<passage instrument=\"opcat\" kind=\"note\" xml:space=\"keep\">x</passage>", "xml:space"},
        {"<statement instrument=\"opcat\" milestone=\"signed\" place=\"p.&#1;1\"/>", "f.xml:2"},
        {"<passage instrument=\"opcat\" kind=\"note\">bell &#7;</passage>", "f.xml:2"},
        {"<description instrument=\"opcat\" key=\"title\">a <b>bold</b> title</description>", "f.xml:2"},
    };
    for (const auto& each : cases)
        EXPECT_NE(refused(each.inside).find(each.expected), std::string::npos) << each.inside << "\n"
                                                                               << refused(each.inside);
}

TEST(Exchange, another_kind_of_file_is_refused) {
    for (const auto* text :
         {"", "<registry/>", "<registry xmlns=\"urn:placet:exchange:2\" source=\"editor\"/>",
          "<html><body/></html>", "<registry xmlns=\"urn:placet:exchange:1\" source=\"editor\">"})
        EXPECT_FALSE(read_exchange(text, "f.xml")) << text;
    const auto unsourced = read_exchange("<registry xmlns=\"urn:placet:exchange:1\"/>", "f.xml");
    ASSERT_FALSE(unsourced);
    EXPECT_NE(unsourced.error().what.find("source"), std::string::npos);
}

TEST(Exchange, a_quotation_is_short) {
    const auto with = [](std::size_t length) {
        std::string quotation;
        for (std::size_t k = 0; k < length; ++k) quotation += "\xC3\xA9";  // counted as letters, not as bytes
        return refused("<document source=\"ngo\" quotation=\"" + quotation + "\"/>");
    };
    EXPECT_EQ(with(300), "read");
    EXPECT_NE(with(301).find("longer than 300"), std::string::npos);
}

TEST(Exchange, a_cut_off_file_is_refused_at_every_point) {
    const auto text = write_exchange(everything());
    for (std::size_t length = 0; length + 2 < text.size(); length += 7)
        ASSERT_FALSE(read_exchange(text.substr(0, length), "cut.xml")) << length;
}

TEST(Exchange, a_date_keeps_the_precision_it_was_written_with) {
    for (const auto* edtf : {"2018", "2018-07", "2018-07-19", "2018~", "2018-07?", "../2021-10",
                             "2005-10/2005-11", "201X", "2018-21"}) {
        Batch batch;
        batch.documents.resize(1);
        batch.documents[0].source = "editor";
        Statement said;
        said.instrument = {"placet", "opcat"};
        said.milestone = "signed";
        said.when = when(edtf);
        batch.statements.push_back(said);
        const auto read = read_exchange(write_exchange(batch), "f.xml");
        ASSERT_TRUE(read) << edtf << read.error().what;
        EXPECT_EQ(read->statements[0].when.edtf, edtf);
        EXPECT_EQ(read->statements[0].when.lo, said.when.lo);
        EXPECT_EQ(read->statements[0].when.hi, said.when.hi);
    }
}
