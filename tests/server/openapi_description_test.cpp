// The description for programs, held against the table of addresses; its examples asked for, and their bodies
// held against the schemas it declares.
#include <gtest/gtest.h>
#include <rapidjson/pointer.h>
#include <rapidjson/schema.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <map>
#include <set>

#include "server/openapi/described.hpp"
#include "server/parameters.hpp"
#include "server/routes.hpp"
#include "server/site/offered.hpp"
#include "tests/server/over_samples.hpp"

using test::header_of;
using test::OverSamples;
namespace openapi = server::openapi;
using Json = rapidjson::Value;

namespace {

const rapidjson::Document& description() {
    static const rapidjson::Document read = [] { return OverSamples::site().json("/openapi.json"); }();
    return read;
}

std::string lower(std::string_view text) {
    std::string out{text};
    for (auto& c : out) c = static_cast<char>(c - 'A' + 'a');
    return out;
}

const Json* operation(const server::Route<server::Place>& route) {
    const auto& paths = description()["paths"];
    const auto path = paths.FindMember(std::string{route.pattern}.c_str());
    if (path == paths.MemberEnd()) return nullptr;
    const auto method = path->value.FindMember(lower(route.method).c_str());
    return method == path->value.MemberEnd() ? nullptr : &method->value;
}

// With the references to shared parameters followed.
const Json& resolved(const Json& value) {
    const auto reference = value.FindMember("$ref");
    if (reference == value.MemberEnd()) return value;
    const auto* found = rapidjson::Pointer(reference->value.GetString()).Get(description());
    EXPECT_TRUE(found) << reference->value.GetString();
    return *found;
}

std::map<std::string, const Json*> parameters(const Json& operation, std::string_view in) {
    std::map<std::string, const Json*> found;
    for (const auto& each : operation["parameters"].GetArray()) {
        const auto& parameter = resolved(each);
        if (parameter["in"].GetString() == in) {
            EXPECT_TRUE(found.emplace(parameter["name"].GetString(), &parameter).second);
        }
    }
    return found;
}

std::string written(const Json& value) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> out(buffer);
    value.Accept(out);
    return buffer.GetString();
}

// What is wrong with the body by that schema; empty: nothing. The schemas keep to what draft 4 and JSON Schema
// 2020-12 say alike.
std::string wrong(const rapidjson::Document& body, const std::string& schema) {
    rapidjson::Document root(rapidjson::kObjectType);
    auto& memory = root.GetAllocator();
    Json components(description()["components"], memory), reference(rapidjson::kObjectType), all(rapidjson::kArrayType);
    reference.AddMember("$ref", Json(schema.c_str(), memory), memory);
    all.PushBack(reference, memory);
    root.AddMember("allOf", all, memory);
    root.AddMember("components", components, memory);
    const rapidjson::SchemaDocument document(root);
    rapidjson::SchemaValidator validator(document);
    if (body.Accept(validator)) return {};
    rapidjson::StringBuffer at, by;
    validator.GetInvalidDocumentPointer().StringifyUriFragment(at);
    validator.GetInvalidSchemaPointer().StringifyUriFragment(by);
    return std::string{at.GetString()} + " breaks " + validator.GetInvalidSchemaKeyword() + " of " + by.GetString();
}

}  // namespace

TEST(OpenApi, every_route_is_described_and_nothing_else_is) {
    std::set<std::string_view> patterns;
    for (const auto& route : server::routes()) {
        patterns.insert(route.pattern);
        const auto* about = openapi::described(route.pattern);
        ASSERT_TRUE(about) << route.pattern << " has no row in server/openapi/described.cpp";
        const auto* written = operation(route);
        ASSERT_TRUE(written) << route.pattern;
        EXPECT_FALSE(std::string{(*written)["summary"].GetString()}.empty()) << route.pattern;
    }
    for (const auto& row : openapi::described())
        EXPECT_TRUE(patterns.contains(row.pattern)) << row.pattern << " is described and is no route";
    EXPECT_EQ(description()["paths"].MemberCount(), patterns.size());
    std::set<std::string> operations;
    for (const auto& path : description()["paths"].GetObject())
        for (const auto& method : path.value.GetObject())
            EXPECT_TRUE(operations.insert(method.value["operationId"].GetString()).second)
                << method.value["operationId"].GetString();
}

