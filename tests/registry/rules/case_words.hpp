// Reading the words of a case; what is not known is refused by throwing, with what it was.
#pragma once
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "registry/model/vocabulary.hpp"

namespace cases {

using Words = std::vector<std::string>;

[[noreturn]] inline void refuse(const std::string& what) { throw std::runtime_error(what); }

inline std::string dash(const std::string& word) { return word == "-" ? std::string{} : word; }

inline registry::Day a_day(const std::string& text) {
    const auto day = registry::parse_day(text);
    if (!day) refuse("no day: " + text);
    return *day;
}

inline registry::When a_date(const std::string& text) {
    const auto when = text == "?" ? registry::parse_when("XXXX-XX-XX") : registry::parse_when(text);
    if (!when) refuse("no date: " + text);
    return *when;
}

template <registry::Named Enum>
Enum a(const std::string& text) {
    const auto value = registry::named<Enum>(text);
    if (!value) refuse("no such word: " + text);
    return *value;
}

inline std::string a_milestone(const std::string& code) {
    if (!registry::Vocabulary::built_in().milestone(code)) refuse("no milestone is called " + code);
    return code;
}

inline std::string an_entity(const std::string& id) {
    if (id != "-" && !registry::Vocabulary::built_in().entity(id)) refuse("no entity is called " + id);
    return dash(id);
}

// "form=P1Y": the part after "=", taken out of the words.
class Settings {
public:
    explicit Settings(const Words& words, std::size_t from) {
        for (auto at = from; at < words.size(); ++at) {
            const auto mark = words[at].find('=');
            if (mark == std::string::npos)
                marks_[words[at]] = true;
            else
                values_[words[at].substr(0, mark)] = words[at].substr(mark + 1);
        }
    }
    std::optional<std::string> take(const std::string& name) {
        const auto found = values_.find(name);
        if (found == values_.end()) return {};
        auto value = found->second;
        values_.erase(found);
        return value;
    }
    bool is_marked(const std::string& name) { return marks_.erase(name) > 0; }
    void all_taken() const {
        if (!values_.empty()) refuse("unknown word: " + values_.begin()->first + "=");
        if (!marks_.empty()) refuse("unknown word: " + marks_.begin()->first);
    }

private:
    std::map<std::string, std::string> values_;
    std::map<std::string, bool> marks_;
};

}  // namespace cases
