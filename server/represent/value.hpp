// What a page says, as a tree: composed once, written as HTML for people and as JSON for programs. A member
// may be for both, for people only (labels, links, geometry) or for programs only (codes and bounds people
// read as words).
#pragma once
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace server {

enum class Reads { both, people, programs };

struct Member;

// SVG made by server/pictures or another writer that escapes every text it puts in: the only thing a template
// may put in as it stands, as {{&markup_name}}, under a key that begins with "markup_". Programs never get it.
struct Markup {
    std::string text;
    bool operator==(const Markup&) const = default;
};

struct Value {
    using List = std::vector<Value>;
    using Object = std::vector<Member>;  // in the order written

    std::variant<std::nullptr_t, bool, std::int64_t, std::string, List, Object, Markup> is = nullptr;

    Value() = default;
    Value(std::nullptr_t) {}
    Value(bool value) : is(value) {}
    template <std::integral Int>
    requires(!std::same_as<Int, bool>) Value(Int value) : is(static_cast<std::int64_t>(value)) {}
    Value(std::string value) : is(std::move(value)) {}
    Value(std::string_view value) : is(std::string{value}) {}
    Value(const char* value) : is(std::string{value}) {}
    Value(Markup value) : is(std::move(value)) {}
    template <class T>
    Value(const std::optional<T>& value) {
        if (value) *this = Value{*value};
    }

    static Value object();
    static Value list();

    // On objects. A key is written once; the value replaces nothing.
    Value& both(std::string_view key, Value);
    Value& people(std::string_view key, Value);
    Value& programs(std::string_view key, Value);
    // On lists.
    Value& push(Value);

    const Value* get(std::string_view key) const;  // null when it is no object or has no such member
    Value* get(std::string_view key);
    const List* items() const { return std::get_if<List>(&is); }
    const Object* members() const { return std::get_if<Object>(&is); }
    std::string_view text() const;  // empty when it is no text
    // Has something to show: not null, false, an empty text or an empty list.
    bool says_something() const;
};

struct Member {
    std::string key;
    Reads reads = Reads::both;
    Value value;
};

}  // namespace server
