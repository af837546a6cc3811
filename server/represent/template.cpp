#include "server/represent/template.hpp"

#include <kainjow/mustache.hpp>
#include <map>
#include <memory>
#include <stdexcept>
#include <utility>

#include "registry/base/text.hpp"
#include "registry/base/xml.hpp"
#include "registry/model/messages.hpp"
#include "server/assets.hpp"

namespace server {
namespace {

namespace mustache = kainjow::mustache;
using Data = mustache::data;

// Looks a name up in the innermost object only, "@name" in the page.
class Scope : public mustache::basic_context<std::string> {
public:
    explicit Scope(const Data& page) { items_.push_back(&page); }
    void push(const Data* data) override { items_.push_back(data); }
    void pop() override { items_.pop_back(); }
    const Data* get(const std::string& name) const override {
        if (name == ".") return items_.back();
        if (name.starts_with('@')) return items_.front()->get(name.substr(1));
        for (auto item = items_.rbegin(); item != items_.rend(); ++item)
            if ((*item)->is_object()) return (*item)->get(name);
        return nullptr;
    }
    const Data* get_partial(const std::string&) const override { return nullptr; }

private:
    std::vector<const Data*> items_;
};

Data data_of(const Value& value);

constexpr std::string_view markup_key = "markup_";

// Unescaped only where the value is known to be markup.
bool has_unescaped(std::string_view text) {
    if (text.find("{{{") != std::string_view::npos) return true;
    constexpr std::string_view tag = "{{&";
    for (auto at = text.find(tag); at != std::string_view::npos; at = text.find(tag, at + 1))
        if (!text.substr(at + tag.size()).starts_with(markup_key)) return true;
    return false;
}

struct ToData {
    Data operator()(std::nullptr_t) const { return false; }
    Data operator()(bool truth) const { return truth; }
    Data operator()(std::int64_t number) const { return std::to_string(number); }
    // An empty text is nothing, so that a section on it is not shown.
    Data operator()(const std::string& text) const { return text.empty() ? Data{false} : Data{text}; }
    Data operator()(const Markup& markup) const {
        return markup.text.empty() ? Data{false} : Data{markup.text};
    }
    Data operator()(const Rows& rows) const { return (*this)(*as_tree(rows).items()); }
    Data operator()(const Value::List& list) const {
        Data data{Data::type::list};
        // push_back() copies whole trees; the list is our own and may be filled in place.
        auto& items = const_cast<mustache::list&>(data.list_value());
        items.reserve(list.size());
        for (const auto& item : list) items.push_back(data_of(item));
        return data;
    }
    Data operator()(const Value::Object& object) const {
        Data data;
        for (const auto& member : object)
            if (member.reads != Reads::programs) {
                if (member.key.starts_with(markup_key) && member.value.says_something() &&
                    !std::holds_alternative<Markup>(member.value.is))
                    throw std::logic_error(member.key + " is no markup");
                data[member.key] = data_of(member.value);
                if (const auto* list = member.value.items())
                    data["some_" + member.key] = Data{!list->empty()};
            }
        return data;
    }
};

Data data_of(const Value& value) { return std::visit(ToData{}, value.is); }

std::string part(std::string_view name) {
    const auto path = "templates/" + std::string{name} + ".mustache";
    const auto text = assets::file(path);
    if (text.empty()) throw std::logic_error("no template " + path);
    if (has_unescaped(text)) throw std::logic_error(path + " holds an unescaped tag");
    // Indentation is for those who write templates.
    std::string result;
    for (const auto line : registry::split(text, '\n')) {
        const auto words = registry::trim(line);
        if (!words.empty()) result += std::string{words} + "\n";
    }
    if (!result.empty()) result.pop_back();
    return result;
}

// Replaces every OPEN name CLOSE by what `put` says of the name.
template <class Put>
std::string replaced(const std::string& text, std::string_view open, std::string_view close, Put put) {
    std::string result;
    std::size_t at = 0;
    for (;;) {
        const auto start = text.find(open, at);
        if (start == std::string::npos) return result + text.substr(at);
        const auto end = text.find(close, start);
        if (end == std::string::npos)
            throw std::logic_error("a template's tag has no end: " + text.substr(start, 40));
        const auto name = std::string_view{text}.substr(start + open.size(), end - start - open.size());
        result += text.substr(at, start - at) + put(registry::trim(name));
        at = end + close.size();
    }
}

std::string with_parts(const std::string& text, std::string_view body, int depth) {
    if (depth > 8) throw std::logic_error("templates include one another");
    return replaced(text, "{{>", "}}", [&](std::string_view name) {
        return with_parts(part(name == "body" ? body : name), body, depth + 1);
    });
}

// A picture on somebody else's page, and a letter, stand without our page around them.
bool stands_alone(std::string_view body) { return body == "embed" || body.starts_with("letter"); }

mustache::mustache parsed(std::string_view body, registry::Lang lang) {
    mustache::mustache made{template_text(body, lang)};
    if (!made.is_valid())
        throw std::logic_error("template " + std::string{body} + ": " + made.error_message());
    return made;
}

using Parsed = std::map<std::pair<std::string, registry::Lang>, std::unique_ptr<mustache::mustache>>;

Parsed all_parsed() {
    constexpr std::string_view folder = "templates/", suffix = ".mustache";
    Parsed all;
    for (const auto& file : assets::files()) {
        if (!file.path.starts_with(folder)) continue;
        const std::string name{
            file.path.substr(folder.size(), file.path.size() - folder.size() - suffix.size())};
        if (name == "page") continue;
        for (const auto& [lang, code] : registry::Names<registry::Lang>::table)
            all.emplace(std::pair{name, lang}, std::make_unique<mustache::mustache>(parsed(name, lang)));
    }
    return all;
}

// All of them, parsed on first use and never changed: render() is not const, but without partials it writes
// nothing.
mustache::mustache& ready(std::string_view body, registry::Lang lang) {
    static const auto all = all_parsed();
    const auto found = all.find({std::string{body}, lang});
    if (found == all.end()) throw std::logic_error("no template " + std::string{body});
    return *found->second;
}

}  // namespace

std::string template_text(std::string_view body, registry::Lang lang) {
    return replaced(with_parts(part(stands_alone(body) ? body : "page"), body, 0), "[[", "]]", [&](std::string_view key) {
        const bool shared = key.starts_with('/');
        return registry::escape_xml(
            registry::say(lang, shared ? std::string{key.substr(1)} : "pages." + std::string{key}));
    });
}

std::string fill(std::string_view body, registry::Lang lang, const Value& says) {
    auto& made = ready(body, lang);
    const auto data = data_of(says);
    Scope scope(data);
    return made.render(scope);
}

}  // namespace server
