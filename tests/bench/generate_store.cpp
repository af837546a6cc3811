// Makes a store of the size the pages are measured on: 60,000 instruments, 230 parties, 500,000 events, taken
// in by the same road as any file, on 180 days. The same arguments give the same store.
//
//   generate_store OUT.db [--scale 1.0] [--seed 1] [--now 2026-11-22]
#include <fmt/core.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <string>

#include "registry/exchange/exchange_xml.hpp"
#include "registry/intake/intake.hpp"
#include "tests/bench/generated/sayings.hpp"

namespace {

struct Options {
    std::string out;
    bench::Wanted wanted;
};

int usage(const std::string& wrong) {
    std::cerr << "generate_store: " << wrong
              << "\nusage: generate_store OUT.db [--scale 0.001..10] [--seed NUMBER] [--now YYYY-MM-DD]\n";
    return 64;
}

std::optional<std::string> read(int argc, char** argv, Options& options) {
    options.wanted.today = *registry::parse_day("2026-11-22");
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (!word.starts_with("--")) {
            if (!options.out.empty()) return "one store at a time: " + word;
            options.out = word;
            continue;
        }
        if (i + 1 == argc) return word + " needs a value";
        const std::string value = argv[++i];
        char* end = nullptr;
        if (word == "--scale") {
            options.wanted.scale = std::strtod(value.c_str(), &end);
            if (*end || options.wanted.scale < 0.001 || options.wanted.scale > 10)
                return "--scale is from 0.001 to 10: " + value;
        } else if (word == "--seed") {
            options.wanted.seed = std::strtoull(value.c_str(), &end, 10);
            if (*end) return "--seed is a number: " + value;
        } else if (word == "--now") {
            const auto day = registry::parse_day(value);
            if (!day) return "--now is a day such as 2026-11-22: " + value;
            options.wanted.today = *day;
        } else {
            return "unknown option " + word;
        }
    }
    if (options.out.empty()) return "name the file to make";
    if (std::filesystem::exists(options.out)) return options.out + " is there already";
    return std::nullopt;
}

registry::Now noon(registry::Day day) { return *registry::parse_now(registry::iso(day)); }

double seconds() {
    using namespace std::chrono;
    return duration<double>(steady_clock::now().time_since_epoch()).count();
}

void make(const Options& options) {
    const double started = seconds();
    const auto days = bench::import_days(options.wanted.today, options.wanted.scale < 0.2 ? 60 : 180);
    const auto world = bench::make_world(options.wanted, days.size());
    registry::store::Database database(options.out);
    std::map<std::string, std::size_t> remarks;
    std::size_t files = 0, statements = 0, bytes_in = 0, opened = 0, closed = 0;
    registry::Day last = days.front();
    bench::publish(world, options.wanted, days, [&](bench::File file) {
        if (file.recorded != last) registry::tick(database, noon(last = file.recorded));
        const auto bytes =
            file.importer == "evidence" ? file.batch.documents[0].text : registry::write_exchange(file.batch);
        const auto report = registry::take_in(
            database, {file.name, file.importer, bytes, std::move(file.batch)}, noon(file.recorded));
        ++files, statements += report.said, bytes_in += bytes.size();
        opened += report.opened, closed += report.closed;
        for (const auto& remark : report.remarks) ++remarks[remark.kind];
    });
    registry::tick(database, noon(options.wanted.today));
    fmt::print(
        "{}: {} instruments, {} parties taking part, {} files of {} bytes on {} days, {} statements said, "
        "{} findings opened and {} closed, in {:.0f} s\n",
        options.out, world.size(), bench::taking_part().size(), files, bytes_in, days.size(), statements,
        opened, closed, seconds() - started);
    for (const auto& [kind, count] : remarks) fmt::print("  remarks {}: {}\n", kind, count);
}

}  // namespace

int main(int argc, char** argv) {
    Options options;
    if (const auto wrong = read(argc, argv, options)) return usage(*wrong);
    try {
        make(options);
    } catch (const std::exception& error) {
        std::cerr << "generate_store: " << error.what() << "\n";
        return 74;
    }
    return 0;
}
