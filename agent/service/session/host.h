// Who holds the session of this PC: lets it begin, takes its operator back after a cut, and is done
// with it when she may assist nobody any more.
#pragma once

#include <memory>

#include "agent/service/consent/noes.h"
#include "agent/service/consent/restarts.h"
#include "agent/service/session/session.h"
#include "agent/service/session_log/session_logs.h"
#include "wire/task_group.h"

namespace maintendue::agent {

// Lives on `main`. One session at a time; an offer that comes during one is left to time out,
// because the relay knows better than to make it. One whose line is cut makes room for another.
// stop() must have been awaited before it is destroyed.
class Host {
 public:
  struct Callbacks {
    wire::Dial dial_tunnel;
    std::function<DesktopPtr()> desktop;  // of whoever is at the monitor now; null when nobody is
    std::function<bool()> help_wanted;    // else nobody is let in
    TellNews tell_relay;
    std::function<void(Errc)> line_lost;  // the operator's, for this reason
    std::function<void()> session_moved;  // session(), or what it says of itself, is another
  };

  // Timeline, roster and logs outlive it. `settings` are those of every session; what is one
  // session's own is put into them here.
  Host(
      net::any_io_executor main,
      wire::Timeline& timeline,
      std::shared_ptr<const MachineState> machine,
      KnownRoster& roster,
      SessionLogs& logs,
      Restarts restarts,
      Session::Settings settings,
      Callbacks callbacks
  );

  // Ends the session, and returns once it has said goodbye, within a second. Nobody is let in from
  // then on, who was on the way neither.
  net::awaitable<void> send_home();
  // Whatever still goes on here. No offer may come any more.
  net::awaitable<void> stop();

  void on_offer(SessionOffer offer);
  // Whoever is here may be an operator no more.
  void on_roster();
  // callbacks.help_wanted() says no: whoever is here leaves.
  void on_farewell();
  // callbacks.desktop() has another answer; `person` is the account at the monitor, when known.
  void on_desktop(std::optional<uid_t> person);

  SessionId held() const { return held_; }                   // from the offer to the end; 0: none
  const Session* session() const { return session_.get(); }  // once met, until the end; else null

 private:
  net::awaitable<void> hold(SessionOffer offer);
  net::awaitable<void> assist(SessionOffer offer);
  net::awaitable<Result<Meeting>> begin(SessionOffer offer);
  // Of a session with her, who begins it at that desktop. Asks for her way back, which is then
  // used.
  Session::Settings settings_for(const identity::Operator& who, const DesktopPtr& there);
  WitnessPtr begin_log(SessionId id, const Meeting& meeting);
  net::awaitable<void> make_room_for(SessionOffer offer);
  // The operator of a session that was cut comes back to it, or to nothing.
  void on_comeback(SessionOffer offer);
  net::awaitable<void> take_back(SessionOffer offer);
  net::awaitable<void> bring_back(SessionOffer offer);
  // The family agreed, and the session is over.
  net::awaitable<void> restart(DesktopPtr desktop, std::string operator_name);

  const net::any_io_executor main_;
  wire::Timeline& timeline_;
  const std::shared_ptr<const MachineState> machine_;
  KnownRoster& roster_;
  SessionLogs& logs_;
  const Session::Settings settings_;  // fixed after construction
  const Callbacks callbacks_;         // fixed after construction
  Noes noes_;
  Restarts restarts_;
  const std::shared_ptr<seal::CodeMisses> misses_ = std::make_shared<seal::CodeMisses>();
  SessionId held_{};
  std::unique_ptr<Session> session_;
  bool closed_ = false;  // by send_home(), for good
  wire::Signal session_over_;
  wire::Signal newer_comeback_;
  wire::TaskGroup tasks_;
};

}  // namespace maintendue::agent
