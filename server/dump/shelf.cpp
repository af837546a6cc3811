#include "server/dump/shelf.hpp"

#include <algorithm>

namespace server::dump {
namespace {
constexpr std::size_t kept = 2;  // whoever is downloading the one before the newest may end
}

Shelf::Shelf(registry::store::Database& database, std::filesystem::path folder,
             std::function<registry::Now()> now, std::function<void(const std::string&)> report)
    : database_(database), folder_(std::move(folder)), now_(std::move(now)), report_(std::move(report)) {
    if (!offers()) return;
    tidy(folder_, kept);
    there_ = dumps_in(folder_);
}

Shelf::~Shelf() {
    stop_ = true;
    if (thread_.joinable()) thread_.join();
}

std::vector<Dump> Shelf::there() const {
    const std::lock_guard lock(mutex_);
    return there_;
}

bool Shelf::ask_for(const std::string& edition) {
    if (!offers()) return false;
    const std::lock_guard lock(mutex_);
    if (making_) return true;
    const bool here = std::any_of(there_.begin(), there_.end(),
                                  [&](const Dump& each) { return each.edition == edition; });
    if (here || failed_ == edition) return false;
    if (thread_.joinable()) thread_.join();  // it has ended: making_ is false
    making_ = true;
    failed_ = edition;  // until it is known better
    thread_ = std::thread([this] { make_one(); });
    return true;
}

void Shelf::make_one() {
    std::optional<Dump> made;
    try {
        made = make(database_, folder_, now_(), stop_);
        if (made) tidy(folder_, kept);
    } catch (const std::exception& error) {
        report_(std::string{"a dump could not be made: "} + error.what());
    }
    const std::lock_guard lock(mutex_);
    if (made) {
        there_ = dumps_in(folder_);
        failed_.clear();
    }
    making_ = false;
}

std::optional<Shelf::Found> Shelf::find(std::string_view edition, std::string_view name) const {
    for (const auto& dump : there())
        for (const auto& about : dump.files)
            if (dump.edition == edition && about.name == name)
                if (auto file = OpenFile::open(folder_ / dump.edition / about.name))
                    return Found{std::move(file), about};
    return std::nullopt;
}

}  // namespace server::dump
