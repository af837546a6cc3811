// Templates and sentences: every one there, in four languages, and nothing unescaped.
#include <gtest/gtest.h>

#include <algorithm>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>

#include "schemas/schemas.hpp"
#include "server/assets.hpp"
#include "server/represent/template.hpp"
#include "tests/server/pages_made.hpp"

namespace {

using Sentences = std::map<std::string, std::map<std::string, std::string>>;  // key, language

Sentences sentences() {
    Sentences all;
    for (const auto& file : schemas::files()) {
        if (!file.path.starts_with("messages/") || !file.path.ends_with(".xml")) continue;
        pugi::xml_document read;
        EXPECT_TRUE(read.load_buffer(file.text.data(), file.text.size())) << file.path;
        for (const auto& message : read.child("messages").children("message"))
            for (const auto& text : message.children())
                all[message.attribute("key").value()][text.name()] = text.child_value();
    }
    return all;
}

std::set<std::string> matches(const std::string& text, const std::string& pattern) {
    std::set<std::string> found;
    const std::regex expression(pattern);
    for (std::sregex_iterator at(text.begin(), text.end(), expression), end; at != end; ++at)
        found.insert((*at)[1]);
    return found;
}

std::string full(const std::string& key) { return key.starts_with('/') ? key.substr(1) : "pages." + key; }

std::vector<std::string> bodies() {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator("server/pages")) {
        std::ifstream in(entry.path());
        const std::string text{std::istreambuf_iterator<char>{in}, {}};
        names.merge(matches(text, R"re([^_a-z]page\(view, "([a-z]+)")re"));
        names.merge(matches(text, R"re([^_a-z]page\(asking\.view, "([a-z]+)")re"));
        names.merge(matches(text, R"re(private_page\(view, "([a-z]+)")re"));
    }
    return {names.begin(), names.end()};
}

}  // namespace

TEST(Templates, every_page_has_one_that_parses_in_every_language) {
    const auto names = bodies();
    EXPECT_GE(names.size(), 18u);
    for (const auto& name : names)
        for (const auto& [lang, code] : registry::Names<registry::Lang>::table) {
            const auto text = server::template_text(name, lang);
            EXPECT_EQ(text.find("[["), std::string::npos) << name;
            EXPECT_EQ(text.find("{{>"), std::string::npos) << name;
            EXPECT_NO_THROW(server::fill(name, lang, server::Value::object())) << name;
        }
}

TEST(Templates, none_holds_an_unescaped_tag_a_style_or_a_script) {
    std::size_t seen = 0;
    for (const auto& file : server::assets::files()) {
        if (!file.path.starts_with("templates/")) continue;
        ++seen;
        for (auto at = file.text.find("{{&"); at != std::string_view::npos; at = file.text.find("{{&", at + 1))
            EXPECT_TRUE(file.text.substr(at + 3).starts_with("markup_")) << file.path << " puts in what is no markup";
        for (const auto* banned : {"{{{", "<style", " style=", " onclick", "javascript:"})
            EXPECT_EQ(file.text.find(banned), std::string_view::npos) << file.path << " holds " << banned;
        // Our own file, and data that no browser runs; nothing written between the tags.
        constexpr std::string_view allowed[] = {"<script src=\"{{suggest_script}}\" defer=\"defer\"></script>",
                                                "<script type=\"application/ld+json\">{{&markup_linked}}</script>"};
        for (auto at = file.text.find("<script"); at != std::string_view::npos;
             at = file.text.find("<script", at + 1))
            EXPECT_TRUE(std::ranges::any_of(
                allowed, [&](std::string_view each) { return file.text.substr(at).starts_with(each); }))
                << file.path << " holds a script";
    }
    EXPECT_GT(seen, 30u);
}

TEST(Templates, a_missing_template_is_named) {
    EXPECT_THROW(server::fill("no-such-page", registry::Lang::en, server::Value::object()), std::logic_error);
}

TEST(Templates, an_absent_member_never_shows_an_outer_one) {
    auto says = server::Value::object();
    says.both("title", "outer").both("page_title", "page");
    auto inner = server::Value::object();
    inner.both("about", "x");
    says.both("changes", server::Value::list().push(inner));
    const auto text = server::fill("changes", registry::Lang::en, says);
    EXPECT_EQ(text.find("outer"), std::string::npos);
}

TEST(Sentences, every_key_of_a_template_or_a_page_is_there_in_four_languages) {
    const auto all = sentences();
    std::set<std::string> used;
    for (const auto& file : server::assets::files())
        if (file.path.starts_with("templates/"))
            used.merge(matches(std::string{file.text}, R"re(\[\[\s*([^\]\s]+)\s*\]\])re"));
    for (const auto* folder : {"server/pages", "server"})
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            if (entry.path().extension() != ".cpp") continue;
            std::ifstream in(entry.path());
            const std::string text{std::istreambuf_iterator<char>{in}, {}};
            used.merge(matches(text, R"re(say\("(/?[a-z-]+(?:\.[a-z-]+)*)"[,)])re"));
            used.merge(matches(text, R"re(\? "(/?[a-z-]+\.[a-z-]+)" :)re"));
            used.merge(matches(text, R"re( : "(/?[a-z-]+\.[a-z-]+)"[,)])re"));
        }
    EXPECT_GT(used.size(), 250u);
    for (const auto& key : used) {
        const auto found = all.find(full(key));
        ASSERT_NE(found, all.end()) << key;
        for (const auto* lang : {"nl", "fr", "de", "en"})
            EXPECT_FALSE(found->second.at(lang).empty()) << key << " " << lang;
    }
}

