#include "importers/reading/conclusion.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "importers/reading/dates.hpp"
#include "registry/base/text.hpp"

namespace importers::reading {
namespace {

using registry::Day;

struct Verb {
    std::string_view language, word;  // folded
};
constexpr std::array verbs{
    Verb{"nl", "gedaan"},        Verb{"nl", "ondertekend"},   Verb{"nl", "getekend"},
    Verb{"nl", "opgemaakt"},     Verb{"nl", "gesloten"},      Verb{"nl", "aangenomen"},
    Verb{"nl", "ondertekening"},  // opengesteld voor ondertekening te
    Verb{"fr", "fait"},          Verb{"fr", "faits"},         Verb{"fr", "faite"},
    Verb{"fr", "faites"},        Verb{"fr", "signe"},         Verb{"fr", "signes"},
    Verb{"fr", "signee"},        Verb{"fr", "signees"},       Verb{"fr", "adopte"},
    Verb{"fr", "adoptes"},       Verb{"fr", "adoptee"},       Verb{"fr", "adoptees"},
    Verb{"fr", "conclu"},        Verb{"fr", "conclus"},       Verb{"fr", "conclue"},
    Verb{"fr", "conclues"},      Verb{"fr", "etabli"},        Verb{"fr", "etablie"},
    Verb{"fr", "signature"},  // ouvert à la signature à
    Verb{"de", "geschehen"},     Verb{"de", "unterzeichnet"}, Verb{"de", "unterzeichneten"},
    Verb{"de", "abgeschlossen"}, Verb{"de", "angenommen"},    Verb{"de", "getan"},
    Verb{"en", "done"},          Verb{"en", "signed"},        Verb{"en", "adopted"},
    Verb{"en", "concluded"},     Verb{"en", "signature"},
};

struct Word {
    std::string_view language, word;
};
constexpr std::array prepositions{Word{"nl", "te"}, Word{"nl", "in"}, Word{"fr", "a"}, Word{"de", "zu"},
                                  Word{"de", "in"}, Word{"en", "at"}, Word{"en", "in"}};
constexpr std::array ons{Word{"nl", "op"}, Word{"fr", "le"}, Word{"de", "am"}, Word{"en", "on"}};
// Where the law's own words end and the treaty's begin: a date before them is the law's.
constexpr std::array<std::string_view, 8> assents{"instemming", "goedkeuring", "assentiment", "approbation",
                                                  "zustimmung", "billigung",   "assent",      "approval"};
constexpr std::array<std::string_view, 4> ands{"en", "et", "und", "and"};
constexpr std::array<std::string_view, 11> joining{"la", "le",  "den", "de", "sur", "aan",
                                                   "an", "der", "am",  "of", "du"};

struct Piece {
    std::string_view raw;  // with what stands around it: "York,"
    std::string folded;    // without punctuation
    std::size_t at = 0;
};

bool is_punctuation(char c) { return std::string_view{",;:.()[]\""}.find(c) != std::string_view::npos; }

std::string_view bare(std::string_view word) {
    while (!word.empty() && is_punctuation(word.front())) word.remove_prefix(1);
    while (!word.empty() && is_punctuation(word.back())) word.remove_suffix(1);
    return word;
}

bool capital(std::string_view word) {
    word = bare(word);
    if (word.empty()) return false;
    const auto first = static_cast<unsigned char>(word[0]);
    if ((first >= 'A' && first <= 'Z') || first == '\'') return true;  // 's-Gravenhage
    if (word.starts_with("\xE2\x80\x98") || word.starts_with("\xE2\x80\x99")) return true;
    const auto second = word.size() > 1 ? static_cast<unsigned char>(word[1]) : 0U;
    return first == 0xC3 && second >= 0x80 && second <= 0x9E;
}

template <class All>
bool among(const All& all, const std::string& word) {
    return std::find(all.begin(), all.end(), word) != all.end();
}

class Title {
public:
    Title(std::string_view text, std::string_view language)
        : text_(text), language_(language), dates_(dates_in(text)) {
        for (std::size_t at = 0; at < text.size();) {
            const auto end = std::min(text.find(' ', at), text.size());
            const auto raw = text.substr(at, end - at);
            if (!raw.empty()) pieces_.push_back({raw, registry::fold(bare(raw)), at});
            at = end + 1;
        }
    }

    std::optional<Conclusion> read() const {
        std::vector<Phrase> all;
        for (std::size_t i = 0; i < pieces_.size(); ++i)
            if (is_verb(i))
                if (auto one = at_verb(i)) all.push_back(std::move(*one));
        if (all.size() != 1 || !all[0].clear || amends_by_then(all[0].at, all[0].says.day))
            return std::nullopt;
        return all[0].says;
    }

private:
    struct Phrase {
        Conclusion says;
        std::size_t at = 0;
        bool clear = true;  // false: no such day, or more than one
    };

    template <class Table>
    bool is(const Table& table, std::size_t i) const {
        return i < pieces_.size() && std::any_of(table.begin(), table.end(), [&](const auto& each) {
                   return (language_.empty() || each.language == language_) && each.word == pieces_[i].folded;
               });
    }
    bool is_verb(std::size_t i) const { return is(verbs, i); }

