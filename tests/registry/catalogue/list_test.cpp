// Filters, facets, orders and pages over rows made by hand.
#include "registry/catalogue/list.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using namespace registry;
using catalogue::Asked;

Day day(std::string_view iso) { return *parse_day(iso); }

CatalogueStep step(Effect effect, std::string_view when) {
    const auto moment = *parse_when(when);
    const auto* code = effect == Effect::signs      ? "signed"
                       : effect == Effect::consents ? "deposited"
                       : effect == Effect::enters   ? "entered-into-force"
                                                    : "withdrawn";
    return {effect, Vocabulary::built_in().milestone(code)->code, moment.lo, moment.hi};
}

CatalogueTrack track(std::string party, std::vector<CatalogueStep> steps, std::string next = "") {
    CatalogueTrack track;
    track.party = std::move(party), track.steps = std::move(steps), track.held = true;
    track.next_milestone = std::move(next);
    return track;
}

CatalogueFinding finding(std::string id, std::string rule, std::string party, std::string entity,
                         std::vector<ListedSpan> listed) {
    CatalogueFinding finding;
    finding.id = std::move(id), finding.rule = std::move(rule), finding.party = std::move(party);
    finding.entity = std::move(entity), finding.listed = std::move(listed);
    return finding;
}

struct Row {
    CatalogueRow row;
    Row(std::string id, std::string title, std::string kind = "convention") {
        row.id = std::move(id), row.kind = std::move(kind);
        row.titles = {{"en", std::move(title)}};
        row.first_recorded = row.last_recorded = day("2024-01-01");
        row.counts_from = latest_day + std::chrono::days{1};
    }
    Row& with(CatalogueTrack track) {
        row.tracks.push_back(std::move(track));
        return *this;
    }
    Row& with(CatalogueFinding finding) {
        row.findings.push_back(std::move(finding));
        return *this;
    }
    Row& adopted(std::string_view when) {
        row.adopted = *parse_when(when);
        return *this;
    }
    Row& own(CatalogueStep step) {
        row.own.push_back(std::move(step));
        return *this;
    }
};

std::shared_ptr<const Table> table(std::vector<Row> rows) {
    std::vector<std::shared_ptr<const CatalogueRow>> all;
    for (auto& each : rows) all.push_back(std::make_shared<const CatalogueRow>(std::move(each.row)));
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a->id < b->id; });
    return make_table(1, std::move(all));
}

// "party=be status=signed": today is 2026-11-22.
Asked asked(std::string_view filters = "", std::string_view on = "2026-11-22") {
    Asked asked;
    asked.question.on = day(on), asked.question.today = day("2026-11-22");
    for (auto rest = std::string{filters}; !rest.empty();) {
        const auto end = std::min(rest.find(' '), rest.size());
        const auto equals = rest.find('=');
        const auto* filter = catalogue::filter(rest.substr(0, equals));
        EXPECT_TRUE(filter) << rest;
        EXPECT_TRUE(filter->read(asked.question, rest.substr(equals + 1, end - equals - 1))) << rest;
        rest.erase(0, end + 1);
    }
    return asked;
}

// "one two?": in order; with a question mark where it cannot be known.
std::string listed(const Table& table, const Asked& asked) {
    std::string all;
    for (const auto& each : catalogue::list(table, asked).lines)
        all += (all.empty() ? "" : " ") + each.row->id + (each.sure == Truth::unknown ? "?" : "");
    return all;
}

std::shared_ptr<const Table> five() {
    return table(
        {Row("a", "Alpha")
             .adopted("1999-05-01")
             .with(track("be", {step(Effect::signs, "2000-12-12")}, "deposited")),
         Row("b", "Beta")
             .adopted("1999")
             .own(step(Effect::enters, "2005-01-01"))
             .with(track("be", {step(Effect::signs, "2001-01-01"), step(Effect::consents, "2004-08-11")})),
         Row("c", "Gamma", "protocol").adopted("2011-01-01").with(track("be", {step(Effect::signs, "2012")})),
         Row("d", "Delta")
             .with(
                 track("be", {step(Effect::consents, "1990-01-01"), step(Effect::withdraws, "1995-01-01")})),
         Row("e", "Epsilon").with(track("fr", {step(Effect::signs, "2005-01-01")}, "deposited"))});
}

}  // namespace

