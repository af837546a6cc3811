// Text of an issue of the gazette: its pages, the running heads, and the publications it holds.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "importers/gazette/act.hpp"

namespace importers::gazette {

struct Page {
    std::string number;                // "64435"; empty: not found
    std::optional<registry::Day> day;  // of its running head
    std::vector<Line> lines;           // without running head and number; columns one after the other
    std::vector<Line> laid_out;        // the same lines side by side, where the text keeps the layout
};

struct Issue {
    std::optional<registry::Day> day;
    std::vector<Page> pages;
    bool ends_whole = false;  // the text ends where a page ends
    std::vector<registry::Remark> remarks;
};

// "MONITEUR BELGE — 05.08.2025 — BELGISCH STAATSBLAD": its day; nothing: no running head, or no such day.
bool is_running_head(std::string_view line);
std::optional<registry::Day> day_of_running_head(std::string_view line);

Issue read_issue(const std::string& text);

// The publications in order; one printed in several languages is one. Lines before the first number line
// belong to an act that began earlier and are not read.
std::vector<Publication> publications(const Issue&);

}  // namespace importers::gazette
