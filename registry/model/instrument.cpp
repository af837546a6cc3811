#include "registry/model/instrument.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <regex>

#include "registry/base/bytes.hpp"
#include "registry/base/text.hpp"

namespace registry {
namespace {

using Match = std::smatch;
using Values = std::vector<std::string>;  // none: it only looked like one

std::string upper(std::string text) {
    for (auto& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return text;
}

std::string without_zeros(std::string digits) {
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
    return digits;
}

// The chapters of MTDSG run to XXIX; what is not spelled as Roman numerals are is no chapter.
bool is_chapter(const std::string& roman) {
    static const std::regex chapter{"(X{0,3})(IX|IV|V?I{0,3})"};
    return !roman.empty() && std::regex_match(roman, chapter);
}

// "IV", "A" or "", "9", "b" or "": chapter, sub-chapter (chapter XI), number, sub-number.
Values mtdsg(const Match& m) {
    const auto chapter = upper(m[1]);
    if (!is_chapter(chapter)) return {};
    std::string value = chapter;
    if (m[2].matched) value += "-" + upper(m[2]);
    value += "-" + m[3].str();
    for (const std::size_t sub : {4U, 5U})
        if (m[sub].matched) value += "-" + m[sub].str();
    return {value};
}

// Legislature, then the number of the file padded to four: 54K3192.
Values chamber(const Match& m) {
    auto number = without_zeros(m[2]);
    if (number.size() > 4 || number == "0") return {};
    number.insert(0, 4 - number.size(), '0');
    return {m[1].str() + "K" + number + m[3].str()};
}

// Before 1995 the houses numbered their files anew each session: "1378 (1990-1991)".
Values of_session(const std::string& digits, const std::string& from, const std::string& to) {
    const auto file = without_zeros(digits);
    if (file == "0" || std::stoi(to) != std::stoi(from) + 1) return {};
    return {file + " (" + from + "-" + to + ")"};
}
Values session_last(const Match& m) { return of_session(m[1], m[2], m[3]); }
Values session_first(const Match& m) { return of_session(m[3], m[1], m[2]); }

Values number(const Match& m) { return {without_zeros(m[1])}; }
Values registration(const Match& m) { return {upper(m[1]) + "-" + without_zeros(m[2])}; }
Values eli(const Match& m) { return {m[1]}; }

// "2025004251"; printed "2009/15020", the number without the noughts before it.
Values numac(const Match& m) {
    auto number = upper(m[2]);
    number.insert(0, 6 - number.size(), '0');
    return {m[1].str() + number + m[3].str()};
}

Values bulletin(const Match& m) { return {m[1].str() + ", " + without_zeros(m[2])}; }
Values senate(const Match& m) { return {m[1].str() + "-" + without_zeros(m[2])}; }

struct Form {
    std::string_view scheme;
    const char* pattern;  // of the whole text, folded
    Values (*values)(const Match&);
};

// Likeliest first. A form with its scheme's name comes before the bare one.
constexpr std::array forms{
    Form{
        "MTDSG",
        R"re(mtdsg(?: no\.?)?[ :_-]([ivx]+)[-. ](?:([a-e])[-. ])?(\d{1,3}[a-z]?)(?:[-. ]([a-z]|\d{1,3}[a-z]?))?)re",
        mtdsg},
    Form{"MTDSG",
         R"re(([ivx]+)[-.](?:([a-e])[-.])?(\d{1,3}[a-z]?)(?:[-.]([a-z]|\d{1,3}[a-z]?)|\(([a-z])\))?)re",
         mtdsg},
    Form{"CHAMBER", R"re((?:chamber |(?:parl\. ?)?doc\.? ?)?(\d{2})k(\d{4})(?:/\d{1,3}|\d{3})?(#\d{1,2})?)re",
         chamber},
    Form{"CHAMBER", R"re((?:chamber |(?:parl\. ?)?doc\.? ?)?(\d{2})k(\d{1,3})(?:/\d{1,3})?(#\d{1,2})?)re",
         chamber},
    Form{
        "CHAMBER",
        R"re((?:chamber |(?:parl\. ?)?doc\.? ?)?(?:k|k\. ?|ch\. ?)?(\d{2})[-/ ](\d{1,4})(?:/\d{1,3})?(#\d{1,2})?)re",
        chamber},
    Form{
        "CHAMBER",
        R"re((?:chamber |doc\.? ?)?(?:k\.?|ch\.?)? ?(\d{1,5})(?:/\d{1,3})? ?\( ?((?:18|19)\d{2})-(\d{4}) ?\))re",
        session_last},
    Form{
        "CHAMBER",
        R"re((?:chamber |doc\.? ?)?(?:k\.?|ch\.?)? ?\( ?((?:18|19)\d{2})-(\d{4}) ?\) ?(\d{1,5})(?:/\d{1,3})?)re",
        session_first},
    Form{"CETS", R"re((?:cets|ets|stce|ste|sev)\.?(?: ?(?:no\.?|nr\.?|n°|n))? ?(\d{1,3}))re", number},
    Form{"UNTS", R"re((?:unts )?(i{1,3}|a|b)-(\d{3,6}))re", registration},
    Form{"NUMAC", R"re((?:numac |\[?c ?- ?)?((?:18|19|20)\d{2})([a-z0-9]\d{5})\]?(#\d{1,2})?)re", numac},
    Form{"NUMAC", R"re((?:numac |\[?c ?- ?|\[)?((?:18|19|20)\d{2})/(\d{1,6})\]?(#\d{1,2})?)re", numac},
    Form{"ELI", R"re((?:eli |https?://[a-z0-9.:-]+/)?(eli/[a-z0-9_./-]{3,150}))re", eli},
    Form{"TRB", R"re(trb\.? ?(\d{4}),? ?(?:no\.?|nr\.?)? ?(\d{1,4}))re", bulletin},
    Form{"SENATE", R"re((?:senate |(?:doc\.? ?)?s\.? ?)?([1-9])-(\d{1,5})(?:/\d{1,3})?)re", senate},
    Form{"SENATE",
         R"re((?:senate |(?:doc\.? ?)?s\.? ?)?(\d{1,5})(?:/\d{1,3})? ?\( ?((?:18|19)\d{2})-(\d{4}) ?\))re",
         session_last},
    Form{"SENATE",
         R"re((?:senate |(?:doc\.? ?)?s\.? ?)?\( ?((?:18|19)\d{2})-(\d{4}) ?\) ?(\d{1,5})(?:/\d{1,3})?)re",
         session_first},
};

struct Compiled {
    std::string_view scheme;
    std::regex pattern;
    Values (*values)(const Match&);
};

const std::vector<Compiled>& compiled_forms() {
    static const auto all = [] {
        std::vector<Compiled> out;
        for (const auto& form : forms) out.push_back({form.scheme, std::regex{form.pattern}, form.values});
        return out;
    }();
    return all;
}

// Schemes whose numbers have no spelling to be read: "SCHEME value" is taken as it stands.
constexpr std::array<std::string_view, 10> schemes{"placet", "MTDSG", "CHAMBER", "NUMAC",  "ELI",
                                                   "CETS",   "UNTS",  "TRB",     "SENATE", "BS"};

int preference(const Alias& alias) {
    constexpr std::array<std::string_view, 4> preferred{"placet", "MTDSG", "CETS", "CHAMBER"};
    return static_cast<int>(std::find(preferred.begin(), preferred.end(), alias.scheme) - preferred.begin());
}

bool is_slug(std::string_view text) { return !text.empty() && slug(text) == text; }

}  // namespace

std::string text(const Alias& alias) {
    return alias.scheme == "placet" ? alias.value : alias.scheme + " " + alias.value;
}

std::vector<Alias> read_alias(std::string_view typed) {
    constexpr std::size_t longest = 200;  // an ELI at its longest; what is longer names nothing
    const auto spelled = typed.size() > 4 * longest ? std::string{} : clean(typed);
    std::vector<Alias> found;
    if (spelled.empty() || spelled.size() > longest) return found;
    const auto add = [&](std::string_view scheme, std::string value) {
        Alias alias{std::string{scheme}, std::move(value)};
        if (std::find(found.begin(), found.end(), alias) == found.end()) found.push_back(std::move(alias));
    };
    const auto folded = fold(spelled);
    for (const auto& form : compiled_forms())
        if (Match m; std::regex_match(folded, m, form.pattern))
            for (auto& value : form.values(m)) add(form.scheme, std::move(value));
    if (found.empty())
        for (const auto scheme : schemes)
            if (spelled.size() > scheme.size() + 1 && spelled.starts_with(scheme) &&
                spelled[scheme.size()] == ' ')
                add(scheme, spelled.substr(scheme.size() + 1));
    if (is_slug(folded)) add("placet", folded);
    return found;
}

std::string mint_id(const std::vector<Alias>& aliases) {
    const auto before = [](const Alias& a, const Alias& b) {
        return std::tuple(preference(a), a) < std::tuple(preference(b), b);
    };
    const auto best = std::min_element(aliases.begin(), aliases.end(), before);
    if (best == aliases.end()) return {};
    if (best->scheme == "placet" && is_slug(best->value)) return best->value;
    if (best->scheme == "CHAMBER") return "be-" + slug(best->value);
    // A value in another script leaves nothing to read; its digest still tells it from every other.
    const auto value = slug(best->value);
    return slug(best->scheme) + "-" + (value.empty() ? sha256(best->value).substr(0, 12) : value);
}

}  // namespace registry
