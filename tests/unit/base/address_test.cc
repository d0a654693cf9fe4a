#include "base/address.h"

#include <gtest/gtest.h>

namespace maintendue {
namespace {

TEST(Address, IsAHostAndAPort) {
  EXPECT_EQ(parse_address("relay.example.org:443")->host, "relay.example.org");
  EXPECT_EQ(parse_address("relay.example.org:443")->port, 443);
  EXPECT_EQ(parse_address("[::1]:8443")->host, "::1");
  EXPECT_EQ(parse_address("127.0.0.1:0")->port, 0);
  for (const char* bad :
       {"", "relay", ":443", "relay:", "relay:70000", "relay:44x", "relay:-1", "[]:1"}) {
    EXPECT_FALSE(parse_address(bad)) << bad;
  }
}

TEST(Address, WithoutAPortIsNotDialled) {
  EXPECT_EQ(parse_dial_address("relay:1")->port, 1);
  EXPECT_FALSE(parse_dial_address("relay:0"));
  EXPECT_FALSE(parse_dial_address("relay"));
}

}  // namespace
}  // namespace maintendue
