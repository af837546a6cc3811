// An element asked for what it says, strictly: each answer is checked, and the first one that cannot be meant
// is kept as the refusal, with its line. After a refusal the answers are empty and of no account.
#pragma once
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "registry/base/xml.hpp"
#include "registry/model/instrument.hpp"
#include "registry/model/vocabulary.hpp"

namespace registry {

class Asking {
public:
    using Node = pugi::xml_node;
    using Allowed = std::initializer_list<std::string_view>;

    explicit Asking(const Xml& xml) : xml_(xml) {}
    const std::optional<Problem>& refused() const { return refused_; }
    void refuse(const Node&, std::string what);

    Node outer() const { return xml_.root(); }
    void only(const Node&, Allowed attributes, Allowed elements);
    // An element that holds elements holds no words of its own.
    void no_words(const Node&);

    std::string attribute(const Node&, const char* name) const;  // empty when absent
    std::string required(const Node&, const char* name);
    bool flag(const Node&, const char* name);   // yes or no; absent: no
    int number(const Node&, const char* name);  // not negative; absent: 0
    std::optional<When> when(const Node&, const char* name);
    std::optional<Day> day(const Node&, const char* name);
    Span span(const Node&, const char* name);
    Alias instrument(const Node&, const char* name);
    std::optional<Alias> maybe_instrument(const Node&, const char* name);

    // Words that must be declared in schemas/vocabulary.
    std::string source(const Node&);
    std::string milestone(const Node&);
    std::string form(const Node&, const std::string& milestone);  // of a duty its term: "P1Y"
    void kind_is_declared(const Node&, const std::string& code);

    // The words an element holds: white space folded, or as they stand where xml:space says so.
    std::string words(const Node&);

private:
    const Xml& xml_;
    const Vocabulary& vocabulary_ = Vocabulary::built_in();
    std::optional<Problem> refused_;
};

}  // namespace registry