TEST(OpenApi, every_parameter_is_described_with_its_values_and_nothing_else_is) {
    for (const auto& route : server::routes()) {
        const auto* written = operation(route);
        if (!written) continue;
        auto query = parameters(*written, "query");
        for (const auto& name : server::parameters_of(route.handler)) {
            EXPECT_EQ(query.count(name), 1u) << route.pattern << " " << name;
            EXPECT_TRUE(openapi::explained(name)) << name << " is not explained in server/openapi/described.cpp";
            for (const auto& each : route.handler.parameters) {
                if (each.name != name || name == "lang") continue;  // languages are checked by whoever reads them
                const auto values = server::allowed_values(each.takes);
                const auto& schema = (*query[name])["schema"];
                ASSERT_EQ(schema.HasMember("enum"), !values.empty()) << route.pattern << " " << name;
                if (values.empty()) continue;
                ASSERT_EQ(schema["enum"].Size(), values.size());
                for (rapidjson::SizeType i = 0; i < schema["enum"].Size(); ++i)
                    EXPECT_EQ(schema["enum"][i].GetString(), values[i]);
            }
            query.erase(name);
        }
        for (const auto& [name, parameter] : query) ADD_FAILURE() << route.pattern << " does not take " << name;
        std::size_t named = 0;
        for (const auto c : route.pattern) named += c == '{';
        EXPECT_EQ(parameters(*written, "path").size(), named) << route.pattern;
    }
    for (const auto& each : openapi::all_explained()) {
        bool taken = false;
        for (const auto& route : server::routes()) {
            const auto takes = server::parameters_of(route.handler);
            taken |= route.pattern.find("{" + std::string{each.name} + "}") != std::string_view::npos ||
                     std::find(takes.begin(), takes.end(), each.name) != takes.end();
        }
        EXPECT_TRUE(taken) << each.name << " is explained and nothing takes it";
    }
}

TEST(OpenApi, every_format_of_a_page_is_described) {
    for (const auto& route : server::routes()) {
        const auto* written = operation(route);
        if (!written || !route.handler.represented() || route.handler.kind == server::Kind::moves) continue;
        const auto& content = (*written)["responses"]["200"]["content"];
        const auto offered = server::offered_by(route.handler);
        EXPECT_EQ(content.MemberCount(), offered.size()) << route.pattern;
        for (const auto* format : offered)
            EXPECT_TRUE(content.HasMember(std::string{format->accept}.c_str())) << route.pattern << format->name;
    }
}

TEST(OpenApi, every_example_holds_and_its_body_is_as_declared) {
    auto& site = OverSamples::site();
    ASSERT_TRUE(site.has_dump());
    std::size_t asked = 0, held = 0;
    for (const auto& route : server::routes()) {
        const auto* written_operation = operation(route);
        if (!written_operation) continue;
        const auto& responses = (*written_operation)["responses"];
        for (const auto& each : (*written_operation)["x-examples"].GetArray()) {
            const std::string target = each.GetString();
            const auto answer = site.get(target);
            ++asked;
            const bool leads = route.handler.kind == server::Kind::moves || responses.HasMember("200") == false;
            ASSERT_EQ(answer.status, leads ? (responses.HasMember("200") || route.handler.kind == server::Kind::moves ? 301 : 302) : 200)
                << target << "\n" << answer.body->substr(0, 500);
            EXPECT_TRUE(responses.HasMember(std::to_string(answer.status).c_str())) << target;
            if (leads) continue;
            if (answer.live) {
                EXPECT_TRUE(answer.live->more({}).starts_with("retry: ")) << target;
            }
            const auto type = header_of(answer, "Content-Type");
            const auto bare = type.substr(0, type.find(';'));
            const auto& content = responses["200"]["content"];
            EXPECT_TRUE(content.HasMember(bare.c_str()) || content.HasMember("*/*")) << target << " is " << bare;
            if (bare != "application/json" || !content[bare.c_str()]["schema"].HasMember("$ref")) continue;
            rapidjson::Document body;
            body.Parse(answer.body->c_str());
            EXPECT_EQ(wrong(body, content[bare.c_str()]["schema"]["$ref"].GetString()), "") << target;
            ++held;
        }
    }
    EXPECT_GT(asked, 40u);
    EXPECT_GT(held, 25u);
}

TEST(OpenApi, a_problem_is_as_declared_and_a_wrong_body_is_not) {
    auto& site = OverSamples::site();
    const std::string problem = "#/components/schemas/Problem";
    for (const auto* target : {"/stalled.json?severity=all", "/instruments/nothing.json", "/rules/R3.csv?x=1"})
        EXPECT_EQ(wrong(site.json(target), problem), "") << target;
    EXPECT_NE(wrong(site.json("/rules.json"), problem), "");
    EXPECT_NE(wrong(site.json("/stalled.json"), "#/components/schemas/InstrumentList"), "");
    auto damaged = site.json("/instruments/opcat/be.json");
    ASSERT_EQ(wrong(damaged, "#/components/schemas/Track"), "");
    rapidjson::Pointer("/events/0/when/lo").Set(damaged, 17);
    EXPECT_NE(wrong(damaged, "#/components/schemas/Track"), "") << "schemas are checked to their depth";
}

TEST(OpenApi, every_reference_leads_somewhere) {
    const auto text = written(description());
    std::size_t seen = 0;
    for (auto at = text.find("\"$ref\":\""); at != std::string::npos; at = text.find("\"$ref\":\"", at + 1)) {
        const auto from = at + 8;
        auto to = text.substr(from, text.find('"', from) - from);
        EXPECT_TRUE(rapidjson::Pointer(to.c_str()).Get(description())) << to;
        ++seen;
    }
    EXPECT_GT(seen, 100u);
}
