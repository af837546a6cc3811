// /review: what waits for a person, and the joined names on an instrument's page.
#include <gtest/gtest.h>

#include "tests/server/pages_made.hpp"

namespace {

using test::Served;

std::string body(const server::Response& response) { return *response.body; }
bool says(const server::Response& response, std::string_view part) {
    return body(response).find(part) != std::string::npos;
}

void take(Served& site, const std::string& name, const std::string& lang, const std::string& title,
          const std::string& file) {
    site.take_in("<registry xmlns=\"urn:placet:exchange:1\" source=\"be-gazette\" title=\"" + file +
                     "\"><description instrument=\"" + name + "\" key=\"title\" lang=\"" + lang + "\">" +
                     title + "</description><description instrument=\"" + name +
                     "\" key=\"conclusion\">New York, 19 June 2023</description></registry>",
                 file);
}

}  // namespace

TEST(ReviewPage, lists_pairs_in_four_languages_and_for_programs) {
    Served site;
    EXPECT_TRUE(says(site.get("/review"), "Nothing waits."));
    take(site, "MTDSG:XXI-10", "en", "Agreement between Belgium and Ukraine &lt;script&gt;", "un");
    take(site, "NUMAC:2025004251", "nl", "Overeenkomst tussen België en Oekraïne", "law");
    const auto page = site.get("/review");
    EXPECT_EQ(page.status, 200);
    for (const auto* part :
         {"MTDSG XXI-10 – NUMAC 2025004251", "Overeenkomst tussen België en Oekraïne",
          "same day of conclusion: 19 June 2023", "same countries or organisations: Belgium, Ukraine",
          "placet review accept ", "&lt;script&gt;"})
        EXPECT_TRUE(says(page, part)) << part;
    test::parsed(body(page));
    EXPECT_TRUE(says(site.get("/review?lang=nl"), "zelfde dag van totstandkoming: 19 juni 2023"));
    EXPECT_TRUE(says(site.get("/review?lang=de"), "Belgien, Ukraine"));
    EXPECT_TRUE(says(site.get("/review?lang=fr"), "Noms à examiner"));
    EXPECT_TRUE(says(site.get("/sources"), "href=\"/review\">Names that wait for a decision: 1"));

    const auto rows = body(site.get("/review.csv"));
    EXPECT_TRUE(rows.starts_with("pair,score,state,one_scheme,one_number,one_instrument,one_title,")) << rows;
    for (const auto* part : {"MTDSG,XXI-10,", "NUMAC,2025004251,", "same day of conclusion: 19 June 2023"})
        EXPECT_NE(rows.find(part), std::string::npos) << part << "\n" << rows;

    rapidjson::Document read;
    read.Parse(body(site.get("/review.json")).c_str());
    ASSERT_EQ(read["pairs"].Size(), 1u);
    const auto& pair = read["pairs"][0];
    EXPECT_STREQ(pair["one"]["number"].GetString(), "XXI-10");
    EXPECT_STREQ(pair["state"].GetString(), "waiting");
    EXPECT_STREQ(pair["grounds"][0]["ground"].GetString(), "same-day");
    EXPECT_STREQ(pair["grounds"][0]["words"].GetString(), "2023-06-19");
    EXPECT_EQ(site.get("/review?page=99").status, 200);
    EXPECT_EQ(site.get("/review?page=none").status, 400);
    EXPECT_EQ(site.reported, std::vector<std::string>{});
}

TEST(ReviewPage, an_instrument_says_why_its_names_were_joined) {
    Served site;
    take(site, "CHAMBER:56K0481", "nl",
         "Wetsontwerp houdende instemming met het Verdrag inzake zeldzame zaken op zee", "bill");
    take(site, "NUMAC:2025004251", "nl", "Verdrag inzake zeldzame zaken op zee", "law");
    EXPECT_TRUE(says(site.get("/review"), "Nothing waits."));
    const auto page = site.get("/instruments/be-56k0481");
    for (const auto* part : {"Joined by title and date", "CHAMBER 56K0481 – NUMAC 2025004251: likeness 1.00",
                             "words in both titles: verdrag zaken zee zeldzame"})
        EXPECT_TRUE(says(page, part)) << part << body(page);
    rapidjson::Document read;
    read.Parse(body(site.get("/instruments/be-56k0481.json")).c_str());
    ASSERT_EQ(read["joined_by_title"].Size(), 1u);
    EXPECT_STREQ(read["joined_by_title"][0]["score"].GetString(), "1.00");
}
