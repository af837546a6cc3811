// What a publication says, put into a batch: one name for each of its instruments, and statements,
// descriptions and remarks about them.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "importers/gazette/act.hpp"

namespace importers::gazette {

struct Saying {
    const Publication& act;
    registry::Day published;
    registry::Batch& batch;
    const std::string& file;
    std::vector<registry::Alias> names{};  // of the instruments, in the order of the act

    void remark(registry::Remark::Weight, std::string kind, std::string what, const std::string& where);
    void doubt(std::string kind, std::string what, const std::string& where);

    // One name for each instrument of the act: NUMAC 2004015166, or 2004015166#1, #2 … Without a number the
    // act is known by where it stands.
    void name(const std::string& numac);
    bool federal() const;

    registry::Statement& say(const registry::Alias& instrument, std::string_view milestone,
                             registry::When when, std::string place);
    // Of every instrument and every entity of the act.
    void say_of_act(std::string_view milestone, registry::Day day, const std::string& place,
                    const std::string& numac, const std::string& note = {});

    void describe(const registry::Alias& instrument, std::string key, std::string language, std::string value,
                  const std::string& place);
    void describe_instruments();
    void describe_act();
};

}  // namespace importers::gazette
