#include "registry/alerts/select.hpp"

#include <gtest/gtest.h>

#include "registry/model/subjects.hpp"
#include "tests/registry/alerts/town.hpp"

namespace {

using namespace registry;
using test::Town;

std::string list(std::string_view address) {
    const auto read = alerts::read_list(address);
    return read ? read->address : "refused: " + read.error().what;
}

std::string key(Town& town, std::string_view scope, std::string_view typed) {
    auto reader = town.read();
    const auto read = alerts::read_selector(reader, scope, typed);
    return read ? std::string{name_of(read->scope)} + " " + read->key : "refused: " + read.error().what;
}

ChangeLine finding(std::string_view kind, std::string_view severity, std::string_view was) {
    ChangeLine line;
    line.kind = kind, line.severity = severity, line.was = was, line.finding = "f", line.rule = "R3";
    return line;
}

}  // namespace

TEST(ReadList, makes_one_address_of_all_that_mean_the_same) {
    for (const auto* address :
         {"/stalled?party=be&rule=R3", "/stalled?rule=R3&party=be",
          "/stalled?rule=R3&party=Belgium&sort=-since",
          "/stalled.atom?rule=R3&party=be&lang=nl&after=x&limit=3", "/stalled/?rule=R3&party=belgi%C3%AB#top",
          "https://placet.example/stalled?party=be&rule=R3&on=2020-01-01&entity="})
        EXPECT_EQ(list(address), "/stalled?party=be&rule=R3") << address;
    EXPECT_EQ(list("/instruments?q=law+of%20the+sea&kind=convention"),
              "/instruments?kind=convention&q=law%20of%20the%20sea");
    EXPECT_EQ(list("/parties/Belgium/awaits"), "/parties/be/awaits");
    EXPECT_EQ(list("/parties/be/awaits?entity="), "/parties/be/awaits?entity=") << "its own steps";
    EXPECT_EQ(list("/entities/be-wal"), "/entities/be-wal");
    EXPECT_EQ(list("/changes?from=2020-01-01&kind=fact"), "/changes?kind=fact");
    EXPECT_EQ(list(list("/search?q=%26%3D%3F+100%25")), list("/search?q=%26%3D%3F+100%25"))
        << "what is canonical stays so";
}

TEST(ReadList, says_what_is_wrong_and_what_is_allowed) {
    const auto refused = [](std::string_view address, std::string_view words) {
        const auto read = alerts::read_list(address);
        ASSERT_FALSE(read) << address;
        EXPECT_NE((read.error().what + " " + read.error().where).find(words), std::string::npos)
            << address << ": " << read.error().what << " " << read.error().where;
    };
    refused("/stalled?colour=red", "party, entity, rule, severity, certainty");
    refused("/stalled?newly=7", "\"newly\"");
    refused("/stalled?severity=awful", "notice, warn, stalled, severe");
    refused("/stalled?certainty=unsearched", "never told");
    refused("/stalled?party=Belgum", "near: be");
    refused("/stalled?profile=strict", "profile");
    refused("/stalled?party=be&party=fr", "twice");
    refused("/instruments?status=signed", "needs \"party\"");
    refused("/instruments?party=be&adopted-from=yesterday", "2024-05");
    refused("/instruments?q=...", "no word");
    refused("/search", "words to look for");
    refused("/changes?kind=news", "retraction");
    refused("/entities/atlantis", "be-wal");
    refused("/calendar", "/instruments, /search, /stalled");
    refused("stalled", "begins with");
    refused("/stalled?party=%zz", "RFC 3986");
    refused("/stalled?party=%ff%fe", "RFC 3986");
    refused("/search?q=" + std::string(3000, 'a'), "2000");
    refused("", "begins with");
}

TEST(ReadSelector, takes_names_as_people_type_them) {
    Town town;
    town.page("IV-1", "2020-02-01", {{"Belgium", "signed", "2020-01-10"}});
    EXPECT_EQ(key(town, "instrument", "MTDSG IV-1"), "instrument mtdsg-iv-1");
    EXPECT_EQ(key(town, "instrument", " iv-1 "), "instrument mtdsg-iv-1");
    EXPECT_EQ(key(town, "track", "IV-1/Belgique"), "track mtdsg-iv-1/be");
    EXPECT_EQ(key(town, "rule", "r3"), "rule R3");
    EXPECT_EQ(key(town, "subject", "Droits de l'homme"), "subject mtdsg-iv");
    EXPECT_EQ(key(town, "all", ""), "all ");
    EXPECT_EQ(key(town, "list", "/instruments/mtdsg-iv-1"), "instrument mtdsg-iv-1")
        << "a thing's page is the thing";
    EXPECT_EQ(key(town, "list", "/instruments/mtdsg-iv-1/be"), "track mtdsg-iv-1/be");
    EXPECT_EQ(key(town, "list", "/rules/R3/changes"), "rule R3");
    EXPECT_EQ(key(town, "list", "/changes?instrument=IV-1"), "list /changes?instrument=mtdsg-iv-1");
    EXPECT_TRUE(key(town, "track", "mtdsg-iv-1").starts_with("refused")) << key(town, "track", "mtdsg-iv-1");
    EXPECT_NE(key(town, "instrument", "mtdsg-iv").find("near: mtdsg-iv-1"), std::string::npos);
    EXPECT_NE(key(town, "tree", "").find("instrument, party, track"), std::string::npos);
    EXPECT_TRUE(key(town, "all", "x").starts_with("refused"));
    EXPECT_TRUE(key(town, "list", "/changes?instrument=nowhere").starts_with("refused"));

    auto reader = town.read();
    const auto wanted = alerts::read_selector(reader, "party", "be", "closed, fact opened", "warn").value();
    EXPECT_EQ(wanted.kinds, (std::vector<std::string>{"fact", "opened", "closed"})) << "in one order";
    EXPECT_EQ(wanted.at_least, Severity::warn);
    EXPECT_FALSE(alerts::read_selector(reader, "party", "be", "news"));
    EXPECT_FALSE(alerts::read_selector(reader, "party", "be", "", "awful"));
}

