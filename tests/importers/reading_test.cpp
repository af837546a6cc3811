#include <gtest/gtest.h>

#include "importers/reading/charset.hpp"
#include "importers/reading/english_dates.hpp"
#include "importers/reading/html.hpp"
#include "importers/reading/html_attributes.hpp"
#include "importers/reading/html_depth.hpp"
#include "importers/reading/markup.hpp"
#include "importers/reading/xml.hpp"

using namespace importers::reading;

namespace {

std::string dates(std::string_view text) {
    std::string out;
    for (const auto& date : english_dates(text))
        out +=
            (out.empty() ? "" : " ") +
            (date.day ? registry::iso(*date.day) : "none:" + std::string{text.substr(date.at, date.length)});
    return out;
}

std::string times(std::string_view what, int count) {
    std::string out;
    for (int i = 0; i < count; ++i) out += what;
    return out;
}

}  // namespace

TEST(EnglishDates, are_found_in_every_spelling_the_depositary_uses) {
    EXPECT_EQ(dates("22 Apr\t 2016 "), "2016-04-22");
    EXPECT_EQ(dates("on 23\xC2\xA0November 1951, in accordance"), "1951-11-23");
    EXPECT_EQ(dates("22\xE2\x80\x82June\xE2\x80\x82"
                    "2006"),
              "2006-06-22");
    EXPECT_EQ(dates(" (April 10th, 1935 a)"), "1935-04-10");
    EXPECT_EQ(dates("Feb 3, 1925; May 5, 1944"), "1925-02-03 1944-05-05");
    EXPECT_EQ(dates("from 1st May 1933 to 2 SEPT. 1934"), "1933-05-01 1934-09-02");
    EXPECT_EQ(dates("14 November 1975 and 9 November 1977"), "1975-11-14 1977-11-09");
}

TEST(EnglishDates, that_are_no_day_are_found_and_named) {
    EXPECT_EQ(dates("ended on 31 June 1989."), "none:31 June 1989");
    EXPECT_EQ(dates("29 February 1900; 29 February 2000"), "none:29 February 1900 2000-02-29");
    EXPECT_EQ(dates("0 May 2001"), "none:0 May 2001");
}

TEST(EnglishDates, are_not_made_of_other_figures) {
    EXPECT_EQ(dates("April?st,?933"), "");
    EXPECT_EQ(dates("No. 24841, vol. 2375, p. 237"), "");
    EXPECT_EQ(dates("1 Marchand 2001, 12 May 19631, 123 May 1999, May 2001"), "");
    EXPECT_EQ(dates("article 1 may 2 be"), "");
}

TEST(Markup, footnote_marks_come_off_a_name) {
    const auto marked = unmark("Denmark<superscript>1,12</superscript>");
    EXPECT_EQ(marked.text, "Denmark");
    EXPECT_EQ(marked.notes, (std::vector<std::string>{"1", "12"}));
    EXPECT_EQ(unmark("<i>Sudan</i> ").text, "Sudan");
    EXPECT_EQ(unmark("article 3<superscript>bis</superscript>").text, "article 3bis");
    EXPECT_EQ(unmark("17 December 1963<superscript>1</superscript>").text, "17 December 1963");
}

TEST(Markup, running_text_keeps_raised_figures_and_addresses) {
    EXPECT_EQ(plain("see <a href=\"/doc/x y.pdf\" target=\"_blank\">A/57/199</a>, "
                    "1963<superscript>1,2</superscript>"),
              "see A/57/199 </doc/x y.pdf>, 1963¹,²");
    EXPECT_EQ(plain("<a href=\"/x\"_blank\">one<a/> and <a hef='/y'>two</a>"), "one </x> and two </y>");
    EXPECT_EQ(plain("<A HREF=x>unclosed"), "unclosed") << "the name of the attribute is written small";
    EXPECT_EQ(plain("<a href=x>unclosed"), "unclosed <x>");
    EXPECT_EQ(plain("<right>25 July 1977</right><p>Next"), "25 July 1977 Next");
}

