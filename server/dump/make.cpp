#include "server/dump/make.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
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
#include "registry/store/taken_down.hpp"
#include "server/dump/archive.hpp"
#include "server/dump/folder.hpp"
#include "server/dump/manifest.hpp"

namespace server::dump {
namespace {

namespace fs = std::filesystem;
namespace store = registry::store;

struct Made {
    const char *name, *media;
};
constexpr std::array<Made, 3> files{{{"placet.sqlite", "application/vnd.sqlite3"},
                                     {"placet-csv.zip", "application/zip"},
                                     {"placet-exchange.zip", "application/zip"}}};

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
        zip.write(csv_line({party.id, party.kind, party.label.in(Lang::nl), party.label.in(Lang::fr),
                            party.label.in(Lang::de), party.label.in(Lang::en)}));
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

std::optional<Dump> found_in(const fs::path& folder) {
    auto dump = manifest_in(folder);
    if (dump) dump->found = true;
    return dump;
}

// False: told to stop.
bool write_all(store::Database& database, store::Reader& reader, const fs::path& into,
               const registry::Now& now, Dump& dump, const std::atomic<bool>& stop) {
    const auto time = std::chrono::system_clock::to_time_t(std::chrono::sys_seconds{now.today});
    const auto copy = into / files[0].name;
    if (!store::copy_public(database, copy, reader.revision()))
        throw std::runtime_error("the registry changed while its dump was begun");
    if (stop) return false;
    write_lists(copy, into / files[1].name, time);
    if (!write_records(reader, now, into / files[2].name, time, stop)) return false;
    for (const auto& [name, media] : files) dump.files.push_back(described(into, name, media));
    write_text(into / manifest_name, write_manifest(dump));
    for (const auto& each : fs::directory_iterator(into)) settle(each.path());
    settle(into);
    return true;
}

// Takes what was begun away again, however making it ends.
class Begun {
public:
    explicit Begun(fs::path folder) : folder_(std::move(folder)) { fs::create_directories(folder_); }
    Begun(const Begun&) = delete;
    Begun& operator=(const Begun&) = delete;
    ~Begun() {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    const fs::path& folder() const { return folder_; }

private:
    fs::path folder_;
};

// Of a dump that a document taken down meanwhile is still in, nothing may stay.
void nothing_taken_down_since(store::Database& database, std::uint64_t revision) {
    auto reader = database.read();
    if (store::public_copies_from(reader) > revision)
        throw std::runtime_error("a document was taken down while the dump was made");
}

std::optional<Dump> make_in_turn(store::Database& database, const fs::path& folder, const registry::Now& now,
                                 const std::atomic<bool>& stop) {
    auto reader = database.read();
    const auto stamp = store::stamp(reader);
    Dump dump{edition_now(reader), reader.revision(), now.instant, stamp.changed_at, {}, false};
    const auto there = folder / dump.edition;
    if (auto before = found_in(there)) return before;  // somebody else's, whose turn it was before
    const Begun begun(fs::path{there.string() + std::string{unfinished}});
    if (!write_all(database, reader, begun.folder(), now, dump, stop)) return std::nullopt;
    nothing_taken_down_since(database, dump.revision);
    fs::remove_all(there);  // it has our name and no manifest that can be read: damaged
    fs::rename(begun.folder(), there);
    settle(folder);
    return dump;
}

}  // namespace

std::string edition_now(store::Reader& reader) {
    return edition_of(store::stamp(reader).identity, reader.revision());
}

bool is_file_name(std::string_view name) {
    return std::any_of(files.begin(), files.end(), [&](const Made& each) { return each.name == name; });
}

std::optional<Dump> make(store::Database& database, const fs::path& folder, const registry::Now& now,
                         const std::atomic<bool>& stop) {
    const auto [identity, edition] = [&] {
        auto reader = database.read();
        return std::pair{store::stamp(reader).identity, edition_now(reader)};
    }();
    if (auto before = found_in(folder / edition)) return before;
    const auto turn = Turn::wait(folder, stop);
    if (!turn) return std::nullopt;
    clear_unfinished(*turn, folder, identity);
    return make_in_turn(database, folder, now, stop);
}

std::vector<Dump> dumps_in(const fs::path& folder, std::string_view identity) {
    std::vector<Dump> dumps;
    std::error_code error;
    for (fs::directory_iterator each(folder, error), end; !error && each != end; each.increment(error)) {
        const auto name = each->path().filename().string();
        if (!is_edition(name, identity)) continue;
        if (auto dump = manifest_in(each->path()); dump && dump->edition == name)
            dumps.push_back(*std::move(dump));
    }
    std::sort(dumps.begin(), dumps.end(), [](const Dump& a, const Dump& b) {
        return std::tie(b.made_at, b.revision) < std::tie(a.made_at, a.revision);
    });
    return dumps;
}

void tidy(const fs::path& folder, std::string_view identity, std::size_t kept) noexcept {
    try {
        if (!fs::is_directory(folder)) return;
        if (const auto turn = Turn::if_free(folder)) clear_unfinished(*turn, folder, identity);
        const auto dumps = dumps_in(folder, identity);
        for (std::size_t i = kept; i < dumps.size(); ++i) take_away(folder, dumps[i].edition);
    } catch (const std::exception&) {
        // A folder that cannot be written is told of when a dump is to be made there.
    }
}

void withdraw(const fs::path& folder, std::string_view identity, std::uint64_t revision) {
    for (const auto& each : dumps_in(folder, identity))
        if (each.revision < revision) take_away(folder, each.edition);
}

}  // namespace server::dump
