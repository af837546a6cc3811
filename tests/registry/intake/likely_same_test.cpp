// A new law finds its dossier by title and date; what is only likely waits for a person; nothing is guessed.
#include "registry/intake/likely_same.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "registry/answers/review.hpp"
#include "registry/exchange/exchange_xml.hpp"
#include "registry/store/instruments.hpp"
#include "registry/store/track_facts.hpp"
#include "tests/registry/intake/named_treaties.hpp"
#include "tests/registry/intake/whole_store.hpp"
#include "tests/support/scratch.hpp"

namespace {

using namespace test;
using registry::Alias;
using registry::MatchPair;
using registry::Remark;
using registry::store::Database;
using State = MatchPair::State;

std::string instrument(Database& database, const Alias& alias) {
    auto reader = database.read();
    return registry::store::instrument_by_minted(reader, registry::mint_id({alias})).value_or("");
}

bool are_one(Database& database, const Alias& a, const Alias& b) {
    return instrument(database, a) == instrument(database, b);
}

std::string remarked(const registry::Report& report, std::string_view kind) {
    for (const auto& each : report.remarks)
        if (each.kind == kind) return each.what;
    return {};
}

std::vector<registry::ReviewLine> waiting(Database& database) {
    auto reader = database.read();
    return registry::review(reader);
}

std::string state(Database& database, const Alias& a, const Alias& b) {
    auto reader = database.read();
    const auto found = registry::store::pair(reader, registry::store::pair_id(a, b));
    return found ? std::string{registry::name_of(found->state)} : "none";
}

registry::Batch decision(const Alias& a, const Alias& b, bool same) {
    registry::Batch batch;
    batch.documents.push_back({});
    batch.documents[0].source = "editor";
    batch.documents[0].title = "Decided";
    if (same)
        batch.links.push_back({a, b, 0, "", "both say so"});
    else
        batch.not_same.push_back({a, b, "one is the protocol", 0, ""});
    return batch;
}

std::int64_t kept_remarks(Database& database, const std::string& kind) {
    auto reader = database.read();
    registry::store::Query row(reader, "SELECT count(*) FROM remark WHERE kind = ?");
    row.bind(kind).step();
    return row.integer(0);
}

}  // namespace

TEST(LikelySame, a_law_finds_its_bill_by_title_and_date_and_says_so) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    take(database, bbnj_bill(), "bill");
    const auto report = take(database, bbnj_law(), "law");
    EXPECT_TRUE(are_one(database, bill_number, law_number));
    const auto said = remarked(report, "joined-by-title");
    EXPECT_NE(said.find("score 1.00, because: same day of conclusion: 2023-06-19"), std::string::npos)
        << said;
    EXPECT_EQ(report.doubts + report.losses, 0u);
    EXPECT_EQ(state(database, bill_number, law_number), "automatic");
    EXPECT_TRUE(waiting(database).empty());
    auto reader = database.read();
    const auto shown = registry::store::automatic_pairs(reader, "be-56k0481");
    ASSERT_EQ(shown.size(), 1u);
    EXPECT_EQ(shown[0].match.score, 100);
    EXPECT_FALSE(shown[0].match.reasons.empty());
    const auto events = registry::store::stored_events(reader, "be-56k0481", "be");
    EXPECT_EQ(events.size(), 2u) << "the road has the bill's tabling and the law's promulgation";
}

TEST(LikelySame, the_united_nations_page_waits_and_is_joined_only_by_a_persons_word) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    take(database, bbnj_page(), "un");
    const auto report = take(database, bbnj_law(), "law", "2026-11-20");
    EXPECT_FALSE(are_one(database, un_number, law_number));
    EXPECT_NE(remarked(report, "may-be-same").find("placet review"), std::string::npos);
    EXPECT_NE(remarked(report, "unlinked-act").find("MTDSG XXI-10"), std::string::npos)
        << remarked(report, "unlinked-act");
    const auto lines = waiting(database);
    ASSERT_EQ(lines.size(), 1u);
    EXPECT_EQ(lines[0].pair.since, *registry::parse_day("2026-11-20"));
    ASSERT_NE(lines[0].one.title(registry::Lang::en), nullptr);
    EXPECT_EQ(kept_remarks(database, "unlinked-act"), 1);

    take(database, decision(un_number, law_number, true), "accepted");
    EXPECT_TRUE(are_one(database, un_number, law_number));
    EXPECT_EQ(state(database, un_number, law_number), "accepted");
    EXPECT_TRUE(waiting(database).empty());
    EXPECT_EQ(kept_remarks(database, "unlinked-act"), 0) << "the act has found its treaty";
}

TEST(LikelySame, what_was_told_apart_never_comes_back) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    take(database, bbnj_page(), "un");
    take(database, bbnj_law(), "law");
    take(database, decision(law_number, un_number, false), "rejected");
    EXPECT_TRUE(waiting(database).empty());
    EXPECT_EQ(state(database, un_number, law_number), "rejected");
    take(database, bbnj_law("again, with another title"), "law again");
    EXPECT_TRUE(waiting(database).empty());
    EXPECT_FALSE(are_one(database, un_number, law_number));
    // Nor by an export.
    auto reader = database.read();
    const auto exported = registry::export_all(reader);
    EXPECT_NE(exported.find("<not-same"), std::string::npos);
    auto batch = registry::read_exchange(exported, "export.xml");
    ASSERT_TRUE(batch);
    Database second(scratch / "second.db");
    registry::take_in(second, {"export.xml", "exchange", exported, std::move(*batch)}, at("2026-11-22"));
    EXPECT_TRUE(waiting(second).empty());
    EXPECT_EQ(state(second, un_number, law_number), "rejected");
}

