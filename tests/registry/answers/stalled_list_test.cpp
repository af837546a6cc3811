// /stalled as a list: filters, facets, orders and pages agree with one another.
#include "registry/answers/stalled_list.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/registry/answers/small_registry.hpp"
#include "tests/support/imported_folder.hpp"

using namespace registry;

namespace {

class StalledList : public testing::Test {
protected:
    static void SetUpTestSuite() { samples_ = new test::ImportedFolder("samples"); }
    static void TearDownTestSuite() { delete samples_, samples_ = nullptr; }

    StalledAnswer ask(const StalledQuestion& question, std::string_view on = test::ImportedFolder::today) {
        auto reader = samples_->database().read();
        Asked asked;
        asked.on = parse_day(on).value();
        asked.today = parse_day(test::ImportedFolder::today).value();
        return stalled_answer(reader, catalogue_.at(reader), question, asked);
    }
    static StalledQuestion everything() {
        StalledQuestion question;
        question.at_least = Severity::notice;
        question.page.size = 100000;
        return question;
    }
    static std::vector<std::string> ids(const StalledAnswer& answer) {
        std::vector<std::string> found;
        for (const auto& each : answer.lines) found.push_back(each.verdict.id);
        return found;
    }

    Catalogue catalogue_;

private:
    static test::ImportedFolder* samples_;
};
test::ImportedFolder* StalledList::samples_ = nullptr;

int count_of(const std::vector<FacetCount>& counts, std::string_view value) {
    for (const auto& each : counts)
        if (each.value == value) return each.n;
    return 0;
}

}  // namespace

TEST_F(StalledList, every_facet_counts_what_choosing_it_lists) {
    const auto all = ask(everything());
    ASSERT_GE(all.page.total, 3u);
    ASSERT_GE(all.facets.rule.size(), 2u);
    for (const auto& each : all.facets.rule) {
        auto question = everything();
        question.rule = each.value;
        EXPECT_EQ(ask(question).page.total, static_cast<std::size_t>(each.n)) << each.value;
    }
    for (const auto& each : all.facets.entity) {
        auto question = everything();
        question.entity = each.value;
        EXPECT_EQ(ask(question).page.total, static_cast<std::size_t>(each.n)) << each.value;
    }
    for (const auto& each : all.facets.party) {
        auto question = everything();
        question.party = each.value;
        EXPECT_EQ(ask(question).page.total, static_cast<std::size_t>(each.n)) << each.value;
    }
    for (const auto& each : all.facets.severity) {
        auto question = everything();
        question.at_least = named<Severity>(each.value).value();
        EXPECT_EQ(ask(question).page.total, static_cast<std::size_t>(each.n)) << each.value;
    }
    for (const auto& each : all.facets.certainty) {
        auto question = everything();
        question.certainty = named<Certainty>(each.value).value();
        const auto answer = ask(question);
        EXPECT_EQ(answer.page.total, static_cast<std::size_t>(each.n)) << each.value;
        for (const auto& line : answer.lines) EXPECT_EQ(line.verdict.certainty, *question.certainty);
    }
}

TEST_F(StalledList, a_facet_leaves_out_its_own_filter_and_keeps_the_others) {
    const auto all = ask(everything());
    auto question = everything();
    question.rule = all.facets.rule.front().value;
    const auto one = ask(question);
    for (const auto& each : all.facets.rule) EXPECT_EQ(count_of(one.facets.rule, each.value), each.n);
    int parties = 0;
    for (const auto& each : one.facets.party) parties += each.n;
    EXPECT_EQ(static_cast<std::size_t>(parties), one.page.total);
}

TEST_F(StalledList, the_cells_of_the_chart_add_up_to_the_list) {
    const auto answer = ask(everything());
    std::size_t sum = 0;
    for (const auto& [of, counts] : answer.cells)
        for (const int n : counts) sum += static_cast<std::size_t>(n);
    EXPECT_EQ(sum, answer.page.total);
}

