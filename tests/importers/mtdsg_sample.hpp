// A status file in the form of MTDSG, small, of no treaty that exists: every turn of the format in a few
// lines.
#pragma once
#include <string>
#include <vector>

#include "importers/importer.hpp"

namespace tests {

struct MtdsgSample {
    std::string chapter = "CHAPTER IV", subchapter = "", section = "99", subsection = "z";
    std::string title = "Protocol to the Convention on Specimens";
    std::string conclusion = "New York, 18 December 2002";
    std::string entry_label = "Entry into force", entry = "22 June 2006, in accordance with article 28(1).";
    std::string status =
        "<Label>Status</Label><SignatoriesLabel>Signatories</SignatoriesLabel><Signatories>1</Signatories>"
        "<PartiesLabel>Parties</PartiesLabel><Parties>2</Parties>";
    std::string more_header = "";
    std::string heads =
        "<Entry colname=\"1\">Participant</Entry><Entry colname=\"2\">Signature, Succession to "
        "signature(d)</Entry>"
        "<Entry colname=\"3\">Accession(a), Succession(d), Ratification</Entry>";
    std::string rows =
        "<Row><Entry>Albania</Entry><Entry/><Entry>1 Oct\t 2003 a</Entry></Row>"
        "<Row><Entry>Argentina&lt;superscript&gt;1,2&lt;/superscript&gt;</Entry>"
        "<Entry>30 Apr\t 2003 </Entry><Entry>15 Nov\t 2004 </Entry></Row>";
    std::string table = "yes";  // else no participants table
    std::string sections = "<Declarations /><Objections /><Notifications />";
    std::string notes =
        "<EndNotes><Note><index>1</index><text>First.</text></Note>"
        "<Note><index>2</index><text>Second.</text></Note></EndNotes>";

    std::string xml() const {
        const auto participants =
            "<Participants><Table colsep=\"0\"><TGroup cols=\"3\"><Thead><Row rowsep=\"0\">" + heads +
            "</Row></Thead><Tbody><Rows>" + rows + "</Rows></Tbody></TGroup></Table></Participants>";
        return "<?xml version=\"1.0\" "
               "encoding=\"iso-8859-1\"?><Document><Treaty><Template>mtdsg</Template><Header><Chapter>"
               "<Header>" +
               chapter + "</Header><Name>HUMAN RIGHTS</Name></Chapter>" +
               (subchapter.empty() ? ""
                                   : "<SubChapter><Header>" + subchapter +
                                         "</Header><Name>Custom Matters</Name></SubChapter>") +
               "<ExternalData><Numsect>" + section + "</Numsect>" +
               (subsection.empty() ? "<Titlesect>" + title + "</Titlesect>"
                                   : "<Subnumsect>" + subsection + "</Subnumsect><Subtitlesect>" + title +
                                         "</Subtitlesect>") +
               "<Conclusion>" + conclusion + "</Conclusion><EIF><Label>" + entry_label +
               "</Label><Labeltext>" + entry +
               "</Labeltext></EIF><Registration><Label>Registration</Label><Labeltext>22 June 2006, No. "
               "24841</Labeltext>"
               "</Registration><Status>" +
               status + "</Status><TreatyText><Label>Text</Label><Text>Vol. 2375.</Text></TreatyText>" +
               more_header + "</ExternalData></Header>" + (table == "yes" ? participants : "") + sections +
               notes + "</Treaty></Document>";
    }
};

// Read from a string; `beside` as a sidecar would give it.
registry::Batch read_mtdsg(const std::string& xml, importers::Sidecar beside = {});
registry::Batch read_mtdsg(const MtdsgSample&);

using Said = std::vector<std::string>;
// "milestone form date note" of every statement about that party, in order; "party: text" of every passage
// kept.
Said said_of(const registry::Batch&, const std::string& party);
Said described(const registry::Batch&, const std::string& key);
Said kept(const registry::Batch&, const std::string& kind);
std::string what_of(const registry::Batch&, const std::string& kind);  // of the first remark of that kind

std::string row(const std::string& name, const std::string& signature, const std::string& consent);
std::string replaced(std::string text, const std::string& what, const std::string& by);

}  // namespace tests
