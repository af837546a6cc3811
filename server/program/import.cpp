// placet import PATH… : each file is one transaction; the report counts what was said, repeated and
// withdrawn.
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>
#include <CLI/CLI.hpp>

#include <ostream>

#include "importers/importer.hpp"
#include "registry/intake/intake.hpp"
#include "server/program/citation.hpp"
#include "server/program/command.hpp"
#include "server/program/files.hpp"
#include "server/program/search_run.hpp"

namespace server::program {
namespace {

struct Options {
    std::vector<std::string> paths;
    bool dry_run = false, verbose = false, search_run = false;
    Citation citation;
    std::string retrieved, language;
};

struct Outcome {
    std::string file, importer;
    registry::Report report;
};

importers::Sidecar with_options(importers::Sidecar beside, const Options& options) {
    options.citation.put_into(beside);
    if (!options.language.empty()) beside.language = options.language;
    if (!options.retrieved.empty()) beside.retrieved = day_of("--retrieved", options.retrieved);
    if (!beside.source.empty()) must_be_declared(beside.source);
    return beside;
}

Outcome lost(std::string file, const registry::Problem& problem, const char* kind) {
    Outcome outcome{std::move(file), "", {}};
    outcome.report.losses = 1;
    outcome.report.remarks.push_back({registry::Remark::Weight::loss, kind, problem.what, problem.where});
    return outcome;
}

Outcome import_one(registry::store::Database& database, const FileToImport& file, const Options& options,
                   Context& context, SearchRun* run) {
    const auto give_up = [&](const registry::Problem& problem, const char* kind) {
        if (run) run->add_unreadable(file.name, problem.what);
        return lost(file.name, problem, kind);
    };
    const auto bytes = bytes_of(file, context.streams.in);
    const auto beside = sidecar_of(file);
    if (!beside) return give_up(beside.error(), "sidecar");
    const auto source = importers::loaded(file.name, bytes, with_options(*beside, options));
    const auto importer = importers::importer_for(source);
    if (!importer) return give_up(importer.error(), "not-recognised");
    const registry::Incoming incoming{file.name, std::string{(*importer)->id}, bytes,
                                      (*importer)->read(source)};
    if (run) run->add(source, incoming.importer, incoming.batch);
    return {file.name, incoming.importer,
            registry::take_in(database, incoming, context.now(), options.dry_run)};
}

// In a run a file that cannot be read at all is counted and the next one is read.
Outcome import_of_run(registry::store::Database& database, const FileToImport& file, const Options& options,
                      Context& context, SearchRun& run) {
    try {
        return import_one(database, file, options, context, &run);
    } catch (const Refusal& refusal) {
        if (refusal.code != exit_unreadable) throw;
        run.add_unreadable(file.name, refusal.what());
        return lost(file.name, {refusal.what(), file.name}, "unreadable");
    }
}

// What the run read and did not find; the files before it are kept whatever becomes of it.
Outcome record_run(registry::store::Database& database, SearchRun& run, const Options& options,
                   Context& context) {
    auto incoming = [&] {
        auto reader = database.read();
        return run.record(reader, context.now().today);
    }();
    return {incoming.file, incoming.importer,
            registry::take_in(database, incoming, context.now(), options.dry_run)};
}

void add(registry::Report& total, const registry::Report& report) {
    total.said += report.said, total.repeated += report.repeated, total.withdrawn += report.withdrawn;
    total.notes += report.notes, total.doubts += report.doubts, total.losses += report.losses;
}

void progress(Context& context, std::size_t done, std::size_t of, const std::string& file) {
    if (!context.streams.terminal || of < 2) return;
    constexpr std::size_t wide = 30;
    const auto filled = done * wide / of;
    context.streams.err << "\r\033[K[" << std::string(filled, '#') << std::string(wide - filled, '.') << "] "
                        << done << "/" << of << " " << file.substr(file.find_last_of('/') + 1) << std::flush;
    if (done == of) context.streams.err << "\r\033[K" << std::flush;
}

using Writer = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

void write_counts(Writer& writer, const registry::Report& report) {
    const std::pair<const char*, std::size_t> counts[]{
        {"said", report.said},   {"repeated", report.repeated}, {"withdrawn", report.withdrawn},
        {"notes", report.notes}, {"doubts", report.doubts},     {"losses", report.losses}};
    for (const auto& [key, count] : counts) {
        writer.Key(key);
        writer.Uint64(count);
    }
}

void put(Writer& writer, const char* key, const std::string& text) {
    writer.Key(key);
    writer.String(text.c_str(), static_cast<rapidjson::SizeType>(text.size()));
}

void print_json(Context& context, const std::vector<Outcome>& outcomes, const registry::Report& total) {
    rapidjson::StringBuffer buffer;
    Writer writer(buffer);
    writer.SetIndent(' ', 1);
    writer.StartObject();
    writer.Key("files");
    writer.StartArray();
    for (const auto& each : outcomes) {
        writer.StartObject();
        put(writer, "file", each.file);
        put(writer, "importer", each.importer);
        write_counts(writer, each.report);
        writer.Key("remarks");
        writer.StartArray();
        for (const auto& remark : each.report.remarks) {
            writer.StartObject();
            put(writer, "weight", std::string{registry::name_of(remark.weight)});
            put(writer, "kind", remark.kind);
            put(writer, "what", remark.what);
            put(writer, "where", remark.where);
            writer.EndObject();
        }
        writer.EndArray();
        writer.EndObject();
    }
    writer.EndArray();
    writer.Key("total");
    writer.StartObject();
    write_counts(writer, total);
    writer.EndObject();
    writer.EndObject();
    context.streams.out << buffer.GetString() << "\n";
}

void print_table(Context& context, const std::vector<Outcome>& outcomes, const registry::Report& total) {
    Table table{{"file", "importer", "said", "repeated", "withdrawn", "notes", "doubts", "losses"}, {}};
    const auto row = [&](const std::string& file, const std::string& importer, const registry::Report& r) {
        const auto n = [](std::size_t count) { return Cell{static_cast<std::int64_t>(count)}; };
        table.rows.push_back(
            {file, importer, n(r.said), n(r.repeated), n(r.withdrawn), n(r.notes), n(r.doubts), n(r.losses)});
    };
    for (const auto& each : outcomes) row(each.file, each.importer, each.report);
    row("total", "", total);
    print(context, table);
}

void print_remarks(Context& context, const std::vector<Outcome>& outcomes, bool notes_too) {
    for (const auto& each : outcomes)
        for (const auto& remark : each.report.remarks) {
            if (remark.weight == registry::Remark::Weight::note && !notes_too) continue;
            context.streams.err << registry::name_of(remark.weight) << ": " << remark.what
                                << (remark.where.empty() ? "" : " (" + remark.where + ")") << "\n";
        }
}

void import(Context& context, const Options& options) {
    if (options.search_run && !options.citation.source.empty() &&
        options.citation.source != SearchRun::source)
        throw Refusal(exit_usage, "--search-run records what was read of " + std::string{SearchRun::source} +
                                      ", not of " + options.citation.source);
    std::vector<std::string> left_out;
    const auto files = files_to_import(options.paths, left_out);
    for (const auto& each : left_out) context.streams.err << "left out: " << each << " (not a source)\n";
    auto database = context.open_or_make();
    std::vector<Outcome> outcomes;
    registry::Report total;
    SearchRun run;
    for (const auto& file : files) {
        progress(context, outcomes.size(), files.size(), file.name);
        outcomes.push_back(options.search_run ? import_of_run(database, file, options, context, run)
                                              : import_one(database, file, options, context, nullptr));
        add(total, outcomes.back().report);
    }
    if (options.search_run) {
        outcomes.push_back(record_run(database, run, options, context));
        add(total, outcomes.back().report);
    }
    progress(context, files.size(), files.size(), "");
    if (context.as() == Format::json)
        print_json(context, outcomes, total);
    else
        print_table(context, outcomes, total);
    print_remarks(context, outcomes, options.verbose);
    if (total.notes > 0 && !options.verbose)
        context.streams.err << "notes: " << total.notes << " (import -v or placet remarks shows them)\n";
    if (options.dry_run) context.streams.err << "dry run: nothing was kept\n";
    context.exit_code = total.losses > 0                 ? exit_losses
                        : total.doubts + total.notes > 0 ? exit_remarks
                                                         : exit_clean;
}

}  // namespace

void add_import(CLI::App& app, Context& context) {
    auto options = std::make_shared<Options>();
    auto& command =
        *app.add_subcommand("import", "Take in files or folders of official documents; - is standard input");
    command.add_option("paths", options->paths, "Files, folders, or -")->required();
    command.add_flag("--dry-run", options->dry_run, "Show what would change; keep nothing");
    command.add_flag("--verbose,-v", options->verbose, "Print notes too, not only doubts and losses");
    command.add_flag("--search-run", options->search_run,
                     "The files are a run of the Belgian gazette's issues: also record what was read, what "
                     "was not, and whose awaited publication was not found");
    options->citation.add_to(command, "Whose document it is, where the file does not say", false);
    command.add_option("--retrieved", options->retrieved, "The day it was fetched");
    command.add_option("--language", options->language, "Its language (BCP 47)");
    command.callback(
        [&context, options] { context.chosen = [&context, options] { import(context, *options); }; });
}

}  // namespace server::program
