// All logs of a PC: numbered once each, given until they are kept, not for ever; and disks that
// take no more.
#include <fstream>

#include "log_stage.h"

namespace maintendue::test {
namespace {

TEST_F(LoggedSession, FollowsOnTheHeadOfTheSessionBefore) {
  hold(3);
  hold(5);
  const auto first = given(*logs_);
  logs_->kept(SessionId{3});
  const auto second = given(*logs_);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->head.previous_head(), "");
  EXPECT_EQ(second->head.previous_head(), first->name);
  EXPECT_EQ(second->head.session_counter(), 2u);
}

TEST_F(LoggedSession, NeverUsesANumberTwice) {
  hold(3);
  {
    identity::Operator nadia;
    nadia.id = OperatorId{operator_holder_.id};
    auto broke_off = logs_->begin(SessionId{4}, nadia, v1::CALL_KIND_SETUP);
    ASSERT_TRUE(broke_off);
  }
  hold(5);
  logs_ = open(place_);
  hold(6);
  std::vector<std::uint64_t> numbers;
  while (const auto log = given(*logs_)) {
    numbers.push_back(log->head.session_counter());
    logs_->kept(SessionId{log->head.session_id()});
  }
  EXPECT_EQ(numbers, (std::vector<std::uint64_t>{1, 2, 3, 4}));
}

TEST_F(LoggedSession, GivesEachLogUntilTheRelayHasIt) {
  hold(3);
  hold(5);
  ASSERT_TRUE(given(*logs_));
  EXPECT_FALSE(logs_->to_give()) << "one at a time";
  logs_->link_stands();
  const auto again = given(*logs_);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->head.session_id(), 3u);
  logs_->kept(SessionId{5});  // it was never given
  EXPECT_FALSE(logs_->to_give());
  logs_->kept(SessionId{3});
  logs_ = open(place_);
  const auto next = given(*logs_);
  ASSERT_TRUE(next);
  EXPECT_EQ(next->head.session_id(), 5u) << "what was acknowledged stays so";
  logs_->kept(SessionId{5});
  EXPECT_FALSE(logs_->to_give());
}

// The relay chooses the sessions' ids, and may choose one again.
TEST_F(LoggedSession, GivesTwoLogsOfOneIdOnceEach) {
  hold(3);
  hold(3);
  for (const std::uint64_t number : {1u, 2u}) {
    const auto log = given(*logs_);
    ASSERT_TRUE(log);
    EXPECT_EQ(log->head.session_counter(), number);
    logs_->kept(SessionId{3});
  }
  EXPECT_FALSE(logs_->to_give());
}

TEST_F(LoggedSession, GivesNothingOfASessionThatGoesOn) {
  begin();
  family_lets_see();
  EXPECT_FALSE(logs_->to_give());
  EXPECT_EQ(closed_, 0);
  finish();
  EXPECT_EQ(closed_, 1);
  EXPECT_TRUE(logs_->to_give());
}

TEST_F(LoggedSession, KeepsAYearWhatTheRelayHas) {
  hold(3);
  ASSERT_TRUE(given(*logs_));
  logs_->kept(SessionId{3});
  timeline_.set_wall(from_unix_ms(1'763'000'000'000) + 24h * 360);
  hold(5);
  logs_ = open(place_);
  EXPECT_EQ(std::distance(fs::directory_iterator(place_), fs::directory_iterator()), 2);
  timeline_.set_wall(from_unix_ms(1'763'000'000'000) + 24h * 368);
  logs_ = open(place_);
  const auto left = given(*logs_);
  ASSERT_TRUE(left);
  EXPECT_EQ(left->head.session_id(), 5u);
  hold(6);
  EXPECT_EQ(std::distance(fs::directory_iterator(place_), fs::directory_iterator()), 2);
}

TEST_F(LoggedSession, ADiskThatTakesNothingHoldsNoSession) {
  std::ofstream(temp_.path() / "file") << "no folder";
  const auto nowhere = open(temp_.path() / "file");
  EXPECT_FALSE(nowhere->begin(SessionId{8}, {}, v1::CALL_KIND_SETUP));
  EXPECT_FALSE(nowhere->to_give());
}

// A disk that is full from one moment on.
class FullDisk final : public agent::Witness {
 public:
  explicit FullDisk(int room) : room_(room) {}
  v1::LogStanding standing() const override { return {}; }
  Result<void> saw(const agent::News&) override { return take(); }
  Result<void> saw(agent::ScreenRules) override { return take(); }
  Result<v1::SignedHead> close(v1::EndReason) override { return fail(Errc::Internal); }
  void keep(v1::SignedHead) override {}

 private:
  Result<void> take() {
    if (room_-- > 0) return {};
    return fail(Errc::Internal, "full");
  }
  int room_;
};

class SessionOnAFullDisk : public SessionStage, public ::testing::WithParamInterface<int> {};

TEST_P(SessionOnAFullDisk, EndsBeforeAnythingIsSeenThatCannotBeWrittenDown) {
  witness_ = std::make_shared<FullDisk>(GetParam());
  begin();
  operator_asks(v1::SCOPE_VIEW);
  const Bytes secret = question(0).secret();
  if (!ended_) {
    family_replies(0, secret, true);
    banner_alive();
  }
  advance(3s);
  EXPECT_EQ(ended_, v1::END_REASON_BROKEN);
  if (desktop_->screen_orders) {
    while (auto order = next<pc::ScreenOrders>(*desktop_->screen_orders)) {
      EXPECT_EQ(order->scope(), v1::SCOPE_UNSPECIFIED);
    }
  }
}

// The question, the answer, what is allowed, and the screen in sight: room for none, one, ...
INSTANTIATE_TEST_SUITE_P(Room, SessionOnAFullDisk, ::testing::Values(0, 1, 2, 3, 4));

}  // namespace
}  // namespace maintendue::test
