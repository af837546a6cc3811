// Runs a fuzz target over the files of the given folders, without a fuzzer: what was once found stays found.
// Each file is also given cut short and with a byte changed, so that a small corpus goes a little further.
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void give(const std::string& bytes) {
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

}  // namespace

int main(int count, char** folders) {
    int files = 0;
    give("");
    for (int i = 1; i < count; ++i)
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folders[i])) {
            if (!entry.is_regular_file()) continue;
            std::ifstream in(entry.path(), std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
            std::printf("%s\n", entry.path().c_str());
            give(bytes);
            for (std::size_t part = 1; part < 8; ++part) {
                give(bytes.substr(0, bytes.size() * part / 8));
                auto changed = bytes;
                if (!changed.empty())
                    changed[(changed.size() - 1) * part / 8] ^= static_cast<char>(0x15 + part);
                give(changed);
            }
            ++files;
        }
    std::printf("%d files\n", files);
    return files > 0 ? 0 : 1;  // an empty corpus proves nothing
}