    std::optional<std::size_t> date_at(std::size_t at) const {
        for (std::size_t i = 0; i < dates_.size(); ++i)
            if (dates_[i].at == at) return i;
        return std::nullopt;
    }

    std::optional<Phrase> at_verb(std::size_t verb) const {
        if (is(prepositions, verb + 1)) return place_then_day(verb + 2);
        if (is(ons, verb + 1)) return day_then_place(verb + 2);
        return std::nullopt;
    }

    // The piece past the place that begins here: capitalised words, and what may join them.
    std::size_t past_place(std::size_t from) const {
        auto end = from;
        while (end < pieces_.size() && end - from < 12) {
            auto next = end;
            if (next > from && among(ands, pieces_[next].folded)) {
                ++next;
                if (is(prepositions, next)) ++next;
            }
            while (next < pieces_.size() && next - end < 4 && !capital(pieces_[next].raw) &&
                   among(joining, pieces_[next].folded) && !closes(next))
                ++next;
            if (next >= pieces_.size() || !capital(pieces_[next].raw) || date_at(pieces_[next].at)) break;
            end = next + 1;
            if (closes(next) && pieces_[next].raw.back() != ',') break;
        }
        return end;
    }

    bool closes(std::size_t i) const { return is_punctuation(pieces_[i].raw.back()); }

    std::string place(std::size_t from, std::size_t end) const {
        const auto start = pieces_[from].at, stop = pieces_[end - 1].at + pieces_[end - 1].raw.size();
        return std::string{bare(text_.substr(start, stop - start))};
    }

    std::optional<Phrase> place_then_day(std::size_t from) const {
        constexpr std::size_t longest = 20;  // words between: "door de Algemene Vergadering van …"
        const auto end = past_place(from);
        if (end == from) return std::nullopt;
        for (auto i = end; i < pieces_.size() && i - end < longest; ++i) {
            const auto at = pieces_[i].at + (pieces_[i].raw.front() == '(' ? 1 : 0);
            if (const auto date = date_at(at)) {
                const bool joined = is(ons, i - 1) || (i == end && pieces_[i - 1].raw.back() == ',');
                return joined ? std::optional{phrase(*date, from, end)} : std::nullopt;
            }
            if (is_verb(i) || pieces_[i].raw.back() == ';') return std::nullopt;
        }
        return std::nullopt;
    }

    std::optional<Phrase> day_then_place(std::size_t from) const {
        const auto date = from < pieces_.size() ? date_at(pieces_[from].at) : std::nullopt;
        if (!date) return std::nullopt;
        auto i = from;
        const auto past = dates_[*date].at + dates_[*date].length;
        while (i < pieces_.size() && pieces_[i].at < past) ++i;
        if (!is(prepositions, i)) return std::nullopt;
        const auto end = past_place(i + 1);
        return end == i + 1 ? std::nullopt : std::optional{phrase(*date, i + 1, end)};
    }

    Phrase phrase(std::size_t date, std::size_t place_from, std::size_t place_end) const {
        const auto& day = dates_[date].day;
        return {{place(place_from, place_end), day.value_or(Day{})},
                pieces_[place_from].at,
                day && !more_days(date)};
    }

    // "op 5 mei 2014 en op 6 mei 2014", "… et à Paris le 6 mai 2014": two days of signature.
    bool more_days(std::size_t date) const {
        const auto past = dates_[date].at + dates_[date].length;
        const auto next = std::find_if(pieces_.begin(), pieces_.end(),
                                       [&](const Piece& piece) { return piece.at >= past; });
        return date + 1 < dates_.size() && next != pieces_.end() && among(ands, next->folded);
    }

    // A date of the instrument before the phrase and later than it: the phrase is about what it amends.
    bool amends_by_then(std::size_t phrase, Day day) const {
        std::size_t treaty = 0;
        for (const auto& piece : pieces_)
            if (piece.at < phrase && among(assents, piece.folded)) treaty = piece.at;
        return std::any_of(dates_.begin(), dates_.end(), [&](const FoundDate& date) {
            return date.at > treaty && date.at < phrase && date.day && *date.day > day;
        });
    }

    std::string_view text_, language_;
    std::vector<FoundDate> dates_;
    std::vector<Piece> pieces_;
};

}  // namespace

std::optional<Conclusion> conclusion_in(std::string_view title, std::string_view language) {
    constexpr std::size_t longest = 16'000;  // bytes; what is longer is no title
    if (title.size() > longest) return std::nullopt;
    const auto cleaned = registry::clean(title);
    return Title(cleaned, language).read();
}

std::string text(const Conclusion& conclusion) {
    constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};
    const std::chrono::year_month_day day{conclusion.day};
    return conclusion.place + ", " + std::to_string(static_cast<unsigned>(day.day())) + " " +
           std::string{months[static_cast<unsigned>(day.month()) - 1]} + " " +
           std::to_string(static_cast<int>(day.year()));
}

}  // namespace importers::reading
