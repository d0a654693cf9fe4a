// A dialog that is started before it is wanted; the test is its program too.
#include <poll.h>
#include <unistd.h>

#include <algorithm>

#include "desktop_stage.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;

class AnExpectedDialog : public DesktopStage {
 protected:
  AnExpectedDialog() {
    tray_ = knock();
    say_hello(*tray_);
    desktop_ = door_->desktop();
  }
  ~AnExpectedDialog() override {
    for (int end : programs_) ::close(end);
  }

  void expect(bool soon) {
    desktop_->expect_dialog(soon);
    settle();
  }
  std::unique_ptr<agent::LocalLine> open(bool expected = true) {
    std::unique_ptr<agent::LocalLine> opened;
    auto opening = [&]() -> net::awaitable<void> {
      auto either = expected ? desktop_->open_expected_dialog() : desktop_->open_dialog();
      auto dialog = co_await std::move(either);
      if (dialog) opened = std::move(*dialog);
    };
    net::co_spawn(io_, opening(), net::detached);
    settle();
    while (!opened && asked()) start_program();
    return opened;
  }
  // Whether the tray has been asked for a program since.
  bool asked() {
    pollfd heard{tray_->socket().native_handle(), POLLIN, 0};
    return ::poll(&heard, 1, 0) == 1;
  }
  void start_program() {
    Received asked = receive(*tray_);
    ASSERT_EQ(asked.descriptors.size(), 1u);
    programs_.push_back(asked.descriptors.front());
    pc::TrayToService says;
    says.mutable_spawned()->set_request_id(asked.says.spawn().request_id());
    says.mutable_spawned()->set_ok(true);
    ASSERT_TRUE(agent::post_message(*tray_, says));
    settle();
  }
  // Which of them hears what is said on that line; -1: none.
  int program_of(const std::unique_ptr<agent::LocalLine>& line) {
    if (!line || !line->post("hello")) return -1;
    const auto heard = [](int end) {
      char words[16];
      return ::recv(end, words, sizeof words, MSG_DONTWAIT) > 0;
    };
    const auto found = std::ranges::find_if(programs_, heard);
    return found == programs_.end() ? -1 : static_cast<int>(found - programs_.begin());
  }
  bool is_over(std::size_t program) {
    char heard = 0;
    return ::recv(programs_.at(program), &heard, 1, MSG_DONTWAIT) == 0;
  }

  std::unique_ptr<agent::LocalLine> tray_;
  agent::DesktopPtr desktop_;
  std::vector<int> programs_;  // our ends, in the order they were asked for
};

TEST_F(AnExpectedDialog, IsStartedAheadAndHandedOver) {
  expect(true);
  start_program();
  expect(true);
  EXPECT_FALSE(asked()) << "there is one already";
  const auto line = open();
  EXPECT_EQ(program_of(line), 0);
}

TEST_F(AnExpectedDialog, IsOneUntilTheNextIsExpected) {
  expect(true);
  start_program();
  const auto question = open();
  EXPECT_FALSE(asked()) << "nothing starts beside a question that comes up";
  expect(true);
  ASSERT_TRUE(asked());
  start_program();
  const auto banner = open();
  EXPECT_EQ(program_of(banner), 1);
}

TEST_F(AnExpectedDialog, IsNotTakenByAWindowThatNobodyExpected) {
  expect(true);
  start_program();
  const auto journal = open(false);
  EXPECT_EQ(program_of(journal), 1);
  const auto question = open();
  EXPECT_EQ(program_of(question), 0);
}

TEST_F(AnExpectedDialog, ThatIsStartingIsWaitedFor) {
  expect(true);
  const auto line = open();
  EXPECT_EQ(program_of(line), 0);
  EXPECT_EQ(programs_.size(), 1u);
  EXPECT_FALSE(asked());
}

TEST_F(AnExpectedDialog, OpensNothingForSomebodyWhoHasLeft) {
  expect(true);
  tray_->close();
  settle();
  const auto line = open();
  EXPECT_EQ(program_of(line), -1);
}

TEST_F(AnExpectedDialog, ThatHasDiedMeanwhileIsNotHandedOver) {
  expect(true);
  start_program();
  ::shutdown(programs_[0], SHUT_RDWR);
  const auto line = open();
  EXPECT_GE(program_of(line), 1);
}

TEST_F(AnExpectedDialog, IsEndedWhenNobodyWillWantIt) {
  expect(true);
  start_program();
  expect(false);
  EXPECT_TRUE(is_over(0));
  EXPECT_FALSE(asked());
  const auto line = open();
  EXPECT_EQ(program_of(line), 1) << "but nobody is refused one";
}

TEST_F(AnExpectedDialog, ThatIsNoLongerExpectedWhenItStandsReadyIsEnded) {
  expect(true);
  expect(false);
  start_program();
  EXPECT_TRUE(is_over(0));
}

TEST_F(AnExpectedDialog, GoesWithItsTray) {
  expect(true);
  start_program();
  tray_->close();
  settle();
  EXPECT_TRUE(is_over(0));
}

TEST_F(AnExpectedDialog, ThatDoesNotStartIsStartedWhenItIsWanted) {
  expect(true);
  for (int end : receive(*tray_).descriptors) ::close(end);
  timeline_.advance(6s);
  settle();
  EXPECT_FALSE(asked()) << "not over and over";
  const auto line = open();
  EXPECT_EQ(program_of(line), 0);
}

}  // namespace
}  // namespace maintendue::test
