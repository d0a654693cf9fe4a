// The icon over a private session bus, with a panel's watcher that comes, goes and comes back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sdbus-c++/sdbus-c++.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>

#include "tests/support/temp_folder.h"
#include "tests/unit/tray/private_bus.h"
#include "tests/unit/tray/tray_process.h"

namespace maintendue::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;

constexpr auto kWatcher = "org.kde.StatusNotifierWatcher";
constexpr auto kItem = "org.kde.StatusNotifierItem";
constexpr auto kMenu = "com.canonical.dbusmenu";

// What a panel has on the bus.
class Watcher {
 public:
  explicit Watcher(const std::string& address)
      : bus_(sdbus::createSessionBusConnectionWithAddress(address)),
        object_(sdbus::createObject(*bus_, "/StatusNotifierWatcher")) {
    object_->registerMethod("RegisterStatusNotifierItem")
        .onInterface(kWatcher)
        .implementedAs([this](const std::string& name) { item_ = name; });
    object_->finishRegistration();
    bus_->requestName(kWatcher);
  }

  bool until(const std::function<bool()>& done) {
    const auto limit = std::chrono::steady_clock::now() + 30s;
    for (;;) {
      while (bus_->processPendingRequest()) {
      }
      if (done()) return true;
      if (std::chrono::steady_clock::now() >= limit) return false;
      const auto data = bus_->getEventLoopPollData();
      pollfd wait{data.fd, data.events, 0};
      poll(&wait, 1, 100);
    }
  }

  // The item's name on the bus, once it has introduced itself.
  std::string item() {
    EXPECT_TRUE(until([&] { return !item_.empty(); })) << "the tray did not register";
    return item_;
  }

 private:
  const std::unique_ptr<sdbus::IConnection> bus_;
  const std::unique_ptr<sdbus::IObject> object_;
  std::string item_;
};

class TrayOnABus : public ::testing::Test {
 protected:
  void start() {
    tray_.emplace(
        MAINTENDUE_TRAY, socket_,
        std::vector<std::string>{
            "XDG_RUNTIME_DIR=" + folder_.path().string(),
            "XDG_CONFIG_HOME=" + folder_.path().string(),
            "DBUS_SESSION_BUS_ADDRESS=" + bus_.address(),
            "LANG=fr_FR.UTF-8",
        }
    );
    service_.accept();
    ASSERT_TRUE(service_.hello());
  }

  std::unique_ptr<sdbus::IProxy> proxy(const std::string& name, const std::string& path) {
    auto made = sdbus::createProxy(*asker_, name, path);
    made->finishRegistration();
    return made;
  }

  std::string tooltip(const std::string& name) {
    using Pixmaps =
        std::vector<sdbus::Struct<std::int32_t, std::int32_t, std::vector<std::uint8_t>>>;
    const auto item = proxy(name, "/StatusNotifierItem");
    const sdbus::Variant tip = item->getProperty("ToolTip").onInterface(kItem);
    return tip.get<sdbus::Struct<std::string, Pixmaps, std::string, std::string>>().get<3>();
  }

  // Labels from top to bottom, those that can be clicked with a star.
  std::vector<std::string> menu(const std::string& name, std::int32_t within = 0) {
    using Properties = std::map<std::string, sdbus::Variant>;
    using Node = sdbus::Struct<std::int32_t, Properties, std::vector<sdbus::Variant>>;
    std::uint32_t revision = 0;
    Node root;
    proxy(name, "/MenuBar")
        ->callMethod("GetLayout")
        .onInterface(kMenu)
        .withArguments(within, -1, std::vector<std::string>{})
        .storeResultsTo(revision, root);
    std::vector<std::string> labels;
    for (const sdbus::Variant& child : root.get<2>()) {
      const Properties properties = child.get<Node>().get<1>();
      if (properties.contains("type")) {
        labels.push_back("-");
        continue;
      }
      const bool clickable = properties.at("enabled").get<bool>();
      labels.push_back((clickable ? "*" : "") + properties.at("label").get<std::string>());
    }
    return labels;
  }

