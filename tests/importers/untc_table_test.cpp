#include <gtest/gtest.h>

#include "importers/untc/table.hpp"
#include "tests/importers/files.hpp"
#include "tests/importers/mtdsg_sample.hpp"

using namespace tests;
using Weight = registry::Remark::Weight;

TEST(Untc, reads_signature_and_consent_with_form_date_notes_and_place) {
    const auto batch = read_mtdsg(MtdsgSample{});
    EXPECT_EQ(said_of(batch, "Albania"), Said{"deposited accession 2003-10-01 "});
    EXPECT_EQ(said_of(batch, "Argentina"),
              (Said{"signed  2003-04-30 note 1,2", "deposited ratification 2004-11-15 note 1,2"}));
    ASSERT_GE(batch.statements.size(), 3U);
    const auto& last = batch.statements.back();
    EXPECT_EQ(last.instrument, (registry::Alias{"MTDSG", "IV-99-z"}));
    EXPECT_EQ(last.place, "Participants row 2, column 3 (line 1)");
    EXPECT_EQ(batch.documents.at(0).covers, std::vector{last.instrument});
    EXPECT_FALSE(has_loss(batch));
    EXPECT_EQ(count(batch, Weight::doubt, "official-count"), 0);
}

TEST(Untc, gives_codes_the_meaning_their_column_declares) {
    using importers::untc::meaning;
    using importers::untc::read_head;
    const auto means = [](const char* head, const char* code) {
        const auto out = meaning(read_head(head), code);
        return out.milestone + "/" + out.form + "/" + out.words + (out.certain ? "" : "?");
    };
    EXPECT_EQ(means("Signature, Succession to signature(d)", ""), "signed//");
    EXPECT_EQ(means("Signature, Succession to signature(d)", "d"), "signed/succession-to-signature/");
    EXPECT_EQ(means("Signature, Signature ad referendum (s)", "s"), "signed/ad-referendum/");
    EXPECT_EQ(means("Accession(a), Succession(d), Ratification", "d"), "deposited/succession/");
    EXPECT_EQ(means("Acceptance(A), Accession(a), Approval(AA), Ratification", "A"), "deposited/acceptance/");
    EXPECT_EQ(means("Acceptance(A), Accession(a), Approval(AA), Ratification", "a"), "deposited/accession/");
    EXPECT_EQ(means("Acceptance(A), Accession(a), Approval(AA), Ratification", "AA"), "deposited/approval/");
    EXPECT_EQ(means("Ratification, Definitive signature(s)", "s"),
              "signed-definitively/definitive-signature/");
    EXPECT_EQ(means("Ratification, Formal confirmation(c)", "c"), "deposited/formal-confirmation/");
    EXPECT_EQ(means("Consent to be bound(P), Succession(d)", "P"), "deposited/consent-to-be-bound/");
    EXPECT_EQ(means("Ratification, Simplified procedure(p)", "p"), "deposited/simplified-procedure/");
    EXPECT_EQ(means("Provisional application under article 23(n)", "n"),
              "applied-provisionally//Provisional application under article 23");
    EXPECT_EQ(means("Application", ""), "deposited/other/Application");
    EXPECT_EQ(means("Definitive signature(s), Confirmation of signature", ""),
              "deposited/other/Confirmation of signature");
    EXPECT_EQ(means("Accession to the Convention as amended by the Protocol(a)", "a"),
              "deposited/accession/Accession to the Convention as amended by the Protocol");
    // A name goes on after a comma in lower case; a citation in brackets is no code.
    EXPECT_EQ(read_head("Participation by virtue of ratification, accession or succession to the Protocol")
                  .actions.size(),
              1U);
    EXPECT_EQ(read_head("Notification under article 7 (1) (b)").actions[0].code, "");
    // Two actions without a code: nobody can tell; a code the head does not have: neither.
    EXPECT_EQ(means("Acceptance of the Protocol, Definitive signature of the Protocol", ""),
              "deposited/other/Acceptance of the Protocol or Definitive signature of the Protocol?");
    EXPECT_EQ(means("Ratification, Accession(a)", "x"), "deposited/other/code x?");
}

TEST(Untc, reads_a_cell_with_its_tabs_blanks_brackets_and_code) {
    const auto told = [](const char* text) {
        const auto cell = importers::untc::read_cell(text);
        return !cell ? std::string{"-"}
                     : registry::iso(cell->day) + (cell->bracketed ? " [" : " ") + cell->code;
    };
    EXPECT_EQ(told("22 Apr\t 2016 "), "2016-04-22 ");
    EXPECT_EQ(told(" 4 Nov\t 2016 AA"), "2016-11-04 AA");
    EXPECT_EQ(told("[ 3 Oct 1975 ]"), "1975-10-03 [");
    EXPECT_EQ(told("[20 Jan\t 2021 A]"), "2021-01-20 [A");
    EXPECT_EQ(told("31 Jun 1989"), "-");
    EXPECT_EQ(told("x"), "-");
    EXPECT_EQ(told("1 May 1970 1 May 1971"), "-");
    EXPECT_EQ(told("1 May 1970 see note"), "-");
}

