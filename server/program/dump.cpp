// placet dump: the whole registry as files anybody may have, as /dump offers them.
#include <CLI/CLI.hpp>

#include <atomic>
#include <limits>
#include <ostream>

#include "registry/store/snapshot.hpp"
#include "server/dump/make.hpp"
#include "server/program/command.hpp"

namespace server::program {
namespace {

void make_dump(Context& context, const std::string& folder) {
    auto database = context.open();
    const std::atomic<bool> go_on{false};
    const auto made = dump::make(database, folder, context.now(), go_on);
    const auto identity = [&] {
        auto reader = database.read();
        return registry::store::stamp(reader).identity;
    }();
    dump::tidy(folder, identity, std::numeric_limits<std::size_t>::max());  // what killed ones have left
    Table table{{"file", "size", "sha256"}, {}};
    for (const auto& file : made->files)
        table.rows.push_back({(std::filesystem::path{folder} / made->edition / file.name).string(),
                              static_cast<std::int64_t>(file.size), file.sha256});
    print(context, table);
    if (made->found) context.streams.err << "note: edition " << made->edition << " was there already\n";
}

}  // namespace

void add_dump(CLI::App& app, Context& context) {
    auto folder = std::make_shared<std::string>();
    auto& command = *app.add_subcommand(
        "dump", "Write the public part of the registry as SQLite, CSV and exchange files; may be served meanwhile");
    command.add_option("--to", *folder, "Folder; the files go into one of their own, named by the revision")
        ->required();
    command.callback(
        [&context, folder] { context.chosen = [&context, folder] { make_dump(context, *folder); }; });
}

}  // namespace server::program
