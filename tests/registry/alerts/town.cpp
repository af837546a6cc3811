#include "tests/registry/alerts/town.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace test {

using namespace registry;

Town::Town() : database_(scratch_ / "placet.db") {}

Now Town::at(std::string_view text) { return *parse_now(text); }

Report Town::page(const std::string& number, std::string_view day, std::vector<Row> rows,
                  const std::string& title) {
    const Alias treaty{"MTDSG", number};
    Batch batch;
    Document document;
    document.source = "un-mtdsg", document.title = "Status of " + number, document.media_type = "text/plain";
    document.language = "en", document.covers = {treaty};
    document.as_of = parse_when(day.substr(0, 10));
    batch.documents = {document};
    for (const auto& row : rows) {
        Statement said;
        said.instrument = treaty, said.party = row.party, said.milestone = row.milestone;
        said.when = *parse_when(row.date), said.place = row.party + " " + row.milestone;
        batch.statements.push_back(said);
    }
    batch.descriptions = {{treaty, "title", "en", title, 0, "head"},
                          {treaty, "kind", "", "convention", 0, "head"}};
    const auto bytes = number + " " + std::string{day} + " " + std::to_string(++files_);
    return take_in(database_, {number + ".html", "test", bytes, batch}, at(day));
}

Report Town::tick(std::string_view day) { return registry::tick(database_, at(day)); }

std::int64_t Town::watch(std::string_view scope, std::string_view key, const std::string& address,
                         std::string_view kinds, std::string_view at_least, Pace pace) {
    auto writer = database_.write();
    const auto selector = alerts::read_selector(writer, scope, key, kinds, at_least);
    if (!selector) throw std::runtime_error(selector.error().where + ": " + selector.error().what);
    alerts::Wish wish;
    wish.selector = *selector, wish.address = address, wish.pace = pace, wish.confirmed = true;
    const auto asked = alerts::subscribe(writer, wish, at("2020-01-01T12:00:00Z"));
    writer.commit();
    return asked.value().subscription;
}

std::int64_t Town::watch_by_feed(std::string_view scope, std::string_view key) {
    auto writer = database_.write();
    alerts::Wish wish;
    wish.selector = alerts::read_selector(writer, scope, key).value(), wish.channel = Channel::feed;
    const auto asked = alerts::subscribe(writer, wish, at("2020-01-01T12:00:00Z"));
    writer.commit();
    return asked.value().subscription;
}

std::int64_t Town::watch_by_webhook(std::string_view scope, std::string_view key, const std::string& address,
                                    const std::string& url) {
    auto writer = database_.write();
    alerts::Wish wish;
    wish.selector = alerts::read_selector(writer, scope, key).value(), wish.channel = Channel::webhook;
    wish.address = address, wish.url = url, wish.confirmed = true;
    const auto asked = alerts::subscribe(writer, wish, at("2020-01-01T12:00:00Z"));
    writer.commit();
    return asked.value().subscription;
}

store::Alerting Town::settings() {
    auto reader = read();
    return store::alerting_if_any(reader).value();
}

void Town::set(const store::Alerting& settings) {
    auto writer = database_.write();
    store::alerting(writer);
    store::put_alerting(writer, settings);
    writer.commit();
}

std::string words(const ChangeLine& line) {
    std::string text = line.kind + " " + line.instrument;
    for (const auto* each : {&line.party, &line.milestone, &line.rule, &line.status})
        if (!each->empty()) text += " " + *each;
    return text;
}

std::vector<std::string> Town::told(std::int64_t subscription) {
    auto reader = read();
    std::vector<std::string> lines;
    for (const auto& each : store::told_to(reader, subscription, 0, 1'000'000))
        lines.push_back(words(store::change_line(reader, each.change).value()));
    std::reverse(lines.begin(), lines.end());
    return lines;
}

std::vector<Outgoing> Town::outbox() {
    auto reader = read();
    std::vector<Outgoing> all;
    for (const auto& [state, name] : Names<Posted>::table)
        for (auto& each : store::messages_in(reader, name, 0, 1'000'000)) all.push_back(std::move(each));
    std::sort(all.begin(), all.end(), [](const Outgoing& a, const Outgoing& b) { return a.id < b.id; });
    return all;
}

std::int64_t Town::last_change() {
    auto reader = read();
    return store::last_change(reader);
}

}  // namespace test
