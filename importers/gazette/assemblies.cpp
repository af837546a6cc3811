#include "importers/gazette/assemblies.hpp"

#include <algorithm>
#include <array>

namespace importers::gazette {
namespace {

struct Body {
    std::string_view words;          // folded
    std::string_view first, second;  // entities
};
// The longer before those they hold.
constexpr std::array bodies{
    Body{"vlaamse gemeenschap/gewest", "be-vlg", "be-vlr"},
    Body{"vlaamse gemeenschap en gewest", "be-vlg", "be-vlr"},
    Body{"vlaamse gemeenschap en het vlaamse gewest", "be-vlg", "be-vlr"},
    Body{"communaute/region flamande", "be-vlg", "be-vlr"},
    Body{"communaute et region flamande", "be-vlg", "be-vlr"},
    Body{"communaute flamande/region flamande", "be-vlg", "be-vlr"},
    Body{"flamische gemeinschaft/region", "be-vlg", "be-vlr"},
    Body{"gemeenschappelijke gemeenschapscommissie", "be-ggc", ""},
    Body{"commission communautaire commune", "be-ggc", ""},
    Body{"gemeinsame gemeinschaftskommission", "be-ggc", ""},
    Body{"gemeinsamen gemeinschaftskommission", "be-ggc", ""},
    Body{"franse gemeenschapscommissie", "be-cocof", ""},
    Body{"commission communautaire francaise", "be-cocof", ""},
    Body{"vlaamse gemeenschap", "be-vlg", ""},
    Body{"vlaams gewest", "be-vlr", ""},
    Body{"vlaamse gewest", "be-vlr", ""},
    Body{"vlaamse overheid", "be-vlg", "be-vlr"},
    Body{"autorite flamande", "be-vlg", "be-vlr"},
    Body{"vlaams parlement", "be-vlg", "be-vlr"},
    Body{"parlement flamand", "be-vlg", "be-vlr"},
    Body{"communaute flamande", "be-vlg", ""},
    Body{"region flamande", "be-vlr", ""},
    Body{"flamischen gemeinschaft", "be-vlg", ""},
    Body{"flamischen region", "be-vlr", ""},
    Body{"franse gemeenschap", "be-fwb", ""},
    Body{"communaute francaise", "be-fwb", ""},
    Body{"franzosischen gemeinschaft", "be-fwb", ""},
    Body{"duitstalige gemeenschap", "be-dg", ""},
    Body{"communaute germanophone", "be-dg", ""},
    Body{"deutschsprachigen gemeinschaft", "be-dg", ""},
    Body{"deutschsprachige gemeinschaft", "be-dg", ""},
    Body{"waals gewest", "be-wal", ""},
    Body{"waalse gewest", "be-wal", ""},
    Body{"waalse overheidsdienst", "be-wal", ""},
    Body{"region wallonne", "be-wal", ""},
    Body{"region wallone", "be-wal", ""},  // as printed in 2025
    Body{"service public de wallonie", "be-wal", ""},
    Body{"wallonischen region", "be-wal", ""},
    Body{"offentlicher dienst der wallonie", "be-wal", ""},
    Body{"brussels hoofdstedelijk gewest", "be-bru", ""},
    Body{"brussels hoofdstedelijke gewest", "be-bru", ""},
    Body{"brusselse hoofdstedelijke gewest", "be-bru", ""},
    Body{"brusselse hoofdstedelijk gewest", "be-bru", ""},
    Body{"region de bruxelles-capitale", "be-bru", ""},
    Body{"region de bruxelles capitale", "be-bru", ""},
    Body{"region bruxelles-capitale", "be-bru", ""},
    Body{"region brussel-hauptstadt", "be-bru", ""},
};

// The words that adopt: parliaments, and the councils they were called before 1995 to 2005.
constexpr std::array adopters{
    Body{"verenigde vergadering", "be-ggc", ""},
    Body{"assemblee reunie", "be-ggc", ""},
    Body{"assemblee de la commission communautaire francaise", "be-cocof", ""},
    Body{"assemblee a adopte", "be-cocof", ""},
    Body{"parlement francophone bruxellois", "be-cocof", ""},
    Body{"parlement wallon", "be-wal", ""},
    Body{"conseil regional wallon", "be-wal", ""},
    Body{"waals parlement", "be-wal", ""},
    Body{"waalse parlement", "be-wal", ""},
    Body{"waalse gewestraad", "be-wal", ""},
    Body{"wallonische parlament", "be-wal", ""},
    Body{"vlaams parlement heeft", "be-vlg", "be-vlr"},
    Body{"vlaamse raad", "be-vlg", "be-vlr"},
    Body{"parlement flamand a adopte", "be-vlg", "be-vlr"},
    Body{"conseil flamand", "be-vlg", "be-vlr"},
    Body{"flamische parlament", "be-vlg", "be-vlr"},
    Body{"parlement de la communaute francaise", "be-fwb", ""},
    Body{"conseil de la communaute francaise", "be-fwb", ""},
    Body{"parlement van de franse gemeenschap", "be-fwb", ""},
    Body{"parlament der deutschsprachigen gemeinschaft", "be-dg", ""},
    Body{"rat der deutschsprachigen gemeinschaft", "be-dg", ""},
    Body{"parlement van de duitstalige gemeenschap", "be-dg", ""},
    Body{"parlement de la communaute germanophone", "be-dg", ""},
    Body{"parlement de la region de bruxelles-capitale", "be-bru", ""},
    Body{"conseil de la region de bruxelles-capitale", "be-bru", ""},
    Body{"brusselse hoofdstedelijke parlement", "be-bru", ""},
    Body{"brussels hoofdstedelijk parlement", "be-bru", ""},
    Body{"brusselse hoofdstedelijke raad", "be-bru", ""},
};

// A second act of the same body in another capacity.
constexpr std::array<std::string_view, 7> article_138{"article 138 de la constitution",
                                                      "artikel 138 van de grondwet",
                                                      "artikel 138 der verfassung",
                                                      "l'article 138, de la constitution",
                                                      "matieres transferees de la communaute francaise",
                                                      "dont l'exercice a ete transfere",
                                                      "waarvan de uitoefening door de franse gemeenschap"};
constexpr std::array<std::string_view, 3> article_139{
    "article 139 de la constitution", "artikel 139 van de grondwet", "artikel 139 der verfassung"};

std::vector<std::string> found_in(const Body& body) {
    std::vector<std::string> out{std::string{body.first}};
    if (!body.second.empty()) out.emplace_back(body.second);
    return out;
}

bool mentions(std::string_view text, std::string_view words) {
    return text.find(words) != std::string_view::npos;
}

// "Dit decreet regelt een gewestaangelegenheid": one of the two only.
void narrow_flemish(std::vector<std::string>& entities, std::string_view body) {
    if (entities.size() != 2 || entities[0] != "be-vlg") return;
    const bool both =
        mentions(body, "gemeenschaps- en gewest") || mentions(body, "communautaire et regionale");
    if (both) return;
    const bool region =
        mentions(body, "regelt een gewestaangelegenheid") || mentions(body, "regle une matiere regionale");
    const bool community = mentions(body, "regelt een gemeenschapsaangelegenheid") ||
                           mentions(body, "regle une matiere communautaire");
    if (region && !community) entities = {"be-vlr"};
    if (community && !region) entities = {"be-vlg"};
}

// Who adopts: the phrase that stands first.
std::vector<std::string> adopter_in(std::string_view body) {
    const Body* first = nullptr;
    auto at = std::string_view::npos;
    for (const auto& each : adopters)
        if (const auto found = body.find(each.words); found < at) at = found, first = &each;
    return first ? found_in(*first) : std::vector<std::string>{};
}

}  // namespace

std::vector<std::string> entities_in(std::string_view folded) {
    std::vector<std::pair<std::size_t, const Body*>> found;
    std::string text{folded};
    for (const auto& body : bodies)
        for (auto at = text.find(body.words); at != std::string::npos; at = text.find(body.words, at + 1)) {
            found.emplace_back(at, &body);
            std::fill_n(text.begin() + static_cast<std::ptrdiff_t>(at), body.words.size(), '#');
        }
    std::sort(found.begin(), found.end());
    std::vector<std::string> out;
    for (const auto& [at, body] : found)
        for (auto& each : found_in(*body))
            if (std::find(out.begin(), out.end(), each) == out.end()) out.push_back(std::move(each));
    return out;
}

std::vector<std::string> entities_of_act(std::string_view kind, std::string_view body,
                                         std::string_view issuer, std::string_view heading) {
    if (kind == "law") return {"be-fed"};
    auto entities = adopter_in(body);
    if (entities.empty()) entities = entities_in(issuer);
    const bool regional_ordinance = kind == "ordinance" && entities.size() > 1;
    if (regional_ordinance || (entities.size() > 1 && entities[0] != "be-vlg")) entities.resize(1);
    narrow_flemish(entities, body);
    const auto names = [&](const auto& phrases) {
        return std::any_of(phrases.begin(), phrases.end(),
                           [&](auto each) { return mentions(heading, each) || mentions(body, each); });
    };
    if (entities == std::vector<std::string>{"be-wal"} && names(article_138)) entities = {"be-wal-138"};
    if (entities == std::vector<std::string>{"be-dg"} && names(article_139)) entities = {"be-dg-139"};
    return entities;
}

}  // namespace importers::gazette
