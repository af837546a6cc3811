// Build tool: writes a C++ file that holds the bytes of other files.
// embed OUT NAMESPACE HEADER FILE... ; the header declares: std::span<const File> files();
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

int main(int argc, char** argv) {
    if (argc < 4) {
        std::cerr << "embed OUT NAMESPACE HEADER FILE...\n";
        return 64;
    }
    std::string out = "#include \"" + std::string{argv[3]} + "\"\n\n#include <array>\n\nnamespace " +
                      argv[2] + " {\nnamespace {\n\n";
    std::string table;
    for (int i = 4; i < argc; ++i) {
        std::ifstream in(argv[i], std::ios::binary);
        if (!in) {
            std::cerr << "embed: cannot read " << argv[i] << "\n";
            return 74;
        }
        const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
        const std::string name = "file_" + std::to_string(i - 4);
        out += "constexpr char " + name + "[] =";
        for (std::size_t at = 0; at < bytes.size() || at == 0; at += 64) {
            out += "\n    \"";
            for (std::size_t k = at; k < at + 64 && k < bytes.size(); ++k) {
                char octal[8];
                std::snprintf(octal, sizeof octal, "\\%03o",
                              static_cast<unsigned>(static_cast<unsigned char>(bytes[k])));
                out += octal;
            }
            out += "\"";
        }
        out += ";\n";
        table += "    File{\"" + std::string{argv[i]} + "\", {" + name + ", " + std::to_string(bytes.size()) +
                 "}},\n";
    }
    out += "constexpr std::array<File, " + std::to_string(argc - 4) + "> all{{\n" + table +
           "}};\n\n}  // namespace\n\n" +
           "std::span<const File> files() { return all; }\n\n}  // namespace " + argv[2] + "\n";
    std::ofstream(argv[1], std::ios::binary) << out;
    return 0;
}
