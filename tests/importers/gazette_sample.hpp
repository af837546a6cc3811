// Texts in the form of the gazette, small and our own, for the tests of its reader.
#pragma once
#include <string>
#include <vector>

#include "importers/gazette/gazette.hpp"
#include "tests/importers/files.hpp"

namespace tests {

inline std::string issue(const std::string& body, const std::string& day = "05.08.2025",
                         const std::string& page = "64435") {
    return page + "\n\nMONITEUR BELGE — " + day + " — BELGISCH STAATSBLAD\n\n" + body + "\n\f";
}

inline registry::Batch read_gazette(const std::string& text) {
    return importers::gazette::read(source("bs.txt", text));
}

// "be-fed|promulgated|2024-12-25", in the order said; of one milestone, or of all.
inline std::vector<std::string> said(const registry::Batch& batch, const std::string& milestone = {}) {
    std::vector<std::string> out;
    for (const auto& each : batch.statements)
        if (milestone.empty() || each.milestone == milestone)
            out.push_back((each.entity.empty() ? each.party : each.entity) + "|" + each.milestone + "|" +
                          each.when.edtf + (each.form.empty() ? "" : "|" + each.form) +
                          (each.polarity == registry::Polarity::absent ? "|absent" : ""));
    return out;
}

inline std::string described(const registry::Batch& batch, const std::string& key,
                             const std::string& language = {}, const std::string& instrument = {}) {
    for (const auto& each : batch.descriptions)
        if (each.key == key && each.language == language &&
            (instrument.empty() || each.instrument.value == instrument))
            return each.value;
    return {};
}

inline std::vector<std::string> linked(const registry::Batch& batch, const std::string& scheme) {
    std::vector<std::string> out;
    for (const auto& each : batch.links)
        if (each.other.scheme == scheme) out.push_back(each.other.value);
    return out;
}

// The remarks of a kind: "what @ where".
inline std::vector<std::string> remarked(const registry::Batch& batch, const std::string& kind) {
    std::vector<std::string> out;
    for (const auto& each : batch.remarks)
        if (each.kind == kind) out.push_back(each.what + " @ " + each.where);
    return out;
}

}  // namespace tests
