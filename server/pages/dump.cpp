// /dump: the whole registry as files. Made by a thread of its own when somebody looks and the newest is of an
// older revision; nobody waits for it.
#include "registry/store/taken_down.hpp"
#include "server/http/conditional.hpp"
#include "server/http/cors.hpp"
#include "server/http/secure.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/machines.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

constexpr int seconds_to_wait = dump::pause_after_failure.count();

Refusal no_dumps(const View& view) {
    return {404, "unknown-dump", view.say("dump.none-title"), view.say("dump.none"), {}, {}};
}

std::string size_text(const View& view, std::uint64_t bytes) {
    const auto in = [&](std::uint64_t unit, std::string_view name) {
        return number(view, static_cast<std::int64_t>((bytes + unit / 2) / unit)) + " " + std::string{name};
    };
    return bytes < 10'000 ? in(1, "B") : bytes < 10'000'000 ? in(1'000, "kB") : in(1'000'000, "MB");
}

Value file_value(const View& view, const dump::Dump& dump, const dump::File& file) {
    auto value = Value::object();
    const auto path = "/dump/" + dump.edition + "/" + file.name;
    value.both("name", file.name);
    value.people("href", view.at(path));
    value.programs("url", view.permanent(path));
    value.people("about", view.say("dump.file." + file.name));
    value.both("media_type", file.media);
    value.both("size", static_cast<std::int64_t>(file.size));
    value.people("size_text", size_text(view, file.size));
    value.both("sha256", file.sha256);
    return value;
}

Value dump_value(const View& view, const dump::Dump& dump) {
    auto value = Value::object();
    value.both("edition", dump.edition);
    value.both("revision", static_cast<std::int64_t>(dump.revision));
    value.both("made_at", dump.made_at);
    value.both("changed_at", dump.changed_at);
    value.people("heading", view.say("dump.revision", {{"n", std::to_string(dump.revision)}}));
    auto files = Value::list();
    for (const auto& file : dump.files) files.push(file_value(view, dump, file));
    value.both("files", std::move(files));
    return value;
}

Refusal not_made(const View& view) {
    return {503, "not-ready", view.say("dump.failed-title"), view.say("dump.failed"), {}, {}, {}, seconds_to_wait};
}

// Before any is given: what was public in one of them may be so no more.
void leave_out_what_is_taken_down(const Asking& asking) {
    asking.workings->dumps.withdraw_before(registry::store::public_copies_from(asking.reader));
}

}  // namespace

Answered dump_page(const Asking& asking) {
    const auto& view = asking.view;
    auto& shelf = asking.workings->dumps;
    if (!shelf.offers()) return no_dumps(view);
    leave_out_what_is_taken_down(asking);
    const bool being_made = shelf.ask_for(dump::edition_now(asking.reader));
    const auto there = shelf.there();
    if (there.empty() && !being_made) return not_made(view);
    auto document = page(view, "dump", view.say("dump.title"));
    document.passing = true;
    if (there.empty()) document.status = 202, document.retry_after = seconds_to_wait;
    document.says.both("being_made", being_made);
    auto list = Value::list();
    for (const auto& each : there) list.push(dump_value(view, each));
    document.says.both("dumps", std::move(list));
    document.says.people("api_href", view.plain("/api"));
    return document;
}

Answered latest_dump_page(const Asking& asking) {
    const auto& view = asking.view;
    auto& shelf = asking.workings->dumps;
    if (!shelf.offers() || !dump::is_file_name(asking.params["file"])) return no_dumps(view);
    leave_out_what_is_taken_down(asking);
    const bool being_made = shelf.ask_for(dump::edition_now(asking.reader));
    const auto there = shelf.there();
    if (there.empty() && !being_made) return not_made(view);
    if (there.empty())
        return Refusal{503, "not-ready", view.say("dump.title"), view.say("dump.being-made"), {}, {}, {},
                       seconds_to_wait};
    Response response;
    response.status = 302;
    response.headers["Location"] =
        view.at("/dump/" + there.front().edition + "/" + percent(asking.params["file"]));
    response.headers["Cache-Control"] = "no-cache";
    secure(response.headers);
    share(response.headers);
    return response;
}

Answered dump_file_page(const Asking& asking) {
    leave_out_what_is_taken_down(asking);
    const auto found = asking.workings->dumps.find(asking.params["edition"], asking.params["file"]);
    if (!found)
        return missing(asking.view, "dump", asking.params["edition"] + "/" + asking.params["file"]);
    Response response;
    response.headers["Content-Type"] = found->about.media;
    response.headers["Content-Disposition"] = "attachment; filename=\"" + found->about.name + "\"";
    // A document in it can be taken down: whoever keeps a copy asks again each time.
    response.headers["Cache-Control"] = "public, no-cache";
    response.headers["ETag"] = entity_tag(found->about.sha256);
    secure(response.headers);
    share(response.headers);
    response.file = found->file;
    response.length = found->file->size();
    return response;
}

}  // namespace server
