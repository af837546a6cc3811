// The evidence sets of the worked cases, read and settled: what every case in tests/cases starts from.
#include <gtest/gtest.h>

#include <fstream>
#include <map>

#include "registry/exchange/exchange_xml.hpp"
#include "registry/reconcile/settle.hpp"

using namespace registry;

namespace {

// One track of a file, names resolved by the vocabulary and aliases by the file's own links.
std::vector<Said> said_in(const std::string& path, const std::string& instrument, const std::string& party) {
    std::ifstream in(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    const auto batch = read_exchange(text, path);
    if (!batch) {
        ADD_FAILURE() << batch.error().where << " " << batch.error().what;
        return {};
    }
    std::map<Alias, std::string> own;
    for (const auto& link : batch->links) own[link.other] = link.one.value;
    const auto& vocabulary = Vocabulary::built_in();
    std::vector<Said> said;
    for (const auto& each : batch->statements) {
        const auto known = own.find(each.instrument);
        const auto of = each.instrument.scheme == "placet" ? each.instrument.value
                        : known == own.end()               ? ""
                                                           : known->second;
        const auto* named = vocabulary.party_named(each.party);
        if (!each.party.empty() && !named) ADD_FAILURE() << "unknown party " << each.party;
        if (!each.entity.empty() && !vocabulary.entity(each.entity))
            ADD_FAILURE() << "unknown entity " << each.entity;
        if (of != instrument || (named ? named->id : "") != party) continue;
        const auto& document = batch->documents.at(each.document);
        Said one;
        one.id = static_cast<std::int64_t>(said.size() + 1);
        one.source = document.source;
        one.instrument = of;
        one.party = party;
        one.entity = each.entity;
        one.milestone = each.milestone;
        one.form = each.form;
        one.when = each.when;
        one.act = each.act;
        one.subject = each.subject;
        one.polarity = each.polarity;
        one.unconfirmed = each.unconfirmed;
        one.as_of = document.as_of;
        one.where = document.title + " " + each.place;
        said.push_back(one);
    }
    EXPECT_FALSE(said.empty()) << path;
    return said;
}

Settled settled(const std::string& path, const std::string& instrument, const std::string& party) {
    return settle(said_in(path, instrument, party), Vocabulary::built_in());
}

std::string date_of(const Settled& settled, const std::string& id) {
    for (const auto& event : settled.events)
        if (event.id == id) return event.when.edtf;
    return "none";
}

const std::string cases = "tests/cases/evidence/";

}  // namespace

TEST(Evidence, the_memorandum_alone_gives_vague_dates_and_absences) {
    const auto road = settled(cases + "opcat-S.xml", "opcat", "be");
    EXPECT_EQ(date_of(road, "opcat.be.signed"), "2005");
    EXPECT_EQ(date_of(road, "opcat.be.adopted.be-fed"), "2018-07");
    EXPECT_EQ(date_of(road, "opcat.be.promulgated.be-wal"), not_after(*parse_day("2021-10-31")).edtf);
    EXPECT_EQ(date_of(road, "opcat.be.promulgated.be-fed"), "none");
    ASSERT_EQ(road.absences.size(), 2u);
    EXPECT_TRUE(road.remarks.empty());
}

TEST(Evidence, all_sources_together_sharpen_the_dates_and_contradict_nowhere) {
    const auto road = settled(cases + "opcat-F.xml", "opcat", "be");
    EXPECT_EQ(date_of(road, "opcat.be.signed"), "2005-10-24");
    EXPECT_EQ(date_of(road, "opcat.be.bill-tabled.be-fed.2018-06-21"), "2018-06-21");
    EXPECT_EQ(date_of(road, "opcat.be.adopted.be-fed"), "2018-07-19");
    EXPECT_EQ(date_of(road, "opcat.be.deposited"), "none");
    EXPECT_EQ(date_of(road, "opcat.be.published.be-fed"), "none");
    EXPECT_EQ(date_of(road, "opcat.be.question-due.6-987.2016-07-21"), "2016-07-21");
    for (const auto& event : road.events) {
        const bool told_of_all = event.milestone == "adopted" || event.milestone == "promulgated" ||
                                 event.milestone == "assent-required";
        EXPECT_EQ(event.unconfirmed, told_of_all && event.entity == "be-ggc") << event.id;
    }
    EXPECT_TRUE(road.remarks.empty());
    EXPECT_EQ(date_of(settled(cases + "opcat-F.xml", "opcat", ""), "opcat.entered-into-force"), "2006-06-22");
}

TEST(Evidence, bbnj_is_recorded_up_to_deposit_and_publication_and_no_further) {
    for (const auto* path : {"tests/cases/evidence/bbnj.xml", "samples/bbnj.xml"}) {
        const auto road = settled(path, "bbnj", "be");
        EXPECT_EQ(date_of(road, "bbnj.be.adopted.be-fed"), "2024-12-05");
        EXPECT_EQ(date_of(road, "bbnj.be.deposited"), "2025-06-09");
        EXPECT_EQ(date_of(road, "bbnj.be.published.be-fed"), "2025-08-05");
        EXPECT_EQ(date_of(road, "bbnj.be.entered-into-force"), "none");
        int promulgated = 0;
        for (const auto& event : road.events) promulgated += event.milestone == "promulgated";
        EXPECT_EQ(promulgated, 7) << "one decree serves the Flemish Community and Region";
        EXPECT_TRUE(road.remarks.empty());
    }
}

TEST(Evidence, cambodia_is_signed_and_nothing_more) {
    for (const auto* path : {"tests/cases/evidence/cambodia.xml", "samples/cambodia.xml"})
        for (const auto* party : {"be", "kh"}) {
            const auto road = settled(path, "be-kh-sentenced-persons", party);
            ASSERT_EQ(road.events.size(), 1u);
            EXPECT_EQ(road.events[0].when.edtf, "2026-01-23");
            EXPECT_TRUE(road.remarks.empty());
        }
}

TEST(Evidence, untoc_was_deposited_before_its_law_was_published) {
    const auto road = settled(cases + "untoc.xml", "untoc", "be");
    EXPECT_EQ(date_of(road, "untoc.be.deposited"), "2004-08-11");
    EXPECT_EQ(date_of(road, "untoc.be.published.be-fed"), "2004-10-13");
    EXPECT_EQ(date_of(settled(cases + "untoc.xml", "untoc-firearms", "be"), "untoc-firearms.be.deposited"),
              "2004-09-24");
}

TEST(Evidence, a_claim_of_ratification_by_a_third_party_is_a_reading_and_no_deposit) {
    const auto road = settled("samples/opcat.xml", "opcat", "be");
    EXPECT_EQ(date_of(road, "opcat.be.deposited"), "none");
    EXPECT_EQ(date_of(road, "opcat.be.interpreted.has-ratified.2024-05-20"), "2024-05-20");
    EXPECT_TRUE(road.remarks.empty()) << road.remarks.front().what;
}
