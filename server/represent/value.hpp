// What a page says, as a tree: composed once, written as HTML for people and as JSON for programs. A member
// may be for both, for people only (labels, links, geometry) or for programs only (codes and bounds people
// read as words).
#pragma once
#include <concepts>
#include <cstdint>
#include <functional>
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

// Takes a value part by part, in the order it is written: what comes between `begin_object` and `end` are a key and a
// value in turn.
class Teller {
public:
    virtual ~Teller() = default;
    virtual void begin_object() = 0;
    virtual void begin_list() = 0;
    virtual void end() = 0;  // of the object or list begun last
    virtual void key(std::string_view) = 0;
    virtual void text(std::string_view) = 0;
    virtual void number(std::int64_t) = 0;
    virtual void truth(bool) = 0;
    virtual void nothing() = 0;
};

// A long list that need not stand in memory as a tree: `tell` tells every row, an object each, where it is written.
struct Rows {
    std::function<void(Teller&)> tell;
};

struct Value {
    using List = std::vector<Value>;
    using Object = std::vector<Member>;  // in the order written

    std::variant<std::nullptr_t, bool, std::int64_t, std::string, List, Object, Markup, Rows> is = nullptr;

    Value() = default;
    Value(std::nullptr_t) {}
    Value(bool value) : is(value) {}
    template <std::integral Int>
    requires(!std::same_as<Int, bool>) Value(Int value) : is(static_cast<std::int64_t>(value)) {}
    Value(std::string value) : is(std::move(value)) {}
    Value(std::string_view value) : is(std::string{value}) {}
    Value(const char* value) : is(std::string{value}) {}
    Value(Markup value) : is(std::move(value)) {}
    Value(Rows value) : is(std::move(value)) {}
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

// What Rows tell, as a tree: a list.
Value as_tree(const Rows&);

}  // namespace server
