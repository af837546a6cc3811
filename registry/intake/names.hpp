// Whom a source means: declared names first, then those a person has settled. What nobody knows is kept as
// written and asked about, once.
#pragma once
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "registry/exchange/batch.hpp"
#include "registry/store/statements.hpp"

namespace registry::intake {

class Names {
public:
    explicit Names(store::Reader&);
    const store::Meant& party(const std::string& as_written, const std::string& place);
    const store::Meant& entity(const std::string& as_written, const std::string& place);
    // One doubt for each name nobody knows, with the first place where it stood.
    const std::vector<Remark>& doubts() const { return doubts_; }

private:
    using Seen = std::unordered_map<std::string, store::Meant>;
    const store::Meant& look_up(const char* kind, const std::string& as_written, const std::string& place);

    std::map<std::pair<std::string, std::string>, std::string> settled_;  // kind and folded name
    Seen parties_, entities_;
    std::vector<Remark> doubts_;
};

// The doubt about that name, exactly: it is taken back when the name is settled.
Remark unknown_name(const std::string& kind, const std::string& as_written, const std::string& place);

}  // namespace registry::intake
