// JSON as it is told: read again by RapidJSON, it is what was said.
#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <limits>

#include "server/represent/csv.hpp"
#include "server/represent/format.hpp"
#include "server/represent/json_value.hpp"

using server::json_text;
using server::Rows;
using server::Teller;
using server::Value;

namespace {

// As RapidJSON writes what it has read of it.
std::string written_by_rapidjson(const std::string& text) {
    rapidjson::Document read;
    read.Parse(text.data(), text.size());
    EXPECT_FALSE(read.HasParseError()) << text;
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> out(buffer);
    read.Accept(out);
    return {buffer.GetString(), buffer.GetSize()};
}

Rows two_rows() {
    return {[](Teller& out) {
        for (const auto* name : {"one", "t\"wo, with \\ and \n"}) {
            out.begin_object();
            out.key("name"), out.text(name);
            out.key("when");
            out.begin_object();
            out.key("edtf"), out.text("2018"), out.key("lo"), out.nothing();
            out.end();
            out.key("n"), out.number(-7), out.key("sure"), out.truth(false);
            out.key("earlier");
            out.begin_list();
            out.begin_object();
            out.key("edtf"), out.text("2017");
            out.end();
            out.begin_object();
            out.end();
            out.end();
            out.end();
        }
    }};
}

}  // namespace

TEST(Json, writes_every_byte_a_text_may_hold_as_rapidjson_does) {
    std::string every;
    for (int byte = 0; byte < 0x80; ++byte) every += static_cast<char>(byte);
    every += "é – Ž \xF0\x9F\x93\x9C \xE2\x80\xA8";
    for (const auto& text : {every, std::string{}, std::string{"\""}, std::string{"\\\\"}, std::string{"\x01"}}) {
        const auto json = json_text(Value::object().both(text, text));
        EXPECT_EQ(json, written_by_rapidjson(json));
        rapidjson::Document read;
        read.Parse(json.data(), json.size());
        ASSERT_TRUE(read.IsObject());
        const auto& member = *read.MemberBegin();
        EXPECT_EQ(std::string(member.name.GetString(), member.name.GetStringLength()), text);
        EXPECT_EQ(std::string(member.value.GetString(), member.value.GetStringLength()), text);
    }
}

TEST(Json, puts_commas_between_and_nowhere_else) {
    auto value = Value::object();
    value.both("none", nullptr).both("empty", Value::list()).both("nothing", Value::object());
    value.people("hidden", "x");
    value.both("list", Value::list().push(1).push(Value::list()).push(Value::object().both("a", true)).push("s"));
    value.people("hidden too", "x");
    value.both("least", std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(json_text(value),
              "{\"none\":null,\"empty\":[],\"nothing\":{},\"list\":[1,[],{\"a\":true},\"s\"],"
              "\"least\":-9223372036854775808}");
    EXPECT_EQ(json_text(Value::object().people("only", "people")), "{}");
    EXPECT_EQ(json_text(Value{nullptr}), "null");
}

TEST(Json, rows_told_are_the_tree_they_make) {
    const auto tree = as_tree(two_rows());
    ASSERT_TRUE(tree.items());
    EXPECT_EQ(tree.items()->size(), 2u);
    EXPECT_EQ(tree.items()->at(0).get("name")->text(), "one");
    auto told = Value::object(), grown = Value::object();
    told.both("before", 1).both("rows", two_rows()).both("after", 2);
    grown.both("before", 1).both("rows", tree).both("after", 2);
    EXPECT_EQ(json_text(told), json_text(grown));
    EXPECT_EQ(json_text(told), written_by_rapidjson(json_text(told)));
}

TEST(Json, rows_told_and_a_list_give_the_same_csv) {
    server::Document told, grown;
    told.sheet = grown.sheet =
        server::Sheet{"rows", {{"name", "name"}, {"when", "when.edtf"}, {"lo", "when.lo"}, {"n", "n"}, {"earlier", "earlier.edtf"}}};
    told.says.both("rows", two_rows());
    grown.says.both("rows", as_tree(two_rows()));
    EXPECT_EQ(write_csv(told), write_csv(grown));
    EXPECT_NE(write_csv(told).find("one,2018,,-7,\"2017 | \"\r\n"), std::string::npos) << write_csv(told);
}
