// The log for programs: Atom paged and archived (RFC 5005), the feed for mirrors, one address for each change.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "registry/exchange/exchange_xml.hpp"
#include "registry/intake/intake.hpp"
#include "registry/store/ask_changes.hpp"
#include "tests/server/pages_made.hpp"

namespace {

using Ids = std::multiset<std::int64_t>;

// So many signatures, each a change, on instruments that take turns.
std::string signatures(int from, int to) {
    std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<registry xmlns=\"urn:placet:exchange:1\" "
                      "source=\"un-mtdsg\" title=\"Many\" language=\"en\" as-of=\"2021-01-01\">\n";
    const char* parties[] = {"be", "nl", "fr", "de", "lu"};
    for (int i = from; i < to; ++i)
        xml += "<statement instrument=\"made-" + std::to_string(i / 5) + "\" party=\"" + parties[i % 5] +
               "\" milestone=\"signed\" when=\"200" + std::to_string(i % 10) + "-01-02\"/>\n";
    return xml + "</registry>\n";
}

std::string path_of(std::string_view address) {
    constexpr std::string_view base = "https://placet.test";
    EXPECT_TRUE(address.starts_with(base)) << address;
    return std::string{address.substr(base.size())};
}

struct Feed {
    pugi::xml_document tree;
    pugi::xml_node root() const { return tree.child("feed"); }
    std::string link(std::string_view rel) const {
        for (const auto each : root().children("link"))
            if (each.attribute("rel").value() == rel) return each.attribute("href").value();
        return {};
    }
    bool archive() const { return static_cast<bool>(root().child("fh:archive")); }
};

Feed feed(test::Served& site, const std::string& target) {
    const auto response = site.get(target);
    EXPECT_EQ(response.status, 200) << target << "\n" << *response.body;
    Feed read;
    EXPECT_TRUE(read.tree.load_string(response.body->c_str())) << target;
    return read;
}

void add_ids(const Feed& part, Ids& ids) {
    for (const auto entry : part.root().children("entry")) {
        const std::string id = entry.child_value("id");
        ids.insert(std::stoll(id.substr(id.rfind('/') + 1)));
    }
}

// What RFC 4287 asks of every feed document.
void expect_valid(const Feed& part) {
    const auto root = part.root();
    EXPECT_STREQ(root.attribute("xmlns").value(), "http://www.w3.org/2005/Atom");
    for (const auto* name : {"id", "title", "updated"})
        EXPECT_EQ(std::distance(root.children(name).begin(), root.children(name).end()), 1) << name;
    EXPECT_TRUE(root.child("author").child("name"));
    std::set<std::string> ids, links;
    for (const auto each : root.children("link"))
        EXPECT_TRUE(links.insert(each.attribute("rel").value()).second) << each.attribute("rel").value();
    EXPECT_TRUE(links.contains("self"));
    for (const auto entry : root.children("entry")) {
        EXPECT_TRUE(ids.insert(entry.child_value("id")).second) << "an entry twice in one document";
        for (const auto* name : {"id", "title", "updated"}) EXPECT_STRNE(entry.child_value(name), "") << name;
        EXPECT_TRUE(entry.child("link") || entry.child("content"));
    }
}

Ids walk(test::Served& site, std::string target, std::string_view rel, int* documents = nullptr) {
    Ids ids;
    std::string id;
    for (int n = 0; n < 200; ++n) {
        const auto part = feed(site, target);
        expect_valid(part);
        if (id.empty()) id = part.root().child_value("id");
        EXPECT_EQ(part.root().child_value("id"), id) << "another feed: " << target;
        EXPECT_TRUE(rel != "prev-archive" || part.archive() == (n > 0)) << target;
        add_ids(part, ids);
        if (documents) ++*documents;
        const auto next = part.link(rel);
        if (next.empty()) return ids;
        target = path_of(next);
    }
    ADD_FAILURE() << "the way by " << rel << " does not end";
    return ids;
}

// Every number of the log that fits, asked of the store itself.
Ids all(test::Served& site, registry::ChangeFilter filter = {}) {
    Ids ids;
    auto reader = site.database().read();
    filter.limit = 100'000;
    for (const auto& each : registry::changes(reader, filter)) ids.insert(each.id);
    return ids;
}

class Log : public testing::Test {
protected:
    void SetUp() override { site.take_in(signatures(0, 437), "many.xml"); }
    test::Served site;
};

}  // namespace

