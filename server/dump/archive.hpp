// A zip file written entry by entry, each as it comes: nothing is held whole in memory. By libarchive.
#pragma once
#include <ctime>
#include <filesystem>
#include <memory>
#include <string_view>

struct archive;

namespace server::dump {

class Zip {
public:
    // Throws std::runtime_error, as all here do, when the file cannot be written.
    Zip(const std::filesystem::path&, std::time_t of_entries);
    ~Zip();  // without close(): what there is of the file is of no use
    Zip(const Zip&) = delete;
    Zip& operator=(const Zip&) = delete;

    void begin(std::string_view name);  // ends the entry before
    void write(std::string_view bytes);
    void close();

private:
    void check(int code) const;
    struct Freed {
        void operator()(archive*) const;
    };
    std::unique_ptr<archive, Freed> archive_;
    std::time_t time_;
};

}  // namespace server::dump
