#include "lease/lease.h"

#include <gtest/gtest.h>

namespace maintendue::lease {
namespace {

using namespace std::chrono_literals;

constexpr SteadyTime kStart{1h};

TEST(Lease, AllowsNothingUntilTheFamilySaysYes) {
  const Lease lease{SessionId{7}};
  EXPECT_EQ(lease.session(), SessionId{7});
  EXPECT_EQ(lease.scope(kStart), Scope::Nothing);
  EXPECT_EQ(lease.scope(SteadyTime{}), Scope::Nothing);
}

TEST(Lease, LastsAnHourFromTheFirstYes) {
  Lease lease{SessionId{7}};
  lease.grant(Scope::View, kStart);
  EXPECT_EQ(lease.ends(), kStart + kLongest);
  EXPECT_EQ(lease.scope(kStart), Scope::View);
  EXPECT_EQ(lease.scope(kStart + kLongest - 1ms), Scope::View);
  EXPECT_EQ(lease.scope(kStart + kLongest), Scope::Nothing);
}

TEST(Lease, IsNotLengthenedByAWiderScope) {
  Lease lease{SessionId{7}};
  lease.grant(Scope::View, kStart);
  lease.grant(Scope::Control, kStart + 30min);
  EXPECT_EQ(lease.scope(kStart + 30min), Scope::Control);
  EXPECT_EQ(lease.ends(), kStart + kLongest);
  EXPECT_EQ(lease.scope(kStart + kLongest), Scope::Nothing);
}

TEST(Lease, GoesBackToViewWhenTheMouseIsTakenBack) {
  Lease lease{SessionId{7}};
  lease.grant(Scope::View, kStart);
  lease.grant(Scope::Control, kStart);
  lease.back_to_view();
  EXPECT_EQ(lease.scope(kStart), Scope::View);
  lease.back_to_view();
  EXPECT_EQ(lease.scope(kStart), Scope::View);
}

TEST(Lease, GivesNothingBackToWhoHadNothing) {
  Lease lease{SessionId{7}};
  lease.back_to_view();
  EXPECT_EQ(lease.scope(kStart), Scope::Nothing);
}

TEST(Lease, IsOverAtOnceWhenRevoked) {
  Lease lease{SessionId{7}};
  lease.grant(Scope::View, kStart);
  lease.grant(Scope::Control, kStart);
  lease.revoke();
  EXPECT_EQ(lease.scope(kStart), Scope::Nothing);
  lease.revoke();
  EXPECT_EQ(lease.scope(kStart), Scope::Nothing);
}

TEST(Lease, BeginsAnewWithANewYes) {
  Lease lease{SessionId{7}};
  lease.grant(Scope::View, kStart);
  lease.revoke();
  lease.grant(Scope::View, kStart + 10min);
  EXPECT_EQ(lease.ends(), kStart + 10min + kLongest);
}

using LeaseDeathTest = ::testing::Test;

TEST_F(LeaseDeathTest, ControlIsNeverGivenWithoutView) {
  Lease lease{SessionId{7}};
  EXPECT_DEATH(lease.grant(Scope::Control, kStart), "");
  lease.grant(Scope::View, kStart);
  EXPECT_DEATH(lease.grant(Scope::Control, kStart + kLongest), "");
  EXPECT_DEATH(lease.grant(Scope::Nothing, kStart), "");
}

}  // namespace
}  // namespace maintendue::lease
