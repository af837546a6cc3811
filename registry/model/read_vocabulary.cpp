#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "registry/model/vocabulary.hpp"
#include "registry/model/vocabulary_file.hpp"

namespace registry {
namespace {

using Node = pugi::xml_node;
using File = VocabularyFile;
using Index = std::unordered_map<std::string, std::size_t>;

// The bodies of one file by their id and, where they have any, by their folded names.
template <class T>
struct Declared {
    std::vector<T> items;
    Index at, by_name;
};

template <class T>
void add(Declared<T>& all, T item, const std::string& key, const File& file, const Node& node) {
    if (!all.at.emplace(key, all.items.size()).second)
        file.refuse(node, fmt::format("'{}' is declared twice", key));
    all.items.push_back(std::move(item));
}

// A name leads to one body only; the last one added is given another.
template <class T>
void add_name(Declared<T>& all, std::string_view name, const File& file, const Node& node) {
    const auto last = all.items.size() - 1;
    const auto [found, added] = all.by_name.emplace(fold(name), last);
    if (!added && found->second != last)
        file.refuse(node, fmt::format("'{}' names both '{}' and '{}'", name, all.items[found->second].id,
                                      all.items[last].id));
}

void must_be_known(const Index& index, const std::string& key, const char* what, const File& file,
                   const Node& node) {
    if (!index.contains(key)) file.refuse(node, fmt::format("no such {}: '{}'", what, key));
}

Milestone read_milestone(const File& file, const Node& node) {
    file.only(node, {"code", "level", "effect", "authority", "repeatable"}, {"label"});
    Milestone out;
    out.code = file.id(node, "code");
    out.level = file.one_of<Level>(node, "level");
    out.effect = file.one_of<Effect>(node, "effect");
    out.authority = file.one_of<Voice>(node, "authority");
    const auto repeatable = file.required(node, "repeatable");
    if (repeatable != "yes" && repeatable != "no") file.refuse(node, "repeatable is 'yes' or 'no'");
    out.repeatable = repeatable == "yes";
    out.label = file.labels(node);
    return out;
}

PartyName read_party_name(const File& file, const Node& node) {
    file.only(node, {"lang", "spelling", "from", "to"}, {});
    PartyName out;
    out.text = file.text(node);
    out.lang = name_of(file.one_of<Lang>(node, "lang"));
    out.spelling = file.required(node, "spelling");
    constexpr std::array<std::string_view, 4> spellings{"short", "un", "formal", "other"};
    if (std::find(spellings.begin(), spellings.end(), out.spelling) == spellings.end())
        file.refuse(node, fmt::format("unknown spelling '{}'", out.spelling));
    out.from = file.day(node, "from");
    out.to = file.day(node, "to");
    if (out.from && out.to && *out.to < *out.from) file.refuse(node, "a name that ends before it begins");
    return out;
}

Party read_party(const File& file, const Node& node) {
    file.only(node, {"id", "kind", "of"}, {"label", "name", "successor"});
    Party out;
    out.id = file.id(node, "id");
    out.kind = file.required(node, "kind");
    constexpr std::array<std::string_view, 4> kinds{"state", "former-state", "territory", "organisation"};
    if (std::find(kinds.begin(), kinds.end(), out.kind) == kinds.end())
        file.refuse(node, fmt::format("unknown kind '{}'", out.kind));
    if (node.attribute("of")) out.of = file.id(node, "of");
    if ((out.kind == "territory") != !out.of.empty())
        file.refuse(node, "a territory, and nothing else, says whose it is ('of')");
    out.label = file.labels(node);
    for (const auto& [lang, code] : Names<Lang>::table)
        out.names.push_back({out.label[lang], std::string{code}, "short", {}, {}});
    for (const auto& name : node.children("name")) out.names.push_back(read_party_name(file, name));
    for (const auto& successor : node.children("successor")) {
        file.only(successor, {"id"}, {});
        out.successors.push_back(file.id(successor, "id"));
    }
    if (!out.successors.empty() && out.kind == "state")
        file.refuse(node, "a State that is has no successors");
    return out;
}

Entity read_entity(const File& file, const Node& node) {
    file.only(node, {"id", "party", "kind", "assemblies", "capacity-of"}, {"label", "name"});
    Entity out;
    out.id = file.id(node, "id");
    out.party = file.id(node, "party");
    out.kind = file.required(node, "kind");
    constexpr std::array<std::string_view, 4> kinds{"federal", "community", "region", "commission"};
    if (std::find(kinds.begin(), kinds.end(), out.kind) == kinds.end())
        file.refuse(node, fmt::format("unknown kind '{}'", out.kind));
    out.label = file.labels(node);
    for (const auto& name : node.children("name")) {
        file.only(name, {}, {});
        out.names.push_back(file.text(name));
    }
    out.assemblies = file.words(node, "assemblies");
    out.capacity_of = node.attribute("capacity-of").value();
    return out;
}

SourceInfo read_source(const File& file, const Node& node) {
    file.only(node, {"id", "voice", "party", "address", "covers"}, {"label"});
    SourceInfo out;
    out.id = file.id(node, "id");
    out.voice = file.one_of<Voice>(node, "voice");
    out.party = file.stated(node, "party");
    out.address = file.stated(node, "address");
    out.covers = file.words(node, "covers");
    out.label = file.labels(node);
    return out;
}

// Codes with labels and nothing else: forms of consent, kinds of instrument.
std::map<std::string, Labels, std::less<>> read_labels(const File& file, const char* element) {
    std::map<std::string, Labels, std::less<>> out;
    for (const auto& node : file.root().children(element)) {
        file.only(node, {"code"}, {"label"});
        const auto code = file.id(node, "code");
        if (!out.emplace(code, file.labels(node)).second)
            file.refuse(node, fmt::format("'{}' is declared twice", code));
    }
    return out;
}

Declared<Milestone> read_milestones(const File& file) {
    Declared<Milestone> out;
    for (const auto& node : file.root().children("milestone")) {
        auto each = read_milestone(file, node);
        each.order = static_cast<int>(out.items.size());  // the file stands in road order
        const auto code = each.code;
        add(out, std::move(each), code, file, node);
    }
    return out;
}

// By id, whatever the order of the file.
Declared<Party> read_parties(const File& file) {
    std::vector<std::pair<Party, Node>> read;
    for (const auto& node : file.root().children("party")) read.emplace_back(read_party(file, node), node);
    std::stable_sort(read.begin(), read.end(),
                     [](const auto& a, const auto& b) { return a.first.id < b.first.id; });
    Declared<Party> out;
    for (auto& [party, node] : read) {
        const auto id = party.id;
        add(out, std::move(party), id, file, node);
        add_name(out, id, file, node);
        for (const auto& name : out.items.back().names) add_name(out, name.text, file, node);
    }
    for (const auto& [_, node] : read) {
        if (node.attribute("of")) must_be_known(out.at, node.attribute("of").value(), "party", file, node);
        for (const auto& successor : node.children("successor"))
            must_be_known(out.at, successor.attribute("id").value(), "party", file, successor);
    }
    return out;
}

Declared<Assembly> read_assemblies(const File& file) {
    Declared<Assembly> out;
    for (const auto& node : file.root().children("assembly")) {
        file.only(node, {"id"}, {"label"});
        const auto id = file.id(node, "id");
        add(out, {id, file.labels(node)}, id, file, node);
    }
    return out;
}

Declared<Entity> read_entities(const File& file, const Index& parties, const Index& assemblies) {
    Declared<Entity> out;
    for (const auto& node : file.root().children("entity")) {
        auto each = read_entity(file, node);
        must_be_known(parties, each.party, "party", file, node);
        for (const auto& assembly : each.assemblies)
            must_be_known(assemblies, assembly, "assembly", file, node);
        if (!each.capacity_of.empty()) must_be_known(out.at, each.capacity_of, "entity", file, node);
        const auto id = each.id;
        add(out, std::move(each), id, file, node);
        add_name(out, id, file, node);
        for (const auto& label : out.items.back().label.by_lang) add_name(out, label, file, node);
        for (const auto& name : out.items.back().names) add_name(out, name, file, node);
    }
    return out;
}

Declared<SourceInfo> read_sources(const File& file, const Index& parties, const Index& milestones) {
    Declared<SourceInfo> out;
    for (const auto& node : file.root().children("source")) {
        auto each = read_source(file, node);
        if (!each.party.empty()) must_be_known(parties, each.party, "party", file, node);
        for (const auto& code : each.covers) must_be_known(milestones, code, "milestone", file, node);
        const auto id = each.id;
        add(out, std::move(each), id, file, node);
    }
    return out;
}

}  // namespace

Result<Vocabulary> Vocabulary::read(std::string_view (*file)(std::string_view path)) {
    const auto open = [&](const char* path, const char* root,
                          std::initializer_list<std::string_view> elements) {
        const auto text = file(path);
        if (text.empty()) throw Refused{{"the file is missing or empty", path}};
        return File{text, path, root, elements};
    };
    try {
        auto milestones = read_milestones(open("vocabulary/milestones.xml", "milestones", {"milestone"}));
        auto parties = read_parties(open("vocabulary/parties.xml", "parties", {"party"}));
        const auto of_entities = open("vocabulary/entities.xml", "entities", {"assembly", "entity"});
        auto assemblies = read_assemblies(of_entities);
        auto entities = read_entities(of_entities, parties.at, assemblies.at);
        auto sources =
            read_sources(open("vocabulary/sources.xml", "sources", {"source"}), parties.at, milestones.at);
        Vocabulary out;
        out.forms_ = read_labels(open("vocabulary/forms.xml", "forms", {"form"}), "form");
        out.kinds_ = read_labels(open("vocabulary/kinds.xml", "kinds", {"kind"}), "kind");
        out.milestones_ = std::move(milestones.items), out.milestone_at_ = std::move(milestones.at);
        out.parties_ = std::move(parties.items), out.party_at_ = std::move(parties.at);
        out.party_by_name_ = std::move(parties.by_name);
        out.entities_ = std::move(entities.items), out.entity_at_ = std::move(entities.at);
        out.entity_by_name_ = std::move(entities.by_name);
        out.assemblies_ = std::move(assemblies.items), out.assembly_at_ = std::move(assemblies.at);
        out.sources_ = std::move(sources.items), out.source_at_ = std::move(sources.at);
        return out;
    } catch (Refused& refused) {
        return tl::unexpected(std::move(refused.problem));
    }
}

}  // namespace registry
