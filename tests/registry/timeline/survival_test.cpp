// The product-limit estimate against published and hand-computed figures.
#include "registry/timeline/survival.hpp"

#include <gtest/gtest.h>

#include <cmath>

using namespace registry;

namespace {

Day day(std::string_view iso) { return parse_day(iso).value(); }
Signature::Bounds bounds(std::string_view edtf) {
    const auto when = parse_when(edtf).value();
    return {when.lo, when.hi};
}
Signature signature(std::string_view signed_on, std::string_view consented = {},
                    std::string_view as_of = "2018-01-15") {
    Signature made;
    made.signed_on = bounds(signed_on);
    if (!consented.empty()) made.consented = bounds(consented);
    if (!as_of.empty()) made.as_of = day(as_of);
    return made;
}
const Day later = day("2026-11-22");

// Remission of leukaemia under 6-mercaptopurine, in weeks: Freireich and others 1963, the textbook example.
const std::vector<Wait> leukaemia{{6, true},   {6, true},   {6, true},   {6, false}, {7, true},   {9, false},
                                  {10, true},  {10, false}, {11, false}, {13, true}, {16, true},  {17, false},
                                  {19, false}, {20, false}, {22, true},  {23, true}, {25, false}, {32, false},
                                  {32, false}, {34, false}, {35, false}};

}  // namespace

TEST(KaplanMeier, the_textbook_example_comes_out_as_in_the_textbooks) {
    const auto curve = kaplan_meier(leukaemia);
    EXPECT_EQ(curve.n, 21);
    EXPECT_EQ(curve.events, 9);
    EXPECT_EQ(curve.censored, 12);
    EXPECT_EQ(curve.longest, 35);
    struct Row {
        int days, at_risk, events;
        double waiting, error;
    };
    const Row rows[] = {{6, 21, 3, 0.857, 0.0764},  {7, 17, 1, 0.807, 0.0869},  {10, 15, 1, 0.753, 0.0963},
                        {13, 12, 1, 0.690, 0.1068}, {16, 11, 1, 0.627, 0.1141}, {22, 7, 1, 0.538, 0.1282},
                        {23, 6, 1, 0.448, 0.1346}};
    ASSERT_EQ(curve.steps.size(), std::size(rows));
    for (std::size_t i = 0; i < std::size(rows); ++i) {
        EXPECT_EQ(curve.steps[i].days, rows[i].days);
        EXPECT_EQ(curve.steps[i].at_risk, rows[i].at_risk);
        EXPECT_EQ(curve.steps[i].events, rows[i].events);
        EXPECT_NEAR(curve.steps[i].waiting, rows[i].waiting, 0.0005);
        EXPECT_NEAR(std::sqrt(curve.steps[i].variance), rows[i].error, 0.00005) << "Greenwood";
    }
    EXPECT_EQ(curve.day_of_share(0.50), 23);
    EXPECT_EQ(curve.day_of_share(0.25), 13);
    EXPECT_EQ(curve.day_of_share(0.75), std::nullopt) << "the curve does not reach it";
    EXPECT_NEAR(curve.waiting_after(5).value(), 1, 1e-12);
    EXPECT_NEAR(curve.waiting_after(6).value(), 0.857, 0.0005) << "consents of that day are counted";
    EXPECT_NEAR(curve.waiting_after(35).value(), 0.448, 0.0005);
    EXPECT_EQ(curve.waiting_after(36), std::nullopt) << "nobody was watched for so long";
}

