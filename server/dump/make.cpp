#include "server/dump/make.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <stdexcept>
#include <tuple>

#include "registry/answers/answers.hpp"
#include "registry/answers/exchange_of.hpp"
#include "registry/base/bytes.hpp"
#include "registry/model/vocabulary.hpp"
#include "registry/store/public_copy.hpp"
#include "registry/store/snapshot.hpp"
#include "server/dump/archive.hpp"
#include "server/dump/manifest.hpp"

namespace server::dump {
namespace {

namespace fs = std::filesystem;
namespace store = registry::store;

constexpr std::string_view unfinished = ".part";

// RFC 4180. What a spreadsheet would take for a formula stays what it is: these are data for programs too.
std::string csv_line(const store::Row& row) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (i) line += ',';
        if (row[i].find_first_of("\",\r\n") == std::string_view::npos) {
            line += row[i];
            continue;
        }
        line += '"';
        for (const char c : row[i]) line += c == '"' ? std::string{"\"\""} : std::string(1, c);
        line += '"';
    }
    return line + "\r\n";
}

// Parties are declared with the program, not in the store.
void write_parties(Zip& zip) {
    zip.begin("parties.csv");
    zip.write(csv_line({"party", "kind", "nl", "fr", "de", "en"}));
    for (const auto& party : registry::Vocabulary::built_in().parties()) {
        using registry::Lang;
        zip.write(csv_line({party.id, party.kind, party.label.in(Lang::nl),
                            party.label.in(Lang::fr), party.label.in(Lang::de), party.label.in(Lang::en)}));
    }
}

void write_lists(const fs::path& copy, const fs::path& file, std::time_t time) {
    Zip zip(file, time);
    for (const auto list : store::public_lists()) {
        zip.begin(std::string{list} + ".csv");
        store::read_public_list(copy, list, [&](const store::Row& row) { zip.write(csv_line(row)); });
    }
    write_parties(zip);
    zip.close();
}

bool write_records(store::Reader& reader, const registry::Now& now, const fs::path& file, std::time_t time,
                   const std::atomic<bool>& stop) {
    Zip zip(file, time);
    registry::Asked asked;
    asked.on = asked.today = now.today;
    for (const auto& id : store::instruments_there(reader)) {
        if (stop) return false;
        const auto head = store::head(reader, id, {});
        zip.begin("instruments/" + id + ".xml");
        zip.write(registry::exchange_of(reader, head, asked));
    }
    zip.close();
    return true;
}

File described(const fs::path& folder, std::string name, std::string media) {
    const auto path = folder / name;
    return {std::move(name), std::move(media), registry::sha256_of_file(path), fs::file_size(path)};
}

void write_text(const fs::path& file, const std::string& text) {
    std::ofstream out(file, std::ios::binary);
    out << text << std::flush;
    if (!out) throw std::runtime_error(file.string() + ": cannot be written");
}

// On the disk before it gets its name: what stands under the name is whole after a power cut too.
void settle(const fs::path& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool done = fd >= 0 && ::fsync(fd) == 0;
    if (fd >= 0) ::close(fd);
    if (!done) throw std::runtime_error(path.string() + ": cannot be written to the disk");
}

std::optional<Dump> manifest_in(const fs::path& folder) {
    std::ifstream in(folder / manifest_name, std::ios::binary);
    return read_manifest(std::string{std::istreambuf_iterator<char>{in}, {}});
}

// False: told to stop.
bool write_all(store::Database& database, store::Reader& reader, const fs::path& into, const registry::Now& now,
               Dump& dump, const std::atomic<bool>& stop) {
    const auto time = std::chrono::system_clock::to_time_t(std::chrono::sys_seconds{now.today});
    const auto copy = into / "placet.sqlite";
    if (!store::copy_public(database, copy, reader.revision()))
        throw std::runtime_error("the registry changed while its dump was begun");
    if (stop) return false;
    write_lists(copy, into / "placet-csv.zip", time);
    if (!write_records(reader, now, into / "placet-exchange.zip", time, stop)) return false;
    dump.files = {described(into, "placet.sqlite", "application/vnd.sqlite3"),
                  described(into, "placet-csv.zip", "application/zip"),
                  described(into, "placet-exchange.zip", "application/zip")};
    write_text(into / manifest_name, write_manifest(dump));
    for (const auto& each : fs::directory_iterator(into)) settle(each.path());
    settle(into);
    return true;
}

}  // namespace

std::string edition_now(store::Reader& reader) {
    return store::stamp(reader).identity + "-" + std::to_string(reader.revision());
}

std::optional<Dump> make(store::Database& database, const fs::path& folder, const registry::Now& now,
                         const std::atomic<bool>& stop) {
    auto reader = database.read();
    const auto stamp = store::stamp(reader);
    Dump dump{edition_now(reader), reader.revision(), now.instant, stamp.changed_at, {}};
    const auto there = folder / dump.edition;
    if (auto before = manifest_in(there)) return before;
    const auto into = fs::path{there.string() + std::string{unfinished}};
    fs::remove_all(into);
    fs::create_directories(into);
    try {
        if (!write_all(database, reader, into, now, dump, stop)) {
            fs::remove_all(into);
            return std::nullopt;
        }
        fs::remove_all(there);
        fs::rename(into, there);
    } catch (...) {
        std::error_code ignored;
        fs::remove_all(into, ignored);
        throw;
    }
    return dump;
}

std::vector<Dump> dumps_in(const fs::path& folder) {
    std::vector<Dump> dumps;
    std::error_code error;
    for (fs::directory_iterator each(folder, error), end; !error && each != end; each.increment(error))
        if (each->path().extension() != unfinished)
            if (auto dump = manifest_in(each->path()); dump && dump->edition == each->path().filename().string())
                dumps.push_back(*std::move(dump));
    std::sort(dumps.begin(), dumps.end(), [](const Dump& a, const Dump& b) {
        return std::tie(b.made_at, b.revision) < std::tie(a.made_at, a.revision);
    });
    return dumps;
}

void tidy(const fs::path& folder, std::size_t kept) {
    std::error_code error;
    std::vector<fs::path> gone;
    for (fs::directory_iterator each(folder, error), end; !error && each != end; each.increment(error))
        if (each->path().extension() == unfinished) gone.push_back(each->path());
    const auto dumps = dumps_in(folder);
    for (std::size_t i = kept; i < dumps.size(); ++i) gone.push_back(folder / dumps[i].edition);
    for (const auto& each : gone) fs::remove_all(each, error);
}

}  // namespace server::dump
