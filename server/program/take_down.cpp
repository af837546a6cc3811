// placet take-down: a document the public is to see no more (semantics 7), or again.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <ostream>

#include "registry/base/text.hpp"
#include "registry/store/ask_documents.hpp"
#include "registry/store/documents.hpp"
#include "registry/store/snapshot.hpp"
#include "registry/store/taken_down.hpp"
#include "server/dump/make.hpp"
#include "server/program/command.hpp"

namespace server::program {
namespace {

namespace store = registry::store;

struct Options {
    std::string document, because, dumps;
    bool undo = false;
};

void check(const Options& options) {
    const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    constexpr std::size_t digits = 64, most = 2000;
    if (options.document.size() != digits ||
        !std::all_of(options.document.begin(), options.document.end(), is_hex))
        throw Refusal(exit_usage,
                      "take-down wants a document's SHA-256, 64 digits in lower case as its page shows "
                      "it, not \"" +
                          options.document + "\"");
    if (registry::clean(options.because).empty())
        throw Refusal(exit_usage, "--because wants the reason in words; the document's page shows it");
    if (options.because.size() > most)
        throw Refusal(exit_usage, "--because wants at most " + std::to_string(most) + " bytes");
}

// False: it was so already.
bool change(store::Database& database, const Options& options, const registry::Now& now) {
    auto writer = database.write();
    const auto document = store::document_by_key(writer, options.document);
    if (!document) throw Refusal(exit_usage, "there is no document " + options.document);
    if (store::is_taken_down(writer, document->id) != options.undo) return false;
    const auto run = store::begin_run(writer, "record", options.document, "take-down", now);
    store::set_taken_down(writer, run, document->id, !options.undo, registry::clean(options.because));
    store::end_run(writer, run, document->id, {});
    writer.commit();
    return true;
}

// What was made before holds it; a server takes its own away when next it is asked for one.
void take_from_dumps(store::Reader& reader, const Context& context, const Options& options) {
    dump::withdraw(options.dumps.empty() ? context.db + ".dumps" : options.dumps,
                   store::stamp(reader).identity, store::public_copies_from(reader));
}

void take_down(Context& context, const Options& options) {
    check(options);
    auto database = context.open();
    const bool changed = change(database, options, context.now());
    auto reader = database.read();
    take_from_dumps(reader, context, options);
    const auto answer = store::document(reader, options.document);
    Table table{{"document", "title", "state", "at", "because"}, {}};
    table.rows.push_back({options.document, answer->title,
                          std::string{answer->taken_down ? "taken down" : "public"}, answer->taken_down_at,
                          answer->taken_down_because});
    print(context, table);
    if (!changed) {
        context.streams.err << "note: it was so already; nothing was changed\n";
        context.exit_code = exit_remarks;
    }
    if (!answer->taken_down) return;
    for (const auto& key : store::cited_by(reader, store::document_by_key(reader, options.document)->id)) {
        context.streams.err << "doubt: the file " << key
                            << " cites it, and what it says of it stays public there\n";
        context.exit_code = exit_remarks;
    }
}

}  // namespace

void add_take_down(CLI::App& app, Context& context) {
    auto options = std::make_shared<Options>();
    auto& command = *app.add_subcommand(
        "take-down",
        "Show a document's bytes and words to the public no more, in pages, search and dumps; what is "
        "believed on its word stays");
    command.add_option("document", options->document, "Its SHA-256")->required();
    command.add_option("--because", options->because, "The reason, for the document's page")->required();
    command.add_flag("--undo", options->undo, "Put it back");
    command.add_option(
        "--dumps", options->dumps,
        "Folder of dumps from which those that hold it go at once (default: beside the registry, .dumps)");
    command.callback(
        [&context, options] { context.chosen = [&context, options] { take_down(context, *options); }; });
}

}  // namespace server::program
