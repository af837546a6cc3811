// JSON by RapidJSON's streaming writer: what programs may read, in the order it was said.
#include <rapidjson/writer.h>

#include <vector>

#include "server/represent/format.hpp"
#include "server/represent/json_value.hpp"

namespace server {
namespace {

// RapidJSON's output stream onto the answer itself, by way of a piece of the stack.
class Text {
public:
    using Ch = char;
    void Put(char c) {
        if (used_ == sizeof piece_) hand_over();
        piece_[used_++] = c;
    }
    void Flush() { hand_over(); }
    std::string whole() && {
        hand_over();
        return std::move(text_);
    }

private:
    void hand_over() {
        text_.append(piece_, used_);
        used_ = 0;
    }
    std::string text_;
    char piece_[4096];
    std::size_t used_ = 0;
};

// RapidJSON takes no null, not even for no letters.
const char* begin_of(std::string_view text) { return text.data() ? text.data() : ""; }
rapidjson::SizeType size(std::string_view text) { return static_cast<rapidjson::SizeType>(text.size()); }

class JsonTeller final : public Teller {
public:
    explicit JsonTeller(Text& text) : out_(text) {}
    void begin_object() override { out_.StartObject(), lists_.push_back(false); }
    void begin_list() override { out_.StartArray(), lists_.push_back(true); }
    void end() override {
        lists_.back() ? out_.EndArray() : out_.EndObject();
        lists_.pop_back();
    }
    void key(std::string_view key) override { out_.Key(begin_of(key), size(key)); }
    void text(std::string_view text) override { out_.String(begin_of(text), size(text)); }
    void number(std::int64_t number) override { out_.Int64(number); }
    void truth(bool truth) override { out_.Bool(truth); }
    void nothing() override { out_.Null(); }

private:
    rapidjson::Writer<Text> out_;
    std::vector<bool> lists_;  // what has been begun, the innermost last
};

void write(Teller& out, const Value& value);

struct Write {
    Teller& out;
    void operator()(std::nullptr_t) const { out.nothing(); }
    void operator()(bool truth) const { out.truth(truth); }
    void operator()(std::int64_t number) const { out.number(number); }
    void operator()(const std::string& words) const { out.text(words); }
    void operator()(const Markup&) const { out.nothing(); }  // never reached: for people only
    void operator()(const Rows& rows) const {
        out.begin_list();
        rows.tell(out);
        out.end();
    }
    void operator()(const Value::List& list) const {
        out.begin_list();
        for (const auto& item : list) write(out, item);
        out.end();
    }
    void operator()(const Value::Object& object) const {
        out.begin_object();
        for (const auto& member : object) {
            if (member.reads == Reads::people) continue;
            out.key(member.key);
            write(out, member.value);
        }
        out.end();
    }
};

void write(Teller& out, const Value& value) { std::visit(Write{out}, value.is); }

}  // namespace

std::string json_text(const Value& value) {
    Text text;
    JsonTeller out(text);
    write(out, value);
    return std::move(text).whole();
}

std::string write_json(const Document& document) { return json_text(document.says) + '\n'; }

}  // namespace server
