// placet import --search-run: a run of the gazette's issues leaves a record of what was read, what was not,
// and of the instruments whose publication is awaited and was not found.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "importers/gazette/issues_read.hpp"
#include "importers/importer.hpp"
#include "registry/answers/answers.hpp"
#include "registry/intake/intake.hpp"

namespace server::program {

class SearchRun {
public:
    static constexpr std::string_view source = "be-gazette";

    // A file of the run, as it was read. Anything that is not the gazette's, or was damaged, is not counted.
    void add(const importers::Source&, std::string_view importer, const registry::Batch&);
    void add_unreadable(const std::string& file, const std::string& why);

    // The record of the run as a document of its own, with a look for every instrument on which a publication
    // is awaited now and was not found in the run. The same run makes the same bytes, whatever the day it is
    // made on.
    registry::Incoming record(registry::store::Reader&, registry::Day today);

private:
    void look_for(registry::store::Reader&, const std::string& instrument, registry::Day today);
    void find_acts_apart(registry::store::Reader&, registry::Day today);
    void say_which_acts_stand_apart();

    importers::gazette::IssuesRead issues_;
    importers::gazette::IssuesRead::Summary summary_;
    std::map<registry::Alias, std::string> acts_;  // acts published in the run, with the file
    // An act published in the run that no other source's road has joined yet: it may be what was looked for.
    struct Apart {
        registry::Alias act;
        std::string file;
        bool has_dossier = false;  // parliament's number: it is no act of a road with another number
        bool in_doubt = false;     // for at least one look
    };
    std::vector<Apart> apart_;
    registry::Batch batch_;
    std::string bytes_;
};

}  // namespace server::program
