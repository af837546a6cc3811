// What stands beside a file, and the two importers that read little or nothing themselves.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "importers/evidence/evidence.hpp"
#include "importers/exchange/exchange.hpp"
#include "importers/reading/pdf.hpp"
#include "importers/untc/untc.hpp"
#include "registry/exchange/exchange_xml.hpp"
#include "tests/importers/files.hpp"
#include "tests/importers/mtdsg_sample.hpp"

using importers::Sidecar;
using registry::Truth;
using Weight = registry::Remark::Weight;

namespace {

std::string problem_of(const std::string& xml) {
    const auto read = importers::read_sidecar(xml, "x.about.xml");
    return read ? "" : read.error().what + " @ " + read.error().where;
}

}  // namespace

TEST(Sidecar, gives_what_the_file_does_not_say) {
    const auto beside = importers::read_sidecar(
        "<about xmlns='urn:placet:about:1' source='ngo' title=' A  memorandum' "
        "address='https://example.org/' language='fr' "
        "as-of='2021-10-12' published='2021-10' retrieved='2022-01-31'/>",
        "x.about.xml");
    ASSERT_TRUE(beside.has_value()) << beside.error().what;
    EXPECT_EQ(beside->source, "ngo");
    EXPECT_EQ(beside->title, "A memorandum");
    EXPECT_EQ(beside->address, "https://example.org/");
    EXPECT_EQ(beside->language, "fr");
    EXPECT_EQ(beside->as_of->edtf, "2021-10-12");
    EXPECT_EQ(beside->published->edtf, "2021-10");
    EXPECT_EQ(registry::iso(*beside->retrieved), "2022-01-31");
}

TEST(Sidecar, is_refused_with_its_line_when_it_is_wrong) {
    EXPECT_NE(problem_of("<about/>").find("urn:placet:about:1"), std::string::npos);
    EXPECT_NE(problem_of("<about xmlns='urn:placet:about:1' as-of='31/02/2020'/>")
                  .find("as-of is not a date: 31/02/2020"),
              std::string::npos);
    EXPECT_NE(problem_of("<about xmlns='urn:placet:about:1'\n retrieved='2020-02-31'/>")
                  .find("retrieved is not a day"),
              std::string::npos);
    EXPECT_NE(problem_of("<about xmlns='urn:placet:about:1' asof='2020'/>").find("x.about.xml:1"),
              std::string::npos);
    EXPECT_FALSE(problem_of("").empty());
}

TEST(Evidence, is_kept_unread_and_secondary_with_the_source_its_sidecar_names) {
    Sidecar beside;
    beside.source = "press";
    beside.as_of = registry::parse_when("2018-06-22");
    const std::string page =
        "<!doctype html><html lang=\"nl\"><head><title>Ministerraad van\n 22 juni</title></head><body>De "
        "kamer heeft aangenomen.</body></html>";
    const importers::Source source{"page.html", page, beside};
    EXPECT_EQ(importers::evidence::recognises(source), Truth::unknown);
    const auto batch = importers::evidence::read(source);
    ASSERT_EQ(batch.documents.size(), 1U);
    EXPECT_EQ(batch.documents[0].source, "press");
    EXPECT_EQ(batch.documents[0].title, "Ministerraad van 22 juni");
    EXPECT_EQ(batch.documents[0].language, "nl");
    EXPECT_EQ(batch.documents[0].media_type, "text/html");
    EXPECT_EQ(batch.documents[0].as_of->edtf, "2018-06-22");
    EXPECT_TRUE(batch.documents[0].secondary);
    EXPECT_TRUE(batch.statements.empty());
    EXPECT_EQ(tests::count(batch, Weight::note, "no-act-read"), 1);
    EXPECT_FALSE(tests::has_loss(batch));
}

TEST(Evidence, of_an_unnamed_source_is_other) {
    const std::string words =
        "S\xE9nat de Belgique, s\xE9"
        "ance du 5 juillet.";
    const auto batch = importers::evidence::read(tests::source("words.txt", words));
    EXPECT_EQ(batch.documents[0].source, "other");
    EXPECT_EQ(batch.documents[0].media_type, "text/plain");
}

