#include "wire/redial.h"

#include <gtest/gtest.h>

#include <deque>

#include "support/manual_timeline.h"

namespace maintendue::wire {
namespace {

using namespace std::chrono_literals;
using Standing = Result<std::unique_ptr<RpcChannel>>;

// A line of which only this is known: whether it comes to stand.
class OneLine final : public RpcChannel {
 public:
  explicit OneLine(Result<void> stands) : stands_(std::move(stands)) {}
  net::awaitable<Result<void>> connect(std::chrono::milliseconds) override { co_return stands_; }
  net::awaitable<Result<Bytes>> call(std::string, Bytes, std::chrono::milliseconds) override {
    co_return fail(Errc::Internal);
  }
  RpcStreamPtr stream(std::string) override { return nullptr; }

 private:
  const Result<void> stands_;
};

class StandingWithin : public testing::Test {
 protected:
  void dial(std::chrono::milliseconds limit) {
    net::co_spawn(io_, stand(limit), net::detached);
    settle();
  }
  void pass(std::chrono::milliseconds time) {
    timeline_.advance(time);
    settle();
  }
  void settle() {
    io_.restart();
    io_.poll();
  }

  std::deque<Result<void>> lines_;  // whether the next dials succeed; the last again and again
  int dials_ = 0;
  std::optional<Standing> standing_;

 private:
  net::awaitable<void> stand(std::chrono::milliseconds limit) {
    auto dialling = standing_within(timeline_, limit, [this] { return next_line(); });
    standing_ = co_await std::move(dialling);
  }
  std::unique_ptr<RpcChannel> next_line() {
    ++dials_;
    Result<void> next = lines_.front();
    if (lines_.size() > 1) lines_.pop_front();
    return std::make_unique<OneLine>(std::move(next));
  }

  net::io_context io_;
  test::ManualTimeline timeline_{io_};
};

const auto kReset = fail(Errc::RelayUnreachable, "connection reset by peer");

TEST_F(StandingWithin, TakesTheFirstWhenItStands) {
  lines_ = {Result<void>{}};
  dial(15s);
  ASSERT_TRUE(standing_ && *standing_);
  EXPECT_EQ(dials_, 1);
}

TEST_F(StandingWithin, DialsAnewAfterALineThatWasReset) {
  lines_ = {kReset, Result<void>{}};
  dial(15s);
  EXPECT_FALSE(standing_);
  pass(500ms);
  ASSERT_TRUE(standing_ && *standing_);
  EXPECT_EQ(dials_, 2);
}

TEST_F(StandingWithin, TellsTheLastFailureAfterTheLimit) {
  lines_ = {kReset};
  dial(2s);
  for (int i = 0; i < 10; ++i) pass(500ms);
  ASSERT_TRUE(standing_);
  ASSERT_FALSE(*standing_);
  EXPECT_EQ(standing_->error().code, Errc::RelayUnreachable);
  EXPECT_EQ(dials_, 4);
}

TEST_F(StandingWithin, AsksNoSecondTimeWhoeverIsNotTrusted) {
  lines_ = {fail(Errc::NotTrusted), Result<void>{}};
  dial(15s);
  pass(5s);
  ASSERT_TRUE(standing_);
  ASSERT_FALSE(*standing_);
  EXPECT_EQ(standing_->error().code, Errc::NotTrusted);
  EXPECT_EQ(dials_, 1);
}

}  // namespace
}  // namespace maintendue::wire
