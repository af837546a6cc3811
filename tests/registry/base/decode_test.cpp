// Bytes of any charset as UTF-8: what a file says of itself is often wrong.
#include <gtest/gtest.h>

#include <string>

#include "registry/base/text.hpp"

namespace {

using namespace registry;
using namespace std::string_literals;

TEST(Decode, latin_1_is_read_as_windows_1252) {
    const auto plain = decode("Belgi\xEB", "ISO-8859-1");
    EXPECT_EQ(plain.text, "België");
    EXPECT_EQ(plain.used, "windows-1252");
    EXPECT_EQ(plain.replaced, 0U);
    EXPECT_EQ(decode("\x93"
                     "d\x92"
                     "un\x94 \x80",
                     "latin1")
                  .text,
              "“d’un” €");
    EXPECT_EQ(decode("\xA9\xFF", " Windows-1252 ").text, "©ÿ");
}

TEST(Decode, bytes_that_mean_nothing_in_windows_1252_are_replaced_and_counted) {
    const auto read = decode(
        "a\x81\x8D"
        "b",
        "windows-1252");
    EXPECT_EQ(read.text,
              "a\uFFFD\uFFFD"
              "b");
    EXPECT_EQ(read.replaced, 2U);
}

TEST(Decode, utf_8_mislabelled_as_latin_1_is_read_as_utf_8) {
    const auto read = decode("België – Türkiye", "iso-8859-1");
    EXPECT_EQ(read.text, "België – Türkiye");
    EXPECT_EQ(read.used, "utf-8");
    EXPECT_EQ(read.replaced, 0U);
}

TEST(Decode, windows_1252_mislabelled_as_utf_8_is_read_as_what_it_is) {
    const auto read = decode(
        "l\x92"
        "\xE9tat de Belgi\xEB",
        "UTF-8");
    EXPECT_EQ(read.text, "l’état de België");
    EXPECT_EQ(read.used, "windows-1252");
}

TEST(Decode, utf_8_with_a_damaged_byte_stays_utf_8_and_says_so) {
    const auto read = decode("België, België, Belgi\xEB", "utf-8");
    EXPECT_EQ(read.text, "België, België, Belgi\uFFFD");
    EXPECT_EQ(read.used, "utf-8");
    EXPECT_EQ(read.replaced, 1U);
}

TEST(Decode, without_a_declaration_the_bytes_themselves_tell) {
    EXPECT_EQ(decode("België", "").used, "utf-8");
    EXPECT_EQ(decode("Belgi\xEB", "").text, "België");
    EXPECT_EQ(decode("plain", "").text, "plain");
    EXPECT_EQ(decode("", "").text, "");
    EXPECT_EQ(decode("", "iso-8859-1").text, "");
}

TEST(Decode, byte_order_marks_are_believed_and_dropped) {
    EXPECT_EQ(decode("\xEF\xBB\xBF"
                     "a",
                     "iso-8859-1")
                  .text,
              "a");
    EXPECT_EQ(decode("\xFF\xFE"
                     "a\0\xEB\0"s,
                     "utf-8")
                  .text,
              "aë");
    EXPECT_EQ(decode("\xFE\xFF"
                     "\0a\0\xEB"s,
                     "")
                  .text,
              "aë");
    EXPECT_EQ(decode("\xFF\xFE\0\0"
                     "a\0\0\0"s,
                     "")
                  .text,
              "a");
}

TEST(Decode, utf_16_left_over_in_the_label_of_a_file_saved_again_is_not_believed) {
    EXPECT_EQ(decode("<?xml encoding='utf-16'?>", "utf-16").text, "<?xml encoding='utf-16'?>");
    EXPECT_EQ(decode("België", "utf-16").text, "België");
    EXPECT_EQ(decode("a\0\xEB\0"s, "utf-16le").text, "aë");
}

TEST(Decode, other_charsets_are_read_by_their_names) {
    EXPECT_EQ(decode("\xA4", "iso-8859-15").text, "€");
    EXPECT_EQ(decode("\xD0\xD1", "koi8-r").text, "пя");
    EXPECT_EQ(decode("\xE1", "windows-1253").text, "α");
    std::string long_text;
    for (int i = 0; i < 10'000; ++i) long_text += "\x93\xFA\x96\x7B";
    const auto japanese = decode(long_text, "shift_jis");
    EXPECT_EQ(japanese.text.size(), 10'000U * 6);
    EXPECT_EQ(japanese.text.substr(0, 6), "日本");
    EXPECT_EQ(japanese.replaced, 0U);
}

TEST(Decode, what_another_charset_does_not_know_is_replaced_and_counted) {
    const auto read = decode("a\x81", "shift_jis");
    EXPECT_GT(read.replaced, 0U);
    EXPECT_NE(read.text.find("\uFFFD"), std::string::npos);
}

TEST(Decode, an_unknown_or_hostile_label_is_not_a_file_name) {
    for (const auto* label : {"../../etc/passwd", "x-nonsense", "utf-7", "/dev/zero", "swap,swaplfnl"}) {
        const auto read = decode("Belgi\xEB", label);
        EXPECT_EQ(read.text, "België") << label;
        EXPECT_EQ(read.used, "windows-1252") << label;
    }
    EXPECT_EQ(decode("+ADw-script+AD4-", "utf-7").text, "+ADw-script+AD4-");
}

TEST(Decode, line_ends_and_controls_are_kept) {
    EXPECT_EQ(decode("a\r\nb\tc\x1C\xE9", "iso-8859-1").text, "a\r\nb\tc\x1Cé");
}

}  // namespace
