#include "importers/gazette/contents.hpp"

#include <algorithm>
#include <map>

#include "importers/gazette/assemblies.hpp"
#include "importers/gazette/gazette.hpp"
#include "importers/gazette/heading.hpp"
#include "importers/gazette/named.hpp"
#include "importers/reading/belgian_step.hpp"
#include "importers/reading/charset.hpp"
#include "importers/reading/conclusion.hpp"
#include "registry/base/text.hpp"

namespace importers::gazette {
namespace {

using registry::Remark;
using Weight = Remark::Weight;

std::string place_of(const Item& item) { return "contents, line " + std::to_string(item.line); }

// One item in one language, known to be an act of assent printed for the first time.
struct Version {
    const Item* item;
    Heading heading;
    std::vector<std::string> entities;
};

// What the versions of one act have in common; the page need not be (a decree's translations follow it).
struct Act {
    registry::Day day;
    std::string kind;
    std::vector<std::string> entities;
    auto operator<=>(const Act&) const = default;
};

std::optional<Version> version_of(const Item& item, std::vector<Remark>& remarks) {
    auto read = heading_at({{item.words, std::to_string(item.page), item.line}}, 0, false);
    if (!read || read->heading.kind.empty() || read->again != Again::no || read->approves_other)
        return std::nullopt;
    const auto refuse = [&](std::string kind, std::string what) {
        remarks.push_back({Weight::doubt, std::move(kind), std::move(what), place_of(item)});
        return std::nullopt;
    };
    if (!read->heading.day)
        return refuse("date-unreadable", "\"" + item.words.substr(0, 40) + "\" begins with no day");
    auto entities =
        entities_of_act(read->heading.kind, "", registry::fold(item.bodies), registry::fold(item.words));
    if (entities.empty())
        return refuse("unknown-entity", "whose act it is cannot be told from \"" + item.bodies + "\"");
    read->heading.language = item.language;
    read->heading.place = place_of(item);
    return Version{&item, std::move(read->heading), std::move(entities)};
}

using Versions = std::vector<Version>;

// The versions of several acts of one day and body, act by act. Languages list them in one order; where one
// language lists fewer, only equal pages tell.
std::vector<Versions> act_by_act(const Versions& all, std::vector<Remark>& remarks) {
    std::map<std::string, Versions> by_language;
    for (const auto& each : all) by_language[each.item->language].push_back(each);
    const auto most =
        std::max_element(by_language.begin(), by_language.end(),
                         [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
    std::vector<Versions> acts;
    for (const auto& each : most->second) acts.push_back({each});
    for (const auto& [language, versions] : by_language) {
        if (language == most->first) continue;
        for (std::size_t at = 0; at < versions.size(); ++at) {
            auto own = versions.size() == acts.size()
                           ? acts.begin() + static_cast<std::ptrdiff_t>(at)
                           : std::find_if(acts.begin(), acts.end(), [&](const Versions& act) {
                                 return act.front().item->page == versions[at].item->page;
                             });
            if (own != acts.end())
                own->push_back(versions[at]);
            else
                remarks.push_back({Weight::doubt, "listed-unevenly",
                                   "the languages do not list the same acts; left out: \"" +
                                       versions[at].item->words.substr(0, 80) + "\"",
                                   place_of(*versions[at].item)});
        }
    }
    return acts;
}

Listed listed(const Versions& versions, std::vector<Remark>& remarks) {
    Listed act;
    act.entities = versions.front().entities;
    act.day = *versions.front().heading.day;
    act.bodies = versions.front().item->bodies;
    act.place = versions.front().heading.place;
    act.page = versions.front().item->page;
    for (const auto& each : versions) {
        act.headings.push_back(each.heading);
        act.page = std::min(act.page, each.item->page);
    }
    act.instruments = instruments_of(act.headings, remarks);
    return act;
}

class Saying {
public:
    Saying(registry::Batch& batch, const Listed& act, const TitlePage& title, registry::Day issue)
        : batch_(batch), act_(act), title_(title), issue_(issue) {}

    void all() {
        const auto count = std::max<std::size_t>(act_.instruments.size(), 1);
        for (std::size_t at = 0; at < count; ++at) {
            const auto alias = by_page(issue_, act_.page, act_.day, count > 1 ? at + 1 : 0);
            for (const auto& entity : act_.entities) {
                say(alias, entity, "promulgated", act_.day);
                say(alias, entity, "published", issue_);
            }
            describe(alias, act_.instruments.empty() ? Named{} : act_.instruments[at]);
        }
    }

private:
    void say(const registry::Alias& alias, const std::string& entity, std::string_view milestone,
             registry::Day day) {
        batch_.statements.push_back(
            reading::belgian_step(alias, entity, milestone, registry::on(day), act_.place));
        batch_.statements.back().note = "p. " + std::to_string(act_.page);
    }

    void describe(const registry::Alias& alias, const Named& named) {
        const auto add = [&](std::string key, std::string value, std::string language = {}) {
            if (!value.empty())
                batch_.descriptions.push_back(
                    {alias, std::move(key), std::move(language), std::move(value), 0, act_.place});
        };
        for (const auto& title : named.titles) add("title", title.text, title.lang);
        for (const auto& heading : act_.headings) {
            if (named.titles.empty()) add("title", heading.words, heading.language);
            add("act-title", heading.words, heading.language);
        }
        if (named.concluded_on) add("conclusion", reading::text({named.where, *named.concluded_on}));
        add("issuing-body", act_.bodies);
        add("issue-number", std::to_string(title_.number));
        if (title_.pages) add("issue-pages", std::to_string(title_.pages));
    }

    registry::Batch& batch_;
    const Listed& act_;
    const TitlePage& title_;
    registry::Day issue_;
};

}  // namespace

registry::Alias by_page(registry::Day issue, int page, registry::Day act, std::size_t part) {
    return {"BS", registry::iso(issue) + "/" + std::to_string(page) + "/" + registry::iso(act) +
                      (part ? "#" + std::to_string(part) : "")};
}

std::vector<Listed> acts_of_assent(const std::vector<Item>& items, std::vector<Remark>& remarks) {
    std::map<Act, Versions> acts;
    for (const auto& item : items)
        if (auto version = version_of(item, remarks)) {
            const Act act{*version->heading.day, version->heading.kind, version->entities};
            acts[act].push_back(std::move(*version));
        }
    std::vector<Listed> out;
    for (const auto& [act, versions] : acts)
        for (const auto& own : act_by_act(versions, remarks)) out.push_back(listed(own, remarks));
    std::sort(out.begin(), out.end(), [](const Listed& a, const Listed& b) {
        return std::tuple{a.page, a.day} < std::tuple{b.page, b.day};
    });
    // What two acts would be called names neither.
    for (std::size_t at = 1; at < out.size();) {
        if (out[at - 1].page != out[at].page || out[at - 1].day != out[at].day) {
            ++at;
            continue;
        }
        remarks.push_back({Weight::doubt, "two-acts-on-a-page",
                           "two acts of assent of " + registry::iso(out[at].day) + " begin on p. " +
                               std::to_string(out[at].page) + "; nothing is said of either",
                           out[at].place});
        const auto first = out.begin() + static_cast<std::ptrdiff_t>(at - 1);
        out.erase(first, std::find_if(first, out.end(),
                                      [&, page = out[at].page, day = out[at].day](const Listed& each) {
                                          return each.page != page || each.day != day;
                                      }));
        at = std::max<std::size_t>(at - 1, 1);
    }
    return out;
}

registry::Truth recognises_contents(const Source& source) {
    constexpr std::size_t beginning = 32 * 1024;
    const auto text = readable(source).substr(0, beginning);
    return begins_with_title_page(text) ? registry::Truth::yes : registry::Truth::no;
}

registry::Batch read_contents(const Source& source) {
    const auto text = reading::read_text(readable(source), source.name);
    const auto title = title_page(text.text);
    const auto issue = title ? read_issue(text.text) : Issue{};
    const auto contents = contents_of(issue);
    const auto pages_of_acts = std::any_of(issue.pages.begin(), issue.pages.end(), [](const Page& page) {
        return std::any_of(page.lines.begin(), page.lines.end(),
                           [](const Line& line) { return !numac_of(line.text).empty(); });
    });
    registry::Batch batch;
    if (title && pages_of_acts) {
        batch = read_text(source, text.text, "text/plain");
    } else {
        batch.documents.push_back(document_of(source, "be-gazette", "text/plain"));
        batch.remarks = text.remarks;
    }
    const auto remark = [&](Weight weight, std::string kind, std::string what) {
        batch.remarks.push_back({weight, std::move(kind), std::move(what), source.name});
    };
    const auto day = !title ? std::nullopt : title->day ? title->day : issue.day;
    if (!title || !day) {
        remark(Weight::loss, "not-this-format", "no title page of an issue of the gazette");
        return batch;
    }
    auto& document = batch.documents[0];
    if (!document.published) document.published = registry::on(*day);
    if (!document.as_of) document.as_of = document.published;
    if (document.title.empty())
        document.title = "N. " + std::to_string(title->number) + ", " + registry::iso(*day);
    if (issue.day && title->day && *issue.day != *title->day)
        remark(Weight::doubt, "date-conflict",
               "the title page says " + registry::iso(*title->day) + ", the running heads " +
                   registry::iso(*issue.day) + "; the title page is followed");
    std::vector<Remark> doubts;
    const auto acts = acts_of_assent(contents.items, doubts);
    for (auto& each : doubts) {
        each.where = source.name + (each.where.empty() ? "" : ": " + each.where);
        batch.remarks.push_back(std::move(each));
    }
    for (const auto& act : acts) Saying{batch, act, *title, *day}.all();
    if (!contents.whole) remark(Weight::doubt, "damaged", "the list of contents breaks off or lacks pages");
    remark(Weight::note, "contents",
           std::to_string(contents.items.size()) + " items listed, " + std::to_string(acts.size()) +
               " of them acts of assent");
    return batch;
}

}  // namespace importers::gazette
