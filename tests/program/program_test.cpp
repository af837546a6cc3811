// The command line, without a process: arguments in, exit code and texts out.
#include "server/program/program.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string_view>

#include "tests/support/scratch.hpp"

namespace {

struct Ran {
    int code = 0;
    std::string out, err;
};

Ran placet(std::vector<std::string> arguments, const std::string& in = {}) {
    std::istringstream input(in);
    std::ostringstream out, err;
    server::program::Streams streams{input, out, err};
    const int code = server::program::run(std::move(arguments), streams);
    return {code, out.str(), err.str()};
}

std::vector<std::string> on_day(const test::Scratch& scratch, std::vector<std::string> rest) {
    std::vector<std::string> all{"--db", (scratch / "r.db").string(), "--now", "2026-11-22"};
    all.insert(all.end(), rest.begin(), rest.end());
    return all;
}

// One line, and nothing that looks like a stack trace or an unfinished sentence.
void expect_one_line(const std::string& err) {
    EXPECT_EQ(std::count(err.begin(), err.end(), '\n'), 1) << err;
    EXPECT_TRUE(err.starts_with("placet: ")) << err;
}

}  // namespace

TEST(Program, says_what_it_can_do) {
    const auto help = placet({"--help"});
    EXPECT_EQ(help.code, 0);
    for (const auto* command : {"import", "record", "searched", "remarks", "resolve", "status", "timeline",
                                "stalled", "check", "export", "serve"})
        EXPECT_NE(help.out.find(command), std::string::npos) << command;
    for (const auto* command : {"import", "record", "status", "stalled", "serve"})
        EXPECT_EQ(placet({command, "--help"}).code, 0) << command;
}

TEST(Program, refuses_bad_usage_with_64_and_one_line) {
    const test::Scratch scratch;
    for (const auto& arguments : std::vector<std::vector<std::string>>{{},
                                                                       {"frobnicate"},
                                                                       {"import"},
                                                                       {"--format", "yaml", "stalled"},
                                                                       {"--now", "yesterday", "stalled"},
                                                                       {"record", "--source", "ngo"}}) {
        const auto ran = placet(arguments);
        EXPECT_EQ(ran.code, 64) << ran.err;
        expect_one_line(ran.err);
    }
}

TEST(Program, refuses_a_store_that_is_not_there_or_not_ours_with_74) {
    const test::Scratch scratch;
    const auto missing = placet(on_day(scratch, {"stalled"}));
    EXPECT_EQ(missing.code, 74);
    expect_one_line(missing.err);
    std::ofstream(scratch / "r.db") << std::string(5000, 'x');
    const auto alien = placet(on_day(scratch, {"stalled"}));
    EXPECT_EQ(alien.code, 74);
    expect_one_line(alien.err);
}

TEST(Program, imports_the_samples_and_finds_what_has_stalled) {
    const test::Scratch scratch;
    const auto import = placet(on_day(scratch, {"--format", "json", "import", "samples"}));
    EXPECT_LE(import.code, 1) << import.err;
    EXPECT_NE(import.out.find("\"total\""), std::string::npos);

    const auto again = placet(on_day(scratch, {"import", "samples"}));
    EXPECT_LE(again.code, 1) << again.err;
    const auto total = again.out.substr(again.out.find("\ntotal"));
    EXPECT_EQ(total.find_first_of("123456789"), total.find_first_of("123456789", total.find("  0 ")))
        << "the second time nothing is said: " << total;

    const auto stalled = placet(on_day(scratch, {"stalled", "--party", "be"}));
    EXPECT_EQ(stalled.code, 0) << stalled.err;
    EXPECT_NE(stalled.out.find("opcat"), std::string::npos) << stalled.out;
    EXPECT_EQ(stalled.out.find("bbnj"), std::string::npos) << stalled.out;
    EXPECT_EQ(stalled.out.find("untoc"), std::string::npos) << stalled.out;

    const auto check = placet(on_day(scratch, {"check"}));
    EXPECT_EQ(check.code, 0) << check.out << check.err;
}

