// Lists of bound States as laid out, read by place.
#include <algorithm>
#include <map>

#include "importers/gazette/bound_cells.hpp"
#include "importers/gazette/bound_words.hpp"
#include "importers/gazette/lines.hpp"
#include "importers/reading/letters.hpp"

namespace importers::gazette {
namespace {

using reading::is_digit;
using registry::Remark;
using Words = std::string_view;

struct Column {
    Role role;
    std::size_t group = 0, middle = 0;
    Forms forms;
};
struct Group {
    std::string language;
    std::size_t ends = 0;  // where its dates end
    Name name;             // of the row being read
    std::vector<BoundDate> dates;
    std::string place;
    bool open = false;
};

class Table {
public:
    Table(std::vector<const Line*> lines, BoundList& list, bool dateless_told)
        : lines_(std::move(lines)), list_(list), told_(dateless_told) {}

    void read() {
        const auto from = heads();
        if (from == 0) return lost();
        measure(from);
        for (auto i = from; i < lines_.size(); ++i) {
            const auto cells = cells_of(lines_[i]->text);
            if (cells.empty()) {
                if (over(i)) break;
                continue;
            }
            if (cells[0].text.starts_with('*')) break;
            row(cells, *lines_[i]);
        }
        for (auto& group : groups_) close(group);
    }

private:
    static bool has_date(const std::vector<Cell>& cells) {
        return std::any_of(cells.begin(), cells.end(),
                           [](const Cell& cell) { return date_cell(cell.text).has_value(); });
    }

    // Reads the heads; gives the line after them, 0 when there are none.
    std::size_t heads() {
        std::size_t past = 0;
        bool side_by_side = false;  // else the text is one without layout, cell below cell
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            const auto cells = cells_of(lines_[i]->text);
            if (past > 0 && (has_date(cells) || i > past + 6)) break;
            std::size_t heads = 0;
            for (const auto& cell : cells)
                if (const auto* word = head_word(cell.text)) add_head(*word, cell), past = i + 1, ++heads;
            side_by_side = side_by_side || heads > 1;
            const bool lone = past > 0 && !cells.empty() && past != i + 1 && columns_.size() < 2;
            if (lone) columns_.clear(), past = 0;  // a word that only looked like a head
        }
        return side_by_side && make_groups() ? past : 0;
    }

    void add_head(const HeadWord& word, const Cell& cell) {
        constexpr std::size_t near = 9;
        for (auto& column : columns_)
            if (column.role == word.role &&
                std::max(column.middle, cell.middle()) - std::min(column.middle, cell.middle()) <= near) {
                add_form(column.forms, word, cell.text);
                return;
            }
        columns_.push_back({word.role, 0, cell.middle(), {}});
        add_form(columns_.back().forms, word, cell.text);
        if (word.role == Role::name) languages_[cell.middle()] = word.language;
    }

    bool make_groups() {
        std::sort(columns_.begin(), columns_.end(),
                  [](const Column& a, const Column& b) { return a.middle < b.middle; });
        bool dates = false;
        for (auto& column : columns_) {
            if (column.role == Role::name) {
                groups_.push_back({std::string{languages_[column.middle]}, 0, {}, {}, {}, false});
                dates = false;
            } else if (groups_.empty()) {
                return false;
            } else {
                dates = true;
            }
            column.group = groups_.size() - 1;
        }
        return !groups_.empty() && dates;
    }

    const Column* column_of(const Cell& cell) const {
        const Column* best = nullptr;
        const auto off = [&](const Column& column) {
            return std::max(column.middle, cell.middle()) - std::min(column.middle, cell.middle());
        };
        for (const auto& column : columns_)
            if (column.role != Role::name && (!best || off(column) < off(*best))) best = &column;
        return best;
    }

    // Where the dates of each group end on this page: what begins beyond is the next group's name.
    void measure(std::size_t from) {
        for (const auto& column : columns_)
            groups_[column.group].ends = std::max(groups_[column.group].ends, column.middle);
        for (auto i = from; i < lines_.size(); ++i)
            for (const auto& cell : cells_of(lines_[i]->text))
                if (date_cell(cell.text)) {
                    auto& ends = groups_[column_of(cell)->group].ends;
                    ends = std::max(ends, cell.to);
                }
    }
    std::size_t group_of_name(const Cell& cell) const {
        std::size_t at = 0;
        while (at + 1 < groups_.size() && cell.from >= groups_[at].ends) ++at;
        return at;
    }

