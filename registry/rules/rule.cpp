#include "registry/rules/rule.hpp"

#include <algorithm>
#include <stdexcept>
#include <tuple>

#include "registry/model/built_in.hpp"
#include "registry/procedure/declared.hpp"

namespace registry {

namespace {

Result<Ladder> read_steps(const Xml& xml, const pugi::xml_node& node) {
    Ladder ladder;
    std::optional<Day> last;
    for (const auto severity : {Severity::notice, Severity::warn, Severity::stalled, Severity::severe}) {
        const auto attribute = node.attribute(std::string{name_of(severity)}.c_str());
        if (!attribute) continue;
        const auto span = parse_span(attribute.value());
        if (!span) return problem(std::string{"no length of time: "} + attribute.value(), xml.where(node));
        const auto reached = after(Day{std::chrono::year{2001} / 1 / 1}, *span);
        if (last && reached <= *last) return problem("a ladder must rise from step to step", xml.where(node));
        last = reached;
        ladder.at[static_cast<std::size_t>(severity)] = *span;
    }
    if (!last) return problem("a ladder without steps", xml.where(node));
    return ladder;
}

// <ladder notice="P45D" warn="P100D" profile="strict"/>: without a profile it is for both; one with a profile
// wins.
Result<bool> read_ladders(const Xml& xml, const pugi::xml_node& root, Rule& rule) {
    std::optional<Ladder> common, own[2];
    for (const auto& node : root.children("ladder")) {
        if (auto fine = xml.only(
                node, {"notice", "warn", "stalled", "severe", "profile", "where-absent", "term"}, {});
            !fine)
            return fine;
        auto ladder = read_steps(xml, node);
        if (!ladder) return tl::unexpected(ladder.error());
        auto* place = &common;
        if (const auto said = node.attribute("profile")) {
            const auto profile = named<Profile>(said.value());
            if (!profile)
                return problem(std::string{"no profile is called \""} + said.value() + "\"", xml.where(node));
            place = &own[static_cast<std::size_t>(*profile)];
        }
        if (*place) return problem("a second ladder for the same profile", xml.where(node));
        *place = *ladder;
        if (const auto said = node.attribute("where-absent")) {
            if (!Vocabulary::built_in().milestone(said.value()))
                return problem(std::string{"no milestone is called \""} + said.value() + "\"",
                               xml.where(node));
            rule.shown_absent = said.value();
        }
        if (const auto said = node.attribute("term")) {
            rule.term = parse_span(said.value());
            if (!rule.term || rule.term->months <= 0 || rule.term->days != 0)
                return problem("a term must be whole months or years", xml.where(node));
        }
    }
    for (const auto profile : {Profile::practice_aware, Profile::strict}) {
        const auto at = static_cast<std::size_t>(profile);
        if (own[at])
            rule.ladder[at] = *own[at];
        else if (common)
            rule.ladder[at] = *common;
        else if (rule.scope != Scope::order)
            return problem("no ladder for profile " + std::string{name_of(profile)}, xml.where(root));
    }
    return true;
}

Result<bool> read_order(const Xml& xml, const pugi::xml_node& node, Rule& rule) {
    if (auto fine = xml.only(node, {"first", "then", "of", "severity"}, {"when"}); !fine) return fine;
    Order order;
    auto first = read_milestones(xml, node, "first"), then = read_milestones(xml, node, "then");
    if (!first) return tl::unexpected(first.error());
    if (!then) return tl::unexpected(then.error());
    order.first = std::move(*first);
    order.then = std::move(*then);
    if (order.first.empty() || order.then.empty())
        return problem("an order needs \"first\" and \"then\"", xml.where(node));
    const auto of = named<Order::Of>(node.attribute("of").value());
    const auto severity = named<Severity>(node.attribute("severity").value());
    if (!of) return problem("\"of\" must be track, entity or required", xml.where(node));
    if (!severity || *severity == Severity::none)
        return problem("an order needs a severity", xml.where(node));
    order.of = *of;
    order.severity = *severity;
    auto when = read_condition_in(xml, node, "when");
    if (!when) return tl::unexpected(when.error());
    if (has_may(*when)) return problem("<may> has no place in a rule", xml.where(node));
    order.when = std::move(*when);
    rule.orders.push_back(std::move(order));
    return true;
}

Result<bool> read_clock(const Xml& xml, const pugi::xml_node& node, Rule& rule) {
    if (auto fine = xml.only(node, {"on", "of", "last", "computed-entry", "moved-by", "calendar"}, {}); !fine)
        return fine;
    auto on = read_milestones(xml, node, "on"), moved = read_milestones(xml, node, "moved-by");
    auto last = read_yes(xml, node, "last"), computed = read_yes(xml, node, "computed-entry"),
         calendar = read_yes(xml, node, "calendar");
    if (!on) return tl::unexpected(on.error());
    if (!moved) return tl::unexpected(moved.error());
    if (!last) return tl::unexpected(last.error());
    if (!computed) return tl::unexpected(computed.error());
    if (!calendar) return tl::unexpected(calendar.error());
    if (on->empty() && !*computed) return problem("a clock needs something to start it", xml.where(node));
    rule.clock = std::move(*on);
    rule.moved_by = std::move(*moved);
    rule.notes_calendar = *calendar;
    rule.clock_last = *last;
    rule.clock_computed = *computed;
    if (const auto said = node.attribute("of")) {
        const auto of = named<ClockOf>(said.value());
        if (!of)
            return problem("\"of\" must be subject, others, required, recorded or instrument",
                           xml.where(node));
        rule.clock_of = *of;
    }
    return true;
}

// <awaits milestone="…" look-for="…"/>, <closed-by milestone="…"/>, <undone-by milestone="…"/>
Result<bool> read_lists(const Xml& xml, const pugi::xml_node& root, Rule& rule) {
    struct List {
        const char *element, *attribute;
        std::vector<std::string> Rule::*member;
    };
    for (const auto& [element, attribute, member] :
         {List{"awaits", "milestone", &Rule::awaited}, List{"awaits", "look-for", &Rule::looked_for},
          List{"awaits", "federal-look-for", &Rule::federal_looked_for},
          List{"awaits", "bilateral", &Rule::bilateral_only},
          List{"closed-by", "milestone", &Rule::closed_by},
          List{"undone-by", "milestone", &Rule::undone_by}}) {
        const auto node = root.child(element);
        if (!node) continue;
        if (node.next_sibling(element))
            return problem(std::string{"a second <"} + element + ">", xml.where(root));
        if (auto fine = xml.only(
                node, {"milestone", "look-for", "federal-look-for", "bilateral", "look-in", "silence"}, {});
            !fine)
            return fine;
        auto codes = read_milestones(xml, node, attribute);
        if (!codes) return tl::unexpected(codes.error());
        rule.*member = std::move(*codes);
    }
    if (rule.looked_for.empty()) rule.looked_for = rule.awaited;
    if (const auto said = root.child("awaits").attribute("look-in")) {
        rule.look_in = named<Voice>(said.value());
        if (!rule.look_in)
            return problem(std::string{"no voice is called \""} + said.value() + "\"", xml.where(root));
    }
    if (const auto awaits = root.child("awaits"); awaits.attribute("silence")) {
        auto counts = read_yes(xml, awaits, "silence");
        if (!counts) return tl::unexpected(counts.error());
        rule.silence_is_look = *counts;
    }
    for (const auto& node : root.children("waiting-for")) {
        if (auto fine = xml.only(node, {"milestone", "of"}, {}); !fine) return fine;
        auto codes = read_milestones(xml, node, "milestone");
        if (!codes) return tl::unexpected(codes.error());
        const auto of = named<Of>(node.attribute("of").value());
        if (codes->empty() || (of != Of::track && of != Of::every_required))
            return problem("<waiting-for> needs a milestone, of track or of every-required", xml.where(node));
        rule.waiting_for.push_back({std::move(*codes), *of});
    }
    return true;
}

// parties="be", kinds="…", under="general", unless-replaced="yes"
Result<bool> read_reach(const Xml& xml, const pugi::xml_node& root, Rule& rule) {
    const auto& vocabulary = Vocabulary::built_in();
    rule.parties = words(root.attribute("parties").value());
    for (const auto& each : rule.parties)
        if (!vocabulary.party(each)) return problem("no party is called \"" + each + "\"", xml.where(root));
    rule.kinds = words(root.attribute("kinds").value());
    for (const auto& each : rule.kinds)
        if (!vocabulary.instrument_kind(each))
            return problem("no kind of instrument is called \"" + each + "\"", xml.where(root));
    if (const auto under = root.attribute("under")) {
        if (std::string_view{under.value()} != "general")
            return problem("\"under\" can only be general", xml.where(root));
        rule.general = true;
    }
    auto replaced = read_yes(xml, root, "unless-replaced");
    if (!replaced) return tl::unexpected(replaced.error());
    rule.unless_replaced = *replaced;
    auto silent = read_yes(xml, root, "silent-unsearched");
    if (!silent) return tl::unexpected(silent.error());
    rule.silent_unsearched = *silent;
    return true;
}

Result<bool> read_body(const Xml& xml, const pugi::xml_node& root, Rule& rule) {
    if (const auto node = root.child("clock")) {
        if (auto fine = read_clock(xml, node, rule); !fine) return fine;
    }
    if (auto fine = read_lists(xml, root, rule); !fine) return fine;
    for (const auto& node : root.children("order"))
        if (auto fine = read_order(xml, node, rule); !fine) return fine;
    auto when = read_condition_in(xml, root, "when");
    if (!when) return tl::unexpected(when.error());
    if (has_may(*when)) return problem("<may> has no place in a rule", xml.where(root));
    rule.when = std::move(*when);
    if (const auto node = root.child("raised-by")) {
        if (auto fine = xml.only(node, {"rule"}, {}); !fine) return fine;
        rule.raised_by = words(node.attribute("rule").value());
    }
    if (auto fine = read_ladders(xml, root, rule); !fine) return fine;

    const bool has_clock = rule.scope != Scope::order && rule.scope != Scope::staleness;
    if (has_clock == (rule.clock.empty() && !rule.clock_computed))
        return problem("this scope needs a clock, or can have none", xml.where(root));
    // A promise says itself what is awaited.
    if ((has_clock && rule.scope != Scope::promise) == rule.awaited.empty())
        return problem("this scope needs something awaited, or can have none", xml.where(root));
    if ((rule.scope == Scope::order) == rule.orders.empty())
        return problem("<order> belongs to scope order, which needs one", xml.where(root));
    return true;
}

}  // namespace

Result<Rule> read_rule(std::string_view text, const std::string& name) {
    auto read = Xml::read(text, name);
    if (!read) return tl::unexpected(read.error());
    const auto& xml = *read;
    const auto root = xml.root();
    if (std::string_view{root.name()} != "rule" ||
        std::string_view{root.attribute("xmlns").value()} != "urn:placet:rules:1")
        return problem("not a rule in urn:placet:rules:1", xml.where(root));
    if (auto fine = xml.only(root,
                             {"xmlns", "id", "version", "basis", "scope", "needs-look", "needs-list",
                              "parties", "kinds", "under", "unless-replaced", "silent-unsearched"},
                             {"title", "explanation", "authority", "clock", "awaits", "waiting-for",
                              "closed-by", "undone-by", "when", "ladder", "raised-by", "order"});
        !fine)
        return tl::unexpected(fine.error());
    Rule rule;
    auto id = xml.required(root, "id");
    if (!id) return tl::unexpected(id.error());
    rule.id = std::move(*id);
    auto version = read_number(xml, root, "version");
    if (!version) return tl::unexpected(version.error());
    rule.version = *version;
    const auto basis = named<Basis>(root.attribute("basis").value());
    if (!basis) return problem("\"basis\" must be statute, promise or editorial", xml.where(root));
    rule.basis = *basis;
    const auto scope = named<Scope>(root.attribute("scope").value());
    if (!scope)
        return problem(std::string{"no scope is called \""} + root.attribute("scope").value() + "\"",
                       xml.where(root));
    rule.scope = *scope;
    if (root.attribute("needs-look")) {
        auto look = read_yes(xml, root, "needs-look");
        if (!look) return tl::unexpected(look.error());
        rule.needs_look = *look;
    }
    auto list = read_yes(xml, root, "needs-list");
    if (!list) return tl::unexpected(list.error());
    rule.needs_list = *list;
    if (auto fine = read_reach(xml, root, rule); !fine) return tl::unexpected(fine.error());
    auto title = read_labels(xml, root, "title"), explanation = read_labels(xml, root, "explanation");
    if (!title) return tl::unexpected(title.error());
    if (!explanation) return tl::unexpected(explanation.error());
    rule.title = std::move(*title);
    rule.explanation = std::move(*explanation);
    auto authorities = read_authorities(xml, root);
    if (!authorities) return tl::unexpected(authorities.error());
    rule.authorities = std::move(*authorities);
    if (auto fine = read_body(xml, root, rule); !fine) return tl::unexpected(fine.error());
    return rule;
}

namespace {

// R2 before R10, R7 before R7b; G1 and P1 after all of them.
std::tuple<bool, char, int, std::string> place(const Rule& rule) {
    int number = 0;
    std::size_t at = 1;
    for (; at < rule.id.size() && rule.id[at] >= '0' && rule.id[at] <= '9' && number < 1000; ++at)
        number = number * 10 + (rule.id[at] - '0');
    const char letter = rule.id.empty() ? '\0' : rule.id.front();
    return {letter != 'R', letter, number, rule.id.substr(std::min(at, rule.id.size()))};
}

void check_causes(const std::vector<Rule>& rules) {
    for (const auto& each : rules)
        for (const auto& cause : each.raised_by) {
            const auto found =
                std::find_if(rules.begin(), rules.end(), [&](const Rule& r) { return r.id == cause; });
            // One step only: a cause that is itself raised would make the order of judging matter.
            if (found == rules.end() || !found->raised_by.empty())
                throw std::runtime_error("rules/" + each.id + ".xml: raised by \"" + cause +
                                         "\", which cannot raise it");
        }
}

}  // namespace

const std::vector<Rule>& built_in_rules() {
    static const std::vector<Rule> all = [] {
        auto rules = read_built_in<Rule>("rules/", read_rule);
        std::sort(rules.begin(), rules.end(),
                  [](const Rule& a, const Rule& b) { return place(a) < place(b); });
        check_causes(rules);
        return rules;
    }();
    return all;
}

const Rule* rule(std::string_view id) {
    for (const auto& each : built_in_rules())
        if (each.id == id) return &each;
    return nullptr;
}

}  // namespace registry
