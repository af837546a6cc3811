#include "server/delivery/guard.hpp"

#include <gtest/gtest.h>

using server::delivery::is_public;
using server::delivery::read_endpoint;
using server::delivery::WebhookSettings;

TEST(Guard, addresses_of_no_public_network_are_told_from_public_ones) {
    for (const auto* each : {"0.0.0.0",
                             "0.1.2.3",
                             "10.0.0.1",
                             "10.255.255.255",
                             "100.64.0.1",
                             "100.127.255.255",
                             "127.0.0.1",
                             "127.255.255.254",
                             "169.254.169.254",
                             "172.16.0.1",
                             "172.31.255.255",
                             "192.0.0.8",
                             "192.0.2.1",
                             "192.88.99.1",
                             "192.168.1.1",
                             "198.18.0.1",
                             "198.19.255.255",
                             "198.51.100.7",
                             "203.0.113.9",
                             "224.0.0.1",
                             "239.1.1.1",
                             "240.0.0.1",
                             "255.255.255.255",
                             "::",
                             "::1",
                             "::7f00:1",
                             "::ffff:127.0.0.1",
                             "::ffff:10.0.0.1",
                             "::ffff:169.254.169.254",
                             "64:ff9b::7f00:1",
                             "64:ff9b::a00:1",
                             "64:ff9b:1::1",
                             "100::1",
                             "2001::1",
                             "2001:db8::1",
                             "2002:7f00:1::",
                             "2002:a00:1::1",
                             "2002:c0a8:101::1",
                             "3fff::1",
                             "5f00::1",
                             "fc00::1",
                             "fd12:3456::1",
                             "fe80::1",
                             "fe80::1%eth0",
                             "fec0::1",
                             "ff02::1",
                             "ff0e::1"})
        EXPECT_FALSE(is_public(each)) << each;
    for (const auto* each : {"1.1.1.1",
                             "9.255.255.255",
                             "11.0.0.1",
                             "100.63.255.255",
                             "100.128.0.0",
                             "126.0.0.1",
                             "128.0.0.1",
                             "169.253.0.1",
                             "172.15.255.255",
                             "172.32.0.0",
                             "192.0.1.1",
                             "192.167.0.1",
                             "198.17.0.1",
                             "198.20.0.1",
                             "223.255.255.255",
                             "2a00:1450:4001::1",
                             "2001:4860:4860::8888",
                             "2606:4700::1111",
                             "::ffff:8.8.8.8",
                             "64:ff9b::808:808",
                             "2002:808:808::1"})
        EXPECT_TRUE(is_public(each)) << each;
}

TEST(Guard, what_is_no_ip_address_is_not_public) {
    for (const auto* each : {"", "localhost", "127.1", "0x7f000001", "2130706433", "1.1.1.1 ", "1.1.1",
                             "8.8.8.8.8", "08.8.8.8", "::g"})
        EXPECT_FALSE(is_public(each)) << each;
    EXPECT_FALSE(is_public(std::string_view("8.8.8.8\0x", 9)));
}

TEST(Guard, an_endpoint_is_a_plain_https_address_of_a_public_name) {
    const auto kept = [](std::string_view url) { return read_endpoint(url, {}).value_or("refused"); };
    EXPECT_EQ(kept("https://Hooks.Example.ORG/a?b=c"), "https://hooks.example.org/a?b=c");
    EXPECT_EQ(kept("https://hooks.example.org"), "https://hooks.example.org/");
    EXPECT_EQ(kept("https://hooks.example.org:8443/x"), "https://hooks.example.org:8443/x");
    EXPECT_EQ(kept("https://[2a00:1450:4001::1]/x"), "https://[2a00:1450:4001::1]/x");
    for (const auto* each : {"",
                             "hooks.example.org",
                             "http://hooks.example.org/",
                             "ftp://hooks.example.org/",
                             "file:///etc/passwd",
                             "https://",
                             "https:///x",
                             "https://user@hooks.example.org/",
                             "https://user:pass@hooks.example.org/",
                             "https://a@127.0.0.1/",
                             "https://hooks.example.org/#part",
                             "https://hooks.example.org/a b",
                             "https://hooks.example.org/\r\nX: y",
                             "https://hooks.example.org/\xC3\xA9",
                             "https://localhost/",
                             "https://a.localhost/",
                             "https://printer.local/",
                             "https://db.internal/",
                             "https://127.0.0.1/",
                             "https://127.1/",
                             "https://0x7f.1/",
                             "https://2130706433/",
                             "https://[::1]/",
                             "https://[::ffff:10.0.0.1]/",
                             "https://10.1.2.3/",
                             "https://169.254.169.254/latest/meta-data/",
                             "https://hooks.example.org:0/",
                             "https://hooks.example.org:99999/",
                             "https://exa_mple..org/",
                             "https://%6c%6f/",
                             "https://localhost./",
                             "https://hooks.example.org\\@127.0.0.1/"})
        EXPECT_EQ(kept(each), "refused") << each;
    EXPECT_FALSE(read_endpoint("https://example.org/" + std::string(3000, 'a'), {}));
}

TEST(Guard, a_refusal_says_what_is_wanted) {
    EXPECT_NE(read_endpoint("http://hooks.example.org/", {}).error().what.find("https://"),
              std::string::npos);
    EXPECT_NE(read_endpoint("https://10.0.0.1/", {}).error().what.find("private network"), std::string::npos);
}

TEST(Guard, loopback_is_let_through_only_where_it_is_allowed_and_other_private_networks_never) {
    const WebhookSettings here{true, {}, std::chrono::seconds{1}, {}};
    EXPECT_TRUE(read_endpoint("http://127.0.0.1:8080/x", here));
    EXPECT_TRUE(read_endpoint("https://localhost:8443/x", here));
    EXPECT_FALSE(read_endpoint("http://hooks.example.org/", here));
    EXPECT_FALSE(read_endpoint("https://10.0.0.1/", here));
    EXPECT_FALSE(server::delivery::may_be_reached(here, true, "192.168.0.1"));
    EXPECT_FALSE(server::delivery::may_be_reached(here, false, "1.1.1.1"));
    EXPECT_TRUE(server::delivery::may_be_reached(here, false, "::1"));
    EXPECT_FALSE(server::delivery::may_be_reached({}, true, "127.0.0.1"));
}
