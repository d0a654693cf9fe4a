#include "base/household.h"

#include <gtest/gtest.h>

namespace maintendue {
namespace {

using namespace std::string_view_literals;

constexpr BytesView kSalon = "\x20\x01\x0d\xb8\0\0\0\1\0\0\0\0\0\0\0\1"sv;

TEST(Household, IsAnAddressOfIpv4HoweverItIsWritten) {
  EXPECT_EQ(household_of("\xc0\0\2\1"sv), "\xc0\0\2\1"sv);
  EXPECT_EQ(household_of("\0\0\0\0\0\0\0\0\0\0\xff\xff\xc0\0\2\1"sv), "\xc0\0\2\1"sv);
}

TEST(Household, IsANetworkOfIpv6) {
  EXPECT_EQ(
      household_of(kSalon),
      household_of("\x20\x01\x0d\xb8\0\0\0\1\xff\xff\xff\xff\xff\xff\xff\xff"sv)
  );
  EXPECT_NE(household_of(kSalon), household_of("\x20\x01\x0d\xb8\0\0\0\2\0\0\0\0\0\0\0\1"sv));
}

TEST(Household, OfTheLoopbackIsNotAnAddressOfIpv4) {
  EXPECT_EQ(household_of("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1"sv), "\0\0\0\0\0\0\0\0"sv);
}

}  // namespace
}  // namespace maintendue
