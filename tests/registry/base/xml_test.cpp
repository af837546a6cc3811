// Our own XML is read strictly, and every refusal names its line.
#include "registry/base/xml.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace registry;
using namespace std::string_literals;

// "what @ where", or "" when it was read.
std::string refusal(const std::string& text) {
    const auto read = Xml::read(text, "f.xml");
    return read ? "" : read.error().what + " @ " + read.error().where;
}

TEST(Xml, a_sound_file_is_read) {
    const auto xml = Xml::read(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- & < -->\n<a xmlns='urn:x'>\n<b c='1 &lt; 2 "
        "&#x20AC;'/>"
        "<![CDATA[ & < ]]>é</a>\n<!-- end -->\n",
        "f.xml");
    ASSERT_TRUE(xml) << xml.error().what << xml.error().where;
    EXPECT_STREQ(xml->root().name(), "a");
    EXPECT_STREQ(xml->root().child("b").attribute("c").value(), "1 < 2 €");
}

TEST(Xml, a_byte_order_mark_is_no_defect) { EXPECT_EQ(refusal("\xEF\xBB\xBF<a/>"), ""); }

TEST(Xml, what_is_not_well_formed_is_refused_with_its_line) {
    EXPECT_NE(refusal("<a>\n<b>\n</a>").find("f.xml:3"), std::string::npos) << refusal("<a>\n<b>\n</a>");
    EXPECT_NE(refusal("<a>\n\n<b").find("f.xml:3"), std::string::npos) << refusal("<a>\n\n<b");
    EXPECT_NE(refusal("<a>\n<b c=1/></a>").find("f.xml:2"), std::string::npos);
    EXPECT_NE(refusal(""), "");
    EXPECT_NE(refusal("   \n"), "");
    EXPECT_NE(refusal("just words"), "");
    EXPECT_NE(refusal("<a/>\n<b/>").find("f.xml:2"), std::string::npos);
    EXPECT_NE(refusal("<a/>\nwords").find("f.xml:"), std::string::npos);
    EXPECT_NE(refusal("words\n<a/>"), "");
}

TEST(Xml, what_the_parser_lets_pass_is_refused_too) {
    EXPECT_EQ(refusal("<a>\n x & y</a>").substr(0, 2), "'&");
    EXPECT_NE(refusal("<a>\n x & y</a>").find("f.xml:2"), std::string::npos);
    EXPECT_NE(refusal("<a>&nbsp;</a>").find("unknown entity '&nbsp;'"), std::string::npos);
    EXPECT_NE(refusal("<a b='&bad;'/>").find("unknown entity"), std::string::npos);
    EXPECT_NE(refusal("<a>\n<b c='1' c='2'/></a>").find("twice @ f.xml:2"), std::string::npos);
    EXPECT_NE(refusal("<a b='1'c='2'/>").find("no blank"), std::string::npos);
    EXPECT_NE(refusal("<a b='<'/>").find("'<' in an attribute"), std::string::npos);
    EXPECT_NE(refusal("<a>]]></a>").find("CDATA"), std::string::npos);
    EXPECT_NE(refusal("<a><!-- no end</a>").find("comment"), std::string::npos);
}

TEST(Xml, control_characters_are_refused_raw_and_as_references) {
    EXPECT_EQ(refusal("<a>\n\n\x01</a>"), "control character U+0001 @ f.xml:3");
    EXPECT_NE(refusal("<a>\0</a>"s), "");
    EXPECT_NE(refusal("<a>&#1;</a>"), "");
    EXPECT_NE(refusal("<a>&#x1F;</a>"), "");
    EXPECT_NE(refusal("<a>&#xD800;</a>"), "");
    EXPECT_NE(refusal("<a>&#x110000;</a>"), "");
    EXPECT_NE(refusal("<a>&#xFFFF;</a>"), "");
    EXPECT_EQ(refusal("<a>&#9;&#xA;&#13;\t\r\n</a>"), "");
}

