#include "registry/procedure/condition.hpp"

#include <gtest/gtest.h>

#include "road_facts.hpp"

using namespace registry;
using by_hand::day;

namespace {

const Vocabulary& words() { return Vocabulary::built_in(); }

// Four facts, one of each truth on 1 July 2020.
by_hand::Facts facts() {
    by_hand::Facts made;
    made.event("signed", "", "2020-01-01")
        .event("deposited", "", "2020")
        .event("bill-tabled", "be-vlg", "2020-03-01");
    return made;
}

Condition of(Truth truth) {
    switch (truth) {
        case Truth::yes:
            return {Happened{{"signed"}, Of::track}};
        case Truth::allowed:
            return {May{{{Happened{{"signed"}, Of::track}}}}};
        case Truth::unknown:
            return {Happened{{"deposited"}, Of::track}};
        case Truth::no:
            break;
    }
    return {Happened{{"withdrawn"}, Of::track}};
}

Truth judged(const Condition& condition, std::string_view subject = {}) {
    return judge(condition, facts(), words(), subject, day("2020-07-01")).truth;
}

Result<Condition> read(const std::string& text) {
    const auto xml = Xml::read(text, "test.xml");
    if (!xml) return tl::unexpected(xml.error());
    return read_condition(*xml, xml->root());
}

constexpr std::array three{Truth::yes, Truth::allowed, Truth::no};

}  // namespace

// The published tables of UK Parliament's procedure-parsing; where table and code differ (ALLOWS and FALSE)
// the code.
TEST(Condition, and_follows_the_published_table) {
    const Truth table[3][3] = {{Truth::yes, Truth::allowed, Truth::no},
                               {Truth::allowed, Truth::allowed, Truth::no},
                               {Truth::no, Truth::no, Truth::no}};
    for (std::size_t row = 0; row < 3; ++row)
        for (std::size_t column = 0; column < 3; ++column)
            EXPECT_EQ(judged({All{{of(three[row]), of(three[column])}}}), table[row][column])
                << row << " " << column;
}

TEST(Condition, or_follows_the_published_table) {
    const Truth table[3][3] = {{Truth::yes, Truth::yes, Truth::yes},
                               {Truth::yes, Truth::allowed, Truth::allowed},
                               {Truth::yes, Truth::allowed, Truth::no}};
    for (std::size_t row = 0; row < 3; ++row)
        for (std::size_t column = 0; column < 3; ++column)
            EXPECT_EQ(judged({Any{{of(three[row]), of(three[column])}}}), table[row][column])
                << row << " " << column;
}

TEST(Condition, not_turns_yes_and_no_and_leaves_unknown) {
    EXPECT_EQ(judged({Not{{of(Truth::yes)}}}), Truth::no);
    EXPECT_EQ(judged({Not{{of(Truth::no)}}}), Truth::yes);
    EXPECT_EQ(judged({Not{{of(Truth::unknown)}}}), Truth::unknown);
    EXPECT_EQ(judged({Not{{of(Truth::no), of(Truth::yes)}}}), Truth::no);  // none of them
}

TEST(Condition, a_decision_allows_what_is_true_and_passes_the_rest) {
    EXPECT_EQ(judged({May{{of(Truth::yes)}}}), Truth::allowed);
    EXPECT_EQ(judged({May{{of(Truth::no)}}}), Truth::no);
    EXPECT_EQ(judged({May{{of(Truth::allowed)}}}), Truth::allowed);
    EXPECT_EQ(judged({May{{of(Truth::unknown)}}}), Truth::unknown);
}

TEST(Condition, unknown_follows_kleene) {
    EXPECT_EQ(judged({All{{of(Truth::unknown), of(Truth::yes)}}}), Truth::unknown);
    EXPECT_EQ(judged({All{{of(Truth::unknown), of(Truth::no)}}}), Truth::no);
    EXPECT_EQ(judged({Any{{of(Truth::unknown), of(Truth::yes)}}}), Truth::yes);
    EXPECT_EQ(judged({Any{{of(Truth::unknown), of(Truth::no)}}}), Truth::unknown);
}

TEST(Condition, of_nothing_all_is_yes_and_any_is_no) {
    EXPECT_EQ(judged({All{}}), Truth::yes);
    EXPECT_EQ(judged({Any{}}), Truth::no);
}

TEST(Condition, an_act_is_asked_of_its_entity) {
    EXPECT_EQ(judged({Happened{{"bill-tabled"}, Of::subject}}, "be-vlg"), Truth::yes);
    EXPECT_EQ(judged({Happened{{"bill-tabled"}, Of::subject}}, "be-wal"), Truth::no);
    EXPECT_EQ(judged({Happened{{"bill-tabled"}, Of::federal}}), Truth::no);
    EXPECT_EQ(judged({Happened{{"bill-tabled"}, Of::any}}), Truth::yes);
    EXPECT_EQ(judged({Happened{{"signed"}, Of::subject}}, "be-wal"),
              Truth::yes);  // no act of an entity: the party's
}

TEST(Condition, an_act_recorded_without_an_entity_is_the_federal_states) {
    by_hand::Facts made;
    made.event("adopted", "", "2020-01-01");
    const auto on = day("2020-07-01");
    EXPECT_EQ(judge({Happened{{"adopted"}, Of::federal}}, made, words(), "", on).truth, Truth::yes);
    EXPECT_EQ(judge({Happened{{"adopted"}, Of::subject}}, made, words(), "be-vlg", on).truth, Truth::no);
}

