#include "registry/rules/words.hpp"

#include <algorithm>

#include "registry/base/text.hpp"
#include "registry/model/messages.hpp"

namespace registry {

namespace {

std::string number(Lang lang, int n) {
    auto text = std::to_string(n);
    const auto mark = say(lang, "number.thousands");
    for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > (n < 0 ? 1 : 0); at -= 3)
        text.insert(static_cast<std::size_t>(at), mark);
    return text;
}

// One day, more days: "span.days.1" for exactly one.
std::string counted(Lang lang, const std::string& key, int n) {
    return say(lang, n == 1 ? key + ".1" : key, {{"n", number(lang, n)}});
}

const std::string* find(const Arguments& arguments, std::string_view name) {
    for (const auto& [each, value] : arguments)
        if (each == name) return &value;
    return nullptr;
}

std::string label(Lang lang, const Labels& labels) { return labels.in(lang); }

std::string day_in_words(Lang lang, const std::string& text) {
    const auto day = parse_day(text);
    return day ? say_when(lang, on(*day)) : text;
}

// One argument as people say it; what is no code stays as it is.
std::string said(Lang lang, const std::string& name, const std::string& value, const Vocabulary& vocabulary) {
    if (name == "milestone")
        if (const auto* milestone = vocabulary.milestone(value)) return label(lang, milestone->label);
    if (name == "entity")
        if (const auto* entity = vocabulary.entity(value)) return label(lang, entity->label);
    if (name == "source")
        if (const auto* source = vocabulary.source(value)) return label(lang, source->label);
    if (name == "assembly")
        if (const auto* assembly = vocabulary.assembly(value)) return label(lang, assembly->label);
    if (name == "date")
        if (const auto when = parse_when(value)) return say_when(lang, *when);
    if (name == "form") {
        std::string forms;
        for (const auto& code : split(value, ' ')) {
            const auto* form = vocabulary.form(code);
            forms += (forms.empty() ? ", " : " / ") + (form ? label(lang, *form) : std::string{code});
        }
        return forms;
    }
    if (name == "subject") return subject_in_words(lang, value, vocabulary);
    if (name == "day" || name == "judged" || name == "from") return day_in_words(lang, value);
    if (name == "severity") return say(lang, "severity." + value);
    if (name == "as") return say(lang, "qualification." + value);
    if (name == "limit")
        if (const auto span = parse_span(value)) return in_words(lang, *span);
    if (name == "rule")
        if (const auto* declared = rule(value)) return value + " (" + label(lang, declared->title) + ")";
    return value;
}

std::string topic(Lang lang, const std::string& subject, const Vocabulary& vocabulary) {
    if (subject.empty()) return {};
    return say(lang, "explained.topic", {{"what", subject_in_words(lang, subject, vocabulary)}});
}

// A question's number is its own name; what has words stands in brackets.
std::string about(Lang lang, const std::string& subject, const Vocabulary& vocabulary) {
    const auto words = subject_in_words(lang, subject, vocabulary);
    return words == subject ? " " + subject : " (" + words + ")";
}

std::string elapsed_of(Lang lang, const Arguments& arguments, Day on) {
    const auto* lo = find(arguments, "lo");
    const auto first = lo ? parse_day(*lo) : std::nullopt;
    if (!first) return {};
    const auto* hi = find(arguments, "hi");
    const auto last = !hi ? first : *hi == ".." ? std::optional{latest_day} : parse_day(*hi);
    if (const auto* judged = find(arguments, "judged"))
        if (const auto day = parse_day(*judged)) on = *day;
    const auto* limit = find(arguments, "limit");
    const auto span = limit ? parse_span(*limit) : std::nullopt;
    return elapsed_in_words(lang, *first, last.value_or(*first), on, span && span->months > 0);
}

// Since the step that opened it, where that has a day: what else may have started the clock is in the proof.
Arguments since_opening(Arguments arguments, const When& since) {
    if (since.lo == earliest_day || since.hi == latest_day) return arguments;
    for (auto& [name, value] : arguments) {
        if (name == "lo") value = iso(since.lo);
        if (name == "hi") value = iso(since.hi);
    }
    return arguments;
}

void add_lines(Lang lang, const Reason& reason, const Vocabulary& vocabulary, Day on, int depth,
               std::vector<Line>& lines) {
    lines.push_back({depth, sentence(lang, reason, vocabulary, on), reason.truth, reason.evidence});
    for (const auto& below : reason.of) add_lines(lang, below, vocabulary, on, depth + 1, lines);
}

const Reason* find(const Reason& reason, std::string_view message) {
    if (reason.message == message) return &reason;
    for (const auto& below : reason.of)
        if (const auto* found = find(below, message)) return found;
    return nullptr;
}

}  // namespace

std::string subject_in_words(Lang lang, const std::string& subject, const Vocabulary& vocabulary) {
    if (const auto* assembly = vocabulary.assembly(subject)) return label(lang, assembly->label);
    if (const auto* milestone = vocabulary.milestone(subject)) return label(lang, milestone->label);
    if (rule(subject)) return said(lang, "rule", subject, vocabulary);
    const auto key = "pages.subject." + subject;
    auto words = say(lang, key);
    return words == key ? subject : words;
}

