// The options that say which document says so and when, the same for every command that records something.
#pragma once
#include <string>

#include "server/program/command.hpp"

namespace server::program {

struct Citation {
    std::string source, title, address, as_of, published;

    void add_to(CLI::App&, const std::string& of_source, bool source_required);

    // What was given replaces what stands there; a Refusal where a day cannot be read.
    template <class Document>
    void put_into(Document& document) const {
        if (!source.empty()) document.source = source;
        if (!title.empty()) document.title = title;
        if (!address.empty()) document.address = address;
        if (!as_of.empty()) document.as_of = when_of("--as-of", as_of);
        if (!published.empty()) document.published = when_of("--published", published);
    }
};

void must_be_declared(const std::string& source);  // else a Refusal

}  // namespace server::program
