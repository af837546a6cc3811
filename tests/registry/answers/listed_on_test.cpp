// The list of a day from what the read model keeps, beside the same judged anew.
#include "registry/answers/listed_on.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "registry/answers/ahead.hpp"
#include "registry/answers/as_asked.hpp"
#include "tests/registry/answers/small_registry.hpp"
#include "tests/support/imported_folder.hpp"

using namespace registry;

namespace {

// Every track judged as asked, without the read model.
std::map<std::string, Verdict> judged_anew(store::Reader& reader, const Asked& asked) {
    std::map<std::string, Verdict> found;
    if (is_before_registry(reader, asked)) return found;
    std::optional<store::InstrumentFacts> about;
    for (const auto& [instrument, party] : tracks_as_asked(reader, asked, true)) {
        if (!about || about->instrument != instrument)
            about = store::instrument_facts(reader, instrument, view_of(asked));
        const auto facts = road(reader, *about, party, asked);
        if (!facts) continue;
        for (auto& each : judged(*facts, asked, asked.on).verdicts)
            if (is_listed(each)) found.emplace(each.id, std::move(each));
    }
    return found;
}

std::string told(const Verdict& v) {
    return v.id + " " + std::string{name_of(v.severity)} + " " + std::string{name_of(v.certainty)} + " " +
           v.waits_for + " " + v.since.edtf;
}
std::string told(const Listed& each) {
    return std::string{each.id} + " " + std::string{name_of(each.severity)} + " " +
           std::string{name_of(each.certainty)} + " " + std::string{each.waits_for} + " " + each.since->edtf;
}

// Both say the same; how many findings, so that a test can ask for some.
std::size_t compare(store::Reader& reader, const std::shared_ptr<const Table>& table, const Asked& asked) {
    const auto anew = judged_anew(reader, asked);
    const auto listed = listed_on(reader, table, asked);
    std::vector<std::string> expected, actual;
    for (const auto& [id, each] : anew) expected.push_back(told(each));
    for (const auto& each : listed.all) actual.push_back(told(each));
    std::sort(expected.begin(), expected.end());
    std::sort(actual.begin(), actual.end());
    std::vector<std::string> missing, unexpected;
    std::set_difference(expected.begin(), expected.end(), actual.begin(), actual.end(),
                        std::back_inserter(missing));
    std::set_difference(actual.begin(), actual.end(), expected.begin(), expected.end(),
                        std::back_inserter(unexpected));
    const auto where = "on " + iso(asked.on) + (asked.known ? " known " + iso(*asked.known) : "") +
                       (asked.published ? " published " + iso(*asked.published) : "") + " " +
                       std::string{name_of(asked.profile)};
    for (std::size_t k = 0; k < missing.size() && k < 5; ++k)
        ADD_FAILURE() << where << " misses " << missing[k];
    for (std::size_t k = 0; k < unexpected.size() && k < 5; ++k)
        ADD_FAILURE() << where << " has " << unexpected[k];
    return anew.size();
}

Asked asking(const char* on, const char* today, Profile profile) {
    Asked asked;
    asked.on = parse_day(on).value();
    asked.today = parse_day(today).value();
    asked.profile = profile;
    return asked;
}

constexpr std::array both_profiles{Profile::practice_aware, Profile::strict};

// Days of a road from before anybody signed to long after the last tick.
constexpr std::array days{"1985-06-01", "1998-03-31", "2001-12-12", "2006-10-24", "2010-02-28", "2014-05-26",
                          "2016-08-01", "2018-09-17", "2018-10-20", "2018-11-08", "2019-01-15", "2019-07-19",
                          "2021-10-12", "2023-01-01", "2024-05-04", "2025-06-30", "2026-01-24", "2026-11-21",
                          "2026-11-22", "2026-11-23", "2027-02-01", "2029-01-01", "2041-07-14"};

std::vector<std::string> told(const std::vector<FindingLine>& lines) {
    std::vector<std::string> all;
    for (const auto& each : lines)
        if (has_own_procedure(each.verdict.party))
            all.push_back(iso(each.turns_on.value()) + " " + each.verdict.id + " " +
                          std::string{name_of(each.open ? each.verdict.severity : Severity::none)} + " " +
                          std::string{name_of(each.turns_to)});
    std::sort(all.begin(), all.end());
    return all;
}

std::size_t compare_ahead(store::Reader& reader, const std::shared_ptr<const Table>& table,
                          const Asked& asked) {
    ForecastFilter filter;
    filter.days = 366;
    filter.limit = 100000;
    AheadQuestion question;
    question.days = filter.days, question.page.size = filter.limit;
    const auto expected = told(forecast(reader, filter, asked));
    const auto actual = told(ahead_answer(reader, table, question, asked).lines);
    EXPECT_EQ(actual, expected) << "on " << iso(asked.on) << " " << name_of(asked.profile);
    return expected.size();
}

void compare_on_many_days(store::Database& database) {
    auto reader = database.read();
    Catalogue catalogue;
    const auto table = catalogue.at(reader);
    std::size_t most = 0;
    for (const auto profile : both_profiles)
        for (const auto* on : days)
            most = std::max(most, compare(reader, table, asking(on, "2026-11-22", profile)));
    EXPECT_GT(most, 5u) << "too little is listed to compare";
    std::size_t ahead = 0;
    for (const auto profile : both_profiles)
        for (const auto* on : {"2005-09-01", "2018-08-01", "2020-02-29", "2026-11-22", "2027-02-01"})
            ahead = std::max(ahead, compare_ahead(reader, table, asking(on, "2026-11-22", profile)));
    EXPECT_GT(ahead, 0u) << "nothing turns";
}

}  // namespace

