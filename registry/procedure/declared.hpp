// Reading what procedures and rules have in common: texts in four languages, authorities, lists of words.
// Every refusal names its line.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/procedure/procedure.hpp"

namespace registry {

// The children <name lang="nl">…</name>, all four languages, each once and none empty.
Result<Labels> read_labels(const Xml&, const pugi::xml_node& parent, const char* name);
// The children <authority href="…" verified="no">Const. art. 167</authority>; at least one.
Result<std::vector<Authority>> read_authorities(const Xml&, const pugi::xml_node& parent);
std::vector<std::string> words(std::string_view text);  // split at blanks
// An attribute of milestone codes, each of them declared; absent: none.
Result<std::vector<std::string>> read_milestones(const Xml&, const pugi::xml_node&, const char* attribute);
Result<bool> read_yes(const Xml&, const pugi::xml_node&, const char* attribute);  // "yes" or "no"; absent: no
Result<int> read_number(const Xml&, const pugi::xml_node&, const char* attribute);  // 1 to 9999
// The only element child of the child `name`, as a condition; absent: All{}, which is yes.
Result<Condition> read_condition_in(const Xml&, const pugi::xml_node& parent, const char* name);

}  // namespace registry