TEST(Condition, what_the_source_itself_doubts_is_never_more_than_unknown) {
    by_hand::Facts made;
    made.event("adopted", "be-vlg", "2020-01-01", "", "", true);
    EXPECT_EQ(judge({Happened{{"adopted"}, Of::any}}, made, words(), "", day("2020-07-01")).truth,
              Truth::unknown);
    EXPECT_EQ(judge({Happened{{"adopted"}, Of::any}}, made, words(), "", day("2019-07-01")).truth, Truth::no);
}

TEST(Condition, every_required_asks_the_list_and_the_federal_state) {
    by_hand::Facts made;
    made.event("assent-required", "be-wal", "2019").event("adopted", "be-wal", "2020-01-01");
    const Condition every{Happened{{"adopted"}, Of::every_required}},
        some{Happened{{"adopted"}, Of::some_required}};
    EXPECT_EQ(judge(every, made, words(), "", day("2020-07-01")).truth, Truth::no);
    EXPECT_EQ(judge(some, made, words(), "", day("2020-07-01")).truth, Truth::yes);
    made.event("adopted", "be-fed", "2020-05-01");
    const auto reason = judge(every, made, words(), "", day("2020-07-01"));
    EXPECT_EQ(reason.truth, Truth::yes);
    ASSERT_EQ(reason.of.size(), 2u);  // the proof shows each
    EXPECT_EQ(reason.of[0].evidence, std::vector<std::string>{"t.be.adopted.be-fed"});
    EXPECT_EQ(reason.of[1].evidence, std::vector<std::string>{"t.be.adopted.be-wal"});
}

TEST(Condition, of_an_exclusively_federated_treaty_without_a_list_nothing_is_known) {
    by_hand::Facts made;
    made.event("qualified", "", "2019", "federated");
    EXPECT_EQ(judge({Happened{{"adopted"}, Of::every_required}}, made, words(), "", day("2020-07-01")).truth,
              Truth::unknown);
}

TEST(Condition, a_form_narrows_the_event) {
    by_hand::Facts made;
    made.event("signed", "", "2020-01-01", "", "definitive-signature");
    const auto ask = [&](std::vector<std::string> forms) {
        return judge({Happened{{"signed"}, Of::track, std::move(forms)}}, made, words(), "",
                     day("2020-07-01"))
            .truth;
    };
    EXPECT_EQ(ask({"definitive-signature"}), Truth::yes);
    EXPECT_EQ(ask({"simplified-procedure"}), Truth::no);
    EXPECT_EQ(ask({}), Truth::yes);
}

TEST(Condition, what_lies_ahead_has_not_happened_and_says_so) {
    const auto reason = judge({Happened{{"signed"}, Of::track}}, facts(), words(), "", day("2019-12-31"));
    EXPECT_EQ(reason.truth, Truth::no);
    EXPECT_EQ(reason.message, "because.later");
    EXPECT_EQ(reason.evidence, std::vector<std::string>{"t.be.signed"});
}

TEST(Condition, is_read_from_xml) {
    const auto condition = read(R"(<all><happened milestone="adopted promulgated" of="every-required"/>
        <not><qualified as="eu-mixed"/></not><any><required-list-whole/><may><happened milestone="signed"/></may></any></all>)");
    ASSERT_TRUE(condition) << condition.error().what;
    const auto& all = std::get<All>(condition->is);
    ASSERT_EQ(all.of.size(), 3u);
    EXPECT_EQ(std::get<Happened>(all.of[0].is).milestones,
              (std::vector<std::string>{"adopted", "promulgated"}));
    EXPECT_EQ(std::get<Happened>(all.of[0].is).of, Of::every_required);
    EXPECT_EQ(std::get<Qualified>(std::get<Not>(all.of[1].is).of[0].is).as, "eu-mixed");
    EXPECT_TRUE(has_may(*condition));
    EXPECT_EQ(milestones_asked(*condition), (std::vector<std::string>{"adopted", "promulgated", "signed"}));
}

TEST(Condition, defects_are_refused_with_their_line) {
    for (const auto* text :
         {"<perhaps/>", "<happened/>", "<happened milestone=\"\"/>", "<happened milestone=\"sigend\"/>",
          "<happened milestone=\"signed\" of=\"nobody\"/>", "<happened milestone=\"signed\" when=\"x\"/>",
          "<happened milestone=\"signed\" form=\"handshake\"/>", "<all/>",
          "<not><may><happened milestone=\"signed\"/></may></not>",
          "<not><any><may><happened milestone=\"signed\"/></may></any></not>", "<qualified/>",
          "<required-list-whole why=\"so\"/>", "<all><happened milestone=\"signed\"/><elapsed/></all>"}) {
        const auto condition = read(text);
        ASSERT_FALSE(condition) << text;
        EXPECT_EQ(condition.error().where, "test.xml:1") << text;
    }
}

TEST(Condition, a_tree_nested_without_end_is_refused) {
    std::string text;
    for (int n = 0; n < 60; ++n) text += "<all>";
    text += "<happened milestone=\"signed\"/>";
    for (int n = 0; n < 60; ++n) text += "</all>";
    EXPECT_FALSE(read(text));
}
