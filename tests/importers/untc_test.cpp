#include <gtest/gtest.h>

#include <map>

#include "tests/importers/files.hpp"
#include "tests/importers/mtdsg_sample.hpp"

using namespace tests;
using Weight = registry::Remark::Weight;

TEST(Untc, makes_the_number_from_chapter_subchapter_section_and_subsection) {
    const auto number = [](MtdsgSample sample) {
        const auto batch = read_mtdsg(sample);
        return batch.documents.at(0).covers.empty() ? std::string{} : batch.documents.at(0).covers[0].value;
    };
    EXPECT_EQ(number({.chapter = "CHAPTER XI", .subchapter = "A", .section = "16", .subsection = ""}),
              "XI-A-16");
    EXPECT_EQ(number({.chapter = "CHAPTER XI", .subchapter = "B", .section = "16", .subsection = "1"}),
              "XI-B-16-1");
    EXPECT_EQ(number({.chapter = "CHAPTER III", .section = "2", .subsection = "7a"}), "III-2-7a");
    EXPECT_EQ(number({.chapter = "CHAPTER VII&lt;superscript&gt;1&lt;/superscript&gt;",
                      .section = "5",
                      .subsection = ""}),
              "VII-5");
    const auto nameless = read_mtdsg(MtdsgSample{.chapter = "TREATIES"});
    EXPECT_TRUE(nameless.statements.empty());
    EXPECT_EQ(count(nameless, Weight::loss, "no-number"), 1);
}

TEST(Untc, takes_the_particulars_of_the_document_from_beside_the_file) {
    importers::Sidecar beside;
    beside.as_of = registry::parse_when("2018-01-15");
    beside.published = registry::parse_when("2018-01");
    beside.retrieved = registry::parse_day("2018-01-15");
    beside.address = "https://example.org/IV-99-z.en.xml";
    const auto xml = replaced(MtdsgSample{}.xml(), "<Document>", "<!-- placet-sample --><Document>");
    const auto document = read_mtdsg(xml, beside).documents.at(0);
    EXPECT_EQ(document.source, "un-mtdsg");
    EXPECT_EQ(document.media_type, "application/xml");
    EXPECT_EQ(document.language, "en");
    EXPECT_EQ(document.title, "Protocol to the Convention on Specimens");
    EXPECT_EQ(document.as_of->edtf, "2018-01-15");
    EXPECT_EQ(document.published->edtf, "2018-01");
    EXPECT_EQ(document.retrieved, beside.retrieved);
    EXPECT_EQ(document.address, beside.address);
    EXPECT_TRUE(document.sample);
    EXPECT_FALSE(read_mtdsg(MtdsgSample{}).documents.at(0).sample);
}

TEST(Untc, reads_the_header_into_descriptions_and_the_instruments_own_dates) {
    const auto batch = read_mtdsg(MtdsgSample{.title = "Optional &lt;i&gt;Protocol&lt;/i&gt; to the "
                                                       "Convention&lt;superscript&gt;1&lt;/superscript&gt;"});
    EXPECT_EQ(described(batch, "title"), Said{"Optional Protocol to the Convention"});
    EXPECT_EQ(described(batch, "kind"), Said{"protocol"});
    EXPECT_EQ(described(batch, "conclusion"), Said{"New York, 18 December 2002"});
    EXPECT_EQ(described(batch, "registration"), Said{"22 June 2006, No. 24841"});
    EXPECT_EQ(described(batch, "official-signatories"), Said{"1"});
    EXPECT_EQ(described(batch, "official-parties"), Said{"2"});
    EXPECT_EQ(described(batch, "text-reference"), Said{"Vol. 2375."});
    EXPECT_EQ(described(batch, "entry-into-force-text"),
              Said{"Entry into force: 22 June 2006, in accordance with article 28(1)."});
    EXPECT_EQ(kept(batch, "note-reference"), Said{": Title: note 1"});
    EXPECT_EQ(said_of(batch, ""),
              (Said{"text-adopted  2002-12-18 New York, 18 December 2002", "entered-into-force  2006-06-22 ",
                    "registered  2006-06-22 22 June 2006, No. 24841"}));
}

