// A message in a person's language, and the same for a program: what mail and webhooks carry. Every line says
// what changed, of what day it is and on what day it was recorded; a finding its certainty, what was looked
// into and when. We state what is and is not found, and accuse nobody (semantics 6).
#pragma once
#include <string>

#include "registry/alerts/message.hpp"
#include "registry/catalogue/catalogue.hpp"
#include "server/pages/view.hpp"

namespace server::letters {

struct Written {
    registry::Lang lang = registry::Lang::en;
    std::string subject, text, html;  // text: lines of at most 78 letters where words allow; html: a whole
                                      // page, without scripts, pictures and anything fetched from elsewhere
    std::string stop_url;  // one click ends what it came by (RFC 8058); empty: nothing to end (confirm)
    std::string manage_url;
};
// `view`: language of the subscriber, base address, today. Alert, summary, confirm, state, stale, ended,
// failing, test: each its own words. The catalogue is asked only for how things stand on lists.
Written write(registry::store::Reader&, const registry::alerts::Message&, View, registry::Catalogue&);

// Standard Webhooks 1.0.0: {"type", "timestamp", "data"}, thin: below 20 kB, with addresses to read more at;
// what is left out is counted ("more").
std::string payload(registry::store::Reader&, const registry::alerts::Message&, View, registry::Catalogue&);

}  // namespace server::letters
