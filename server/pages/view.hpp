// How a page is to be shown: language, days, and the addresses its links get. Fixed for the whole of a page.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "registry/answers/answers.hpp"
#include "registry/model/messages.hpp"

namespace server {

using Pairs = std::vector<std::pair<std::string, std::string>>;

struct View {
    registry::Lang lang = registry::Lang::en;
    registry::Asked asked;
    std::string
        base_url;  // "https://placet.example", no slash at the end: every permanent link begins with it
    std::string path = "/";  // of this page, without suffix
    Pairs query;             // of this page, as given and understood, in order; empty values left out
    std::string suffix;      // as asked for: "json"; empty: none
    bool dated = false;      // the days asked for change what the page shows
    bool recorded = false;   // of them only `known` does
    bool valid_on = false;   // of them only `on` does: declared data with days of validity
    std::vector<std::string_view> formats;  // this page can be had in: "html", "json", "csv"
    bool samples = false;    // the store was made from samples
    bool for_programs = false;  // shown as JSON or CSV: what only people read need not be made
    std::string report_to;   // where errors and official replies go: mailto: or https:; empty: not set up

    // The sentence "pages." + key; one that begins with a slash is shared with other programs:
    // "/severity.stalled".
    std::string say(std::string_view key, const registry::Arguments& = {}) const;

    // Addresses for links. Both keep the language and the days asked for; `plain` leads to pages that are the
    // same on every day, so that whoever goes there and comes back is still on the day he asked for.
    std::string to(std::string_view to_path, const Pairs& more = {}) const;
    std::string plain(std::string_view to_path, const Pairs& more = {}) const;
    // Without any query: files, form targets.
    std::string at(std::string_view to_path) const;
    // This page with one parameter set to another value; an empty value takes it out.
    std::string here(std::string_view parameter, std::string_view value,
                     std::string_view in_format = {}) const;
    // Another path with this page's whole query and format: where an alias leads.
    std::string here_at(std::string_view other_path) const;
    // This page in another format, everything else kept.
    std::string as(std::string_view format) const;
    // For ever, in no particular language: base address and path.
    std::string permanent(std::string_view to_path) const;
    // The path of the page itself, where only its picture is shown, in a frame: without "/embed".
    std::string page_path() const;
    // What is seen now, for citing: the days written out.
    std::string cited() const;
    // As today, without any days.
    std::string today() const;
    bool can_be_had_as(std::string_view format) const;
    // on, known, published, profile.
    static bool is_of_days(std::string_view parameter);
};

}  // namespace server
