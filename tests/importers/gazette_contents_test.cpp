// The gazette's list of contents, and what a file holds of an issue.
#include <gtest/gtest.h>

#include <algorithm>

#include "importers/gazette/contents.hpp"
#include "importers/gazette/issues_read.hpp"
#include "tests/importers/files.hpp"

namespace gazette = importers::gazette;
using Weight = registry::Remark::Weight;

namespace {

const std::filesystem::path own = "tests/importers/gazette", be = tests::shared / "sources/be";

std::string sample() { return tests::contents(own / "contents-2025-10-16.txt"); }

registry::Batch read(const std::string& bytes) {
    return gazette::read_contents(tests::source("issue.txt", bytes));
}

std::vector<std::string> said(const registry::Batch& batch) {
    std::vector<std::string> lines;
    for (const auto& each : batch.statements)
        lines.push_back(registry::text(each.instrument) + " " + each.entity + " " + each.milestone + " " +
                        each.when.edtf);
    std::sort(lines.begin(), lines.end());
    return lines;
}

std::string described(const registry::Batch& batch, const std::string& alias, const std::string& key,
                      const std::string& language = {}) {
    for (const auto& each : batch.descriptions)
        if (registry::text(each.instrument) == alias && each.key == key && each.language == language)
            return each.value;
    return {};
}

}  // namespace

TEST(GazetteContents, names_acts_of_assent_by_issue_and_page) {
    const auto batch = read(sample());
    EXPECT_EQ(said(batch), (std::vector<std::string>{
                               "BS 2025-10-16/80288/2019-03-01 be-fed promulgated 2019-03-01",
                               "BS 2025-10-16/80288/2019-03-01 be-fed published 2025-10-16",
                               "BS 2025-10-16/80310/2025-10-02 be-wal promulgated 2025-10-02",
                               "BS 2025-10-16/80310/2025-10-02 be-wal published 2025-10-16",
                               "BS 2025-10-16/80316/2025-10-02 be-wal promulgated 2025-10-02",
                               "BS 2025-10-16/80316/2025-10-02 be-wal published 2025-10-16",
                           }));
    EXPECT_EQ(batch.documents.at(0).source, "be-gazette");
    EXPECT_EQ(batch.documents.at(0).published->edtf, "2025-10-16");
    EXPECT_EQ(batch.documents.at(0).as_of->edtf, "2025-10-16");
    EXPECT_TRUE(batch.documents.at(0).covers.empty()) << "a gazette's silence is no retraction";
    EXPECT_EQ(described(batch, "BS 2025-10-16/80288/2019-03-01", "issue-number"), "213");
    EXPECT_EQ(described(batch, "BS 2025-10-16/80288/2019-03-01", "issue-pages"), "44");
    EXPECT_NE(described(batch, "BS 2025-10-16/80288/2019-03-01", "issuing-body").find("Affaires étrangères"),
              std::string::npos);
    EXPECT_NE(described(batch, "BS 2025-10-16/80288/2019-03-01", "title", "nl").find("luchtvervoer"),
              std::string::npos);
    EXPECT_EQ(described(batch, "BS 2025-10-16/80288/2019-03-01", "conclusion"), "Cotonou, 9 January 2018");
    EXPECT_EQ(tests::count(batch, Weight::note, "contents"), 1);
    EXPECT_EQ(tests::count(batch, Weight::doubt, "damaged"), 0);
}

TEST(GazetteContents, joins_versions_on_other_pages_act_by_act) {
    const auto batch = read(sample());
    EXPECT_NE(described(batch, "BS 2025-10-16/80310/2025-10-02", "title", "nl").find("rivieren"),
              std::string::npos);
    EXPECT_NE(described(batch, "BS 2025-10-16/80316/2025-10-02", "title", "nl").find("meren"),
              std::string::npos);
    auto text = sample();
    const auto at = text.find("2 OKTOBER 2025. — Decreet houdende instemming met het Akkoord\nover de meren");
    ASSERT_NE(at, std::string::npos);
    text.erase(at, text.find("80319.", at) + 6 - at);
    const auto uneven = read(text);
    EXPECT_EQ(tests::count(uneven, Weight::doubt, "listed-unevenly"), 1)
        << "one Dutch version for two French ones, on neither's page";
    EXPECT_EQ(uneven.statements.size(), batch.statements.size());
}

TEST(GazetteContents, of_the_issue_of_5_august_2025_names_the_bbnj_act) {
    const auto file = be / "bs_2025-08-05_inhoud.txt";
    if (!std::filesystem::exists(file)) GTEST_SKIP() << "skipped: ../shared is not there";
    const auto bytes = tests::contents(file);
    const auto source = tests::source("inhoud.txt", bytes);
    const auto batch = gazette::read_contents(source);
    EXPECT_EQ(said(batch),
              (std::vector<std::string>{"BS 2025-08-05/64435/2024-12-25 be-fed promulgated 2024-12-25",
                                        "BS 2025-08-05/64435/2024-12-25 be-fed published 2025-08-05"}));
    EXPECT_EQ(described(batch, "BS 2025-08-05/64435/2024-12-25", "conclusion"), "New York, 19 June 2023");
    const auto importer = importers::importer_for(source);
    ASSERT_TRUE(importer) << importer.error().what;
    EXPECT_EQ((*importer)->id, "be-gazette-contents");
    const auto part = gazette::issue_part(source);
    EXPECT_EQ(part.number, 175);
    EXPECT_EQ(part.pages, 100);
    EXPECT_TRUE(part.contents);
    EXPECT_FALSE(part.whole);
    EXPECT_GT(part.listed, 45);
}

