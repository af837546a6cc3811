// The declared words: kinds of event (milestones), parties, entities, assemblies, sources, kinds of
// instrument. Read from schemas/vocabulary/*.xml. Code reads a milestone's effect and level, never its code.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "registry/base/result.hpp"
#include "registry/model/date.hpp"
#include "registry/model/language.hpp"

namespace registry {

enum class Level { international, national, entity };
template <>
struct Names<Level> {
    static constexpr std::array table{std::pair{Level::international, std::string_view{"international"}},
                                      std::pair{Level::national, std::string_view{"national"}},
                                      std::pair{Level::entity, std::string_view{"entity"}}};
};

// What a milestone does to the party's relation with the instrument.
enum class Effect {
    none,         // marks the road only
    signs,        // counts as a signatory
    unsigns,      // signature withdrawn (VCLT 18(a))
    consents,     // binds, once in force (VCLT 2(1)(b), 11)
    withdraws,    // ends the party's consent (VCLT 54)
    provisional,  // applies provisionally (VCLT 25)
    enters,       // entry into force
    adopts,       // an assembly adopts
    promulgates,  // sanction and promulgation
    publishes,    // official gazette
    qualifies,    // says which procedure applies
    lists,        // puts an entity on a list: engaged by the signature, assent required
    explains,     // a reason given
    asks,         // a question put, with its term
    duty          // a duty under the instrument fulfilled or postponed
};
template <>
struct Names<Effect> {
    static constexpr std::array table{std::pair{Effect::none, std::string_view{"none"}},
                                      std::pair{Effect::signs, std::string_view{"signs"}},
                                      std::pair{Effect::unsigns, std::string_view{"unsigns"}},
                                      std::pair{Effect::consents, std::string_view{"consents"}},
                                      std::pair{Effect::withdraws, std::string_view{"withdraws"}},
                                      std::pair{Effect::provisional, std::string_view{"provisional"}},
                                      std::pair{Effect::enters, std::string_view{"enters"}},
                                      std::pair{Effect::adopts, std::string_view{"adopts"}},
                                      std::pair{Effect::promulgates, std::string_view{"promulgates"}},
                                      std::pair{Effect::publishes, std::string_view{"publishes"}},
                                      std::pair{Effect::qualifies, std::string_view{"qualifies"}},
                                      std::pair{Effect::lists, std::string_view{"lists"}},
                                      std::pair{Effect::explains, std::string_view{"explains"}},
                                      std::pair{Effect::asks, std::string_view{"asks"}},
                                      std::pair{Effect::duty, std::string_view{"duty"}}};
};

// Of one party alone: what signs, binds or frees it. Steps of other effects, said of nobody, are everybody's.
constexpr bool concerns_one_party(Effect effect) {
    switch (effect) {
        case Effect::signs:
        case Effect::unsigns:
        case Effect::consents:
        case Effect::withdraws:
        case Effect::provisional:
        case Effect::enters:
            return true;
        default:
            return false;
    }
}

// Who is believed first for a kind of fact (semantics 1), and what kind of voice a source is.
enum class Voice { editor, depositary, parliament, gazette, government, other };
template <>
struct Names<Voice> {
    static constexpr std::array table{std::pair{Voice::editor, std::string_view{"editor"}},
                                      std::pair{Voice::depositary, std::string_view{"depositary"}},
                                      std::pair{Voice::parliament, std::string_view{"parliament"}},
                                      std::pair{Voice::gazette, std::string_view{"gazette"}},
                                      std::pair{Voice::government, std::string_view{"government"}},
                                      std::pair{Voice::other, std::string_view{"other"}}};
};

struct Milestone {
    std::string code;  // "signed", "bill-tabled", "adopted", "promulgated", "published", "deposited"
    Level level = Level::national;
    Effect effect = Effect::none;
    Voice authority = Voice::other;  // the voice believed first
    bool repeatable = false;         // may happen more than once on one track (votes, decrees)
    int order = 0;                   // where it usually stands on the road
    Labels label;
};

struct PartyName {
    std::string text, lang;  // lang "en", "fr", "nl", "de"
    std::string spelling;    // "short", "un", "formal", "other"
    std::optional<Day> from, to;
};

// A State, former State, territory or organisation. States: ISO 3166-1 alpha-2, lower case; former states
// ISO 3166-3 ("suhh"); "eu"; "org-…"; territories by their ISO code.
struct Party {
    std::string id, kind;  // kind: "state" "former-state" "territory" "organisation"
    std::vector<PartyName> names;
    std::vector<std::string> successors;
    std::string of;  // a territory's State
    Labels label;    // the short names
};

struct Assembly {
    std::string id;
    Labels label;
};

// A body whose consent counts: federal State, community, region, commission.
struct Entity {
    std::string id, party, kind;  // "be-vlg", "be"; kind "federal" "community" "region" "commission"
    Labels label;
    std::vector<std::string> names;       // as sources write it, any language
    std::vector<std::string> assemblies;  // whose acts can be its consent
    std::string capacity_of;  // the body that owes a second act of its own in this capacity (Const. 138, 139)
};

struct SourceInfo {
    std::string id;  // "un-mtdsg", "be-chamber", "be-gazette", "editor", "ngo"
    Voice voice = Voice::other;
    std::string party;  // whose government or parliament it is; empty: nobody's
    Labels label;
    std::string address;
    std::vector<std::string>
        covers;  // milestones whose absence from a covering document is a look (semantics 3)
};

class Vocabulary {
public:
    // The built-in vocabulary; a defect in it throws when the program starts.
    static const Vocabulary& built_in();
    static Result<Vocabulary> read(std::string_view (*file)(std::string_view path));

    const Milestone* milestone(std::string_view code) const;
    const Party* party(std::string_view id) const;
    const Entity* entity(std::string_view id) const;
    const Assembly* assembly(std::string_view id) const;
    const SourceInfo* source(std::string_view id) const;
    const Labels* instrument_kind(std::string_view code) const;
    std::vector<std::string_view> instrument_kinds() const;  // codes, in order
    const Labels* form(std::string_view code) const;  // "ratification", "accession", …

    // The party a source means by this name, in any language and spelling, old or new; a party id is a name
    // too.
    const Party* party_named(std::string_view text) const;
    const Entity* entity_named(std::string_view text) const;
    // Ids near a mistyped one, nearest first; at most three.
    std::vector<std::string> near_parties(std::string_view text) const;

    const std::vector<Milestone>& milestones() const { return milestones_; }  // in road order
    const std::vector<Party>& parties() const { return parties_; }            // by id
    const std::vector<Entity>& entities() const { return entities_; }
    const std::vector<SourceInfo>& sources() const { return sources_; }
    std::vector<std::string> form_codes() const;  // in order of their codes
    std::vector<const Entity*> entities_of(std::string_view party) const;

    // Higher is believed first (semantics 1): editor, then the voice the milestone trusts, then a government
    // about its own State, then everything else.
    int rank(std::string_view source, std::string_view milestone, std::string_view about_party) const;

private:
    std::vector<Milestone> milestones_;
    std::vector<Party> parties_;
    std::vector<Entity> entities_;
    std::vector<Assembly> assemblies_;
    std::vector<SourceInfo> sources_;
    std::map<std::string, Labels, std::less<>> kinds_, forms_;
    std::unordered_map<std::string, std::size_t> milestone_at_, party_at_, entity_at_, source_at_,
        assembly_at_;
    std::unordered_map<std::string, std::size_t> party_by_name_, entity_by_name_;  // folded
};

}  // namespace registry
