// /review: names that may be names of one instrument and wait for a person. Read only: the decision is taken
// on the command line.
#include "registry/answers/review.hpp"

#include <algorithm>

#include "registry/base/text.hpp"
#include "server/http/message.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

constexpr std::size_t page_size = 50;

// "be fr / de": ids of parties, as the registry writes them, in people's words.
std::string parties_in(const View& view, const std::string& words) {
    std::string out;
    for (const auto each : registry::split(words, ' '))
        out += (out.empty()                          ? ""
                : each == "/" || out.ends_with("/ ") ? " "
                                                     : ", ") +
               (each == "/" ? std::string{"/"} : party_label(view, each));
    return out;
}

std::string words_of(const View& view, const registry::MatchReason& reason) {
    switch (reason.ground) {
        case registry::Ground::same_day:
            if (const auto on = registry::parse_day(reason.words)) return day_text(view, *on);
            return reason.words;
        case registry::Ground::same_parties:
        case registry::Ground::other_parties:
            return parties_in(view, reason.words);
        default:
            return reason.words;
    }
}

Value name_of_pair(const View& view, const registry::Alias& alias, const registry::InstrumentHead& head) {
    auto value = Value::object();
    value.both("scheme", alias.scheme);
    value.both("number", alias.value);
    value.people("text", registry::text(alias));
    name_instrument(value, view, head);
    return value;
}

}  // namespace

Value match_pair(const View& view, const registry::MatchPair& pair) {
    auto value = Value::object();
    value.both("id", pair.id);
    value.both("score", registry::score_text(pair.match.score));
    value.people("score_text",
                 view.say("review.joined-score", {{"score", registry::score_text(pair.match.score)}}));
    value.both("state", registry::name_of(pair.state));
    value.both("since", day(view, pair.since));
    value.people("names", registry::text(pair.one) + " – " + registry::text(pair.other));
    auto grounds = Value::list();
    for (const auto& each : pair.match.reasons) {
        auto ground = Value::object();
        const std::string code{registry::name_of(each.ground)};
        ground.both("ground", code);
        ground.programs("words", each.words);
        ground.both("speaks_for", registry::speaks_for(each.ground));
        ground.people("sentence", view.say("/review.ground." + code, {{"words", words_of(view, each)}}));
        grounds.push(std::move(ground));
    }
    value.both("grounds", std::move(grounds));
    return value;
}

Document review_list(const View& view, const std::vector<registry::ReviewLine>& lines, const Paging& paging) {
    auto document = page(view, "review", view.say("review.title"));
    auto list = Value::list();
    const auto first = std::min(lines.size(), (paging.page - 1) * paging.size);
    const auto last = std::min(lines.size(), first + paging.size);
    for (auto k = first; k < last; ++k) {
        auto value = match_pair(view, lines[k].pair);
        value.both("one", name_of_pair(view, lines[k].pair.one, lines[k].one));
        value.both("other", name_of_pair(view, lines[k].pair.other, lines[k].other));
        list.push(std::move(value));
    }
    document.says.both("pairs", std::move(list));
    document.says.people("sources_href", view.plain("/sources"));
    add_paging(document, view, paging);
    return document;
}

Answered review_page(const Asking& asking) {
    auto lines = registry::review(asking.reader);
    // What was decided since is not undone: of what waits now, what was seen by then.
    if (const auto& known = asking.view.asked.known)
        std::erase_if(lines, [&](const auto& line) { return line.pair.since > *known; });
    return review_list(asking.view, lines, {asking.page_number(), page_size, lines.size(), false});
}

}  // namespace server
