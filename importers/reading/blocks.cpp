#include "importers/reading/blocks.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "registry/base/text.hpp"

namespace importers::reading {
namespace {

constexpr std::array<std::string_view, 3> headings{"h1", "h2", "h3"};
constexpr std::array<std::string_view, 17> apart{"p",    "h1",     "h2",    "h3",      "h4", "h5",
                                                 "h6",   "div",    "li",    "td",      "th", "table",
                                                 "body", "center", "title", "caption", "pre"};
constexpr std::array<std::string_view, 4> unseen{"script", "style", "noscript", "template"};

template <class All>
bool among(const All& all, std::string_view name) {
    return std::find(all.begin(), all.end(), name) != all.end();
}

class Walk {
public:
    // Depth is bounded by read_html.
    void down(const pugi::xml_node& node) {
        for (const auto child : node.children()) {
            const std::string_view name = child.name();
            if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
                words_ += child.value();
            else if (name == "br")
                words_ += '\n';
            else if (name == "tr")
                row(child);
            else if (among(apart, name))
                block(child, among(headings, name));
            else if (!among(unseen, name))
                down(child);
        }
    }

    std::vector<Block> finish() {
        flush(false);
        return std::move(blocks_);
    }

private:
    void block(const pugi::xml_node& node, bool heading) {
        const std::string_view name = node.name();
        const bool cell = row_ != nullptr && (name == "td" || name == "th");
        flush(false);
        if (cell) row_->cells.emplace_back();
        line_ = line_of(node);
        down(node);
        flush(heading);
    }

    void row(const pugi::xml_node& node) {
        flush(false);
        Block row;
        row.kind = Block::Kind::row;
        row.line = line_of(node);
        auto* const outer = row_;
        row_ = &row;
        down(node);
        flush(false);
        row_ = outer;
        for (const auto& cell : row.cells)
            if (!cell.empty()) row.text += (row.text.empty() ? "" : " ") + cell;
        if (!row.text.empty()) blocks_.push_back(std::move(row));
    }

    void flush(bool heading) {
        auto text = registry::clean(words_);
        words_.clear();
        if (text.empty()) return;
        if (heading)
            blocks_.push_back({Block::Kind::heading, std::move(text), {}, line_});
        else if (row_ == nullptr || row_->cells.empty())
            blocks_.push_back({Block::Kind::words, std::move(text), {}, line_});
        else
            row_->cells.back() += (row_->cells.back().empty() ? "" : " ") + text;
    }

    std::vector<Block> blocks_;
    Block* row_ = nullptr;
    std::string words_;
    int line_ = 0;
};

}  // namespace

std::vector<Block> blocks_of(const Html& page) {
    Walk walk;
    walk.down(page.root());
    return walk.finish();
}

}  // namespace importers::reading
