// What letters and payloads share: names, addresses that stand by themselves, sentences about one change.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "registry/alerts/message.hpp"
#include "server/pages/view.hpp"
#include "server/represent/value.hpp"

namespace server::letters {

// With scheme and host, in the reader's language: letters are read elsewhere.
std::string link_to(const View&, std::string_view path);
std::string stop_link(const View&, const registry::alerts::Message&);  // ends every subscription it comes by
std::string stop_link(const View&, std::string_view key, const registry::Subscription&);
std::string manage_link(const View&, const registry::alerts::Message&);
std::string confirm_link(const View&, const registry::alerts::Message&);  // of the one thing it asks about

// "OPCAT – Belgium"; the instrument alone where there is no party. At most so many letters of the title.
std::string track_name(const View&, const registry::InstrumentHead&, std::string_view party,
                       std::size_t longest = 200);
std::string track_path(std::string_view instrument, std::string_view party);
// Where the proof of it is: the finding's page, or the track's.
std::string evidence_path(const registry::ChangeLine&);
// Where an error in that page is reported: to the address that is set up, which is told of what it is about,
// or the page that says how.
std::string report_link(const View&, std::string_view about, std::string_view page);
std::string report_link(const View&, const registry::ChangeLine&);

Value paragraphs(std::vector<std::string> texts);
void put_action(Value& into, const View&, std::string_view label, const std::string& href);

// What a subscription is about: "everything of Belgium (findings from “stalled” on)"; a list by what it is
// narrowed to.
// `ours`: words somebody typed are left out, for who has not said that he typed them.
enum class Words { all, ours };
std::string describe(registry::store::Reader&, const View&, const registry::Selector&, Words = Words::all);

// One after another with semicolons between.
std::string joined(const View&, const std::vector<std::string>& parts);

// "by e-mail, daily", "by webhook to hooks.example.org"; `ours`: "by webhook". With what comes first, once,
// where it is not confirmed yet.
std::string way_of(registry::store::Reader&, const View&, const registry::Subscription&, Words = Words::all);
// Of the address of a webhook its host is named, never the rest: it may hold a secret. Empty: it is no
// address.
std::string host_of(std::string_view url);

// "finding R7 opened (stalled)": for a subject line.
std::string in_few_words(const View&, const registry::ChangeLine&);

// How sure a finding is, and each look it rests on in a sentence: source, what for, up to which day.
std::string certainty_sentence(const View&, const registry::Verdict&);
std::vector<std::string> looks(const View&, const registry::Verdict&);

std::string instant_text(registry::Instant);               // RFC 3339: "2026-11-22T02:43:18Z"
std::size_t changes_in(const registry::alerts::Message&);  // shown and not shown

}  // namespace server::letters