    // After an empty line the list goes on only where dates follow at once.
    bool over(std::size_t i) const {
        std::size_t seen = 0;
        for (++i; i < lines_.size() && seen < 3; ++i) {
            const auto cells = cells_of(lines_[i]->text);
            if (cells.empty()) continue;
            if (has_date(cells)) return false;
            ++seen;
        }
        return true;
    }

    void row(const std::vector<Cell>& cells, const Line& line) {
        std::vector<std::string> names(groups_.size());
        std::vector<std::vector<BoundDate>> dates(groups_.size());
        for (const auto& cell : cells) {
            if (const auto date = date_cell(cell.text)) {
                const auto& column = *column_of(cell);
                const auto form =
                    column.role == Role::consent ? form_of(column.forms, date->code) : std::string{};
                dates[column.group].push_back({std::string{milestone_of(column.role)}, form, date->day});
            } else {
                auto& name = names[group_of_name(cell)];
                name += (name.empty() ? "" : " ") + cell.text;
            }
        }
        for (std::size_t g = 0; g < groups_.size(); ++g)
            cell_of_row(groups_[g], names[g], std::move(dates[g]), line);
    }

    void cell_of_row(Group& group, const std::string& name, std::vector<BoundDate> dates, const Line& line) {
        if (name.empty() && dates.empty()) return;
        if (name.size() <= 2 && dates.empty() && std::all_of(name.begin(), name.end(), is_digit))
            return;  // a note's number
        if (name.empty() && group.open && group.dates.empty()) {
            group.dates = std::move(dates);
            return;
        }
        if (!name.empty() && dates.empty() && group.open) {
            auto joined = group.name.text;
            append_line(joined, name);
            const auto alone = bare_name(name);
            const bool another = !party(bare_name(joined).text) && party(alone.text);
            if (!another && !alone.starred) {
                group.name.text = joined;
                return;
            }
        }
        close(group);
        group.name = bare_name(name);
        group.dates = std::move(dates);
        group.place = place_of(line);
        group.open = true;
    }

    void close(Group& group) {
        if (!group.open) return;
        group.open = false;
        const auto bare = bare_name(group.name.text);
        const Name name{bare.text, bare.starred || group.name.starred};
        if (name.text.empty())
            list_.remarks.push_back({Remark::Weight::doubt, "list-unread",
                                     "days without a name in the list of bound States", group.place});
        else if (group.dates.empty())
            add_dateless(list_, name, group.language, group.place, told_ && name.starred);
        else
            list_.rows.push_back({name.text, std::move(group.dates), group.language, group.place});
        group.dates = {};
    }

    // A page of dates in columns without heads: the list runs on, and nothing tells its columns.
    void lost() {
        std::size_t rows = 0;
        for (const auto* line : lines_) {
            const auto cells = cells_of(line->text);
            rows += cells.size() >= 2 && has_date(cells);
        }
        if (rows >= 5)
            list_.remarks.push_back({Remark::Weight::loss, "list-unread",
                                     std::to_string(rows) + " rows with days stand under no heads; not read",
                                     lines_.empty() ? "" : place_of(*lines_.front())});
    }

    std::vector<const Line*> lines_;
    BoundList& list_;
    bool told_;
    std::vector<Column> columns_;
    std::vector<Group> groups_;
    std::map<std::size_t, Words> languages_;
};

}  // namespace

BoundList read_laid_out_list(const std::vector<Line>& lines) {
    BoundList list;
    const bool told = legend(lines).has_value();
    for (std::size_t from = 0; from < lines.size();) {
        std::vector<const Line*> page;
        auto to = from;
        while (to < lines.size() && lines[to].page == lines[from].page) page.push_back(&lines[to++]);
        Table(std::move(page), list, told).read();
        from = to;
    }
    return list;
}

}  // namespace importers::gazette
