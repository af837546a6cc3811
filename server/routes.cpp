#include "server/routes.hpp"

#include <algorithm>

#include "server/pages/machines.hpp"
#include "server/pages/search_page.hpp"
#include "server/pages/subscribing.hpp"

namespace server {
namespace {

constexpr Parameter paged[] = {{"page", Takes::number}};
// The filters of registry/catalogue/list.hpp, which says what each takes; a test holds the two alike.
constexpr Parameter searched[] = {
    {"q", Takes::text},           {"kind", Takes::text},          {"party", Takes::text},
    {"status", Takes::text},      {"signed-from", Takes::text},   {"signed-before", Takes::text},
    {"bound-from", Takes::text},  {"bound-before", Takes::text},  {"adopted-from", Takes::text},
    {"adopted-before", Takes::text}, {"in-force", Takes::text},   {"severity", Takes::text},
    {"rule", Takes::text},        {"entity", Takes::text},        {"next", Takes::text},
    {"sort", Takes::text},        {"after", Takes::text},         {"before", Takes::text},
    {"limit", Takes::number}};
constexpr Parameter filtered[] = {{"party", Takes::text},        {"entity", Takes::entity},
                                  {"rule", Takes::rule},         {"severity", Takes::severity},
                                  {"certainty", Takes::text},    {"since-from", Takes::text},
                                  {"since-before", Takes::text}, {"newly", Takes::text},
                                  {"sort", Takes::text},         {"after", Takes::text},
                                  {"before", Takes::text}};
constexpr Parameter ahead[] = {{"days", Takes::text},
                               {"party", Takes::text},
                               {"entity", Takes::entity},
                               {"rule", Takes::rule},
                               {"after", Takes::text},
                               {"before", Takes::text}};
constexpr Parameter roads[] = {{"status", Takes::text},      {"severity", Takes::severity},
                               {"signed-from", Takes::text}, {"signed-before", Takes::text},
                               {"sort", Takes::text},        {"after", Takes::text},
                               {"before", Takes::text}};
constexpr Parameter between_two[] = {
    {"status", Takes::text}, {"sort", Takes::text}, {"after", Takes::text}, {"before", Takes::text}};
constexpr Parameter awaited[] = {
    {"entity", Takes::text}, {"sort", Takes::text}, {"after", Takes::text}, {"before", Takes::text}};
constexpr Parameter ordered[] = {{"sort", Takes::text}, {"after", Takes::text}, {"before", Takes::text}};
constexpr Parameter sorted[] = {{"sort", Takes::text}};
constexpr Parameter with_whom[] = {{"party", Takes::text}};
constexpr Parameter logged[] = {{"before", Takes::number}, {"after", Takes::text},      {"limit", Takes::number},
                                {"archive", Takes::number}, {"kind", Takes::text},      {"party", Takes::text},
                                {"instrument", Takes::text}, {"rule", Takes::rule},     {"entity", Takes::entity},
                                {"from", Takes::day},       {"to", Takes::day}};
constexpr Parameter logged_of_one[] = {{"before", Takes::number},  {"after", Takes::text}, {"limit", Takes::number},
                                       {"archive", Takes::number}, {"kind", Takes::text},  {"from", Takes::day},
                                       {"to", Takes::day}};
constexpr Parameter streamed[] = {{"after", Takes::text},      {"kind", Takes::text}, {"party", Takes::text},
                                  {"instrument", Takes::text}, {"rule", Takes::rule}, {"entity", Takes::entity},
                                  {"subject", Takes::text},    {"lang", Takes::text}};
constexpr Parameter in_days[] = {{"from", Takes::day},
                                 {"to", Takes::day},
                                 {"party", Takes::text},
                                 {"entity", Takes::entity},
                                 {"rule", Takes::rule}};
constexpr Parameter two_days[] = {{"from", Takes::day},        {"to", Takes::day},
                                  {"instrument", Takes::text}, {"party", Takes::text},
                                  {"page", Takes::number},     {"before", Takes::number}};
constexpr Parameter sought[] = {{"q", Takes::text}, {"type", Takes::text}, {"page", Takes::number}};
constexpr Parameter suggested[] = {{"q", Takes::text}, {"lang", Takes::text}};
constexpr Parameter in_language[] = {{"lang", Takes::text}};
constexpr Parameter looked_up[] = {{"id", Takes::text}};
constexpr Parameter mapped[] = {{"url", Takes::text}, {"after", Takes::day}};

constexpr Parameter compared[] = {{"parties", Takes::text}, {"instruments", Takes::text}};
constexpr Parameter of_two_pictures[] = {{"picture", Takes::text}};
constexpr Parameter taking_part[] = {{"status", Takes::text}, {"sort", Takes::text}};
constexpr Parameter wished[] = {{"scope", Takes::text}, {"key", Takes::text}, {"kinds", Takes::text}, {"at-least", Takes::text}};
constexpr Parameter before_only[] = {{"before", Takes::number}};
constexpr std::string_view sheet[] = {"csv"};
constexpr std::string_view drawn_sheet[] = {"csv", "svg"};
constexpr std::string_view listed[] = {"csv"};
constexpr std::string_view listed_days[] = {"csv", "ics"};
constexpr std::string_view of_an_instrument[] = {"csv", "ics", "jsonld", "xml"};
constexpr std::string_view of_a_track[] = {"csv", "ics", "svg"};
constexpr std::string_view of_days[] = {"ics"};
constexpr std::string_view as_feed[] = {"atom"};

// A form by which something is changed.
constexpr Place changes(Action action, std::span<const Field> fields, Door door = nullptr) {
    Place place{nullptr, Kind::undated, {}};
    place.action = action;
    place.fields = fields;
    place.door = door;
    place.bounded = Place::Bound::one;
    return place;
}
// Whoever has a queue before him decides often.
constexpr Place operates(Action action, std::span<const Field> fields, Door door) {
    auto place = changes(action, fields, door);
    place.bounded = Place::Bound::many;
    return place;
}
// RFC 8058: a mail program sends what it likes, and many people's from one address.
constexpr Place one_click(Action action, Door door) {
    auto place = changes(action, {}, door);
    place.any_body = true;
    place.bounded = Place::Bound::many;
    return place;
}

constexpr Place anew(Place place) {
    place.anew = true;
    return place;
}

constexpr Route<Place> table[] = {
    {"/", anew({home_page, Kind::dated, {}})},
    {"/index", anew({home_page, Kind::dated, {}})},
    {"/instruments", anew({instruments_page, Kind::dated, searched, sheet})},
    {"/instruments/{instrument}", {instrument_page, Kind::dated, {}, of_an_instrument}},
    {"/instruments/{instrument}/changes", {changes_page, Kind::feed, logged_of_one, listed}},
    {"/instruments/{instrument}/timeline", {timeline_page, Kind::dated, {}, drawn_sheet}},
    {"/instruments/{instrument}/participants", {participants_page, Kind::dated, taking_part, drawn_sheet}},
    {"/instruments/{instrument}/map", {map_page, Kind::dated, {}, drawn_sheet}},
    {"/instruments/{instrument}/{party}", {track_page, Kind::dated, of_two_pictures, of_a_track}},
    {"/instruments/{instrument}/{party}/note", {status_note_page, Kind::dated, {}}},
    {"/embed/instruments/{instrument}/timeline", {timeline_page, Kind::dated, {}, {}, "embed"}},
    {"/embed/instruments/{instrument}/participants", {participants_page, Kind::dated, taking_part, {}, "embed"}},
    {"/embed/instruments/{instrument}/map", {map_page, Kind::dated, {}, {}, "embed"}},
    {"/embed/instruments/{instrument}/{party}", {track_page, Kind::dated, of_two_pictures, {}, "embed"}},
    {"/parties", anew({parties_page, Kind::dated, sorted, sheet})},
    {"/parties/{party}", anew({party_page, Kind::dated, roads, of_a_track})},
    {"/embed/parties/{party}", anew({party_page, Kind::dated, roads, {}, "embed"})},
    {"/parties/{party}/awaits", {party_awaits_page, Kind::undated, awaited, sheet}},
    {"/parties/{party}/ready-for-deposit", {ready_for_deposit_page, Kind::undated, ordered, sheet}},
    {"/parties/{party}/with", {choose_with_page, Kind::moves, with_whom}},
    {"/parties/{a}/with/{b}", anew({with_page, Kind::dated, between_two, sheet})},
    {"/parties/{party}/changes", {changes_page, Kind::feed, logged_of_one, listed}},
    {"/entities", {entities_page, Kind::undated, {}, sheet}},
    {"/entities/{entity}", {entity_page, Kind::undated, ordered, sheet}},
    {"/entities/{entity}/changes", {changes_page, Kind::feed, logged_of_one, listed}},
    {"/compare", {compare_page, Kind::dated, compared, drawn_sheet}},
    {"/embed/compare", {compare_page, Kind::dated, compared, {}, "embed"}},
    {"/search", {search_page, Kind::dated, sought, listed}},
    {"/suggest", {suggest_page, Kind::raw, suggested}},
    {"/opensearch.xml", {opensearch_page, Kind::raw, in_language}, "GET", Suffix::kept},
    {"/stalled", anew({stalled_page, Kind::dated, filtered, drawn_sheet})},
    {"/embed/stalled", anew({stalled_page, Kind::dated, filtered, {}, "embed"})},
    {"/forecast", anew({forecast_page, Kind::dated, ahead, sheet})},
    {"/findings/{finding}", {finding_page, Kind::dated, {}, listed}},
    {"/between", {between_page, Kind::dated, two_days, listed}},
    {"/changes", {changes_page, Kind::feed, logged, listed}},
    {"/changes/stream", {changes_stream_page, Kind::raw, streamed}, "GET", Suffix::kept},
    {"/changes/{number}", {change_page, Kind::recorded, {}}},
    {"/calendar", {calendar_page, Kind::undated, in_days, listed_days}},
    {"/sources", {sources_page, Kind::recorded, {}, listed}},
    {"/sources/{source}", {source_page, Kind::recorded, paged, listed}},
    {"/review", {review_page, Kind::recorded, paged, listed}},
    {"/documents/{sha256}", {document_page, Kind::recorded, {}}},
    {"/documents/{sha256}/original", {original_page, Kind::raw, {}}, "GET", Suffix::kept},
    {"/rules", {rules_page, Kind::undated, {}, listed}},
    {"/rules/{rule}", {rule_page, Kind::undated, {}, of_days}},
    {"/rules/{rule}/changes", {changes_page, Kind::feed, logged_of_one, listed}},
    {"/procedures", {procedures_page, Kind::undated, {}, listed}},
    {"/procedures/{procedure}", {procedure_page, Kind::undated, {}, listed}},
    {"/help", {help_page, Kind::undated, {}}},
    {"/help/{subject}", {help_page, Kind::undated, {}}},
    {"/subscriptions", {subscriptions_page, Kind::moves, {}}},
    {"/subscriptions", changes(subscribe, wish_fields), "POST"},
    {"/subscriptions/new", {subscribe_page, Kind::undated, wished}},
    {"/subscriptions/confirm/{token}", {confirm_page, Kind::undated, {}}},
    {"/subscriptions/confirm/{token}", changes(confirm, confirm_fields, confirm_door), "POST"},
    {"/subscriptions/manage/{token}", {manage_page, Kind::undated, before_only}},
    {"/subscriptions/manage/{token}", changes(manage, manage_fields, manage_door), "POST"},
    {"/subscriptions/stop/{token}", {stop_page, Kind::undated, {}}},
    {"/subscriptions/stop/{token}", one_click(stop, stop_door), "POST"},
    {"/subscriptions/feed/{token}", {private_feed_page, Kind::undated, before_only, as_feed}},
    {"/subscriptions/calendar/{token}", {private_calendar_page, Kind::undated, {}, of_days}},
    {"/operator/{token}", {operator_page, Kind::undated, {}}},
    {"/operator/{token}", operates(operate, operator_fields, operator_door), "POST"},
    {"/lookup", {lookup_page, Kind::moves, looked_up}},
    {"/eli/{type}/{year}/{month}/{day}/{number}", {eli_page, Kind::moves, {}}},
    {"/eli/{type}/{year}/{month}/{day}/{number}/{view}", {eli_page, Kind::moves, {}}},
    {"/problems", {problems_page, Kind::undated, {}}},
    {"/problems/{type}", {problem_page, Kind::undated, {}}},
    {"/api", {api_page, Kind::undated, {}}},
    {"/openapi.json", {openapi_page, Kind::raw, {}}, "GET", Suffix::kept},
    {"/timemap", {timemap_page, Kind::raw, mapped}, "GET", Suffix::kept},
    {"/dump", {dump_page, Kind::undated, {}}},
    {"/dump/latest/{file}", {latest_dump_page, Kind::raw, {}}, "GET", Suffix::kept},
    {"/dump/{edition}/{file}", {dump_file_page, Kind::raw, {}}, "GET", Suffix::kept},
    {"/healthz", {health_page, Kind::raw, {}}, "GET", Suffix::kept},
    {"/readyz", {ready_page, Kind::raw, {}}, "GET", Suffix::kept},
    {"/metrics", {metrics_page, Kind::raw, {}}, "GET", Suffix::kept},
    {"/static/{hash}/{name}", {static_page, Kind::raw, {}}, "GET", Suffix::kept},
};

}  // namespace

std::span<const Route<Place>> routes() { return table; }

bool is_reserved(std::string_view part) {
    return std::ranges::find(reserved_parts, part) != reserved_parts.end();
}

}  // namespace server