TEST(ListedOn, the_samples_list_the_same_as_judged_anew_on_many_days_in_both_profiles) {
    test::ImportedFolder samples("samples");
    compare_on_many_days(samples.database());
}

TEST(ListedOn, the_shared_sources_list_the_same_as_judged_anew_on_many_days_in_both_profiles) {
    if (!std::filesystem::exists("../shared/sources")) GTEST_SKIP() << "skipped: ../shared is not there";
    test::ImportedFolder sources("../shared/sources");
    compare_on_many_days(sources.database());
}

TEST(ListedOn, as_known_and_as_published_on_a_day_it_is_the_same_as_judged_anew) {
    auto& store = test::shared_registry();
    auto reader = store.read();
    Catalogue catalogue;
    const auto table = catalogue.at(reader);
    std::size_t most = 0;
    for (const auto profile : both_profiles)
        for (const auto* on : {"2018-10-20", "2019-02-15", "2021-10-30", "2022-03-01", "2025-01-01"}) {
            for (const auto* known : {"2019-01-31", "2019-02-15", "2019-03-01", "2021-11-01", "2022-03-01"}) {
                auto asked = asking(on, "2022-03-01", profile);
                asked.known = parse_day(known);
                most = std::max(most, compare(reader, table, asked));
                asked.known.reset();
                asked.published = parse_day(known);
                compare(reader, table, asked);
            }
        }
    EXPECT_GE(most, 3u);
}

TEST(ListedOn, since_when_it_is_listed_is_the_same_from_the_read_model_and_from_its_history) {
    auto& store = test::shared_registry();
    auto reader = store.read();
    Catalogue catalogue;
    const auto table = catalogue.at(reader);
    const auto opened = [&](Asked asked) {
        std::map<std::string, Day> found;
        for (const auto& each : listed_on(reader, table, asked, {{}, Severity::notice, true}).all)
            found.emplace(std::string{each.id}, each.opened.value());
        return found;
    };
    auto stored = test::asked("2019-08-01"), anew = stored;
    anew.published = parse_day("2100-01-01");
    const auto a = opened(stored), b = opened(anew);
    ASSERT_TRUE(a.contains("r7b.opcat.be"));
    EXPECT_EQ(a.at("r7b.opcat.be"), test::day("2018-09-17")) << "worsening since is no new opening";
    for (const auto& [id, day] : b)
        if (a.contains(id)) {
            EXPECT_EQ(a.at(id), day) << id;
        }
}

TEST(ListedOn, a_line_is_judged_for_the_day_and_tells_what_was_then) {
    auto& store = test::shared_registry();
    auto reader = store.read();
    Catalogue catalogue;
    const auto table = catalogue.at(reader);
    for (const auto* on : {"2018-10-20", "2019-01-15", "2022-03-01", "2022-05-31", "2025-01-01", "2031-07-14"}) {
        auto asked = test::asked(on);
        const auto anew = judged_anew(reader, asked);
        const auto listed = listed_on(reader, table, asked);
        ASSERT_FALSE(listed.all.empty());
        for (const auto& each : listed.all) {
            const auto line = finding_line(reader, listed, each, asked);
            EXPECT_EQ(line.verdict, anew.at(std::string{each.id})) << on << " " << each.id;
            EXPECT_EQ(line.instrument.id, each.instrument);
            EXPECT_FALSE(line.instrument.titles.empty());
        }
    }
}
