// Batches with titles and days of conclusion, as importers make them.
#pragma once
#include <string>

#include "tests/registry/intake/whole_store.hpp"

namespace test {

inline const registry::Alias un_number{"MTDSG", "XXI-10"}, bill_number{"CHAMBER", "56K0481"},
    law_number{"NUMAC", "2025004251"};

struct NamedTreaty {
    registry::Alias name;
    std::string source, language, title, conclusion, as_of;
    std::string milestone, date;  // of Belgium; empty: none
};

inline registry::Batch batch_of(const NamedTreaty& treaty) {
    registry::Batch batch;
    registry::Document document;
    document.source = treaty.source;
    document.title = treaty.source + " " + treaty.name.value;
    if (!treaty.as_of.empty()) {
        document.as_of = when(treaty.as_of);
        document.covers = {treaty.name};
    }
    batch.documents.push_back(document);
    batch.descriptions.push_back({treaty.name, "title", treaty.language, treaty.title, 0, "title"});
    if (!treaty.conclusion.empty())
        batch.descriptions.push_back({treaty.name, "conclusion", "", treaty.conclusion, 0, "title"});
    if (treaty.milestone.empty()) return batch;
    registry::Statement said;
    said.instrument = treaty.name;
    said.party = "be", said.entity = treaty.source == "un-mtdsg" ? "" : "be-fed";
    said.milestone = treaty.milestone, said.when = when(treaty.date);
    batch.statements.push_back(said);
    return batch;
}

inline const std::string bbnj_title =
    "de Overeenkomst in het kader van het Verdrag van de Verenigde Naties inzake het recht van de zee inzake "
    "het behoud "
    "en het duurzame gebruik van de mariene biologische diversiteit van gebieden buiten de nationale "
    "rechtsmacht";

inline registry::Batch bbnj_bill() {
    return batch_of(
        {bill_number, "be-chamber", "nl",
         "Wetsontwerp houdende instemming met " + bbnj_title + ", gedaan te New York op 19 juni 2023.",
         "New York, 19 June 2023", "2025-06-01", "bill-tabled", "2024-11-14"});
}
inline registry::Batch bbnj_law(const std::string& title = bbnj_title) {
    return batch_of(
        {law_number, "be-gazette", "nl", title, "New York, 19 June 2023", "", "promulgated", "2024-12-25"});
}
inline registry::Batch bbnj_page(
    const registry::Alias& name = un_number,
    const std::string& title =
        "Agreement under the United Nations Convention on the Law of the Sea on the Conservation "
        "and Sustainable Use of Marine Biological Diversity of Areas beyond National "
        "Jurisdiction") {
    return batch_of(
        {name, "un-mtdsg", "en", title, "New York, 19 June 2023", "2025-07-01", "signed", "2023-09-20"});
}

}  // namespace test
