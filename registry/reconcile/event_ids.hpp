// Ids of events: readable, fit for an address, and the same for the same facts in whatever order they came.
#pragma once
#include <map>
#include <set>
#include <string>

#include "registry/reconcile/settle.hpp"

namespace registry {

class EventIds {
public:
    // "opcat.be.adopted.be-fed", with its subject where it has one. What may happen once keeps this plain id
    // when more is learnt of it; a second happening, and each of a repeatable milestone, is told apart by its
    // act or by its date as read.
    std::string mint(const Event&, const std::string& subject, const std::string& date, bool plain);

private:
    std::set<std::string> minted_;
    std::map<std::string, int> last_;  // the number a further event of that name had
};

}  // namespace registry
