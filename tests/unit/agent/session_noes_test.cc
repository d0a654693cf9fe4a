// What a family has said no to is remembered, so that calling again is not asking anew.
#include "agent/service/consent/noes.h"
#include "session_stage.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;
using agent::Insistence;
using lease::Scope;

class NoesOfBefore : public SessionStage {
 protected:
  NoesOfBefore() { noes_ = std::make_shared<Insistence>(); }
  void said_no(Scope scope, int times) {
    for (int i = 0; i < times; ++i) noes_->refused(scope, timeline_.steady());
  }
};

TEST_F(NoesOfBefore, AnotherSessionBeginsWithThePauseOfTheLastNo) {
  said_no(Scope::View, 2);
  advance(10s);
  begin();
  EXPECT_EQ(answered().scope(), v1::SCOPE_VIEW);
  EXPECT_EQ(answered().answer(), v1::CONSENT_ANSWER_REFUSED);
  EXPECT_EQ(answered().ask_again_ms(), 20'000u);
  EXPECT_FALSE(answered().never_again());
  operator_asks(v1::SCOPE_VIEW);
  EXPECT_TRUE(desktop_->windows.empty()) << "asked at once";
  advance(20s);
  operator_asks(v1::SCOPE_VIEW);
  EXPECT_EQ(desktop_->windows.size(), 1u);
}

TEST_F(NoesOfBefore, TheThirdNoCountsThoseOfBefore) {
  said_no(Scope::View, 2);
  advance(1min);
  begin();
  operator_asks(v1::SCOPE_VIEW);
  family_replies(0, question(0).secret(), false);
  EXPECT_TRUE(answered().never_again());
  EXPECT_EQ(answered().ask_again_ms(), std::chrono::milliseconds{12h}.count());
  EXPECT_EQ(ended_, v1::END_REASON_FAMILY_REFUSED);
}

TEST_F(NoesOfBefore, AfterTheThirdASessionDoesNotEvenBeginToAsk) {
  said_no(Scope::View, 3);
  advance(2h);
  begin();
  EXPECT_EQ(ended_, v1::END_REASON_FAMILY_REFUSED);
  EXPECT_EQ(answered().ask_again_ms(), std::chrono::milliseconds{10h}.count());
  EXPECT_TRUE(answered().never_again());
  EXPECT_TRUE(desktop_->windows.empty());
  EXPECT_EQ(told<agent::Answered>(), 0) << "nobody was asked in this session";
}

TEST_F(NoesOfBefore, TheNextMorningIsAnotherDay) {
  said_no(Scope::View, 3);
  timeline_.advance(12h);
  begin();
  EXPECT_FALSE(ended_);
  operator_asks(v1::SCOPE_VIEW);
  family_replies(0, question(0).secret(), false);
  EXPECT_EQ(answered().ask_again_ms(), 5'000u) << "counted from the first again";
}

TEST_F(NoesOfBefore, TheMouseThatWasRefusedIsToldOnceSheSees) {
  said_no(Scope::Control, 3);
  begin();
  EXPECT_FALSE(ended_);
  family_lets_see();
  EXPECT_EQ(answered().scope(), v1::SCOPE_CONTROL);
  EXPECT_TRUE(answered().never_again());
  const std::size_t windows = desktop_->windows.size();
  operator_asks(v1::SCOPE_CONTROL);
  EXPECT_EQ(desktop_->windows.size(), windows);
}

TEST_F(NoesOfBefore, SilenceIsHeldAgainstNobodyLater) {
  begin();
  for (const auto pause : {5s, 30s, 0s}) {
    operator_asks(v1::SCOPE_VIEW);
    (void)question(desktop_->windows.size() - 1);
    advance(3min + pause);
  }
  EXPECT_EQ(ended_, v1::END_REASON_NEVER_ALLOWED);
  EXPECT_TRUE(noes_->may_ask(Scope::View, timeline_.steady()));
}

TEST(Noes, AreKeptByOperatorAndForgottenAfterTwelveHours) {
  constexpr SteadyTime kNow{std::chrono::hours{5}};
  agent::Noes noes;
  const auto nadia = noes.of("nadia's key", kNow);
  nadia->refused(Scope::View, kNow);
  EXPECT_EQ(noes.of("nadia's key", kNow), nadia);
  EXPECT_TRUE(noes.of("camille's key", kNow)->may_ask(Scope::View, kNow));
  EXPECT_EQ(noes.size(), 2u);
  (void)noes.of("zoé's key", kNow);
  EXPECT_EQ(noes.size(), 2u) << "nothing is kept of whom nothing was refused to";
  EXPECT_FALSE(noes.of("nadia's key", kNow + 1s)->may_ask(Scope::View, kNow + 1s));
}

TEST(Noes, OutliveTheSessionThatHeldThem) {
  constexpr SteadyTime kNow{std::chrono::hours{5}};
  agent::Noes noes;
  for (int i = 0; i < 3; ++i) noes.of("nadia's key", kNow)->refused(Scope::View, kNow);
  EXPECT_TRUE(noes.of("nadia's key", kNow + 11h)->for_good(Scope::View, kNow + 11h));
  EXPECT_FALSE(noes.of("nadia's key", kNow + 12h)->for_good(Scope::View, kNow + 12h));
}

}  // namespace
}  // namespace maintendue::test