TEST(Untc, guesses_the_kind_only_from_the_first_declared_word) {
    const auto kind = [](const char* title) {
        return described(read_mtdsg(MtdsgSample{.title = title}), "kind");
    };
    EXPECT_EQ(kind("Amendment to the Montreal Protocol"), Said{"amendment"});
    EXPECT_EQ(kind("WHO Framework Convention on Tobacco Control"), Said{"convention"});
    EXPECT_EQ(kind("Agreement relating to Part XI of the Convention on the Law of the Sea"), Said{});
    EXPECT_EQ(kind("Comprehensive Nuclear-Test-Ban Treaty"), Said{});
}

struct Entry {
    const char* label;
    const char* text;
    const char* date;  // empty: none is said
    int remarks;
};

TEST(Untc, says_entry_into_force_only_when_the_label_does_and_takes_the_definitive_day) {
    const std::vector<Entry> entries{
        {"Entry into force", "22 June 2006, in accordance with article 28(1).", "2006-06-22", 0},
        {"Entry into force",
         "1 January 2019, in accordance with article IV, with the exception of changes which enter into "
         "force on 1 January 2033.",
         "2019-01-01", 1},
        {"Entry into force",
         "provisionally on 1 January 1974, in accordance with article 36(2) and definitively on 15 October "
         "1974, in accordance with article 36(1).",
         "1974-10-15", 1},
        {"Entry into force", "provisionally on 1 January 1974, in accordance with article 36.", "", 1},
        {"Entry into force", "in accordance with article 30 which reads: of 1 May 1970.", "", 1},
        {"Entry into force", "31 June 1989, in accordance with article 1.", "", 2},
        {"Not yet in force", "see article 85 as at 1 May 1970.", "", 0},
        {"", "26 September 2012, in accordance with article 121.", "", 1},
    };
    for (const auto& entry : entries) {
        const auto batch = read_mtdsg(MtdsgSample{.entry_label = entry.label, .entry = entry.text});
        std::string date;
        for (const auto& said : batch.statements)
            if (said.milestone == "entered-into-force") date += said.when.edtf;
        EXPECT_EQ(date, entry.date) << entry.text;
        const auto plain = read_mtdsg(MtdsgSample{});
        EXPECT_EQ(batch.remarks.size() - plain.remarks.size(), static_cast<std::size_t>(entry.remarks))
            << entry.text;
        EXPECT_EQ(described(batch, "entry-into-force-text").size(), 1U);
    }
}

TEST(Untc, takes_the_day_of_adoption_from_a_single_clear_date) {
    const auto adopted = [](const char* conclusion) {
        const auto batch = read_mtdsg(MtdsgSample{.conclusion = conclusion});
        for (const auto& said : batch.statements)
            if (said.milestone == "text-adopted") return said.when.edtf;
        EXPECT_GT(count(batch, Weight::note, "conclusion-unread"), 0) << conclusion;
        return std::string{};
    };
    EXPECT_EQ(adopted("New York, 17 December 1963&lt;superscript&gt;1&lt;/superscript&gt;"), "1963-12-17");
    EXPECT_EQ(adopted("Trieste, Italy, 3 December 1996"), "1996-12-03");
    EXPECT_EQ(adopted("15 October 1946"), "1946-10-15");
    EXPECT_EQ(adopted("London, 14 November 1975 and 9 November 1977"), "");
    EXPECT_EQ(adopted("Geneva, 26 and 27 June 1936"), "");
    EXPECT_EQ(adopted("Geneva, 31 June 1936"), "");
    EXPECT_EQ(adopted("London"), "");
}

TEST(Untc, quarantines_an_impossible_date_and_keeps_its_words) {
    const auto batch =
        read_mtdsg(MtdsgSample{.more_header = "<Termination><Label>TERMINATION</Label><Labeltext>Terminated "
                                              "on 31 June 1989.</Labeltext></Termination>"});
    EXPECT_EQ(count(batch, Weight::doubt, "impossible-date"), 1);
    EXPECT_EQ(described(batch, "termination"), Said{"Terminated on 31 June 1989."});
}

