#include "registry/reconcile/event_ids.hpp"

#include "registry/base/text.hpp"

namespace registry {
namespace {

// "2018-07-19", "2018-07", "undated", "to-2021-10", "2018-about".
std::string date_in_id(const std::string& edtf) {
    if (edtf == When{}.edtf) return "undated";
    std::string out;
    for (const char c : edtf) {
        if (c == '/')
            out += out.empty() ? "to-" : "-to-";
        else if (c == '~' || c == '%')
            out += "-about";
        else if (c == '?')
            out += "-perhaps";
        else if (c == 'X')
            out += 'x';
        else if (c != '.')
            out += c;
    }
    return out;
}

}  // namespace

std::string EventIds::mint(const Event& event, const std::string& subject, const std::string& date,
                           bool plain) {
    std::string id = event.instrument;
    const auto add = [&](const std::string& part) {
        if (!part.empty()) id += "." + part;
    };
    add(slug(event.party));
    add(event.milestone);
    add(slug(event.entity));
    add(slug(subject));
    if (!plain) add(event.act.empty() ? date_in_id(date) : slug(event.act));
    std::string unique = id;
    while (!minted_.insert(unique).second)
        unique = id + "-" + std::to_string(++last_.try_emplace(id, 1).first->second);
    return unique;
}

}  // namespace registry
