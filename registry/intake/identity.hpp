// Which instrument each name in a batch means. Names joined by links, and names that alone would give the
// same id, are one instrument; its id is a pure function of all its names. So the order of files cannot
// matter: when a link joins two instruments, or a better name appears, the instrument moves to the id its
// names now give.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "registry/exchange/batch.hpp"
#include "registry/store/database.hpp"

namespace registry::intake {

// The id that these names give: an id of our own somebody chose for it, the least of several; else that of
// the preferred name. An own id that merely repeats what another of the names gives was chosen by nobody.
std::string id_for(const std::vector<Alias>&);

struct Identity {
    struct New {
        Alias alias;
        std::string minted, instrument;
    };
    struct Joined {
        std::string from, to;
    };
    std::map<Alias, std::string> instrument;  // of every name in the batch
    std::vector<New> fresh;                   // names never heard before
    std::vector<Joined> joined;               // instruments that move to another id
};
// Reads, decides, writes nothing.
Identity identify(store::Reader&, const std::vector<Alias>& names, const std::vector<Link>&);

std::vector<Alias> names_in(const Batch&);  // each once

}  // namespace registry::intake