std::string authority_in_words(Lang lang, const std::string& text) {
    const auto key = "authority." + slug(text);
    auto words = say(lang, key);
    return words == key ? text : words;
}

std::string in_words(Lang lang, const Span& span) {
    std::string text;
    if (span.months != 0) text = counted(lang, "span.months", span.months);
    if (span.days != 0 || span.months == 0)
        text += (text.empty() ? "" : " ") + counted(lang, "span.days", span.days);
    return text;
}

std::string elapsed_in_words(Lang lang, Day lo, Day hi, Day on, bool in_months) {
    const auto count = [&](Day from) {
        return in_months ? months_between(from, on) : days_between(from, on);
    };
    const std::string unit = in_months ? "months" : "days";
    const int longest = count(lo);
    if (hi > on) return say(lang, "elapsed.at-most." + unit, {{"n", number(lang, longest)}});
    const int shortest = count(hi);
    if (shortest == longest) return counted(lang, "span." + unit, longest);
    return say(lang, "elapsed.between." + unit,
               {{"from", number(lang, shortest)}, {"to", number(lang, longest)}});
}

std::string sentence(Lang lang, const Reason& reason, const Vocabulary& vocabulary, Day on) {
    Arguments arguments;
    for (const auto& [name, value] : reason.arguments)
        arguments.emplace_back(name, said(lang, name, value, vocabulary));
    // What is recorded for a day to come says nothing yet of the days before it.
    if (reason.message == "because.inferred")
        for (auto& [name, value] : arguments)
            if (name == "day") value = day_in_words(lang, std::min(*find(reason.arguments, "day"), iso(on)));
    const auto* entity = find(arguments, "entity");
    arguments.emplace_back("who", entity ? " (" + *entity + ")" : std::string{});
    const auto* subject = find(reason.arguments, "subject");
    arguments.emplace_back("about", subject ? about(lang, *subject, vocabulary) : std::string{});
    arguments.emplace_back("topic", subject ? topic(lang, *subject, vocabulary) : std::string{});
    if (find(reason.arguments, "lo"))
        arguments.emplace_back("elapsed", elapsed_of(lang, reason.arguments, on));
    if (!find(arguments, "form")) arguments.emplace_back("form", std::string{});
    const auto* judged = find(arguments, "judged");
    arguments.emplace_back("as-of", judged ? say(lang, "elapsed.as-of", {{"day", *judged}}) : std::string{});
    return say(lang, reason.message, arguments);
}

std::vector<Line> in_words(Lang lang, const Reason& reason, const Vocabulary& vocabulary, Day on) {
    std::vector<Line> lines;
    add_lines(lang, reason, vocabulary, on, 0, lines);
    return lines;
}

bool is_looked_up_to(const Verdict& verdict) { return !find(verdict.because, "because.inferred"); }

namespace {

// "before; after", as the language sets it.
std::string joined(Lang lang, const std::string& before, const std::string& after) {
    if (before.empty() || after.empty()) return before + after;
    return say(lang, "joined", {{"before", before}, {"after", after}});
}

// Since when, what is not found as of when, how long.
std::string facts_in_short(Lang lang, const Verdict& verdict, const Vocabulary& vocabulary, Day on) {
    if (const auto* order = find(verdict.because, "because.order")) {
        std::string text = sentence(lang, *order, vocabulary, on);
        for (const auto& each : order->of) text = joined(lang, text, sentence(lang, each, vocabulary, on));
        return text;
    }
    std::string text;
    const auto add = [&](const std::string& part) { text = joined(lang, text, part); };
    for (const auto* message : {"because.clock", "because.clock-computed", "because.deadline"})
        if (const auto* clock = find(verdict.because, message)) add(sentence(lang, *clock, vocabulary, on));
    auto counted_to = on;
    std::string awaited;
    for (const auto& code : verdict.awaited)
        if (const auto* milestone = vocabulary.milestone(code))
            awaited += (awaited.empty() ? "" : ", ") + label(lang, milestone->label);
    if (verdict.certainty == Certainty::unsearched) {
        add(say(lang, "short.not-checked", {{"what", awaited}}));
    } else if (!awaited.empty()) {
        const auto looked = verdict.last_look ? std::min(*verdict.last_look, on) : on;
        add(say(lang, "short.not-found", {{"what", awaited}, {"day", say_when(lang, registry::on(looked))}}));
        // No longer than that is known; how old a look is counts on.
        if (!find(verdict.because, "because.rests-on")) counted_to = looked;
    }
    for (const auto* message : {"because.elapsed", "because.elapsed-only"})
        if (const auto* elapsed = find(verdict.because, message)) {
            add(elapsed_of(lang, since_opening(elapsed->arguments, verdict.since), counted_to));
            break;
        }
    if (!verdict.cause.empty()) add(say(lang, "short.raised", {{"rule", verdict.cause}}));
    return text;
}

// Some messages are said within a sentence and open one elsewhere. The first letters of the four languages.
std::string with_capital(std::string text) {
    const auto is_between = [](char c, unsigned char from, unsigned char to) {
        return static_cast<unsigned char>(c) >= from && static_cast<unsigned char>(c) <= to;
    };
    constexpr int apart = 0x20;
    if (!text.empty() && is_between(text[0], 'a', 'z'))
        text[0] = static_cast<char>(text[0] - apart);
    else if (text.size() > 1 && text[0] == '\xC3' && is_between(text[1], 0xA0, 0xBE))  // à to þ
        text[1] = static_cast<char>(text[1] - apart);
    return text;
}

// With the authority's own words, where the caller has them at hand.
std::string explained_in_words(Lang lang, const Verdict& verdict, const Vocabulary& vocabulary, Day on,
                               std::string_view note) {
    const auto* found = find(verdict.because, "because.explained");
    if (!found) return {};
    if (note.empty()) return sentence(lang, *found, vocabulary, on);
    auto reason = *found;
    reason.message = "because.explained-note";
    reason.arguments.emplace_back("note", std::string{note});
    return sentence(lang, reason, vocabulary, on);
}

std::string said_beside(Lang lang, const Verdict& verdict, const char* message, const Vocabulary& vocabulary,
                        Day on) {
    const auto* reason = find(verdict.because, message);
    return reason ? sentence(lang, *reason, vocabulary, on) : std::string{};
}

}  // namespace

