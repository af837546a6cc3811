// Every file of tests/cases is a test of its own.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "case_file.hpp"

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> case_files() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator("tests/cases"))
        if (entry.path().extension() == ".case") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

std::string all(const std::vector<std::string>& wrong) {
    std::string text;
    for (const auto& each : wrong) text += each + "\n";
    return text;
}

std::vector<std::string> run(const std::string& text) {
    return cases::run_text(text, "inline.case", "tests/cases/evidence");
}

constexpr const char* good = R"(case inline
said un-mtdsg be - signed 2005-10-24
track opcat be
on 2006-10-24
expect R1 be-fed notice unsearched
)";

}  // namespace

TEST(Cases, all_hold) {
    const auto files = case_files();
    EXPECT_GE(files.size(), 50u);
    for (const auto& file : files) {
        SCOPED_TRACE(file.string());
        const auto wrong = cases::run(file);
        EXPECT_TRUE(wrong.empty()) << all(wrong);
    }
}

TEST(Cases, a_case_that_holds_reports_nothing) { EXPECT_EQ(all(run(good)), ""); }

TEST(Cases, a_wrong_expectation_is_reported_with_file_and_line) {
    const auto wrong = run(std::string{good} + "expect R1 be-fed severe\n");
    ASSERT_EQ(wrong.size(), 1u);
    EXPECT_EQ(wrong[0].find("inline.case:6: severity is notice"), 0u) << wrong[0];
}

TEST(Cases, unknown_words_are_refused) {
    for (const auto* line :
         {"expct R1 be-fed notice", "expect R1 be-fed notice perhaps", "expect R99 be-fed notice",
          "said nobody be - signed 2005", "said un-mtdsg be - sigend 2005", "on 2005-13-01",
          "expect R1 be-xyz notice", "next sigend", "bound perhaps", "profile lenient", "track opcat be x",
          "history R1 be-fed began 2006-10-24", "expect R1 be-fed loud"})
        EXPECT_FALSE(run(std::string{good} + line + "\n").empty()) << line;
}

TEST(Cases, a_case_without_an_expectation_is_refused) {
    const auto wrong =
        run("case inline\nsaid un-mtdsg be - signed 2005-10-24\ntrack opcat be\non 2006-10-24\n");
    ASSERT_EQ(wrong.size(), 1u);
    EXPECT_NE(wrong[0].find("expects nothing"), std::string::npos);
}

TEST(Cases, a_track_of_which_nothing_is_on_record_is_refused) {
    EXPECT_FALSE(run("case inline\nsaid un-mtdsg be - signed 2005-10-24\ntrack opcta be\non "
                     "2006-10-24\nexpect nothing\n")
                     .empty());
}

TEST(Cases, every_way_of_expecting_can_fail) {
    for (const auto* line :
         {"expect nothing", "expect no R1", "expect no R1 be-fed", "because a full moon",
          "next adopted be-fed", "note no-obligation-yet npm", "bound yes", "procedure be-treaty-mixed",
          "expect R1 be-fed notice certain", "expect R1 be-fed notice cause=R7",
          "expect R1 be-fed notice since=2004", "history R1 be-fed opened 2006-10-23",
          "expect R1 be-fed notice looked=2006-10-24", "expect R1 be-fed notice certain=warn", "next nothing",
          "expect R1 be-fed notice id=r1.opcat.be"})
        EXPECT_EQ(run(std::string{good} + line + "\n").size(), 1u) << line;
}
