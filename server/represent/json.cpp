// JSON by RapidJSON's streaming writer: what programs may read, in the order it was said.
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "server/represent/format.hpp"
#include "server/represent/json_value.hpp"

namespace server {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

void text(Writer& out, const std::string& words) {
    out.String(words.data(), static_cast<rapidjson::SizeType>(words.size()));
}

void write(Writer& out, const Value& value);

struct Write {
    Writer& out;
    void operator()(std::nullptr_t) const { out.Null(); }
    void operator()(bool truth) const { out.Bool(truth); }
    void operator()(std::int64_t number) const { out.Int64(number); }
    void operator()(const std::string& words) const { text(out, words); }
    void operator()(const Markup&) const { out.Null(); }  // never reached: for people only
    void operator()(const Value::List& list) const {
        out.StartArray();
        for (const auto& item : list) write(out, item);
        out.EndArray();
    }
    void operator()(const Value::Object& object) const {
        out.StartObject();
        for (const auto& member : object) {
            if (member.reads == Reads::people) continue;
            out.Key(member.key.data(), static_cast<rapidjson::SizeType>(member.key.size()));
            write(out, member.value);
        }
        out.EndObject();
    }
};

void write(Writer& out, const Value& value) { std::visit(Write{out}, value.is); }

}  // namespace

std::string json_text(const Value& value) {
    rapidjson::StringBuffer buffer;
    Writer out(buffer);
    write(out, value);
    return {buffer.GetString(), buffer.GetSize()};
}

std::string write_json(const Document& document) { return json_text(document.says) + '\n'; }

}  // namespace server
