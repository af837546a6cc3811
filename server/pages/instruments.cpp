// /instruments: all of them, or those that filters, words and days leave; said in words, counted by facets.
#include <fmt/format.h>

#include "server/http/message.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/instrument_list.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

namespace list = registry::catalogue;

// A step of a row as a moment: rows keep its bounds.
registry::When moment(const registry::CatalogueStep& step) {
    if (step.lo == registry::earliest_day)
        return step.hi == registry::latest_day ? registry::When{} : registry::not_after(step.hi);
    if (step.hi == registry::latest_day)
        return registry::parse_when(registry::iso(step.lo) + "/..").value_or(registry::When{});
    return registry::between(step.lo, step.hi);
}

// The party's last signature or consent by the day.
Value last_act(const View& view, const registry::CatalogueRow& row, std::string_view party,
               registry::Effect effect) {
    const registry::CatalogueStep* last = nullptr;
    if (const auto* track = row.track(party))
        for (const auto& step : track->steps)
            if (step.effect == effect && step.lo <= view.asked.on) last = &step;
    return last ? when(view, moment(*last)) : Value{};
}

Value line(const View& view, const list::Listed& each, const list::Question& asked) {
    const auto& row = *each.row;
    auto value = Value::object();
    name_instrument(value, view, {row.id, row.kind, row.titles, row.aliases});
    value.both("kind", row.kind);
    value.people("kind_label", kind_label(view, row.kind));
    auto aliases = Value::list();
    for (const auto& alias : row.aliases)
        if (alias.scheme != "placet") aliases.push(registry::text(alias));
    value.both("aliases", std::move(aliases));
    value.both("adopted", when(view, row.adopted));
    const auto counts = row.counts(view.asked.on);
    value.both("signatories", counts.signatories);
    value.both("parties", counts.parties);
    if (!asked.party.empty()) {
        value.both("signed", last_act(view, row, asked.party, registry::Effect::signs));
        value.both("consented", last_act(view, row, asked.party, registry::Effect::consents));
        value.people("of_party", true);
        value.people("track_href", view.to("/instruments/" + percent(row.id) + "/" + percent(asked.party)));
    }
    name_severity(value, view, "severity", list::worst_asked(row, asked));
    value.programs("last_recorded", row.last_recorded == registry::latest_day
                                        ? Value{}
                                        : Value{registry::iso(row.last_recorded)});
    value.both("cannot_be_known", each.sure == registry::Truth::unknown);
    return value;
}

// A column's heading: a link that sorts by it, the other way round when it is chosen.
Value column(const View& view, const list::Sort& chosen, list::Order by, std::string label, bool number,
             bool down_first) {
    const bool here = chosen.by == by;
    const list::Sort next{by, here ? !chosen.descending : down_first};
    auto value = Value::object();
    value.people("label", std::move(label));
    value.people("href", list_with(view, "sort", list::text_of(next)));
    value.people("number", number);
    value.people("sorted", here ? (chosen.descending ? "descending" : "ascending") : "");
    value.people("mark", here ? (chosen.descending ? "▼" : "▲") : "");
    return value;
}

Value columns(const View& view, const list::Asked& asked) {
    auto all = Value::list();
    const auto add = [&](list::Order by, std::string_view label, bool number, bool down_first) {
        all.push(column(view, asked.sort, by, view.say(label), number, down_first));
    };
    add(list::Order::title, "column.instrument", false, false);
    add(list::Order::adopted, "column.adopted", false, true);
    add(list::Order::signatories, "column.signatories-here", true, true);
    add(list::Order::parties, "column.parties-here", true, true);
    if (!asked.question.party.empty())
        for (const auto* label : {"list.column.signed", "list.column.consented"}) {
            auto plain = Value::object();  // an act of the party: filtered by, not sorted
            plain.people("label", view.say(label));
            all.push(std::move(plain));
        }
    add(list::Order::severity, "column.class", false, true);
    return all;
}

// Which filters are set, as codes.
Value told(const View& view) {
    auto value = Value::object();
    for (const auto& [name, text] : view.query)
        if (list::filter(name)) value.programs(name, text);
    return value;
}

