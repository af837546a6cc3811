#include "importers/reading/treaties.hpp"

#include <gtest/gtest.h>

namespace {

using importers::reading::treaties_in;
using Lines = std::vector<std::string>;

TEST(Treaties, that_a_title_numbers_are_told_apart) {
    EXPECT_EQ(treaties_in(
                  "Wet houdende instemming met 1\u00B0 het Verdrag A; 2\u00B0 het Protocol B, en 3\u00B0 de "
                  "Bijlage, gedaan te Rome op 5 mei 2014."),
              (Lines{"het Verdrag A", "het Protocol B", "de Bijlage, gedaan te Rome op 5 mei 2014"}));
    EXPECT_EQ(treaties_in("Loi portant assentiment \u00E0 1\u00B0 l'Accord A et 2\u00B0 l'Accord B"),
              (Lines{"l'Accord A", "l'Accord B"}));
}

TEST(Treaties, are_not_several_where_the_title_numbers_none_or_one) {
    for (const auto* title :
         {"Wet houdende instemming met het Verdrag A", "met 1\u00B0 het Verdrag A",
          "met 2\u00B0 het Verdrag A en 3\u00B0 het Protocol", "art. 11\u00B0 en 12\u00B0", ""})
        EXPECT_TRUE(treaties_in(title).empty()) << title;
}

TEST(Treaties, each_get_all_that_is_said_of_the_whole) {
    const registry::Alias whole{"CHAMBER", "51K0966"}, other{"SENATE", "3-1000"},
        stranger{"CHAMBER", "51K0001"};
    const std::string title =
        "Wet met 1\u00B0 het Verdrag A, gedaan te Rome op 5 mei 2014, en 2\u00B0 het Protocol B";
    registry::Batch batch;
    batch.documents.emplace_back();
    batch.documents[0].covers = {whole, stranger};
    batch.statements.resize(2);
    batch.statements[0].instrument = whole;
    batch.statements[1].instrument = stranger;
    batch.links.push_back({whole, other, 0, ""});
    importers::reading::describe_title(batch, whole, title, "nl", "title");
    importers::reading::spread_over_treaties(batch, whole, title, "nl");
    Lines names;
    for (const auto& each : batch.statements) names.push_back(each.instrument.value);
    EXPECT_EQ(names, (Lines{"51K0966#1", "51K0966#2", "51K0001"}));
    EXPECT_EQ(batch.documents[0].covers.size(), 3U);
    ASSERT_EQ(batch.links.size(), 2U);
    EXPECT_EQ(batch.links[1].one.value, "51K0966#2");
    EXPECT_EQ(batch.links[1].other.value, "3-1000#2");
    Lines said;
    for (const auto& each : batch.descriptions)
        said.push_back(each.instrument.value + " " + each.key + " " + each.value);
    EXPECT_EQ(said, (Lines{"51K0966#1 title het Verdrag A, gedaan te Rome op 5 mei 2014",
                           "51K0966#1 conclusion Rome, 5 May 2014", "51K0966#2 title het Protocol B"}));
}

}  // namespace
