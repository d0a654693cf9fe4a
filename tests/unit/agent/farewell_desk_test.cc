// The window in which help is refused for good, or wanted again.
#include "agent/service/farewell/farewell_desk.h"

#include <gtest/gtest.h>

#include "fake_desktop.h"
#include "support/organisation.h"
#include "support/temp_folder.h"
#include "wire/task_group.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;

class FarewellDeskTest : public ::testing::Test {
 protected:
  FarewellDeskTest() {
    here_ = desktop_;
    tasks_.spawn(desk_.run());
    settle();
  }
  ~FarewellDeskTest() override {
    net::co_spawn(io_, tasks_.stop(), net::detached);
    settle();
  }

  void settle() {
    for (int i = 0; i < 5; ++i) timeline_.settle();
  }
  void chooses(v1::Farewell farewell) {
    desktop_->choose_farewell(farewell);
    settle();
  }
  pc::FarewellWindow shown() {
    pc::FarewellWindow window;
    auto hear = [&]() -> net::awaitable<void> {
      auto heard = co_await agent::read_message<pc::ServiceToDialog>(*desktop_->windows.back());
      if (heard) window = heard->farewell();
    };
    net::co_spawn(io_, hear(), net::detached);
    settle();
    return window;
  }
  void says(v1::Farewell farewell) {
    pc::DialogToService words;
    words.set_farewell(farewell);
    ASSERT_TRUE(agent::post_message(*desktop_->windows.back(), words));
    settle();
  }
  void closes() {
    desktop_->windows.back()->close();
    settle();
  }

  net::io_context io_;
  ManualTimeline timeline_{io_};
  const Organisation organisation_;
  const Holder pc_ = organisation_.machine();
  const TempFolder folder_;
  agent::KnownRoster roster_{organisation_.book(), folder_.path() / "roster", [] {}};
  agent::Farewells farewells_{
      timeline_,
      std::make_shared<const agent::MachineState>(
          agent::MachineState{pc_.key, pc_.chain, pc_.id, {}}
      ),
      folder_.path()
  };
  agent::DesktopPtr here_;
  const std::shared_ptr<FakeDesktop> desktop_ = std::make_shared<FakeDesktop>(io_);
  bool connected_ = true;
  int said_ = 0;
  agent::FarewellDesk desk_{
      io_.get_executor(), timeline_, roster_, farewells_,
      agent::FarewellDesk::Callbacks{
          .desktop = [this] { return here_; },
          .connected = [this] { return connected_; },
          .said = [this] { ++said_; },
      }
  };
  wire::TaskGroup tasks_{io_.get_executor()};
};

TEST_F(FarewellDeskTest, AsksOnceMoreAndNothingIsSaidUntilTheYes) {
  EXPECT_TRUE(desktop_->windows.empty());
  chooses(v1::FAREWELL_NO_HELP);
  ASSERT_EQ(desktop_->windows.size(), 1u);
  const pc::FarewellWindow asks = shown();
  EXPECT_EQ(asks.asked(), v1::FAREWELL_NO_HELP);
  EXPECT_EQ(asks.stands().farewell(), v1::FAREWELL_UNSPECIFIED);
  EXPECT_EQ(asks.language(), "fr");
  EXPECT_EQ(asks.organisation(), "La Maison Numérique");
  closes();
  EXPECT_TRUE(farewells_.help_wanted());
  EXPECT_EQ(said_, 0);
}

TEST_F(FarewellDeskTest, SaysItOnTheYesAndTellsWhatCameOfIt) {
  connected_ = false;
  chooses(v1::FAREWELL_NOT_OURS);
  (void)shown();
  says(v1::FAREWELL_NOT_OURS);
  EXPECT_FALSE(farewells_.help_wanted());
  EXPECT_EQ(said_, 1);
  const pc::FarewellWindow tells = shown();
  EXPECT_EQ(tells.asked(), tells.stands().farewell());
  EXPECT_EQ(tells.stands().farewell(), v1::FAREWELL_NOT_OURS);
  EXPECT_TRUE(tells.untold());
  EXPECT_FALSE(tells.unkept());
}

