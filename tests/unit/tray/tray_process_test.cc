// The tray as a process: its door to the service, and the programs it starts for it.
#include "tests/unit/tray/tray_process.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <fstream>

#include "tests/support/temp_folder.h"

namespace maintendue::testing {
namespace {

namespace fs = std::filesystem;

// The tray in a folder of its own, with witnesses in the place of the programs, and no bus.
class TrayOnItsOwn : public ::testing::Test {
 protected:
  TrayOnItsOwn() {
    fs::copy(MAINTENDUE_TRAY, folder_.path() / "maintendue-tray");
    fs::copy(MAINTENDUE_WITNESS, folder_.path() / "maintendue-dialog");
    fs::copy(MAINTENDUE_WITNESS, folder_.path() / "maintendue-screen");
  }

  void start(std::vector<std::string> more = {}) {
    more.push_back("XDG_RUNTIME_DIR=" + folder_.path().string());
    more.push_back("LANG=en_GB.UTF-8");
    tray_.emplace(folder_.path() / "maintendue-tray", socket_, more);
  }

  void start_and_greet() {
    start();
    service_.accept();
    ASSERT_TRUE(service_.hello());
  }

  // A dialog's line, once its witness has spoken.
  Descriptor open_dialog(std::uint64_t id) {
    auto [ours, theirs] = line();
    std::vector<Descriptor> rights;
    rights.push_back(std::move(theirs));
    service_.spawn(id, pc::Spawn::DIALOG, std::move(rights));
    EXPECT_EQ(service_.spawned(id), true);
    EXPECT_EQ(read_line(ours), "0 1 2 3 ");
    return std::move(ours);
  }