  void click(const std::string& name, std::int32_t id) {
    proxy(name, "/MenuBar")
        ->callMethod("Event")
        .onInterface(kMenu)
        .withArguments(
            id, std::string("clicked"), sdbus::Variant(std::int32_t{0}), std::uint32_t{0}
        );
  }

  bool tells(const std::string& name, const std::string& sentence) {
    return watcher_->until([&] { return tooltip(name) == sentence; });
  }

  test::TempFolder folder_;
  PrivateBus bus_;
  const std::string socket_ = (folder_.path() / "socket").string();
  FakeService service_{socket_};
  const std::unique_ptr<sdbus::IConnection> asker_ =
      sdbus::createSessionBusConnectionWithAddress(bus_.address());
  std::optional<Watcher> watcher_;
  std::optional<TrayProcess> tray_;
};

TEST_F(TrayOnABus, ShowsItsStateToAPanel) {
  watcher_.emplace(bus_.address());
  start();
  const std::string name = watcher_->item();
  EXPECT_EQ(name, "org.kde.StatusNotifierItem-" + std::to_string(tray_->pid()) + "-1");
  EXPECT_EQ(tooltip(name), "Aide à distance\u00a0: pas de liaison");
  service_.state(true, false);
  EXPECT_TRUE(tells(name, "Personne ne voit votre écran"));
  service_.state(true, true);
  EXPECT_TRUE(tells(name, "Nadia voit votre écran"));
  EXPECT_THAT(
      menu(name), ElementsAre(
                      "Nadia voit votre écran", "*Arrêter l’aide à distance", "*Demander de l’aide",
                      "*Mon journal", "-", "La Maison Numérique", "*La carte de votre ordinateur",
                      "*Je ne veux plus d’aide…", "*Langue · Language"
                  )
  );
  service_.hang_up();
  EXPECT_TRUE(tells(name, "Aide à distance\u00a0: pas de liaison"));
}

TEST_F(TrayOnABus, StopsFromTheMenuWhileSomebodyWatchesOnly) {
  watcher_.emplace(bus_.address());
  start();
  const std::string name = watcher_->item();
  for (std::int32_t id = 0; id < 8; ++id) click(name, id);  // nothing here can be clicked
  service_.state(true, true);
  ASSERT_TRUE(tells(name, "Nadia voit votre écran"));
  click(name, 2);
  service_.spawn(77, pc::Spawn::DIALOG, {});  // refused, and answered after what came before
  const auto first = service_.next();
  ASSERT_TRUE(first);
  EXPECT_TRUE(first->has_stop());
  EXPECT_EQ(service_.spawned(77), false);
}

TEST_F(TrayOnABus, AsksTheServiceForTheWindowWithThePictures) {
  watcher_.emplace(bus_.address());
  start();
  const std::string name = watcher_->item();
  service_.state(false, false);
  ASSERT_TRUE(watcher_->until([&] {
    const auto items = menu(name);
    return items.size() > 1 && items[1] == "*Demander de l’aide";
  }));
  click(name, 6);
  service_.spawn(77, pc::Spawn::DIALOG, {});  // refused, and answered after what came before
  const auto first = service_.next();
  ASSERT_TRUE(first);
  EXPECT_TRUE(first->has_help());
  EXPECT_EQ(service_.spawned(77), false);
}

// LXQt's panel tells of the first button, and opens the menu on the other.
TEST_F(TrayOnABus, AsksForTheSameWindowWhenThePanelTellsOfAClickOnTheIcon) {
  watcher_.emplace(bus_.address());
  start();
  const std::string name = watcher_->item();
  service_.state(false, false);
  proxy(name, "/StatusNotifierItem")->callMethod("Activate").onInterface(kItem).withArguments(7, 7);
  const auto first = service_.next();
  ASSERT_TRUE(first);
  EXPECT_TRUE(first->has_help());
}

