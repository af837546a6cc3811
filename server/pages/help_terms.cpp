// The glossary: every milestone, form, effect, class, certainty and basis the registry speaks with.
#include <algorithm>
#include <stdexcept>

#include "registry/rules/rule.hpp"
#include "server/pages/help_parts.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

// Where the word has its meaning from. Laws are named by help.law.*, in the page's language.
struct Ground {
    std::string_view term, law, articles;
};
constexpr Ground grounds[] = {
    {"term.text-adopted", "vclt", "9, 10"},
    {"term.full-powers", "vclt", "7"},
    {"term.qualified", "be-const", "167, 169"},
    {"term.informed", "be-reform", "81 § 1"},
    {"term.objected", "be-reform", "81 § 2"},
    {"term.conference-agreed", "be-reform", "81 § 3"},
    {"term.suspension-confirmed", "be-reform", "81 § 4"},
    {"term.assent-required", "be-const", "167 § 2, § 3"},
    {"term.signed", "vclt", "10, 14, 18"},
    {"term.signed-definitively", "vclt", "12"},
    {"term.signature-withdrawn", "vclt", "18 (a)"},
    {"term.submitted", "ilo", "19 (5) (b)"},
    {"term.applied-provisionally", "vclt", "25"},
    {"term.laid", "gb-crag", "20"},
    {"term.period-extended", "gb-crag", "21"},
    {"term.resolved-against", "gb-crag", "20"},
    {"term.adopted", "be-const", "167 § 2, § 3"},
    {"term.promulgated", "be-const", "109"},
    {"term.sanctioned", "be-const", "109"},
    {"term.published", "be-const", "190"},
    {"term.conclusion-decided", "eu", "218 (6)"},
    {"term.deposited", "vclt", "2 (1) (b), 14, 16"},
    {"term.notified-own", "vclt", "16 (c)"},
    {"term.exchanged", "vclt", "16 (a)"},
    {"term.entered-into-force", "vclt", "24"},
    {"term.registered", "un-charter", "102"},
    {"term.withdrawn", "vclt", "54, 56"},
    {"term.terminated", "vclt", "54, 59"},
    {"form.ratification", "vclt", "2 (1) (b), 14"},
    {"form.acceptance", "vclt", "14 (2)"},
    {"form.approval", "vclt", "14 (2)"},
    {"form.accession", "vclt", "15"},
    {"form.succession", "succession", "17"},
    {"form.formal-confirmation", "vclt-io", "2 (1) (b bis)"},
    {"form.consent-to-be-bound", "vclt", "11"},
    {"form.definitive-signature", "vclt", "12 (1)"},
    {"form.ad-referendum", "vclt", "12 (2) (b)"},
    {"effect.signs", "vclt", "18"},
    {"effect.unsigns", "vclt", "18 (a)"},
    {"effect.consents", "vclt", "11"},
    {"effect.withdraws", "vclt", "54"},
    {"effect.provisional", "vclt", "25"},
    {"effect.enters", "vclt", "24"},
};

std::string authority_of(const View& view, std::string_view term) {
    const auto found = std::ranges::find(grounds, term, &Ground::term);
    if (found == std::end(grounds)) return {};
    return view.say("help.law." + std::string{found->law}, {{"articles", std::string{found->articles}}});
}

// kind "term", "form", "effect", "severity", "certainty", "basis", "profile"
Value word(const View& view, const std::string& kind, std::string_view code, std::string label) {
    const auto key = kind + "." + std::string{code};
    auto definition = view.say("help." + key);
    if (definition == "pages.help." + key) throw std::logic_error("no definition of " + key);
    auto value = Value::object();
    value.both("id", term_anchor(kind, code));
    value.both("kind", kind);
    value.both("code", code);
    value.both("label", std::move(label));
    value.both("definition", std::move(definition));
    value.both("authority", authority_of(view, key));
    return value;
}

Value section(std::string id, std::string heading, Value terms) {
    auto value = Value::object();
    value.both("id", std::move(id));
    value.both("heading", std::move(heading));
    value.both("terms", std::move(terms));
    return value;
}

template <registry::Named Enum>
Value words_of(const View& view, const std::string& kind, std::string_view left_out = {}) {
    auto list = Value::list();
    for (const auto& [each, code] : registry::Names<Enum>::table)
        if (code != left_out)
            list.push(word(view, kind, code,
                           kind == "effect" ? std::string{}  // a code is all it has
                                            : view.say("/" + kind + "." + std::string{code})));
    return list;
}

Value milestones(const View& view, registry::Level level) {
    auto list = Value::list();
    for (const auto& each : registry::Vocabulary::built_in().milestones()) {
        if (each.level != level) continue;
        auto value = word(view, "term", each.code, each.label.in(view.lang));
        const std::string effect{registry::name_of(each.effect)};
        value.both("effect", effect);
        value.people("effect_definition", each.effect == registry::Effect::none ? std::string{}
                                                                                : view.say("help.effect." + effect));
        const std::string voice{registry::name_of(each.authority)};
        value.both("believed_first", voice);
        value.people("believed_label", view.say("voice." + voice));
        list.push(std::move(value));
    }
    return list;
}

Value forms(const View& view) {
    auto list = Value::list();
    for (const auto& code : registry::Vocabulary::built_in().form_codes())
        list.push(word(view, "form", code, form_label(view, code)));
    return list;
}

}  // namespace

std::string term_anchor(std::string_view kind, std::string_view code) {
    return kind == "term" ? std::string{code} : std::string{kind} + "-" + std::string{code};
}

Value severities(const View& view) { return words_of<registry::Severity>(view, "severity", "none"); }
Value certainties(const View& view) { return words_of<registry::Certainty>(view, "certainty"); }
Value bases(const View& view) { return words_of<registry::Basis>(view, "basis"); }
Value profiles(const View& view) { return words_of<registry::Profile>(view, "profile"); }

Value glossary(const View& view) {
    auto list = Value::list();
    for (const auto& [level, name] : registry::Names<registry::Level>::table) {
        const std::string id{name};
        list.push(section(id, view.say("help.terms.milestones." + id), milestones(view, level)));
    }
    list.push(section("forms", view.say("help.terms.forms"), forms(view)));
    list.push(section("effects", view.say("help.terms.effects"), words_of<registry::Effect>(view, "effect")));
    list.push(section("severities", view.say("help.terms.severities"), severities(view)));
    list.push(section("certainties", view.say("help.terms.certainties"), certainties(view)));
    list.push(section("bases", view.say("help.terms.bases"), bases(view)));
    list.push(section("profiles", view.say("help.index.profile.heading"), profiles(view)));
    return list;
}

}  // namespace server
