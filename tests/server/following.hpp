// A site with forms over a small store, a clock in hand, and what a person following things does there.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "registry/store/outbox.hpp"
#include "server/forms.hpp"
#include "server/site.hpp"
#include "tests/server/pages_made.hpp"
#include "tests/support/scratch.hpp"

namespace test {

using Fields = std::vector<std::pair<std::string, std::string>>;

class Following {
public:
    explicit Following(server::FormSettings forms = {});
    server::Response get(std::string target, server::Headers = {}, std::string method = "GET");
    server::Response post(std::string target, const Fields& form, std::string client = "192.0.2.1",
                          server::Headers = {});
    server::Response send(std::string target, std::string body, std::string type,
                          std::string client = "192.0.2.1");
    void take_in(std::string_view exchange_xml, const std::string& file);
    void at(std::string instant) { now_ = std::move(instant); }
    registry::Now now() const;
    registry::store::Database& database() { return database_; }

    // What is sent with the form as it stands, for the instrument of the small store.
    server::Response follow(const std::string& address, Fields more = {});
    // Addresses of this site behind the secret links of a subscriber, by his mail address; empty: nobody.
    std::string confirm_path(std::string_view address);  // of what he asked for last
    std::string manage_path(std::string_view address);
    std::string stop_path(std::string_view address, std::size_t which = 0);
    std::string calendar_path(std::string_view address);
    // Of each of his subscriptions, in order.
    std::vector<std::string> confirm_paths(std::string_view address);
    // Follows and confirms.
    void followed(const std::string& address, Fields more = {});
    std::size_t letters(registry::Letter);
    bool knows(std::string_view address);

    std::vector<std::string> reported;

    static constexpr std::string_view base = "https://placet.test";

private:
    Scratch scratch_;
    registry::store::Database database_;
    std::string now_ = "2021-10-12T12:00:00Z";
    server::Site site_;
};

std::string form_text(const Fields&);
std::string body_of(const server::Response&);

}  // namespace test