TEST(Untc, keeps_every_section_as_words_with_their_party) {
    MtdsgSample sample;
    sample.sections =
        "<Declarations><Title>Declarations</Title><Title>(made upon ratification)</Title>"
        "<Declaration><Participant>Belgium&lt;superscript&gt;1&lt;/superscript&gt;</Participant><text "
        "type=\"title\">Upon signature:</text>"
        "<text>One &lt;a hef='/x y.pdf'_blank\"&gt;two&lt;a/&gt; three.\r</text><text type=\"para\" "
        "/></Declaration></Declarations>"
        "<Objections><Objection><Participant>Cuba</Participant><text>&lt;right&gt;25 July "
        "1977&lt;/right&gt;</text><text>No.</text></Objection></Objections>"
        "<DeclarationsUnderArticle><Declaration><Participant>Chad</Participant><text>Art.</text></"
        "Declaration></DeclarationsUnderArticle>"
        "<Notifications><Notification><Participant>Fiji</Participant><text>Hello.</text></Notification></"
        "Notifications>"
        "<TerritorialApplications "
        "show=\"YES\"><Application><Participant>Malta</Participant><DateNotification>8 Jul "
        "1949</DateNotification>"
        "<Territories>Gozo</Territories></Application><Application><Participant /><DateNotification>9 Jul "
        "1949</DateNotification>"
        "<Territories>Comino</Territories></Application></TerritorialApplications>"
        "<SpecialTables><Table><TableNo>1</TableNo><Columns>2</Columns><Title>Extra</"
        "Title><TableHeader><Title>Participant</Title>"
        "<Title>Protocol "
        "I</Title></TableHeader><Rows><Row><Column>Peru</Column><Column>x</Column></Row></Rows></Table></"
        "SpecialTables>"
        "<LON><Table><Title>Ratifications</Title><Ratification><State.no.link>Iran</"
        "State.no.link><Para>(with)</Para>"
        "<Ratification.date>&lt;right&gt; (April 10th, 1935 "
        "a)&lt;/right&gt;</Ratification.date><State.no.link>Siam</State.no.link>"
        "</Ratification></Table></LON>";
    sample.notes =
        "<EndNotes><Note><index>1</index><text>See:</text><table><totalCols>2</totalCols><row><col>Party</"
        "col><col>Day\r</col></row>"
        "<row><col>Canada</col><col>15 Dec "
        "2012\r</col></row></table></Note><Note><index>2</index><text>b</text></Note></EndNotes>";
    const auto batch = read_mtdsg(sample);
    EXPECT_EQ(kept(batch, "declaration"),
              Said{"Belgium: Upon signature:\nOne two </x y.pdf> three.\nnote 1"});
    EXPECT_EQ(kept(batch, "objection"), Said{"Cuba: 25 July 1977\nNo."});
    EXPECT_EQ(kept(batch, "declaration-under-article"), Said{"Chad: Art."});
    EXPECT_EQ(kept(batch, "notification"), Said{"Fiji: Hello."});
    EXPECT_EQ(kept(batch, "territorial-application"),
              (Said{"Malta: 8 Jul 1949: Gozo", "Malta: 9 Jul 1949: Comino"}));
    EXPECT_EQ(kept(batch, "special-table"), Said{"Peru: Protocol I: x"});
    EXPECT_EQ(kept(batch, "league-of-nations"),
              (Said{"Iran: Ratifications: (with)\n(April 10th, 1935 a)", "Siam: Ratifications"}));
    EXPECT_EQ(kept(batch, "end-note"), (Said{": See:\nParty | Day\nCanada | 15 Dec 2012", ": b"}));
    EXPECT_EQ(kept(batch, "section-title"), (Said{": Ratifications", ": Extra\nParticipant | Protocol I",
                                                  ": Declarations\n(made upon ratification)"}));
    EXPECT_EQ(count(batch, Weight::note, "kept-as-text"), 1);
    EXPECT_FALSE(has_loss(batch));
}

