// The facts of every official file at hand, whole, against a golden text; and against what others read from
// them.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "importers/importer.hpp"
#include "importers/untc/table.hpp"
#include "importers/untc/untc.hpp"
#include "registry/model/vocabulary.hpp"
#include "tests/importers/files.hpp"

namespace fs = std::filesystem;
using registry::Batch;
using Weight = registry::Remark::Weight;

namespace {

Batch read(const fs::path& file) {
    const auto bytes = tests::contents(file);
    return importers::untc::read(tests::source(file.filename().string(), bytes));
}

std::string number_of(const fs::path& file) {
    return file.stem().stem().string();
}  // "IV-9-b" of IV-9-b.en.xml

struct Golden : testing::TestWithParam<fs::path> {};

std::string without_repairs(const Batch& batch) {
    std::istringstream in(tests::facts(batch));
    std::string out;
    for (std::string line; std::getline(in, line);)
        if (line.find("remark note repaired") == std::string::npos) out += line + "\n";
    return out;
}

// Comma-separated values with quotes (RFC 4180).
std::vector<std::vector<std::string>> csv(const fs::path& file) {
    std::vector<std::vector<std::string>> rows(1, {""});
    bool quoted = false;
    const auto text = tests::contents(file);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c != '"')
                rows.back().back() += c;
            else if (i + 1 < text.size() && text[i + 1] == '"')
                rows.back().back() += text[++i];
            else
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == ',') {
            rows.back().emplace_back();
        } else if (c == '\n') {
            rows.push_back({""});
        } else if (c != '\r') {
            rows.back().back() += c;
        }
    }
    if (rows.back().size() == 1 && rows.back()[0].empty()) rows.pop_back();
    rows.erase(rows.begin());  // the heads
    return rows;
}

// How often each such statement or kept action stands in the batch: "Albania|2003-10-01|accession".
std::map<std::string, int> cells_of(const Batch& batch) {
    std::map<std::string, int> cells;
    for (const auto& said : batch.statements)
        if (!said.party.empty() && said.when.is_day())
            ++cells[said.party + "|" + said.when.edtf + "|" +
                    (said.form.empty() ? said.milestone : said.form)];
    for (const auto& each : batch.passages)
        if (each.kind == "participant-action")
            ++cells[each.party + "|" + each.text.substr(0, each.text.find(';'))];
    return cells;
}

// "22 Apr 2016 a" read independently of the importer: date and code by position.
struct Written {
    std::string date, code;
    bool bracketed = false;
};
Written written(std::string value) {
    Written out;
    std::string words;
    for (const char c : value) {
        out.bracketed |= c == '[';
        if (c != '[' && c != ']') words += c;
    }
    std::istringstream in(words);
    int day = 0, year = 0;
    std::string month;
    in >> day >> month >> year >> out.code;
    const auto at = std::string{"JanFebMarAprMayJunJulAugSepOctNovDec"}.find(month);
    char iso[16];
    std::snprintf(iso, sizeof iso, "%04d-%02d-%02d", year, static_cast<int>(at / 3 + 1), day);
    out.date = iso;
    return out;
}

// The head's word for a code, by plain search: "Accession" for "a" in "Accession(a), Ratification".
std::string word_for(const std::string& head, const std::string& code) {
    std::istringstream parts(head);
    for (std::string part; std::getline(parts, part, ',');) {
        part.erase(0, part.find_first_not_of(' '));
        const auto open = part.find('(');
        if (code.empty() ? open == std::string::npos : part.find("(" + code + ")") != std::string::npos)
            return part.substr(0, open);
    }
    return {};
}