TEST(KaplanMeier, without_censoring_it_is_the_plain_share) {
    const auto curve = kaplan_meier({{10, true}, {20, true}, {30, true}, {40, true}});
    EXPECT_EQ(curve.day_of_share(0.25), 10);
    EXPECT_EQ(curve.day_of_share(0.50), 20);
    EXPECT_EQ(curve.day_of_share(0.75), 30);
    EXPECT_EQ(curve.day_of_share(1.0), 40);
    EXPECT_EQ(curve.steps.back().waiting, 0);
    EXPECT_EQ(curve.steps.back().variance, 0);
    EXPECT_EQ(curve.waiting_after(10'000), 0) << "nobody is left: that stays so";
}

TEST(KaplanMeier, who_is_censored_on_a_day_of_consents_was_at_risk_on_it) {
    const auto curve = kaplan_meier({{5, false}, {5, true}});
    ASSERT_EQ(curve.steps.size(), 1u);
    EXPECT_EQ(curve.steps[0].at_risk, 2);
    EXPECT_DOUBLE_EQ(curve.steps[0].waiting, 0.5);
}

TEST(KaplanMeier, nothing_gives_nothing) {
    const auto none = kaplan_meier({});
    EXPECT_EQ(none.n, 0);
    EXPECT_TRUE(none.steps.empty());
    EXPECT_EQ(none.day_of_share(0.25), std::nullopt);
    EXPECT_EQ(none.waiting_after(1), std::nullopt);
    const auto censored = kaplan_meier({{3, false}});
    EXPECT_TRUE(censored.steps.empty());
    EXPECT_EQ(censored.waiting_after(3), 1);
    EXPECT_EQ(censored.waiting_after(4), std::nullopt);
}

TEST(KaplanMeier, rounding_does_not_hide_a_quantile) {
    // 0.9 · 8/9 · 7/8 … is 0.5 only nearly.
    std::vector<Wait> ten;
    for (int i = 1; i <= 10; ++i) ten.push_back({i, true});
    EXPECT_EQ(kaplan_meier(ten).day_of_share(0.50), 5);
    EXPECT_EQ(kaplan_meier(ten).day_of_share(0.90), 9);
}

TEST(Observe, a_case_ends_with_the_consent_or_with_the_data) {
    const auto seen = observe({signature("2005-10-24", "2008-10-24"), signature("2005-10-24")}, later);
    EXPECT_EQ(seen.waits,
              (std::vector<Wait>{{1096, true}, {days_between(day("2005-10-24"), day("2018-01-15")), false}}))
        << "watched until the depositary's day, not until today";
    EXPECT_EQ(seen.first_as_of, day("2018-01-15"));
    EXPECT_EQ(seen.last_as_of, day("2018-01-15"));
}

TEST(Observe, a_past_day_sees_only_what_was_there) {
    const std::vector<Signature> all{signature("2005-10-24", "2008-10-24"), signature("2010-01-01")};
    const auto seen = observe(all, day("2007-10-24"));
    EXPECT_EQ(seen.waits, (std::vector<Wait>{{730, false}}));
    EXPECT_EQ(seen.last_as_of, day("2007-10-24"));
}

TEST(Observe, consent_on_or_before_the_day_of_signature_took_no_time) {
    const auto seen =
        observe({signature("2005-10-24", "2005-10-24"), signature("2005-10-24", "2001-01-01")}, later);
    EXPECT_EQ(seen.waits, (std::vector<Wait>{{0, true}, {0, true}}));
}

TEST(Observe, a_signature_taken_back_is_watched_until_then) {
    auto taken_back = signature("2000-12-31");
    taken_back.withdrawn = bounds("2002-05-06");
    auto consented_before = signature("2000-12-31", "2001-12-31");
    consented_before.withdrawn = bounds("2002-05-06");
    auto acceded_later = signature("2000-12-31", "2010-01-01");
    acceded_later.withdrawn = bounds("2002-05-06");
    auto taken_back_later = signature("2000-12-31", {}, "2001-12-31");
    taken_back_later.withdrawn = bounds("2002-05-06");
    const auto seen = observe({taken_back, consented_before, acceded_later, taken_back_later}, later);
    EXPECT_EQ(seen.waits, (std::vector<Wait>{{491, false}, {365, true}, {491, false}, {365, false}}));
    taken_back.withdrawn = bounds("XXXX-XX-XX");
    EXPECT_EQ(observe({taken_back}, later).too_vague, 1) << "taken back nobody knows when";
}

TEST(Observe, a_vague_date_counts_at_its_middle_up_to_a_year) {
    // March 2000 to March 2001: between 335 and 395 days.
    EXPECT_EQ(observe({signature("2000-03", "2001-03")}, later).waits, (std::vector<Wait>{{365, true}}));
    EXPECT_EQ(observe({signature("2000", "2005-06-01")}, later).waits.size(), 1u);
    const auto vague = observe({signature("2000", "2005"), signature("XXXX-XX-XX", "2005-01-01"),
                                signature("2000-01-01", "XXXX-XX-XX"), signature("XXXX-XX-XX"),
                                signature("2000-01-01", "../2010-01-01")},
                               later);
    EXPECT_TRUE(vague.waits.empty());
    EXPECT_EQ(vague.too_vague, 5);
}

TEST(Observe, without_a_table_of_a_known_day_there_is_no_case) {
    // Who knows only of those that consented would find everybody quick.
    const auto seen =
        observe({signature("2000-01-01", "2001-01-01", ""), signature("2000-01-01", "", "")}, later);
    EXPECT_TRUE(seen.waits.empty());
    EXPECT_EQ(seen.without_data, 2);
}

TEST(Observe, what_was_signed_after_the_table_is_no_case_yet) {
    const auto seen =
        observe({signature("2019-01-01", "2019-06-01"), signature("2015-01-01", "2019-06-01")}, later);
    EXPECT_EQ(seen.waits, (std::vector<Wait>{{1110, false}})) << "the consent is not in the table yet";
    EXPECT_EQ(seen.too_vague + seen.without_data, 0);
}