TEST(Untc, says_what_elements_it_does_not_know_and_keeps_their_words) {
    const auto batch = read_mtdsg(
        MtdsgSample{.sections = "<Annexes><Annex>A &lt;i&gt;map&lt;/i&gt;<b>deep</b></Annex></Annexes>"});
    EXPECT_EQ(kept(batch, "unread"), Said{": A map deep"});
    ASSERT_EQ(count(batch, Weight::loss, "unknown-element"), 1);
    EXPECT_NE(what_of(batch, "unknown-element").find("Document/Treaty/Annexes"), std::string::npos);
    EXPECT_EQ(said_of(batch, "Albania").size(), 1U);
}

TEST(Untc, mends_characters_cut_to_their_low_byte) {
    const auto cut = read_mtdsg(
        MtdsgSample{.sections = "<Declarations><Declaration><Participant>Cuba</Participant><text>\x1C& "
                                "the\x02State\x19s\x13\x18x\x1D</text></Declaration></Declarations>"});
    EXPECT_EQ(kept(cut, "declaration"), Said{"Cuba: “… the State’s–‘x”"});
    EXPECT_EQ(count(cut, Weight::note, "repaired"), 1);
    EXPECT_FALSE(has_loss(cut));
    const auto odd = read_mtdsg(MtdsgSample{.title = "Protocol\x07 on Bells"});
    EXPECT_EQ(described(odd, "title"), Said{"Protocol on Bells"});
    EXPECT_EQ(count(odd, Weight::doubt, "damaged"), 1);
}

TEST(Untc, reads_latin_1_whatever_the_header_says) {
    auto xml = MtdsgSample{.rows = row("C\xF4te d'Ivoire", "", "1 May 1970")}.xml();
    EXPECT_EQ(said_of(read_mtdsg(xml), "Côte d'Ivoire").size(), 1U);
    xml = replaced(xml, "iso-8859-1", "utf-8");
    EXPECT_EQ(said_of(read_mtdsg(xml), "Côte d'Ivoire").size(), 1U);
    xml = replaced(replaced(xml, "\xF4", "ô"), "\"utf-8\"", "\"ISO-8859-1\"");
    EXPECT_EQ(said_of(read_mtdsg(xml), "Côte d'Ivoire").size(), 1U);
}

TEST(Untc, reads_nothing_from_what_is_not_whole_or_not_its_own) {
    const auto whole = MtdsgSample{}.xml();
    const std::vector<std::string> others{
        whole.substr(0, whole.size() - 4),
        whole.substr(0, whole.size() / 2),
        whole + "<Document/>",
        whole + " trailing words",
        replaced(whole, "Document>", "Papers>"),
        whole.substr(0, whole.size() / 2) + '\0' + whole.substr(whole.size() / 2),
        "<!DOCTYPE html><html><head><title>Not found</title></head><body><p>The page <br> cannot be "
        "found</body></html>",
        ""};
    for (const auto& bytes : others) {
        const auto batch = read_mtdsg(bytes);
        EXPECT_TRUE(batch.statements.empty()) << bytes.substr(0, 60);
        EXPECT_TRUE(batch.documents.at(0).covers.empty());
        EXPECT_TRUE(has_loss(batch)) << bytes.substr(0, 60);
    }
}

TEST(Untc, reads_the_english_edition_only) {
    auto xml = MtdsgSample{.entry_label = "Entrée en vigueur"}.xml();
    for (const auto& [english, french] :
         std::map<std::string, std::string>{{"<Label>Registration", "<Label>Enregistrement"},
                                            {"<Label>Status", "<Label>État"},
                                            {"<Label>Text", "<Label>Texte"}})
        xml = replaced(xml, english, french);
    const auto batch = read_mtdsg(xml);
    EXPECT_TRUE(batch.statements.empty());
    EXPECT_EQ(count(batch, Weight::loss, "language"), 1);
}
