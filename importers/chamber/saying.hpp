// What a dossier says, put into a batch: statements, descriptions, remarks, and the words of rows of which
// nothing is said.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "importers/chamber/dossier.hpp"
#include "registry/exchange/batch.hpp"

namespace importers::chamber {

struct Saying {
    const Dossier& dossier;
    registry::Batch& batch;
    const std::string& file;
    registry::Alias alias;

    void remark(registry::Remark::Weight, std::string kind, std::string what, const std::string& where);
    registry::Statement& say(std::string_view milestone, registry::Day, const Row&, std::string note = {});
    bool has_said(std::string_view milestone) const;
    void describe(std::string key, std::string value, const Row&, std::string language = {});
    void keep_words(const std::string& text, const Row&);
    void keep(const Row&);

    // The row's day; a row that should hold one and does not is a doubt.
    std::optional<registry::Day> day_in(const Row&);
    const Row* first(Label, bool inner) const;
};

std::string place(const Row&);
bool says(std::string_view line, std::string_view word);  // folded

}  // namespace importers::chamber
