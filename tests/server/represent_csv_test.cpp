// Lists as CSV: RFC 4180 as a file, and what each page puts into it.
#include <gtest/gtest.h>

#include "server/represent/csv.hpp"
#include "tests/server/pages_made.hpp"

namespace {

using server::Sheet;
using server::Value;

std::string body(const server::Response& response) { return *response.body; }
std::string header(const server::Response& response, std::string_view name) {
    const auto found = response.headers.find(name);
    return found == response.headers.end() ? std::string{} : found->second;
}

server::Document listed(Value items, std::vector<Sheet::Column> columns) {
    server::Document document;
    document.says.both("things", std::move(items));
    document.sheet = Sheet{"things", std::move(columns)};
    return document;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = text.find("\r\n", at);
        EXPECT_NE(end, std::string::npos) << "a line does not end in CR LF";
        if (end == std::string::npos) break;
        lines.push_back(text.substr(at, end - at));
        at = end + 2;
    }
    return lines;
}

}  // namespace

TEST(Csv, a_cell_is_quoted_only_where_it_must_be) {
    EXPECT_EQ(server::csv_cell("plain"), "plain");
    EXPECT_EQ(server::csv_cell("a,b"), "\"a,b\"");
    EXPECT_EQ(server::csv_cell("he said \"no\""), "\"he said \"\"no\"\"\"");
    EXPECT_EQ(server::csv_cell("two\nlines"), "\"two\nlines\"");
    EXPECT_EQ(server::csv_cell(" kept"), "\" kept\"");
    EXPECT_EQ(server::csv_cell(""), "");
}

TEST(Csv, what_looks_like_a_formula_is_the_text_it_was) {
    for (const auto* text : {"=1+1", "+32 2", "-5", "@name"}) EXPECT_EQ(server::csv_cell(text), text);
    EXPECT_EQ(server::csv_cell("=HYPERLINK(\"x\",\"y\")"), "\"=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
}

TEST(Csv, unknown_is_empty_and_the_header_names_every_column) {
    auto items = Value::list();
    items.push(Value::object().both("a", "one").both("b", Value{}));
    items.push(Value::object().both("b", 7).both("c", true));
    const auto csv = server::write_csv(listed(std::move(items), {{"a", "a"}, {"b", "b"}, {"c", "c"}}));
    EXPECT_EQ(csv, "a,b,c\r\none,,\r\n,7,true\r\n");
}

TEST(Csv, a_list_of_one_empty_column_keeps_its_rows) {
    auto items = Value::list();
    items.push(Value::object());
    EXPECT_EQ(server::write_csv(listed(std::move(items), {{"a", "a"}})), "a\r\n\"\"\r\n");
}

TEST(Csv, programs_text_comes_before_peoples_and_lists_stand_side_by_side) {
    auto twice = Value::list();
    twice.push(Value::object().both("day", "2001").both("form", ""));
    twice.push(Value::object().both("day", "2005").both("form", "accession"));
    auto item = Value::object();
    item.people("code", "Signed").programs("code", "signed").people("label", "Signed");
    item.both("acts", std::move(twice));
    EXPECT_EQ(server::text_at_path(item, "code"), "signed");
    EXPECT_EQ(server::text_at_path(item, "label"), "Signed");
    EXPECT_EQ(server::text_at_path(item, "acts.day"), "2001 | 2005");
    EXPECT_EQ(server::text_at_path(item, "acts.form"), " | accession");
    EXPECT_EQ(server::text_at_path(item, "acts.none"), "");
    EXPECT_EQ(server::text_at_path(item, "nothing.here"), "");
}

TEST(Csv, participants_stand_one_to_a_row_with_their_dates_in_three_columns) {
    test::Served site;
    const auto response = site.get("/instruments/test.csv");
    ASSERT_EQ(response.status, 200);
    EXPECT_EQ(header(response, "Content-Type"), "text/csv; charset=utf-8; header=present");
    EXPECT_EQ(header(response, "Content-Disposition"), "attachment; filename=\"placet-instruments-test.csv\"");
    EXPECT_EQ(header(response, "Access-Control-Allow-Origin"), "*");
    const auto lines = lines_of(body(response));
    ASSERT_EQ(lines.size(), 3u);
    EXPECT_TRUE(lines[0].starts_with(
        "party,party_name,resolved,signed,signed_lo,signed_hi,consented,consented_lo,consented_hi,form,"))
        << lines[0];
    EXPECT_TRUE(lines[1].starts_with("be,Belgium,true,2005-10-24,2005-10-24,2005-10-24,,,,,")) << lines[1];
    EXPECT_TRUE(lines[2].starts_with(
        "nl,Netherlands,true,2005-10-25,2005-10-25,2005-10-25,2010-09-28,2010-09-28,2010-09-28,ratification,"))
        << lines[2];
}

TEST(Csv, the_days_asked_for_are_asked_of_the_list_and_stand_in_the_files_name) {
    test::Served site;
    const auto response = site.get("/instruments/test.csv?on=2006-01-01");
    EXPECT_EQ(header(response, "Content-Disposition"),
              "attachment; filename=\"placet-instruments-test-2006-01-01.csv\"");
    EXPECT_EQ(body(response).find("2010-09-28"), std::string::npos) << "a deposit of 2010 on a day of 2006";
    EXPECT_EQ(body(site.get("/instruments/test.csv")).find("\xEF\xBB\xBF"), std::string::npos) << "a byte order mark";
}

TEST(Csv, a_roads_events_come_with_who_says_so) {
    test::Served site;
    const auto lines = lines_of(body(site.get("/instruments/test/be.csv")));
    ASSERT_EQ(lines.size(), 4u) << "signed, tabled, adopted";
    EXPECT_NE(lines[1].find("signed,Signed"), std::string::npos) << lines[1];
    EXPECT_NE(lines[1].find("un-mtdsg,Status <b>page,javascript:alert(1)"), std::string::npos) << lines[1];
}

TEST(Csv, every_address_that_offers_it_answers_with_a_header_line) {
    test::Served site;
    for (const auto* address : {"/changes.csv", "/sources.csv", "/sources/be-chamber.csv", "/parties/be.csv", "/rules.csv",
                                "/procedures.csv", "/procedures/be-treaty-mixed.csv", "/calendar.csv",
                                "/instruments/test/changes.csv"}) {
        const auto response = site.get(address);
        EXPECT_EQ(response.status, 200) << address;
        const auto lines = lines_of(body(response));
        ASSERT_FALSE(lines.empty()) << address;
        EXPECT_NE(lines[0].find(','), std::string::npos) << address;
    }
    EXPECT_EQ(site.reported, std::vector<std::string>{});
}
