// placet explain and placet forecast, without a process.
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <sstream>

#include "server/program/program.hpp"
#include "tests/support/scratch.hpp"

namespace {

struct Ran {
    int code = 0;
    std::string out, err;
};

// One store for all: the samples, taken in once.
Ran placet(std::vector<std::string> rest, const std::string& now = "2026-11-22") {
    static const test::Scratch scratch;
    const auto run = [&](const std::string& day, std::vector<std::string> more) {
        std::vector<std::string> all{"--db", (scratch / "r.db").string(), "--now", day};
        all.insert(all.end(), more.begin(), more.end());
        std::istringstream in;
        std::ostringstream out, err;
        server::program::Streams streams{in, out, err};
        const int code = server::program::run(std::move(all), streams);
        return Ran{code, out.str(), err.str()};
    };
    static const bool filled = run("2026-11-22", {"import", "samples"}).code <= 1;
    EXPECT_TRUE(filled);
    return run(now, std::move(rest));
}

bool says(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST(Explain, it_tells_everything_a_finding_rests_on) {
    const auto ran = placet({"explain", "r7b.opcat.be"});
    ASSERT_EQ(ran.code, 0) << ran.err;
    for (const auto* part :
         {"r7b.opcat.be (open)", "Optional Protocol", "Rule R7b", "version", "practice-aware", "19 July 2018",
          "not a finding of fault", "Because", "What was looked for", "Sources not consulted", "History",
          "2019-01-15", "recorded on 2026-11-22", "How unusual is this wait?", "24 October 2005",
          "all parties together", "samples"})
        EXPECT_TRUE(says(ran.out, part)) << part << "\n" << ran.out;
    // A fact of the proof with its source and where it can be read.
    EXPECT_TRUE(says(ran.out, "← Belgian Chamber of Representatives")) << ran.out;
    EXPECT_TRUE(says(ran.out, "https://")) << ran.out;
    EXPECT_FALSE(says(ran.out, "pages.")) << "no key without a sentence\n" << ran.out;
}

TEST(Explain, in_four_languages) {
    EXPECT_TRUE(
        says(placet({"explain", "r7b.opcat.be", "--lang", "nl"}).out, "Hoe ongewoon is dit wachten?"));
    EXPECT_TRUE(says(placet({"explain", "r7b.opcat.be", "--lang", "fr"}).out, "19 juillet 2018"));
    EXPECT_TRUE(says(placet({"explain", "r7b.opcat.be", "--lang", "de"}).out, "19. Juli 2018"));
    EXPECT_EQ(placet({"explain", "r7b.opcat.be", "--lang", "la"}).code, 64);
}

TEST(Explain, as_json_it_is_what_the_page_says) {
    const auto ran = placet({"--format", "json", "explain", "r7b.opcat.be"});
    ASSERT_EQ(ran.code, 0) << ran.err;
    rapidjson::Document read;
    read.Parse(ran.out.c_str());
    ASSERT_FALSE(read.HasParseError());
    EXPECT_STREQ(read["finding"]["finding"].GetString(), "r7b.opcat.be");
    EXPECT_GT(read["facts"].Size(), 0u);
    EXPECT_GT(read["looks"].Size(), 0u);
    EXPECT_GT(read["history"].Size(), 2u);
    EXPECT_TRUE(read["finding"]["proof"].IsObject());
    EXPECT_STREQ(read["wait"]["signed"]["edtf"].GetString(), "2005-10-24");
    EXPECT_EQ(placet({"--format", "csv", "explain", "r7b.opcat.be"}).code, 64);
}

TEST(Explain, an_unknown_finding_is_refused_with_near_ones) {
    for (const auto* typed : {"r7b.opcat.bee", "R7B.OPCAT.NL", "r7b.opcta.be", "r7b"}) {
        const auto ran = placet({"explain", typed});
        EXPECT_EQ(ran.code, 64) << typed;
        EXPECT_TRUE(says(ran.err, "no finding is known as")) << ran.err;
        EXPECT_TRUE(says(ran.err, "r7b.opcat.be")) << typed << ": " << ran.err;
    }
    for (const auto& typed : {std::string{"zzz"}, std::string(5000, 'x'), std::string{"%"}})
        EXPECT_EQ(placet({"explain", typed}).code, 64);
}

TEST(Forecast, it_says_what_will_open_or_worsen_if_nothing_is_recorded) {
    const auto ran = placet({"--format", "csv", "forecast", "--days", "30", "--on", "2019-01-10"});
    ASSERT_EQ(ran.code, 0) << ran.err;
    EXPECT_TRUE(ran.out.starts_with("day,finding,instrument,party,entity,rule,from,to,certainty,because"))
        << ran.out;
    EXPECT_TRUE(says(ran.out, "2019-01-15,r7b.opcat.be,opcat,be,,R7b,warn,stalled,")) << ran.out;
    const auto none = placet({"forecast", "--days", "4", "--on", "2019-01-10", "--party", "be"});
    EXPECT_FALSE(says(none.out, "r7b.opcat.be")) << none.out;
    // Each step of a ladder, not only the first.
    const auto year = placet({"--format", "csv", "forecast", "--days", "366", "--on", "2018-09-10"});
    for (const auto* line : {"2018-09-17,r7b.opcat.be,opcat,be,,R7b,none,notice,",
                             "2019-01-15,r7b.opcat.be,opcat,be,,R7b,warn,stalled,",
                             "2019-07-19,r7b.opcat.be,opcat,be,,R7b,stalled,severe,"})
        EXPECT_TRUE(says(year.out, line)) << line << "\n" << year.out;
}

TEST(Forecast, days_out_of_range_are_refused) {
    for (const auto* days : {"0", "367", "-1", "soon", "1.5", ""}) {
        const auto ran = placet({"forecast", "--days", days});
        EXPECT_EQ(ran.code, 64) << days;
        EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
    }
    EXPECT_EQ(placet({"forecast", "--party", "Nowhere"}).code, 64);
    EXPECT_EQ(placet({"forecast", "--days", "1", "--party", "Belgium"}).code, 0);
}

TEST(Forecast, the_commands_are_in_help_and_completion) {
    const auto help = placet({"--help"}).out, completion = placet({"completion"}).out;
    for (const auto* command : {"explain", "forecast"}) {
        EXPECT_TRUE(says(help, command));
        EXPECT_TRUE(says(completion, std::string{command} + ") words="));
        EXPECT_EQ(placet({command, "--help"}).code, 0);
    }
}
