#include "registry/exchange/exchange_xml.hpp"
#include "registry/intake/intake.hpp"
#include "registry/store/whole.hpp"

namespace registry {

std::string export_all(store::Reader& reader, const store::View& view, std::optional<Day> on) {
    Document about;
    about.source = "editor";
    about.title = "Everything this registry holds";
    about.media_type = "application/xml";
    return write_exchange(store::everything_said(reader, about, view, on));
}

}  // namespace registry
