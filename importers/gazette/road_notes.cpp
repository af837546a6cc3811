#include "importers/gazette/road_notes.hpp"

#include <algorithm>
#include <map>

#include "importers/gazette/named.hpp"
#include "importers/gazette/notes.hpp"

namespace importers::gazette {
namespace {

using registry::Alias;
using registry::Day;

class Notes {
public:
    explicit Notes(Saying& to) : to_(to) {}

    void all() {
        for (const auto* note : in_order()) {
            to_.batch.passages.push_back(
                {to_.names[0], "", "gazette-note", note->language, note->words, 0, place_of(*note)});
            const bool acts = to_.federal() && note->number > 1 && other_acts(*note);
            const bool entry = entries(*note);
            if (acts || entry || speaks_of_list(note->words)) continue;
            parliament(*note);
        }
        if (!others_.empty()) required();
    }

private:
    std::vector<const Note*> in_order() const {
        std::vector<const Note*> out;
        for (const std::string_view language : {"nl", "fr", "de", ""})
            for (const auto& note : to_.act.notes)
                if (note.language == language) out.push_back(&note);
        return out;
    }
    static std::string place_of(const Note& note) {
        return note.place + ", note (" + std::to_string(note.number) + ")";
    }

    void parliament(const Note& note) {
        const auto read = read_parliament(note.words, to_.federal());
        const bool first = sittings_.empty();
        for (const auto& sitting : read.sittings) {
            const auto same = std::find_if(sittings_.begin(), sittings_.end(), [&](const Sitting& each) {
                return each.milestone == sitting.milestone && each.day == sitting.day;
            });
            if (same != sittings_.end()) continue;
            if (!first)
                to_.doubt("languages-disagree",
                          sitting.milestone + " on " + registry::iso(sitting.day) + " stands in \"" +
                              note.language + "\" only; not said",
                          place_of(note));
            else
                sitting_of(sitting, note);
        }
        if (first) sittings_ = read.sittings;
        for (const auto& dossier : read.dossiers) {
            if (std::find(dossiers_.begin(), dossiers_.end(), dossier) != dossiers_.end()) continue;
            dossiers_.push_back(dossier);
            for (const auto& instrument : to_.names)
                to_.describe(instrument, "parliament-document", "", registry::text(dossier), place_of(note));
            if (to_.names.size() == 1) to_.batch.links.push_back({to_.names[0], dossier, 0, place_of(note)});
        }
        for (const auto& words : read.unread)
            to_.doubt("date-unread",
                      "nothing is said of \"" + words + "\" in \"" + note.words.substr(0, 160) + "\"",
                      place_of(note));
    }
    void sitting_of(const Sitting& sitting, const Note& note) {
        for (const auto& instrument : to_.names)
            for (const auto& entity : to_.act.entities) {
                auto& said =
                    to_.say(instrument, sitting.milestone, registry::on(sitting.day), place_of(note));
                said.entity = entity;
                said.subject = sitting.subject;
            }
    }

    bool other_acts(const Note& note) {
        const auto acts = read_other_acts(note.words);
        const bool first = others_.empty();
        for (const auto& act : acts) {
            if (act.entities.empty() || !act.act) {
                to_.doubt("other-act-unread",
                          "whose act or of which day is not clear: \"" + act.words.substr(0, 160) + "\"",
                          place_of(note));
                continue;
            }
            for (const auto& entity : act.entities) other_act(entity, act, note, first);
        }
        return !acts.empty();
    }
    void other_act(const std::string& entity, const OtherAct& act, const Note& note, bool first) {
        const auto [found, fresh] = others_.try_emplace(entity, act);
        if (!fresh) {
            const auto differs = [](const auto& a, const auto& b) { return a && b && *a != *b; };
            if (differs(found->second.act, act.act) || differs(found->second.gazette, act.gazette))
                to_.doubt(first ? "other-act-unread" : "languages-disagree",
                          entity + ": \"" + found->second.words.substr(0, 120) + "\" is said; also \"" +
                              act.words.substr(0, 120) + "\"",
                          place_of(note));
            return;
        }
        for (const auto& instrument : to_.names) {
            for (const auto* milestone : {"sanctioned", "promulgated"})
                to_.say(instrument, milestone, registry::on(*act.act), place_of(note)).entity = entity;
            if (act.gazette)
                to_.say(instrument, "published", registry::on(*act.gazette), place_of(note)).entity = entity;
        }
        if (note_of_others_.empty()) note_of_others_ = place_of(note);
    }
    // The assemblies whose acts the law names beside itself are those whose assent the treaty needed.
    void required() {
        for (const auto& instrument : to_.names) {
            to_.say(instrument, "assent-required", registry::When{}, note_of_others_).entity = "be-fed";
            for (const auto& [entity, act] : others_)
                to_.say(instrument, "assent-required", registry::When{}, note_of_others_).entity = entity;
        }
    }

    bool entries(const Note& note) {
        const auto parts = numbered_parts(note.words);
        bool any = false;
        for (std::size_t i = 0; i < to_.names.size(); ++i) {
            const bool own = parts.size() == to_.names.size();
            if (!own && parts.size() > 1 && i > 0) break;
            const auto entry = read_entry(own ? parts[i] : note.words);
            any = any || entry.says != Entry::Says::nothing;
            if (entry.says == Entry::Says::unread)
                to_.doubt("date-unreadable",
                          "entry into force on a day that is none: \"" + note.words.substr(0, 160) + "\"",
                          place_of(note));
            if (entry.says == Entry::Says::not_yet)
                to_.say(to_.names[i], "entered-into-force", registry::on(to_.published), place_of(note))
                    .polarity = registry::Polarity::absent;
            if (entry.says == Entry::Says::on_a_day) entered(to_.names[i], entry.day, note);
        }
        return any;
    }
    void entered(const Alias& instrument, Day day, const Note& note) {
        const auto [found, fresh] = entered_.try_emplace(instrument, day);
        if (fresh)
            to_.say(instrument, "entered-into-force", registry::on(day), place_of(note)).note =
                note.words.substr(0, 200);
        else if (found->second != day)
            to_.doubt("languages-disagree",
                      "entry into force: " + registry::iso(found->second) + " is said; \"" + note.language +
                          "\" has " + registry::iso(day),
                      place_of(note));
    }

    Saying& to_;
    std::vector<Alias> dossiers_;
    std::vector<Sitting> sittings_;
    std::map<std::string, OtherAct> others_;
    std::map<Alias, Day> entered_;
    std::string note_of_others_;
};

}  // namespace

void say_notes(Saying& to) { Notes(to).all(); }

}  // namespace importers::gazette