TEST(Evidence, is_text_and_not_pictures_archives_or_the_xml_of_others) {
    const auto answer = [](const std::string& bytes) {
        return importers::evidence::recognises(tests::source("f", bytes));
    };
    EXPECT_EQ(answer("%PDF-1.7 ..."), Truth::unknown);
    EXPECT_EQ(answer("PK\x03\x04"), Truth::no);
    EXPECT_EQ(answer("<?xml version=\"1.0\"?><akomaNtoso/>"), Truth::no);
    EXPECT_EQ(answer("<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"x\"><html/>"), Truth::unknown);
    EXPECT_EQ(answer(std::string("a\0b and more", 12)), Truth::no);
    EXPECT_EQ(answer(" \n\t"), Truth::no);
    EXPECT_EQ(answer(std::string(5000, '<')), Truth::no) << "not one word";
    EXPECT_EQ(answer("\u00c9"), Truth::unknown);
    const std::string akoma = "<akomaNtoso><act/></akomaNtoso>", page = "<html><body>x</body></html>";
    EXPECT_EQ(importers::evidence::recognises(tests::source("act.XML", akoma)), Truth::no) << "data nobody here reads";
    EXPECT_EQ(importers::evidence::recognises(tests::source("page.xml", page)), Truth::unknown);
    EXPECT_EQ(answer(std::string("\xFF\xFEw\0o\0r\0d\0s\0", 12)), Truth::unknown);
}

TEST(Exchange, comes_back_as_it_was_written) {
    const auto xml = tests::MtdsgSample{}.xml();
    auto batch = importers::untc::read(tests::source("file.xml", xml));
    const auto written = registry::write_exchange(batch);
    EXPECT_EQ(importers::exchange::recognises(tests::source("f", written)), Truth::yes);
    const auto again = importers::exchange::read(tests::source("f", written));
    EXPECT_FALSE(tests::has_loss(again));
    EXPECT_EQ(again.statements.size(), batch.statements.size());
    EXPECT_EQ(registry::write_exchange(again), written);
}

TEST(Exchange, with_a_defect_is_a_loss_that_names_its_line) {
    const auto batch = importers::exchange::read(
        tests::source("bad.xml", "<exchange xmlns=\"urn:placet:exchange:1\">\n<unheard-of></exchange>"));
    EXPECT_TRUE(batch.statements.empty());
    ASSERT_EQ(tests::count(batch, Weight::loss, "damaged"), 1);
    EXPECT_EQ(batch.remarks[0].where, "bad.xml:2");
    EXPECT_EQ(batch.documents.size(), 1U);
}

// The documents the project started from are kept whole, with their text, and nothing is read out of them.
TEST(Evidence, the_five_first_documents_are_kept_and_no_act_is_read_from_them) {
    const std::filesystem::path folder = "../shared/seeds";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "skipped: ../shared is not there";
    int kept = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".txt") continue;
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
        importers::Source source{entry.path().filename().string(), bytes, {}};
        source.beside.source = "ngo";
        source.beside.language = "nl";
        const auto importer = importers::importer_for(source);
        ASSERT_TRUE(importer) << entry.path();
        EXPECT_EQ((*importer)->id, "evidence");
        const auto batch = (*importer)->read(source);
        EXPECT_TRUE(batch.statements.empty());
        EXPECT_GT(batch.documents.at(0).text.size(), bytes.size() / 2) << "its text is kept";
        EXPECT_TRUE(batch.documents.at(0).secondary);
        EXPECT_EQ(batch.documents.at(0).language, "nl");
        ++kept;
    }
    EXPECT_EQ(kept, 5);
}

TEST(Evidence, the_text_of_a_pdf_is_read_in_a_bounded_process) {
    const std::filesystem::path file =
        "../shared/sources/be/bs_2025-08-05_2025004251_BBNJ_wet_p64435-64436.pdf";
    if (!std::filesystem::exists(file)) GTEST_SKIP() << "skipped: ../shared is not there";
    std::ifstream in(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
    const auto batch = importers::evidence::read(importers::loaded("page.pdf", bytes));
    EXPECT_NE(batch.documents.at(0).text.find("2025/004251"), std::string::npos)
        << batch.documents.at(0).text.substr(0, 300);
    EXPECT_TRUE(batch.statements.empty());

    const auto late =
        importers::reading::pdf_text(bytes, {std::chrono::milliseconds{0}, std::size_t{1} << 30, 1000});
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().what, "reading its text took too long");
    const auto much =
        importers::reading::pdf_text(bytes, {std::chrono::milliseconds{20'000}, std::size_t{1} << 30, 10});
    ASSERT_FALSE(much);
    EXPECT_EQ(much.error().what, "it holds more text than is kept");
}

TEST(Evidence, a_damaged_pdf_is_kept_and_says_so) {
    const std::string damaged = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog";
    const auto batch = importers::evidence::read(importers::loaded("cut.pdf", damaged));
    EXPECT_EQ(batch.documents.at(0).media_type, "application/pdf");
    EXPECT_TRUE(batch.documents.at(0).text.empty());
    bool doubted = false;
    for (const auto& remark : batch.remarks) doubted |= remark.weight == registry::Remark::Weight::doubt;
    EXPECT_TRUE(doubted);
}
