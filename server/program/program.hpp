// The program without its process: arguments and streams in, exit code out. Exit codes (semantics 7): 0
// clean, 1 remarks, 2 losses, 64 usage, 74 unreadable file or store.
#pragma once
#include <iosfwd>
#include <string>
#include <vector>

namespace server::program {

inline constexpr int exit_clean = 0, exit_remarks = 1, exit_losses = 2, exit_usage = 64, exit_unreadable = 74;

struct Streams {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    bool terminal = false;  // err is a terminal: draw progress
};

// `arguments` without the program's name.
int run(std::vector<std::string> arguments, Streams&);

}  // namespace server::program
