// The first part of a case: what is given, and the days, views and profiles it is asked on.
#pragma once
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "case_words.hpp"
#include "registry/exchange/batch.hpp"
#include "registry/rules/judge.hpp"

namespace cases {

struct LineRead {
    std::size_t line = 0;
    std::string word, rest;
    Words words;
};

// One way of asking: the state on a day, or what the documents public by then showed of it.
struct View {
    registry::Day on{};
    bool published = false;
    registry::Profile profile = registry::Profile::practice_aware;
};

// Expectations that hold in each of the views; a case without "at" is one of them.
struct Block {
    std::vector<View> views;
    std::vector<registry::Batch> looks;  // made in this block only
    std::vector<LineRead> expected;
};

class Given {
public:
    explicit Given(std::filesystem::path evidence) : evidence_(std::move(evidence)) {}

    // Takes a line in; throws where it cannot be understood.
    void take(LineRead, const std::string& file);
    // After the last line: what is missing throws. The blocks are complete.
    void finish();

    std::string kind, instrument, party;
    std::vector<Block> blocks;
    // Evidence files, then what the case says itself, each of the instrument of the track.
    std::vector<registry::Batch> batches(const Block&) const;

private:
    bool take_given(const LineRead&);
    void take_at(const LineRead&);
    registry::Batch& fresh(const std::string& source, std::vector<registry::Batch>& into);
    void add_statement(const Words&, registry::Polarity);
    void add_look(const Words&);
    void add_cover(const Words&);
    void add_clause(const Words&);
    void add_sittings(const Words&);

    std::filesystem::path evidence_;
    std::vector<registry::Batch> read_, inlined_;
    View single_;
    bool has_on_ = false, has_at_ = false, has_single_words_ = false;
};

}  // namespace cases
