#include "registry/answers/search.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "tests/registry/answers/small_registry.hpp"

using namespace test;
using registry::SearchAnswer;
using registry::Sought;

namespace {

using Ids = std::vector<std::string>;

SearchAnswer found(registry::store::Reader& reader, std::string_view text,
                   std::optional<registry::Asked> when = {},
                   registry::store::Audience audience = registry::store::Audience::everybody) {
    registry::SearchFilter filter;
    filter.text = text;
    filter.limit = 50;
    filter.audience = audience;
    return registry::search_answer(reader, filter, when.value_or(asked()));
}

Ids instruments(const SearchAnswer& answer) {
    Ids ids;
    for (const auto& each : answer.instruments) ids.push_back(each.id);
    return ids;
}

Ids parties(const SearchAnswer& answer) {
    Ids ids;
    for (const auto& each : answer.parties) ids.push_back(each.entity.empty() ? each.party : each.entity);
    return ids;
}

bool has(const Ids& ids, std::string_view id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); }

std::vector<std::string> differences(registry::store::Database& database) {
    auto writer = database.write();
    return registry::store::search_differences(writer);
}

// Every word of every public index, with its counts: what two stores that hold the same must share.
Ids index_of(registry::store::Reader& reader) {
    Ids words;
    for (const auto* sql : {"SELECT 'title ' || term, doc, cnt FROM title_word",
                            "SELECT 'passage ' || term, doc, cnt FROM passage_word",
                            "SELECT 'document ' || term, doc, cnt FROM document_word"}) {
        registry::store::Query rows(reader, sql);
        for (rows.bind(); rows.step();)
            words.push_back(rows.text(0) + " " + rows.text(1) + " " + rows.text(2));
    }
    return words;
}

// Title, quotation and text all have a word of their own.
registry::Batch paper(const char* source, bool secondary, const std::string& word) {
    registry::Batch batch;
    registry::Document about;
    about.source = source;
    about.title = "Title" + word;
    about.quotation = "quoted" + word;
    about.text = "full" + word + " by Jan Peeters, jan@example.org\n";
    about.media_type = "text/plain";
    about.language = "en";
    about.secondary = secondary;
    about.published = *registry::parse_when("2020-05-01");
    batch.documents = {about};
    batch.passages = {{{"MTDSG", "IV-9-b"}, "Belgium", "declaration", "en", "passage" + word, 0, "p. 1"}};
    return batch;
}

}  // namespace

TEST(SearchAnswers, an_exact_number_stands_first_among_instruments) {
    auto& store = shared_registry();
    auto reader = store.read();
    for (const auto* typed : {"54K3192", "54-3192", "MTDSG IV-9-b", "IV-9-b", "opcat"}) {
        const auto answer = found(reader, typed);
        EXPECT_EQ(answer.by_number, Ids{"opcat"}) << typed;
        ASSERT_FALSE(answer.instruments.empty()) << typed;
        EXPECT_EQ(answer.instruments.front().id, "opcat") << typed;
    }
    EXPECT_EQ(instruments(found(reader, "3192")), Ids{"opcat"}) << "a part of a number is found too";
    EXPECT_TRUE(found(reader, "3192").by_number.empty());
}

TEST(SearchAnswers, stop_words_neither_find_everything_nor_nothing) {
    auto& store = shared_registry();
    auto reader = store.read();
    EXPECT_EQ(instruments(found(reader, "het verdrag van tegen foltering")), Ids{"opcat"});
    EXPECT_EQ(instruments(found(reader, "la convention contre la torture")), Ids{"opcat"});
    EXPECT_EQ(instruments(found(reader, "the optional")), Ids{"opcat"});
    const auto only = found(reader, "to the");
    EXPECT_EQ(instruments(only), Ids{"opcat"}) << "of stop words alone those that have them all";
    EXPECT_TRUE(instruments(found(reader, "zur")).empty())
        << "it stands in the name of an organisation alone";
}

