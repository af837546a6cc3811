// placet completion bash: completion made from the table of commands itself.
#include <CLI/CLI.hpp>

#include <ostream>

#include "server/program/command.hpp"

namespace server::program {
namespace {

std::string options_of(const CLI::App& command) {
    std::string text;
    for (const auto* option : command.get_options())
        for (const auto& name : option->get_lnames()) text += (text.empty() ? "--" : " --") + name;
    return text;
}

void bash(std::ostream& out, const CLI::App& app) {
    std::string names;
    for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; }))
        names += (names.empty() ? "" : " ") + command->get_name();
    out << "# bash completion for placet: source <(placet completion bash)\n"
           "_placet() {\n"
           "    local current=${COMP_WORDS[COMP_CWORD]} command=\"\" word\n"
           "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
           "        case $word in\n";
    for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; }))
        out << "            " << command->get_name() << ") command=$word ;;\n";
    out << "        esac\n    done\n    local words=\"\"\n    case $command in\n";
    for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; }))
        out << "        " << command->get_name() << ") words=\"" << options_of(*command) << "\" ;;\n";
    out << "        *) words=\"" << names << " " << options_of(app) << "\" ;;\n"
        << "    esac\n"
           "    COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
           "    [[ $current != -* && -n $command ]] && COMPREPLY+=($(compgen -f -- \"$current\"))\n"
           "}\n"
           "complete -F _placet placet\n";
}

}  // namespace

void add_completion(CLI::App& app, Context& context) {
    auto shell = std::make_shared<std::string>("bash");
    auto& command =
        *app.add_subcommand("completion", "Print shell completion: source <(placet completion bash)");
    command.add_option("shell", *shell, "The shell")->check(CLI::IsMember({"bash"}));
    command.callback(
        [&app, &context] { context.chosen = [&app, &context] { bash(context.streams.out, app); }; });
}

}  // namespace server::program
