// One MTDSG status file while it is read: where its parts put what they find.
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <pugixml.hpp>

#include "importers/reading/xml.hpp"
#include "registry/exchange/batch.hpp"

namespace importers::untc {

struct Status {
    const reading::XmlFile& file;
    registry::Batch& batch;
    std::string name;             // of the file, for remarks
    registry::Alias instrument;   // MTDSG IV-9-b
    std::set<std::string> notes;  // end notes referred to

    std::string place(const std::string& part, const pugi::xml_node& node) const {
        return part + " (line " + std::to_string(file.line_of(node)) + ")";
    }
    void remark(registry::Remark::Weight weight, std::string kind, std::string what,
                const std::string& where) {
        batch.remarks.push_back({weight, std::move(kind), std::move(what), name + ": " + where});
    }
};

// "note 1,3", and remembers them; empty for none.
std::string cite(Status&, const std::vector<std::string>& notes);
std::vector<std::string> numbers_in(const pugi::xml_node& notes);  // Notes/Note

void keep(Status&, std::string kind, std::string party, std::string text, std::string place);
void describe(Status&, std::string key, std::string value, std::string place);
// About the instrument itself.
void state(Status&, std::string milestone, registry::Day, std::string note, std::string place);
// Remarks on every date in the text that is no day; true when there was none such.
bool dates_stand(Status&, std::string_view text, const std::string& place);

struct Counts {
    int signatories = 0, parties = 0;
};

void read_header(Status&, const pugi::xml_node& treaty);
// False: the file has no participants table. Counts by the UN's own way of counting.
bool read_participants(Status&, const pugi::xml_node& treaty, Counts&);
void read_passages(Status&, const pugi::xml_node& treaty);
// Elements that are in no MTDSG file known: their words are kept and said to be unread.
void report_unknown(Status&, const pugi::xml_node& document);

}  // namespace importers::untc
