// The parts of maintendue-agent, and the order in which they start and stop.
#pragma once

#include <filesystem>
#include <memory>

#include "agent/service/consent/noes.h"
#include "agent/service/consent/restarts.h"
#include "agent/service/desktop/tray_door.h"
#include "agent/service/link/link.h"
#include "agent/service/link/network_watch.h"
#include "agent/service/link/relay_line.h"
#include "agent/service/session/session.h"
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
};

// Lives on `main`. One session at a time; an offer that comes during one is left to time out,
// because the relay knows better than to make it. One whose line is cut makes room for another.
class Service {
 public:
  // Throws std::runtime_error with one sentence when the tray's socket can't be made.
  Service(net::any_io_executor main, ServiceOptions options);

  void start();
  net::awaitable<void> stop();

 private:
  std::unique_ptr<wire::RpcChannel> dial_for(Purpose purpose);
  void on_offer(SessionOffer offer);
  // Whoever is here may be an operator no more.
  void on_roster();
  // Once the start is over.
  net::awaitable<void> settle();
  net::awaitable<void> hold_session(SessionOffer offer);
  net::awaitable<void> assist(SessionOffer offer);
  net::awaitable<Result<Meeting>> begin(SessionOffer offer);
  Shown shown() const;
  bool keep_step(const Bytes& step) const;
  WitnessPtr begin_log(SessionId id, const Meeting& meeting);
  // The operator of a session that was cut comes back to it, or to nothing.
  void on_comeback(SessionOffer offer);
  net::awaitable<void> take_back(SessionOffer offer);
  net::awaitable<void> bring_back(SessionOffer offer);
  net::awaitable<void> make_room_for(SessionOffer offer);
  void on_cut(Errc why);
  // The family agreed, and the session is over.
  net::awaitable<void> restart(DesktopPtr desktop, std::string operator_name);
  void refresh_tray();

  const net::any_io_executor main_;
  const std::shared_ptr<wire::Timeline> timeline_;
  const std::shared_ptr<const MachineState> machine_;
  const std::filesystem::path state_;  // fixed after construction
  KnownRoster roster_;
  const DialRelay dial_;
  const Session::Settings settings_;
  SessionLogs logs_;
  Noes noes_;
  Restarts restarts_;
  const std::shared_ptr<seal::CodeMisses> misses_ = std::make_shared<seal::CodeMisses>();
  TrayDoor door_;
  Link link_;
  NetworkWatch network_;
  bool connected_ = false;
  SessionId held_{};                  // from the offer to the end; 0: none
  std::unique_ptr<Session> session_;  // while one is held
  wire::Signal session_over_;
  wire::Signal newer_comeback_;
  wire::Signal tray_moved_;
  wire::TaskGroup tasks_;
};

}  // namespace maintendue::agent