TEST_F(Log, the_newest_document_and_the_archives_hold_every_change_once) {
    int documents = 0;
    const auto whole = all(site);
    ASSERT_GT(whole.size(), 400u);
    EXPECT_EQ(walk(site, "/changes.atom", "prev-archive", &documents), whole);
    EXPECT_GT(documents, 3);
}

TEST_F(Log, the_pages_hold_every_change_once_too) { EXPECT_EQ(walk(site, "/changes.atom", "next"), all(site)); }

TEST_F(Log, a_feed_of_one_party_passes_over_archives_without_it) {
    registry::ChangeFilter filter;
    filter.party = "lu";
    const auto of_lu = all(site, filter);
    ASSERT_GT(of_lu.size(), 60u);
    EXPECT_EQ(walk(site, "/parties/lu/changes.atom", "prev-archive"), of_lu);
    EXPECT_EQ(walk(site, "/changes.atom?party=lu", "prev-archive"), of_lu);
    int documents = 0;
    filter.party = "be";
    filter.instrument = "test";
    EXPECT_EQ(walk(site, "/changes.atom?party=be&instrument=test", "prev-archive", &documents), all(site, filter));
    EXPECT_EQ(documents, 1) << "what fits on one document needs no archive";
}

TEST_F(Log, an_archive_is_the_same_bytes_when_the_log_has_grown) {
    const auto before = *site.get("/changes.atom?archive=2").body;
    EXPECT_NE(before.find("<fh:archive/>"), std::string::npos);
    EXPECT_EQ(feed(site, "/changes.atom?archive=2").link("current"), "https://placet.test/changes.atom");
    site.take_in(signatures(437, 700), "more.xml");
    EXPECT_EQ(*site.get("/changes.atom?archive=2").body, before);
    EXPECT_EQ(walk(site, "/changes.atom", "prev-archive"), all(site));
}

TEST_F(Log, an_archive_that_is_not_whole_yet_is_not_there) {
    const auto last = *all(site).rbegin();
    EXPECT_EQ(site.get("/changes.atom?archive=" + std::to_string(last / 100)).status, 200);
    EXPECT_EQ(site.get("/changes.atom?archive=" + std::to_string(last / 100 + 1)).status, 404);
    EXPECT_EQ(site.get("/changes.atom?archive=999999999999").status, 404);
}

TEST_F(Log, first_last_and_previous_lead_through_the_pages) {
    const auto newest = feed(site, "/changes.atom");
    EXPECT_EQ(newest.link("first"), "https://placet.test/changes.atom");
    const auto second = feed(site, path_of(newest.link("next")));
    Ids back;
    add_ids(feed(site, path_of(second.link("previous"))), back);
    Ids of_second;
    add_ids(second, of_second);
    EXPECT_GT(*back.begin(), *of_second.rbegin());
    const auto last = feed(site, path_of(newest.link("last")));
    Ids oldest;
    add_ids(last, oldest);
    EXPECT_EQ(*oldest.begin(), *all(site).begin());
    EXPECT_EQ(last.link("next"), "");
}

