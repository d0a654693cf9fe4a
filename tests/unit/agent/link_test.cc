// The long stream to the relay: kept up, given up, hurried, and nothing lost of what it has to
// tell.
#include "link_stage.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;

Bytes delivery_of(std::uint64_t session) {
  v1::AgentSays says;
  says.mutable_session_log()->set_session_id(session);
  return says.SerializeAsString();
}

TEST_F(LinkStage, GivesALogOnceItStandsAndTellsThatTheRelayHasIt) {
  log_ = delivery_of(7);
  start();
  EXPECT_TRUE(heard().has_hello());
  EXPECT_TRUE(log_) << "the relay has not welcomed us";
  welcome();
  EXPECT_EQ(heard().session_log().session_id(), 7u);
  EXPECT_TRUE(kept_.empty());
  v1::RelaySays kept;
  kept.mutable_log_kept()->set_session_id(7);
  relay_says(std::move(kept));
  EXPECT_EQ(kept_, std::vector<SessionId>{SessionId{7}});
}

TEST_F(LinkStage, GivesALogThatComesWhileItStandsAfterTheNews) {
  start();
  (void)heard();
  welcome();
  log_ = delivery_of(8);
  tell(8);
  EXPECT_TRUE(heard().has_session_news());
  EXPECT_EQ(heard().session_log().session_id(), 8u);
  log_ = delivery_of(9);
  link_.log_waits();
  settle();
  EXPECT_EQ(heard().session_log().session_id(), 9u);
}

TEST_F(LinkStage, StandsOnceTheRelayHasWelcomedIt) {
  desktop_ = true;
  start();
  EXPECT_TRUE(heard().hello().desktop_present());
  EXPECT_FALSE(connected_);
  welcome();
  EXPECT_TRUE(connected_);
}

TEST_F(LinkStage, DialsAtOnceWhenALongLineIsLost) {
  start();
  for (int i = 1; i <= 5; ++i) {
    welcome();
    advance(1min);
    EXPECT_EQ(dialled_, i);
    drop();
    EXPECT_FALSE(connected_);
    advance(0ms);
    EXPECT_EQ(dialled_, i + 1);
  }
}

TEST_F(LinkStage, TellsWhatItKnowsOfTheRosterAndHearsWhatIsNewer) {
  start();
  const v1::AgentHello hello = heard().hello();
  EXPECT_EQ(hello.roster_generation(), 1u);
  EXPECT_EQ(hello.roster_version(), 3u);
  EXPECT_EQ(hello.roster_date_ms(), to_unix_ms(organisation_.founded()));
  welcome();
  v1::RelaySays says;
  *says.mutable_roster() = organisation_.news(4);
  relay_says(says);
  ASSERT_EQ(rosters_.size(), 1u);
  EXPECT_FALSE(rosters_[0].signed_roster().empty());
}

// Two PCs with one key throw each other out as soon as they come.
TEST_F(LinkStage, IsDialledLessAndLessWhenItIsThrownOutAgainAndAgain) {
  start();
  for (int second = 0; second < 60 * 60; ++second) {
    if (pair_ && !pair_->ours()->finished()) {
      welcome();
      drop();
    }
    advance(1s);
  }
  EXPECT_LT(dialled_, 60) << "in an hour";
  EXPECT_GT(dialled_, 10) << "and it never gives up";
}