TEST(LikelySame, told_apart_before_two_titles_agree_they_stay_apart) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    take(database, decision(bill_number, law_number, false), "told apart");
    take(database, bbnj_bill(), "bill");
    const auto report = take(database, bbnj_law(), "law");
    EXPECT_FALSE(are_one(database, bill_number, law_number));
    EXPECT_EQ(remarked(report, "joined-by-title"), "");
    EXPECT_EQ(state(database, bill_number, law_number), "rejected");
}

TEST(LikelySame, told_apart_too_late_is_said) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    take(database, bbnj_bill(), "bill");
    take(database, bbnj_law(), "law");
    const auto report = take(database, decision(bill_number, law_number, false), "told apart");
    EXPECT_EQ(report.doubts, 1u);
    EXPECT_NE(remarked(report, "told-apart-but-joined"), "");
}

TEST(LikelySame, a_pair_joined_by_number_leaves_the_list) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    take(database, bbnj_page(), "un");
    take(database, bbnj_law(), "law");
    take(database, bbnj_bill(), "bill");
    EXPECT_EQ(waiting(database).size(), 2u) << "the law's number and the bill's";
    take(database, decision(bill_number, un_number, true), "linked");
    EXPECT_TRUE(waiting(database).empty());
    EXPECT_EQ(state(database, un_number, law_number), "joined");
}

TEST(LikelySame, a_pair_that_would_give_two_numbers_of_one_list_is_ruled_out) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    take(database, bbnj_page(), "un");
    take(database, bbnj_page({"MTDSG", "XXI-11"}, "Agreement on something else entirely"), "un, other");
    take(database, bbnj_law(), "law");
    EXPECT_EQ(waiting(database).size(), 2u);
    take(database, decision(un_number, law_number, true), "accepted");
    EXPECT_TRUE(waiting(database).empty()) << "the law is of MTDSG XXI-10";
    auto reader = database.read();
    const auto other =
        registry::review_line(reader, registry::store::pair_id({"MTDSG", "XXI-11"}, law_number));
    ASSERT_TRUE(other);
    EXPECT_TRUE(other->ruled_out);
}

TEST(LikelySame, an_act_whose_treaty_nobody_described_says_so) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    const auto report = take(database, bbnj_law(), "law");
    EXPECT_NE(
        remarked(report, "unlinked-act").find("NUMAC 2025004251 assents to a treaty nobody has described"),
        std::string::npos);
    EXPECT_EQ(report.doubts + report.losses, 0u);
    // Another act of the same treaty is no treaty either.
    EXPECT_NE(remarked(take(database, bbnj_bill(), "bill"), "unlinked-act"), "");
    take(database, decision({"placet", "bbnj"}, law_number, true), "named");
    EXPECT_EQ(kept_remarks(database, "unlinked-act"), 0);
}

TEST(LikelySame, a_title_alone_or_another_day_joins_nothing) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    take(database, bbnj_bill(), "bill");
    auto undated = bbnj_law();
    std::erase_if(undated.descriptions, [](const auto& each) { return each.key == "conclusion"; });
    take(database, undated, "undated");
    EXPECT_FALSE(are_one(database, bill_number, law_number));
    EXPECT_EQ(state(database, bill_number, law_number), "none");
    // The day comes later, in another file, and joins them.
    registry::Batch dated;
    dated.documents = undated.documents;
    dated.descriptions = {{law_number, "conclusion", "", "New York, 19 June 2023", 0, ""}};
    take(database, dated, "dated");
    EXPECT_TRUE(are_one(database, bill_number, law_number));
}

TEST(LikelySame, a_crowded_day_is_not_compared_and_says_so) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    registry::Batch crowd;
    crowd.documents = bbnj_law().documents;
    for (std::size_t k = 0; k <= registry::intake::crowded_day; ++k) {
        const Alias alias{"NUMAC", "20250" + std::to_string(10000 + k)};
        crowd.descriptions.push_back({alias, "title", "nl", "Verdrag over zeldzame zaken", 0, ""});
        crowd.descriptions.push_back({alias, "conclusion", "", "New York, 19 June 2023", 0, ""});
    }
    const auto report = take(database, crowd, "crowd");
    EXPECT_NE(remarked(report, "crowded-day"), "");
    EXPECT_EQ(report.doubts, 1u);
    auto reader = database.read();
    EXPECT_TRUE(registry::store::likely_pairs(reader).empty());
}

TEST(LikelySame, what_an_older_version_stored_is_compared_with_the_next_file) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    take(database, bbnj_bill(), "bill");
    {
        auto writer = database.write();
        registry::store::Query(writer, "DELETE FROM concluded").run();
        registry::store::Query(writer, "UPDATE meta SET value = '0' WHERE key = 'conclusions_read'").run();
        writer.commit();
    }
    take(database, bbnj_law(), "law");
    EXPECT_TRUE(are_one(database, bill_number, law_number));
}

TEST(LikelySame, the_same_file_twice_and_a_dry_run_leave_no_trace) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    take(database, bbnj_bill(), "bill");
    const auto counts = [&] {
        auto reader = database.read();
        return row_counts(reader);
    };
    const auto before = counts();
    take(database, bbnj_law(), "law", "2026-11-22", true);
    EXPECT_EQ(counts(), before);
    take(database, bbnj_law(), "law");
    const auto after = counts();
    take(database, bbnj_law(), "law");
    EXPECT_EQ(counts(), after);
}