TEST(Sentences, the_codes_put_behind_a_prefix_are_there_too) {
    const auto all = sentences();
    const std::map<std::string, std::vector<std::string>> families{
        {"severity.", {"none", "notice", "warn", "stalled", "severe"}},
        {"certainty.", {"certain", "possible", "unverified", "unsearched"}},
        {"pages.certainty-word.", {"certain", "possible", "unverified", "unsearched"}},
        {"profile.", {"practice-aware", "strict"}},
        {"basis.", {"statute", "promise", "editorial"}},
        {"step.", {"opened", "worsened", "eased", "closed", "next", "passed-over"}},
        {"recorded.", {"happened", "undated", "future", "not-recorded"}},
        {"pages.scope.",
         {"track", "federal", "required-entity", "acting-entity", "question", "duty", "order", "staleness"}},
        {"pages.truth.", {"no", "unknown", "allowed", "yes"}},
        {"pages.weight.", {"note", "doubt", "loss"}},
        {"pages.voice.", {"editor", "depositary", "parliament", "gazette", "government", "other"}},
        {"pages.change.",
         {"fact", "old-fact", "correction", "retraction", "status", "opened", "worsened", "eased", "closed",
          "explained"}},
        {"pages.change.kind.",
         {"fact", "correction", "retraction", "status", "opened", "worsened", "eased", "closed",
          "explained"}},
        {"pages.operator.way.", {"mail", "webhook", "feed", "hub"}},
        {"pages.operator.outcome.", {"sent", "retry", "dead", "bounced", "ended", "purged", "unsubscribed"}},
        {"pages.alerts.channel.", {"mail", "webhook", "feed"}},
        {"pages.alerts.pace.", {"at-once", "daily", "weekly"}},
        {"pages.alerts.state.", {"new", "once"}},
        {"pages.alerts.letter.", {"alert", "summary", "confirm", "state", "stale", "ended", "failing", "test"}},
        {"pages.alerts.posted.", {"held", "waiting", "sending", "retry", "sent", "dead", "empty"}},
        {"pages.taking.", {"party", "signatory", "withdrawn", "other"}},
        {"pages.participants.sort.", {"name", "signed", "consented", "in-force"}},
        {"pages.timeline.line.", {"parties", "signatures", "withdrawals"}},
        {"pages.timeline.reached.", {"parties", "signatures", "withdrawals"}},
        {"pages.cell.", {"none", "next", "passed-over", "not-found"}},
        {"pages.bound.", {"bound", "not-bound", "cannot-be-known"}},
        {"bound.",
         {"no-consent", "no-consent-found", "not-deposited", "not-yet", "recorded-entry", "general-entry",
          "own-deposit", "withdrawn", "withdrawal-vague", "date-vague", "threshold-not-reached",
          "no-clause"}},
        {"pages.condition.happened.",
         {"track", "federal", "subject", "every-required", "every-recorded", "some-required", "any"}},
        {"pages.rule.clock-of.", {"others", "required", "recorded"}},
        {"pages.track.none-found.", {"party", "entity"}},
        {"pages.track.none-recorded.", {"party", "entity"}},
        {"pages.missing.title.",
         {"instrument", "party", "track", "finding", "rule", "procedure", "entity", "source", "document",
          "page"}},
        {"pages.problem.about.",
         {"unknown-instrument", "unknown-party", "unknown-track", "unknown-finding", "unknown-rule",
          "unknown-procedure", "unknown-entity", "unknown-source", "unknown-document", "unknown-page",
          "unknown-parameter", "bad-value", "bad-address", "missing-parameter", "method-not-allowed",
          "not-acceptable", "taken-down", "not-public", "internal"}},
    };
    for (const auto& [prefix, codes] : families)
        for (const auto& code : codes) EXPECT_TRUE(all.contains(prefix + code)) << prefix + code;
}

TEST(Sentences, a_sentence_has_the_same_arguments_in_every_language) {
    for (const auto& [key, texts] : sentences()) {
        if (!key.starts_with("pages.") && !key.starts_with("bound.")) continue;
        const auto expected = matches(texts.at("en"), R"re(\{([a-z-]+)\})re");
        for (const auto& [lang, text] : texts)
            EXPECT_EQ(matches(text, R"re(\{([a-z-]+)\})re"), expected) << key << " " << lang;
    }
}

TEST(Sentences, nobody_is_accused) {
    const std::regex banned("\\b(blocks?|blocked|failure|failed|defect|overdue|laggard|guilty)\\b",
                            std::regex::icase);
    for (const auto& [key, texts] : sentences()) {
        if (key.starts_with("authority.")) continue;  // the words of a law or of a body, cited
        EXPECT_FALSE(std::regex_search(texts.at("en"), banned)) << key << ": " << texts.at("en");
    }
}
