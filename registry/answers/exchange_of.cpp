#include "registry/answers/exchange_of.hpp"

#include "registry/answers/as_asked.hpp"
#include "registry/exchange/exchange_xml.hpp"
#include "registry/store/whole.hpp"

namespace registry {

std::string exchange_of(store::Reader& reader, const InstrumentHead& head, const Asked& asked) {
    Document about;
    about.source = "editor";
    about.title = "What this registry holds of " + head.id;
    about.media_type = "application/xml";
    const auto on = asked.on < asked.today ? std::optional{asked.on} : std::nullopt;
    return write_exchange(store::said_of_one(reader, head.id, about, view_of(asked), on));
}

}  // namespace registry