TEST(List, signed_before_a_year_and_not_bound_is_what_a_journalist_asks) {
    const auto rows = five();
    EXPECT_EQ(listed(*rows, asked("party=be status=signed-not-bound signed-before=2010")), "a");
    EXPECT_EQ(listed(*rows, asked("party=be status=signed-not-bound")), "a c");
    EXPECT_EQ(listed(*rows, asked("party=be status=bound")), "b");
    EXPECT_EQ(listed(*rows, asked("party=be status=withdrawn")), "d");
    EXPECT_EQ(listed(*rows, asked("party=be status=none")), "e");
    EXPECT_EQ(listed(*rows, asked("party=be")), "a b d c") << "by title: Alpha, Beta, Delta, Gamma";
}

TEST(List, a_day_known_only_so_far_is_kept_and_marked_where_it_decides) {
    const auto rows = five();
    EXPECT_EQ(listed(*rows, asked("party=be signed-before=2012-06")), "a b c?");
    EXPECT_EQ(listed(*rows, asked("party=be signed-from=2012-06")), "c?");
    EXPECT_EQ(listed(*rows, asked("party=be signed-before=2012")), "a b");
    EXPECT_EQ(listed(*rows, asked("party=be signed-before=2013")), "a b c");
    EXPECT_EQ(listed(*rows, asked("adopted-from=1999-03 adopted-before=2000")), "a b?");
    EXPECT_EQ(catalogue::list(*rows, asked("party=be signed-before=2012-06")).unsure, 1u);
}

TEST(List, both_ends_of_a_period_are_about_one_act) {
    const auto rows = table({Row("twice", "Twice")
                                 .with(track("be", {step(Effect::consents, "1999-01-01"),
                                                    step(Effect::consents, "2012-01-01")}))});
    EXPECT_EQ(listed(*rows, asked("party=be bound-from=2000 bound-before=2010")), "");
    EXPECT_EQ(listed(*rows, asked("party=be bound-from=1999 bound-before=2000")), "twice");
}

TEST(List, in_the_past_only_what_had_happened_by_then_counts) {
    const auto rows = five();
    EXPECT_EQ(listed(*rows, asked("party=be status=signed-not-bound", "2002-01-01")), "a b");
    EXPECT_EQ(listed(*rows, asked("party=be status=bound", "1994-12-31")), "d");
    EXPECT_EQ(listed(*rows, asked("in-force=yes", "2004-12-31")), "");
    EXPECT_EQ(listed(*rows, asked("in-force=yes", "2005-01-01")), "b");
    EXPECT_EQ(listed(*rows, asked("in-force=no", "2005-01-01")), "a d e c");
}

TEST(List, in_force_for_a_party_cannot_be_known_from_the_instruments_own_entry_alone) {
    const auto rows = table(
        {Row("general", "A")
             .own(step(Effect::enters, "2000-01-01"))
             .with(track("be", {step(Effect::consents, "2010-01-01")})),
         Row("nothing", "B").with(track("be", {step(Effect::consents, "2010-01-01")})),
         Row("own", "C")
             .with(track("be", {step(Effect::consents, "2010-01-01"), step(Effect::enters, "2010-02-01")}))});
    EXPECT_EQ(listed(*rows, asked("party=be status=in-force")), "general? own");
}

TEST(List, class_rule_and_entity_are_of_one_finding_on_the_day) {
    const ListedSpan warn{day("2010-01-01"), day("2012-01-01"), Severity::warn, Certainty::certain},
        severe{day("2012-01-01"), latest_day, Severity::severe, Certainty::possible};
    const auto rows = table({Row("one", "One")
                                 .with(finding("f1", "R1", "be", "be-fed", {warn, severe}))
                                 .with(finding("f2", "R2", "fr", "", {warn})),
                             Row("two", "Two").with(finding("f3", "R2", "be", "be-vlg", {warn}))});
    EXPECT_EQ(listed(*rows, asked("severity=severe")), "one");
    EXPECT_EQ(listed(*rows, asked("severity=severe", "2011-01-01")), "");
    EXPECT_EQ(listed(*rows, asked("severity=warn", "2011-01-01")), "one two");
    EXPECT_EQ(listed(*rows, asked("severity=severe rule=R2")), "") << "severe is R1's";
    EXPECT_EQ(listed(*rows, asked("rule=R2 party=be", "2011-01-01")), "");  // "be" has no track in these rows
    EXPECT_EQ(listed(*rows, asked("entity=be-vlg", "2011-01-01")), "two");
    EXPECT_EQ(listed(*rows, asked("rule=R1", "2009-12-31")), "");
    for (const auto& facet : catalogue::list(*rows, asked("rule=R2 severity=severe", "2013-01-01")).facets)
        EXPECT_NE(facet.key, "severity") << "nothing under R2 is listed by then, whatever R1's class";
}

