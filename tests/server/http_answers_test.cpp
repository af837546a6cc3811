// Negotiation, conditional requests, packing, keeping, refusing: what stands between a page and the wire.
#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <zlib.h>

#include <random>
#include <thread>

#include "server/http/compress.hpp"
#include "server/http/conditional.hpp"
#include "server/http/kept.hpp"
#include "server/http/negotiate.hpp"
#include "server/http/problem.hpp"
#include "server/http/secure.hpp"

using namespace server;
using registry::Lang;

namespace {

constexpr std::string_view offered[] = {"text/html; charset=utf-8", "application/json",
                                        "application/atom+xml"};
std::optional<std::size_t> media(std::string_view accept) { return choose_media(accept, offered); }

std::string unpacked(const std::string& packed) {
    z_stream stream{};
    EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
    std::string out(1 << 22, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
    EXPECT_EQ(stream.avail_in, 0u);
    out.resize(stream.total_out);
    inflateEnd(&stream);
    return out;
}

Request asking(Headers headers, std::string method = "GET") {
    return {std::move(method), "/", std::move(headers), {}};
}

Edition edition() { return {17, "2026-11-22", "nl", "html", "2021-10-12", "", "", "", "b1"}; }

Finished page_of(std::size_t bytes) {
    Finished finished;
    finished.plain.body = std::make_shared<const std::string>(bytes, 'x');
    return finished;
}

}  // namespace

TEST(Negotiate, the_media_type_is_the_best_liked_of_those_offered) {
    EXPECT_EQ(media(""), 0u);
    EXPECT_EQ(media("*/*"), 0u);
    EXPECT_EQ(media("application/json"), 1u);
    EXPECT_EQ(media("Application/JSON;version=1"), 1u);
    EXPECT_EQ(media("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"), 0u);
    EXPECT_EQ(media("text/html;q=0.5, application/json;q=0.6"), 1u);
    EXPECT_EQ(media("application/*"), 1u);
    EXPECT_EQ(media("application/*;q=0.2, text/*;q=0.1"), 1u);
    EXPECT_EQ(media("text/html;q=0, */*"), 1u) << "the closest range decides";
    EXPECT_EQ(media("*/*, text/html;q=0, application/json;q=0"), 2u);
    EXPECT_EQ(media("text/turtle"), std::nullopt);
    EXPECT_EQ(media("application/json;q=0"), std::nullopt);
}

TEST(Negotiate, badly_written_elements_are_passed_over) {
    EXPECT_EQ(media(",,;q=1, application/json"), 1u);
    EXPECT_EQ(media("text/html;q=2, application/json;q=0.1"), 1u);
    EXPECT_EQ(media("text/html;q=0.1234, application/json;q=0.1"), 1u);
    EXPECT_EQ(media("text/html;q=x"), 0u) << "nothing that can be understood is nothing asked";
    EXPECT_EQ(media(std::string(100000, ',')), 0u);
}

TEST(Negotiate, the_language_is_one_of_ours_whatever_is_asked) {
    EXPECT_EQ(choose_language("nl-BE,nl;q=0.9,fr;q=0.8"), Lang::nl);
    EXPECT_EQ(choose_language("pl, de-AT;q=0.4, fr;q=0.3"), Lang::de);
    EXPECT_EQ(choose_language("fr;q=0.5, DE;q=0.5"), Lang::fr) << "the first of equals";
    EXPECT_EQ(choose_language("pl, *;q=0.5", Lang::fr), Lang::fr);
    EXPECT_EQ(choose_language("nl;q=0", Lang::en), Lang::en);
    EXPECT_EQ(choose_language("", Lang::de), Lang::de);
    EXPECT_EQ(choose_language("nlx, frfr"), Lang::en);
}

TEST(Negotiate, gzip_only_where_it_is_taken) {
    EXPECT_TRUE(takes_gzip("gzip, deflate, br"));
    EXPECT_TRUE(takes_gzip("br;q=1.0, GZIP;q=0.001"));
    EXPECT_TRUE(takes_gzip("*"));
    EXPECT_FALSE(takes_gzip(""));
    EXPECT_FALSE(takes_gzip("br"));
    EXPECT_FALSE(takes_gzip("gzip;q=0, *"));
    EXPECT_FALSE(takes_gzip("identity, *;q=0"));
}

TEST(Conditional, the_tag_changes_with_everything_a_body_depends_on) {
    std::vector<Edition> all(10, edition());
    all[1].revision = 18;
    all[2].day = "2026-11-23";
    all[3].language = "fr";
    all[4].format = "json";
    all[5].on = "2021-10-13";
    all[6].known = "2021-10-12";
    all[7].published = "2021-10-12";
    all[8].coding = "gzip";
    all[9].program = "b2";
    std::set<std::string> tags;
    for (const auto& each : all) tags.insert(entity_tag(each));
    EXPECT_EQ(tags.size(), all.size());
    EXPECT_EQ(entity_tag(edition()), entity_tag(edition()));
    auto moved = edition();  // the same letters in another field
    std::swap(moved.on, moved.known);
    EXPECT_NE(entity_tag(moved), entity_tag(edition()));
    const auto tag = entity_tag(edition());
    EXPECT_TRUE(tag.starts_with("\"17-") && tag.ends_with('"') && tag.find('"', 1) == tag.size() - 1) << tag;
}

TEST(Conditional, If_None_Match_takes_lists_weak_tags_and_the_star) {
    const std::string tag = "\"17-abc\"";
    const auto has = [&](std::string value) {
        return unchanged(asking({{"If-None-Match", std::move(value)}}), tag);
    };
    EXPECT_TRUE(has(tag));
    EXPECT_TRUE(has("W/" + tag));
    EXPECT_TRUE(has("\"x,y\" , W/\"z\",\t" + tag));
    EXPECT_TRUE(has("*"));
    EXPECT_FALSE(has("\"17-ab\""));
    EXPECT_FALSE(has("17-abc"));
    EXPECT_FALSE(has(""));
    EXPECT_FALSE(has("\"a " + tag)) << "an open quote swallows what follows";
    EXPECT_TRUE(unchanged(asking({{"If-None-Match", tag}}, "HEAD"), tag));
    EXPECT_FALSE(unchanged(asking({{"If-None-Match", tag}}, "POST"), tag));
    EXPECT_FALSE(unchanged(asking({}), tag));
}

TEST(Conditional, If_Modified_Since_counts_only_without_a_tag) {
    const auto then = *read_http_date("Sun, 06 Nov 1994 08:49:37 GMT");
    const auto since = [&](std::string day) {
        return unchanged(asking({{"If-Modified-Since", std::move(day)}}), "\"t\"", then);
    };
    EXPECT_TRUE(since("Sun, 06 Nov 1994 08:49:37 GMT"));
    EXPECT_TRUE(since("Mon, 07 Nov 1994 00:00:00 GMT"));
    EXPECT_FALSE(since("Sun, 06 Nov 1994 08:49:36 GMT"));
    EXPECT_FALSE(since("yesterday"));
    EXPECT_FALSE(unchanged(
        asking({{"If-Modified-Since", "Mon, 07 Nov 1994 00:00:00 GMT"}, {"If-None-Match", "\"u\""}}), "\"t\"",
        then));
    EXPECT_FALSE(unchanged(asking({{"If-Modified-Since", "Mon, 07 Nov 1994 00:00:00 GMT"}}), "\"t\""));
}

TEST(Conditional, dates_are_written_in_one_form_and_read_in_three) {
    const auto one = read_http_date("Sun, 06 Nov 1994 08:49:37 GMT");
    ASSERT_TRUE(one);
    EXPECT_EQ(one->time_since_epoch().count(), 784111777);
    EXPECT_EQ(http_date(*one), "Sun, 06 Nov 1994 08:49:37 GMT");
    EXPECT_EQ(read_http_date("Sunday, 06-Nov-94 08:49:37 GMT"), one);
    EXPECT_EQ(read_http_date("Sun Nov  6 08:49:37 1994"), one);
    for (const auto* bad :
         {"", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nov 1994 08:49:37",
          "Sun, 06 Nov 94 08:49:37 GMT", "06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 CET",
          "1994-11-06", "Sun, -6 Nov 1994 08:49:37 GMT"})
        EXPECT_FALSE(read_http_date(bad)) << bad;
}

TEST(Conditional, an_unchanged_answer_keeps_the_headers_that_are_not_of_the_body) {
    Headers full{{"ETag", "\"t\""},
                 {"Vary", "Accept"},
                 {"Content-Type", "text/html"},
                 {"Content-Encoding", "gzip"},
                 {"Cache-Control", "no-cache"},
                 {"Content-Language", "nl"},
                 {"Link", "<x>"},
                 {"content-length", "3"}};
    secure(full);
    const auto response = not_modified(full);
    EXPECT_EQ(response.status, 304);
    EXPECT_TRUE(response.body->empty());
    for (const auto* name : {"ETag", "Vary", "Cache-Control", "Link", "Content-Security-Policy"})
        EXPECT_TRUE(response.headers.contains(name)) << name;
    for (const auto* name : {"Content-Type", "Content-Encoding", "Content-Language", "Content-Length"})
        EXPECT_FALSE(response.headers.contains(name)) << name;
}

TEST(Conditional, Vary_names_each_once) {
    Headers headers;
    vary(headers, "Accept");
    vary(headers, "Accept-Language");
    vary(headers, "accept");
    EXPECT_EQ(headers["Vary"], "Accept, Accept-Language");
    headers["Vary"] = "*";
    vary(headers, "Accept");
    EXPECT_EQ(headers["Vary"], "*");
}

TEST(Compress, packed_bodies_unpack_to_the_same) {
    std::mt19937 random(7);
    std::string noise(100'000, '\0');
    for (auto& c : noise) c = static_cast<char>(random());
    for (const std::string& text : {std::string{}, std::string("a"), std::string(1'000'000, 'x'), noise}) {
        const auto packed = gzip(text);
        EXPECT_EQ(unpacked(packed), text);
        EXPECT_EQ(packed, gzip(text)) << "no time stands in it";
    }
    EXPECT_LT(gzip(std::string(1'000'000, 'x')).size(), 2000u);
}

TEST(Compress, only_text_of_some_size_is_worth_it) {
    EXPECT_TRUE(worth_gzip("text/html; charset=utf-8", 1000));
    EXPECT_TRUE(worth_gzip("Application/JSON", 5000));
    EXPECT_TRUE(worth_gzip("image/svg+xml", 5000));
    EXPECT_FALSE(worth_gzip("text/html", 999));
    EXPECT_FALSE(worth_gzip("image/png", 50000));
    EXPECT_FALSE(worth_gzip("application/zip", 50000));
}

TEST(Kept, what_is_kept_is_found_for_its_edition_only) {
    Kept kept(1 << 20);
    EXPECT_FALSE(kept.find("/a", edition()));
    const auto put = kept.keep("/a", edition(), page_of(100));
    EXPECT_EQ(kept.find("/a", edition()), put);
    auto later = edition();
    later.revision = 18;
    EXPECT_FALSE(kept.find("/a", later));
    EXPECT_FALSE(kept.find("/b", edition()));
    EXPECT_EQ(kept.counts().hits, 1u);
    EXPECT_EQ(kept.counts().misses, 3u);
}

TEST(Kept, the_bound_holds_and_the_longest_unasked_go_first) {
    Kept kept(100'000);
    for (int i = 0; i < 8; ++i) {
        kept.keep("/" + std::to_string(i), edition(), page_of(10'000));
        EXPECT_TRUE(kept.find("/0", edition())) << i;  // asked for again and again
    }
    for (int i = 8; i < 100; ++i) {
        kept.keep("/" + std::to_string(i), edition(), page_of(10'000));
        EXPECT_LE(kept.counts().bytes, 100'000u);
        kept.find("/0", edition());
    }
    EXPECT_TRUE(kept.find("/0", edition()));
    EXPECT_TRUE(kept.find("/99", edition()));
    EXPECT_FALSE(kept.find("/1", edition()));
    EXPECT_GT(kept.counts().dropped, 80u);
    EXPECT_GE(kept.counts().entries, 8u);
}

TEST(Kept, one_page_cannot_push_out_all_others) {
    Kept kept(100'000);
    kept.keep("/small", edition(), page_of(1000));
    const auto large = kept.keep("/large", edition(), page_of(50'000));
    EXPECT_EQ(large->plain.body->size(), 50'000u);
    EXPECT_FALSE(kept.find("/large", edition()));
    EXPECT_TRUE(kept.find("/small", edition()));
}

TEST(Kept, keeping_again_replaces_without_counting_twice) {
    Kept kept(100'000);
    for (int i = 0; i < 50; ++i) kept.keep("/a", edition(), page_of(5000));
    EXPECT_EQ(kept.counts().entries, 1u);
    EXPECT_LT(kept.counts().bytes, 7000u);
    EXPECT_EQ(kept.counts().dropped, 0u);
}

TEST(Kept, many_threads_may_ask_and_keep_at_once) {
    Kept kept(50'000);
    std::vector<std::thread> threads;
    for (unsigned t = 0; t < 4; ++t)
        threads.emplace_back([&kept, t] {
            std::mt19937 random(t);
            for (int i = 0; i < 3000; ++i) {
                const auto address = "/" + std::to_string(random() % 40);
                if (const auto found = kept.find(address, edition())) {
                    EXPECT_EQ(found->plain.body->size(), 3000u);
                } else {
                    kept.keep(address, edition(), page_of(3000));
                }
            }
        });
    for (auto& thread : threads) thread.join();
    const auto counts = kept.counts();
    EXPECT_LE(counts.bytes, 50'000u);
    EXPECT_EQ(counts.hits + counts.misses, 12'000u);
}

TEST(Problem, the_JSON_has_the_members_of_RFC_9457_and_ours) {
    const Refusal refusal{
        400,     "unknown-parameter", "A value that is not known", "There is no party \"bee\"\n.",
        "party", {"be", "bj"}};
    rapidjson::Document read;
    read.Parse(problem_json(refusal, "https://placet.example").c_str());
    ASSERT_TRUE(read.IsObject());
    EXPECT_STREQ(read["type"].GetString(), "https://placet.example/problems/unknown-parameter");
    EXPECT_STREQ(read["title"].GetString(), "A value that is not known");
    EXPECT_EQ(read["status"].GetInt(), 400);
    EXPECT_STREQ(read["detail"].GetString(), "There is no party \"bee\"\n.");
    EXPECT_STREQ(read["parameter"].GetString(), "party");
    ASSERT_EQ(read["allowed"].Size(), 2u);
    EXPECT_STREQ(read["allowed"][1].GetString(), "bj");
}

TEST(Problem, what_is_empty_is_left_out_and_what_is_not_UTF_8_is_mended) {
    rapidjson::Document read;
    read.Parse<rapidjson::kParseValidateEncodingFlag>(
        problem_json({404, {}, {}, "\xFF\xFE", {}, {}}, {}).c_str());
    ASSERT_TRUE(read.IsObject());
    EXPECT_STREQ(read["type"].GetString(), "about:blank");
    EXPECT_STREQ(read["title"].GetString(), "Not Found");
    EXPECT_STREQ(read["detail"].GetString(), "\uFFFD\uFFFD");
    EXPECT_FALSE(read.HasMember("parameter"));
    EXPECT_FALSE(read.HasMember("allowed"));
}

TEST(Problem, the_response_is_of_the_right_type_and_not_stored) {
    const auto response = problem_response({410, "merged", {}, {}, {}, {}}, {});
    EXPECT_EQ(response.status, 410);
    EXPECT_EQ(response.headers.at("Content-Type"), "application/problem+json");
    EXPECT_EQ(response.headers.at("Cache-Control"), "no-store");
    EXPECT_EQ(response.headers.at("X-Content-Type-Options"), "nosniff");
}

TEST(Secure, pages_run_no_script_but_our_own_and_stand_in_no_frame) {
    Headers headers;
    secure(headers);
    EXPECT_EQ(
        headers["Content-Security-Policy"],
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; "
        "img-src 'self' data:; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'");
    EXPECT_EQ(headers["X-Content-Type-Options"], "nosniff");
    EXPECT_TRUE(headers.contains("Referrer-Policy"));
    secure(headers, Frames::anywhere);
    EXPECT_TRUE(headers["Content-Security-Policy"].ends_with("frame-ancestors *"));
}

TEST(Secure, stored_originals_are_attachments_in_a_sandbox) {
    Headers headers;
    hostile(headers, "../a\"b\\c\r\nSet-Cookie: x=1 d\u00e9.html");
    EXPECT_EQ(headers["Content-Disposition"],
              "attachment; filename=\"..abcSet-Cookie: x=1 d__.html\"; "
              "filename*=UTF-8''..abcSet-Cookie%3A%20x%3D1%20d%C3%A9.html");
    EXPECT_NE(headers["Content-Security-Policy"].find("sandbox"), std::string::npos);
    EXPECT_EQ(headers["X-Content-Type-Options"], "nosniff");
    hostile(headers, "..");
    EXPECT_NE(headers["Content-Disposition"].find("\"document\""), std::string::npos);
}
