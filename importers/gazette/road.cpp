#include "importers/gazette/road.hpp"

#include <algorithm>
#include <map>

#include "importers/gazette/bound_list.hpp"
#include "importers/gazette/notes.hpp"
#include "importers/gazette/road_notes.hpp"
#include "importers/gazette/saying.hpp"

namespace importers::gazette {
namespace {

using registry::Day;
using Weight = registry::Remark::Weight;

class Road {
public:
    explicit Road(Saying& to) : to_(to) {}

    void all() {
        for (const auto& each : to_.act.remarks) to_.remark(each.weight, each.kind, each.what, each.where);
        switch (to_.act.kind) {
            case Kind::assent:
                assent();
                break;
            case Kind::translation:
                translation();
                break;
            case Kind::addendum:
                addendum();
                break;
            case Kind::rectification:
                rectification();
                break;
            case Kind::other:
                list_alone();
                break;
        }
    }

private:
    // The act's day by the headings, held against each other and against the closing formula.
    std::optional<Day> day_of_act() {
        std::optional<Day> day;
        const Heading* by = nullptr;
        for (const std::string_view language : {"nl", "fr", "de"})
            for (const auto& heading : to_.act.headings) {
                if (heading.language != language || !heading.day) continue;
                if (!day) day = heading.day, by = &heading;
                if (*heading.day != *day)
                    to_.doubt("date-conflict",
                              "the heading in \"" + heading.language + "\" says " +
                                  registry::iso(*heading.day) + ", the one in \"" + by->language + "\" " +
                                  registry::iso(*day) + "; the latter is said",
                              heading.place);
            }
        for (const auto& [given, place] : to_.act.given)
            if (day && given != *day) {
                to_.doubt("date-conflict",
                          "given on " + registry::iso(given) + ", the heading says " + registry::iso(*day) +
                              "; the heading is said",
                          place);
                break;
            }
        return day;
    }

    void assent() {
        to_.name(to_.act.numac);
        to_.describe_instruments();
        to_.describe_act();
        const auto place = to_.act.headings.empty() ? to_.act.place : to_.act.headings.front().place;
        if (const auto day = day_of_act()) {
            // Sanction and promulgation: two acts with one date (semantics 4).
            to_.say_of_act("sanctioned", *day, place, to_.act.numac);
            to_.say_of_act("promulgated", *day, place, to_.act.numac);
            if (*day > to_.published)
                to_.doubt(
                    "date-conflict",
                    "an act of " + registry::iso(*day) + " in the gazette of " + registry::iso(to_.published),
                    place);
        }
        to_.say_of_act("published", to_.published, place, to_.act.numac, to_.act.place);
        say_notes(to_);
        bound_states();
    }

    void translation() {
        to_.remark(Weight::note, "printed-again",
                   "German translation of an act of " +
                       (to_.act.headings.front().day ? registry::iso(*to_.act.headings.front().day)
                                                     : "an unread day") +
                       " (" + to_.act.numac + "): no new step",
                   to_.act.headings.front().place);
    }

    void addendum() {
        to_.name(to_.act.corrects.empty() ? to_.act.numac : to_.act.corrects);
        const auto place = to_.act.headings.front().place;
        to_.describe_instruments();
        std::vector<std::string> words;
        for (const auto& note : to_.act.notes) words.push_back(note.words);
        words.push_back(to_.act.text);
        for (const auto& each : words) {
            const auto entry = read_entry(each);
            if (entry.says != Entry::Says::on_a_day) continue;
            for (const auto& instrument : to_.names)
                to_.say(instrument, "entered-into-force", registry::on(entry.day), place).note = "Addendum";
            return;
        }
        to_.remark(Weight::note, "printed-again",
                   "addendum to an act of assent (" + to_.act.numac + "): no day is said in it", place);
    }

    void rectification() {
        const auto place = to_.act.headings.front().place;
        if (to_.act.corrects.empty())
            return to_.doubt(
                "rectifies-what",
                "a rectification (" + to_.act.numac + ") that names no number of an act; nothing is said",
                place);
        to_.name(to_.act.corrects);
        to_.describe_instruments();
        to_.say_of_act("rectified", to_.published, place, to_.act.numac, to_.act.place);
        const Publication::NewDate* chosen = nullptr;
        for (const std::string_view language : {"nl", "fr", "de", ""})
            for (const auto& each : to_.act.new_dates) {
                if (each.language != language) continue;
                if (!chosen) chosen = &each;
                if (each.is != chosen->is)
                    to_.doubt("languages-disagree",
                              "the law's day becomes " + registry::iso(chosen->is) + ", in \"" +
                                  each.language + "\" " + registry::iso(each.is) + "; the first is said",
                              each.place);
            }
        if (!chosen) return;
        to_.say_of_act("sanctioned", chosen->is, place, to_.act.corrects,
                       "rectified, was " + registry::iso(chosen->was));
        to_.say_of_act("promulgated", chosen->is, place, to_.act.corrects,
                       "rectified, was " + registry::iso(chosen->was));
    }

    void list_alone() {
        if (to_.act.bound.empty()) return;
        to_.name({});
        to_.describe_instruments();
        bound_states();
        if (to_.act.instruments.empty())
            to_.doubt("list-without-act", "a list of bound States of a treaty that the text does not name",
                      to_.act.place);
    }

    void bound_states() {
        const auto agreed = agree(to_.act.bound);
        for (const auto& each : agreed.remarks) to_.remark(each.weight, each.kind, each.what, each.where);
        if (agreed.rows.empty()) return;
        if (to_.names.size() > 1)
            return to_.doubt(
                "list-of-which",
                std::to_string(agreed.rows.size()) +
                    " bound States are listed under an act with several instruments; not said of any",
                agreed.rows.front().place);
        for (const auto& row : agreed.rows)
            for (const auto& date : row.dates) {
                auto& said = to_.say(to_.names[0], date.milestone,
                                     date.day ? registry::on(*date.day) : registry::When{}, row.place);
                said.party = row.name;
                said.form = date.form;
                said.note = "list of bound States";
            }
    }

    Saying& to_;
};

}  // namespace

void read_road(const Publication& publication, Day published, registry::Batch& batch,
               const std::string& file) {
    Saying to{publication, published, batch, file};
    Road(to).all();
}

void count_publications(const std::vector<Publication>& all, registry::Batch& batch,
                        const std::string& file) {
    std::map<Kind, int> counted;
    int numbered = 0, approvals = 0, garbage = 0;
    std::string garbage_at;
    for (const auto& each : all) {
        if (garbage == 0) garbage_at = each.garbage_at;
        garbage += each.garbage;
        if (each.numac.empty() && each.headings.empty()) continue;
        ++numbered;
        ++counted[each.kind];
        approvals += each.kind == Kind::other && each.approves_other;
    }
    batch.remarks.push_back(
        {Weight::note, "publications",
         std::to_string(numbered) + " publications read: acts of assent " +
             std::to_string(counted[Kind::assent]) + ", translations " +
             std::to_string(counted[Kind::translation]) + ", addenda " +
             std::to_string(counted[Kind::addendum]) + ", rectifications " +
             std::to_string(counted[Kind::rectification]) + "; others passed over " +
             std::to_string(counted[Kind::other]) +
             (approvals > 0 ? " (" + std::to_string(approvals) + " of them approve what is no treaty)" : ""),
         file});
    if (garbage > 0)
        batch.remarks.push_back(
            {Weight::note, "no-unicode-map",
             std::to_string(garbage) + " lines in fonts without a Unicode map passed over",
             file + ": " + garbage_at});
}

}  // namespace importers::gazette
