#include "server/program/citation.hpp"

#include <CLI/CLI.hpp>

#include "registry/model/vocabulary.hpp"

namespace server::program {

void Citation::add_to(CLI::App& command, const std::string& of_source, bool source_required) {
    command.add_option("--source", source, of_source)->required(source_required);
    command.add_option("--title", title, "Title of the document");
    command.add_option("--address", address, "Its official address");
    command.add_option("--as-of", as_of, "The day it speaks of (EDTF)");
    command.add_option("--published", published, "When it was public (EDTF)");
}

void must_be_declared(const std::string& source) {
    const auto& words = registry::Vocabulary::built_in();
    if (words.source(source) != nullptr) return;
    std::string declared;
    for (const auto& each : words.sources()) declared += (declared.empty() ? "" : ", ") + each.id;
    throw Refusal(exit_usage, "no source is declared as \"" + source +
                                  "\" (see schemas/vocabulary/sources.xml); declared are " + declared);
}

}  // namespace server::program