TEST_F(TrayOnABus, TellsTheServiceWhichFarewellWasChosen) {
  watcher_.emplace(bus_.address());
  start();
  const std::string name = watcher_->item();
  service_.state(true, false);
  ASSERT_TRUE(tells(name, "Personne ne voit votre écran"));
  EXPECT_THAT(
      menu(name, 10),
      ElementsAre("*Je ne veux plus d’aide à distance", "*Cet ordinateur n’est plus à nous")
  );
  click(name, 12);
  const auto first = service_.next();
  ASSERT_TRUE(first && first->has_farewell());
  EXPECT_EQ(first->farewell().farewell(), v1::FAREWELL_NOT_OURS);
}

TEST_F(TrayOnABus, SpeaksTheLanguageThatIsChosenInItsMenuAndTellsTheService) {
  watcher_.emplace(bus_.address());
  start();
  const std::string name = watcher_->item();
  service_.state(true, false);
  ASSERT_TRUE(tells(name, "Personne ne voit votre écran"));
  const std::vector<std::string> languages = menu(name, 7);
  ASSERT_GT(languages.size(), 2u);
  EXPECT_EQ(languages[1], "*English");
  click(name, 101);
  const auto first = service_.next();
  ASSERT_TRUE(first && first->has_language());
  EXPECT_EQ(first->language().language(), "en");
  EXPECT_TRUE(tells(name, "Nobody sees your screen"));
  EXPECT_EQ(menu(name).back(), "*Language");
}

TEST_F(TrayOnABus, SpeaksWhatWasChosenInAWindowAndStillDoesInTheNextSession) {
  watcher_.emplace(bus_.address());
  start();
  const std::string name = watcher_->item();
  service_.state(true, false);
  service_.speak("xx");
  service_.speak("en");
  EXPECT_TRUE(tells(name, "Nobody sees your screen"));
  EXPECT_EQ(service_.next()->language().language(), "en") << "and of no other";
  tray_.reset();
  tray_.emplace(
      MAINTENDUE_TRAY, socket_,
      std::vector<std::string>{"XDG_CONFIG_HOME=" + folder_.path().string(), "LANG=fr_FR.UTF-8"}
  );
  service_.accept();
  EXPECT_EQ(service_.hello()->language(), "en");
}

TEST_F(TrayOnABus, AsksTheServiceForTheCardAndShowsNothingByItself) {
  watcher_.emplace(bus_.address());
  start();
  const std::string name = watcher_->item();
  service_.state(false, false);
  ASSERT_TRUE(tells(name, "Aide à distance\u00a0: pas de liaison"));
  ASSERT_TRUE(watcher_->until([&] {
    const auto items = menu(name);
    return items.size() > 3 && items[items.size() - 3] == "*La carte de votre ordinateur";
  }));
  click(name, 5);
  service_.spawn(77, pc::Spawn::DIALOG, {});  // refused, and answered after what came before
  const auto first = service_.next();
  ASSERT_TRUE(first);
  EXPECT_TRUE(first->has_card());
}

TEST_F(TrayOnABus, ComesBackToAPanelThatRestarts) {
  start();
  watcher_.emplace(bus_.address());  // a panel that starts after the tray
  const std::string name = watcher_->item();
  watcher_.reset();
  watcher_.emplace(bus_.address());
  EXPECT_EQ(watcher_->item(), name);
}

TEST_F(TrayOnABus, DrawsItsIconInThreeSizes) {
  watcher_.emplace(bus_.address());
  start();
  using Pixmaps = std::vector<sdbus::Struct<std::int32_t, std::int32_t, std::vector<std::uint8_t>>>;
  const auto item = proxy(watcher_->item(), "/StatusNotifierItem");
  const sdbus::Variant pixmaps = item->getProperty("IconPixmap").onInterface(kItem);
  std::vector<int> sizes;
  for (const auto& pixmap : pixmaps.get<Pixmaps>()) {
    sizes.push_back(pixmap.get<0>());
    EXPECT_EQ(
        pixmap.get<2>().size(), static_cast<std::size_t>(pixmap.get<0>() * pixmap.get<1>() * 4)
    );
  }
  EXPECT_THAT(sizes, ElementsAre(22, 32, 48));
}

}  // namespace
}  // namespace maintendue::testing
