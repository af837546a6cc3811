// Who left and came back was a party in between, and before.
#include <gtest/gtest.h>

#include "registry/store/track_facts.hpp"
#include "tests/registry/intake/whole_store.hpp"
#include "tests/support/scratch.hpp"

namespace {

using namespace test;
using registry::Consent;
using registry::Event;
using registry::store::consents_of;

std::vector<Event> acts(const std::vector<std::pair<const char*, const char*>>& dated) {
    std::vector<Event> events;
    for (const auto& [milestone, date] : dated) {
        Event event;
        event.id = std::string{milestone} + "." + date;
        event.milestone = milestone, event.when = when(date);
        events.push_back(event);
    }
    return events;
}

std::string told(const std::vector<Consent>& consents) {
    std::string text;
    for (const auto& each : consents)
        text += (text.empty() ? "" : " ") + each.deposited.edtf +
                (each.withdrawn ? "-" + each.withdrawn->edtf : "");
    return text;
}

}  // namespace

TEST(Consents, each_time_is_one_and_ends_with_its_own_withdrawal) {
    EXPECT_EQ(told(consents_of("be", acts({{"signed", "2000-01-01"}}))), "");
    EXPECT_EQ(told(consents_of("be", acts({{"deposited", "2000-01-01"}, {"deposited", "2001-01-01"}}))),
              "2000-01-01")
        << "a second act adds nothing";
    EXPECT_EQ(
        told(consents_of(
            "be",
            acts({{"withdrawn", "2005-01-01"}, {"deposited", "2010-01-01"}, {"deposited", "2000-01-01"}}))),
        "2000-01-01-2005-01-01 2010-01-01");
    EXPECT_EQ(told(consents_of("be", acts({{"deposited", "2000-01-01"},
                                           {"withdrawn", "2005-01-01"},
                                           {"deposited", "2010-01-01"},
                                           {"withdrawn", "2015-01-01"}}))),
              "2000-01-01-2005-01-01 2010-01-01-2015-01-01");
    EXPECT_EQ(told(consents_of("be", acts({{"deposited", "2000-01-01"}, {"withdrawn", "XXXX-XX-XX"}}))),
              "2000-01-01-XXXX-XX-XX");
}

TEST(Consents, the_treaty_entered_into_force_with_one_that_has_left_and_returned_since) {
    const Scratch scratch;
    registry::store::Database database(scratch / "placet.db");
    StatusPage page;
    page.rows = {{"France", "deposited", "2001-05-01"},
                 {"Belgium", "deposited", "2000-01-10"},
                 {"Belgium", "withdrawn", "2005-03-01"},
                 {"Belgium", "deposited", "2010-06-01"}};
    auto batch = batch_of(page);
    registry::Clause clause;
    clause.instrument = page.treaty;
    clause.clause = {2, *registry::parse_span("P30D"), *registry::parse_span("P30D"), "art. 28"};
    batch.clauses.push_back(clause);
    take(database, batch, "page");
    auto reader = database.read();
    const auto facts = registry::store::instrument_facts(reader, "mtdsg-iv-9-b", {});
    EXPECT_EQ(facts.entry.computed, when("2001-05-31"));
    EXPECT_EQ(facts.entry.counted, (std::vector<std::string>{"be", "fr"}));
}
