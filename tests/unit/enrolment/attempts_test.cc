#include "relay/enrolment/attempts.h"

#include <gtest/gtest.h>

namespace maintendue::enrolment {
namespace {

using namespace std::chrono_literals;

constexpr SteadyTime kStart{1h};

TEST(Attempts, LetAnAddressBeWrongFiveTimesAMinute) {
  Attempts attempts;
  for (int i = 0; i < 5; ++i) {
    EXPECT_FALSE(attempts.must_wait("192.0.2.1", kStart)) << i;
    attempts.wrong("192.0.2.1", kStart + i * 1s);
  }
  EXPECT_TRUE(attempts.must_wait("192.0.2.1", kStart + 5s));
  EXPECT_FALSE(attempts.must_wait("192.0.2.2", kStart + 5s));
  EXPECT_TRUE(attempts.must_wait("192.0.2.1", kStart + 59s));
  EXPECT_FALSE(attempts.must_wait("192.0.2.1", kStart + 60s));
  attempts.wrong("192.0.2.1", kStart + 60s);
  EXPECT_TRUE(attempts.must_wait("192.0.2.1", kStart + 60s));
}

TEST(Attempts, CountAHomeOfIpv6AsOneAddress) {
  Attempts attempts;
  for (const char* address :
       {"2001:db8::1", "2001:db8::2", "2001:db8::3", "2001:db8:0:0:ffff::", "2001:db8::5"}) {
    attempts.wrong(address, kStart);
  }
  EXPECT_TRUE(attempts.must_wait("2001:db8::6", kStart));
  EXPECT_FALSE(attempts.must_wait("2001:db8:0:1::6", kStart));
}

TEST(Attempts, KeepApartIpv4AddressesThatAreWrittenAsIpv6) {
  Attempts attempts;
  for (int i = 0; i < 5; ++i) attempts.wrong("::ffff:192.0.2.1", kStart);
  EXPECT_TRUE(attempts.must_wait("::ffff:192.0.2.1", kStart));
  EXPECT_TRUE(attempts.must_wait("192.0.2.1", kStart));
  EXPECT_FALSE(attempts.must_wait("::ffff:192.0.2.2", kStart));
}

TEST(Attempts, ForgetWhatIsOld) {
  Attempts attempts;
  for (int i = 0; i < 100; ++i) attempts.wrong("192.0.2." + std::to_string(i), kStart);
  EXPECT_EQ(attempts.size(), 100u);
  EXPECT_FALSE(attempts.must_wait("192.0.2.1", kStart + 60s));
  EXPECT_EQ(attempts.size(), 0u);
}

TEST(Attempts, RememberOnlySoManyAddresses) {
  Attempts attempts;
  for (int i = 0; i < 100'000; ++i) attempts.wrong(std::to_string(i), kStart);
  EXPECT_LE(attempts.size(), 20'000u);
  for (int i = 0; i < 5; ++i) attempts.wrong("192.0.2.1", kStart);
  EXPECT_TRUE(attempts.must_wait("192.0.2.1", kStart));
}

}  // namespace
}  // namespace maintendue::enrolment