TEST(Wants, a_finding_that_closes_or_eases_is_told_by_the_class_it_had) {
    Selector from_warn;
    from_warn.at_least = Severity::warn;
    EXPECT_TRUE(alerts::wants(from_warn, finding("opened", "warn", "")));
    EXPECT_FALSE(alerts::wants(from_warn, finding("opened", "notice", "")));
    EXPECT_TRUE(alerts::wants(from_warn, finding("eased", "notice", "warn")));
    EXPECT_TRUE(alerts::wants(from_warn, finding("closed", "none", "stalled")));
    EXPECT_FALSE(alerts::wants(from_warn, finding("closed", "none", "notice")));
    EXPECT_FALSE(alerts::wants(from_warn, finding("worsened", "notice", "none")));
    ChangeLine fact;
    fact.kind = "fact";
    EXPECT_TRUE(alerts::wants(from_warn, fact)) << "other kinds are not narrowed by it";
    from_warn.kinds = {"opened"};
    EXPECT_FALSE(alerts::wants(from_warn, fact));
}

TEST(WatchedFindings, come_onto_a_list_and_leave_it_by_their_class) {
    const auto stalled = alerts::read_list("/stalled?rule=R3").value();  // from "stalled" on
    const auto moves = [&](const ChangeLine& line) {
        return std::pair{alerts::was_on(stalled, line, nullptr),
                         alerts::is_on(stalled, line, nullptr, Day{})};
    };
    EXPECT_EQ(moves(finding("opened", "stalled", "")), (std::pair{false, true}));
    EXPECT_EQ(moves(finding("worsened", "stalled", "warn")), (std::pair{false, true}));
    EXPECT_EQ(moves(finding("worsened", "severe", "stalled")), (std::pair{true, true}));
    EXPECT_EQ(moves(finding("eased", "warn", "stalled")), (std::pair{true, false}));
    EXPECT_EQ(moves(finding("closed", "none", "stalled")), (std::pair{true, false}));
    EXPECT_EQ(moves(finding("closed", "none", "warn")), (std::pair{false, false}));
    EXPECT_EQ(moves(finding("explained", "stalled", "")), (std::pair{true, true}));
    auto other = finding("opened", "stalled", "");
    other.rule = "R1";
    EXPECT_EQ(moves(other), (std::pair{false, false}));
}

TEST(WatchedRoads, are_those_on_which_the_stored_next_step_is_the_bodys) {
    CatalogueRow row;
    row.id = "i";
    CatalogueTrack track;
    track.party = "be", track.own_procedure = true;
    track.awaits = {{"adopted", "be-wal"}, {"deposited", ""}};
    row.tracks = {track};
    ChangeLine line;
    line.kind = "fact", line.instrument = "i", line.party = "be";
    const auto on = [&](std::string_view address) {
        return alerts::is_on(alerts::read_list(address).value(), line, &row, Day{});
    };
    EXPECT_TRUE(on("/entities/be-wal"));
    EXPECT_FALSE(on("/entities/be-vlg"));
    EXPECT_TRUE(on("/parties/be/awaits"));
    EXPECT_TRUE(on("/parties/be/awaits?entity=be-wal"));
    EXPECT_TRUE(on("/parties/be/awaits?entity=")) << "the party's own step";
    EXPECT_TRUE(on("/parties/be/ready-for-deposit"));
    EXPECT_FALSE(on("/parties/fr/awaits"));
    row.tracks[0].awaits = {{"adopted", "be-wal"}};
    EXPECT_FALSE(on("/parties/be/ready-for-deposit"));
    EXPECT_FALSE(on("/parties/be/awaits?entity="));
    EXPECT_FALSE(alerts::is_on(alerts::read_list("/entities/be-wal").value(), line, nullptr, Day{}));
}

TEST(Subjects, are_the_chapters_of_official_numbers) {
    EXPECT_EQ(subjects().size(), 29u);
    EXPECT_EQ(subjects_of({{"MTDSG", "IV-9-b"}, {"CETS", "5"}}), std::vector<std::string>{"mtdsg-iv"});
    EXPECT_EQ(subjects_of({{"MTDSG", "XI-A-1"}}), std::vector<std::string>{"mtdsg-xi"});
    EXPECT_EQ(subjects_of({{"MTDSG", "I-1"}}), std::vector<std::string>{"mtdsg-i"})
        << "not every chapter that begins so";
    EXPECT_TRUE(subjects_of({{"CETS", "IV-1"}, {"MTDSG", "XXX-1"}}).empty());
    for (const auto& each : subjects()) EXPECT_EQ(subject(each.code), &each);
    EXPECT_EQ(subject("mtdsg-xxx"), nullptr);
}
