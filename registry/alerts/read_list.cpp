// Lists that can be watched, read from their address.
#include <algorithm>
#include <array>
#include <cctype>
#include <functional>

#include "registry/alerts/select.hpp"
#include "registry/base/text.hpp"

namespace registry::alerts {
namespace {

using Of = WatchedList::Of;
using Which = WatchedList::Which;

bool is_of_word(char each) {
    return static_cast<unsigned char>(each) >= 0x80 || std::isalnum(static_cast<unsigned char>(each));
}

// One list under reading: parameters are taken from it, and what nobody takes is refused.
class Reading {
public:
    Reading(Address address, WatchedList& list) : address_(std::move(address)), list_(list) {}

    tl::expected<void, Problem> read() {
        const auto parts = split(std::string_view{address_.path}.substr(1), '/');
        const auto is = [&](std::initializer_list<std::string_view> path) {
            return std::equal(parts.begin(), parts.end(), path.begin(), path.end(),
                              [](std::string_view a, std::string_view b) { return b == "*" || a == b; });
        };
        if (is({"instruments"}) || is({"search"})) return instruments(is({"search"}));
        if (is({"stalled"})) return findings();
        if (is({"changes"})) return log();
        if (is({"parties", "*"})) return of_party(parts[1], &Reading::roads_as_asked);
        if (is({"parties", "*", "awaits"})) return of_party(parts[1], &Reading::roads_that_await);
        if (is({"parties", "*", "ready-for-deposit"})) return of_party(parts[1], &Reading::roads_ready);
        if (is({"entities", "*"})) return of_entity(std::string{parts[1]});
        return problem(
            "this page is no list that can be watched; those are /instruments, /search, /stalled, /changes, "
            "/parties/{party}, /parties/{party}/awaits, /parties/{party}/ready-for-deposit and "
            "/entities/{entity}",
            address_.path);
    }
    std::string canonical() const { return text_of(address_); }

private:
    using Done = tl::expected<void, Problem>;

    std::string where(std::string_view name) const {
        return "\"" + std::string{name} + "\" of " + address_.path;
    }
    // Names and values in order; an empty value asks nothing, save where emptiness is an answer.
    Done each_value(const std::vector<std::string>& names,
                    const std::function<Done(std::string_view, std::string&)>& take,
                    std::string_view may_be_empty = {}) {
        std::erase_if(address_.values,
                      [&](const auto& each) { return each.second.empty() && each.first != may_be_empty; });
        for (auto& [name, value] : address_.values) {
            // The log and every alert say what the default profile says.
            if (name == "profile" && value == "practice-aware") continue;
            if (std::find(names.begin(), names.end(), name) == names.end())
                return problem(
                    "cannot be watched by; what can: " + (names.empty() ? "nothing" : among(names)),
                    where(name));
            if (auto done = take(name, value); !done) return done;
        }
        std::erase_if(address_.values, [](const auto& each) { return each.first == "profile"; });
        return {};
    }

    Done party(std::string_view name, std::string& value) {
        const auto& words = Vocabulary::built_in();
        if (const auto* found = words.party_named(value)) {
            value = found->id;
            return {};
        }
        const auto near = words.near_parties(value);
        return problem(
            "no party is called \"" + value + "\"" + (near.empty() ? "" : "; near: " + among(near)),
            where(name));
    }
    template <class Enum>
    Result<Enum> one_of(std::string_view name, const std::string& value) {
        std::vector<std::string> allowed;
        for (const auto& [each, text] : Names<Enum>::table) allowed.emplace_back(text);
        if (const auto found = named<Enum>(value)) return *found;
        return problem("is \"" + value + "\", and not one of " + among(allowed), where(name));
    }
    Done listed(std::string_view name, const std::string& value, catalogue::Takes takes) {
        const auto allowed = catalogue::allowed(takes);
        if (std::find(allowed.begin(), allowed.end(), value) != allowed.end()) return {};
        return problem("is \"" + value + "\", and not one of " + among(allowed), where(name));
    }

    // By the filters of the list of instruments.
    Done question(std::string_view name, std::string& value) {
        if (name == "party")
            if (auto done = party(name, value); !done) return done;
        if (name == "q") {
            const auto folded = fold(value);
            for (auto each : split(folded, ' ')) {
                while (!each.empty() && !is_of_word(each.front())) each.remove_prefix(1);
                while (!each.empty() && !is_of_word(each.back())) each.remove_suffix(1);
                if (!each.empty()) list_.words.emplace_back(each);
            }
            if (list_.words.empty()) return problem("has no word in it", where(name));
            list_.question.q = value;
            return {};
        }
        const auto* filter = catalogue::filter(name);
        if (!filter->read(list_.question, value)) {
            const auto allowed = catalogue::allowed(filter->takes);
            return problem(
                "is \"" + value + "\", and not " +
                    (allowed.empty() ? std::string{"a year, a month or a day (2024, 2024-05, 2024-05-31)"}
                                     : "one of " + among(allowed)),
                where(name));
        }
        return {};
    }
    Done without_contradiction() {
        const auto wrong = catalogue::contradiction(list_.question);
        if (!wrong) return {};
        return problem(wrong->kind == catalogue::Contradiction::Kind::needs
                           ? "needs \"" + std::string{wrong->with} + "\" beside it"
                           : "contradicts \"" + std::string{wrong->with} + "\"",
                       where(wrong->parameter));
    }