TEST(Markup, what_only_looks_like_a_tag_stays) {
    EXPECT_EQ(plain("a<b and c>d, x < y, <unknown>, resolution?lt;a href=x, <i"),
              "a<b and c>d, x < y, <unknown>, resolution?lt;a href=x, <i");
}

TEST(Charset, reads_utf_16_with_and_without_a_mark) {
    std::string wide;
    for (const char c : std::string_view{"<?xml version=\"1.0\" encoding=\"utf-16\"?><a/>"})
        (wide += c) += '\0';
    EXPECT_TRUE(read_text(wide, "f").text.ends_with("<a/>"));
    EXPECT_TRUE(read_text("\xFF\xFE" + wide, "f").text.ends_with("<a/>"));
    EXPECT_TRUE(first_words(wide).starts_with("<?xml"));
}

TEST(Charset, follows_the_declaration_and_remarks_where_it_is_wrong) {
    EXPECT_EQ(read_text("<?xml version='1.0' encoding='iso-8859-1'?>\xE9", "f").text,
              "<?xml version='1.0' encoding='iso-8859-1'?>é");
    EXPECT_TRUE(read_text("<meta charset=windows-1252>\x93x\x94", "f").text.ends_with("“x”"));
    const auto wrong = read_text("<?xml version='1.0' encoding='UTF-8'?>\xE9", "f");
    EXPECT_TRUE(wrong.text.ends_with("é"));
    ASSERT_EQ(wrong.remarks.size(), 1U);
    EXPECT_EQ(wrong.remarks[0].kind, "charset");
    const auto lost = read_text("<?xml version='1.0' encoding='windows-1252'?>\x81", "f");
    ASSERT_EQ(lost.remarks.size(), 1U);
    EXPECT_EQ(lost.remarks[0].weight, registry::Remark::Weight::doubt);
}

TEST(XmlFile, notices_the_damage_that_pugixml_lets_pass) {
    EXPECT_TRUE(XmlFile::read("<a>b & c</a>\n", "f").has_value());
    EXPECT_FALSE(XmlFile::read("<a>b</a", "f").has_value());
    EXPECT_FALSE(XmlFile::read("<a/><b/>", "f").has_value());
    EXPECT_FALSE(XmlFile::read("<a/>words", "f").has_value());
    EXPECT_FALSE(XmlFile::read("", "f").has_value());
    EXPECT_FALSE(XmlFile::read(std::string{"<a>\0</a>", 8}, "f").has_value());
    const auto crossed = XmlFile::read("<a>\n<b>\n</a></b>", "f");
    ASSERT_FALSE(crossed.has_value());
    EXPECT_EQ(crossed.error().where, "f:3");
}

TEST(XmlFile, knows_the_line_of_an_element_and_puts_parted_text_together) {
    const auto file = XmlFile::read("<a>\n\n<b>one<!-- x -->two<![CDATA[&]]></b></a>", "f");
    ASSERT_TRUE(file.has_value());
    EXPECT_EQ(file->line_of(file->root().child("b")), 3);
    EXPECT_EQ(own_text(file->root().child("b")), "onetwo&");
}

TEST(Html, is_read_as_a_browser_reads_it) {
    const auto page = read_html(
        "<TITLE>T</title>\n<table><tr><td CLASS=x>a<td>b &amp; "
        "&eacute;</table>\n<p>one<p>two<br>three<script>no</script>",
        "f");
    ASSERT_TRUE(page.has_value());
    const auto root = page->root();
    EXPECT_STREQ(root.name(), "html");
    EXPECT_STREQ(root.select_node("//table/tbody/tr/td[@class='x']").node().child_value(), "a");
    EXPECT_EQ(line_of(root.select_node("//td").node()), 2);
    EXPECT_EQ(line_of(root.select_node("//tbody").node()), 0);
    EXPECT_EQ(text_of(root.select_node("//table").node()), "a b & é");
    EXPECT_EQ(text_of(root.child("body")), "a b & é one two three");
    EXPECT_EQ(lines_of(root.child("body")), (std::vector<std::string>{"a b & é", "one", "two", "three"}));
}

