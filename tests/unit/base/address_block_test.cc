#include "base/address_block.h"

#include <gtest/gtest.h>

namespace maintendue {
namespace {

using namespace std::string_view_literals;

constexpr BytesView kSalon = "\x20\x01\x0d\xb8\0\0\0\1\0\0\0\0\0\0\0\1"sv;

TEST(AddressBlock, IsAnAddressOfIpv4HoweverItIsWritten) {
  EXPECT_EQ(address_block("\xc0\0\2\1"sv), "\xc0\0\2\1"sv);
  EXPECT_EQ(address_block("\0\0\0\0\0\0\0\0\0\0\xff\xff\xc0\0\2\1"sv), "\xc0\0\2\1"sv);
}

TEST(AddressBlock, IsANetworkOfIpv6) {
  EXPECT_EQ(
      address_block(kSalon),
      address_block("\x20\x01\x0d\xb8\0\0\0\1\xff\xff\xff\xff\xff\xff\xff\xff"sv)
  );
  EXPECT_NE(address_block(kSalon), address_block("\x20\x01\x0d\xb8\0\0\0\2\0\0\0\0\0\0\0\1"sv));
}

TEST(AddressBlock, OfTheLoopbackIsNotAnAddressOfIpv4) {
  EXPECT_EQ(address_block("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1"sv), "\0\0\0\0\0\0\0\0"sv);
}

}  // namespace
}  // namespace maintendue
