// Facts by hand, in one line each.
#pragma once
#include <string>

#include "registry/timeline/track.hpp"

namespace by_hand {

inline registry::Day day(const char* text) { return *registry::parse_day(text); }

struct Facts : registry::TrackFacts {
    Facts() {
        instrument = "t";
        party = "be";
    }
    Facts& event(const std::string& milestone, const std::string& entity, const std::string& date,
                 const std::string& subject = {}, const std::string& form = {}, bool unconfirmed = false) {
        const auto when = registry::parse_when(date);
        std::string id = "t.be." + milestone;
        for (const auto& part : {entity, subject})
            if (!part.empty()) id += "." + part;
        const auto* declared = registry::Vocabulary::built_in().milestone(milestone);
        if (!declared || !when) throw std::runtime_error("not a fact: " + milestone + " " + date);
        if (declared->repeatable) id += "." + date;
        events.push_back({id, milestone, entity, form, subject, *when, unconfirmed});
        return *this;
    }
    Facts& absent(const std::string& milestone, const std::string& entity, const char* reach,
                  const std::string& source = "be-gazette", const std::string& evidence = "look:1") {
        absences.push_back({milestone, entity, "", day(reach), source, "", evidence, 0});
        return *this;
    }
};

}  // namespace by_hand