TEST(List, each_facet_counts_what_its_own_choice_would_leave) {
    const auto rows = five();
    for (const auto* filters :
         {"", "party=be", "party=be status=signed", "kind=convention", "party=be kind=protocol",
          "adopted-from=1990 adopted-before=2000 party=be", "next=deposited"}) {
        const auto found = catalogue::list(*rows, asked(filters));
        for (const auto& facet : found.facets) {
            for (const auto& value : facet.values) {
                auto other = asked(filters);
                const bool decade = facet.key == "adopted-from";
                ASSERT_TRUE(catalogue::filter(facet.key)->read(other.question, value.value));
                if (decade)
                    other.question.adopted_before =
                        catalogue::read_bound(std::to_string(std::stoi(value.value) + 10));
                EXPECT_EQ(catalogue::list(*rows, other).total, value.rows)
                    << filters << " then " << facet.key << "=" << value.value;
            }
        }
    }
    const auto all = catalogue::list(*rows, asked());
    ASSERT_FALSE(all.facets.empty());
    EXPECT_EQ(all.facets.front().key, "kind");
    EXPECT_EQ(all.facets.front().values.at(0).value, "convention");
    EXPECT_EQ(all.facets.front().values.at(0).rows, 4u);
    EXPECT_TRUE(std::none_of(all.facets.begin(), all.facets.end(), [](const auto& each) {
        return each.key == "status";
    })) << "no status without a party";
}

TEST(List, sorts_either_way_and_leaves_what_has_no_value_last) {
    const auto rows = five();
    auto by = [&](std::string_view sort) {
        auto question = asked();
        question.sort = *catalogue::read_sort(sort);
        return listed(*rows, question);
    };
    EXPECT_EQ(by("title"), "a b d e c");
    EXPECT_EQ(by("-title"), "c e d b a");
    EXPECT_EQ(by("adopted"), "b a c d e");
    EXPECT_EQ(by("-adopted"), "c a b d e");
    EXPECT_EQ(by("-parties"), "b a d e c") << "equals by title";
    EXPECT_FALSE(catalogue::read_sort("nearness"));
    EXPECT_FALSE(catalogue::read_sort("--title"));
    EXPECT_FALSE(catalogue::read_sort(""));
    for (const auto& each : catalogue::sorts())
        EXPECT_EQ(catalogue::text_of(*catalogue::read_sort(each)), each);
}

TEST(List, words_keep_the_nearest_first_and_nothing_else) {
    const auto rows = five();
    auto question = asked("q=x");
    question.question.hits = {"d", "a", "gone"};
    question.sort.by = catalogue::Order::nearness;
    EXPECT_EQ(listed(*rows, question), "d a");
    question.sort = {};
    EXPECT_EQ(listed(*rows, question), "a d");
}

TEST(List, pages_forwards_and_back_show_every_row_once_in_every_order) {
    const auto rows = five();
    for (const auto& sort : catalogue::sorts()) {
        auto question = asked();
        question.sort = *catalogue::read_sort(sort);
        const auto whole = listed(*rows, question);
        question.limit = 2;
        std::string forwards;
        std::vector<std::string> pages;
        for (int k = 0; k < 4; ++k) {
            const auto page = catalogue::list(*rows, question);
            EXPECT_EQ(page.total, 5u);
            pages.push_back(listed(*rows, question));
            forwards += (forwards.empty() ? "" : " ") + pages.back();
            EXPECT_EQ(page.prev.has_value(), k > 0);
            if (!page.next) break;
            question.after = catalogue::read_cursor(catalogue::text_of(*page.next));
            ASSERT_TRUE(question.after);
        }
        EXPECT_EQ(forwards, whole) << sort;
        ASSERT_EQ(pages.size(), 3u) << sort;
        question.before = catalogue::list(*rows, question).prev;
        question.after.reset();
        EXPECT_EQ(listed(*rows, question), pages[1]) << sort;
    }
}