TEST(SearchAnswers, phrases_exclusions_and_wordings_in_any_language) {
    auto& store = shared_registry();
    auto reader = store.read();
    EXPECT_EQ(instruments(found(reader, "\"convention against torture\"")), Ids{"opcat"});
    EXPECT_TRUE(instruments(found(reader, "\"against convention torture\"")).empty());
    EXPECT_EQ(instruments(found(reader, "protocol -crime")), Ids{"opcat"});
    EXPECT_TRUE(instruments(found(reader, "protocol -torture")).empty());
    EXPECT_TRUE(found(reader, "-torture").found_nothing());
}

TEST(SearchAnswers, parties_and_entities_are_found_by_any_name_and_former_ones) {
    auto& store = shared_registry();
    auto reader = store.read();
    for (const auto* typed : {"Belgium", "Belgique", "België", "belgi", "Königreich Belgien"})
        EXPECT_TRUE(has(parties(found(reader, typed)), "be")) << typed;
    EXPECT_TRUE(has(parties(found(reader, "Côte d'Ivoire")), "ci"));
    EXPECT_TRUE(has(parties(found(reader, "Zaire")), "cd")) << "a former name";
    EXPECT_TRUE(has(parties(found(reader, "Waals Gewest")), "be-wal"));
    EXPECT_EQ(parties(found(reader, "france")).front(), "fr");
}

TEST(SearchAnswers, a_party_named_besides_narrows_the_findings_not_the_instruments) {
    auto& store = shared_registry();
    auto reader = store.read();
    const auto answer = found(reader, "Belgium torture");
    EXPECT_EQ(instruments(answer), Ids{"opcat"});
    EXPECT_EQ(answer.set_apart, Ids{"belgium"});
    ASSERT_FALSE(answer.findings.empty());
    for (const auto& each : answer.findings) EXPECT_EQ(each.verdict.party, "be");
    EXPECT_TRUE(found(reader, "France torture").findings.empty());
    EXPECT_FALSE(found(reader, "Belgium").findings.empty()) << "a party alone: all of its findings";
    const auto id = answer.findings.front().verdict.id;
    ASSERT_EQ(found(reader, id).findings.size(), 1u);
}

TEST(SearchAnswers, passages_carry_whose_they_are_and_only_those_that_count) {
    auto& store = shared_registry();
    auto reader = store.read();
    const auto answer = found(reader, "engages signature");
    ASSERT_EQ(answer.passages.size(), 1u) << "said by two snapshots, counted of the newest";
    EXPECT_EQ(answer.passages[0].passage.party, "be");
    EXPECT_EQ(answer.passages[0].instrument.id, "opcat");
    EXPECT_TRUE(found(reader, "engages", asked_known("2019-01-31")).passages.empty());
    EXPECT_TRUE(found(reader, "engages", asked_published("2010-01-01")).passages.empty());
    EXPECT_FALSE(found(reader, "engages", asked_known(SmallRegistry::papers)).passages.empty());
}

TEST(SearchAnswers, what_was_not_yet_held_is_left_out) {
    auto& store = shared_registry();
    auto reader = store.read();
    EXPECT_EQ(instruments(found(reader, "foltering", asked_known(SmallRegistry::papers))), Ids{"opcat"});
    EXPECT_TRUE(instruments(found(reader, "foltering", asked_known(SmallRegistry::first_page))).empty())
        << "the Dutch title came later";
    EXPECT_EQ(instruments(found(reader, "torture", asked_known(SmallRegistry::first_page))), Ids{"opcat"});
    EXPECT_TRUE(found(reader, "torture", asked_known("2000-01-01")).nothing_known);
    EXPECT_FALSE(found(reader, "torture", asked_known(SmallRegistry::papers)).findings_as_of_today);
}

TEST(SearchAnswers, a_slip_of_the_fingers_is_mended) {
    auto& store = shared_registry();
    auto reader = store.read();
    EXPECT_EQ(found(reader, "tortrue").did_you_mean, "torture");
    EXPECT_EQ(found(reader, "optionel protocol").did_you_mean, "optional protocol");
    EXPECT_EQ(found(reader, "xorture").did_you_mean, "torture");
    EXPECT_EQ(found(reader, "torture").did_you_mean, "");
    EXPECT_EQ(found(reader, "qqqqqqqq").did_you_mean, "");
    const auto near = found(reader, "torture photosynthesis");
    ASSERT_FALSE(near.near.empty());
    EXPECT_EQ(near.near.front().id, "opcat");
}

