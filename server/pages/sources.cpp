// /sources and /sources/{source}: what was imported, when, and with which remarks.
#include <algorithm>

#include "server/pages/compose.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

constexpr std::size_t page_size = 100;

Value line_of(const View& view, const registry::SourceLine& line) {
    auto value = Value::object();
    name_source(value, view, line.source);
    const auto* declared = registry::Vocabulary::built_in().source(line.source);
    const std::string voice{declared ? registry::name_of(declared->voice) : std::string_view{}};
    value.both("voice", voice);
    value.people("voice_label", voice.empty() ? std::string{} : view.say("voice." + voice));
    const auto address = declared ? declared->address : std::string{};
    value.both("address", is_web_address(address) ? address : std::string{});
    value.programs("documents", line.documents);
    value.programs("statements", line.statements);
    value.people("documents", number(view, line.documents));
    value.people("statements", number(view, line.statements));
    value.both("last_import", line.last_import);
    value.people("never", line.last_import.empty());
    const auto imported = registry::parse_day(std::string_view{line.last_import}.substr(0, 10));
    value.people("last_import_text", imported ? day_text(view, *imported) : line.last_import);
    value.both("newest_as_of", day(view, line.newest_as_of));
    value.both("notes", line.notes);
    value.both("doubts", line.doubts);
    value.both("losses", line.losses);
    value.people("remarked", view.say("sources.remarks", {{"notes", number(view, line.notes)},
                                                          {"doubts", number(view, line.doubts)},
                                                          {"losses", number(view, line.losses)}}));
    value.people("lost", line.losses > 0);
    return value;
}

Value remarks_of(const View& view, const std::vector<registry::Remark>& remarks) {
    auto list = Value::list();
    for (const auto& each : remarks) list.push(remark(view, each));
    return list;
}

}  // namespace

Document sources_list(const View& view, const std::vector<registry::SourceLine>& lines,
                      const std::vector<registry::WaitingName>& waiting, std::size_t to_review) {
    auto document = page(view, "sources", view.say("sources.title"));
    auto list = Value::list(), names = Value::list();
    for (const auto& line : lines) list.push(line_of(view, line));
    for (const auto& name : waiting) {
        auto value = Value::object();
        value.both("kind", name.kind);
        value.people("kind_label", view.say("waiting." + name.kind));
        value.both("text", name.text);
        value.both("statements", name.statements);
        value.both("example", without_folders(name.example));
        names.push(std::move(value));
    }
    document.says.both("sources", std::move(list));
    document.says.both("waiting_names", std::move(names));
    document.says.both("pairs_to_review", to_review);
    document.says.people(
        "review", view.say("review.link", {{"n", number(view, static_cast<std::int64_t>(to_review))}}));
    document.says.people("review_href", view.plain("/review"));
    return document;
}

Document source(const View& view, const SourceAnswer& answer, const Paging& paging) {
    auto document = page(view, "source", source_label(view, answer.line.source));
    auto& says = document.says;
    says.both("summary", line_of(view, answer.line));
    says.both("remarks", remarks_of(view, answer.remarks));
    says.people("sources_href", view.plain("/sources"));
    add_paging(document, view, paging);
    return document;
}

Answered sources_page(const Asking& asking) {
    const auto& known = asking.view.asked.known;
    return sources_list(asking.view, registry::sources(asking.reader, known),
                        registry::waiting_names(asking.reader),
                        registry::review(asking.reader).size());
}

Answered source_page(const Asking& asking) {
    const auto& id = asking.params["source"];
    if (!registry::Vocabulary::built_in().source(id)) {
        std::vector<std::string> known;
        for (const auto& each : registry::Vocabulary::built_in().sources()) known.push_back(each.id);
        return missing(asking.view, "source", id, std::move(known));
    }
    SourceAnswer answer;
    answer.line.source = id;  // a declared source from which nothing has been imported yet
    const auto& known = asking.view.asked.known;
    for (auto& line : registry::sources(asking.reader, known))
        if (line.source == id) answer.line = line;
    Paging paging{asking.page_number(), page_size, 0, false};
    answer.remarks = registry::remarks(asking.reader, id, page_size + 1, (paging.page - 1) * page_size, known);
    paging.more = answer.remarks.size() > page_size;
    if (paging.more) answer.remarks.resize(page_size);
    return source(asking.view, answer, paging);
}

}  // namespace server
