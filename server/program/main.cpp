// The program placet: arguments and standard streams in, exit code out.
#include <sqlite3.h>
#include <unistd.h>

#include <iostream>

#include "server/program/program.hpp"

int main(int argc, char** argv) {
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);  // before the first connection: no global lock per allocation
    std::ios::sync_with_stdio(false);
    server::program::Streams streams{std::cin, std::cout, std::cerr, isatty(STDERR_FILENO) == 1};
    return server::program::run({argv + 1, argv + argc}, streams);
}
