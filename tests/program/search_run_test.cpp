// placet import --search-run: a run of the gazette's issues leaves a record of what was read, and of what was
// looked for and not found.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "server/program/program.hpp"
#include "tests/support/scratch.hpp"

namespace {

struct Ran {
    int code = 0;
    std::string out, err;
};

class SearchRun : public testing::Test {
protected:
    Ran placet(std::vector<std::string> arguments, const std::string& now = "2018-08-10") {
        std::vector<std::string> all{"--db", (scratch_ / "r.db").string(), "--now", now};
        all.insert(all.end(), arguments.begin(), arguments.end());
        std::istringstream input;
        std::ostringstream out, err;
        server::program::Streams streams{input, out, err};
        const int code = server::program::run(std::move(all), streams);
        return {code, out.str(), err.str()};
    }
    // The folder of a run; its files are read in order of names.
    std::string folder() {
        std::filesystem::create_directories(scratch_ / "run");
        return (scratch_ / "run").string();
    }
    void put(const std::string& name, const std::string& bytes) {
        std::ofstream(std::filesystem::path{folder()} / name, std::ios::binary) << bytes;
    }
    Ran run(const std::string& now = "2018-08-10") {
        return placet({"--format", "json", "import", "--search-run", folder()}, now);
    }
    // Signed, tabled, adopted: publication is awaited.
    void opcat() { ASSERT_LE(placet({"import", "samples/opcat.xml", "samples/be"}).code, 1); }
    std::string exported() { return placet({"export"}).out; }

    test::Scratch scratch_;
};

std::string number(int n) { return std::to_string(n); }

// The title page and the page after it: the whole list of contents, with one act that is no assent and, if
// asked, an act of assent.
std::string issue(int day, int n, const std::string& more = {}, const std::string& year = "2018") {
    const int page = 60000 + n * 100;
    std::string dotted = (day < 10 ? "0" : "") + number(day) + ".08." + year;
    return "MONITEUR BELGISCH\nBELGE STAATSBLAD\nN. " + number(n) + "\n\nJEUDI " + number(day) + " AOUT " +
           year +
           "\n\nSOMMAIRE\n\nINHOUD\n\nService public fédéral Finances\n3 JUILLET 2018. — Arrêté royal "
           "relatif aux timbres, p. " +
           number(page + 2) + ".\n\n80 pages/bladzijden\n\f" + number(page + 1) + "\n\nMONITEUR BELGE — " +
           dotted + " — BELGISCH STAATSBLAD\n\n" + more +
           "Federale Overheidsdienst Financiën\n3 JULI 2018. — Koninklijk besluit betreffende de zegels, "
           "bl. " +
           number(page + 2) + ".\n\n\f";
}

// The looks of August 2018 in an export: the samples hold others.
std::vector<std::string> looks_in(const std::string& xml) {
    std::vector<std::string> found;
    for (auto at = xml.find("<look"); at != std::string::npos; at = xml.find("<look", at + 1)) {
        auto look = xml.substr(at, xml.find('>', at) - at);
        if (look.find("from=\"2018-08-") != std::string::npos) found.push_back(std::move(look));
    }
    return found;
}
std::string look_in(const std::string& xml, const std::string& instrument = "opcat") {
    std::string found;
    for (const auto& look : looks_in(xml))
        if (look.find("instrument=\"" + instrument + "\"") != std::string::npos) found += look;
    return found;
}

}  // namespace

TEST_F(SearchRun, looks_for_what_is_awaited_and_says_how_far_it_read) {
    opcat();
    put("a.txt", issue(1, 175));
    put("b.txt", issue(2, 176));
    put("c.txt", issue(7, 179));
    const auto ran = run();
    EXPECT_EQ(ran.code, 1) << "two issues are missing: " << ran.err;
    EXPECT_NE(ran.err.find("N. 177 to 178 of 2018"), std::string::npos) << ran.err;
    const auto look = look_in(exported());
    for (const auto* part : {"source=\"be-gazette\"", "instrument=\"opcat\"", "party=\"be\"",
                             "milestone=\"published\"", "from=\"2018-08-01\"", "to=\"2018-08-07\"",
                             "read=\"3\"", "unreadable=\"2\"", "looked-on=\"2018-08-10\""})
        EXPECT_NE(look.find(part), std::string::npos) << part << " in " << look;
    EXPECT_EQ(placet({"check"}).code, 0);
}