std::string in_short(Lang lang, const Verdict& verdict, const Vocabulary& vocabulary, Day on,
                     std::string_view note) {
    auto text = with_capital(facts_in_short(lang, verdict, vocabulary, on));
    for (const auto& part :
         {said_beside(lang, verdict, "because.usual", vocabulary, on), worsens_in_words(lang, verdict, on)})
        text = joined(lang, text, part);
    const auto explained = explained_in_words(lang, verdict, vocabulary, on, note);
    return explained.empty() ? text : text + ". " + explained;
}

std::string worsens_in_words(Lang lang, const Verdict& verdict, Day on) {
    if (!verdict.worsens_on || *verdict.worsens_on <= on) return {};
    const bool sure = verdict.certainty == Certainty::certain;
    return say(lang, sure ? "worsens.will" : "worsens.may",
               {{"severity", say(lang, "severity." + std::string{name_of(verdict.worsens_to)})},
                {"day", say_when(lang, registry::on(*verdict.worsens_on))}});
}

std::string computed_in_words(Lang lang, const TrackEvent& lapse, const Vocabulary& vocabulary, Day on) {
    const auto reason = computed_lapse(lapse, Truth::yes);
    auto text = sentence(lang, reason, vocabulary, on);
    if (reason.truth == Truth::unknown) text += " (" + say(lang, "step.unverified") + ")";
    return text;
}

namespace {

std::string who_is_next(Lang lang, const Verdict& verdict, const Vocabulary& vocabulary) {
    if (const auto* entity = vocabulary.entity(verdict.waits_for)) return label(lang, entity->label);
    if (const auto* party = vocabulary.party(verdict.party)) return label(lang, party->label);
    return verdict.party;
}

std::string authorities_of(Lang lang, const Rule& rule) {
    std::string all;
    for (const auto& each : rule.authorities) {
        all += (all.empty() ? "" : "; ") + authority_in_words(lang, each.text);
        if (!each.verified) all += " (" + say(lang, "step.unverified") + ")";
    }
    return all;
}

}  // namespace

std::vector<std::string> in_full(Lang lang, const Verdict& verdict, const Vocabulary& vocabulary, Day on,
                                 std::string_view note) {
    std::vector<std::string> lines;
    const auto* declared = rule(verdict.rule);
    const auto severity = say(lang, "severity." + std::string{name_of(verdict.severity)});
    lines.push_back(say(lang, "full.what",
                        {{"rule", verdict.rule},
                         {"title", declared ? label(lang, declared->title) : std::string{}},
                         {"severity", severity}}));
    lines.push_back(with_capital(facts_in_short(lang, verdict, vocabulary, on)));
    if (auto usual = said_beside(lang, verdict, "because.usual", vocabulary, on); !usual.empty())
        lines.push_back(std::move(usual));
    else if (!verdict.awaited.empty())
        lines.push_back(say(lang, "full.who", {{"who", who_is_next(lang, verdict, vocabulary)}}));
    if (declared)
        lines.push_back(say(lang, "full.authority",
                            {{"basis", say(lang, "basis." + std::string{name_of(declared->basis)})},
                             {"authority", authorities_of(lang, *declared)}}));
    lines.push_back(say(lang, "full.how-sure",
                        {{"certainty", say(lang, "certainty." + std::string{name_of(verdict.certainty)})}}));
    if (auto explained = explained_in_words(lang, verdict, vocabulary, on, note); !explained.empty())
        lines.push_back(std::move(explained));
    const auto worsens = worsens_in_words(lang, verdict, on);
    lines.push_back(worsens.empty() ? say(lang, "worsens.not-by-time") : worsens);
    return lines;
}

}  // namespace registry
