// The log names a treaty in the reader's language, where it has a title in it.
#include <gtest/gtest.h>

#include "tests/server/pages_made.hpp"

namespace {

constexpr std::string_view two_titles = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<registry xmlns="urn:placet:exchange:1" source="editor" title="Two titles" language="en">
  <instrument id="other" kind="convention">
    <title lang="en">The other treaty</title><title lang="fr">Autre convention</title>
  </instrument>
  <document source="un-mtdsg" title="Status" language="en" as-of="2021-10-01">
    <statement instrument="other" party="nl" milestone="signed" when="2021-09-01"/>
  </document>
</registry>
)xml";

}  // namespace

TEST(ChangesPage, names_a_treaty_in_the_reader_s_language) {
    test::Served site;
    site.take_in(std::string{two_titles}, "two.xml");
    for (const std::string address : {"/changes", "/changes.atom", "/changes.json"}) {
        const auto french = *site.get(address + "?instrument=other&lang=fr").body;
        EXPECT_NE(french.find("Autre convention"), std::string::npos) << address << "\n" << french;
        EXPECT_EQ(french.find("The other treaty"), std::string::npos) << address;
        const auto german = *site.get(address + "?instrument=other&lang=de").body;
        EXPECT_NE(german.find("The other treaty"), std::string::npos) << address << ": it has none in German";
    }
}
