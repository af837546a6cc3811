#include "tests/server/over_samples.hpp"

#include <gtest/gtest.h>
#include <poll.h>

#include <chrono>
#include <sstream>

#include "server/program/program.hpp"

namespace test {
namespace {

std::filesystem::path filled(const std::filesystem::path& file) {
    std::istringstream in;
    std::ostringstream out, err;
    server::program::Streams streams{in, out, err};
    const int code = server::program::run({"--db", file.string(), "--now", "2021-10-12", "import", "samples"}, streams);
    EXPECT_LE(code, 1) << err.str();
    return file;
}

server::SiteSettings settings(const std::filesystem::path& dumps) {
    server::SiteSettings made;
    made.base_url = OverSamples::base;
    made.now = [] { return *registry::parse_now("2021-10-14"); };
    made.report = [](const std::string& line) { ADD_FAILURE() << line; };
    made.dumps = dumps;
    return made;
}

}  // namespace

OverSamples::OverSamples()
    : database_(filled(scratch_ / "samples.db")), site_(database_, settings(scratch_ / "dumps")) {}

OverSamples& OverSamples::site() {
    static OverSamples made;
    return made;
}

server::Response OverSamples::get(std::string target, server::Headers headers, std::string method) {
    return site_.answer({std::move(method), std::move(target), std::move(headers), {}});
}

rapidjson::Document OverSamples::json(std::string target) {
    rapidjson::Document read;
    const auto response = get(target);
    read.Parse(response.body->data(), response.body->size());
    EXPECT_FALSE(read.HasParseError()) << target << "\n" << response.body->substr(0, 300);
    return read;
}

bool OverSamples::has_dump() {
    const auto until = std::chrono::steady_clock::now() + std::chrono::minutes{2};
    for (;;) {
        const auto read = json("/dump.json");
        if (!read.HasMember("being_made")) return false;
        if (!read["being_made"].GetBool() && !read["dumps"].Empty()) return true;
        if (std::chrono::steady_clock::now() > until) return false;
        ::poll(nullptr, 0, 5);
    }
}

std::string header_of(const server::Response& response, std::string_view name) {
    const auto found = response.headers.find(name);
    return found == response.headers.end() ? std::string{} : found->second;
}

std::vector<std::pair<std::string, std::string>> links_of(const server::Response& response) {
    std::vector<std::pair<std::string, std::string>> links;
    std::string header = header_of(response, "Link");
    for (std::size_t at = 0; (at = header.find('<', at)) != std::string::npos;) {
        const auto end = header.find('>', at);
        const auto next = header.find(", <", end);
        const auto more = header.substr(end + 1, next == std::string::npos ? next : next - end - 1);
        const auto quoted = [&](const std::string& name) {
            const auto from = more.find(name + "=\"");
            if (from == std::string::npos) return std::string{};
            const auto begin = from + name.size() + 2;
            return more.substr(begin, more.find('"', begin) - begin);
        };
        const auto type = quoted("type");
        links.emplace_back(quoted("rel") + (quoted("rel") == "alternate" ? " " + type : std::string{}),
                           header.substr(at + 1, end - at - 1));
        at = end;
    }
    return links;
}

std::string local(std::string address) {
    return address.starts_with(OverSamples::base) ? address.substr(OverSamples::base.size()) : address;
}

}  // namespace test