TEST(Program, answers_status_for_lawyers) {
    const test::Scratch scratch;
    ASSERT_LE(placet(on_day(scratch, {"import", "samples"})).code, 1);
    const auto then =
        placet(on_day(scratch, {"--format", "json", "status", "IV-9-b", "Belgium", "--on", "2018-01-01"}));
    EXPECT_NE(then.out.find("\"bound\": \"not-bound\""), std::string::npos) << then.out;
    const auto before = placet(on_day(scratch, {"--format", "json", "status", "IV-9-b", "Belgium"}));
    ASSERT_EQ(before.code, 0) << before.err;
    EXPECT_NE(before.out.find("\"bound\": \"cannot-be-known\""), std::string::npos)
        << "nobody has looked since 2024: " << before.out;
    EXPECT_NE(before.out.find("Promulgated (Federal State)"), std::string::npos)
        << "the next step and whose: " << before.out;
    EXPECT_NE(before.out.find("\"official\": {\n  \"signatories\": 75,\n  \"parties\": 87"),
              std::string::npos)
        << before.out;
    EXPECT_NE(before.out.find("\"counted\": {\n  \"signatories\": 75,\n  \"parties\": 87"), std::string::npos)
        << before.out;

    const auto france =
        placet(on_day(scratch, {"--format", "json", "status", "opcat", "fr", "--on", "2017-01-01"}));
    EXPECT_NE(france.out.find("\"bound\": \"bound\""), std::string::npos) << france.out;

    const auto unknown = placet(on_day(scratch, {"status", "opact"}));
    EXPECT_EQ(unknown.code, 64);
    EXPECT_NE(unknown.err.find("opcat"), std::string::npos) << "a near one is named: " << unknown.err;
}

TEST(Program, records_a_fact_with_its_citation_and_a_look) {
    const test::Scratch scratch;
    const std::vector<std::string> fact{
        "record",      "--source",   "be-gazette",   "--title",     "Belgisch Staatsblad",
        "--published", "2027-01-15", "--instrument", "54-3192",     "--party",
        "be",          "--entity",   "be-fed",       "--milestone", "published",
        "--when",      "2027-01-15"};
    const auto first = placet(on_day(scratch, fact));
    EXPECT_EQ(first.code, 0) << first.err;
    EXPECT_NE(first.out.find("1"), std::string::npos);
    const auto timeline = placet(on_day(scratch, {"--format", "csv", "timeline", "54K3192", "be"}));
    EXPECT_NE(timeline.out.find("2027-01-15"), std::string::npos) << timeline.out << timeline.err;

    const auto uncited = placet(
        on_day(scratch, {"record", "--source", "ngo", "--instrument", "opcat", "--milestone", "signed"}));
    EXPECT_EQ(uncited.code, 64);
    const auto look = placet(on_day(scratch, {"searched", "--source", "be-gazette", "--title", "issues read",
                                              "--milestone", "published", "--to", "2026-31-12"}));
    EXPECT_EQ(look.code, 64);
    expect_one_line(look.err);
}

TEST(Program, a_fact_that_would_stand_on_no_road_is_refused) {
    const test::Scratch scratch;
    const auto record = [&](const std::vector<std::string>& more) {
        std::vector<std::string> all{"record",       "--source", "be-foreign-affairs", "--title", "x",
                                     "--instrument", "opcat"};
        all.insert(all.end(), more.begin(), more.end());
        return placet(on_day(scratch, all));
    };
    for (const auto& wrong : std::vector<std::vector<std::string>>{
             {"--milestone", "bill-tabled", "--when", "2018-06-21"},
             {"--milestone", "bill-tabled", "--party", "fr", "--entity", "be-fed", "--when", "2018-06-21"},
             {"--milestone", "pledged", "--party", "be", "--when", "2018-06-21"},
             {"--milestone", "pledged", "--party", "be", "--subject", "nonsense", "--when", "2018-06-21"},
             {"--milestone", "pledged", "--party", "be", "--subject", "deposited", "--form", "P1X"},
             {"--milestone", "explained", "--party", "be", "--subject", "R99", "--when", "2018-06-21"}}) {
        const auto ran = record(wrong);
        EXPECT_EQ(ran.code, 64) << ran.out;
        expect_one_line(ran.err);
    }
    for (const auto& right : std::vector<std::vector<std::string>>{
             {"--milestone", "text-adopted", "--when", "2002-12-18"},
             {"--milestone", "pledged", "--party", "be", "--subject", "deposited", "--form", "P6M", "--when",
              "2018"},
             {"--milestone", "explained", "--party", "be", "--subject", "R7b", "--when", "2018-06-21"},
             {"--milestone", "explained", "--party", "be", "--when", "2018-06-22"}})
        EXPECT_EQ(record(right).code, 0) << record(right).err;
}

