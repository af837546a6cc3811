// Whole answers kept as files. UPDATE_GOLDEN=1 rewrites them; review reads the difference.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/server/pages_made.hpp"

namespace {

// One member or element a line, so that a difference is short.
std::string in_lines(std::string text) {
    std::string lines;
    for (const char c : text) {
        lines += c;
        if (c == '>' || c == ',' || c == '{' || c == '[') lines += '\n';
    }
    return lines;
}

void expect_golden(const std::string& name, const std::string& text) {
    const auto path = std::filesystem::path{"tests/golden/pages"} / name;
    if (std::getenv("UPDATE_GOLDEN") != nullptr) {
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << in_lines(text);
        GTEST_SKIP() << "rewritten: " << path;
    }
    std::ifstream in(path, std::ios::binary);
    const std::string kept{std::istreambuf_iterator<char>{in}, {}};
    ASSERT_FALSE(kept.empty()) << path << " is missing: run once with UPDATE_GOLDEN=1";
    EXPECT_EQ(in_lines(text), kept) << path;
}

server::Document stalled_page() {
    registry::FindingLine line;
    line.verdict = test::verdict("R3", registry::Severity::stalled, "2018-07-19");
    line.instrument = test::treaty();
    auto view = test::view();
    view.path = "/stalled";
    registry::StalledAnswer answer;
    answer.lines = {line};
    answer.opened = {test::day("2019-01-15")};
    answer.page = {0, 1, 2, "5.r3.opcat.be.be-fed", ""};
    answer.facets.rule = {{"R3", 2}};
    answer.facets.severity = {{"notice", 2}, {"warn", 2}, {"stalled", 2}};
    answer.cells[{"R3", "be-fed"}] = {0, 0, 0, 2, 0};
    return server::stalled_list(view, answer, {});
}

}  // namespace

TEST(Golden, a_track_for_programs) {
    expect_golden("track.json", server::write_json(server::track(test::view(), test::track())));
}

TEST(Golden, findings_for_programs) { expect_golden("stalled.json", server::write_json(stalled_page())); }

TEST(Golden, changes_as_a_feed) {
    auto view = test::view();
    view.path = "/changes";
    view.dated = false;
    auto old = test::change(9, "fact", "2004-08-12");
    old.old_fact = true;
    auto corrected = test::change(8, "correction", "2018-07-19");
    corrected.was = "2018-07-18";
    auto opened = test::change(7, "opened", "2018-07-19");
    opened.finding = "r3.test.be.be-fed";
    opened.rule = "R3";
    opened.severity = "notice";
    expect_golden("changes.atom",
                  server::write_atom(server::changes_list(view, {old, corrected, opened}, {}, {})));
}

// The list's table only: what stands around it changes with every rule and language added.
TEST(Golden, findings_for_people) {
    const auto html = server::write_html(stalled_page());
    const auto shown = html.find("/findings/r3.");
    const auto start = html.rfind("<table", shown), end = html.find("</table>", shown);
    ASSERT_LT(start, end);
    expect_golden("stalled.html", html.substr(start, end - start));
}