std::string form_of(const std::string& word, const std::string& head) {
    static const std::map<std::string, std::string> forms{
        {"Signature", "signed"},
        {"Succession to signature", "succession-to-signature"},
        {"Ratification", "ratification"},
        {"Acceptance", "acceptance"},
        {"Approval", "approval"},
        {"Accession", "accession"},
        {"Succession", "succession"},
        {"Formal confirmation", "formal-confirmation"},
        {"Consent to be bound", "consent-to-be-bound"},
        {"Definitive signature", "definitive-signature"},
        {"Simplified procedure", "simplified-procedure"},
        {"Participation", "participation"}};
    if (head.starts_with("Provisional application")) return "applied-provisionally";
    const auto found = forms.find(word);
    return found == forms.end() ? "other" : found->second;
}

}  // namespace

TEST_P(Golden, facts_are_as_they_were) {
    const auto actual = tests::facts(read(GetParam()));
    const auto golden = fs::path("tests/golden/un-mtdsg") / (number_of(GetParam()) + ".txt");
    if (std::getenv("UPDATE_GOLDEN") != nullptr) {
        fs::create_directories(golden.parent_path());
        std::ofstream(golden, std::ios::binary) << actual;
    }
    EXPECT_EQ(actual, tests::contents(golden));
}

TEST_P(Golden, the_damaged_and_the_repaired_form_say_the_same_words) {
    const auto repaired = tests::mtdsg / "repaired" / GetParam().filename();
    if (!fs::exists(repaired)) GTEST_SKIP() << "was found well-formed";
    const auto a = read(GetParam()), b = read(repaired);
    EXPECT_EQ(without_repairs(a), without_repairs(b));
    EXPECT_EQ(a.statements, b.statements);
    EXPECT_EQ(a.descriptions, b.descriptions);
    EXPECT_EQ(a.passages, b.passages);
}

TEST_P(Golden, only_declared_words_are_used) {
    const auto& vocabulary = registry::Vocabulary::built_in();
    const auto batch = read(GetParam());
    ASSERT_FALSE(batch.documents.empty());
    EXPECT_NE(vocabulary.source(batch.documents[0].source), nullptr);
    for (const auto& said : batch.statements) {
        EXPECT_NE(vocabulary.milestone(said.milestone), nullptr) << said.milestone;
        if (!said.form.empty()) {
            EXPECT_NE(vocabulary.form(said.form), nullptr) << said.form;
        }
    }
    for (const auto& each : batch.descriptions)
        if (each.key == "kind") {
            EXPECT_NE(vocabulary.instrument_kind(each.value), nullptr) << each.value;
        }
}

TEST_P(Golden, the_file_is_claimed_by_its_importer_alone) {
    const auto bytes = tests::contents(GetParam());
    const auto found = importers::importer_for(tests::source("file", bytes));
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ((*found)->id, "un-mtdsg");
}

TEST_P(Golden, its_counts_are_those_counted_by_others) {
    const auto json = tests::contents(tests::mtdsg / "expected-counts.json");
    auto at = json.find("\"ref\": \"" + number_of(GetParam()) + "\"");
    ASSERT_NE(at, std::string::npos);
    const auto number = [&](const std::string& key) {  // 0 for null: the table has no such column
        return std::atoi(json.c_str() + json.find("\"" + key + "\":", at) + key.size() + 3);
    };
    const auto batch = read(GetParam());
    std::map<std::string, int> kinds,
        expected{{"declaration", number("declarations")},
                 {"objection", number("objections")},
                 {"notification", number("notifications")},
                 {"declaration-under-article", number("declarations_under_article")},
                 {"territorial-application", number("territorial_applications")},
                 {"end-note", number("endnotes")}};
    for (const auto& each : batch.passages) ++kinds[each.kind];
    for (const auto& [kind, count] : expected) EXPECT_EQ(kinds[kind], count) << kind;

    const auto& vocabulary = registry::Vocabulary::built_in();
    std::set<std::string> parties, withdrawn, unsigned_, signatories;
    for (const auto& said : batch.statements) {
        if (said.party.empty()) continue;
        const auto effect = vocabulary.milestone(said.milestone)->effect;
        if (effect == registry::Effect::consents) parties.insert(said.party);
        if (effect == registry::Effect::signs) signatories.insert(said.party);
        if (effect == registry::Effect::withdraws) withdrawn.insert(said.party);
        if (effect == registry::Effect::unsigns) unsigned_.insert(said.party);
    }
    for (const auto& party : withdrawn) parties.erase(party);
    for (const auto& party : unsigned_) signatories.erase(party);
    EXPECT_EQ(static_cast<int>(parties.size()), number("derived_parties"));
    EXPECT_EQ(static_cast<int>(signatories.size()), number("derived_signatories"));
    EXPECT_EQ(tests::count(batch, Weight::doubt, "official-count"), 0);
}

