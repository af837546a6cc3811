// Lists of bound States whose layout is lost: cell after cell.
#include <algorithm>

#include "importers/gazette/bound_words.hpp"
#include "importers/gazette/lines.hpp"
#include "registry/base/text.hpp"
#include "registry/model/vocabulary.hpp"

namespace importers::gazette {
namespace {

using registry::fold;
using registry::Remark;
using registry::trim;
using Words = std::string_view;

class Loose {
public:
    Loose(const std::vector<Line>& lines, BoundList& list)
        : lines_(lines), list_(list), told_(legend(lines).has_value()) {}

    void read() {
        std::size_t past = 0;  // lines since the last head, name or date
        for (const auto& line : lines_) {
            const Words text = trim(Words{line.text}.substr(0, longest_line));
            if (text.empty()) {
                apart_ = true;
                continue;
            }
            if (const auto* word = head_word(text); word && !date_cell(text)) {
                head(*word, text, line);
                past = 0;
            } else if (!in_list()) {
                if (heads_ > 0 && ++since_head_ > 12) forget_heads();
            } else if (const auto date = date_cell(text)) {
                date_of(*date, line);
                past = 0;
            } else if (text.size() > 2) {
                word_of(text, line);
                past = text.size() > 60 ? past + 1 : past;
                if (past > 8 && rows_ > 0) break;
                if (past > 60) forget_heads();
            }
            apart_ = false;
        }
        drop_name();
        tell();
    }

private:
    bool in_list() const { return named_ && !roles_.empty(); }
    void forget_heads() {
        if (rows_ > 0) return;
        named_ = false, heads_ = 0, roles_.clear(), forms_.clear(), broken_ = orphans_ = unnamed_ = 0,
        since_head_ = 0;
    }

    void head(const HeadWord& word, Words text, const Line& line) {
        ++heads_;
        since_head_ = 0;
        if (place_.empty()) place_ = place_of(line);
        if (word.role == Role::name) {
            if (named_ && roles_.empty()) return;
            named_ = true;
            second_ = second_ || !roles_.empty();
            return;
        }
        if (!named_) return;
        if (word.role == Role::consent) add_form(forms_, word, text);
        // The heads of the second language repeat those of the first.
        if (!second_ && std::find(roles_.begin(), roles_.end(), word.role) == roles_.end())
            roles_.push_back(word.role);
    }

    void word_of(Words text, const Line& line) {
        if (apart_ || !dates_.empty() || name_.empty()) {
            drop_name();
            name_.clear();
            name_place_ = place_of(line);
        }
        if (text.size() <= 60) append_line(name_, text);
    }

    void date_of(const DateCell& date, const Line& line) {
        if (name_.empty()) {
            ++orphans_;
            return;
        }
        if (dates_.empty()) row_place_ = name_place_.empty() ? place_of(line) : name_place_;
        const auto role = roles_[std::min(dates_.size(), roles_.size() - 1)];
        const auto form = role == Role::consent ? form_of(forms_, date.code) : std::string{};
        dates_.push_back({std::string{milestone_of(role)}, form, date.day});
        if (auto told = language_of_date(lines_text(line)); !told.empty()) language_ = std::move(told);
        if (dates_.size() < roles_.size()) return;
        const auto name = bare_name(name_);
        // What no vocabulary knows may be no name at all ("Fait à Paris, le"): taken only within a list.
        const bool known = party(name.text) != nullptr;
        const bool capital = !name.text.empty() && !(name.text[0] >= 'a' && name.text[0] <= 'z');
        if (known || (rows_ > 2 && capital)) {
            list_.rows.push_back({name.text, dates_, language_, row_place_});
            ++rows_;
        } else {
            ++unnamed_;
        }
        name_.clear(), dates_.clear(), language_.clear();
    }

    static Words lines_text(const Line& line) { return Words{line.text}.substr(0, 60); }
    static std::string language_of_date(Words text) {
        const auto folded = fold(text);
        for (const Words fr : {"janv", "fevr", "mars", "avr", "mai", "juin", "juil", "aout", "septembre",
                               "oct", "novembre", "decembre"})
            if (folded.find(fr) != Words::npos) return "fr";
        for (const Words nl : {"januari", "februari", "maart", "april", "mei", "juni", "juli", "aug", "okt",
                               "september", "november", "december"})
            if (folded.find(nl) != Words::npos) return "nl";
        return {};
    }

    void drop_name() {
        if (name_.empty()) return;
        const auto name = bare_name(name_);
        if (!dates_.empty())
            ++broken_;
        else if (name.starred)
            add_dateless(list_, name, party_language(name.text), name_place_, told_);
        else if (party(name.text))
            ++broken_;
        name_.clear(), dates_.clear();
    }
    static std::string party_language(Words name) {
        const auto* found = party(name);
        if (!found) return {};
        const auto folded = fold(name);
        return folded == fold(found->label.in(registry::Lang::nl))   ? "nl"
               : folded == fold(found->label.in(registry::Lang::fr)) ? "fr"
                                                                     : "";
    }

    void tell() {
        if (!in_list() || rows_ + orphans_ == 0 || broken_ + orphans_ == 0) return;
        list_.remarks.push_back(
            {Remark::Weight::doubt, "list-incomplete",
             std::to_string(rows_) + " rows of the list of bound States stand complete; " +
                 std::to_string(broken_ + unnamed_) + " names and " + std::to_string(orphans_) +
                 " days could not be put together without the page's layout",
             place_});
    }

    const std::vector<Line>& lines_;
    BoundList& list_;
    bool told_;
    bool named_ = false, second_ = false, apart_ = true;
    int heads_ = 0, since_head_ = 0, rows_ = 0, broken_ = 0, orphans_ = 0, unnamed_ = 0;
    std::vector<Role> roles_;
    Forms forms_;
    std::string name_, name_place_, row_place_, place_, language_;
    std::vector<BoundDate> dates_;
};

}  // namespace

BoundList read_loose_list(const std::vector<Line>& lines) {
    BoundList list;
    Loose(lines, list).read();
    return list;
}

}  // namespace importers::gazette
