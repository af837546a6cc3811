// The list of instruments for the command line and for questions in another view.
#include <algorithm>

#include "registry/answers/as_asked.hpp"
#include "registry/answers/tally.hpp"

namespace registry {
namespace {

// A road begins with the adoption of the text: the first declared milestone.
std::optional<When> adoption(const store::InstrumentFacts& facts) {
    const auto own = facts.events.find("");
    if (own == facts.events.end()) return std::nullopt;
    const auto& first = Vocabulary::built_in().milestones().front().code;
    const auto found = std::find_if(own->second.begin(), own->second.end(),
                                    [&](const Event& each) { return each.milestone == first; });
    return found == own->second.end() ? std::nullopt : std::optional{found->when};
}

// None for an instrument of which nothing was held in the view asked.
std::optional<InstrumentLine> instrument_line(store::Reader& reader, const std::string& id,
                                              const Asked& asked) {
    const auto view = view_of(asked);
    InstrumentLine line;
    line.head = store::head(reader, id, view);
    const auto facts = store::instrument_facts(reader, id, view);
    if (!view.is_current() && line.head.titles.empty() && facts.events.empty()) return std::nullopt;
    const auto counts = counted(facts.events, asked.on);
    line.signatories = counts.signatories.value_or(0);
    line.parties = counts.parties.value_or(0);
    line.adopted = adoption(facts);
    const auto worst = worst_as_asked(reader, facts, asked);
    if (!worst.empty()) line.severity = worst.front().severity;
    return line;
}

}  // namespace

InstrumentList instruments(store::Reader& reader, std::string_view search, std::size_t limit,
                           std::size_t offset, const Asked& asked) {
    auto matches = store::search(reader, search, limit, offset);
    InstrumentList list;
    list.total = matches.total;
    for (const auto& id : matches.ids)
        if (auto line = instrument_line(reader, id, asked)) list.lines.push_back(std::move(*line));
    return list;
}

}  // namespace registry
