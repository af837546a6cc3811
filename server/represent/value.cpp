#include "server/represent/value.hpp"

#include <utility>

namespace server {
namespace {

Value& put(Value& object, std::string_view key, Reads reads, Value value) {
    std::get<Value::Object>(object.is).push_back({std::string{key}, reads, std::move(value)});
    return object;
}

// Holds what has been begun and not ended; the innermost last.
class Growing final : public Teller {
public:
    void begin_object() override { open_.push_back({Value::object(), {}}); }
    void begin_list() override { open_.push_back({Value::list(), {}}); }
    void end() override {
        auto whole = std::move(open_.back().value);
        open_.pop_back();
        put(std::move(whole));
    }
    void key(std::string_view key) override { open_.back().key = key; }
    void text(std::string_view words) override { put(words); }
    void number(std::int64_t number) override { put(number); }
    void truth(bool truth) override { put(truth); }
    void nothing() override { put(nullptr); }
    Value whole() { return std::move(whole_); }

private:
    struct Open {
        Value value;
        std::string key;
    };
    void put(Value value) {
        if (open_.empty())
            whole_ = std::move(value);
        else if (auto& in = open_.back(); in.value.items())
            in.value.push(std::move(value));
        else
            in.value.both(in.key, std::move(value));
    }
    std::vector<Open> open_;
    Value whole_;
};

}  // namespace

Value as_tree(const Rows& rows) {
    Growing tree;
    tree.begin_list();
    rows.tell(tree);
    tree.end();
    return tree.whole();
}

Value Value::object() {
    Value made;
    made.is = Object{};
    return made;
}

Value Value::list() {
    Value made;
    made.is = List{};
    return made;
}

Value& Value::both(std::string_view key, Value value) {
    return put(*this, key, Reads::both, std::move(value));
}
Value& Value::people(std::string_view key, Value value) {
    return put(*this, key, Reads::people, std::move(value));
}
Value& Value::programs(std::string_view key, Value value) {
    return put(*this, key, Reads::programs, std::move(value));
}
Value& Value::push(Value value) {
    std::get<List>(is).push_back(std::move(value));
    return *this;
}

const Value* Value::get(std::string_view key) const {
    if (const auto* object = members())
        for (const auto& member : *object)
            if (member.key == key) return &member.value;
    return nullptr;
}

Value* Value::get(std::string_view key) { return const_cast<Value*>(std::as_const(*this).get(key)); }

std::string_view Value::text() const {
    const auto* text = std::get_if<std::string>(&is);
    return text ? std::string_view{*text} : std::string_view{};
}

bool Value::says_something() const {
    if (const auto* truth = std::get_if<bool>(&is)) return *truth;
    if (const auto* words = std::get_if<std::string>(&is)) return !words->empty();
    if (const auto* list = items()) return !list->empty();
    return !std::holds_alternative<std::nullptr_t>(is);
}

}  // namespace server
