#include "server/program/program.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <ostream>

#include "server/program/command.hpp"

namespace server::program {
namespace {

constexpr std::array commands{add_import, add_record,   add_searched, add_remarks,   add_resolve,  add_review,
                              add_status, add_timeline, add_stalled,  add_explain,   add_forecast, add_check,
                              add_export, add_dump, add_take_down, add_tick,     add_search, add_serve,    add_deliver,  add_outbox,
                              add_subscribe, add_subscriptions, add_completion};

std::string one_line(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    while (!text.empty() && text.back() == ' ') text.pop_back();
    return text;
}

// Every value that is read from what is typed is a number; CLI11 says "Could not convert: ID = abc".
std::string no_number(std::string_view said) {
    constexpr std::string_view before = "Could not convert: ", between = " = ";
    const auto at = said.find(between);
    if (!said.starts_with(before) || at == std::string_view::npos) return std::string{said};
    return std::string{said.substr(before.size(), at - before.size())} + " wants a number, not \"" +
           std::string{said.substr(at + between.size())} + "\"";
}

int refuse(Streams& streams, int code, const std::string& line) {
    streams.err << "placet: " << one_line(line) << "\n";
    return code;
}

}  // namespace

int run(std::vector<std::string> arguments, Streams& streams) {
    Context context(streams);
    CLI::App app{"Placet: follows treaties along the road to ratification and says where each has stopped.",
                 "placet"};
    app.require_subcommand(1);
    app.set_version_flag("--version", "placet 0.1.0");
    app.option_defaults()->always_capture_default();
    app.add_option("--db", context.db, "The registry's file")->envname("PLACET_DB");
    app.add_option("--format", context.format, "How answers are printed")
        ->check(CLI::IsMember({"text", "json", "csv"}));
    app.add_option("--now", context.now_text,
                   "The day or UTC instant to take for now (for tests and replays)");
    app.fallthrough();
    for (const auto add : commands) add(app, context);
    app.footer("Exit codes: 0 clean, 1 remarks, 2 losses, 64 usage, 74 unreadable file or store.");

    try {
        std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants them
        app.parse(std::move(arguments));
        if (context.chosen) context.chosen();
        streams.out.flush();
        if (!streams.out) return refuse(streams, exit_unreadable, "cannot write the answer");
        return context.exit_code;
    } catch (const CLI::CallForHelp&) {
        streams.out << app.help("", CLI::AppFormatMode::Normal);
        return exit_clean;
    } catch (const CLI::CallForVersion&) {
        streams.out << app.version() << "\n";
        return exit_clean;
    } catch (const CLI::RequiredError& error) {
        const auto unknown = app.remaining();
        if (app.get_subcommands().empty() && !unknown.empty())
            return refuse(streams, exit_usage,
                          "there is no command \"" + unknown.front() + "\" (see placet --help)");
        return refuse(streams, exit_usage, std::string{error.what()} + " (see placet --help)");
    } catch (const CLI::ConversionError& error) {
        return refuse(streams, exit_usage, no_number(error.what()) + " (see placet --help)");
    } catch (const CLI::ParseError& error) {
        return refuse(streams, exit_usage, std::string{error.what()} + " (see placet --help)");
    } catch (const Refusal& refusal) {
        return refuse(streams, refusal.code, refusal.what());
    } catch (const std::exception& error) {
        return refuse(streams, exit_unreadable, error.what());
    }
}

}  // namespace server::program
