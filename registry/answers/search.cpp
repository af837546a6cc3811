#include "registry/answers/search.hpp"

#include <algorithm>

#include "registry/answers/as_asked.hpp"
#include "registry/base/text.hpp"

namespace registry {
namespace {

template <class T>
std::vector<T> page_of(std::vector<T> all, std::size_t limit, std::size_t offset) {
    const auto from = std::min(offset, all.size());
    const auto to = from + std::min(limit, all.size() - from);
    return {std::make_move_iterator(all.begin() + static_cast<std::ptrdiff_t>(from)),
            std::make_move_iterator(all.begin() + static_cast<std::ptrdiff_t>(to))};
}

bool was_held(store::Reader& reader, const std::string& id, const store::View& view) {
    return view.is_current() || !store::head(reader, id, view).titles.empty();
}

class Searching {
public:
    Searching(store::Reader& reader, const SearchFilter& filter, const Asked& asked)
        : reader_(reader), filter_(filter), asked_(asked), view_(view_of(asked)) {
        answer_.query = read_query(filter.text);
        answer_.asked = asked;
        apart_ = set_apart(answer_.query);
    }

    SearchAnswer run() {
        answer_.nothing_known = is_before_registry(reader_, asked_);
        if (answer_.nothing_known || answer_.query.empty()) return std::move(answer_);
        by_number();
        instruments();
        parties();
        passages();
        documents();
        findings();
        if (answer_.found_nothing() || (!answer_.of(Sought::instrument).n && !answer_.of(Sought::party).n))
            did_you_mean();
        return std::move(answer_);
    }

private:
    // How many of a kind are shown, and from where: only one kind is paged.
    std::size_t limit(Sought kind) const {
        return !filter_.only || *filter_.only == kind ? filter_.limit : 0;
    }
    std::size_t offset() const { return filter_.only ? filter_.offset : 0; }

    void by_number() {
        constexpr std::size_t longest_number = 120;
        if (answer_.query.typed.size() > longest_number) return;
        const auto found = find_instrument(reader_, answer_.query.typed);
        auto ids =
            found.id ? std::vector{*found.id} : store::instruments_of_value(reader_, answer_.query.typed, 10);
        for (auto& id : ids)
            if (was_held(reader_, id, view_)) answer_.by_number.push_back(std::move(id));
    }

    void instruments() {
        auto found = store::find_names(reader_, answer_.query, view_);
        if (found.ids.empty() && answer_.by_number.empty() && !apart_.parties.empty() &&
            !apart_.rest.empty()) {
            found = store::find_names(reader_, apart_.rest, view_);
            if (!found.ids.empty()) answer_.set_apart = apart_.words;
        }
        ids_ = answer_.by_number;
        for (auto& id : found.ids)
            if (std::find(answer_.by_number.begin(), answer_.by_number.end(), id) == answer_.by_number.end())
                ids_.push_back(std::move(id));
        answer_.of(Sought::instrument) = {ids_.size(), found.more};
        for (const auto& id : page_of(ids_, limit(Sought::instrument), offset()))
            answer_.instruments.push_back(store::head(reader_, id, view_));
    }

    void parties() {
        auto found = parties_named(answer_.query);
        if (found.empty()) found = apart_.parties;
        answer_.of(Sought::party) = {found.size(), false};
        answer_.parties = page_of(std::move(found), limit(Sought::party), offset());
    }

    void passages() {
        auto found = store::find_passages(reader_, answer_.query, view_);
        answer_.of(Sought::passage) = {found.hits.size(), found.more};
        for (auto& hit : page_of(std::move(found.hits), limit(Sought::passage), offset())) {
            auto head = store::head(reader_, hit.instrument, view_);
            answer_.passages.push_back({std::move(hit), std::move(head)});
        }
    }

    void documents() {
        auto found = store::find_documents(reader_, answer_.query, view_, filter_.audience);
        answer_.of(Sought::document) = {found.hits.size(), found.more};
        for (auto& hit : page_of(std::move(found.hits), limit(Sought::document), offset())) {
            auto text = store::text_for(reader_, hit.id, filter_.audience);
            answer_.documents.push_back({std::move(hit), std::move(text)});
        }
    }

    // Findings of whoever and whatever was named: on the instruments found, of the parties named.
    void findings() {
        answer_.findings_as_of_today = stored_findings_answer(reader_, asked_);
        if (!answer_.findings_as_of_today) return;
        auto ids = findings_named();
        answer_.of(Sought::finding) = {ids.size(), findings_cut_};
        for (const auto& id : page_of(std::move(ids), limit(Sought::finding), offset()))
            if (auto row = store::finding_row(reader_, id)) {
                FindingLine line;
                line.instrument = store::head(reader_, row->verdict.instrument, view_);
                line.open = row->open;
                line.verdict = std::move(row->verdict);
                answer_.findings.push_back(std::move(line));
            }
    }

