// /search: everything in one, by kind; the same with ?type= for one kind, page by page.
#include "server/http/message.hpp"
#include "server/pages/list_parts.hpp"
#include "server/pages/search_page.hpp"
#include "server/pages/search_parts.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

using registry::SearchAnswer;
using registry::Sought;

constexpr std::size_t shown_of_each = 5, page_size = 20;
constexpr Sought kinds[] = {Sought::instrument, Sought::party, Sought::passage, Sought::document,
                            Sought::finding};

// Another kind of the same search, from its beginning.
std::string with_type(const View& view, std::string_view type) {
    Pairs more;
    for (const auto& [name, value] : view.query)
        if (name == "q") more.emplace_back(name, value);
    if (!type.empty()) more.emplace_back("type", type);
    return view.to("/search", more);
}

Value facets(const View& view, const SearchAnswer& answer, std::optional<Sought> type) {
    auto list = Value::list();
    const auto add = [&](std::string_view code, std::string label, std::string n, bool here) {
        auto facet = Value::object();
        facet.both("code", code);
        facet.people("label", std::move(label));
        facet.people("n", std::move(n));
        facet.people("here", here);
        facet.people("href", with_type(view, code));
        return facet;
    };
    list.push(add("", view.say("search.everything"), {}, !type));
    for (const auto kind : kinds) {
        const std::string code{registry::name_of(kind)};
        auto facet =
            add(code, view.say("search.kind." + code), count_text(view, answer.of(kind)), type == kind);
        facet.programs("count", answer.of(kind).n);
        facet.programs("more", answer.of(kind).more);
        list.push(std::move(facet));
    }
    return list;
}

// What must be said of how the query was read, and of what is not searched.
Value notes(const View& view, const SearchAnswer& answer, const Paging& paging, std::optional<Sought> type) {
    auto list = Value::list();
    const auto& query = answer.query;
    if (query.cut) list.push(view.say("search.note.cut"));
    if (query.empty() && !query.without.empty()) list.push(view.say("search.note.only-without"));
    if (!answer.set_apart.empty())
        list.push(view.say("search.note.set-apart", {{"words", listed(view, answer.set_apart)}}));
    const auto& asked = answer.asked;
    if (asked.known || asked.published) list.push(view.say("search.note.then"));
    if (!answer.findings_as_of_today) list.push(view.say("search.note.findings-today"));
    if (type && answer.of(*type).more && paging.page * paging.size >= answer.of(*type).n)
        list.push(view.say("search.note.first",
                           {{"n", number(view, static_cast<std::int64_t>(answer.of(*type).n))}}));
    return list;
}

Value group(const View& view, const SearchAnswer& answer, Sought kind, const std::vector<Value>& results) {
    const std::string code{registry::name_of(kind)};
    auto value = Value::object();
    value.both("code", code);
    value.both("heading", view.say("search.kind." + code));
    value.both("n", count_text(view, answer.of(kind)));
    auto list = Value::list();
    for (const auto& each : results) list.push(each);
    value.both("results", std::move(list));
    const bool rest = answer.of(kind).n > results.size() || answer.of(kind).more;
    value.both("all_href", rest ? with_type(view, code) : std::string{});
    return value;
}

Sheet rows() {
    return {"results",
            {{"type", "type"},
             {"id", "id"},
             {"name", "name"},
             {"instrument", "instrument"},
             {"party", "party"},
             {"entity", "entity"},
             {"language", "language"},
             {"excerpt", "excerpt"},
             {"url", "url"}}};
}

void add_near(Value& says, const View& view, const SearchAnswer& answer) {
    says.programs("did_you_mean", answer.did_you_mean);
    auto meant = Value::object();
    meant.people("text", answer.did_you_mean);
    meant.people("href", view.to("/search", {{"q", answer.did_you_mean}}));
    says.people("did_you_mean", answer.did_you_mean.empty() ? Value{} : std::move(meant));
    auto near = Value::list();
    for (const auto& each : answer.near) {
        auto value = Value::object();
        name_instrument(value, view, each);
        near.push(std::move(value));
    }
    says.both("near", std::move(near));
}

}  // namespace

Document search_results(const View& view, const SearchAnswer& answer, std::optional<Sought> type,
                        const Paging& paging) {
    const auto& typed = answer.query.typed;
    auto made = page(view, "search",
                     typed.empty() ? view.say("search.title") : view.say("search.title-of", {{"q", typed}}));
    auto& says = made.says;
    says.both("q", typed);
    says.programs("type", type ? registry::name_of(*type) : std::string_view{});
    says.people("chosen_type", type ? registry::name_of(*type) : std::string_view{});
    says.people("search_here", view.at("/search"));
    says.both("nothing_known", answer.nothing_known);
    says.people("notes", notes(view, answer, paging, type));
    const bool searched = !answer.query.empty() && !answer.nothing_known;
    says.people("not_searched", !searched && !answer.nothing_known);
    says.people("sentence", searched ? view.say("search.said." + std::string{type ? registry::name_of(*type)
                                                                                  : "everything"},
                                                {{"conditions", query_in_words(view, answer.query)}})
                                     : std::string{});
    says.people("found_nothing", searched && answer.found_nothing());
    says.both("facets", searched ? facets(view, answer, type) : Value::list());
    auto all = Value::list();
    auto groups = Value::list();
    for (const auto kind : kinds) {
        auto results = results_of(view, answer, kind);
        if (results.empty()) continue;
        groups.push(group(view, answer, kind, results));
        for (auto& each : results) all.push(std::move(each));
    }
    says.people("groups", std::move(groups));
    says.programs("results", std::move(all));
    says.people("csv_href", searched ? view.as("csv") : std::string{});
    add_near(says, view, answer);
    if (type) add_paging(made, view, paging);
    made.sheet = rows();
    return made;
}

Answered search_page(const Asking& asking) {
    std::optional<Sought> type;
    if (const auto typed = asking.asked_for("type"); !typed.empty()) {
        type = registry::named<Sought>(typed);
        if (!type) return not_listed(asking.view, "type", typed, words_of<Sought>());
    }
    Paging paging{type ? asking.page_number() : 1, type ? page_size : shown_of_each, 0, false};
    registry::SearchFilter filter;
    filter.text = asking.asked_for("q");
    filter.only = type;
    filter.limit = paging.size;
    // Beyond what is ever read there is nothing; no number can overflow.
    paging.page = std::min(paging.page, registry::store::most_names / page_size + 2);
    filter.offset = (paging.page - 1) * paging.size;
    const auto answer = registry::search_answer(asking.reader, filter, asking.view.asked);
    if (type) paging.total = answer.of(*type).n;
    return search_results(asking.view, answer, type, paging);
}

}  // namespace server
