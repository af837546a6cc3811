#include <gtest/gtest.h>

#include "registry/answers/tally.hpp"
#include "tests/registry/answers/small_registry.hpp"

using registry::Effect;
using registry::Tally;
using test::day;

namespace {

struct Act {
    Effect effect;
    const char* date;
};

Tally sum(std::initializer_list<Act> acts, std::string_view on = "2026-01-01") {
    Tally tally(day(on));
    for (const auto& [effect, date] : acts) {
        const auto when = registry::parse_when(date).value();
        tally.add(effect, when.lo, when.hi);
    }
    return tally;
}

}  // namespace

TEST(Tally, a_consent_counts_until_it_is_withdrawn_and_again_after_a_return) {
    EXPECT_FALSE(sum({}).is_party());
    EXPECT_TRUE(sum({{Effect::consents, "1980-11-14"}}).is_party());
    EXPECT_FALSE(sum({{Effect::consents, "1980-11-14"}, {Effect::withdraws, "1998-05-26"}}).is_party());
    EXPECT_TRUE(sum({{Effect::consents, "1980-11-14"},
                     {Effect::withdraws, "1998-05-26"},
                     {Effect::consents, "1998-08-26"}})
                    .is_party());
    EXPECT_FALSE(sum({{Effect::consents, "1980-11-14"},
                      {Effect::withdraws, "1998-05-26"},
                      {Effect::consents, "1998-08-26"},
                      {Effect::withdraws, "2000-03-27"}})
                     .is_party());
    EXPECT_FALSE(sum({{Effect::consents, "1980-11-14"}, {Effect::withdraws, "XXXX-XX-XX"}}).is_party())
        << "brackets give no day";
    EXPECT_FALSE(sum({{Effect::consents, "1998-08-26"}, {Effect::withdraws, "1998"}}).is_party())
        << "it may have been after";
}

TEST(Tally, what_lies_after_the_day_asked_does_not_count) {
    const std::initializer_list<Act> acts{{Effect::consents, "1980-11-14"},
                                          {Effect::withdraws, "1998-05-26"}};
    EXPECT_FALSE(sum(acts, "1980-11-13").is_party());
    EXPECT_TRUE(sum(acts, "1980-11-14").is_party());
    EXPECT_TRUE(sum(acts, "1998-05-25").is_party());
    EXPECT_FALSE(sum(acts, "1998-05-26").is_party());
}

TEST(Tally, a_signature_is_not_a_consent_and_is_withdrawn_on_its_own) {
    EXPECT_TRUE(sum({{Effect::signs, "2000-01-01"}}).is_signatory());
    EXPECT_FALSE(sum({{Effect::signs, "2000-01-01"}}).is_party());
    EXPECT_FALSE(sum({{Effect::consents, "2000-01-01"}}).is_signatory());
    EXPECT_FALSE(sum({{Effect::signs, "2000-01-01"}, {Effect::unsigns, "2002-05-06"}}).is_signatory());
    EXPECT_TRUE(sum({{Effect::signs, "2000-01-01"}, {Effect::withdraws, "2002-05-06"}}).is_signatory())
        << "denouncing the treaty leaves the signature in the table";
    EXPECT_FALSE(sum({{Effect::provisional, "2000-01-01"}}).is_party());
}

TEST(Tally, what_no_table_tells_is_not_counted_as_none) {
    const auto counted = [](std::initializer_list<const char*> milestones) {
        std::map<std::string, std::vector<registry::Event>, std::less<>> by_party;
        by_party[""];
        for (const auto* milestone : milestones) {
            registry::Event event;
            event.milestone = milestone, event.when = registry::parse_when("2000-01-01").value();
            by_party["be"].push_back(event);
        }
        return registry::counted(by_party, day("1999-01-01"));
    };
    EXPECT_FALSE(counted({}).parties);
    EXPECT_EQ(counted({"deposited"}).parties, 0) << "held, of a later day";
    EXPECT_FALSE(counted({"deposited"}).signatories) << "no signature column";
    EXPECT_EQ(counted({"signed"}).signatories, 0);
}