TEST(Untc, takes_brackets_for_an_undated_withdrawal_of_what_stands_in_them) {
    MtdsgSample sample;
    sample.rows = row("Canada&lt;superscript&gt;2&lt;/superscript&gt;", "[29 Apr 1998 ]", "[17 Dec 2002 ]") +
                  row("Chad", "[ 3 Oct 1975 ]", "") + row("Cuba", "", "[14 Nov 1980 a]") +
                  row("[Fiji]", "", "1 May 1970 a");
    const auto batch = read_mtdsg(sample);
    EXPECT_EQ(said_of(batch, "Canada"),
              (Said{"signed  1998-04-29 note 2", "deposited ratification 2002-12-17 note 2",
                    "signature-withdrawn  XXXX-XX-XX between brackets; note 2",
                    "withdrawn  XXXX-XX-XX between brackets; note 2"}));
    EXPECT_EQ(said_of(batch, "Chad"),
              (Said{"signed  1975-10-03 ", "signature-withdrawn  XXXX-XX-XX between brackets"}));
    EXPECT_EQ(said_of(batch, "Cuba"),
              (Said{"deposited accession 1980-11-14 ", "withdrawn  XXXX-XX-XX between brackets"}));
    EXPECT_EQ(said_of(batch, "Fiji"),
              (Said{"deposited accession 1970-05-01 ", "withdrawn  XXXX-XX-XX between brackets"}));
    EXPECT_EQ(count(batch, Weight::doubt, "official-count"), 2);  // no live action is left: 0 and 0
}

TEST(Untc, takes_a_bracketed_provisional_application_for_no_withdrawal) {
    MtdsgSample sample;
    sample.heads =
        "<Entry>Participant</Entry><Entry>Provisional application</Entry><Entry>Ratification</Entry>";
    sample.rows = row("Chad", "[ 3 Oct 1975 ]", "") + row("Cuba", "[ 3 Oct 1975 ]", "[14 Nov 1980 ]");
    const auto batch = read_mtdsg(sample);
    EXPECT_EQ(said_of(batch, "Chad"), Said{"applied-provisionally  1975-10-03 "});
    EXPECT_EQ(count(batch, Weight::doubt, "bracketed-apart"), 1);
    EXPECT_EQ(said_of(batch, "Cuba"),
              (Said{"applied-provisionally  1975-10-03 ", "deposited ratification 1980-11-14 ",
                    "withdrawn  XXXX-XX-XX between brackets"}));
}

TEST(Untc, keeps_a_row_without_action_and_says_so) {
    const auto batch =
        read_mtdsg(MtdsgSample{.rows = row("China&lt;superscript&gt;3&lt;/superscript&gt;", "", "")});
    EXPECT_EQ(kept(batch, "participant"), Said{"China: note 3"});
    EXPECT_EQ(count(batch, Weight::note, "no-action"), 1);
    EXPECT_EQ(count(batch, Weight::note, "missing-note"), 1);
}

TEST(Untc, keeps_an_unknown_code_as_another_action_in_doubt) {
    const auto batch = read_mtdsg(MtdsgSample{.rows = row("Chad", "", "1 May 1970 q")});
    EXPECT_EQ(said_of(batch, "Chad"), Said{"deposited other 1970-05-01 code q"});
    EXPECT_EQ(count(batch, Weight::doubt, "unknown-code"), 1);
    EXPECT_EQ(batch.documents.at(0).covers.size(), 1U);
}

TEST(Untc, keeps_what_it_cannot_read_and_then_covers_nothing) {
    const auto cell = read_mtdsg(MtdsgSample{.rows = row("Chad", "", "soon")});
    EXPECT_EQ(kept(cell, "unread"), Said{"Chad: Accession(a), Succession(d), Ratification: soon"});
    EXPECT_EQ(count(cell, Weight::loss, "unread-cell"), 1);
    EXPECT_TRUE(cell.documents.at(0).covers.empty());
    const auto ragged =
        read_mtdsg(MtdsgSample{.rows = "<Row><Entry>Chad</Entry><Entry>1 May 1970</Entry></Row>"});
    EXPECT_EQ(kept(ragged, "unread"), Said{"Chad: 1 May 1970"});
    EXPECT_EQ(said_of(ragged, "Chad"), Said{});
    EXPECT_TRUE(ragged.documents.at(0).covers.empty());
}

TEST(Untc, keeps_an_action_that_neither_signs_nor_binds_as_words) {
    MtdsgSample sample;
    sample.heads =
        "<Entry>Participant</Entry><Entry>Signature</Entry><Entry>Notification under article 7 (1) "
        "(b)</Entry>";
    sample.rows = row("Chad", "", "1 May 1970");
    const auto batch = read_mtdsg(sample);
    EXPECT_EQ(kept(batch, "participant-action"),
              Said{"Chad: Notification under article 7 (1) (b): 1 May 1970"});
    EXPECT_EQ(said_of(batch, "Chad"), Said{});
}

TEST(Untc, covers_nothing_without_a_participants_table) {
    const auto batch = read_mtdsg(MtdsgSample{.table = "no"});
    EXPECT_TRUE(batch.documents.at(0).covers.empty());
    EXPECT_EQ(count(batch, Weight::note, "no-participants-table"), 1);
    EXPECT_EQ(described(batch, "official-parties"), Said{"2"});
}

TEST(Untc, reports_official_counts_that_its_table_does_not_meet) {
    MtdsgSample sample;
    sample.rows += row("Chad", "", "1 May 1970");
    const auto batch = read_mtdsg(sample);
    ASSERT_EQ(count(batch, Weight::doubt, "official-count"), 1);
    EXPECT_NE(what_of(batch, "official-count").find("parties 2"), std::string::npos);
    EXPECT_NE(what_of(batch, "official-count").find("has 3"), std::string::npos);
    EXPECT_EQ(described(batch, "official-parties"), Said{"2"});
}
