#include "tests/importers/mtdsg_sample.hpp"

#include "importers/untc/untc.hpp"

namespace tests {

using registry::Batch;

Batch read_mtdsg(const std::string& xml, importers::Sidecar beside) {
    return importers::untc::read({"file.xml", xml, std::move(beside)});
}
Batch read_mtdsg(const MtdsgSample& sample) { return read_mtdsg(sample.xml()); }

Said said_of(const Batch& batch, const std::string& party) {
    Said out;
    for (const auto& said : batch.statements)
        if (said.party == party)
            out.push_back(said.milestone + " " + said.form + " " + said.when.edtf + " " + said.note);
    return out;
}

Said described(const Batch& batch, const std::string& key) {
    Said out;
    for (const auto& each : batch.descriptions)
        if (each.key == key) out.push_back(each.value);
    return out;
}

Said kept(const Batch& batch, const std::string& kind) {
    Said out;
    for (const auto& each : batch.passages)
        if (each.kind == kind) out.push_back(each.party + ": " + each.text);
    return out;
}

std::string what_of(const Batch& batch, const std::string& kind) {
    for (const auto& each : batch.remarks)
        if (each.kind == kind) return each.what;
    return {};
}

std::string row(const std::string& name, const std::string& signature, const std::string& consent) {
    return "<Row><Entry>" + name + "</Entry><Entry>" + signature + "</Entry><Entry>" + consent +
           "</Entry></Row>";
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
    return text;
}

}  // namespace tests
