// How messages go out: the options `placet deliver` and `placet serve` share, and the thread that sends.
#pragma once
#include <functional>
#include <memory>
#include <string>

#include "registry/model/now.hpp"
#include "registry/store/database.hpp"
#include "server/delivery/deliver.hpp"

namespace CLI {
class App;
}

namespace server::program {

struct Sending {
    std::string smtp, tls = "required", smtp_ca, user, password_file, from, bounces;
    bool webhooks = false, loopback = false;
    std::string webhooks_ca;

    void add_to(CLI::App&);
    bool any() const { return !smtp.empty() || webhooks; }
    // Refuses (64) what does not fit together, (74) a file that cannot be read.
    delivery::Ways ways() const;
};
// Of this process and run: host, process, chance.
std::string name_of_run();

// Sends until it goes out of scope: when something is due, when anybody has committed, and once a minute.
// Errors are told by `post.report`, and it goes on.
class Delivering {
public:
    Delivering(registry::store::Database&, delivery::Ways, delivery::Post);
    ~Delivering();  // waits for what is being sent

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace server::program
