// The long stream to the relay: kept up, given up, hurried, and nothing lost of what it has to
// tell.
#include "agent/service/link/link.h"

#include <gtest/gtest.h>

#include "maintendue/v1/agent_link.pb.h"
#include "support/manual_timeline.h"
#include "support/memory_stream.h"
#include "support/organisation.h"
#include "wire/task_group.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;
using agent::Link;

// The relay's end: what the test makes of every line that is dialled.
class LinkStage : public ::testing::Test {
 protected:
  class Line final : public wire::RpcChannel {
   public:
    explicit Line(LinkStage& stage) : stage_(stage) { ++stage_.dialled_; }
    net::awaitable<Result<void>> connect(std::chrono::milliseconds limit) override {
      if (stage_.connects_) co_return *stage_.connects_;
      auto never = stage_.timeline_.sleep_for(limit);
      co_await std::move(never);
      co_return fail(Errc::TimedOut);
    }
    net::awaitable<Result<Bytes>> call(std::string, Bytes, std::chrono::milliseconds) override {
      co_return fail(Errc::Internal);
    }
    wire::RpcStreamPtr stream(std::string method) override {
      EXPECT_EQ(method, "/maintendue.v1.AgentLink/Attach");
      stage_.pair_ = std::make_unique<MemoryPair>(stage_.io_.get_executor(), 256);
      if (stage_.fails_at_) stage_.pair_->ours()->fail_at(*stage_.fails_at_);
      return stage_.pair_->ours();
    }

   private:
    LinkStage& stage_;
  };

  ~LinkStage() override {
    net::co_spawn(io_, tasks_.stop(), net::detached);
    settle();
  }

  void start() {
    tasks_.spawn(link_.run());
    settle();
  }
  void settle() {
    for (int i = 0; i < 20; ++i) timeline_.settle();
  }
  void advance(std::chrono::milliseconds time) {
    timeline_.advance(time);
    settle();
  }
  void relay_says(v1::RelaySays says) {
    net::co_spawn(io_, pair_->theirs()->write(says.SerializeAsString()), net::detached);
    settle();
  }
  void welcome() {
    v1::RelaySays says;
    says.mutable_welcome();
    relay_says(std::move(says));
  }
  void welcome_with(const Bytes& step) {
    v1::RelaySays says;
    says.mutable_welcome()->set_next_step(step);
    relay_says(std::move(says));
  }
  void drop() {
    pair_->theirs()->finish();
    settle();
  }
  v1::AgentSays heard() {
    v1::AgentSays says;
    auto read = [this, &says]() -> net::awaitable<void> {
      Result<Bytes> message = co_await pair_->theirs()->read();
      if (message) says.ParseFromString(*message);
    };
    net::co_spawn(io_, read(), net::detached);
    settle();
    return says;
  }
  void tell(std::uint64_t session) {
    link_.tell(SessionId{session}, agent::Allowed{lease::Scope::View});
    settle();
  }

  net::io_context io_;
  ManualTimeline timeline_{io_};
  std::optional<Result<void>> connects_ = Result<void>{};  // empty: the network swallows it
  std::optional<int> fails_at_;
  int dialled_ = 0;
  bool desktop_ = false;
  bool connected_ = false;
  bool urgent_ = false;
  SessionId held_;
  std::vector<agent::SessionOffer> offers_;
  Organisation organisation_;
  roster::Book book_ = organisation_.book(3);
  std::vector<v1::RosterNews> rosters_;
  std::optional<Bytes> log_;  // that waits to be given
  std::vector<SessionId> kept_;
  agent::Shown shown_;
  bool disk_takes_it_ = true;
  std::unique_ptr<MemoryPair> pair_;
  Link link_{
      io_.get_executor(), timeline_, [this] { return std::make_unique<Line>(*this); },
      Link::Callbacks{
          .offered = [this](agent::SessionOffer offer) { offers_.push_back(std::move(offer)); },
          .connected = [this](bool connected) { connected_ = connected; },
          .desktop_present = [this] { return desktop_; },
          .book = [this]() -> const roster::Book& { return book_; },
          .roster_told = [this](v1::RosterNews news) { rosters_.push_back(std::move(news)); },
          .log_to_give = [this] { return std::exchange(log_, std::nullopt); },
          .log_kept = [this](SessionId session) { kept_.push_back(session); },
          .held_session = [this] { return held_; },
          .shown = [this] { return shown_; },
          .keep_step =
              [this](const Bytes& step) {
                if (disk_takes_it_) shown_.step = step;
                return disk_takes_it_;
              },
          .urgent = [this] { return urgent_; },
      }
  };
  wire::TaskGroup tasks_{io_.get_executor()};
};

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

TEST_F(LinkStage, ShowsTheStepThatItHasKeptAndItsParts) {
  shown_ = {"the step of before", {"board", "disk", ""}};
  start();
  const v1::AgentHello first = heard().hello();
  EXPECT_EQ(first.step(), "the step of before");
  EXPECT_EQ(first.board(), "board");
  EXPECT_EQ(first.network(), "");
  welcome_with("the next one now");
  EXPECT_TRUE(heard().step_kept());
  drop();
  advance(0ms);
  EXPECT_EQ(heard().hello().step(), "the next one now");
}

TEST_F(LinkStage, KeepsNothingThatIsNoStep) {
  start();
  (void)heard();
  welcome_with(Bytes(60'000, 'x'));
  EXPECT_TRUE(connected_);
  EXPECT_EQ(shown_.step, "");
}

TEST_F(LinkStage, SaysSoWhenTheDiskTakesNoStep) {
  shown_.step = "the step of before";
  disk_takes_it_ = false;
  start();
  (void)heard();
  welcome_with("the next one now");
  const v1::AgentSays said = heard();
  EXPECT_EQ(said.say_case(), v1::AgentSays::kStepKept);
  EXPECT_FALSE(said.step_kept());
  EXPECT_TRUE(connected_);
  drop();
  advance(0ms);
  EXPECT_EQ(heard().hello().step(), "the step of before");
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
