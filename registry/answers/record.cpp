// What the registry has to say of itself: its log, sources, documents and waiting names.
#include <map>
#include <stdexcept>

#include "registry/answers/answers.hpp"
#include "registry/base/bytes.hpp"

namespace registry {
namespace {

constexpr std::size_t latest_remarks = 20;

}  // namespace

std::vector<ChangeLine> changes(store::Reader& reader, const ChangeFilter& filter, Lang lang) {
    auto lines = store::change_log(reader, filter);
    std::map<std::string, std::string> titles;
    for (auto& line : lines) {
        line.old_fact = is_old_fact(line);
        if (line.instrument.empty()) continue;
        auto at = titles.find(line.instrument);
        if (at == titles.end()) {
            const auto head = store::head(reader, line.instrument, {});
            const auto* title = head.title(lang);
            at = titles.emplace(line.instrument, title ? title->text : line.instrument).first;
        }
        line.title = at->second;
    }
    return lines;
}

std::vector<SourceLine> sources(store::Reader& reader, const std::optional<Day>& known) {
    std::vector<SourceLine> lines;
    for (const auto& source : store::sources_held(reader)) {
        auto line = store::source_line(reader, source, known);
        if (known && line.documents == 0) continue;
        line.latest = store::remarks_of_source(reader, source, latest_remarks, 0, known);
        lines.push_back(std::move(line));
    }
    return lines;
}

std::optional<DocumentAnswer> document_answer(store::Reader& reader, std::string_view sha256) {
    return store::document(reader, sha256);
}

std::optional<std::string> document_bytes(store::Reader& reader, std::string_view sha256) {
    const auto frame = store::document_frame(reader, sha256);
    if (!frame) return std::nullopt;
    auto bytes = decompress(*frame);
    if (!bytes)
        throw std::runtime_error("the stored bytes of " + std::string{sha256} +
                                 " are damaged: " + bytes.error().what);
    return std::move(*bytes);
}

std::vector<WaitingName> waiting_names(store::Reader& reader) {
    auto names = store::unresolved_parties(reader);
    for (auto& each : store::unresolved_entities(reader)) names.push_back(std::move(each));
    return names;
}

std::vector<Remark> remarks(store::Reader& reader, std::string_view source, std::size_t limit,
                            std::size_t offset, const std::optional<Day>& known) {
    return store::remarks_of_source(reader, source, limit, offset, known);
}

bool made_from_samples(store::Reader& reader) { return store::made_from_samples(reader); }

}  // namespace registry
