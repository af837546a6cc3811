// Any bytes at all: every importer answers, with remarks where it says nothing, and the table chooses or
// refuses.
#include <cstdint>
#include <cstdlib>

#include "importers/importer.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const importers::Source source{"fuzz", {reinterpret_cast<const char*>(data), size}, {}};
    for (const auto& importer : importers::importers()) {
        importer.recognises(source);
        const auto batch = importer.read(source);
        if (batch.documents.empty() || (batch.statements.empty() && batch.remarks.empty())) std::abort();
    }
    (void)importers::importer_for(source);
    (void)importers::read_sidecar(source.bytes, "fuzz");
    return 0;
}
