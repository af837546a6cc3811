// What every importer owes, whichever it is: a new row in the table is tested here at once. Whatever the
// bytes, there is an answer in time, and never silence: a batch without statements has a remark.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "importers/importer.hpp"
#include "registry/exchange/exchange_xml.hpp"
#include "tests/importers/files.hpp"
#include "tests/importers/gazette_sample.hpp"
#include "tests/importers/mtdsg_sample.hpp"

namespace {

using importers::Importer;
using importers::Source;
using registry::Batch;
using registry::Truth;

struct File {
    std::string name, bytes;
};

std::string own_exchange_file() {
    const auto mtdsg = tests::MtdsgSample{}.xml();
    auto batch = importers::importers()[0].read(tests::source("sample", mtdsg));
    batch.remarks.clear();
    return registry::write_exchange(batch);
}

// One for each of the formats that need no other file, then our samples, then what others published.
const std::vector<File>& files() {
    static const std::vector<File> all = [] {
        std::vector<File> found{
            {"mtdsg", tests::MtdsgSample{}.xml()},
            {"exchange", own_exchange_file()},
            {"page",
             "<!DOCTYPE html><html lang=nl><head><title>Persbericht</title></head><body><p>De "
             "ministerraad.</p></body></html>"},
            {"gazette",
             tests::issue(
                 "[C − 2025/000001]\n2 MEI 2024. — Wet houdende instemming met het Verdrag A, gedaan te "
                 "Gent op 3 april 2020 (1)\n\nGegeven te Brussel, 2 mei 2024.\n\nNota\n\n(1) Kamer: "
                 "Stukken: 56-481.\nIntegraal verslag: 29/11/2024.\n")},
            {"words", "Plenary sitting of 19 July 2018.\nThe bill is adopted.\n"}};
        for (const auto& folder :
             {std::filesystem::path{"samples"}, std::filesystem::path{"tests/importers/gazette"},
              std::filesystem::path{"tests/importers/parliament"}, tests::mtdsg / "as-found"})
            for (const auto& file : tests::files_in(folder))
                found.push_back({file.generic_string(), tests::contents(file)});
        return found;
    }();
    return all;
}

class Contract : public testing::TestWithParam<Importer> {
protected:
    bool claims(const File& file) const {
        const auto found = importers::importer_for(tests::source(file.name, file.bytes));
        return found.has_value() && (*found)->id == GetParam().id;
    }
    // Reads, and holds what always holds.
    Batch read(const std::string& name, const std::string& bytes) const {
        const auto start = std::chrono::steady_clock::now();
        GetParam().recognises(tests::source(name, bytes));
        auto batch = GetParam().read(tests::source(name, bytes));
        const auto took = std::chrono::steady_clock::now() - start;
        EXPECT_LT(std::chrono::duration_cast<std::chrono::seconds>(took).count(), 120) << name;
        EXPECT_FALSE(batch.documents.empty()) << name << ": documents[0] is the file";
        EXPECT_TRUE(!batch.statements.empty() || !batch.remarks.empty()) << name << ": silence";
        for (const auto& said : batch.statements) EXPECT_LT(said.document, batch.documents.size());
        return batch;
    }
};

bool is_uneasy(const Batch& batch) {
    return std::any_of(batch.remarks.begin(), batch.remarks.end(),
                       [](const auto& each) { return each.weight != registry::Remark::Weight::note; });
}

// Every byte as one UTF-16 unit: right for Latin-1.
std::string widened(const std::string& bytes, std::string out) {
    for (const char c : bytes) {
        out += c;
        out += '\0';
    }
    return out;
}

std::string noise(std::size_t size) {
    std::string out;
    std::uint32_t seed = 12345;
    for (std::size_t i = 0; i < size; ++i) {
        seed = seed * 1664525U + 1013904223U;
        out += static_cast<char>(seed >> 24U);
    }
    return out;
}

std::string repeated(const std::string& what, std::size_t size) {
    std::string out;
    out.reserve(size + what.size());
    while (out.size() < size) out += what;
    return out;
}

}  // namespace

TEST_P(Contract, has_a_name_and_says_what_it_reads) {
    EXPECT_FALSE(GetParam().id.empty());
    EXPECT_FALSE(GetParam().says.empty());
}

TEST_P(Contract, claims_some_file_of_its_own) {
    EXPECT_TRUE(std::any_of(files().begin(), files().end(), [&](const File& file) { return claims(file); }))
        << "samples/ has no file for " << GetParam().id;
}

TEST_P(Contract, does_not_claim_nonsense) {
    for (const auto& bytes :
         {std::string{}, noise(5000), std::string{"\x1f\x8b\x08 not a treaty"}, std::string(5000, '\0')}) {
        EXPECT_EQ(GetParam().recognises(tests::source("nonsense", bytes)), Truth::no);
        const auto batch = read("nonsense", bytes);
        EXPECT_TRUE(batch.statements.empty());
        EXPECT_TRUE(tests::has_loss(batch));
    }
}