    std::vector<std::string> findings_named() {
        constexpr std::size_t most_instruments = 50, most_findings = 200;
        const auto& typed = answer_.query.typed;
        if (auto row = store::finding_row(reader_, typed)) return {row->verdict.id};
        std::vector<std::string> ids;
        const auto add_all_of = [&](const store::Listing& listing) {
            for (const auto& each : store::open_findings(reader_, listing, most_findings + 1, 0))
                ids.push_back(each.id);
        };
        const auto rules = built_in_rules();
        const auto declared = std::find_if(rules.begin(), rules.end(),
                                           [&](const Rule& each) { return fold(each.id) == fold(typed); });
        if (declared != rules.end()) {
            add_all_of({"", "", declared->id, Severity::none, asked_.profile});
        } else if (apart_.rest.empty() || (ids_.empty() && apart_.rest.only_fillers())) {
            for (const auto& each : apart_.parties)
                add_all_of(
                    {each.entity.empty() ? each.party : "", each.entity, "", Severity::none, asked_.profile});
        } else {
            findings_cut_ = ids_.size() > most_instruments;
            for (std::size_t k = 0; k < ids_.size() && k < most_instruments; ++k)
                for (auto& worst : store::worst_findings(reader_, ids_[k], asked_.profile))
                    if (is_of_named_party(worst.party)) ids.push_back(std::move(worst.finding));
        }
        if (ids.size() > most_findings) ids.resize(most_findings), findings_cut_ = true;
        return ids;
    }

    bool is_of_named_party(const std::string& party) const {
        return answer_.set_apart.empty() ||
               std::any_of(apart_.parties.begin(), apart_.parties.end(),
                           [&](const FoundParty& each) { return each.party == party; });
    }

    // Each word nobody uses is replaced by the nearest in use.
    void did_you_mean() {
        constexpr std::size_t most_replaced = 4;
        std::size_t replaced = 0;
        std::string meant;
        bool any = false;
        for (const auto& word : answer_.query.words) {
            std::string text = word.phrase ? "\"" + word.typed + "\"" : word.typed;
            if (!word.filler && word.tokens.size() == 1 && replaced < most_replaced &&
                !is_known(word.tokens[0])) {
                ++replaced;
                if (auto better = nearest(word.tokens[0]); !better.empty()) text = better, any = true;
            }
            (meant += meant.empty() ? "" : " ") += text;
        }
        if (any && finds_something(meant)) answer_.did_you_mean = meant;
        if (!answer_.found_nothing()) return;
        for (const auto& id : store::find_any_name(reader_, answer_.query, 3))
            if (was_held(reader_, id, view_)) answer_.near.push_back(store::head(reader_, id, view_));
        if (answer_.near.empty())
            for (const auto& id : find_instrument(reader_, answer_.query.typed).near)
                if (was_held(reader_, id, view_)) answer_.near.push_back(store::head(reader_, id, view_));
    }

    bool is_known(const std::string& token) const {
        SearchQuery alone;
        alone.words = {{{token}, token, false, true, false}};
        return store::is_beginning(reader_, token) || !parties_named(alone).empty();
    }

    std::string nearest(const std::string& token) const {
        auto words = store::words_like(reader_, token);
        // A name that no text uses is in the vocabulary all the same.
        if (const auto near = Vocabulary::built_in().near_parties(token); words.empty() && !near.empty())
            if (const auto* party = Vocabulary::built_in().party(near.front()))
                for (const auto& label : party->label.by_lang)
                    if (const auto folded = fold(label);
                        folded.find(' ') == std::string::npos && distance(folded, token) <= 2)
                        return folded;
        return words.empty() ? std::string{} : words.front();
    }

    bool finds_something(const std::string& text) const {
        const auto query = read_query(text);
        return !store::find_names(reader_, query, view_, 1).ids.empty() || !parties_named(query).empty() ||
               !store::find_passages(reader_, query, view_).hits.empty() ||
               !store::find_documents(reader_, query, view_, store::Audience::everybody).hits.empty();
    }

    store::Reader& reader_;
    const SearchFilter& filter_;
    const Asked& asked_;
    store::View view_;
    SetApart apart_;
    std::vector<std::string> ids_;
    bool findings_cut_ = false;
    SearchAnswer answer_;
};

}  // namespace

bool SearchAnswer::found_nothing() const {
    return std::all_of(std::begin(count), std::end(count),
                       [](const SearchCount& each) { return each.n == 0; });
}

SearchAnswer search_answer(store::Reader& reader, const SearchFilter& filter, const Asked& asked) {
    return Searching{reader, filter, asked}.run();
}

std::vector<Suggestion> suggestions(store::Reader& reader, std::string_view typed, Lang lang) {
    constexpr std::size_t most = 10, most_parties = 3, longest = 120;
    constexpr int most_numbers = 3;
    std::vector<Suggestion> found;
    const auto text = clean(typed.substr(0, longest));
    auto query = read_query(text);
    if (query.empty()) return found;
    for (auto& word : query.words) word.open = !word.phrase;  // it may be no article yet: "de" of "defence"
    const auto has = [&](const std::string& id) {
        return std::any_of(found.begin(), found.end(),
                           [&](const Suggestion& each) { return each.instrument == id; });
    };
    const auto add = [&](const std::string& id, std::string number) {
        if (found.size() == most || has(id)) return;
        const auto head = store::head(reader, id, {});
        const auto* title = head.title(lang);
        found.push_back({title ? title->text : id, id, {}, {}, std::move(number)});
    };
    if (std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
        for (const auto& near : store::aliases_beginning(reader, text, most_numbers)) add(near.id, near.name);
    for (auto& party : parties_named(query)) {
        if (found.size() == most_parties) break;
        const auto& words = Vocabulary::built_in();
        const auto* entity = words.entity(party.entity);
        const auto* declared = words.party(party.party);
        std::string name = entity ? entity->label.in(lang) : declared ? declared->label.in(lang) : party.name;
        found.push_back({std::move(name), {}, entity ? std::string{} : party.party, party.entity, {}});
    }
    constexpr std::size_t looked_at = 40;
    for (const auto& id : store::names_beginning(reader, query, looked_at)) add(id, {});
    return found;
}

}  // namespace registry
