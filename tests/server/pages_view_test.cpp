// Addresses, words for numbers and lengths of time, feeds, routes.
#include <gtest/gtest.h>

#include "server/pages/compose.hpp"
#include "server/pages/words.hpp"
#include "server/routes.hpp"
#include "tests/server/pages_made.hpp"

using registry::Lang;

TEST(View, links_keep_language_and_days_where_they_matter) {
    auto view = test::view();
    view.query = {{"q", "x"}, {"on", "2018-09-01"}, {"lang", "fr"}, {"profile", "strict"}};
    EXPECT_EQ(view.to("/stalled"), "/stalled?on=2018-09-01&lang=fr&profile=strict");
    EXPECT_EQ(view.plain("/rules"), "/rules?on=2018-09-01&lang=fr&profile=strict");
    EXPECT_EQ(view.here("lang", "nl"), "/instruments/test/be?q=x&on=2018-09-01&profile=strict&lang=nl");
    EXPECT_EQ(view.as("json"), "/instruments/test/be.json?q=x&on=2018-09-01&lang=fr&profile=strict");
    EXPECT_EQ(view.today(), "/instruments/test/be?q=x&lang=fr");
}

TEST(View, permanent_addresses_come_from_the_base_address_alone) {
    auto view = test::view();
    view.base_url = "https://example.org/placet";
    EXPECT_EQ(view.permanent("/findings/x"), "https://example.org/placet/findings/x");
    EXPECT_EQ(view.to("/stalled"), "/placet/stalled");
    view.path = "/";
    EXPECT_EQ(view.as("json"), "/placet/index.json");
}

TEST(Words, numbers_are_grouped_as_the_language_does) {
    EXPECT_EQ(server::number(test::view(Lang::en), 3048), "3,048");
    EXPECT_EQ(server::number(test::view(Lang::nl), 1234567), "1.234.567");
    EXPECT_EQ(server::number(test::view(Lang::en), -12), "-12");
    EXPECT_EQ(server::number(test::view(Lang::en), 999), "999");
}

TEST(Words, lengths_of_time_say_how_far_they_are_known) {
    const auto view = test::view();
    const auto until = test::day("2021-10-12");
    EXPECT_EQ(server::elapsed(view, test::when("2018-07-19"), until), "38 months");
    EXPECT_EQ(server::elapsed(view, test::when("2021-10-11"), until), "1 day");
    EXPECT_EQ(server::elapsed(view, test::when("2018-07"), until), "between 38 and 39 months");
    EXPECT_EQ(server::elapsed(view, test::when("../2020-10-12"), until), "at least 12 months");
    EXPECT_EQ(server::elapsed(view, test::when("2022-01-01"), until), "0 days");  // not begun
}

TEST(Words, a_list_is_joined_as_people_do) {
    EXPECT_EQ(server::listed(test::view(), {"a", "b", "c"}), "a, b and c");
    EXPECT_EQ(server::listed(test::view(Lang::nl), {"a", "b"}), "a en b");
    EXPECT_EQ(server::listed(test::view(), {}), "");
}

TEST(Words, one_of_a_list_is_said_with_or) {
    const auto nl = test::view(registry::Lang::nl);
    EXPECT_EQ(server::listed_any(nl, {"a"}), "a");
    EXPECT_EQ(server::listed_any(nl, {"a", "b", "c"}), "a, b of c");
}

TEST(Words, a_place_is_told_in_the_language_and_the_papers_words_stay) {
    const auto nl = test::view(registry::Lang::nl);
    EXPECT_EQ(server::place_text(nl, "p. 64436, line 57, note (2)"), "p. 64436, regel 57, noot (2)");
    EXPECT_EQ(server::place_text(nl, "Participants row 8, column 2 (line 61)"),
              "Participants rij 8, kolom 2 (regel 61)");
    EXPECT_EQ(server::place_text(nl, "deadline 5, Kalender, line"), "deadline 5, Kalender, line");
    EXPECT_EQ(server::place_text(test::view(), "p. 3, line 4"), "p. 3, line 4");
}

TEST(Words, a_code_nobody_declared_is_shown_as_it_is) {
    EXPECT_EQ(server::milestone_label(test::view(), "no-such-step"), "no-such-step");
    EXPECT_EQ(server::party_label(test::view(), "xx"), "xx");
}

