#include "server/program/command.hpp"

#include <CLI/CLI.hpp>

#include <filesystem>

namespace server::program {
namespace {

std::optional<registry::Day> maybe_day(std::string_view option, const std::string& text) {
    if (text.empty()) return std::nullopt;
    return day_of(option, text);
}

}  // namespace

std::string did_you_mean(const std::vector<std::string>& near) {
    if (near.empty()) return {};
    std::string text = "; near ones: ";
    for (const auto& each : near) text += (text.ends_with(": ") ? "" : ", ") + each;
    return text;
}

registry::Now Context::now() const {
    if (now_text.empty()) return registry::now_from_clock();
    const auto now = registry::parse_now(now_text);
    if (!now)
        throw Refusal(exit_usage,
                      "--now wants a day (2026-11-22) or a UTC instant (2026-11-22T02:43:18Z), not \"" +
                          now_text + "\"");
    return *now;
}

Format Context::as() const {
    return format == "json" ? Format::json : format == "csv" ? Format::csv : Format::text;
}

registry::store::Database Context::open() const {
    if (!std::filesystem::exists(db))
        throw Refusal(exit_unreadable, "there is no registry at " + db + "; make one with: placet --db " +
                                           db + " import PATH");
    return open_or_make();
}

registry::store::Database Context::open_or_make() const { return registry::store::Database(db); }

void Days::add_to(CLI::App& app, bool with_profile) {
    app.add_option("--on", on, "The legal state on that day (default: today)");
    app.add_option("--known", known, "As this registry knew it at the end of that day (UTC)");
    app.add_option("--published", published, "As far as it was public by that day");
    if (with_profile)
        app.add_option("--profile", profile, "Which limits the rules use")
            ->check(CLI::IsMember({"practice-aware", "strict"}));
}

registry::Asked Days::asked(const registry::Now& now) const {
    registry::Asked asked;
    asked.today = now.today;
    asked.on = maybe_day("--on", on).value_or(now.today);
    asked.known = maybe_day("--known", known);
    asked.published = maybe_day("--published", published);
    asked.profile = *registry::named<registry::Profile>(profile);
    return asked;
}

registry::Day day_of(std::string_view option, const std::string& text) {
    const auto day = registry::parse_day(text);
    if (!day)
        throw Refusal(exit_usage, std::string{option} + " wants a day as 2018-07-19, not \"" + text + "\"");
    return *day;
}

registry::When when_of(std::string_view option, const std::string& text) {
    const auto when = registry::parse_when(text);
    if (!when)
        throw Refusal(exit_usage, std::string{option} +
                                      " wants an EDTF date (2018-07-19, 2018-07, 2018~, ../2021-10), not \"" +
                                      text + "\"");
    return *when;
}

std::string instrument_of(registry::store::Reader& reader, const std::string& typed) {
    const auto found = registry::find_instrument(reader, typed);
    if (!found.id)
        throw Refusal(exit_usage, "no instrument is known as \"" + typed + "\"" + did_you_mean(found.near));
    return *found.id;
}

std::string party_of(const std::string& typed) {
    const auto found = registry::find_party(typed);
    if (!found.id)
        throw Refusal(exit_usage, "no party is known as \"" + typed + "\"" + did_you_mean(found.near));
    return *found.id;
}

void add_track_names(CLI::App& command, std::string& instrument, std::string& party) {
    command.add_option("instrument", instrument, "Id or any official number: opcat, IV-9-b, 54K3192")
        ->required();
    command.add_option("party", party, "Party: be, Belgium, België");
}

}  // namespace server::program
