#include "server/dump/archive.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <stdexcept>
#include <string>

namespace server::dump {

void Zip::Freed::operator()(archive* a) const {
    archive_write_fail(a);  // nothing more is written when it was not closed
    archive_write_free(a);
}

void Zip::check(int code) const {
    if (code == ARCHIVE_OK) return;
    const auto* why = archive_error_string(archive_.get());
    throw std::runtime_error(std::string{"the zip file cannot be written: "} + (why ? why : "unknown"));
}

Zip::Zip(const std::filesystem::path& file, std::time_t of_entries)
    : archive_(archive_write_new()), time_(of_entries) {
    if (!archive_) throw std::bad_alloc();
    check(archive_write_set_format_zip(archive_.get()));
    check(archive_write_set_options(archive_.get(), "zip:compression=deflate"));
    check(archive_write_open_filename(archive_.get(), file.c_str()));
}

Zip::~Zip() = default;

void Zip::begin(std::string_view name) {
    const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry{archive_entry_new(),
                                                                              &archive_entry_free};
    if (!entry) throw std::bad_alloc();
    archive_entry_set_pathname_utf8(entry.get(), std::string{name}.c_str());
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    archive_entry_set_mtime(entry.get(), time_, 0);
    check(archive_write_header(archive_.get(), entry.get()));
}

void Zip::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto went = archive_write_data(archive_.get(), bytes.data(), bytes.size());
        if (went <= 0) check(ARCHIVE_FATAL);
        bytes.remove_prefix(static_cast<std::size_t>(went));
    }
}

void Zip::close() { check(archive_write_close(archive_.get())); }

}  // namespace server::dump