TEST(List, a_page_goes_on_where_it_was_when_rows_are_added) {
    auto question = asked();
    question.limit = 2;
    question.after = catalogue::list(*five(), question).next;  // after Beta
    const auto more = table({Row("a", "Alpha"), Row("aa", "Alpha the second"), Row("b", "Beta"),
                             Row("c", "Gamma"), Row("cc", "Charlie"), Row("d", "Delta")});
    EXPECT_EQ(listed(*more, question), "cc d");
}

TEST(List, beyond_the_last_page_there_is_a_way_back) {
    auto question = asked();
    question.limit = 2;
    const auto rows = five();
    question.after = catalogue::Cursor{"c", {}};  // the last by title
    const auto beyond = catalogue::list(*rows, question);
    EXPECT_TRUE(beyond.lines.empty());
    ASSERT_TRUE(beyond.prev);
    question.after.reset();
    question.before = beyond.prev;
    EXPECT_EQ(listed(*rows, question), "e c");
}

TEST(List, a_cursor_nobody_made_is_refused) {
    for (const auto* bad : {"", "z", "7a7", "zz", "ffff", "6120", "2061", "74697461652061"})
        EXPECT_FALSE(catalogue::read_cursor(bad)) << bad;
    EXPECT_FALSE(catalogue::read_cursor(std::string(4000, '6')));
    const auto made = catalogue::text_of(catalogue::Cursor{"opcat", {catalogue::Order::adopted, true}});
    ASSERT_TRUE(catalogue::read_cursor(made));
    EXPECT_EQ(catalogue::read_cursor(made)->id, "opcat");
    EXPECT_TRUE((catalogue::read_cursor(made)->sort == catalogue::Sort{catalogue::Order::adopted, true}));
}

TEST(List, what_contradicts_itself_is_named) {
    const auto said = [](std::string_view filters, std::string_view on = "2026-11-22") {
        const auto found = catalogue::contradiction(asked(filters, on).question);
        return found ? std::string{found->parameter} + "/" + std::string{found->with} : std::string{};
    };
    EXPECT_EQ(said("status=signed"), "status/party");
    EXPECT_EQ(said("signed-before=2010"), "signed-before/party");
    EXPECT_EQ(said("party=be signed-from=2010 signed-before=2010"), "signed-before/signed-from");
    EXPECT_EQ(said("adopted-from=2011 adopted-before=2010-05"), "adopted-before/adopted-from");
    EXPECT_EQ(said("party=be status=none signed-before=2010"), "signed-before/status");
    EXPECT_EQ(said("next=deposited", "2020-01-01"), "next/on");
    EXPECT_EQ(said("party=be status=signed-not-bound signed-before=2010"), "");
}

TEST(List, a_filter_takes_what_it_says_and_nothing_else) {
    catalogue::Question question;
    for (const auto& each : catalogue::filters()) {
        for (const auto& value : catalogue::allowed(each.takes)) {
            EXPECT_TRUE(each.read(question, value)) << each.key << "=" << value;
            EXPECT_TRUE(each.asked(question)) << each.key << "=" << value;
        }
        EXPECT_TRUE(each.read(question, "")) << each.key;
        EXPECT_FALSE(each.asked(question)) << each.key;
        if (each.takes == catalogue::Takes::words) continue;
        EXPECT_FALSE(each.read(question, "no such thing")) << each.key;
        EXPECT_TRUE(each.read(question, ""));
    }
    for (const auto* bad :
         {"201", "2010-13", "2010-02-30", "2010~", "2010/2012", "20XX", "2010-21", "tomorrow"})
        EXPECT_FALSE(catalogue::read_bound(bad)) << bad;
    EXPECT_EQ(catalogue::read_bound("2010-06")->day, day("2010-06-01"));
}
