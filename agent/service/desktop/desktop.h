// The family's desktop as the service sees it: somebody who can be asked, and a screen that can be
// shown.
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>

#include "agent/service/desktop/local_line.h"
#include "maintendue/v1/farewell.pb.h"

namespace maintendue::agent {

// The two lines to a screen program.
struct ScreenLines {
  LocalSocket rfb;                    // RFB bytes, both ways
  std::unique_ptr<LocalLine> orders;  // ScreenOrders out, ScreenNews in
};

// What the tray's icon tells.
struct DesktopState {
  bool connected = false;
  bool visited = false;  // a session is going on, though nothing may be allowed
  bool watched = false;
  std::string organisation;
  std::string operator_name;  // who visits
  std::string phone{};        // of the association; empty: there is none
  v1::Farewell farewell = v1::FAREWELL_UNSPECIFIED;
};

// One tray that is there. Lives on `main`; a session holds it while it lasts.
class Desktop {
 public:
  virtual ~Desktop() = default;

  virtual bool display_present() const = 0;
  // The BCP 47 primary tag of what its windows speak.
  virtual std::string language() const = 0;
  // Whose desktop it is.
  virtual uid_t account() const = 0;
  // A window of ours on the family's screen, not yet told what to say. PeerGone when it can't be
  // opened.
  virtual net::awaitable<Result<std::unique_ptr<LocalLine>>> open_dialog() = 0;
  // Whether open_expected_dialog() is likely to be called soon. Until it is, or is no longer
  // expected, the program waits already, unseen: on an old PC a toolkit takes longer to start than
  // a window to come up.
  virtual void expect_dialog(bool soon) = 0;
  // That one, or one that is started now.
  virtual net::awaitable<Result<std::unique_ptr<LocalLine>>> open_expected_dialog() = 0;
  virtual net::awaitable<Result<ScreenLines>> open_screen() = 0;
  // That page, in the family's own browser; whether it was handed to the desktop for that. Five
  // seconds at most.
  virtual net::awaitable<bool> open_page(std::string url) = 0;
  // Restarts the PC as its user would; whether the system takes that from this user. It takes
  // fifteen seconds at most.
  virtual net::awaitable<bool> restart() = 0;
  virtual void show(const DesktopState& state) = 0;
  // Returns when the tray went away. Several may wait.
  virtual net::awaitable<void> gone() = 0;
  // Once it is gone: whether it went because its user no longer sits at the monitor.
  virtual bool displaced() const = 0;
  // Returns when the family pressed STOP in the tray's menu. Several may wait.
  virtual net::awaitable<void> stop_pressed() = 0;
  // Returns when somebody there chose the PC's card in the tray's menu.
  virtual net::awaitable<void> card_wished() = 0;
  // Likewise, the PC's journal.
  virtual net::awaitable<void> journal_wished() = 0;
  // Likewise, to say for good that no help is wanted, or to take it back: which.
  virtual net::awaitable<v1::Farewell> farewell_wished() = 0;
  // Returns when somebody there wants the window with the pictures, by whatever they clicked.
  virtual net::awaitable<void> help_wished() = 0;
  // From now on its windows are to speak that one, which somebody chose there; language() does once
  // the tray has agreed.
  virtual void speak(const std::string& language) = 0;
  // Returns when language() is another one. Several may wait.
  virtual net::awaitable<void> language_changed() = 0;
};

using DesktopPtr = std::shared_ptr<Desktop>;

}  // namespace maintendue::agent