TEST(Program, a_look_cannot_reach_beyond_today) {
    const test::Scratch scratch;
    for (const auto* option : {"--to", "--looked-on"}) {
        std::vector<std::string> look{"searched",    "--source",    "be-gazette", "--title",
                                      "issues read", "--milestone", "published"};
        if (std::string_view{option} != "--to") look.insert(look.end(), {"--to", "2026-11-22"});
        look.insert(look.end(), {option, "2026-11-23"});
        const auto ran = placet(on_day(scratch, look));
        EXPECT_EQ(ran.code, 64) << option;
        EXPECT_NE(ran.err.find("after today"), std::string::npos) << ran.err;
        expect_one_line(ran.err);
    }
    const auto negative =
        placet(on_day(scratch, {"searched", "--source", "be-gazette", "--title", "issues read", "--milestone",
                                "published", "--to", "2026-11-22", "--read", "-3"}));
    EXPECT_EQ(negative.code, 64);
    EXPECT_NE(negative.err.find("cannot be negative"), std::string::npos) << negative.err;
}

TEST(Program, before_the_first_import_the_answer_is_that_nothing_was_held) {
    const test::Scratch scratch;
    ASSERT_LE(placet(on_day(scratch, {"import", "samples"})).code, 1);
    for (const auto& question : std::vector<std::vector<std::string>>{
             {"stalled"}, {"timeline", "opcat", "be"}, {"timeline", "opcat"}, {"status", "opcat", "be"}}) {
        auto asked = question;
        asked.insert(asked.end(), {"--known", "2010-01-01"});
        const auto ran = placet(on_day(scratch, asked));
        EXPECT_EQ(ran.code, 0) << ran.err;
        EXPECT_NE(ran.out.find("This registry held nothing by 2010-01-01."), std::string::npos)
            << question.front() << ran.out;
    }
}

TEST(Program, the_timeline_of_an_instrument_stands_in_order_of_time) {
    const test::Scratch scratch;
    ASSERT_LE(placet(on_day(scratch, {"import", "samples/un", "samples/opcat.xml"})).code, 1);
    const auto all = placet(on_day(scratch, {"--format", "csv", "timeline", "opcat"}));
    ASSERT_EQ(all.code, 0) << all.err;
    const auto adopted = all.out.find("text-adopted"), opened = all.out.find("opened-for-signature"),
               entered = all.out.find("entered-into-force"), undated = all.out.find("duty-set");
    ASSERT_NE(undated, std::string::npos) << all.out;
    EXPECT_LT(adopted, opened);
    EXPECT_LT(opened, entered);
    EXPECT_LT(entered, undated);
}

TEST(Program, no_road_is_called_complete_while_nothing_is_deposited) {
    const test::Scratch scratch;
    ASSERT_LE(placet(on_day(scratch, {"import", "samples"})).code, 1);
    ASSERT_EQ(placet(on_day(scratch, {"record", "--source", "be-gazette", "--title", "a law", "--instrument",
                                      "opcat", "--party", "be", "--entity", "be-fed", "--milestone",
                                      "published", "--when", "2026-11-15"}))
                  .code,
              0);
    const auto status = placet(on_day(scratch, {"status", "opcat", "be"}));
    EXPECT_EQ(status.out.find("complete"), std::string::npos) << status.out;
}

TEST(Program, an_unknown_command_is_named) {
    const auto ran = placet({"frobnicate"});
    EXPECT_EQ(ran.code, 64);
    EXPECT_NE(ran.err.find("frobnicate"), std::string::npos) << ran.err;
}

TEST(Program, an_unreadable_path_is_74_and_a_dry_run_keeps_nothing) {
    const test::Scratch scratch;
    const auto missing = placet(on_day(scratch, {"import", (scratch / "nothing-here").string()}));
    EXPECT_EQ(missing.code, 74);
    ASSERT_LE(placet(on_day(scratch, {"import", "--dry-run", "samples"})).code, 1);
    EXPECT_EQ(placet(on_day(scratch, {"status", "opcat"})).code, 64) << "nothing was kept";
}