TEST(Html, declared_in_windows_1252_keeps_its_letters) {
    const auto page = read_html(
        "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; "
        "charset=iso-8859-1\"></head><body>\x93\xE9t\xE9\x94",
        "f");
    ASSERT_TRUE(page.has_value());
    EXPECT_EQ(text_of(page->root().child("body")), "“été”");
}

TEST(Html, hostile_depth_and_size_are_refused) {
    EXPECT_FALSE(read_html(times("<div>", 100000), "f").has_value());
    EXPECT_FALSE(read_html(times("<b><i>", 100000), "f").has_value());
    EXPECT_FALSE(read_html(times("<div><object></div></object>", 10000), "f").has_value());
    EXPECT_FALSE(read_html(times("<b><div></b>", 10000), "f").has_value());
    EXPECT_FALSE(read_html(std::string(largest_page + 1, 'x'), "f").has_value());
    EXPECT_TRUE(read_html(times("<div>", 1000), "f").has_value());
    // Every paragraph opens all formatting elements again: a small page, a tree of millions.
    std::string formatting = "<p>";
    for (int i = 0; i < 1900; ++i) formatting += "<b id=" + std::to_string(i) + ">";
    EXPECT_FALSE(read_html(formatting + "</p>" + times("<p>x</p>", 200000), "f").has_value());
}

TEST(Html, a_tag_of_very_many_attributes_is_refused_by_its_place) {
    const auto tag = [](int attributes, const std::string& begin = "<a") {
        std::string text = begin;
        for (int i = 0; i < attributes; ++i) text += " x" + std::to_string(i) + "=1";
        return text + ">";
    };
    const auto page = read_html("<p>one</p>\n" + tag(80000) + "two</a>", "f");
    ASSERT_FALSE(page.has_value());
    EXPECT_EQ(page.error().what, "the tag at byte 12 has more than 200 attributes");
    EXPECT_EQ(page.error().where, "f:2");
    EXPECT_TRUE(read_html(tag(200) + "x", "f").has_value());
    for (const auto* begin : {"<a", "</a", "<!-- <b --><a", "<script>\"<b\"</script><a", "<a\n/b='>'/c", "<a d=\">\""})
        EXPECT_TRUE(tag_with_more_attributes_than(tag(201, begin), 200)) << begin;
    for (const auto& flat : {"<!-- " + tag(500) + " -->", "<script>" + tag(500) + "</script>", "<a b=\"" + tag(500) + "\">",
                             times("<a b=c d>", 5000), "a < b" + tag(500, ""), std::string{"<a"}, std::string{"<a b="}})
        EXPECT_FALSE(tag_with_more_attributes_than(flat, 200)) << flat.substr(0, 40);
}

TEST(Html, a_page_that_takes_longer_than_it_may_is_given_up) {
    const auto page = times("<p><b>x", 1000);
    EXPECT_TRUE(read_html(page, "f").has_value());
    const auto given_up = read_html(page, "f", 0);
    ASSERT_FALSE(given_up.has_value());
    EXPECT_EQ(given_up.error().what, "the page takes too long to be read");
}

TEST(Html, flat_pages_are_not_deep) {
    EXPECT_FALSE(nests_deeper_than(times("<p>a<li>b<tr><td>c<br>", 5000), 100));
    EXPECT_FALSE(nests_deeper_than(times("<div><span>a</span></div>", 5000), 100));
    EXPECT_FALSE(nests_deeper_than("<script>" + times("<div>", 5000) + "</script>", 100));
    EXPECT_TRUE(nests_deeper_than(times("<div>", 101), 100));
}