TEST_F(FarewellDeskTest, TakesItBackInTheSameWindow) {
  chooses(v1::FAREWELL_NO_HELP);
  (void)shown();
  says(v1::FAREWELL_NO_HELP);
  (void)shown();
  says(v1::FAREWELL_UNSPECIFIED);
  EXPECT_TRUE(farewells_.help_wanted());
  EXPECT_EQ(said_, 2);
  const pc::FarewellWindow tells = shown();
  EXPECT_EQ(tells.asked(), v1::FAREWELL_UNSPECIFIED);
  EXPECT_EQ(tells.stands().farewell(), v1::FAREWELL_UNSPECIFIED);
}

TEST_F(FarewellDeskTest, TakesNoWordThatTheContractDoesNotHave) {
  chooses(v1::FAREWELL_NO_HELP);
  (void)shown();
  says(static_cast<v1::Farewell>(7));
  pc::DialogToService other;
  other.mutable_shown();
  ASSERT_TRUE(agent::post_message(*desktop_->windows.back(), other));
  settle();
  EXPECT_TRUE(farewells_.help_wanted());
  EXPECT_EQ(said_, 0);
}

TEST_F(FarewellDeskTest, TellsWhenTheDiskDidNotTakeIt) {
  std::filesystem::create_directories(folder_.path() / "farewell" / "in the way");
  chooses(v1::FAREWELL_NO_HELP);
  (void)shown();
  says(v1::FAREWELL_NO_HELP);
  EXPECT_TRUE(shown().unkept());
  EXPECT_FALSE(farewells_.help_wanted());
}

TEST_F(FarewellDeskTest, TriesTheDiskAgainEachMinute) {
  std::filesystem::create_directories(folder_.path() / "farewell" / "in the way");
  chooses(v1::FAREWELL_NO_HELP);
  (void)shown();
  says(v1::FAREWELL_NO_HELP);
  timeline_.advance(1min);
  settle();
  EXPECT_FALSE(farewells_.on_disk());
  std::filesystem::remove_all(folder_.path() / "farewell");
  timeline_.advance(1min);
  settle();
  EXPECT_TRUE(farewells_.on_disk());
}

TEST_F(FarewellDeskTest, WhoeverWishesForHelpIsAskedFirstWhetherItIsWantedAgain) {
  std::optional<bool> may_open;
  const auto wish = [&] {
    may_open.reset();
    auto asking = [&]() -> net::awaitable<void> { may_open = co_await desk_.welcome_back(here_); };
    net::co_spawn(io_, asking, net::detached);
    settle();
  };
  wish();
  EXPECT_EQ(may_open, true);
  EXPECT_TRUE(desktop_->windows.empty()) << "nothing was said";
  farewells_.say(v1::FAREWELL_NO_HELP);
  wish();
  EXPECT_FALSE(may_open);
  EXPECT_EQ(shown().asked(), v1::FAREWELL_UNSPECIFIED);
  closes();
  EXPECT_EQ(may_open, false);
  wish();
  (void)shown();
  says(v1::FAREWELL_UNSPECIFIED);
  EXPECT_EQ(may_open, true) << "and the pictures come in its place";
}

TEST_F(FarewellDeskTest, NamesThePhoneAndTheHoursOfTheRoster) {
  roster::Roster next = organisation_.roster(2);
  next.phone = "02 99 00 00 00";
  next.hours.open = {{0, 9h, 17h}};
  roster_.hear(organisation_.news_of(next));
  chooses(v1::FAREWELL_NO_HELP);
  const pc::FarewellWindow asks = shown();
  EXPECT_EQ(asks.phone(), "02 99 00 00 00");
  EXPECT_EQ(asks.hours().open_size(), 1);
}

TEST_F(FarewellDeskTest, NamesNoHoursWhileTheClockIsBehindTheRoster) {
  roster::Roster next = organisation_.roster(2);
  next.phone = "02 99 00 00 00";
  next.hours.open = {{0, 9h, 17h}};
  next.made = timeline_.wall() + 24h;
  next.ends = next.made + 24h;
  roster_.hear(organisation_.news_of(next));
  chooses(v1::FAREWELL_NO_HELP);
  const pc::FarewellWindow asks = shown();
  EXPECT_EQ(asks.phone(), "02 99 00 00 00");
  EXPECT_EQ(asks.hours().open_size(), 0);
}

}  // namespace
}  // namespace maintendue::test
