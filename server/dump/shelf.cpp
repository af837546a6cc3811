#include "server/dump/shelf.hpp"

#include <algorithm>

#include "registry/store/snapshot.hpp"

namespace server::dump {
namespace {
constexpr std::size_t kept = 2;  // whoever is downloading the one before the newest may end
}

Shelf::Shelf(registry::store::Database& database, std::filesystem::path folder,
             std::function<registry::Now()> now, std::function<void(const std::string&)> report,
             std::chrono::seconds pause)
    : database_(database),
      folder_(std::move(folder)),
      now_(std::move(now)),
      report_(std::move(report)),
      pause_(pause) {
    if (!offers()) return;
    auto reader = database_.read();
    identity_ = registry::store::stamp(reader).identity;
    tidy(folder_, identity_, kept);
    look_again();
}

Shelf::~Shelf() {
    stop_ = true;
    if (thread_.joinable()) thread_.join();
}

std::vector<Dump> Shelf::there() const {
    const std::lock_guard lock(mutex_);
    return there_;
}

void Shelf::look_again() {
    there_ = dumps_in(folder_, identity_);
    std::erase_if(there_, [&](const Dump& each) { return each.revision < withdrawn_before_; });
}

bool Shelf::ask_for(const std::string& edition) {
    if (!offers()) return false;
    const std::lock_guard lock(mutex_);
    if (making_) return true;
    look_again();
    const bool here =
        std::any_of(there_.begin(), there_.end(), [&](const Dump& each) { return each.edition == edition; });
    if (here || std::chrono::steady_clock::now() < not_before_) return false;
    if (thread_.joinable()) thread_.join();  // it has ended: making_ is false
    making_ = true;
    thread_ = std::thread([this] { make_one(); });
    return true;
}

void Shelf::make_one() {
    bool failed = false;
    try {
        if (make(database_, folder_, now_(), stop_)) tidy(folder_, identity_, kept);
    } catch (const std::exception& error) {
        failed = true;
        report_(std::string{"a dump could not be made: "} + error.what());
    }
    const std::lock_guard lock(mutex_);
    look_again();
    if (failed) not_before_ = std::chrono::steady_clock::now() + pause_;
    making_ = false;
}

void Shelf::withdraw_before(std::uint64_t revision) {
    if (!offers()) return;
    const std::lock_guard lock(mutex_);
    if (revision <= withdrawn_before_) return;
    withdrawn_before_ = revision;
    withdraw(folder_, identity_, revision);
    look_again();
}

std::optional<Shelf::Found> Shelf::find(std::string_view edition, std::string_view name) {
    const std::lock_guard lock(mutex_);
    const auto is_it = [&](const Dump& each) { return each.edition == edition; };
    if (std::none_of(there_.begin(), there_.end(), is_it)) look_again();  // another process may have made it
    for (const auto& dump : there_)
        for (const auto& about : dump.files)
            if (is_it(dump) && about.name == name)
                if (auto file = OpenFile::open(folder_ / dump.edition / about.name))
                    return Found{std::move(file), about};
    return std::nullopt;
}

}  // namespace server::dump