registry::PageAnswer place(const list::List& found) {
    registry::PageAnswer page;
    page.from = found.from, page.to = found.from + found.lines.size(), page.total = found.total;
    if (found.next) page.next = list::text_of(*found.next);
    if (found.prev) page.previous = list::text_of(*found.prev);
    return page;
}

Sheet sheet(bool of_party) {
    Sheet sheet{"instruments",
                {{"instrument", "instrument"},
                 {"title", "title.text"},
                 {"title_language", "title.lang"},
                 {"kind", "kind"},
                 {"aliases", "aliases"},
                 {"adopted", "adopted.edtf"},
                 {"adopted_lo", "adopted.lo"},
                 {"adopted_hi", "adopted.hi"},
                 {"signatories", "signatories"},
                 {"parties", "parties"}}};
    if (of_party)
        for (const auto* act : {"signed", "consented"})
            for (const auto* part : {"edtf", "lo", "hi"})
                sheet.columns.push_back(
                    {fmt::format("{}{}", act,
                                 part == std::string_view{"edtf"} ? "" : fmt::format("_{}", part)),
                     fmt::format("{}.{}", act, part)});
    for (const auto* last : {"severity", "last_recorded", "cannot_be_known"})
        sheet.columns.push_back({last, last});
    return sheet;
}

Value near_ones(const View& view, const std::vector<std::string>& near) {
    auto like = Value::list();
    for (const auto& id : near) {
        auto value = Value::object();
        value.both("text", id);
        value.people("href", view.to("/instruments/" + percent(id)));
        like.push(std::move(value));
    }
    return like;
}

std::string count_of(const View& view, const InstrumentsShown& shown) {
    const auto total = number(view, static_cast<std::int64_t>(shown.answer.list.total));
    const auto& q = shown.asked.question.q;
    if (q.empty()) return view.say("instruments.count", {{"n", total}});
    return view.say(shown.answer.more_than_found ? "list.nearest" : "instruments.found",
                    {{"n", total}, {"search", q}});
}

}  // namespace

Document instruments_list(const View& view, const InstrumentsShown& shown) {
    const auto& question = shown.asked.question;
    const auto& found = shown.answer.list;
    auto words = list_in_words(view, question);
    auto document = page(view, "instruments", words);
    auto& says = document.says;
    says.both("said", std::move(words));
    says.programs("filter", told(view));
    says.programs("sort", list::text_of(shown.asked.sort));
    says.both("search", question.q);
    says.people("count", count_of(view, shown));
    says.both("unsure", found.unsure);
    says.people("unsure_text",
                found.unsure
                    ? view.say("list.unsure", {{"n", number(view, static_cast<std::int64_t>(found.unsure))}})
                    : std::string{});
    says.people("chosen", filters_removable(view));
    says.people("form", filter_form(view, shown.asked));
    says.both("facets", filter_facets(view, found, question));
    says.people("columns", columns(view, shown.asked));
    auto lines = Value::list();
    for (const auto& each : found.lines) lines.push(line(view, each, question));
    says.both("instruments", std::move(lines));
    says.people("near", near_ones(view, shown.near));
    says.both("nothing_known", shown.answer.nothing_known);
    document.sheet = sheet(!question.party.empty());
    add_pages(document, view, place(found));
    return document;
}

Answered instruments_page(const Asking& asking) {
    auto read = read_list(asking);
    if (auto* refusal = std::get_if<Refusal>(&read)) return std::move(*refusal);
    InstrumentsShown shown;
    shown.asked = std::get<list::Asked>(std::move(read));
    shown.answer =
        registry::list_instruments(asking.reader, asking.catalogue, shown.asked, asking.view.asked);
    if (auto refusal = refused_list(asking, shown.answer)) return std::move(*refusal);
    const auto& q = shown.asked.question.q;
    if (!shown.answer.list.total && !q.empty()) {
        auto like = registry::find_instrument(asking.reader, q);
        shown.near = std::move(like.near);
        if (like.id) shown.near.insert(shown.near.begin(), *like.id);
    }
    return instruments_list(asking.view, shown);
}

}  // namespace server