TEST(Feed, the_moment_of_asking_is_nowhere_in_it) {
    const auto feed = [](std::string_view today) {
        auto view = test::view(Lang::en, today);
        view.path = "/changes";
        view.dated = false;
        return server::write_atom(server::changes_list(
            view, {test::change(9, "fact", "2004-08-12"), test::change(8, "retraction", "2004-08-12")}, {},
            {}));
    };
    EXPECT_EQ(feed("2021-10-12"), feed("2023-01-01"));
    const auto tree = test::parsed(feed("2021-10-12"));
    const auto root = tree.child("feed");
    EXPECT_STREQ(root.child("updated").child_value(), "2021-01-02T03:04:05Z");
    EXPECT_STREQ(root.child("id").child_value(), "https://placet.test/changes");
    EXPECT_STREQ(root.child("entry").child("id").child_value(), "https://placet.test/changes/9");
    EXPECT_STREQ(root.child("entry").child("updated").child_value(), "2021-01-02T03:04:05Z");
    EXPECT_STREQ(root.child("entry").child("link").attribute("href").value(),
                 "https://placet.test/instruments/test/be");
    EXPECT_EQ(std::distance(root.children("entry").begin(), root.children("entry").end()), 2);
}

TEST(Feed, an_old_fact_newly_recorded_is_no_news) {
    auto old = test::change(9, "fact", "2004-08-12");
    old.old_fact = true;
    const auto atom = server::write_atom(server::changes_list(test::view(), {old}, {}, {}));
    EXPECT_NE(atom.find("added to the record (dated 12 August 2004): Signed"), std::string::npos);
}

TEST(Feed, an_empty_one_is_still_whole) {
    const auto tree = test::parsed(server::write_atom(server::changes_list(test::view(), {}, {}, {})));
    EXPECT_STREQ(tree.child("feed").child("updated").child_value(), "1970-01-01T00:00:00Z");
}

TEST(Feed, a_full_page_leads_to_the_older_ones) {
    registry::ChangeFilter filter;
    filter.limit = 2;
    auto view = test::view();
    view.path = "/changes";
    const auto document = server::changes_list(
        view, {test::change(9, "fact", "2004"), test::change(7, "fact", "2004")}, filter, {});
    EXPECT_NE(server::write_atom(document).find("<link rel=\"next\" type=\"application/atom+xml\" "
                                                "href=\"https://placet.test/changes.atom?before=7\"/>"),
              std::string::npos);
    filter.limit = 3;
    const auto whole = server::changes_list(view, {test::change(9, "fact", "2004")}, filter, {});
    EXPECT_EQ(server::write_atom(whole).find("rel=\"next\""), std::string::npos);
}

TEST(Routes, a_reserved_part_is_never_a_party) {
    const auto& vocabulary = registry::Vocabulary::built_in();
    for (const auto part : server::reserved_parts) {
        EXPECT_EQ(vocabulary.party(part), nullptr) << part;
        EXPECT_EQ(vocabulary.party_named(part), nullptr) << part;
    }
    // Whatever is routed beneath an instrument is on the list.
    for (const auto& route : server::routes()) {
        constexpr std::string_view below = "/instruments/{instrument}/";
        if (!route.pattern.starts_with(below)) continue;
        const auto part = route.pattern.substr(below.size());
        EXPECT_TRUE(part.starts_with('{') || server::is_reserved(part)) << part;
    }
}

TEST(Routes, the_table_has_no_two_lines_for_one_address) {
    const auto rows = server::Router<server::Place>::rows(server::routes());
    EXPECT_EQ(server::Paths::faults(rows, {"json", "atom"}), std::vector<std::string>{});
}

TEST(Words, folders_of_the_importing_machine_are_not_told) {
    EXPECT_EQ(server::without_folders("/home/someone/files/IV-9.xml:214"), "IV-9.xml:214");
    EXPECT_EQ(server::without_folders("IV-9.xml: row 3/4"), "IV-9.xml: row 3/4");
    EXPECT_EQ(server::without_folders("https://example.org/a/b"), "https://example.org/a/b");
    EXPECT_EQ(server::without_folders(""), "");
}