TEST_F(LinkStage, ComesBackWhenARelayThatRestartsSaidSo) {
  start();
  welcome();
  v1::RelaySays says;
  says.set_restart_ms(10'000);
  relay_says(std::move(says));
  EXPECT_FALSE(connected_);
  advance(9s);
  EXPECT_EQ(dialled_, 1);
  advance(11s);
  EXPECT_EQ(dialled_, 2);
}

TEST_F(LinkStage, KeepsItsNewsWhileTheLineIsDown) {
  start();
  welcome();
  (void)heard();  // hello
  drop();
  for (std::uint64_t session = 1; session <= 100; ++session) tell(session);
  advance(0ms);
  welcome();
  (void)heard();
  for (std::uint64_t session = 37; session <= 100; ++session) {
    EXPECT_EQ(heard().session_news().session_id(), session) << "the newest 64, in order";
  }
  tell(101);
  EXPECT_EQ(heard().session_news().session_id(), 101u) << "and none twice";
}

TEST_F(LinkStage, SaysWhenTheFamilysDesktopComes) {
  start();
  welcome();
  EXPECT_FALSE(heard().hello().desktop_present());
  desktop_ = true;
  link_.desktop_changed();
  settle();
  EXPECT_TRUE(heard().desktop_present());
}

TEST_F(LinkStage, HandsOnAnOffer) {
  start();
  welcome();
  v1::RelaySays says;
  says.mutable_session_offer()->set_session_id(7);
  says.mutable_session_offer()->set_ticket("sixteen bytes!!!");
  relay_says(std::move(says));
  ASSERT_EQ(offers_.size(), 1u);
  EXPECT_EQ(offers_[0].session, SessionId{7});
  EXPECT_EQ(offers_[0].ticket, "sixteen bytes!!!");
}

TEST_F(LinkStage, IsHurriedOutOfAPause) {
  connects_ = fail(Errc::RelayUnreachable);
  start();
  advance(10min);
  const int before = dialled_;
  link_.hurry();
  settle();
  EXPECT_EQ(dialled_, before + 1);
}

TEST_F(LinkStage, TakesANewWayAtOnceWhenTheNetworkChanges) {
  connects_.reset();
  start();
  EXPECT_EQ(dialled_, 1);
  link_.network_changed();  // while it dials
  settle();
  EXPECT_EQ(dialled_, 2);
  connects_ = Result<void>{};
  link_.network_changed();
  settle();
  welcome();
  EXPECT_TRUE(connected_);
  link_.network_changed();  // while it stands
  settle();
  EXPECT_EQ(dialled_, 4);
  EXPECT_FALSE(connected_);
  welcome();
  EXPECT_TRUE(connected_);
  drop();
  connects_ = fail(Errc::RelayUnreachable);
  advance(10min);
  const int before = dialled_;
  link_.network_changed();  // while it waits
  settle();
  EXPECT_EQ(dialled_, before + 1);
}

TEST_F(LinkStage, GetsUpAfterAFailureAtAnyStep) {
  for (int step = 0; step < 4; ++step) {
    SCOPED_TRACE(step);
    fails_at_ = step;
    start();
    if (step >= 1 && pair_) welcome();
    tell(1);
    advance(1s);
    fails_at_.reset();
    for (int second = 0; second < 600 && !connected_; ++second) {
      if (pair_ && !pair_->ours()->finished()) welcome();
      advance(1s);
    }
    EXPECT_TRUE(connected_);
    net::co_spawn(io_, tasks_.stop(), net::detached);
    settle();
  }
}

TEST_F(LinkStage, SaysWhichSessionItHoldsAndIsOfferedItAgain) {
  held_ = SessionId{7};
  start();
  EXPECT_EQ(heard().hello().held_session_id(), 7u);
  welcome();
  v1::RelaySays says;
  says.mutable_session_offer()->set_session_id(7);
  says.mutable_session_offer()->set_resumes(true);
  relay_says(std::move(says));
  ASSERT_EQ(offers_.size(), 1u);
  EXPECT_TRUE(offers_[0].resumes);
}

TEST_F(LinkStage, DialsEveryHalfSecondWhileASessionWaits) {
  urgent_ = true;
  connects_.reset();  // the network swallows it
  start();
  EXPECT_EQ(dialled_, 1);
  advance(5s);
  EXPECT_EQ(dialled_, 11);
  connects_ = Result<void>{};
  advance(500ms);
  EXPECT_EQ(dialled_, 12);
  welcome();
  EXPECT_TRUE(connected_);
  advance(1min);
  EXPECT_EQ(dialled_, 12) << "those that were on their way are let go";
}

TEST_F(LinkStage, DoesNotPauseForLongWhileASessionWaits) {
  urgent_ = true;
  start();
  for (int i = 0; i < 8; ++i) {
    const int before = dialled_;
    drop();
    advance(500ms);
    EXPECT_GT(dialled_, before);
  }
}

}  // namespace
}  // namespace maintendue::test
