// A desktop reached through the tray that runs in the family's session.
#pragma once

#include <map>

#include "agent/service/desktop/desktop.h"
#include "maintendue/local/v1/pc.pb.h"
#include "wire/signal.h"
#include "wire/timeline.h"

namespace maintendue::agent {

// Lives on `main`. serve() runs for as long as the tray is there.
class TrayDesktop final : public Desktop {
 public:
  TrayDesktop(net::any_io_executor main, wire::Timeline& timeline, LocalSocket tray, uid_t account);

  // What whoever knocks says first: that it is the tray, or that its user wishes for help, and no
  // more.
  enum class First { Hello, Help };

  // Waits for that (5 s). Call once, before serve().
  net::awaitable<Result<First>> greet();
  // Listens to the tray until it goes away or says something that is not in the contract, and
  // starts what is expected.
  net::awaitable<void> serve();
  void close();
  // Its user no longer sits at the monitor.
  void displace();
  // By the tray's user, in another way than through the tray.
  void wish_for_help() { help_.notify(); }

  bool display_present() const override { return display_present_; }
  std::string language() const override { return language_; }
  uid_t account() const override { return account_; }
  net::awaitable<Result<std::unique_ptr<LocalLine>>> open_dialog() override;
  void expect_dialog(bool soon) override;
  net::awaitable<Result<std::unique_ptr<LocalLine>>> open_expected_dialog() override;
  net::awaitable<Result<ScreenLines>> open_screen() override;
  net::awaitable<bool> open_page(std::string url) override;
  net::awaitable<bool> restart() override;
  void show(const DesktopState& state) override;
  net::awaitable<void> gone() override;
  bool displaced() const override { return displaced_; }
  net::awaitable<void> stop_pressed() override { return stop_.wait(); }
  net::awaitable<void> card_wished() override { return card_.wait(); }
  net::awaitable<void> journal_wished() override { return journal_.wait(); }
  net::awaitable<v1::Farewell> farewell_wished() override;
  net::awaitable<void> help_wished() override { return help_.wait(); }
  void speak(const std::string& language) override;
  net::awaitable<void> language_changed() override { return spoken_.wait(); }

 private:
  net::awaitable<void> listen();
  // Starts the dialog that is expected, and ends it when nobody came to want it.
  net::awaitable<void> start_ahead();
  // Asks the tray to start a program with `theirs` as its descriptors, and waits until it did.
  net::awaitable<Result<void>> spawn(
      local::v1::Spawn::Program program, std::vector<LocalSocket> theirs, std::string page = {}
  );
  // One that does not read is gone.
  void post(const local::v1::ServiceToTray& says);

  const net::any_io_executor main_;
  wire::Timeline& timeline_;  // outlives us
  LocalLine tray_;
  const uid_t account_;  // fixed after construction
  std::string language_ = "fr";
  bool display_present_ = false;
  bool gone_ = false;
  bool displaced_ = false;
  bool expects_ = false;              // a dialog, soon
  bool starting_ = false;             // that one
  std::unique_ptr<LocalLine> ahead_;  // to it; it waits, and is not told what to say
  std::uint64_t next_request_ = 1;
  v1::Farewell farewell_wished_ = v1::FAREWELL_UNSPECIFIED;  // of the last one
  std::optional<bool> restart_taken_;                        // the tray's last word on one
  std::map<std::uint64_t, std::optional<bool>> spawns_;      // asked for; whether the tray did it
  wire::Signal ahead_moved_;
  wire::Signal answered_;
  wire::Signal left_;
  wire::Signal stop_;
  wire::Signal card_;
  wire::Signal journal_;
  wire::Signal farewell_;
  wire::Signal help_;
  wire::Signal spoken_;
};

}  // namespace maintendue::agent
