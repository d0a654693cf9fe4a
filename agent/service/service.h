// The parts of maintendue-agent, and the order in which they start and stop.
#pragma once

#include <filesystem>
#include <memory>

#include "agent/service/desktop/tray_door.h"
#include "agent/service/farewell/farewell_desk.h"
#include "agent/service/help/help_desk.h"
#include "agent/service/link/link.h"
#include "agent/service/link/network_watch.h"
#include "agent/service/link/relay_line.h"
#include "agent/service/session/host.h"
#include "agent/service/session_log/session_logs.h"
#include "wire/task_group.h"

namespace maintendue::agent {

struct ServiceOptions {
  MachineState machine;
  roster::Book book;
  std::filesystem::path state;  // where the book is kept, and the sessions' signed logs
  std::filesystem::path socket;
  Session::Settings session;
  std::shared_ptr<wire::Timeline> timeline;
  DialRelay dial;
  std::function<Start()> start = [] { return read_start(); };  // which one of the PC this is
};

// Lives on `main`. stop() must have been awaited before it is destroyed.
class Service {
 public:
  // Throws std::runtime_error with one sentence when the tray's socket can't be made.
  Service(net::any_io_executor main, ServiceOptions options);

  void start();
  net::awaitable<void> stop();

 private:
  std::unique_ptr<wire::RpcChannel> dial_for(Purpose purpose);
  // Once the start is over.
  net::awaitable<void> settle();
  Shown shown() const;
  bool keep_step(const Bytes& step) const;
  HelpDesk::Callbacks help_callbacks();
  FarewellDesk::Callbacks farewell_callbacks();
  void on_farewell();
  // The operator's.
  void on_line_lost(Errc why);
  void refresh_tray();

  const std::shared_ptr<wire::Timeline> timeline_;
  const std::shared_ptr<const MachineState> machine_;
  const std::filesystem::path state_;  // fixed after construction
  KnownRoster roster_;
  const DialRelay dial_;
  SessionLogs logs_;
  TrayDoor door_;
  Link link_;
  NetworkWatch network_;
  Host host_;
  Farewells farewells_;
  FarewellDesk farewell_desk_;
  HelpCalls help_calls_;
  HelpDesk help_desk_;
  bool connected_ = false;
  wire::Signal tray_moved_;
  wire::TaskGroup tasks_;
};

}  // namespace maintendue::agent
