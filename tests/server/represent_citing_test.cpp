// Citations for reference managers: BibTeX, RIS, and what a page's head tells.
#include <gtest/gtest.h>

#include "server/represent/citing.hpp"
#include "tests/server/pages_made.hpp"

namespace {

server::Document cited(std::string title, std::string url, std::string issued = {}) {
    server::Document document;
    document.citation = server::Citation{std::move(title), std::move(url), std::move(issued), test::day("2021-10-12"),
                                         "One sentence."};
    return document;
}

}  // namespace

TEST(Citing, bibtex_has_an_address_and_the_day_it_was_seen) {
    const auto text = server::write_bib(cited("Treaty of the test", "https://placet.test/instruments/test?on=2021-10-12",
                                              "2018-07-19"));
    EXPECT_EQ(text,
              "@misc{placet-instruments-test-on-2021-10-12,\n"
              "  title = {{Treaty of the test}},\n"
              "  author = {{Placet}},\n"
              "  date = {2018-07-19},\n"
              "  year = {2018},\n"
              "  url = {https://placet.test/instruments/test?on=2021-10-12},\n"
              "  urldate = {2021-10-12},\n"
              "  note = {One sentence.},\n"
              "  langid = {en},\n"
              "}\n");
}

TEST(Citing, what_tex_would_obey_is_escaped_and_braces_stay_even) {
    EXPECT_EQ(server::in_tex("50 % of {A} & B_c \\ ~ ^ $ #"),
              "50 \\% of \\{A\\} \\& B\\_c \\textbackslash{} \\textasciitilde{} \\textasciicircum{} \\$ \\#");
    EXPECT_EQ(server::in_tex("Déclaration — « à »"), "Déclaration — « à »");
    const auto text = server::write_bib(cited("} , evil = {\n@misc{x", "https://placet.test/a}b"));
    EXPECT_EQ(test::count(text, "\n@misc"), 0u) << text;
    EXPECT_NE(text.find("url = {https://placet.test/a%7Db}"), std::string::npos) << text;
}

TEST(Citing, a_key_is_the_same_wherever_the_registry_is_served) {
    EXPECT_EQ(server::citation_key("https://a.example/instruments/opcat/be?on=2020-01-01"),
              server::citation_key("http://127.0.0.1:8080/instruments/opcat/be?on=2020-01-01"));
    EXPECT_NE(server::citation_key("https://a.example/instruments/opcat/be?on=2020-01-01"),
              server::citation_key("https://a.example/instruments/opcat/be?on=2020-01-02"));
}

TEST(Citing, ris_is_a_record_of_lines_that_no_title_can_break) {
    const auto text = server::write_ris(cited("A\r\nER  - \r\nTY  - BOOK", "https://placet.test/x", "2018"));
    EXPECT_EQ(text,
              "TY  - ELEC\r\nTI  - A ER - TY - BOOK\r\nAU  - Placet\r\nDA  - 2018///\r\nPY  - 2018\r\n"
              "UR  - https://placet.test/x\r\nY2  - 2021/10/12\r\nAB  - One sentence.\r\nLA  - en\r\n"
              "ID  - placet-x\r\nER  - \r\n");
}

TEST(Citing, every_dated_page_can_be_cited_and_tells_its_head) {
    test::Served site;
    for (const auto* address : {"/instruments/test", "/instruments/test/be", "/parties/be", "/stalled"}) {
        const std::string at{address};
        const auto bib = site.get(at + ".bib"), ris = site.get(at + ".ris");
        ASSERT_EQ(bib.status, 200) << at;
        ASSERT_EQ(ris.status, 200) << at;
        EXPECT_TRUE(bib.body->starts_with("@misc{placet-")) << at;
        EXPECT_NE(bib.body->find("on=2021-10-12"), std::string::npos) << at;
        EXPECT_TRUE(ris.body->starts_with("TY  - ELEC\r\n")) << at;
        const auto tree = test::parsed(*site.get(at).body);
        const auto head = tree.child("html").child("head");
        const std::string title = head.find_child_by_attribute("meta", "name", "DC.title").attribute("content").value();
        EXPECT_FALSE(title.empty()) << at;
        const std::string url =
            head.find_child_by_attribute("meta", "name", "citation_public_url").attribute("content").value();
        EXPECT_NE(url.find("on=2021-10-12"), std::string::npos) << at;
        // With this name alone a page is taken for an article of a journal.
        EXPECT_FALSE(head.find_child_by_attribute("meta", "name", "citation_title")) << at;
    }
}
