// Which secret opens a session again, and how long.
#include "agent/service/session/resumption.h"

#include <gtest/gtest.h>

namespace maintendue::agent {
namespace {

using namespace std::chrono_literals;

constexpr SteadyTime kNow{std::chrono::hours{5}};

TEST(Resumption, IsImpossibleUntilTheOperatorHasASecret) {
  Resumption resumption;
  const Bytes secret = resumption.issue();
  EXPECT_EQ(secret.size(), 16u);
  EXPECT_FALSE(resumption.possible());
  resumption.kept();
  EXPECT_TRUE(resumption.possible());
}

TEST(Resumption, OpensForTheSecretWithinAMinuteAndOnlyOnce) {
  Resumption resumption;
  const Bytes secret = resumption.issue();
  resumption.kept();
  EXPECT_FALSE(resumption.open(secret, kNow)) << "nothing is cut";
  resumption.cut(kNow);
  EXPECT_TRUE(resumption.waiting());
  EXPECT_EQ(resumption.ends(), kNow + 60s);
  EXPECT_FALSE(resumption.open("another secret !", kNow));
  EXPECT_FALSE(resumption.open(secret.substr(1), kNow));
  EXPECT_FALSE(resumption.open("", kNow));
  EXPECT_TRUE(resumption.open(secret, kNow + 59'999ms));
  EXPECT_FALSE(resumption.open(secret, kNow + 59'999ms)) << "it is open already";
}

TEST(Resumption, IsTooLateAfterAMinute) {
  Resumption resumption;
  const Bytes secret = resumption.issue();
  resumption.kept();
  resumption.cut(kNow);
  EXPECT_FALSE(resumption.open(secret, kNow + 60s));
}

TEST(Resumption, KnowsNoOldSecretOnceTheNewOneIsKept) {
  Resumption resumption;
  const Bytes first = resumption.issue();
  resumption.kept();
  resumption.cut(kNow);
  ASSERT_TRUE(resumption.open(first, kNow));
  const Bytes second = resumption.issue();
  EXPECT_NE(first, second);
  EXPECT_TRUE(resumption.waiting()) << "she has not said yet that she has it";
  resumption.kept();
  EXPECT_FALSE(resumption.waiting());
  resumption.cut(kNow + 10min);
  EXPECT_FALSE(resumption.open(first, kNow + 10min));
  EXPECT_TRUE(resumption.open(second, kNow + 10min));
}

TEST(Resumption, ASecondCutBeforeTheNewSecretCameGainsNoTime) {
  Resumption resumption;
  const Bytes first = resumption.issue();
  resumption.kept();
  resumption.cut(kNow);
  ASSERT_TRUE(resumption.open(first, kNow + 50s));
  const Bytes second = resumption.issue();
  resumption.cut(kNow + 55s);
  EXPECT_EQ(resumption.ends(), kNow + 60s);
  EXPECT_TRUE(Resumption(resumption).open(first, kNow + 59s)) << "the answer was lost on its way";
  EXPECT_TRUE(Resumption(resumption).open(second, kNow + 59s)) << "only her word was lost";
  EXPECT_FALSE(resumption.open(first, kNow + 60s));
}

TEST(Resumption, AnUnusedSecretDoesNotOutliveTheNextLine) {
  Resumption resumption;
  const Bytes first = resumption.issue();
  resumption.kept();
  resumption.cut(kNow);
  ASSERT_TRUE(resumption.open(first, kNow));
  const Bytes lost = resumption.issue();
  resumption.cut(kNow);
  ASSERT_TRUE(resumption.open(first, kNow));
  (void)resumption.issue();  // of the third line
  resumption.cut(kNow);
  EXPECT_FALSE(resumption.open(lost, kNow));
}

TEST(Resumption, AWordOfTheOldLineKeepsNothing) {
  Resumption resumption;
  const Bytes secret = resumption.issue();
  resumption.cut(kNow);
  resumption.kept();
  EXPECT_FALSE(resumption.possible());
  EXPECT_FALSE(resumption.open(Bytes(16, '\0'), kNow));
  EXPECT_TRUE(resumption.waiting());
}

}  // namespace
}  // namespace maintendue::agent
