#include "server/represent/value.hpp"

#include <utility>

namespace server {
namespace {

Value& put(Value& object, std::string_view key, Reads reads, Value value) {
    std::get<Value::Object>(object.is).push_back({std::string{key}, reads, std::move(value)});
    return object;
}

}  // namespace

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
