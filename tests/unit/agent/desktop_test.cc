// Who comes to the tray's door, and what the service has of one that it let in.
#include <unistd.h>

#include <fstream>

#include "desktop_stage.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;
using DesktopTest = DesktopStage;

TEST_F(DesktopTest, LetsATrayInAndNoticesItsLeaving) {
  EXPECT_EQ(door_->desktop(), nullptr);
  auto tray = knock();
  say_hello(*tray);
  ASSERT_NE(door_->desktop(), nullptr);
  EXPECT_TRUE(door_->desktop()->display_present());
  EXPECT_EQ(door_->desktop()->language(), "fr");
  tray->close();
  settle();
  EXPECT_EQ(door_->desktop(), nullptr);
  EXPECT_EQ(changes_, 2);
}

TEST_F(DesktopTest, SpeaksWhatItsTraySaysThatSomebodyChose) {
  auto tray = knock();
  say_hello(*tray);
  const agent::DesktopPtr desktop = door_->desktop();
  int told = 0;
  auto listen = [&]() -> net::awaitable<void> {
    co_await desktop->language_changed();
    ++told;
  };
  net::co_spawn(io_, listen(), net::detached);
  settle();
  desktop->speak("ar");
  EXPECT_EQ(receive(*tray).says.speak().language(), "ar");
  EXPECT_EQ(desktop->language(), "fr") << "the tray has not agreed yet";
  pc::TrayToService chosen;
  chosen.mutable_language()->set_language("ar" + std::string(100, 'x'));
  ASSERT_TRUE(agent::post_message(*tray, chosen));
  settle();
  EXPECT_EQ(told, 1);
  EXPECT_EQ(desktop->language(), "ar" + std::string(14, 'x')) << "no more than a tag has";
}

TEST_F(DesktopTest, ASecondTrayIsRefusedWhileTheFirstIsThere) {
  auto first = knock();
  say_hello(*first);
  const auto desktop = door_->desktop();
  auto second = knock();
  say_hello(*second);
  pc::TrayToService more;
  more.mutable_stop();
  EXPECT_FALSE(agent::post_message(*second, more)) << "it was let in";
  EXPECT_EQ(door_->desktop(), desktop);
}

TEST_F(DesktopTest, ATrayThatSaysNothingIsNoDesktop) {
  auto tray = knock();
  settle();
  timeline_.advance(6s);
  settle();
  EXPECT_EQ(door_->desktop(), nullptr);
  auto next = knock();
  say_hello(*next);
  EXPECT_NE(door_->desktop(), nullptr);
}

TEST_F(DesktopTest, ScreenLinesTravelAsTwoDescriptorsAndAreLive) {
  auto tray = knock();
  say_hello(*tray);
  std::optional<Result<agent::ScreenLines>> lines;
  auto open = [&]() -> net::awaitable<void> {
    lines.emplace(co_await door_->desktop()->open_screen());
  };
  net::co_spawn(io_, open(), net::detached);
  settle();
  const Received received = receive(*tray);
  ASSERT_EQ(received.descriptors.size(), 2u);
  EXPECT_EQ(received.says.spawn().program(), pc::Spawn::SCREEN);
  pc::TrayToService answer;
  answer.mutable_spawned()->set_request_id(received.says.spawn().request_id());
  answer.mutable_spawned()->set_ok(true);
  ASSERT_TRUE(agent::post_message(*tray, answer));
  settle();
  ASSERT_TRUE(lines && *lines);
  ASSERT_EQ(::write(received.descriptors[0], "RFB", 3), 3);
  char rfb[3];
  ASSERT_EQ(::read((*lines)->rfb.native_handle(), rfb, 3), 3);
  EXPECT_EQ(std::string(rfb, 3), "RFB");
  for (int descriptor : received.descriptors) ::close(descriptor);
  EXPECT_EQ(::read((*lines)->rfb.native_handle(), rfb, 3), 0)
      << "the service kept a copy of the screen's end open";
}

TEST_F(DesktopTest, IsLetGoAtOnceWhenSomebodyElseComesToTheMonitor) {
  auto tray = knock();
  say_hello(*tray);
  const agent::DesktopPtr desktop = door_->desktop();
  ASSERT_TRUE(desktop);
  std::ofstream(seats_.path() / ".seat0") << "ACTIVE_UID=1234\n";
  std::filesystem::rename(seats_.path() / ".seat0", seats_.path() / "seat0");
  settle();
  EXPECT_TRUE(desktop->displaced());
  EXPECT_EQ(door_->desktop(), nullptr);
  auto again = knock();
  settle();
  EXPECT_EQ(door_->desktop(), nullptr) << "another sits there";
  std::filesystem::remove(seats_.path() / "seat0");
  auto back = knock();
  say_hello(*back);
  EXPECT_TRUE(door_->desktop());
}

TEST_F(DesktopTest, TheCardIsForWhoSitsAtTheMonitorAlone) {
  auto tray = knock();
  say_hello(*tray);
  auto other = knock();
  settle();
  int wished = 0;
  auto listen = [&](agent::DesktopPtr desktop) -> net::awaitable<void> {
    co_await desktop->card_wished();
    ++wished;
  };
  net::co_spawn(io_, listen(door_->desktop()), net::detached);
  settle();
  pc::TrayToService hello, card;
  hello.mutable_hello()->set_language("fr");
  card.mutable_card();
  (void)agent::post_message(*other, hello);  // nobody reads it
  (void)agent::post_message(*other, card);
  settle();
  EXPECT_EQ(wished, 0);
  ASSERT_TRUE(agent::post_message(*tray, card));
  settle();
  EXPECT_EQ(wished, 1);
}

