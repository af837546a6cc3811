#include "server/openapi/openapi.hpp"

#include <rapidjson/document.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <stdexcept>
#include <vector>

#include "registry/base/text.hpp"
#include "server/assets.hpp"
#include "server/openapi/described.hpp"
#include "server/parameters.hpp"
#include "server/routes.hpp"
#include "server/site/offered.hpp"

namespace server::openapi {
namespace {

using Json = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

void text(Json& out, std::string_view value) {
    out.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
}
void key(Json& out, std::string_view name) {
    out.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
}
void member(Json& out, std::string_view name, std::string_view value) {
    key(out, name);
    text(out, value);
}
template <class Fill>
void object(Json& out, std::string_view name, Fill fill) {
    key(out, name);
    out.StartObject();
    fill();
    out.EndObject();
}
void reference(Json& out, std::string_view to) {
    out.StartObject();
    member(out, "$ref", to);
    out.EndObject();
}
std::string in_components(std::string_view kind, std::string_view name) {
    return "#/components/" + std::string{kind} + "/" + std::string{name};
}

constexpr std::string_view shared_parameters[] = {"on", "known", "published", "profile", "lang"};

bool is_shared(std::string_view name) {
    return std::ranges::find(shared_parameters, name) != std::end(shared_parameters);
}

std::vector<std::string> names_in(std::string_view pattern) {
    std::vector<std::string> names;
    for (const auto part : registry::split(pattern, '/'))
        if (part.starts_with('{')) names.emplace_back(part.substr(1, part.size() - 2));
    return names;
}

// The schema of a value, in place.
void value_schema(Json& out, Takes takes, const std::vector<std::string>& allowed) {
    object(out, "schema", [&] {
        member(out, "type", takes == Takes::number ? "integer" : "string");
        if (takes == Takes::day) member(out, "format", "date");
        if (takes == Takes::number) {
            key(out, "minimum");
            out.Int(1);
        }
        if (allowed.empty()) return;
        key(out, "enum");
        out.StartArray();
        for (const auto& each : allowed) text(out, each);
        out.EndArray();
    });
}

void parameter(Json& out, std::string_view name, std::string_view in, Takes takes,
               const std::vector<std::string>& allowed, bool required) {
    const auto* about = explained(name);
    out.StartObject();
    member(out, "name", name);
    member(out, "in", in);
    if (required) {
        key(out, "required");
        out.Bool(true);
    }
    if (about) member(out, "description", about->text);
    value_schema(out, takes, allowed);
    if (in == "path" && about && !about->example.empty()) member(out, "example", about->example);
    out.EndObject();
}

template <registry::Named Enum>
std::vector<std::string> names_of() {
    std::vector<std::string> names;
    for (const auto& [value, name] : registry::Names<Enum>::table) names.emplace_back(name);
    return names;
}

// Parameters most pages share, and the request header of past states.
void shared(Json& out) {
    object(out, "parameters", [&] {
        for (const auto name : shared_parameters) {
            key(out, name);
            const bool chosen = name == "profile" || name == "lang";
            parameter(out, name, "query", chosen ? Takes::text : Takes::day,
                      name == "profile" ? names_of<registry::Profile>()
                      : name == "lang"  ? names_of<registry::Lang>()
                                        : std::vector<std::string>{},
                      false);
        }
        object(out, "accept-datetime", [&] {
            member(out, "name", "Accept-Datetime");
            member(out, "in", "header");
            member(out, "description", "RFC 7089: leads (302) to the page as it was known at that moment");
            object(out, "schema", [&] { member(out, "type", "string"); });
            member(out, "example", "Tue, 12 Oct 2021 23:59:59 GMT");
        });
    });
}

void parameters(Json& out, const Route<Place>& route) {
    const auto& place = route.handler;
    key(out, "parameters");
    out.StartArray();
    for (const auto& name : names_in(route.pattern)) parameter(out, name, "path", Takes::text, {}, true);
    for (const auto& each : place.parameters)
        if (!is_shared(each.name))
            parameter(out, each.name, "query", each.takes, allowed_values(each.takes),
                      each.name == "id" || each.name == "url");
    for (const auto& name : parameters_of(place))
        if (is_shared(name)) reference(out, in_components("parameters", name));
    if (place.dated() || place.recorded()) reference(out, in_components("parameters", "accept-datetime"));
    out.EndArray();
}

void problem(Json& out, int status, std::string_view about) {
    object(out, std::to_string(status), [&] {
        member(out, "description", about);
        object(out, "content", [&] {
            object(out, "application/problem+json", [&] {
                object(out, "schema", [&] { member(out, "$ref", in_components("schemas", "Problem")); });
            });
        });
    });
}

void bare(Json& out, int status, std::string_view about, std::string_view header = {}) {
    object(out, std::to_string(status), [&] {
        member(out, "description", about);
        if (header.empty()) return;
        object(out, "headers", [&] {
            object(out, header, [&] { object(out, "schema", [&] { member(out, "type", "string"); }); });
        });
    });
}

void media(Json& out, std::string_view type, std::string_view schema) {
    object(out, type, [&] {
        object(out, "schema", [&] {
            if (!schema.empty())
                member(out, "$ref", in_components("schemas", schema));
            else if (type.starts_with("text/") || type.find("xml") != std::string_view::npos)
                member(out, "type", "string");
        });
    });
}

void found(Json& out, const Route<Place>& route, const Described& about) {
    object(out, "200", [&] {
        member(out, "description", about.summary);
        object(out, "headers", [&] {
            for (const auto* name : {"ETag", "Link"})
                if (route.handler.represented())
                    object(out, name, [&] { member(out, "$ref", in_components("headers", name)); });
        });
        object(out, "content", [&] {
            for (const auto* format : offered_by(route.handler))
                media(out, format->accept, format->name == "json" ? about.schema : std::string_view{});
            if (!route.handler.represented()) media(out, about.media.empty() ? "*/*" : about.media, {});
        });
    });
}

bool lists(std::string_view statuses, int status) {
    return (" " + std::string{statuses} + " ").find(" " + std::to_string(status) + " ") != std::string::npos;
}

// Of a form that changes something.
void acted(Json& out, const Route<Place>& route, const Described& about) {
    const auto& place = route.handler;
    const bool named = route.pattern.find('{') != std::string_view::npos;
    const auto further = [&](int status) { return lists(about.further, status); };
    found(out, route, about);
    if (further(202)) bare(out, 202, "Asked for; it counts once it is confirmed by mail");
    if (further(303)) bare(out, 303, "Done: what follows is asked for with GET", "Location");
    problem(out, 400, "A field is not known, given twice, or its value not allowed");
    if (!place.any_body) problem(out, 403, "Sent by a page of another site (Sec-Fetch-Site, Origin)");
    if (named) problem(out, 404, "The secret address opens nothing, or no longer does");
    problem(out, 406, "Not to be had in what Accept allows");
    problem(out, 415, "No form");
    if (further(422)) bare(out, 422, "Something typed cannot be: the form again");
    if (place.bounded != Place::Bound::none)
        problem(out, 429, "Too many forms from one client: Retry-After says when");
    problem(out, 503, "The store is being written: Retry-After says when to send it again");
}

// A form as it is sent (application/x-www-form-urlencoded).
void request_body(Json& out, const Place& place) {
    object(out, "requestBody", [&] {
        object(out, "content", [&] {
            object(out, "application/x-www-form-urlencoded", [&] {
                object(out, "schema", [&] {
                    member(out, "type", "object");
                    object(out, "properties", [&] {
                        for (const auto& field : place.fields)
                            object(out, field.name, [&] {
                                member(out, "description", explained_field(field.name));
                                member(out, "type", field.repeats ? "array" : "string");
                                if (field.repeats) object(out, "items", [&] { member(out, "type", "string"); });
                            });
                    });
                    if (place.any_body) return;
                    key(out, "additionalProperties");
                    out.Bool(false);
                });
            });
        });
    });
}

void responses(Json& out, const Route<Place>& route, const Described& about) {
    const auto& place = route.handler;
    const bool named = route.pattern.find('{') != std::string_view::npos;
    const bool moves = place.kind == Kind::moves, represented = place.represented();
    object(out, "responses", [&] {
        const auto further = [&](int status) { return lists(about.further, status); };
        if (place.action) return acted(out, route, about);
        if (!moves && !further(302)) found(out, route, about);
        if (further(202)) bare(out, 202, "Being made: ask again later", "Retry-After");
        if (further(206)) bare(out, 206, "The part asked for with Range", "Content-Range");
        if (further(300)) bare(out, 300, "Several instruments have this number: the body and Link name them", "Link");
        if (moves || (represented && named)) bare(out, 301, "Its address is another one", "Location");
        if (further(302) || place.dated() || place.recorded())
            bare(out, 302, further(302) ? "The newest" : "To a past state, asked for with Accept-Datetime", "Location");
        if (!moves && !further(302)) bare(out, 304, "What the client has is still the same");
        if (represented || !place.parameters.empty())
            problem(out, 400, "A parameter is not known, or its value not allowed");
        if (further(403)) problem(out, 403, "Not public");
        if (named || moves || further(404)) problem(out, 404, "Nothing is called so");
        if (represented && !moves) problem(out, 406, "Not to be had in what Accept allows");
        if (further(410)) problem(out, 410, "Taken down, or ended");
        if (further(416)) problem(out, 416, "The part asked for begins behind the end");
        if (further(503)) problem(out, 503, "Not ready, or too many at once: Retry-After says when to ask again");
    });
}

void operation(Json& out, const Route<Place>& route, const Described& about) {
    std::string method{route.method};
    for (auto& c : method) c = static_cast<char>(c - 'A' + 'a');
    object(out, method, [&] {
        member(out, "operationId", about.operation);
        member(out, "summary", about.summary);
        key(out, "tags");
        out.StartArray();
        text(out, about.group);
        out.EndArray();
        parameters(out, route);
        if (route.handler.action) request_body(out, route.handler);
        responses(out, route, about);
        key(out, "x-examples");
        out.StartArray();
        for (const auto example : about.examples)
            if (!example.empty()) text(out, example);
        out.EndArray();
    });
}

void paths(Json& out) {
    object(out, "paths", [&] {
        std::set<std::string_view> written;
        for (const auto& route : routes()) {
            // A test holds that everything is described; a page is not missing because its description is.
            if (!described(route.pattern) || !written.insert(route.pattern).second) continue;
            object(out, route.pattern, [&] {
                for (const auto& each : routes()) {
                    if (each.pattern != route.pattern) continue;
                    if (const auto* about = described(each.pattern, each.method)) operation(out, each, *about);
                }
            });
        }
    });
}

void components(Json& out) {
    object(out, "components", [&] {
        shared(out);
        object(out, "headers", [&] {
            object(out, "ETag", [&] {
                member(out, "description", "Strong; send it back in If-None-Match");
                object(out, "schema", [&] { member(out, "type", "string"); });
            });
            object(out, "Link", [&] {
                member(out, "description", "RFC 8288: next, prev, canonical, alternate, original, timegate, timemap");
                object(out, "schema", [&] { member(out, "type", "string"); });
            });
        });
        key(out, "schemas");
        rapidjson::Document schemas;
        const auto file = assets::file("openapi/components.json");
        schemas.Parse(file.data(), file.size());
        if (schemas.HasParseError()) throw std::logic_error("openapi/components.json is badly written");
        schemas.Accept(out);
    });
}

void groups(Json& out) {
    key(out, "tags");
    out.StartArray();
    std::vector<std::string_view> seen;
    for (const auto& each : described()) {
        if (std::ranges::find(seen, each.group) != seen.end()) continue;
        seen.push_back(each.group);
        out.StartObject();
        member(out, "name", each.group);
        out.EndObject();
    }
    out.EndArray();
}

}  // namespace

std::string description(std::string_view base_url) {
    rapidjson::StringBuffer buffer;
    Json out(buffer);
    out.SetIndent(' ', 1);
    out.StartObject();
    member(out, "openapi", "3.1.0");
    object(out, "info", [&] {
        member(out, "title", "Placet");
        member(out, "version", "1");
        member(out, "summary", "A registry of treaties on the road to ratification");
        member(out, "description",
               "Every address serves people and programs. A page is had in a format by Accept, or by a suffix "
               "behind its path: /stalled.json. HEAD and OPTIONS are answered everywhere. Errors are "
               "application/problem+json (RFC 9457). Dates are EDTF with the first and last day possible.");
    });
    key(out, "servers");
    out.StartArray();
    out.StartObject();
    member(out, "url", base_url.empty() ? "/" : base_url);
    out.EndObject();
    out.EndArray();
    key(out, "security");  // nothing here asks who you are
    out.StartArray();
    out.EndArray();
    groups(out);
    paths(out);
    components(out);
    out.EndObject();
    return std::string{buffer.GetString(), buffer.GetSize()} + "\n";
}

}  // namespace server::openapi