TEST(GazetteContents, cut_off_is_a_doubt_and_no_issue_read) {
    const auto text = sample();
    for (std::size_t part = 6; part < 16; ++part) {
        const auto cut = text.substr(0, text.size() * part / 16);
        const auto source = tests::source("cut.txt", cut);
        if (gazette::recognises_contents(source) != registry::Truth::yes) continue;
        EXPECT_EQ(tests::count(gazette::read_contents(source), Weight::doubt, "damaged"), 1) << part;
        EXPECT_FALSE(gazette::issue_part(source).contents) << part;
    }
}

TEST(GazetteIssue, is_whole_with_all_its_pages_and_an_extract_without_its_contents) {
    auto text = sample();
    const auto first = sample();
    const auto source = tests::source("contents.txt", first);
    EXPECT_TRUE(gazette::issue_part(source).contents);
    EXPECT_FALSE(gazette::issue_part(source).whole);
    for (int page = 80288; page < 80288 + 42; ++page)
        text += std::to_string(page) + "\n\nMONITEUR BELGE — 16.10.2025 — BELGISCH STAATSBLAD\n\nWords.\n\f";
    EXPECT_TRUE(gazette::issue_part(tests::source("whole.txt", text)).whole);
    const std::string extract = "80288\n\nMONITEUR BELGE — 16.10.2025 — BELGISCH STAATSBLAD\n\nWords.\n\f";
    const auto part = gazette::issue_part(tests::source("extract.txt", extract));
    EXPECT_EQ(registry::iso(part.day.value()), "2025-10-16");
    EXPECT_EQ(part.seen, std::vector{80288});
    EXPECT_FALSE(part.contents);
}

namespace {

gazette::IssuePart issue(const std::string& day, int number, bool contents = true) {
    gazette::IssuePart part;
    part.day = registry::parse_day(day);
    part.number = number;
    part.contents = contents;
    return part;
}

std::string told(const gazette::IssuesRead::Summary& summary) {
    std::string out;
    for (const auto& gap : summary.missing)
        out += std::to_string(gap.year) + ": " + std::to_string(gap.first) + "-" + std::to_string(gap.last) +
               ";";
    return out;
}

}  // namespace

TEST(IssuesRead, names_the_numbers_that_are_missing) {
    gazette::IssuesRead issues;
    for (const auto& [day, number] : std::vector<std::pair<const char*, int>>{
             {"2025-08-05", 175}, {"2025-08-06", 176}, {"2025-08-11", 180}, {"2025-08-08", 178}})
        issues.add(std::string{day} + ".pdf", issue(day, number));
    const auto summary = issues.summary();
    EXPECT_EQ(summary.read.size(), 4U);
    EXPECT_EQ(summary.read.front().number, 175);
    EXPECT_EQ(summary.read.back().number, 180);
    EXPECT_EQ(told(summary), "2025: 177-177;2025: 179-179;");
    EXPECT_TRUE(summary.days_without.empty()) << "the numbers tell";
    EXPECT_EQ(summary.not_read(), 2);
    EXPECT_NE(summary.in_words().find("N. 177 of 2025"), std::string::npos) << summary.in_words();
}

TEST(IssuesRead, does_not_know_how_many_issues_a_year_had) {
    gazette::IssuesRead issues;
    issues.add("a", issue("2024-12-31", 280));
    issues.add("b", issue("2025-01-03", 3));
    const auto summary = issues.summary();
    EXPECT_EQ(told(summary), "2025: 1-2;");
    ASSERT_EQ(summary.days_without.size(), 1U) << "numbers of two years say nothing of the days between";
    EXPECT_EQ(summary.days_without[0].working_days, 2);
}

TEST(IssuesRead, counts_days_where_no_numbers_tell_and_weekends_never) {
    gazette::IssuesRead issues;
    issues.add("friday", issue("2025-08-08", 0));
    issues.add("tuesday", issue("2025-08-12", 0));
    const auto summary = issues.summary();
    ASSERT_EQ(summary.days_without.size(), 1U);
    EXPECT_EQ(summary.days_without[0].working_days, 1) << "Monday 11 August";
}

TEST(IssuesRead, an_extract_does_not_make_its_issue_read) {
    gazette::IssuesRead issues;
    issues.add("act.txt", issue("2025-08-05", 0, false));
    issues.add("scan.pdf", {});
    EXPECT_TRUE(issues.summary().read.empty());
    EXPECT_EQ(issues.summary().extracts.size(), 1U);
    ASSERT_EQ(issues.summary().unreadable.size(), 1U);
    EXPECT_EQ(issues.summary().unreadable[0].name, "scan.pdf");
    issues.add("contents.txt", issue("2025-08-05", 175));
    const auto summary = issues.summary();
    EXPECT_EQ(summary.read.size(), 1U);
    EXPECT_NE(summary.extracts[0].why.find("list of contents was read"), std::string::npos);
    EXPECT_EQ(summary.not_read(), 1) << "the file that could not be read may be an issue";
}

TEST(IssuesRead, the_contents_and_the_whole_of_one_issue_are_one_issue) {
    gazette::IssuesRead issues;
    issues.add("contents.txt", issue("2025-08-05", 175));
    auto whole = issue("2025-08-05", 175);
    whole.whole = true;
    issues.add("issue.pdf", whole);
    issues.add("second.pdf", issue("2025-08-05", 176));
    ASSERT_EQ(issues.summary().read.size(), 2U) << "a second edition of the day is an issue of its own";
    EXPECT_TRUE(issues.summary().read[0].whole);
}
