// Digests and frames; a frame is somebody else's bytes until it is open.
#include "registry/base/bytes.hpp"

#include <gtest/gtest.h>
#include <zstd.h>

#include <string>

namespace {

using namespace registry;

TEST(Sha256, the_known_digests_come_out) {
    EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256(std::string(1'000'000, 'a')),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Zstd, what_goes_in_comes_out) {
    for (const auto& bytes :
         {std::string{}, std::string{"a"}, std::string(3, '\0'), std::string(5'000'000, 'x')}) {
        const auto back = decompress(compress(bytes));
        ASSERT_TRUE(back) << back.error().what;
        EXPECT_TRUE(*back == bytes);
    }
}

TEST(Zstd, a_frame_that_grows_past_the_limit_is_refused) {
    const auto bomb = compress(std::string(50'000'000, '\0'));
    ASSERT_LT(bomb.size(), 20'000U);
    const auto refused = decompress(bomb, 1'000'000);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().what.find("1000000"), std::string::npos) << refused.error().what;
    EXPECT_FALSE(decompress(bomb, 49'999'999));
    EXPECT_TRUE(decompress(bomb, 50'000'000));
    EXPECT_TRUE(decompress(compress(""), 0));
}

// A frame without a content size: only counting what comes out can stop it.
TEST(Zstd, a_bomb_that_hides_its_size_is_refused) {
    auto* stream = ZSTD_createCCtx();
    const std::string zeros(10'000'000, '\0');
    std::string frame(ZSTD_compressBound(zeros.size()), '\0');
    ZSTD_CCtx_setParameter(stream, ZSTD_c_contentSizeFlag, 0);
    const auto size = ZSTD_compress2(stream, frame.data(), frame.size(), zeros.data(), zeros.size());
    ZSTD_freeCCtx(stream);
    ASSERT_FALSE(ZSTD_isError(size));
    frame.resize(size);
    EXPECT_FALSE(decompress(frame, 9'999'999));
    EXPECT_TRUE(decompress(frame, 10'000'000));
}

TEST(Zstd, damage_is_refused) {
    const auto frame =
        compress("The quick brown fox jumps over the lazy dog, and over again, and over again.");
    EXPECT_FALSE(decompress(""));
    EXPECT_FALSE(decompress("not a frame at all"));
    for (std::size_t length = 0; length < frame.size(); ++length)
        EXPECT_FALSE(decompress(frame.substr(0, length))) << length;
    EXPECT_FALSE(decompress(frame + "x"));
    EXPECT_FALSE(decompress(frame + frame));
}

}  // namespace