TEST(Xml, only_utf_8_is_read) {
    EXPECT_EQ(refusal("<a>\nok\nBelgi\xEB</a>"), "not UTF-8 @ f.xml:3");
    EXPECT_NE(refusal("<?xml version='1.0' encoding='iso-8859-1'?><a/>").find("iso-8859-1"),
              std::string::npos);
    EXPECT_NE(refusal("<?xml version='1.0' encoding='iso-8859-1'?><a/>"), "");
    EXPECT_EQ(refusal("<?xml version='1.0' encoding='utf-8'?><a/>"), "");
    EXPECT_NE(refusal("\xFF\xFE<\0a\0/\0>\0"s), "");
}

TEST(Xml, document_types_and_their_entities_are_refused) {
    EXPECT_NE(refusal("<!DOCTYPE a [<!ENTITY e 'x'>]>\n<a>&e;</a>").find("document type"), std::string::npos);
    EXPECT_NE(refusal("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>").find("document type"),
              std::string::npos);
}

TEST(Xml, nesting_without_end_is_refused) {
    std::string deep, deeper;
    for (int i = 0; i < 200; ++i) deep = "<a>" + deep + "</a>";
    for (int i = 0; i < 100'000; ++i) deeper += "<a>";
    for (int i = 0; i < 100'000; ++i) deeper += "</a>";
    EXPECT_EQ(refusal(deep), "");
    EXPECT_NE(refusal("<a>" + deep + "</a>").find("deeper"), std::string::npos);
    EXPECT_NE(refusal(deeper).find("deeper"), std::string::npos);
}

TEST(Xml, every_node_knows_its_line) {
    const auto xml = Xml::read("<a>\r\n  <b/>\n\n  <c\n d='1'/></a>", "rules/R1.xml");
    ASSERT_TRUE(xml);
    EXPECT_EQ(xml->where(xml->root()), "rules/R1.xml:1");
    EXPECT_EQ(xml->where(xml->root().child("b")), "rules/R1.xml:2");
    EXPECT_EQ(xml->where(xml->root().child("c")), "rules/R1.xml:4");
    EXPECT_EQ(xml->where({}), "rules/R1.xml");
}

TEST(Xml, a_required_attribute_is_there_and_not_empty) {
    const auto xml = Xml::read("<a>\n<b c='1' d=''/></a>", "f.xml");
    ASSERT_TRUE(xml);
    const auto b = xml->root().child("b");
    EXPECT_EQ(xml->required(b, "c").value(), "1");
    ASSERT_FALSE(xml->required(b, "d"));
    EXPECT_EQ(xml->required(b, "d").error().where, "f.xml:2");
    EXPECT_NE(xml->required(b, "e").error().what.find("'e'"), std::string::npos);
}

TEST(Xml, unknown_attributes_and_elements_are_told_and_namespaces_are_not_counted) {
    const auto xml = Xml::read("<a xmlns='urn:x' xmlns:y='urn:y' v='1'>\n<b w='2'><c/></b></a>", "f.xml");
    ASSERT_TRUE(xml);
    EXPECT_TRUE(xml->only(xml->root(), {"v"}, {"b"}));
    EXPECT_NE(xml->only(xml->root(), {}, {"b"}).error().what.find("'v'"), std::string::npos);
    EXPECT_EQ(xml->only(xml->root(), {"v"}, {"c"}).error().where, "f.xml:2");
    EXPECT_TRUE(xml->only(xml->root().child("b"), {"w"}, {"c"}));
    EXPECT_FALSE(xml->only(xml->root().child("b"), {"w"}, {}));
    const auto inner = Xml::read("<a><b xmlns='urn:z'/></a>", "f.xml");
    ASSERT_TRUE(inner);
    EXPECT_FALSE(inner->only(inner->root().child("b"), {}, {}));
}

TEST(Xml, escaped_text_comes_back_as_it_was) {
    const std::string text = "a<b>&\"c'd\te\nf\rg é";
    const auto xml = Xml::read("<a b=\"" + escape_xml(text) + "\">" + escape_xml(text) + "</a>", "f.xml");
    ASSERT_TRUE(xml) << xml.error().what;
    EXPECT_EQ(xml->root().attribute("b").value(), text);
    EXPECT_EQ(xml->root().child_value(), text);
    EXPECT_EQ(escape_xml("\x01"), "\uFFFD");
}

}  // namespace
