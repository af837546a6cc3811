#include "registry/model/messages.hpp"

#include <map>
#include <stdexcept>

#include "registry/base/xml.hpp"
#include "registry/model/french.hpp"
#include "schemas/schemas.hpp"

namespace registry {
namespace {

using Messages = std::map<std::string, Labels, std::less<>>;

[[noreturn]] void refuse(const Problem& problem) {
    throw std::runtime_error("messages: " + problem.where + ": " + problem.what);
}

template <class T>
T must(Result<T> result) {
    if (!result) refuse(result.error());
    return *std::move(result);
}

void read_file(const schemas::File& file, Messages& messages) {
    const auto xml = must(Xml::read(file.text, std::string{file.path}));
    must(xml.only(xml.root(), {}, {"message"}));
    for (const auto& node : xml.root().children("message")) {
        must(xml.only(node, {"key"}, {"nl", "fr", "de", "en"}));
        const auto key = must(xml.required(node, "key"));
        Labels labels;
        for (const auto& text : node.children()) {
            const auto lang = named<Lang>(text.name());
            if (!lang) continue;  // only() has let pass elements of the four languages and text
            must(xml.only(text, {}, {}));
            if (labels.has(*lang))
                refuse({"<" + std::string{text.name()} + "> twice in '" + key + "'", xml.where(text)});
            labels[*lang] =
                *lang == Lang::fr ? spaced_as_french(text.child_value()) : std::string{text.child_value()};
        }
        if (!messages.emplace(key, std::move(labels)).second)
            refuse({"message '" + key + "' is declared twice", xml.where(node)});
    }
}

// Read once, when the first sentence is asked for; a defect in a message file stops the program there.
const Messages& all_messages() {
    static const auto messages = [] {
        Messages out;
        for (const auto& file : schemas::files())
            if (file.path.starts_with("messages/") && file.path.ends_with(".xml")) read_file(file, out);
        return out;
    }();
    return messages;
}

// In one go, so that a brace inside an argument is not taken for another name.
std::string filled(std::string_view sentence, const Arguments& arguments) {
    std::string out;
    while (!sentence.empty()) {
        const auto open = sentence.find('{');
        out += sentence.substr(0, open);
        if (open == std::string_view::npos) break;
        sentence.remove_prefix(open);
        const auto close = sentence.find('}');
        const auto name =
            close == std::string_view::npos ? std::string_view{} : sentence.substr(1, close - 1);
        const std::string* value = nullptr;
        for (const auto& [each, text] : arguments)
            if (each == name) value = &text;
        const std::size_t length = value ? close + 1 : 1;
        out += value ? std::string_view{*value} : sentence.substr(0, 1);
        sentence.remove_prefix(length);
    }
    return out;
}

}  // namespace

std::string say(Lang lang, std::string_view key, const Arguments& arguments) {
    const auto& messages = all_messages();
    const auto found = messages.find(key);
    if (found == messages.end()) return std::string{key};
    const auto& sentence = found->second.in(lang);
    return sentence.empty() ? std::string{key} : filled(sentence, arguments);
}

}  // namespace registry
