// iCalendar, read back by libical: whole days, stable, folded, nothing of the moment of asking.
#include <gtest/gtest.h>
#include <libical/ical.h>

#include <memory>
#include <set>

#include "tests/server/pages_made.hpp"

namespace {

using server::CalendarDay;

struct Free {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, Free>;

Component read(const std::string& text) {
    Component calendar{icalparser_parse_string(text.c_str())};
    EXPECT_TRUE(calendar) << text;
    if (calendar) {
        EXPECT_EQ(icalcomponent_count_errors(calendar.get()), 0) << text;
    }
    return calendar;
}

std::string property(icalcomponent* of, icalproperty_kind kind) {
    auto* found = icalcomponent_get_first_property(of, kind);
    return found ? icalproperty_get_value_as_string(found) : "";
}

std::vector<icalcomponent*> events(icalcomponent* calendar) {
    std::vector<icalcomponent*> found;
    for (auto* each = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); each;
         each = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT))
        found.push_back(each);
    return found;
}

server::Document with(std::vector<CalendarDay> days) {
    server::Document document;
    document.says.both("url", "https://placet.test/calendar");
    document.says.both("calendar_source", "https://placet.test/calendar.ics?party=be");
    document.says.both("page_title", "Days ahead");
    document.calendar = std::move(days);
    return document;
}

CalendarDay some_day() {
    CalendarDay day;
    day.uid = "test.be.deposited@placet.test";
    day.from = day.to = test::day("2026-02-28");
    day.summary = "Belgium – Treaty; of \\ the test, with a comma";
    day.description = "First line\nsecond line";
    day.url = "https://placet.test/instruments/test/be";
    day.recorded_at = "2021-10-12T08:09:10Z";
    day.sequence = 3;
    return day;
}

bool is_utf8_start(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

}  // namespace

TEST(Calendar, a_day_ends_the_day_after_and_says_who_computed_it) {
    auto computed = some_day();
    computed.uid = "finding.worsens@placet.test";
    computed.tentative = true;
    const auto calendar = read(server::write_icalendar(with({some_day(), computed})));
    const auto found = events(calendar.get());
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(property(found[0], ICAL_DTSTART_PROPERTY), "20260228");
    EXPECT_EQ(property(found[0], ICAL_DTEND_PROPERTY), "20260301");
    EXPECT_TRUE(icalcomponent_get_dtstart(found[0]).is_date);
    EXPECT_EQ(property(found[0], ICAL_STATUS_PROPERTY), "CONFIRMED");
    EXPECT_EQ(property(found[1], ICAL_STATUS_PROPERTY), "TENTATIVE");
    EXPECT_EQ(property(found[0], ICAL_SEQUENCE_PROPERTY), "3");
    EXPECT_STREQ(icalcomponent_get_summary(found[0]), "Belgium – Treaty; of \\ the test, with a comma");
    EXPECT_STREQ(icalcomponent_get_description(found[0]), "First line\nsecond line");
    EXPECT_EQ(property(found[0], ICAL_DTSTAMP_PROPERTY), "20211012T080910Z");
    EXPECT_EQ(property(found[0], ICAL_LASTMODIFIED_PROPERTY), "20211012T080910Z");
}

TEST(Calendar, a_vague_day_is_as_long_as_it_is_vague) {
    auto day = some_day();
    day.from = test::day("2026-02-01");
    const auto calendar = read(server::write_icalendar(with({day})));
    const auto found = events(calendar.get());
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(property(found[0], ICAL_DTSTART_PROPERTY), "20260201");
    EXPECT_EQ(property(found[0], ICAL_DTEND_PROPERTY), "20260301");
}