  test::TempFolder folder_;
  const std::string socket_ = (folder_.path() / "socket").string();
  FakeService service_{socket_};
  std::optional<TrayProcess> tray_;
};

TEST_F(TrayOnItsOwn, SaysHelloWithoutADisplayOrABus) {
  start({"DISPLAY=:64999"});
  service_.accept();
  const auto hello = service_.hello();
  ASSERT_TRUE(hello);
  EXPECT_EQ(hello->language(), "en");
  EXPECT_FALSE(hello->display_present());
  EXPECT_FALSE(hello->version().empty());
}

TEST_F(TrayOnItsOwn, GivesADialogItsLineAndNothingElse) {
  start_and_greet();
  open_dialog(5);
}

TEST_F(TrayOnItsOwn, GivesAScreenItsTwoLinesInOrder) {
  start_and_greet();
  auto [rfb, their_rfb] = line();
  auto [orders, their_orders] = line();
  std::vector<Descriptor> rights;
  rights.push_back(std::move(their_rfb));
  rights.push_back(std::move(their_orders));
  service_.spawn(6, pc::Spawn::SCREEN, std::move(rights));
  EXPECT_EQ(service_.spawned(6), true);
  EXPECT_EQ(read_line(rfb), "0 1 2 3 4 ");
  EXPECT_EQ(read_line(orders), "four");
}

TEST_F(TrayOnItsOwn, RefusesAWrongNumberOfDescriptors) {
  start_and_greet();
  service_.spawn(1, pc::Spawn::DIALOG, {});
  EXPECT_EQ(service_.spawned(1), false);
  for (const auto& [id, program, count] :
       {std::tuple{2, pc::Spawn::DIALOG, 2}, std::tuple{3, pc::Spawn::SCREEN, 1}}) {
    std::vector<Descriptor> ours, rights;
    for (int i = 0; i < count; ++i) {
      auto [our_end, their_end] = line();
      ours.push_back(std::move(our_end));
      rights.push_back(std::move(their_end));
    }
    service_.spawn(static_cast<std::uint64_t>(id), program, std::move(rights));
    EXPECT_EQ(service_.spawned(static_cast<std::uint64_t>(id)), false);
    for (const Descriptor& end : ours) EXPECT_TRUE(ends(end)) << "kept by the tray";
  }
  open_dialog(4);  // and it goes on
}

TEST_F(TrayOnItsOwn, TellsWhenAProgramCannotBeStarted) {
  fs::remove(folder_.path() / "maintendue-dialog");
  start_and_greet();
  auto [ours, theirs] = line();
  std::vector<Descriptor> rights;
  rights.push_back(std::move(theirs));
  service_.spawn(1, pc::Spawn::DIALOG, std::move(rights));
  EXPECT_EQ(service_.spawned(1), false);
  EXPECT_TRUE(ends(ours));
}

TEST_F(TrayOnItsOwn, EndsItsProgramsWithTheServiceAndComesBack) {
  start_and_greet();
  const Descriptor window = open_dialog(1);
  service_.hang_up();
  EXPECT_TRUE(ends(window));  // although its own line was still open
  service_.accept();
  EXPECT_TRUE(service_.hello());
  open_dialog(2);
}

TEST_F(TrayOnItsOwn, FindsAServiceThatComesLater) {
  service_.close_door();
  start();
  FakeService later(socket_);
  later.accept();
  EXPECT_TRUE(later.hello());
  later.close_door();
  FakeService again(socket_);
  again.accept();
  EXPECT_TRUE(again.hello());
}

TEST_F(TrayOnItsOwn, EndsItsProgramsWhenItIsToldToGo) {
  start_and_greet();
  const Descriptor window = open_dialog(1);
  tray_->end(SIGTERM);
  EXPECT_TRUE(ends(window));
  EXPECT_FALSE(service_.next());
}

TEST_F(TrayOnItsOwn, AWishForHelpIsOneWordOfAProgramThatEnds) {
  start_and_greet();
  TrayProcess guest(
      folder_.path() / "maintendue-tray", socket_,
      {"XDG_RUNTIME_DIR=" + folder_.path().string(), "LANG=fr_FR.UTF-8"}, {"--help-wanted"}
  );
  EXPECT_EQ(guest.exit_code(), 0) << "though a tray runs in this session";
  service_.accept();
  const auto says = service_.next();
  ASSERT_TRUE(says);
  EXPECT_TRUE(says->has_help());
  EXPECT_FALSE(service_.next()) << "and nothing else";
}

TEST_F(TrayOnItsOwn, AWishForHelpThatNobodyHearsEndsAtOnce) {
  service_.close_door();
  TrayProcess guest(folder_.path() / "maintendue-tray", socket_, {}, {"--help-wanted"});
  EXPECT_EQ(guest.exit_code(), 1);
  TrayProcess unknown(folder_.path() / "maintendue-tray", socket_, {}, {"--help"});
  EXPECT_EQ(unknown.exit_code(), 2);
}

// What opens it is no program of ours, and has to find everything as its user left it.
TEST_F(TrayOnItsOwn, OpensAPageWithAllTheSettingsOfTheSessionAndOutlastsIt) {
  const std::string told = folder_.path() / "told";
  std::ofstream(folder_.path() / "xdg-open")
      << "#!/bin/sh\nprintf '%s %s %s %s' \"$1\" \"$XDG_CONFIG_HOME\" \"$LANGUAGE\" "
         "\"$MAINTENDUE_PARENT\" > "
      << told << ".part\nmv " << told << ".part " << told << "\n";
  fs::permissions(folder_.path() / "xdg-open", fs::perms::owner_all);
  start({"PATH=" + folder_.path().string() + ":/usr/bin:/bin", "XDG_CONFIG_HOME=/her/settings"});
  service_.accept();
  ASSERT_TRUE(service_.hello());
  service_.open_page(7, "https://ecole.example/?a=1&b=2;$HOME");
  EXPECT_EQ(service_.spawned(7), true);
  const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds{20};
  while (!fs::exists(told) && std::chrono::steady_clock::now() < limit) {
    service_.spawn(8, pc::Spawn::DIALOG, {});  // makes its loop go round
    EXPECT_EQ(service_.spawned(8), false);
  }
  std::string all;
  std::getline(std::ifstream(told), all);
  EXPECT_EQ(all, "https://ecole.example/?a=1&b=2;$HOME /her/settings  ");
}

TEST_F(TrayOnItsOwn, SaysThatThereIsNothingToOpenAPageWith) {
  start({"PATH=" + folder_.path().string()});
  service_.accept();
  ASSERT_TRUE(service_.hello());
  service_.open_page(7, "https://ecole.example/");
  EXPECT_EQ(service_.spawned(7), false);
}

TEST_F(TrayOnItsOwn, LeavesNoEndedProgramBehind) {
  start_and_greet();
  for (std::uint64_t id = 1; id <= 3; ++id)
    open_dialog(id).reset();  // the witness leaves with its line
  // While the next one lives it is the only child, once the tray has seen the others' end.
  const Descriptor last = open_dialog(4);
  const std::string children = "/proc/" + std::to_string(tray_->pid()) + "/task/" +
                               std::to_string(tray_->pid()) + "/children";
  std::string only;
  const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds{20};  // on a busy PC
  for (std::uint64_t id = 5; std::chrono::steady_clock::now() < limit; ++id) {
    std::ifstream file(children);
    std::string all;
    std::getline(file, all);
    only = all;
    if (std::count(all.begin(), all.end(), ' ') == 1) break;
    service_.spawn(id, pc::Spawn::DIALOG, {});  // makes its loop go round
    EXPECT_EQ(service_.spawned(id), false);
  }
  EXPECT_EQ(std::count(only.begin(), only.end(), ' '), 1) << only;
}

TEST_F(TrayOnItsOwn, IsAloneInItsSession) {
  start_and_greet();
  TrayProcess second(
      folder_.path() / "maintendue-tray", socket_, {"XDG_RUNTIME_DIR=" + folder_.path().string()}
  );
  EXPECT_EQ(second.exit_code(), 1);
  open_dialog(1);  // the first is not disturbed
}

}  // namespace
}  // namespace maintendue::testing