TEST(SearchAnswers, no_query_however_hostile_fails) {
    auto& store = shared_registry();
    auto reader = store.read();
    for (const auto& typed :
         {std::string{"\""}, std::string{"\"torture"}, std::string{"NEAR(a b, 2)"}, std::string{"* OR *"},
          std::string{"words:torture"}, std::string{"{a b}: c ^d"}, std::string(10'240, 'x'),
          std::string("tor\0ture", 8), std::string{"\xff\xfe\x80"}, std::string{"سلام 条約 договор"},
          std::string{"'; DROP TABLE change; --"}, std::string{"-\"\" - --"}, std::string{"a-b-c-d-e-f"},
          std::string{"\uE000"}, std::string{"((((((((("}})
        EXPECT_NO_THROW(found(reader, typed)) << typed.substr(0, 20);
    std::string quotes;
    for (int i = 0; i < 5000; ++i) quotes += "\"a\" -";
    EXPECT_NO_THROW(found(reader, quotes));
}

TEST(SearchPrivacy, of_a_secondary_document_only_title_and_quotation_are_public) {
    SmallRegistry store;
    take(store.database(), "memo.txt", paper("ngo", true, "zebra"), "2022-01-20");
    take(store.database(), "minutes.txt", paper("be-government", false, "okapi"), "2022-01-20");
    auto reader = store.read();
    for (const auto* word : {"titlezebra", "quotedzebra"}) {
        const auto answer = found(reader, word);
        ASSERT_EQ(answer.documents.size(), 1u) << word;
        EXPECT_TRUE(answer.documents[0].document.secondary);
        EXPECT_EQ(answer.documents[0].text, "") << word;
    }
    for (const auto* word : {"fullzebra", "peeters zebra", "passagezebra", "\"jan example\" fullzebra"})
        EXPECT_TRUE(found(reader, word).found_nothing()) << word;
    EXPECT_EQ(found(reader, "fullzebre").did_you_mean, "") << "its words are not offered either";
    EXPECT_EQ(found(reader, "passagezebre").did_you_mean, "");
    // The operator's own search reads it; a document that is not secondary is open to all.
    const auto own = found(reader, "fullzebra", {}, registry::store::Audience::operator_alone);
    ASSERT_EQ(own.documents.size(), 1u);
    EXPECT_NE(own.documents[0].text.find("fullzebra"), std::string::npos);
    for (const auto* word : {"titleokapi", "quotedokapi", "fullokapi"})
        EXPECT_EQ(found(reader, word).documents.size(), 1u) << word;
    EXPECT_EQ(found(reader, "passageokapi").passages.size(), 1u);
    EXPECT_EQ(differences(store.database()), Ids{});
}

TEST(SearchPrivacy, of_a_document_taken_down_nothing_is_found_and_it_returns_when_it_is_put_back) {
    SmallRegistry store;
    take(store.database(), "minutes.txt", paper("be-government", false, "okapi"), "2022-01-20");
    take(store.database(), "memo.txt", paper("ngo", true, "zebra"), "2022-01-20");
    const auto set = [&](int down) {
        auto writer = store.database().write();
        registry::store::Query(writer, "UPDATE document SET taken_down = ? WHERE title LIKE 'Title%'")
            .run(down);
        writer.commit();
    };
    set(1);
    {
        auto reader = store.read();
        for (const auto* word : {"titleokapi", "quotedokapi", "fullokapi", "passageokapi", "titlezebra",
                                 "quotedzebra", "fullzebra"}) {
            EXPECT_TRUE(found(reader, word).found_nothing()) << word;
            EXPECT_TRUE(found(reader, word, {}, registry::store::Audience::operator_alone).found_nothing())
                << word;
            EXPECT_FALSE(registry::store::is_beginning(reader, word)) << word;
        }
    }
    EXPECT_EQ(differences(store.database()), Ids{});
    set(0);
    auto reader = store.read();
    EXPECT_EQ(found(reader, "fullokapi").documents.size(), 1u);
    EXPECT_EQ(found(reader, "passageokapi").passages.size(), 1u);
    EXPECT_EQ(found(reader, "titlezebra").documents.size(), 1u);
    EXPECT_EQ(differences(store.database()), Ids{});
}

TEST(SearchIndex, kept_step_by_step_is_the_one_made_anew) {
    SmallRegistry store;
    take(store.database(), "memo.txt", paper("ngo", true, "zebra"), "2022-01-20");
    EXPECT_EQ(differences(store.database()), Ids{});
    Ids kept;
    {
        auto reader = store.read();
        kept = index_of(reader);
    }
    {
        auto writer = store.database().write();
        registry::store::rebuild_search(writer);
        writer.commit();
    }
    auto reader = store.read();
    EXPECT_FALSE(kept.empty());
    EXPECT_EQ(kept, index_of(reader));
}

TEST(SearchIndex, one_that_lies_is_noticed_and_mended_on_opening) {
    const Scratch scratch;
    const auto file = scratch / "placet.db";
    {
        registry::store::Database database(file);
        take(database, "minutes.txt", paper("be-government", false, "okapi"), "2022-01-20");
        auto writer = database.write();
        registry::store::Query(writer,
                               "INSERT INTO document_search (document_search, rowid, title, quotation, text) "
                               "SELECT 'delete', row, title, quotation, text FROM searched_document")
            .run();
        registry::store::Query(writer, "UPDATE meta SET value = '0' WHERE key = 'search_made_by'").run();
        EXPECT_FALSE(registry::store::search_differences(writer).empty());
        writer.commit();
    }
    registry::store::Database database(file);
    EXPECT_EQ(differences(database), Ids{});
    auto reader = database.read();
    EXPECT_EQ(found(reader, "fullokapi").documents.size(), 1u);
}

TEST(SearchIndex, what_is_not_committed_is_not_found) {
    SmallRegistry store;
    {
        auto writer = store.database().write();
        registry::store::Query(writer, "UPDATE document SET title = 'Unheard' WHERE secondary = 0").run();
    }
    auto reader = store.read();
    EXPECT_TRUE(found(reader, "unheard").found_nothing());
    EXPECT_EQ(differences(store.database()), Ids{});
}

TEST(Suggestions, offer_titles_in_the_language_asked_numbers_and_parties) {
    auto& store = shared_registry();
    auto reader = store.read();
    const auto offered = registry::suggestions(reader, "prot fac", registry::Lang::fr);
    ASSERT_EQ(offered.size(), 1u);
    EXPECT_EQ(offered[0].text, "Protocole facultatif à la Convention contre la torture");
    EXPECT_EQ(offered[0].instrument, "opcat");
    EXPECT_EQ(registry::suggestions(reader, "prot fac", registry::Lang::nl).at(0).text,
              "Facultatief Protocol bij het Verdrag tegen foltering");
    const auto number = registry::suggestions(reader, "54k3", registry::Lang::en);
    ASSERT_EQ(number.size(), 1u);
    EXPECT_EQ(number[0].number, "54K3192");
    const auto party = registry::suggestions(reader, "belg", registry::Lang::de);
    ASSERT_FALSE(party.empty());
    EXPECT_EQ(party[0].text, "Belgien");
    EXPECT_EQ(registry::suggestions(reader, "un conv", registry::Lang::en).size(), 1u)
        << "\"un\" begins United: the convention against crime";
    for (const auto& typed : {std::string{}, std::string{"\"*-"}, std::string(100'000, 'q')})
        EXPECT_TRUE(registry::suggestions(reader, typed, registry::Lang::en).empty());
    EXPECT_LE(registry::suggestions(reader, "a", registry::Lang::en).size(), 10u);
}