TEST(Calendar, lines_are_short_end_in_cr_lf_and_break_no_character) {
    auto day = some_day();
    day.summary.clear();
    for (int i = 0; i < 60; ++i) day.summary += "Übereinkommen über „é€” – ";
    day.summary += "end";
    day.description = test::hostile;
    const auto text = server::write_icalendar(with({day}));
    for (std::size_t at = 0; at < text.size();) {
        const auto end = text.find("\r\n", at);
        ASSERT_NE(end, std::string::npos);
        const auto line = text.substr(at, end - at);
        EXPECT_LE(line.size(), 75u) << line;
        EXPECT_EQ(line.find('\n'), std::string::npos) << line;
        const auto first = line.starts_with(' ') ? 1u : 0u;
        EXPECT_TRUE(line.size() <= first || is_utf8_start(line[first])) << "a character is broken: " << line;
        at = end + 2;
    }
    const auto calendar = read(text);
    EXPECT_EQ(icalcomponent_get_summary(events(calendar.get())[0]), day.summary);
    EXPECT_EQ(icalcomponent_get_description(events(calendar.get())[0]), std::string{test::hostile});
}

TEST(Calendar, nothing_that_was_said_can_begin_a_line_of_its_own) {
    auto day = some_day();
    day.summary = "A\r\nBEGIN:VALARM\r\nACTION:AUDIO";
    day.uid = "x\r\nATTENDEE:mailto:a@b";
    day.url = "https://placet.test/\r\nORGANIZER:mailto:a@b";
    const auto text = server::write_icalendar(with({day}));
    for (const auto* part : {"\nBEGIN:VALARM", "\nATTENDEE", "\nORGANIZER", "\nACTION"})
        EXPECT_EQ(text.find(part), std::string::npos) << text;
}

TEST(Calendar, its_head_says_where_it_is_from_and_how_often_to_ask) {
    const auto calendar = read(server::write_icalendar(with({some_day()})));
    EXPECT_EQ(property(calendar.get(), ICAL_VERSION_PROPERTY), "2.0");
    EXPECT_EQ(property(calendar.get(), ICAL_METHOD_PROPERTY), "PUBLISH");
    EXPECT_EQ(property(calendar.get(), ICAL_NAME_PROPERTY), "Placet – Days ahead");
    EXPECT_EQ(property(calendar.get(), ICAL_SOURCE_PROPERTY), "https://placet.test/calendar.ics?party=be");
    EXPECT_EQ(property(calendar.get(), ICAL_REFRESHINTERVAL_PROPERTY), "P1D");
    EXPECT_EQ(property(calendar.get(), ICAL_LASTMODIFIED_PROPERTY), "20211012T080910Z");
}

TEST(Calendar, one_without_days_is_still_a_calendar) {
    const auto calendar = read(server::write_icalendar(with({})));
    EXPECT_TRUE(events(calendar.get()).empty());
    EXPECT_GT(icalcomponent_count_components(calendar.get(), ICAL_ANY_COMPONENT), 0);
}

TEST(Calendar, a_road_has_its_recorded_days_and_the_clock_that_runs_out) {
    test::Served site;
    const auto response = site.get("/instruments/test/be.ics");
    ASSERT_EQ(response.status, 200) << *response.body;
    const auto calendar = read(*response.body);
    std::set<std::string> uids, starts;
    int tentative = 0;
    for (auto* each : events(calendar.get())) {
        EXPECT_TRUE(uids.insert(property(each, ICAL_UID_PROPERTY)).second) << "a UID twice";
        starts.insert(property(each, ICAL_DTSTART_PROPERTY));
        tentative += property(each, ICAL_STATUS_PROPERTY) == "TENTATIVE";
        EXPECT_TRUE(property(each, ICAL_UID_PROPERTY).ends_with("@placet.test"));
        // Taken in on the day the site is asked; not later however late it is asked.
        EXPECT_TRUE(property(each, ICAL_DTSTAMP_PROPERTY).starts_with("20211012T")) << *response.body;
    }
    for (const auto* day : {"20051024", "20180621", "20180719"}) EXPECT_TRUE(starts.contains(day)) << day;
    EXPECT_GT(tentative, 0) << *response.body;
}

