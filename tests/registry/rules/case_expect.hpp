// What a case expects of one view, line by line (case_file.hpp has the words), held against what was found.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "case_facts.hpp"
#include "case_given.hpp"
#include "registry/rules/judge.hpp"

namespace cases {

// What there is in a view.
struct Found {
    registry::Day on{};
    registry::Profile profile = registry::Profile::practice_aware;
    bool recorded = false;
    Facts facts;
    registry::Judgement judgement;
};

class Expecting {
public:
    explicit Expecting(const Found& found) : found_(found) {}

    void line(const LineRead&);  // throws what is not as expected

private:
    void expect(const LineRead&);
    void expect_verdict(const Words&);
    void because(const std::string&) const;
    void history_step(const Words&);
    void next(const Words&);
    void period(const Words&) const;
    void note(const Words&) const;
    void is_bound(const Words&) const;
    void check(bool holds, const std::string& what) const;
    std::string all_found() const;

    const Found& found_;
    const registry::Verdict* last_ = nullptr;  // found last: "because" speaks of it
    std::map<std::string, bool> named_;
    std::optional<std::vector<registry::FindingHistory>> history_;
    std::size_t next_at_ = 0;
};

}  // namespace cases