    Done instruments(bool search) {
        list_.of = Of::instruments;
        std::vector<std::string> names;
        for (const auto& each : catalogue::filters()) names.emplace_back(each.key);
        if (search) names = {"q"};
        auto done = each_value(names, [&](auto name, auto& value) { return question(name, value); });
        if (done && search && list_.words.empty())
            done = problem("needs words to look for (\"q\")", address_.path);
        return done ? without_contradiction() : done;
    }

    Done findings() {
        list_.of = Of::findings;
        list_.at_least = Severity::stalled;  // as the page has it where nothing is said
        return each_value(
            {"party", "entity", "rule", "severity", "certainty"}, [&](auto name, auto& value) -> Done {
                if (name == "severity" || name == "certainty") return class_or_certainty(name, value);
                auto done = name == "party"
                                ? party(name, value)
                                : listed(name, value,
                                         name == "rule" ? catalogue::Takes::rule : catalogue::Takes::entity);
                (name == "party" ? list_.party : name == "rule" ? list_.rule : list_.entity) = value;
                return done;
            });
    }
    Done class_or_certainty(std::string_view name, const std::string& value) {
        if (name == "severity") {
            const auto read = one_of<Severity>(name, value);
            if (!read) return tl::unexpected(read.error());
            list_.at_least = *read;
            return {};
        }
        const auto read = one_of<Certainty>(name, value);
        if (!read) return tl::unexpected(read.error());
        if (*read == Certainty::unsearched)
            return problem("what nobody has looked for is never told", where(name));
        list_.certainty = value;
        return {};
    }

    Done log() {
        list_.of = Of::changes;
        return each_value(
            {"kind", "party", "instrument", "rule", "entity"}, [&](auto name, auto& value) -> Done {
                auto& into = name == "kind"         ? list_.changes.kind
                             : name == "party"      ? list_.changes.party
                             : name == "instrument" ? list_.changes.instrument
                             : name == "rule"       ? list_.changes.rule
                                                    : list_.changes.entity;
                Done done;
                if (name == "kind" &&
                    std::find(change_kinds.begin(), change_kinds.end(), value) == change_kinds.end())
                    done = problem("is \"" + value + "\", and not one of " +
                                       among({change_kinds.begin(), change_kinds.end()}),
                                   where(name));
                if (name == "party") done = party(name, value);
                if (name == "rule") done = listed(name, value, catalogue::Takes::rule);
                if (name == "entity") done = listed(name, value, catalogue::Takes::entity);
                into = value;
                return done;
            });
    }

    Done of_party(std::string_view typed, Done (Reading::*rest)()) {
        std::string id{typed};
        if (auto done = party("party", id); !done) return done;
        const auto rest_of_path = address_.path.substr(std::string_view{"/parties/"}.size() + typed.size());
        address_.path = "/parties/" + id + rest_of_path;
        list_.of = Of::roads;
        list_.party = list_.question.party = id;
        return (this->*rest)();
    }
    Done roads_as_asked() {
        auto done = each_value({"status", "severity", "signed-from", "signed-before"},
                               [&](auto name, auto& value) { return question(name, value); });
        return done ? without_contradiction() : done;
    }
    Done roads_that_await() {
        list_.which = Which::awaits;
        return each_value(
            {"entity"},
            [&](auto name, auto& value) -> Done {
                if (value.empty()) {
                    list_.which = Which::awaits_own;
                    return {};
                }
                list_.entity = value;
                return listed(name, value, catalogue::Takes::entity);
            },
            "entity");
    }
    Done roads_ready() {
        list_.which = Which::ready;
        return each_value({}, [](auto, auto&) { return Done{}; });
    }
    Done of_entity(std::string id) {
        if (auto done = listed("entity", id, catalogue::Takes::entity); !done) return done;
        list_.of = Of::roads;
        list_.which = Which::awaits;
        list_.entity = std::move(id);
        return each_value({}, [](auto, auto&) { return Done{}; });
    }

    Address address_;
    WatchedList& list_;
};

}  // namespace

Result<WatchedList> read_list(std::string_view address) {
    auto read = read_address(address);
    if (!read) return tl::unexpected(read.error());
    WatchedList list;
    Reading reading(std::move(*read), list);
    if (auto done = reading.read(); !done) return tl::unexpected(done.error());
    list.address = reading.canonical();
    return list;
}

}  // namespace registry::alerts
