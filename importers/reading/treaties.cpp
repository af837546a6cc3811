#include "importers/reading/treaties.hpp"

#include <algorithm>
#include <array>

#include "importers/reading/conclusion.hpp"
#include "registry/base/text.hpp"

namespace importers::reading {
namespace {

constexpr std::array<std::string_view, 4> joints{" en", " et", " und", " and"};

std::string_view without_joint(std::string_view words) {
    const auto stop = [](char c) { return c == ',' || c == ';' || c == ' ' || c == '.'; };
    const auto strip = [&] {
        while (!words.empty() && stop(words.back())) words.remove_suffix(1);
    };
    strip();
    for (const auto joint : joints)
        if (words.ends_with(joint)) {
            words.remove_suffix(joint.size());
            strip();
        }
    return registry::trim(words);
}

// Every entry that names the whole becomes one for each part.
template <class Entry, class Rename>
void multiply(std::vector<Entry>& all, std::size_t parts, const Rename& rename) {
    std::vector<Entry> out;
    for (auto& entry : all)
        for (std::size_t i = 1; i <= parts; ++i) {
            auto copy = entry;
            const bool renamed = rename(copy, i);
            out.push_back(std::move(copy));
            if (!renamed) break;
        }
    all = std::move(out);
}

}  // namespace

std::vector<std::string> treaties_in(std::string_view title) {
    constexpr std::size_t most = 60;  // treaties in one act; what numbers more is no title
    std::vector<std::string> all;
    const auto cleaned = registry::clean(title);
    const std::string_view text = cleaned;
    std::size_t from = 0, search = 0;
    for (std::size_t next = 1; next <= most; ++next) {
        const auto mark = std::to_string(next) + "\xC2\xB0";  // °
        auto at = text.find(mark, search);
        while (at != std::string_view::npos && at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9')
            at = text.find(mark, at + 1);
        if (next > 1)
            all.emplace_back(without_joint(text.substr(from, at == std::string_view::npos ? at : at - from)));
        if (at == std::string_view::npos) break;
        from = search = at + mark.size();
    }
    return all.size() > 1 ? all : std::vector<std::string>{};
}

registry::Alias part_of(registry::Alias whole, std::size_t number) {
    whole.value += "#" + std::to_string(number);
    return whole;
}

bool is_cooperation_agreement(std::string_view title) {
    const auto folded = registry::fold(title.substr(0, 1000));
    const auto says = [&](std::string_view words) { return folded.find(words) != std::string::npos; };
    if (says("samenwerkingsakkoord") || says("zusammenarbeitsabkommen")) return true;
    return says("accord de cooperation") &&
           (says("etat federal") || says("communaute ") || says("region ") || says("regions "));
}

void describe_title(registry::Batch& batch, const registry::Alias& alias, const std::string& title,
                    const std::string& language, const std::string& place) {
    if (title.empty()) return;
    batch.descriptions.push_back({alias, "title", language, title, 0, place});
    if (const auto conclusion = conclusion_in(title, language))
        batch.descriptions.push_back({alias, "conclusion", "", text(*conclusion), 0, place});
    const registry::Description kind{alias, "kind", "", "cooperation-agreement", 0, place};
    auto& all = batch.descriptions;
    if (is_cooperation_agreement(title) && std::find(all.begin(), all.end(), kind) == all.end())
        all.push_back(kind);
}

void spread_over_treaties(registry::Batch& batch, const registry::Alias& whole, const std::string& title,
                          const std::string& language) {
    const auto treaties = treaties_in(title);
    if (treaties.empty()) return;
    constexpr std::size_t most = 200'000;  // entries; a hostile page would fill memory
    const auto entries = batch.statements.size() + batch.descriptions.size() + batch.passages.size();
    if (entries * treaties.size() > most) {
        batch.remarks.push_back({registry::Remark::Weight::doubt, "too-many-treaties",
                                 "too much is said to be said of each of " + std::to_string(treaties.size()) +
                                     " treaties; kept under the number of the whole",
                                 "title"});
        return;
    }
    const auto renamed = [&](registry::Alias& alias, std::size_t i) {
        if (alias != whole) return false;
        alias = part_of(alias, i);
        return true;
    };
    const auto of_instrument = [&](auto& entry, std::size_t i) { return renamed(entry.instrument, i); };
    std::string place;
    for (auto at = batch.descriptions.begin(); at != batch.descriptions.end();) {
        const bool title_of_whole =
            at->instrument == whole && (at->key == "title" || at->key == "conclusion");
        if (title_of_whole) place = at->place;
        at = title_of_whole ? batch.descriptions.erase(at) : at + 1;
    }
    const auto parts = treaties.size();
    multiply(batch.statements, parts, of_instrument);
    multiply(batch.descriptions, parts, of_instrument);
    multiply(batch.passages, parts, of_instrument);
    multiply(batch.links, parts, [&](registry::Link& link, std::size_t i) {
        if (!renamed(link.one, i)) return false;
        link.other = part_of(link.other, i);
        return true;
    });
    multiply(batch.documents.at(0).covers, parts, renamed);
    for (std::size_t i = 0; i < parts; ++i)
        describe_title(batch, part_of(whole, i + 1), treaties[i], language, place);
}

}  // namespace importers::reading