TEST(Calendar, asked_again_it_is_the_same_bytes_and_a_new_fact_moves_its_sequence) {
    test::Served site;
    const auto first = *site.get("/instruments/test/be.ics").body;
    EXPECT_EQ(first, *site.get("/instruments/test/be.ics").body);
    site.take_in(R"xml(<?xml version="1.0" encoding="UTF-8"?>
<registry xmlns="urn:placet:exchange:1" source="editor" title="More" language="en">
  <document source="un-mtdsg" title="Notice" language="en" as-of="2021-10-11">
    <statement instrument="test" party="nl" milestone="entered-into-force" when="2022-03-01"/>
    <statement instrument="test" milestone="entered-into-force" when="2022-03-01"/>
  </document>
</registry>
)xml",
                 "more.xml");
    const auto calendar = read(*site.get("/instruments/test.ics").body);
    std::set<std::string> starts;
    for (auto* each : events(calendar.get())) starts.insert(property(each, ICAL_DTSTART_PROPERTY));
    EXPECT_TRUE(starts.contains("20220301"));
    const auto ahead = read(*site.get("/calendar.ics?party=nl").body);
    ASSERT_EQ(events(ahead.get()).size(), 1u) << "the Netherlands' one day to come";
    auto* entry = events(ahead.get())[0];
    EXPECT_EQ(property(entry, ICAL_DTSTART_PROPERTY), "20220301");
    EXPECT_EQ(property(entry, ICAL_SEQUENCE_PROPERTY), "0");
    const auto uid = property(entry, ICAL_UID_PROPERTY);
    site.take_in(R"xml(<?xml version="1.0" encoding="UTF-8"?>
<registry xmlns="urn:placet:exchange:1" source="editor" title="Corrected" language="en">
  <document source="un-mtdsg" title="Notice, corrected" language="en" as-of="2021-10-12">
    <statement instrument="test" party="nl" milestone="entered-into-force" when="2022-04-01"/>
  </document>
</registry>
)xml",
                 "corrected.xml");
    const auto again = read(*site.get("/calendar.ics?party=nl").body);
    ASSERT_EQ(events(again.get()).size(), 1u);
    EXPECT_EQ(property(events(again.get())[0], ICAL_UID_PROPERTY), uid);
    EXPECT_EQ(property(events(again.get())[0], ICAL_DTSTART_PROPERTY), "20220401");
    EXPECT_GT(std::stoi(property(events(again.get())[0], ICAL_SEQUENCE_PROPERTY)), 0);
}

TEST(Calendar, the_page_lists_what_the_file_holds_and_is_filtered_alike) {
    test::Served site;
    const auto far = site.get("/calendar.json?from=2021-10-12&to=2026-10-01");
    rapidjson::Document all;
    all.Parse(far.body->c_str());
    ASSERT_TRUE(all.IsObject()) << *far.body;
    ASSERT_FALSE(all["days"].Empty()) << *far.body;
    EXPECT_EQ(events(read(*site.get("/calendar.ics?from=2021-10-12&to=2026-10-01").body).get()).size(),
              all["days"].Size());
    for (const auto& each : all["days"].GetArray()) {
        EXPECT_STREQ(each["what"].GetString(), "worsens");
        EXPECT_TRUE(each["computed"].GetBool());
    }
    rapidjson::Document none;
    none.Parse(site.get("/calendar.json?from=2021-10-12&to=2026-10-01&party=nl").body->c_str());
    EXPECT_TRUE(none["days"].Empty());
    test::parsed(*site.get("/calendar?to=2026-10-01").body);
    EXPECT_EQ(site.get("/calendar?from=2021-02-30").status, 400);
    EXPECT_EQ(site.get("/calendar?from=2022-01-01&to=2021-01-01").status, 400);
    EXPECT_EQ(site.get("/calendar?from=1000-01-01&to=2021-01-01").status, 400);
    EXPECT_EQ(site.get("/calendar?party=atlantis").status, 400);
    EXPECT_EQ(site.get("/parties/be.ics").status, 200);
    EXPECT_EQ(site.get("/parties/be.ics?known=2020-01-01").status, 400);
    EXPECT_EQ(site.get("/rules/R3.ics").status, 200);
    EXPECT_EQ(site.reported, std::vector<std::string>{});
}
