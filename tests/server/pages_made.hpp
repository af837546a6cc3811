// Answers made by hand, a small store, and ways to look into what the pages say.
#pragma once
#include <rapidjson/document.h>

#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "registry/answers/answers.hpp"
#include "server/pages/pages.hpp"
#include "server/represent/format.hpp"
#include "server/site.hpp"
#include "tests/support/scratch.hpp"

namespace test {

// What must come out as words, wherever it goes in.
inline constexpr std::string_view hostile = R"(<script>alert("x")</script> & 'y' {{name}} [[skip]])";

registry::Day day(std::string_view iso);
registry::When when(std::string_view edtf);
server::View view(registry::Lang = registry::Lang::en, std::string_view today = "2021-10-12");

registry::Evidence evidence(std::int64_t statement, std::string_view source, std::string_view date);
registry::EventView event(std::string_view milestone, std::string_view entity, std::string_view date);
registry::Verdict verdict(std::string_view rule, registry::Severity, std::string_view since);
registry::InstrumentHead treaty(std::string_view title = "Treaty of the test");
// Signed, adopted, waiting for promulgation; a vague entity act; one look.
registry::TrackAnswer track(std::string_view title = "Treaty of the test");
registry::ChangeLine change(std::int64_t id, std::string_view kind, std::string_view date);

std::string html(const server::Document&);
rapidjson::Document json(const server::Document&);
// Everything a person reads, blanks as one.
std::string words(const std::string& html);
// Parsed as XML: a stray "<" or an unclosed element fails the test.
pugi::xml_document parsed(const std::string& html);
std::size_t count(std::string_view text, std::string_view part);

// The whole site over a store filled from exchange files.
class Served {
public:
    explicit Served(std::string_view today = "2021-10-12", std::string base_url = "https://placet.test");
    server::Response get(std::string target, server::Headers = {}, std::string method = "GET");
    void take_in(std::string_view exchange_xml, const std::string& file);
    void on(std::string day) { today_ = std::move(day); }  // what is asked and taken in from now on
    registry::store::Database& database() { return database_; }
    std::string sha256;  // of the first file
    std::vector<std::string> reported;

private:
    Scratch scratch_;
    registry::store::Database database_;
    std::string today_;
    server::Site site_;
};
// The first file of every Served, with hostile titles, a secondary document and a bad address.
extern const std::string_view small_file;

}  // namespace test
