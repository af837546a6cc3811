#include "tests/server/following.hpp"

#include <gtest/gtest.h>

#include "registry/alerts/token.hpp"
#include "registry/exchange/exchange_xml.hpp"
#include "registry/intake/intake.hpp"
#include "server/http/message.hpp"

namespace test {
namespace {

namespace alerts = registry::alerts;
namespace store = registry::store;

server::SiteSettings settings(server::FormSettings forms, std::function<registry::Now()> now,
                              std::vector<std::string>& reported) {
    server::SiteSettings made;
    made.base_url = Following::base;
    made.now = std::move(now);
    made.report = [&reported](const std::string& line) { reported.push_back(line); };
    made.forms = std::move(forms);
    return made;
}

}  // namespace

Following::Following(server::FormSettings forms)
    : database_(scratch_ / "placet.db"),
      site_(database_, settings(
                           std::move(forms), [this] { return now(); }, reported)) {
    take_in(small_file, "small.xml");
}

registry::Now Following::now() const { return *registry::parse_now(now_); }

void Following::take_in(std::string_view xml, const std::string& file) {
    auto batch = registry::read_exchange(xml, file);
    ASSERT_TRUE(batch) << batch.error().what << " " << batch.error().where;
    registry::take_in(database_, {file, "exchange", xml, *std::move(batch)}, now());
}

server::Response Following::get(std::string target, server::Headers headers, std::string method) {
    server::Request request;
    request.method = std::move(method);
    request.target = std::move(target);
    request.headers = std::move(headers);
    return site_.answer(request);
}

server::Response Following::post(std::string target, const Fields& form, std::string client,
                                 server::Headers headers) {
    server::Request request;
    request.method = "POST";
    request.target = std::move(target);
    request.headers = std::move(headers);
    request.headers.emplace("Content-Type", "application/x-www-form-urlencoded");
    request.body = form_text(form);
    request.client = std::move(client);
    return site_.answer(request);
}

server::Response Following::send(std::string target, std::string body, std::string type, std::string client) {
    server::Request request;
    request.method = "POST";
    request.target = std::move(target);
    if (!type.empty()) request.headers.emplace("Content-Type", std::move(type));
    request.body = std::move(body);
    request.client = std::move(client);
    return site_.answer(request);
}

server::Response Following::follow(const std::string& address, Fields more) {
    Fields form{{"scope", "instrument"}, {"key", "test"},     {"channel", "mail"},
                {"address", address},    {"url", ""},         {"pace", "at-once"},
                {"state", "new"},        {"at-least", "none"}};
    for (auto& [name, value] : more) {
        bool set = false;
        for (auto& [known, old] : form)
            if (known == name) old = value, set = true;
        if (!set) form.emplace_back(name, value);
    }
    return post("/subscriptions", form);
}

std::string Following::confirm_path(std::string_view address) {
    const auto all = confirm_paths(address);
    return all.empty() ? "" : all.back();
}

std::vector<std::string> Following::confirm_paths(std::string_view address) {
    auto reader = database_.read();
    std::vector<std::string> all;
    if (const auto one = store::subscriber_by_address(reader, address))
        for (const auto& each : store::subscriptions_of(reader, one->id))
            all.push_back("/subscriptions/confirm/" + alerts::token(store::alerting_if_any(reader)->key,
                                                                    alerts::Purpose::confirm, each.nonce));
    return all;
}

std::string Following::manage_path(std::string_view address) {
    auto reader = database_.read();
    const auto one = store::subscriber_by_address(reader, address);
    const auto key = store::alerting_if_any(reader);
    return one && key
               ? "/subscriptions/manage/" + alerts::token(key->key, alerts::Purpose::manage, one->nonce)
               : "";
}

std::string Following::calendar_path(std::string_view address) {
    auto reader = database_.read();
    const auto one = store::subscriber_by_address(reader, address);
    const auto key = store::alerting_if_any(reader);
    return one && key
               ? "/subscriptions/calendar/" + alerts::token(key->key, alerts::Purpose::feed, one->nonce)
               : "";
}

std::string Following::stop_path(std::string_view address, std::size_t which) {
    auto reader = database_.read();
    const auto one = store::subscriber_by_address(reader, address);
    if (!one) return {};
    const auto all = store::subscriptions_of(reader, one->id);
    if (which >= all.size()) return {};
    return "/subscriptions/stop/" +
           alerts::token(store::alerting_if_any(reader)->key, alerts::Purpose::stop, all[which].nonce);
}

void Following::followed(const std::string& address, Fields more) {
    ASSERT_EQ(follow(address, std::move(more)).status, 202);
    ASSERT_EQ(post(confirm_path(address), {}).status, 200);
}

std::size_t Following::letters(registry::Letter kind) {
    auto reader = database_.read();
    std::size_t n = 0;
    for (const auto& [state, name] : registry::Names<registry::Posted>::table)
        for (const auto& each : store::messages_in(reader, name, 0, 1000)) n += each.kind == kind;
    return n;
}

bool Following::knows(std::string_view address) {
    auto reader = database_.read();
    return store::subscriber_by_address(reader, address).has_value();
}

std::string form_text(const Fields& form) {
    std::string text;
    for (const auto& [name, value] : form)
        text += (text.empty() ? "" : "&") + server::percent(name) + "=" + server::percent(value);
    return text;
}

std::string body_of(const server::Response& response) { return *response.body; }

}  // namespace test
