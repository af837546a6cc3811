// How unusual a wait is, from a store.
#include "registry/answers/waits.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "importers/importer.hpp"
#include "tests/registry/answers/small_registry.hpp"

using namespace test;
using registry::Waits;

namespace {

std::string bytes_of(const char* path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>{in}, {}};
}

void take_sample(registry::store::Database& database, const std::string& path) {
    const auto bytes = bytes_of(path.c_str());
    ASSERT_FALSE(bytes.empty()) << path;
    importers::Sidecar beside;
    beside.as_of = registry::parse_when("2018-01");
    const auto source = importers::loaded(path, bytes, beside);
    const auto importer = importers::importer_for(source);
    ASSERT_TRUE(importer) << path;
    registry::take_in(database, {path, std::string{(*importer)->id}, bytes, (*importer)->read(source)},
                      registry::parse_now("2026-11-22").value());
}

double in_years(std::optional<int> days) { return days ? *days / 365.25 : -1; }

}  // namespace

TEST(Waits, they_are_counted_from_the_signatures_in_the_store) {
    auto& store = shared_registry();
    auto reader = store.read();
    Waits waits;
    const auto both = waits.curves(reader, "be", day(SmallRegistry::today));
    // Belgium signed one (open) and another (1,338 days); France, Jamaica and a State of no known name
    // signed.
    EXPECT_EQ(both.party.curve.n, 2);
    EXPECT_EQ(both.party.curve.events, 1);
    ASSERT_EQ(both.party.curve.steps.size(), 1u);
    EXPECT_EQ(both.party.curve.steps[0].days, registry::days_between(day("2000-12-12"), day("2004-08-11")));
    EXPECT_EQ(both.all.too_vague, 1) << "Jamaica took its signature back nobody knows when";
    EXPECT_EQ(both.all.curve.n, 4) << "who acceded without signing is no case";
    EXPECT_EQ(both.all.first_as_of, day("2018-01-01"));
    EXPECT_EQ(both.all.last_as_of, day("2021-06-01"));
    // OPCAT's is censored on the day of the newest table.
    EXPECT_EQ(both.party.curve.longest, registry::days_between(day("2005-10-24"), day("2021-06-01")));
}

TEST(Waits, a_past_day_sees_less) {
    auto& store = shared_registry();
    auto reader = store.read();
    Waits waits;
    const auto both = waits.curves(reader, "be", day("2004-01-01"));
    EXPECT_EQ(both.party.curve.n, 1);
    EXPECT_EQ(both.party.curve.events, 0);
    EXPECT_EQ(waits.curves(reader, "be", day(SmallRegistry::today)).party.curve.n, 2) << "and back again";
}

TEST(Waits, what_is_taken_in_later_is_seen) {
    SmallRegistry store;
    Waits waits;
    {
        auto reader = store.read();
        EXPECT_EQ(waits.curves(reader, "be", day(SmallRegistry::today)).all.curve.events, 2);
    }
    registry::Batch batch;
    batch.documents = {{}};
    batch.documents[0].source = "un-mtdsg";
    batch.documents[0].as_of = *registry::parse_when("2022-02-01");
    registry::Statement deposited;
    deposited.instrument = {"MTDSG", "IV-9-b"};
    deposited.party = "Belgium";
    deposited.milestone = "deposited";
    deposited.when = *registry::parse_when("2020-01-01");
    deposited.place = "1";
    batch.statements = {deposited};
    take(store.database(), "later", batch, "2022-03-01");
    auto reader = store.read();
    EXPECT_EQ(waits.curves(reader, "be", day(SmallRegistry::today)).all.curve.events, 3);
}

TEST(Waits, few_consents_give_no_share) {
    auto& store = shared_registry();
    auto reader = store.read();
    Waits waits;
    const auto answer = registry::wait_answer(reader, waits, "opcat", "be", asked());
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->left, registry::WaitAnswer::Left::compared);
    EXPECT_EQ(answer->days, registry::days_between(day("2005-10-24"), day(SmallRegistry::today)));
    EXPECT_TRUE(answer->of_party.too_few());
    EXPECT_EQ(answer->of_party.consented_within(answer->days), std::nullopt);
}

TEST(Waits, there_is_none_for_who_has_consented_or_not_signed) {
    auto& store = shared_registry();
    auto reader = store.read();
    Waits waits;
    EXPECT_FALSE(registry::wait_answer(reader, waits, "opcat", "fr", asked()));
    EXPECT_FALSE(registry::wait_answer(reader, waits, "opcat", "nl", asked()));
    EXPECT_FALSE(registry::wait_answer(reader, waits, "opcat", "jm", asked())) << "taken back, or may be";
    EXPECT_FALSE(registry::wait_answer(reader, waits, "opcat", "be", asked("2005-10-23")));
    EXPECT_TRUE(registry::wait_answer(reader, waits, "opcat", "be", asked("2005-10-24")));
    EXPECT_TRUE(registry::wait_answer(reader, waits, "opcat", "fr", asked("2008-11-10"))) << "the day before";
}

TEST(Waits, what_was_known_or_public_is_not_compared_and_says_so) {
    auto& store = shared_registry();
    auto reader = store.read();
    Waits waits;
    for (const auto& question : {asked_known(SmallRegistry::today), asked_published(SmallRegistry::today)}) {
        const auto answer = registry::wait_answer(reader, waits, "opcat", "be", question);
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->left, registry::WaitAnswer::Left::two_times);
        EXPECT_EQ(answer->of_all.curve.n, 0);
    }
}

TEST(Waits, the_optional_protocol_comes_out_as_computed_from_the_depositarys_table_of_2015) {
    // Published figures for this treaty from the table of March 2015: 56 consents after signature, a quarter
    // within 1.5 years, half within 3.2, three quarters within 6.9 (Kaplan–Meier). The table of January 2018
    // asked about then must say the same; about a day before 12 February, since that count of consents does
    // not have Mongolia's of that day.
    const Scratch scratch;
    registry::store::Database database(scratch / "placet.db");
    take_sample(database, "samples/un/IV-9-b.en.xml");
    auto reader = database.read();
    Waits waits;
    const auto both = waits.curves(reader, "be", day("2015-02-11"));
    EXPECT_EQ(both.all.curve.events, 56);
    EXPECT_NEAR(in_years(both.all.curve.day_of_share(0.25)), 1.5, 0.05);
    EXPECT_NEAR(in_years(both.all.curve.day_of_share(0.50)), 3.2, 0.05);
    EXPECT_NEAR(in_years(both.all.curve.day_of_share(0.75)), 6.9, 0.05);
    EXPECT_EQ(both.all.curve.day_of_share(0.90), std::nullopt);
    const auto share =
        both.all.consented_within(registry::days_between(day("2005-10-24"), day("2015-02-11")));
    ASSERT_TRUE(share);
    EXPECT_GT(*share, 0.75);
    EXPECT_LT(*share, 0.95);
}