TEST_F(SearchRun, twice_changes_nothing_whatever_the_day) {
    opcat();
    put("a.txt", issue(1, 175));
    run();
    const auto once = exported();
    ASSERT_NE(look_in(once), "");
    run();
    EXPECT_EQ(exported(), once);
    run("2018-09-03");
    EXPECT_EQ(exported(), once);
}

TEST_F(SearchRun, broken_off_and_begun_again_counts_what_was_taken_in_before) {
    opcat();
    put("a.txt", issue(1, 175));
    put("b.txt", issue(2, 176));
    ASSERT_LE(placet({"import", folder() + "/a.txt"}).code, 1);
    EXPECT_EQ(look_in(exported()), "") << "without the end of the run there is no record";
    run();
    EXPECT_NE(look_in(exported()).find("read=\"2\""), std::string::npos) << look_in(exported());
}

TEST_F(SearchRun, is_said_with_the_finding_that_rests_on_it) {
    opcat();
    put("a.txt", issue(3, 175, {}, "2026"));
    put("b.txt", issue(7, 178, {}, "2026"));
    run("2026-11-22");
    const auto explained = placet({"explain", "r3.opcat.be.be-fed"}, "2026-11-22");
    EXPECT_NE(explained.out.find("from 3 August 2026 up to 7 August 2026; 2 unreadable"), std::string::npos)
        << explained.out << explained.err;
}

TEST_F(SearchRun, one_bad_file_in_the_middle_is_counted_and_the_rest_is_read) {
    opcat();
    put("a.txt", issue(1, 175));
    put("b-cut.txt", issue(2, 176).substr(0, 300));
    put("c-scan.pdf", "%PDF-1.7\n1 0 obj");
    put("d-empty.html", "");
    put("e.txt", issue(3, 177));
    const auto ran = run();
    const auto look = look_in(exported());
    EXPECT_NE(look.find("read=\"2\""), std::string::npos) << look;
    EXPECT_NE(look.find("unreadable=\"3\""), std::string::npos) << look;
    for (const auto* file : {"b-cut.txt", "c-scan.pdf", "d-empty.html"})
        EXPECT_NE(ran.err.find(file), std::string::npos) << ran.err;
    EXPECT_NE(exported().find("c-scan.pdf (it is damaged"), std::string::npos)
        << "the record itself names what could not be read";
}

TEST_F(SearchRun, an_extract_alone_is_no_look) {
    opcat();
    put("act.txt", "64435\n\nMONITEUR BELGE — 05.08.2018 — BELGISCH STAATSBLAD\n\nWORDS OF AN ACT\n\f");
    const auto ran = run();
    EXPECT_TRUE(looks_in(exported()).empty());
    EXPECT_NE(ran.out.find("no-issue-read"), std::string::npos) << ran.out;
    EXPECT_NE(ran.out.find("issue-extract"), std::string::npos) << ran.out;
}

TEST_F(SearchRun, what_was_published_in_the_run_is_not_looked_for) {
    opcat();
    put("a.txt", issue(1, 175));
    ASSERT_LE(
        placet({"record", "--source", "be-gazette", "--title", "a law", "--instrument", "opcat", "--party",
                "be", "--entity", "be-fed", "--milestone", "published", "--when", "2018-08-01"})
            .code,
        1);
    run();
    EXPECT_EQ(look_in(exported()), "") << "the other entities' acts are recorded as published";
}

TEST_F(SearchRun, an_act_of_assent_on_nobody_elses_road_is_named_beside_every_look) {
    opcat();
    put("a.txt",
        issue(1, 175,
              "Service public fédéral Affaires étrangères\n19 JUILLET 2018. — Loi portant assentiment à "
              "l’Accord sur les phares, fait à Ostende le 3 mai 2011, p. 77540.\n\n"));
    const auto ran = run();
    EXPECT_NE(ran.err.find("BS 2018-08-01/77540/2018-07-19"), std::string::npos) << ran.err;
    EXPECT_NE(look_in(exported()).find("source=\"be-gazette\""), std::string::npos);
    EXPECT_NE(exported().find("road has joined yet: 1"), std::string::npos);
}

TEST_F(SearchRun, a_dry_run_keeps_nothing_and_other_sources_are_refused) {
    opcat();
    const auto before = exported();
    put("a.txt", issue(1, 175));
    EXPECT_LE(placet({"import", "--dry-run", "--search-run", folder()}).code, 1);
    EXPECT_EQ(exported(), before);
    const auto refused = placet({"import", "--search-run", "--source", "be-senate", folder()});
    EXPECT_EQ(refused.code, 64);
    EXPECT_NE(refused.err.find("be-gazette"), std::string::npos) << refused.err;
}
