#include "server/dump/manifest.hpp"

#include <rapidjson/document.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

namespace server::dump {
namespace {

using Writer = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

void member(Writer& out, const char* key, const std::string& text) {
    out.Key(key);
    out.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

// False when it is missing or no text.
bool text_at(const rapidjson::Value& object, const char* key, std::string& into) {
    const auto found = object.FindMember(key);
    if (found == object.MemberEnd() || !found->value.IsString()) return false;
    into.assign(found->value.GetString(), found->value.GetStringLength());
    return true;
}

bool number_at(const rapidjson::Value& object, const char* key, std::uint64_t& into) {
    const auto found = object.FindMember(key);
    if (found == object.MemberEnd() || !found->value.IsUint64()) return false;
    into = found->value.GetUint64();
    return true;
}

}  // namespace

std::string write_manifest(const Dump& dump) {
    rapidjson::StringBuffer buffer;
    Writer out(buffer);
    out.StartObject();
    member(out, "edition", dump.edition);
    out.Key("revision");
    out.Uint64(dump.revision);
    member(out, "made_at", dump.made_at);
    member(out, "changed_at", dump.changed_at);
    out.Key("files");
    out.StartArray();
    for (const auto& file : dump.files) {
        out.StartObject();
        member(out, "name", file.name);
        member(out, "media_type", file.media);
        out.Key("size");
        out.Uint64(file.size);
        member(out, "sha256", file.sha256);
        out.EndObject();
    }
    out.EndArray();
    out.EndObject();
    return std::string{buffer.GetString(), buffer.GetSize()} + "\n";
}

std::optional<Dump> read_manifest(std::string_view json) {
    rapidjson::Document read;
    read.Parse(json.data(), json.size());
    if (read.HasParseError() || !read.IsObject()) return std::nullopt;
    Dump dump;
    const auto files = read.FindMember("files");
    if (!text_at(read, "edition", dump.edition) || !number_at(read, "revision", dump.revision) ||
        !text_at(read, "made_at", dump.made_at) || !text_at(read, "changed_at", dump.changed_at) ||
        files == read.MemberEnd() || !files->value.IsArray())
        return std::nullopt;
    for (const auto& each : files->value.GetArray()) {
        File file;
        if (!each.IsObject() || !text_at(each, "name", file.name) || !text_at(each, "media_type", file.media) ||
            !text_at(each, "sha256", file.sha256) || !number_at(each, "size", file.size))
            return std::nullopt;
        dump.files.push_back(std::move(file));
    }
    return dump;
}

}  // namespace server::dump