// Two snapshots made by others, one of March 2015 and the UN's own of January 2018: the import gives the
// second.
TEST(CrossCheck, every_cell_of_2018_agrees_with_an_independent_reading) {
    const auto table = tests::shared / "data/un/un-mtdsg-2015-vs-2018.partA.csv";
    if (!fs::exists(table)) GTEST_SKIP() << "skipped: ../shared is not there";
    std::map<std::string, std::map<std::string, int>> expected;
    for (const auto& row : csv(table)) {
        ASSERT_EQ(row.size(), 8U);
        const auto& [number, party, head, value] = std::tie(row[0], row[2], row[4], row[6]);
        if (!fs::exists(tests::mtdsg / "as-found" / (number + ".en.xml")) || value.empty()) continue;
        const auto cell = written(value);
        if (head.starts_with("Notification"))
            ++expected[number][party + "|" + head + ": " + value];
        else
            ++expected[number][party + "|" + cell.date + "|" + form_of(word_for(head, cell.code), head)];
    }
    int compared = 0, disagreeing = 0;
    for (const auto& [number, cells] : expected) {
        auto ours = cells_of(read(tests::mtdsg / "as-found" / (number + ".en.xml")));
        for (const auto& [cell, times] : cells) {
            compared += times;
            if (ours[cell] == times) continue;
            ++disagreeing;
            ADD_FAILURE() << number << ": " << cell << " stands " << ours[cell] << " times, expected "
                          << times;
        }
        for (const auto& [cell, times] : ours)
            if (!cells.contains(cell) && times > 0) {
                ++disagreeing;
                ADD_FAILURE() << number << ": only in the import: " << cell;
            }
    }
    RecordProperty("cells", compared);
    EXPECT_EQ(compared, 1784) << "cells that are not empty, all of them";
    EXPECT_EQ(disagreeing, 0) << "of " << compared;
}

// 168 tables of 2015 that are not at hand as files: their heads and cells at least.
TEST(CrossCheck, the_tables_grammar_reads_the_actions_of_2015_as_others_did) {
    const auto table = tests::shared / "data/un/un-mtdsg-actions-2015.partA.csv";
    if (!fs::exists(table)) GTEST_SKIP() << "skipped: ../shared is not there";
    int compared = 0;
    for (const auto& row : csv(table)) {
        ASSERT_EQ(row.size(), 8U);
        const auto& [head, raw, date, code, action] = std::tie(row[3], row[4], row[5], row[6], row[7]);
        if (date.empty() || action.empty() || head == "Date of Adoption" || head == "Registration Date")
            continue;
        const auto cell = importers::untc::read_cell(raw);
        ASSERT_TRUE(cell) << raw;
        EXPECT_EQ(registry::iso(cell->day), date) << raw;
        EXPECT_EQ(cell->code, code) << raw;
        const auto means = importers::untc::meaning(importers::untc::read_head(head), cell->code);
        const auto form = means.form.empty() ? means.milestone : means.form;
        EXPECT_TRUE(form_of(action, head) == form || means.words == action)
            << head << " / " << raw << " gives " << form;
        ++compared;
    }
    EXPECT_GT(compared, 14000);
}

INSTANTIATE_TEST_SUITE_P(, Golden, testing::ValuesIn(tests::files_in(tests::mtdsg / "as-found")),
                         [](const auto& each) {
                             auto name = number_of(each.param);
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Golden);