TEST_F(DesktopTest, TellsWhoSitsThereThoughNoTrayComes) {
  auto tray = knock();
  say_hello(*tray);
  EXPECT_EQ(door_->person(), ::geteuid());
  EXPECT_EQ(door_->desktop()->account(), ::geteuid());
  for (const char* told : {"ACTIVE_UID=1234\n", "ACTIVE_UID=998\n"}) {  // the greeter is nobody
    std::ofstream(seats_.path() / ".seat0") << told;
    std::filesystem::rename(seats_.path() / ".seat0", seats_.path() / "seat0");
    settle();
    EXPECT_EQ(door_->person(), 1234u);
  }
}

TEST_F(DesktopTest, RestartsThePcIfTheTrayMay) {
  auto tray = knock();
  say_hello(*tray);
  for (const bool ok : {true, false}) {
    std::optional<bool> taken;
    auto restart = [&]() -> net::awaitable<void> { taken = co_await door_->desktop()->restart(); };
    net::co_spawn(io_, restart(), net::detached);
    settle();
    EXPECT_TRUE(receive(*tray).says.has_restart());
    pc::TrayToService answer;
    answer.mutable_restart_taken()->set_ok(ok);
    ASSERT_TRUE(agent::post_message(*tray, answer));
    settle();
    EXPECT_EQ(taken, ok);
  }
}

TEST_F(DesktopTest, ATrayThatSaysNothingOfARestartDoesNotRestart) {
  auto tray = knock();
  say_hello(*tray);
  std::optional<bool> taken;
  auto restart = [&]() -> net::awaitable<void> { taken = co_await door_->desktop()->restart(); };
  net::co_spawn(io_, restart(), net::detached);
  settle();
  timeline_.advance(15s);
  settle();
  EXPECT_EQ(taken, false);
}

// The seat's file is written aside and renamed: it is looked at twice.
TEST_F(DesktopTest, ADisplacedOneStaysDisplacedHoweverOftenTheSeatIsLookedAt) {
  auto tray = knock();
  say_hello(*tray);
  const auto desktop = std::static_pointer_cast<agent::TrayDesktop>(door_->desktop());
  desktop->displace();
  desktop->displace();
  settle();
  EXPECT_TRUE(desktop->displaced());
}

TEST_F(DesktopTest, ATrayThatGoesByItselfIsNotDisplaced) {
  auto tray = knock();
  say_hello(*tray);
  const agent::DesktopPtr desktop = door_->desktop();
  tray->close();
  settle();
  EXPECT_EQ(door_->desktop(), nullptr);
  EXPECT_FALSE(desktop->displaced());
}

TEST_F(DesktopTest, ATrayThatCannotSpawnIsAnError) {
  auto tray = knock();
  say_hello(*tray);
  std::optional<Errc> error;
  auto open = [&]() -> net::awaitable<void> {
    auto dialog = co_await door_->desktop()->open_dialog();
    error = dialog ? std::nullopt : std::optional(dialog.error().code);
  };
  net::co_spawn(io_, open(), net::detached);
  settle();
  for (int descriptor : receive(*tray).descriptors) ::close(descriptor);
  timeline_.advance(6s);
  settle();
  EXPECT_EQ(error, Errc::TimedOut);
}

TEST_F(DesktopTest, AnAnswerToWhatNobodyAskedIsNone) {
  auto tray = knock();
  say_hello(*tray);
  pc::TrayToService answer;
  answer.mutable_spawned()->set_request_id(1);
  answer.mutable_spawned()->set_ok(true);
  ASSERT_TRUE(agent::post_message(*tray, answer));
  settle();
  std::optional<Errc> error;
  auto open = [&]() -> net::awaitable<void> {
    auto dialog = co_await door_->desktop()->open_dialog();
    error = dialog ? Errc{} : dialog.error().code;
  };
  net::co_spawn(io_, open(), net::detached);
  settle();
  const Received asked = receive(*tray);
  EXPECT_EQ(asked.says.spawn().request_id(), 1u);
  for (int descriptor : asked.descriptors) ::close(descriptor);
  EXPECT_EQ(error, std::nullopt);
  timeline_.advance(5s);
  settle();
  EXPECT_EQ(error, Errc::TimedOut);
}

TEST_F(DesktopTest, ALiveSocketIsNotReplaced) {
  const auto second = [&] { return agent::TrayDoor(io_.get_executor(), timeline_, path_, [] {}); };
  EXPECT_THROW(second(), std::runtime_error);
}

TEST_F(DesktopTest, ASocketLeftByAKilledServiceIsReplaced) {
  const auto left = folder_.path() / "left.sock";
  {
    net::local::stream_protocol::acceptor dead(io_);
    dead.open();
    dead.bind(left.string());
  }
  ASSERT_TRUE(std::filesystem::exists(left));
  agent::TrayDoor door(io_.get_executor(), timeline_, left, [] {});
  agent::LocalSocket socket(io_);
  EXPECT_NO_THROW(socket.connect(left.string()));
}

}  // namespace
}  // namespace maintendue::test
