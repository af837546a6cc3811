// The words of titles of acts: of assent or not, of which kind, printed again or for the first time.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace importers::gazette {

// "Wet houdende instemming met de Overeenkomst …": its words after the date, taken apart.
struct Assent {
    std::string language;  // "nl", "fr", "de"
    std::string kind;      // "law", "decree", "ordinance"
    std::string object;    // "Overeenkomst …", without its article
};
std::optional<Assent> assent_in(const std::string& title);

// Approves something that is no treaty (a subscription to a bank's capital, accounts): looks like assent.
bool approves_other(const std::string& title);

// The words with which a title says that an act is printed again.
enum class Again { no, translation, addendum, rectification };
struct Tail {
    Again again = Again::no;
    std::string title;  // without those words
};
Tail without_tail(const std::string& title);

bool is_cooperation(std::string_view object);  // a cooperation agreement

}  // namespace importers::gazette
