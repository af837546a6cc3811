// The whole site over a store filled from samples/, taken in once for all tests of a run.
#pragma once
#include <rapidjson/document.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/site.hpp"
#include "tests/support/scratch.hpp"

namespace test {

class OverSamples {
public:
    static OverSamples& site();
    server::Response get(std::string target, server::Headers = {}, std::string method = "GET");
    rapidjson::Document json(std::string target);
    registry::store::Database& database() { return database_; }
    std::filesystem::path dumps() const { return scratch_ / "dumps"; }
    // Until the dump of this revision is there; false when it does not come.
    bool has_dump();

    static constexpr std::string_view base = "https://placet.test";

private:
    OverSamples();
    Scratch scratch_;
    registry::store::Database database_;
    server::Site site_;
};

std::string header_of(const server::Response&, std::string_view name);
// Every value of the header Link: address by relation, "alternate application/json" for those with a type.
std::vector<std::pair<std::string, std::string>> links_of(const server::Response&);
// A page's address as a request has it: without the base.
std::string local(std::string address);

}  // namespace test
