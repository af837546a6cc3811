#include "server/routes.hpp"

#include <algorithm>

namespace server {
namespace {

constexpr Parameter paged[] = {{"page", Takes::number}};
constexpr Parameter searched[] = {{"q", Takes::text}, {"page", Takes::number}};
constexpr Parameter filtered[] = {{"party", Takes::text},
                                  {"entity", Takes::entity},
                                  {"rule", Takes::rule},
                                  {"severity", Takes::severity},
                                  {"page", Takes::number}};
constexpr Parameter ahead[] = {{"days", Takes::text}, {"party", Takes::text}, {"page", Takes::number}};
constexpr Parameter logged[] = {{"before", Takes::number}, {"after", Takes::number}};
constexpr Parameter looked_up[] = {{"id", Takes::text}};

constexpr Route<Place> table[] = {
    {"/", {home_page, Kind::dated, {}}},
    {"/index", {home_page, Kind::dated, {}}},
    {"/instruments", {instruments_page, Kind::dated, searched}},
    {"/instruments/{instrument}", {instrument_page, Kind::dated, {}}},
    {"/instruments/{instrument}/changes", {changes_page, Kind::feed, logged}},
    {"/instruments/{instrument}/{party}", {track_page, Kind::dated, {}}},
    {"/parties", {parties_page, Kind::undated, {}}},
    {"/parties/{party}", {party_page, Kind::dated, paged}},
    {"/parties/{party}/changes", {changes_page, Kind::feed, logged}},
    {"/entities/{entity}/changes", {changes_page, Kind::feed, logged}},
    {"/stalled", {stalled_page, Kind::dated, filtered}},
    {"/forecast", {forecast_page, Kind::dated, ahead}},
    {"/findings/{finding}", {finding_page, Kind::undated, {}}},
    {"/changes", {changes_page, Kind::feed, logged}},
    {"/sources", {sources_page, Kind::undated, {}}},
    {"/sources/{source}", {source_page, Kind::undated, paged}},
    {"/review", {review_page, Kind::undated, paged}},
    {"/documents/{sha256}", {document_page, Kind::undated, {}}},
    {"/documents/{sha256}/original", {original_page, Kind::raw, {}}, "GET", Suffix::kept},
    {"/rules", {rules_page, Kind::undated, {}}},
    {"/rules/{rule}", {rule_page, Kind::undated, {}}},
    {"/rules/{rule}/changes", {changes_page, Kind::feed, logged}},
    {"/procedures", {procedures_page, Kind::undated, {}}},
    {"/procedures/{procedure}", {procedure_page, Kind::undated, {}}},
    {"/lookup", {lookup_page, Kind::moves, looked_up}},
    {"/problems/{type}", {problem_page, Kind::undated, {}}},
    {"/healthz", {health_page, Kind::raw, {}}, "GET", Suffix::kept},
    {"/static/{hash}/{name}", {static_page, Kind::raw, {}}, "GET", Suffix::kept},
};

}  // namespace

std::span<const Route<Place>> routes() { return table; }

bool is_reserved(std::string_view part) {
    return std::ranges::find(reserved_parts, part) != reserved_parts.end();
}

}  // namespace server
