// The tray: the icon, and the hands of the service in the family's session.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "agent/tray/children.h"
#include "agent/tray/chosen_language.h"
#include "agent/tray/door.h"
#include "agent/tray/panel.h"
#include "agent/tray/retry.h"

namespace maintendue::tray {

struct Options {
  std::string socket;                // of the service
  std::filesystem::path programs;    // folder of maintendue-dialog and maintendue-screen
  std::string display;               // of this session, as in DISPLAY
  ChosenLanguage language;           // of our windows, and of the icon
  std::vector<std::string> session;  // the environment that its user gave us
};

// One thread, one poll loop, no timer while the service is there and nothing happens. What it
// starts for the service ends with the line to the service.
class Tray {
 public:
  explicit Tray(Options options);
  // Returns when `signals` (a signalfd of SIGTERM, SIGINT, SIGHUP and SIGCHLD) says so.
  void run(Descriptor signals);

 private:
  void knock();
  void listen_at_door();
  void door_shut();
  void obey(Spawn spawn, std::vector<Descriptor> descriptors);
  void restart();
  void show(const State& state);
  // From now on.
  void speak(const std::string& language);
  void clicked(MenuId item);
  // True when we were told to go.
  bool take_signals(const Descriptor& signals);
  // Until the next knock or the bus's own deadline; -1: for ever.
  int wait_limit(const std::optional<sdbus::IConnection::PollData>& bus) const;

  Options options_;
  Children children_;
  State state_;
  Retry retry_;
  std::optional<Door> door_;
  std::unique_ptr<Panel> panel_;  // null without a session bus
};

}  // namespace maintendue::tray
