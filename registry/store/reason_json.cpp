#include "registry/store/reason_json.hpp"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <stdexcept>

namespace registry::store {
namespace {

using Out = rapidjson::Writer<rapidjson::StringBuffer>;

void text(Out& out, std::string_view value) {
    out.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
}

// Empty lists are left out, and so is a truth of "yes": most of a tree is that.
void write(Out& out, const Reason& reason) {
    out.StartObject();
    out.Key("message");
    text(out, reason.message);
    if (reason.truth != Truth::yes) {
        out.Key("truth");
        text(out, name_of(reason.truth));
    }
    if (!reason.arguments.empty()) {
        out.Key("arguments");
        out.StartArray();  // pairs: their order is kept, and a name may come twice
        for (const auto& [name, value] : reason.arguments) {
            out.StartArray();
            text(out, name);
            text(out, value);
            out.EndArray();
        }
        out.EndArray();
    }
    if (!reason.evidence.empty()) {
        out.Key("evidence");
        out.StartArray();
        for (const auto& each : reason.evidence) text(out, each);
        out.EndArray();
    }
    if (!reason.of.empty()) {
        out.Key("of");
        out.StartArray();
        for (const auto& each : reason.of) write(out, each);
        out.EndArray();
    }
    out.EndObject();
}

[[noreturn]] void refuse() { throw std::runtime_error("the store holds a proof tree that is none"); }

std::string text_in(const rapidjson::Value& value) {
    if (!value.IsString()) refuse();
    return {value.GetString(), value.GetStringLength()};
}

Reason read(const rapidjson::Value& value) {
    if (!value.IsObject()) refuse();
    Reason reason;
    for (const auto& member : value.GetObject()) {
        const auto name = text_in(member.name);
        const auto& held = member.value;
        if (name == "message") {
            reason.message = text_in(held);
        } else if (name == "truth") {
            const auto truth = named<Truth>(text_in(held));
            if (!truth) refuse();
            reason.truth = *truth;
        } else {
            if (!held.IsArray()) refuse();
            for (const auto& each : held.GetArray()) {
                if (name == "evidence") {
                    reason.evidence.push_back(text_in(each));
                } else if (name == "of") {
                    reason.of.push_back(read(each));
                } else if (name == "arguments" && each.IsArray() && each.Size() == 2) {
                    reason.arguments.emplace_back(text_in(each[0]), text_in(each[1]));
                } else {
                    refuse();
                }
            }
        }
    }
    return reason;
}

}  // namespace

std::string to_json(const Reason& reason) {
    rapidjson::StringBuffer buffer;
    Out out(buffer);
    write(out, reason);
    return {buffer.GetString(), buffer.GetSize()};
}

Reason reason_from_json(std::string_view json) {
    rapidjson::Document document;
    document.Parse<rapidjson::kParseIterativeFlag>(json.data(), json.size());
    if (document.HasParseError()) refuse();
    return read(document);
}

}  // namespace registry::store
