#include "registry/store/reason_json.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

using registry::Reason;
using registry::Truth;
using registry::store::reason_from_json;
using registry::store::to_json;

TEST(ReasonJson, a_tree_is_read_back_as_it_was_written) {
    const Reason leaf{"rule.because.look",
                      {{"day", "2021-10-12"}, {"day", "twice, in order"}},
                      Truth::unknown,
                      {"look:12"},
                      {}};
    const Reason tree{"rule.because.R3",
                      {{"words", "\"Côte d’Ivoire\" <&> \\ \n"}},
                      Truth::yes,
                      {"opcat.be.adopted", "statement:98"},
                      {leaf, {"x", {}, Truth::no, {}, {leaf}}, {"y", {}, Truth::allowed, {}, {}}}};
    EXPECT_EQ(reason_from_json(to_json(tree)), tree);
    EXPECT_EQ(reason_from_json(to_json(Reason{})), Reason{});
}

TEST(ReasonJson, what_is_no_tree_is_refused) {
    for (const auto* bad : {"", "[]", "{", "{\"message\":1}", "{\"truth\":\"perhaps\"}",
                            "{\"arguments\":[[\"a\"]]}", "{\"of\":[1]}", "{\"else\":[1]}"})
        EXPECT_THROW(reason_from_json(bad), std::runtime_error) << bad;
}
