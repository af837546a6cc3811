#include "tests/bench/examples.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "server/dump/make.hpp"
#include "server/represent/format.hpp"
#include "server/routes.hpp"
#include "server/static_files.hpp"

namespace bench {
namespace {

using registry::store::Query;
using registry::store::Reader;

std::string one(Reader& reader, std::string_view sql, const std::string& what) {
    Query query(reader, sql);
    query.bind();
    if (!query.step()) throw std::runtime_error("the store holds no " + what);
    return query.text(0);
}

std::string one(Reader& reader, std::string_view sql, const std::string& about, const std::string& what) {
    Query query(reader, sql);
    query.bind(about);
    if (!query.step()) throw std::runtime_error("the store holds no " + what);
    return query.text(0);
}

// What stands for each {name}: the dearest there is.
std::map<std::string, std::string, std::less<>> names(Reader& reader) {
    std::map<std::string, std::string, std::less<>> of;
    of["instrument"] = one(reader,
                           "SELECT instrument FROM track GROUP BY instrument ORDER BY count(*) DESC, "
                           "instrument LIMIT 1",
                           "track");
    of["party"] = "be";
    of["entity"] = "be-wal";
    of["finding"] =
        one(reader,
            "SELECT id FROM finding WHERE open = 1 AND gone = 0 AND certainty = 'certain' ORDER BY "
            "length(because) DESC, id LIMIT 1",
            "open finding");
    of["rule"] = "R1";
    of["procedure"] = "be-treaty-mixed";
    of["source"] = "un-mtdsg";
    of["sha256"] = one(reader,
                       "SELECT sha256 FROM document WHERE sha256 IS NOT NULL AND secondary = 0 ORDER BY size "
                       "DESC, sha256 LIMIT 1",
                       "document");
    of["subject"] = "severity";
    of["number"] = one(reader, "SELECT max(id) FROM change", "change");
    of["type"] = "bad-value";
    of["file"] = "placet-csv.zip";
    of["edition"] = server::dump::edition_now(reader);
    of["a"] = "be";
    of["b"] = "us";
    return of;
}

// Rows whose {names} mean something else there, or that want a query.
std::string own_example(std::string_view pattern) {
    if (pattern == "/static/{hash}/{name}") return server::static_path("placet.css");
    if (pattern == "/search") return "/search?q=investments";
    if (pattern == "/suggest") return "/suggest?q=inv";
    if (pattern == "/timemap") return "/timemap?url=/stalled";
    // Of an act of the gazette that may not be there.
    if (pattern.starts_with("/eli/")) {
        const std::string act = "/eli/wet/2005/06/17/2005015073";
        return pattern.ends_with("/{view}") ? act + "/justel" : act;
    }
    if (pattern == "/between") return "/between?from=2026-05-01&to=2026-11-01";
    return {};
}

std::string filled(std::string_view pattern, const std::map<std::string, std::string, std::less<>>& of) {
    std::string target;
    for (std::size_t at = 0; at < pattern.size();) {
        if (pattern[at] != '{') {
            target += pattern[at++];
            continue;
        }
        const auto end = pattern.find('}', at);
        const auto name = pattern.substr(at + 1, end - at - 1);
        const auto found = of.find(name);
        if (found == of.end()) return {};
        target += server::percent(found->second);
        at = end + 1;
    }
    return target;
}

std::string in_format(const std::string& target, std::string_view format) {
    const auto mark = std::min(target.find('?'), target.size());
    const auto path = target.substr(0, mark);
    return (path == "/" ? std::string{"/index"} : path) + "." + std::string{format} + target.substr(mark);
}

// Whoever looks for an act is sent on where it is known.
int gazette_act(Reader& reader) {
    Query query(reader, "SELECT 1 FROM alias WHERE value LIKE '%2005015073' AND scheme IN ('ELI', 'NUMAC')");
    return query.bind().step() ? 301 : 404;
}

// Beside the plain address of a row: what a query makes of it, and other examples of the same row.
std::vector<Example> variants(Reader& reader, const std::map<std::string, std::string, std::less<>>& of) {
    const auto& big = of.at("instrument");
    const auto road =
        one(reader,
            "SELECT instrument FROM event WHERE party = 'be' GROUP BY instrument ORDER BY count(*) "
            "DESC, instrument LIMIT 1",
            "Belgian road");
    const auto bilateral =
        one(reader,
            "SELECT instrument FROM track GROUP BY instrument HAVING count(*) = 2 ORDER BY "
            "instrument LIMIT 1",
            "bilateral treaty");
    const auto declared =
        one(reader,
            "SELECT instrument FROM passage GROUP BY instrument ORDER BY sum(length(text)) DESC, "
            "instrument LIMIT 1",
            "declaration");
    const auto paper =
        one(reader,
            "SELECT sha256 FROM document WHERE secondary = 1 AND sha256 IS NOT NULL ORDER BY size "
            "DESC LIMIT 1",
            "paper of secondary rank");
    const auto other =
        one(reader, "SELECT party FROM track WHERE instrument = ? AND party <> 'be' ORDER BY party LIMIT 1",
            big, "second party");
    const auto newest = std::stoll(one(reader, "SELECT max(id) FROM change", "change"));
    const auto middle = std::to_string(newest / 2);
    std::vector<Example> all{
        {"/", "/?on=2010-06-30"},
        {"/", "/?known=2025-03-31"},
        {"/instruments", "/instruments?sort=-parties"},
        {"/instruments", "/instruments?party=be&status=signed-not-bound"},
        {"/instruments", "/instruments?q=investments+Lima"},
        {"/instruments", "/instruments?q=agreement"},
        {"/instruments", "/instruments?q=veiligheid"},
        {"/instruments", "/instruments?q=soc"},
        {"/instruments", "/instruments?on=1980-01-01"},
        {"/instruments/{instrument}", "/instruments/" + bilateral},
        {"/instruments/{instrument}", "/instruments/" + declared},
        {"/instruments/{instrument}", "/instruments/" + big + "?known=2025-03-31"},
        {"/instruments/{instrument}", "/instruments/" + big + "?on=1990-01-01"},
        {"/instruments/{instrument}/changes", "/instruments/" + big + "/changes?before=" + middle},
        {"/instruments/{instrument}/{party}", "/instruments/" + road + "/be"},
        {"/instruments/{instrument}/{party}", "/instruments/" + road + "/be?known=2025-03-31"},
        {"/instruments/{instrument}/{party}", "/instruments/" + road + "/be?profile=strict"},
        {"/instruments/{instrument}/{party}", "/instruments/" + big + "/" + other},
        {"/parties", "/parties?on=1980-01-01"},
        {"/parties/{party}", "/parties/us"},
        {"/parties/{party}", "/parties/us?known=2025-03-31"},
        {"/parties/{party}", "/parties/us?on=1980-01-01"},
        {"/parties/{party}/changes", "/parties/us/changes?before=" + middle},
        {"/stalled", "/stalled?sort=instrument"},
        {"/stalled", "/stalled?on=2027-11-22"},
        {"/stalled", "/stalled?party=be"},
        {"/stalled", "/stalled?severity=notice"},
        {"/stalled", "/stalled?rule=R10"},
        {"/stalled", "/stalled?profile=strict"},
        {"/stalled", "/stalled?on=2015-01-01"},
        {"/stalled", "/stalled?known=2025-03-31"},
        {"/forecast", "/forecast?days=365"},
        {"/forecast", "/forecast?days=365&party=be"},
        {"/forecast", "/forecast?on=2015-01-01"},
        {"/timemap", "/timemap?url=/instruments/" + big},
        {"/changes", "/changes?before=" + middle},
        {"/changes", "/changes?after=" + middle},
        {"/sources/{source}", "/sources/other"},
        {"/documents/{sha256}", "/documents/" + paper},
    };
    return all;
}

}  // namespace

std::vector<Example> examples(Reader& reader) {
    const auto of = names(reader);
    std::vector<Example> all;
    for (const auto& route : server::routes()) {
        Example plain{std::string{route.pattern}, {}, 200};
        plain.target = own_example(route.pattern);
        if (plain.target.empty()) plain.target = filled(route.pattern, of);
        if (plain.target.empty()) {
            all.push_back(plain);
            continue;
        }
        if (route.pattern == "/index") plain.status = 301;
        if (route.pattern == "/lookup") {
            plain.target += "?id=" + of.at("instrument");
            plain.status = 301;
        }
        if (route.pattern.starts_with("/eli/")) plain.status = gazette_act(reader);
        if (route.pattern == "/parties/{party}/with") plain.target += "?party=us", plain.status = 301;
        if (route.pattern == "/dump/latest/{file}") plain.status = 302;
        all.push_back(plain);
        if (!route.handler.represented() || plain.status != 200) continue;
        // Every format it has, and for a feed Atom.
        auto formats = std::vector<std::string_view>{"json"};
        if (route.handler.kind == server::Kind::feed) formats.push_back("atom");
        formats.insert(formats.end(), route.handler.formats.begin(), route.handler.formats.end());
        if (route.handler.only.empty())
            for (const auto format : formats)
                if (format != "html") all.push_back({plain.pattern, in_format(plain.target, format), 200});
    }
    for (auto& each : variants(reader, of)) all.push_back(std::move(each));
    return all;
}

}  // namespace bench
