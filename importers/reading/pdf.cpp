#include "importers/reading/pdf.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace importers::reading {
namespace {

using Clock = std::chrono::steady_clock;

class Pipe {
public:
    Pipe() { open_ = pipe2(ends_.data(), O_CLOEXEC) == 0; }
    ~Pipe() { close(0), close(1); }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    bool is_open() const { return open_; }
    int end(std::size_t which) const { return ends_[which]; }
    void close(std::size_t which) {
        if (ends_[which] >= 0) ::close(ends_[which]);
        ends_[which] = -1;
    }

private:
    std::array<int, 2> ends_{-1, -1};
    bool open_ = false;
};

constexpr int not_installed = 127;

// In the child: only calls that are safe after fork, then pdftotext from standard input to standard output.
[[noreturn]] void become_pdftotext(int in, int out, const PdfLimits& limits) {
    const rlimit memory{limits.memory, limits.memory};
    const auto seconds = static_cast<rlim_t>(limits.time.count() / 1000 + 1);
    const rlimit time{seconds, seconds}, nothing{0, 0};
    setrlimit(RLIMIT_AS, &memory);
    setrlimit(RLIMIT_CPU, &time);
    setrlimit(RLIMIT_CORE, &nothing);
    setrlimit(RLIMIT_FSIZE, &nothing);  // it may write to the pipe only
    const int quiet = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (dup2(in, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 ||
        (quiet >= 0 && dup2(quiet, STDERR_FILENO) < 0))
        _exit(not_installed);
    execlp("pdftotext", "pdftotext", "-q", "-enc", "UTF-8", "-", "-", static_cast<char*>(nullptr));
    _exit(not_installed);
}

// Feeds the bytes and gathers the text until the child closes its end; what went wrong, or nothing.
std::string exchange(std::string_view bytes, Pipe& in, Pipe& out, const PdfLimits& limits,
                     std::string& text) {
    const auto deadline = Clock::now() + limits.time;
    std::size_t fed = 0;
    std::array<char, 1 << 16> block;
    fcntl(in.end(1), F_SETFL, O_NONBLOCK);
    for (;;) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
        if (left <= 0) return "reading its text took too long";
        std::array<pollfd, 2> waiting{pollfd{out.end(0), POLLIN, 0}, pollfd{in.end(1), POLLOUT, 0}};
        if (poll(waiting.data(), in.end(1) >= 0 ? 2 : 1, static_cast<int>(left)) < 0 && errno != EINTR)
            return "its text could not be read";
        if (in.end(1) >= 0 && (waiting[1].revents & (POLLOUT | POLLERR | POLLHUP)) != 0) {
            const auto wrote = write(in.end(1), bytes.data() + fed, bytes.size() - fed);
            if (wrote > 0) fed += static_cast<std::size_t>(wrote);
            if (fed == bytes.size() || (wrote < 0 && errno != EAGAIN && errno != EINTR)) in.close(1);
        }
        if ((waiting[0].revents & (POLLIN | POLLHUP | POLLERR)) == 0) continue;
        const auto got = ::read(out.end(0), block.data(), block.size());
        if (got == 0) return {};
        if (got < 0 && errno != EINTR) return "its text could not be read";
        if (got > 0) text.append(block.data(), static_cast<std::size_t>(got));
        if (text.size() > limits.output) return "it holds more text than is kept";
    }
}

}  // namespace

registry::Result<std::string> pdf_text(std::string_view bytes, const PdfLimits& limits) {
    Pipe in, out;
    if (!in.is_open() || !out.is_open()) return registry::problem("no pipe could be opened to read its text");
    // A child that closes its input early must not end this process by SIGPIPE.
    struct sigaction ignore {
    }, before{};
    ignore.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &ignore, &before);
    const pid_t child = fork();
    if (child < 0) return registry::problem("no process could be started to read its text");
    if (child == 0) become_pdftotext(in.end(0), out.end(1), limits);
    in.close(0), out.close(1);

    std::string text;
    const auto wrong = exchange(bytes, in, out, limits, text);
    in.close(1);
    if (!wrong.empty()) kill(child, SIGKILL);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    sigaction(SIGPIPE, &before, nullptr);

    if (!wrong.empty()) return registry::problem(wrong);
    if (WIFEXITED(status) && WEXITSTATUS(status) == not_installed)
        return registry::problem("its text is not read: pdftotext (poppler-utils) is not installed");
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return registry::problem("it is damaged, and its text cannot be read");
    return text;
}

}  // namespace importers::reading