TEST_F(Log, a_mirror_reads_on_from_nought_and_misses_nothing) {
    std::vector<std::int64_t> seen;
    std::string target = "/changes.json?after=0&limit=100";
    for (int n = 0; n < 20; ++n) {
        rapidjson::Document part;
        part.Parse(site.get(target).body->c_str());
        ASSERT_TRUE(part.IsObject() && part.HasMember("next")) << target;
        for (const auto& each : part["changes"].GetArray()) seen.push_back(each["change"].GetInt64());
        EXPECT_EQ(part["last"].GetInt64(), *all(site).rbegin());
        EXPECT_EQ(part["more"].GetBool(), seen.back() != *all(site).rbegin());
        target = path_of(part["next"].GetString());
        if (part["changes"].Empty()) break;
    }
    EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
    EXPECT_EQ(Ids(seen.begin(), seen.end()), all(site));
    // Where it stands it waits for more, at the address it was given.
    rapidjson::Document waiting;
    waiting.Parse(site.get(target).body->c_str());
    EXPECT_TRUE(waiting["changes"].Empty());
    EXPECT_EQ(path_of(waiting["next"].GetString()), target);
    site.take_in(signatures(437, 440), "more.xml");
    rapidjson::Document more;
    more.Parse(site.get(target).body->c_str());
    EXPECT_FALSE(more["changes"].Empty());
}

TEST_F(Log, filters_are_those_of_the_store) {
    const auto count = [&](const std::string& query) {
        rapidjson::Document part;
        part.Parse(site.get("/changes.json?limit=1000&after=0&" + query).body->c_str());
        return part.IsObject() && part.HasMember("changes") ? part["changes"].Size() : 99999u;
    };
    const auto whole = all(site).size();
    registry::ChangeFilter filter;
    filter.kind = "opened";
    EXPECT_EQ(count("kind=opened"), all(site, filter).size());
    EXPECT_GT(count("kind=opened"), 0u);
    EXPECT_EQ(count("rule=R3"), count("rule=R3&kind=opened") + count("rule=R3&kind=worsened"));
    EXPECT_EQ(count("from=2021-10-12&to=2021-10-12"), whole);
    EXPECT_EQ(count("to=2021-10-11"), 0u);
    EXPECT_EQ(count("known=2021-10-11"), 0u);
    EXPECT_EQ(count("known=2021-10-12"), whole);
    EXPECT_EQ(count("from=2021-10-13"), 0u);
    for (const auto* bad : {"kind=rumour", "limit=1001", "limit=0", "after=x", "after=-1", "party=atlantis",
                            "instrument=none-such", "from=yesterday", "rule=R99"})
        EXPECT_EQ(site.get("/changes.json?" + std::string{bad}).status, 400) << bad;
}

TEST_F(Log, every_change_has_a_page_for_ever) {
    const auto ids = all(site);
    for (const auto id : {*ids.begin(), *ids.rbegin()}) {
        const auto at = "/changes/" + std::to_string(id);
        const auto page = site.get(at);
        EXPECT_EQ(page.status, 200) << at;
        test::parsed(*page.body);
        rapidjson::Document json;
        json.Parse(site.get(at + ".json").body->c_str());
        EXPECT_EQ(json["the_change"]["change"].GetInt64(), id);
        EXPECT_EQ(json["before"].IsNull(), id == *ids.begin());
        EXPECT_EQ(json["after"].IsNull(), id == *ids.rbegin());
    }
    for (const auto* none : {"/changes/0", "/changes/999999", "/changes/x", "/changes/-1", "/changes/1e3",
                             "/changes/99999999999999999999"})
        EXPECT_EQ(site.get(none).status, 404) << none;
    EXPECT_EQ(site.get("/changes/007").status, 301);
    EXPECT_EQ(site.reported, std::vector<std::string>{});
}

TEST(LogDays, days_are_found_although_a_clock_was_set_back) {
    test::Served site("2021-10-12");
    const auto xml = signatures(0, 3);
    auto batch = registry::read_exchange(xml, "earlier.xml");
    ASSERT_TRUE(batch);
    registry::take_in(site.database(), {"earlier.xml", "exchange", xml, *std::move(batch)},
                      *registry::parse_now("2020-01-01"));
    auto reader = site.database().read();
    const auto of_day = [&](std::string_view day) {
        registry::ChangeFilter filter;
        filter.from = filter.to = test::day(day);
        return registry::store::change_log(reader, filter).size();
    };
    EXPECT_EQ(of_day("2020-01-01"), 3u);
    EXPECT_GT(of_day("2021-10-12"), 3u);
    EXPECT_EQ(of_day("2021-10-11"), 0u);
}
