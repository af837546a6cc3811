#include <gtest/gtest.h>

#include "registry/base/bytes.hpp"

namespace {
using namespace registry;
}

TEST(Hmac, gives_what_rfc_4231_gives) {
    EXPECT_EQ(hex(hmac_sha256(std::string(20, '\x0b'), "Hi There")),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    EXPECT_EQ(hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(hex(hmac_sha256("", "")), "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

TEST(Base64Text, spells_what_rfc_4648_spells_and_reads_it_back) {
    for (const auto& [bytes, text] : {std::pair{"", ""}, std::pair{"f", "Zg=="}, std::pair{"fo", "Zm8="},
                                      std::pair{"foo", "Zm9v"}, std::pair{"foobar", "Zm9vYmFy"}}) {
        EXPECT_EQ(base64(bytes), text);
        EXPECT_EQ(from_base64(text).value(), bytes);
    }
    const std::string odd{"\xfb\xff\x00\xfe", 4};
    EXPECT_EQ(base64(odd), "+/8A/g==");
    EXPECT_EQ(base64url(odd), "-_8A_g");
    EXPECT_EQ(from_base64("+/8A/g==").value(), odd);
    for (const auto* wrong : {"Zg", "Zg=", "Z===", "Zg==Zg==", "Zh==", "Zm9 ", "-_8A", "Zm9\n"})
        EXPECT_FALSE(from_base64(wrong)) << wrong;
    for (std::size_t n = 0; n < 100; ++n) {
        const auto bytes = random_bytes(n);
        EXPECT_EQ(bytes.size(), n);
        EXPECT_EQ(from_base64(base64(bytes)).value(), bytes);
    }
}

TEST(EqualInConstantTime, is_equal_and_nothing_else) {
    EXPECT_TRUE(equal_in_constant_time("", ""));
    EXPECT_TRUE(equal_in_constant_time("abc", "abc"));
    EXPECT_FALSE(equal_in_constant_time("abc", "abd"));
    EXPECT_FALSE(equal_in_constant_time("abc", "ab"));
}
