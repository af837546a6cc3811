// placet review: what waits, and what a person decides about it.
#include <gtest/gtest.h>

#include <rapidjson/document.h>
#include <fstream>
#include <sstream>

#include "server/program/program.hpp"
#include "tests/support/scratch.hpp"

namespace {

struct Ran {
    int code = 0;
    std::string out, err;
};

class Registry {
public:
    Registry() {
        // The page of a depositary in English, and a law in Dutch: one day, one place.
        import(
            "un.xml", R"(source="un-mtdsg" title="Status")",
            R"(<description instrument="MTDSG:XXI-10" key="title" lang="en">Agreement on marine biological diversity</description>
                  <description instrument="MTDSG:XXI-10" key="conclusion">New York, 19 June 2023</description>)");
        import(
            "law.xml", R"(source="be-gazette" title="Law")",
            R"(<description instrument="NUMAC:2025004251" key="title" lang="nl">Overeenkomst inzake mariene biologische diversiteit</description>
                  <description instrument="NUMAC:2025004251" key="conclusion">New York, 19 June 2023</description>)");
    }
    Ran run(std::vector<std::string> rest) {
        std::vector<std::string> all{"--db", (scratch_ / "r.db").string(), "--now", "2026-11-22"};
        all.insert(all.end(), rest.begin(), rest.end());
        std::istringstream in;
        std::ostringstream out, err;
        server::program::Streams streams{in, out, err};
        const int code = server::program::run(std::move(all), streams);
        return {code, out.str(), err.str()};
    }
    rapidjson::Document waiting() {
        const auto ran = run({"--format", "json", "review"});
        EXPECT_EQ(ran.code, 0) << ran.err;
        rapidjson::Document read;
        read.Parse(ran.out.c_str());
        return read;
    }
    std::string only_id() {
        const auto pairs = waiting();
        EXPECT_EQ(pairs.Size(), 1u);
        return pairs.Empty() ? "" : pairs[0]["id"].GetString();
    }
    void import(const std::string& name, const std::string& particulars, const std::string& inside) {
        std::ofstream(scratch_ / name)
            << "<registry xmlns=\"urn:placet:exchange:1\" " << particulars << ">" << inside << "</registry>";
        const auto ran = run({"import", (scratch_ / name).string()});
        EXPECT_LE(ran.code, 1) << ran.err;
    }

private:
    test::Scratch scratch_;
};

void expect_refused(const Ran& ran, std::string_view because) {
    EXPECT_EQ(ran.code, 64) << ran.err;
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
    EXPECT_NE(ran.err.find(because), std::string::npos) << ran.err;
}

}  // namespace

TEST(Review, lists_what_waits_with_score_titles_names_reasons_and_since_when) {
    Registry registry;
    const auto pairs = registry.waiting();
    ASSERT_EQ(pairs.Size(), 1u);
    EXPECT_STREQ(pairs[0]["one"].GetString(), "MTDSG XXI-10");
    EXPECT_STREQ(pairs[0]["one_title"].GetString(), "Agreement on marine biological diversity");
    EXPECT_STREQ(pairs[0]["other"].GetString(), "NUMAC 2025004251");
    EXPECT_STREQ(pairs[0]["since"].GetString(), "2026-11-22");
    EXPECT_EQ(std::string{pairs[0]["score"].GetString()}.substr(0, 2), "0.");
    EXPECT_NE(std::string{pairs[0]["because"].GetString()}.find("no title in a common language"),
              std::string::npos);
}

TEST(Review, accepting_joins_the_two_and_says_who_decided) {
    Registry registry;
    const auto ran =
        registry.run({"review", "accept", registry.only_id(), "--because", "article 1 of the law"});
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_TRUE(registry.waiting().Empty());
    const auto exported = registry.run({"export"});
    EXPECT_NE(
        exported.out.find("one=\"MTDSG:XXI-10\" other=\"NUMAC:2025004251\">article 1 of the law</link>"),
        std::string::npos)
        << exported.out;
    expect_refused(registry.run({"review", "reject", "nothing-of-the-kind", "--because", "x"}),
                   "no pair has the id");
}

TEST(Review, rejecting_is_remembered_and_not_asked_again) {
    Registry registry;
    const auto id = registry.only_id();
    EXPECT_EQ(registry.run({"review", "reject", id, "--because", "another treaty of that day"}).code, 0);
    EXPECT_TRUE(registry.waiting().Empty());
    expect_refused(registry.run({"review", "accept", id, "--because", "after all"}), "told apart already");
    EXPECT_NE(registry.run({"export"}).out.find(">another treaty of that day</not-same>"), std::string::npos);
}

TEST(Review, refuses_bad_ids_and_decisions_without_a_reason) {
    Registry registry;
    const auto id = registry.only_id();
    expect_refused(registry.run({"review", "accept", "abc", "--because", "x"}), "no pair has the id \"abc\"");
    expect_refused(registry.run({"review", "accept", id}), "--because");
    expect_refused(registry.run({"review", "accept", id, "--because", "  "}), "needs its reason");
    expect_refused(registry.run({"review", "accept"}), "ID");
    expect_refused(registry.run({"review", "perhaps"}), "perhaps");
    EXPECT_EQ(registry.waiting().Size(), 1u);
}