TEST_P(Contract, loses_nothing_silently_from_a_file_cut_off) {
    for (const auto& file : files()) {
        if (!claims(file)) continue;
        const auto whole = read(file.name, file.bytes);
        for (std::size_t part = 1; part < 16; ++part) {
            const auto cut = read(file.name, file.bytes.substr(0, file.bytes.size() * part / 16));
            if (cut.statements == whole.statements) continue;
            EXPECT_TRUE(is_uneasy(cut)) << file.name << " cut at " << part << "/16";
            if (!whole.documents[0].covers.empty()) {
                EXPECT_TRUE(cut.documents[0].covers.empty())
                    << file.name << " cut at " << part << "/16 retracts what was cut off";
            }
        }
    }
}

TEST_P(Contract, reads_other_importers_files_without_a_crash) {
    for (const auto& file : files())
        if (!claims(file)) read(file.name, file.bytes);
}

TEST_P(Contract, survives_a_wrong_charset) {
    for (const auto& file : files()) {
        if (!claims(file) || file.name.find("/") != std::string::npos) continue;
        read(file.name + " as UTF-16", widened(file.bytes, "\xFF\xFE"));
        read(file.name + " as UTF-16 without a mark", widened(file.bytes, ""));
        auto relabelled = file.bytes;
        for (const auto* label : {"iso-8859-1", "UTF-8"})
            if (const auto at = relabelled.find(label); at != std::string::npos)
                relabelled.replace(at, std::string_view{label}.size(),
                                   label[0] == 'i' ? "utf-8" : "iso-8859-1");
        read(file.name + " relabelled", relabelled + "\xE9\xFF");
    }
}

TEST_P(Contract, answers_fifty_megabytes_of_junk_in_one_line) {
    constexpr std::size_t size = 50'000'000;
    std::string head = "<html><body>";
    for (const auto& file : files())
        if (claims(file)) {
            head = file.bytes.substr(0, std::min<std::size_t>(file.bytes.size() * 3 / 4, 2048));
            break;
        }
    for (const auto& junk :
         {std::string{"x"}, std::string{"<"}, std::string{"<a>"}, std::string{"&amp;<b "}}) {
        read("junk", repeated(junk, size));
        read("junk with a good beginning", head + repeated(junk, size));
    }
}

INSTANTIATE_TEST_SUITE_P(, Contract,
                         testing::ValuesIn(importers::importers().begin(), importers::importers().end()),
                         [](const auto& each) {
                             std::string name{each.param.id};
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

namespace {

Truth says_yes(const Source&) { return Truth::yes; }
Truth cannot_tell(const Source&) { return Truth::unknown; }
Truth says_no(const Source&) { return Truth::no; }
Batch nothing(const Source&) { return {}; }

std::string chosen(std::span<const Importer> among) {
    const auto found = importers::importer_for(tests::source("f.xml", "x"), among);
    return found ? std::string{(*found)->id} : found.error().what + " @ " + found.error().where;
}

}  // namespace

TEST(ImporterFor, takes_the_only_one_that_is_sure_else_the_only_one_that_cannot_tell) {
    const Importer sure{"sure", "", says_yes, nothing}, perhaps{"perhaps", "", cannot_tell, nothing},
        no{"no", "", says_no, nothing};
    EXPECT_EQ(chosen(std::array{no, perhaps, sure}), "sure");
    EXPECT_EQ(chosen(std::array{no, perhaps}), "perhaps");
}

TEST(ImporterFor, refuses_a_file_claimed_by_two_and_names_both) {
    const Importer one{"one", "", says_yes, nothing}, other{"other", "", says_yes, nothing},
        perhaps{"perhaps", "", cannot_tell, nothing};
    EXPECT_EQ(chosen(std::array{one, perhaps, other}),
              "more than one importer claims this file: one, other @ f.xml");
    EXPECT_EQ(chosen(std::array{perhaps, perhaps}),
              "more than one importer claims this file: perhaps, perhaps @ f.xml");
    EXPECT_EQ(chosen(std::array{Importer{"no", "", says_no, nothing}}),
              "no importer recognises this file @ f.xml");
}

TEST(ImporterFor, gives_no_two_rows_one_name) {
    std::vector<std::string_view> ids;
    for (const auto& each : importers::importers()) ids.push_back(each.id);
    std::sort(ids.begin(), ids.end());
    EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
}

TEST(ImporterFor, answers_every_published_file_at_hand) {
    const auto all = tests::files_in(tests::shared / "sources");
    if (all.empty()) GTEST_SKIP() << "skipped: ../shared is not there";
    int read = 0, refused = 0;
    for (const auto& path : all) {
        const auto bytes = tests::contents(path);
        const auto name = path.generic_string();
        for (const auto& each : importers::importers()) {
            const auto batch = each.read(tests::source(name, bytes));
            EXPECT_TRUE(!batch.statements.empty() || !batch.remarks.empty())
                << each.id << " is silent on " << name;
        }
        const auto found = importers::importer_for(tests::source(name, bytes));
        ++(found ? read : refused);
        if (!found) {
            EXPECT_NE(found.error().what.find("no importer recognises"), std::string::npos)
                << name << ": " << found.error().what;
            continue;
        }
        if (name.find("/untc/mtdsg-2018-01/") != std::string::npos && name.ends_with(".xml")) {
            EXPECT_EQ((*found)->id, "un-mtdsg") << name;
        }
    }
    EXPECT_GT(read, 50);
    EXPECT_GT(refused, 5);  // XML of formats not read yet
}
