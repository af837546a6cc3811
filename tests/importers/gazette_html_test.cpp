// The gazette's acts on its own pages, in both layouts, and its PDF read like its text.
#include <gtest/gtest.h>

#include <algorithm>

#include "importers/gazette/gazette.hpp"
#include "importers/gazette/html.hpp"
#include "tests/importers/files.hpp"

namespace gazette = importers::gazette;
using registry::Alias;
using Weight = registry::Remark::Weight;

namespace {

const std::filesystem::path own = "tests/importers/gazette", be = tests::shared / "sources/be";

// With the entity, of the federal State's steps on the act.
std::vector<std::string> federal(const registry::Batch& batch, const std::string& numac) {
    std::vector<std::string> lines;
    for (const auto& each : batch.statements)
        if (each.entity == "be-fed" && each.instrument == Alias{"NUMAC", numac})
            lines.push_back(each.milestone + " " + each.when.edtf);
    std::sort(lines.begin(), lines.end());
    return lines;
}

bool says(const registry::Batch& batch, const std::string& entity, const std::string& milestone,
          const std::string& when) {
    return std::any_of(batch.statements.begin(), batch.statements.end(), [&](const auto& each) {
        return each.entity == entity && each.milestone == milestone && each.when.edtf == when;
    });
}

bool links(const registry::Batch& batch, const Alias& to) {
    return std::any_of(batch.links.begin(), batch.links.end(),
                       [&](const auto& each) { return each.one == to || each.other == to; });
}

registry::Batch read(const std::filesystem::path& file) {
    const auto bytes = tests::contents(file);
    const auto source = tests::source(file.filename().string(), bytes);
    EXPECT_EQ(gazette::recognises_html(source), registry::Truth::yes) << file;
    const auto importer = importers::importer_for(source);
    EXPECT_TRUE(importer && (*importer)->id == "be-gazette-html") << file;
    return gazette::read_html_page(source);
}

bool holds(const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

// "party|entity|milestone|form|when|…": what is said, without the place.
std::vector<std::string> without_places(const registry::Batch& batch) {
    std::vector<std::string> lines;
    for (const auto& each : batch.statements)
        lines.push_back(registry::text(each.instrument) + "|" + each.party + "|" + each.entity + "|" +
                        each.milestone + "|" + each.form + "|" + each.when.edtf + "|" + each.act + "|" +
                        each.subject);
    for (const auto& each : batch.descriptions)
        lines.push_back(registry::text(each.instrument) + "|" + each.key + "|" + each.language + "|" +
                        each.value);
    for (const auto& each : batch.links)
        lines.push_back(registry::text(each.one) + "=" + registry::text(each.other));
    std::sort(lines.begin(), lines.end());
    return lines;
}

}  // namespace

TEST(GazetteHtml, reads_an_act_of_assent_in_the_old_layout) {
    const auto batch = read(own / "benin-old-layout.html");
    const auto steps = federal(batch, "2019011406");
    EXPECT_TRUE(holds(steps, "promulgated 2019-03-01")) << testing::PrintToString(steps);
    EXPECT_TRUE(holds(steps, "published 2025-10-16")) << testing::PrintToString(steps);
    EXPECT_TRUE(says(batch, "be-wal", "published", "2025-05-30")) << "by note (2)";
    EXPECT_TRUE(links(batch, {"CHAMBER", "54K3403"})) << "by note (1)";
    EXPECT_TRUE(links(batch, {"ELI", "eli/wet/2019/03/01/2019011406"}));
    EXPECT_EQ(batch.documents[0].published->edtf, "2025-10-16");
    EXPECT_EQ(batch.documents[0].media_type, "text/html");
    EXPECT_TRUE(batch.documents[0].sample);
}

TEST(GazetteHtml, reads_an_act_of_assent_in_the_layout_of_2024) {
    const auto batch = read(own / "bbnj-2024-layout.html");
    const auto steps = federal(batch, "2025004251");
    EXPECT_TRUE(holds(steps, "promulgated 2024-12-25")) << testing::PrintToString(steps);
    EXPECT_TRUE(holds(steps, "published 2025-08-05")) << testing::PrintToString(steps);
    EXPECT_TRUE(links(batch, {"CHAMBER", "56K0481"}));
    EXPECT_EQ(batch.documents[0].published->edtf, "2025-08-05");
}

TEST(GazetteHtml, says_what_the_text_of_the_same_act_says) {
    const auto text = be / "bs_2025-10-16_2019011406_Benin_wet-2019.txt";
    if (!std::filesystem::exists(text)) GTEST_SKIP() << "skipped: ../shared is not there";
    const auto bytes = tests::contents(text);
    const auto printed = gazette::read(tests::source("benin.txt", bytes));
    const auto page = read(own / "benin-old-layout.html");
    EXPECT_EQ(federal(page, "2019011406"), federal(printed, "2019011406"));
}

TEST(GazetteHtml, the_gazette_has_no_such_act) {
    for (const auto& file : {own / "no-such-act.html", be / "ejustice_api2_empty.html"}) {
        if (!std::filesystem::exists(file)) continue;
        const auto batch = read(file);
        EXPECT_TRUE(batch.statements.empty());
        EXPECT_TRUE(batch.looks.empty()) << "one number asked for in vain is no look into the gazette";
        EXPECT_EQ(tests::count(batch, Weight::doubt, "no-act"), 1) << file;
    }
    const std::string said =
        "<!doctype html><html><head><link href=\"/css_2024/a.css\"></head><body><main class=\"article-text\">"
        "<p>No article available with such references</p></main></body></html>";
    const auto batch = gazette::read_html_page(tests::source("none.html", said));
    EXPECT_EQ(tests::count(batch, Weight::doubt, "no-act"), 1);
    EXPECT_TRUE(tests::has_loss(gazette::read_html_page(tests::source("nothing.html", ""))));
}

TEST(GazetteHtml, an_act_that_is_no_assent_says_nothing_and_an_empty_title_is_a_doubt) {
    const auto file = be / "ejustice_api2_2022-04-15_valid.html";
    if (!std::filesystem::exists(file)) GTEST_SKIP() << "skipped: ../shared is not there";
    const auto batch = read(file);
    EXPECT_TRUE(batch.statements.empty());
    EXPECT_FALSE(batch.remarks.empty()) << "never silence";
    EXPECT_FALSE(tests::has_loss(batch));
    EXPECT_EQ(batch.documents[0].published->edtf, "2022-04-15");
    EXPECT_EQ(batch.documents[0].title, "21 SEPTEMBER 2021. - Nationale Orden");

    auto bytes = tests::contents(file);
    const std::string title = "21 SEPTEMBER 2021. - Nationale Orden";
    bytes.erase(bytes.find(title), title.size());
    EXPECT_EQ(tests::count(gazette::read_html_page(tests::source("untitled.html", bytes)), Weight::doubt,
                           "no-title"),
              1);
}

TEST(GazetteHtml, without_a_number_an_act_is_a_loss_until_its_address_is_given) {
    auto bytes = tests::contents(own / "benin-old-layout.html");
    const std::string eli = "/eli/wet/2019/03/01/2019011406/staatsblad";
    bytes.replace(bytes.find(eli), eli.size(), "#");
    auto source = tests::source("benin.html", bytes);
    const auto nameless = gazette::read_html_page(source);
    EXPECT_TRUE(nameless.statements.empty());
    EXPECT_EQ(tests::count(nameless, Weight::loss, "no-number"), 1);
    source.beside.address =
        "https://www.ejustice.just.fgov.be/cgi/api2.pl?lg=N&pd=2025-10-16&numac=2019011406";
    EXPECT_TRUE(holds(federal(gazette::read_html_page(source), "2019011406"), "published 2025-10-16"));
}

TEST(GazetteHtml, leaves_other_pages_of_the_gazette_to_be_kept_as_they_are) {
    const auto file = be / "ejustice_2024layout_rechtspersonen-lijst.html";
    if (!std::filesystem::exists(file)) GTEST_SKIP() << "skipped: ../shared is not there";
    const auto bytes = tests::contents(file);
    const auto importer = importers::importer_for(tests::source("list.html", bytes));
    ASSERT_TRUE(importer) << importer.error().what;
    EXPECT_EQ((*importer)->id, "evidence");
}

TEST(GazettePdf, is_claimed_by_its_running_head_and_says_what_its_text_says) {
    const auto pdf = be / "bs_2025-08-05_2025004251_BBNJ_wet_p64435-64436.pdf",
               text = be / "bs_2025-08-05_2025004251_BBNJ_wet.txt";
    if (!std::filesystem::exists(pdf)) GTEST_SKIP() << "skipped: ../shared is not there";
    const auto pdf_bytes = tests::contents(pdf), text_bytes = tests::contents(text);
    const auto source = tests::source("act.pdf", pdf_bytes);
    ASSERT_TRUE(source.no_pdf_text.empty()) << source.no_pdf_text;
    const auto importer = importers::importer_for(source);
    ASSERT_TRUE(importer) << importer.error().what;
    EXPECT_EQ((*importer)->id, "be-gazette");
    const auto batch = (*importer)->read(source);
    EXPECT_EQ(batch.documents.at(0).media_type, "application/pdf");
    EXPECT_EQ(without_places(batch), without_places(gazette::read(tests::source("act.txt", text_bytes))));
    EXPECT_TRUE(says(batch, "be-fed", "published", "2025-08-05"));
}

TEST(GazettePdf, without_text_stays_evidence_and_says_why) {
    const std::string damaged = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog";
    const auto source = tests::source("scan.pdf", damaged);
    EXPECT_FALSE(source.no_pdf_text.empty());
    const auto importer = importers::importer_for(source);
    ASSERT_TRUE(importer);
    EXPECT_EQ((*importer)->id, "evidence");
    EXPECT_EQ(tests::count((*importer)->read(source), Weight::doubt, "unreadable"), 1);
}