TEST_F(StalledList, pages_by_cursor_give_each_line_once_in_every_order_forwards_and_back) {
    for (const auto& [order, name] : Names<StalledOrder>::table)
        for (const bool backwards : {false, true}) {
            auto question = everything();
            question.order = order;
            question.page.backwards = backwards;
            const auto whole = ids(ask(question));
            question.page.size = 3;
            std::vector<std::string> forwards;
            StalledAnswer last;
            for (std::size_t n = 0; n < whole.size() + 1; ++n) {
                last = ask(question);
                for (auto& id : ids(last)) forwards.push_back(std::move(id));
                if (last.page.next.empty()) break;
                question.page.after = last.page.next;
            }
            EXPECT_EQ(forwards, whole) << name;
            // And back again from the last page.
            std::size_t seen = ids(last).size();
            question.page.after.clear();
            while (!last.page.previous.empty()) {
                question.page.before = last.page.previous;
                last = ask(question);
                const auto page = ids(last);
                ASSERT_LE(seen + page.size(), whole.size());
                EXPECT_TRUE(std::equal(page.begin(), page.end(),
                                       whole.end() - static_cast<std::ptrdiff_t>(seen + page.size())))
                    << name;
                seen += page.size();
            }
            EXPECT_EQ(seen, whole.size()) << name;
        }
}

TEST_F(StalledList, backwards_is_the_same_list_the_other_way_round) {
    auto question = everything();
    auto forwards = ids(ask(question));
    question.page.backwards = true;
    std::reverse(forwards.begin(), forwards.end());
    EXPECT_EQ(ids(ask(question)), forwards);
}

TEST_F(StalledList, the_days_of_the_clock_narrow_it) {
    auto question = everything();
    question.order = StalledOrder::since;
    const auto all = ask(question);
    const auto last = all.lines.back().verdict.since.lo;
    ASSERT_LT(all.lines.front().verdict.since.lo, last) << "nothing to tell apart";
    question.since_from = last;
    const auto later = ask(question);
    for (const auto& line : later.lines) EXPECT_GE(line.verdict.since.lo, last);
    question.since_from.reset();
    question.since_before = last;
    const auto earlier = ask(question);
    for (const auto& line : earlier.lines) EXPECT_LT(line.verdict.since.lo, last);
    EXPECT_EQ(earlier.page.total + later.page.total, all.page.total);
    EXPECT_GT(earlier.page.total, 0u);
    EXPECT_GT(later.page.total, 0u);
}

TEST_F(StalledList, newly_listed_are_those_that_were_not_on_the_list_before) {
    auto question = everything();
    const auto old = ids(ask(question, "2018-08-01"));
    const std::set<std::string> before(old.begin(), old.end());
    question.newly = days_between(parse_day("2018-08-02").value(), parse_day("2018-10-01").value());
    const auto answer = ask(question, "2018-10-01");
    ASSERT_FALSE(answer.lines.empty());
    for (const auto& id : ids(answer)) EXPECT_FALSE(before.contains(id)) << id;
    for (const auto& opened : answer.opened) EXPECT_GE(opened.value(), parse_day("2018-08-02").value());
    const auto now = ids(ask(everything(), "2018-10-01"));
    std::size_t fresh = 0;
    for (const auto& id : now) fresh += !before.contains(id);
    EXPECT_EQ(answer.page.total, fresh);
}

TEST(CutPage, a_place_that_is_gone_still_leads_to_what_follows_it) {
    const auto keyed = [] { return std::vector<Keyed>{{"b", 1}, {"a", 0}, {"d", 3}, {"c", 2}}; };
    auto lines = keyed();
    auto page = cut_page(lines, {2, "", "", false});
    EXPECT_EQ(lines[page.from].key, "a");
    EXPECT_EQ(page.next, "b");
    EXPECT_EQ(page.previous, "");
    lines = keyed();
    page = cut_page(lines, {2, "bb", "", false});  // was between b and c
    EXPECT_EQ(page.from, 2u);
    EXPECT_EQ(page.next, "");
    EXPECT_EQ(page.previous, "c");
    lines = keyed();
    page = cut_page(lines, {2, "", "c", false});
    EXPECT_EQ(page.from, 0u);
    EXPECT_EQ(page.to, 2u);
    lines = keyed();
    page = cut_page(lines, {2, "zzz", "", false});
    EXPECT_EQ(page.from, page.to) << "past the end there is nothing";
    lines = keyed();
    EXPECT_EQ(cut_page(lines, {2, "", page.previous, false}).to, 4u)
        << "and back from there are the last ones";
    lines = keyed();
    page = cut_page(lines, {2, "c", "", true});
    EXPECT_EQ(lines[page.from].key, "b");
    std::vector<Keyed> none;
    page = cut_page(none, {2, "x", "", false});
    EXPECT_EQ(page.total, 0u);
    EXPECT_EQ(page.previous + page.next, "");
}