TEST(Program, an_unusable_file_is_a_loss_with_its_reason) {
    const test::Scratch scratch;
    std::ofstream(scratch / "cut.xml") << "<?xml version=\"1.0\"?><Document><Treaty><Header>";
    const auto cut = placet(on_day(scratch, {"import", (scratch / "cut.xml").string()}));
    EXPECT_EQ(cut.code, 2) << cut.out;
    EXPECT_NE(cut.err.find("loss: "), std::string::npos) << cut.err;
}

TEST(Program, export_is_the_same_whatever_the_order) {
    const test::Scratch one, two;
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator("samples")) {
        const auto name = entry.path().string();
        if (entry.is_regular_file() && !name.ends_with(".about.xml") &&
            entry.path().filename() != "README.md")
            files.push_back(name);
    }
    std::sort(files.begin(), files.end());
    ASSERT_GT(files.size(), 4u);
    for (const auto& file : files) ASSERT_LE(placet(on_day(one, {"import", file})).code, 1) << file;
    std::reverse(files.begin(), files.end());
    for (const auto& file : files) ASSERT_LE(placet(on_day(two, {"import", file})).code, 1) << file;
    const auto a = placet(on_day(one, {"export"})), b = placet(on_day(two, {"export"}));
    EXPECT_GT(a.out.size(), 10'000u);
    EXPECT_EQ(a.out, b.out);
    EXPECT_EQ(placet(on_day(one, {"--format", "json", "stalled", "--severity", "notice"})).out,
              placet(on_day(two, {"--format", "json", "stalled", "--severity", "notice"})).out);
}

TEST(Program, status_names_who_says_so_and_where) {
    const test::Scratch scratch;
    ASSERT_LE(placet(on_day(scratch, {"import", "samples"})).code, 1);
    const auto text = placet(on_day(scratch, {"status", "opcat", "be"}));
    EXPECT_NE(text.out.find("Participants row"), std::string::npos) << text.out;
    EXPECT_NE(text.out.find("Signed, 24 October 2005"), std::string::npos) << text.out;
    const auto json = placet(on_day(scratch, {"--format", "json", "status", "opcat", "be"}));
    EXPECT_NE(json.out.find("\"source\": \"un-mtdsg\""), std::string::npos) << json.out;
}

TEST(Program, an_absolute_path_leaves_no_folder_of_this_machine_in_the_store) {
    const test::Scratch scratch;
    std::filesystem::create_directories(scratch / "papers");
    std::filesystem::copy_file("samples/cambodia.xml", scratch / "papers/cambodia.xml");
    const auto import = placet(on_day(scratch, {"import", (scratch / "papers").string()}));
    EXPECT_LE(import.code, 1) << import.err;
    EXPECT_NE(import.out.find("papers/cambodia.xml"), std::string::npos) << import.out;
    EXPECT_EQ(import.out.find(std::filesystem::temp_directory_path().string()), std::string::npos)
        << import.out;
}

TEST(Program, exports_as_of_a_day) {
    const test::Scratch scratch;
    ASSERT_LE(placet(on_day(scratch, {"import", "samples"})).code, 1);
    const auto all = placet(on_day(scratch, {"export"})).out;
    const auto count = [](const std::string& text) {
        std::size_t n = 0;
        for (auto at = text.find("<statement"); at != std::string::npos; at = text.find("<statement", at + 1))
            ++n;
        return n;
    };
    EXPECT_EQ(count(placet(on_day(scratch, {"export", "--known", "2020-01-01"})).out), 0U)
        << "it held nothing then";
    EXPECT_EQ(placet(on_day(scratch, {"export", "--known", "2026-11-22"})).out, all);
    const auto then = placet(on_day(scratch, {"export", "--on", "2018-07-18"})).out;
    EXPECT_EQ(then.find("milestone=\"adopted\" when=\"2018-07-19\""), std::string::npos);
    EXPECT_LT(count(then), count(all));
    const auto published = count(placet(on_day(scratch, {"export", "--published", "2021-10-31"})).out);
    EXPECT_GT(published, 0U);
    EXPECT_LT(published, count(all));
}
