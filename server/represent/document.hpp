// One page's answer before it is written in a format. `says` is what every page has; the other members are
// what particular formats need, set by the pages that can be had in them (server/routes.cpp says which).
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/model/date.hpp"
#include "registry/model/language.hpp"
#include "server/represent/value.hpp"

namespace server {

// The list on screen as rows (CSV, RFC 4180): `list` is a member of `says`; each column is read from an item
// by a path of keys ("adopted.lo", "title.text"). One header line, one row for each item, in that order.
struct Sheet {
    struct Column {
        std::string name, path;
    };
    std::string list;
    std::vector<Column> columns;
};

// A day ahead or behind (iCalendar, RFC 5545): all-day, never more precise than what is known.
struct CalendarDay {
    std::string uid;      // stable for ever: "finding-….worsens@host", "opcat.be.deposited@host"
    registry::Day from{};
    registry::Day to{};   // last day it may be
    std::string summary, description, url;
    bool tentative = false;  // computed, not recorded
    std::int64_t sequence = 0;    // grows when the same uid says something else
    std::string recorded_at;      // instant of the last change (DTSTAMP, LAST-MODIFIED)
};

// What is cited: the page's own name, as seen on the days asked.
struct Citation {
    std::string title, url;   // url: View::cited()
    std::string issued;       // of the thing cited, EDTF; may be empty
    registry::Day accessed{};
    std::string abstract_;    // one sentence, may be empty
};

// A picture that stands by itself: downloaded as .svg and shown by /embed/…
struct Picture {
    Markup svg;               // complete, with its own style and title: by server/pictures
    std::string title;        // what it shows, for people
    int width = 0, height = 0;
    std::optional<Markup> narrow{};  // the same for a narrow screen, shown there by /embed/…
    std::string shows{};             // "road": what legend it needs; empty: none
};

// An address for the Link header (RFC 8288): rel "next", "prev", "first", "original", "timemap" …
struct Link {
    std::string href, rel, more;  // more: further parameters, "type=\"text/csv\""
};

struct Document {
    int status = 200;
    std::string body;  // the template of its content: "track" is templates/track.mustache
    registry::Lang lang = registry::Lang::en;
    Value says = Value::object();
    bool feed = false;  // has a list "changes": may be read as Atom
    std::optional<Sheet> sheet;
    std::optional<std::vector<CalendarDay>> calendar;
    std::optional<Value> linked;       // JSON-LD: one object with "@context"
    std::optional<Citation> citation;  // text, BibTeX, RIS, page metadata
    std::optional<Picture> picture;
    std::optional<std::string> exchange;  // the record as exchange XML, made only when that was asked for
    std::vector<Link> links;
    bool passing = false;  // may change without a new revision: neither kept nor tagged
    int retry_after = 0;   // seconds, for 202; 0: not said
};

}  // namespace server
