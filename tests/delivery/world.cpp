#include "tests/delivery/world.hpp"

#include <stdexcept>

#include "registry/base/xml.hpp"
#include "registry/exchange/exchange_xml.hpp"
#include "registry/intake/intake.hpp"
#include "server/letters/parts.hpp"

namespace test {

using namespace server::delivery;

World::World() : database_(scratch_ / "store.db") {}

registry::Now World::now() const { return *registry::parse_now(server::letters::instant_text(clock_)); }

void World::title(const std::string& text) { title_ = text; }

void World::signs(const std::string& party, int days_ago) {
    const auto day = registry::iso(now().today - std::chrono::days{days_ago});
    const auto n = std::to_string(++imports_);
    const auto bytes =
        R"(<registry xmlns="urn:placet:exchange:1" source="editor" title="By hand" language="en"><instrument id="pact" kind="convention"><title lang="en">)" +
        registry::escape_xml(title_) +
        R"(</title></instrument><document source="un-mtdsg" title="Notification )" + n +
        R"(" language="en"><statement instrument="pact" party=")" + party + R"(" milestone="signed" when=")" +
        day + R"("/></document></registry>)";
    auto batch = registry::read_exchange(bytes, n + ".xml");
    if (!batch) throw std::runtime_error(batch.error().where + ": " + batch.error().what);
    registry::take_in(database_, {n + ".xml", "exchange", bytes, std::move(*batch)}, now());
}

registry::alerts::Wish World::wish(const std::string& address) {
    registry::alerts::Wish wish;
    wish.selector = {registry::Watched::instrument, "pact", {}, registry::Severity::none};
    wish.address = address;
    wish.confirmed = true;
    return wish;
}

registry::alerts::Asked World::asks(registry::alerts::Wish wish) {
    auto writer = database_.write();
    const auto asked = registry::alerts::subscribe(writer, wish, now());
    if (!asked) throw std::runtime_error(asked.error().what);
    writer.commit();
    return *asked;
}

registry::alerts::Asked World::subscribes(const std::string& address, registry::Pace pace) {
    auto one = wish(address);
    one.pace = pace;
    return asks(one);
}

registry::alerts::Asked World::hooks(const std::string& url, const std::string& owner) {
    auto one = wish(owner);
    one.channel = registry::Channel::webhook;
    one.url = url;
    return asks(one);
}

void World::settings(registry::Instant gather, std::int64_t most_lines, std::int64_t hold_above,
                     std::string hub) {
    auto writer = database_.write();
    auto settings = registry::store::alerting(writer);
    settings.gather = gather, settings.most_lines = most_lines, settings.hold_above = hold_above,
    settings.hub = std::move(hub);
    registry::store::put_alerting(writer, settings);
    writer.commit();
}

Ways World::ways() {
    Ways ways;
    if (with_mail)
        ways.mail = [this](const Mail& mail) {
            const std::lock_guard lock(mutex_);
            mails.push_back(mail);
            return mail_goes;
        };
    if (with_hooks)
        ways.webhook = [this](const registry::Endpoint& to, std::string_view id, registry::Instant,
                              std::string_view payload) {
            const std::lock_guard lock(mutex_);
            posted.push_back({to.url, std::string{id}, std::string{payload}});
            return hook_goes;
        };
    ways.hub = [this](std::string_view, std::string_view topic) {
        pinged.emplace_back(topic);
        return hub_goes;
    };
    return ways;
}

Post World::post(const std::string& who) {
    Post post;
    post.base_url = "https://placet.test";
    post.who = who;
    post.now = [this] { return now(); };
    post.report = [this](const std::string& line) {
        const std::lock_guard lock(mutex_);
        said.push_back(line);
    };
    return post;
}

Delivered World::deliver(const std::string& who) {
    return server::delivery::deliver(database_, ways(), post(who));
}

std::uintmax_t World::written() const { return std::filesystem::file_size(scratch_ / "store.db-wal"); }

std::vector<registry::Outgoing> World::in_state(registry::Posted state) {
    auto reader = database_.read();
    return registry::store::messages_in(reader, registry::name_of(state), 0, 1000);
}

}  // namespace test
